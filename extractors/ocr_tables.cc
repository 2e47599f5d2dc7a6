#include "extractors/ocr_tables.h"

#include <algorithm>
#include <cstddef>
#include <utility>

#include "extractors/ocr_darkness.h"

namespace muistio {
namespace {

struct DestroyPixa {
  void operator()(Pixa* pictures) const { pixaDestroy(&pictures); }
};
struct DestroyBox {
  void operator()(::Box* box) const { boxDestroy(&box); }
};

constexpr int most_islands = 20000;

// Of its box; what fills less is the space between two rules of a broad one that runs around
// several cells.
constexpr double least_fullness = 0.3;
constexpr std::size_t fewest_cells = 3, most_cells = 2000;

// How much darker than the paper around them rules and print are at least.
constexpr int rule_darkness = 18, print_darkness = 60;

// Lengths in pixels at the picture's resolution.
struct Lengths {
  explicit Lengths(double dpi) : dpi_(dpi) {}

  int widest_stroke() const { return inches(0.075) | 1; }  // Of print and rules.
  int piece_across() const { return inches(0.6); }         // The shortest that is no print.
  int piece_down() const { return inches(0.22); }
  int beside_rule() const { return inches(0.02); }
  int break_in_rule() const { return inches(0.1); }
  int least_table() const { return inches(0.5); }
  int least_cell() const { return inches(0.1); }
  int least_print() const { return std::max(inches(0.025), 3); }
  int largest_mark() const { return inches(0.15); }
  int same_edge() const { return inches(0.06); }

 private:
  int inches(double count) const { return std::max(static_cast<int>(count * dpi_), 1); }
  double dpi_;
};

struct Island {
  PictureBox box;
  PixPointer shape;
};

// Black on white, with the points that touch by their sides, or also by their corners.
enum class Touching { by_sides = 4, by_corners = 8 };

std::vector<Island> islands_of(Pix* binary, Touching touching) {
  Pixa* found = nullptr;
  const BoxaPointer boxes(pixConnComp(binary, &found, static_cast<int>(touching)));
  const std::unique_ptr<Pixa, DestroyPixa> shapes(found);
  std::vector<Island> islands;
  const int count = boxes && shapes ? std::min(boxaGetCount(boxes.get()), most_islands) : 0;
  for (int i = 0; i < count; ++i) {
    int left = 0, top = 0, width = 0, height = 0;
    boxaGetBoxGeometry(boxes.get(), i, &left, &top, &width, &height);
    islands.push_back({{left, top, left + width, top + height},
                       PixPointer(pixaGetPix(shapes.get(), i, L_CLONE))});
  }
  return islands;
}

std::unique_ptr<::Box, DestroyBox> lept_box(const PictureBox& box) {
  return std::unique_ptr<::Box, DestroyBox>(
      boxCreate(box.left, box.top, box.width(), box.height()));
}

PixPointer cut_out(Pix* pix, const PictureBox& box) {
  return PixPointer(pixClipRectangle(pix, lept_box(box).get(), nullptr));
}

// The share of black points; 0 of nothing.
double blackness(Pix* binary) {
  int black = 0;
  if (!binary || pixCountPixels(binary, &black, nullptr) != 0) return 0;
  return static_cast<double>(black) /
         (static_cast<double>(pixGetWidth(binary)) * pixGetHeight(binary));
}

double blackness(Pix* binary, const PictureBox& box) {
  const PixPointer part = box.width() > 0 && box.height() > 0 ? cut_out(binary, box) : nullptr;
  return blackness(part.get());
}

// In coarse pictures the feet of letters touch and run on like a rule; but the letters stand on
// them.
void take_out_print(PixPointer& across, Pix* strokes, const Lengths& lengths) {
  const int room = lengths.beside_rule(), height = pixGetHeight(strokes);
  for (const Island& piece : islands_of(across.get(), Touching::by_corners)) {
    const PictureBox& box = piece.box;
    const PictureBox above{box.left, std::max(0, box.top - room), box.right, box.top};
    const PictureBox below{box.left, box.bottom, box.right, std::min(height, box.bottom + room)};
    if (blackness(strokes, above) < 0.4 && blackness(strokes, below) < 0.4) continue;
    pixClearInRect(across.get(), lept_box(box).get());
  }
}

// Long straight strokes, a little thicker than they are so that corners close.
PixPointer rules_of(Pix* strokes, const Lengths& lengths) {
  const int gap = lengths.break_in_rule();
  PixPointer across(pixOpenCompBrick(nullptr, strokes, lengths.piece_across(), 1));
  PixPointer down(pixOpenCompBrick(nullptr, strokes, 1, lengths.piece_down()));
  if (!across || !down) return nullptr;
  take_out_print(across, strokes, lengths);
  across.reset(pixCloseSafeBrick(nullptr, across.get(), gap, 1));
  down.reset(pixCloseSafeBrick(nullptr, down.get(), 1, gap));
  if (!across || !down) return nullptr;
  pixOr(across.get(), across.get(), down.get());
  return PixPointer(pixDilateBrick(nullptr, across.get(), 3, 3));
}

// What stands where on an axis: edges that lie close together have one number.
class Places {
 public:
  Places(std::vector<int> edges, int same) {
    std::sort(edges.begin(), edges.end());
    for (const int edge : edges) {
      if (firsts_.empty() || edge - firsts_.back() > same) firsts_.push_back(edge);
    }
  }
  int of(int edge) const {
    const auto after = std::upper_bound(firsts_.begin(), firsts_.end(), edge);
    return static_cast<int>(after - firsts_.begin()) - 1;
  }

 private:
  std::vector<int> firsts_;
};

void number_cells(std::vector<PictureTable::Cell>& cells, int same) {
  std::vector<int> tops, lefts;
  for (const PictureTable::Cell& cell : cells) {
    tops.push_back(cell.box.top);
    lefts.push_back(cell.box.left);
  }
  const Places rows(std::move(tops), same), columns(std::move(lefts), same);
  for (PictureTable::Cell& cell : cells) {
    cell.row = rows.of(cell.box.top);
    cell.column = columns.of(cell.box.left);
  }
  std::sort(cells.begin(), cells.end(), [](const auto& one, const auto& other) {
    return std::pair(one.row, one.column) < std::pair(other.row, other.column);
  });
}

// Sets what the print in the cell is like.
void look_into(PictureTable::Cell& cell, Pix* print, const Lengths& lengths) {
  const PixPointer part = cut_out(print, cell.box);
  if (!part) return;
  std::vector<Island> islands = islands_of(part.get(), Touching::by_corners);
  const auto size = [](const Island& island) {
    return std::max(island.box.width(), island.box.height());
  };
  std::erase_if(islands, [&](const Island& one) { return size(one) < lengths.least_print(); });
  cell.printed = !islands.empty();
  cell.lone = islands.size() == 1 && size(islands.front()) <= lengths.largest_mark();
}

// A table and the shape of its rules.
struct DrawnTable {
  PictureTable table;
  PixPointer rules;
};

// The table whose rules the island is; without cells where they enclose too little of it.
PictureTable table_of(const Island& rules, Pix* print, const Lengths& lengths) {
  const PictureBox& box = rules.box;
  PictureTable table{box, {}};
  const PixPointer holes(pixInvert(nullptr, rules.shape.get()));
  if (!holes) return table;
  double enclosed = 0;
  for (const Island& hole : islands_of(holes.get(), Touching::by_sides)) {
    if (std::min(hole.box.width(), hole.box.height()) < lengths.least_cell()) continue;
    if (blackness(hole.shape.get()) < least_fullness) continue;
    const PictureBox cell{box.left + hole.box.left, box.top + hole.box.top,
                          box.left + hole.box.right, box.top + hole.box.bottom};
    enclosed += static_cast<double>(cell.width()) * cell.height();
    table.cells.push_back({cell});
    look_into(table.cells.back(), print, lengths);
  }
  const bool closed = enclosed > 0.6 * box.width() * box.height();
  if (!closed || table.cells.size() < fewest_cells || table.cells.size() > most_cells)
    table.cells.clear();
  number_cells(table.cells, lengths.same_edge());
  return table;
}

// Smaller tables first: what lies around a table is a frame.
std::vector<DrawnTable> tables_of(Pix* rules, Pix* print, const Lengths& lengths) {
  std::vector<Island> islands = islands_of(rules, Touching::by_corners);
  std::erase_if(islands, [&](const Island& island) {
    return island.box.width() < lengths.least_table() ||
           island.box.height() < lengths.least_table() / 2;
  });
  std::stable_sort(islands.begin(), islands.end(), [](const Island& one, const Island& other) {
    return one.box.width() * one.box.height() < other.box.width() * other.box.height();
  });
  std::vector<DrawnTable> tables;
  std::size_t cells = 0;
  for (Island& island : islands) {
    const bool taken = std::any_of(tables.begin(), tables.end(), [&](const DrawnTable& other) {
      return overlap(island.box, other.table.box);
    });
    if (taken || cells > most_cells) continue;
    PictureTable table = table_of(island, print, lengths);
    if (table.cells.empty()) continue;
    cells += table.cells.size();
    tables.push_back({std::move(table), std::move(island.shape)});
  }
  if (cells > most_cells) tables.clear();
  std::sort(tables.begin(), tables.end(), [](const DrawnTable& one, const DrawnTable& other) {
    return one.table.box.top < other.table.box.top;
  });
  return tables;
}

PixPointer without_rules(Pix* grey, const std::vector<DrawnTable>& tables) {
  PixPointer picture(pixCopy(nullptr, grey));
  if (!picture) return picture;
  for (const auto& [table, rules] : tables) {
    pixSetMaskedGeneral(picture.get(), rules.get(), 255, table.box.left, table.box.top);
  }
  return picture;
}

PixPointer without_tables(Pix* grey, const std::vector<DrawnTable>& tables) {
  PixPointer picture(pixCopy(nullptr, grey));
  if (!picture) return picture;
  for (const DrawnTable& drawn : tables)
    pixSetInRect(picture.get(), lept_box(drawn.table.box).get());
  return picture;
}

// False where the picture surely has no rules: a look at it in half its size, at a quarter of the
// cost. The darkest of four points stands for them, so no stroke gets shorter.
bool may_have_rules(Pix* grey, double dpi) {
  const Lengths lengths(dpi / 2);
  constexpr bool halved = true;
  const Darkness darkness(grey, lengths.widest_stroke() + 2, halved);
  const PixPointer strokes = darkness.at_least(rule_darkness);
  if (!strokes) return true;
  const auto has_strokes = [&](int width, int height) {
    const PixPointer left(pixOpenCompBrick(nullptr, strokes.get(), width, height));
    int empty = 0;
    return !left || pixZero(left.get(), &empty) != 0 || empty == 0;
  };
  return has_strokes(lengths.piece_across() - 2, 1) && has_strokes(1, lengths.piece_down() - 2);
}

}  // namespace

bool overlap(const PictureBox& one, const PictureBox& other) {
  return one.left < other.right && other.left < one.right && one.top < other.bottom &&
         other.top < one.bottom;
}

RuledPicture find_ruled_tables(Pix* grey, double dpi) {
  RuledPicture ruled;
  if (!may_have_rules(grey, dpi)) return ruled;
  const Lengths lengths(dpi);
  // What is darker than what lies around it, whatever the shade of that.
  const Darkness darkness(grey, lengths.widest_stroke());
  const PixPointer strokes = darkness.at_least(rule_darkness);
  const PixPointer print = darkness.at_least(print_darkness);
  const PixPointer rules = strokes ? rules_of(strokes.get(), lengths) : nullptr;
  if (!rules || !print) return ruled;
  std::vector<DrawnTable> tables = tables_of(rules.get(), print.get(), lengths);
  if (tables.empty()) return ruled;
  ruled.unruled = without_rules(grey, tables);
  ruled.rest = without_tables(grey, tables);
  if (!ruled.unruled || !ruled.rest) return {};
  for (DrawnTable& drawn : tables) ruled.tables.push_back(std::move(drawn.table));
  return ruled;
}

}  // namespace muistio
