#include "rules/decisions_anchors.h"

#include <algorithm>

#include "corpus/unicode.h"
#include "rules/decisions_finder.h"
#include "rules/decisions_people.h"

namespace muistio {
namespace {

DecisionKind kind_named(std::string_view name, DecisionKind otherwise) {
  return parse_name<DecisionKind>(name).value_or(otherwise);
}

// The kind that a match gives: its rule's own, or that of the verb.
DecisionKind kind_of(const Match& match) {
  if (!match.rule->makes.empty()) return kind_named(match.rule->makes, DecisionKind::decided);
  for (const Captured& part : match.captured) {
    if (const auto kind = parse_name<DecisionKind>(part.value)) return *kind;
  }
  return DecisionKind::approved;
}

}  // namespace

Anchor anchor_of(const Match& match) {
  return {match.span, kind_of(match), match.rule->id, match.rule->confidence, std::nullopt};
}

bool is_present(const Anchor& anchor) {
  return anchor.rule == "decision.passive_present";
}

bool is_weak(const Anchor& anchor) {
  return anchor.rule == "decision.arrow" || anchor.rule == "decision.negative" ||
         anchor.rule.starts_with("decision.continues") ||
         anchor.rule == "decision.officers_continue" || anchor.rule == "decision.participle" ||
         anchor.rule == "decision.proposal_accepted" || anchor.rule == "decision.put_off" ||
         anchor.rule == "decision.organ_resolves" || anchor.rule == "decision.amount_is" ||
         anchor.rule == "decision.officer" || anchor.rule == "decision.scrutinise" ||
         anchor.rule == "decision.office" || anchor.rule == "decision.deputy";
}

bool is_past(const Anchor& anchor) {
  return anchor.organ || anchor.rule.starts_with("decision.passive_past");
}

bool is_participle(const Anchor& anchor) {
  return anchor.rule == "decision.participle";
}

std::vector<Anchor> DecisionFinder::anchors_in(Span sentence) {
  std::vector<Anchor> anchors;
  for (const Match* match : anchors_.in(sentence)) anchors.push_back(anchor_of(*match));
  std::erase_if(anchors, [&](const Anchor& anchor) {
    return (anchor.rule == "decision.resolved_to" && !infinitive_in(anchor.span)) ||
           (anchor.rule == "decision.arrow" && !ends_in_passive(anchor.span));
  });
  for (Anchor& anchor : anchors) {
    const bool resolves = anchor.rule == "decision.put_off" && infinitive_in(anchor.span) &&
                          words_.resolving.begins(lower_case(passage_.at(anchor.span)));
    if (resolves) {  // "Talkoot päätetään pitää keväällä."
      anchor.rule = "decision.resolved_to";
      anchor.kind = DecisionKind::decided;
    }
    if (anchor.rule != "decision.arrow") continue;
    const Range words = passage_.tokens_in(anchor.span);
    const std::string_view verb = passage_.at(passage_.tokens[words.last - 1].span);
    anchor.kind = kind_of_verb(passage_.language.readings(verb).front().base);
  }
  const bool sure = std::any_of(anchors.begin(), anchors.end(), [](const Anchor& anchor) {
    return !is_weak(anchor) && !is_present(anchor);
  });
  if (sure) return anchors;
  const auto mended = spelling_.mended(sentence);
  if (!mended) return anchors;
  for (const Match& match : passage_.rulebook.find("decision", mended->text, "fi")) {
    Anchor anchor = anchor_of(match);
    anchor.span = {mended->original(match.span.begin, sentence),
                   mended->original(match.span.end, sentence)};
    anchor.confidence -= 0.1;
    const bool known = std::any_of(anchors.begin(), anchors.end(), [&](const Anchor& other) {
      return other.span.overlaps(anchor.span);
    });
    if (!known) anchors.push_back(std::move(anchor));
  }
  std::stable_sort(anchors.begin(), anchors.end(), [](const Anchor& one, const Anchor& other) {
    return one.span.begin < other.span.begin;
  });
  return anchors;
}

// The anchors of the sentence that nothing takes away.
std::vector<Anchor> DecisionFinder::believed_anchors(const OutlinedSentence& sentence) {
  std::vector<Anchor> anchors = anchors_in(sentence.span);
  if (anchors.empty()) return anchors;
  const auto excluded = excluded_.in(sentence.span);
  const ClauseView& view = view_of(sentence);
  for (Anchor& anchor : anchors) {
    if (needs_body(anchor)) anchor.organ = body_beside(anchor, view);
  }
  std::erase_if(anchors, [&](const Anchor& anchor) {
    if (view.is_subordinate(anchor.span.begin) && !may_be_subordinate(anchor)) return true;
    return is_excluded(anchor, excluded, view) || !holds(anchor, view);
  });
  const bool elected_before = !anchors.empty() && !is_of_deputy(anchors.front()) &&
                              anchors.front().kind == DecisionKind::elected;
  std::erase_if(anchors, [&](const Anchor& anchor) {
    return is_of_deputy(anchor) &&
           !(elected_before && names_person_behind(anchor, view.sentence()));
  });
  if (anchors.size() == 1 && anchors.front().rule == "decision.part_put_off") anchors.clear();
  return anchors;
}

bool DecisionFinder::may_be_subordinate(const Anchor& anchor) {
  return anchor.rule == "decision.found_lawful" || is_called_by_chair(anchor) ||
         anchor.rule == "decision.part_put_off" || anchor.rule == "decision.presented_and_accepted";
}

bool DecisionFinder::is_excluded(const Anchor& anchor, const std::vector<const Match*>& excluded,
                                 const ClauseView& view) const {
  for (const Match* match : excluded) {
    const std::string_view reason = match->rule->makes;
    if (reason == "discussion") continue;
    // "Valinta tehdään sähköpostikokouksessa 19.6.": a meeting to come.
    if (reason == "elsewhere" && anchor.rule == "decision.put_off") continue;
    if (match->span.overlaps(anchor.span) && reason != "unsure") return true;
    const bool before = match->span.begin < anchor.span.begin || anchor.organ;
    if (reason == "elsewhere" && kind_ != MemoKind::release && !is_present(anchor) && before &&
        !view.is_subordinate(match->span.begin)) {
      return true;
    }
    if (reason == "unsure" && (is_present(anchor) || is_participle(anchor)) &&
        view.clause_at(match->span.begin) == view.clause_at(anchor.span.begin)) {
      return true;
    }
  }
  return false;
}

bool DecisionFinder::holds(const Anchor& anchor, const ClauseView& view) const {
  if (is_participle(anchor)) return is_predicate(anchor, view);
  if (anchor.rule.ends_with("as_proposed")) {
    return view.finite_verbs(view.clauses()[view.clause_at(anchor.span.begin)].span).empty();
  }
  if (anchor.rule == "decision.office") return names_office(anchor, view);
  if (anchor.rule == "decision.concluded_first") return anchor.span.begin == view.sentence().begin;
  if (anchor.rule.starts_with("decision.party")) return !tells_when(view.sentence());
  if (anchor.rule == "decision.presented_and_accepted") return follows_presentation(anchor, view);
  if (anchor.rule == "decision.organ_act" && anchor.organ &&
      !passage_.tokens_in({anchor.organ->end, anchor.span.begin}).empty())
    return false;
  return !needs_body(anchor) || (anchor.organ && own_bodies_.has(*anchor.organ));
}

bool DecisionFinder::needs_body(const Anchor& anchor) {
  return anchor.rule.starts_with("decision.organ");
}

// The body that stands before the verb in its clause; in Swedish also right behind it: "Efter
// diskussion beslöt styrelsen".
std::optional<Span> DecisionFinder::body_beside(const Anchor& anchor,
                                                const ClauseView& view) const {
  constexpr std::size_t farthest = 10;
  const Span clause = view.clauses()[view.clause_at(anchor.span.begin)].span;
  const Range tokens = passage_.tokens_in({clause.begin, anchor.span.begin});
  for (std::size_t i = tokens.last; i > tokens.first && tokens.last - i < farthest; --i) {
    if (names_body(i - 1)) return passage_.tokens[i - 1].span;
  }
  const Range behind = passage_.tokens_in({anchor.span.end, clause.end});
  if (!anchor.rule.starts_with("decision.organ_sv") || behind.size() == 0) return std::nullopt;
  return names_body(behind.first) ? std::optional(passage_.tokens[behind.first].span)
                                  : std::nullopt;
}

bool DecisionFinder::names_body(std::size_t token) const {
  return words_.deciding_bodies.end(passage_.lower(token));
}

// Nothing, or a few words in small letters: "varatuomari", "entinen toiminnanjohtaja".
bool DecisionFinder::may_stand_before_name(Span between) const {
  constexpr std::size_t most_words = 2;
  const Range tokens = passage_.tokens_in(between);
  if (tokens.size() > most_words) return false;
  for (std::size_t i = tokens.first; i < tokens.last; ++i) {
    const std::string_view word = passage_.at(passage_.tokens[i].span);
    if (passage_.tokens[i].kind != TokenKind::word || starts_upper(word)) return false;
    const Reading& reading = passage_.language.readings(word).front();
    const bool nominal =
        reading.word_class == WordClass::noun || reading.word_class == WordClass::adjective;
    if (!nominal || reading.inflection != Case::nominative) return false;
  }
  return passage_.at(between).find_first_of(",;:()") == std::string_view::npos;
}

// "Sihteeriksi Aino Kallio", "Puheenjohtajaksi varatuomari Aino Kallio", "Leirin vetäjäksi Olli".
bool DecisionFinder::names_office(const Anchor& anchor, const ClauseView& view) const {
  const Span clause = view.clauses()[view.clause_at(anchor.span.begin)].span;
  if (!view.finite_verbs(clause).empty()) return false;
  const Range before = passage_.tokens_in({view.sentence().begin, anchor.span.begin});
  if (before.size() > 1 || (before.size() == 1 && !is_genitive(before.first))) return false;
  const auto people = people_.in({anchor.span.end, view.sentence().end});
  return !people.empty() && may_stand_before_name({anchor.span.end, people.front().span.begin});
}

// "varalle Olli Perä", "varalle valittiin Olli Perä"
bool DecisionFinder::names_person_behind(const Anchor& anchor, Span sentence) const {
  constexpr std::size_t most_words = 2;
  const auto people = people_.in({anchor.span.end, sentence.end});
  return !people.empty() && words_in({anchor.span.end, people.front().span.begin}) <= most_words;
}

bool DecisionFinder::is_genitive(std::size_t token) const {
  const auto& readings = passage_.language.readings(passage_.at(passage_.tokens[token].span));
  return std::any_of(readings.begin(), readings.end(),
                     [](const Reading& reading) { return reading.inflection == Case::genitive; });
}

// "Sihteeri luki kertomuksen, joka hyväksyttiin."
bool DecisionFinder::follows_presentation(const Anchor& anchor, const ClauseView& view) const {
  const std::size_t clause = view.clause_at(anchor.span.begin);
  if (clause == 0) return false;
  const Span before{view.sentence().begin, view.clauses()[clause - 1].span.end};
  const Match* told = excluded_.first_in(before);
  return told && told->rule->makes == "discussion";
}

// "Lista hyväksytty." but not "on hyväksytty", "hyväksytyt laskut", "hyväksytty lista on". A
// verb before a conjunction is another's: "käytiin läpi ja todettu oikeiksi".
bool DecisionFinder::is_predicate(const Anchor& anchor, const ClauseView& view) const {
  if (passage_.at(anchor.span).ends_with("t")) return false;
  const Span clause = view.clauses()[view.clause_at(anchor.span.begin)].span;
  const std::size_t own = view.from_clause_of(anchor.span).begin;
  const auto verbs = view.finite_verbs(clause);
  return std::all_of(verbs.begin(), verbs.end(), [&](const FiniteVerb& verb) {
    if (verb.span.begin == anchor.span.end + 1) return is_infinitive(verb.span);
    return verb.span.begin < own && verb.base != "olla";
  });
}

// "-> teltta hankitaan", but not "-> Aino laskee uudestaan".
bool DecisionFinder::ends_in_passive(Span span) const {
  const Range words = passage_.tokens_in(span);
  const auto& readings =
      passage_.language.readings(passage_.at(passage_.tokens[words.last - 1].span));
  return std::any_of(readings.begin(), readings.end(),
                     [](const Reading& reading) { return reading.passive || !reading.known; });
}

// "päätetään pitää": what is resolved, after the verb.
bool DecisionFinder::infinitive_in(Span span) const {
  const Range words = passage_.tokens_in(span);
  for (std::size_t i = words.first + 1; i < words.last; ++i)
    if (is_infinitive(passage_.tokens[i].span)) return true;
  return false;
}

// "Päätetty kilpailuttaa.": the same form is the third person.
bool DecisionFinder::is_infinitive(Span word) const {
  const auto& readings = passage_.language.readings(passage_.at(word));
  return std::any_of(readings.begin(), readings.end(), [](const Reading& reading) {
    return reading.verb_form == VerbForm::infinitive;
  });
}

}  // namespace muistio
