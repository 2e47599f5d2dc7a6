#include "rules/attendees_sender.h"

#include <algorithm>

#include "corpus/unicode.h"
#include "rules/word_set.h"

namespace muistio {
namespace {

// What stands before the sender of an e-mail.
struct SenderLabels {
  explicit SenderLabels(const Rulebook& rulebook) : words(rulebook, {"mail_sender"}) {}

  WordSet words;
};

constexpr std::size_t most_rows = 12;

}  // namespace

std::optional<Sender> find_sender(const EntryReader& reader) {
  const Passage& passage = reader.passage();
  const WordSet& labels = passage.rulebook.kept<SenderLabels>().words;
  const auto& rows = passage.document.rows;
  for (std::size_t row = 0; row < std::min(rows.size(), most_rows); ++row) {
    const std::string_view text = passage.at(rows[row].span);
    const std::size_t colon = text.find(':');
    if (colon == std::string_view::npos || !labels.has(lower_case(text.substr(0, colon)))) continue;
    const auto pieces = pieces_of(passage, {rows[row].span.begin + colon + 1, rows[row].span.end});
    const auto name = reader.find_name(pieces, 0, pieces.size());
    if (!name) return std::nullopt;
    const bool reversed = reader.order_of(pieces, *name) < 0;
    return Sender{{pieces[name->first].span.begin, pieces[name->last - 1].span.end},
                  reader.name_words(pieces, *name, reversed)};
  }
  return std::nullopt;
}

}  // namespace muistio
