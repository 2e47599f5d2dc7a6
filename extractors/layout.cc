#include "extractors/layout.h"

#include <algorithm>
#include <cmath>
#include <cstddef>
#include <utility>

#include "corpus/unicode.h"
#include "extractors/line_ends.h"
#include "extractors/tables.h"

namespace muistio {
namespace {

// Running text of one zone: decides where blocks begin.
class Flow {
 public:
  Flow(const PageWords& page, const std::vector<PrintLine>& lines, const TypeMeasure& measure,
       double right)
      : page_(page), lines_(lines), measure_(measure), page_right_(right), right_(right) {
    left_ = lines.empty() ? 0 : lines.front().box.left;
    for (const PrintLine& line : lines) left_ = std::min(left_, line.box.left);
  }

  // Lines [first, last), each of one fragment.
  void lay_out(std::size_t first, std::size_t last, std::vector<LaidBlock>& blocks) {
    right_ = turning_edge(first, last);
    std::size_t block_first = first;
    for (std::size_t i = first; i < last; ++i) {
      if (i == first || begins_block(block_first, i, last)) {
        block_first = i;
        blocks.push_back({kind_of(i), {}});
      }
      blocks.back().rows.push_back({{{fragment(i), 0}}});
      BlockKind& kind = blocks.back().kind;
      if (kind == BlockKind::heading && is_large_text(block_first, i)) kind = BlockKind::paragraph;
    }
    if (first < last) blocks.back().room = room_after(first, last);
  }

 private:
  // Where lines are justified, a line that does not reach the edge was ended.
  double room_after(std::size_t first, std::size_t last) const {
    constexpr double near = 1.0;
    std::size_t full = 0;
    for (std::size_t i = first; i < last; ++i) full += right_ - fragment(i).box.right < near;
    const double room = right_ - fragment(last - 1).box.right;
    const bool justified = full * 2 > last - first;
    return justified && room >= near ? 1e9 : room;
  }

  const Fragment& fragment(std::size_t i) const { return lines_[i].fragments.front(); }

  double pitch(std::size_t i) const { return lines_[i].box.bottom - lines_[i - 1].box.bottom; }

  // Where the lines turn: at the page's edge, or before it where they plainly turn sooner (a
  // narrow column that stands alone on its page, an indented quotation).
  double turning_edge(std::size_t first, std::size_t last) const {
    double edge = 0;
    for (std::size_t i = first; i < last; ++i) {
      if (!is_heading(i)) edge = std::max(edge, fragment(i).box.right);
    }
    if (edge > page_right_ - 3 * measure_.height) return page_right_;
    if (is_justified(first, last, edge)) return edge;
    std::size_t goes_on = 0, turned = 0;
    for (std::size_t i = first + 1; i < last; ++i) {
      if (!starts_lower(first_word(page_, fragment(i))) ||
          ends_sentence(last_word(page_, fragment(i - 1)))) {
        continue;
      }
      ++goes_on;
      turned += !was_ended(page_, fragment(i - 1), fragment(i), edge);
    }
    return goes_on * 3 >= last - first && turned * 10 >= goes_on * 8 ? edge : page_right_;
  }

  // Half of the lines or more end at the same edge, and not in the same word.
  bool is_justified(std::size_t first, std::size_t last, double edge) const {
    constexpr std::size_t fewest = 4;
    std::size_t full = 0;
    const std::string* word = nullptr;
    bool different = false;
    for (std::size_t i = first; i < last; ++i) {
      if (edge - fragment(i).box.right > 1) continue;
      ++full;
      different |= word && *word != last_word(page_, fragment(i));
      word = &last_word(page_, fragment(i));
    }
    return different && full >= fewest && full * 2 >= last - first;
  }

  bool is_heading(std::size_t i) const {
    const Fragment& line = fragment(i);
    if (line.bold || line.box.height() > 1.15 * measure_.height) return true;
    const std::string& word = page_.words[line.words.back()].text;
    const std::string text = text_of(line);
    return word.size() > 3 && !ends_sentence(word) && is_all_capitals(text) &&
           (opens_item(page_, line) || text.find_first_of("0123456789") == std::string::npos);
  }

  std::string text_of(const Fragment& line) const {
    std::string text;
    for (const std::uint32_t i : line.words) text += page_.words[i].text;
    return text;
  }

  BlockKind kind_of(std::size_t i) const {
    if (is_heading(i)) return BlockKind::heading;
    return opens_item(page_, fragment(i)) ? BlockKind::list_item : BlockKind::paragraph;
  }

  // Lines larger than others that hold the end of a sentence are text beside tables in small print
  // and no heading: many of them, or the rest of what began elsewhere.
  bool is_large_text(std::size_t block_first, std::size_t i) const {
    constexpr std::size_t many = 4;
    const std::size_t lines = i - block_first + 1;
    const Fragment& opening = fragment(block_first);
    const bool enough = lines >= many || (lines > 1 && starts_lower(first_word(page_, opening)));
    if (opening.bold || !enough) return false;
    for (std::size_t line = block_first; line <= i; ++line) {
      for (const std::uint32_t word : fragment(line).words) {
        const std::string& text = page_.words[word].text;
        if (starts_lower(text) && ends_sentence(text)) return true;
      }
    }
    return false;
  }

  bool stands_apart(std::size_t i) const {
    const double height = fragment(i).box.height();
    const double give = page_.source == PageSource::ocr ? 0.35 : 0.12;
    return pitch(i) > measure_.pitch_of(height) + give * height || pitch(i) < -0.5 * height;
  }

  // "valit-" and below it "tiin", however high the letters of each are.
  bool divides_word(std::size_t i) const {
    const Fragment& above = fragment(i - 1);
    const double height = std::max(above.box.height(), fragment(i).box.height());
    return hyphen_length(last_word(page_, above)) > 0 &&
           starts_lower(first_word(page_, fragment(i))) && pitch(i) > 0 &&
           pitch(i) < 2.2 * height && fragment(i).box.left < above.box.right;
  }

  // The sentence plainly goes on from the line above, whatever the space between them.
  bool reads_on(std::size_t i) const {
    const Fragment& above = fragment(i - 1);
    return starts_lower(first_word(page_, fragment(i))) &&
           !ends_sentence(last_word(page_, above)) && pitch(i) > 0 &&
           pitch(i) < 2.2 * above.box.height();
  }

  // A short line at the right edge whose left end is not that of the line below.
  bool is_flush_right(std::size_t i) const {
    const Box& above = fragment(i - 1).box;
    return above.left > left_ + 0.4 * (right_ - left_) && std::abs(above.right - right_) < 3 &&
           std::abs(above.left - fragment(i).box.left) > 3;
  }

  bool begins_block(std::size_t block_first, std::size_t i, std::size_t last) const {
    const Fragment& above = fragment(i - 1);
    const Fragment& line = fragment(i);
    const double height = line.box.height();
    if (divides_word(i)) return false;
    if (std::abs(above.box.height() - height) > 0.1 * height || above.bold != line.bold)
      return true;
    const bool ended = was_ended(page_, above, line, right_) || is_flush_right(i);
    if (stands_apart(i)) return ended || !reads_on(i);
    if (ended || opens_item_here(block_first, i)) return true;
    return turns_back(block_first, i) || opens_below_one_line(i, last) ||
           is_one_of_short_lines(i, last);
  }

  // A list marker that is none of a turned line's first word ("... puheenjohtaja ja / 2.
  // varapuheenjohtaja").
  bool opens_item_here(std::size_t block_first, std::size_t i) const {
    const Fragment& line = fragment(i);
    if (!opens_item(page_, line)) return false;
    const char first = first_word(page_, line).front();
    const bool counts = is_digit(first);
    const bool after_item = opens_item(page_, fragment(block_first)) &&
                            std::abs(line.box.left - fragment(block_first).box.left) < 2;
    return !counts || after_item || ends_sentence(last_word(page_, fragment(i - 1)));
  }

  // The line begins further left than its block allows, or is the indented first line of a
  // paragraph.
  bool turns_back(std::size_t block_first, std::size_t i) const {
    const Fragment& line = fragment(i);
    const Fragment& opening = fragment(block_first);
    const double em = 0.85 * line.box.height();
    const bool item = opens_item(page_, opening);
    const double left = i - block_first > 1 ? fragment(i - 1).box.left : opening.box.left;
    if (item) return line.box.left < opening.box.left - 0.5 * em;
    if (line.box.left > left + 0.8 * em) return ends_sentence(last_word(page_, fragment(i - 1)));
    return i - block_first > 1 && line.box.left < left - 0.8 * em;
  }

  // Below a paragraph of one line: both are indented as first lines are, and the next line is
  // not.
  bool opens_below_one_line(std::size_t i, std::size_t last) const {
    if (i + 1 >= last) return false;
    const Fragment& above = fragment(i - 1);
    const Fragment& line = fragment(i);
    const double indent = line.box.left - fragment(i + 1).box.left;
    const double height = line.box.height();
    return std::abs(above.box.left - line.box.left) < 1 && indent > 0.7 * height &&
           indent < 4 * height && ends_sentence(last_word(page_, above)) &&
           starts_upper(first_word(page_, line));
  }

  bool is_short_entry(const Fragment& line) const {
    constexpr std::size_t most_words = 9;
    const auto commas = std::count_if(line.words.begin(), line.words.end(), [&](std::uint32_t i) {
      return page_.words[i].text.ends_with(',');
    });
    return line.words.size() <= most_words && commas <= 1;
  }

  // Among lines that somebody ended, one that happens to be as long as the page allows was
  // ended too: names in a list.
  bool is_one_of_short_lines(std::size_t i, std::size_t last) const {
    const Fragment& above = fragment(i - 1);
    const std::string& end = last_word(page_, above);
    if (!is_short_entry(above)) return false;
    if (end.ends_with(',') || !starts_upper(first_word(page_, fragment(i))) ||
        hyphen_length(end) > 0) {
      return false;
    }
    std::size_t ended = 0, asked = 0;
    for (const std::size_t other : {i - 2, i - 1, i + 1, i + 2}) {
      if (other == 0 || other >= last || other > i + 2) continue;
      if (std::abs(fragment(other).box.left - above.box.left) > 2) continue;
      if (std::abs(pitch(other) - pitch(i)) > 1) continue;
      if (fragment(other - 1).bold != above.bold || fragment(other).bold != above.bold) continue;
      ++asked;
      const double width = right_ - above.box.left;
      ended += fragment(other - 1).box.right < above.box.left + 0.75 * width &&
               was_ended(page_, fragment(other - 1), fragment(other), right_);
    }
    return asked >= 2 && ended == asked;
  }

  const PageWords& page_;
  const std::vector<PrintLine>& lines_;
  const TypeMeasure& measure_;
  double left_ = 0;
  double page_right_;
  double right_;  // Of the lines in hand.
};

bool has_section_sign(const PageWords& page, const Fragment& fragment) {
  return std::any_of(fragment.words.begin(), fragment.words.end(),
                     [&](std::uint32_t i) { return page.words[i].text.ends_with("§"); });
}

// "34§"
bool is_glued_section(std::string_view word) {
  constexpr std::string_view sign = "§";
  return word.size() > sign.size() && word.ends_with(sign) &&
         word.find_first_not_of("0123456789") == word.size() - sign.size();
}

// "34 §" in the margin and something beside it.
bool has_number_in_margin(const PageWords& page, const PrintLine& line) {
  if (line.fragments.size() != 2) return false;
  const Fragment& number = line.fragments.front();
  if (number.words.size() > 2) return false;
  return std::all_of(number.words.begin(), number.words.end(), [&](std::uint32_t i) {
    const std::string& word = page.words[i].text;
    return word == "§" || word == "§:" || is_glued_section(word) || is_list_marker(word);
  });
}

// A section's number and its title in bold; where no weight tells (typewriters, scans), a title
// with the text of the section right under it.
bool is_section_heading(const PageWords& page, const std::vector<PrintLine>& lines, std::size_t i) {
  const PrintLine& line = lines[i];
  if (!has_number_in_margin(page, line)) return false;
  const Fragment& title = line.fragments.back();
  if (line.fragments.front().bold && title.bold) return true;
  if (!has_section_sign(page, line.fragments.front()) || i + 1 >= lines.size()) return false;
  const PrintLine& below = lines[i + 1];
  const double height = line.box.height();
  const Fragment& text = below.fragments.front();
  return below.fragments.size() == 1 && std::abs(text.box.left - title.box.left) < 0.5 * height &&
         below.box.top - line.box.bottom < 0.8 * height && starts_upper(first_word(page, title)) &&
         starts_upper(first_word(page, text));
}

// Joins the number and the title of section headings. Where they stand one below the other
// they are a list of the agenda, and that is a table.
void join_section_headings(const PageWords& page, std::vector<PrintLine>& lines) {
  std::vector<bool> headings;
  for (std::size_t i = 0; i < lines.size(); ++i)
    headings.push_back(is_section_heading(page, lines, i));
  for (std::size_t i = 0; i < lines.size(); ++i) {
    const bool listed = (i > 0 && headings[i - 1]) || (i + 1 < lines.size() && headings[i + 1]);
    if (headings[i] && !listed) lines[i].fragments = {joined(page, lines[i].fragments)};
  }
}

// Small print at the foot of the page that begins with a mark is a footnote.
void mark_footnotes(const PageWords& page, const TypeMeasure& measure,
                    std::vector<LaidBlock>& blocks) {
  for (auto block = blocks.rbegin(); block != blocks.rend(); ++block) {
    const Fragment& line = block->rows.front().lines.front().fragment;
    const std::string& word = first_word(page, line);
    const bool small = line.box.height() < 0.9 * measure.height;
    const bool low = line.box.top > 0.6 * page.height;
    const bool marked = word.front() == '*' || is_digit(word.front());
    if (!small || !low) return;
    if (marked && block->kind != BlockKind::table) block->kind = BlockKind::footnote;
  }
}

// Puts the footnotes of a page before its last paragraph where that stops in the middle of a
// sentence: it goes on on the next page.
void move_footnotes_up(const PageWords& page, std::vector<LaidBlock>& blocks) {
  constexpr std::size_t many_words = 6;
  const auto is_footnote = [](const LaidBlock& block) { return block.kind == BlockKind::footnote; };
  const auto last = std::find_if_not(blocks.rbegin(), blocks.rend(), is_footnote);
  if (last == blocks.rbegin() || last == blocks.rend()) return;
  const bool text = last->kind == BlockKind::paragraph || last->kind == BlockKind::list_item;
  const Fragment& line = last->rows.back().lines.back().fragment;
  const bool stops = line.words.size() >= many_words && !ends_sentence(last_word(page, line));
  if (!text || !stops) return;
  std::rotate(last.base() - 1, last.base(), blocks.end());
}

void lay_out_zone(const ReadPage& page, const ReadingZone& zone, const TypeMeasure& measure,
                  std::vector<LaidBlock>& blocks) {
  std::vector<PrintLine> lines = zone.lines;
  join_section_headings(page.words, lines);
  Flow flow(page.words, lines, measure, measure.right_of(page, zone));
  std::size_t next = 0;
  for (const TableZone& table : find_tables(page.words, lines, measure)) {
    flow.lay_out(next, table.first, blocks);
    blocks.push_back(lay_out_table(page.words, lines, table, measure));
    next = table.last;
  }
  flow.lay_out(next, lines.size(), blocks);
  if (zone.is_column && !blocks.empty()) blocks.back().column_end = true;
}

// One block for each side box, a line a row.
void put_side_boxes(const ReadPage& page, std::vector<LaidBlock>& blocks) {
  for (const std::vector<PrintLine>& box : page.side_boxes) {
    LaidBlock laid;
    for (const PrintLine& line : box) laid.rows.push_back({{{line.fragments.front()}}});
    const double top = box.front().box.top;
    auto place = std::find_if(blocks.begin(), blocks.end(), [&](const LaidBlock& block) {
      return block.rows.front().lines.front().fragment.box.top > top;
    });
    const auto stands_under_heading = [&] {
      return place != blocks.begin() && std::prev(place)->kind == BlockKind::heading;
    };
    while (place != blocks.end() && (place == blocks.begin() || stands_under_heading())) ++place;
    if (place == blocks.end() && blocks.size() > 1) --place;
    blocks.insert(place, std::move(laid));
  }
}

}  // namespace

std::vector<LaidBlock> lay_out(const ReadPage& page, const TypeMeasure& measure) {
  std::vector<LaidBlock> blocks;
  for (const ReadingZone& zone : page.zones) lay_out_zone(page, zone, measure, blocks);
  mark_footnotes(page.words, measure, blocks);
  move_footnotes_up(page.words, blocks);
  put_side_boxes(page, blocks);
  return blocks;
}

}  // namespace muistio
