#include "corpus/body_names.h"

#include <algorithm>
#include <set>
#include <string_view>
#include <vector>

#include "corpus/unicode.h"

namespace muistio {
namespace {

constexpr std::size_t shortest_tail = 6;  // Bytes: "neuvosto" tells something, "tiimi" little.
constexpr std::size_t least_in_common = 2;

using Names = std::set<std::string>;
using Pairs = std::vector<std::pair<std::string, std::string>>;  // A short name and a full one.

Result<Names> read_bodies(Database& database) {
  auto select =
      database.prepare("SELECT DISTINCT body FROM memo WHERE body IS NOT NULL AND has_meeting = 1");
  if (!select) return select.error();
  Names bodies;
  while (true) {
    const auto row = select.value().step();
    if (!row) return row.error();
    if (!row.value()) return bodies;
    bodies.insert(lower_case(select.value().text(0)));
  }
}

// "mallilan kunnanhallitus" ends in "kunnanhallitus" and in "hallitus".
Pairs likely_pairs(const Names& bodies) {
  Pairs pairs;
  for (const std::string& full : bodies) {
    for (std::size_t at = next_character(full, 0); at + shortest_tail <= full.size();
         at = next_character(full, at)) {
      const std::string tail = full.substr(at);
      if (!is_space(tail.front()) && bodies.contains(tail)) pairs.emplace_back(tail, full);
    }
  }
  return pairs;
}

// Those who are named in the papers of each of the bodies, by names of two words or more.
Result<std::map<std::string, Names>> read_people(Database& database, const Names& bodies) {
  auto select = database.prepare(
      "SELECT DISTINCT memo.body, attendee.name FROM attendee JOIN memo ON "
      "memo.id = attendee.memo WHERE memo.body IS NOT NULL AND instr(attendee.name, ' ') > 0");
  if (!select) return select.error();
  std::map<std::string, Names> people;
  while (true) {
    const auto row = select.value().step();
    if (!row) return row.error();
    if (!row.value()) return people;
    std::string body = lower_case(select.value().text(0));
    if (bodies.contains(body)) people[std::move(body)].insert(lower_case(select.value().text(1)));
  }
}

// At least a third of the fewer are among the others.
bool met_together(const Names& one, const Names& other) {
  const auto common = static_cast<std::size_t>(std::count_if(
      one.begin(), one.end(), [&](const std::string& name) { return other.contains(name); }));
  return common >= least_in_common && common * 3 >= std::min(one.size(), other.size());
}

}  // namespace

Result<std::map<std::string, std::string>> find_full_names_of_bodies(Database& database) {
  std::map<std::string, std::string> full_names;
  const auto bodies = read_bodies(database);
  if (!bodies) return bodies.error();
  const Pairs pairs = likely_pairs(bodies.value());
  if (pairs.empty()) return full_names;
  Names asked;
  for (const auto& [tail, full] : pairs) asked.insert({tail, full});
  auto people = read_people(database, asked);
  if (!people) return people.error();
  std::map<std::string, Names> choices;
  for (const auto& [tail, full] : pairs)
    if (met_together(people.value()[tail], people.value()[full])) choices[tail].insert(full);
  for (const auto& [tail, fulls] : choices) {
    // "Kunnanhallitus" may itself be short for the other.
    const std::string& longest = *std::max_element(
        fulls.begin(), fulls.end(),
        [](const auto& one, const auto& other) { return one.size() < other.size(); });
    const bool is_one = std::all_of(fulls.begin(), fulls.end(), [&longest](const auto& full) {
      return longest.ends_with(full);
    });
    if (is_one) full_names[tail] = longest;
  }
  for (auto& [tail, full] : full_names)
    for (auto next = full_names.find(full); next != full_names.end(); next = full_names.find(full))
      full = next->second;
  return full_names;
}

}  // namespace muistio
