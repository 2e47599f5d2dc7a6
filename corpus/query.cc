#include "corpus/query.h"

#include <algorithm>
#include <array>
#include <cctype>

#include "corpus/unicode.h"

namespace muistio {
namespace {

constexpr std::size_t longest_query = 4000;  // Bytes.
constexpr std::size_t most_words = 64;
constexpr int deepest = 20;
constexpr int farthest_near = 100;
// Also as papers and phones write them; any of them ends a phrase.
constexpr std::array<std::string_view, 6> quotation_marks{"\"", "”", "“", "„", "»", "«"};

constexpr std::array fields{
    FieldName{Field::decision, "päätös", "decision", "beslut", "text of a decision"},
    FieldName{Field::action, "tehtävä", "action", "åtgärd", "text of a task"},
    FieldName{Field::item, "kohta", "item", "ärende", "title of an agenda item"},
    FieldName{Field::attendee, "osallistuja", "attendee", "deltagare",
              "name of somebody present or absent"},
    FieldName{Field::chair, "puheenjohtaja", "chair", "ordförande", "name of the chair"},
    FieldName{Field::body, "toimielin", "body", "organ", "name of the body that met"},
    FieldName{Field::title, "otsikko", "title", "rubrik", "title of the meeting"},
    FieldName{Field::place, "paikka", "place", "plats", "place of the meeting"},
    FieldName{Field::date, "pvm", "date", "datum",
              "day of the meeting: 2014, 2014-04..2014-06, 3.2.2014"},
    FieldName{Field::kind, "laji", "kind", "typ",
              "minutes, memo, agenda...; of decisions: elected, approved, rejected..."},
};

struct KindName {
  std::string_view name;
  MemoKind kind;
};
constexpr std::array finnish_kinds{
    KindName{"pöytäkirja", MemoKind::minutes}, KindName{"muistio", MemoKind::memo},
    KindName{"esityslista", MemoKind::agenda}, KindName{"asialista", MemoKind::agenda},
    KindName{"kutsu", MemoKind::notice},       KindName{"ilmoitus", MemoKind::notice},
    KindName{"tiedote", MemoKind::release},    KindName{"kirje", MemoKind::letter},
    KindName{"muu", MemoKind::other},
};

std::optional<MemoKind> parse_kind(std::string_view word) {
  for (const KindName& row : finnish_kinds)
    if (row.name == word) return row.kind;
  return parse_name<MemoKind>(word);
}

struct DecisionKindName {
  std::string_view name;
  DecisionKind kind;
};
constexpr std::array finnish_decision_kinds{
    DecisionKindName{"valinta", DecisionKind::elected},
    DecisionKindName{"hyväksyntä", DecisionKind::approved},
    DecisionKindName{"päätös", DecisionKind::decided},
    DecisionKindName{"sopimus", DecisionKind::agreed},
    DecisionKindName{"ehdotus", DecisionKind::proposed},
    DecisionKindName{"tiedoksi", DecisionKind::noted},
    DecisionKindName{"hylkäys", DecisionKind::rejected},
    DecisionKindName{"pöydälle", DecisionKind::tabled},
    DecisionKindName{"toimeksianto", DecisionKind::assigned},
};

std::optional<DecisionKind> parse_decision_kind(std::string_view word) {
  for (const DecisionKindName& row : finnish_decision_kinds)
    if (row.name == word) return row.kind;
  return parse_name<DecisionKind>(word);
}

std::optional<Field> parse_field(std::string_view name) {
  for (const FieldName& row : fields)
    if (row.finnish == name || row.english == name || row.swedish == name) return row.field;
  return std::nullopt;
}

// What a Finnish or Swedish word may end in behind a colon: "STM:n", "EU:ssa", "VD:s".
constexpr std::array<std::string_view, 41> colon_endings{
    "n",   "a",   "ä",    "ta",  "tä",  "t",    "i",   "in",  "iin", "hin", "han",
    "hän", "hen", "hon",  "hön", "een", "seen", "aan", "ään", "ssa", "ssä", "sta",
    "stä", "lla", "llä",  "lta", "ltä", "lle",  "na",  "nä",  "ksi", "tta", "ttä",
    "ien", "jen", "iden", "eja", "ejä", "s",    "en",  "et"};

bool is_colon_ending(std::string_view text) {
  return std::find(colon_endings.begin(), colon_endings.end(), text) != colon_endings.end();
}

bool is_small_letter(char c) {
  return c >= 'a' && c <= 'z';
}

// A word and nothing else: "person", "foo"; not "12", not "k:lo".
bool is_plain_name(std::string_view text) {
  constexpr std::size_t shortest = 2;
  return code_points(text) >= shortest && std::all_of(text.begin(), text.end(), [](char c) {
           const auto byte = static_cast<unsigned char>(c);
           return byte >= 0x80 || std::isalpha(byte) != 0;
         });
}

std::string names_of_fields() {
  std::string names;
  for (const FieldName& row : fields) {
    if (!names.empty()) names += ", ";
    names.append(row.finnish).append(" (").append(row.english).append(")");
  }
  return names;
}

bool is_digits(std::string_view text) {
  return !text.empty() && std::all_of(text.begin(), text.end(), is_digit);
}

std::string two_digits(std::string_view number) {
  return number.size() == 1 ? "0" + std::string(number) : std::string(number);
}

std::vector<std::string_view> split(std::string_view text, char separator) {
  std::vector<std::string_view> parts;
  while (true) {
    const std::size_t end = text.find(separator);
    parts.push_back(text.substr(0, end));
    if (end == std::string_view::npos) return parts;
    text.remove_prefix(end + 1);
  }
}

// 2014, 2014-04, 2014-04-02, 4.2014, 2.4.2014 as EDTF.
std::optional<std::string> parse_date(std::string_view text) {
  std::vector<std::string_view> parts = split(text, '-');
  if (parts.size() == 1) {
    parts = split(text, '.');
    std::reverse(parts.begin(), parts.end());
  }
  if (parts.size() > 3 || parts[0].size() != 4 || !is_digits(parts[0])) return std::nullopt;
  std::string date(parts[0]);
  for (std::size_t i = 1; i < parts.size(); ++i) {
    if (!is_digits(parts[i]) || parts[i].size() > 2) return std::nullopt;
    const int value = std::stoi(std::string(parts[i]));
    if (value < 1 || value > (i == 1 ? 12 : 31)) return std::nullopt;
    date += "-" + two_digits(parts[i]);
  }
  return date;
}

std::optional<DateRange> parse_range(std::string_view text) {
  const std::size_t dots = text.find("..");
  if (dots == std::string_view::npos) {
    const auto date = parse_date(text);
    if (!date) return std::nullopt;
    return DateRange{*date, *date};
  }
  const std::string_view first = text.substr(0, dots), last = text.substr(dots + 2);
  if (first.empty() && last.empty()) return std::nullopt;
  DateRange range;
  for (const auto& [part, bound] : {std::pair{first, &range.first}, {last, &range.last}}) {
    if (part.empty()) continue;
    const auto date = parse_date(part);
    if (!date) return std::nullopt;
    *bound = *date;
  }
  return range;
}

// Whether no day can lie in the range: of "2014-05..2014" some do.
bool is_backward(const DateRange& range) {
  const std::size_t common = std::min(range.first.size(), range.last.size());
  return range.first.substr(0, common) > range.last.substr(0, common);
}

// Whether there is anything in the text that an index could hold.
bool has_letter_or_digit(std::string_view text) {
  for (std::size_t i = 0; i < text.size(); ++i) {
    const auto byte = static_cast<unsigned char>(text[i]);
    if (byte < 0x80 && std::isalnum(byte) != 0) return true;
    // inside_word() asks of both sides, so the character is put beside itself.
    if (byte >= 0xc0) {
      const std::size_t end = next_character(text, i);
      const std::string twice =
          std::string(text.substr(i, end - i)) + std::string(text.substr(i, end - i));
      if (inside_word(twice, end - i)) return true;
    }
  }
  return false;
}

class Parser {
 public:
  explicit Parser(std::string_view text) : text_(text) {}

  Result<QueryNode> parse() {
    if (text_.size() > longest_query) {
      return Error{ErrorCode::bad_usage, "", "the query is too long; 4,000 bytes are the limit"};
    }
    QueryNode query = all();
    if (!error_ && at_ < text_.size()) fail(at_, "this ) has no ( before it");
    if (!error_ && !asks_for_something(query)) {
      fail(0, has_letter_or_digit(text_) ? "this says only what not to find; add a word to find"
                                         : "there is no word in the query");
    }
    if (error_) return *error_;
    return query;
  }

 private:
  static bool asks_for_something(const QueryNode& node) {
    switch (node.kind) {
      case QueryNode::Kind::none:
        return false;
      case QueryNode::Kind::all:
        return std::any_of(node.children.begin(), node.children.end(), asks_for_something);
      case QueryNode::Kind::any:
        return !node.children.empty() &&
               std::all_of(node.children.begin(), node.children.end(), asks_for_something);
      default:
        return true;
    }
  }

  void fail(std::size_t place, const std::string& message) {
    if (error_) return;
    const std::string before(text_.substr(0, place));
    std::string shown(text_);
    std::replace(shown.begin(), shown.end(), '\n', ' ');
    error_ = Error{ErrorCode::bad_usage, "",
                   message + "\n  " + shown + "\n  " + std::string(code_points(before), ' ') + "^"};
    at_ = text_.size();
  }

  void skip_spaces() {
    while (at_ < text_.size() && std::isspace(static_cast<unsigned char>(text_[at_])) != 0) ++at_;
  }

  bool is_end_of_word(std::size_t offset) const {
    return offset >= text_.size() || std::isspace(static_cast<unsigned char>(text_[offset])) != 0 ||
           std::string_view("()").find(text_[offset]) != std::string_view::npos ||
           quotation_mark_size(offset) > 0;
  }

  // In bytes; 0 where none stands.
  std::size_t quotation_mark_size(std::size_t offset) const {
    const std::string_view rest = text_.substr(std::min(offset, text_.size()));
    for (const std::string_view mark : quotation_marks)
      if (rest.starts_with(mark)) return mark.size();
    return 0;
  }

  // Takes one of the operator words if it stands here as a word of its own.
  bool take_operator(std::initializer_list<std::string_view> names) {
    skip_spaces();
    for (const std::string_view name : names) {
      if (text_.substr(at_).starts_with(name) && is_end_of_word(at_ + name.size())) {
        at_ += name.size();
        return true;
      }
    }
    return false;
  }

  QueryNode all() {
    QueryNode node;
    node.at.begin = at_;
    if (++depth_ > deepest) fail(at_, "there are too many ( inside each other");
    while (true) {
      (void)take_operator({"AND", "JA"});
      skip_spaces();
      if (at_ >= text_.size() || text_[at_] == ')') break;
      if (auto child = any()) node.children.push_back(std::move(*child));
    }
    --depth_;
    node.at.end = at_;
    return node;
  }

  std::optional<QueryNode> any() {
    const std::size_t begin = at_;
    if (take_operator({"OR", "TAI", "|"})) {
      fail(begin, "there is nothing before this OR");
      return std::nullopt;
    }
    QueryNode node;
    node.kind = QueryNode::Kind::any;
    node.at.begin = begin;
    while (true) {
      if (auto child = one()) node.children.push_back(std::move(*child));
      const std::size_t place = at_;
      if (!take_operator({"OR", "TAI", "|"})) break;
      skip_spaces();
      if (at_ >= text_.size() || text_[at_] == ')')
        fail(place + 1, "there is nothing after this OR");
    }
    node.at.end = at_;
    if (node.children.empty()) return std::nullopt;
    if (node.children.size() == 1) return std::move(node.children.front());
    return node;
  }

  std::optional<QueryNode> one() {
    skip_spaces();
    if (at_ >= text_.size() || text_[at_] == ')') return std::nullopt;
    const std::size_t begin = at_;
    const bool minus = text_[at_] == '-' && at_ + 1 < text_.size() && !is_space_at(at_ + 1);
    if (minus) ++at_;
    if (!minus && !take_operator({"NOT", "EI"})) return positive();
    if (++depth_ > deepest) fail(at_, "there are too many minuses");
    auto child = one();
    --depth_;
    if (!child) {
      if (has_letter_or_digit(text_)) fail(begin, "there is nothing after this");
      return std::nullopt;
    }
    QueryNode node;
    node.kind = QueryNode::Kind::none;
    node.at = {begin, at_};
    node.children.push_back(std::move(*child));
    return node;
  }

  bool is_space_at(std::size_t offset) const {
    return std::isspace(static_cast<unsigned char>(text_[offset])) != 0;
  }

  std::optional<QueryNode> positive() {
    if (at_ >= text_.size()) return std::nullopt;
    if (text_[at_] == '(') return group();
    if (text_.substr(at_).starts_with("NEAR(")) return near();
    const std::size_t begin = at_;
    if (text_.substr(at_).starts_with("NEAR/") || take_operator({"NEAR"}))
      fail(begin, "NEAR stands before what it is about: NEAR(koulu maksu, 5)");
    const auto [field, exact] = field_here();
    if (field == Field::date || field == Field::kind) return value(field, begin);
    if (at_ < text_.size() && text_[at_] == '(') {
      QueryNode node = group();
      set_field(node, field, exact);
      return node;
    }
    auto node = words(begin);
    if (node) set_field(*node, field, exact);
    return node;
  }

  static void set_field(QueryNode& node, Field field, bool exact) {
    if (node.field == Field::text) node.field = field;
    if (node.field != Field::text) node.section = false;
    node.exact = node.exact || exact;
    for (QueryNode& child : node.children) set_field(child, field, exact);
  }

  QueryNode group() {
    const std::size_t begin = at_++;
    QueryNode node = all();
    if (at_ < text_.size() && text_[at_] == ')') {
      ++at_;
      if (node.children.empty() && !error_) fail(begin, "there is nothing between ( and )");
    } else {
      fail(begin, "this ( has no ) after it");
    }
    return node;
  }

  // NEAR(a b "c d", 5)
  QueryNode near() {
    const std::size_t begin = at_;
    at_ += std::string_view("NEAR").size();
    const std::size_t close = text_.find(')', at_);
    QueryNode node = group();
    node.kind = QueryNode::Kind::near;
    node.at = {begin, at_};
    if (error_) return node;
    const std::size_t comma = text_.substr(0, close).rfind(',');
    if (comma != std::string_view::npos && comma > begin && !node.children.empty()) {
      std::string number(text_.substr(comma + 1, close - comma - 1));
      std::erase(number, ' ');
      if (!is_digits(number) || number.size() > 3 || std::stoi(number) > farthest_near) {
        fail(comma + 1, "after the comma stands how many words may lie between, 100 at most");
        return node;
      }
      node.distance = std::stoi(number);
      node.children.pop_back();
    }
    for (const QueryNode& child : node.children) {
      if (child.kind != QueryNode::Kind::words || child.field != Field::text) {
        fail(child.at.begin, "NEAR takes only words and phrases");
      }
    }
    if (node.children.size() < 2) fail(begin, "NEAR takes two words or more");
    return node;
  }

  // "päätös:" and "exact:" before a word, in any order; a colon that follows no field's
  // name belongs to the word.
  std::pair<Field, bool> field_here() {
    Field field = Field::text;
    bool exact = false;
    while (true) {
      std::size_t end = at_;
      while (!is_end_of_word(end) && text_[end] != ':') ++end;
      if (end >= text_.size() || text_[end] != ':') return {field, exact};
      const std::string name = lower_case(text_.substr(at_, end - at_));
      if (name == "exact" || name == "tarkka") {
        exact = true;
      } else if (const auto known = parse_field(name)) {
        field = *known;
      } else {
        if (is_unknown_field(name, end + 1)) {
          fail(at_, "there is no field '" + name + "'; the fields are " + names_of_fields() +
                        "; put the words in quotation marks to look for them as they stand");
        }
        return {field, exact};
      }
      at_ = end + 1;
    }
  }

  // Of "person:virtanen" and not of "STM:n", "12:30", "Aika:" and addresses.
  bool is_unknown_field(const std::string& name, std::size_t after) const {
    if (!is_plain_name(name) || after >= text_.size() || is_space_at(after)) return false;
    if (quotation_mark_size(after) > 0 || text_[after] == '(') return true;
    std::size_t end = after;
    while (!is_end_of_word(end)) ++end;
    const std::string_view rest = text_.substr(after, end - after);
    // "EU:hun": capitals with an ending.
    constexpr std::size_t longest_ending = 6;
    const std::string_view typed = text_.substr(at_, after - 1 - at_);
    const bool is_inflected = std::none_of(typed.begin(), typed.end(), is_small_letter) &&
                              code_points(rest) <= longest_ending && is_plain_name(rest) &&
                              lower_case(rest) == rest;
    return !is_inflected && !is_colon_ending(lower_case(rest)) && !rest.starts_with("//") &&
           has_letter_or_digit(rest);
  }

  std::string_view take_word() {
    const std::size_t begin = at_;
    if (const std::size_t mark = quotation_mark_size(at_); mark > 0) {
      std::size_t end = at_ + mark;
      while (end < text_.size() && quotation_mark_size(end) == 0) ++end;
      if (end == text_.size()) {
        fail(begin, "this quotation mark has no partner");
        return {};
      }
      at_ = end + quotation_mark_size(end);
      return text_.substr(begin + mark, end - begin - mark);
    }
    while (!is_end_of_word(at_)) ++at_;
    std::string_view word = text_.substr(begin, at_ - begin);
    while (word.ends_with(',')) word.remove_suffix(1);
    return word;
  }

  // "2014-04–2014-06" as "2014-04..2014-06".
  static std::string with_plain_dash(std::string word) {
    const std::size_t dash = word.find("–");
    return dash == std::string::npos ? word
                                     : word.replace(dash, std::string_view("–").size(), "..");
  }

  // " - 2014-06" as "..2014-06", also with other dashes or dots; empty where no date follows.
  std::string rest_of_range() {
    const std::size_t before = at_;
    if (take_operator({"-", "–", ".."})) {
      skip_spaces();
      const std::size_t begin = at_;
      while (!is_end_of_word(at_)) ++at_;
      const std::string_view last = text_.substr(begin, at_ - begin);
      if (parse_date(last)) return ".." + std::string(last);
    }
    at_ = before;
    return "";
  }

  std::optional<QueryNode> value(Field field, std::size_t begin) {
    const std::size_t place = at_;
    std::string word = lower_case(take_word());
    if (field == Field::date) word = with_plain_dash(word) + rest_of_range();
    QueryNode node;
    node.field = field;
    node.at = {begin, at_};
    if (field == Field::kind) {
      const auto kind = parse_kind(word);
      if (!kind) node.decision_kind = parse_decision_kind(word);
      if (!kind && !node.decision_kind) {
        fail(place,
             "the kinds are minutes, memo, agenda, notice, release, letter, other; of decisions: "
             "elected, approved, decided, agreed, proposed, noted, rejected, tabled, assigned");
      }
      node.kind = QueryNode::Kind::kind;
      node.memo_kind = kind.value_or(MemoKind::other);
      return node;
    }
    const auto range = parse_range(word);
    if (!range) {
      fail(place, "write dates as 2014, 2014-04, 2014-04-02 or 2.4.2014, or two with .. between");
    } else if (is_backward(*range)) {
      fail(place, "the first date comes after the last; write the earlier one first");
    }
    node.kind = QueryNode::Kind::dates;
    node.dates = range.value_or(DateRange{});
    return node;
  }

  // " 000" after "10".
  std::string rest_of_number() {
    std::string rest;
    while (true) {
      const std::size_t before = at_;
      skip_spaces();
      const std::string_view group = text_.substr(at_, 3);
      if (at_ == before || !is_digits(group) || group.size() < 3 || !is_end_of_word(at_ + 3)) {
        at_ = before;
        return rest;
      }
      at_ += 3;
      rest.append(" ").append(group);
    }
  }

  // "§ 12", "§12:n" or "12 §", with quotation marks or without; empty where none stands here.
  // Zeros before the number are left out: "§ 029".
  std::string take_section() {
    const std::size_t before = at_;
    const std::size_t mark = quotation_mark_size(at_);
    at_ += mark;
    const bool sign_first = take_sign();
    if (sign_first) skip_spaces();
    const std::size_t begin = at_;
    while (at_ < text_.size() && is_digit(text_[at_])) ++at_;
    const std::size_t end = at_;
    if (!sign_first) skip_spaces();
    const bool is_section = end > begin && end - begin < 5 && (sign_first || take_sign());
    if (is_section && text_.substr(at_).starts_with(':'))
      while (!is_end_of_word(at_)) ++at_;
    const bool ends = mark > 0 ? quotation_mark_size(at_) > 0 : is_end_of_word(at_);
    const std::size_t digit = text_.substr(0, end).find_first_not_of('0', begin);
    if (!is_section || !ends || digit == std::string_view::npos) {
      at_ = before;
      return "";
    }
    at_ += mark > 0 ? quotation_mark_size(at_) : 0;
    return std::string(text_.substr(digit, end - digit));
  }

  bool take_sign() {
    static constexpr std::string_view sign = "§";
    const bool stands = text_.substr(std::min(at_, text_.size())).starts_with(sign);
    if (stands) at_ += sign.size();
    return stands;
  }

  // "https://kirjasto.fi/" as "kirjasto.fi"; absent where the word is no address.
  static std::optional<std::string_view> address_in(std::string_view word) {
    const std::size_t scheme = word.find("://");
    if (scheme == std::string_view::npos && !word.starts_with("www.")) return std::nullopt;
    if (scheme != std::string_view::npos) word.remove_prefix(scheme + 3);
    while (word.ends_with('/')) word.remove_suffix(1);
    return word;
  }

  std::optional<QueryNode> words(std::size_t begin) {
    if (std::string number = take_section(); !number.empty()) {
      QueryNode section;
      section.kind = QueryNode::Kind::words;
      section.words = {std::move(number)};
      section.section = true;
      section.at = {begin, at_};
      ++word_count_;
      return section;
    }
    const bool quoted = quotation_mark_size(at_) > 0;
    const bool bare = at_ == begin && !quoted;
    const std::size_t place = at_;
    std::string_view word = take_word();
    if (error_) return std::nullopt;
    QueryNode node;
    node.kind = QueryNode::Kind::words;
    if (const auto address = quoted ? std::nullopt : address_in(word)) {
      word = *address;
      node.exact = true;
    }
    // "word* is a prefix; so is the last word of "two wor*".
    if (word.ends_with('*')) {
      node.prefix = true;
      word.remove_suffix(1);
    } else if (quoted && at_ < text_.size() && text_[at_] == '*') {
      node.prefix = true;
      ++at_;
    }
    node.at = {begin, at_};
    for (const std::string_view part : split(word, ' ')) {
      if (has_letter_or_digit(part)) node.words.emplace_back(part);
    }
    if (!quoted && !node.prefix && is_digits(word) && word.size() <= 3 && word.front() != '0')
      node.words.front() += rest_of_number();
    if (node.words.empty()) {
      if (bare) return std::nullopt;  // Stray marks.
      fail(place, quoted ? "there is no word here" : "a word must stand here, without a space");
      return std::nullopt;
    }
    if (const std::size_t star = word.find('*');
        !quoted && star != std::string_view::npos && has_letter_or_digit(word.substr(star))) {
      fail(place + star, "a * stands at the end of a word: koulu*");
      return std::nullopt;
    }
    word_count_ += node.words.size();
    if (word_count_ > most_words) fail(begin, "there are too many words; 64 are the limit");
    return node;
  }

  std::string_view text_;
  std::size_t at_ = 0;
  std::size_t word_count_ = 0;
  int depth_ = 0;
  std::optional<Error> error_;
};

}  // namespace

std::span<const FieldName> field_table() {
  return fields;
}

Result<QueryNode> parse_query(std::string_view text) {
  const std::string clean = normalised(text);
  return Parser(clean).parse();
}

}  // namespace muistio
