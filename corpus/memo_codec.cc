#include "corpus/memo_codec.h"

#include <algorithm>
#include <bit>
#include <cmath>
#include <concepts>
#include <limits>
#include <type_traits>

#include "corpus/packing.h"
#include "corpus/unicode.h"

namespace muistio {
namespace {

constexpr double hundredths = 100, thousandths = 1000;
constexpr double farthest = 1e9;  // Of a coordinate, in hundredths.

template <typename Value, typename Part>
concept Is = std::same_as<std::remove_const_t<Value>, Part>;

// The fields of each part, named once: the encoder and the decoder both go through them.
void fields(auto& codec, Is<PdfInfo> auto& pdf) {
  codec(pdf.title, pdf.author, pdf.producer, pdf.version, pdf.created);
}
void fields(auto& codec, Is<Source> auto& source) {
  codec(source.path, source.sha256, source.bytes, source.first_page, source.last_page,
        source.total_pages, source.text, source.ocr_confidence, source.pdf);
}
void fields(auto& codec, Is<Evidence> auto& evidence) {
  codec(evidence.span, evidence.page, evidence.box, evidence.rule);
  codec.share(evidence.confidence);
}
void fields(auto& codec, Is<Stated> auto& stated) {
  codec(stated.value, stated.evidence);
}
void fields(auto& codec, Is<Meeting> auto& meeting) {
  codec(meeting.body, meeting.title, meeting.number, meeting.date, meeting.start, meeting.end,
        meeting.place);
}
void fields(auto& codec, Is<Attendee> auto& attendee) {
  codec(attendee.evidence, attendee.name, attendee.written, attendee.presence, attendee.remote,
        attendee.partial, attendee.role, attendee.title, attendee.organisation);
}
void fields(auto& codec, Is<AgendaItem> auto& item) {
  codec(item.evidence, item.number, item.title, item.extent);
}
void fields(auto& codec, Is<Vote> auto& vote) {
  codec(vote.in_favour, vote.against, vote.abstain);
}
void fields(auto& codec, Is<Decision> auto& decision) {
  codec(decision.evidence, decision.item, decision.text, decision.kind, decision.people,
        decision.vote, decision.proposal);
}
void fields(auto& codec, Is<Action> auto& action) {
  codec(action.evidence, action.who, action.what, action.due, action.item);
}
void fields(auto& codec, Is<DateMention> auto& date) {
  codec(date.evidence, date.text, date.value, date.use);
}
void fields(auto& codec, Is<Amount> auto& amount) {
  codec(amount.evidence, amount.text);
  codec.exact(amount.value);
  codec(amount.currency);
}
void fields(auto& codec, Is<Issue> auto& issue) {
  codec(issue.code, issue.message, issue.page);
}
void fields(auto& codec, Is<Memo> auto& memo) {
  codec(memo.source, memo.language, memo.kind, memo.meeting, memo.attendees, memo.items,
        memo.decisions, memo.actions, memo.dates, memo.amounts, memo.issues);
}

// How many values an enumeration has: the last one that has a name.
template <typename Enum>
std::uint64_t size_of() {
  std::uint64_t size = 0;
  while (!name_of(static_cast<Enum>(size)).empty()) ++size;
  return size;
}

class Encoder {
 public:
  template <typename... Values>
  void operator()(const Values&... values) {
    (put(values), ...);
  }
  void share(double value) { scaled(value, thousandths); }
  void exact(double value) { out_.number(std::bit_cast<std::uint64_t>(value)); }
  std::string bytes() && { return std::move(out_).bytes(); }

 private:
  void put(std::uint64_t value) { out_.number(value); }
  void put(int value) { out_.signed_number(value); }
  void put(bool value) { out_.number(value ? 1 : 0); }
  void put(const std::string& text) { out_.text(text); }
  void put(Span span) {
    out_.number(span.begin);
    out_.signed_number(static_cast<std::int64_t>(span.end) - static_cast<std::int64_t>(span.begin));
  }
  void put(const Box& box) {
    for (const double side : {box.left, box.top, box.right, box.bottom}) scaled(side, hundredths);
  }
  void put(const std::optional<double>& value) {
    put(value.has_value());
    if (value) share(*value);
  }
  template <typename Value>
  void put(const std::optional<Value>& value) {
    put(value.has_value());
    if (value) put(*value);
  }
  template <typename Value>
  void put(const std::vector<Value>& values) {
    out_.number(values.size());
    for (const Value& value : values) put(value);
  }
  template <typename Value>
  void put(const Value& value) {
    if constexpr (std::is_enum_v<Value>) {
      out_.number(static_cast<std::uint64_t>(value));
    } else {
      fields(*this, value);
    }
  }

  void scaled(double value, double scale) {
    const double number = std::isfinite(value) ? std::clamp(value * scale, -farthest, farthest) : 0;
    out_.signed_number(std::llround(number));
  }

  Packer out_;
};

class Decoder {
 public:
  Decoder(std::string_view bytes, std::string_view text) : in_(bytes), text_(text) {}

  template <typename... Values>
  void operator()(Values&... values) {
    (take(values), ...);
  }
  void share(double& value) { value = scaled(thousandths); }
  void exact(double& value) {
    value = std::bit_cast<double>(in_.number());
    if (!std::isfinite(value)) value = 0, in_.fail();
  }
  bool ended_well() const { return !in_.failed() && in_.at_end(); }

 private:
  void take(std::uint64_t& value) { value = in_.number(); }
  void take(int& value) {
    const std::int64_t number = in_.signed_number();
    value = static_cast<int>(number);
    if (value != number) value = 0, in_.fail();
  }
  void take(bool& value) { value = below(2) == 1; }
  void take(std::string& text) {
    text = in_.text();
    if (!is_valid_utf8(text)) text.clear(), in_.fail();
  }
  void take(Span& span) {
    span.begin = in_.number();
    span.end = span.begin + static_cast<std::uint64_t>(in_.signed_number());
    if (!is_boundary(text_, span.begin) || !is_boundary(text_, span.end) || span.end < span.begin)
      span = {}, in_.fail();
  }
  void take(Box& box) {
    for (double* side : {&box.left, &box.top, &box.right, &box.bottom}) *side = scaled(hundredths);
  }
  void take(std::optional<double>& value) {
    if (below(2) == 1) share(value.emplace());
  }
  template <typename Value>
  void take(std::optional<Value>& value) {
    if (below(2) == 1) take(value.emplace());
  }
  template <typename Value>
  void take(std::vector<Value>& values) {
    const std::size_t count = in_.count();
    for (std::size_t i = 0; i < count && !in_.failed(); ++i) take(values.emplace_back());
  }
  template <typename Value>
  void take(Value& value) {
    if constexpr (std::is_enum_v<Value>) {
      static const std::uint64_t size = size_of<Value>();
      value = static_cast<Value>(below(size));
    } else {
      fields(*this, value);
    }
  }

  std::uint64_t below(std::uint64_t limit) {
    const std::uint64_t value = in_.number();
    if (value < limit) return value;
    in_.fail();
    return 0;
  }
  double scaled(double scale) { return static_cast<double>(in_.signed_number()) / scale; }

  Unpacker in_;
  std::string_view text_;
};

}  // namespace

std::string encode_memo(const Memo& memo) {
  Encoder encoder;
  encoder(memo);
  return std::move(encoder).bytes();
}

Result<Memo> decode_memo(std::string_view bytes, std::string_view text) {
  Decoder decoder(bytes, text);
  Memo memo;
  decoder(memo);
  if (decoder.ended_well()) return memo;
  return Error{ErrorCode::broken, "", "what the worker sent is not a memo"};
}

}  // namespace muistio
