// What the writer and the reader of memos must agree on: columns of facts, fields of the head,
// and how rows are gone through.
#pragma once

#include <array>
#include <optional>
#include <string_view>
#include <vector>

#include "corpus/database.h"
#include "corpus/memo.h"
#include "corpus/store.h"

namespace muistio {

// Every fact table ends with the same nine columns.
inline constexpr std::string_view evidence_columns =
    "page, left, top, right, bottom, span_begin, span_end, rule, confidence";
inline constexpr int evidence_size = 9;

struct HeaderField {
  std::string_view name;
  std::optional<Stated> Meeting::*member;
};
inline constexpr std::array header_fields{
    HeaderField{"body", &Meeting::body},     HeaderField{"title", &Meeting::title},
    HeaderField{"number", &Meeting::number}, HeaderField{"date", &Meeting::date},
    HeaderField{"start", &Meeting::start},   HeaderField{"end", &Meeting::end},
    HeaderField{"place", &Meeting::place},
};

// The rows that `sql` selects by its one parameter, in order. Where `read` says false of one,
// that is bad_corpus.
template <typename Read>
Result<Done> for_each_row(Database& database, std::string_view sql, std::int64_t parameter,
                          Read read) {
  auto select = database.prepare(sql);
  if (!select) return select.error();
  select.value().bind(parameter);
  while (true) {
    const auto row = select.value().step();
    if (!row) return row.error();
    if (!row.value()) return Done{};
    if (!read(select.value())) {
      return Error{ErrorCode::bad_corpus, database.path(),
                   "a memo in the corpus has a value that muistio does not know"};
    }
  }
}

inline std::size_t size_at(const Statement& row, int column) {
  return static_cast<std::size_t>(row.integer(column));
}

// Where the memo's decisions stand.
Result<std::vector<Span>> decided_spans(Database& database, MemoId memo);

}  // namespace muistio
