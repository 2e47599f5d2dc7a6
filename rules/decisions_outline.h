// The sentences of minutes with what they stand under: the agenda item, and the label
// ("Päätös:", "Esitys:") whose text they are. Decisions and actions are read from it.
#pragma once

#include <cstddef>
#include <optional>
#include <vector>

#include "corpus/memo.h"
#include "rules/decisions_bodies.h"
#include "rules/passage.h"

namespace muistio {

enum class Section { none, decision, proposal, background, action };

struct OutlinedSentence {
  Span span;  // Without the label or list mark it begins with; never empty.
  Section section = Section::none;
  std::size_t place = 0;  // Counted from 0 in the text of its label.
  Span label;             // That it stands under; empty where there is none.
  std::optional<std::size_t> item;
  bool heading = false;    // Of an agenda item, or printed as a heading.
  bool list_item = false;  // Began with a bullet, a dash or a letter.
};

struct Outline {
  std::vector<OutlinedSentence> sentences;  // In order.
  // For each item, whether a decision label with some text stands under it.
  std::vector<bool> item_has_decision_label;
  bool has_decision_labels = false;  // Over text, not over a column.
};

// Past the arrow that points at what was settled; the offset itself where none stands there.
std::size_t past_arrow(std::string_view flow, std::size_t offset);

// Past the first arrow in the span; absent where none stands there with text behind it.
std::optional<std::size_t> behind_arrow(std::string_view flow, Span span);

// The matches of one subject in the passage's flow, to be asked by span.
class SubjectMatches {
 public:
  SubjectMatches(const Passage& passage, std::string_view subject);

  // Those that begin inside the span, in order.
  std::vector<const Match*> in(Span span) const;

  // The first that begins inside the span, or null.
  const Match* first_in(Span span) const;

 private:
  std::vector<Match> matches_;
};

// Labels are the rules of the subject "section"; `decisions` are the matches of "decision".
Outline make_outline(const Passage& passage, const std::vector<AgendaItem>& items,
                     const SubjectMatches& decisions, const OwnBodies& own_bodies);

}  // namespace muistio
