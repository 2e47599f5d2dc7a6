#include "pipeline/people_command.h"

#include <fmt/format.h>

#include <algorithm>
#include <nlohmann/json.hpp>
#include <ostream>

#include "corpus/people.h"
#include "corpus/unicode.h"
#include "pipeline/one_memo.h"
#include "pipeline/terminal.h"

namespace muistio {
namespace {

using Json = nlohmann::ordered_json;

// "2014-04-02–2016-01", or one day.
std::string span_of_days(const Person& person) {
  std::string first, last;
  for (const Appearance& one : person.appearances) {
    if (!one.memo.date || *one.memo.date >= ":") continue;
    if (first.empty()) first = *one.memo.date;
    last = *one.memo.date;
  }
  return first == last ? first : first + "–" + last;
}

std::string roles_of(const Person& person) {
  std::vector<std::string> roles;
  for (const Appearance& one : person.appearances) {
    if (!one.role) continue;
    std::string role(name_of(*one.role));
    if (std::find(roles.begin(), roles.end(), role) == roles.end())
      roles.push_back(std::move(role));
  }
  return fmt::format("{}", fmt::join(roles, ", "));
}

void print_variants(const Person& person, const Style& style, std::ostream& out) {
  for (const NameVariant& variant : person.variants) {
    out << "    "
        << style.faint(
               fmt::format("also {} ({:.0f} %)", harmless(variant.name), variant.confidence * 100))
        << '\n';
  }
}

void print_all(const std::vector<Person>& people, Streams streams) {
  std::vector<std::vector<std::string>> rows{
      {"name", "memos", "present", "absent", "days", "roles"}};
  for (const Person& person : people) {
    rows.push_back({harmless(person.name), std::to_string(person.appearances.size()),
                    std::to_string(person.count(Presence::present)),
                    std::to_string(person.count(Presence::absent)), harmless(span_of_days(person)),
                    roles_of(person)});
  }
  const std::vector<std::string> lines =
      aligned_rows(rows, "", line_width_of_text(streams.terminal));
  const Style style(streams.terminal);
  streams.out << style.strong(lines.front().substr(0, lines.front().size() - 1)) << '\n';
  for (std::size_t i = 0; i < people.size(); ++i) {
    streams.out << lines[i + 1];
    print_variants(people[i], style, streams.out);
  }
}

// A table with the body and the paper at the end of each row, under each other where the width
// wants it.
void print_appearances(const Person& person, const Style& style, std::size_t width,
                       std::ostream& out) {
  std::vector<std::vector<std::string>> rows;
  std::size_t date = 0, role = 0, body = 0, paper = 0;
  for (const Appearance& one : person.appearances) {
    rows.push_back({harmless(one.memo.date.value_or("no date")), std::string(name_of(one.presence)),
                    one.role ? std::string(name_of(*one.role)) : "",
                    harmless(one.memo.body.value_or("")),
                    harmless(one.memo.path) + " p. " + std::to_string(one.page)});
    date = std::max(date, rows.back()[0].size());
    role = std::max(role, rows.back()[2].size());
    body = std::max(body, code_points(rows.back()[3]));
    paper = std::max(paper, code_points(rows.back()[4]));
  }
  constexpr std::size_t presence = 7;
  if (date + presence + role + body + paper + 10 <= width) {
    out << aligned(rows, "  ");
    return;
  }
  for (const auto& row : rows) {
    const std::string lead = "  " + padded(row[0], date) + "  " + padded(row[1], presence) + "  " +
                             (role > 0 ? padded(row[2], role) + "  " : "");
    out << style.entry(lead, row[3], row[4], width);
  }
}

void print_each(const std::vector<Person>& people, Streams streams) {
  const Style style(streams.terminal);
  for (const Person& person : people) {
    streams.out << style.strong(harmless(person.name)) << '\n';
    print_variants(person, style, streams.out);
    print_appearances(person, style, line_width_of_text(streams.terminal), streams.out);
  }
}

void print_json(const std::vector<Person>& people, Streams streams) {
  for (const Person& person : people) {
    Json json{{"name", person.name}, {"variants", Json::array()}, {"memos", Json::array()}};
    for (const NameVariant& variant : person.variants)
      json["variants"].push_back({{"name", variant.name}, {"confidence", variant.confidence}});
    for (const Appearance& one : person.appearances) {
      json["memos"].push_back({{"id", one.memo.key},
                               {"path", one.memo.path},
                               {"date", one.memo.date ? Json(*one.memo.date) : Json(nullptr)},
                               {"body", one.memo.body ? Json(*one.memo.body) : Json(nullptr)},
                               {"presence", name_of(one.presence)},
                               {"role", one.role ? Json(name_of(*one.role)) : Json(nullptr)},
                               {"page", one.page}});
    }
    streams.out << json.dump(-1, ' ', false, Json::error_handler_t::replace) << '\n';
  }
}

bool has_name(const Person& person, const std::string& part) {
  const auto holds = [&part](const std::string& name) {
    return lower_case(name).find(part) != std::string::npos;
  };
  return holds(person.name) || std::any_of(person.variants.begin(), person.variants.end(),
                                           [&](const NameVariant& one) { return holds(one.name); });
}

int not_ruled(const Error& error, Streams streams) {
  const int code = could_not_run(error, streams);
  return error.code == ErrorCode::not_found ? exit_nothing_found : code;
}

int rule(Corpus& corpus, const PeopleOptions& options, Streams streams) {
  if (options.undo) {
    const auto undone = undo_ruling(corpus);
    if (!undone) return not_ruled(undone.error(), streams);
    streams.out << "undone: " << harmless(undone.value().name)
                << (undone.value().ruling == Ruling::same ? " is " : " is not ")
                << harmless(undone.value().other) << '\n';
    return exit_done;
  }
  const bool merge = !options.merge.empty();
  const auto& names = merge ? options.merge : options.split;
  const auto ruled =
      rule_on_names(corpus, merge ? Ruling::same : Ruling::different, names[0], names[1]);
  if (!ruled) return not_ruled(ruled.error(), streams);
  streams.out << harmless(names[0]) << (merge ? " is " : " is not ") << harmless(names[1])
              << "; --undo takes this back\n";
  return exit_done;
}

}  // namespace

int people(const PeopleOptions& options, Streams streams) {
  const bool rules = options.undo || !options.merge.empty() || !options.split.empty();
  auto corpus = Corpus::open(options.corpus, rules ? Access::write : Access::read);
  if (!corpus) return could_not_run(corpus.error(), streams);
  if (rules) return rule(corpus.value(), options, streams);
  auto found = find_people(corpus.value());
  if (!found) return could_not_run(found.error(), streams);
  std::vector<Person>& people = found.value();
  const std::string part = lower_case(options.name);
  std::erase_if(people, [&](const Person& person) { return !has_name(person, part); });
  if (people.empty()) {
    streams.err << (part.empty() ? "muistio: no persons are in the corpus\n"
                                 : "muistio: nobody of that name is in the corpus\n");
    return exit_nothing_found;
  }
  if (options.json) {
    print_json(people, streams);
  } else if (options.name.empty()) {
    print_all(people, streams);
  } else {
    print_each(people, streams);
  }
  return exit_done;
}

}  // namespace muistio
