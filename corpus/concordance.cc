#include "corpus/concordance.h"

#include <algorithm>

#include "corpus/unicode.h"

namespace muistio {
namespace {

constexpr std::size_t bytes_a_character = 4;

std::size_t on_boundary(std::string_view text, std::size_t offset) {
  while (offset < text.size() && is_inside_character(text[offset])) ++offset;
  return offset;
}

std::string last_characters(const std::string& text, std::size_t count) {
  std::size_t begin = text.size();
  for (; begin > 0 && count > 0; --begin)
    if (!is_inside_character(text[begin - 1])) --count;
  return text.substr(begin);
}

std::string first_characters(const std::string& text, std::size_t count) {
  std::size_t end = 0;
  while (end < text.size() && (count > 0 || is_inside_character(text[end])))
    if (!is_inside_character(text[end++])) --count;
  return text.substr(0, end);
}

// The words from the last to the first, for sorting by what stands nearest before.
std::string words_backwards(std::string_view text) {
  std::string backwards;
  while (!text.empty()) {
    const std::size_t space = text.rfind(' ');
    const std::size_t begin = space == std::string_view::npos ? 0 : space + 1;
    backwards.append(text.substr(begin)).append(" ");
    text = text.substr(0, begin == 0 ? 0 : space);
  }
  return backwards;
}

ConcordanceLine line_of(const Hit& hit, std::string_view text, Span word, std::size_t width) {
  const std::size_t room = width * bytes_a_character;
  const std::size_t first = on_boundary(text, word.begin > room ? word.begin - room : 0);
  const std::size_t last = on_boundary(text, std::min(text.size(), word.end + room));
  // A mark beside the blank keeps the blank next to the keyword.
  std::string before = single_spaced(std::string(text.substr(first, word.begin - first)) + "|");
  before.pop_back();
  std::string after = single_spaced("|" + std::string(text.substr(word.end, last - word.end)));
  after.erase(0, 1);
  ConcordanceLine line{hit.memo,
                       hit.page,
                       word,
                       last_characters(before, width),
                       single_spaced(text.substr(word.begin, word.size())),
                       first_characters(after, width)};
  return line;
}

}  // namespace

Result<std::vector<ConcordanceLine>> concordance(Corpus& corpus, const std::vector<Hit>& hits,
                                                 std::size_t width, ConcordanceOrder order) {
  std::vector<ConcordanceLine> lines;
  for (const Hit& hit : hits) {
    auto select = corpus.database().prepare("SELECT text, text_begin FROM page WHERE id = ?");
    if (!select) return select.error();
    const auto row = select.value().bind(hit.page_row).step();
    if (!row) return row.error();
    if (!row.value()) continue;
    const std::string_view text = select.value().text(0);
    const auto begin = static_cast<std::size_t>(select.value().integer(1));
    for (const Span span : hit.found) {
      if (span.begin < begin || span.end > begin + text.size()) continue;
      lines.push_back(line_of(hit, text, {span.begin - begin, span.end - begin}, width));
      lines.back().span = span;
    }
  }
  if (order == ConcordanceOrder::rank) return lines;
  std::vector<std::pair<std::string, std::size_t>> keys;
  for (std::size_t i = 0; i < lines.size(); ++i) {
    const ConcordanceLine& line = lines[i];
    keys.emplace_back(
        lower_case(order == ConcordanceOrder::after ? line.after : words_backwards(line.before)),
        i);
  }
  std::sort(keys.begin(), keys.end());
  std::vector<ConcordanceLine> sorted;
  for (const auto& [key, i] : keys) sorted.push_back(std::move(lines[i]));
  return sorted;
}

}  // namespace muistio
