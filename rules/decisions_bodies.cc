#include "rules/decisions_bodies.h"

#include <algorithm>
#include <array>

#include "corpus/unicode.h"

namespace muistio {

// What the head of the memo speaks of: "hallitus" where it says "hallituksen kokous".
OwnBodies::OwnBodies(const Passage& passage, const std::vector<AgendaItem>& items)
    : passage_(passage) {
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

// No dictionary reads Swedish here: the beginning of the word must stand in the head.
bool OwnBodies::is_swedish(const std::string& word) const {
  if (word == "mötet" || word == "sammanträdet" || word == "gruppen" || word == "parterna" ||
      word == "deltagarna")
    return true;
  const std::string stem = word.substr(0, std::max<std::size_t>(word.size(), 6) - 3);
  const auto next = bodies_.lower_bound(stem);
  return next != bodies_.end() && next->starts_with(stem);
}

bool OwnBodies::has(Span organ) const {
  const std::string_view word = passage_.at(organ);
  const std::string base = lower_case(passage_.language.readings(word).front().base);
  if (passage_.main_language == "sv") return is_swedish(lower_case(word));
  static constexpr std::array<std::string_view, 8> any_meeting{
      "kokous",     "työryhmä",    "ryhmä",      "osapuoli",
      "läsnäolija", "osallistuja", "kokousväki", "jäsenistö"};
  return std::find(any_meeting.begin(), any_meeting.end(), base) != any_meeting.end() ||
         bodies_.contains(base) || bodies_.contains(lower_case(word));
}

}  // namespace muistio
