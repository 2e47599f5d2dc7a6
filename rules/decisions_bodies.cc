#include "rules/decisions_bodies.h"

#include <algorithm>

#include "corpus/unicode.h"

namespace muistio {

// What the head of the memo speaks of: "hallitus" where it says "hallituksen kokous".
OwnBodies::OwnBodies(const Passage& passage, const std::vector<AgendaItem>& items)
    : passage_(passage), words_(passage.rulebook.kept<DecisionWords>()) {
  std::size_t end = std::min<std::size_t>(passage_.flow.size(), 1500);
  if (!items.empty()) end = std::min(end, std::max<std::size_t>(items.front().extent.begin, 1));
  const Range tokens = passage_.tokens_in({0, end});
  for (std::size_t i = tokens.first; i < tokens.last; ++i) {
    add(passage_.at(passage_.tokens[i].span));
  }
  for (const Furniture& furniture : passage_.document.furniture) {
    if (furniture.kind != FurnitureKind::running_head || bodies_.size() > 500) continue;
    for (const Token& token : passage_.language.tokenise(furniture.text)) {
      add(std::string_view(furniture.text).substr(token.span.begin, token.span.size()));
    }
  }
}

void OwnBodies::add(std::string_view word) {
  bodies_.insert(lower_case(word));
  for (const Reading& reading : passage_.language.readings(word)) {
    bodies_.insert(lower_case(reading.base));
    std::string ending;  // "kunta", "lautakunta", "sivistyslautakunta"
    for (auto part = reading.parts.rbegin(); part != reading.parts.rend(); ++part) {
      ending.insert(0, lower_case(*part));
      bodies_.insert(ending);
    }
  }
}

// No dictionary reads Swedish here: the beginning of the word must stand in the head, or the whole
// of it at the end of a compound there: "nämnden" of "skolnämnden".
bool OwnBodies::is_swedish(const std::string& word) const {
  const std::string stem = word.substr(0, std::max<std::size_t>(word.size(), 6) - 3);
  const auto next = bodies_.lower_bound(stem);
  if (next != bodies_.end() && next->starts_with(stem)) return true;
  constexpr std::size_t shortest = 5;
  return word.size() >= shortest &&
         std::any_of(bodies_.begin(), bodies_.end(),
                     [&](const std::string& body) { return body.ends_with(word); });
}

bool OwnBodies::has(Span organ) const {
  const std::string_view word = passage_.at(organ);
  const std::string base = lower_case(passage_.language.readings(word).front().base);
  const std::string small = lower_case(word);
  const bool swedish = passage_.language_at(organ.begin) == "sv";
  if (words_.of_any_meeting.has(swedish ? small : base)) return true;
  return swedish ? is_swedish(small) : bodies_.contains(base) || bodies_.contains(small);
}

}  // namespace muistio
