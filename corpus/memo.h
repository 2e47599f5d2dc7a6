// A Memo is all that is known of one paper: exactly the public record
// (corpus/record.schema.json, docs in corpus/README.md), with spans in bytes.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "corpus/document.h"

namespace muistio {

// Where a fact comes from and why it is believed.
struct Evidence {
  Span span;              // Into the Document's text.
  int page = 1;           // Of the span's beginning.
  Box box;                // Around the part of the span that stands on that page.
  std::string rule;       // Id of the rule that found it: "date.numeric".
  double confidence = 0;  // 0..1: the share of facts like this that are right.
};

// Evidence for a span, with page and box looked up in the document.
Evidence evidence_at(const Document& document, Span span, std::string rule, double confidence);

enum class MemoKind { minutes, memo, agenda, notice, release, letter, other };
enum class TextSource { text_layer, ocr, mixed, none };
enum class Presence { present, absent, unknown };
enum class Role {
  chair,
  vice_chair,
  secretary,
  member,
  deputy,
  presenter,
  inspector,
  expert,
  other
};
enum class DecisionKind {
  elected,
  approved,
  decided,
  agreed,
  proposed,
  noted,
  rejected,
  tabled,
  assigned,
  other
};
enum class DateUse { meeting, next_meeting, deadline, start, published, mention };

struct Source {
  std::string path;    // As given; bytes that are not UTF-8 are percent-encoded.
  std::string sha256;  // 64 hex digits.
  std::uint64_t bytes = 0;
  int first_page = 1, last_page = 1, total_pages = 0;
  TextSource text = TextSource::none;
  std::optional<double> ocr_confidence;  // 0..1.
  PdfInfo pdf;
};

// A field of the meeting's header with the evidence for it.
struct Stated {
  std::string value;
  Evidence evidence;
};

struct Meeting {
  std::optional<Stated> body, title, number;
  std::optional<Stated> date;        // EDTF.
  std::optional<Stated> start, end;  // HH:MM, local time.
  std::optional<Stated> place;
};

struct Attendee {
  Evidence evidence;
  std::string name;     // Nominative, natural order: "Juha Kinnunen".
  std::string written;  // As it stands: "Kinnunen, Juha".
  Presence presence = Presence::unknown;
  bool remote = false;
  std::optional<std::string> partial;  // "poistui klo 14.35", "kohdat 2–4".
  std::optional<Role> role;
  std::optional<std::string> title, organisation;
};

struct AgendaItem {
  Evidence evidence;
  std::optional<std::string> number;  // As printed, without "." or "§".
  std::string title;
  Span extent;  // From the heading to the end of what stands under it.
};

struct Vote {
  std::optional<int> in_favour, against, abstain;
};

struct Decision {
  Evidence evidence;
  std::optional<std::string> item;  // Number of the agenda item it stands under.
  std::string text;                 // The sentence or clause, breaks mended.
  DecisionKind kind = DecisionKind::decided;
  std::vector<std::string> people;  // Nominative.
  std::optional<Vote> vote;
  std::optional<std::string> proposal;  // What was accepted, where the text only refers to it.
};

struct Action {
  Evidence evidence;
  std::optional<std::string> who;
  std::string what;
  std::optional<std::string> due;  // EDTF; the last day.
  std::optional<std::string> item;
};

struct DateMention {
  Evidence evidence;
  std::string text;
  std::string value;  // EDTF.
  DateUse use = DateUse::mention;
};

struct Amount {
  Evidence evidence;
  std::string text;
  double value = 0;
  std::string currency;  // ISO 4217.
};

struct Memo {
  Source source;
  std::string language = "und";  // BCP 47.
  MemoKind kind = MemoKind::other;
  std::optional<Meeting> meeting;  // Absent where the document records no meeting.
  std::vector<Attendee> attendees;
  std::vector<AgendaItem> items;
  std::vector<Decision> decisions;
  std::vector<Action> actions;
  std::vector<DateMention> dates;
  std::vector<Amount> amounts;
  std::vector<Issue> issues;

  // SHA-256 of the file; "#pFIRST-LAST" appended where one file holds several memos.
  std::string id() const;
};

// The words of the record for each enumerator: "next_meeting", "text-layer".
std::string_view name_of(MemoKind kind);
std::string_view name_of(TextSource source);
std::string_view name_of(Presence presence);
std::string_view name_of(Role role);
std::string_view name_of(DecisionKind kind);
std::string_view name_of(DateUse use);

// The enumerator for a word of the record; absent for any other word. Specialised for the
// enumerations above.
template <typename Enum>
std::optional<Enum> parse_name(std::string_view name);
template <>
std::optional<MemoKind> parse_name(std::string_view name);
template <>
std::optional<TextSource> parse_name(std::string_view name);
template <>
std::optional<Presence> parse_name(std::string_view name);
template <>
std::optional<Role> parse_name(std::string_view name);
template <>
std::optional<DecisionKind> parse_name(std::string_view name);
template <>
std::optional<DateUse> parse_name(std::string_view name);

}  // namespace muistio
