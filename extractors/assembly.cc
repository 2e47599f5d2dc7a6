#include "extractors/assembly.h"

#include <algorithm>
#include <string_view>
#include <utility>

#include "corpus/unicode.h"

namespace muistio {
namespace {

// Length in bytes of the hyphen that the text ends in, 0 where it ends in none. A dash on
// its own is no hyphen.
std::size_t hyphen_length(std::string_view text) {
  for (const std::string_view hyphen : {"-", "\u00AD", "\u2010"}) {
    if (text.size() > hyphen.size() && text.ends_with(hyphen)) {
      const char before = text[text.size() - hyphen.size() - 1];
      return before == ' ' || before == '\t' || before == '\n' ? 0 : hyphen.size();
    }
  }
  return 0;
}

bool starts_lower(std::string_view word) {
  return !word.empty() && !starts_upper(word) &&
         (static_cast<unsigned char>(word[0]) >= 0x80 || (word[0] >= 'a' && word[0] <= 'z'));
}

bool is_suspended(std::string_view next) {
  for (const std::string_view word : {"ja", "tai", "sekä", "eli", "och", "eller"}) {
    if (next == word) return true;
  }
  return false;
}

bool ends_sentence(std::string_view text) {
  for (const std::string_view mark : {".", "!", "?", ":", "\"", "”", ")"}) {
    if (text.ends_with(mark)) return true;
  }
  return false;
}

}  // namespace

Assembly::Assembly(Language& language, std::size_t text_limit)
    : language_(language), text_limit_(text_limit) {}

void Assembly::add(const PageWords& words, const PageLayout& layout) {
  Page page;
  page.number = words.number;
  page.width = words.width;
  page.height = words.height;
  page.source = words.source;
  page.ocr_confidence = words.ocr_confidence;
  page.blocks = {document_.blocks.size(), document_.blocks.size()};
  for (const LaidBlock& block : layout.blocks) {
    if (full_) break;
    add_block(words, block);
  }
  page.blocks.last = document_.blocks.size();
  document_.pages.push_back(page);
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

// A paragraph goes on over the page end where it stops in the middle of a sentence.
bool Assembly::runs_over_page(const PageWords& page, const LaidBlock& next) const {
  const Block& last = document_.blocks.back();
  if (last.page == page.number) return false;
  const auto is_text = [](BlockKind kind) {
    return kind == BlockKind::paragraph || kind == BlockKind::list_item;
  };
  if (!is_text(last.kind) || next.kind != BlockKind::paragraph) return false;
  const std::string& first =
      page.words[next.rows.front().lines.front().fragment.words.front()].text;
  return starts_lower(first) && !ends_sentence(document_.text);
}

void Assembly::add_block(const PageWords& page, const LaidBlock& laid) {
  if (laid.rows.empty()) return;
  const bool runs_on =
      !document_.blocks.empty() && (last_block_runs_on_ || runs_over_page(page, laid));
  if (!document_.text.empty()) {
    const bool mended = runs_on && mends_hyphen(page, laid.rows.front().lines.front().fragment);
    if (!mended) document_.text += runs_on ? "\n" : "\n\n";
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
    add_row(page, row, table);
    block.box = united(block.box, document_.rows.back().box);
  }
  block.rows.last = document_.rows.size();
  block.span.end = document_.text.size();
  document_.blocks.push_back(block);
  last_block_runs_on_ = laid.runs_on;
  if (document_.text.size() > text_limit_) {
    full_ = true;
    document_.issues.push_back(
        {"text_cut", "the document holds too much text; the rest is left out", page.number});
  }
}

void Assembly::add_row(const PageWords& page, const LaidRow& laid, bool) {
  const std::size_t index = document_.rows.size();
  document_.rows.emplace_back();
  Row row;
  row.block = document_.blocks.size();
  row.span.begin = document_.text.size();
  row.lines = {document_.lines.size(), document_.lines.size()};
  for (std::size_t l = 0; l < laid.lines.size(); ++l) {
    const LaidLine& line = laid.lines[l];
    if (l > 0 && laid.lines[l - 1].cell != line.cell) {
      document_.text += '\t';
    } else if (l > 0 && !mends_hyphen(page, line.fragment)) {
      document_.text += '\n';
    }
    add_line(page, line);
    document_.lines.back().row = index;
    row.box = united(row.box, document_.lines.back().box);
  }
  row.lines.last = document_.lines.size();
  row.span.end = document_.text.size();
  document_.rows[index] = row;
}

void Assembly::add_line(const PageWords& page, const LaidLine& laid) {
  Line line;
  line.page = page.number;
  line.cell = laid.cell;
  line.box = laid.fragment.box;
  line.font_size = laid.fragment.font_size;
  line.bold = laid.fragment.bold;
  line.span.begin = document_.text.size();
  line.words = {document_.words.size(), document_.words.size()};
  for (const std::uint32_t i : laid.fragment.words) {
    const PageWord& from = page.words[i];
    if (document_.words.size() > line.words.first) document_.text += ' ';
    Word word;
    word.span = {document_.text.size(), document_.text.size() + from.text.size()};
    word.box = from.box;
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
  const std::string& word = page.words[next.words.front()].text;
  if (hyphen == 0 || !starts_lower(word) || is_suspended(word)) return false;
  text.resize(text.size() - hyphen);
  // What ended in the hyphen ends where the text does now.
  document_.words.back().span.end = text.size();
  document_.lines.back().span.end = text.size();
  if (!document_.rows.empty()) {
    document_.rows.back().span.end = std::min(document_.rows.back().span.end, text.size());
  }
  if (!document_.blocks.empty()) {
    document_.blocks.back().span.end = std::min(document_.blocks.back().span.end, text.size());
  }
  return true;
}

}  // namespace muistio
