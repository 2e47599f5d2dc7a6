#include "corpus/record.h"

#include <algorithm>
#include <cmath>
#include <nlohmann/json.hpp>
#include <vector>

#include "corpus/unicode.h"

namespace muistio {
namespace {

using Json = nlohmann::ordered_json;

bool begins_code_point(char byte) {
  return (static_cast<unsigned char>(byte) & 0xC0) != 0x80;
}

// Between byte offsets and code points of one text. Remembers a mark every few hundred bytes.
class CodePointMap {
 public:
  explicit CodePointMap(std::string_view text) : text_(text) {
    std::size_t count = 0;
    for (std::size_t i = 0; i < text.size(); ++i) {
      if (i % step == 0) marks_.push_back(count);
      if (begins_code_point(text[i])) ++count;
    }
    total_ = count;
  }

  std::size_t code_point(std::size_t byte) const {
    if (byte >= text_.size()) return total_;
    std::size_t count = marks_[byte / step];
    for (std::size_t i = byte / step * step; i < byte; ++i) count += begins_code_point(text_[i]);
    return count;
  }

  // Absent past the end of the text.
  std::optional<std::size_t> byte(std::size_t code_point) const {
    if (code_point > total_) return std::nullopt;
    if (code_point == total_) return text_.size();
    const auto after = std::upper_bound(marks_.begin(), marks_.end(), code_point);
    const auto mark = static_cast<std::size_t>(after - marks_.begin()) - 1;
    std::size_t count = marks_[mark];
    for (std::size_t i = mark * step; i < text_.size(); ++i) {
      if (!begins_code_point(text_[i])) continue;
      if (count == code_point) return i;
      ++count;
    }
    return std::nullopt;
  }

 private:
  static constexpr std::size_t step = 256;
  std::string_view text_;
  std::vector<std::size_t> marks_;
  std::size_t total_ = 0;
};

double rounded(double value, double unit) {
  return std::round(value / unit) * unit;
}

// Two decimals of a point are a tenth of a hair: more would be noise in every diff.
double rounded_point(double value) {
  return std::round(value * 100) / 100;
}

template <typename Value>
Json or_null(const std::optional<Value>& value) {
  return value ? Json(*value) : Json(nullptr);
}

class RecordWriter {
 public:
  explicit RecordWriter(const Document& document) : map_(document.text) {}

  Json record(const Memo& memo) const {
    Json json;
    json["schema"] = "muistio-record/1";
    json["id"] = memo.id();
    json["source"] = source(memo.source);
    json["language"] = memo.language;
    json["kind"] = name_of(memo.kind);
    json["meeting"] = memo.meeting ? meeting(*memo.meeting) : Json(nullptr);
    json["attendees"] = list(memo.attendees);
    json["items"] = list(memo.items);
    json["decisions"] = list(memo.decisions);
    json["actions"] = list(memo.actions);
    json["dates"] = list(memo.dates);
    json["amounts"] = list(memo.amounts);
    json["warnings"] = Json::array();
    for (const Issue& issue : memo.issues) json["warnings"].push_back(warning(issue));
    return json;
  }

 private:
  static Json source(const Source& source) {
    Json json;
    json["path"] = source.path;
    json["sha256"] = source.sha256;
    json["bytes"] = source.bytes;
    json["pages"] = {
        {"first", source.first_page}, {"last", source.last_page}, {"total", source.total_pages}};
    json["text"] = name_of(source.text);
    json["ocr_confidence"] =
        source.ocr_confidence ? Json(rounded(*source.ocr_confidence, 0.001)) : Json(nullptr);
    Json pdf = Json::object();
    const auto add = [&pdf](const char* name, const std::string& value) {
      if (!value.empty()) pdf[name] = value;
    };
    add("title", source.pdf.title);
    add("author", source.pdf.author);
    add("producer", source.pdf.producer);
    add("created", source.pdf.created);
    add("version", source.pdf.version);
    json["pdf"] = pdf;
    return json;
  }

  Json meeting(const Meeting& meeting) const {
    Json json;
    Json evidence = Json::object();
    const auto add = [&](const char* name, const std::optional<Stated>& stated) {
      json[name] = stated ? Json(stated->value) : Json(nullptr);
      if (stated) evidence[name] = with_evidence(stated->evidence, Json::object());
    };
    add("body", meeting.body);
    add("title", meeting.title);
    add("number", meeting.number);
    add("date", meeting.date);
    add("start", meeting.start);
    add("end", meeting.end);
    add("place", meeting.place);
    json["evidence"] = evidence;
    return json;
  }

  Json with_evidence(const Evidence& evidence, Json json) const {
    const Box& box = evidence.box;
    json["where"] = {
        {"page", evidence.page},
        {"box",
         {rounded_point(box.left), rounded_point(box.top), rounded_point(box.right),
          rounded_point(box.bottom)}},
        {"span", {map_.code_point(evidence.span.begin), map_.code_point(evidence.span.end)}}};
    json["rule"] = evidence.rule;
    json["confidence"] = std::round(evidence.confidence * 1000) / 1000;
    return json;
  }

  Json entry(const Attendee& attendee) const {
    Json json;
    json["name"] = attendee.name;
    json["written"] = attendee.written;
    json["presence"] = name_of(attendee.presence);
    json["remote"] = attendee.remote;
    json["partial"] = or_null(attendee.partial);
    json["role"] = attendee.role ? Json(name_of(*attendee.role)) : Json(nullptr);
    json["title"] = or_null(attendee.title);
    json["organisation"] = or_null(attendee.organisation);
    return json;
  }

  Json entry(const AgendaItem& item) const {
    return {{"number", or_null(item.number)}, {"title", item.title}};
  }

  Json entry(const Decision& decision) const {
    Json json;
    json["item"] = or_null(decision.item);
    json["text"] = decision.text;
    json["kind"] = name_of(decision.kind);
    json["people"] = decision.people;
    json["vote"] = nullptr;
    if (decision.vote) {
      json["vote"] = Json::object();
      if (decision.vote->in_favour) json["vote"]["for"] = *decision.vote->in_favour;
      if (decision.vote->against) json["vote"]["against"] = *decision.vote->against;
      if (decision.vote->abstain) json["vote"]["abstain"] = *decision.vote->abstain;
    }
    if (decision.proposal) json["proposal"] = *decision.proposal;
    return json;
  }

  Json entry(const Action& action) const {
    return {{"who", or_null(action.who)},
            {"what", action.what},
            {"due", or_null(action.due)},
            {"item", or_null(action.item)}};
  }

  Json entry(const DateMention& date) const {
    return {{"text", date.text}, {"value", date.value}, {"use", name_of(date.use)}};
  }

  Json entry(const Amount& amount) const {
    return {{"text", amount.text}, {"value", amount.value}, {"currency", amount.currency}};
  }

  template <typename Fact>
  Json list(const std::vector<Fact>& facts) const {
    Json json = Json::array();
    for (const Fact& fact : facts) json.push_back(with_evidence(fact.evidence, entry(fact)));
    return json;
  }

  static Json warning(const Issue& issue) {
    return {{"code", issue.code}, {"message", issue.message}, {"page", or_null(issue.page)}};
  }

  CodePointMap map_;
};

// Reads what RecordWriter wrote. nlohmann throws on a missing key or a wrong type; the one
// catch is in parse_record.
class RecordReader {
 public:
  explicit RecordReader(std::string_view text) : map_(text) {}

  Memo memo(const Json& json) const {
    Memo memo;
    require(json.at("schema") == "muistio-record/1");
    memo.source = source(json.at("source"));
    memo.language = json.at("language");
    memo.kind = named<MemoKind>(json.at("kind"));
    if (!json.at("meeting").is_null()) memo.meeting = meeting(json.at("meeting"));
    read_list(json.at("attendees"), memo.attendees);
    read_list(json.at("items"), memo.items);
    read_list(json.at("decisions"), memo.decisions);
    read_list(json.at("actions"), memo.actions);
    read_list(json.at("dates"), memo.dates);
    read_list(json.at("amounts"), memo.amounts);
    for (const Json& warning : json.at("warnings")) {
      memo.issues.push_back(
          {warning.at("code"), warning.at("message"), optional<int>(warning.at("page"))});
    }
    require(json.at("id") == memo.id());
    return memo;
  }

 private:
  static void require(bool condition) {
    if (!condition) throw std::runtime_error("deviates from the schema");
  }

  template <typename Enum>
  static Enum named(const Json& json) {
    const auto value = parse_name<Enum>(json.get_ref<const std::string&>());
    require(value.has_value());
    return *value;
  }

  template <typename Value>
  static std::optional<Value> optional(const Json& json) {
    if (json.is_null()) return std::nullopt;
    return json.get<Value>();
  }

  static Source source(const Json& json) {
    Source source;
    source.path = json.at("path");
    source.sha256 = json.at("sha256");
    source.bytes = json.at("bytes");
    source.first_page = json.at("pages").at("first");
    source.last_page = json.at("pages").at("last");
    source.total_pages = json.at("pages").at("total");
    source.text = named<TextSource>(json.at("text"));
    source.ocr_confidence = optional<double>(json.at("ocr_confidence"));
    const Json& pdf = json.at("pdf");
    source.pdf.title = pdf.value("title", "");
    source.pdf.author = pdf.value("author", "");
    source.pdf.producer = pdf.value("producer", "");
    source.pdf.created = pdf.value("created", "");
    source.pdf.version = pdf.value("version", "");
    return source;
  }

  Evidence evidence(const Json& json) const {
    Evidence evidence;
    const Json& where = json.at("where");
    evidence.page = where.at("page");
    const Json& box = where.at("box");
    evidence.box = {box.at(0), box.at(1), box.at(2), box.at(3)};
    const auto begin = map_.byte(where.at("span").at(0).get<std::size_t>());
    const auto end = map_.byte(where.at("span").at(1).get<std::size_t>());
    require(begin && end && *begin <= *end);
    evidence.span = {*begin, *end};
    evidence.rule = json.at("rule");
    evidence.confidence = json.at("confidence");
    return evidence;
  }

  Meeting meeting(const Json& json) const {
    const Json& known = json.at("evidence");
    const auto stated = [&](const char* name) -> std::optional<Stated> {
      if (json.at(name).is_null()) return std::nullopt;
      return Stated{json.at(name), evidence(known.at(name))};
    };
    return {stated("body"),  stated("title"), stated("number"), stated("date"),
            stated("start"), stated("end"),   stated("place")};
  }

  void read(const Json& json, Attendee& attendee) const {
    attendee.name = json.at("name");
    attendee.written = json.at("written");
    attendee.presence = named<Presence>(json.at("presence"));
    attendee.remote = json.at("remote");
    attendee.partial = optional<std::string>(json.at("partial"));
    if (!json.at("role").is_null()) attendee.role = named<Role>(json.at("role"));
    attendee.title = optional<std::string>(json.at("title"));
    attendee.organisation = optional<std::string>(json.at("organisation"));
  }

  void read(const Json& json, AgendaItem& item) const {
    item.number = optional<std::string>(json.at("number"));
    item.title = json.at("title");
    item.extent = item.evidence.span;
  }

  void read(const Json& json, Decision& decision) const {
    decision.item = optional<std::string>(json.at("item"));
    decision.text = json.at("text");
    decision.kind = named<DecisionKind>(json.at("kind"));
    decision.people = json.at("people").get<std::vector<std::string>>();
    if (const auto proposal = json.find("proposal"); proposal != json.end()) {
      decision.proposal = optional<std::string>(*proposal);
    }
    if (json.at("vote").is_null()) return;
    decision.vote.emplace();
    const auto count = [&](const char* name) -> std::optional<int> {
      const auto found = json.at("vote").find(name);
      if (found == json.at("vote").end()) return std::nullopt;
      return found->get<int>();
    };
    decision.vote->in_favour = count("for");
    decision.vote->against = count("against");
    decision.vote->abstain = count("abstain");
  }

  void read(const Json& json, Action& action) const {
    action.who = optional<std::string>(json.at("who"));
    action.what = json.at("what");
    action.due = optional<std::string>(json.at("due"));
    action.item = optional<std::string>(json.at("item"));
  }

  void read(const Json& json, DateMention& date) const {
    date.text = json.at("text");
    date.value = json.at("value");
    date.use = named<DateUse>(json.at("use"));
  }

  void read(const Json& json, Amount& amount) const {
    amount.text = json.at("text");
    amount.value = json.at("value");
    amount.currency = json.at("currency");
  }

  template <typename Fact>
  void read_list(const Json& json, std::vector<Fact>& facts) const {
    for (const Json& entry : json) {
      Fact& fact = facts.emplace_back();
      fact.evidence = evidence(entry);
      read(entry, fact);
    }
  }

  CodePointMap map_;
};

}  // namespace

std::string record_json(const Memo& memo, const Document& document, WithText with_text) {
  Json json = RecordWriter(document).record(memo);
  if (with_text == WithText::yes) json["text"] = document.text;
  return json.dump(-1, ' ', false, Json::error_handler_t::replace);
}

Result<Memo> parse_record(std::string_view json, std::string_view text) {
  try {
    return RecordReader(text).memo(Json::parse(json));
  } catch (const std::exception& exception) {
    return Error{ErrorCode::broken, "record", exception.what()};
  }
}

}  // namespace muistio
