#include "corpus/memo_writer.h"

#include "corpus/document_codec.h"
#include "corpus/memo_rows.h"
#include "corpus/memo_sum.h"
#include "corpus/mention_rows.h"
#include "corpus/ranked_blocks.h"
#include "corpus/utc_time.h"

namespace muistio {
namespace {

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

template <typename Enum>
std::optional<std::string_view> optional_name(const std::optional<Enum>& value) {
  if (!value) return std::nullopt;
  return muistio::name_of(*value);
}

// Binds a row of a fact table: the memo, what is the row's own, then the evidence.
template <typename... Values>
Result<Done> insert_fact(Database& database, ValueSum& sum, std::string_view table,
                         std::string_view columns, const Evidence& evidence, MemoId memo,
                         const Values&... values) {
  std::string sql = "INSERT INTO ";
  sql.append(table).append("(").append(columns).append(", ").append(evidence_columns);
  sql.append(") VALUES(?");
  for (std::size_t i = 0; i < sizeof...(values) + evidence_size; ++i) sql += ",?";
  sql += ")";
  const Box& box = evidence.box;
  sum.add(values..., evidence.page, box.left, box.top, box.right, box.bottom, evidence.span.begin,
          evidence.span.end, evidence.rule, evidence.confidence);
  return database.run(sql, memo, values..., evidence.page, box.left, box.top, box.right, box.bottom,
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
          &MemoWriter::write_amounts, &MemoWriter::write_issues, &MemoWriter::write_mentions,
          &MemoWriter::write_sums, &MemoWriter::write_layout, &MemoWriter::write_pages,
          &MemoWriter::write_fact_index}) {
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
    sum_.add(memo_.id(), source.sha256, source.bytes, source.first_page, source.last_page,
             source.total_pages, muistio::name_of(source.text), source.ocr_confidence,
             source.pdf.title, source.pdf.author, source.pdf.producer, source.pdf.created,
             source.pdf.version, memo_.language, muistio::name_of(memo_.kind),
             memo_.meeting.has_value(), header(&Meeting::body), header(&Meeting::title),
             header(&Meeting::number), header(&Meeting::date), header(&Meeting::start),
             header(&Meeting::end), header(&Meeting::place));
    return Done{};
  }

  Result<Done> write_header() {
    if (!memo_.meeting) return Done{};
    for (const HeaderField& field : header_fields) {
      const auto& stated = (*memo_.meeting).*field.member;
      if (!stated) continue;
      auto written = insert_fact(database_, sum_, "meeting_evidence", "memo, field",
                                 stated->evidence, id_, field.name);
      if (!written) return written;
    }
    return Done{};
  }

  Result<Done> write_attendees() {
    for (const Attendee& attendee : memo_.attendees) {
      auto written =
          insert_fact(database_, sum_, "attendee",
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
      auto written = insert_fact(database_, sum_, "item",
                                 "memo, number, title, extent_begin, extent_end", item.evidence,
                                 id_, item.number, item.title, item.extent.begin, item.extent.end);
      if (!written) return written;
      items_.push_back(database_.last_row_id());
    }
    return Done{};
  }

  Result<Done> write_decisions() {
    for (const Decision& decision : memo_.decisions) {
      const Vote vote = decision.vote.value_or(Vote{});
      auto written = insert_fact(
          database_, sum_, "decision",
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
    for (const Decision& decision : memo_.decisions)
      for (std::size_t i = 0; i < decision.people.size(); ++i) sum_.add(i, decision.people[i]);
    return Done{};
  }

  Result<Done> write_actions() {
    for (const Action& action : memo_.actions) {
      auto written =
          insert_fact(database_, sum_, "action", "memo, who, what, due, item", action.evidence, id_,
                      action.who, action.what, action.due, action.item);
      if (!written) return written;
      actions_.push_back(database_.last_row_id());
    }
    return Done{};
  }

  Result<Done> write_dates() {
    for (const DateMention& date : memo_.dates) {
      auto written = insert_fact(database_, sum_, "date", "memo, text, value, use", date.evidence,
                                 id_, date.text, date.value, muistio::name_of(date.use));
      if (!written) return written;
    }
    return Done{};
  }

  Result<Done> write_amounts() {
    for (const Amount& amount : memo_.amounts) {
      auto written = insert_fact(database_, sum_, "amount", "memo, text, value, currency",
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
      sum_.add(issue.code, issue.message, issue.page);
    }
    return Done{};
  }

  Result<Done> write_mentions() {
    std::vector<Mention> found;
    if (!index_.mentions) found = find_mentions(memo_, document_);
    const std::vector<Mention>& mentions = index_.mentions ? *index_.mentions : found;
    for (const Mention& mention : mentions) {
      sum_.add(mention.page, mention.place, mention.written, mention.case_number, mention.is_plain,
               mention.item, mention.day, mention.before);
    }
    return save_mentions(database_, id_, mentions);
  }

  // The record is written by now; of pages comes what is told of them beside their text.
  Result<Done> write_sums() {
    for (std::size_t i = 0; i < document_.pages.size(); ++i) {
      const Page& page = document_.pages[i];
      sum_.add(page.number, page.width, page.height, name_of(page.source), page.ocr_confidence,
               page_text_span(document_, i).begin);
    }
    return save_sums(database_, id_, {sum_.value(), text_sum(document_.text)});
  }

  Result<Done> write_layout() {
    return layout_.empty() ? database_.run("INSERT INTO layout VALUES(?,?)", id_,
                                           Blob{encode_layout(document_)})
                           : database_.run("INSERT INTO layout VALUES(?,?)", id_, Blob{layout_});
  }

  Result<Done> write_pages() {
    assert(index_.pages.size() == document_.pages.size());
    assert(index_.encoded_pages.empty() || index_.encoded_pages.size() == index_.pages.size());
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
      written = index_.encoded_pages.empty()
                    ? database_.run(insert_words, row, Blob{words.encoded()})
                    : database_.run(insert_words, row, Blob{index_.encoded_pages[i]});
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
  ValueSum sum_;  // As sums_of_rows() goes through them.
  std::vector<std::int64_t> attendees_, items_, decisions_, actions_;
};

}  // namespace

Result<MemoId> write_memo(Database& database, const Memo& memo, const Document& document,
                          const MemoIndex& index, std::string_view layout,
                          std::optional<MemoId> replaced) {
  return MemoWriter(database, memo, document, index, layout).write(replaced);
}

}  // namespace muistio
