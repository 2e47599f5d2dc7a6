#include "extractors/assembly.h"

#include <algorithm>
#include <cmath>
#include <string_view>
#include <utility>

#include "corpus/hyphens.h"
#include "extractors/line_ends.h"

namespace muistio {
namespace {

// True where the word is printed on to the one before: the sign after a superscript, or the
// superscript of a unit ("m2"). A footnote's number stays a word of its own, so that a name
// it follows stays a name.
bool is_printed_on(const PageWord& before, const PageWord& word) {
  const double height = std::max(before.box.height(), word.box.height());
  if (std::abs(word.box.left - before.box.right) > 0.1 * height) return false;
  constexpr std::size_t longest_unit = 3;
  const bool sign = std::string_view(",.;:)!?").find(word.text.front()) != std::string_view::npos;
  const bool smaller = word.box.height() < 0.8 * before.box.height();
  return sign || (smaller && before.text.size() <= longest_unit);
}

double within(double value, double most) {
  return std::clamp(value, 0.0, std::max(most, 0.0));
}

// On the page as it is shown.
Box placed(const PageWords& page, const Box& box) {
  const bool sideways = page.turns % 2 != 0;
  const double width = sideways ? page.height : page.width;
  const double height = sideways ? page.width : page.height;
  const Box shown = shown_box(page, box);
  return {within(shown.left, width), within(shown.top, height), within(shown.right, width),
          within(shown.bottom, height)};
}

// A line of many words that stops in the middle of a sentence, unlike the entries of lists.
bool is_unfinished(const Document& document, const Line& line) {
  constexpr std::size_t many = 6;
  return line.words.size() >= many && !ends_sentence(document.text);
}

}  // namespace

Assembly::Assembly(Language& language, std::size_t text_limit)
    : language_(language), text_limit_(text_limit) {}

void Assembly::begin_page(const Page& page) {
  document_.pages.push_back(page);
  document_.pages.back().blocks = {document_.blocks.size(), document_.blocks.size()};
}

void Assembly::add(const PageWords& page, const std::vector<LaidBlock>& blocks) {
  for (std::size_t i = 0; i < blocks.size(); ++i) {
    if (full_) return;
    add_block(page, blocks[i], runs_on(page, blocks, i));
  }
  document_.pages.back().blocks.last = document_.blocks.size();
}

Document Assembly::take() {
  std::size_t end = 0;
  for (Page& page : document_.pages) {
    page.span = {end, end};
    if (page.blocks.empty()) continue;
    page.span = {document_.blocks[page.blocks.first].span.begin,
                 document_.blocks[page.blocks.last - 1].span.end};
    end = page.span.end;
  }
  return std::move(document_);
}

// True where the last line had no room for the next word, and the next block looks like the
// rest of its paragraph. Where a sentence ends too, a paragraph may have ended there by chance:
// hardly on a justified line.
bool Assembly::was_full(const PageWords& page, const LaidBlock& next) const {
  const Block& last = document_.blocks.back();
  const Line& above = document_.lines.back();
  const Fragment& below = next.rows.front().lines.front().fragment;
  if (last.rows.size() < 2 && !is_unfinished(document_, above)) return false;
  const double height = below.box.height();
  const bool alike =
      above.bold == below.bold && std::abs(above.box.height() - height) < 0.05 * height;
  const bool indented =
      next.rows.size() > 1 && below.box.left > next.rows[1].lines.front().fragment.box.left + 3;
  const double width = page.words[below.words.front()].box.width();
  if (!alike || indented || room_ - 0.25 * height >= width) return false;
  constexpr double justified = 1;
  const double whole = above.box.width() + std::max(room_, 0.0);
  return !ends_sentence(document_.text) || room_ < justified ||
         likely_within_paragraph(width / whole);
}

// Of a full line that ends a sentence. The last line of a paragraph may end anywhere, so it has no
// room for a word that takes such a share of a line as often as that share says; how often a
// sentence ends with a line within a paragraph, the document tells. Before it has told much: in one
// paragraph of five.
bool Assembly::likely_within_paragraph(double share) const {
  constexpr double supposed = 5, within = 1;
  return static_cast<double>(inner_sentence_ends_) + within >
         (static_cast<double>(paragraphs_) + supposed) * share;
}

void Assembly::count_sentence_ends(const Block& block, bool is_whole) {
  const bool text = block.kind == BlockKind::paragraph || block.kind == BlockKind::list_item;
  if (!text || block.rows.size() < 2) return;
  paragraphs_ += is_whole;
  for (std::size_t r = block.rows.first; r + 1 < block.rows.last; ++r) {
    inner_sentence_ends_ += ends_sentence(document_.at(document_.rows[r].span));
  }
}

// The last block is a list item, and the next stands as far in as the words behind its bullet did,
// with text farther out below it.
bool Assembly::stands_under_item(const std::vector<LaidBlock>& blocks, std::size_t i) const {
  constexpr double least = 5, same = 2.5, farthest = 60;  // Points.
  const Block& item = document_.blocks.back();
  const Line& opening = document_.lines[document_.rows[item.rows.first].lines.first];
  if (item.kind != BlockKind::list_item || opening.words.size() < 2) return false;
  const double words = document_.words[opening.words.first + 1].box.left;
  double margin = words;
  for (auto block = document_.blocks.rbegin();
       block != document_.blocks.rend() && block->page == item.page; ++block) {
    if (block->box.left > item.box.left - farthest) margin = std::min(margin, block->box.left);
  }
  const auto left_of = [](const LaidBlock& block) {
    return block.rows.front().lines.front().fragment.box.left;
  };
  const double left = left_of(blocks[i]);
  double margin_below = left;
  for (std::size_t below = i; below + 1 < blocks.size() && !blocks[below].column_end; ++below) {
    if (!blocks[below + 1].rows.empty())
      margin_below = std::min(margin_below, left_of(blocks[below + 1]));
  }
  return left - margin_below > least && std::abs((left - margin_below) - (words - margin)) < same;
}

// A paragraph goes on over the end of a column or page that stops it in the middle of a
// sentence, or after a line that is full.
bool Assembly::runs_on(const PageWords& page, const std::vector<LaidBlock>& blocks,
                       std::size_t i) const {
  const LaidBlock& next = blocks[i];
  if (document_.blocks.empty() || next.rows.empty()) return false;
  const Block& last = document_.blocks.back();
  const auto is_text = [](BlockKind kind) {
    return kind == BlockKind::paragraph || kind == BlockKind::list_item;
  };
  if (last.page == page.number && !after_column_end_) return false;
  if (!is_text(last.kind) || next.kind != BlockKind::paragraph) return false;
  const std::string& first = first_word(page, next.rows.front().lines.front().fragment);
  return (starts_lower(first) && !ends_sentence(document_.text)) || was_full(page, next) ||
         stands_under_item(blocks, i);
}

void Assembly::add_block(const PageWords& page, const LaidBlock& laid, bool goes_on) {
  if (laid.rows.empty()) return;
  if (!document_.blocks.empty()) count_sentence_ends(document_.blocks.back(), !goes_on);
  if (!document_.text.empty()) {
    const bool mended = goes_on && mends_hyphen(page, laid.rows.front().lines.front().fragment);
    if (!mended) document_.text += goes_on ? "\n" : "\n\n";
  }
  Block block;
  block.kind = laid.kind;
  block.page = page.number;
  block.span.begin = document_.text.size();
  block.rows = {document_.rows.size(), document_.rows.size()};
  for (std::size_t r = 0; r < laid.rows.size(); ++r) {
    const LaidRow& row = laid.rows[r];
    const bool table = laid.kind == BlockKind::table;
    if (r > 0) {
      const bool mended = !table && mends_hyphen(page, row.lines.front().fragment);
      if (!mended) document_.text += '\n';
    }
    add_row(page, row);
    block.box = united(block.box, document_.rows.back().box);
  }
  block.rows.last = document_.rows.size();
  block.span.end = document_.text.size();
  document_.blocks.push_back(block);
  after_column_end_ = laid.column_end;
  room_ = laid.room;
  if (document_.text.size() > text_limit_) {
    full_ = true;
    document_.issues.push_back(
        {"text_cut", "the document holds too much text; the rest is left out", page.number});
  }
}

void Assembly::add_row(const PageWords& page, const LaidRow& laid) {
  const std::size_t index = document_.rows.size();
  document_.rows.emplace_back();
  Row row;
  row.block = document_.blocks.size();
  row.span.begin = document_.text.size();
  row.lines = {document_.lines.size(), document_.lines.size()};
  for (std::size_t l = 0; l < laid.lines.size(); ++l) {
    const LaidLine& line = laid.lines[l];
    const PageWords& own_page = line.page ? *line.page : page;
    if (l > 0 && laid.lines[l - 1].cell != line.cell) {
      document_.text += '\t';
    } else if (l > 0 && !mends_hyphen(own_page, line.fragment)) {
      document_.text += '\n';
    }
    add_line(own_page, line);
    document_.lines.back().row = index;
    if (!line.page) row.box = united(row.box, document_.lines.back().box);
  }
  row.lines.last = document_.lines.size();
  row.span.end = document_.text.size();
  document_.rows[index] = row;
}

void Assembly::add_line(const PageWords& page, const LaidLine& laid) {
  Line line;
  line.page = page.number;
  line.cell = laid.cell;
  line.font_size = laid.fragment.font_size;
  line.bold = laid.fragment.bold;
  line.span.begin = document_.text.size();
  line.words = {document_.words.size(), document_.words.size()};
  const PageWord* before = nullptr;
  for (const std::uint32_t i : laid.fragment.words) {
    const PageWord& from = page.words[i];
    if (before && !is_printed_on(*before, from)) document_.text += ' ';
    before = &from;
    Word word;
    word.span = {document_.text.size(), document_.text.size() + from.text.size()};
    word.box = placed(page, from.box);
    line.box = united(line.box, word.box);
    word.page = page.number;
    word.font_size = from.font_size;
    word.confidence = from.confidence;
    word.bold = from.bold;
    word.italic = from.italic;
    word.original = from.original;
    document_.text += from.text;
    document_.words.push_back(std::move(word));
  }
  line.words.last = document_.words.size();
  line.span.end = document_.text.size();
  document_.lines.push_back(line);
}

// Where the text ends in a hyphen that divides a word from what comes next, makes the two
// pieces touch and says so.
bool Assembly::mends_hyphen(const PageWords& page, const Fragment& next) {
  std::string& text = document_.text;
  const std::size_t hyphen = hyphen_length(text);
  if (hyphen == 0) return false;
  const bool soft = text.ends_with("\u00AD");
  const Word& last = document_.words.back();
  std::string after = first_word(page, next);
  if (next.words.size() > 1) after += ' ' + page.words[next.words[1]].text;
  const LineEnd end =
      soft ? LineEnd::join : line_end_hyphen(document_.at(last.span), after, language_);
  if (end == LineEnd::separate) return false;
  if (end == LineEnd::join) text.resize(text.size() - hyphen);
  // What ended in the hyphen ends where the text does now.
  const auto shorten = [&](Span& span) { span.end = std::min(span.end, text.size()); };
  shorten(document_.words.back().span);
  shorten(document_.lines.back().span);
  if (!document_.rows.empty()) shorten(document_.rows.back().span);
  if (!document_.blocks.empty()) shorten(document_.blocks.back().span);
  return true;
}

}  // namespace muistio
