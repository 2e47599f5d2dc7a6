#include "extractors/table_rows.h"

#include <algorithm>

#include "extractors/line_ends.h"

namespace muistio {
namespace {

// Whether the lines [first, last), which stand apart from those around them, may be one row:
// a column that has text on nearly all of them must then hold a text that runs on, and not
// one entry a line.
bool may_be_one_row(const PageWords& page, const std::vector<TableLine>& lines, std::size_t first,
                    std::size_t last) {
  struct Count {
    std::size_t lines = 0;
    bool runs_on = false;
    const Fragment* above = nullptr;
  };
  std::vector<Count> counts;
  for (std::size_t i = first; i < last; ++i) {
    for (const LaidLine& cell : lines[i].cells) {
      const auto column = static_cast<std::size_t>(cell.cell);
      if (column >= counts.size()) counts.resize(column + 1);
      Count& count = counts[column];
      if (count.above) {
        count.runs_on |=
            starts_lower(first_word(page, cell.fragment)) || count.above->words.size() == 1;
      }
      ++count.lines;
      count.above = &cell.fragment;
    }
  }
  if (last - first == 2) {
    return std::any_of(counts.begin(), counts.end(),
                       [](const Count& count) { return count.runs_on; });
  }
  const std::size_t most = (last - first) * 7 / 10;
  return std::all_of(counts.begin(), counts.end(),
                     [&](const Count& count) { return count.lines <= most || count.runs_on; });
}

// A heading whose number stands in the margin, or the head of a table.
bool is_bold_row(const LaidRow& row) {
  return row.lines.size() > 1 &&
         std::all_of(row.lines.begin(), row.lines.end(),
                     [](const LaidLine& line) { return line.fragment.bold; });
}

}  // namespace

const LaidLine* last_line_of(const LaidRow& row, int cell) {
  const LaidLine* last = nullptr;
  for (const LaidLine& line : row.lines) {
    if (line.cell == cell) last = &line;
  }
  return last;
}

RowRule::RowRule(const PageWords& page, const TableColumns& columns, const TypeMeasure& measure,
                 const std::vector<TableLine>& lines)
    : page_(page), columns_(columns), measure_(measure), tight_(1e9) {
  for (std::size_t i = 1; i < lines.size(); ++i) {
    if (lines[i].gap > -0.3 * measure.height) tight_ = std::min(tight_, lines[i].gap);
  }
  const double give = page.source == PageSource::ocr ? 0.3 : 0.07;
  loose_ = tight_ + give * measure.height;
}

void RowRule::mark_row_groups(std::vector<TableLine>& lines) const {
  std::size_t first = 0;
  for (std::size_t i = 1; i <= lines.size(); ++i) {
    if (i < lines.size() && lines[i].gap < loose_) continue;
    const bool all = first == 0 && i == lines.size();
    const bool one_row = !all && may_be_one_row(page_, lines, first, i);
    for (std::size_t l = first; l < i; ++l) lines[l].may_go_on = one_row;
    first = i;
  }
}

bool RowRule::goes_on(const LaidRow& row, const TableLine& line) const {
  const LaidLine& first = line.cells.front();
  if (line.gap < -0.3 * first.fragment.box.height()) return true;
  const bool value_only = line.cells.size() == 1 && first.cell > 0;
  if (value_only) return value_goes_on(row, first, line.gap);
  return line.gap < loose_ && texts_go_on(row, line);
}

bool RowRule::value_goes_on(const LaidRow& row, const LaidLine& value, double gap) const {
  const double height = value.fragment.box.height();
  const double usual = measure_.pitch_of(height) - height;
  if (is_bold_row(row) && !value.fragment.bold) return false;
  return gap <= std::max(usual, tight_) + 0.3 * height;
}

// Every cell of the line goes on from one above it, and none of these was ended.
bool RowRule::texts_go_on(const LaidRow& row, const TableLine& line) const {
  bool lower = false, sure = true, all_lower = true, some_above = false;
  for (const LaidLine& cell : line.cells) {
    const LaidLine* above = last_line_of(row, cell.cell);
    // A cell beside the middle of a longer one.
    if (!above && line.may_go_on && cell.cell > 0) continue;
    if (!above) return false;
    some_above = true;
    const auto column = static_cast<std::size_t>(cell.cell);
    if (was_ended(page_, above->fragment, cell.fragment, likely_edge(column))) return false;
    const bool had_room = was_ended(page_, above->fragment, cell.fragment, sure_edge(column));
    const bool starts = starts_lower(first_word(page_, cell.fragment));
    const bool entry = column == 0 || above->fragment.words.size() > 1;
    if (entry && had_room && !starts) return false;
    sure &= !had_room;
    lower |= starts;
    all_lower &= starts;
  }
  return some_above && (line.may_go_on ? lower || sure : all_lower && sure);
}

// Where text in the column surely has to turn to the next line: at the next column.
double RowRule::sure_edge(std::size_t column) const {
  return column + 1 < columns_.size() ? columns_[column + 1].left - 0.5 * measure_.height
                                      : columns_[column].right;
}

// Where it may have to: at the end of the longest line.
double RowRule::likely_edge(std::size_t column) const {
  return columns_[column].right;
}

}  // namespace muistio
