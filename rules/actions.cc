#include "rules/actions.h"

#include <algorithm>
#include <map>

#include "corpus/unicode.h"
#include "rules/agenda.h"
#include "rules/decisions_clause.h"
#include "rules/decisions_outline.h"
#include "rules/decisions_people.h"

namespace muistio {
namespace {

enum class ColumnUse { who, what, due };

using Columns = std::map<int, ColumnUse>;

class ActionFinder {
 public:
  ActionFinder(const Passage& passage, const std::vector<AgendaItem>& items,
               const std::vector<Attendee>& attendees, const std::vector<DateMention>& dates)
      : passage_(passage),
        items_(items),
        attendees_(attendees),
        dates_(dates),
        outline_(make_outline(passage, items)),
        tasks_(passage, "action"),
        roles_(passage, "action_who"),
        columns_(passage, "action_column"),
        decisions_(passage, "decision") {}

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
        if (columns.empty()) {
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
      const Match* match = columns_.first_in(cell.span);
      if (!match || (match->span.begin != cell.span.begin && match->span.end != cell.span.end)) {
        continue;
      }
      const std::string_view use = match->rule->makes;
      columns[cell.column] = use == "who"   ? ColumnUse::who
                             : use == "due" ? ColumnUse::due
                                            : ColumnUse::what;
    }
    const auto has = [&](ColumnUse wanted) {
      return std::any_of(columns.begin(), columns.end(),
                         [&](const auto& column) { return column.second == wanted; });
    };
    return has(ColumnUse::who) && has(ColumnUse::what) ? columns : Columns();
  }

  void take_row(const Row& row, const std::vector<Cell>& cells, const Columns& columns) {
    Action action;
    for (const Cell& cell : cells) {
      const auto column = columns.find(cell.column);
      if (column == columns.end()) continue;
      const std::string text = single_spaced(passage_.at(cell.span));
      if (column->second == ColumnUse::who) action.who = text;
      if (column->second == ColumnUse::what) action.what = text;
      if (column->second == ColumnUse::due) action.due = day_in(cell.span, false);
    }
    if (action.what.empty() || !action.who) return;
    add(std::move(action), row.span, "action.table", 0.85);
    taken_until_ = row.span.end;
  }

  // --- Sentences ------------------------------------------------------------------------------

  void take(const OutlinedSentence& sentence) {
    if (sentence.heading || sentence.section == Section::proposal) return;
    if (sentence.span.begin < taken_until_ || is_cell(sentence.span.begin)) return;
    if (sentence.section == Section::action) return take_labelled(sentence);
    const auto tasks = tasks_.in(sentence.span);
    if (tasks.empty()) return;
    const ClauseView view(passage_, sentence.span);
    for (const Match* task : tasks) {
      const bool taken =
          task->rule->makes == "obligation" ? take_obligation(*task, view) : take_task(*task, view);
      if (taken) return;
    }
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
    action.who = nominative_of(passage_.at(passage_.tokens[before.last - 1].span));
    action.what = single_spaced(passage_.at(span));
    add(std::move(action), span, must.rule->id, must.rule->confidence);
    return true;
  }

  // "työryhmällä" -> "työryhmä". Absent for what must be done, which has no ending of a doer.
  std::optional<std::string> nominative_of(std::string_view word) const {
    const Reading& reading = passage_.language.readings(word).front();
    const bool doer = reading.inflection == Case::genitive || reading.inflection == Case::adessive;
    if (!doer || reading.plural) return std::nullopt;
    return reading.base;
  }

  // A cell among others is no sentence; a label in the margin has but one beside it.
  bool is_cell(std::size_t offset) const {
    const auto row = row_at(passage_.document, offset);
    return row && cells_of(passage_.document, passage_.document.rows[*row]).size() > 2;
  }

  // "Toimenpide: Aino tilaa teltan", "Vastuu: Aino".
  void take_labelled(const OutlinedSentence& sentence) {
    const std::string_view label = passage_.at(sentence.label);
    auto people = people_in(passage_, sentence.span, attendees_);
    const bool responsible = lower_case(label).find("astuu") != std::string::npos;
    if (!people.empty() && (responsible || is_names_only(sentence.span, people))) {
      if (!actions_.empty() && !actions_.back().who) actions_.back().who = joined(people);
      return;
    }
    if (passage_.tokens_in(sentence.span).size() < 2) return;
    Action action;
    action.what = single_spaced(passage_.at(sentence.span));
    if (!people.empty() && people.front().span.begin == sentence.span.begin) {
      action.who = joined(people);
    }
    action.due = day_in(sentence.span, true);
    add(std::move(action), sentence.span, "action.labelled", 0.75);
  }

  bool is_names_only(Span span, const std::vector<NamedPerson>& people) const {
    std::size_t words = passage_.tokens_in(span).size();
    for (const NamedPerson& person : people) words -= passage_.tokens_in(person.span).size();
    return words <= people.size();  // Commas, a conjunction, a full stop.
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
    const Span after{task.span.end, clause.span.end};
    const auto subject = subject_of(before, after);
    if (!subject) return false;
    Action action;
    action.who = *subject;
    const Span span = clause.apart ? view.sentence()
                      : clause.subordinate_from && *clause.subordinate_from < task.span.begin
                          ? trimmed({before.begin, view.sentence().end})
                          : view.from_clause_of(task.span);
    action.what = single_spaced(passage_.at(span));
    action.due = day_in(view.sentence(), true);
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
    const std::string word = lower_case(passage_.flow.substr(*clause.subordinate_from, 5));
    return word == "että" || word.starts_with("att ");
  }

  std::optional<std::string> subject_of(Span before, Span after) const {
    auto people = people_in(passage_, before, attendees_);
    const std::size_t room = passage_.tokens_in(before).size();
    std::size_t begin = passage_.flow.find_first_not_of(" \t\n", before.begin);
    if (!people.empty() && people.front().span.begin == begin && room <= 4 * people.size() + 3) {
      return joined(people);
    }
    if (const Match* role = roles_.first_in(before);
        role && role->span.begin == begin && room <= 5) {
      return std::string(passage_.at(role->span));
    }
    people = people_in(passage_, after, attendees_);
    begin = passage_.flow.find_first_not_of(" \t\n", after.begin);
    if (!people.empty() && people.front().span.begin == begin) return joined(people);
    return std::nullopt;
  }

  static std::string joined(const std::vector<NamedPerson>& people) {
    std::string names;
    for (std::size_t i = 0; i < people.size(); ++i) {
      if (i > 0) names += i + 1 == people.size() ? " ja " : ", ";
      names += people[i].name;
    }
    return names;
  }

  // The last day for it; any day in the column for days.
  std::optional<std::string> day_in(Span span, bool deadline_only) const {
    auto date = std::lower_bound(dates_.begin(), dates_.end(), span.begin,
                                 [](const DateMention& mention, std::size_t offset) {
                                   return mention.evidence.span.begin < offset;
                                 });
    for (; date != dates_.end() && date->evidence.span.begin < span.end; ++date) {
      if (!deadline_only || date->use == DateUse::deadline) return date->value;
    }
    return std::nullopt;
  }

  void add(Action action, Span span, const std::string& rule, double confidence) {
    action.evidence = evidence_at(passage_.document, span, rule, confidence);
    if (const AgendaItem* item = item_at(items_, span.begin)) action.item = item->number;
    actions_.push_back(std::move(action));
  }

  const Passage& passage_;
  const std::vector<AgendaItem>& items_;
  const std::vector<Attendee>& attendees_;
  const std::vector<DateMention>& dates_;
  Outline outline_;
  SubjectMatches tasks_, roles_, columns_, decisions_;
  std::size_t taken_until_ = 0;
  std::vector<Action> actions_;
};

}  // namespace

std::vector<Action> find_actions(const Passage& passage, const std::vector<AgendaItem>& items,
                                 const std::vector<Attendee>& attendees,
                                 const std::vector<DateMention>& dates, MemoKind kind) {
  if (kind != MemoKind::minutes && kind != MemoKind::memo && kind != MemoKind::other) return {};
  return ActionFinder(passage, items, attendees, dates).found();
}

}  // namespace muistio
