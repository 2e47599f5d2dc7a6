#include "corpus/record.h"

#include <algorithm>
#include <cmath>
#include <nlohmann/json.hpp>
#include <vector>

#include "corpus/unicode.h"

namespace muistio {
namespace {

using Json = nlohmann::ordered_json;

// Between byte offsets and code points of one text. Remembers a mark every few hundred bytes.
class CodePointMap {
 public:
  explicit CodePointMap(std::string_view text) : text_(text) {
    std::size_t count = 0;
    for (std::size_t i = 0; i < text.size(); ++i) {
      if (i % step == 0) marks_.push_back(count);
      if (!is_inside_character(text[i])) ++count;
    }
    total_ = count;
  }

  std::size_t code_point(std::size_t byte) const {
    if (byte >= text_.size()) return total_;
    std::size_t count = marks_[byte / step];
    for (std::size_t i = byte / step * step; i < byte; ++i) count += !is_inside_character(text_[i]);
    return count;
  }

 private:
  static constexpr std::size_t step = 256;
  std::string_view text_;
  std::vector<std::size_t> marks_;
  std::size_t total_ = 0;
};

double rounded_share(double value) {
  return std::round(value * 1000) / 1000;
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
        source.ocr_confidence ? Json(rounded_share(*source.ocr_confidence)) : Json(nullptr);
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
    json["confidence"] = rounded_share(evidence.confidence);
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

}  // namespace

std::string record_json(const Memo& memo, const Document& document, WithText with_text) {
  Json json = RecordWriter(document).record(memo);
  if (with_text == WithText::yes) json["text"] = document.text;
  return json.dump(-1, ' ', false, Json::error_handler_t::replace);
}

}  // namespace muistio
