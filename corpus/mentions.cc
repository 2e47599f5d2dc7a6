#include "corpus/mentions.h"

#include <algorithm>

#include "corpus/references.h"
#include "corpus/unicode.h"

namespace muistio {
namespace {

constexpr std::size_t looked_back = 60;       // Bytes before an item where a body may stand.
constexpr std::size_t most_mentions = 5'000;  // Of one memo.

// The single days that the memo names; a day of several is no day of a meeting.
std::vector<MentionedDay> days_of(const Memo& memo) {
  static constexpr std::size_t size = 10;  // Of "2020-03-12"
  std::vector<MentionedDay> days;
  for (const DateMention& date : memo.dates) {
    const std::string& value = date.value;
    const bool is_day = value.size() >= size && is_digit(value[0]) && value[4] == '-' &&
                        value.find('/') == std::string::npos;
    if (is_day) days.push_back({date.evidence.span, value.substr(0, size)});
  }
  std::sort(days.begin(), days.end(), [](const MentionedDay& one, const MentionedDay& other) {
    return one.span.begin < other.span.begin;
  });
  return days;
}

std::string words_before(std::string_view text, std::size_t place) {
  std::size_t begin = place - std::min(place, looked_back);
  while (begin < place && is_inside_character(text[begin])) ++begin;
  return std::string(text.substr(begin, place - begin));
}

// "Seuraava kokous 12.3.2020", and below it the heading "§ 45": two things.
bool holds_heading(Span mention, const Memo& memo) {
  return std::any_of(memo.items.begin(), memo.items.end(), [mention](const AgendaItem& item) {
    const std::size_t heading = item.evidence.span.begin;
    return heading > mention.begin && heading < mention.end;
  });
}

int page_at(const Document& document, std::size_t place) {
  int page = 1;
  for (const Page& each : document.pages)
    if (each.span.begin <= place) page = each.number;
  return page;
}

}  // namespace

std::vector<Mention> find_mentions(const Memo& memo, const Document& document) {
  std::vector<Mention> mentions;
  const auto at = [&](Span span) {
    Mention mention;
    mention.page = page_at(document, span.begin);
    mention.place = span.begin;
    mention.written = single_spaced(document.at(span));
    return mention;
  };
  for (const CaseMention& found : find_case_numbers(document.text)) {
    Mention& mention = mentions.emplace_back(at(found.span));
    mention.case_number = found.key;
    mention.is_plain = found.is_plain;
  }
  for (const ItemMention& found : find_item_mentions(document.text, days_of(memo))) {
    if (holds_heading(found.span, memo)) continue;
    Mention& mention = mentions.emplace_back(at(found.span));
    mention.item = found.number;
    mention.day = found.date;
    mention.before = words_before(document.text, found.span.begin);
  }
  if (mentions.size() > most_mentions) mentions.resize(most_mentions);
  return mentions;
}

void pack(Packer& packer, const std::vector<Mention>& mentions) {
  const auto pack_optional = [&packer](const std::optional<std::string>& text) {
    packer.number(text ? 1 : 0);
    if (text) packer.text(*text);
  };
  packer.number(mentions.size());
  for (const Mention& mention : mentions) {
    packer.number(static_cast<std::uint64_t>(mention.page));
    packer.number(mention.place);
    packer.text(mention.written);
    pack_optional(mention.case_number);
    packer.number(mention.is_plain ? 1 : 0);
    pack_optional(mention.item);
    pack_optional(mention.day);
    packer.text(mention.before);
  }
}

std::optional<std::vector<Mention>> unpack_mentions(Unpacker& unpacker, const Document& document) {
  bool good = true;
  const auto text = [&] {
    std::string read(unpacker.text());
    good = good && is_valid_utf8(read);
    return read;
  };
  const auto optional_text = [&]() -> std::optional<std::string> {
    if (unpacker.number() == 0) return std::nullopt;
    return text();
  };
  std::vector<Mention> mentions(std::min(unpacker.count(), most_mentions + 1));
  for (Mention& mention : mentions) {
    const std::uint64_t page = unpacker.number();
    good = good && page >= 1 && page <= static_cast<std::uint64_t>(document.page_count);
    mention.page = static_cast<int>(page);
    mention.place = unpacker.number();
    good = good && mention.place <= document.text.size();
    mention.written = text();
    mention.case_number = optional_text();
    mention.is_plain = unpacker.number() != 0;
    mention.item = optional_text();
    mention.day = optional_text();
    mention.before = text();
    if (unpacker.failed() || !good) return std::nullopt;
  }
  if (unpacker.failed() || mentions.size() > most_mentions) return std::nullopt;
  return mentions;
}

}  // namespace muistio
