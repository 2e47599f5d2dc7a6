#include "extractors/columns.h"

#include <algorithm>
#include <cmath>
#include <cstddef>
#include <functional>
#include <optional>
#include <utility>

#include "corpus/unicode.h"
#include "extractors/drawing_order.h"
#include "extractors/line_ends.h"

namespace muistio {
namespace {

using Lines = std::vector<PrintLine>;

constexpr double least_gutter = 5;  // Points.
constexpr double edge_give = 2.5;   // How far from a column's edge its lines may begin.
constexpr std::size_t fewest_lines = 4;
constexpr std::size_t longer_than_cells = 8;  // Lines.

// The index of the fragment's first word beyond the gutter before x; 0 where a word stands in
// the gutter.
std::size_t word_at(const PageWords& page, const Fragment& fragment, double x) {
  for (std::size_t w = 1; w < fragment.words.size(); ++w) {
    const Box& before = page.words[fragment.words[w - 1]].box;
    const Box& word = page.words[fragment.words[w]].box;
    if (word.left >= x - edge_give) return before.right <= x - least_gutter ? w : 0;
  }
  return 0;
}

bool is_left_of(const Fragment& fragment, double x) {
  return fragment.box.right <= x - least_gutter;
}
bool is_right_of(const Fragment& fragment, double x) {
  return fragment.box.left >= x - edge_give;
}

// The line's parts on both sides of x; absent where something stands across it.
struct Sides {
  PrintLine left, right;
  bool both() const { return !left.fragments.empty() && !right.fragments.empty(); }
};

void add(PrintLine& line, Fragment fragment) {
  line.box = united(line.box, fragment.box);
  line.fragments.push_back(std::move(fragment));
}

std::optional<Sides> sides_of(const PageWords& page, const PrintLine& line, double x) {
  Sides sides;
  for (const Fragment& fragment : line.fragments) {
    if (is_left_of(fragment, x)) {
      add(sides.left, fragment);
    } else if (is_right_of(fragment, x)) {
      add(sides.right, fragment);
    } else if (const std::size_t w = word_at(page, fragment, x); w > 0) {
      const auto middle = fragment.words.begin() + static_cast<std::ptrdiff_t>(w);
      add(sides.left, make_fragment(page, {fragment.words.begin(), middle}));
      add(sides.right, make_fragment(page, {middle, fragment.words.end()}));
    } else {
      return std::nullopt;
    }
  }
  return sides;
}

// Lines [first, last) stand in two columns.
struct Columns {
  std::size_t first = 0, last = 0;
  Lines left, right;
  double x = 0;  // Where the second begins.
  bool is_table = false;
  Drawing drawing;
};

double right_edge(const Lines& lines) {
  double edge = 0;
  for (const PrintLine& line : lines) edge = std::max(edge, line.box.right);
  return edge;
}

double left_edge(const Lines& lines) {
  double edge = lines.front().box.left;
  for (const PrintLine& line : lines) edge = std::min(edge, line.box.left);
  return edge;
}

double widest_gap(const PrintLine& line) {
  double widest = 0;
  for (std::size_t f = 1; f < line.fragments.size(); ++f) {
    widest = std::max(widest, line.fragments[f].box.left - line.fragments[f - 1].box.right);
  }
  return widest;
}

// Where the lines of a column end as many others do, though a word too long for it may reach
// farther; else where the longest ends.
double common_right_edge(const Lines& lines) {
  constexpr double same = 1.5;
  const std::size_t enough = std::max<std::size_t>(3, lines.size() / 3);
  std::vector<double> rights;
  for (const PrintLine& line : lines) rights.push_back(line.box.right);
  std::sort(rights.begin(), rights.end(), std::greater<>());
  for (std::size_t i = 0; i + enough <= rights.size(); ++i) {
    if (rights[i] - rights[i + enough - 1] < same) return rights[i];
  }
  return rights.front();
}

// True where words beyond a gap begin at the same place on several lines: the cells of a
// table. The gaps in stretched lines of text fall where they will.
bool has_inner_column(const Lines& lines) {
  std::vector<double> lefts;
  const double right = common_right_edge(lines);
  for (const PrintLine& line : lines) {
    for (std::size_t f = 1; f < line.fragments.size(); ++f) {
      const Box& box = line.fragments[f].box;
      if (std::abs(right - box.right) > 1.5) lefts.push_back(box.left);
    }
  }
  const std::size_t enough = lines.size() < 8 ? 2 : std::max<std::size_t>(3, lines.size() / 6);
  return std::any_of(lefts.begin(), lefts.end(), [&](double left) {
    const auto near = std::count_if(lefts.begin(), lefts.end(),
                                    [&](double other) { return std::abs(other - left) < 0.5; });
    return static_cast<std::size_t>(near) >= enough;
  });
}

// Half of the lines or more end at the same edge.
bool is_justified(const Lines& lines, double right) {
  const auto full = std::count_if(lines.begin(), lines.end(), [&](const PrintLine& line) {
    return right - line.box.right < 1.5;
  });
  return static_cast<std::size_t>(full) * 2 >= lines.size();
}

// The lines of a column with the words of a line in one fragment wherever the space between
// them may be that of stretched text. A mark at the end of a line stays apart: it stands in
// a table.
Lines rejoined(const PageWords& page, const Lines& lines, bool is_surely_column) {
  if (lines.empty()) return lines;
  const double left = left_edge(lines), right = common_right_edge(lines);
  const bool justified = is_surely_column || is_justified(lines, right);
  Lines whole;
  for (const PrintLine& line : lines) {
    const double height = line.box.height();
    const bool mark = last_word(page, line.fragments.back()).size() < 2 &&
                      line.fragments.back().words.size() == 1;
    const bool full =
        justified && std::abs(right - line.box.right) < 1.5 && line.box.left - left < 3 * height;
    const bool close = widest_gap(line) < 3 * height;
    Fragment all = joined(page, line.fragments);
    if (line.fragments.size() < 2 || mark || !(full || close || is_stretched(page, all.words))) {
      whole.push_back(line);
    } else {
      const Box box = all.box;
      whole.push_back({{std::move(all)}, box});
    }
  }
  return whole;
}

// Running text turns at its right edge: most of its lines end where the next word had no
// room, and many begin in the middle of a sentence. Names in a list and cells of a table do
// not.
bool is_running_text(const PageWords& page, const Lines& lines, std::size_t fewest) {
  if (lines.size() < fewest) return false;
  const double right = right_edge(lines);
  Box all;
  std::size_t words = 0, whole = 0, turned = 0, lower = 0;
  double heights = 0;
  for (std::size_t i = 0; i < lines.size(); ++i) {
    all = united(all, lines[i].box);
    whole += lines[i].fragments.size() == 1;
    heights += lines[i].box.height();
    for (const Fragment& fragment : lines[i].fragments) words += fragment.words.size();
    lower += starts_lower(first_word(page, lines[i].fragments.front()));
    if (i == 0 || lines[i - 1].fragments.size() > 1) continue;
    turned += !was_ended(page, lines[i - 1].fragments.front(), lines[i].fragments.front(), right);
  }
  const auto count = static_cast<double>(lines.size());
  return static_cast<double>(words) >= 1.5 * count && static_cast<double>(whole) >= 0.8 * count &&
         static_cast<double>(turned) >= (fewest < fewest_lines ? 0.3 : 0.45) * count &&
         static_cast<double>(lower) >= 0.25 * count && all.width() >= 9 * heights / count;
}

// The tops of the lines that stand apart from the line above.
std::vector<double> paragraph_tops(const Lines& lines) {
  std::vector<double> pitches, tops;
  for (std::size_t i = 1; i < lines.size(); ++i) {
    pitches.push_back(lines[i].box.bottom - lines[i - 1].box.bottom);
  }
  std::vector<double> sorted = pitches;
  std::sort(sorted.begin(), sorted.end());
  const double usual = sorted.empty() ? 0 : sorted[sorted.size() / 3];
  for (std::size_t i = 1; i < lines.size(); ++i) {
    if (pitches[i - 1] > 1.06 * usual) tops.push_back(lines[i].box.top);
  }
  return tops;
}

// In a table of long cells the cells of a row begin side by side.
bool begin_side_by_side(const Lines& left, const Lines& right) {
  const std::vector<double> one = paragraph_tops(left), other = paragraph_tops(right);
  if (one.empty() || other.empty()) return false;
  const auto paired = std::count_if(one.begin(), one.end(), [&](double top) {
    return std::any_of(other.begin(), other.end(),
                       [&](double beside) { return std::abs(beside - top) < 2; });
  });
  const std::size_t fewer = std::min(one.size(), other.size());
  return fewer >= 2 && static_cast<std::size_t>(paired) * 10 >= fewer * 7;
}

// No person reads a page like this, and looking for its columns and tables would take long.
bool is_crowded(const Lines& lines) {
  constexpr std::size_t most_lines = 1000, most_fragments = 5000;
  std::size_t fragments = 0;
  for (const PrintLine& line : lines) fragments += line.fragments.size();
  return lines.size() > most_lines || fragments > most_fragments;
}

Drawing drawing_of(const PageWords& page, const std::vector<Sides>& all) {
  std::vector<DrawnPlace> places;
  for (std::size_t i = 0; i < all.size(); ++i) {
    for (const PrintLine* side : {&all[i].left, &all[i].right}) {
      for (const Fragment& fragment : side->fragments) {
        places.push_back({drawn_at(page, fragment), i, side == &all[i].right});
      }
    }
  }
  return drawing_of(std::move(places));
}

class ColumnFinder {
 public:
  ColumnFinder(const PageWords& page, const Lines& lines, const std::vector<double>& known,
               Language& language)
      : page_(page), lines_(lines), known_(known), language_(language) {}

  std::optional<Columns> find() const {
    for (const double x : candidates()) {
      for (std::size_t first = 0; first < lines_.size(); ++first) {
        if (!opens_columns(first, x) || is_row_of_table_above(first)) continue;
        Columns columns = run_from(first, x);
        const bool rows = columns.drawing.kind == Drawing::Kind::rows;
        const std::size_t end = rows ? first + columns.drawing.lines : columns.last;
        trim_head(columns, x);
        if (are_columns(columns)) return at_own_edge(std::move(columns));
        first = std::max(first, end - 1);
      }
    }
    return std::nullopt;
  }

  // The few lines at the top of a page that end columns of the page before: they stand where its
  // columns did, and both go on in the middle of a sentence, or the second from the first.
  std::optional<Columns> find_rest_at_top() const {
    constexpr std::size_t most = 5, most_drawn = 12;
    constexpr double indent = 45;  // Of the lines of a list.
    for (const double x : known_) {
      Columns columns{0, 0, {}, {}, x};
      while (columns.last < std::min(lines_.size(), most_drawn + 1)) {
        const std::size_t i = columns.last;
        if (i > 0 && gap_before(i) > 0.7 * lines_[i].box.height()) break;
        auto sides = sides_of(page_, lines_[i], x);
        if (!sides) break;
        if (!sides->left.fragments.empty()) columns.left.push_back(std::move(sides->left));
        if (!sides->right.fragments.empty()) columns.right.push_back(std::move(sides->right));
        ++columns.last;
      }
      const bool both_go_on =
          columns.last <= most && goes_on(columns.left) && goes_on(columns.right);
      const bool one_goes_on = columns.last <= most_drawn && goes_on_in_second(columns);
      if ((both_go_on || one_goes_on) && columns.right.front().box.left - x < indent) {
        return columns;
      }
    }
    return std::nullopt;
  }

  bool is_known(double x) const {
    return std::any_of(known_.begin(), known_.end(),
                       [&](double known) { return std::abs(known - x) < edge_give; });
  }

 private:
  // Where many fragments begin, well to the right of the leftmost; from left to right.
  std::vector<double> candidates() const {
    struct Edge {
      double x = 0;
      std::size_t count = 0;
    };
    constexpr double least_column = 60;
    const double left = left_edge(lines_);
    std::vector<Edge> edges;
    for (const PrintLine& line : lines_) {
      for (const Fragment& fragment : line.fragments) {
        const double x = fragment.box.left;
        if (x < left + least_column) continue;
        const auto known = std::find_if(edges.begin(), edges.end(), [&](const Edge& edge) {
          return std::abs(edge.x - x) < 1.5;
        });
        if (known == edges.end()) {
          edges.push_back({x, 1});
        } else {
          ++known->count;
        }
      }
    }
    constexpr std::size_t most = 8;
    std::erase_if(edges, [&](const Edge& edge) {
      return edge.count < fewest_lines - 1 && !begins_second_half(page_, edge.x);
    });
    std::stable_sort(edges.begin(), edges.end(),
                     [](const Edge& one, const Edge& other) { return one.count > other.count; });
    if (edges.size() > most) edges.resize(most);
    std::sort(edges.begin(), edges.end(),
              [](const Edge& one, const Edge& other) { return one.x < other.x; });
    std::vector<double> xs;
    for (const Edge& edge : edges) xs.push_back(edge.x);
    xs.insert(xs.begin(), known_.begin(), known_.end());
    return xs;
  }

  // Both columns begin at the same height, or nearly; the second may begin with an indent.
  bool opens_columns(std::size_t i, double x) const {
    constexpr double indent = 30;
    auto sides = sides_of(page_, lines_[i], x);
    if (!sides) return false;
    if (!sides->both() && i + 1 < lines_.size() &&
        lines_[i + 1].box.top - lines_[i].box.top < lines_[i].box.height()) {
      auto next = sides_of(page_, lines_[i + 1], x);
      if (!next) return false;
      if (sides->left.fragments.empty()) sides->left = std::move(next->left);
      if (sides->right.fragments.empty()) sides->right = std::move(next->right);
    }
    return sides->both() && sides->right.box.left - x < indent;
  }

  // Three cells or more that begin where those of the line above do. The marks of the last
  // column may stand where a column of text begins below.
  bool is_row_of_table_above(std::size_t i) const {
    constexpr std::size_t enough = 3;
    if (i == 0 || lines_[i].fragments.size() < enough) return false;
    const std::vector<Fragment>& above = lines_[i - 1].fragments;
    const auto same = std::count_if(
        lines_[i].fragments.begin(), lines_[i].fragments.end(), [&](const Fragment& cell) {
          return std::any_of(above.begin(), above.end(), [&](const Fragment& other) {
            return std::abs(other.box.left - cell.box.left) < 1;
          });
        });
    return static_cast<std::size_t>(same) >= enough;
  }

  // True where text stands on both sides of x at the height of the line.
  bool is_two_sided(const std::vector<Sides>& all, std::size_t i) const {
    const auto& line = all[i];
    if (line.both()) return true;
    const bool left = !line.left.fragments.empty();
    const Box& box = left ? line.left.box : line.right.box;
    for (const std::size_t other : {i - 2, i - 1, i + 1, i + 2}) {
      if (other >= all.size()) continue;
      const PrintLine& beside = left ? all[other].right : all[other].left;
      if (beside.fragments.empty()) continue;
      const double apart = std::max(beside.box.top - box.bottom, box.top - beside.box.bottom);
      if (apart < 0.3 * box.height()) return true;
    }
    return false;
  }

  // From a column before.
  bool goes_on(const Lines& column) const {
    return !column.empty() && starts_lower(first_word(page_, column.front().fragments.front())) &&
           std::all_of(column.begin(), column.end(),
                       [](const PrintLine& line) { return line.fragments.size() == 1; });
  }

  // From the foot of the first column to the head of the second, which is drawn after all of it.
  bool goes_on_in_second(const Columns& columns) const {
    if (columns.left.size() < 2 || !goes_on(columns.right) || !is_prose(columns.left)) return false;
    std::uint32_t last_left = 0;
    for (const PrintLine& line : columns.left) {
      if (line.fragments.size() > 1) return false;
      last_left = std::max(last_left, drawn_at(page_, line.fragments.front()));
    }
    const Fragment& foot = columns.left.back().fragments.front();
    return last_left > 0 && !ends_sentence(last_word(page_, foot)) &&
           last_left < drawn_at(page_, columns.right.front().fragments.front());
  }

  double gap_before(std::size_t i) const { return lines_[i].box.top - lines_[i - 1].box.bottom; }

  // From the first line on until something stands across, without one-sided lines at the end
  // that stand apart.
  Columns run_from(std::size_t first, double x) const {
    Columns columns{first, first, {}, {}, x};
    std::vector<Sides> all;
    for (std::size_t i = first; i < lines_.size(); ++i) {
      auto sides = sides_of(page_, lines_[i], x);
      if (!sides) break;
      const bool indented_far = !sides->right.fragments.empty() && sides->right.box.left > x + 45;
      if (indented_far) break;
      all.push_back(std::move(*sides));
    }
    const Drawing drawing = drawing_of(page_, all);
    columns.drawing = drawing;
    const bool drawn = drawing.kind == Drawing::Kind::columns;
    if (drawn) all.resize(drawing.lines);
    std::size_t two_sided = all.size();
    while (two_sided > 0 && !is_two_sided(all, two_sided - 1)) --two_sided;
    if (drawn) two_sided = all.size();
    columns.last = first + std::max<std::size_t>(two_sided, 1);
    if (two_sided == 0) return columns;
    while (columns.last < first + all.size() &&
           gap_before(columns.last) < 0.9 * lines_[columns.last].box.height()) {
      ++columns.last;
    }
    for (std::size_t i = first; i < columns.last; ++i) {
      Sides& sides = all[i - first];
      if (!sides.left.fragments.empty()) columns.left.push_back(std::move(sides.left));
      if (!sides.right.fragments.empty()) columns.right.push_back(std::move(sides.right));
    }
    columns.is_table = has_inner_column(columns.left) || has_inner_column(columns.right);
    columns.left = rejoined(page_, columns.left, drawn);
    columns.right = rejoined(page_, columns.right, drawn);
    return columns;
  }

  // Marks of a table above may stand a little to the left of the second column, where some lines of
  // the first reach: the column's own edge tells more. Headings side by side on top of the columns
  // make them look less like text, and one column may begin higher; the drawing tells that each
  // belongs to its column.
  Columns at_own_edge(Columns columns) const {
    const double x = left_edge(columns.right);
    if (Columns own = run_from(columns.first, x); own.last > columns.last && are_columns(own)) {
      columns = std::move(own);
    }
    columns.x = x;
    for (std::size_t i = columns.first; i > 0 && sides_of(page_, lines_[i - 1], x); --i) {
      if (!opens_columns(i - 1, x)) continue;
      Columns more = run_from(i - 1, x);
      if (more.drawing.kind != Drawing::Kind::columns || more.last < columns.last) break;
      columns = std::move(more);
    }
    return columns;
  }

  // A list or table in two columns above the text is not part of it: lines at the head that
  // end early on both sides, with space across both columns below them.
  void trim_head(Columns& columns, double x) const {
    if (columns.drawing.kind == Drawing::Kind::columns) return;
    std::optional<Columns> rest;
    const std::size_t end = columns.last;
    for (std::size_t i = columns.first + 2; i < end; ++i) {
      if (gap_before(i) < 0.6 * lines_[i].box.height()) continue;
      if (!is_list_above(columns.left, i) || !is_list_above(columns.right, i)) break;
      if (!opens_columns(i, x)) continue;
      Columns below = run_from(i, x);
      if (!are_columns(below)) continue;
      rest = std::move(below);
      if (rest->drawing.kind == Drawing::Kind::columns) break;
    }
    if (rest) columns = std::move(*rest);
  }

  // True where nearly all of the column's lines above the line at `i` were ended.
  bool is_list_above(const Lines& column, std::size_t i) const {
    const double right = right_edge(column), until = lines_[i].box.top;
    std::size_t asked = 0, ended = 0;
    for (std::size_t l = 1; l < column.size() && column[l].box.top < until; ++l) {
      const bool whole = column[l - 1].fragments.size() == 1;
      ++asked;
      ended += !whole || was_ended(page_, column[l - 1].fragments.front(),
                                   column[l].fragments.front(), right);
    }
    return ended * 10 >= asked * 8;
  }

  bool are_columns(const Columns& columns) const {
    if (columns.drawing.kind == Drawing::Kind::rows) return false;
    if (are_halves_of_list(columns)) return true;
    if (columns.drawing.kind == Drawing::Kind::columns &&
        std::min(columns.left.size(), columns.right.size()) >= longer_than_cells) {
      return is_prose(columns.left) && is_prose(columns.right);
    }
    if (is_rest_beside_text(columns) || are_known_columns(columns)) return true;
    const std::size_t fewest = is_known(columns.x) ? 2 : fewest_lines;
    return !columns.is_table && is_running_text(page_, columns.left, fewest) &&
           is_running_text(page_, columns.right, fewest) &&
           !begin_side_by_side(columns.left, columns.right);
  }

  // Two lines on the left so far apart that one on the right stands between them, as labels leave
  // room for what stands beside them.
  static bool leaves_lines_out(const Columns& columns) {
    for (std::size_t i = 1; i < columns.left.size(); ++i) {
      const Box &above = columns.left[i - 1].box, &below = columns.left[i].box;
      const double height = below.height();
      if (std::any_of(columns.right.begin(), columns.right.end(), [&](const PrintLine& line) {
            return line.box.top > above.top + 0.7 * height &&
                   line.box.bottom < below.bottom - 0.7 * height;
          }))
        return true;
    }
    return false;
  }

  // Names on one side and, row by row, what belongs to each on the other: an organisation, an
  // office. In a list of names in two columns both sides are names.
  bool are_names_and_what_belongs_to_them(const Columns& columns) const {
    if (!stand_in_rows(columns)) return false;
    const double left = share_of_names(columns.left), right = share_of_names(columns.right);
    constexpr double mostly = 0.6, hardly = 0.2;
    if (std::min(left, right) > hardly || std::max(left, right) < mostly) return false;
    const Lines& others = left < right ? columns.left : columns.right;
    return std::none_of(others.begin(), others.end(), [&](const PrintLine& line) {
      return is_digit(first_word(page_, line.fragments.front()).front());
    });
  }

  // Nearly all lines of the longer side have one beside them.
  static bool stand_in_rows(const Columns& columns) {
    const auto paired =
        std::count_if(columns.left.begin(), columns.left.end(), [&](const PrintLine& line) {
          return std::any_of(
              columns.right.begin(), columns.right.end(), [&](const PrintLine& beside) {
                return std::abs(beside.box.bottom - line.box.bottom) < 0.3 * line.box.height();
              });
        });
    return static_cast<std::size_t>(paired) * 10 >=
           std::max(columns.left.size(), columns.right.size()) * 8;
  }

  double share_of_names(const Lines& lines) const {
    const auto names = std::count_if(lines.begin(), lines.end(), [&](const PrintLine& line) {
      return has_given_name(line.fragments.front());
    });
    return static_cast<double>(names) / static_cast<double>(lines.size());
  }

  // As the first or second of its words: surnames may stand before it.
  bool has_given_name(const Fragment& entry) const {
    const std::size_t count = std::min<std::size_t>(entry.words.size(), 2);
    return std::any_of(
        entry.words.begin(), entry.words.begin() + static_cast<std::ptrdiff_t>(count),
        [&](std::size_t word) {
          const std::vector<Reading>& readings = language_.readings(page_.words[word].text);
          return std::any_of(readings.begin(), readings.end(), [](const Reading& reading) {
            return reading.word_class == WordClass::first_name &&
                   reading.inflection == Case::nominative;
          });
        });
  }

  // A list set in two columns of one width, each drawn from its head to its foot. Labels and what
  // stands beside them may be drawn so, too, but share the page in other parts, or leave room.
  bool are_halves_of_list(const Columns& columns) const {
    constexpr std::size_t fewest = 4;
    if (columns.drawing.kind != Drawing::Kind::columns || columns.is_table) return false;
    if (std::min(columns.left.size(), columns.right.size()) < fewest) return false;
    if (!begins_second_half(page_, columns.x)) return false;
    if (leaves_lines_out(columns) || are_names_and_what_belongs_to_them(columns)) return false;
    const auto is_entry = [](const PrintLine& line) {
      return line.fragments.size() == 1 && line.fragments.front().words.size() > 1;
    };
    const auto entries = std::count_if(columns.left.begin(), columns.left.end(), is_entry);
    return static_cast<std::size_t>(entries) * 2 >= columns.left.size();
  }

  // Few lines, but where columns stood before, and drawn as they were.
  bool are_known_columns(const Columns& columns) const {
    constexpr std::size_t fewest = 2;
    return columns.drawing.kind == Drawing::Kind::columns && is_known(columns.x) &&
           std::min(columns.left.size(), columns.right.size()) >= fewest && !columns.is_table &&
           is_prose(columns.left) && is_prose(columns.right);
  }

  // The last column of the text may have room for few lines: beside them the first one, drawn
  // before them, fills its half of the page.
  bool is_rest_beside_text(const Columns& columns) const {
    return columns.drawing.kind == Drawing::Kind::columns &&
           columns.left.size() >= longer_than_cells && begins_second_half(page_, columns.x) &&
           !columns.is_table && is_prose(columns.left);
  }

  // Lines that go on in the middle of a sentence, as those of cells and lists seldom do.
  bool is_prose(const Lines& lines) const {
    std::size_t lower = 0, words = 0;
    for (const PrintLine& line : lines) {
      lower += starts_lower(first_word(page_, line.fragments.front()));
      for (const Fragment& fragment : line.fragments) words += fragment.words.size();
    }
    return lines.size() > 1 && lower * 5 >= lines.size() && words * 2 >= lines.size() * 3;
  }

  const PageWords& page_;
  const Lines& lines_;
  const std::vector<double>& known_;
  Language& language_;
};

}  // namespace

std::vector<ReadingZone> ZoneFinder::zones_of(const PageWords& page, Lines lines) {
  std::vector<ReadingZone> zones;
  if (is_crowded(lines)) {
    for (PrintLine& line : lines) line.fragments = {joined(page, line.fragments)};
    zones.push_back({std::move(lines), false});
    return zones;
  }
  add_zones(page, zones, std::move(lines), false, 0);
  return zones;
}

void ZoneFinder::add_zones(const PageWords& page, std::vector<ReadingZone>& zones, Lines lines,
                           bool is_column, int depth) {
  constexpr int deepest = 6;
  constexpr std::size_t most_known = 4;
  if (lines.empty()) return;
  const ColumnFinder finder(page, lines, column_edges_, language_);
  auto columns = depth < deepest ? finder.find() : std::nullopt;
  if (depth == 0 && (!columns || columns->first > 0)) {
    if (auto rest = finder.find_rest_at_top()) columns = std::move(rest);
  }
  if (!columns) {
    zones.push_back({std::move(lines), is_column});
    return;
  }
  if (!finder.is_known(columns->x) && column_edges_.size() < most_known) {
    column_edges_.push_back(columns->x);
  }
  const auto at = [&](std::size_t i) { return lines.begin() + static_cast<std::ptrdiff_t>(i); };
  add_zones(page, zones, Lines(lines.begin(), at(columns->first)), is_column, depth + 1);
  zones.push_back({std::move(columns->left), true});
  add_zones(page, zones, std::move(columns->right), true, depth + 1);
  add_zones(page, zones, Lines(at(columns->last), lines.end()), is_column, depth + 1);
}

}  // namespace muistio
