#include "extractors/side_boxes.h"

#include <algorithm>
#include <cmath>
#include <cstddef>
#include <cstdint>
#include <string>
#include <utility>

#include "extractors/drawing_order.h"
#include "extractors/line_ends.h"

namespace muistio {
namespace {

constexpr std::size_t fewest_lines = 2;
constexpr std::size_t many_lines = 4;
constexpr std::size_t most_words = 6;  // Of a line in a box.
constexpr std::size_t long_line = 5;   // Words of running text.
constexpr double widest_box = 0.45;    // Of the width of the text.
constexpr double wide_line = 0.4;      // The same.
constexpr double least_gap = 8;        // Points from the box to the text.
constexpr double same_edge = 4;
constexpr double widest_break = 2.2;    // Heights between two lines of a box.
constexpr double widest_indent = 40;    // Of text beside a box.
constexpr double same_offset = 0.3;     // Heights.
constexpr double same_baseline = 0.12;  // Of the height.
constexpr double same_pitch = 0.1;
constexpr double widest_pitch = 0.5;   // Heights between two lines of a paragraph.
constexpr std::size_t neighbours = 3;  // Lines of text above and below a box.
constexpr std::size_t most_pieces = 2'000;

struct Piece {
  std::size_t line = 0, fragment = 0;
  Box box;
  std::size_t words = 0;
  std::uint32_t drawn = 0;
  bool goes_on = false;  // It looks as if its sentence began in the line above.
};

// "puh. 040" and "seura@mallila.example" begin lines of addresses.
bool looks_gone_on(const PageWords& page, const Fragment& fragment) {
  const std::string& word = first_word(page, fragment);
  return fragment.words.size() > 1 && starts_lower(word) &&
         word.find_first_of(".:@/0123456789") == std::string::npos;
}

bool meets(const Piece& piece, double top, double bottom) {
  return piece.box.top < bottom && top < piece.box.bottom;
}

class SideBoxFinder {
 public:
  SideBoxFinder(const PageWords& page, const std::vector<PrintLine>& lines) {
    Box text{1e9, 1e9, -1e9, -1e9};
    for (std::size_t l = 0; l < lines.size(); ++l) {
      for (std::size_t f = 0; f < lines[l].fragments.size(); ++f) {
        const Fragment& fragment = lines[l].fragments[f];
        pieces_.push_back({l, f, fragment.box, fragment.words.size(), drawn_at(page, fragment),
                           looks_gone_on(page, fragment)});
        text.left = std::min(text.left, fragment.box.left);
        text.right = std::max(text.right, fragment.box.right);
      }
    }
    width_ = text.right - text.left;
    std::stable_sort(pieces_.begin(), pieces_.end(),
                     [](const Piece& one, const Piece& other) { return one.drawn < other.drawn; });
  }

  // Half-open ranges of pieces, which stand in the order of drawing.
  struct Run {
    std::size_t first = 0, last = 0;
  };

  std::vector<Run> find() const {
    std::vector<Run> boxes;
    if (pieces_.size() > most_pieces || pieces_.empty() || pieces_.front().drawn == 0) return boxes;
    for (std::size_t first = 0; first < pieces_.size();) {
      std::size_t last = first + 1;
      while (last < pieces_.size() && goes_on(pieces_[last - 1], pieces_[last])) ++last;
      if (is_side_box({first, last})) boxes.push_back({first, last});
      first = last;
    }
    return boxes;
  }

  const Piece& piece(std::size_t i) const { return pieces_[i]; }

 private:
  static bool goes_on(const Piece& above, const Piece& below) {
    const double height = std::max(above.box.height(), below.box.height());
    const double down = below.box.top - above.box.bottom;
    const bool flush = std::abs(above.box.left - below.box.left) < same_edge;
    const bool centred = std::abs(above.box.left + above.box.right - below.box.left -
                                  below.box.right) < 2 * same_edge;
    return (flush || centred) && down > -0.5 * height && down < widest_break * height;
  }

  bool is_narrow(const Run& run, const Box& box) const {
    if (run.last - run.first < fewest_lines || box.width() > widest_box * width_) return false;
    std::size_t gone_on = 0;
    for (std::size_t i = run.first; i < run.last; ++i) {
      if (pieces_[i].words > most_words) return false;
      gone_on += pieces_[i].goes_on;
    }
    return 4 * gone_on < run.last - run.first;  // It is no text itself.
  }

  static bool by_place(const Piece* one, const Piece* other) {
    return one->box.top < other->box.top;
  }

  template <typename Take>
  void each_other(const Run& run, const Take& take) const {
    for (std::size_t i = 0; i < pieces_.size(); ++i) {
      if (i < run.first || i >= run.last) take(pieces_[i]);
    }
  }

  // Most lines follow each other as those of a paragraph do; labels stand where their rows are.
  bool is_set_tight(const Run& run) const {
    std::vector<double> pitches;
    for (std::size_t i = run.first + 1; i < run.last; ++i)
      pitches.push_back(pieces_[i].box.top - pieces_[i - 1].box.top);
    const double least = *std::min_element(pitches.begin(), pitches.end());
    const auto alike = std::count_if(pitches.begin(), pitches.end(), [&](double pitch) {
      return pitch < (1 + same_pitch) * least;
    });
    return least < (1 + widest_pitch) * pieces_[run.first].box.height() &&
           3 * static_cast<std::size_t>(alike) >= 2 * pitches.size();
  }

  std::vector<const Piece*> beside(const Run& run, const Box& box) const {
    std::vector<const Piece*> pieces;
    each_other(run, [&](const Piece& other) {
      if (meets(other, box.top, box.bottom)) pieces.push_back(&other);
    });
    return pieces;
  }

  bool is_prose(const Piece& piece) const {
    return piece.words >= long_line && piece.box.width() > wide_line * width_;
  }

  // Lines of one column with running text among them.
  bool are_text(const std::vector<const Piece*>& pieces) const {
    const auto prose = std::find_if(pieces.begin(), pieces.end(),
                                    [&](const Piece* piece) { return is_prose(*piece); });
    if (prose == pieces.end()) return false;
    std::vector<std::size_t> lines;
    for (const Piece* piece : pieces) {
      if (std::abs(piece->box.left - (*prose)->box.left) > widest_indent) return false;
      lines.push_back(piece->line);
    }
    std::sort(lines.begin(), lines.end());
    return std::adjacent_find(lines.begin(), lines.end()) == lines.end();
  }

  // Text stands on one side of the box only; it is not made of cells, but beside boxes of many
  // lines.
  bool is_beside_text(const Run& run, const Box& box) const {
    const std::vector<const Piece*> others = beside(run, box);
    const auto is_left = [&](const Piece* other) {
      return other->box.right + least_gap <= box.left;
    };
    const auto is_right = [&](const Piece* other) {
      return other->box.left - least_gap >= box.right;
    };
    const bool on_right = std::all_of(others.begin(), others.end(), is_left);
    const bool on_left = std::all_of(others.begin(), others.end(), is_right);
    if (others.empty() || (!on_left && !on_right)) return false;
    if (on_left && keeps_to_lines(run, others)) return false;
    if (are_text(others)) return true;
    const std::size_t size = run.last - run.first;
    return size >= many_lines && 4 * others.size() >= 3 * size &&
           3 * shared_baselines(run, box) <= size;
  }

  // As labels do, though they may stand a little higher or lower than what they are for.
  bool keeps_to_lines(const Run& run, const std::vector<const Piece*>& others) const {
    double least = 1e9, most = -1e9;
    for (std::size_t i = run.first; i < run.last; ++i) {
      double nearest = 1e9;
      for (const Piece* other : others) {
        const double offset = other->box.bottom - pieces_[i].box.bottom;
        if (std::abs(offset) < std::abs(nearest)) nearest = offset;
      }
      least = std::min(least, nearest);
      most = std::max(most, nearest);
    }
    return most - least < same_offset * pieces_[run.first].box.height();
  }

  std::size_t shared_baselines(const Run& run, const Box& box) const {
    std::size_t shared = 0;
    for (std::size_t i = run.first; i < run.last; ++i) {
      bool found = false;
      each_other(run, [&](const Piece& other) {
        const double apart = std::abs(other.box.bottom - pieces_[i].box.bottom);
        found |= meets(other, box.top, box.bottom) && apart < same_baseline * other.box.height();
      });
      shared += found;
    }
    return shared;
  }

  // Other lines begin where its lines do: those of a column.
  bool shares_edge(const Run& run, const Box& box) const {
    std::size_t flush = 0;
    each_other(
        run, [&](const Piece& other) { flush += std::abs(other.box.left - box.left) < same_edge; });
    return flush > 1;
  }

  bool has_baselines_of_its_own(const Run& run, const Box& box) const {
    return 2 * shared_baselines(run, box) <= run.last - run.first;
  }

  // Cells are drawn after what stands above them and before what stands below.
  bool is_drawn_apart(const Run& run, const Box& box) const {
    std::vector<const Piece*> above, beside, below;
    each_other(run, [&](const Piece& other) {
      auto& place = meets(other, box.top, box.bottom) ? beside
                    : other.box.top < box.top         ? above
                                                      : below;
      place.push_back(&other);
    });
    std::sort(above.rbegin(), above.rend(), by_place);
    std::sort(below.begin(), below.end(), by_place);
    above.resize(std::min(above.size(), neighbours));
    below.resize(std::min(below.size(), neighbours));
    const auto all = [](const std::vector<const Piece*>& pieces, const auto& condition) {
      return std::all_of(pieces.begin(), pieces.end(), condition);
    };
    const std::uint32_t first = pieces_[run.first].drawn, last = pieces_[run.last - 1].drawn;
    const auto later = [&](const Piece* piece) { return piece->drawn > last; };
    const auto earlier = [&](const Piece* piece) { return piece->drawn < first; };
    const bool drawn_first = !above.empty() && all(above, later) && all(beside, later);
    const bool sure = !below.empty() || stands_beside_paragraphs(run, box, beside);
    const bool drawn_last = sure && all(below, earlier) && all(beside, earlier);
    return drawn_first || drawn_last;
  }

  // Not beside one cell: the text has a gap there, and no line of the box stands in one with it.
  bool stands_beside_paragraphs(const Run& run, const Box& box,
                                std::vector<const Piece*> beside) const {
    std::sort(beside.begin(), beside.end(), by_place);
    bool gap = false;
    for (std::size_t i = 1; i < beside.size(); ++i) {
      const double down = beside[i]->box.top - beside[i - 1]->box.bottom;
      gap |= down > widest_pitch * beside[i]->box.height();
    }
    return gap && shared_baselines(run, box) == 0;
  }

  bool is_side_box(const Run& run) const {
    Box box = pieces_[run.first].box;
    for (std::size_t i = run.first; i < run.last; ++i) box = united(box, pieces_[i].box);
    return is_narrow(run, box) && !shares_edge(run, box) && is_set_tight(run) &&
           is_beside_text(run, box) && has_baselines_of_its_own(run, box) &&
           is_drawn_apart(run, box);
  }

  std::vector<Piece> pieces_;
  double width_ = 0;
};

void drop_empty(std::vector<PrintLine>& lines) {
  for (PrintLine& line : lines) {
    std::erase_if(line.fragments, [](const Fragment& one) { return one.words.empty(); });
    if (line.fragments.empty()) continue;
    line.box = line.fragments.front().box;
    for (const Fragment& fragment : line.fragments) line.box = united(line.box, fragment.box);
  }
  std::erase_if(lines, [](const PrintLine& line) { return line.fragments.empty(); });
}

}  // namespace

std::vector<std::vector<PrintLine>> take_side_boxes(const PageWords& page,
                                                    std::vector<PrintLine>& lines) {
  std::vector<std::vector<PrintLine>> boxes;
  const SideBoxFinder finder(page, lines);
  for (const auto& run : finder.find()) {
    std::vector<PrintLine>& box = boxes.emplace_back();
    for (std::size_t i = run.first; i < run.last; ++i) {
      const Piece& piece = finder.piece(i);
      Fragment& fragment = lines[piece.line].fragments[piece.fragment];
      box.push_back({{std::exchange(fragment, {})}, piece.box});
    }
  }
  if (!boxes.empty()) drop_empty(lines);
  return boxes;
}

}  // namespace muistio
