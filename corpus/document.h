// A Document is what an extractor read from one file: one text, and where on the
// pages each piece of that text stands. It never changes after extraction;
// everything found later points into it with a Span.
//
//   page > block > row > line > word
//
// A paragraph line is a row of one line. A table row is a row of several lines, which
// say by `cell` which column they belong to; a cell may hold more lines than one. A
// label in the margin with its value beside it ("Aika   12.3.2014") is a row of two
// cells. All lists are flat, in reading order, and refer to each other by ranges of
// indices.
//
// The text is UTF-8 in NFC. Between words stands ' ', between the cells of a row '\t',
// between the lines of a cell and between rows '\n', between blocks "\n\n". A paragraph
// that continues on the next page is two blocks (a block has one page) joined by '\n'. A
// table row that the end of a page divides is one row, the last of its block: the lines of
// its cells say on which page they stand, and its box and the block's are of the first.
// A word that was divided by a line-end hyphen stands whole in the text and is two Words
// (pieces) whose spans touch; the next line's span then begins right there, with no
// separator between the lines. A unit and its superscript ("m2") touch in the same way.
#pragma once

#include <cstddef>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace muistio {

// Half-open range of bytes in Document::text. Both ends are on code point boundaries.
struct Span {
  std::size_t begin = 0;
  std::size_t end = 0;

  std::size_t size() const { return end - begin; }
  bool empty() const { return begin == end; }
  bool contains(std::size_t offset) const { return begin <= offset && offset < end; }
  bool contains(Span other) const { return begin <= other.begin && other.end <= end; }
  bool overlaps(Span other) const { return begin < other.end && other.begin < end; }
  bool operator==(const Span&) const = default;
};

// Half-open range of indices into one of the Document's lists.
struct Range {
  std::size_t first = 0;
  std::size_t last = 0;  // One past the end.

  std::size_t size() const { return last - first; }
  bool empty() const { return first == last; }
  bool operator==(const Range&) const = default;
};

// Rectangle on a page, in points (1/72 inch). The origin is the top left corner
// of the page as it is shown (after page rotation) and y grows downwards.
struct Box {
  double left = 0, top = 0, right = 0, bottom = 0;

  double width() const { return right - left; }
  double height() const { return bottom - top; }
  bool operator==(const Box&) const = default;
};

// The smallest box that holds both. A box of no size counts as nothing.
Box united(const Box& one, const Box& other);

// A word as it is printed, or the piece of a word on one side of a line-end hyphen.
struct Word {
  Span span;
  Box box;
  int page = 1;          // 1-based.
  float font_size = 0;   // Points.
  float confidence = 1;  // 0..1; 1 for a text layer.
  bool bold = false;
  bool italic = false;
  std::string original;  // What OCR read, where the text holds a correction; else empty.
  bool operator==(const Word&) const = default;
};

// Words on one baseline within one cell.
struct Line {
  Span span;
  Box box;
  Range words;
  int page = 1;
  std::size_t row = 0;
  int cell = 0;         // Column of the cell within its row, counted from 0; columns of
                        // one table line up, so an empty cell leaves a gap in the numbers.
  float font_size = 0;  // Of most of its letters.
  bool bold = false;    // All of its letters.
  bool operator==(const Line&) const = default;
};

struct Row {
  Span span;
  Box box;
  Range lines;
  std::size_t block = 0;
  bool operator==(const Row&) const = default;
};

enum class BlockKind { paragraph, heading, list_item, table, footnote };

struct Block {
  BlockKind kind = BlockKind::paragraph;
  Span span;
  Box box;
  Range rows;
  int page = 1;
  bool operator==(const Block&) const = default;
};

enum class PageSource { none, text_layer, ocr };

// What repeats on pages and is kept out of the text: running heads, page counters,
// scrutinisers' initials, footers of e-signature services.
enum class FurnitureKind { running_head, running_foot, page_counter, initials, signature_footer };

struct Furniture {
  FurnitureKind kind = FurnitureKind::running_head;
  int page = 1;
  Box box;
  std::string text;
  bool bold = false;
  float font_size = 0;
  bool operator==(const Furniture&) const = default;
};

struct Page {
  int number = 1;  // 1-based position in the file.
  double width = 0, height = 0;
  PageSource source = PageSource::none;
  std::optional<double> ocr_confidence;  // 0..1, mean over words.
  Range blocks;
  Span span;
  bool operator==(const Page&) const = default;
};

// Partial trouble: the rest is good, but the memo is not clean.
struct Issue {
  std::string code;     // Stable, snake_case: "page_unreadable".
  std::string message;  // For people.
  std::optional<int> page;
  bool operator==(const Issue&) const = default;
};

struct PdfInfo {
  std::string title, author, producer, version;
  std::string created;  // ISO 8601, or empty.
  bool operator==(const PdfInfo&) const = default;
};

struct Document {
  std::string text;
  std::vector<Word> words;
  std::vector<Line> lines;
  std::vector<Row> rows;
  std::vector<Block> blocks;
  std::vector<Page> pages;  // Only pages that were read; their numbers may have gaps.
  std::vector<Furniture> furniture;
  std::vector<Issue> issues;
  PdfInfo pdf;
  int page_count = 0;  // As the file says.

  std::string_view at(Span span) const {
    return std::string_view(text).substr(span.begin, span.size());
  }
  bool operator==(const Document&) const = default;
};

// Where a span stands on paper: one box a line, in reading order; a span over a page
// break has boxes on both pages. Empty for a span that touches no word.
struct Place {
  int page = 1;
  Box box;
};
std::vector<Place> places_of(const Document& document, Span span);

// Index of the line, row or block that holds the byte offset; an offset between two
// belongs to the earlier one. Absent in an empty document.
std::optional<std::size_t> line_at(const Document& document, std::size_t offset);
std::optional<std::size_t> row_at(const Document& document, std::size_t offset);
std::optional<std::size_t> block_at(const Document& document, std::size_t offset);

// The cells of a row that hold text: their column and the span of their lines.
struct Cell {
  int column = 0;
  Span span;
  Range lines;
};
std::vector<Cell> cells_of(const Document& document, const Row& row);

}  // namespace muistio
