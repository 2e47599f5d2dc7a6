#include "corpus/page_index.h"

#include "corpus/memo_rows.h"

namespace muistio {
namespace {

// To join a page's part of the index takes less than a hundredth of the time to read the page.
constexpr std::uint64_t pages_an_added_page = 8;
constexpr int leaves_a_step = 250;  // Of 4 kB: a step dirties no more pages than are kept.

struct TextIndex {
  const char* pieces;  // How many there are.
  const char* join;
};
constexpr TextIndex text_indices[] = {
    {"SELECT count(DISTINCT segid) FROM page_index_idx",
     "INSERT INTO page_index(page_index, rank) VALUES('merge', ?)"},
    {"SELECT count(DISTINCT segid) FROM fact_index_idx",
     "INSERT INTO fact_index(fact_index, rank) VALUES('merge', ?)"},
};

// A negative number of leaves begins to join all pieces, or goes on with it. False: nothing was
// left to do, which FTS5 tells by the rows that it changes.
Result<bool> join_some(Database& database, const TextIndex& index, int leaves) {
  auto transaction = Transaction::begin(database);
  if (!transaction) return transaction.error();
  const auto before = database.find_integer("SELECT total_changes()");
  if (!before) return before.error();
  if (auto done = database.run(index.join, leaves); !done) return done.error();
  const auto after = database.find_integer("SELECT total_changes()");
  if (!after) return after.error();
  if (auto committed = transaction.value().commit(); !committed) return committed.error();
  return after.value().value_or(0) - before.value().value_or(0) > 1;
}

// Runs `sql`, which takes rowid, surface, base, more and decided of page_index, for each page
// of the memo.
Result<Done> for_each_index_row(Database& database, MemoId memo, std::string_view sql) {
  const auto decided = decided_spans(database, memo);
  if (!decided) return decided.error();
  auto select = database.prepare(
      "SELECT page.id, page.text, page_words.bytes, page.text_begin FROM page JOIN page_words ON "
      "page_words.page = page.id WHERE page.memo = ? ORDER BY page.id");
  if (!select) return select.error();
  select.value().bind(memo);
  while (true) {
    const auto row = select.value().step();
    if (!row) return row.error();
    if (!row.value()) return Done{};
    const std::string_view text = select.value().text(1);
    const auto words = PackedWords::decode(select.value().blob(2), text);
    if (!words) return words.error();
    auto done =
        database.run(sql, select.value().integer(0), surface_cell(text, words.value()),
                     base_cell(words.value()), more_cell(words.value()),
                     decided_cell(words.value(), size_at(select.value(), 3), decided.value()));
    if (!done) return done;
  }
}

}  // namespace

Result<Done> index_pages(Database& database, MemoId id) {
  return for_each_index_row(database, id,
                            "INSERT INTO page_index(rowid, surface, base, more, decided) "
                            "VALUES(?,?,?,?,?)");
}

// FTS5 without its own copy of the text must be told what it is to forget.
Result<Done> forget_pages(Database& database, MemoId id) {
  return for_each_index_row(
      database, id,
      "INSERT INTO page_index(page_index, rowid, surface, base, more, decided) "
      "VALUES('delete',?,?,?,?,?)");
}

Result<Done> rebuild_page_index(Database& database) {
  auto done = database.run("INSERT INTO page_index(page_index) VALUES('delete-all')");
  if (!done) return done;
  auto memos = database.prepare("SELECT id FROM memo ORDER BY id");
  if (!memos) return memos.error();
  while (true) {
    const auto row = memos.value().step();
    if (!row) return row.error();
    if (!row.value()) return Done{};
    if (done = index_pages(database, memos.value().integer(0)); !done) return done;
  }
}

Result<Done> join_pieces(Database& database, std::uint64_t added_pages,
                         const std::function<bool()>& goes_on) {
  const auto pages = database.find_integer("SELECT count(*) FROM page");
  if (!pages) return pages.error();
  if (added_pages * pages_an_added_page < static_cast<std::uint64_t>(pages.value().value_or(0)))
    return Done{};
  for (const TextIndex& index : text_indices) {
    const auto pieces = database.find_integer(index.pieces);
    if (!pieces) return pieces.error();
    if (pieces.value().value_or(0) < 2) continue;
    for (int leaves = -leaves_a_step; goes_on(); leaves = leaves_a_step) {
      const auto joined = join_some(database, index, leaves);
      if (!joined) return joined.error();
      if (!joined.value()) break;
    }
  }
  return Done{};
}

}  // namespace muistio
