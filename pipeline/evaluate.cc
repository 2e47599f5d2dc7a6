#include "pipeline/evaluate.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <filesystem>
#include <fstream>
#include <iostream>
#include <map>
#include <nlohmann/json.hpp>
#include <set>

#include "corpus/result.h"
#include "corpus/unicode.h"
#include "pipeline/agreement.h"
#include "pipeline/evaluation_figures.h"

namespace muistio {
namespace {

using Json = nlohmann::ordered_json;

const Json null_json;

const Json& member(const Json& object, const char* key) {
  if (!object.is_object()) return null_json;
  const auto found = object.find(key);
  return found == object.end() ? null_json : *found;
}

std::string text_of(const Json& object, const char* key) {
  const Json& value = member(object, key);
  if (value.is_string()) return value.get<std::string>();
  return value.is_null() ? "" : value.dump();
}

std::vector<Json> entries_of(const Json& object, const char* key) {
  const Json& list = member(object, key);
  return list.is_array() ? std::vector<Json>(list.begin(), list.end()) : std::vector<Json>();
}

bool is_optional(const Json& entry) {
  const Json& optional = member(entry, "optional");
  return optional.is_boolean() && optional.get<bool>();
}

std::string shortened(std::string text, std::size_t bytes) {
  if (text.size() <= bytes) return text;
  return text.substr(0, character_begin(text, bytes));
}

// An uncertain or open date compares as the plain one.
std::string plain_value(std::string value) {
  std::erase_if(value, [](char c) { return c == '?' || c == '~'; });
  value = single_spaced(value);
  if (value.starts_with("../")) value.erase(0, 3);
  if (value.ends_with("/..")) value.resize(value.size() - 3);
  return value;
}

// How the entries of one list of the record are compared with gold.
struct ListField {
  const char* name;
  double least;  // Below this agreement two entries are not the same fact.
  double (*agreement)(const Json& gold, const Json& found);
  std::string (*show)(const Json& entry);
};

double attendee_agreement(const Json& gold, const Json& found) {
  return same_words(text_of(gold, "name"), text_of(found, "name")) ? 1.0 : 0.0;
}

// Of two facts with the same words, the one under the same item is nearer.
double decision_agreement(const Json& gold, const Json& found) {
  const double nearer = text_of(gold, "item") == text_of(found, "item") ? 0.01 : 0.0;
  return text_agreement(text_of(gold, "text"), text_of(found, "text")) + nearer;
}

double date_agreement(const Json& gold, const Json& found) {
  if (plain_value(text_of(gold, "value")) != plain_value(text_of(found, "value"))) return 0;
  return 0.6 + 0.4 * text_agreement(text_of(gold, "text"), text_of(found, "text"));
}

double item_agreement(const Json& gold, const Json& found) {
  const double number = text_of(gold, "number") == text_of(found, "number") ? 0.5 : 0.0;
  return number + 0.5 * text_agreement(text_of(gold, "title"), text_of(found, "title"));
}

double action_agreement(const Json& gold, const Json& found) {
  return text_agreement(text_of(gold, "what"), text_of(found, "what"));
}

double amount_agreement(const Json& gold, const Json& found) {
  return member(gold, "value") == member(found, "value") &&
                 member(gold, "currency") == member(found, "currency")
             ? 1.0
             : 0.0;
}

std::string show_attendee(const Json& entry) {
  return fmt::format("{} [{}, {}]", text_of(entry, "name"), text_of(entry, "presence"),
                     text_of(entry, "role"));
}

std::string show_decision(const Json& entry) {
  return fmt::format("[{}] {}: {}", text_of(entry, "item"), text_of(entry, "kind"),
                     shortened(text_of(entry, "text"), 110));
}

std::string show_date(const Json& entry) {
  return fmt::format("'{}' = {}", text_of(entry, "text"), text_of(entry, "value"));
}

std::string show_item(const Json& entry) {
  return fmt::format("{} {}", text_of(entry, "number"), text_of(entry, "title"));
}

std::string show_action(const Json& entry) {
  return fmt::format("{}: {} due {}", text_of(entry, "who"), shortened(text_of(entry, "what"), 90),
                     text_of(entry, "due"));
}

constexpr std::array list_fields{
    ListField{"attendees", 1.0, attendee_agreement, show_attendee},
    ListField{"decisions", 0.6, decision_agreement, show_decision},
    ListField{"dates", 0.6, date_agreement, show_date},
    ListField{"items", 0.85, item_agreement, show_item},
    ListField{"actions", 0.55, action_agreement, show_action},
    ListField{"amounts", 1.0, amount_agreement, show_date},
};

// A date expression counts once for each distinct text and value.
std::vector<Json> distinct_dates(const std::vector<Json>& dates) {
  std::set<std::pair<std::vector<std::string>, std::string>> seen;
  std::vector<Json> distinct;
  for (const Json& date : dates) {
    auto key = std::pair(plain_words(text_of(date, "text")), plain_value(text_of(date, "value")));
    if (seen.insert(std::move(key)).second) distinct.push_back(date);
  }
  return distinct;
}

class DocumentComparison {
 public:
  DocumentComparison(const Json& gold, const Json& record, Figures& figures)
      : gold_(gold), record_(record), figures_(figures), name_(text_of(gold, "id")) {}

  void compare() {
    for (const ListField& field : list_fields) {
      const std::string_view name = field.name;
      if (name == "amounts" && !gold_.contains("amounts")) continue;
      const auto pairs = compare_list(field);
      if (name == "attendees") compare_attendees(pairs);
      if (name == "decisions") compare_decisions(pairs);
    }
    compare_meeting();
    if (const std::string kind = text_of(gold_, "kind"); !kind.empty()) {
      compare_value("document kind", kind, text_of(record_, "kind"));
    }
  }

 private:
  using Matches = std::vector<std::pair<Json, Json>>;

  Matches compare_list(const ListField& field) {
    auto gold = entries_of(gold_, field.name), found = entries_of(record_, field.name);
    if (std::string_view(field.name) == "dates") {
      gold = distinct_dates(gold);
      found = distinct_dates(found);
    }
    const auto pairs = best_pairs(
        gold.size(), found.size(),
        [&](std::size_t g, std::size_t f) { return field.agreement(gold[g], found[f]); },
        field.least);
    Matches matches;
    std::vector<bool> gold_hit(gold.size()), found_hit(found.size());
    ListCount& count = figures_.list(field.name);
    for (const Pairing& pair : pairs) {
      gold_hit[pair.gold] = found_hit[pair.found] = true;
      matches.emplace_back(gold[pair.gold], found[pair.found]);
      if (is_optional(gold[pair.gold])) continue;
      ++count.hits;
      ++count.found;
    }
    for (std::size_t i = 0; i < gold.size(); ++i) {
      if (is_optional(gold[i])) continue;
      ++count.gold;
      if (!gold_hit[i]) note(field.name, "missed  " + field.show(gold[i]));
    }
    for (std::size_t i = 0; i < found.size(); ++i) {
      count_confidence(field.name, found[i], found_hit[i]);
      if (found_hit[i]) continue;
      ++count.found;
      note(field.name, "extra   " + field.show(found[i]));
    }
    return matches;
  }

  void count_confidence(const char* field, const Json& found, bool right) {
    const Json& stated = member(found, "confidence");
    if (!stated.is_number()) return;
    const double confidence = std::clamp(stated.get<double>(), 0.0, 1.0);
    ConfidenceCount& count = figures_.confidence[field][static_cast<int>(confidence * 10)];
    ++count.all;
    count.right += right;
    count.stated += confidence;
  }

  void compare_attendees(const Matches& matches) {
    for (const auto& [gold, found] : matches) {
      const std::string presence = text_of(gold, "presence");
      if (presence != "unknown") {
        compare_value("attendee presence", presence, text_of(found, "presence"));
      }
      compare_role(gold, found);
      if (const std::string organisation = text_of(gold, "organisation"); !organisation.empty()) {
        compare_text("attendee organisation", organisation, text_of(found, "organisation"), 0.6);
      }
    }
  }

  void compare_role(const Json& gold, const Json& found) {
    const std::string role = text_of(gold, "role");
    if (role != "chair" && role != "secretary") return;
    const std::string found_role = text_of(found, "role");
    bool right = found_role == role;
    for (const Json& other : entries_of(gold, "roles_all")) right |= other == found_role;
    judge("attendee role (chair, secretary)", right, text_of(gold, "name") + " " + role,
          found_role);
  }

  void compare_decisions(const Matches& matches) {
    for (const auto& [gold, found] : matches) {
      compare_value("decision kind", text_of(gold, "kind"), text_of(found, "kind"));
      const std::string item = text_of(gold, "item");
      if (!item.empty()) compare_value("decision item", item, text_of(found, "item"));
    }
  }

  void compare_meeting() {
    const Json& gold = member(gold_, "meeting");
    const Json& found = member(record_, "meeting");
    for (const char* key : {"date", "start", "end", "number"}) {
      const std::string value = plain_value(text_of(gold, key));
      if (!value.empty()) {
        compare_value(std::string("meeting ") + key, value, plain_value(text_of(found, key)));
      }
    }
    for (const char* key : {"body", "place", "title"}) {
      const std::string text = text_of(gold, key);
      if (!text.empty()) {
        compare_text(std::string("meeting ") + key, text, text_of(found, key), 0.7);
      }
    }
  }

  void compare_value(const std::string& field, const std::string& gold, const std::string& found) {
    judge(field, gold == found, gold, found);
  }

  void compare_text(const std::string& field, const std::string& gold, const std::string& found,
                    double least) {
    judge(field, text_agreement(gold, found) >= least, gold, found);
  }

  void judge(const std::string& field, bool right, const std::string& gold,
             const std::string& found) {
    ValueCount& count = figures_.values[field];
    ++count.asked;
    count.right += right;
    if (!right) note(field, fmt::format("gold '{}' found '{}'", shortened(gold, 80), found));
  }

  void note(const std::string& field, const std::string& text) {
    figures_.notes[field].push_back(name_ + ": " + text);
  }

  const Json& gold_;
  const Json& record_;
  Figures& figures_;
  std::string name_;
};

std::string file_name_of(const std::string& path) {
  const auto slash = path.rfind('/');
  return slash == std::string::npos ? path : path.substr(slash + 1);
}

// A file that holds several memos has several records: their facts are pooled.
void add_record(std::map<std::string, Json>& records, Json record) {
  const std::string name = file_name_of(text_of(member(record, "source"), "path"));
  const auto [place, is_new] = records.try_emplace(name, record);
  if (is_new) return;
  for (const ListField& field : list_fields) {
    Json& pooled = place->second[field.name];
    if (!pooled.is_array()) pooled = Json::array();
    for (Json& entry : entries_of(record, field.name)) pooled.push_back(std::move(entry));
  }
}

Result<std::map<std::string, Json>> read_records(const std::string& path) {
  std::ifstream file;
  if (path != "-") {
    file.open(path, std::ios::binary);
    if (!file) return Error{ErrorCode::unreadable, path, "cannot be opened"};
  }
  std::istream& input = path == "-" ? std::cin : file;
  std::map<std::string, Json> records;
  std::string line;
  for (int number = 1; std::getline(input, line); ++number) {
    if (single_spaced(line).empty()) continue;
    Json record = Json::parse(line, nullptr, false);
    if (!record.is_object()) {
      return Error{ErrorCode::broken, fmt::format("{}:{}", path, number),
                   "not a record: every line must hold one JSON object"};
    }
    add_record(records, std::move(record));
  }
  return records;
}

Result<std::vector<Json>> read_gold(const std::string& folder) {
  std::error_code failure;
  std::vector<std::filesystem::path> files;
  for (const auto& entry : std::filesystem::directory_iterator(folder, failure)) {
    if (entry.path().extension() == ".json") files.push_back(entry.path());
  }
  if (failure) return Error{ErrorCode::unreadable, folder, failure.message()};
  if (files.empty()) return Error{ErrorCode::not_found, folder, "holds no gold files (*.json)"};
  std::sort(files.begin(), files.end());
  std::vector<Json> all;
  for (const auto& path : files) {
    std::ifstream file(path, std::ios::binary);
    Json gold = Json::parse(file, nullptr, false);
    if (!gold.is_object() || text_of(gold, "pdf").empty()) {
      return Error{ErrorCode::broken, path.string(),
                   "not a gold file: it must be a JSON object that names its \"pdf\""};
    }
    if (text_of(gold, "id").empty()) gold["id"] = path.stem().string();
    all.push_back(std::move(gold));
  }
  return all;
}

Figures compare_all(const std::vector<Json>& golds, const std::map<std::string, Json>& records) {
  Figures figures;
  for (const Json& gold : golds) {
    ++figures.documents;
    const auto record = records.find(file_name_of(text_of(gold, "pdf")));
    figures.without_record += record == records.end();
    DocumentComparison(gold, record == records.end() ? null_json : record->second, figures)
        .compare();
  }
  std::erase_if(figures.lists,
                [](const auto& list) { return !list.second.gold && !list.second.found; });
  return figures;
}

std::vector<std::string> judged_fields(const Figures& figures) {
  std::vector<std::string> fields;
  for (const ListField& field : list_fields) fields.emplace_back(field.name);
  for (const auto& [name, count] : figures.values) fields.push_back(name);
  return fields;
}

bool is_judged(const std::string& field, const Figures& figures) {
  const auto fields = judged_fields(figures);
  return std::find(fields.begin(), fields.end(), field) != fields.end();
}

}  // namespace

int evaluate(const EvaluateOptions& options, Streams streams) {
  const auto could_not_run = [&](const Error& error) {
    streams.err << "muistio: " << error.text() << '\n';
    return exit_could_not_run;
  };
  const auto golds = read_gold(options.gold);
  if (!golds) return could_not_run(golds.error());
  const auto records = read_records(options.predicted);
  if (!records) return could_not_run(records.error());

  const Figures figures = compare_all(golds.value(), records.value());
  if (!options.only.empty() && !is_judged(options.only, figures)) {
    streams.err << "muistio: there is no field '" << options.only << "' to judge; the fields are "
                << fmt::format("{}", fmt::join(judged_fields(figures), ", ")) << '\n';
    return exit_could_not_run;
  }
  if (options.json) {
    streams.out << figures_json(figures) << '\n';
  } else {
    print_figures(figures, streams.out);
    if (options.calibration) print_calibration(figures, streams.out);
    if (options.details) print_details(figures, options.only, streams.out);
  }
  return figures.without_record == figures.documents ? exit_nothing_found : exit_done;
}

}  // namespace muistio
