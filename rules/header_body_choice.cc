#include "rules/header_body_choice.h"

#include <algorithm>
#include <cmath>

#include "corpus/unicode.h"
#include "rules/header_organs.h"
#include "rules/trimming.h"

namespace muistio {
namespace {

// Only the word itself, which many organisations have: "Hallitus".
bool is_general(const Passage& passage, std::string_view body) {
  const std::string lower = lower_case(body);
  return passage.rulebook.kept<HeaderWords>().general_organs.has(lower);
}

// The word of one organ ends that of the other or, in Swedish, begins it: "Nuorisovaltuusto" and
// "Valtuusto", "Byaråd" and "Byarådet".
bool is_same_organ(std::string_view one, std::string_view other) {
  const auto words = words_of(one), others = words_of(other);
  if (words.empty() || others.empty()) return true;
  const std::string last = lower_case(words.back()), other_last = lower_case(others.back());
  return last.ends_with(other_last) || other_last.ends_with(last) || last.starts_with(other_last) ||
         other_last.starts_with(last);
}

}  // namespace

bool is_municipality(const HeaderWords& words, std::string_view organisation) {
  for (const std::string_view word : words_of(organisation)) {
    const std::string lower = lower_case(trimmed(word, name_dividers));
    if (words.municipalities.has(lower) || words.joint_municipalities.ends(lower)) return true;
  }
  return false;
}

const HeadLine* line_above(const std::vector<HeadLine>& lines, const HeadLine& line) {
  for (const HeadLine& above : lines) {
    const double gap = line.box.top - above.box.bottom;
    const bool right_above = &above != &line && above.page == line.page && !above.furniture &&
                             gap > -3 && gap < 0.8 * line.box.height() &&
                             std::abs(above.box.left - line.box.left) < 3;
    if (right_above) return &above;
  }
  return nullptr;
}

std::optional<Stated> BodyChoice::body() const {
  const BodyCandidate* organ = best(true);
  const BodyCandidate* organisation = best(false);
  if (!organ) {
    if (!organisation) return std::nullopt;
    return stated(*organisation, with_kind_of_owners(*organisation));
  }
  const BodyCandidate& named = fuller(*organ);
  // "Pihlaja-hanke, työryhmän 5. kokous": one line names both.
  const bool both = organisation && organisation->rule == body_of_title &&
                    organisation->line == named.line && named.body.find(' ') == named.body.npos;
  if (const std::string owner = both ? as_owner(organisation->body) : ""; !owner.empty())
    return stated(named, owner + ' ' + lower_case(named.body));
  return stated(named, with_owner(without_capitals(passage_, named.body)));
}

std::string BodyChoice::with_owner(const std::string& name) const {
  const BodyCandidate* organisation = best(false);
  if (!organisation) return capitalised(name);
  if (is_general(passage_, name)) {
    if (is_municipality(words_, organisation->body)) return capitalised(name);
    const std::string owner = as_owner(organisation->body);
    return (owner.empty() ? organisation->body + ", " : owner + " ") + lower_case(name);
  }
  const std::string own = of_this(name, *organisation);
  if (own.empty()) return capitalised(name);
  return organisation->body + ", " + lower_case(own);
}

// "Kylä kantaa -hanke" -> "Kylä kantaa -hankkeen", of whom the group is; empty for others, who
// are named before a comma.
std::string BodyChoice::as_owner(const std::string& organisation) const {
  const std::string lower = lower_case(organisation);
  for (const auto& entry : passage_.rulebook.words("organisation", "fi")) {
    if (!words_.owners.has(entry.value) || !lower.ends_with(entry.value) || entry.forms.empty())
      continue;
    return organisation.substr(0, organisation.size() - entry.value.size()) + entry.forms.front();
  }
  return {};
}

// "Järven yksityistie" over "Tiekunnan vuosikokous" -> "Järven yksityistien tiekunta".
std::string BodyChoice::with_kind_of_owners(const BodyCandidate& organisation) const {
  const std::string owner = as_owner(organisation.body);
  if (owner.empty()) return organisation.body;
  for (const BodyCandidate& other : candidates_) {
    const std::string lower = lower_case(other.body);
    if (!other.is_organ && is_common_organisation(passage_, lower)) return owner + " " + lower;
  }
  return organisation.body;
}

std::optional<Stated> BodyChoice::stated(const BodyCandidate& candidate, std::string value) const {
  return Stated{std::move(value),
                evidence_of(passage_, *candidate.line, candidate.rule, candidate.confidence)};
}

const BodyCandidate* BodyChoice::best(bool is_organ) const {
  const BodyCandidate* chosen = nullptr;
  for (const BodyCandidate& candidate : candidates_) {
    if (candidate.is_organ != is_organ) continue;
    if (!chosen || candidate.confidence > chosen->confidence) chosen = &candidate;
  }
  return is_organ && chosen ? met_under(below(*chosen)) : chosen;
}

// "Hyvinvointivaliokunta" and right under it "Vanhusneuvosto": the organ that it works under
// stands above.
const BodyCandidate& BodyChoice::below(const BodyCandidate& letterhead) const {
  const BodyCandidate* lowest = &letterhead;
  for (const BodyCandidate& other : candidates_) {
    const bool named = other.is_organ && other.confidence == lowest->confidence &&
                       other.rule == lowest->rule && !other.line->after_fields;
    if (named && &other > lowest && line_above(lines_, *other.line) == lowest->line &&
        !is_same_organ(lowest->body, other.body))
      lowest = &other;
  }
  return *lowest;
}

// A letterhead may name the organ that another one works under: "Sivistyslautakunta" over
// "Kuljetustyöryhmän kokous". But "Lautakunnan kokous" is its own.
const BodyCandidate* BodyChoice::met_under(const BodyCandidate& letterhead) const {
  if (letterhead.rule == body_of_title) return &letterhead;
  for (const BodyCandidate& other : candidates_) {
    const bool title = other.is_organ && other.rule == body_of_title && other.line->meeting &&
                       !other.line->furniture && &other > &letterhead;
    if (title && !is_same_organ(letterhead.body, other.body)) return &other;
  }
  return &letterhead;
}

// "Pihlajahankkeen ohjausryhmä" where a heading says only "Ohjausryhmä".
const BodyCandidate& BodyChoice::fuller(const BodyCandidate& organ) const {
  if (organ.body.find(' ') != std::string::npos) return organ;
  const std::string ending = " " + lower_case(organ.body);
  const std::string beginning = lower_case(organ.body) + " ";  // "Arbetsgruppen för vägar"
  for (const BodyCandidate& other : candidates_) {
    const std::string name = lower_case(other.body);
    const bool says_more =
        other.is_organ && (name.ends_with(ending) || name.starts_with(beginning));
    if (says_more && !other.line->furniture) return other;
  }
  return organ;
}

// "Yhdistyksen hallitus" under the letterhead of that association -> "hallitus"; empty where
// the owner is another or has a name.
std::string BodyChoice::of_this(std::string_view name, const BodyCandidate& organisation) const {
  const std::size_t space = name.find(' ');
  if (space == std::string_view::npos || name.find(' ', space + 1) != std::string_view::npos) {
    return {};
  }
  const auto owner = organ_of(passage_, name.substr(0, space), false);
  if (!owner || owner->is_organ || !is_general(passage_, name.substr(space + 1))) return {};
  const std::string word = lower_case(owner->nominative);
  const bool named = lower_case(organisation.body).find(word) != std::string::npos;
  if (!named && !is_common_organisation(passage_, word)) return {};
  const auto definite = organ_of(passage_, name.substr(space + 1), false);  // "styrelsen"
  return definite ? definite->nominative : std::string(name.substr(space + 1));
}

}  // namespace muistio
