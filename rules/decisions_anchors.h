// Words that may carry a decision.
#pragma once

#include <optional>
#include <string>

#include "corpus/memo.h"
#include "rules/passage.h"

namespace muistio {

// A word, or some words, that may carry a decision.
struct Anchor {
  Span span;
  DecisionKind kind = DecisionKind::decided;
  std::string rule;
  double confidence = 0;
  std::optional<Span> organ;  // The body that is its subject.
};

Anchor anchor_of(const Match& match);

bool is_present(const Anchor& anchor);
bool is_past(const Anchor& anchor);  // "hyväksyttiin", "hallitus hyväksyi"
bool is_participle(const Anchor& anchor);

// What may stand in text that decides nothing.
bool is_weak(const Anchor& anchor);

}  // namespace muistio
