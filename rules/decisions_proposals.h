// The proposals of an agenda item, kept for the decision that accepts one of them.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "corpus/memo.h"
#include "rules/decisions_outline.h"

namespace muistio {

class Proposals {
 public:
  explicit Proposals(const Passage& passage) : passage_(passage) {}

  // Forgets the proposals of the item before.
  void enter(std::optional<std::size_t> item);

  void keep(const OutlinedSentence& sentence);

  // The proposal that a decision like "Päätettiin esityksen mukaan." accepts: the only one in
  // its item, or of several the one that the decision calls by its label.
  std::optional<std::string> accepted_by(Span decision, DecisionKind kind) const;

 private:
  struct Proposal {
    Span label, text;
  };

  bool is_called(const Proposal& proposal, const std::string& decision) const;

  const Passage& passage_;
  std::vector<Proposal> proposals_;
  std::optional<std::size_t> item_;
};

}  // namespace muistio
