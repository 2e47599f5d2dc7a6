#include "corpus/page_index.h"

#include "corpus/memo_rows.h"

namespace muistio {
namespace {

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
    const auto words = decode_words(select.value().blob(2), text);
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

}  // namespace muistio
