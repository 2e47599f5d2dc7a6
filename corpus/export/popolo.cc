#include <map>
#include <nlohmann/json.hpp>
#include <ostream>
#include <set>

#include "corpus/export/formats.h"
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

class PopoloWriter : public ExportWriter {
 public:
  explicit PopoloWriter(ExportTarget& target) : target_(target) {}

  Result<Done> write(const ExportedMemo& exported) override {
    if (auto begun = begin(); !begun) return begun;
    const Memo& memo = exported.memo;
    if (!memo.meeting) return Done{};
    if (memo.meeting->body) organizations_.insert(memo.meeting->body->value);
    write_event(memo);
    for (const Attendee& attendee : memo.attendees) add_membership(memo, attendee);
    for (std::size_t i = 0; i < memo.decisions.size(); ++i) add_motion(memo, i);
    return Done{};
  }

  Result<Done> finish() override {
    if (auto begun = begin(); !begun) return begun;
    *out_ << "\n],\n\"motions\":[" << motions_ << "\n],\n\"memberships\":[" << memberships_;
    *out_ << "\n],\n\"persons\":[";
    const char* comma = "\n";
    for (const std::string& name : persons_) {
      *out_ << comma << written(person(name));
      comma = ",\n";
    }
    *out_ << "\n],\n\"organizations\":[";
    comma = "\n";
    for (const std::string& name : organizations_) {
      *out_ << comma << written({{"id", organization_id(name)}, {"name", name}});
      comma = ",\n";
    }
    *out_ << "\n]}\n";
    auto closed = target_.close();
    if (!closed) return closed.error();
    return Done{};
  }

 private:
  Result<Done> begin() {
    if (out_ != nullptr) return Done{};
    auto out = target_.begin("popolo.json");
    if (!out) return out.error();
    out_ = out.value();
    *out_ << "{\"events\":[";
    return Done{};
  }

  static void add_to(std::string& list, const Json& json) {
    list += (list.empty() ? "\n" : ",\n") + written(json);
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
    return Json::array({{{"url", memo.source.path}, {"note", "page " + std::to_string(page)}}});
  }

  // "2014-04-02T14:00", as far as the memo says.
  static std::string moment(const Meeting& meeting, const std::optional<Stated>& time) {
    if (!meeting.date) return "";
    return meeting.date->value + (time ? "T" + time->value : "");
  }

  void write_event(const Memo& memo) {
    const Meeting& meeting = *memo.meeting;
    const std::string body = meeting.body ? meeting.body->value : "";
    Json event{{"id", event_id(memo)},
               {"name", meeting.title ? meeting.title->value : body},
               {"classification", name_of(memo.kind)}};
    if (meeting.date) event["start_date"] = moment(meeting, meeting.start);
    if (meeting.end) event["end_date"] = moment(meeting, meeting.end);
    if (meeting.place) event["location"] = meeting.place->value;
    if (!body.empty()) event["organization_id"] = organization_id(body);
    if (meeting.number)
      event["identifiers"] = Json::array({{{"identifier", meeting.number->value}}});
    event["attendees"] = Json::array();
    for (const Attendee& attendee : memo.attendees) {
      persons_.insert(attendee.name);
      if (attendee.presence == Presence::present)
        event["attendees"].push_back({{"id", person_id(attendee.name)}, {"name", attendee.name}});
    }
    event["sources"] = sources(memo, memo.source.first_page);
    write_one(event);
    for (std::size_t i = 0; i < memo.items.size(); ++i) {
      Json item{{"id", event_id(memo) + "/item/" + std::to_string(i + 1)},
                {"name", memo.items[i].title},
                {"classification", "agenda_item"},
                {"parent_id", event_id(memo)}};
      if (memo.items[i].number)
        item["identifiers"] = Json::array({{{"identifier", *memo.items[i].number}}});
      item["sources"] = sources(memo, memo.items[i].evidence.page);
      write_one(item);
    }
  }

  void write_one(const Json& event) {
    *out_ << (first_ ? "\n" : ",\n") << written(event);
    first_ = false;
  }

  // Popolo has no place for a role in a meeting, so it is a membership of that day.
  void add_membership(const Memo& memo, const Attendee& attendee) {
    const Meeting& meeting = *memo.meeting;
    if (!meeting.body || !attendee.role) return;
    Json membership{{"person_id", person_id(attendee.name)},
                    {"organization_id", organization_id(meeting.body->value)},
                    {"role", name_of(*attendee.role)}};
    if (meeting.date)
      membership["start_date"] = membership["end_date"] = meeting.date->value.substr(0, 10);
    if (attendee.organisation) {
      organizations_.insert(*attendee.organisation);
      membership["on_behalf_of_id"] = organization_id(*attendee.organisation);
    }
    membership["sources"] = sources(memo, attendee.evidence.page);
    add_to(memberships_, membership);
  }

  void add_motion(const Memo& memo, std::size_t number) {
    const Decision& decision = memo.decisions[number];
    const std::string id = "motion/" + memo.id() + "/" + std::to_string(number + 1);
    Json motion{{"id", id}, {"text", decision.text}, {"classification", name_of(decision.kind)}};
    const Meeting& meeting = *memo.meeting;
    if (meeting.date) motion["date"] = meeting.date->value;
    if (meeting.body) motion["organization_id"] = organization_id(meeting.body->value);
    motion["legislative_session_id"] = event_id(memo);
    if (decision.kind == DecisionKind::rejected) motion["result"] = "fail";
    if (decision.kind == DecisionKind::approved || decision.kind == DecisionKind::decided ||
        decision.kind == DecisionKind::agreed)
      motion["result"] = "pass";
    if (decision.vote) motion["vote_events"] = Json::array({vote_event(id, *decision.vote)});
    motion["sources"] = sources(memo, decision.evidence.page);
    add_to(motions_, motion);
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

  ExportTarget& target_;
  std::ostream* out_ = nullptr;
  bool first_ = true;
  std::set<std::string> persons_, organizations_;
  std::string motions_, memberships_;
};

}  // namespace

std::unique_ptr<ExportWriter> make_popolo_writer(ExportTarget& target) {
  return std::make_unique<PopoloWriter>(target);
}

}  // namespace muistio
