#include "rules/rulebook_needs.h"

#include <algorithm>
#include <cstdint>
#include <iterator>
#include <optional>
#include <unordered_map>
#include <utility>

namespace muistio {
namespace {

using Texts = NeededTexts;

constexpr std::size_t kMostExact = 64;
constexpr std::size_t kMostOfClass = 12;
constexpr std::size_t kMostLists = 3;
constexpr std::size_t kLongOption = 400;  // Bytes of an optional part that is not worth reading.
constexpr std::size_t kWorthRemembering = 60;  // Bytes of a group.
constexpr int kMaxDepth = 200;

// What expand() makes of a space.
constexpr std::string_view kSpace = R"((?:[ \x{A0}\x{2000}-\x{200A}\x{202F}]+))";

// What is known of a part of a pattern: all the texts it can be (kWordEdge in them stands for
// white space or the end of the match), or else lists as of needed_texts(), best first.
struct Known {
  std::optional<Texts> exact;
  std::vector<Texts> needed;
};

Known only(std::string text) {
  return {Texts{std::move(text)}, {}};
}

bool is_letter(char c) {
  return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
}

// How seldom lines hold the text, roughly.
double rarity_of(const std::string& text) {
  const auto edges = static_cast<double>(std::count(text.begin(), text.end(), kWordEdge));
  const double length = static_cast<double>(text.size()) - edges;
  if (length > 1) return length + edges / 2;
  if (length == 0) return 0;
  const char c = text[text.size() > 1 && text[0] == kWordEdge ? 1 : 0];
  const double rarity = is_letter(c) ? 0.2 : c >= '0' && c <= '9' ? 1 : 0.5;
  return rarity + edges / 4;
}

double rarity_of(const Texts& texts) {
  double rarity = texts.empty() ? 0 : 8;
  for (const std::string& text : texts) rarity = std::min(rarity, rarity_of(text));
  return rarity;
}

// The longest part between what stands for white space, with the edges it has there.
std::string best_part(const std::string& text) {
  std::string best;
  for (std::size_t begin = 0; begin <= text.size();) {
    const std::size_t edge = std::min(text.find(kWordEdge, begin), text.size());
    const std::size_t first = begin > 0 ? begin - 1 : 0;
    std::string part = text.substr(first, std::min(edge + 1, text.size()) - first);
    if (rarity_of(part) > rarity_of(best)) best = std::move(part);
    begin = edge + 1;
  }
  return best;
}

void remove_doubles(Texts& texts) {
  std::sort(texts.begin(), texts.end());
  texts.erase(std::unique(texts.begin(), texts.end()), texts.end());
}

void add_list(std::vector<Texts>& lists, const Texts& more) {
  if (rarity_of(more) == 0) return;
  const auto is_rarer = [](const Texts& one, const Texts& other) {
    const double mine = rarity_of(one), its = rarity_of(other);
    return mine != its ? mine > its : one.size() < other.size();
  };
  lists.insert(std::upper_bound(lists.begin(), lists.end(), more, is_rarer), more);
  if (lists.size() > kMostLists) lists.pop_back();
}

void add_exact(std::vector<Texts>& lists, const Texts& exact) {
  Texts parts;
  for (const std::string& text : exact) parts.push_back(best_part(text));
  remove_doubles(parts);
  add_list(lists, parts);
}

std::vector<Texts> needed_of(const Known& known) {
  std::vector<Texts> lists = known.needed;
  if (known.exact) add_exact(lists, *known.exact);
  return lists;
}

// What stands one after the other.
class Sequence {
 public:
  void add(Known next) {
    if (next.exact && next.exact->size() * run_.size() <= kMostExact) {
      Texts longer;
      for (const std::string& before : run_)
        for (const std::string& after : *next.exact) longer.push_back(before + after);
      run_ = std::move(longer);
      return;
    }
    end_run();
    for (const Texts& list : next.needed) add_list(needed_, list);
    if (next.exact && next.exact->size() <= kMostExact) {
      run_ = std::move(*next.exact);
    } else {
      if (next.exact) add_exact(needed_, *next.exact);
      run_ = {""};
    }
  }

  Known known() && {
    if (whole_) return {std::move(run_), {}};
    end_run();
    return {std::nullopt, std::move(needed_)};
  }

 private:
  void end_run() {
    whole_ = false;
    add_exact(needed_, run_);
  }

  Texts run_{""};
  std::vector<Texts> needed_;
  bool whole_ = true;
};

Known either(std::vector<Known> branches) {
  if (branches.size() == 1) return std::move(branches[0]);
  const bool exact = std::all_of(branches.begin(), branches.end(),
                                 [](const Known& branch) { return branch.exact.has_value(); });
  if (exact) {
    Texts all;
    for (Known& branch : branches)
      std::move(branch.exact->begin(), branch.exact->end(), std::back_inserter(all));
    remove_doubles(all);
    return {std::move(all), {}};
  }
  // Of each branch one list counts: its next one, or its last.
  std::vector<Texts> all;
  std::vector<std::vector<Texts>> of_branches;
  for (const Known& branch : branches) {
    of_branches.push_back(needed_of(branch));
    if (of_branches.back().empty()) return {};
    all.resize(std::max(all.size(), of_branches.back().size()));
  }
  for (std::size_t list = 0; list < all.size(); ++list) {
    for (const std::vector<Texts>& lists : of_branches) {
      const Texts& texts = lists[std::min(list, lists.size() - 1)];
      all[list].insert(all[list].end(), texts.begin(), texts.end());
    }
    remove_doubles(all[list]);
  }
  return {std::nullopt, std::move(all)};
}

std::string utf8(std::uint32_t point) {
  if (point < 0x80) return std::string(1, static_cast<char>(point));
  const char last = static_cast<char>(0x80 | (point & 0x3F));
  if (point < 0x800) return {static_cast<char>(0xC0 | point >> 6), last};
  return {static_cast<char>(0xE0 | point >> 12), static_cast<char>(0x80 | (point >> 6 & 0x3F)),
          last};
}

// Marks, and letters whose other case is a Latin-1 letter too.
bool is_plain(std::uint32_t point) {
  const bool latin =
      point < 0x80 || (point > 0xA0 && point < 0xFF && point != 0xB5 && point != 0xDF);
  return (latin && point != static_cast<unsigned char>(kWordEdge)) ||
         (point >= 0x2010 && point < 0x20D0);
}

}  // namespace

// What is known of groups, by their text and by what stands before them.
struct NeedsReader::Memory {
  std::unordered_map<std::string, Known> known[2];
};

// Reads a pattern that RE2 accepts. What it does not understand makes it give up.
class NeedsReader::PatternReader {
 public:
  PatternReader(std::string_view pattern, Memory& memory) : rest_(pattern), memory_(memory) {}

  std::vector<Texts> needed() {
    Sequence match;
    match.add(alternatives(true));
    match.add(only(std::string(1, kWordEdge)));
    if (lost_ || !rest_.empty()) return {};
    return needed_of(std::move(match).known());
  }

 private:
  bool at(std::string_view text) const { return rest_.starts_with(text); }
  bool take(std::string_view text) {
    if (!at(text)) return false;
    rest_.remove_prefix(text.size());
    return true;
  }
  Known lost() {
    lost_ = true;
    rest_ = {};
    return {};
  }

  // `edge`: that of a word stands before them.
  Known alternatives(bool edge);
  Known sequence(bool edge);
  Known repeated(Known once);
  Known atom(bool edge);
  Known group(bool edge, std::size_t size);
  std::size_t size_of_group() const;
  Known character_class();
  Known character();
  std::optional<std::uint32_t> code_point();
  std::optional<std::uint32_t> escaped();
  std::optional<std::uint32_t> hexadecimal();

  std::string_view rest_;
  Memory& memory_;
  int depth_ = 0;
  bool lost_ = false;
};

Known NeedsReader::PatternReader::alternatives(bool edge) {
  if (++depth_ > kMaxDepth) return lost();
  std::vector<Known> branches;
  do branches.push_back(sequence(edge));
  while (take("|"));
  --depth_;
  return either(std::move(branches));
}

Known NeedsReader::PatternReader::sequence(bool edge) {
  Sequence sequence;
  if (edge) sequence.add(only(std::string(1, kWordEdge)));
  while (!rest_.empty() && !at("|") && !at(")")) {
    const bool is_space = at(kSpace);
    Known once = atom(edge);
    edge = is_space && !at("?") && !at("*") && !at("{");
    sequence.add(repeated(std::move(once)));
  }
  return std::move(sequence).known();
}

Known NeedsReader::PatternReader::repeated(Known once) {
  while (!rest_.empty()) {
    if (take("?")) {
      once.needed.clear();
      if (once.exact) once.exact->push_back("");
    } else if (take("*")) {
      once = {};
    } else if (take("+")) {
      once = {std::nullopt, needed_of(once)};
    } else if (at("{") && rest_.size() > 1 && rest_[1] >= '0' && rest_[1] <= '9') {
      const bool may_be_none = rest_[1] == '0';
      const std::size_t close = rest_.find('}');
      if (close == rest_.npos) return lost();
      rest_.remove_prefix(close + 1);
      once = {std::nullopt, may_be_none ? std::vector<Texts>() : needed_of(once)};
    } else {
      break;
    }
  }
  return once;
}

Known NeedsReader::PatternReader::atom(bool edge) {
  if (take(kSpace)) return only(std::string(1, kWordEdge));
  if (at("(")) {
    const std::size_t size = size_of_group();
    if (size > kLongOption && rest_.substr(size).starts_with("?")) {
      rest_.remove_prefix(size + 1);
      return {};
    }
    return group(edge, size);
  }
  if (at("[")) return character_class();
  if (take(".")) return {};
  if (take("^") || take("$")) return only("");
  if (at("{") || at("*") || at("+") || at("?")) return lost();
  return character();
}

// Of the group at the beginning of the rest: its bytes, or 0 where it is not closed.
std::size_t NeedsReader::PatternReader::size_of_group() const {
  std::size_t open = 0;
  bool in_class = false;
  for (std::size_t i = 0; i < rest_.size(); ++i) {
    const char c = rest_[i];
    if (c == '\\') {
      ++i;
    } else if (in_class) {
      in_class = c != ']';
    } else if (c == '[') {
      in_class = true;
      if (rest_.substr(i + 1).starts_with("^")) ++i;
      if (rest_.substr(i + 1).starts_with("]")) ++i;
    } else if (c == '(') {
      ++open;
    } else if (c == ')' && --open == 0) {
      return i + 1;
    }
  }
  return 0;
}

Known NeedsReader::PatternReader::group(bool edge, std::size_t size) {
  const std::string_view whole = rest_.substr(0, size);
  rest_.remove_prefix(1);
  if (take("?P<")) {
    rest_.remove_prefix(std::min(rest_.find('>'), rest_.size() - 1) + 1);
  } else if (take("?")) {
    const std::size_t flags = rest_.find_first_not_of("imsU-");
    if (flags == rest_.npos) return lost();
    const char end = rest_[flags];
    rest_.remove_prefix(flags + 1);
    if (end == ')') return only("");
    if (end != ':') return lost();
  }
  if (whole.size() < kWorthRemembering || lost_) {
    Known inside = alternatives(edge);
    return take(")") ? inside : lost();
  }
  const auto inner = static_cast<std::size_t>(rest_.data() - whole.data());
  auto& known = memory_.known[edge ? 1 : 0];
  const auto [entry, is_new] = known.try_emplace(std::string(whole.substr(inner)));
  if (!is_new) {
    rest_.remove_prefix(whole.size() - inner);
    return entry->second;
  }
  Known inside = alternatives(edge);
  if (!take(")")) return lost();
  return known[std::string(whole.substr(inner))] = std::move(inside);
}

Known NeedsReader::PatternReader::character_class() {
  rest_.remove_prefix(1);
  const bool negated = take("^");
  bool unknown = negated;
  Texts members;
  for (bool first = true; !rest_.empty() && (first || !at("]")); first = false) {
    if (at("[:")) return lost();
    const bool digits = take("\\d");
    const auto low = digits ? std::optional<std::uint32_t>('0') : code_point();
    auto high = digits ? std::optional<std::uint32_t>('9') : low;
    if (!digits && at("-") && !at("-]")) {
      take("-");
      high = code_point();
    }
    if (lost_) return {};
    unknown = unknown || !low || !high || *high - *low >= kMostOfClass;
    if (unknown) continue;
    for (std::uint32_t point = *low; point <= *high; ++point) {
      unknown = unknown || !is_plain(point);
      members.push_back(utf8(point));
    }
  }
  if (!take("]")) return lost();
  remove_doubles(members);
  if (unknown || members.size() > kMostOfClass) return {};
  return {std::move(members), {}};
}

Known NeedsReader::PatternReader::character() {
  if (take("\\d")) return {Texts{"0", "1", "2", "3", "4", "5", "6", "7", "8", "9"}, {}};
  if (take("\\b") || take("\\B") || take("\\A") || take("\\z")) return only("");
  const auto point = code_point();
  if (!point || !is_plain(*point)) return {};
  return only(utf8(*point));
}

// The next character; absent where it may be one of many.
std::optional<std::uint32_t> NeedsReader::PatternReader::code_point() {
  if (take("\\")) return escaped();
  if (rest_.empty()) {
    lost();
    return std::nullopt;
  }
  const auto byte = [&](std::size_t at) { return static_cast<unsigned char>(rest_[at]); };
  const std::size_t length = byte(0) < 0x80 ? 1 : byte(0) < 0xE0 ? 2 : byte(0) < 0xF0 ? 3 : 4;
  if (length > rest_.size()) {
    lost();
    return std::nullopt;
  }
  std::uint32_t point = length == 1 ? byte(0) : byte(0) & (0xFFU >> (length + 1));
  for (std::size_t i = 1; i < length; ++i) point = point << 6 | (byte(i) & 0x3FU);
  rest_.remove_prefix(length);
  return point;
}

// After the backslash.
std::optional<std::uint32_t> NeedsReader::PatternReader::escaped() {
  if (take("t")) return '\t';
  if (take("x")) return hexadecimal();
  const char kind = rest_.empty() ? 'Q' : rest_[0];
  const bool set = std::string_view("pPDwWsSC").find(kind) != std::string_view::npos;
  const bool sign = !is_letter(kind) && !(kind >= '0' && kind <= '9');
  if (!set && !sign) {
    lost();
    return std::nullopt;
  }
  if (sign) return code_point();
  rest_.remove_prefix(1);
  if (kind == 'p' || kind == 'P') {
    const std::size_t name = at("{") ? rest_.find('}') : 0;
    rest_.remove_prefix(std::min(name, rest_.size() - 1) + 1);
  }
  return std::nullopt;
}

std::optional<std::uint32_t> NeedsReader::PatternReader::hexadecimal() {
  const bool braces = take("{");
  const std::size_t size = braces ? rest_.find('}') : 2;
  std::uint32_t point = 0;
  if (size == rest_.npos || size > rest_.size() || size > 8) {
    lost();
    return std::nullopt;
  }
  for (const char c : rest_.substr(0, size)) {
    const std::size_t digit = std::string_view("0123456789abcdef").find(c | 0x20);
    point = point * 16 + static_cast<std::uint32_t>(digit & 15);
  }
  rest_.remove_prefix(size + (braces ? 1 : 0));
  return point;
}

NeedsReader::NeedsReader() : memory_(std::make_unique<Memory>()) {}
NeedsReader::~NeedsReader() = default;

std::vector<NeededTexts> NeedsReader::needed_texts(std::string_view re2) {
  return PatternReader(re2, *memory_).needed();
}

}  // namespace muistio
