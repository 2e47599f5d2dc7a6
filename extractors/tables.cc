#include "extractors/tables.h"

#include <algorithm>
#include <numeric>
#include <utility>

#include "corpus/unicode.h"
#include "extractors/table_columns.h"
#include "extractors/table_joins.h"
#include "extractors/table_rows.h"

namespace muistio {
namespace {

bool is_mark(const PageWords& page, const Fragment& fragment) {
  return fragment.words.size() == 1 && code_points(page.words[fragment.words.front()].text) == 1;
}

// "läsnä poissa", the heads of two narrow columns close to each other: some marks stand under
// the one word, some under the other, and nothing else.
bool heads_marks(const PageWords& page, const Fragment& head, const std::vector<PrintLine>& lines) {
  constexpr std::size_t most_heads = 4, fewest_marks = 3;
  if (head.words.size() < 2 || head.words.size() > most_heads) return false;
  std::vector<std::size_t> marks(head.words.size());
  for (const PrintLine& line : lines) {
    for (const Fragment& fragment : line.fragments) {
      if (overlap({head.box.left, head.box.right}, fragment.box) <= 0) continue;
      if (fragment.words == head.words) continue;
      if (!is_mark(page, fragment)) return false;
      for (std::size_t w = 0; w < head.words.size(); ++w) {
        const Box& word = page.words[head.words[w]].box;
        marks[w] += overlap({word.left, word.right}, fragment.box) > 0;
      }
    }
  }
  const auto marked = std::count_if(marks.begin(), marks.end(), [](auto of) { return of > 0; });
  return marked > 1 && std::accumulate(marks.begin(), marks.end(), std::size_t{0}) >= fewest_marks;
}

// The heads of columns of marks, each a fragment of its own.
std::vector<PrintLine> with_heads_parted(const PageWords& page, std::vector<PrintLine> lines) {
  for (PrintLine& line : lines) {
    std::vector<Fragment> parts;
    for (const Fragment& fragment : line.fragments) {
      if (!heads_marks(page, fragment, lines)) {
        parts.push_back(fragment);
        continue;
      }
      for (const std::uint32_t word : fragment.words) parts.push_back(make_fragment(page, {word}));
    }
    line.fragments = std::move(parts);
  }
  return lines;
}

std::vector<LaidLine> cells_of_line(const PageWords& page, const TableColumns& columns,
                                    const PrintLine& line) {
  std::vector<LaidLine> cells;
  for (const Fragment& fragment : line.fragments) {
    const int column = column_at(columns, fragment.box);
    if (cells.empty() || cells.back().cell < column) {
      cells.push_back({fragment, column});
      continue;
    }
    std::vector<std::uint32_t> words = cells.back().fragment.words;
    words.insert(words.end(), fragment.words.begin(), fragment.words.end());
    cells.back().fragment = make_fragment(page, std::move(words));
  }
  return cells;
}

void add_lines(LaidRow& row, std::vector<LaidLine> cells) {
  for (LaidLine& cell : cells) {
    const auto after = std::find_if(row.lines.begin(), row.lines.end(),
                                    [&](const LaidLine& line) { return line.cell > cell.cell; });
    row.lines.insert(after, std::move(cell));
  }
}

// The lines of the zone with their fragments cut where columns begin.
std::vector<PrintLine> cut_lines(const PageWords& page, const std::vector<PrintLine>& all,
                                 TableZone zone) {
  const auto begin = all.begin() + static_cast<std::ptrdiff_t>(zone.first);
  const auto end = all.begin() + static_cast<std::ptrdiff_t>(zone.last);
  std::vector<PrintLine> lines = with_heads_parted(page, {begin, end});
  const TableColumns rough = columns_of(lines);
  for (PrintLine& line : lines) line = cut_at_columns(page, line, rough);
  return lines;
}

}  // namespace

LaidBlock lay_out_table(const PageWords& page, const std::vector<PrintLine>& all, TableZone zone,
                        const TypeMeasure& measure) {
  const std::vector<PrintLine> lines = cut_lines(page, all, zone);
  const TableColumns columns = columns_of(lines);
  std::vector<TableLine> table;
  for (std::size_t i = 0; i < lines.size(); ++i) {
    const double gap = i == 0 ? 0 : gap_between(lines[i - 1], lines[i]);
    table.push_back({cells_of_line(page, columns, lines[i]), gap, false});
  }
  const RowRule rule(page, columns, measure, table);
  rule.mark_row_groups(table);
  const std::vector<Joined> joined = page.source == PageSource::ocr
                                         ? joined_by_rules(page, lines)
                                         : joined_by_drawing(page, table);
  LaidBlock block{BlockKind::table, {}};
  for (std::size_t i = 0; i < table.size(); ++i) {
    const bool goes_on =
        !block.rows.empty() && joined[i] != Joined::to_none &&
        (joined[i] == Joined::to_row_above || rule.goes_on(block.rows.back(), table[i]));
    if (!goes_on) block.rows.emplace_back();
    add_lines(block.rows.back(), std::move(table[i].cells));
  }
  return block;
}

}  // namespace muistio
