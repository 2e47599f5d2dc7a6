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

Result<Done> save_mentions(Database& database, std::int64_t memo,
                           const std::vector<Mention>& mentions) {
  for (const Mention& mention : mentions) {
    auto saved = database.run(
        "INSERT INTO mention(memo, page, place, written, case_number, is_plain, item, day, before) "
        "VALUES(?,?,?,?,?,?,?,?,?)",
        memo, mention.page, mention.place, mention.written, mention.case_number, mention.is_plain,
        mention.item, mention.day, mention.before);
    if (!saved) return saved;
  }
  return database.run("INSERT INTO mentions_found VALUES(?)", memo);
}

Result<std::optional<std::vector<Mention>>> read_mentions(Database& database, std::int64_t memo) {
  const auto found = database.find_integer("SELECT 1 FROM mentions_found WHERE memo = ?", memo);
  if (!found) return found.error();
  if (!found.value()) return std::optional<std::vector<Mention>>{};
  auto select = database.prepare(
      "SELECT page, place, written, case_number, is_plain, item, day, before FROM mention WHERE "
      "memo = ? ORDER BY id");
  if (!select) return select.error();
  select.value().bind(memo);
  std::vector<Mention> mentions;
  while (true) {
    const auto row = select.value().step();
    if (!row) return row.error();
    if (!row.value()) return std::optional(std::move(mentions));
    const Statement& at = select.value();
    mentions.push_back({static_cast<int>(at.integer(0)), static_cast<std::size_t>(at.integer(1)),
                        std::string(at.text(2)), at.optional_text(3), at.integer(4) != 0,
                        at.optional_text(5), at.optional_text(6), std::string(at.text(7))});
  }
}

}  // namespace muistio
