// The text, kind, people and votes of what was found to be a decision.
#include <algorithm>
#include <array>
#include <charconv>

#include "corpus/unicode.h"
#include "rules/agenda.h"
#include "rules/decisions_finder.h"
#include "rules/decisions_people.h"
#include "rules/trimming.h"

namespace muistio {
namespace {

std::string_view without_colon(std::string_view text) {
  if (text.ends_with(':')) text.remove_suffix(1);
  return text;
}

std::optional<int> number_in(const Passage& passage, const Match& match, std::string_view one,
                             std::string_view other) {
  auto span = match.group(one);
  if (!span) span = match.group(other);
  if (!span) return std::nullopt;
  const std::string_view digits = passage.at(*span);
  int value = 0;
  std::from_chars(digits.data(), digits.data() + digits.size(), value);
  return value;
}

}  // namespace

// "Päätettiin:", "Päätettiin seuraavaa:"
bool DecisionFinder::is_bare_verb(std::string_view text) const {
  const std::size_t end = text.find_first_of(" :,");
  if (end == text.npos || !text.ends_with(':')) return false;
  const std::string_view rest = trimmed(without_colon(text.substr(end)), U",");
  return rest.empty() || words_.before_lists.has(rest);
}

// "Valittiin vaihtoehto B" elects nobody.
bool DecisionFinder::elects(Span span) const {
  const auto changes = kinds_.in(span);
  const bool thing = std::any_of(changes.begin(), changes.end(), [](const Match* match) {
    return match->rule->makes == name_of(DecisionKind::decided);
  });
  return (!thing && may_name_somebody(span)) || !people_.in(span).empty();
}

// "Valittiin sininen" names nobody, nor an office that somebody could hold; in an item that elects,
// a number may: "Valittiin kolme".
bool DecisionFinder::may_name_somebody(Span span) const {
  const AgendaItem* item = item_at(items_, span.begin);
  if (passage_.language_at(span.begin) == "sv") return true;
  if (item && election_[static_cast<std::size_t>(item - items_.data())]) return true;
  const Range tokens = passage_.tokens_in(span);
  for (std::size_t i = tokens.first; i < tokens.last; ++i) {
    const std::string_view word = passage_.at(passage_.tokens[i].span);
    if (passage_.tokens[i].kind != TokenKind::word) continue;
    if (i > tokens.first && starts_upper(word)) return true;
    const auto& readings = passage_.language.readings(word);
    const bool office = std::any_of(readings.begin(), readings.end(), [&](const Reading& reading) {
      return !reading.known || reading.word_class == WordClass::pronoun ||
             (reading.word_class == WordClass::noun &&
              words_.electable.ends(lower_case(reading.base)));
    });
    if (office) return true;
  }
  return false;
}

// The kind that the words around the verb give it.
DecisionKind DecisionFinder::kind_after(Span span, DecisionKind kind) const {
  if (kind == DecisionKind::noted || kind == DecisionKind::elected ||
      kind == DecisionKind::agreed) {
    return kind;
  }
  auto changes = kinds_.in(span);
  if (kind == DecisionKind::approved && !changes.empty()) {
    // "Hyväksyttiin ehdotus niin, että kohta 3 siirrettiin seuraavaan kokoukseen."
    const ClauseView view(passage_, span);
    std::erase_if(changes,
                  [&](const Match* match) { return view.is_subordinate(match->span.begin); });
  }
  const auto says = [&](DecisionKind wanted) {
    return std::any_of(changes.begin(), changes.end(), [&](const Match* match) {
      return parse_name<DecisionKind>(match->rule->makes) == wanted;
    });
  };
  if (says(DecisionKind::tabled)) return DecisionKind::tabled;
  if (says(DecisionKind::rejected)) return DecisionKind::rejected;
  if (kind != DecisionKind::decided) return kind;
  if (says(DecisionKind::elected)) return DecisionKind::elected;
  if (says(DecisionKind::approved)) return DecisionKind::approved;
  return kind;
}

// The decisions of one sentence: one, unless a later clause decides something of another
// kind.
void DecisionFinder::add_from(std::size_t index, const std::vector<Anchor>& anchors) {
  if (anchors.empty()) return;
  const ClauseView& view = view_of(outline_.sentences[index]);
  const std::vector<Anchor> heads = heads_of(anchors, view);
  for (std::size_t i = 0; i < heads.size(); ++i) {
    Span span = span_from(heads[i], view);
    if (heads[i].rule == "decision.found_lawful") span = view.sentence();  // With its subject.
    if (heads.size() == 1 && words_in(span) <= 2)
      span.begin = view.sentence().begin;  // "Luettiin ja hyväksyttiin."
    if (i == 0 && points_back(span)) span.begin = with_antecedent(view.sentence(), span);
    if (heads[i].organ) span.begin = std::min(span.begin, heads[i].organ->begin);
    const bool last = i + 1 == heads.size();
    if (i > 0) span.begin = begin_behind(heads[i - 1], heads[i], view);
    if (!last) span.end = begin_behind(heads[i], heads[i + 1], view);
    span.end = end_before(span.end);
    const Candidate candidate{span, kind_after(span, heads[i].kind), heads[i].rule,
                              heads[i].confidence};
    last ? add_list(candidate, index) : add(candidate);
  }
  last_taken_ = index;
}

// From the clause of the head on; "ja varalle Aino Kallio" is no clause of its own.
Span DecisionFinder::span_from(const Anchor& head, const ClauseView& view) {
  if (is_of_deputy(head)) return {head.span.begin, view.sentence().end};
  return view.from_clause_of(head.span);
}

// "Ohje hyväksytty, liitteet käsitellään myöhemmin": without a verb of its own the first clause
// would belong to the second.
std::size_t DecisionFinder::begin_behind(const Anchor& before, const Anchor& head,
                                         const ClauseView& view) const {
  const std::size_t begin = span_from(head, view).begin;
  if (begin > before.span.begin) return begin;
  const Span clause = view.clauses()[view.clause_at(head.span.begin)].span;
  return std::min(passage_.flow.find_first_not_of(" \t\n", clause.begin), head.span.begin);
}

// "..., joka hyväksyttiin": what was decided stands before it.
bool DecisionFinder::points_back(Span span) const {
  const Range tokens = passage_.tokens_in(span);
  if (tokens.empty()) return false;
  const std::string_view first = passage_.lower(tokens.first);
  return text_words_.relatives.has(first) || words_.consequences.has(first);
}

// Where the sentence begins, unless the decision would drown in it.
std::size_t DecisionFinder::with_antecedent(Span sentence, Span decision) const {
  constexpr std::size_t most_words = 24;
  const Span whole{sentence.begin, decision.end};
  return words_in(whole) <= most_words ? whole.begin : decision.begin;
}

std::vector<Anchor> DecisionFinder::heads_of(const std::vector<Anchor>& anchors,
                                             const ClauseView& view) const {
  std::vector<Anchor> heads{first_that_says(anchors)};
  bool told = false;
  for (const Anchor& anchor : anchors) {
    if (anchor.span.begin <= heads.back().span.begin) continue;
    const std::size_t from = view.clause_at(heads.back().span.begin);
    const std::size_t to = view.clause_at(anchor.span.begin);
    for (std::size_t i = from; i < to; ++i) told |= view.clauses()[i].subordinate_from.has_value();
    const bool apart =
        from != to || is_of_deputy(anchor) ||  // "Tase vahvistettiin ja voitto päätettiin jakaa."
        (may_go_on(heads.back(), anchor, view) && is_past(heads.back()) == is_past(anchor) &&
         view.from_clause_of(anchor.span).begin > heads.back().span.end);
    const bool another = anchor.kind != heads.back().kind || is_called_by_chair(anchor) ||
                         is_of_deputy(anchor) || have_own_subjects(heads.back(), anchor, view);
    if (apart && !told && another) heads.push_back(anchor);
  }
  return heads;
}

// "Tilit hyväksyttiin ja vastuuvapaus myönnettiin hallitukselle": two things, each before its verb.
bool DecisionFinder::have_own_subjects(const Anchor& from, const Anchor& to,
                                       const ClauseView& view) const {
  if (from.kind == DecisionKind::elected || from.rule != to.rule || from.organ || is_present(to))
    return false;
  const auto has_subject = [&](const Anchor& anchor) {
    return view.from_clause_of(anchor.span).begin < anchor.span.begin;
  };
  return has_subject(from) && has_subject(to);
}

// "..., joka kutsui sihteeriksi Aino Kallion"
bool DecisionFinder::is_called_by_chair(const Anchor& anchor) {
  return anchor.rule == "decision.called_by_chair" || anchor.rule == "decision.sv_called_by_chair";
}

// "... valittiin Aino Kallio ja varalle Olli Perä"
bool DecisionFinder::is_of_deputy(const Anchor& anchor) {
  return anchor.rule == "decision.deputy";
}

// "Todettiin ja hyväksyttiin lista" is one, "Lautakunta merkitsi asian tiedoksi ja antoi
// tehtäväksi" are two.
// So is "Lautakunta hyväksyi suunnitelman ja valtuutti sihteerin": the second goes with the first.
bool DecisionFinder::may_go_on(const Anchor& from, const Anchor& to, const ClauseView& view) const {
  if (from.kind != DecisionKind::noted) return !from.organ || from.organ != to.organ;
  const std::size_t begin = view.from_clause_of(to.span).begin;
  constexpr std::size_t least_words = 2;
  return from.organ && to.organ && from.span.end < begin &&
         words_in({from.span.end, begin}) > least_words;
}

// An arrow only points at the verb behind it.
const Anchor& DecisionFinder::first_that_says(const std::vector<Anchor>& anchors) {
  for (const Anchor& anchor : anchors) {
    if (anchor.rule != "decision.arrow") return anchor;
  }
  return anchors.front();
}

// Before the conjunction or the marks that join it to the next.
std::size_t DecisionFinder::end_before(std::size_t offset) const {
  const std::size_t space = offset < 2 ? std::string::npos : passage_.flow.rfind(' ', offset - 2);
  const bool joined = space != std::string::npos && passage_.flow[offset - 1] == ' ' &&
                      text_words_.coordinators.has(passage_.at({space + 1, offset - 1}));
  if (joined) offset = space;
  while (offset > 0 &&
         std::string_view(" ,;").find(passage_.flow[offset - 1]) != std::string_view::npos) {
    --offset;
  }
  return offset;
}

// "hylätä hakemus" under "Päätettiin:".
std::optional<DecisionKind> DecisionFinder::kind_of_infinitive(Span entry) const {
  const Range tokens = passage_.tokens_in(entry);
  if (tokens.empty() || !is_infinitive(passage_.tokens[tokens.first].span)) return std::nullopt;
  const std::string_view verb = passage_.at(passage_.tokens[tokens.first].span);
  const auto kind = words_.kind_of_verb.find(passage_.language.readings(verb).front().base);
  return kind == words_.kind_of_verb.end() ? std::nullopt : std::optional(kind->second);
}

// "Päätettiin:" says nothing alone: each entry of the list below is a decision.
void DecisionFinder::add_each(const Candidate& candidate, std::size_t index, std::size_t end) {
  for (std::size_t i = index + 1; i < end; ++i) {
    const OutlinedSentence& entry = outline_.sentences[i];
    const ClauseView& view = view_of(entry);
    DecisionKind kind = kind_after(entry.span, candidate.kind);
    if (kind == DecisionKind::approved) kind = candidate.kind;
    kind = kind_of_infinitive(entry.span).value_or(kind);
    if (kind == DecisionKind::decided && is_task(entry, main_verb(view)))
      kind = DecisionKind::assigned;
    add({entry.span, kind, candidate.rule, candidate.confidence});
  }
}

// A sentence that ends with a colon goes on in the list below it: each entry that gives
// an office is an election of its own, other entries belong to the sentence.
void DecisionFinder::add_list(Candidate candidate, std::size_t index) {
  last_taken_ = index;
  const std::size_t end = list_end(index);
  const std::string_view text = passage_.at(candidate.span);
  const bool hangs = text_words_.ends_in_that(without_colon(text));
  const bool offices = end > index + 1 && gives_office(outline_.sentences[index + 1].span);
  const bool elects_below = offices && candidate.kind == DecisionKind::elected &&
                            !text.ends_with(".") && people_.in(candidate.span).empty();
  if (end == index + 1 || (!text.ends_with(":") && !hangs && !elects_below)) return add(candidate);
  next_ = end;
  last_taken_ = end - 1;
  const bool bare = hangs || is_bare_verb(text);
  if (bare && (candidate.kind == DecisionKind::decided || candidate.kind == DecisionKind::agreed))
    return add_each(candidate, index, end);
  if (offices) {
    for (std::size_t i = index + 1; i < end; ++i) {
      add({outline_.sentences[i].span, candidate.kind, candidate.rule, candidate.confidence});
    }
    return;
  }
  const std::size_t room = 4 * words_in(candidate.span) + 12;
  for (std::size_t i = index + 1; i < end; ++i) {
    const Span longer{candidate.span.begin, outline_.sentences[i].span.end};
    if (words_in(longer) > room) break;
    candidate.span = longer;
  }
  add(candidate);
}

std::size_t DecisionFinder::words_in(Span span) const {
  return passage_.tokens_in(span).size();
}

std::size_t DecisionFinder::list_end(std::size_t index) const {
  std::size_t end = index + 1;
  const auto item = outline_.sentences[index].item;
  while (end < outline_.sentences.size() && outline_.sentences[end].list_item &&
         outline_.sentences[end].item == item) {
    ++end;
  }
  return end;
}

// "puheenjohtajaksi Aino Kallio", "Sihteeri: Olli Perä", "sekreterare Maja Ström".
bool DecisionFinder::gives_office(Span entry) const {
  const Range tokens = passage_.tokens_in(entry);
  for (std::size_t i = tokens.first; i < std::min(tokens.last, tokens.first + 3); ++i) {
    const std::string_view word = passage_.at(passage_.tokens[i].span);
    if (word == ":") return true;
    if (passage_.language.readings(word).front().inflection == Case::translative) return true;
  }
  const auto people = people_.in(entry);
  if (people.empty()) return false;
  constexpr std::size_t most_words_of_office = 3;
  const std::size_t office = words_in({entry.begin, people.front().span.begin});
  return office > 0 && office <= most_words_of_office && !starts_upper(passage_.at(entry)) &&
         doers_.is_names_only({people.front().span.begin, entry.end}, people);
}

void DecisionFinder::add(const Candidate& candidate) {
  const Span span{past_arrow(passage_.flow, candidate.span.begin), end_before(candidate.span.end)};
  if (span.begin >= span.end) return;
  Decision decision;
  decision.text = single_spaced(passage_.at(span));
  if (trimmed(decision.text, U"–—-., ").size() < 3) return;
  decision.evidence = evidence_at(passage_.document, span, candidate.rule, candidate.confidence);
  decision.kind = candidate.kind;
  if (candidate.kind == DecisionKind::elected && !elects(span))
    decision.kind = DecisionKind::decided;
  if (const AgendaItem* item = item_at(items_, span.begin)) decision.item = item->number;
  if (decision.kind == DecisionKind::elected || decision.kind == DecisionKind::assigned) {
    for (NamedPerson& person : people_.in(span)) {
      decision.people.push_back(std::move(person.name));
    }
  }
  decision.vote = vote_in(span);
  decision.proposal = proposals_.accepted_by(span, decision.kind);
  decisions_.push_back(std::move(decision));
}

std::optional<Vote> DecisionFinder::vote_in(Span span) const {
  const Match* match = votes_.first_in(span);
  if (!match) return std::nullopt;
  return Vote{number_in(passage_, *match, "for", "yes"),
              number_in(passage_, *match, "against", "no"),
              number_in(passage_, *match, "abstain", "abstain")};
}

}  // namespace muistio
