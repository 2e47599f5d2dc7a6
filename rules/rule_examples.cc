#include "rules/rule_examples.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <string_view>

#include "rules/amounts.h"
#include "rules/dates.h"

namespace muistio {
namespace {

void append(std::string& all, std::string_view value) {
  if (!all.empty()) all += ' ';
  all += value;
}

RuleFinds dates_found(const Rule& rule, const std::string& text, const Rulebook& rulebook) {
  RuleFinds finds;
  for (const FoundDate& date : find_dates_in(text, rulebook))
    date.rule == rule.id ? append(finds.value, date.value) : void(finds.taken_by = date.rule);
  return finds;
}

RuleFinds amounts_found(const Rule& rule, const std::string& text, const Rulebook& rulebook) {
  RuleFinds finds;
  for (const FoundAmount& amount : find_amounts_in(text, rulebook)) {
    amount.rule == rule.id
        ? append(finds.value, fmt::format("{} {}", amount.value, amount.currency))
        : void(finds.taken_by = amount.rule);
  }
  return finds;
}

std::string words_found(const Rule& rule, const std::string& text, const Rulebook& rulebook) {
  std::string all;
  for (const Match& match : rulebook.find_with(rule, text))
    append(all, std::string_view(text).substr(match.span.begin, match.span.size()));
  return all;
}

// A label stands at the head of its line, with a colon, a gap or nothing after it.
RuleFinds label_found(const Rule& rule, const std::string& text, const Rulebook& rulebook) {
  for (const Match& match : rulebook.find_with(rule, text)) {
    const std::string_view rest = std::string_view(text).substr(match.span.end);
    if (match.span.begin == 0 && (rest.empty() || rest[0] == ':' || rest[0] == '\t'))
      return {text.substr(0, match.span.end), {}, {}, false};
  }
  return {};
}

// How a subject is found; any other is wherever its pattern matches. `computed` values are
// not in the words of the text.
struct Subject {
  std::string_view name;
  RuleFinds (*found)(const Rule&, const std::string&, const Rulebook&);
  bool computed = false;
};
constexpr std::array subject_table{Subject{"date", dates_found, true},
                                   Subject{"amount", amounts_found, true},
                                   Subject{"label", label_found}};

bool is_any_part(const Rule& rule, const Example& example, const Rulebook& rulebook) {
  if (example.value == rule.makes) return true;
  for (const Match& match : rulebook.find_with(rule, example.text))
    for (const Captured& part : match.captured)
      if (part.value == example.value ||
          example.text.compare(part.span.begin, part.span.size(), example.value) == 0)
        return true;
  return false;
}

ExampleRun run(const Rule& rule, const Example& example, const Rulebook& rulebook) {
  ExampleRun made{&rule, &example, finds_of(rule, example.text, rulebook), false};
  const RuleFinds& finds = made.finds;
  made.right = example.yes != finds.value.empty();
  if (!made.right || example.value.empty()) return made;
  made.right =
      finds.value == example.value || (!finds.computed && is_any_part(rule, example, rulebook));
  return made;
}

}  // namespace

RuleFinds finds_of(const Rule& rule, const std::string& text, const Rulebook& rulebook) {
  const auto subject = std::find_if(
      subject_table.begin(), subject_table.end(),
      [&](const Subject& each) { return each.name == rule.subject && rule.makes != "nothing"; });
  if (subject == subject_table.end()) return {words_found(rule, text, rulebook), {}, {}, false};
  RuleFinds finds = subject->found(rule, text, rulebook);
  finds.computed = subject->computed;
  if (finds.value.empty()) finds.matched = words_found(rule, text, rulebook);
  return finds;
}

std::vector<ExampleRun> run_examples(const Rulebook& rulebook) {
  std::vector<ExampleRun> runs;
  for (const Rule& rule : rulebook.rules())
    for (const Example& example : rule.examples) runs.push_back(run(rule, example, rulebook));
  return runs;
}

}  // namespace muistio
