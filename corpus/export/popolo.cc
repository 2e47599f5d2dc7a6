#include <map>
#include <nlohmann/json.hpp>
#include <ostream>

#include "corpus/export/edtf.h"
#include "corpus/export/formats.h"
#include "corpus/export/markup.h"
#include "corpus/export/one_file.h"
#include "corpus/unicode.h"

namespace muistio {
namespace {

using Json = nlohmann::ordered_json;

std::string written(const Json& json) {
  return json.dump(-1, ' ', false, Json::error_handler_t::replace);
}

// Ids must be stable from export to export and need mean nothing else.
std::string person_id(std::string_view name) {
  return "person/" + lower_case(name);
}

std::string organization_id(std::string_view name) {
  return "organization/" + lower_case(name);
}

std::string event_id(const Memo& memo) {
  return "event/" + memo.id();
}

// One list a class, one round a list: only names of persons and organisations are kept, each
// once.
class PopoloWriter : public OneFileWriter {
 public:
  explicit PopoloWriter(ExportTarget& target)
      : OneFileWriter(target, "popolo.json", "{\"events\":[") {}

  int rounds() const override { return 3; }

 private:
  enum class Round { events, motions, memberships };

  void write_memo(std::ostream& out, const ExportedMemo& exported) override {
    const Memo& memo = exported.memo;
    if (!memo.meeting) return;
    switch (round_) {
      case Round::events:
        if (memo.meeting->body)
          organizations_.emplace(organization_id(memo.meeting->body->value),
                                 memo.meeting->body->value);
        write_event(out, exported);
        break;
      case Round::motions:
        for (std::size_t i = 0; i < memo.decisions.size(); ++i) write_motion(out, memo, i);
        break;
      case Round::memberships:
        for (const Attendee& attendee : memo.attendees) write_membership(out, memo, attendee);
        break;
    }
  }

  void write_removal(std::ostream&, std::string_view key, std::string_view at) override {
    removed_.push_back({{"id", "event/" + std::string(key)}, {"deleted", at}});
  }

  void write_round_end(std::ostream& out) override {
    const bool events = round_ == Round::events;
    out << (events ? "\n],\n\"motions\":[" : "\n],\n\"memberships\":[");
    round_ = events ? Round::motions : Round::memberships;
    list_ = {};
  }

  void write_end(std::ostream& out) override {
    out << "\n],\n\"persons\":[";
    list_ = {};
    for (const auto& [id, name] : persons_) list_.write(out, written(person(name)));
    out << "\n],\n\"organizations\":[";
    list_ = {};
    for (const auto& [id, name] : organizations_)
      list_.write(out, written({{"id", id}, {"name", name}}));
    if (!removed_.empty()) out << "\n],\n\"removed\":[";
    list_ = {};
    for (const Json& event : removed_) list_.write(out, written(event));
    out << "\n]}\n";
  }

  static Json person(const std::string& name) {
    Json json{{"id", person_id(name)}, {"name", name}};
    const std::size_t space = name.rfind(' ');
    if (space != std::string::npos) {
      json["family_name"] = name.substr(space + 1);
      json["given_name"] = name.substr(0, space);
      json["sort_name"] = name.substr(space + 1) + " " + name.substr(0, space);
    }
    return json;
  }

  static Json sources(const Memo& memo, int page) {
    return Json::array(
        {{{"url", uri_reference(memo.source.path)}, {"note", "page " + std::to_string(page)}}});
  }

  static const char* status_of(const Memo& memo) {
    return only_calls(memo) ? "tentative" : "confirmed";
  }

  void write_event(std::ostream& out, const ExportedMemo& exported) {
    const Memo& memo = exported.memo;
    const Meeting& meeting = *memo.meeting;
    const std::string body = meeting.body ? meeting.body->value : "";
    Json event{{"id", event_id(memo)},
               {"name", meeting.title   ? meeting.title->value
                        : !body.empty() ? body
                                        : memo.source.path},
               {"classification", name_of(memo.kind)},
               {"status", status_of(memo)}};
    if (const auto start = meeting_moment(meeting, meeting.start)) event["start_date"] = *start;
    if (const auto end = meeting.end ? meeting_moment(meeting, meeting.end) : std::nullopt)
      event["end_date"] = *end;
    if (meeting.place) event["location"] = meeting.place->value;
    if (!body.empty()) event["organization_id"] = organization_id(body);
    if (meeting.number)
      event["identifiers"] = Json::array({{{"identifier", meeting.number->value}}});
    event["attendees"] = Json::array();
    for (const Attendee& attendee : memo.attendees) {
      persons_.emplace(person_id(attendee.name), attendee.name);
      if (attendee.presence == Presence::present)
        event["attendees"].push_back({{"id", person_id(attendee.name)}, {"name", attendee.name}});
    }
    event["sources"] = sources(memo, memo.source.first_page);
    event["updated_at"] = exported.saved_at;
    list_.write(out, written(event));
    write_items(out, memo);
    write_next_meetings(out, memo);
  }

  void write_items(std::ostream& out, const Memo& memo) {
    for (std::size_t i = 0; i < memo.items.size(); ++i) {
      Json item{{"id", event_id(memo) + "/item/" + std::to_string(i + 1)},
                {"name", memo.items[i].title},
                {"classification", "agenda_item"},
                {"parent_id", event_id(memo)}};
      if (memo.items[i].number)
        item["identifiers"] = Json::array({{{"identifier", *memo.items[i].number}}});
      item["sources"] = sources(memo, memo.items[i].evidence.page);
      list_.write(out, written(item));
    }
  }

  void write_next_meetings(std::ostream& out, const Memo& memo) {
    for (std::size_t i = 0; i < memo.dates.size(); ++i) {
      const DateMention& date = memo.dates[i];
      const auto days = parse_days(date.value);
      if (date.use != DateUse::next_meeting || !days) continue;
      const std::string body = memo.meeting->body ? memo.meeting->body->value : "";
      Json event{{"id", event_id(memo) + "/next/" + std::to_string(i + 1)},
                 {"name", body.empty() ? date.text : body},
                 {"classification", "announced_meeting"},
                 {"status", "tentative"},
                 {"start_date", moment_of(days->first)}};
      if (days->last) event["end_date"] = moment_of(*days->last);
      if (!body.empty()) event["organization_id"] = organization_id(body);
      event["sources"] = sources(memo, date.evidence.page);
      list_.write(out, written(event));
    }
  }

  // Popolo has no place for a role in a meeting, so it is a membership of that day.
  void write_membership(std::ostream& out, const Memo& memo, const Attendee& attendee) {
    const Meeting& meeting = *memo.meeting;
    if (!meeting.body || !attendee.role) return;
    Json membership{{"person_id", person_id(attendee.name)},
                    {"organization_id", organization_id(meeting.body->value)},
                    {"role", name_of(*attendee.role)}};
    if (const auto day = meeting_moment(meeting, std::nullopt))
      membership["start_date"] = membership["end_date"] = *day;
    if (attendee.organisation) {
      organizations_.emplace(organization_id(*attendee.organisation), *attendee.organisation);
      membership["on_behalf_of_id"] = organization_id(*attendee.organisation);
    }
    membership["sources"] = sources(memo, attendee.evidence.page);
    list_.write(out, written(membership));
  }

  void write_motion(std::ostream& out, const Memo& memo, std::size_t number) {
    const Decision& decision = memo.decisions[number];
    const std::string id = "motion/" + memo.id() + "/" + std::to_string(number + 1);
    Json motion{{"id", id}, {"text", decision.text}, {"classification", name_of(decision.kind)}};
    if (decision.proposal) motion["proposal"] = *decision.proposal;  // A property of our own.
    const Meeting& meeting = *memo.meeting;
    if (const auto when = meeting_moment(meeting, meeting.start)) motion["date"] = *when;
    if (meeting.body) motion["organization_id"] = organization_id(meeting.body->value);
    motion["legislative_session_id"] = event_id(memo);
    if (decision.kind == DecisionKind::rejected) motion["result"] = "fail";
    if (decision.kind == DecisionKind::approved || decision.kind == DecisionKind::decided ||
        decision.kind == DecisionKind::agreed)
      motion["result"] = "pass";
    if (decision.vote) motion["vote_events"] = Json::array({vote_event(id, *decision.vote)});
    motion["sources"] = sources(memo, decision.evidence.page);
    list_.write(out, written(motion));
  }

  static Json vote_event(const std::string& motion, const Vote& vote) {
    Json counts = Json::array();
    const auto add = [&counts](const char* option, const std::optional<int>& value) {
      if (value) counts.push_back({{"option", option}, {"value", *value}});
    };
    add("yes", vote.in_favour);
    add("no", vote.against);
    add("abstain", vote.abstain);
    return {{"motion_id", motion}, {"counts", counts}};
  }

  Round round_ = Round::events;
  JsonLines list_;
  std::map<std::string, std::string> persons_, organizations_;  // Names by id.
  std::vector<Json> removed_;
};

}  // namespace

std::unique_ptr<ExportWriter> make_popolo_writer(ExportTarget& target) {
  return std::make_unique<PopoloWriter>(target);
}

}  // namespace muistio
