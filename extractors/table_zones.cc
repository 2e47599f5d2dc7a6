#include "extractors/table_zones.h"

#include <algorithm>
#include <cmath>

#include "extractors/drawing_order.h"
#include "extractors/line_ends.h"
#include "extractors/table_columns.h"
#include "extractors/table_joins.h"

namespace muistio {
namespace {

// How many cells beyond the first stand under one of the columns' edges or middles.
std::size_t lined_up(const TableColumns& columns, const PrintLine& line) {
  std::size_t count = 0;
  for (std::size_t f = 1; f < line.fragments.size(); ++f) {
    const Box& box = line.fragments[f].box;
    count += std::any_of(columns.begin(), columns.end(), [&](const TableColumn& column) {
      const double middle = (column.left + column.right - box.left - box.right) / 2;
      return std::abs(column.left - box.left) < 4 || std::abs(column.right - box.right) < 4 ||
             std::abs(middle) < 4;
    });
  }
  return count;
}

bool lines_up(const TableColumns& columns, const PrintLine& line) {
  return lined_up(columns, line) > 0;
}

bool is_bold(const PrintLine& line) {
  return std::all_of(line.fragments.begin(), line.fragments.end(),
                     [](const Fragment& fragment) { return fragment.bold; });
}

bool is_in_later_column(const TableColumns& columns, const Box& box) {
  for (std::size_t c = 1; c < columns.size(); ++c) {
    if (box.left >= columns[c].left - 3 && box.left <= columns[c].right) return true;
  }
  return false;
}

// Grows a table line by line.
class Grower {
 public:
  Grower(const PageWords& page, const std::vector<PrintLine>& lines, const TypeMeasure& measure,
         std::size_t first)
      : page_(page), lines_(lines), measure_(measure), zone_{first, first + 1} {
    table_.push_back(&lines[first]);
    columns_ = columns_of(table_);
  }

  TableZone grow(std::size_t not_before) {
    while (zone_.last < lines_.size() && takes(zone_.last)) {
      table_.push_back(&lines_[zone_.last]);
      columns_ = columns_of(table_);
      ++zone_.last;
    }
    while (zone_.first > not_before &&
           (takes_head(zone_.first - 1) || stands_beside(zone_.first - 1))) {
      --zone_.first;
    }
    return zone_;
  }

 private:
  bool takes(std::size_t i) const {
    const PrintLine& line = lines_[i];
    const int row = ruled_row(page_, line), row_above = ruled_row(page_, lines_[i - 1]);
    if (row > 0 && row_above > 0) return row <= row_above + 1;
    if (row > 0 || row_above > 0) return false;
    const double gap = gap_between(lines_[i - 1], line);
    if (gap > 1.6 * measure_.height) return false;
    if (line.fragments.size() > 1) return lines_up(columns_, line) && !begins_table(i);
    if (gap > 0.95 * measure_.height) return false;
    const Fragment& fragment = line.fragments.front();
    if (is_drawn_within_row(i) || is_beside(fragment, lines_[i - 1], gap)) return true;
    if (stands_out_left(fragment)) return false;
    const std::vector<Fragment>& above = lines_[i - 1].fragments;
    const bool under_heading = above.size() > 1 && !fragment.bold && is_bold(lines_[i - 1]);
    if (is_in_later_column(columns_, fragment.box)) return !under_heading;
    if (opens_item(page_, fragment) && !has_numbered_rows()) return false;
    if (cut_at_columns(page_, fragment, columns_).size() > 1) return true;
    return columns_.size() > 1 && fragment.box.right < columns_[1].left && takes_label(i);
  }

  // The head of another table right below this one: bold under rows that are not, a little
  // further down than they stand apart, and in columns of its own.
  bool begins_table(std::size_t i) const {
    const PrintLine& line = lines_[i];
    constexpr std::size_t fewest_lines = 3;
    if (table_.size() < fewest_lines || !is_bold(line) || is_bold(lines_[i - 1])) return false;
    if (lined_up(columns_, line) + 1 == line.fragments.size()) return false;
    double widest = 0;
    for (std::size_t l = 1; l < table_.size(); ++l) {
      widest = std::max(widest, gap_between(*table_[l - 1], *table_[l]));
    }
    return gap_between(lines_[i - 1], line) > widest + 0.05 * measure_.height;
  }

  // The number and what follows it stand in one fragment, as they do in the line in question.
  bool has_numbered_rows() const {
    constexpr std::size_t enough = 2;
    const auto numbered = std::count_if(table_.begin(), table_.end(), [&](const PrintLine* line) {
      return line->fragments.size() > 1 && opens_item(page_, line->fragments.front());
    });
    return static_cast<std::size_t>(numbered) >= enough;
  }

  // Left of the edge that the cells of the first column share: a paragraph below the table,
  // whose cells stand inside its frame.
  bool stands_out_left(const Fragment& fragment) const {
    constexpr double same = 0.3, least = 0.8;
    if (page_.source == PageSource::ocr || columns_.size() < 2) return false;
    std::size_t cells = 0;
    for (const PrintLine* line : table_) {
      const double left = line->fragments.front().box.left;
      if (left > columns_[0].right) continue;
      if (std::abs(left - columns_[0].left) > same) return false;
      ++cells;
    }
    return cells > 1 && fragment.box.left < columns_[0].left - least;
  }

  // The line is drawn right after one above it in its column, before a cell beside that one.
  bool is_drawn_within_row(std::size_t i) const {
    const Fragment& fragment = lines_[i].fragments.front();
    const std::uint32_t drawn = drawn_at(page_, fragment);
    if (drawn == 0 || i == 0) return false;
    bool after_above = false, before_beside = false;
    for (const Fragment& above : lines_[i - 1].fragments) {
      const std::uint32_t at = drawn_at(page_, above);
      const bool in_column = std::abs(above.box.left - fragment.box.left) < measure_.height;
      const auto between = static_cast<std::uint32_t>(above.words.size() + fragment.words.size());
      after_above |= in_column && at > 0 && at < drawn && drawn - at < between;
      before_beside |= at > drawn;
    }
    return after_above && before_beside;
  }

  // A line in the first column alone: it goes on in the cell above, or cells stand beside it
  // further down.
  bool takes_label(std::size_t i) const {
    constexpr std::size_t far = 8;
    const PrintLine& above = lines_[i - 1];
    const PrintLine& line = lines_[i];
    const double pitch = line.box.bottom - above.box.bottom;
    const bool close = pitch < measure_.pitch_of(line.box.height()) + 0.2 * line.box.height();
    const double edge = columns_[1].left - 0.4 * line.box.height();
    const Fragment& label = above.fragments.front();
    if (close && label.box.left < columns_[0].right && label.box.right <= columns_[1].left &&
        !was_ended(page_, label, line.fragments.front(), edge) &&
        label.bold == line.fragments.front().bold) {
      return true;
    }
    for (std::size_t next = i + 1; next < std::min(lines_.size(), i + far); ++next) {
      if (gap_between(lines_[next - 1], lines_[next]) > 0.95 * measure_.height) return false;
      if (lines_[next].fragments.size() > 1) return lines_up(columns_, lines_[next]);
      if (lines_[next].box.right >= columns_[1].left) return false;
    }
    return false;
  }

  // A head line above whose cells stand too close for their gaps to be told without the
  // columns below.
  bool takes_head(std::size_t i) const {
    const PrintLine& line = lines_[i];
    if ((ruled_row(page_, line) > 0) != (ruled_row(page_, lines_[i + 1]) > 0)) return false;
    const Fragment& head = line.fragments.front();
    if (line.fragments.size() > 1 || opens_item(page_, head)) return false;
    if (starts_lower(first_word(page_, head))) return false;
    if (gap_between(line, lines_[i + 1]) > 1.2 * measure_.height) return false;
    const std::vector<Fragment> cells = cut_at_columns(page_, head, columns_);
    const Fragment& below = lines_[i + 1].fragments.front();
    const bool sentence = page_.words[head.words.back()].text.ends_with('.');
    const bool like_a_row = !sentence && head.bold == below.bold &&
                            std::abs(head.box.height() - below.box.height()) < 1;
    const Gaps gaps = gaps_of(cells);
    if (cells.size() == 2 && gaps.between < 1.1 * gaps.within) return false;
    return cells.size() > 1 && (like_a_row || is_cut_at_wider_gaps(cells));
  }

  // The first line of a cell whose row has its other cells half a line lower.
  bool stands_beside(std::size_t i) const {
    const PrintLine& line = lines_[i];
    if (line.fragments.size() != 1 || columns_.size() < 2) return false;
    const double gap = gap_between(line, lines_[i + 1]);
    return (line.box.right < columns_.back().left && gap < -0.2 * line.box.height()) ||
           is_beside(line.fragments.front(), lines_[i + 1], gap);
  }

  // Half a line higher or lower than a line of cells, and left or right of all of them: a cell
  // of two lines beside cells of one.
  static bool is_beside(const Fragment& fragment, const PrintLine& line, double gap) {
    if (line.fragments.size() < 2 || gap > -0.2 * fragment.box.height()) return false;
    return fragment.box.left > line.box.right || fragment.box.right < line.box.left;
  }

  // The widest gap between words of a cell, and the narrowest between cells.
  struct Gaps {
    double within = 0, between = 1e9;
  };
  Gaps gaps_of(const std::vector<Fragment>& cells) const {
    Gaps gaps;
    for (std::size_t c = 0; c < cells.size(); ++c) {
      const std::vector<std::uint32_t>& words = cells[c].words;
      for (std::size_t w = 1; w < words.size(); ++w) {
        gaps.within = std::max(
            gaps.within, page_.words[words[w]].box.left - page_.words[words[w - 1]].box.right);
      }
      if (c > 0) gaps.between = std::min(gaps.between, cells[c].box.left - cells[c - 1].box.right);
    }
    return gaps;
  }

  // A title may have a space where a column begins below it, but its spaces are alike.
  bool is_cut_at_wider_gaps(const std::vector<Fragment>& cells) const {
    const auto [within, between] = gaps_of(cells);
    const double least = within > 0 ? 1.2 * within : 0.4 * measure_.height;
    return cells.size() > 2 || (cells.size() == 2 && between > least);
  }

  const PageWords& page_;
  const std::vector<PrintLine>& lines_;
  const TypeMeasure& measure_;
  TableZone zone_;
  std::vector<const PrintLine*> table_;
  TableColumns columns_;
};

}  // namespace

std::vector<TableZone> find_tables(const PageWords& page, const std::vector<PrintLine>& lines,
                                   const TypeMeasure& measure) {
  std::vector<TableZone> tables;
  for (std::size_t i = 0; i < lines.size();) {
    if (lines[i].fragments.size() < 2) {
      ++i;
      continue;
    }
    const std::size_t not_before = tables.empty() ? 0 : tables.back().last;
    tables.push_back(Grower(page, lines, measure, i).grow(not_before));
    i = tables.back().last;
  }
  return tables;
}

}  // namespace muistio
