#include "corpus/document_check.h"

#include <algorithm>
#include <cmath>
#include <string_view>

#include "corpus/unicode.h"

namespace muistio {
namespace {

using Broken = std::optional<std::string>;

std::string numbered(std::string_view part, std::size_t index, std::string_view what) {
  return std::string(part) + " " + std::to_string(index) + " " + std::string(what);
}

bool is_sound(const std::string& text, Span span) {
  return span.begin <= span.end && is_boundary(text, span.begin) && is_boundary(text, span.end);
}

bool is_finite(const Box& box) {
  return std::isfinite(box.left) && std::isfinite(box.top) && std::isfinite(box.right) &&
         std::isfinite(box.bottom);
}

// Half a point of rounding is forgiven, and a box of no size stands nowhere.
bool holds(const Box& outer, const Box& inner) {
  constexpr double slack = 0.5;
  if (is_finite(inner) && inner.width() == 0 && inner.height() == 0) return true;
  return is_finite(inner) && inner.left <= inner.right && inner.top <= inner.bottom &&
         inner.left >= outer.left - slack && inner.top >= outer.top - slack &&
         inner.right <= outer.right + slack && inner.bottom <= outer.bottom + slack;
}

// Parts one after another in the text, each a sound span.
template <typename Part>
Broken check_order(const std::string& text, const std::vector<Part>& parts, std::string_view name) {
  std::size_t end = 0;
  for (std::size_t i = 0; i < parts.size(); ++i) {
    if (!is_sound(text, parts[i].span)) return numbered(name, i, "has a span outside the text");
    if (parts[i].span.begin < end) return numbered(name, i, "begins before the one before it ends");
    end = parts[i].span.end;
  }
  return std::nullopt;
}

// The wholes' ranges follow one another, are not empty, cover all parts, and each whole's
// span reaches over its parts' spans.
template <typename Whole, typename Part, typename RangeOf>
Broken check_ranges(const std::vector<Whole>& wholes, const std::vector<Part>& parts,
                    RangeOf range_of, std::string_view name, bool may_be_empty = false) {
  std::size_t next = 0;
  for (std::size_t i = 0; i < wholes.size(); ++i) {
    const Range range = range_of(wholes[i]);
    if (range.first != next || range.last < range.first || range.last > parts.size()) {
      return numbered(name, i, "has a range that leaves parts out or holds others'");
    }
    next = range.last;
    if (range.empty()) {
      if (!may_be_empty) return numbered(name, i, "is empty");
      continue;
    }
    const Span whole = wholes[i].span;
    if (whole.begin > parts[range.first].span.begin || whole.end < parts[range.last - 1].span.end) {
      return numbered(name, i, "does not reach over its parts");
    }
  }
  if (next != parts.size()) return std::string(name) + "s leave parts out";
  return std::nullopt;
}

Broken check_pages(const Document& document) {
  int last = 0;
  for (std::size_t i = 0; i < document.pages.size(); ++i) {
    const Page& page = document.pages[i];
    if (page.number <= last) return numbered("page", i, "has a number out of order");
    last = page.number;
    const bool sane = std::isfinite(page.width) && std::isfinite(page.height) && page.width >= 0 &&
                      page.height >= 0;
    if (!sane) return numbered("page", i, "has no proper size");
    const auto confidence = page.ocr_confidence;
    if (confidence && !(*confidence >= 0 && *confidence <= 1)) {
      return numbered("page", i, "has a confidence outside 0..1");
    }
    for (std::size_t b = page.blocks.first; b < page.blocks.last; ++b) {
      if (document.blocks[b].page != page.number) {
        return numbered("block", b, "is on another page than it says");
      }
    }
  }
  if (last > document.page_count) return "there are more pages than the page count says";
  return std::nullopt;
}

Broken check_blocks(const Document& document) {
  for (std::size_t b = 0; b < document.blocks.size(); ++b) {
    const Block& block = document.blocks[b];
    for (std::size_t r = block.rows.first; r < block.rows.last; ++r) {
      const Row& row = document.rows[r];
      if (row.block != b) return numbered("row", r, "belongs to another block than it says");
      if (!holds(block.box, row.box)) return numbered("row", r, "stands outside its block");
      int cell = 0;
      for (std::size_t l = row.lines.first; l < row.lines.last; ++l) {
        const Line& line = document.lines[l];
        if (line.row != r) return numbered("line", l, "belongs to another row than it says");
        const bool divided = block.kind == BlockKind::table && r + 1 == block.rows.last;
        const bool on_later_page = divided && line.page > block.page;
        if (line.page != block.page && !on_later_page)
          return numbered("line", l, "is on another page than its block");
        if (line.cell < cell) return numbered("line", l, "has a cell out of order");
        cell = line.cell;
        if (!on_later_page && !holds(row.box, line.box))
          return numbered("line", l, "stands outside its row");
      }
    }
  }
  return std::nullopt;
}

Broken check_words(const Document& document) {
  const std::vector<Page>& pages = document.pages;
  for (std::size_t l = 0; l < document.lines.size(); ++l) {
    const Line& line = document.lines[l];
    const auto page =
        std::lower_bound(pages.begin(), pages.end(), line.page,
                         [](const Page& one, int number) { return one.number < number; });
    if (page == pages.end() || page->number != line.page) {
      return numbered("line", l, "is on a page that was not read");
    }
    const Box sheet{0, 0, page->width, page->height};
    for (std::size_t w = line.words.first; w < line.words.last; ++w) {
      const Word& word = document.words[w];
      if (word.span.empty()) return numbered("word", w, "has no text");
      if (word.page != line.page) return numbered("word", w, "is on another page than its line");
      if (!holds(sheet, word.box)) return numbered("word", w, "stands outside its page");
      if (!holds(line.box, word.box)) return numbered("word", w, "stands outside its line");
      if (!(word.confidence >= 0 && word.confidence <= 1)) {
        return numbered("word", w, "has a confidence outside 0..1");
      }
      if (document.at(word.span).find_first_of(" \t\n") != std::string_view::npos) {
        return numbered("word", w, "has white space in it");
      }
    }
  }
  return std::nullopt;
}

// Every byte of the text belongs to a word or is a separator between two.
Broken check_separators(const Document& document) {
  std::size_t end = 0;
  for (std::size_t w = 0; w <= document.words.size(); ++w) {
    const bool last = w == document.words.size();
    const std::size_t begin = last ? document.text.size() : document.words[w].span.begin;
    const std::string_view between = document.at({end, begin});
    const bool outer = w == 0 || last;
    const bool known = between.empty() || between == " " || between == "\t" || between == "\n" ||
                       between == "\n\n";
    if (!known || (outer && !between.empty())) {
      return numbered("word", w, "is not divided from the one before it as promised");
    }
    if (!last) end = document.words[w].span.end;
  }
  return std::nullopt;
}

Broken check_spans(const Document& document) {
  const std::string& text = document.text;
  if (auto broken = check_order(text, document.words, "word")) return broken;
  if (auto broken = check_order(text, document.lines, "line")) return broken;
  if (auto broken = check_order(text, document.rows, "row")) return broken;
  if (auto broken = check_order(text, document.blocks, "block")) return broken;
  return check_order(text, document.pages, "page");
}

Broken check_parts(const Document& document) {
  const auto words = [](const Line& line) { return line.words; };
  const auto lines = [](const Row& row) { return row.lines; };
  const auto rows = [](const Block& block) { return block.rows; };
  const auto blocks = [](const Page& page) { return page.blocks; };
  if (auto broken = check_ranges(document.lines, document.words, words, "line")) return broken;
  if (auto broken = check_ranges(document.rows, document.lines, lines, "row")) return broken;
  if (auto broken = check_ranges(document.blocks, document.rows, rows, "block")) return broken;
  return check_ranges(document.pages, document.blocks, blocks, "page", true);
}

}  // namespace

std::optional<std::string> broken_promise(const Document& document) {
  if (!is_valid_utf8(document.text)) return "the text is not UTF-8";
  if (normalised(document.text) != document.text) return "the text is not in NFC";
  for (const auto check :
       {check_spans, check_parts, check_pages, check_blocks, check_words, check_separators}) {
    if (auto broken = check(document)) return broken;
  }
  for (const Furniture& piece : document.furniture) {
    if (!is_valid_utf8(piece.text) || !is_finite(piece.box))
      return "a piece of furniture is malformed";
  }
  return std::nullopt;
}

}  // namespace muistio
