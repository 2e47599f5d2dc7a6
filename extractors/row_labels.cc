#include "extractors/row_labels.h"

#include <algorithm>
#include <cmath>
#include <cstddef>
#include <cstdint>
#include <optional>
#include <utility>

#include "extractors/line_ends.h"

namespace muistio {
namespace {

// Words of a fragment that are drawn one after the other.
struct Piece {
  std::size_t line = 0;
  std::vector<std::uint32_t> words;
  Box box;
  std::uint32_t drawn = 0;  // The first word's place in the order.
};

// Cut where the next word to the right is not drawn next: the cells of a narrow column and the
// next one may stand in one fragment.
void add_pieces(const PageWords& page, const Fragment& fragment, std::size_t line,
                std::vector<Piece>& pieces) {
  const std::size_t first = pieces.size();
  for (const std::uint32_t i : fragment.words) {
    const PageWord& word = page.words[i];
    if (pieces.size() > first) {
      Piece& last = pieces.back();
      if (word.drawn == last.drawn + last.words.size()) {
        last.words.push_back(i);
        continue;
      }
    }
    pieces.push_back({line, {i}, {}, word.drawn});
  }
  for (std::size_t p = first; p < pieces.size(); ++p) {
    pieces[p].box = make_fragment(page, pieces[p].words).box;
  }
}

// In the order of drawing.
std::vector<Piece> drawn_pieces(const PageWords& page, const std::vector<PrintLine>& lines) {
  std::vector<Piece> pieces;
  for (std::size_t l = 0; l < lines.size(); ++l) {
    for (const Fragment& fragment : lines[l].fragments) add_pieces(page, fragment, l, pieces);
  }
  std::erase_if(pieces, [](const Piece& piece) { return piece.drawn == 0; });
  std::sort(pieces.begin(), pieces.end(),
            [](const Piece& one, const Piece& other) { return one.drawn < other.drawn; });
  return pieces;
}

// Pieces [first, last) of the order of drawing, and what they cover.
struct Run {
  std::size_t first = 0, last = 0;
  Box box;

  std::size_t size() const { return last - first; }
};

// Moves the lines of cells.
class Raiser {
 public:
  Raiser(const PageWords& page, std::vector<PrintLine>& lines)
      : page_(page), lines_(lines), pieces_(drawn_pieces(page, lines)) {}

  // True where some row's first cell is seen to be drawn whole before the next.
  bool raise_all() {
    constexpr std::size_t most = 5000;  // No person reads a page with more.
    if (pieces_.size() > most) return false;
    bool whole_cells = false;
    for (std::size_t i = 0; i < pieces_.size();) {
      const Run cell = cell_from(i);
      whole_cells |= is_whole_label(cell);
      note_label(cell);
      note_row(cell);
      i = cell.last;
    }
    for (const Move& move : moves_) apply(move);
    for (PrintLine& line : lines_) {
      std::stable_sort(
          line.fragments.begin(), line.fragments.end(),
          [](const Fragment& one, const Fragment& other) { return one.box.left < other.box.left; });
    }
    std::erase_if(lines_, [](const PrintLine& line) { return line.fragments.empty(); });
    return whole_cells;
  }

 private:
  struct Move {
    std::size_t piece = 0, to = 0;  // `to` is a line.
  };

  // Lines one below the other, drawn one after the other.
  Run cell_from(std::size_t first) const {
    Run cell{first, first + 1, pieces_[first].box};
    while (cell.last < pieces_.size() && goes_on_below(cell.last) &&
           (cell.size() == 1 || is_alike(pitch(cell.last), pitch(cell.last - 1)))) {
      cell.box = united(cell.box, pieces_[cell.last++].box);
    }
    return cell;
  }

  double pitch(std::size_t i) const { return pieces_[i].box.bottom - pieces_[i - 1].box.bottom; }

  // Rows of a table stand a little further apart than the lines of a cell.
  static bool is_alike(double pitch, double above) {
    return std::abs(pitch - above) < 0.05 * above;
  }

  bool goes_on_below(std::size_t i) const {
    const Box& above = pieces_[i - 1].box;
    const Box& below = pieces_[i].box;
    return pitch(i) > 0.7 * above.height() && pitch(i) < 1.9 * above.height() &&
           below.left < above.right && below.right > above.left &&
           std::abs(below.height() - above.height()) < 0.05 * above.height();
  }

  double line_height(const Run& cell) const { return pieces_[cell.first].box.height(); }

  // The cell stands at the middle of the taller one, or at its foot where that is drawn next: the
  // drawing then rises. Lines above a row may be drawn as if they were of its first cell.
  bool is_beside(const Run& cell, const Box& taller, bool rises) const {
    const double height = line_height(cell);
    if (cell.box.top - taller.top < 0.35 * height) return false;
    if (taller.height() < cell.box.height() + 0.5 * height) return false;
    return std::abs(middle(cell.box) - middle(taller)) < 0.3 * height ||
           (rises && std::abs(cell.box.bottom - taller.bottom) < 0.2 * height);
  }

  // Nothing else stands above or below the cell at the height of the taller one, in the columns
  // from `left` to `right`.
  bool is_alone(const Run& cell, const Box& taller, double left, double right) const {
    for (std::size_t i = 0; i < pieces_.size(); ++i) {
      const Box& box = pieces_[i].box;
      const double y = middle(box);
      if (i >= cell.first && i < cell.last) continue;
      if (y > taller.top && y < taller.bottom && box.left < right && box.right > left) return false;
    }
    return true;
  }

  // A label and the rows drawn right after it, to its right, as long as no wide space divides
  // them.
  void note_label(const Run& label) {
    constexpr double far = 1.6;
    Run rows{label.last, label.last, {}};
    for (std::size_t i = label.last; i < pieces_.size(); ++i) {
      const Box& box = pieces_[i].box;
      if (box.left < label.box.right) break;
      const double gap = std::max(box.top - rows.box.bottom, rows.box.top - box.bottom);
      if (rows.size() > 0 && gap > far * box.height()) break;
      rows.box = united(rows.box, box);
      ++rows.last;
    }
    if (rows.size() == 0 || !is_beside(label, rows.box, true)) return;
    if (is_alone(label, rows.box, 0, rows.box.left)) note_moves(label, rows);
  }

  // Cells drawn from left to right, of which one is taller than the others.
  void note_row(const Run& first) {
    constexpr std::size_t most_cells = 12;
    std::vector<Run> cells{first};
    while (cells.back().last < pieces_.size() && cells.size() < most_cells) {
      const Run next = cell_from(cells.back().last);
      const Box& before = cells.back().box;
      const bool beside = next.box.left > before.right && next.box.top < before.bottom &&
                          next.box.bottom > before.top;
      if (!beside) break;
      cells.push_back(next);
    }
    const auto tallest = std::max_element(
        cells.begin(), cells.end(),
        [](const Run& one, const Run& other) { return one.box.height() < other.box.height(); });
    for (const Run& cell : cells) {
      if (&cell == &*tallest || !is_beside(cell, tallest->box, cell.first < tallest->first))
        continue;
      if (is_alone(cell, tallest->box, cell.box.left, cell.box.right)) note_moves(cell, *tallest);
    }
  }

  // A label of several lines that reads on, and right of it the first of several lines drawn next
  // and higher than its last.
  bool is_whole_label(const Run& label) const {
    constexpr std::size_t longest = 4;
    if (label.size() < 2 || label.size() > longest || label.last == pieces_.size()) return false;
    for (std::size_t i = label.first + 1; i < label.last; ++i) {
      if (!starts_lower(page_.words[pieces_[i].words.front()].text)) return false;
    }
    const Run values = cell_from(label.last);
    return values.size() > 1 && values.box.left > label.box.right &&
           values.box.top < pieces_[label.last - 1].box.top - 0.5 * line_height(label) &&
           values.box.bottom > label.box.top;
  }

  void note_moves(const Run& cell, const Run& rows) {
    constexpr std::size_t longest = 5;
    if (cell.size() > longest) return;
    const bool known = std::any_of(moves_.begin(), moves_.end(),
                                   [&](const Move& move) { return move.piece == cell.first; });
    if (known) return;
    std::vector<std::size_t> targets;
    for (std::size_t i = rows.first; i < rows.last; ++i) targets.push_back(pieces_[i].line);
    std::sort(targets.begin(), targets.end());
    targets.erase(std::unique(targets.begin(), targets.end()), targets.end());
    for (std::size_t i = 0; i < cell.size() && i < targets.size(); ++i) {
      if (targets[i] < pieces_[cell.first + i].line) moves_.push_back({cell.first + i, targets[i]});
    }
  }

  void apply(const Move& move) {
    const Piece& piece = pieces_[move.piece];
    PrintLine& from = lines_[piece.line];
    take_out(piece, from);
    PrintLine& to = lines_[move.to];
    Fragment moved = make_fragment(page_, piece.words);
    moved.box.top = to.box.top;
    moved.box.bottom = to.box.bottom;
    to.fragments.push_back(std::move(moved));
    to.box = united(to.box, to.fragments.back().box);
  }

  void take_out(const Piece& piece, PrintLine& line) const {
    const auto is_of_piece = [&](std::uint32_t i) {
      return std::find(piece.words.begin(), piece.words.end(), i) != piece.words.end();
    };
    for (Fragment& fragment : line.fragments) {
      if (!std::any_of(fragment.words.begin(), fragment.words.end(), is_of_piece)) continue;
      std::erase_if(fragment.words, is_of_piece);
      if (!fragment.words.empty()) fragment = make_fragment(page_, std::move(fragment.words));
    }
    std::erase_if(line.fragments, [](const Fragment& fragment) { return fragment.words.empty(); });
    line.box = {};
    for (const Fragment& fragment : line.fragments) line.box = united(line.box, fragment.box);
  }

  const PageWords& page_;
  std::vector<PrintLine>& lines_;
  std::vector<Piece> pieces_;
  std::vector<Move> moves_;
};

// --- Labels that drift ----------------------------------------------------------------------

double overlap(const Box& one, const Box& other) {
  return std::min(one.bottom, other.bottom) - std::max(one.top, other.top);
}

// A label and a value begin at these places on one of the lines shortly above.
bool is_labelled_above(const std::vector<PrintLine>& lines, std::size_t i, double label,
                       double value) {
  constexpr std::size_t far = 8;
  constexpr double same = 1;
  for (std::size_t above = i < far ? 0 : i - far; above < i; ++above) {
    const std::vector<Fragment>& cells = lines[above].fragments;
    if (cells.size() > 1 && std::abs(cells[0].box.left - label) < same &&
        std::abs(cells[1].box.left - value) < same) {
      return true;
    }
  }
  return false;
}

// A label alone between two lines of values, below others that stand beside theirs, and nearer
// to the value above.
bool is_of_line_above(const std::vector<PrintLine>& lines, std::size_t i) {
  if (lines[i].fragments.size() != 1) return false;
  const Box& label = lines[i].box;
  const Box& above = lines[i - 1].box;
  const Box& below = lines[i + 1].box;
  if (above.left < label.right || below.left < label.right) return false;
  const double height = label.height();
  const double shared = overlap(label, above);
  return shared > 0.4 * height && shared > overlap(label, below) + 0.1 * height &&
         is_labelled_above(lines, i - 1, label.left, above.left);
}

// Labels a little lower than their values, and lower from row to row.
void join_drifting_labels(std::vector<PrintLine>& lines) {
  for (std::size_t i = 1; i + 1 < lines.size(); ++i) {
    if (!is_of_line_above(lines, i)) continue;
    std::vector<Fragment>& cells = lines[i - 1].fragments;
    cells.insert(cells.begin(), std::move(lines[i].fragments.front()));
    lines[i].fragments.clear();
    lines[i - 1].box = united(lines[i - 1].box, cells.front().box);
  }
  std::erase_if(lines, [](const PrintLine& line) { return line.fragments.empty(); });
}

}  // namespace

bool raise_labels(const PageWords& page, std::vector<PrintLine>& lines) {
  const bool whole_cells = Raiser(page, lines).raise_all();
  join_drifting_labels(lines);
  return whole_cells;
}

}  // namespace muistio
