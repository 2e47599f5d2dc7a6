#include "rules/decisions.h"

#include <algorithm>
#include <array>
#include <charconv>
#include <map>
#include <set>

#include "corpus/unicode.h"
#include "rules/agenda.h"
#include "rules/decisions_clause.h"
#include "rules/decisions_outline.h"
#include "rules/decisions_people.h"
#include "rules/decisions_spelling.h"

namespace muistio {
namespace {

// A word, or some words, that may carry a decision.
struct Anchor {
  Span span;
  DecisionKind kind = DecisionKind::decided;
  std::string rule;
  double confidence = 0;
  std::optional<Span> organ;  // The body that is its subject.
};

// A clause that may carry a decision, before it is written down.
struct Candidate {
  Span span;
  DecisionKind kind = DecisionKind::decided;
  std::string rule;
  double confidence = 0;
};

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

Anchor anchor_of(const Match& match) {
  return {match.span, kind_of(match), match.rule->id, match.rule->confidence, std::nullopt};
}

bool is_present(const Anchor& anchor) {
  return anchor.rule == "decision.passive_present";
}

// What may stand in text that decides nothing.
bool is_weak(const Anchor& anchor) {
  return anchor.rule == "decision.arrow" || anchor.rule == "decision.negative" ||
         anchor.rule == "decision.continues" || anchor.rule == "decision.participle" ||
         anchor.rule == "decision.proposal_accepted" || anchor.rule == "decision.put_off" ||
         anchor.rule == "decision.officer" || anchor.rule == "decision.office";
}

bool is_participle(const Anchor& anchor) {
  return anchor.rule == "decision.participle";
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

class DecisionFinder {
 public:
  DecisionFinder(const Passage& passage, const std::vector<AgendaItem>& items,
                 const std::vector<Attendee>& attendees, MemoKind kind)
      : passage_(passage),
        items_(items),
        attendees_(attendees),
        kind_(kind),
        outline_(make_outline(passage, items)),
        anchors_(passage, "decision"),
        label_anchors_(passage, "label_decision"),
        excluded_(passage, "no_decision"),
        kinds_(passage, "decision_kind"),
        votes_(passage, "vote"),
        roles_(passage, "action_who"),
        spelling_(passage) {
    reporting_ = items_titled("reporting");
    election_ = items_titled("election");
    lawful_ = items_titled("lawful");
    for (const char* language : {"fi", "sv"}) {
      for (const auto& entry : passage.rulebook.words("deciding_body", language)) {
        bodies_.insert(bodies_.end(), entry.forms.begin(), entry.forms.end());
      }
    }
    find_last_past();
    find_own_bodies();
    const auto labelled = std::count(outline_.item_has_decision_label.begin(),
                                     outline_.item_has_decision_label.end(), true);
    labels_decisions_ =
        outline_.has_decision_labels && 3 * static_cast<std::size_t>(labelled) >= items_.size();
  }

  std::vector<Decision> found() {
    for (std::size_t i = 0; i < outline_.sentences.size(); ++i) {
      if (i < next_) continue;
      next_ = i + 1;
      take(i);
    }
    return std::move(decisions_);
  }

 private:
  // --- What must be known of the whole memo ------------------------------------------------

  std::vector<bool> items_titled(std::string_view subject) const {
    const SubjectMatches titles(passage_, subject);
    std::vector<bool> titled(items_.size());
    for (std::size_t i = 0; i < items_.size(); ++i) {
      const Span heading = items_[i].evidence.span;
      titled[i] = heading.size() < 200 && titles.first_in(heading) != nullptr;
    }
    return titled;
  }

  static bool is_item(const std::vector<bool>& titled, const OutlinedSentence& sentence) {
    return sentence.item && titled[*sentence.item];
  }

  // A present passive before a past one in the same item says what was to be decided: where
  // it opens the item, or where the past one decides the same kind of thing.
  struct LastPast {
    std::size_t any = 0;
    std::map<DecisionKind, std::size_t> of_kind;
    std::size_t first_sentence = std::string::npos;
  };

  void find_last_past() {
    last_past_.resize(items_.size());
    for (const OutlinedSentence& sentence : outline_.sentences) {
      if (!sentence.item) continue;
      LastPast& last = last_past_[*sentence.item];
      if (!sentence.heading)
        last.first_sentence = std::min(last.first_sentence, sentence.span.begin);
      for (const Match* match : anchors_.in(sentence.span)) {
        const Anchor anchor = anchor_of(*match);
        if (is_present(anchor) || is_weak(anchor)) continue;
        last.any = anchor.span.begin;
        if (anchor.rule != "decision.passive_past_act")
          last.of_kind[anchor.kind] = anchor.span.begin;
      }
    }
  }

  bool is_last_word(const Anchor& anchor, const OutlinedSentence& sentence) const {
    if (!sentence.item) return true;
    const LastPast& last = last_past_[*sentence.item];
    if (sentence.span.begin == last.first_sentence) return last.any <= anchor.span.begin;
    const auto same = last.of_kind.find(anchor.kind);
    return same == last.of_kind.end() || same->second <= anchor.span.begin;
  }

  // What the head of the memo speaks of: "hallitus" where it says "hallituksen kokous".
  void find_own_bodies() {
    std::size_t end = std::min<std::size_t>(passage_.flow.size(), 1500);
    if (!items_.empty()) end = std::min(end, std::max<std::size_t>(items_.front().extent.begin, 1));
    const Range tokens = passage_.tokens_in({0, end});
    for (std::size_t i = tokens.first; i < tokens.last; ++i) {
      add_own_body(passage_.at(passage_.tokens[i].span));
    }
    for (const Furniture& furniture : passage_.document.furniture) {
      if (furniture.kind != FurnitureKind::running_head || own_bodies_.size() > 500) continue;
      for (const Token& token : passage_.language.tokenise(furniture.text)) {
        add_own_body(std::string_view(furniture.text).substr(token.span.begin, token.span.size()));
      }
    }
  }

  void add_own_body(std::string_view word) {
    own_bodies_.insert(lower_case(word));
    for (const Reading& reading : passage_.language.readings(word)) {
      own_bodies_.insert(lower_case(reading.base));
      std::string ending;  // "kunta", "lautakunta", "sivistyslautakunta"
      for (auto part = reading.parts.rbegin(); part != reading.parts.rend(); ++part) {
        ending.insert(0, lower_case(*part));
        own_bodies_.insert(ending);
      }
    }
  }

  // No dictionary reads Swedish here: the beginning of the word must stand in the head.
  bool is_own_swedish_body(const std::string& word) const {
    if (word == "mötet" || word == "sammanträdet") return true;
    const std::string stem = word.substr(0, std::max<std::size_t>(word.size(), 6) - 3);
    const auto next = own_bodies_.lower_bound(stem);
    return next != own_bodies_.end() && next->starts_with(stem);
  }

  bool is_own_body(Span organ) const {
    const std::string_view word = passage_.at(organ);
    const std::string base = lower_case(passage_.language.readings(word).front().base);
    if (passage_.main_language == "sv") return is_own_swedish_body(lower_case(word));
    return base == "kokous" || base == "työryhmä" || base == "ryhmä" ||
           own_bodies_.contains(base) || own_bodies_.contains(lower_case(word));
  }

  // --- One sentence ---------------------------------------------------------------------------

  void take(std::size_t index) {
    const OutlinedSentence& sentence = outline_.sentences[index];
    if (sentence.item != proposals_of_) proposals_.clear();
    proposals_of_ = sentence.item;
    std::vector<Anchor> anchors = believed_anchors(sentence);
    if (sentence.heading && !is_sentence(sentence, anchors)) return;
    switch (sentence.section) {
      case Section::decision:
        return take_labelled(index, std::move(anchors));
      case Section::proposal:
        return take_proposal(index, std::move(anchors));
      case Section::none:
        return take_free(index, std::move(anchors));
      case Section::background:
      case Section::action:
        return;
    }
  }

  // A numbered line that itself says what was decided: "4. Hyväksyttiin lista", and with a
  // full stop also "4. Lista hyväksytty."
  bool is_sentence(const OutlinedSentence& sentence, const std::vector<Anchor>& anchors) const {
    const bool full_stop = passage_.at(sentence.span).ends_with(".");
    return std::any_of(anchors.begin(), anchors.end(), [&](const Anchor& anchor) {
      return anchor.rule.starts_with("decision.passive_past") || (full_stop && !is_present(anchor));
    });
  }

  std::vector<Anchor> anchors_in(Span sentence) {
    std::vector<Anchor> anchors;
    for (const Match* match : anchors_.in(sentence)) anchors.push_back(anchor_of(*match));
    if (!anchors.empty()) return anchors;
    const auto mended = spelling_.mended(sentence);
    if (!mended) return anchors;
    for (const Match& match : passage_.rulebook.find("decision", mended->text, "fi")) {
      Anchor anchor = anchor_of(match);
      anchor.span = {mended->original(match.span.begin, sentence),
                     mended->original(match.span.end, sentence)};
      anchor.confidence -= 0.1;
      anchors.push_back(std::move(anchor));
    }
    return anchors;
  }

  // The anchors of the sentence that nothing takes away.
  std::vector<Anchor> believed_anchors(const OutlinedSentence& sentence) {
    std::vector<Anchor> anchors = anchors_in(sentence.span);
    if (anchors.empty()) return anchors;
    const auto excluded = excluded_.in(sentence.span);
    const ClauseView view(passage_, sentence.span);
    for (Anchor& anchor : anchors) {
      if (needs_body(anchor)) anchor.organ = body_before(anchor, view);
    }
    std::erase_if(anchors, [&](const Anchor& anchor) {
      if (view.is_subordinate(anchor.span.begin) && !may_be_subordinate(anchor)) return true;
      return is_excluded(anchor, excluded, view) || !holds(anchor, view);
    });
    return anchors;
  }

  static bool may_be_subordinate(const Anchor& anchor) {
    return anchor.rule == "decision.found_lawful" ||
           anchor.rule == "decision.presented_and_accepted";
  }

  bool is_excluded(const Anchor& anchor, const std::vector<const Match*>& excluded,
                   const ClauseView& view) const {
    for (const Match* match : excluded) {
      const std::string_view reason = match->rule->makes;
      if (reason == "discussion") continue;
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

  bool holds(const Anchor& anchor, const ClauseView& view) const {
    if (is_participle(anchor)) return is_predicate(anchor, view);
    if (anchor.rule.ends_with("as_proposed")) {
      return view.finite_verbs(view.clauses()[view.clause_at(anchor.span.begin)].span).empty();
    }
    if (anchor.rule == "decision.office") return names_office(anchor, view);
    if (anchor.rule == "decision.presented_and_accepted") return follows_presentation(anchor, view);
    return !needs_body(anchor) || (anchor.organ && is_own_body(*anchor.organ));
  }

  static bool needs_body(const Anchor& anchor) { return anchor.rule.starts_with("decision.organ"); }

  // The body that stands before the verb in its clause.
  std::optional<Span> body_before(const Anchor& anchor, const ClauseView& view) const {
    constexpr std::size_t farthest = 10;
    const Span clause = view.clauses()[view.clause_at(anchor.span.begin)].span;
    const Range tokens = passage_.tokens_in({clause.begin, anchor.span.begin});
    for (std::size_t i = tokens.last; i > tokens.first && tokens.last - i < farthest; --i) {
      const Span token = passage_.tokens[i - 1].span;
      const std::string word = lower_case(passage_.at(token));
      if (std::any_of(bodies_.begin(), bodies_.end(),
                      [&](const std::string& body) { return word.ends_with(body); })) {
        return token;
      }
    }
    return std::nullopt;
  }

  // "Sihteeriksi Aino Kallio".
  bool names_office(const Anchor& anchor, const ClauseView& view) const {
    const Span clause = view.clauses()[view.clause_at(anchor.span.begin)].span;
    if (anchor.span.begin != view.sentence().begin || !view.finite_verbs(clause).empty())
      return false;
    const auto people = people_in(passage_, {anchor.span.end, view.sentence().end}, attendees_);
    return !people.empty() && people.front().span.begin <= anchor.span.end + 1;
  }

  // "Sihteeri luki kertomuksen, joka hyväksyttiin."
  bool follows_presentation(const Anchor& anchor, const ClauseView& view) const {
    const std::size_t clause = view.clause_at(anchor.span.begin);
    if (clause == 0) return false;
    const Span before{view.sentence().begin, view.clauses()[clause - 1].span.end};
    const Match* told = excluded_.first_in(before);
    return told && told->rule->makes == "discussion";
  }

  // "Lista hyväksytty." but not "on hyväksytty", "hyväksytyt laskut", "hyväksytty lista on". A
  // verb before a conjunction is another's: "käytiin läpi ja todettu oikeiksi".
  bool is_predicate(const Anchor& anchor, const ClauseView& view) const {
    if (passage_.at(anchor.span).ends_with("t")) return false;
    const Span clause = view.clauses()[view.clause_at(anchor.span.begin)].span;
    const std::size_t own = view.from_clause_of(anchor.span).begin;
    const auto verbs = view.finite_verbs(clause);
    return std::all_of(verbs.begin(), verbs.end(), [&](const FiniteVerb& verb) {
      return verb.span.begin < own && verb.base != "olla";
    });
  }

  // --- Under "Päätös:" --------------------------------------------------------------------------

  void take_labelled(std::size_t index, std::vector<Anchor> anchors) {
    const OutlinedSentence& sentence = outline_.sentences[index];
    for (const Match* match : label_anchors_.in(sentence.span))
      anchors.push_back(anchor_of(*match));
    for (Anchor& anchor : anchors) anchor.confidence = std::min(0.97, anchor.confidence + 0.05);
    if (anchors.empty() && is_told_only(sentence)) return;
    const ClauseView view(passage_, sentence.span);
    const auto verb = main_verb(view);
    if (anchors.empty() && is_task(sentence, verb)) {
      return add_list({sentence.span, DecisionKind::assigned, "decision.assigned", 0.75}, index);
    }
    if (verb && verb->passive && !is_told_only(sentence)) add_passive(*verb, view, anchors);
    if (!anchors.empty()) return add_from(index, anchors);
    if (sentence.place > 0 && !continues_list(index)) return;
    if (verb && better_follows(index)) return;
    if (!verb && is_next_heading(sentence)) return;
    const DecisionKind kind = kind_after(sentence.span, kind_of_terse(sentence));
    add_list({sentence.span, kind, "decision.labelled", verb ? 0.7 : 0.85}, index);
  }

  // The title of the item tells what a text without a verb is about.
  DecisionKind kind_of_terse(const OutlinedSentence& sentence) const {
    if (is_item(lawful_, sentence)) return DecisionKind::noted;
    if (is_item(election_, sentence) && !people_in(passage_, sentence.span, attendees_).empty()) {
      return DecisionKind::elected;
    }
    const std::string text = lower_case(passage_.at(sentence.span));
    return text.starts_with("tiedoksi") ? DecisionKind::noted : DecisionKind::decided;
  }

  // The first finite verb that is not in what the sentence tells about.
  std::optional<FiniteVerb> main_verb(const ClauseView& view) const {
    for (FiniteVerb& verb : view.finite_verbs(view.sentence())) {
      if (!view.is_subordinate(verb.span.begin)) return std::move(verb);
    }
    return std::nullopt;
  }

  // Under a decision label any passive resolves, unless an anchor stands in its clause.
  static void add_passive(const FiniteVerb& verb, const ClauseView& view,
                          std::vector<Anchor>& anchors) {
    const std::size_t clause = view.clause_at(verb.span.begin);
    const bool covered = std::any_of(anchors.begin(), anchors.end(), [&](const Anchor& anchor) {
      return view.clause_at(anchor.span.begin) <= clause || anchor.span.overlaps(verb.span);
    });
    if (covered) return;
    anchors.insert(anchors.begin(), Anchor{verb.span, DecisionKind::decided,
                                           "decision.labelled_passive", 0.85, std::nullopt});
  }

  // What opens, closes or only discusses.
  bool is_told_only(const OutlinedSentence& sentence) const {
    const auto excluded = excluded_.in(sentence.span);
    return std::any_of(excluded.begin(), excluded.end(), [](const Match* match) {
      const std::string_view reason = match->rule->makes;
      return reason == "proceeding" || reason == "discussion" || reason == "nothing";
    });
  }

  // A person is to do it, or somebody by a day.
  bool is_task(const OutlinedSentence& sentence, const std::optional<FiniteVerb>& verb) const {
    const auto people = people_in(passage_, sentence.span, attendees_);
    std::size_t after = sentence.span.begin;
    for (const NamedPerson& person : people) {
      if (passage_.tokens_in({after, person.span.begin}).size() > (after > sentence.span.begin))
        break;
      after = person.span.end;
    }
    if (const Match* role = roles_.first_in(sentence.span);
        role && role->span.begin == sentence.span.begin) {
      after = role->span.end;
    }
    if (after > sentence.span.begin) return does_now({after, sentence.span.end});
    return !verb && lower_case(passage_.at(sentence.span)).find("mennessä") != std::string::npos;
  }

  // True where the next word, further names left aside, can be a verb of somebody who does
  // something.
  bool does_now(Span span) const {
    const Range tokens = passage_.tokens_in(span);
    for (std::size_t i = tokens.first; i < std::min(tokens.last, tokens.first + 6); ++i) {
      const std::string_view word = passage_.at(passage_.tokens[i].span);
      for (const Reading& reading : passage_.language.readings(word)) {
        if (reading.verb_form == VerbForm::present && reading.person == 3 && !reading.passive &&
            reading.base != "olla" && reading.base != "ei") {
          return true;
        }
      }
      const bool goes_on = starts_upper(word) || word == "ja" || word == "sekä" || word == ",";
      if (!goes_on && i > tokens.first) return false;
    }
    return false;
  }

  // Under a label that was left empty: "Päätös:", and on the next line "5. Hankinnat".
  bool is_next_heading(const OutlinedSentence& sentence) const {
    const std::string_view text = passage_.at(sentence.span);
    const bool own_line = sentence.span.begin > sentence.label.end + 2;
    const std::size_t number = text.find_first_not_of("0123456789.");
    return own_line && number != 0 && number != std::string_view::npos && text[number] == ' ' &&
           starts_upper(text.substr(number + 1)) && !text.ends_with(".");
  }

  bool continues_list(std::size_t index) const {
    if (index == 0 || last_taken_ + 1 != index || !outline_.sentences[index].list_item)
      return false;
    return outline_.sentences[index - 1].list_item;
  }

  bool better_follows(std::size_t index) {
    const Span label = outline_.sentences[index].label;
    for (std::size_t i = index + 1; i < outline_.sentences.size() && i < index + 12; ++i) {
      const OutlinedSentence& next = outline_.sentences[i];
      if (next.section != Section::decision || !(next.label == label)) return false;
      if (!believed_anchors(next).empty()) return true;
    }
    return false;
  }

  // --- Under "Esitys:"
  // ----------------------------------------------------------------------------

  // Only what accepts or refuses it, in a sentence of its own.
  void take_proposal(std::size_t index, std::vector<Anchor> anchors) {
    const OutlinedSentence& sentence = outline_.sentences[index];
    if (has_label(sentence)) return keep_proposal(sentence);
    std::erase_if(anchors, [&](const Anchor& anchor) {
      if (anchor.rule == "decision.proposal_accepted") return false;
      return sentence.place == 0 || is_present(anchor) || anchor.organ.has_value();
    });
    if (anchors.empty()) return keep_proposal(sentence);
    add_from(index, anchors);
  }

  // --- What was accepted
  // ----------------------------------------------------------------------------

  struct Proposal {
    Span label, text;
  };

  void keep_proposal(const OutlinedSentence& sentence) {
    if (!proposals_.empty() && proposals_.back().label == sentence.label) {
      proposals_.back().text.end = sentence.span.end;
    } else {
      proposals_.push_back({sentence.label, sentence.span});
    }
  }

  // The proposal that a decision like "Päätettiin esityksen mukaan." accepts: the only one in
  // its item, or of several the one that the decision calls by its label.
  std::optional<std::string> proposal_of(Span decision, DecisionKind kind) const {
    constexpr std::size_t most_words = 14, longest = 2000;
    if (kind != DecisionKind::approved || proposals_.empty()) return std::nullopt;
    const Range words = passage_.tokens_in(decision);
    const std::string text = lower_case(passage_.at(decision));
    const bool refers = text.find("esity") != std::string::npos ||
                        text.find("ehdotu") != std::string::npos ||
                        text.find("förslag") != std::string::npos || words.size() <= 3;
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
  bool is_called(const Proposal& proposal, const std::string& decision) const {
    const std::string label = lower_case(passage_.at(proposal.label));
    const std::string word = label.substr(label.find_last_of(' ') + 1);
    const std::size_t at = decision.find(word);
    return at != std::string::npos && !inside_word(decision, at);
  }

  // --- In running text
  // ------------------------------------------------------------------------------

  bool has_label(const OutlinedSentence& sentence) const {
    return sentence.item && outline_.item_has_decision_label[*sentence.item];
  }

  void take_free(std::size_t index, std::vector<Anchor> anchors) {
    if (has_label(outline_.sentences[index])) {
      std::erase_if(anchors,
                    [&](const Anchor& anchor) { return !decides_beside_label(anchor, index); });
    }
    std::erase_if(anchors, [&](const Anchor& anchor) { return !decides_in_text(anchor, index); });
    add_from(index, anchors);
  }

  // What stands above the decision label is background, but for a plain "sovittiin" in a memo.
  bool decides_beside_label(const Anchor& anchor, std::size_t index) const {
    return kind_ == MemoKind::memo && anchor.rule == "decision.passive_past" &&
           (anchor.kind == DecisionKind::agreed || anchor.kind == DecisionKind::decided) &&
           anchor.span.begin == outline_.sentences[index].span.begin;
  }

  bool decides_in_text(const Anchor& anchor, std::size_t index) const {
    const OutlinedSentence& sentence = outline_.sentences[index];
    if (kind_ == MemoKind::release) return decides_in_release(anchor, sentence);
    if (anchor.rule == "decision.organ_proposes") return false;
    if (anchor.rule == "decision.proposal_accepted") return is_last_word(anchor, sentence);
    if (is_present(anchor)) return settles(anchor, index);
    if (anchor.rule == "decision.organ_proposes_to") return is_last_word(anchor, sentence);
    if (anchor.rule == "decision.continues") return is_item(election_, sentence);
    if (anchor.rule == "decision.officer") {
      return is_item(election_, sentence) && anchor.span.begin == sentence.span.begin &&
             !people_in(passage_, sentence.span, attendees_).empty();
    }
    if (anchor.rule == "decision.passive_past_act" && anchor.span.begin != sentence.span.begin) {
      return kinds_.first_in(sentence.span) != nullptr;
    }
    return !is_item(reporting_, sentence) ||
           (anchor.kind != DecisionKind::elected && anchor.kind != DecisionKind::approved);
  }

  // In a release only what the body itself did counts.
  bool decides_in_release(const Anchor& anchor, const OutlinedSentence& sentence) const {
    if (anchor.organ) return true;
    if (anchor.rule != "decision.passive_past") return false;
    const std::string text = lower_case(passage_.at(sentence.span));
    return text.find("kokouksessa") != std::string::npos ||
           text.find("tapaamisessa") != std::string::npos;
  }

  bool is_for_information(const Anchor& anchor) const {
    return passage_.flow.compare(anchor.span.end, 9, " tiedoksi") == 0;
  }

  // A present passive settles a question where the memo has no labels for decisions, where
  // nothing was decided after it in the same item, and where it begins its sentence or is
  // what a chair would say: "Lista hyväksytään".
  bool settles(const Anchor& anchor, std::size_t index) const {
    const OutlinedSentence& sentence = outline_.sentences[index];
    if (!is_last_word(anchor, sentence)) return false;
    if (anchor.kind == DecisionKind::noted && is_for_information(anchor)) return true;
    if (labels_decisions_) return false;
    if (anchor.kind == DecisionKind::elected) {
      return !people_in(passage_, sentence.span, attendees_).empty();
    }
    const bool formal = anchor.kind == DecisionKind::approved ||
                        anchor.kind == DecisionKind::noted || anchor.kind == DecisionKind::tabled;
    if (anchor.span.begin != sentence.span.begin) {
      return (formal || closes_item(anchor, index)) && !is_item(reporting_, sentence);
    }
    return formal || !is_item(reporting_, sentence);
  }

  // Not what is only done: "Kysely tehdään viikolla 15."
  bool changes_something(const Anchor& anchor) const {
    static constexpr std::array verbs{
        "perustaa", "lakkauttaa", "korvata", "lisätä", "poistaa", "luopua", "vaihtaa",   "muuttaa",
        "hankkia",  "ostaa",      "tilata",  "myydä",  "palkata", "tukea",  "irtisanoa", "siirtää"};
    for (const Reading& reading : passage_.language.readings(passage_.at(anchor.span))) {
      if (std::find(verbs.begin(), verbs.end(), reading.base) != verbs.end()) return true;
    }
    return false;
  }

  // "Kilpailuttajille perustetaan oma luokka." as the last word of an item.
  bool closes_item(const Anchor& anchor, std::size_t index) const {
    constexpr std::size_t farthest = 4;
    const OutlinedSentence& sentence = outline_.sentences[index];
    if (!sentence.item || sentence.list_item || !passage_.at(sentence.span).ends_with("."))
      return false;
    const bool last = index + 1 == outline_.sentences.size() ||
                      outline_.sentences[index + 1].item != sentence.item;
    return last && words_in({sentence.span.begin, anchor.span.begin}) <= farthest &&
           changes_something(anchor);
  }

  // --- Writing down
  // --------------------------------------------------------------------------------------

  // "Valittiin vaihtoehto B" elects nobody.
  bool elects(Span span) const {
    const auto changes = kinds_.in(span);
    const bool thing = std::any_of(changes.begin(), changes.end(), [](const Match* match) {
      return match->rule->makes == name_of(DecisionKind::decided);
    });
    return !thing || !people_in(passage_, span, attendees_).empty();
  }

  // The kind that the words around the verb give it.
  DecisionKind kind_after(Span span, DecisionKind kind) const {
    if (kind == DecisionKind::noted || kind == DecisionKind::elected ||
        kind == DecisionKind::agreed) {
      return kind;
    }
    const auto changes = kinds_.in(span);
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
  void add_from(std::size_t index, const std::vector<Anchor>& anchors) {
    if (anchors.empty()) return;
    const ClauseView view(passage_, outline_.sentences[index].span);
    const std::vector<Anchor> heads = heads_of(anchors, view);
    for (std::size_t i = 0; i < heads.size(); ++i) {
      Span span = view.from_clause_of(heads[i].span);
      if (heads[i].rule == "decision.found_lawful") span = view.sentence();  // With its subject.
      if (heads.size() == 1 && words_in(span) <= 2)
        span.begin = view.sentence().begin;  // "Luettiin ja hyväksyttiin."
      if (heads[i].organ) span.begin = std::min(span.begin, heads[i].organ->begin);
      const bool last = i + 1 == heads.size();
      if (!last) span.end = view.from_clause_of(heads[i + 1].span).begin;
      span.end = end_before(span.end);
      const Candidate candidate{span, kind_after(span, heads[i].kind), heads[i].rule,
                                heads[i].confidence};
      last ? add_list(candidate, index) : add(candidate);
    }
    last_taken_ = index;
  }

  std::vector<Anchor> heads_of(const std::vector<Anchor>& anchors, const ClauseView& view) const {
    std::vector<Anchor> heads{first_that_says(anchors)};
    bool told = false;
    for (const Anchor& anchor : anchors) {
      if (anchor.span.begin <= heads.back().span.begin) continue;
      const std::size_t from = view.clause_at(heads.back().span.begin);
      const std::size_t to = view.clause_at(anchor.span.begin);
      for (std::size_t i = from; i < to; ++i)
        told |= view.clauses()[i].subordinate_from.has_value();
      if (from != to && !told && anchor.kind != heads.back().kind) heads.push_back(anchor);
    }
    return heads;
  }

  // An arrow only points at the verb behind it.
  static const Anchor& first_that_says(const std::vector<Anchor>& anchors) {
    for (const Anchor& anchor : anchors) {
      if (anchor.rule != "decision.arrow") return anchor;
    }
    return anchors.front();
  }

  // Past the arrow that points at a decision.
  std::size_t begin_after(std::size_t offset) const {
    const std::string_view text = std::string_view(passage_.flow).substr(offset);
    for (const std::string_view arrow : {"->", "-->", "=>", "→", "⇒", "➔", "➝", "➡"}) {
      if (text.starts_with(arrow)) {
        return offset + std::min(text.find_first_not_of(' ', arrow.size()), text.size());
      }
    }
    return offset;
  }

  std::size_t end_before(std::size_t offset) const {
    while (offset > 0 &&
           std::string_view(" ,;").find(passage_.flow[offset - 1]) != std::string_view::npos) {
      --offset;
    }
    return offset;
  }

  // A sentence that ends with a colon goes on in the list below it: each entry that gives
  // an office is an election of its own, other entries belong to the sentence.
  void add_list(Candidate candidate, std::size_t index) {
    last_taken_ = index;
    const std::size_t end = list_end(index);
    if (end == index + 1 || !passage_.at(candidate.span).ends_with(":")) return add(candidate);
    next_ = end;
    last_taken_ = end - 1;
    if (gives_office(outline_.sentences[index + 1].span)) {
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

  std::size_t words_in(Span span) const { return passage_.tokens_in(span).size(); }

  std::size_t list_end(std::size_t index) const {
    std::size_t end = index + 1;
    const auto item = outline_.sentences[index].item;
    while (end < outline_.sentences.size() && outline_.sentences[end].list_item &&
           outline_.sentences[end].item == item) {
      ++end;
    }
    return end;
  }

  // "puheenjohtajaksi Aino Kallio", "Sihteeri: Olli Perä".
  bool gives_office(Span entry) const {
    const Range tokens = passage_.tokens_in(entry);
    for (std::size_t i = tokens.first; i < std::min(tokens.last, tokens.first + 3); ++i) {
      const std::string_view word = passage_.at(passage_.tokens[i].span);
      if (word == ":") return true;
      if (passage_.language.readings(word).front().inflection == Case::translative) return true;
    }
    return false;
  }

  void add(const Candidate& candidate) {
    const Span span{begin_after(candidate.span.begin), end_before(candidate.span.end)};
    if (span.begin >= span.end) return;
    Decision decision;
    decision.text = single_spaced(passage_.at(span));
    if (decision.text.size() < 3) return;
    decision.evidence = evidence_at(passage_.document, span, candidate.rule, candidate.confidence);
    decision.kind = candidate.kind;
    if (candidate.kind == DecisionKind::elected && passage_.main_language == "fi" &&
        !elects(span)) {
      decision.kind = DecisionKind::decided;
    }
    if (const AgendaItem* item = item_at(items_, span.begin)) decision.item = item->number;
    if (decision.kind == DecisionKind::elected || decision.kind == DecisionKind::assigned) {
      for (NamedPerson& person : people_in(passage_, span, attendees_)) {
        decision.people.push_back(std::move(person.name));
      }
    }
    decision.vote = vote_in(span);
    decision.proposal = proposal_of(span, decision.kind);
    decisions_.push_back(std::move(decision));
  }

  std::optional<Vote> vote_in(Span span) const {
    const Match* match = votes_.first_in(span);
    if (!match) return std::nullopt;
    return Vote{number_in(passage_, *match, "for", "yes"),
                number_in(passage_, *match, "against", "no"),
                number_in(passage_, *match, "abstain", "abstain")};
  }

  const Passage& passage_;
  const std::vector<AgendaItem>& items_;
  const std::vector<Attendee>& attendees_;
  MemoKind kind_;
  Outline outline_;
  SubjectMatches anchors_, label_anchors_, excluded_, kinds_, votes_, roles_;
  VerbSpelling spelling_;
  std::vector<bool> reporting_, election_, lawful_;
  bool labels_decisions_ = false;  // Under most headings, not for a hard question only.
  std::vector<LastPast> last_past_;
  std::vector<std::string> bodies_;
  std::set<std::string> own_bodies_;
  std::size_t next_ = 0;
  std::size_t last_taken_ = static_cast<std::size_t>(-2);
  std::vector<Proposal> proposals_;  // Of the item that is being read.
  std::optional<std::size_t> proposals_of_;
  std::vector<Decision> decisions_;
};

}  // namespace

std::vector<Decision> find_decisions(const Passage& passage, const std::vector<AgendaItem>& items,
                                     const std::vector<Attendee>& attendees, MemoKind kind) {
  if (kind == MemoKind::agenda || kind == MemoKind::notice || kind == MemoKind::letter) return {};
  return DecisionFinder(passage, items, attendees, kind).found();
}

}  // namespace muistio
