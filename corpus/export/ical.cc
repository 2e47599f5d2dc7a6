#include <ostream>

#include "corpus/export/edtf.h"
#include "corpus/export/formats.h"
#include "corpus/unicode.h"

namespace muistio {
namespace {

constexpr std::size_t longest_line = 75;  // Bytes, as RFC 5545 says.

// Finland's clock since 1996.
constexpr std::string_view calendar_head =
    "BEGIN:VCALENDAR\r\nVERSION:2.0\r\nPRODID:-//muistio//muistio " MUISTIO_VERSION
    "//FI\r\n"
    "CALSCALE:GREGORIAN\r\n"
    "BEGIN:VTIMEZONE\r\nTZID:Europe/Helsinki\r\n"
    "BEGIN:DAYLIGHT\r\nDTSTART:19960331T030000\r\nRRULE:FREQ=YEARLY;BYMONTH=3;BYDAY=-1SU\r\n"
    "TZOFFSETFROM:+0200\r\nTZOFFSETTO:+0300\r\nTZNAME:EEST\r\nEND:DAYLIGHT\r\n"
    "BEGIN:STANDARD\r\nDTSTART:19961027T040000\r\nRRULE:FREQ=YEARLY;BYMONTH=10;BYDAY=-1SU\r\n"
    "TZOFFSETFROM:+0300\r\nTZOFFSETTO:+0200\r\nTZNAME:EET\r\nEND:STANDARD\r\n"
    "END:VTIMEZONE\r\n";

std::string escaped(std::string_view text) {
  std::string result;
  for (const char c : single_spaced(text)) {
    if (c == '\\' || c == ';' || c == ',') result += '\\';
    result += c;
  }
  return result;
}

// A parameter's value: quoted, and without what cannot be quoted.
std::string parameter(std::string_view text) {
  std::string result = "\"";
  for (const char c : single_spaced(text)) result += c == '"' ? '\'' : c;
  return result + "\"";
}

// The property in lines of at most 75 bytes, cut between characters.
std::string folded(std::string_view property) {
  std::string result;
  std::size_t room = longest_line;
  while (property.size() > room) {
    std::size_t size = room;
    while (size > 0 && (static_cast<unsigned char>(property[size]) & 0xc0) == 0x80) --size;
    result.append(property.substr(0, size)).append("\r\n ");
    property.remove_prefix(size);
    room = longest_line - 1;
  }
  return result.append(property).append("\r\n");
}

std::string without_marks(std::string_view text) {
  std::string result;
  for (const char c : text)
    if (c != '-' && c != ':') result += c;
  return result;
}

// ";VALUE=DATE:20140402" or ";TZID=Europe/Helsinki:20140402T140000".
std::string moment(const DayAndTime& when) {
  if (when.time.empty()) return ";VALUE=DATE:" + without_marks(when.day);
  return ";TZID=Europe/Helsinki:" + without_marks(when.day) + "T" + without_marks(when.time) + "00";
}

class IcalWriter : public ExportWriter {
 public:
  explicit IcalWriter(ExportTarget& target) : target_(target) {}

  Result<Done> write(const ExportedMemo& exported) override {
    if (auto begun = begin(); !begun) return begun;
    const Memo& memo = exported.memo;
    for (std::size_t i = 0; i < memo.dates.size(); ++i)
      if (memo.dates[i].use == DateUse::next_meeting) write_meeting(exported, i);
    for (std::size_t i = 0; i < memo.actions.size(); ++i) write_action(exported, i);
    return Done{};
  }

  Result<Done> finish() override {
    if (auto begun = begin(); !begun) return begun;
    *out_ << "END:VCALENDAR\r\n";
    auto closed = target_.close();
    if (!closed) return closed.error();
    return Done{};
  }

 private:
  Result<Done> begin() {
    if (out_ != nullptr) return Done{};
    auto out = target_.begin("memos.ics");
    if (!out) return out.error();
    out_ = out.value();
    *out_ << calendar_head;
    return Done{};
  }

  void property(std::string_view text) { *out_ << folded(text); }

  void write_common(const ExportedMemo& exported, const char* kind, std::size_t number,
                    const Evidence& evidence) {
    property("UID:" + exported.memo.id() + "-" + kind + "-" + std::to_string(number) + "@muistio");
    property("DTSTAMP:" + without_marks(exported.saved_at));
    property("DESCRIPTION:" +
             escaped(exported.memo.source.path + ", page " + std::to_string(evidence.page)));
    property("X-MUISTIO-RULE:" + escaped(evidence.rule));
    property("X-MUISTIO-CONFIDENCE:" + std::to_string(evidence.confidence));
  }

  void write_meeting(const ExportedMemo& exported, std::size_t number) {
    const Memo& memo = exported.memo;
    const DateMention& date = memo.dates[number];
    const auto days = parse_days(date.value);
    if (!days) return;
    property("BEGIN:VEVENT");
    write_common(exported, "next", number, date.evidence);
    property("DTSTART" + moment(days->first));
    // RFC 5545: the end is of the same kind as the beginning, and after it.
    if (days->last && days->last->time.empty() == days->first.time.empty() &&
        days->first.day + days->first.time < days->last->day + days->last->time) {
      property("DTEND" + moment(*days->last));
    }
    const bool named = memo.meeting && memo.meeting->body;
    property("SUMMARY:" + escaped(named ? memo.meeting->body->value : "Kokous"));
    property("END:VEVENT");
  }

  void write_action(const ExportedMemo& exported, std::size_t number) {
    const Action& action = exported.memo.actions[number];
    property("BEGIN:VTODO");
    write_common(exported, "action", number, action.evidence);
    property("SUMMARY:" + escaped(action.what));
    if (action.due) {
      if (const auto days = parse_days(*action.due)) property("DUE" + moment(days->first));
    }
    // Nothing is known of the person's address.
    if (action.who) property("ATTENDEE;CN=" + parameter(*action.who) + ":invalid:nomail");
    property("STATUS:NEEDS-ACTION");
    property("END:VTODO");
  }

  ExportTarget& target_;
  std::ostream* out_ = nullptr;
};

}  // namespace

std::unique_ptr<ExportWriter> make_ical_writer(ExportTarget& target) {
  return std::make_unique<IcalWriter>(target);
}

}  // namespace muistio
