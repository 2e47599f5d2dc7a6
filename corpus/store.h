// How memos are kept: record, text, layout and index of each, saved together or not at all.
#pragma once

#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "corpus/database.h"
#include "corpus/document.h"
#include "corpus/index.h"
#include "corpus/memo.h"
#include "corpus/result.h"

namespace muistio {

// Row of table memo.
using MemoId = std::int64_t;

// Enough of a memo to name it to a person.
struct MemoName {
  MemoId id = 0;
  std::string key;  // Memo::id()
  std::string path;
  std::optional<std::string> body, date;

  // Of a row whose columns begin with the memo's id, key, path, body and date.
  static MemoName at(const Statement& row);
};

struct RemovedMemo {
  std::string key;         // Memo::id()
  std::string removed_at;  // UTC, ISO 8601
};

class RankedBlocks;

class Corpus {
 public:
  Corpus(Corpus&& other) noexcept;
  Corpus& operator=(Corpus&& other) noexcept;
  ~Corpus();

  // As open_corpus_file() says.
  static Result<Corpus> open(const std::string& path, Access access);

  // Saves the whole memo or nothing. A memo with the same Memo::id() is replaced and keeps
  // its MemoId. Within a transaction of the caller's it becomes part of that; after an
  // error the caller must not commit. `layout` is encode_layout() of the document where somebody
  // has made it already.
  Result<MemoId> save(const Memo& memo, const Document& document, const MemoIndex& index,
                      std::string_view layout = {});

  // Forgets the memo and all that was found in it.
  Result<Done> remove(MemoId id);

  // When for now no more memos come: makes searches in the last of them quick. May take a
  // second or two.
  Result<Done> finish_saving();

  // The memos whose Memo::id() begins with `name`, or whose path or file name it is; in
  // the order of their paths, 20 at most. None is an empty list.
  Result<std::vector<MemoName>> find_memos(std::string_view name);

  // All memos that were saved at or after `since` (UTC, ISO 8601; empty: all), in the order
  // of path and pages.
  Result<std::vector<MemoName>> memos(std::string_view since = "");

  // The same, but only which they are.
  Result<std::vector<MemoId>> memo_ids(std::string_view since = "");

  // When the memo was saved last: UTC, ISO 8601.
  Result<std::string> saved_at(MemoId id);

  // Memos taken out at or after `since` and not saved again.
  Result<std::vector<RemovedMemo>> removed_memos(std::string_view since);

  // As saved; boxes to what the codec keeps. not_found for an id that does not exist.
  Result<Memo> read_memo(MemoId id);
  Result<Document> read_document(MemoId id);

  // For searching and for the ledger, which keep their tables in the same file.
  Database& database() { return database_; }

 private:
  explicit Corpus(Database database);

  Database database_;
  std::unique_ptr<RankedBlocks> ranked_;
};

}  // namespace muistio
