#include <ostream>

#include "corpus/export/doers.h"
#include "corpus/export/edtf.h"
#include "corpus/export/formats.h"
#include "corpus/export/one_file.h"
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
    const std::size_t size = character_begin(property, room);
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

// A number that grows whenever the memo is saved again, so that calendars take the newer
// entry; absent where `saved_at` is no time.
std::optional<long long> seconds_since_2020(std::string_view saved_at) {
  const auto when = saved_at.ends_with('Z') ? parse_days(saved_at.substr(0, 16)) : std::nullopt;
  if (!when || saved_at.size() != 20) return std::nullopt;
  const std::string& time = when->first.time;
  const auto number = [](std::string_view digits) {
    return (digits[0] - '0') * 10 + (digits[1] - '0');
  };
  const long long seconds =
      (days_since_1970(when->first.day) - days_since_1970("2020-01-01")) * 86'400LL +
      number(time) * 3600 + number(std::string_view(time).substr(3)) * 60 +
      number(saved_at.substr(17));
  return seconds < 0 ? std::nullopt : std::optional(seconds);
}

// ";VALUE=DATE:20140402" or ";TZID=Europe/Helsinki:20140402T140000".
std::string moment(const DayAndTime& when) {
  if (when.time.empty()) return ";VALUE=DATE:" + without_marks(when.day);
  return ";TZID=Europe/Helsinki:" + without_marks(when.day) + "T" + without_marks(when.time) + "00";
}

// Nothing is known of anybody's address.
constexpr std::string_view no_address = ":invalid:nomail";

std::string_view role_of(const Attendee& attendee) {
  switch (attendee.role.value_or(Role::member)) {
    case Role::chair:
      return "CHAIR";
    case Role::deputy:
    case Role::expert:
    case Role::presenter:
      return "OPT-PARTICIPANT";
    default:
      return "REQ-PARTICIPANT";
  }
}

std::string_view answer_of(const Attendee& attendee) {
  switch (attendee.presence) {
    case Presence::present:
      return "ACCEPTED";
    case Presence::absent:
      return "DECLINED";
    default:
      return "NEEDS-ACTION";
  }
}

// When the meeting was; absent where its day is not certain.
std::optional<DayRange> days_of(const Meeting& meeting) {
  auto days = meeting.date ? parse_days(meeting.date->value) : std::nullopt;
  if (!days) return std::nullopt;
  if (meeting.start) days->first.time = meeting.start->value;
  if (days->last || !meeting.start || !meeting.end) return days;
  days->last = DayAndTime{days->first.day, meeting.end->value};
  if (days->last->time < days->first.time) days->last->day = day_after(days->first.day);
  return days;
}

// The entries of one memo.
class MemoCalendar {
 public:
  MemoCalendar(std::ostream& out, const ExportedMemo& exported)
      : out_(out),
        exported_(exported),
        days_(exported.memo.meeting ? days_of(*exported.memo.meeting) : std::nullopt) {}

  void write() {
    const Memo& memo = exported_.memo;
    if (days_) write_held();
    for (std::size_t i = 0; i < memo.dates.size(); ++i)
      if (memo.dates[i].use == DateUse::next_meeting) write_meeting(i);
    for (std::size_t i = 0; i < memo.actions.size(); ++i) write_action(i);
  }

 private:
  void property(std::string_view text) { out_ << folded(text); }

  std::string meeting_id() const { return exported_.memo.id() + "-meeting@muistio"; }

  void write_common(const std::string& id, const Evidence& evidence) {
    property("UID:" + id);
    property("DTSTAMP:" + without_marks(exported_.saved_at));
    property("LAST-MODIFIED:" + without_marks(exported_.saved_at));
    if (const auto seconds = seconds_since_2020(exported_.saved_at))
      property("SEQUENCE:" + std::to_string(*seconds));
    property("DESCRIPTION:" +
             escaped(exported_.memo.source.path + ", page " + std::to_string(evidence.page)));
    property("X-MUISTIO-RULE:" + escaped(evidence.rule));
    property("X-MUISTIO-CONFIDENCE:" + std::to_string(evidence.confidence).substr(0, 4));
  }

  // Of the next meeting and of actions.
  void write_common(const char* kind, std::size_t number, const Evidence& evidence) {
    write_common(exported_.memo.id() + "-" + kind + "-" + std::to_string(number) + "@muistio",
                 evidence);
    if (days_) property("RELATED-TO:" + meeting_id());
  }

  void write_times(const DayRange& days) {
    property("DTSTART" + moment(days.first));
    // RFC 5545: the end is of the same kind as the beginning, and after it.
    if (!days.last || days.last->time.empty() != days.first.time.empty() ||
        days.first.day + days.first.time >= days.last->day + days.last->time)
      return;
    const bool is_day = days.last->time.empty();  // The end is no part of the meeting.
    property("DTEND" + moment(is_day ? DayAndTime{day_after(days.last->day), ""} : *days.last));
  }

  void write_organizer() {
    const Memo& memo = exported_.memo;
    if (memo.meeting && memo.meeting->body)
      property("ORGANIZER;CN=" + parameter(memo.meeting->body->value) + std::string(no_address));
  }

  // The meeting that the memo records, or an agenda calls.
  void write_held() {
    const Memo& memo = exported_.memo;
    const Meeting& meeting = *memo.meeting;
    property("BEGIN:VEVENT");
    write_common(meeting_id(), meeting.date->evidence);
    write_times(*days_);
    property("SUMMARY:" + escaped(meeting.title  ? meeting.title->value
                                  : meeting.body ? meeting.body->value
                                                 : "Kokous"));
    if (meeting.place) property("LOCATION:" + escaped(meeting.place->value));
    write_organizer();
    for (const Attendee& attendee : memo.attendees) {
      property("ATTENDEE;CN=" + parameter(attendee.name) +
               ";ROLE=" + std::string(role_of(attendee)) +
               ";PARTSTAT=" + std::string(answer_of(attendee)) + std::string(no_address));
    }
    property(only_calls(memo) ? "STATUS:TENTATIVE" : "STATUS:CONFIRMED");
    property("END:VEVENT");
  }

  void write_meeting(std::size_t number) {
    const Memo& memo = exported_.memo;
    const DateMention& date = memo.dates[number];
    const auto days = parse_days(date.value);
    if (!days) return;
    property("BEGIN:VEVENT");
    write_common("next", number, date.evidence);
    write_times(*days);
    const bool named = memo.meeting && memo.meeting->body;
    property("SUMMARY:" + escaped(named ? memo.meeting->body->value : "Kokous"));
    write_organizer();
    property("STATUS:TENTATIVE");
    property("END:VEVENT");
  }

  void write_action(std::size_t number) {
    const Action& action = exported_.memo.actions[number];
    property("BEGIN:VTODO");
    write_common("action", number, action.evidence);
    property("SUMMARY:" + escaped(action.what));
    if (action.due) {
      if (const auto days = parse_days(*action.due)) property("DUE" + moment(days->first));
    }
    if (action.who) {
      for (const std::string& doer : doers_in(*action.who))
        property("ATTENDEE;CN=" + parameter(doer) + std::string(no_address));
    }
    property("STATUS:NEEDS-ACTION");
    property("PERCENT-COMPLETE:0");
    property("END:VTODO");
  }

  std::ostream& out_;
  const ExportedMemo& exported_;
  std::optional<DayRange> days_;  // Of its meeting.
};

class IcalWriter : public OneFileWriter {
 public:
  explicit IcalWriter(ExportTarget& target) : OneFileWriter(target, "memos.ics", calendar_head) {}

 private:
  void write_memo(std::ostream& out, const ExportedMemo& exported) override {
    MemoCalendar(out, exported).write();
  }
  // What had the memo's id in its UID is no more. A journal entry, for it needs no day.
  void write_removal(std::ostream& out, std::string_view key, std::string_view at) override {
    const std::string time = without_marks(at);
    out << "BEGIN:VJOURNAL\r\n"
        << folded("UID:" + std::string(key) + "@muistio") << "DTSTAMP:" << time << "\r\n"
        << "LAST-MODIFIED:" << time << "\r\nSTATUS:CANCELLED\r\nEND:VJOURNAL\r\n";
  }
  void write_end(std::ostream& out) override { out << "END:VCALENDAR\r\n"; }
};

}  // namespace

std::unique_ptr<ExportWriter> make_ical_writer(ExportTarget& target) {
  return std::make_unique<IcalWriter>(target);
}

}  // namespace muistio
