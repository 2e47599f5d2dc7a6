// Documents for tests, without a PDF: the same promises as corpus/document.h, out of a
// text that one can read.
//
//   one line        a row; lines that follow each other are one block
//   empty line      ends the block
//   "# Title"       a heading: a block of its own, bold and larger
//   "**words**"     a line that is bold, around the whole line
//   "‡word"         a bold word in a line that is not
//   "- x", "• x"    a list item; the mark stays in the text. One item a block
//   "a\tb", "a\t\tc" cells; an empty cell leaves a gap in the column numbers. A block with
//                   a cell beside another is a table
//   "a\vb\tc"       "a" and "b" are two lines of one cell
//   "    x"         a line that stands farther in
//   "val¬" "mis"    the first line ends in the middle of the word "valmis"
//   '\f'            begins a new page; after an empty line the blocks are apart, without
//                   one the paragraph runs on
//
// Every letter is as wide as any other; columns stand 170 points apart.
#pragma once

#include <algorithm>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "corpus/document.h"

namespace muistio::testing {

class DocumentBuilder {
 public:
  static Document build(std::string_view markup, PageSource source) {
    DocumentBuilder builder(source);
    for (std::string_view line : split(markup, '\n')) builder.take(line);
    builder.finish();
    return std::move(builder.document_);
  }

 private:
  static constexpr double letter_width = 5, line_height = 14, column_width = 170;
  static constexpr double left_margin = 57, top_margin = 57;
  static constexpr std::string_view line_end_hyphen = "¬";

  explicit DocumentBuilder(PageSource source) : source_(source) { begin_page(); }

  static std::vector<std::string_view> split(std::string_view text, char separator) {
    std::vector<std::string_view> parts;
    for (std::size_t at = 0;;) {
      const std::size_t next = text.find(separator, at);
      parts.push_back(text.substr(at, next - at));
      if (next == std::string_view::npos) return parts;
      at = next + 1;
    }
  }

  static bool is_list_item(std::string_view line) {
    return line.starts_with("- ") || line.starts_with("• ");
  }

  void take(std::string_view line) {
    if (line.starts_with('\f')) {
      runs_on_ = block_open_;
      end_block();
      end_page();
      begin_page();
      line.remove_prefix(1);
    }
    if (line.find_first_not_of(" \t") == std::string_view::npos) {
      end_block();
      runs_on_ = false;
      return;
    }
    BlockKind kind = BlockKind::paragraph;
    if (line.starts_with("# ")) {
      kind = BlockKind::heading;
      line.remove_prefix(2);
    } else if (is_list_item(line)) {
      kind = BlockKind::list_item;
    }
    if (kind != BlockKind::paragraph) end_block();
    if (!block_open_) begin_block(kind);
    add_row(line);
    if (kind == BlockKind::heading) end_block();
  }

  void begin_page() {
    Page page;
    page.number = static_cast<int>(document_.pages.size()) + 1;
    page.width = 595;
    page.height = 842;
    page.source = source_;
    if (source_ == PageSource::ocr) page.ocr_confidence = 0.9;
    page.blocks = {document_.blocks.size(), document_.blocks.size()};
    page.span = {document_.text.size(), document_.text.size()};
    document_.pages.push_back(page);
    top_ = top_margin;
  }

  void end_page() {
    Page& page = document_.pages.back();
    page.blocks.last = document_.blocks.size();
    if (page.blocks.empty()) return;
    page.span = {document_.blocks[page.blocks.first].span.begin, document_.blocks.back().span.end};
  }

  void begin_block(BlockKind kind) {
    if (!document_.blocks.empty() && !hyphen_pending_) document_.text += runs_on_ ? "\n" : "\n\n";
    runs_on_ = false;
    if (!document_.blocks.empty()) top_ += line_height;
    Block block;
    block.kind = kind;
    block.page = document_.pages.back().number;
    block.span.begin = document_.text.size();
    block.rows.first = document_.rows.size();
    document_.blocks.push_back(block);
    block_open_ = true;
  }

  void end_block() {
    if (!block_open_) return;
    Block& block = document_.blocks.back();
    block.span.end = document_.text.size();
    block.rows.last = document_.rows.size();
    for (std::size_t r = block.rows.first; r < block.rows.last; ++r)
      block.box = united(block.box, document_.rows[r].box);
    block_open_ = false;
  }

  void add_row(std::string_view line) {
    bold_ = line.size() > 4 && line.starts_with("**") && line.ends_with("**");
    if (bold_) line = line.substr(2, line.size() - 4);
    if (document_.blocks.back().kind == BlockKind::heading) bold_ = true;
    Row row;
    row.block = document_.blocks.size() - 1;
    if (!hyphen_pending_ && document_.rows.size() > document_.blocks.back().rows.first)
      document_.text += '\n';
    row.span.begin = document_.text.size();
    row.lines.first = document_.lines.size();
    double bottom = top_;
    const auto cells = split(line, '\t');
    if (cells.size() > 1) document_.blocks.back().kind = BlockKind::table;
    bool first = true;
    for (std::size_t column = 0; column < cells.size(); ++column) {
      if (cells[column].find_first_not_of(' ') == std::string_view::npos) continue;
      if (!std::exchange(first, false)) document_.text += '\t';
      bottom = std::max(bottom, add_cell(cells[column], static_cast<int>(column)));
    }
    top_ = bottom;
    row.span.end = document_.text.size();
    row.lines.last = document_.lines.size();
    for (std::size_t i = row.lines.first; i < row.lines.last; ++i)
      row.box = united(row.box, document_.lines[i].box);
    document_.rows.push_back(row);
  }

  // Returns where the cell ends on the page.
  double add_cell(std::string_view text, int column) {
    double top = top_;
    bool first = true;
    for (std::string_view line : split(text, '\v')) {
      if (!first && !hyphen_pending_) document_.text += '\n';
      first = false;
      add_line(line, column, top);
      top += line_height;
    }
    return top;
  }

  void add_line(std::string_view text, int column, double top) {
    hyphen_pending_ = false;
    Line line;
    line.page = document_.pages.back().number;
    line.row = document_.rows.size();
    line.cell = column;
    line.bold = bold_;
    line.font_size = document_.blocks.back().kind == BlockKind::heading ? 14 : 10;
    line.span.begin = document_.text.size();
    line.words.first = document_.words.size();
    double left = left_margin + column * column_width;
    for (std::string_view word : split(text, ' ')) {
      if (word.empty()) {
        if (document_.words.size() == line.words.first) left += letter_width;
        continue;
      }
      if (document_.words.size() > line.words.first) document_.text += ' ';
      if (word.ends_with(line_end_hyphen)) {
        hyphen_pending_ = true;
        word.remove_suffix(line_end_hyphen.size());
      }
      left = add_word(word, line, left, top) + letter_width;
    }
    line.span.end = document_.text.size();
    line.words.last = document_.words.size();
    document_.lines.push_back(line);
  }

  double add_word(std::string_view text, Line& line, double left, double top) {
    constexpr std::string_view bold_sign = "‡";
    const bool bold = text.starts_with(bold_sign);
    if (bold) text.remove_prefix(bold_sign.size());
    Word word;
    word.span.begin = document_.text.size();
    document_.text += text;
    word.span.end = document_.text.size();
    const double width = letter_width * static_cast<double>(code_points(text));
    word.box = {left, top, left + width, top + line.font_size};
    word.page = line.page;
    word.font_size = line.font_size;
    word.bold = line.bold || bold;
    if (source_ == PageSource::ocr) word.confidence = 0.9F;
    line.box = united(line.box, word.box);
    document_.words.push_back(word);
    return left + width;
  }

  // UTF-8 continuation bytes do not count.
  static std::size_t code_points(std::string_view text) {
    return static_cast<std::size_t>(
        std::count_if(text.begin(), text.end(), [](char c) { return (c & 0xC0) != 0x80; }));
  }

  void finish() {
    end_block();
    end_page();
    document_.page_count = static_cast<int>(document_.pages.size());
  }

  PageSource source_;
  Document document_;
  double top_ = top_margin;
  bool block_open_ = false, runs_on_ = false, hyphen_pending_ = false, bold_ = false;
};

inline Document document_of(std::string_view markup, PageSource source = PageSource::text_layer) {
  return DocumentBuilder::build(markup, source);
}

}  // namespace muistio::testing
