#include "rules/rulebook_file.h"

#define TOML_EXCEPTIONS 0
// Version 3.3 asserts on some malformed keys that it then reports well: a file of a user must
// not end the program.
#define TOML_ASSERT(condition) static_cast<void>(0)
#include <toml++/toml.h>

#include <algorithm>
#include <array>
#include <utility>

#include "corpus/unicode.h"
#include "rules/rulebook_toml.h"

namespace muistio {
namespace {

constexpr std::size_t most_file_bytes = 1 << 20;
constexpr std::size_t most_pattern_bytes = 10'000;

class FileReader {
 public:
  FileReader(std::string name, std::string language)
      : name_(std::move(name)), language_(std::move(language)) {}

  Result<RuleFile> read(std::string_view text);

 private:
  Error error_at(const toml::source_region& source, std::string message) const {
    return {ErrorCode::bad_rule, place(source), std::move(message)};
  }
  std::string place(const toml::source_region& source) const {
    return name_ + ":" + std::to_string(source.begin.line);
  }

  Result<Done> read_words(const toml::key& key, const toml::node& node);
  Result<Done> read_word(const toml::key& value, const toml::node& forms, WordList& list);
  Result<Done> read_piece(const toml::key& key, const toml::node& node);
  Result<Done> read_rule(const toml::node& node);
  Result<Done> read_entry(const toml::key& key, const toml::node& node, Rule& rule);
  Result<Done> read_examples(const toml::node& node, bool yes, Rule& rule);
  Result<Done> check(const toml::node& node, const Rule& rule);
  Result<std::string> read_text(const toml::key& key, const toml::node& node);

  std::string name_;
  std::string language_;
  RuleFile file_;
};

// Letters and '_' first, then digits too: what can name a group of a pattern.
bool is_name(std::string_view name) {
  if (name.empty() || name.size() > 40 || name.front() < 'a' || name.front() > 'z') return false;
  return std::all_of(name.begin(), name.end(),
                     [](char c) { return (c >= 'a' && c <= 'z') || is_digit(c) || c == '_'; }) &&
         name.find("__") == std::string_view::npos;
}

// As names, with dots between them.
bool is_rule_id(std::string_view id) {
  std::size_t parts = 0, begin = 0;
  while (true) {
    const std::size_t dot = id.find('.', begin);
    if (!is_name(id.substr(begin, dot == std::string_view::npos ? dot : dot - begin))) return false;
    ++parts;
    if (dot == std::string_view::npos) return parts >= 2;
    begin = dot + 1;
  }
}

Result<std::string> FileReader::read_text(const toml::key& key, const toml::node& node) {
  const auto text = node.value<std::string>();
  if (!node.is_string() || !text)
    return error_at(node.source(), "'" + std::string(key.str()) + "' needs a text in quotes");
  return normalised(*text);
}

Result<Done> FileReader::read_word(const toml::key& value, const toml::node& forms,
                                   WordList& list) {
  const toml::array* array = forms.as_array();
  if (!array || array->empty())
    return error_at(value.source(), "the word '" + std::string(value.str()) +
                                        "' needs a list of its forms: [\"...\", \"...\"]");
  Rulebook::WordEntry entry{std::string(value.str()), {}};
  for (const toml::node& form : *array) {
    auto text = read_text(value, form);
    if (!text) return text.error();
    std::string clean = single_spaced(text.value());
    if (clean.empty() || clean == "~") return error_at(form.source(), "a form is empty");
    entry.forms.push_back(std::move(clean));
  }
  list.entries.push_back(std::move(entry));
  return Done{};
}

Result<Done> FileReader::read_words(const toml::key& key, const toml::node& node) {
  const toml::table* table = node.as_table();
  if (!table || !is_name(key.str()) || key.str() == "lemma")
    return error_at(key.source(),
                    "a word list is written [words.NAME], with NAME in small "
                    "letters, and has lines such as maanantai = [\"maanantaina\"]");
  WordList list{std::string(key.str()), language_, {}, place(key.source())};
  for (const auto& [value, forms] : *table) {
    auto done = read_word(value, forms, list);
    if (!done) return done;
  }
  file_.words.push_back(std::move(list));
  return Done{};
}

Result<Done> FileReader::read_piece(const toml::key& key, const toml::node& node) {
  if (!is_name(key.str()) || key.str() == "lemma")
    return error_at(key.source(), "'" + std::string(key.str()) +
                                      "' cannot name a piece: use small letters, digits and _");
  auto pattern = read_text(key, node);
  if (!pattern) return pattern.error();
  if (pattern.value().empty() || pattern.value().size() > most_pattern_bytes)
    return error_at(key.source(), "a piece is empty or too long");
  file_.pieces.push_back({std::string(key.str()), language_, pattern.value(), place(key.source())});
  return Done{};
}

Result<Done> FileReader::read_examples(const toml::node& node, bool yes, Rule& rule) {
  const toml::array* array = node.as_array();
  if (!array) return error_at(node.source(), "examples are a list: [ \"...\", \"...\" ]");
  const std::string_view shape = "an example is a text or { text = \"...\", value = \"...\" }";
  for (const toml::node& each : *array) {
    Example example;
    example.yes = yes;
    if (const auto text = each.value<std::string>(); each.is_string() && text) {
      example.text = normalised(*text);
    } else if (const toml::table* table = each.as_table()) {
      for (const auto& [key, value] : *table) {
        if (key.str() != "text" && key.str() != "value")
          return error_at(key.source(),
                          "unknown entry '" + std::string(key.str()) + "': " + std::string(shape));
        auto text_value = read_text(key, value);
        if (!text_value) return text_value.error();
        (key.str() == "text" ? example.text : example.value) = text_value.value();
      }
    }
    if (example.text.empty()) return error_at(each.source(), std::string(shape));
    rule.examples.push_back(std::move(example));
  }
  return Done{};
}

Result<Done> FileReader::read_entry(const toml::key& key, const toml::node& node, Rule& rule) {
  static constexpr std::array<std::string_view, 8> entry_names{
      "id", "find", "makes", "confidence", "case", "language", "yes", "no"};
  const std::string_view name = key.str();
  if (name == "yes" || name == "no") return read_examples(node, name == "yes", rule);
  if (name == "confidence") {
    const auto confidence = node.value<double>();
    if (!confidence || *confidence < 0 || *confidence > 1)
      return error_at(node.source(), "'confidence' needs a number from 0 to 1");
    rule.confidence = *confidence;
    return Done{};
  }
  if (name == "case") {
    if (!node.is_boolean()) return error_at(node.source(), "'case' needs true or false");
    rule.case_sensitive = *node.value<bool>();
    return Done{};
  }
  if (std::find(entry_names.begin(), entry_names.end(), name) == entry_names.end())
    return error_at(key.source(), "unknown entry '" + std::string(name) + "'" +
                                      suggestion(name, {entry_names.begin(), entry_names.end()}));
  auto text = read_text(key, node);
  if (!text) return text.error();
  if (name == "id") rule.id = text.value();
  if (name == "find") rule.find = text.value();
  if (name == "makes") rule.makes = text.value();
  if (name == "language") rule.language = text.value();
  return Done{};
}

Result<Done> FileReader::check(const toml::node& node, const Rule& rule) {
  const auto refuse = [&](std::string message) {
    return error_at(node.source(), std::move(message));
  };
  if (rule.id.empty()) return refuse("the rule has no 'id'");
  if (!is_rule_id(rule.id))
    return refuse("'" + rule.id +
                  "' is no rule id: it is written subject.name in small letters, "
                  "as in date.numeric");
  if (rule.find.empty()) return refuse("rule " + rule.id + " has no 'find'");
  if (rule.find.size() > most_pattern_bytes)
    return refuse("rule " + rule.id + ": 'find' is too long");
  if (!rule.language.empty() && rule.language != "fi" && rule.language != "sv")
    return refuse("rule " + rule.id + ": 'language' is \"fi\" or \"sv\"; leave it out for all");
  for (const bool yes : {true, false}) {
    const bool has = std::any_of(rule.examples.begin(), rule.examples.end(),
                                 [&](const Example& example) { return example.yes == yes; });
    if (!has)
      return refuse("rule " + rule.id + " has no '" + (yes ? "yes" : "no") +
                    "': give at least one text it must " + (yes ? "find" : "leave alone"));
  }
  return Done{};
}

Result<Done> FileReader::read_rule(const toml::node& node) {
  const toml::table* table = node.as_table();
  if (!table) return error_at(node.source(), "a rule begins with [[rule]]");
  Rule rule;
  rule.language = language_;
  rule.from = place(node.source());
  for (const auto& [key, value] : *table) {
    auto done = read_entry(key, value, rule);
    if (!done) return done;
  }
  auto checked = check(node, rule);
  if (!checked) return checked;
  rule.subject = rule.id.substr(0, rule.id.find('.'));
  file_.rules.push_back(std::move(rule));
  return Done{};
}

Result<RuleFile> FileReader::read(std::string_view text) {
  if (text.size() > most_file_bytes) return Error{ErrorCode::too_big, name_, "over 1 MB of rules"};
  if (!is_valid_utf8(text)) return Error{ErrorCode::bad_rule, name_, "the file is not UTF-8"};
  if (text.starts_with("\xEF\xBB\xBF")) text.remove_prefix(3);  // A byte order mark.
  if (const auto line = line_of_bare_letter(text)) {
    return Error{ErrorCode::bad_rule, name_ + ":" + std::to_string(*line),
                 "a letter beyond a-z or a sign stands outside quotation marks"};
  }
  const toml::parse_result parsed = toml::parse(text, name_);
  if (!parsed) return error_at(parsed.error().source(), std::string(parsed.error().description()));
  for (const auto& [key, node] : parsed.table()) {
    const std::string_view name = key.str();
    if (name == "rule" && node.is_array()) {
      for (const toml::node& rule : *node.as_array()) {
        auto done = read_rule(rule);
        if (!done) return done.error();
      }
    } else if ((name == "words" || name == "pieces") && node.is_table()) {
      for (const auto& [part_key, part] : *node.as_table()) {
        auto done = name == "words" ? read_words(part_key, part) : read_piece(part_key, part);
        if (!done) return done.error();
      }
    } else {
      return error_at(key.source(), "unknown part '" + std::string(name) +
                                        "': a rule file has [[rule]], [words.NAME] and [pieces]" +
                                        suggestion(name, {"rule", "words", "pieces"}));
    }
  }
  return std::move(file_);
}

// Edit distance in which two letters that changed places count as one edit.
std::size_t distance(std::string_view one, std::string_view other) {
  std::vector<std::vector<std::size_t>> table(one.size() + 1,
                                              std::vector<std::size_t>(other.size() + 1));
  for (std::size_t i = 0; i <= one.size(); ++i) {
    for (std::size_t j = 0; j <= other.size(); ++j) {
      std::size_t& cell = table[i][j];
      if (i == 0 || j == 0) {
        cell = i + j;
        continue;
      }
      const bool same = one[i - 1] == other[j - 1];
      cell = std::min({table[i - 1][j] + 1, table[i][j - 1] + 1, table[i - 1][j - 1] + !same});
      if (i > 1 && j > 1 && one[i - 1] == other[j - 2] && one[i - 2] == other[j - 1])
        cell = std::min(cell, table[i - 2][j - 2] + 1);
    }
  }
  return table[one.size()][other.size()];
}

}  // namespace

Result<RuleFile> parse_rule_file(std::string_view toml, const std::string& name,
                                 const std::string& language) {
  return FileReader(name, language).read(toml);
}

std::string language_of_file(std::string_view relative_name) {
  const std::string_view folder = relative_name.substr(0, relative_name.find('/'));
  return folder == "fi" || folder == "sv" ? std::string(folder) : std::string();
}

std::string suggestion(std::string_view word, const std::vector<std::string>& candidates) {
  const std::string* nearest = nullptr;
  std::size_t least = std::max<std::size_t>(1, std::min<std::size_t>(word.size(), 60) / 2) + 1;
  for (const std::string& candidate : candidates) {
    const std::size_t far = distance(word.substr(0, 60), candidate);
    if (far >= least) continue;
    least = far;
    nearest = &candidate;
  }
  return nearest ? "; did you mean " + *nearest + "?" : "";
}

}  // namespace muistio
