#include "pipeline/rules_command.h"

#include <fmt/format.h>

#include <algorithm>
#include <ostream>

#include "corpus/suggestion.h"
#include "corpus/unicode.h"
#include "pipeline/one_memo.h"
#include "pipeline/terminal.h"
#include "rules/rule_examples.h"
#include "rules/rulebook.h"

namespace muistio {
namespace {

constexpr std::size_t longest_example = 60;

Result<Rulebook> read_rulebook(const std::string& folder) {
  return folder.empty() ? Rulebook::shipped() : Rulebook::with_folder(folder);
}

std::string in_quotes(std::string_view text) {
  return "“" + harmless(text) + "”";
}

// Cut between characters.
std::string shortened(std::string_view text) {
  if (code_points(text) <= longest_example) return std::string(text);
  return std::string(text.substr(0, character_begin(text, longest_example))) + "…";
}

const Example& first_yes(const Rule& rule) {
  return *std::find_if(rule.examples.begin(), rule.examples.end(),
                       [](const Example& example) { return example.yes; });
}

std::string value_of(const Example& example) {
  return example.value.empty() ? "" : " = " + example.value;
}

void print_example(const Example& example, Streams streams) {
  streams.out << Style(false).entry(example.yes ? "  yes         " : "  no          ",
                                    in_quotes(example.text) + value_of(example), "",
                                    line_width_of_text(streams.terminal));
}

// Why nothing comes of what the pattern finds: of a date that the rule does not name what it is.
std::string why_nothing(const Rule& rule, const RuleFinds& finds) {
  if (!finds.taken_by.empty()) return finds.taken_by + " finds something there";
  if (rule.subject == "label") return "a label stands alone at the head of a line";
  const std::string nothing = "no " + rule.subject + " comes of it";
  if (rule.subject != "date") return nothing;
  if (rule.makes.empty()) return nothing + ": the rule has no makes = \"day\" or the like";
  return nothing + " with makes = \"" + harmless(rule.makes) + "\"";
}

// What an example or a text gave.
std::string told(const Rule& rule, const RuleFinds& finds) {
  if (!finds.value.empty()) return "it finds " + in_quotes(finds.value);
  if (finds.matched.empty()) return "it finds nothing";
  return "it finds nothing: its pattern matches " + in_quotes(finds.matched) + ", but " +
         why_nothing(rule, finds);
}

void print_finds(const Rulebook& book, const Rule& rule, const std::string& text, Streams streams) {
  const std::vector<Match> matches = book.find_with(rule, text);
  if (matches.empty()) streams.out << "  in the text it finds nothing\n";
  for (const Match& match : matches) {
    streams.out << "  in the text " << in_quotes(text.substr(match.span.begin, match.span.size()))
                << '\n';
    for (const Captured& part : match.captured) {
      streams.out << "              {" << part.name << "} "
                  << in_quotes(text.substr(part.span.begin, part.span.size()))
                  << (part.value.empty() ? "" : " = " + part.value) << '\n';
    }
  }
  const RuleFinds finds = finds_of(rule, text, book);
  if (finds.computed && !finds.value.empty())
    streams.out << "  gives       " << finds.value << '\n';
  if (!finds.matched.empty()) streams.out << "  but         " << why_nothing(rule, finds) << '\n';
}

// At most three: those that hold what was asked for, then those that are spelt nearly so.
std::vector<std::string> nearest_lists(const Rulebook& book, const std::string& asked) {
  constexpr std::size_t most_lists = 3, longest_name = 60;
  const auto letters_of = [&](std::string_view name) {  // Names of lists are ASCII.
    name = name.substr(0, longest_name);
    return std::u32string(name.begin(), name.end());
  };
  const std::size_t most_edits = std::max<std::size_t>(1, letters_of(asked).size() / 3);
  std::vector<std::pair<std::size_t, std::string>> found;
  for (const WordList& list : book.word_lists()) {
    const bool part = asked.size() > 2 && list.name.find(asked) != std::string::npos;
    const std::size_t edits =
        part ? 0 : edit_distance(letters_of(asked), letters_of(list.name), most_edits);
    if (edits <= most_edits) found.emplace_back(edits, list.name);
  }
  std::sort(found.begin(), found.end());
  found.erase(std::unique(found.begin(), found.end()), found.end());  // Of both languages.
  std::vector<std::string> names;
  for (const auto& [edits, name] : found) {
    if (names.size() < most_lists) names.push_back(harmless(name));
  }
  return names;
}

int tell_no_such_list(const Rulebook& book, const std::string& asked, Streams streams) {
  const std::vector<std::string> nearest = nearest_lists(book, asked);
  streams.err << "muistio: there is no word list '" << harmless(asked) << "'"
              << (nearest.empty() ? ""
                                  : fmt::format("; did you mean {}?", fmt::join(nearest, ", ")))
              << " (see muistio rules words)\n";
  return exit_could_not_run;
}

int tell_no_such_subject(const Rulebook& book, const std::string& asked, Streams streams) {
  std::vector<std::string> subjects;
  for (const Rule& rule : book.rules()) subjects.push_back(harmless(rule.subject));
  std::sort(subjects.begin(), subjects.end());
  subjects.erase(std::unique(subjects.begin(), subjects.end()), subjects.end());
  streams.err << "muistio: no rule is about '" << harmless(asked) << "'; the subjects are "
              << fmt::format("{}", fmt::join(subjects, ", ")) << '\n';
  return exit_nothing_found;
}

}  // namespace

int list_rules(const RulesListOptions& options, Streams streams) {
  const auto book = read_rulebook(options.folder);
  if (!book) return could_not_run(book.error(), streams);
  std::vector<std::vector<std::string>> rows;
  for (const Rule& rule : book.value().rules()) {
    if (!options.subject.empty() && rule.subject != options.subject) continue;
    const Example& example = first_yes(rule);
    rows.push_back({rule.id, rule.language.empty() ? "all" : rule.language,
                    fmt::format("{:3.0f} %", rule.confidence * 100), harmless(rule.from),
                    in_quotes(shortened(example.text)) + value_of(example)});
  }
  if (rows.empty()) return tell_no_such_subject(book.value(), options.subject, streams);
  streams.out << aligned(rows, "", line_width_of_text(streams.terminal));
  return exit_done;
}

int list_words(const RulesWordsOptions& options, Streams streams) {
  const auto book = read_rulebook(options.folder);
  if (!book) return could_not_run(book.error(), streams);
  std::vector<std::vector<std::string>> rows;
  for (const WordList& list : book.value().word_lists()) {
    if (!options.list.empty() && list.name != options.list) continue;
    std::size_t words = 0;
    for (const Rulebook::WordEntry& entry : list.entries) words += entry.forms.size();
    rows.push_back({list.name, list.language.empty() ? "all" : list.language,
                    fmt::format("{:4} words", words), harmless(list.from)});
    if (options.list.empty()) continue;
    for (const Rulebook::WordEntry& entry : list.entries)
      rows.push_back({"  " + harmless(entry.value),
                      harmless(fmt::format("{}", fmt::join(entry.forms, ", ")))});
  }
  if (rows.empty()) return tell_no_such_list(book.value(), options.list, streams);
  if (options.list.empty()) {
    streams.out << aligned(rows, "");
  } else {
    for (const auto& row : rows) streams.out << fmt::format("{}\n", fmt::join(row, "  "));
  }
  return exit_done;
}

int test_rules(const RulesListOptions& options, Streams streams) {
  const auto book = read_rulebook(options.folder);
  if (!book) return could_not_run(book.error(), streams);
  std::size_t asked = 0, wrong = 0;
  for (const ExampleRun& run : run_examples(book.value())) {
    if (!options.subject.empty() && run.rule->subject != options.subject) continue;
    ++asked;
    if (run.right) continue;
    ++wrong;
    streams.out << harmless(run.rule->from) << ": " << run.rule->id << ": in the "
                << (run.example->yes ? "yes" : "no") << " " << in_quotes(run.example->text)
                << value_of(*run.example) << " " << told(*run.rule, run.finds) << '\n';
  }
  if (asked == 0) return tell_no_such_subject(book.value(), options.subject, streams);
  streams.out << fmt::format("{} of {} examples hold\n", asked - wrong, asked);
  return wrong == 0 ? exit_done : exit_needs_attention;
}

int explain_rule(const RulesWhyOptions& options, Streams streams) {
  const auto book = read_rulebook(options.folder);
  if (!book) return could_not_run(book.error(), streams);
  const Rule* rule = book.value().rule(options.rule);
  if (!rule) {
    streams.err << "muistio: there is no rule '" << harmless(options.rule)
                << "' (see muistio rules list)\n";
    return exit_nothing_found;
  }
  streams.out << rule->id << "  " << (rule->language.empty() ? "all" : rule->language)
              << fmt::format("  {:.0f} %  ", rule->confidence * 100) << harmless(rule->from)
              << '\n';
  if (!rule->makes.empty()) streams.out << "  makes       " << harmless(rule->makes) << '\n';
  streams.out << Style(false).entry("  find        ", rule->find, "",
                                    line_width_of_text(streams.terminal));
  for (const Example& example : rule->examples) print_example(example, streams);
  if (!options.text.empty()) print_finds(book.value(), *rule, normalised(options.text), streams);
  return exit_done;
}

}  // namespace muistio
