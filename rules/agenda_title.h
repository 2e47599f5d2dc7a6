// The heading behind an item's number. Inside the agenda only.
#pragma once

#include <string>
#include <vector>

#include "rules/agenda_lines.h"

namespace muistio {

struct ItemTitle {
  Span span;                  // Over all its rows; empty where the item has no heading.
  std::string text;           // Without the number, the full stop and leaders to a page number.
  bool statement = false;     // Tells what happened: "Puheenjohtaja avasi kokouksen."
  bool text_follows = false;  // More text goes on in the same paragraph.
  bool full_stop = false;     // Printed behind it.
  bool run_in = false;        // A colon parts it from the text: "4. Talous: Tilillä on ..."
};

// `end_row` is the row before which it must end: that of the next item.
ItemTitle title_of(const Passage& passage, const std::vector<PrintedRow>& rows,
                   const Numbered& numbered, std::size_t end_row);

// The text of a heading that has no number, from its first row on.
ItemTitle title_of_heading(const Passage& passage, const std::vector<PrintedRow>& rows,
                           std::size_t row, std::size_t end_row);

}  // namespace muistio
