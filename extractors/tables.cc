#include "extractors/tables.h"

#include <algorithm>
#include <cmath>
#include <numeric>
#include <utility>

#include "extractors/drawing_order.h"
#include "extractors/line_ends.h"

namespace muistio {
namespace {

struct Column {
  double left = 0, right = 0;
};

using Columns = std::vector<Column>;
using Lines = std::vector<const PrintLine*>;

double overlap(const Column& column, const Box& box) {
  return std::min(column.right, box.right) - std::max(column.left, box.left);
}

double gap_between(const PrintLine& above, const PrintLine& below) {
  return below.box.top - above.box.bottom;
}

void add_to_columns(Columns& columns, const Fragment& fragment) {
  std::size_t touched = 0, count = 0;
  for (std::size_t c = 0; c < columns.size(); ++c) {
    if (overlap(columns[c], fragment.box) <= 0) continue;
    touched = c;
    ++count;
  }
  if (count == 0) {
    const auto at = std::find_if(columns.begin(), columns.end(), [&](const Column& column) {
      return column.left > fragment.box.left;
    });
    columns.insert(at, {fragment.box.left, fragment.box.right});
  } else if (count == 1) {
    columns[touched].left = std::min(columns[touched].left, fragment.box.left);
    columns[touched].right = std::max(columns[touched].right, fragment.box.right);
  }
}

// The columns that the fragments of the lines stand in. Lines with most fragments are asked
// first; a fragment over several columns changes none.
Columns columns_of(Lines lines) {
  std::stable_sort(lines.begin(), lines.end(), [](const auto* one, const auto* other) {
    return one->fragments.size() > other->fragments.size();
  });
  Columns columns;
  for (const PrintLine* line : lines) {
    for (const Fragment& fragment : line->fragments) add_to_columns(columns, fragment);
  }
  return columns;
}

// The word of the fragment that begins the column: it stands at the column's left edge, or
// the gap before it is wide and lies over the gutter. 0 where there is none.
std::size_t word_at_column(const PageWords& page, const Fragment& fragment, const Column& before,
                           const Column& column) {
  for (std::size_t w = 1; w < fragment.words.size(); ++w) {
    const Box& left = page.words[fragment.words[w - 1]].box;
    const Box& right = page.words[fragment.words[w]].box;
    const double gap = right.left - left.right, height = fragment.box.height();
    const double from_edge = std::abs(right.left - column.left);
    const bool at_edge =
        (from_edge < 2 && gap > 0.3 * height) || (from_edge < 0.7 && gap > 0.12 * height);
    const bool over_gutter =
        gap > 0.5 * height && left.right < column.left + 1 && right.left > before.right - 1;
    if (at_edge || over_gutter) return w;
  }
  return 0;
}

// The fragment cut where the columns that it lies over begin.
std::vector<Fragment> cut_at_columns(const PageWords& page, const Fragment& fragment,
                                     const Columns& columns) {
  std::vector<Fragment> parts{fragment};
  for (std::size_t c = 1; c < columns.size(); ++c) {
    const Fragment& rest = parts.back();
    if (overlap(columns[c - 1], rest.box) <= 0 || overlap(columns[c], rest.box) <= 0) continue;
    const std::size_t w = word_at_column(page, rest, columns[c - 1], columns[c]);
    if (w == 0) continue;
    const auto middle = rest.words.begin() + static_cast<std::ptrdiff_t>(w);
    Fragment left = make_fragment(page, {rest.words.begin(), middle});
    Fragment right = make_fragment(page, {middle, rest.words.end()});
    parts.back() = std::move(left);
    parts.push_back(std::move(right));
  }
  return parts;
}

PrintLine cut_at_columns(const PageWords& page, const PrintLine& line, const Columns& columns) {
  PrintLine cut{{}, line.box};
  for (const Fragment& fragment : line.fragments) {
    for (Fragment& part : cut_at_columns(page, fragment, columns)) {
      cut.fragments.push_back(std::move(part));
    }
  }
  return cut;
}

bool is_mark(const PageWords& page, const Fragment& fragment) {
  const std::string& text = page.words[fragment.words.front()].text;
  return fragment.words.size() == 1 &&
         std::count_if(text.begin(), text.end(), [](char c) { return (c & 0xC0) != 0x80; }) == 1;
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

int column_at(const Columns& columns, const Box& box) {
  int best = 0;
  double most = -1e9;
  for (std::size_t c = 0; c < columns.size(); ++c) {
    const double shared = overlap(columns[c], box);
    if (shared > 0 && std::abs(columns[c].left - box.left) < 2) return static_cast<int>(c);
    if (shared > most + 0.5) {
      most = shared;
      best = static_cast<int>(c);
    }
  }
  return best;
}

// --- Which lines ---------------------------------------------------------------------------

// How many cells beyond the first stand under one of the columns' edges or middles.
std::size_t lined_up(const Columns& columns, const PrintLine& line) {
  std::size_t count = 0;
  for (std::size_t f = 1; f < line.fragments.size(); ++f) {
    const Box& box = line.fragments[f].box;
    count += std::any_of(columns.begin(), columns.end(), [&](const Column& column) {
      const double middle = (column.left + column.right - box.left - box.right) / 2;
      return std::abs(column.left - box.left) < 4 || std::abs(column.right - box.right) < 4 ||
             std::abs(middle) < 4;
    });
  }
  return count;
}

bool lines_up(const Columns& columns, const PrintLine& line) {
  return lined_up(columns, line) > 0;
}

bool is_bold(const PrintLine& line) {
  return std::all_of(line.fragments.begin(), line.fragments.end(),
                     [](const Fragment& fragment) { return fragment.bold; });
}

bool is_in_later_column(const Columns& columns, const Box& box) {
  for (std::size_t c = 1; c < columns.size(); ++c) {
    if (box.left >= columns[c].left - 3 && box.left <= columns[c].right) return true;
  }
  return false;
}

// The row of a ruled table that the line stands in, of several the lowest; 0 where some word
// stands in none.
int ruled_row(const PageWords& page, const PrintLine& line) {
  int row = 0;
  for (const Fragment& fragment : line.fragments) {
    for (const std::uint32_t i : fragment.words) {
      if (page.words[i].ruled_row == 0) return 0;
      row = std::max(row, page.words[i].ruled_row);
    }
  }
  return row;
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
  Lines table_;
  Columns columns_;
};

// --- Rows ----------------------------------------------------------------------------------

// A line of the table with its text by columns.
struct TableLine {
  std::vector<LaidLine> cells;
  double gap = 0;          // To the line above.
  bool may_go_on = false;  // It stands among lines that look like those of one row.
};

// How close the lines of a table stand.
struct Spacing {
  double tight = 0;  // The smallest gap.
  double loose = 0;  // From this gap on, rows stand apart.
};

Spacing spacing_of(const PageWords& page, const std::vector<TableLine>& lines,
                   const TypeMeasure& measure) {
  double tight = 1e9;
  for (std::size_t i = 1; i < lines.size(); ++i) {
    if (lines[i].gap > -0.3 * measure.height) tight = std::min(tight, lines[i].gap);
  }
  const double give = page.source == PageSource::ocr ? 0.3 : 0.07;
  return {tight, tight + give * measure.height};
}

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

void mark_row_groups(const PageWords& page, std::vector<TableLine>& lines, const Spacing& spacing) {
  std::size_t first = 0;
  for (std::size_t i = 1; i <= lines.size(); ++i) {
    if (i < lines.size() && lines[i].gap < spacing.loose) continue;
    const bool all = first == 0 && i == lines.size();
    const bool one_row = !all && may_be_one_row(page, lines, first, i);
    for (std::size_t l = first; l < i; ++l) lines[l].may_go_on = one_row;
    first = i;
  }
}

const LaidLine* last_line_of(const LaidRow& row, int cell) {
  const LaidLine* last = nullptr;
  for (const LaidLine& line : row.lines) {
    if (line.cell == cell) last = &line;
  }
  return last;
}

// A heading whose number stands in the margin, or the head of a table.
bool is_bold_row(const LaidRow& row) {
  return row.lines.size() > 1 &&
         std::all_of(row.lines.begin(), row.lines.end(),
                     [](const LaidLine& line) { return line.fragment.bold; });
}

// Decides, line by line, where the rows of a table begin.
struct RowRule {
  const PageWords& page;
  const Columns& columns;
  const TypeMeasure& measure;
  Spacing spacing;

  // Where text in the column has to turn to the next line: surely at the next column, and
  // perhaps where the longest line ends.
  double sure_edge(std::size_t column) const {
    return column + 1 < columns.size() ? columns[column + 1].left - 0.5 * measure.height
                                       : columns[column].right;
  }
  double likely_edge(std::size_t column) const { return columns[column].right; }

  // True where the line goes on in the cells of the row above instead of beginning a row.
  bool goes_on(const LaidRow& row, const TableLine& line) const {
    const double height = line.cells.front().fragment.box.height();
    if (line.gap < -0.3 * height) return true;
    const double usual = measure.pitch_of(height) - height;
    const bool value_only = line.cells.size() == 1 && line.cells.front().cell > 0;
    if (value_only) {
      if (is_bold_row(row) && !line.cells.front().fragment.bold) return false;
      return line.gap <= std::max(usual, spacing.tight) + 0.3 * height;
    }
    if (line.gap >= spacing.loose) return false;
    bool lower = false, sure = true, all_lower = true, some_above = false;
    for (const LaidLine& cell : line.cells) {
      const LaidLine* above = last_line_of(row, cell.cell);
      // A cell beside the middle of a longer one.
      if (!above && line.may_go_on && cell.cell > 0) continue;
      if (!above) return false;
      some_above = true;
      const auto column = static_cast<std::size_t>(cell.cell);
      if (was_ended(page, above->fragment, cell.fragment, likely_edge(column))) return false;
      const bool had_room = was_ended(page, above->fragment, cell.fragment, sure_edge(column));
      const bool starts = starts_lower(first_word(page, cell.fragment));
      const bool entry = column == 0 || above->fragment.words.size() > 1;
      if (entry && had_room && !starts) return false;
      sure &= !had_room;
      lower |= starts;
      all_lower &= starts;
    }
    return some_above && (line.may_go_on ? lower || sure : all_lower && sure);
  }
};

// What the order of drawing, or the rules, tell of each line of a table.
enum class Joined { unknown, to_row_above, to_none };

// A piece of a cell, and when it is drawn.
struct DrawnCell {
  std::uint32_t drawn = 0;
  int column = 0;
  std::size_t line = 0;
  double bottom = 0;
};

// Empty where that is not known of most. A number that stands in many places may have been drawn
// at any of them; the other cells of its row tell enough.
std::vector<DrawnCell> drawn_cells(const PageWords& page, const std::vector<TableLine>& lines) {
  std::vector<DrawnCell> cells;
  std::size_t unknown = 0;
  for (std::size_t i = 0; i < lines.size(); ++i) {
    for (const LaidLine& cell : lines[i].cells) {
      const std::uint32_t drawn = drawn_at(page, cell.fragment);
      if (drawn == 0)
        ++unknown;
      else
        cells.push_back({drawn, cell.cell, i, cell.fragment.box.bottom});
    }
  }
  if (unknown > cells.size() / 3) return {};
  std::sort(cells.begin(), cells.end(),
            [](const DrawnCell& one, const DrawnCell& other) { return one.drawn < other.drawn; });
  return cells;
}

// Lines of a cell that stand as close as those known to be of one row are of one row too.
void join_at_pitch(const std::vector<DrawnCell>& cells, std::vector<Joined>& joined) {
  const auto goes_down = [&](std::size_t c) {
    return cells[c].column == cells[c - 1].column && cells[c].line > cells[c - 1].line;
  };
  double widest = 0;
  for (std::size_t c = 1; c < cells.size(); ++c) {
    if (!goes_down(c) || joined[cells[c].line] != Joined::to_row_above) continue;
    widest = std::max(widest, cells[c].bottom - cells[c - 1].bottom);
  }
  for (std::size_t c = 1; c < cells.size(); ++c) {
    Joined& line = joined[cells[c].line];
    const double pitch = cells[c].bottom - cells[c - 1].bottom;
    if (goes_down(c) && line == Joined::unknown && pitch < 1.03 * widest) {
      line = Joined::to_row_above;
    }
  }
}

// What the rules of a scanned table tell; the rest is unknown.
std::vector<Joined> joined_by_rules(const PageWords& page, const std::vector<PrintLine>& lines) {
  std::vector<Joined> joined(lines.size(), Joined::unknown);
  for (std::size_t i = 1; i < lines.size(); ++i) {
    const int row = ruled_row(page, lines[i]), row_above = ruled_row(page, lines[i - 1]);
    if (row == 0 || row_above == 0) continue;
    joined[i] = row > row_above ? Joined::to_none : Joined::to_row_above;
  }
  return joined;
}

// Labels drawn in a text box of their own, the values in another: then the drawing comes to the
// next column but once, and the first one does not read on from line to line as one cell would.
bool is_drawn_by_columns(const PageWords& page, const std::vector<TableLine>& lines,
                         const std::vector<DrawnCell>& cells) {
  for (std::size_t c = 1; c < cells.size(); ++c) {
    if (cells[c].column < cells[c - 1].column) return false;
  }
  for (std::size_t c = 1; c < cells.size() && cells[c].column == cells[0].column; ++c) {
    if (cells[c].line == cells[c - 1].line) continue;
    const Fragment& label = lines[cells[c].line].cells.front().fragment;
    if (cells[c].line > cells[c - 1].line + 1) return true;
    if (!starts_lower(page.words[label.words.front()].text)) return true;
  }
  return false;
}

// Where the drawing rises to a line above when it comes to the next column, cells are drawn
// whole, one after the other; then a row begins where the drawing returns to the left.
std::vector<Joined> joined_by_drawing(const PageWords& page, const std::vector<TableLine>& lines) {
  std::vector<Joined> joined(lines.size(), Joined::unknown);
  const std::vector<DrawnCell> cells = drawn_cells(page, lines);
  if (is_drawn_by_columns(page, lines, cells)) return joined;
  std::size_t last_line = 0;
  for (std::size_t first = 0, end = 0; first < cells.size(); first = end) {
    end = first + 1;
    std::size_t top = cells[first].line, bottom = top;
    while (end < cells.size() && cells[end].column >= cells[end - 1].column) {
      top = std::min(top, cells[end].line);
      bottom = std::max(bottom, cells[end].line);
      ++end;
    }
    if (first > 0 && top <= last_line) return std::vector<Joined>(lines.size(), Joined::unknown);
    if (first > 0) joined[top] = Joined::to_none;
    last_line = bottom;
    std::size_t highest_later = lines.size();
    for (std::size_t c = end; c-- > first;) {
      if (cells[c].line > highest_later) joined[cells[c].line] = Joined::to_row_above;
      highest_later = std::min(highest_later, cells[c].line);
    }
  }
  const bool whole_cells = std::count(joined.begin(), joined.end(), Joined::to_row_above) > 0;
  if (!whole_cells) return std::vector<Joined>(lines.size(), Joined::unknown);
  join_at_pitch(cells, joined);
  return joined;
}

std::vector<LaidLine> cells_of_line(const PageWords& page, const Columns& columns,
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

LaidBlock lay_out_table(const PageWords& page, const std::vector<PrintLine>& all, TableZone zone,
                        const TypeMeasure& measure) {
  const auto begin = all.begin() + static_cast<std::ptrdiff_t>(zone.first);
  const auto end = all.begin() + static_cast<std::ptrdiff_t>(zone.last);
  const std::vector<PrintLine> heads_parted = with_heads_parted(page, {begin, end});
  Lines given;
  for (const PrintLine& line : heads_parted) given.push_back(&line);
  const Columns rough = columns_of(given);
  std::vector<PrintLine> lines;
  for (const PrintLine* line : given) lines.push_back(cut_at_columns(page, *line, rough));
  Lines cut;
  for (const PrintLine& line : lines) cut.push_back(&line);
  const Columns columns = columns_of(cut);
  std::vector<TableLine> table;
  for (std::size_t i = 0; i < lines.size(); ++i) {
    const double gap = i == 0 ? 0 : gap_between(lines[i - 1], lines[i]);
    table.push_back({cells_of_line(page, columns, lines[i]), gap, false});
  }
  const RowRule rule{page, columns, measure, spacing_of(page, table, measure)};
  mark_row_groups(page, table, rule.spacing);
  LaidBlock block{BlockKind::table, {}};
  const std::vector<Joined> joined = page.source == PageSource::ocr
                                         ? joined_by_rules(page, lines)
                                         : joined_by_drawing(page, table);
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
