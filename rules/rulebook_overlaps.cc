#include "rules/rulebook_overlaps.h"

#include <algorithm>
#include <iterator>
#include <map>
#include <utility>

namespace muistio {
namespace {

// The longer wins, then the earlier rule, then the earlier place.
bool comes_before(const Match& one, const Match& other) {
  if (one.span.size() != other.span.size()) return one.span.size() > other.span.size();
  if (one.rule != other.rule) return one.rule < other.rule;
  return one.span.begin < other.span.begin;
}

// Of matches that hang together, each overlapping another.
void keep_the_winners(std::vector<Match> matches, std::vector<Match>& kept) {
  std::sort(matches.begin(), matches.end(), comes_before);
  std::map<std::size_t, Match> winners;  // By beginning.
  for (Match& match : matches) {
    const auto after = winners.lower_bound(match.span.begin);
    if (after != winners.end() && after->second.span.begin < match.span.end) continue;
    if (after != winners.begin() && std::prev(after)->second.span.end > match.span.begin) continue;
    const std::size_t begin = match.span.begin;
    winners.emplace_hint(after, begin, std::move(match));
  }
  for (auto& [begin, match] : winners) kept.push_back(std::move(match));
}

}  // namespace

// Few overlap: only those are weighed against each other.
std::vector<Match> without_overlaps(std::vector<Match> matches) {
  std::sort(matches.begin(), matches.end(), [](const Match& one, const Match& other) {
    return std::pair(one.span.begin, one.rule) < std::pair(other.span.begin, other.rule);
  });
  std::vector<Match> kept;
  kept.reserve(matches.size());
  for (auto first = matches.begin(); first != matches.end();) {
    std::size_t end = first->span.end;
    auto next = std::next(first);
    for (; next != matches.end() && next->span.begin < end; ++next)
      end = std::max(end, next->span.end);
    if (next - first == 1) {
      kept.push_back(std::move(*first));
    } else {
      keep_the_winners({std::make_move_iterator(first), std::make_move_iterator(next)}, kept);
    }
    first = next;
  }
  return kept;
}

}  // namespace muistio
