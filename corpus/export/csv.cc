#include <array>
#include <nlohmann/json.hpp>
#include <ostream>
#include <sstream>

#include "corpus/export/formats.h"

namespace muistio {
namespace {

using Json = nlohmann::ordered_json;

struct Column {
  std::string_view name;
  std::string_view
      type;  // As CSVW and Frictionless both call it: string, integer, number, boolean.
  std::string_view what;
};

// The columns of where a fact stands end every table but memos.
constexpr std::array<Column, 4> evidence_columns{{
    {"page", "integer", "page in the file, counted from 1"},
    {"box", "string", "x0 y0 x1 y1 in PDF points from the page's top left corner"},
    {"rule", "string", "the rule that found it"},
    {"confidence", "number", "0 to 1"},
}};

struct Table {
  std::string_view name;
  std::vector<Column> columns;
  bool of_facts = true;
};

const std::vector<Table>& tables() {
  static const std::vector<Table> tables{
      {"memos",
       {{"id", "string", "SHA-256 of the file"},
        {"path", "string", "as it was given"},
        {"pages", "integer", "of the file"},
        {"text_source", "string", "text-layer, ocr, mixed, none"},
        {"language", "string", "BCP 47"},
        {"kind", "string", "minutes, memo, agenda, notice, release, letter, other"},
        {"body", "string", "the body that met"},
        {"title", "string", "of the meeting"},
        {"number", "string", "as the body numbers its meetings"},
        {"date", "string", "EDTF"},
        {"start", "string", "HH:MM"},
        {"end", "string", "HH:MM"},
        {"place", "string", "of the meeting"}},
       false},
      {"attendees",
       {{"memo", "string", "id in memos"},
        {"n", "integer", "counted from 1"},
        {"name", "string", "nominative, natural order"},
        {"written", "string", "as it stands"},
        {"presence", "string", "present, absent, unknown"},
        {"remote", "boolean", "took part over the net or telephone"},
        {"partial", "string", "what the paper says of partial attendance"},
        {"role", "string", "chair, secretary..."},
        {"title", "string", "the person's own"},
        {"organisation", "string", ""}}},
      {"items",
       {{"memo", "string", "id in memos"},
        {"n", "integer", "counted from 1"},
        {"number", "string", "as printed"},
        {"title", "string", ""}}},
      {"decisions",
       {{"memo", "string", "id in memos"},
        {"n", "integer", "counted from 1"},
        {"item", "string", "number of the item it stands under"},
        {"kind", "string", "elected, approved, decided..."},
        {"text", "string", "the sentence that states it"},
        {"people", "string", "names, separated by ;"},
        {"votes_for", "integer", ""},
        {"votes_against", "integer", ""},
        {"votes_abstain", "integer", ""}}},
      {"actions",
       {{"memo", "string", "id in memos"},
        {"n", "integer", "counted from 1"},
        {"who", "string", ""},
        {"what", "string", ""},
        {"due", "string", "EDTF, the last day"},
        {"item", "string", "number of the item it stands under"}}},
      {"dates",
       {{"memo", "string", "id in memos"},
        {"n", "integer", "counted from 1"},
        {"text", "string", "as it stands"},
        {"value", "string", "EDTF"},
        {"use", "string", "meeting, next_meeting, deadline, start, published, mention"}}},
      {"amounts",
       {{"memo", "string", "id in memos"},
        {"n", "integer", "counted from 1"},
        {"text", "string", "as it stands"},
        {"value", "number", ""},
        {"currency", "string", "ISO 4217"}}},
  };
  return tables;
}

std::vector<Column> all_columns(const Table& table) {
  std::vector<Column> columns = table.columns;
  if (table.of_facts)
    columns.insert(columns.end(), evidence_columns.begin(), evidence_columns.end());
  return columns;
}

// One row as RFC 4180 says.
class Row {
 public:
  Row& text(std::string_view value) {
    if (!cells_.empty() || any_) cells_ += ',';
    any_ = true;
    if (value.find_first_of("\",\r\n") == std::string_view::npos) {
      cells_ += value;
      return *this;
    }
    cells_ += '"';
    for (const char c : value) cells_.append(c == '"' ? 2 : 1, c);
    cells_ += '"';
    return *this;
  }
  Row& text(const char* value) { return text(std::string_view(value)); }
  Row& text(const std::optional<std::string>& value) {
    return text(std::string_view(value ? *value : ""));
  }
  Row& text(const std::optional<Stated>& value) {
    return text(std::string_view(value ? value->value : ""));
  }
  template <typename Number>
  Row& number(Number value) {
    std::ostringstream written;
    written.imbue(std::locale::classic());
    written.precision(12);
    written << value;
    return text(std::string_view(written.view()));
  }
  Row& number(const std::optional<int>& value) { return value ? number(*value) : text(std::string_view()); }
  Row& evidence(const Evidence& evidence) {
    const Box& box = evidence.box;
    std::ostringstream corners;
    corners.imbue(std::locale::classic());
    corners << box.left << ' ' << box.top << ' ' << box.right << ' ' << box.bottom;
    return number(evidence.page)
        .text(corners.view())
        .text(std::string_view(evidence.rule))
        .number(evidence.confidence);
  }
  std::string line() const { return cells_ + "\r\n"; }

 private:
  std::string cells_;
  bool any_ = false;
};

// The rows of one memo in one table.
std::string rows_of(const Memo& memo, std::string_view table) {
  std::string rows;
  const std::string id = memo.id();
  const auto each = [&](const auto& facts, const auto& fill) {
    for (std::size_t i = 0; i < facts.size(); ++i) {
      Row row;
      row.text(std::string_view(id)).number(i + 1);
      fill(row, facts[i]);
      rows += row.evidence(facts[i].evidence).line();
    }
  };
  if (table == "memos") {
    const Meeting meeting = memo.meeting.value_or(Meeting{});
    Row row;
    row.text(std::string_view(id))
        .text(std::string_view(memo.source.path))
        .number(memo.source.total_pages);
    row.text(name_of(memo.source.text))
        .text(std::string_view(memo.language))
        .text(name_of(memo.kind));
    row.text(meeting.body).text(meeting.title).text(meeting.number).text(meeting.date);
    rows = row.text(meeting.start).text(meeting.end).text(meeting.place).line();
  } else if (table == "attendees") {
    each(memo.attendees, [](Row& row, const Attendee& one) {
      row.text(std::string_view(one.name))
          .text(std::string_view(one.written))
          .text(name_of(one.presence));
      row.text(one.remote ? "true" : "false").text(one.partial);
      row.text(one.role ? name_of(*one.role) : std::string_view())
          .text(one.title)
          .text(one.organisation);
    });
  } else if (table == "items") {
    each(memo.items, [](Row& row, const AgendaItem& one) {
      row.text(one.number).text(std::string_view(one.title));
    });
  } else if (table == "decisions") {
    each(memo.decisions, [](Row& row, const Decision& one) {
      std::string people;
      for (const std::string& name : one.people) people += (people.empty() ? "" : ";") + name;
      const Vote vote = one.vote.value_or(Vote{});
      row.text(one.item)
          .text(name_of(one.kind))
          .text(std::string_view(one.text))
          .text(std::string_view(people));
      row.number(vote.in_favour).number(vote.against).number(vote.abstain);
    });
  } else if (table == "actions") {
    each(memo.actions, [](Row& row, const Action& one) {
      row.text(one.who).text(std::string_view(one.what)).text(one.due).text(one.item);
    });
  } else if (table == "dates") {
    each(memo.dates, [](Row& row, const DateMention& one) {
      row.text(std::string_view(one.text)).text(std::string_view(one.value)).text(name_of(one.use));
    });
  } else if (table == "amounts") {
    each(memo.amounts, [](Row& row, const Amount& one) {
      row.text(std::string_view(one.text)).number(one.value).text(std::string_view(one.currency));
    });
  }
  return rows;
}

Json primary_key(const Table& table) {
  return table.of_facts ? Json{"memo", "n"} : Json{"id"};
}

// CSVW: a TableGroup of all tables.
Json csvw(const std::vector<Table>& all) {
  Json metadata{{"@context", Json::array({"http://www.w3.org/ns/csvw", {{"@language", "en"}}})}};
  metadata["tables"] = Json::array();
  for (const Table& table : all) {
    Json columns = Json::array();
    for (const Column& column : all_columns(table)) {
      Json entry{{"name", column.name}, {"titles", column.name}, {"datatype", column.type}};
      if (!column.what.empty()) entry["dc:description"] = column.what;
      columns.push_back(entry);
    }
    Json schema{{"columns", columns}, {"primaryKey", primary_key(table)}};
    if (table.of_facts) {
      schema["foreignKeys"] =
          Json::array({{{"columnReference", "memo"},
                        {"reference", {{"resource", "memos.csv"}, {"columnReference", "id"}}}}});
    }
    metadata["tables"].push_back(
        {{"url", std::string(table.name) + ".csv"}, {"tableSchema", schema}});
  }
  return metadata;
}

Json frictionless_resource(const Table& table, const ExportTarget::Written& written) {
  Json fields = Json::array();
  for (const Column& column : all_columns(table)) {
    Json field{{"name", column.name}, {"type", column.type}};
    if (!column.what.empty()) field["description"] = column.what;
    fields.push_back(field);
  }
  Json schema{{"fields", fields}, {"primaryKey", primary_key(table)}};
  if (table.of_facts) {
    schema["foreignKeys"] = Json::array(
        {{{"fields", "memo"}, {"reference", {{"resource", "memos"}, {"fields", "id"}}}}});
  }
  return {{"name", table.name},
          {"path", std::string(table.name) + ".csv"},
          {"profile", "tabular-data-resource"},
          {"encoding", "utf-8"},
          {"bytes", written.bytes},
          {"hash", "sha256:" + written.sha256},
          {"schema", schema}};
}

// One file is open at a time, so the rows of the other tables wait in memory.
class CsvWriter : public ExportWriter {
 public:
  explicit CsvWriter(ExportTarget& target) : target_(target), rows_(tables().size()) {}

  Result<Done> write(const ExportedMemo& memo) override {
    for (std::size_t i = 0; i < tables().size(); ++i)
      rows_[i] += rows_of(memo.memo, tables()[i].name);
    return Done{};
  }

  Result<Done> finish() override {
    Json package{{"name", "muistio"}, {"profile", "tabular-data-package"}};
    package["resources"] = Json::array();
    for (std::size_t i = 0; i < tables().size(); ++i) {
      Row head;
      for (const Column& column : all_columns(tables()[i])) head.text(column.name);
      auto written = write_file(std::string(tables()[i].name) + ".csv", head.line() + rows_[i]);
      if (!written) return written.error();
      package["resources"].push_back(frictionless_resource(tables()[i], written.value()));
    }
    for (const auto& [name, json] :
         {std::pair{"csv-metadata.json", csvw(tables())}, {"datapackage.json", package}}) {
      if (auto written = write_file(name, json.dump(2) + "\n"); !written) return written.error();
    }
    return Done{};
  }

 private:
  Result<ExportTarget::Written> write_file(const std::string& name, const std::string& content) {
    auto out = target_.begin(name);
    if (!out) return out.error();
    *out.value() << content;
    return target_.close();
  }

  ExportTarget& target_;
  std::vector<std::string> rows_;
};

}  // namespace

std::unique_ptr<ExportWriter> make_csv_writer(ExportTarget& target) {
  return std::make_unique<CsvWriter>(target);
}

}  // namespace muistio
