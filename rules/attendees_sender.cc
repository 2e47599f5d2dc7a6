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

// What stands before the name of who ends a letter: "t. Aino".
struct Farewells {
  explicit Farewells(const Rulebook& rulebook) : words(rulebook, {"mail_farewell"}) {}

  WordSet words;
};

constexpr std::size_t most_rows = 12;

Sender sender_of(const EntryReader& reader, const std::vector<ListPiece>& pieces,
                 EntryReader::NameAt name) {
  const bool reversed = reader.order_of(pieces, name) < 0;
  return {{pieces[name.first].span.begin, pieces[name.last - 1].span.end},
          reader.name_words(pieces, name, reversed)};
}

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
    return sender_of(reader, pieces, *name);
  }
  return std::nullopt;
}

std::optional<Sender> find_undersigned(const EntryReader& reader) {
  constexpr std::size_t last_rows = 4;
  const Passage& passage = reader.passage();
  const WordSet& farewells = passage.rulebook.kept<Farewells>().words;
  const auto& rows = passage.document.rows;
  for (std::size_t row = rows.size(); row-- > rows.size() - std::min(rows.size(), last_rows);) {
    const auto pieces = pieces_of(passage, rows[row].span);
    std::size_t first = 0;
    while (first < pieces.size() && farewells.has(pieces[first].folded)) ++first;
    const auto name = reader.find_name(pieces, first, pieces.size());
    const bool alone = name && name->first == first && name->last == pieces.size();
    if (alone && name->score >= 1.5) return sender_of(reader, pieces, *name);
  }
  return std::nullopt;
}

}  // namespace muistio
