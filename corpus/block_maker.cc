#include "corpus/block_maker.h"

#include <algorithm>

#include "corpus/index.h"
#include "corpus/index_tokens.h"
#include "corpus/memo_rows.h"
#include "corpus/ranked_blocks.h"
#include "corpus/unicode.h"

namespace muistio {
namespace {

constexpr std::uint32_t fewest_pages = 12;  // Of a word that has a row.
constexpr std::uint32_t longest_page = 65'535;

}  // namespace

void BlockMaker::WordPages::add(std::uint32_t page, std::uint32_t more) {
  if (page != offset) pack();
  offset = page;
  weight += more;
}

void BlockMaker::WordPages::pack() {
  if (weight == 0) return;
  packed.number(std::uint64_t{offset - before} * 8 + std::min(weight, small_weight));
  if (weight >= small_weight) packed.number(weight - small_weight);
  before = offset;
  ++pages;
  weight = 0;
}

BlockMaker::BlockMaker(std::int64_t block) : block_(block), next_(first_page_of(block)) {}

Result<std::size_t> BlockMaker::add(Database& database, std::int64_t last, std::size_t most) {
  last = std::min(last, first_page_of(block_ + 1) - 1);
  auto select = database.prepare(
      "SELECT page.id, page.memo, page.text_begin, page.text, page_words.bytes FROM page JOIN "
      "page_words ON page_words.page = page.id WHERE page.id BETWEEN ? AND ? ORDER BY page.id "
      "LIMIT ?");
  if (!select) return select.error();
  select.value().bind(next_, last, most);
  for (std::size_t added = 0; added < most; ++added) {
    const auto row = select.value().step();
    if (!row) return row.error();
    if (!row.value()) {
      cover(last);
      return added;
    }
    const auto begin = static_cast<std::size_t>(select.value().integer(2));
    const std::string_view text = select.value().text(3);
    if (auto read = read_memo(database, select.value().integer(1)); !read) return read.error();
    const auto words = PackedWords::decode(select.value().blob(4), text);
    if (!words) return words.error();
    cover(select.value().integer(0));
    add_page(begin, text, words.value());
  }
  return most;
}

Result<std::size_t> BlockMaker::add(const SavedPages& saved, std::int64_t first, std::size_t most) {
  const Document& document = saved.document;
  memo_ = 0;
  decided_.clear();
  for (const Decision& decision : saved.memo.decisions) decided_.push_back(decision.evidence.span);
  std::size_t added = 0;
  for (; added < most && next_ < first_page_of(block_ + 1); ++added) {
    const auto page = static_cast<std::size_t>(next_ - first);
    if (page >= document.pages.size()) break;
    const Span span = page_text_span(document, page);
    cover(next_);
    add_page(span.begin, document.at(span), saved.index.pages[page]);
  }
  return added;
}

std::vector<BlockRow> BlockMaker::rows() {
  std::vector<BlockRow> rows;
  for (auto& [word, pages] : words_) {
    pages.pack();
    if (pages.pages >= fewest_pages) rows.push_back({word, pages.pages, pages.packed.bytes()});
  }
  std::sort(rows.begin(), rows.end(),
            [](const BlockRow& one, const BlockRow& other) { return one.word < other.word; });
  return rows;
}

void BlockMaker::cover(std::int64_t page) {
  next_ = std::max(next_, page + 1);
  lengths_.resize(static_cast<std::size_t>(next_ - first_page_of(block_)) * 2);
}

Result<Done> BlockMaker::read_memo(Database& database, MemoId memo) {
  if (memo == memo_) return Done{};
  auto decided = decided_spans(database, memo);
  if (!decided) return decided.error();
  memo_ = memo;
  decided_ = std::move(decided).value();
  return Done{};
}

// The last page covered.
void BlockMaker::add_page(std::size_t begin, std::string_view text, const PackedWords& words) {
  std::size_t length = 0;
  for (std::size_t i = 0; i < words.size(); ++i) {
    const Span span = words.span(i);
    const TermViews terms = words.terms(i);
    const std::string surface = lower_case(text.substr(span.begin, span.size()));
    const bool is_term = std::find(terms.begin(), terms.end(), surface) != terms.end();
    length += add_term(surface, is_term ? 0 : surface_weight, "=");
    const Span place{begin + span.begin, begin + span.end};
    const bool is_decided = std::any_of(decided_.begin(), decided_.end(),
                                        [place](Span one) { return one.contains(place); });
    length += add_term(terms.front(), base_weight, "");
    if (is_decided) length += add_term(terms.front(), decided_weight, "");
    for (const std::string_view term : terms.subspan(1)) length += add_term(term, more_weight, "");
  }
  // An empty page is a page too.
  const std::size_t stored = std::clamp<std::size_t>(length, 1, longest_page);
  lengths_[lengths_.size() - 2] = static_cast<char>(stored & 0xff);
  lengths_[lengths_.size() - 1] = static_cast<char>(stored >> 8);
  ++pages_;
}

// The tokens of the term, as page_index has them; how many they are.
std::size_t BlockMaker::add_term(std::string_view term, std::uint32_t weight,
                                 std::string_view mark) {
  if (weight > 0 && add_again(term, weight, mark)) return 1;
  if (is_index_token(term)) {
    add_token(term, weight, mark);
    return 1;
  }
  const std::vector<std::string_view> tokens = index_tokens(term);
  for (const std::string_view token : tokens) add_token(token, weight, mark);
  return tokens.size();
}

// A token that another page had. What begins like a mark is none.
bool BlockMaker::add_again(std::string_view term, std::uint32_t weight, std::string_view mark) {
  if (term.starts_with('=')) return false;
  const auto entry = words_.find(std::string_view(key_.assign(mark).append(term)));
  if (entry == words_.end()) return false;
  entry->second.add(offset(), weight);
  return true;
}

void BlockMaker::add_token(std::string_view token, std::uint32_t weight, std::string_view mark) {
  if (weight == 0) return;
  key_.assign(mark).append(token);
  auto entry = words_.find(std::string_view(key_));
  if (entry == words_.end()) entry = words_.try_emplace(key_).first;
  entry->second.add(offset(), weight);
}

}  // namespace muistio
