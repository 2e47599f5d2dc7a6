#include "corpus/memo_rows.h"

namespace muistio {

Result<std::vector<Span>> decided_spans(Database& database, MemoId memo) {
  std::vector<Span> spans;
  auto read = for_each_row(database, "SELECT span_begin, span_end FROM decision WHERE memo = ?",
                           memo, [&spans](const Statement& row) {
                             spans.push_back({size_at(row, 0), size_at(row, 1)});
                             return true;
                           });
  if (!read) return read.error();
  return spans;
}

}  // namespace muistio
