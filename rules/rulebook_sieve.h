// Tells in one pass over a line which of many rules may be found in it: those whose needed
// texts (rulebook_needs.h) it holds. Inside the rulebook only.
#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <string_view>
#include <vector>

#include "rules/rulebook_needs.h"

namespace muistio {

// A set of rules, by their index, a bit each.
using RuleSet = std::vector<std::uint64_t>;

inline void add_to(RuleSet& rules, std::size_t rule) {
  rules[rule / 64] |= std::uint64_t{1} << (rule % 64);
}

// An Aho-Corasick automaton over bytes and the edges of words. Letters that differ in case are
// the same to it, and a few more are: it may let through too many rules, never too few.
class Sieve {
 public:
  // What each rule needs; a rule that needs nothing is let through everywhere.
  explicit Sieve(const std::vector<std::vector<NeededTexts>>& needed);

  // How many elements a RuleSet has.
  std::size_t set_size() const { return set_size_; }

  // Sets `rules` (set_size() elements) to those that may be found in the line.
  void look(std::string_view line, std::uint64_t* rules) const;

 private:
  class Builder;
  struct Seen;
  std::uint32_t step(std::uint32_t state, std::uint8_t kind, Seen& seen) const;

  std::array<std::uint8_t, 256> kinds_{};  // Of bytes; 0: in no text. That of an edge is 1.
  // Of each state: the index of a set if it sees a text, then for each kind where the row of the
  // next state begins, times two, and 1 where that state sees a text.
  std::vector<std::uint32_t> next_;
  // Of rules one of whose lists is seen: those whose first list is, then those whose second...
  std::vector<RuleSet> sets_;
  RuleSet unneeded_;  // Alike: lists that the rules do not have.
  std::size_t kind_count_ = 2;
  std::size_t set_size_ = 0;
};

}  // namespace muistio
