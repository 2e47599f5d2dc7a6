#include "extractors/divided_rows.h"

#include <algorithm>
#include <cmath>
#include <cstddef>
#include <map>
#include <optional>
#include <string>
#include <utility>

#include "extractors/line_ends.h"
#include "extractors/table_rows.h"

namespace muistio {
namespace {

constexpr double endless = 1e9;

struct Edges {
  double left = endless, right = 0;
};

// The columns of a table as its cells show them.
class LaidColumns {
 public:
  explicit LaidColumns(const LaidBlock& table) {
    for_each_line(table, [this](const LaidLine& line) {
      Edges& column = columns_[line.cell];
      column.left = std::min(column.left, line.fragment.box.left);
    });
    for_each_line(table, [this](const LaidLine& line) {
      const double right = line.fragment.box.right;
      Edges& column = columns_[line.cell];
      if (right < next_left(line.cell)) column.right = std::max(column.right, right);
    });
  }

  std::size_t count() const { return columns_.size(); }
  int first() const { return columns_.begin()->first; }
  double right_of(int column) const { return columns_.at(column).right; }

  // The column that a line stands in: it begins at its left edge and ends before the next.
  std::optional<int> at(const Box& box) const {
    for (const auto& [column, edges] : columns_) {
      const double near = 0.4 * box.height();
      if (std::abs(box.left - edges.left) < near && box.right < next_left(column)) return column;
    }
    return std::nullopt;
  }

 private:
  template <typename Use>
  static void for_each_line(const LaidBlock& table, Use use) {
    for (const LaidRow& row : table.rows) {
      for (const LaidLine& line : row.lines) use(line);
    }
  }

  double next_left(int column) const {
    const auto next = columns_.upper_bound(column);
    return next == columns_.end() ? endless : next->second.left;
  }

  std::map<int, Edges> columns_;  // Of cells that hold text somewhere.
};

bool has_cell(const LaidRow& row, int cell) {
  return std::any_of(row.lines.begin(), row.lines.end(),
                     [&](const LaidLine& line) { return line.cell == cell; });
}

// What stands at the top of a page and may be the rest of a row.
struct Rest {
  std::vector<LaidLine> lines;  // In the columns of the table above.
  bool whole_block = false;     // A block of its own, and not the first row of a table.
  bool table_goes_on = false;   // Rows in the same columns follow.
};

bool is_in_columns(const LaidColumns& columns, const LaidRow& row) {
  return row.lines.size() > 1 &&
         std::all_of(row.lines.begin(), row.lines.end(), [&](const LaidLine& line) {
           return columns.at(line.fragment.box).has_value();
         });
}

std::optional<Rest> find_rest(const LaidColumns& columns, const std::vector<LaidBlock>& blocks) {
  const LaidBlock& block = blocks.front();
  Rest rest;
  rest.whole_block = block.kind == BlockKind::paragraph || block.kind == BlockKind::list_item;
  if (!rest.whole_block && block.kind != BlockKind::table) return std::nullopt;
  const std::size_t rows = rest.whole_block ? block.rows.size() : 1;
  for (std::size_t r = 0; r < rows; ++r) {
    for (LaidLine line : block.rows[r].lines) {
      const auto column = columns.at(line.fragment.box);
      if (!column) return std::nullopt;
      line.cell = *column;
      rest.lines.push_back(std::move(line));
    }
  }
  std::stable_sort(
      rest.lines.begin(), rest.lines.end(),
      [](const LaidLine& one, const LaidLine& other) { return one.cell < other.cell; });
  const LaidRow* next = nullptr;
  if (rows < block.rows.size()) {
    next = &block.rows[rows];
  } else if (blocks.size() > 1 && blocks[1].kind == BlockKind::table) {
    next = &blocks[1].rows.front();
  }
  rest.table_goes_on = next && is_in_columns(columns, *next);
  return rest;
}

// Where a cell's text is cut, the last line before the cut and the first line after it.
struct Cut {
  const PageWords* page_above = nullptr;
  const Fragment* above = nullptr;
  const PageWords* page_below = nullptr;
  const Fragment* below = nullptr;
  double right = 0;  // Of the longest line in the column.

  const std::string& last() const { return last_word(*page_above, *above); }
  const std::string& first() const { return first_word(*page_below, *below); }

  bool is_hyphenated() const { return hyphen_length(last()) > 0 && starts_lower(first()); }

  // The next word had fitted on the last line: somebody ended the text there.
  bool had_room() const {
    const double next = page_below->words[below->words.front()].box.width();
    return !is_hyphenated() && above->box.right + 0.25 * above->box.height() + next < right;
  }
  bool reads_on() const { return starts_lower(first()) && !ends_sentence(last()); }
};

// A row at the end of a page, and the table it belongs to.
struct OpenRow {
  const PageWords* page = nullptr;
  const LaidBlock* table = nullptr;
  LaidRow* row = nullptr;
};

// The first line of each cell of the rest, with what stands above it; empty where nothing
// does in some column.
std::vector<Cut> cuts_of(const OpenRow& open, const LaidColumns& columns, const PageWords& page,
                         const Rest& rest) {
  std::vector<Cut> cuts;
  for (std::size_t i = 0; i < rest.lines.size(); ++i) {
    const LaidLine& line = rest.lines[i];
    if (i > 0 && rest.lines[i - 1].cell == line.cell) continue;
    const LaidLine* above = last_line_of(*open.row, line.cell);
    if (!above) return {};
    cuts.push_back({above->page ? above->page : open.page, &above->fragment, &page, &line.fragment,
                    std::max(columns.right_of(line.cell), line.fragment.box.right)});
  }
  return cuts;
}

bool is_list_in_lower_case(const OpenRow& open, int column) {
  return std::any_of(open.table->rows.begin(), open.table->rows.end(), [&](const LaidRow& row) {
    for (const LaidLine& line : row.lines) {
      if (line.cell == column) return starts_lower(first_word(*open.page, line.fragment));
    }
    return false;
  });
}

bool every_row_has(const LaidBlock& table, int cell) {
  return std::all_of(table.rows.begin(), table.rows.end(),
                     [&](const LaidRow& row) { return has_cell(row, cell); });
}

bool goes_on(const OpenRow& open, const LaidColumns& columns, const PageWords& page,
             const Rest& rest) {
  const std::vector<Cut> cuts = cuts_of(open, columns, page, rest);
  if (cuts.empty()) return false;
  const int first = columns.first();
  const bool in_first = rest.lines.front().cell == first;
  const auto read_on =
      std::count_if(cuts.begin(), cuts.end(), [](const Cut& cut) { return cut.reads_on(); });
  const bool all_read_on = read_on == static_cast<std::ptrdiff_t>(cuts.size());
  const bool had_room =
      std::any_of(cuts.begin(), cuts.end(), [](const Cut& cut) { return cut.had_room(); });
  if (in_first) return all_read_on && !had_room && !is_list_in_lower_case(open, first);
  if (!every_row_has(*open.table, first)) return all_read_on && !had_room;
  if (rest.table_goes_on) {
    return std::none_of(cuts.begin(), cuts.end(),
                        [](const Cut& cut) { return ends_sentence(cut.last()) && cut.had_room(); });
  }
  return read_on > 0 && !had_room;
}

std::string text_of(const PageWords& page, const LaidRow& row) {
  std::string text;
  for (const LaidLine& line : row.lines) {
    for (const std::uint32_t word : line.fragment.words) {
      if (!text.empty()) text += ' ';
      text += page.words[word].text;
    }
  }
  return text;
}

// Takes the rows out of the first block that repeat the first rows of the table.
void take_head(const PageWords& table_page, const LaidBlock& table, const PageWords& page,
               std::vector<LaidBlock>& blocks, std::vector<Furniture>& heads) {
  constexpr std::size_t most_rows = 3, fewest_letters = 8;
  LaidBlock& block = blocks.front();
  if (block.kind != BlockKind::table) return;
  std::size_t same = 0;
  while (same < std::min({most_rows, table.rows.size(), block.rows.size()})) {
    const std::string text = text_of(page, block.rows[same]);
    const bool head = block.rows[same].lines.size() > 1 && text.size() >= fewest_letters;
    if (!head || text != text_of(table_page, table.rows[same])) break;
    for (const LaidLine& line : block.rows[same].lines) {
      LaidRow cell{{line}};
      heads.push_back({FurnitureKind::running_head, page.number, shown_box(page, line.fragment.box),
                       text_of(page, cell), line.fragment.bold, line.fragment.font_size});
    }
    ++same;
  }
  block.rows.erase(block.rows.begin(), block.rows.begin() + static_cast<std::ptrdiff_t>(same));
  if (block.rows.empty()) blocks.erase(blocks.begin());
}

void move_rest(const OpenRow& open, const PageWords& page, Rest rest,
               std::vector<LaidBlock>& blocks) {
  for (LaidLine& line : rest.lines) {
    line.page = &page;
    const auto after = std::find_if(open.row->lines.begin(), open.row->lines.end(),
                                    [&](const LaidLine& other) { return other.cell > line.cell; });
    open.row->lines.insert(after, std::move(line));
  }
  LaidBlock& block = blocks.front();
  if (rest.whole_block) {
    blocks.erase(blocks.begin());
    return;
  }
  block.rows.erase(block.rows.begin());
  if (block.rows.empty()) blocks.erase(blocks.begin());
}

LaidBlock* last_text(std::vector<LaidBlock>& blocks) {
  const auto last = std::find_if(blocks.rbegin(), blocks.rend(), [](const LaidBlock& block) {
    return block.kind != BlockKind::footnote;
  });
  return last == blocks.rend() ? nullptr : &*last;
}

}  // namespace

std::vector<Furniture> join_divided_rows(std::vector<LaidPage>& pages) {
  std::vector<Furniture> heads;
  OpenRow open;
  int last_page = 0;
  for (LaidPage& laid : pages) {
    const PageWords& page = laid.part->words;
    if (page.number == last_page) continue;  // Writing in another direction.
    const bool next_page = page.number == last_page + 1;
    last_page = page.number;
    if (open.row && next_page && !laid.blocks.empty()) {
      take_head(*open.page, *open.table, page, laid.blocks, heads);
    }
    if (open.row && next_page && !laid.blocks.empty()) {
      const LaidColumns columns(*open.table);
      auto rest = columns.count() > 1 ? find_rest(columns, laid.blocks) : std::nullopt;
      if (rest && goes_on(open, columns, page, *rest)) {
        move_rest(open, page, std::move(*rest), laid.blocks);
        if (laid.blocks.empty()) continue;  // The row may go on over the next page too.
      }
    }
    LaidBlock* last = last_text(laid.blocks);
    const bool table = last && last->kind == BlockKind::table && !last->column_end;
    open = table ? OpenRow{&page, last, &last->rows.back()} : OpenRow{};
  }
  return heads;
}

std::vector<std::size_t> rest_of_row(const Document& document, const Page& page) {
  std::vector<std::size_t> rest;
  if (page.blocks.first == 0 || page.blocks.first > document.blocks.size()) return rest;
  const Row& row = document.rows[document.blocks[page.blocks.first - 1].rows.last - 1];
  for (std::size_t i = row.lines.first; i < row.lines.last; ++i) {
    if (document.lines[i].page == page.number) rest.push_back(i);
  }
  return rest;
}

}  // namespace muistio
