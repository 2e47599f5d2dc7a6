// Patterns of RE2 as expressions: what each character of a pattern means.
#include <algorithm>
#include <array>
#include <utility>

#include "corpus/unicode.h"
#include "rules/rulebook_expression.h"

namespace muistio {
namespace {

using Id = Expressions::Id;

constexpr int deepest = 200;
constexpr std::uint32_t most_repeated = 1000;  // As RE2.
constexpr std::uint32_t last_code_point = 0x10FFFF;
constexpr std::uint32_t latin_end = 0x250;

// The code point at the beginning of the text, which is cut off; absent at the end and where it
// is broken.
std::optional<std::uint32_t> take_code_point(std::string_view& text) {
  if (text.empty()) return std::nullopt;
  const auto byte = [&](std::size_t at) { return static_cast<unsigned char>(text[at]); };
  const std::size_t length = byte(0) < 0x80 ? 1 : byte(0) < 0xE0 ? 2 : byte(0) < 0xF0 ? 3 : 4;
  if (length > text.size()) return std::nullopt;
  std::uint32_t point = length == 1 ? byte(0) : byte(0) & (0xFFU >> (length + 1));
  for (std::size_t i = 1; i < length; ++i) point = point << 6 | (byte(i) & 0x3FU);
  text.remove_prefix(length);
  return point;
}

// Letters that are one where case does not matter, of which one is no Latin letter or is not
// told by its small letter.
constexpr std::array<std::pair<std::uint32_t, std::uint32_t>, 8> odd_pairs{{{'s', 0x17F},
                                                                            {'k', 0x212A},
                                                                            {0xE5, 0x212B},
                                                                            {0xDF, 0x1E9E},
                                                                            {0xB5, 0x3BC},
                                                                            {0xB5, 0x39C},
                                                                            {0x23F, 0x2C7E},
                                                                            {0x240, 0x2C7F}}};

// For each Latin letter those that differ from it in case only.
class Cases {
 public:
  Cases() : others_(latin_end) {
    std::map<std::string, std::vector<std::uint32_t>> alike;
    for (std::uint32_t point = 0; point < latin_end; ++point)
      alike[lower_case(utf8_of(point))].push_back(point);
    for (auto& [lower, points] : alike) {
      std::string_view text = lower;
      const auto small = take_code_point(text);
      if (small && text.empty() && *small >= latin_end) points.push_back(*small);
      for (const auto& [letter, odd] : odd_pairs)
        if (small == letter) points.push_back(odd);
      for (const std::uint32_t point : points)
        if (point < latin_end) others_[point] = points;
    }
    others_[0x17F] = others_['s'];
  }

  const std::vector<std::uint32_t>& of(std::uint32_t point) const { return others_[point]; }

 private:
  std::vector<std::vector<std::uint32_t>> others_;
};

// Beyond the Latin letters: marks and signs, none of which has a case.
bool has_no_case(const CharacterRange& range) {
  static constexpr std::array<CharacterRange, 6> ranges{{{0x2000, 0x20FF},
                                                         {0x2116, 0x2116},
                                                         {0x2122, 0x2122},
                                                         {0x2190, 0x24B5},
                                                         {0x2500, 0x2BFF},
                                                         {0xE000, 0xF8FF}}};
  return std::any_of(ranges.begin(), ranges.end(), [&](const CharacterRange& signs) {
    return signs.first <= range.first && range.last <= signs.last;
  });
}

void put_in_order(CharacterSet& set) {
  std::sort(set.begin(), set.end());
  CharacterSet joined;
  for (const CharacterRange& range : set) {
    if (!joined.empty() && range.first <= joined.back().last + 1) {
      joined.back().last = std::max(joined.back().last, range.last);
    } else {
      joined.push_back(range);
    }
  }
  set = std::move(joined);
}

CharacterSet all_but(const CharacterSet& set) {
  CharacterSet others;
  std::uint32_t next = 0;
  for (const CharacterRange& range : set) {
    if (range.first > next) others.push_back({next, range.first - 1});
    next = range.last + 1;
  }
  if (next <= last_code_point) others.push_back({next, last_code_point});
  return others;
}

// Adds to the set, which is in order, what differs from it in case only; false where that is
// not known.
bool add_other_cases(CharacterSet& set) {
  static const Cases cases;
  CharacterSet more;
  for (const CharacterRange& range : set) {
    if (range.last >= latin_end && !has_no_case({std::max(range.first, latin_end), range.last}))
      return false;
    for (std::uint32_t point = range.first; point <= std::min(range.last, latin_end - 1); ++point)
      for (const std::uint32_t other : cases.of(point)) more.push_back({other, other});
  }
  set.insert(set.end(), more.begin(), more.end());
  put_in_order(set);
  return true;
}

// Of the alphabets of Europe.
CharacterSet capitals() {
  CharacterSet set;
  for (const CharacterRange& letters :
       {CharacterRange{0, 0x5FF}, {0x1E00, 0x1FFF}, {0x2100, 0x214F}})
    for (std::uint32_t point = letters.first; point <= letters.last; ++point)
      if (starts_upper(utf8_of(point))) set.push_back({point, point});
  put_in_order(set);
  return set;
}

// \d, \s, \w and their opposites.
std::optional<CharacterSet> named_class(char name) {
  CharacterSet set;
  switch (name) {
    case 'd':
    case 'D':
      set = {{'0', '9'}};
      break;
    case 's':
    case 'S':
      set = {{'\t', '\n'}, {'\f', '\r'}, {' ', ' '}};
      break;
    case 'w':
    case 'W':
      set = {{'0', '9'}, {'A', 'Z'}, {'_', '_'}, {'a', 'z'}};
      break;
    default:
      return std::nullopt;
  }
  return name >= 'a' ? set : all_but(set);
}

}  // namespace

namespace {

// Bytes of the class that the text begins with.
std::size_t class_size(std::string_view text) {
  std::size_t size = text.substr(1, 1) == "^" ? 2 : 1;
  if (text.substr(size, 1) == "]") ++size;
  while (size < text.size() && text[size] != ']') size += text[size] == '\\' ? 2 : 1;
  return std::min(size + 1, text.size());
}

// Bytes before the bracket that closes the group in which the text begins.
std::size_t size_before_closing(std::string_view text) {
  std::size_t open = 1, at = 0;
  while (at < text.size()) {
    const char c = text[at];
    open += c == '(' ? 1 : 0;
    if (c == ')' && --open == 0) break;
    at += c == '[' ? class_size(text.substr(at)) : c == '\\' ? 2 : 1;
  }
  return std::min(at, text.size());
}

}  // namespace

// Reads a pattern that RE2 accepts. What it does not understand makes it give up.
class Expressions::PatternReader {
 public:
  PatternReader(std::string_view pattern, Expressions& expressions)
      : rest_(pattern), expressions_(expressions) {}

  std::optional<Id> whole() {
    const Id id = alternatives();
    return lost_ || !rest_.empty() ? std::nullopt : std::optional(id);
  }

 private:
  bool at(std::string_view text) const { return rest_.starts_with(text); }
  bool take(std::string_view text) {
    if (!at(text)) return false;
    rest_.remove_prefix(text.size());
    return true;
  }
  Id lost() {
    lost_ = true;
    rest_ = {};
    return 0;
  }

  Id alternatives();
  Id sequence();
  Id repeated(Id once);
  bool take_count(std::uint32_t& least, std::uint32_t& most);
  std::optional<std::uint32_t> take_number();
  Id atom();
  Id group();
  Id inside_of_group();
  bool take_flags();
  Id character();
  Id character_class();
  std::optional<CharacterSet> members();
  std::optional<CharacterSet> class_after_backslash();
  std::optional<std::uint32_t> code_point();
  std::optional<std::uint32_t> escaped();
  // Of characters, their other cases added where case does not matter.
  Id set_of(CharacterSet set, bool negated);

  std::string_view rest_;
  Expressions& expressions_;
  bool any_case_ = false;
  bool lost_ = false;
  int depth_ = 0;
};

Id Expressions::PatternReader::alternatives() {
  if (++depth_ > deepest) return lost();
  std::vector<Id> branches;
  do branches.push_back(sequence());
  while (take("|"));
  --depth_;
  return expressions_.either(std::move(branches));
}

Id Expressions::PatternReader::sequence() {
  std::vector<Id> parts;
  while (!rest_.empty() && !at("|") && !at(")")) parts.push_back(repeated(atom()));
  return expressions_.sequence(parts);
}

Id Expressions::PatternReader::repeated(Id once) {
  std::uint32_t least = 0, most = 0;
  while (take_count(least, most)) {
    take("?");  // The longest match is taken all the same.
    if (least > most_repeated || (most > most_repeated && most != no_limit)) return lost();
    once = expressions_.add({Kind::repeated, static_cast<std::uint16_t>(least),
                             static_cast<std::uint16_t>(most), once, 0});
  }
  return once;
}

// "?", "*", "+", "{2}", "{2,}" or "{2,4}".
bool Expressions::PatternReader::take_count(std::uint32_t& least, std::uint32_t& most) {
  least = at("+") ? 1 : 0;
  most = at("?") ? 1 : no_limit;
  if (take("?") || take("*") || take("+")) return true;
  if (!at("{") || rest_.size() < 2 || rest_[1] < '0' || rest_[1] > '9') return false;
  rest_.remove_prefix(1);
  least = take_number().value_or(0);
  most = least;
  if (take(",")) most = take_number().value_or(no_limit);
  if (!take("}")) lost();
  return !lost_;
}

std::optional<std::uint32_t> Expressions::PatternReader::take_number() {
  std::uint32_t number = 0;
  std::size_t size = 0;
  for (; size < rest_.size() && is_digit(rest_[size]) && size < 5; ++size)
    number = number * 10 + static_cast<std::uint32_t>(rest_[size] - '0');
  rest_.remove_prefix(size);
  if (size == 0) return std::nullopt;
  return number;
}

Id Expressions::PatternReader::atom() {
  if (at("(")) return group();
  if (at("[")) return character_class();
  if (take(".")) return set_of({{'\n', '\n'}}, true);
  if (take("^") || take("\\A")) return expressions_.add({Kind::line_begin});
  if (take("$") || take("\\z")) return expressions_.add({Kind::line_end});
  if (at("{") || at("*") || at("+") || at("?")) return lost();
  return character();
}

Id Expressions::PatternReader::group() {
  rest_.remove_prefix(1);
  const bool outer = any_case_;
  const bool captures = !at("?") || at("?P<");
  const std::uint32_t number = captures ? expressions_.groups_++ : 0;
  if (take("?P<")) {
    rest_.remove_prefix(std::min(rest_.find('>'), rest_.size() - 1) + 1);
  } else if (take("?")) {
    if (!take_flags()) return lost();
    if (take(")")) return 0;  // They hold for what follows.
    if (!take(":")) return lost();
  }
  const Id inside = inside_of_group();
  any_case_ = outer;
  if (!take(")")) return lost();
  if (!captures) return inside;
  return expressions_.sequence({expressions_.add({Kind::group_begin, 0, 0, number, 0}), inside,
                                expressions_.add({Kind::group_end, 0, 0, number, 0})});
}

// Named pieces stand in many patterns: each is read once.
Id Expressions::PatternReader::inside_of_group() {
  const std::string_view text = rest_.substr(0, size_before_closing(rest_));
  auto& known = expressions_.id_of_inside_[any_case_];
  if (const auto found = known.find(text); found != known.end()) {
    rest_.remove_prefix(text.size());
    return found->second;
  }
  const std::uint32_t groups = expressions_.groups_;
  const Id id = alternatives();
  const bool is_whole = !lost_ && rest_.data() == text.data() + text.size();
  if (is_whole && expressions_.groups_ == groups) known.emplace(text, id);
  return id;
}

bool Expressions::PatternReader::take_flags() {
  if (take("-i")) {
    any_case_ = false;
  } else if (take("i")) {
    any_case_ = true;
  }
  return at(":") || at(")");
}

Id Expressions::PatternReader::character() {
  if (at("\\") && rest_.size() > 1) {
    if (auto set = class_after_backslash()) return set_of(std::move(*set), false);
  }
  const auto point = code_point();
  if (!point) return lost();
  const auto [known, is_new] = expressions_.id_of_character_[any_case_].try_emplace(*point, 0);
  if (is_new) known->second = set_of({{*point, *point}}, false);
  return known->second;
}

Id Expressions::PatternReader::character_class() {
  const std::string_view text = rest_.substr(0, class_size(rest_));
  auto& known = expressions_.id_of_class_[any_case_];
  if (const auto found = known.find(text); found != known.end()) {
    rest_.remove_prefix(text.size());
    return found->second;
  }
  rest_.remove_prefix(1);
  const bool negated = take("^");
  auto set = members();
  if (!set || !take("]")) return lost();
  const Id id = set_of(std::move(*set), negated);
  known.emplace(text, id);
  return id;
}

std::optional<CharacterSet> Expressions::PatternReader::members() {
  CharacterSet set;
  for (bool first = true; !rest_.empty() && (first || !at("]")); first = false) {
    if (at("[:")) return std::nullopt;
    if (at("\\")) {
      if (const auto named = class_after_backslash()) {
        set.insert(set.end(), named->begin(), named->end());
        continue;
      }
    }
    const auto low = code_point();
    auto high = low;
    if (at("-") && !at("-]")) {
      take("-");
      high = code_point();
    }
    if (!low || !high || *high < *low) return std::nullopt;
    set.push_back({*low, *high});
  }
  return set;
}

// "\\d", "\\p{Lu}"; absent, and nothing taken, where a character stands.
std::optional<CharacterSet> Expressions::PatternReader::class_after_backslash() {
  if (!any_case_ && take("\\p{Lu}")) {
    static const CharacterSet upper = capitals();
    return upper;
  }
  auto set = named_class(rest_[1]);
  if (set) rest_.remove_prefix(2);
  return set;
}

std::optional<std::uint32_t> Expressions::PatternReader::code_point() {
  return take("\\") ? escaped() : take_code_point(rest_);
}

// After the backslash.
std::optional<std::uint32_t> Expressions::PatternReader::escaped() {
  if (take("t")) return '\t';
  if (take("x")) {
    const bool braces = take("{");
    const std::size_t size = braces ? rest_.find('}') : 2;
    if (size == rest_.npos || size > rest_.size()) return std::nullopt;
    const std::string digits(rest_.substr(0, size));
    rest_.remove_prefix(size + (braces ? 1 : 0));
    return static_cast<std::uint32_t>(std::stoul("0" + digits, nullptr, 16));
  }
  const char kind = rest_.empty() ? 'Q' : rest_[0];
  const bool letter = (kind >= 'a' && kind <= 'z') || (kind >= 'A' && kind <= 'Z');
  if (letter || (kind >= '0' && kind <= '9')) return std::nullopt;
  return take_code_point(rest_);
}

Id Expressions::PatternReader::set_of(CharacterSet set, bool negated) {
  put_in_order(set);
  // A class that is the opposite of another has no case that it could lose.
  const bool whole = !set.empty() && set.back().last == last_code_point;
  if (any_case_ && !whole && !add_other_cases(set)) return lost();
  const auto id = expressions_.set(negated ? all_but(set) : set);
  return id ? *id : lost();
}

std::optional<Id> Expressions::read(std::string_view re2) {
  groups_ = 0;
  return PatternReader(re2, *this).whole();
}

}  // namespace muistio
