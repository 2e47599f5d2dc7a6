#include "extractors/layout.h"

#include <algorithm>
#include <cmath>
#include <optional>
#include <string>
#include <string_view>
#include <utility>

#include "corpus/unicode.h"

namespace muistio {
namespace {

// What is true of a page as a whole and helps to judge its lines.
struct Measure {
  double right = 0;    // Where full lines end.
  double height = 12;  // Of a usual line of print.
  double leading = 2;  // Usual gap between the lines of a paragraph.
};

double median(std::vector<double> values, double otherwise) {
  if (values.empty()) return otherwise;
  const auto half = values.begin() + static_cast<std::ptrdiff_t>(values.size() / 2);
  std::nth_element(values.begin(), half, values.end());
  return *half;
}

// The commonest gap between lines, to the half point; the smallest of equals.
double commonest_gap(const std::vector<double>& gaps, double otherwise) {
  double best = otherwise;
  std::size_t most = 0;
  for (const double gap : gaps) {
    const auto near = static_cast<std::size_t>(std::count_if(
        gaps.begin(), gaps.end(), [&](double other) { return std::abs(other - gap) <= 0.5; }));
    if (near > most || (near == most && gap < best)) {
      most = near;
      best = gap;
    }
  }
  return best;
}

Measure measured(const std::vector<PrintLine>& lines) {
  Measure measure;
  std::vector<double> heights, gaps;
  for (std::size_t i = 0; i < lines.size(); ++i) {
    heights.push_back(lines[i].box.height());
    measure.right = std::max(measure.right, lines[i].box.right);
    if (i > 0) gaps.push_back(lines[i].box.top - lines[i - 1].box.bottom);
  }
  measure.height = std::max(median(heights, 12), 1.0);
  std::vector<double> close;
  for (const double gap : gaps) {
    if (gap < 0.9 * measure.height && gap > -0.5 * measure.height) close.push_back(gap);
  }
  constexpr std::size_t enough = 400;
  if (close.size() > enough) close.resize(enough);
  measure.leading = commonest_gap(close, 0.2 * measure.height);
  return measure;
}

double gap_between(const PrintLine& above, const PrintLine& below) {
  return below.box.top - above.box.bottom;
}

const std::string& first_word(const PageWords& page, const Fragment& fragment) {
  return page.words[fragment.words.front()].text;
}

const std::string& last_word(const PageWords& page, const Fragment& fragment) {
  return page.words[fragment.words.back()].text;
}

bool starts_lower(const std::string& word) {
  return !word.empty() && !starts_upper(word) && lower_case(word) == word &&
         (static_cast<unsigned char>(word[0]) >= 0x80 || (word[0] >= 'a' && word[0] <= 'z'));
}

bool ends_in_hyphen(const std::string& word) {
  return word.ends_with('-') || word.ends_with("\u00AD") || word.ends_with("\u2010");
}

// True where the line above ends although the first word of the line below had room on it:
// somebody ended the line there.
bool was_ended(const PageWords& page, const Fragment& above, const Fragment& below, double right) {
  const PageWord& next = page.words[below.words.front()];
  const double space = 0.3 * above.box.height();
  const double slack = right - above.box.right - space - next.box.width();
  if (ends_in_hyphen(last_word(page, above)) && starts_lower(next.text)) return false;
  if (slack < 0.8 * above.box.height()) return false;
  const double width = right - std::min(above.box.left, below.box.left);
  return !(starts_lower(next.text) && slack < width / 3);
}

// --- Tables ------------------------------------------------------------------------------

struct Column {
  double left = 0, right = 0;
};

double overlap(const Column& column, const Box& box) {
  return std::min(column.right, box.right) - std::max(column.left, box.left);
}

// The columns that the fragments of the lines stand in. Lines with most fragments are asked
// first; a fragment over several columns changes none.
std::vector<Column> columns_of(const std::vector<const PrintLine*>& lines) {
  std::vector<const PrintLine*> by_size(lines);
  std::stable_sort(by_size.begin(), by_size.end(), [](const auto* one, const auto* other) {
    return one->fragments.size() > other->fragments.size();
  });
  std::vector<Column> columns;
  for (const PrintLine* line : by_size) {
    for (const Fragment& fragment : line->fragments) {
      std::vector<std::size_t> touched;
      for (std::size_t c = 0; c < columns.size(); ++c) {
        if (overlap(columns[c], fragment.box) > 0) touched.push_back(c);
      }
      if (touched.empty()) {
        const auto at = std::find_if(columns.begin(), columns.end(), [&](const Column& column) {
          return column.left > fragment.box.left;
        });
        columns.insert(at, {fragment.box.left, fragment.box.right});
      } else if (touched.size() == 1) {
        Column& column = columns[touched.front()];
        column.left = std::min(column.left, fragment.box.left);
        column.right = std::max(column.right, fragment.box.right);
      }
    }
  }
  return columns;
}

int column_at(const std::vector<Column>& columns, const Box& box) {
  int best = 0;
  double most = -1e9;
  for (std::size_t c = 0; c < columns.size(); ++c) {
    const double shared = overlap(columns[c], box);
    if (shared > most + 0.5) {
      most = shared;
      best = static_cast<int>(c);
    }
    if (shared > 0 && std::abs(columns[c].left - box.left) < 2) return static_cast<int>(c);
  }
  return best;
}

struct TableLine {
  const PrintLine* line = nullptr;
  std::vector<LaidLine> cells;  // One for each column that the line has text in.
};

TableLine in_columns(const PageWords& page, const std::vector<Column>& columns,
                     const PrintLine& line) {
  TableLine result{&line, {}};
  for (const Fragment& fragment : line.fragments) {
    const int column = column_at(columns, fragment.box);
    if (!result.cells.empty() && result.cells.back().cell >= column) {
      Fragment& before = result.cells.back().fragment;
      std::vector<std::uint32_t> words = before.words;
      words.insert(words.end(), fragment.words.begin(), fragment.words.end());
      before = make_fragment(page, std::move(words));
    } else {
      result.cells.push_back({fragment, column});
    }
  }
  return result;
}

const LaidLine* last_line_of(const LaidRow& row, int cell) {
  const LaidLine* last = nullptr;
  for (const LaidLine& line : row.lines) {
    if (line.cell == cell) last = &line;
  }
  return last;
}

// How close the lines of a table stand.
struct Spacing {
  double tight = 0;        // The smallest gap.
  bool has_loose = false;  // Some gaps are clearly wider: rows stand apart.
};

Spacing spacing_of(const std::vector<const PrintLine*>& lines, const Measure& measure) {
  Spacing spacing{1e9, false};
  double widest = -1e9;
  for (std::size_t i = 1; i < lines.size(); ++i) {
    const double gap = gap_between(*lines[i - 1], *lines[i]);
    spacing.tight = std::min(spacing.tight, gap);
    widest = std::max(widest, gap);
  }
  spacing.has_loose = widest > spacing.tight + 0.3 * measure.height;
  return spacing;
}

// Where text in the column has to turn to the next line at the latest.
double turning_edge(const std::vector<Column>& columns, std::size_t column, double height) {
  return column + 1 < columns.size() ? columns[column + 1].left - 0.5 * height
                                     : columns[column].right;
}

// True where the line goes on in the cells of the row above it instead of beginning a row.
bool continues_row(const PageWords& page, const std::vector<Column>& columns, const LaidRow& row,
                   const TableLine& line, double gap, const Spacing& spacing,
                   const Measure& measure) {
  const bool value_only = line.cells.size() == 1 && line.cells.front().cell > 0;
  if (value_only) return gap <= std::max(measure.leading, 0.0) + 0.35 * measure.height;
  if (gap > spacing.tight + 0.15 * measure.height) return false;
  for (const LaidLine& cell : line.cells) {
    const LaidLine* above = last_line_of(row, cell.cell);
    if (!above) return false;
    const double edge = turning_edge(columns, static_cast<std::size_t>(cell.cell), measure.height);
    if (was_ended(page, above->fragment, cell.fragment, edge)) return false;
    if (!spacing.has_loose && !starts_lower(first_word(page, cell.fragment))) return false;
  }
  return true;
}

void add_lines(LaidRow& row, std::vector<LaidLine> cells) {
  for (LaidLine& cell : cells) {
    const auto after = std::find_if(row.lines.begin(), row.lines.end(),
                                    [&](const LaidLine& line) { return line.cell > cell.cell; });
    row.lines.insert(after, std::move(cell));
  }
}

LaidBlock table_of(const PageWords& page, const std::vector<const PrintLine*>& lines,
                   const Measure& measure) {
  const std::vector<Column> columns = columns_of(lines);
  const Spacing spacing = spacing_of(lines, measure);
  LaidBlock block{BlockKind::table, {}, false};
  for (std::size_t i = 0; i < lines.size(); ++i) {
    TableLine line = in_columns(page, columns, *lines[i]);
    const bool goes_on =
        i > 0 && continues_row(page, columns, block.rows.back(), line,
                               gap_between(*lines[i - 1], *lines[i]), spacing, measure);
    if (!goes_on) block.rows.emplace_back();
    add_lines(block.rows.back(), std::move(line.cells));
  }
  return block;
}

// True where a line of one fragment belongs to the table above it: it stands in a column
// other than the first, or in the first with cells beside it further down.
bool stands_in_table(const std::vector<Column>& columns, const PrintLine& line,
                     const PrintLine* next) {
  const Box& box = line.fragments.front().box;
  for (std::size_t c = 1; c < columns.size(); ++c) {
    if (box.left >= columns[c].left - 3 && box.left <= columns[c].right) return true;
  }
  const bool in_first = columns.size() > 1 && box.right < columns[1].left;
  return in_first && next && next->fragments.size() > 1;
}

// The end of the table that begins with the line at `first`: one past its last line.
std::size_t table_end(const std::vector<PrintLine>& lines, std::size_t first,
                      const Measure& measure) {
  std::vector<const PrintLine*> table{&lines[first]};
  std::vector<Column> columns = columns_of(table);
  std::size_t end = first + 1;
  for (; end < lines.size(); ++end) {
    const PrintLine& line = lines[end];
    const double gap = gap_between(lines[end - 1], line);
    if (gap > 1.6 * measure.height) break;
    if (line.fragments.size() == 1) {
      const PrintLine* next = end + 1 < lines.size() ? &lines[end + 1] : nullptr;
      if (!stands_in_table(columns, line, next)) break;
      if (gap > 0.9 * measure.height) break;
    }
    table.push_back(&line);
    columns = columns_of(table);
  }
  return end;
}

// --- Running text ------------------------------------------------------------------------

bool is_heading_like(const Fragment& fragment, const Measure& measure) {
  return fragment.bold || fragment.box.height() > 1.15 * measure.height;
}

// True where the line below begins a block of its own.
bool begins_block(const PageWords& page, const PrintLine& above, const PrintLine& below,
                  const Measure& measure) {
  const Fragment& before = above.fragments.front();
  const Fragment& line = below.fragments.front();
  const double gap = gap_between(above, below);
  const double usual = std::max(measure.leading, 0.25 * (line.box.height() - measure.height));
  if (gap > usual + 0.35 * line.box.height() || gap < -line.box.height()) return true;
  if (std::abs(before.font_size - line.font_size) > 0.08 * line.font_size) return true;
  if (before.bold != line.bold) return true;
  if (is_list_marker(first_word(page, line)) && line.words.size() > 1) return true;
  return was_ended(page, before, line, measure.right);
}

LaidBlock text_block(const PageWords& page, const PrintLine& first, const Measure& measure) {
  const Fragment& line = first.fragments.front();
  LaidBlock block;
  if (is_heading_like(line, measure)) {
    block.kind = BlockKind::heading;
  } else if (is_list_marker(first_word(page, line)) && line.words.size() > 1) {
    block.kind = BlockKind::list_item;
  }
  return block;
}

}  // namespace

PageLayout lay_out(const PageWords& page, std::vector<PrintLine> lines) {
  PageLayout layout;
  const Measure measure = measured(lines);
  for (std::size_t i = 0; i < lines.size();) {
    if (lines[i].fragments.size() > 1) {
      const std::size_t end = table_end(lines, i, measure);
      std::vector<const PrintLine*> table;
      for (; i < end; ++i) table.push_back(&lines[i]);
      layout.blocks.push_back(table_of(page, table, measure));
      continue;
    }
    const bool fresh = i == 0 || lines[i - 1].fragments.size() > 1 ||
                       layout.blocks.back().kind == BlockKind::table ||
                       begins_block(page, lines[i - 1], lines[i], measure);
    if (fresh) layout.blocks.push_back(text_block(page, lines[i], measure));
    layout.blocks.back().rows.push_back({{{lines[i].fragments.front(), 0}}});
    ++i;
  }
  return layout;
}

}  // namespace muistio
