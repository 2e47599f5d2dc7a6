#include "rules/rulebook_sieve.h"

#include <algorithm>
#include <string>
#include <utility>

namespace muistio {
namespace {

constexpr std::size_t kLists = 3;  // At most, of a rule.
constexpr std::uint8_t kEdge = 1;
constexpr std::uint32_t kNothing = 0xFFFFFFFF;

// Steps of a text that are looked for: what follows tells little more.
constexpr std::size_t kLongest = 7, kLongestOfMany = 4;
constexpr std::size_t kMany = 20'000;  // Texts.

// Signs that RE2 takes for the letters s, k and å, and two that look like letters to Edges.
constexpr std::array<std::string_view, 5> kOddSigns{"ſ", "\u212A", "\u212B", "×", "÷"};

// Capitals as small letters, and the second bytes of 'Ä' and 'ä' as one.
unsigned char folded(unsigned char byte) {
  if (byte >= 'A' && byte <= 'Z') return byte + 0x20;
  if (byte >= 0x80 && byte < 0xA0) return byte + 0x20;
  return byte;
}

enum class Shape : std::uint8_t { mark, letter, rest_of_character };

constexpr std::array<Shape, 256> shapes_of_bytes() {
  std::array<Shape, 256> shapes{};
  for (unsigned byte = 0; byte < 256; ++byte) {
    const bool letter = (byte >= 'a' && byte <= 'z') || (byte >= 'A' && byte <= 'Z') ||
                        (byte >= '0' && byte <= '9') || byte == 0xC3;
    shapes[byte] = byte >= 0x80 && byte < 0xC0 ? Shape::rest_of_character
                   : letter                    ? Shape::letter
                                               : Shape::mark;
  }
  return shapes;
}
constexpr std::array<Shape, 256> kShapes = shapes_of_bytes();

// Finds the edges of words, byte by byte. Letters beyond Latin-1 are taken for marks, so that
// there are too many edges rather than too few.
class Edges {
 public:
  // True where an edge stands before the byte.
  bool before(char c) {
    const Shape shape = kShapes[static_cast<unsigned char>(c)];
    if (shape == shape_ || shape == Shape::rest_of_character) return false;
    shape_ = shape;
    return true;
  }
  bool at_end() const { return shape_ == Shape::letter; }

 private:
  Shape shape_ = Shape::mark;
};

}  // namespace

// Grows the trie of the texts, then completes it breadth first.
class Sieve::Builder {
 public:
  Builder(Sieve& sieve, const std::vector<std::vector<NeededTexts>>& needed) : sieve_(sieve) {
    sieve_.set_size_ = needed.size() / 64 + 1;
    name_kinds(needed);
    add_state();
    sieve_.unneeded_.resize(kLists * sieve_.set_size_);
    RuleSet all(kLists * sieve_.set_size_);
    for (std::size_t rule = 0; rule < needed.size(); ++rule) {
      for (std::size_t list = 0; list < kLists; ++list) {
        const std::size_t bit = list * sieve_.set_size_ * 64 + rule;
        add_to(all, bit);
        if (list >= needed[rule].size()) {
          add_to(sieve_.unneeded_, bit);
        } else {
          for (const std::string& text : needed[rule][list]) add_to(rules_at(text), bit);
        }
      }
    }
    for (const std::string_view sign : kOddSigns) rules_at(sign) = all;
    complete();
  }

 private:
  void name_kinds(const std::vector<std::vector<NeededTexts>>& needed) {
    std::size_t count = 0;
    for (const std::vector<NeededTexts>& lists : needed) {
      for (const NeededTexts& texts : lists) {
        count += texts.size();
        for (const std::string& text : texts) name_kinds(text);
      }
    }
    for (const std::string_view sign : kOddSigns) name_kinds(sign);
    for (std::size_t byte = 0; byte < 256; ++byte)
      sieve_.kinds_[byte] = sieve_.kinds_[folded(static_cast<unsigned char>(byte))];
    if (count > kMany) longest_ = kLongestOfMany;
  }

  void name_kinds(std::string_view text) {
    for (const char c : text) {
      if (c == kWordEdge) continue;
      std::uint8_t& kind = sieve_.kinds_[folded(static_cast<unsigned char>(c))];
      if (kind == 0) kind = static_cast<std::uint8_t>(sieve_.kind_count_++);
    }
  }

  std::uint32_t add_state() {
    next_.resize(next_.size() + sieve_.kind_count_);
    seen_at_.push_back(kNothing);
    return static_cast<std::uint32_t>(seen_at_.size() - 1);
  }

  // The kinds that the text is to a look.
  std::vector<std::uint8_t> steps_of(std::string_view text) const {
    std::vector<std::uint8_t> steps;
    Edges edges;
    const bool edge_first = text.starts_with(kWordEdge);
    const bool edge_last = text.size() > 1 && text.ends_with(kWordEdge);
    text.remove_prefix(edge_first ? 1 : 0);
    text.remove_suffix(edge_last ? 1 : 0);
    for (const char c : text) {
      if (edges.before(c) && (!steps.empty() || edge_first)) steps.push_back(kEdge);
      steps.push_back(sieve_.kinds_[static_cast<unsigned char>(c)]);
    }
    if (edge_last && edges.at_end()) steps.push_back(kEdge);
    if (steps.size() > longest_) steps.resize(longest_);
    return steps;
  }

  RuleSet& rules_at(std::string_view text) {
    std::uint32_t state = 0;
    for (const std::uint8_t kind : steps_of(text)) {
      const std::size_t at = state * sieve_.kind_count_ + kind;
      if (next_[at] == 0) {
        const std::uint32_t added = add_state();
        next_[at] = added;
      }
      state = next_[at];
    }
    std::uint32_t& set = seen_at_[state];
    if (set == kNothing) {
      set = static_cast<std::uint32_t>(sieve_.sets_.size());
      sieve_.sets_.emplace_back(kLists * sieve_.set_size_);
    }
    return sieve_.sets_[set];
  }

  void complete();
  void write_out(const std::vector<std::uint32_t>& in_turn);

  Sieve& sieve_;
  std::size_t longest_ = kLongest;
  std::vector<std::uint32_t> next_;     // By state and kind; 0: none yet.
  std::vector<std::uint32_t> seen_at_;  // Of each state: index into the sets, or kNothing.
};

void Sieve::Builder::complete() {
  const std::size_t kinds = sieve_.kind_count_;
  std::vector<std::uint32_t> shorter(seen_at_.size()), in_turn{0};
  for (std::size_t turn = 0; turn < in_turn.size(); ++turn) {
    const std::uint32_t state = in_turn[turn];
    const std::uint32_t back = shorter[state];
    if (seen_at_[state] == kNothing) {
      seen_at_[state] = seen_at_[back];
    } else if (back != state && seen_at_[back] != kNothing) {
      RuleSet& rules = sieve_.sets_[seen_at_[state]];
      const RuleSet& more = sieve_.sets_[seen_at_[back]];
      for (std::size_t i = 0; i < rules.size(); ++i) rules[i] |= more[i];
    }
    for (std::size_t kind = 0; kind < kinds; ++kind) {
      std::uint32_t& next = next_[state * kinds + kind];
      const std::uint32_t instead = state == 0 ? 0 : next_[back * kinds + kind];
      if (next == 0) {
        next = instead;
      } else {
        shorter[next] = instead;
        in_turn.push_back(next);
      }
    }
  }
  write_out(in_turn);
}

// The states that are near to the beginning, in which most time is spent, stand together.
void Sieve::Builder::write_out(const std::vector<std::uint32_t>& in_turn) {
  const std::size_t kinds = sieve_.kind_count_;
  std::vector<std::uint32_t> place(in_turn.size());
  for (std::size_t i = 0; i < in_turn.size(); ++i)
    place[in_turn[i]] = static_cast<std::uint32_t>(i);
  sieve_.next_.reserve(in_turn.size() * (kinds + 1));
  for (const std::uint32_t state : in_turn) {
    sieve_.next_.push_back(seen_at_[state]);
    for (std::size_t kind = 0; kind < kinds; ++kind) {
      const std::uint32_t next = next_[state * kinds + kind];
      const std::size_t row = place[next] * (kinds + 1);
      sieve_.next_.push_back(
          static_cast<std::uint32_t>(row * 2 + (seen_at_[next] == kNothing ? 0 : 1)));
    }
  }
}

Sieve::Sieve(const std::vector<std::vector<NeededTexts>>& needed) {
  Builder(*this, needed);
}

// Collects which of the sets are seen in a line, each once.
struct Sieve::Seen {
  std::vector<std::uint32_t> line_of;  // Of each set: the line in which it was seen last.
  std::uint32_t line = 0;
  std::vector<std::uint32_t> sets;
};

inline std::uint32_t Sieve::step(std::uint32_t state, std::uint8_t kind, Seen& seen) const {
  state = next_[(state >> 1) + 1 + kind];
  if ((state & 1) != 0) {
    const std::uint32_t set = next_[state >> 1];
    if (seen.line_of[set] != seen.line) {
      seen.line_of[set] = seen.line;
      seen.sets.push_back(set);
    }
  }
  return state;
}

void Sieve::look(std::string_view line, std::uint64_t* rules) const {
  thread_local Seen of_thread;
  thread_local RuleSet lists_of_thread;
  Seen& seen = of_thread;
  RuleSet& lists = lists_of_thread;
  if (seen.line_of.size() < sets_.size() || ++seen.line == 0) {
    seen.line_of.assign(std::max(sets_.size(), seen.line_of.size()), 0);
    seen.line = 1;
  }
  seen.sets.clear();
  std::uint32_t state = 0;
  Edges edges;
  for (const char c : line) {
    if (edges.before(c)) state = step(state, kEdge, seen);
    state = step(state, kinds_[static_cast<unsigned char>(c)], seen);
  }
  if (edges.at_end()) step(state, kEdge, seen);
  lists = unneeded_;
  for (const std::uint32_t set : seen.sets)
    for (std::size_t i = 0; i < lists.size(); ++i) lists[i] |= sets_[set][i];
  for (std::size_t i = 0; i < set_size_; ++i)
    rules[i] = lists[i] & lists[set_size_ + i] & lists[2 * set_size_ + i];
}

}  // namespace muistio
