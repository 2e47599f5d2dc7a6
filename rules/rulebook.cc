#include "rules/rulebook.h"

#include <re2/re2.h>

#include <algorithm>
#include <array>
#include <cstdint>
#include <cstdio>
#include <map>
#include <mutex>
#include <numeric>
#include <type_traits>
#include <utility>

#include "corpus/unicode.h"
#include "rules/rulebook_automaton.h"
#include "rules/rulebook_file.h"
#include "rules/rulebook_layers.h"
#include "rules/rulebook_memory.h"
#include "rules/rulebook_overlaps.h"
#include "rules/rulebook_pattern.h"

namespace muistio {
namespace {

constexpr std::int64_t pattern_memory = 16 << 20;
constexpr std::size_t most_matches_of_rule = 100'000;

// RE2's own string view: re2::StringPiece or absl::string_view, whichever it was built with.
template <typename Return, typename Text, typename... Rest>
Text first_parameter(Return (RE2::*)(const Text&, Rest...) const);
template <typename Return, typename Text, typename... Rest>
Text first_parameter(Return (RE2::*)(Text, Rest...) const);
using View = decltype(first_parameter(&RE2::Match));

View view(std::string_view text) {
  return View(text.data(), text.size());
}

RE2::Options options(std::int64_t memory) {
  RE2::Options options;
  options.set_log_errors(false);
  options.set_longest_match(true);
  options.set_never_nl(false);
  options.set_max_mem(memory);
  return options;
}

// RE2 is asked for what the automaton does not understand, and then compiled.
struct CompiledRule {
  std::string expanded;
  std::vector<Group> groups;
  mutable std::once_flag once;
  mutable std::unique_ptr<RE2> re2;

  const RE2& pattern() const {
    std::call_once(once, [this] { compile(); });
    return *re2;
  }

  // Where each group stands in a match; numbers of groups are one less than RE2's.
  Automaton::Groups captured_by_re2(std::string_view line, std::size_t begin,
                                    std::size_t end) const {
    std::vector<View> parts(groups.size() + 1);
    pattern().Match(view(line), begin, end, RE2::ANCHOR_BOTH, parts.data(),
                    static_cast<int>(parts.size()));
    Automaton::Groups found(groups.size());
    for (std::size_t i = 0; i < groups.size(); ++i) {
      if (!parts[i + 1].data()) continue;
      const auto at = static_cast<std::size_t>(parts[i + 1].data() - line.data());
      found[i] = Span{at, at + parts[i + 1].size()};
    }
    return found;
  }

  // With spans from `begin` on.
  std::vector<Captured> parts(const Automaton::Groups& stand, std::string_view line,
                              std::size_t begin) const {
    std::vector<Captured> parts;
    for (std::size_t i = 0; i < groups.size(); ++i) {
      if (!stand[i]) continue;
      const Span part = *stand[i];
      parts.push_back({groups[i].name,
                       {part.begin - begin, part.end - begin},
                       groups[i].words.value_of(line.substr(part.begin, part.size()))});
    }
    return parts;
  }

 private:
  void compile() const { re2 = std::make_unique<RE2>(expanded, options(pattern_memory)); }
};

std::vector<Captured> moved(std::vector<Captured> parts, std::size_t by) {
  for (Captured& part : parts) part.span = {part.span.begin + by, part.span.end + by};
  return parts;
}

// For which rules are asked: every rule, those of a language, those of another.
constexpr std::array<std::string_view, 4> rule_languages{"", "fi", "sv", "other"};
using Asked = std::vector<std::size_t>;  // Rules that are looked for together.

std::uint64_t hashed(std::uint64_t hash, std::string_view text) {
  for (const char c : text) hash = (hash ^ static_cast<unsigned char>(c)) * 1099511628211ULL;
  return (hash ^ 0xFFU) * 1099511628211ULL;
}

}  // namespace

std::optional<Span> Match::group(std::string_view name) const {
  for (const Captured& each : captured)
    if (each.name == name) return each.span;
  return std::nullopt;
}

std::string_view Match::value(std::string_view name) const {
  for (const Captured& each : captured)
    if (each.name == name) return each.value;
  return {};
}

struct Rulebook::Parts {
  std::vector<Rule> rules;
  Vocabulary vocabulary;
  std::vector<CompiledRule> compiled;  // As rules.
  std::string version;

  // What finding needs, made when something is first looked for.
  std::once_flag once;
  std::array<std::map<std::string, Asked, std::less<>>, 4>
      together;                     // Of each of rule_languages, by subject.
  std::vector<std::size_t> unread;  // Rules that are left to RE2.
  std::mutex automaton_guard;       // Of these four:
  std::optional<Automaton> automaton;
  std::vector<Automaton::Found> found_in_line;
  Automaton::Groups captured_groups;
  MatchMemory memory;
  std::recursive_mutex kept_guard;  // Made may ask for what else is kept.
  std::map<std::type_index, std::shared_ptr<const void>> kept;

  Result<Done> compile(RuleLayers layers);
  Result<Done> expand_rule(std::size_t index);
  Result<Done> check_pattern(std::size_t index) const;
  void prepare();
  // Null where no rule is of that subject and language.
  const Asked* rules_of(std::string_view subject, std::string_view language);
  Rulebook::Glance glance(std::string_view text);
  void add_places(std::string_view text, Span line, std::vector<Match>& matches);
  // All matches, without overlaps.
  std::vector<Match> find(const Asked& asked, std::string_view text, const Glance& glance,
                          Stands stands);
  // Where the rule matches, without what it captures.
  void find_bounds(std::size_t index, std::string_view line, std::size_t offset,
                   std::vector<Match>& matches) const;
  void capture(std::string_view text, std::vector<Match>& matches);
  void capture(std::string_view line, std::size_t offset, Match& match);
  void hash();
};

Result<Done> Rulebook::Parts::expand_rule(std::size_t index) {
  auto pattern = expand(rules[index], vocabulary);
  if (!pattern) return pattern.error();
  compiled[index].expanded = std::move(pattern.value().re2);
  compiled[index].groups = std::move(pattern.value().groups);
  return Done{};
}

Result<Done> Rulebook::Parts::check_pattern(std::size_t index) const {
  const Rule& rule = rules[index];
  const RE2& pattern = compiled[index].pattern();
  const auto refuse = [&](const std::string& reason) {
    return Error{ErrorCode::bad_rule, rule.from, "rule " + rule.id + ": 'find' " + reason};
  };
  if (!pattern.ok()) return refuse("is not a pattern: " + pattern.error());
  if (pattern.Match(view(""), 0, 0, RE2::UNANCHORED, nullptr, 0))
    return refuse("would be found in an empty text");
  return Done{};
}

void Rulebook::Parts::prepare() {
  std::vector<std::string> patterns;
  for (const CompiledRule& rule : compiled) patterns.push_back(rule.expanded);
  automaton.emplace(patterns);
  for (std::size_t i = 0; i < rules.size(); ++i)
    if (!automaton->reads(i)) unread.push_back(i);
  for (std::size_t i = 0; i < rules.size(); ++i) {
    for (std::size_t language = 0; language < rule_languages.size(); ++language) {
      const bool any = language == 0 || rules[i].language.empty();
      if (any || rules[i].language == rule_languages[language])
        together[language][rules[i].subject].push_back(i);
    }
  }
}

Result<Done> Rulebook::Parts::compile(RuleLayers layers) {
  rules = std::move(layers.rules);
  vocabulary = std::move(layers.vocabulary);
  compiled = std::vector<CompiledRule>(rules.size());
  for (std::size_t i = 0; i < rules.size(); ++i) {
    auto done = expand_rule(i);
    // Tests hold for ours that they are patterns.
    if (done && layers.may_be_changed(rules[i])) done = check_pattern(i);
    if (!done) return done;
  }
  hash();
  return Done{};
}

void Rulebook::Parts::hash() {
  std::uint64_t hash = 14695981039346656037ULL;
  for (std::size_t i = 0; i < rules.size(); ++i) {
    const Rule& rule = rules[i];
    for (const std::string_view part :
         {std::string_view(rule.id), std::string_view(rule.language), std::string_view(rule.makes),
          std::string_view(compiled[i].expanded)})
      hash = hashed(hash, part);
    hash = hashed(hash, std::to_string(rule.confidence));
    for (const Group& group : compiled[i].groups) hash = hashed(hash, group.name);
  }
  for (const WordList& list : vocabulary.words) {
    hash = hashed(hashed(hash, list.name), list.language);
    for (const WordEntry& entry : list.entries) {
      hash = hashed(hash, entry.value);
      for (const std::string& form : entry.forms) hash = hashed(hash, form);
    }
  }
  std::array<char, 17> digits{};
  std::snprintf(digits.data(), digits.size(), "%016llx", static_cast<unsigned long long>(hash));
  version = digits.data();
}

void Rulebook::Parts::find_bounds(std::size_t index, std::string_view line, std::size_t offset,
                                  std::vector<Match>& matches) const {
  const RE2& re2 = compiled[index].pattern();
  if (!re2.ok()) return;
  std::size_t from = 0;
  for (std::size_t tries = 0; from < line.size() && tries < most_matches_of_rule; ++tries) {
    View whole;
    if (!re2.Match(view(line), from, line.size(), RE2::UNANCHORED, &whole, 1)) return;
    const std::size_t begin = static_cast<std::size_t>(whole.data() - line.data());
    std::size_t end = begin + whole.size();
    // A longest match that ends inside a word may hold a shorter one that does not.
    bool found = !whole.empty() && !inside_word(line, begin);
    while (found && inside_word(line, end)) {
      found = end > begin &&
              re2.Match(view(line), begin, character_begin(line, end - 1), RE2::ANCHOR_START,
                        &whole, 1) &&
              !whole.empty();
      end = found ? begin + whole.size() : end;
    }
    if (!found) {
      from = next_character(line, begin);
      continue;
    }
    matches.push_back({&rules[index], {offset + begin, offset + end}, {}});
    from = end;
  }
}

void Rulebook::Parts::capture(std::string_view text, std::vector<Match>& matches) {
  const std::lock_guard lock(automaton_guard);
  for (Match& match : matches) {
    if (compiled[static_cast<std::size_t>(match.rule - rules.data())].groups.empty()) continue;
    const std::size_t begin = text.rfind('\n', match.span.begin) + 1;
    const std::size_t end = std::min(text.find('\n', match.span.end), text.size());
    capture(text.substr(begin, end - begin), begin, match);
  }
}

void Rulebook::Parts::capture(std::string_view line, std::size_t offset, Match& match) {
  const std::size_t index = static_cast<std::size_t>(match.rule - rules.data());
  const CompiledRule& rule = compiled[index];
  const Automaton::Found found{static_cast<std::uint32_t>(index), match.span.begin - offset,
                               match.span.end - offset};
  if (const auto* known = memory.find(found, line)) {
    match.captured = moved(*known, match.span.begin);
  } else if (automaton->reads(index) && automaton->capture(found, line, captured_groups)) {
    match.captured =
        moved(memory.keep(rule.parts(captured_groups, line, found.begin)), match.span.begin);
  } else {  // RE2 sees more of the line than the match: nothing to be kept.
    const auto groups = rule.captured_by_re2(line, found.begin, found.end);
    match.captured = moved(rule.parts(groups, line, found.begin), match.span.begin);
  }
}

Rulebook::Rulebook() : parts_(std::make_unique<Parts>()) {}
Rulebook::Rulebook(Rulebook&&) noexcept = default;
Rulebook& Rulebook::operator=(Rulebook&&) noexcept = default;
Rulebook::~Rulebook() = default;

Result<Rulebook> Rulebook::made_of(RuleLayers layers) {
  Rulebook book;
  auto done = book.parts_->compile(std::move(layers));
  if (!done) return done.error();
  return book;
}

Result<Rulebook> Rulebook::shipped() {
  RuleLayers layers;
  auto done = layers.add_shipped();
  if (!done) return done.error();
  return made_of(std::move(layers));
}

Result<Rulebook> Rulebook::with_folder(const std::string& folder) {
  RuleLayers layers;
  auto done = layers.add_shipped();
  if (done) done = layers.add_folder(folder);
  if (!done) return done.error();
  return made_of(std::move(layers));
}

Result<Rulebook> Rulebook::parse(std::string_view toml, const std::string& name) {
  RuleLayers layers;
  auto file = parse_rule_file(toml, name, language_of_file(name));
  if (!file) return file.error();
  auto done = layers.add(std::move(file).value(), RuleLayers::Layer::users);
  if (!done) return done.error();
  return made_of(std::move(layers));
}

const Asked* Rulebook::Parts::rules_of(std::string_view subject, std::string_view language) {
  std::call_once(once, [this] { prepare(); });
  const auto own = std::find(rule_languages.begin(), rule_languages.end() - 1, language);
  const auto& of_language = together[static_cast<std::size_t>(own - rule_languages.begin())];
  const auto found = of_language.find(subject);
  return found == of_language.end() ? nullptr : &found->second;
}

// Adds where rules match in a line.
void Rulebook::Parts::add_places(std::string_view text, Span line, std::vector<Match>& matches) {
  const std::string_view here = text.substr(line.begin, line.size());
  found_in_line.clear();
  const bool walked = automaton->find(here, found_in_line);
  for (const Automaton::Found& each : found_in_line)
    matches.push_back({&rules[each.pattern], {line.begin + each.begin, line.begin + each.end}, {}});
  if (walked) {
    for (const std::size_t rule : unread) find_bounds(rule, here, line.begin, matches);
  } else {
    for (std::size_t rule = 0; rule < rules.size(); ++rule)
      find_bounds(rule, here, line.begin, matches);
  }
}

Rulebook::Glance Rulebook::Parts::glance(std::string_view text) {
  std::call_once(once, [this] { prepare(); });
  std::vector<Match> matches;
  {
    const std::lock_guard lock(automaton_guard);
    for (std::size_t begin = 0; begin < text.size();) {
      const std::size_t end = std::min(text.find('\n', begin), text.size());
      if (end > begin) add_places(text, {begin, end}, matches);
      begin = end + 1;
    }
  }
  Glance glance;
  glance.first_place.resize(rules.size() + 1);
  for (const Match& match : matches)
    ++glance.first_place[static_cast<std::size_t>(match.rule - rules.data()) + 1];
  std::partial_sum(glance.first_place.begin(), glance.first_place.end(),
                   glance.first_place.begin());
  std::vector<std::uint32_t> next(glance.first_place);
  glance.places.resize(matches.size());
  for (const Match& match : matches)
    glance.places[next[static_cast<std::size_t>(match.rule - rules.data())]++] = match.span;
  return glance;
}

std::vector<Match> Rulebook::Parts::find(const Asked& asked, std::string_view text,
                                         const Glance& glance, Stands stands) {
  std::vector<Match> matches;
  std::size_t places = 0;
  for (const std::size_t rule : asked)
    places += glance.first_place[rule + 1] - glance.first_place[rule];
  matches.reserve(places);
  for (const std::size_t rule : asked) {
    for (std::size_t i = glance.first_place[rule]; i < glance.first_place[rule + 1]; ++i)
      if (!stands || stands(text, glance.places[i]))
        matches.push_back({&rules[rule], glance.places[i], {}});
  }
  matches = without_overlaps(std::move(matches));
  capture(text, matches);
  return matches;
}

std::vector<Match> Rulebook::find(std::string_view subject, std::string_view text,
                                  std::string_view language, Stands stands) const {
  const Asked* asked = parts_->rules_of(subject, language);
  if (!asked) return {};
  return parts_->find(*asked, text, parts_->glance(text), stands);
}

std::vector<Match> Rulebook::find(std::string_view subject, std::string_view text,
                                  const Glance& glance, Stands stands) const {
  const Asked* asked = parts_->rules_of(subject, "");
  if (!asked) return {};
  return parts_->find(*asked, text, glance, stands);
}

Rulebook::Glance Rulebook::glance(std::string_view text) const {
  return parts_->glance(text);
}

const void* Rulebook::kept(std::type_index type, Make make) const {
  const std::lock_guard lock(parts_->kept_guard);
  std::shared_ptr<const void>& kept = parts_->kept[type];
  if (!kept) kept = make(*this);
  return kept.get();
}

std::vector<Match> Rulebook::find_with(const Rule& rule, std::string_view text) const {
  const std::size_t index = static_cast<std::size_t>(&rule - parts_->rules.data());
  std::vector<Match> matches;
  for (std::size_t begin = 0; begin < text.size();) {
    const std::size_t end = std::min(text.find('\n', begin), text.size());
    const std::string_view line = text.substr(begin, end - begin);
    const std::size_t before = matches.size();
    parts_->find_bounds(index, line, begin, matches);
    for (std::size_t i = before; i < matches.size(); ++i) {
      const Span span{matches[i].span.begin - begin, matches[i].span.end - begin};
      const CompiledRule& rule_here = parts_->compiled[index];
      const auto groups = rule_here.captured_by_re2(line, span.begin, span.end);
      matches[i].captured = moved(rule_here.parts(groups, line, 0), begin);
    }
    begin = end + 1;
  }
  return matches;
}

const std::vector<Rulebook::WordEntry>& Rulebook::words(std::string_view list,
                                                        std::string_view language) const {
  static const std::vector<WordEntry> none;
  const WordList* found = parts_->vocabulary.word_list(list, language);
  return found ? found->entries : none;
}

const std::vector<WordList>& Rulebook::word_lists() const {
  return parts_->vocabulary.words;
}

const std::vector<Rule>& Rulebook::rules() const {
  return parts_->rules;
}

const Rule* Rulebook::rule(std::string_view id) const {
  for (const Rule& each : parts_->rules)
    if (each.id == id) return &each;
  return nullptr;
}

std::vector<const Rule*> Rulebook::costly_rules() const {
  std::call_once(parts_->once, [this] { parts_->prepare(); });
  std::vector<const Rule*> costly;
  for (const std::size_t rule : parts_->unread) costly.push_back(&parts_->rules[rule]);
  return costly;
}

const std::string& Rulebook::version() const {
  return parts_->version;
}

}  // namespace muistio
