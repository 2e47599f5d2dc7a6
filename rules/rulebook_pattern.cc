#include "rules/rulebook_pattern.h"

#include <re2/re2.h>

#include <algorithm>
#include <array>
#include <optional>
#include <sstream>
#include <utility>

#include "corpus/unicode.h"
#include "rules/rulebook_verbs.h"

namespace muistio {
namespace {

constexpr std::size_t most_expanded = 400'000;
constexpr int deepest = 8;
constexpr int most_repeated = 12;  // Of a piece with * or +.
constexpr std::size_t most_groups = 200;

// A space of a pattern: one or more spaces of any width, but no line end and no cell edge.
constexpr std::string_view any_space = R"((?:[ \x{A0}\x{2000}-\x{200A}\x{202F}]+))";
constexpr std::string_view spaces_in_class = R"( \x{A0}\x{2000}-\x{200A}\x{202F})";

// \p{L}: letters of the Latin alphabets. All letters there are would make a pattern a hundred
// times larger.
constexpr std::string_view latin_letters = R"(A-Za-z\x{C0}-\x{D6}\x{D8}-\x{F6}\x{F8}-\x{24F})";

constexpr std::string_view finnish_ending =
    "(?:[aeiouyäö]{0,2}(?:n|t|a|ä|tt?[aä]|ss?[aä]|st[aä]|ll[aä]|lt[aä]|lle|n[aä]|ksi|kse|tt[aä]|"
    "h[aeiouyäö]n|seen|siin|[dt]en|tten|en|ien|jen|[ei]in|iden|j[aä]|it[aä]|ine|in)?"
    "(?:ni|si|ns[aä]|mme|nne|[aeiouyäö]n)?(?:kin|k[aä]{2}n|h[aä]n|k[oö])?)";
constexpr std::string_view swedish_ending =
    "(?:e?n|e?t|[aeo]r|[aeo]rna|na|a|s|e?ns|e?ts|[aeo]rnas)?";

struct BuiltIn {
  std::string_view name, pattern;
};
constexpr std::array built_in_table{
    BuiltIn{"dash", R"([-\x{2010}-\x{2015}\x{2212}])"},
    BuiltIn{"quote", R"(["'\x{2018}-\x{201F}«»])"},
};

struct FormName {
  std::string_view name;
  WantedForm form;
};
constexpr std::array form_table{
    FormName{"passive past", WantedForm::passive_past},
    FormName{"passive present", WantedForm::passive_present},
    FormName{"passive participle", WantedForm::passive_participle},
    FormName{"passive connegative", WantedForm::passive_connegative},
    FormName{"active past", WantedForm::active_past},
    FormName{"active present", WantedForm::active_present},
    FormName{"active participle", WantedForm::active_participle},
    FormName{"we past", WantedForm::active_past_we},
};

// The literal text as a pattern, its spaces flexible.
std::string literal(std::string_view form) {
  std::string pattern;
  std::size_t begin = 0;
  while (true) {
    const std::size_t space = form.find(' ', begin);
    const std::string_view word = form.substr(begin, space == form.npos ? space : space - begin);
    pattern += RE2::QuoteMeta(std::string(word));
    if (space == form.npos) return pattern;
    pattern += any_space;
    begin = space + 1;
  }
}

class Expander {
 public:
  Expander(const Rule& rule, const Vocabulary& vocabulary) : rule_(rule), vocabulary_(vocabulary) {}

  Result<Pattern> expand() {
    auto expanded = expand_text(rule_.find, rule_.from, 0);
    if (!expanded) return expanded.error();
    pattern_.re2 = (rule_.case_sensitive ? "" : "(?i)") + expanded.value();
    return std::move(pattern_);
  }

 private:
  Error error(const std::string& where, std::string message) const {
    return {ErrorCode::bad_rule, where, std::move(message)};
  }

  Result<std::string> expand_text(std::string_view text, const std::string& where, int depth);
  Result<std::string> expand_piece(std::string_view content, const std::string& where, int depth);
  Result<std::string> expand_braces(std::string_view text, const std::string& where, int depth,
                                    std::size_t& length);
  Result<std::string> expand_repeated(std::string_view content, bool may_be_none,
                                      const std::string& where, int depth);
  Result<std::string> expand_words(const WordList& list);
  Result<std::string> expand_lemma(std::string_view content, const std::string& where);
  std::string opened(std::string name);
  std::vector<std::string> known_names() const;
  std::string other_language_of(std::string_view name) const;

  const Rule& rule_;
  const Vocabulary& vocabulary_;
  Pattern pattern_;
};

// The beginning of a group of that name; the caller closes it.
std::string Expander::opened(std::string name) {
  pattern_.groups.push_back({std::move(name), {}});
  return "(?P<g" + std::to_string(pattern_.groups.size() - 1) + ">";
}

std::vector<std::string> Expander::known_names() const {
  std::vector<std::string> names{"{lemma:...}"};
  for (const BuiltIn& built_in : built_in_table)
    names.push_back("{" + std::string(built_in.name) + "}");
  for (const WordList& list : vocabulary_.words) names.push_back("{" + list.name + "}");
  for (const Piece& piece : vocabulary_.pieces) names.push_back("{" + piece.name + "}");
  return names;
}

// Forms that take any ending share one copy of it, which keeps the pattern small.
Result<std::string> Expander::expand_words(const WordList& list) {
  std::string pattern = opened(list.name);
  std::vector<GroupWords::Form>& forms = pattern_.groups.back().words.forms;
  std::string open, closed;
  for (const Rulebook::WordEntry& entry : list.entries) {
    for (std::string form : entry.forms) {
      const bool takes_ending = form.back() == '~';
      if (takes_ending) form.pop_back();
      std::string& alternatives = takes_ending ? open : closed;
      if (!alternatives.empty()) alternatives += '|';
      alternatives += literal(form);
      forms.push_back({lower_case(form), entry.value, takes_ending});
    }
  }
  if (!open.empty())
    open =
        "(?:" + open + ")" + std::string(rule_.language == "sv" ? swedish_ending : finnish_ending);
  return pattern + open + (open.empty() || closed.empty() ? "" : "|") + closed + ")";
}

Result<std::string> Expander::expand_lemma(std::string_view content, const std::string& where) {
  const std::size_t space = content.find(' ');
  const std::string_view wanted =
      space == content.npos ? std::string_view() : content.substr(space + 1);
  const auto form_name = std::find_if(form_table.begin(), form_table.end(),
                                      [&](const FormName& each) { return each.name == wanted; });
  if (form_name == form_table.end()) {
    std::vector<std::string> names;
    for (const FormName& each : form_table) names.emplace_back(each.name);
    return error(where, "{lemma:" + std::string(content) +
                            "} needs a form, as in {lemma:päättää "
                            "passive past}" +
                            suggestion(wanted, names));
  }
  const std::string_view name = content.substr(0, space);
  const WordList* list = vocabulary_.word_list(name, rule_.language);
  std::vector<Rulebook::WordEntry> verbs{{std::string(name), {std::string(name)}}};
  if (list) verbs = list->entries;

  std::string pattern = opened("lemma");
  const std::size_t group = pattern_.groups.size() - 1;
  bool first = true;
  for (const Rulebook::WordEntry& entry : verbs) {
    for (const std::string& verb : entry.forms) {
      if (!is_infinitive(verb))
        return error(where, "'" + verb +
                                "' is not the first infinitive of a verb (päättää, "
                                "todeta), nor a word list");
      for (const std::string& form : verb_forms(verb, form_name->form)) {
        if (!first) pattern += '|';
        first = false;
        pattern += form;
        pattern_.groups[group].words.forms.push_back({form, list ? entry.value : verb, false});
      }
    }
  }
  return pattern + ")";
}

// A language that has a piece or word list of that name; empty where none has.
std::string Expander::other_language_of(std::string_view name) const {
  for (const char* language : {"fi", "sv"})
    if (vocabulary_.word_list(name, language) || vocabulary_.piece(name, language)) return language;
  return {};
}

Result<std::string> Expander::expand_piece(std::string_view content, const std::string& where,
                                           int depth) {
  if (content.substr(0, 6) == "lemma:") return expand_lemma(content.substr(6), where);
  for (const BuiltIn& built_in : built_in_table)
    if (built_in.name == content) return std::string(built_in.pattern);
  if (const WordList* list = vocabulary_.word_list(content, rule_.language))
    return expand_words(*list);
  const Piece* piece = vocabulary_.piece(content, rule_.language);
  if (!piece && !other_language_of(content).empty())
    return error(where, "the piece {" + std::string(content) + "} is for language = \"" +
                            other_language_of(content) +
                            "\": say so in the rule, or put it into that folder");
  if (!piece)
    return error(where, "unknown piece {" + std::string(content) + "}" +
                            suggestion("{" + std::string(content) + "}", known_names()));
  if (depth >= deepest) return error(piece->from, "the piece {" + piece->name + "} holds itself");
  std::string pattern = opened(piece->name);
  auto inner = expand_text(piece->pattern, piece->from, depth + 1);
  if (!inner) return inner;
  return pattern + inner.value() + ")";
}

// One copy for each time the piece may stand, because a group holds only what it found last.
Result<std::string> Expander::expand_repeated(std::string_view content, bool may_be_none,
                                              const std::string& where, int depth) {
  std::string pattern, closing;
  for (int copy = 0; copy < most_repeated; ++copy) {
    auto piece = expand_piece(content, where, depth);
    if (!piece) return piece;
    pattern += "(?:" + piece.value();
    // Closed from the inside out: the first copy last, and only it may have to stand.
    closing += copy + 1 == most_repeated && !may_be_none ? ")" : ")?";
  }
  return pattern + closing;
}

// Bytes of the escape at the beginning of the text: "\\.", "\\pL", "\\x{A0}".
std::size_t escape_length(std::string_view text) {
  constexpr std::string_view with_braces = "pPx";
  if (text.size() < 3 || with_braces.find(text[1]) == std::string_view::npos) return 2;
  if (text[2] == '{') return std::min(text.find('}'), text.size() - 1) + 1;
  return text[1] == 'x' ? 2 : 3;
}

// The escape itself, but for any letter.
std::string escape_text(std::string_view escape, bool in_class) {
  if (escape != R"(\p{L})" && escape != R"(\pL)") return std::string(escape);
  return in_class ? std::string(latin_letters) : "[" + std::string(latin_letters) + "]";
}

// Bytes of the beginning of a class with what may stand only there: "[", "[^", "[]", "[^]".
std::size_t class_begin_length(std::string_view text) {
  const std::size_t length = text.substr(0, 2) == "[^" ? 2 : 1;
  return length + (text.substr(length, 1) == "]" ? 1 : 0);
}

// Walks over the pattern once: pieces and named groups become numbered groups, spaces become
// flexible, everything else stays.
Result<std::string> Expander::expand_text(std::string_view text, const std::string& where,
                                          int depth) {
  std::string out;
  bool in_class = false;
  for (std::size_t i = 0; i < text.size();) {
    if (out.size() > most_expanded || pattern_.groups.size() > most_groups)
      return error(where, "the pattern grows too large");
    const std::string_view rest = text.substr(i);
    std::size_t length = 1;
    if (rest[0] == '\\' && rest.size() > 1) {
      length = escape_length(rest);
      out += escape_text(rest.substr(0, length), in_class);
    } else if (in_class) {
      in_class = rest[0] != ']';
      out += rest[0] == ' ' ? spaces_in_class : rest.substr(0, 1);
    } else if (rest[0] == '[') {
      in_class = true;
      length = class_begin_length(rest);
      out += rest.substr(0, length);
    } else if (rest.substr(0, 4) == "(?P<" && rest.find('>') != rest.npos) {
      length = rest.find('>') + 1;
      out += opened(std::string(rest.substr(4, length - 5)));
    } else if (rest[0] == '(' && rest.substr(0, 2) != "(?") {
      return error(where, "numbered groups are not used: write (?:...) or (?P<name>...)");
    } else if (rest[0] == '{' && rest.size() > 1 && rest[1] >= 'a' && rest[1] <= 'z') {
      auto piece = expand_braces(rest, where, depth, length);
      if (!piece) return piece;
      out += piece.value();
    } else {
      out += rest[0] == ' ' ? any_space : rest.substr(0, 1);
    }
    i += length;
  }
  return out;
}

// "{day}" or "{day}*" at the beginning of the text; `length` becomes that of what was read.
Result<std::string> Expander::expand_braces(std::string_view text, const std::string& where,
                                            int depth, std::size_t& length) {
  const std::size_t close = text.find('}');
  if (close == text.npos) return error(where, "a { is not closed");
  const std::string_view content = text.substr(1, close - 1);
  const char after = close + 1 < text.size() ? text[close + 1] : ' ';
  const bool repeated = after == '*' || after == '+';
  length = close + (repeated ? 2 : 1);
  return repeated ? expand_repeated(content, after == '*', where, depth)
                  : expand_piece(content, where, depth);
}

template <typename Named>
const Named* named(const std::vector<Named>& all, std::string_view name,
                   std::string_view language) {
  const Named* for_all = nullptr;
  for (const Named& each : all) {
    if (each.name != name) continue;
    if (each.language == language) return &each;
    if (each.language.empty()) for_all = &each;
  }
  return for_all;
}

}  // namespace

const WordList* Vocabulary::word_list(std::string_view name, std::string_view language) const {
  return named(words, name, language);
}

const Piece* Vocabulary::piece(std::string_view name, std::string_view language) const {
  return named(pieces, name, language);
}

std::string GroupWords::value_of(std::string_view found) const {
  if (forms.empty()) return {};
  const std::string word = lower_case(single_spaced(found));
  const Form* best = nullptr;
  for (const Form& form : forms) {
    if (word == form.text) return form.value;
    if (!form.open || !std::string_view(word).starts_with(form.text)) continue;
    if (!best || form.text.size() > best->text.size()) best = &form;
  }
  return best ? best->value : std::string();
}

Result<Pattern> expand(const Rule& rule, const Vocabulary& vocabulary) {
  return Expander(rule, vocabulary).expand();
}

}  // namespace muistio
