#include "rules/agenda_table.h"

#include <algorithm>
#include <string>

#include "corpus/unicode.h"
#include "rules/agenda_words.h"

namespace muistio {
namespace {

constexpr std::size_t longest_title = 120;

// "Asia | Keskustelu | Päätös": the first column names what was dealt with, and another holds what
// was said or decided. A table of tasks has neither.
bool is_head(const Passage& passage, const std::vector<Cell>& cells,
             const std::vector<Match>& labels) {
  if (cells.size() < 2) return false;
  const std::string first = lower_case(single_spaced(passage.at(cells[0].span)));
  if (!passage.rulebook.kept<AgendaWords>().topics.has(first)) return false;
  return std::any_of(cells.begin() + 1, cells.end(), [&](const Cell& cell) {
    return std::any_of(labels.begin(), labels.end(), [&](const Match& label) {
      const std::string& makes = label.rule->makes;
      return label.span.begin == cell.span.begin && (makes == "decision" || makes == "background");
    });
  });
}

// What stands in the first column of each row.
std::vector<Span> titles_of(const Passage& passage, Range rows, int column) {
  std::vector<Span> titles;
  for (std::size_t row = rows.first; row < rows.last; ++row) {
    const auto cells = cells_of(passage.document, passage.document.rows[row]);
    if (cells.empty() || cells[0].column != column) continue;
    const bool title =
        cells[0].span.size() <= longest_title && starts_upper(passage.at(cells[0].span));
    if (!title) return {};
    titles.push_back(cells[0].span);
  }
  return titles;
}

}  // namespace

std::vector<Span> titles_in_table(const Passage& passage) {
  const Document& document = passage.document;
  const auto labels = passage.find("section");
  for (const Block& block : document.blocks) {
    if (block.kind != BlockKind::table || block.rows.size() < 3) continue;
    for (std::size_t row = block.rows.first; row + 2 < block.rows.last; ++row) {
      const auto cells = cells_of(document, document.rows[row]);
      if (!is_head(passage, cells, labels)) continue;
      return titles_of(passage, {row + 1, block.rows.last}, cells[0].column);
    }
  }
  return {};
}

}  // namespace muistio
