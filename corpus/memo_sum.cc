#include "corpus/memo_sum.h"

#include <array>
#include <bit>

#include "corpus/compression.h"
#include "corpus/memo_rows.h"

namespace muistio {
namespace {

// The rows of a memo in the order in which they are written, all columns but numbers of rows, the
// path, the time of saving, which may change, and the text of pages, which has a sum of its own.
// Types: i integer, r real, t text.
struct SummedRows {
  std::string_view sql;
  std::string_view types;
};
#define EVIDENCE "page, left, top, right, bottom, span_begin, span_end, rule, confidence"
constexpr std::array summed_rows{
    SummedRows{"SELECT key, sha256, bytes, first_page, last_page, total_pages, text_source,"
               " ocr_confidence, pdf_title, pdf_author, pdf_producer, pdf_created, pdf_version,"
               " language, kind, has_meeting, body, title, number, date, start, end, place"
               " FROM memo WHERE id = ?",
               "ttiiiitrtttttttittttttt"},
    SummedRows{"SELECT field, " EVIDENCE " FROM meeting_evidence WHERE memo = ? ORDER BY rowid",
               "tirrrriitr"},
    SummedRows{"SELECT name, written, presence, remote, partial, role, title, organisation,"
               " " EVIDENCE " FROM attendee WHERE memo = ? ORDER BY id",
               "tttittttirrrriitr"},
    SummedRows{"SELECT number, title, extent_begin, extent_end, " EVIDENCE
               " FROM item WHERE memo = ? ORDER BY id",
               "ttiiirrrriitr"},
    SummedRows{"SELECT item, text, kind, has_vote, votes_for, votes_against, votes_abstain,"
               " proposal, " EVIDENCE " FROM decision WHERE memo = ? ORDER BY id",
               "tttiiiitirrrriitr"},
    SummedRows{"SELECT position, name FROM decision_person JOIN decision ON decision.id ="
               " decision_person.decision WHERE memo = ? ORDER BY decision, position",
               "it"},
    SummedRows{"SELECT who, what, due, item, " EVIDENCE " FROM action WHERE memo = ? ORDER BY id",
               "ttttirrrriitr"},
    SummedRows{"SELECT text, value, use, " EVIDENCE " FROM date WHERE memo = ? ORDER BY id",
               "tttirrrriitr"},
    SummedRows{"SELECT text, value, currency, " EVIDENCE " FROM amount WHERE memo = ? ORDER BY id",
               "trtirrrriitr"},
    SummedRows{"SELECT code, message, page FROM issue WHERE memo = ? ORDER BY id", "tti"},
    SummedRows{"SELECT page, place, written, case_number, is_plain, item, day, before FROM mention"
               " WHERE memo = ? ORDER BY id",
               "iittittt"},
    SummedRows{"SELECT number, width, height, source, ocr_confidence, text_begin FROM page"
               " WHERE memo = ? ORDER BY id",
               "irrtri"},
};
#undef EVIDENCE

void add_column(const Statement& row, int column, char type, ValueSum& sum) {
  if (row.is_null(column)) {
    sum.add_null();
  } else if (type == 'i') {
    sum.add(row.integer(column));
  } else if (type == 'r') {
    sum.add(row.real(column));
  } else {
    sum.add(row.text(column));
  }
}

}  // namespace

std::int64_t ValueSum::value() const {
  return text_sum(bytes_);
}

void ValueSum::add_one(double value) {
  add_number('r', std::bit_cast<std::uint64_t>(value + 0.0));  // SQLite knows no -0.
}

void ValueSum::add_one(std::int64_t value) {
  add_number('i', static_cast<std::uint64_t>(value));
}

void ValueSum::add_number(char type, std::uint64_t bits) {
  std::array<char, 9> bytes{type};
  for (std::size_t i = 1; i < bytes.size(); ++i, bits >>= 8)
    bytes[i] = static_cast<char>(bits & 0xff);
  bytes_.append(bytes.data(), bytes.size());
}

std::int64_t text_sum(std::string_view text) {
  return crc32_of(text);
}

Result<MemoSums> sums_of_rows(Database& database, MemoId memo) {
  ValueSum record;
  for (const SummedRows& rows : summed_rows) {
    auto done = for_each_row(database, rows.sql, memo, [&](const Statement& row) {
      for (std::size_t i = 0; i < rows.types.size(); ++i)
        add_column(row, static_cast<int>(i), rows.types[i], record);
      return true;
    });
    if (!done) return done.error();
  }
  std::string text;
  auto done = for_each_row(database, "SELECT text FROM page WHERE memo = ? ORDER BY id", memo,
                           [&](const Statement& row) {
                             text += row.text(0);
                             return true;
                           });
  if (!done) return done.error();
  return MemoSums{record.value(), text_sum(text)};
}

Result<std::optional<MemoSums>> saved_sums(Database& database, MemoId memo) {
  std::optional<MemoSums> sums;
  auto done = for_each_row(database, "SELECT record, text FROM memo_sum WHERE memo = ?", memo,
                           [&](const Statement& row) {
                             sums = {row.integer(0), row.integer(1)};
                             return true;
                           });
  if (!done) return done.error();
  return sums;
}

Result<Done> save_sums(Database& database, MemoId memo, const MemoSums& sums) {
  return database.run("INSERT INTO memo_sum VALUES(?,?,?)", memo, sums.record, sums.text);
}

}  // namespace muistio
