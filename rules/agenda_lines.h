// The printed rows of a document as the agenda looks at them, and which of them could begin
// an item. Inside the agenda only.
#pragma once

#include <optional>
#include <string_view>
#include <vector>

#include "corpus/document.h"
#include "rules/agenda_number.h"
#include "rules/passage.h"

namespace muistio {

// Places and sizes are in points; the font is the largest of the row.
struct PrintedRow {
  Span span;  // Without the marks of a wiki heading: "== 1. Avaus ==".
  std::size_t block = 0;
  BlockKind kind = BlockKind::paragraph;
  std::size_t cells = 1;
  int page = 1;
  bool from_ocr = false;
  double left = 0, top = 0, bottom = 0;
  float font_size = 0;
  bool bold = false;          // All of it.
  bool larger = false;        // Than most of the document.
  bool marked = false;        // As a heading in the way of wikis.
  bool capitals = false;      // All of its letters, and more than a few of them.
  bool opens_block = false;   // The first row of its block.
  bool agenda_words = false;  // Words of agenda headings: "Kokouksen avaus".
  bool label = false;         // A field of the form: "Läsnä", "Päätös:".
  bool part = false;          // A label inside an item: "Päätös".
  bool of_head = false;       // A label that stands before the first item: "Läsnä".
  bool section = false;       // Of an organ, and nothing else: "Siv.ltk § 50".
  bool ends_items = false;    // A label that stands after the last item: "Allekirjoitukset".

  bool stands_out() const {
    return bold || larger || marked || capitals || kind == BlockKind::heading;
  }
};

// A row that begins with a number.
struct Numbered {
  std::size_t row = 0;
  ItemNumber number;
  Span title;             // What stands behind the number in its row; may be empty.
  double merit = 0;       // How much it looks like a heading, around 1.
  bool has_text = false;  // Something else than the next number stands under it.
};

std::vector<PrintedRow> printed_rows(const Passage& passage);

std::vector<Numbered> numbered_rows(const Passage& passage, const std::vector<PrintedRow>& rows);

// The bold words that a row of plain text begins with, where they end in a colon or a full stop:
// "**Kesäretki:** Lähdetään."
std::optional<Span> bold_head(const Passage& passage, const PrintedRow& row);

// True where the row's first lower case word or its fullness says that it continues the row
// before it.
bool continues(const Passage& passage, const PrintedRow& before, const PrintedRow& row);

}  // namespace muistio
