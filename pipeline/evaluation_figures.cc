#include "pipeline/evaluation_figures.h"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <nlohmann/json.hpp>

namespace muistio {
namespace {

using Json = nlohmann::ordered_json;

double three_decimals(double value) {
  return std::round(value * 1000) / 1000;
}

}  // namespace

ListCount& Figures::list(const std::string& name) {
  const auto known = std::find_if(lists.begin(), lists.end(),
                                  [&](const auto& list) { return list.first == name; });
  return known != lists.end() ? known->second : lists.emplace_back(name, ListCount()).second;
}

std::string figures_json(const Figures& figures) {
  Json lists = Json::object(), values = Json::object();
  for (const auto& [name, count] : figures.lists) {
    lists[name] = {{"precision", three_decimals(count.precision())},
                   {"recall", three_decimals(count.recall())},
                   {"f1", three_decimals(count.f1())},
                   {"gold", count.gold},
                   {"found", count.found}};
  }
  for (const auto& [name, count] : figures.values) {
    values[name] = {{"right", count.right},
                    {"asked", count.asked},
                    {"accuracy", three_decimals(count.accuracy())}};
  }
  const Json all{{"documents", figures.documents},
                 {"without_record", figures.without_record},
                 {"entries", lists},
                 {"values", values}};
  return all.dump(-1, ' ', false, Json::error_handler_t::replace);
}

void print_figures(const Figures& figures, std::ostream& out) {
  out << fmt::format("{} documents, {} without a record\n", figures.documents,
                     figures.without_record);
  out << fmt::format("{:34}{:>10}{:>8}{:>8}{:>7}{:>7}\n", "", "precision", "recall", "F1", "gold",
                     "found");
  for (const auto& [name, count] : figures.lists) {
    out << fmt::format("{:34}{:>10.3f}{:>8.3f}{:>8.3f}{:>7}{:>7}\n", name, count.precision(),
                       count.recall(), count.f1(), count.gold, count.found);
  }
  for (const auto& [name, count] : figures.values) {
    out << fmt::format("{:34}{:>10.3f}{:16}{:>7}/{}\n", name, count.accuracy(), "", count.right,
                       count.asked);
  }
}

void print_calibration(const Figures& figures, std::ostream& out) {
  out << fmt::format("\n{:34}{:>10}{:>8}{:>7}\n", "confidence", "stated", "right", "facts");
  for (const auto& [name, tenths] : figures.confidence) {
    for (const auto& [tenth, count] : tenths) {
      out << fmt::format("{:34}{:>10.2f}{:>8.2f}{:>7}\n", name, count.stated / count.all,
                         static_cast<double>(count.right) / count.all, count.all);
    }
  }
}

void print_details(const Figures& figures, const std::string& only, std::ostream& out) {
  for (const auto& [name, lines] : figures.notes) {
    if (!only.empty() && only != name) continue;
    out << "\n# " << name << '\n';
    for (const std::string& line : lines) out << line << '\n';
  }
}

}  // namespace muistio
