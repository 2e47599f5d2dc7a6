// Columns of running text: which lines of print are read one column after the other.
#pragma once

#include <vector>

#include "corpus/language.h"
#include "extractors/page_words.h"
#include "extractors/print_lines.h"

namespace muistio {

// A piece of a page that is read from top to bottom.
struct ReadingZone {
  std::vector<PrintLine> lines;
  bool is_column = false;  // Other columns stand beside it.
};

// Finds the zones of a document's pages, which must come in order: where one page has
// columns, fewer lines are needed to see them on the next.
class ZoneFinder {
 public:
  // `language` knows given names: a list of names in two columns is told from names beside what
  // belongs to each. It must outlive the finder.
  explicit ZoneFinder(Language& language) : language_(language) {}

  // In the order of reading. Tables and lists in columns stay in one zone: they are read row
  // by row. A page of one column is one zone. So is a page with more lines than a page can
  // have; its lines are then joined, each to one fragment.
  std::vector<ReadingZone> zones_of(const PageWords& page, std::vector<PrintLine> lines);

 private:
  void add_zones(const PageWords& page, std::vector<ReadingZone>& zones,
                 std::vector<PrintLine> lines, bool is_column, int depth);

  Language& language_;
  std::vector<double> column_edges_;  // Where second columns began.
};

}  // namespace muistio
