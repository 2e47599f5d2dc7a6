// The text of an attendee list cut into words and separators, with what each word may be.
#pragma once

#include <cstddef>
#include <functional>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "corpus/document.h"
#include "corpus/text_hash.h"
#include "rules/attendees_words.h"
#include "rules/passage.h"

namespace muistio {

enum class PieceKind {
  word,
  comma,
  semicolon,
  colon,
  dash,
  slash,
  open,        // ( or [
  close,       // ) or ]
  bullet,      // Also the number of a numbered list.
  soft_break,  // A line end inside a paragraph: it may or may not part two persons.
  hard_break,  // The end of a row, or a line end that somebody made on purpose.
  cell,        // From one cell of a row to the next.
};

struct WordLook;

struct ListPiece {
  PieceKind kind = PieceKind::word;
  Span span;           // Into the flow.
  std::string folded;  // Of a word: in lower case, without the last point.
  bool dot = false;    // Of a word: a point follows right after it.
  int column = 0;      // Of its cell.
  std::size_t line = 0;
  mutable const WordLook* look = nullptr;  // Of a word, once EntryReader::look() was asked for it.
};

inline bool is_word(const ListPiece& piece) {
  return piece.kind == PieceKind::word;
}

inline bool is_line_break(const ListPiece& piece) {
  return piece.kind == PieceKind::soft_break || piece.kind == PieceKind::hard_break;
}

// The pieces of the span; a break stands between rows, none at the ends.
std::vector<ListPiece> pieces_of(const Passage& passage, Span span);

// Of a sentence, which runs on over line ends.
std::vector<ListPiece> without_soft_breaks(std::vector<ListPiece> pieces);

// What a word may be in a name.
struct WordLook {
  bool capital = false;      // Begins with a capital, has a letter.
  bool initial = false;      // One letter.
  bool particle = false;     // von, af
  bool given = false;        // A first name in the nominative, or both halves of a double one.
  bool given_maybe = false;  // As far as it looks inflected: Tuulia, a partitive of Tuuli.
  bool surname = false;      // A last name in the nominative.
  bool place = false;        // A place in the nominative.
  bool unknown = false;      // The dictionary does not have it.
  bool common = false;       // An ordinary word in the nominative.
  bool compound = false;     // An ordinary word of two parts, as many surnames are: Kivioja.
  bool inflected = false;    // Stands in a case other than the nominative, and in no other way.
  bool never = false;        // Never part of a name: kokous, lautakunta, Läsnä.

  bool may_name() const { return capital && !never; }
};

// Looks words up, each once.
class WordLooks {
 public:
  WordLooks(Language& language, const AttendeeWords& words) : language_(language), words_(words) {}

  const WordLook& of(std::string_view word);

  const AttendeeWords& words() const { return words_; }

 private:
  WordLook look_at(std::string_view word);
  void add_readings(std::string_view word, WordLook& look);

  Language& language_;
  const AttendeeWords& words_;
  std::unordered_map<std::string, WordLook, TextHash, std::equal_to<>> looks_;
};

// "VIRTANEN" -> "Virtanen", "ULLA-MAIJA" -> "Ulla-Maija"; other words stay as they are.
std::string name_cased(std::string_view word);

}  // namespace muistio
