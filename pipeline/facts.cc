#include "pipeline/facts.h"

#include <fmt/format.h>

#include <algorithm>

namespace muistio {
namespace {

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

}  // namespace

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

}  // namespace muistio
