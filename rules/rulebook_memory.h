// What the parts of matches were: memos say the same things in the same words, so that most parts
// are known before they are looked for. Inside the rulebook only.
#pragma once

#include <cstddef>
#include <functional>
#include <string>
#include <string_view>
#include <unordered_map>
#include <utility>
#include <vector>

#include "rules/rulebook.h"
#include "rules/rulebook_automaton.h"

namespace muistio {

class MatchMemory {
 public:
  // The parts of this match in a line, with spans from its own beginning; null where the like has
  // not been kept. What a match holds depends on its text and on whether the line begins or ends
  // with it.
  const std::vector<Captured>* find(const Automaton::Found& match, std::string_view line) {
    const bool begins = match.begin == 0, ends = match.end == line.size();
    key_ = std::to_string(match.pattern);
    key_ += begins ? '^' : '-';
    key_ += ends ? '$' : '-';
    key_ += line.substr(match.begin, match.end - match.begin);
    const auto known = parts_.find(key_);
    return known == parts_.end() ? nullptr : &known->second;
  }

  // For the match that was asked for last.
  const std::vector<Captured>& keep(std::vector<Captured> parts) {
    if (parts_.size() >= most) parts_.clear();
    return parts_.insert_or_assign(key_, std::move(parts)).first->second;
  }

 private:
  static constexpr std::size_t most = 8'192;

  std::string key_;
  std::unordered_map<std::string, std::vector<Captured>> parts_;
};

}  // namespace muistio
