#include "pipeline/why.h"

#include <fmt/format.h>

#include <algorithm>
#include <ostream>

#include "corpus/unicode.h"
#include "pipeline/one_memo.h"
#include "pipeline/terminal.h"

namespace muistio {
namespace {

struct Fact {
  std::string kind, value;
  Evidence evidence;
};

std::vector<Fact> header_facts(const Meeting& meeting) {
  std::vector<Fact> facts;
  const auto add = [&facts](const char* name, const std::optional<Stated>& stated) {
    if (stated) facts.push_back({name, stated->value, stated->evidence});
  };
  add("body", meeting.body);
  add("title", meeting.title);
  add("number", meeting.number);
  add("date", meeting.date);
  add("start", meeting.start);
  add("end", meeting.end);
  add("place", meeting.place);
  return facts;
}

// The header first, then all else in the order of the paper.
std::vector<Fact> facts_of(const Memo& memo) {
  std::vector<Fact> facts;
  for (const Attendee& attendee : memo.attendees) {
    std::string value = attendee.name + ", " + std::string(name_of(attendee.presence));
    if (attendee.role) value += ", " + std::string(name_of(*attendee.role));
    facts.push_back({"attendee", value, attendee.evidence});
  }
  for (const AgendaItem& item : memo.items)
    facts.push_back({"item", item.number.value_or("-") + " " + item.title, item.evidence});
  for (const Decision& decision : memo.decisions)
    facts.push_back({"decision", std::string(name_of(decision.kind)), decision.evidence});
  for (const Action& action : memo.actions) {
    const std::string due = action.due ? ", by " + *action.due : "";
    facts.push_back({"action", action.who.value_or("somebody") + due, action.evidence});
  }
  for (const DateMention& date : memo.dates)
    facts.push_back({"date", date.value + ", " + std::string(name_of(date.use)), date.evidence});
  for (const Amount& amount : memo.amounts)
    facts.push_back(
        {"amount", fmt::format("{:.2f} {}", amount.value, amount.currency), amount.evidence});
  std::stable_sort(facts.begin(), facts.end(), [](const Fact& one, const Fact& other) {
    return one.evidence.span.begin < other.evidence.span.begin;
  });
  if (!memo.meeting) return facts;
  std::vector<Fact> all = header_facts(*memo.meeting);
  all.insert(all.end(), facts.begin(), facts.end());
  return all;
}

}  // namespace

int why(const WhyOptions& options, Streams streams) {
  int exit_code = exit_done;
  const auto one = find_one_memo(options.corpus, options.memo, streams, exit_code);
  if (!one) return exit_code;
  const Style style(streams.terminal);
  std::vector<std::vector<std::string>> rows;
  const std::vector<Fact> facts = facts_of(one->memo);
  for (const Fact& fact : facts) {
    rows.push_back({fact.kind, "p. " + std::to_string(fact.evidence.page),
                    fmt::format("{:3.0f} %", fact.evidence.confidence * 100), fact.evidence.rule,
                    harmless(single_spaced(fact.value))});
  }
  // The text stands under its fact, so that long ones do not push the columns apart.
  const std::string table = aligned(rows, "");
  std::size_t at = 0;
  for (const Fact& fact : facts) {
    const std::size_t end = table.find('\n', at);
    streams.out << table.substr(at, end - at) << '\n';
    at = end + 1;
    const Span span = fact.evidence.span;
    const bool inside = span.end <= one->document.text.size() && span.begin <= span.end;
    if (inside && !span.empty()) {
      streams.out << "    "
                  << style.faint("“" + harmless(single_spaced(one->document.at(span))) + "”")
                  << '\n';
    }
  }
  if (facts.empty()) streams.out << "nothing was found in this memo\n";
  return exit_done;
}

}  // namespace muistio
