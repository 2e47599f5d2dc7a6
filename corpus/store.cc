#include "corpus/store.h"

#include "corpus/corpus_file.h"
#include "corpus/memo_reader.h"
#include "corpus/memo_rows.h"
#include "corpus/memo_writer.h"
#include "corpus/page_index.h"
#include "corpus/ranked_blocks.h"
#include "corpus/utc_time.h"

namespace muistio {
namespace {

constexpr int most_found = 20;

Result<Done> forget(Database& database, RankedBlocks& ranked, MemoId id) {
  if (auto forgotten = ranked.forget(database, id); !forgotten) return forgotten;
  if (auto forgotten = forget_pages(database, id); !forgotten) return forgotten;
  auto forgotten = database.run(
      "INSERT INTO fact_index(fact_index, rowid, surface, base, more, field) "
      "SELECT 'delete', id, surface, base, more, field FROM fact WHERE memo = ?",
      id);
  if (!forgotten) return forgotten;
  return database.run("DELETE FROM memo WHERE id = ?", id);
}

// Every fact must point into the text that is saved with it.
bool is_inside(const Memo& memo, const Document& document) {
  const auto good = [&](const auto& facts) {
    for (const auto& fact : facts) {
      const Span span = fact.evidence.span;
      if (span.end < span.begin || span.end > document.text.size()) return false;
    }
    return true;
  };
  return good(memo.attendees) && good(memo.items) && good(memo.decisions) && good(memo.actions) &&
         good(memo.dates) && good(memo.amounts);
}

}  // namespace

MemoName MemoName::at(const Statement& row) {
  return {row.integer(0), std::string(row.text(1)), std::string(row.text(2)), row.optional_text(3),
          row.optional_text(4)};
}

Corpus::Corpus(Database database)
    : database_(std::move(database)), ranked_(std::make_unique<RankedBlocks>()) {}
Corpus::Corpus(Corpus&& other) noexcept = default;
Corpus& Corpus::operator=(Corpus&& other) noexcept = default;
Corpus::~Corpus() = default;

Result<Corpus> Corpus::open(const std::string& path, Access access) {
  auto database = open_corpus_file(path, access);
  if (!database) return database.error();
  return Corpus(std::move(database).value());
}

Result<MemoId> Corpus::save(const Memo& memo, const Document& document, const MemoIndex& index,
                            std::string_view layout) {
  if (!is_inside(memo, document))
    return Error{ErrorCode::internal, memo.source.path, "a fact lies outside the memo's text"};
  std::optional<Transaction> own;
  if (!database_.in_transaction()) {
    auto begun = Transaction::begin(database_);
    if (!begun) return begun.error();
    own.emplace(std::move(begun).value());
  }
  const auto found = database_.find_integer("SELECT id FROM memo WHERE key = ?", memo.id());
  if (!found) return found.error();
  if (found.value()) {
    auto forgotten = forget(database_, *ranked_, *found.value());
    if (!forgotten) return forgotten.error();
  }
  auto back = database_.run("DELETE FROM removed_memo WHERE key = ?", memo.id());
  if (!back) return back.error();
  auto id = write_memo(database_, memo, document, index, layout, found.value());
  if (!id) return id;
  auto ranked = ranked_->rank(database_, {memo, document, index});
  if (!ranked) return ranked.error();
  if (!own) return id;
  if (auto committed = own->commit(); !committed) return committed.error();
  return id;
}

Result<Done> Corpus::remove(MemoId id) {
  std::optional<Transaction> own;
  if (!database_.in_transaction()) {
    auto begun = Transaction::begin(database_);
    if (!begun) return begun.error();
    own.emplace(std::move(begun).value());
  }
  auto noted = database_.run(
      "INSERT OR REPLACE INTO removed_memo SELECT key, ? FROM memo WHERE id = ?", utc_now(), id);
  if (!noted) return noted;
  if (auto forgotten = forget(database_, *ranked_, id); !forgotten) return forgotten;
  return own ? own->commit() : Done{};
}

Result<Done> Corpus::finish_saving() {
  auto transaction = Transaction::begin(database_);
  if (!transaction) return transaction.error();
  if (auto finished = ranked_->finish(database_); !finished) return finished;
  return transaction.value().commit();
}

Result<std::vector<MemoName>> Corpus::find_memos(std::string_view name) {
  std::vector<MemoName> memos;
  if (name.empty()) return memos;
  auto select = database_.prepare(
      "SELECT id, key, path, body, date FROM memo WHERE substr(key, 1, length(?1)) = lower(?1) "
      "OR path = ?1 OR substr(path, -length('/' || ?1)) = '/' || ?1 "
      "ORDER BY path, first_page LIMIT ?2");
  if (!select) return select.error();
  select.value().bind(name, most_found);
  while (true) {
    const auto row = select.value().step();
    if (!row) return row.error();
    if (!row.value()) return memos;
    memos.push_back(MemoName::at(select.value()));
  }
}

Result<std::vector<MemoName>> Corpus::memos(std::string_view since) {
  auto select = database_.prepare(
      "SELECT id, key, path, body, date FROM memo WHERE saved_at >= ? "
      "ORDER BY path, first_page, id");
  if (!select) return select.error();
  select.value().bind(since);
  std::vector<MemoName> memos;
  while (true) {
    const auto row = select.value().step();
    if (!row) return row.error();
    if (!row.value()) return memos;
    memos.push_back(MemoName::at(select.value()));
  }
}

Result<std::vector<MemoId>> Corpus::memo_ids(std::string_view since) {
  auto select =
      database_.prepare("SELECT id FROM memo WHERE saved_at >= ? ORDER BY path, first_page, id");
  if (!select) return select.error();
  select.value().bind(since);
  std::vector<MemoId> ids;
  while (true) {
    const auto row = select.value().step();
    if (!row) return row.error();
    if (!row.value()) return ids;
    ids.push_back(select.value().integer(0));
  }
}

Result<std::string> Corpus::saved_at(MemoId id) {
  std::string time;
  auto done = for_each_row(database_, "SELECT saved_at FROM memo WHERE id = ?", id,
                           [&time](const Statement& row) {
                             time = row.text(0);
                             return true;
                           });
  if (!done) return done.error();
  if (time.empty()) return Error{ErrorCode::not_found, database_.path(), "there is no such memo"};
  return time;
}

Result<std::vector<RemovedMemo>> Corpus::removed_memos(std::string_view since) {
  auto select = database_.prepare(
      "SELECT key, removed_at FROM removed_memo WHERE removed_at >= ? ORDER BY key");
  if (!select) return select.error();
  select.value().bind(since);
  std::vector<RemovedMemo> removed;
  while (true) {
    const auto row = select.value().step();
    if (!row) return row.error();
    if (!row.value()) return removed;
    removed.push_back({std::string(select.value().text(0)), std::string(select.value().text(1))});
  }
}

Result<Memo> Corpus::read_memo(MemoId id) {
  return muistio::read_memo(database_, id);
}

Result<Document> Corpus::read_document(MemoId id) {
  return muistio::read_document(database_, id);
}

}  // namespace muistio
