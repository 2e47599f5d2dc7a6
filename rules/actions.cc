#include "rules/actions.h"

#include <algorithm>
#include <optional>

#include "corpus/unicode.h"
#include "rules/agenda.h"
#include "rules/calendar.h"
#include "rules/decisions_clause.h"
#include "rules/decisions_words.h"
#include "rules/text_words.h"

namespace muistio {
namespace {

// The columns of a table of tasks, by number.
struct Columns {
  std::optional<int> who, what, topic, due;

  bool complete() const { return who && (what || topic); }
};

class ActionFinder {
 public:
  ActionFinder(const Proceedings& proceedings, const std::vector<DateMention>& dates)
      : passage_(proceedings.passage),
        items_(proceedings.items),
        dates_(dates),
        outline_(proceedings.outline),
        people_(proceedings.people),
        doers_(proceedings.doers),
        tasks_(proceedings.tasks),
        decisions_(proceedings.decisions),
        columns_(passage_, "action_column"),
        words_(passage_.rulebook.kept<DecisionWords>()) {}

  std::vector<Action> found() {
    find_in_tables();
    for (const OutlinedSentence& sentence : outline_.sentences) take(sentence);
    std::stable_sort(actions_.begin(), actions_.end(), [](const Action& one, const Action& other) {
      return one.evidence.span.begin < other.evidence.span.begin;
    });
    return std::move(actions_);
  }

 private:
  // --- Tables of tasks ----------------------------------------------------------------------

  void find_in_tables() {
    const Document& document = passage_.document;
    for (const Block& block : document.blocks) {
      if (block.kind != BlockKind::table) continue;
      Columns columns;
      for (std::size_t r = block.rows.first; r < block.rows.last; ++r) {
        const auto cells = cells_of(document, document.rows[r]);
        if (!columns.complete()) {
          columns = headings_of(cells);
        } else {
          take_row(document.rows[r], cells, columns);
        }
      }
    }
  }

  // A table of tasks says who does what; other tables have no columns for us.
  Columns headings_of(const std::vector<Cell>& cells) const {
    Columns columns;
    for (const Cell& cell : cells) {
      for (const Match* match : columns_.in(cell.span)) {
        const bool outer = match->span.begin == cell.span.begin || match->span.end == cell.span.end;
        if (!outer) continue;
        auto& column = column_for(match->rule->makes, columns);
        if (!column) column = cell.column;
      }
    }
    if (columns.who == columns.what) columns.who.reset();  // "Päätös / vastuuhenkilö": sentences.
    return columns;
  }

  static std::optional<int>& column_for(std::string_view use, Columns& columns) {
    if (use == "who") return columns.who;
    if (use == "due") return columns.due;
    return use == "what" ? columns.what : columns.topic;
  }

  void take_row(const Row& row, const std::vector<Cell>& cells, const Columns& columns) {
    Action action;
    std::string topic;
    for (const Cell& cell : cells) {
      if (cell.column == columns.who) action.who = doers_.in_cell(without_dates(cell.span));
      if (cell.column == columns.what) action.what = single_spaced(passage_.at(cell.span));
      if (cell.column == columns.topic) topic = single_spaced(passage_.at(cell.span));
      if (cell.column == columns.due.value_or(*columns.who)) action.due = day_in(cell.span, false);
    }
    if (is_only_resolved(action.what)) return;
    if (action.what.empty()) action.what = std::move(topic);
    if (action.what.empty() || !action.who || action.who->empty()) return;
    add(std::move(action), row.span, "action.table", 0.85);
    taken_rows_.push_back(row.span);
  }

  // "Hyväksyttiin." in the column of decisions is no task of who is named beside it.
  static bool is_only_resolved(std::string_view what) {
    return what.find(' ') == std::string_view::npos &&
           (what.ends_with("ttiin.") || what.ends_with("ttiin"));
  }

  // "Aino 5.3. mennessä", "5.3. mennessä Aino", in a column for doers and days: "Aino".
  Span without_dates(Span cell) const {
    const auto date = first_date_in(cell);
    if (date == dates_.end() || date->evidence.span.begin >= cell.end) return cell;
    const Span day = date->evidence.span;
    const Range before = passage_.tokens_in({cell.begin, day.begin});
    const bool first = before.empty();
    const Range words = first ? passage_.tokens_in({day.end, cell.end}) : before;
    const auto is_doer = [&](std::size_t token) {
      return passage_.tokens[token].kind != TokenKind::punctuation &&
             (!first || starts_upper(passage_.at(passage_.tokens[token].span)));
    };
    std::size_t begin = words.first, end = words.last;
    while (begin < end && !is_doer(begin)) ++begin;
    while (end > begin && passage_.tokens[end - 1].kind == TokenKind::punctuation) --end;
    if (begin == end) return {cell.begin, cell.begin};
    return {passage_.tokens[begin].span.begin, passage_.tokens[end - 1].span.end};
  }

  // --- Sentences ------------------------------------------------------------------------------

  void take(OutlinedSentence sentence) {
    const auto behind = behind_arrow(passage_.flow, sentence.span);
    if (behind && (past_arrow(passage_.flow, sentence.span.begin) == *behind ||
                   tasks_.first_in({*behind, sentence.span.end})))
      sentence.span.begin = *behind;  // "Tila puuttuu -> Aino varaa tilan"
    if (sentence.heading || is_only_proposed(sentence)) return;
    if (is_in_taken_row(sentence.span.begin)) return;
    if (is_cell(sentence.span.begin) && sentence.section != Section::decision) return;
    if (sentence.section == Section::action) return take_labelled(sentence);
    const auto tasks = tasks_.in(sentence.span);
    const ClauseView view(passage_, sentence.span);
    if (tasks.empty()) return take_by_a_day(view) ? void() : take_entry(sentence);
    for (std::size_t i = 0; i < tasks.size(); ++i) {
      const bool taken = tasks[i]->rule->makes == "obligation" ? take_obligation(*tasks[i], view)
                                                               : take_task(*tasks[i], view);
      if (taken)
        return take_others({tasks.begin() + static_cast<std::ptrdiff_t>(i), tasks.end()}, view);
    }
    take_by_a_day(view);
  }

  // "Aino varaa tilan ja Olli vastaa kahvituksesta": what others take on in the same sentence. The
  // first of the tasks is the one that was taken.
  void take_others(const std::vector<const Match*>& tasks, const ClauseView& view) {
    for (std::size_t i = 1; i < tasks.size(); ++i) {
      const auto begin = after_last_link({tasks[i - 1]->span.end, tasks[i]->span.begin});
      if (!begin) continue;
      Action action;
      action.who = doers_.at_beginning_of({*begin, tasks[i]->span.begin});
      if (!action.who) continue;
      const Span span{*begin, view.sentence().end};
      action.what = single_spaced(passage_.at(span));
      action.due = day_in(span, true);
      add(std::move(action), span, tasks[i]->rule->id, tasks[i]->rule->confidence);
    }
  }

  // Where the words begin behind the last comma or conjunction in the span.
  std::optional<std::size_t> after_last_link(Span span) const {
    const WordSet& coordinators = passage_.rulebook.kept<TextWords>().coordinators;
    const Range words = passage_.tokens_in(span);
    std::optional<std::size_t> begin;
    for (std::size_t i = words.first; i + 1 < words.last; ++i) {
      const std::string_view word = passage_.at(passage_.tokens[i].span);
      const bool link = word == "," || word == ";" || coordinators.has(lower_case(word));
      const Span next = passage_.tokens[i + 1].span;
      // But "Aino ja Olli": the conjunction links two names.
      if (link && starts_upper(passage_.at(next)) &&
          (i == words.first || !starts_upper(passage_.at(passage_.tokens[i - 1].span))))
        begin = next.begin;
    }
    return begin;
  }

  // What follows in a paragraph of its own once the proposal was settled is no part of it:
  // "Esitys: ..." / "Päätettiin ..." / "Aino hoitaa lipunmyynnin."
  bool is_only_proposed(const OutlinedSentence& sentence) {
    if (sentence.section != Section::proposal) return false;
    if (sentence.label != proposal_) settled_ = false;
    proposal_ = sentence.label;
    const auto block = block_at(passage_.document, sentence.span.begin);
    const bool apart = block != block_at(passage_.document, sentence.label.begin);
    if (!apart) return true;
    if (decisions_.first_in(sentence.span)) settled_ = true;
    return !settled_;
  }

  // "Aino taittaa lehden 28.2. mennessä": with a last day any work that somebody named does.
  bool take_by_a_day(const ClauseView& view) {
    Action action;
    action.due = day_in(view.sentence(), true);
    if (!action.due) return false;
    for (const FiniteVerb& verb : view.finite_verbs(view.sentence())) {
      if (view.is_subordinate(verb.span.begin)) continue;
      if (!verb.present || verb.passive || verb.person != 3 || verb.base == "olla") return false;
      const Span span = view.from_clause_of(verb.span);
      action.who = doers_.at_beginning_of({span.begin, verb.span.begin});
      if (!action.who) action.who = doers_.body_before(verb.span.begin, span);
      if (!action.who) return false;
      action.what = single_spaced(passage_.at(span));
      add(std::move(action), span, "action.by_a_day", 0.75);
      return true;
    }
    return false;
  }

  // "Aino: ohjeen tarkistus 28.2. mennessä": who, what and the last day for it.
  void take_entry(const OutlinedSentence& sentence) {
    constexpr std::size_t longest_who = 60;
    const std::string_view text = passage_.at(sentence.span);
    const std::size_t colon = text.substr(0, longest_who).find(": ");
    if (colon == std::string_view::npos) return;
    const Span who{sentence.span.begin, sentence.span.begin + colon};
    const auto people = people_.in(who);
    if (people.empty() || !doers_.is_names_only(who, people)) return;
    Action action;
    action.due = day_in(sentence.span, true);
    if (!action.due) return;
    action.who = joined_names(people);
    const Span what = trimmed({who.end + 1, sentence.span.end});
    action.what = single_spaced(passage_.at(what));
    add(std::move(action), what, "action.entry", 0.75);
  }

  // "Jäsenten tulee toimittaa kommentit 5.3. mennessä": only with a last day, or it is no more
  // than an opinion.
  bool take_obligation(const Match& must, const ClauseView& view) {
    if (view.is_subordinate(must.span.begin)) return false;
    Action action;
    action.due = day_in(view.sentence(), true);
    if (!action.due) return false;
    const Span span = view.from_clause_of(must.span);
    const Range before = passage_.tokens_in({span.begin, must.span.begin});
    if (before.empty() || before.size() > 4) return false;
    action.who = doers_.group_before(must.span.begin, before);
    action.what = single_spaced(passage_.at(span));
    add(std::move(action), span, must.rule->id, must.rule->confidence);
    return true;
  }

  bool is_in_taken_row(std::size_t offset) const {
    const auto next =
        std::upper_bound(taken_rows_.begin(), taken_rows_.end(), offset,
                         [](std::size_t begin, const Span& row) { return begin < row.end; });
    return next != taken_rows_.end() && next->begin <= offset;
  }

  // A cell among others is no sentence; a label in the margin has but one beside it.
  bool is_cell(std::size_t offset) const {
    const auto row = row_at(passage_.document, offset);
    return row && cells_of(passage_.document, passage_.document.rows[*row]).size() > 2;
  }

  // "Toimenpide: Aino tilaa teltan", "Vastuu: Aino".
  void take_labelled(const OutlinedSentence& sentence) {
    const std::string_view label = passage_.at(sentence.label);
    auto people = people_.in(sentence.span);
    const bool responsible = words_.responsibility.stands_in(lower_case(label));
    if (!people.empty() && (responsible || doers_.is_names_only(sentence.span, people))) {
      if (!actions_.empty() && !actions_.back().who) actions_.back().who = joined_names(people);
      return;
    }
    if (passage_.tokens_in(sentence.span).size() < 2) return;
    Action action;
    action.what = single_spaced(passage_.at(sentence.span));
    // "@Aino Kallio": a handle and the first name are one word.
    const std::size_t handle = passage_.at(sentence.span).starts_with('@') ? 1 : 0;
    if (!people.empty() &&
        passage_.tokens_in({sentence.span.begin, people.front().span.begin}).size() <= handle) {
      action.who = joined_names(people);
    }
    action.due = day_in(sentence.span, true);
    if (!action.due) action.due = day_at_end_of(sentence.span);
    add(std::move(action), sentence.span, "action.labelled", 0.75);
  }

  // Somebody named, or somebody with an office, before the verb; or named right after it:
  // "Varauksen hoitavat Aino ja Olli".
  bool take_task(const Match& task, const ClauseView& view) {
    const Clause& clause = view.clauses()[view.clause_at(task.span.begin)];
    Span before{clause.span.begin, task.span.begin};
    if (clause.subordinate_from && *clause.subordinate_from < task.span.begin) {
      if (!is_agreed(view, clause)) return false;
      before.begin = passage_.flow.find(' ', *clause.subordinate_from);
    }
    const auto verbs = view.finite_verbs({before.begin, clause.span.end});
    if (!verbs.empty() && verbs.front().span.begin < task.span.begin) return false;
    const Span span = clause.apart ? view.sentence()
                      : before.begin > clause.span.begin
                          ? trimmed({before.begin, view.sentence().end})
                          : view.from_clause_of(task.span);
    Action action;
    action.who = doers_.at_beginning_of({span.begin, task.span.begin});
    if (!action.who) action.who = doers_.at_beginning_of(before);
    if (!action.who) action.who = doers_.after_verb({task.span.end, clause.span.end});
    action.due = day_in(view.sentence(), true);
    if (!action.who && action.due) action.who = doers_.body_before(task.span.begin, span);
    if (!action.who) return false;
    action.what = single_spaced(passage_.at(span));
    add(std::move(action), span, task.rule->id, task.rule->confidence);
    return true;
  }

  Span trimmed(Span span) const {
    span.begin = std::min(passage_.flow.find_first_not_of(" \t\n", span.begin), span.end);
    return span;
  }

  // "Sovittiin, että Aino laatii luonnoksen."
  bool is_agreed(const ClauseView& view, const Clause& clause) const {
    const Match* decided = decisions_.first_in(view.sentence());
    if (!decided || decided->span.begin > *clause.subordinate_from) return false;
    const std::string_view from = std::string_view(passage_.flow).substr(*clause.subordinate_from);
    return passage_.rulebook.kept<TextWords>().that_words.has(
        lower_case(from.substr(0, from.find(' '))));
  }

  std::vector<DateMention>::const_iterator first_date_in(Span span) const {
    return std::lower_bound(dates_.begin(), dates_.end(), span.begin,
                            [](const DateMention& mention, std::size_t offset) {
                              return mention.evidence.span.begin < offset;
                            });
  }

  // The last day for it; any day in the column for days.
  std::optional<std::string> day_in(Span span, bool deadline_only) const {
    for (auto date = first_date_in(span);
         date != dates_.end() && date->evidence.span.begin < span.end; ++date) {
      if (!deadline_only || date->use == DateUse::deadline) return last_day_of(date->value);
    }
    return std::nullopt;
  }

  // "Muistio sivuille 14.5.2021" among tasks: by that day.
  std::optional<std::string> day_at_end_of(Span span) const {
    std::optional<std::string> day;
    for (auto date = first_date_in(span);
         date != dates_.end() && date->evidence.span.begin < span.end; ++date) {
      if (passage_.tokens_in({date->evidence.span.end, span.end}).empty())
        day = last_day_of(date->value);
    }
    return day;
  }

  // "2019-05-27/2019-06-02" -> "2019-06-02", "2019-06" -> "2019-06-30"; other values as they are.
  static std::string last_day_of(const std::string& value) {
    const std::string last = value.substr(value.find('/') + 1);
    constexpr std::size_t month_size = 7;  // "2019-06", but not the season "2019-22".
    if (last.size() != month_size || last[5] > '1' || last.find('X') != std::string::npos)
      return last;
    return edtf(last_day_of_month(std::stoi(last), std::stoi(last.substr(5))));
  }

  void add(Action action, Span span, const std::string& rule, double confidence) {
    action.evidence = evidence_at(passage_.document, span, rule, confidence);
    if (const AgendaItem* item = item_at(items_, span.begin)) action.item = item->number;
    actions_.push_back(std::move(action));
  }

  const Passage& passage_;
  const std::vector<AgendaItem>& items_;
  const std::vector<DateMention>& dates_;
  const Outline& outline_;
  const PeopleReader& people_;
  const DoerReader& doers_;
  const SubjectMatches &tasks_, &decisions_;
  SubjectMatches columns_;
  const DecisionWords& words_;
  std::vector<Span> taken_rows_;  // Of tables, in order.
  Span proposal_;                 // The label of the proposal that is read,
  bool settled_ = false;          // and whether it was settled.
  std::vector<Action> actions_;
};

}  // namespace

std::vector<Action> find_actions(const Proceedings& proceedings,
                                 const std::vector<DateMention>& dates, MemoKind kind) {
  if (kind != MemoKind::minutes && kind != MemoKind::memo && kind != MemoKind::other) return {};
  return ActionFinder(proceedings, dates).found();
}

}  // namespace muistio
