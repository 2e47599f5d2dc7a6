#include "corpus/memo_reader.h"

#include "corpus/document_codec.h"
#include "corpus/memo_rows.h"

namespace muistio {
namespace {

template <typename Enum>
bool read_name(std::string_view name, Enum& value) {
  const auto parsed = parse_name<Enum>(name);
  if (parsed) value = *parsed;
  return parsed.has_value();
}

std::optional<int> optional_int(const Statement& row, int column) {
  const auto value = row.optional_integer(column);
  if (!value) return std::nullopt;
  return static_cast<int>(*value);
}

std::optional<double> optional_real(const Statement& row, int column) {
  if (row.is_null(column)) return std::nullopt;
  return row.real(column);
}

// The nine evidence columns, the first at `column`.
Evidence evidence_of(const Statement& row, int column) {
  Evidence evidence;
  evidence.page = static_cast<int>(row.integer(column));
  evidence.box = {row.real(column + 1), row.real(column + 2), row.real(column + 3),
                  row.real(column + 4)};
  evidence.span = {size_at(row, column + 5), size_at(row, column + 6)};
  evidence.rule = row.text(column + 7);
  evidence.confidence = row.real(column + 8);
  return evidence;
}

std::string select_facts(std::string_view columns, std::string_view table) {
  std::string sql = "SELECT ";
  sql.append(columns).append(", ").append(evidence_columns).append(" FROM ").append(table);
  return sql.append(" WHERE memo = ? ORDER BY id");
}

class MemoReader {
 public:
  MemoReader(Database& database, MemoId id) : database_(database), id_(id) {}

  Result<Memo> read() {
    bool found = false;
    auto done = for_each_row(database_,
                             "SELECT path, sha256, bytes, first_page, last_page, total_pages, "
                             "text_source, ocr_confidence, pdf_title, pdf_author, pdf_producer, "
                             "pdf_version, pdf_created, language, kind, has_meeting, body, title, "
                             "number, date, start, end, place FROM memo WHERE id = ?",
                             id_, [&](const Statement& row) {
                               found = true;
                               return read_memo(row);
                             });
    if (!done) return done.error();
    if (!found) return Error{ErrorCode::not_found, database_.path(), "there is no such memo"};
    for (const auto step :
         {&MemoReader::read_header, &MemoReader::read_attendees, &MemoReader::read_items,
          &MemoReader::read_decisions, &MemoReader::read_actions, &MemoReader::read_dates,
          &MemoReader::read_amounts, &MemoReader::read_issues}) {
      if (auto read = (this->*step)(); !read) return read.error();
    }
    return std::move(memo_);
  }

 private:
  bool read_memo(const Statement& row) {
    Source& source = memo_.source;
    source.path = row.text(0);
    source.sha256 = row.text(1);
    source.bytes = static_cast<std::uint64_t>(row.integer(2));
    source.first_page = static_cast<int>(row.integer(3));
    source.last_page = static_cast<int>(row.integer(4));
    source.total_pages = static_cast<int>(row.integer(5));
    source.ocr_confidence = optional_real(row, 7);
    source.pdf = {std::string(row.text(8)), std::string(row.text(9)), std::string(row.text(10)),
                  std::string(row.text(11)), std::string(row.text(12))};
    memo_.language = row.text(13);
    if (row.integer(15) != 0) memo_.meeting.emplace();
    for (std::size_t i = 0; i < header_fields.size() && memo_.meeting; ++i) {
      if (const auto value = row.optional_text(16 + static_cast<int>(i)))
        (*memo_.meeting).*header_fields[i].member = Stated{*value, {}};
    }
    return read_name(row.text(6), source.text) && read_name(row.text(14), memo_.kind);
  }

  Result<Done> read_header() {
    const std::string sql =
        "SELECT field, " + std::string(evidence_columns) + " FROM meeting_evidence WHERE memo = ?";
    return for_each_row(database_, sql, id_, [this](const Statement& row) {
      for (const HeaderField& field : header_fields) {
        if (!memo_.meeting || row.text(0) != field.name) continue;
        auto& stated = (*memo_.meeting).*field.member;
        if (stated) stated->evidence = evidence_of(row, 1);
      }
      return true;
    });
  }

  Result<Done> read_attendees() {
    return for_each_row(
        database_,
        select_facts("name, written, presence, remote, partial, role, title, organisation",
                     "attendee"),
        id_, [this](const Statement& row) {
          Attendee& attendee = memo_.attendees.emplace_back();
          attendee.name = row.text(0);
          attendee.written = row.text(1);
          attendee.remote = row.integer(3) != 0;
          attendee.partial = row.optional_text(4);
          if (!row.is_null(5)) attendee.role = parse_name<Role>(row.text(5));
          attendee.title = row.optional_text(6);
          attendee.organisation = row.optional_text(7);
          attendee.evidence = evidence_of(row, 8);
          return read_name(row.text(2), attendee.presence) &&
                 attendee.role.has_value() != row.is_null(5);
        });
  }

  Result<Done> read_items() {
    return for_each_row(database_, select_facts("number, title, extent_begin, extent_end", "item"),
                        id_, [this](const Statement& row) {
                          AgendaItem& item = memo_.items.emplace_back();
                          item.number = row.optional_text(0);
                          item.title = row.text(1);
                          item.extent = {size_at(row, 2), size_at(row, 3)};
                          item.evidence = evidence_of(row, 4);
                          return true;
                        });
  }

  Result<Done> read_decisions() {
    std::vector<std::int64_t> rows;
    auto done = for_each_row(
        database_,
        select_facts(
            "id, item, text, kind, has_vote, votes_for, votes_against, votes_abstain, proposal",
            "decision"),
        id_, [&](const Statement& row) {
          rows.push_back(row.integer(0));
          Decision& decision = memo_.decisions.emplace_back();
          decision.item = row.optional_text(1);
          decision.text = row.text(2);
          if (row.integer(4) != 0)
            decision.vote = Vote{optional_int(row, 5), optional_int(row, 6), optional_int(row, 7)};
          decision.proposal = row.optional_text(8);
          decision.evidence = evidence_of(row, 9);
          return read_name(row.text(3), decision.kind);
        });
    for (std::size_t i = 0; done && i < rows.size(); ++i) {
      done = for_each_row(database_,
                          "SELECT name FROM decision_person WHERE decision = ? ORDER BY position",
                          rows[i], [&](const Statement& row) {
                            memo_.decisions[i].people.emplace_back(row.text(0));
                            return true;
                          });
    }
    return done;
  }

  Result<Done> read_actions() {
    return for_each_row(database_, select_facts("who, what, due, item", "action"), id_,
                        [this](const Statement& row) {
                          memo_.actions.push_back({evidence_of(row, 4), row.optional_text(0),
                                                   std::string(row.text(1)), row.optional_text(2),
                                                   row.optional_text(3)});
                          return true;
                        });
  }

  Result<Done> read_dates() {
    return for_each_row(database_, select_facts("text, value, use", "date"), id_,
                        [this](const Statement& row) {
                          DateMention& date = memo_.dates.emplace_back();
                          date.text = row.text(0);
                          date.value = row.text(1);
                          date.evidence = evidence_of(row, 3);
                          return read_name(row.text(2), date.use);
                        });
  }

  Result<Done> read_amounts() {
    return for_each_row(database_, select_facts("text, value, currency", "amount"), id_,
                        [this](const Statement& row) {
                          memo_.amounts.push_back({evidence_of(row, 3), std::string(row.text(0)),
                                                   row.real(1), std::string(row.text(2))});
                          return true;
                        });
  }

  Result<Done> read_issues() {
    return for_each_row(database_,
                        "SELECT code, message, page FROM issue WHERE memo = ? ORDER BY id", id_,
                        [this](const Statement& row) {
                          memo_.issues.push_back({std::string(row.text(0)),
                                                  std::string(row.text(1)), optional_int(row, 2)});
                          return true;
                        });
  }

  Database& database_;
  MemoId id_;
  Memo memo_;
};

}  // namespace

Result<Memo> read_memo(Database& database, MemoId id) {
  return MemoReader(database, id).read();
}

Result<Document> read_document(Database& database, MemoId id) {
  std::string text, layout;
  auto done = for_each_row(database, "SELECT text FROM page WHERE memo = ? ORDER BY id", id,
                           [&](const Statement& row) {
                             text += row.text(0);
                             return true;
                           });
  if (!done) return done.error();
  bool found = false;
  done = for_each_row(database, "SELECT bytes FROM layout WHERE memo = ?", id,
                      [&](const Statement& row) {
                        found = true;
                        layout = row.blob(0);
                        return true;
                      });
  if (!done) return done.error();
  if (!found) return Error{ErrorCode::not_found, database.path(), "there is no such memo"};
  auto document = decode_layout(layout, std::move(text));
  if (document) return document;
  Error error = document.error();
  error.where = database.path();
  return error;
}

}  // namespace muistio
