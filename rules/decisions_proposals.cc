#include "rules/decisions_proposals.h"

#include "corpus/unicode.h"
#include "rules/decisions_words.h"

namespace muistio {

void Proposals::enter(std::optional<std::size_t> item) {
  if (item != item_) proposals_.clear();
  item_ = item;
}

void Proposals::keep(const OutlinedSentence& sentence) {
  if (!proposals_.empty() && proposals_.back().label == sentence.label) {
    proposals_.back().text.end = sentence.span.end;
  } else {
    proposals_.push_back({sentence.label, sentence.span});
  }
}

std::optional<std::string> Proposals::accepted_by(Span decision, DecisionKind kind) const {
  constexpr std::size_t most_words = 14, longest = 2000;
  if (kind != DecisionKind::approved || proposals_.empty()) return std::nullopt;
  const Range words = passage_.tokens_in(decision);
  const std::string text = lower_case(passage_.at(decision));
  const bool refers =
      words.size() <= 3 || passage_.rulebook.kept<DecisionWords>().proposals.stands_in(text);
  if (words.size() > most_words || !refers) return std::nullopt;
  const Proposal* accepted = nullptr;
  for (const Proposal& proposal : proposals_) {
    if (proposals_.size() > 1 && !is_called(proposal, text)) continue;
    if (accepted) return std::nullopt;
    accepted = &proposal;
  }
  if (!accepted || accepted->text.size() > longest) return std::nullopt;
  return single_spaced(passage_.at(accepted->text));
}

// "Vastaesitys hyväksytään" accepts what stands under "Vastaesitys:".
bool Proposals::is_called(const Proposal& proposal, const std::string& decision) const {
  const std::string label = lower_case(passage_.at(proposal.label));
  const std::string word = label.substr(label.find_last_of(' ') + 1);
  const std::size_t at = decision.find(word);
  return at != std::string::npos && !inside_word(decision, at);
}

}  // namespace muistio
