#include "rules/agenda_headings.h"

#include <algorithm>
#include <map>

#include "corpus/unicode.h"

namespace muistio {
namespace {

constexpr std::size_t longest_heading = 160;

// The last row of the fields at the head of the paper ("Aika", "Läsnä", ...), which stand
// before the first item: nothing above is an item.
std::size_t end_of_fields(const std::vector<PrintedRow>& rows) {
  std::size_t end = 0;
  for (std::size_t i = 0; i < std::min<std::size_t>(rows.size(), 80); ++i) {
    if (rows[i].agenda_words && rows[i].stands_out()) break;
    if (rows[i].label && rows[i].of_head) end = i + 1;
  }
  return end;
}

bool may_be_heading(const Passage& passage, const std::vector<PrintedRow>& rows, std::size_t i) {
  const PrintedRow& row = rows[i];
  if (!row.stands_out() || row.label || row.cells > 1 || row.kind == BlockKind::list_item) {
    return false;
  }
  const std::string_view text = passage.at(row.span);
  if (text.size() < 3 || text.size() > longest_heading || !starts_upper(text)) return false;
  if (text.ends_with(':') || text.ends_with(',')) return false;
  if (!row.opens_block && row.kind != BlockKind::heading && i > 0 && rows[i - 1].bold == row.bold &&
      rows[i - 1].block == row.block) {
    return false;
  }
  return i + 1 < rows.size();
}

// Headings of one document look alike: what size and weight they have.
struct Look {
  int half_points = 0;
  bool bold = false;
  bool operator<(const Look& other) const {
    return half_points != other.half_points ? half_points < other.half_points : bold < other.bold;
  }
};

Look look_of(const PrintedRow& row) {
  return {static_cast<int>(row.font_size * 2 + 0.5F), row.bold};
}

}  // namespace

std::vector<std::size_t> unnumbered_headings(const Passage& passage,
                                             const std::vector<PrintedRow>& rows) {
  const std::size_t fields_end = end_of_fields(rows);
  const bool agenda_words = std::any_of(rows.begin(), rows.end(), [](const PrintedRow& row) {
    return row.agenda_words && row.stands_out();
  });
  if (fields_end == 0 && !agenda_words) return {};
  std::map<Look, std::vector<std::size_t>> by_look;
  for (std::size_t i = fields_end; i < rows.size(); ++i) {
    if (rows[i].ends_items) break;
    if (may_be_heading(passage, rows, i)) by_look[look_of(rows[i])].push_back(i);
  }
  std::vector<std::size_t> most;
  for (auto& [look, headings] : by_look) {
    if (headings.size() >= most.size()) most = std::move(headings);
  }
  return most;
}

}  // namespace muistio
