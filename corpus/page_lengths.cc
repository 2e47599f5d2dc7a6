#include "corpus/page_lengths.h"

#include <numeric>
#include <span>

namespace muistio {
namespace {

// The words of a page, by what FTS5 notes of it: a number for each column, high bits first.
double words_of_row(std::string_view sizes) {
  std::uint64_t words = 0, number = 0;
  for (const char byte : sizes) {
    number = number << 7 | (static_cast<unsigned char>(byte) & 0x7f);
    if ((static_cast<unsigned char>(byte) & 0x80) != 0) continue;
    words += number;
    number = 0;
  }
  return static_cast<double>(words);
}

}  // namespace

Result<Done> PageLengths::read() {
  const auto count = database_.find_integer("SELECT count(*) FROM ranked_block");
  if (!count) return count.error();
  const auto most = std::min(count.value().value_or(0), most_pages / pages_a_block);
  lengths_.reserve(static_cast<std::size_t>(most * pages_a_block));
  auto select = database_.prepare(
      "SELECT block, lengths, pages - gone, gone FROM ranked_block ORDER BY block");
  if (!select) return select.error();
  while (true) {
    const auto row = select.value().step();
    if (!row) return row.error();
    // A block that is missing, as in a corpus that was just brought up to date, ends them.
    // So does one that still grows.
    const bool is_next = row.value() && select.value().integer(0) == blocks() &&
                         first_after() == first_page_of(blocks());
    if (!is_next) break;
    const std::size_t before = lengths_.size();
    if (auto read = append_lengths(select.value().blob(1), lengths_); !read) return read;
    const std::span<const std::uint16_t> more = std::span(lengths_).subspan(before);
    words_ += std::accumulate(more.begin(), more.end(), std::uint32_t{0});  // Never too many.
    pages_ += static_cast<double>(select.value().integer(2));
    is_whole_.push_back(select.value().integer(3) == 0);
  }
  const auto last = database_.find_integer("SELECT max(id) FROM page");
  if (!last) return last.error();
  pages_after_ = static_cast<double>(last.value().value_or(0) - first_after() + 1);
  return Done{};
}

Result<Done> PageLengths::look_at(std::int64_t page) {
  if (page < first_after()) return Done{};
  auto select = database_.prepare("SELECT sz FROM page_index_docsize WHERE id = ?");
  if (!select) return select.error();
  const auto row = select.value().bind(page).step();
  if (!row) return row.error();
  if (row.value()) later_.emplace(page, words_of_row(select.value().blob(0)));
  return Done{};
}

}  // namespace muistio
