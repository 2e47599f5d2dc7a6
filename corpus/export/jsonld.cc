#include <nlohmann/json.hpp>
#include <ostream>

#include "corpus/export/doers.h"
#include "corpus/export/edtf.h"
#include "corpus/export/formats.h"
#include "corpus/export/markup.h"
#include "corpus/export/one_file.h"
#include "corpus/unicode.h"

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

Json document_node(const ExportedMemo& exported) {
  const Memo& memo = exported.memo;
  Json node{
      {"@id", document_id(memo)},
      {"@type", "DigitalDocument"},
      {"name", memo.meeting && memo.meeting->title ? memo.meeting->title->value : memo.source.path},
      {"url", uri_reference(memo.source.path)},
      {"encoding",
       {{"@type", "MediaObject"},
        {"contentUrl", uri_reference(memo.source.path)},
        {"encodingFormat", "application/pdf"},
        {"sha256", memo.source.sha256}}},
      {"dateModified", exported.saved_at}};
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

// All meetings of the body.
Json series_node(const std::string& body) {
  return {{"@id", "urn:muistio:series:" + uri_reference(lower_case(body))},
          {"@type", "EventSeries"},
          {"name", body}};
}

// Absent where the day is not certain.
std::optional<Json> next_meeting_node(const Memo& memo, std::size_t number) {
  const auto days = parse_days(memo.dates[number].value);
  if (!days) return std::nullopt;
  Json node{{"@id", "urn:muistio:next:" + memo.id() + ":" + std::to_string(number + 1)},
            {"@type", "Event"},
            {"name", memo.dates[number].text},
            {"eventStatus", "https://schema.org/EventScheduled"},
            {"startDate", moment_of(days->first)}};
  if (days->last) node["endDate"] = moment_of(*days->last);
  if (memo.meeting && memo.meeting->body) {
    const std::string& body = memo.meeting->body->value;
    node["name"] = body;
    node["organizer"] = {{"@type", "Organization"}, {"name", body}};
    node["superEvent"] = series_node(body);
  }
  node["subjectOf"] = {{"@id", document_id(memo)}};
  return node;
}

Json decision_node(const Decision& decision) {
  Json node{{"@type", "CreativeWork"}, {"genre", name_of(decision.kind)}, {"text", decision.text}};
  if (decision.proposal) {
    node["isBasedOn"] = {{"@type", "CreativeWork"},
                         {"genre", name_of(DecisionKind::proposed)},
                         {"text", *decision.proposal}};
  }
  return node;
}

Json event_node(const Memo& memo) {
  const Meeting& meeting = *memo.meeting;
  Json node{{"@id", event_id(memo)}, {"@type", "Event"}};
  const std::string body = meeting.body ? meeting.body->value : "";
  node["eventStatus"] = "https://schema.org/EventScheduled";
  node["name"] = meeting.title ? meeting.title->value : !body.empty() ? body : memo.source.path;
  if (const auto start = meeting_moment(meeting, meeting.start)) node["startDate"] = *start;
  if (const auto end = meeting.end ? meeting_moment(meeting, meeting.end) : std::nullopt)
    node["endDate"] = *end;
  if (meeting.place) node["location"] = {{"@type", "Place"}, {"name", meeting.place->value}};
  if (!body.empty()) {
    node["organizer"] = {{"@type", "Organization"}, {"name", body}};
    node["superEvent"] = series_node(body);
  }
  if (meeting.number) node["identifier"] = meeting.number->value;
  for (const Attendee& attendee : memo.attendees)
    if (attendee.presence == Presence::present) node["attendee"].push_back(attendee_node(attendee));
  for (const AgendaItem& item : memo.items) {
    Json part{{"@type", "Event"}, {"name", item.title}};
    if (item.number) part["identifier"] = *item.number;
    node["subEvent"].push_back(part);
  }
  for (const Decision& decision : memo.decisions)
    node["workFeatured"].push_back(decision_node(decision));
  node["recordedIn"] = {{"@id", document_id(memo)}};
  return node;
}

Json action_node(const Memo& memo, std::size_t number) {
  const Action& action = memo.actions[number];
  Json node{{"@id", "urn:muistio:action:" + memo.id() + ":" + std::to_string(number + 1)},
            {"@type", "PlanAction"},
            {"name", action.what},
            {"actionStatus", "https://schema.org/PotentialActionStatus"}};
  if (action.who) {
    Json agents = Json::array();
    for (const std::string& doer : doers_in(*action.who)) agents.push_back(person(doer));
    node["agent"] = agents.size() == 1 ? agents.front() : agents;
  }
  if (const auto due = action.due ? parse_days(*action.due) : std::nullopt)
    node["scheduledTime"] = moment_of(due->first);
  node["subjectOf"] = {{"@id", document_id(memo)}};
  return node;
}

class JsonldWriter : public OneFileWriter {
 public:
  explicit JsonldWriter(ExportTarget& target)
      : OneFileWriter(target, "memos.jsonld", R"({"@context":"https://schema.org","@graph":[)") {}

 private:
  void write_memo(std::ostream& out, const ExportedMemo& exported) override {
    const Memo& memo = exported.memo;
    write_node(out, document_node(exported));
    if (memo.meeting) write_node(out, event_node(memo));
    for (std::size_t i = 0; i < memo.dates.size(); ++i) {
      if (memo.dates[i].use != DateUse::next_meeting) continue;
      if (const auto node = next_meeting_node(memo, i)) write_node(out, *node);
    }
    for (std::size_t i = 0; i < memo.actions.size(); ++i) write_node(out, action_node(memo, i));
  }

  void write_removal(std::ostream& out, std::string_view key, std::string_view at) override {
    write_node(out, {{"@type", "DeleteAction"},
                     {"object", {{"@id", "urn:muistio:memo:" + std::string(key)}}},
                     {"endTime", at}});
  }

  void write_end(std::ostream& out) override { out << "\n]}\n"; }

  void write_node(std::ostream& out, const Json& node) {
    nodes_.write(out, node.dump(-1, ' ', false, Json::error_handler_t::replace));
  }

  JsonLines nodes_;
};

}  // namespace

std::unique_ptr<ExportWriter> make_jsonld_writer(ExportTarget& target) {
  return std::make_unique<JsonldWriter>(target);
}

}  // namespace muistio
