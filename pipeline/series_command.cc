#include "pipeline/series_command.h"

#include <algorithm>
#include <nlohmann/json.hpp>
#include <ostream>

#include "corpus/series.h"
#include "corpus/unicode.h"
#include "pipeline/one_memo.h"
#include "pipeline/terminal.h"

namespace muistio {
namespace {

using Json = nlohmann::ordered_json;

std::string listed(const std::vector<std::string>& values) {
  std::string text;
  for (const std::string& value : values) text += (text.empty() ? "" : ", ") + harmless(value);
  return text;
}

void print(const Series& series, Streams streams) {
  const Style style(streams.terminal);
  streams.out << style.strong(harmless(series.body)) << '\n';
  if (!series.also.empty()) streams.out << "  also " << listed(series.also) << '\n';
  std::vector<std::vector<std::string>> rows;
  for (const SeriesMeeting& meeting : series.meetings) {
    rows.push_back({harmless(meeting.memo.date.value_or("no date")), harmless(meeting.number),
                    harmless(meeting.memo.path)});
  }
  streams.out << aligned(rows, "  ");
  if (!series.missing.empty()) streams.out << "  missing: " << listed(series.missing) << '\n';
  if (!series.first_known.empty())
    streams.out << "  no meeting known before " << listed(series.first_known) << '\n';
  if (!series.doubled.empty()) streams.out << "  twice: " << listed(series.doubled) << '\n';
  for (const AnnouncedMeeting& meeting : series.without_memo) {
    const std::string where = meeting.said_in.path + " p. " + std::to_string(meeting.page);
    streams.out << style.entry("  ", "no memo of " + meeting.date + ", announced in " + where, "",
                               line_width_of_text(streams.terminal));
  }
}

Json json_of(const Series& series) {
  Json meetings = Json::array(), announced = Json::array();
  for (const SeriesMeeting& meeting : series.meetings) {
    meetings.push_back({{"id", meeting.memo.key},
                        {"path", meeting.memo.path},
                        {"date", meeting.memo.date ? Json(*meeting.memo.date) : Json(nullptr)},
                        {"number", meeting.number.empty() ? Json(nullptr) : Json(meeting.number)}});
  }
  for (const AnnouncedMeeting& meeting : series.without_memo)
    announced.push_back(
        {{"date", meeting.date}, {"id", meeting.said_in.key}, {"page", meeting.page}});
  return {{"body", series.body},
          {"also", series.also},
          {"meetings", meetings},
          {"missing", series.missing},
          {"first_known", series.first_known},
          {"doubled", series.doubled},
          {"announced_without_memo", announced}};
}

bool has_name(const Series& series, const std::string& part) {
  const auto holds = [&part](const std::string& name) {
    return lower_case(name).find(part) != std::string::npos;
  };
  return holds(series.body) || std::any_of(series.also.begin(), series.also.end(), holds);
}

}  // namespace

int series(const SeriesOptions& options, Streams streams) {
  auto corpus = Corpus::open(options.corpus, Access::read);
  if (!corpus) return could_not_run(corpus.error(), streams);
  auto found = find_series(corpus.value());
  if (!found) return could_not_run(found.error(), streams);
  const std::string part = lower_case(options.body);
  std::erase_if(found.value(), [&](const Series& one) { return !has_name(one, part); });
  if (found.value().empty()) {
    streams.err << (part.empty() ? "muistio: no meetings are in the corpus\n"
                                 : "muistio: no meetings of such a body are in the corpus\n");
    return exit_nothing_found;
  }
  for (const Series& one : found.value()) {
    if (options.json) {
      streams.out << json_of(one).dump(-1, ' ', false, Json::error_handler_t::replace) << '\n';
    } else {
      print(one, streams);
    }
  }
  return exit_done;
}

}  // namespace muistio
