#include "extractors/column_rule.h"

#include <algorithm>
#include <cmath>
#include <cstddef>

#include "corpus/unicode.h"
#include "extractors/column_text.h"
#include "extractors/line_ends.h"

namespace muistio {
namespace {

constexpr std::size_t longer_than_cells = 8;  // Lines.

// Two lines on the left so far apart that one on the right stands between them, as labels leave
// room for what stands beside them.
bool leaves_lines_out(const TwoColumns& columns) {
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

// Nearly all lines of the longer side have one beside them.
bool stand_in_rows(const TwoColumns& columns) {
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

}  // namespace

bool ColumnRule::are_columns(const TwoColumns& columns) const {
  if (columns.drawing.kind == Drawing::Kind::rows) return false;
  if (are_halves_of_list(columns)) return true;
  if (columns.drawing.kind == Drawing::Kind::columns &&
      std::min(columns.left.size(), columns.right.size()) >= longer_than_cells) {
    return is_prose(page_, columns.left) && is_prose(page_, columns.right);
  }
  if (is_rest_beside_text(columns) || are_known_columns(columns)) return true;
  const std::size_t fewest = begins_at_one_of(known_, columns.x) ? 2 : fewest_lines_of_column;
  return !columns.is_table && is_running_text(page_, columns.left, fewest) &&
         is_running_text(page_, columns.right, fewest) &&
         !begin_side_by_side(columns.left, columns.right);
}

// A list set in two columns of one width, each drawn from its head to its foot. Labels and what
// stands beside them may be drawn so, too, but share the page in other parts, or leave room.
bool ColumnRule::are_halves_of_list(const TwoColumns& columns) const {
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
bool ColumnRule::are_known_columns(const TwoColumns& columns) const {
  constexpr std::size_t fewest = 2;
  return columns.drawing.kind == Drawing::Kind::columns && begins_at_one_of(known_, columns.x) &&
         std::min(columns.left.size(), columns.right.size()) >= fewest && !columns.is_table &&
         is_prose(page_, columns.left) && is_prose(page_, columns.right);
}

// The last column of the text may have room for few lines: beside them the first one, drawn
// before them, fills its half of the page.
bool ColumnRule::is_rest_beside_text(const TwoColumns& columns) const {
  return columns.drawing.kind == Drawing::Kind::columns &&
         columns.left.size() >= longer_than_cells && begins_second_half(page_, columns.x) &&
         !columns.is_table && is_prose(page_, columns.left);
}

// Names on one side and, row by row, what belongs to each on the other: an organisation, an
// office. In a list of names in two columns both sides are names.
bool ColumnRule::are_names_and_what_belongs_to_them(const TwoColumns& columns) const {
  if (!stand_in_rows(columns)) return false;
  const double left = share_of_names(columns.left), right = share_of_names(columns.right);
  constexpr double mostly = 0.6, hardly = 0.2;
  if (std::min(left, right) > hardly || std::max(left, right) < mostly) return false;
  const std::vector<PrintLine>& others = left < right ? columns.left : columns.right;
  return std::none_of(others.begin(), others.end(), [&](const PrintLine& line) {
    return is_digit(first_word(page_, line.fragments.front()).front());
  });
}

double ColumnRule::share_of_names(const std::vector<PrintLine>& lines) const {
  const auto names = std::count_if(lines.begin(), lines.end(), [&](const PrintLine& line) {
    return has_given_name(line.fragments.front());
  });
  return static_cast<double>(names) / static_cast<double>(lines.size());
}

// As the first or second of its words: surnames may stand before it.
bool ColumnRule::has_given_name(const Fragment& entry) const {
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

}  // namespace muistio
