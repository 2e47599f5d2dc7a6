// What a present passive settles: "Metso rauhoitetaan.", "Hakemukseen ei suostuta."
//
// The same form also tells of plans, habits and what others do. What tells them apart is that a
// settlement has a whole object, which stands in the nominative ("laina nostetaan", but
// "lainaa haetaan"), no time ("juhla pidetään 3.5." is a plan), and nobody's report before it.
// Where the tenses of the paper tell what the present is for (decisions_tasks.cc), a time is no
// hindrance, and the object may stand behind the verb.
#include <algorithm>
#include <utility>

#include "corpus/unicode.h"
#include "rules/decisions_finder.h"

namespace muistio {
namespace {

constexpr std::size_t most_words = 25;         // Of a sentence that its verb begins.
constexpr std::size_t most_words_around = 14;  // Of one that an object begins.
constexpr std::size_t most_words_before = 6;
constexpr std::size_t farthest_from_ei = 4;

}  // namespace

DecisionKind DecisionFinder::kind_of_verb(const std::string& base) const {
  const auto kind = words_.kind_of_verb.find(base);
  return kind == words_.kind_of_verb.end() ? DecisionKind::decided : kind->second;
}

// In an item of a memo without labels, where nothing was decided later.
bool DecisionFinder::may_settle(std::size_t index, Span part) const {
  const OutlinedSentence& sentence = outline_.sentences[index];
  if (kind_ == MemoKind::release || labels_decisions_) return false;
  const bool among_items = sentence.item || (resolves_in_present_ && is_meeting_without_items());
  if (!among_items || sentence.heading || has_label(sentence)) return false;
  if (is_item(reporting_, sentence) || is_item(proposed_in_, sentence)) return false;
  const std::string_view text = passage_.at(sentence.span);
  return !text.ends_with("?") && !text.ends_with(":") && words_in(sentence.span) <= most_words &&
         excluded_.in(part).empty();
}

// "Toinen ohjaaja", "luvun 3 kuvat" after the verb: "Kerhoon palkataan toinen ohjaaja."
bool DecisionFinder::has_whole_object_after(Span after) const {
  constexpr std::size_t farthest = 4;
  const Range tokens = passage_.tokens_in(after);
  for (std::size_t i = tokens.first; i < std::min(tokens.last, tokens.first + farthest); ++i) {
    const Token& token = passage_.tokens[i];
    if (token.kind == TokenKind::punctuation) return false;
    const Reading& reading = passage_.language.readings(passage_.at(token.span)).front();
    if (reading.word_class == WordClass::verb) return false;
    if (reading.word_class == WordClass::noun && reading.inflection == Case::nominative)
      return reading.known;
  }
  return false;
}

// "Laina", "Uudet jäsenet", "Puheenjohtaja ja Aino Kallio" before the verb.
bool DecisionFinder::has_whole_object(Span before) const {
  const Range tokens = passage_.tokens_in(before);
  for (std::size_t i = tokens.last; i > tokens.first; --i) {
    const std::string_view word = passage_.at(passage_.tokens[i - 1].span);
    const Reading& reading = passage_.language.readings(word).front();
    const bool nominal = reading.word_class == WordClass::noun || i == tokens.first + 1 ||
                         reading.word_class == WordClass::proper_noun ||
                         reading.word_class == WordClass::first_name ||
                         reading.word_class == WordClass::last_name ||
                         reading.word_class == WordClass::place_name;
    if (nominal) return reading.known && reading.inflection == Case::nominative;
  }
  return false;
}

// "Laatoituksen painuma rapun edessä korjataan": what stands between it and the verb may be long.
bool DecisionFinder::has_nominative(Span before) const {
  if (has_whole_object(before)) return true;
  const Range tokens = passage_.tokens_in(before);
  for (std::size_t i = tokens.first; i < tokens.last; ++i) {
    const Reading& reading =
        passage_.language.readings(passage_.at(passage_.tokens[i].span)).front();
    if (reading.known && reading.word_class == WordClass::noun &&
        reading.inflection == Case::nominative)
      return true;
  }
  return false;
}

bool DecisionFinder::tells_when(Span sentence) const {
  const Range tokens = passage_.tokens_in(sentence);
  std::string_view before;
  std::string both;
  for (std::size_t i = tokens.first; i < tokens.last; ++i) {
    const Token& token = passage_.tokens[i];
    const std::string_view word = passage_.lower(i);
    // "Arpajaiset jätetään tänä vuonna pois."
    both.assign(std::exchange(before, word)).append(1, ' ').append(word);
    if (words_.this_time.has(both)) continue;
    if (token.kind == TokenKind::date || words_.times.ends(word)) return true;
    if (token.kind == TokenKind::ordinal && word.ends_with('.')) return true;
    if (words_.habits.has(word)) return true;
  }
  return false;
}

bool DecisionFinder::tells_habit(Span sentence) const {
  const Range tokens = passage_.tokens_in(sentence);
  for (std::size_t i = tokens.first; i < tokens.last; ++i) {
    const std::string_view word = passage_.lower(i);
    if (words_.habits.has(word) || words_.often.ends(word)) return true;
  }
  return false;
}

// "Otso Malli esitteli suunnitelmaa. Tie rakennetaan kahdessa osassa." What was resolved or talked
// over since is no report.
bool DecisionFinder::follows_report(std::size_t index) const {
  for (std::size_t i = index; i > 0; --i) {
    const OutlinedSentence& before = outline_.sentences[i - 1];
    if (before.item != outline_.sentences[index].item || before.heading) return false;
    const std::string text = lower_case(passage_.at(before.span));
    if (resolves_in_present_ && (last_taken_ == i - 1 || words_.talks.stands_in(text)))
      return false;
    for (const Match* match : excluded_.in(before.span)) {
      if (match->rule->makes == "discussion") return true;
    }
    if (words_.reports.stands_in(text)) return true;
  }
  return false;
}

bool DecisionFinder::has_base_in(Span word, const WordSet& verbs) const {
  const auto& readings = passage_.language.readings(passage_.at(word));
  return std::any_of(readings.begin(), readings.end(),
                     [&](const Reading& reading) { return verbs.has(reading.base); });
}

// "Syyspyynti aloitetaan 26.9." as the last word of an item is settled; in an item about how the
// work goes on it is a plan.
bool DecisionFinder::may_tell_when(const Anchor& anchor, std::size_t index) const {
  const OutlinedSentence& sentence = outline_.sentences[index];
  const bool last =
      index + 1 == outline_.sentences.size() || outline_.sentences[index + 1].item != sentence.item;
  if (!last || !sentence.item || !has_base_in(anchor.span, words_.turning_verbs)) return false;
  return !words_.progress_titles.stands_in(lower_case(items_[*sentence.item].title));
}

// "Edustajat valitaan 15.5. mennessä.": somebody else will.
bool DecisionFinder::is_due_by_a_day(Span verb, Span sentence) const {
  const auto excluded = excluded_.in(sentence);
  return std::any_of(excluded.begin(), excluded.end(), [&](const Match* match) {
    return match->rule->id == "no_decision.accepted_by_a_day" && match->span.overlaps(verb);
  });
}

std::optional<Anchor> DecisionFinder::settling_verb(const ClauseView& view,
                                                    std::size_t index) const {
  const auto verb = main_verb(view);
  if (!verb || !verb->passive || !verb->present || words_.unsettling_verbs.has(verb->base))
    return std::nullopt;
  const Span sentence = view.sentence();
  if (is_due_by_a_day(verb->span, sentence)) return std::nullopt;
  const Anchor anchor{verb->span, kind_of_verb(verb->base), "decision.settled", 0.7, std::nullopt};
  if (verb->span.begin == sentence.begin) return anchor;
  const Span before{sentence.begin, verb->span.begin};
  if (words_in(before) > most_words_before || words_in(sentence) > most_words_around ||
      words_.papers.begins(lower_case(passage_.at(before))))
    return std::nullopt;
  if (resolves_in_present_)
    return is_settled_in_present(*verb, view, outline_.sentences[index]) ? std::optional(anchor)
                                                                         : std::nullopt;
  if (words_.event_verbs.has(verb->base) || !has_whole_object(before)) return std::nullopt;
  if (tells_when(sentence) && !may_tell_when(anchor, index)) return std::nullopt;
  return anchor;
}

bool DecisionFinder::is_accepted_later(const OutlinedSentence& sentence) const {
  if (!sentence.item) return false;
  const auto& past = last_past_[*sentence.item].of_kind;
  const auto approved = past.find(DecisionKind::approved);
  return approved != past.end() && approved->second >= sentence.span.end;
}

// "Leiri pidetään kesäkuussa.": where the meeting is told of in the past, a time makes no plan of
// it. "Näyttely avataan 12.9. ja on esillä syksyn": with another verb beside it, it does.
bool DecisionFinder::is_settled_in_present(const FiniteVerb& verb, const ClauseView& view,
                                           const OutlinedSentence& outlined) const {
  const Span sentence = view.sentence();
  const Span before{sentence.begin, verb.span.begin};
  if (tells_habit(sentence) || words_.next.stands_in(lower_case(passage_.at(before)))) return false;
  if (!words_.partitive_verbs.has(verb.base) && !has_nominative(before) &&
      !has_whole_object_after({verb.span.end, sentence.end}))
    return false;
  if (!tells_when(sentence)) return true;
  // "7. Vuosikokous pidetään tiistaina 27.9.": what stands for a heading tells when to meet.
  if (outlined.item && items_[*outlined.item].title.empty() && words_.event_verbs.has(verb.base))
    return false;
  if (outlined.item && words_.progress_titles.stands_in(lower_case(items_[*outlined.item].title)))
    return false;
  if (is_accepted_later(outlined))
    return false;  // "Katto maalataan kesällä. Suunnitelma hyväksyttiin."
  const auto verbs = view.finite_verbs(view.clauses()[view.clause_at(verb.span.begin)].span);
  return std::all_of(verbs.begin(), verbs.end(), [&](const FiniteVerb& other) {
    return other.passive || view.is_subordinate(other.span.begin);
  });
}

// "Hakemukseen ei suostuta."
std::optional<Anchor> DecisionFinder::refusing_verb(const ClauseView& view) const {
  const Span sentence = view.sentence();
  if (words_in(sentence) > most_words_around) return std::nullopt;
  if (resolves_in_present_ ? tells_habit(sentence) : tells_when(sentence)) return std::nullopt;
  const Range tokens = passage_.tokens_in(view.clauses().front().span);
  for (std::size_t i = tokens.first; i < tokens.last; ++i) {
    if (passage_.lower(i) != "ei") continue;
    for (std::size_t k = i + 1; k < std::min(tokens.last, i + farthest_from_ei); ++k) {
      const Span word = passage_.tokens[k].span;
      // "ei kannata tilata", "ei voida": what follows is no refusal.
      if (words_.denying_verbs.has(passage_.lower(k))) return std::nullopt;
      for (const Reading& reading : passage_.language.readings(passage_.at(word))) {
        if (!reading.negative || !reading.passive || words_.unsettling_verbs.has(reading.base))
          continue;
        if (view.is_subordinate(word.begin)) return std::nullopt;
        return Anchor{{passage_.tokens[i].span.begin, word.end},
                      DecisionKind::rejected,
                      "decision.refused",
                      0.7,
                      std::nullopt};
      }
    }
    return std::nullopt;
  }
  return std::nullopt;
}

// "Mehu loppui kesken, nyt tilataan tuplasti.": a later clause that its verb begins.
std::optional<Anchor> DecisionFinder::later_settlement(std::size_t index) const {
  if (!resolves_in_present_) return std::nullopt;
  const OutlinedSentence& sentence = outline_.sentences[index];
  if (passage_.language_at(sentence.span.begin) == "sv" || tells_habit(sentence.span))
    return std::nullopt;
  const ClauseView& view = view_of(sentence);
  for (std::size_t i = 1; i < view.clauses().size(); ++i) {
    const Span clause = view.clauses()[i].span;
    for (const FiniteVerb& verb : view.finite_verbs(clause)) {
      const bool first = words_in({clause.begin, verb.span.begin}) <= 1;
      if (!first || !may_settle(index, clause) || view.is_subordinate(verb.span.begin)) break;
      if (!verb.passive || !verb.present || words_.unsettling_verbs.has(verb.base)) break;
      Anchor anchor{verb.span, kind_of_verb(verb.base), "decision.settled", 0.65, std::nullopt};
      if (!is_last_word(anchor, sentence) || follows_report(index)) return std::nullopt;
      return anchor;
    }
  }
  return std::nullopt;
}

// "Arkivet flyttas till byagården."
std::optional<Anchor> DecisionFinder::swedish_settlement(std::size_t index) const {
  const OutlinedSentence& sentence = outline_.sentences[index];
  const Match* verb = settling_.first_in(sentence.span);
  if (!verb || !may_settle(index, outline_.sentences[index].span)) return std::nullopt;
  if (!verb->rule->makes.empty() && (!resolves_in_present_ || kind_ == MemoKind::minutes))
    return std::nullopt;
  const Span before{sentence.span.begin, verb->span.begin};
  if (before.empty() || words_in(before) > most_words_before ||
      words_in(sentence.span) > most_words_around ||
      words_.next.stands_in(lower_case(passage_.at(before))) ||
      (!resolves_in_present_ && tells_when(sentence.span)))
    return std::nullopt;
  const Range tokens = passage_.tokens_in(before);
  for (std::size_t i = tokens.first; i < tokens.last; ++i) {
    const std::string_view word = passage_.lower(i);
    if (words_.swedish_unsettling_words.has(word) || word == ",") return std::nullopt;
  }
  const bool refused = passage_.at({verb->span.end, sentence.span.end}).starts_with(" inte");
  const Anchor anchor{verb->span, refused ? DecisionKind::rejected : DecisionKind::decided,
                      verb->rule->id, 0.7, std::nullopt};
  const bool said = is_last_word(anchor, sentence) && !follows_report(index);
  return said ? std::optional(anchor) : std::nullopt;
}

// "Toteutetaan maistelu. Budjetiksi päätettiin 40 euroa.": what is decided later is something else.
bool DecisionFinder::settles_a_part(const Anchor& anchor, const OutlinedSentence& sentence) const {
  const bool verb_first = anchor.span.begin == sentence.span.begin;
  if (!verb_first || !sentence.item || tells_when(sentence.span)) return false;
  const LastPast& last = last_past_[*sentence.item];
  const auto same = last.of_kind.find(anchor.kind);
  const bool resolved = anchor.kind == DecisionKind::decided;
  return resolved || same == last.of_kind.end() || same->second < sentence.span.end;
}

std::optional<Anchor> DecisionFinder::settlement(std::size_t index) const {
  if (passage_.language_at(outline_.sentences[index].span.begin) == "sv")
    return swedish_settlement(index);
  if (!may_settle(index, outline_.sentences[index].span)) return std::nullopt;
  const OutlinedSentence& sentence = outline_.sentences[index];
  const ClauseView& view = view_of(sentence);
  auto anchor = settling_verb(view, index);
  if (!anchor) anchor = refusing_verb(view);
  if (!anchor) return std::nullopt;
  if (!is_last_word(*anchor, sentence) && !settles_a_part(*anchor, sentence)) return std::nullopt;
  if (anchor->span.begin != sentence.span.begin && follows_report(index)) return std::nullopt;
  return anchor;
}

}  // namespace muistio
