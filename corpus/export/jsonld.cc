#include <nlohmann/json.hpp>
#include <ostream>

#include "corpus/export/edtf.h"
#include "corpus/export/formats.h"

namespace muistio {
namespace {

using Json = nlohmann::ordered_json;

std::string document_id(const Memo& memo) {
  return "urn:muistio:memo:" + memo.id();
}

std::string event_id(const Memo& memo) {
  return "urn:muistio:meeting:" + memo.id();
}

Json person(const std::string& name) {
  return {{"@type", "Person"}, {"name", name}};
}

Json document_node(const Memo& memo) {
  Json node{
      {"@id", document_id(memo)},
      {"@type", "DigitalDocument"},
      {"name", memo.meeting && memo.meeting->title ? memo.meeting->title->value : memo.source.path},
      {"url", memo.source.path},
      {"sha256", memo.source.sha256},
      {"encodingFormat", "application/pdf"}};
  if (memo.language != "und") node["inLanguage"] = memo.language;
  if (memo.meeting) node["about"] = {{"@id", event_id(memo)}};
  return node;
}

// schema.org gives a capacity through a Role around the person.
Json attendee_node(const Attendee& attendee) {
  if (!attendee.role) return person(attendee.name);
  return {{"@type", "Role"},
          {"roleName", name_of(*attendee.role)},
          {"attendee", person(attendee.name)}};
}

Json event_node(const Memo& memo) {
  const Meeting& meeting = *memo.meeting;
  Json node{{"@id", event_id(memo)}, {"@type", "Event"}};
  const std::string body = meeting.body ? meeting.body->value : "";
  node["name"] = meeting.title ? meeting.title->value : body;
  const std::string day = meeting.date ? meeting.date->value : "";
  if (parse_days(day)) {
    node["startDate"] = day + (meeting.start ? "T" + meeting.start->value : "");
    if (meeting.end) node["endDate"] = day + "T" + meeting.end->value;
  } else if (!day.empty()) {
    node["temporalCoverage"] = day;
  }
  if (meeting.place) node["location"] = {{"@type", "Place"}, {"name", meeting.place->value}};
  if (!body.empty()) node["organizer"] = {{"@type", "Organization"}, {"name", body}};
  if (meeting.number) node["identifier"] = meeting.number->value;
  for (const Attendee& attendee : memo.attendees)
    if (attendee.presence == Presence::present) node["attendee"].push_back(attendee_node(attendee));
  for (const AgendaItem& item : memo.items) {
    Json part{{"@type", "Event"}, {"name", item.title}};
    if (item.number) part["identifier"] = *item.number;
    node["subEvent"].push_back(part);
  }
  for (const Decision& decision : memo.decisions) {
    node["workFeatured"].push_back(
        {{"@type", "CreativeWork"}, {"genre", name_of(decision.kind)}, {"text", decision.text}});
  }
  node["recordedIn"] = {{"@id", document_id(memo)}};
  return node;
}

Json action_node(const Memo& memo, const Action& action) {
  Json node{{"@type", "PlanAction"},
            {"name", action.what},
            {"actionStatus", "https://schema.org/PotentialActionStatus"}};
  if (action.who) node["agent"] = person(*action.who);
  if (action.due && parse_days(*action.due)) node["scheduledTime"] = *action.due;
  node["subjectOf"] = {{"@id", document_id(memo)}};
  return node;
}

class JsonldWriter : public ExportWriter {
 public:
  explicit JsonldWriter(ExportTarget& target) : target_(target) {}

  Result<Done> write(const ExportedMemo& exported) override {
    if (auto begun = begin(); !begun) return begun;
    const Memo& memo = exported.memo;
    write_one(document_node(memo));
    if (memo.meeting) write_one(event_node(memo));
    for (const Action& action : memo.actions) write_one(action_node(memo, action));
    return Done{};
  }

  Result<Done> finish() override {
    if (auto begun = begin(); !begun) return begun;
    *out_ << "\n]}\n";
    auto closed = target_.close();
    if (!closed) return closed.error();
    return Done{};
  }

 private:
  Result<Done> begin() {
    if (out_ != nullptr) return Done{};
    auto out = target_.begin("memos.jsonld");
    if (!out) return out.error();
    out_ = out.value();
    *out_ << "{\"@context\":\"https://schema.org\",\"@graph\":[";
    return Done{};
  }

  void write_one(const Json& node) {
    *out_ << (first_ ? "\n" : ",\n") << node.dump(-1, ' ', false, Json::error_handler_t::replace);
    first_ = false;
  }

  ExportTarget& target_;
  std::ostream* out_ = nullptr;
  bool first_ = true;
};

}  // namespace

std::unique_ptr<ExportWriter> make_jsonld_writer(ExportTarget& target) {
  return std::make_unique<JsonldWriter>(target);
}

}  // namespace muistio
