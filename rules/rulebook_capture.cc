// Where the groups of a match stand: the part of the automaton that goes back when it went wrong.
#include <algorithm>
#include <string>

#include "rules/rulebook_automaton.h"

namespace muistio {
namespace {

constexpr std::size_t steps_of_capture = 20'000;

}  // namespace

// False where the cell begins with another character than that at the place.
bool Automaton::may_begin(std::uint32_t id, std::size_t at) const {
  const std::uint32_t begin = cells_[id].begin;
  return begin == 0 || (at < length_ && is_in(kinds_of_line_[at], begin - 1));
}

void Automaton::move_edge(std::size_t edge, std::size_t to) {
  moved_.push_back({edge, edges_[edge]});
  edges_[edge] = to;
}

// Goes on from the choice until the match is whole or nothing fits; leaves behind what else
// might be chosen.
bool Automaton::follow_way(Choice way, bool from_line_begin, bool to_line_end) {
  using Kind = Expressions::Kind;
  std::uint32_t id = way.cell;
  std::size_t at = way.at;
  for (; steps_left_ > 0; --steps_left_) {
    const std::uint32_t next = cells_[id].next;
    const Kind kind = cells_[id].kind;
    switch (kind) {
      case Kind::nothing:
        id = next;
        break;
      case Kind::one_of:
        if (!may_begin(id, at)) return false;
        ++at;
        id = next;
        break;
      case Kind::sequence: {
        if (!may_begin(id, at)) return false;
        const std::uint32_t first = inside(id);
        const bool is_character = cells_[first].kind == Kind::one_of;
        at += is_character ? 1 : 0;
        id = is_character ? cells_[first].next : first;
        break;
      }
      case Kind::either: {
        const std::size_t before = choices_.size();
        for (const std::uint32_t branch : branches(id))
          if (may_begin(branch, at)) choices_.push_back({branch, at, moved_.size()});
        if (choices_.size() == before) return false;
        std::reverse(choices_.begin() + static_cast<std::ptrdiff_t>(before), choices_.end());
        id = choices_.back().cell;
        choices_.pop_back();
        break;
      }
      case Kind::repeated: {
        const Expressions::Expression it = expressions_[cells_[id].expression];
        const bool goes_on = it.most > 0 && (it.least > 0 || may_begin(inside(id), at));
        if (goes_on && it.least == 0 && may_begin(next, at))
          choices_.push_back({next, at, moved_.size()});
        id = goes_on ? inside(id) : next;
        break;
      }
      case Kind::group_begin:
      case Kind::group_end:
        move_edge(2 * expressions_[cells_[id].expression].first + (kind == Kind::group_end ? 1 : 0),
                  at);
        id = next;
        break;
      case Kind::line_begin:
        if (at > 0 || !from_line_begin) return false;
        id = next;
        break;
      case Kind::line_end:
        if (at < length_ || !to_line_end) return false;
        id = next;
        break;
      case Kind::end:
        return at == length_;
    }
  }
  return false;
}

// The first way of matching all, in the order in which RE2 would choose.
bool Automaton::try_ways(std::uint32_t first, bool from_line_begin, bool to_line_end) {
  choices_.assign(1, {first, 0, 0});
  moved_.clear();
  while (!choices_.empty() && steps_left_ > 0) {
    const Choice way = choices_.back();
    choices_.pop_back();
    for (; moved_.size() > way.undone; moved_.pop_back())
      edges_[moved_.back().edge] = moved_.back().before;
    if (follow_way(way, from_line_begin, to_line_end)) return true;
  }
  return false;
}

bool Automaton::capture(const Found& match, std::string_view line, Groups& groups) {
  const PatternRead& pattern = patterns_[match.pattern];
  read_characters(line.substr(match.begin, match.end - match.begin));
  steps_left_ = steps_of_capture;
  constexpr std::size_t nowhere = std::string::npos;
  edges_.assign(2 * pattern.groups, nowhere);
  const std::uint32_t first = cell(pattern.whole, nothing_left);
  if (!try_ways(first, match.begin == 0, match.end == line.size())) return false;
  groups.assign(pattern.groups, std::nullopt);
  for (std::size_t i = 0; i < groups.size(); ++i) {
    if (edges_[2 * i] == nowhere || edges_[2 * i + 1] == nowhere) continue;
    groups[i] =
        Span{match.begin + offsets_[edges_[2 * i]], match.begin + offsets_[edges_[2 * i + 1]]};
  }
  return true;
}

}  // namespace muistio
