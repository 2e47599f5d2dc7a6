#include "corpus/store.h"

#include <array>
#include <ctime>

#include "corpus/corpus_file.h"
#include "corpus/document_codec.h"
#include "corpus/mentions.h"
#include "corpus/ranked_blocks.h"

namespace muistio {
namespace {

constexpr int most_found = 20;

std::string utc_now() {
  const std::time_t now = std::time(nullptr);
  std::tm parts{};
  ::gmtime_r(&now, &parts);
  std::array<char, 32> text{};
  const std::size_t size = std::strftime(text.data(), text.size(), "%Y-%m-%dT%H:%M:%SZ", &parts);
  return {text.data(), size};
}

std::string_view name_of(PageSource source) {
  switch (source) {
    case PageSource::text_layer:
      return "text-layer";
    case PageSource::ocr:
      return "ocr";
    case PageSource::none:
      break;
  }
  return "none";
}

// Every fact table ends with the same nine columns.
constexpr std::string_view evidence_columns =
    "page, left, top, right, bottom, span_begin, span_end, rule, confidence";
constexpr int evidence_size = 9;

struct HeaderField {
  std::string_view name;
  std::optional<Stated> Meeting::*member;
};
constexpr std::array header_fields{
    HeaderField{"body", &Meeting::body},     HeaderField{"title", &Meeting::title},
    HeaderField{"number", &Meeting::number}, HeaderField{"date", &Meeting::date},
    HeaderField{"start", &Meeting::start},   HeaderField{"end", &Meeting::end},
    HeaderField{"place", &Meeting::place},
};

template <typename Enum>
std::optional<std::string_view> optional_name(const std::optional<Enum>& value) {
  if (!value) return std::nullopt;
  return muistio::name_of(*value);
}

// Binds a row of a fact table: what is its own, then the evidence.
template <typename... Values>
Result<Done> insert_fact(Database& database, std::string_view table, std::string_view columns,
                         const Evidence& evidence, const Values&... values) {
  std::string sql = "INSERT INTO ";
  sql.append(table).append("(").append(columns).append(", ").append(evidence_columns);
  sql.append(") VALUES(?");
  for (std::size_t i = 1; i < sizeof...(values) + evidence_size; ++i) sql += ",?";
  sql += ")";
  const Box& box = evidence.box;
  return database.run(sql, values..., evidence.page, box.left, box.top, box.right, box.bottom,
                      evidence.span.begin, evidence.span.end, evidence.rule, evidence.confidence);
}

// Writes one memo. The first error ends the writing and is kept.
class MemoWriter {
 public:
  MemoWriter(Database& database, const Memo& memo, const Document& document, const MemoIndex& index,
             std::string_view layout)
      : database_(database), memo_(memo), document_(document), index_(index), layout_(layout) {}

  // Takes the place and the id of the memo it replaces.
  Result<MemoId> write(std::optional<MemoId> replaced) {
    if (auto written = write_memo(replaced); !written) return written.error();
    for (const auto step :
         {&MemoWriter::write_header, &MemoWriter::write_attendees, &MemoWriter::write_items,
          &MemoWriter::write_decisions, &MemoWriter::write_actions, &MemoWriter::write_dates,
          &MemoWriter::write_amounts, &MemoWriter::write_issues, &MemoWriter::write_layout,
          &MemoWriter::write_pages, &MemoWriter::write_fact_index}) {
      if (auto written = (this->*step)(); !written) return written.error();
    }
    return id_;
  }

 private:
  Result<Done> write_memo(std::optional<MemoId> replaced) {
    const Source& source = memo_.source;
    const auto header = [this](std::optional<Stated> Meeting::*member) {
      std::optional<std::string_view> value;
      if (memo_.meeting && (*memo_.meeting).*member) value = ((*memo_.meeting).*member)->value;
      return value;
    };
    auto written = database_.run(
        "INSERT INTO memo VALUES(?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?)", replaced,
        memo_.id(), source.path, source.sha256, static_cast<std::int64_t>(source.bytes),
        source.first_page, source.last_page, source.total_pages, muistio::name_of(source.text),
        source.ocr_confidence, source.pdf.title, source.pdf.author, source.pdf.producer,
        source.pdf.created, source.pdf.version, memo_.language, muistio::name_of(memo_.kind),
        memo_.meeting.has_value(), header(&Meeting::body), header(&Meeting::title),
        header(&Meeting::number), header(&Meeting::date), header(&Meeting::start),
        header(&Meeting::end), header(&Meeting::place), utc_now());
    if (!written) return written;
    id_ = database_.last_row_id();
    return Done{};
  }

  Result<Done> write_header() {
    if (!memo_.meeting) return Done{};
    for (const HeaderField& field : header_fields) {
      const auto& stated = (*memo_.meeting).*field.member;
      if (!stated) continue;
      auto written = insert_fact(database_, "meeting_evidence", "memo, field", stated->evidence,
                                 id_, field.name);
      if (!written) return written;
    }
    return Done{};
  }

  Result<Done> write_attendees() {
    for (const Attendee& attendee : memo_.attendees) {
      auto written =
          insert_fact(database_, "attendee",
                      "memo, name, written, presence, remote, partial, role, title, organisation",
                      attendee.evidence, id_, attendee.name, attendee.written,
                      muistio::name_of(attendee.presence), attendee.remote, attendee.partial,
                      optional_name(attendee.role), attendee.title, attendee.organisation);
      if (!written) return written;
      attendees_.push_back(database_.last_row_id());
    }
    return Done{};
  }

  Result<Done> write_items() {
    for (const AgendaItem& item : memo_.items) {
      auto written = insert_fact(database_, "item", "memo, number, title, extent_begin, extent_end",
                                 item.evidence, id_, item.number, item.title, item.extent.begin,
                                 item.extent.end);
      if (!written) return written;
      items_.push_back(database_.last_row_id());
    }
    return Done{};
  }

  Result<Done> write_decisions() {
    for (const Decision& decision : memo_.decisions) {
      const Vote vote = decision.vote.value_or(Vote{});
      auto written = insert_fact(
          database_, "decision",
          "memo, item, text, kind, has_vote, votes_for, votes_against, votes_abstain, proposal",
          decision.evidence, id_, decision.item, decision.text, muistio::name_of(decision.kind),
          decision.vote.has_value(), vote.in_favour, vote.against, vote.abstain, decision.proposal);
      if (!written) return written;
      decisions_.push_back(database_.last_row_id());
      for (std::size_t i = 0; i < decision.people.size(); ++i) {
        written = database_.run("INSERT INTO decision_person VALUES(?,?,?)", decisions_.back(), i,
                                decision.people[i]);
        if (!written) return written;
      }
    }
    return Done{};
  }

  Result<Done> write_actions() {
    for (const Action& action : memo_.actions) {
      auto written = insert_fact(database_, "action", "memo, who, what, due, item", action.evidence,
                                 id_, action.who, action.what, action.due, action.item);
      if (!written) return written;
      actions_.push_back(database_.last_row_id());
    }
    return Done{};
  }

  Result<Done> write_dates() {
    for (const DateMention& date : memo_.dates) {
      auto written = insert_fact(database_, "date", "memo, text, value, use", date.evidence, id_,
                                 date.text, date.value, muistio::name_of(date.use));
      if (!written) return written;
    }
    return Done{};
  }

  Result<Done> write_amounts() {
    for (const Amount& amount : memo_.amounts) {
      auto written = insert_fact(database_, "amount", "memo, text, value, currency",
                                 amount.evidence, id_, amount.text, amount.value, amount.currency);
      if (!written) return written;
    }
    return Done{};
  }

  Result<Done> write_issues() {
    for (const Issue& issue : memo_.issues) {
      auto written = database_.run("INSERT INTO issue(memo, code, message, page) VALUES(?,?,?,?)",
                                   id_, issue.code, issue.message, issue.page);
      if (!written) return written;
    }
    return Done{};
  }

  Result<Done> write_layout() {
    return layout_.empty() ? database_.run("INSERT INTO layout VALUES(?,?)", id_,
                                           Blob{encode_layout(document_)})
                           : database_.run("INSERT INTO layout VALUES(?,?)", id_, Blob{layout_});
  }

  Result<Done> write_pages() {
    assert(index_.pages.size() == document_.pages.size());
    assert(index_.packed_pages.empty() || index_.packed_pages.size() == index_.pages.size());
    const char* const insert_words = "INSERT INTO page_words VALUES(?,?)";
    std::vector<Span> decided;
    for (const Decision& decision : memo_.decisions) decided.push_back(decision.evidence.span);
    const auto first = next_page_id(database_);
    if (!first) return first.error();
    for (std::size_t i = 0; i < document_.pages.size(); ++i) {
      const Page& page = document_.pages[i];
      const std::string_view text = document_.at(page_text_span(document_, i));
      const std::int64_t row = first.value() + static_cast<std::int64_t>(i);
      auto written = database_.run(
          "INSERT INTO page(id, memo, number, width, height, source, ocr_confidence, text_begin, "
          "text) VALUES(?,?,?,?,?,?,?,?,?)",
          row, id_, page.number, page.width, page.height, name_of(page.source), page.ocr_confidence,
          page_text_span(document_, i).begin, text);
      if (!written) return written;
      const auto& words = index_.pages[i];
      written = index_.packed_pages.empty()
                    ? database_.run(insert_words, row, Blob{encode_words(words)})
                    : database_.run(insert_words, row, Blob{index_.packed_pages[i]});
      if (!written) return written;
      written = database_.run(
          "INSERT INTO page_index(rowid, surface, base, more, decided) VALUES(?,?,?,?,?)", row,
          surface_cell(text, words), base_cell(words), more_cell(words),
          decided_cell(words, page_text_span(document_, i).begin, decided));
      if (!written) return written;
    }
    return Done{};
  }

  // Row of the fact in its own table.
  std::int64_t row_of(const FactText& fact) const {
    if (fact.field == "decision") return decisions_[fact.row];
    if (fact.field == "action") return actions_[fact.row];
    if (fact.field == "item") return items_[fact.row];
    if (fact.field == "attendee") return attendees_[fact.row];
    return id_;
  }

  Result<Done> write_fact_index() {
    const std::vector<FactText> facts = fact_texts(memo_);
    assert(index_.facts.size() == facts.size());
    for (std::size_t i = 0; i < facts.size(); ++i) {
      const auto& words = index_.facts[i];
      const std::string surface = surface_cell(facts[i].text, words);
      const std::string base = base_cell(words), more = more_cell(words);
      auto written = database_.run(
          "INSERT INTO fact(memo, field, row, surface, base, more) VALUES(?,?,?,?,?,?)", id_,
          facts[i].field, row_of(facts[i]), surface, base, more);
      if (!written) return written;
      written = database_.run(
          "INSERT INTO fact_index(rowid, surface, base, more, field) VALUES(?,?,?,?,?)",
          database_.last_row_id(), surface, base, more, facts[i].field);
      if (!written) return written;
    }
    return Done{};
  }

  Database& database_;
  const Memo& memo_;
  const Document& document_;
  const MemoIndex& index_;
  std::string_view layout_;  // Empty: to be made.
  MemoId id_ = 0;
  std::vector<std::int64_t> attendees_, items_, decisions_, actions_;
};

// One table's rows of a memo, in order. `sql` has one parameter.
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

std::size_t size_at(const Statement& row, int column) {
  return static_cast<std::size_t>(row.integer(column));
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

// FTS5 without its own copy of the text must be told what it is to forget.
Result<Done> forget_pages(Database& database, MemoId id) {
  return for_each_index_row(
      database, id,
      "INSERT INTO page_index(page_index, rowid, surface, base, more, decided) "
      "VALUES('delete',?,?,?,?,?)");
}

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
  auto id = MemoWriter(database_, memo, document, index, layout).write(found.value());
  if (!id) return id;
  auto mentioned = save_mentions(database_, id.value(), find_mentions(memo, document));
  if (!mentioned) return mentioned.error();
  auto ranked = ranked_->rank(database_, document.pages.size());
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
  return MemoReader(database_, id).read();
}

Result<Document> Corpus::read_document(MemoId id) {
  std::string text, layout;
  auto done = for_each_row(database_, "SELECT text FROM page WHERE memo = ? ORDER BY id", id,
                           [&](const Statement& row) {
                             text += row.text(0);
                             return true;
                           });
  if (!done) return done.error();
  bool found = false;
  done = for_each_row(database_, "SELECT bytes FROM layout WHERE memo = ?", id,
                      [&](const Statement& row) {
                        found = true;
                        layout = row.blob(0);
                        return true;
                      });
  if (!done) return done.error();
  if (!found) return Error{ErrorCode::not_found, database_.path(), "there is no such memo"};
  auto document = decode_layout(layout, std::move(text));
  if (document) return document;
  Error error = document.error();
  error.where = database_.path();
  return error;
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
    done = for_each_index_row(database, memos.value().integer(0),
                              "INSERT INTO page_index(rowid, surface, base, more, decided) "
                              "VALUES(?,?,?,?,?)");
    if (!done) return done;
  }
}

}  // namespace muistio
