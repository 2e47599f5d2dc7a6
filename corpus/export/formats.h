// The rows of the table of formats. A new format is one file beside this one, one line here
// and one row in formats.cc.
#pragma once

#include <memory>

#include "corpus/export.h"

namespace muistio {

std::unique_ptr<ExportWriter> make_jsonl_writer(ExportTarget& target);
std::unique_ptr<ExportWriter> make_csv_writer(ExportTarget& target);
std::unique_ptr<ExportWriter> make_popolo_writer(ExportTarget& target);
std::unique_ptr<ExportWriter> make_ical_writer(ExportTarget& target);
std::unique_ptr<ExportWriter> make_akn_writer(ExportTarget& target);
std::unique_ptr<ExportWriter> make_jsonld_writer(ExportTarget& target);
std::unique_ptr<ExportWriter> make_html_writer(ExportTarget& target);

// An agenda or a notice: it says when a body is to meet, not that it met.
inline bool only_calls(const Memo& memo) {
  return memo.kind == MemoKind::agenda || memo.kind == MemoKind::notice;
}

}  // namespace muistio
