#include <algorithm>
#include <array>
#include <charconv>
#include <nlohmann/json.hpp>
#include <ostream>
#include <type_traits>

#include "corpus/export/formats.h"

namespace muistio {
namespace {

using Json = nlohmann::ordered_json;

struct Column {
  std::string_view name;
  std::string_view
      type;  // As CSVW and Frictionless both call it: string, integer, number, boolean.
  std::string_view what;
  std::string_view separator = "";  // Between the values of a cell that holds several.
};

// The columns of where a fact stands end every table but memos.
constexpr std::array<Column, 4> evidence_columns{{
    {"page", "integer", "page in the file, counted from 1"},
    {"box", "number", "x0 y0 x1 y1 in PDF points from the page's top left corner", " "},
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
       {{"id", "string", "SHA-256 of the file; #pFIRST-LAST after it for a part of one"},
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
        {"place", "string", "of the meeting"},
        {"saved", "datetime", "when the corpus got it, UTC"}},
       false},
      {"removed",
       {{"id", "string", "a memo that was taken out, with --since"},
        {"removed", "datetime", "when, UTC"}},
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
        {"people", "string", "names, separated by ;", ";"},
        {"votes_for", "integer", ""},
        {"votes_against", "integer", ""},
        {"votes_abstain", "integer", ""},
        {"proposal", "string", "what was accepted, where the text only refers to it"}}},
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

// As short as says it exactly; never with an exponent.
template <typename Number>
std::string digits(Number value) {
  std::array<char, 400> room{};
  std::to_chars_result end{};
  if constexpr (std::is_floating_point_v<Number>) {
    end = std::to_chars(room.data(), room.data() + room.size(), value, std::chars_format::fixed);
  } else {
    end = std::to_chars(room.data(), room.data() + room.size(), value);
  }
  return {room.data(), end.ptr};
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
    return text(std::string_view(digits(value)));
  }
  Row& number(const std::optional<int>& value) {
    return value ? number(*value) : text(std::string_view());
  }
  Row& evidence(const Evidence& evidence) {
    const Box& box = evidence.box;
    const std::string corners = digits(box.left) + " " + digits(box.top) + " " + digits(box.right) +
                                " " + digits(box.bottom);
    return number(evidence.page)
        .text(std::string_view(corners))
        .text(std::string_view(evidence.rule))
        .number(evidence.confidence);
  }
  std::string line() const { return cells_ + "\r\n"; }

 private:
  std::string cells_;
  bool any_ = false;
};

// The rows of one memo in one table.
std::string rows_of(const ExportedMemo& exported, std::string_view table) {
  const Memo& memo = exported.memo;
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
    row.text(meeting.start).text(meeting.end).text(meeting.place);
    rows = row.text(std::string_view(exported.saved_at)).line();
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
      for (std::string name : one.people) {
        std::replace(name.begin(), name.end(), ';', ',');
        people += (people.empty() ? "" : ";") + name;
      }
      const Vote vote = one.vote.value_or(Vote{});
      row.text(one.item)
          .text(name_of(one.kind))
          .text(std::string_view(one.text))
          .text(std::string_view(people));
      row.number(vote.in_favour).number(vote.against).number(vote.abstain).text(one.proposal);
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

bool is_key(const Table& table, const Column& column) {
  return table.of_facts ? column.name == "memo" || column.name == "n" : column.name == "id";
}

// What a row is about, as an address; the memo's is that of jsonld, too.
std::string about_url(const Table& table) {
  if (!table.of_facts) return "urn:muistio:memo:{id}";
  return "urn:muistio:" + std::string(table.name) + ":{memo}:{n}";
}

// CSVW: a TableGroup of all tables.
Json csvw(const std::vector<Table>& all) {
  Json metadata{{"@context", Json::array({"http://www.w3.org/ns/csvw", {{"@language", "en"}}})}};
  metadata["dialect"] = {
      {"delimiter", ","}, {"encoding", "utf-8"}, {"header", true}, {"lineTerminators", {"\r\n"}}};
  metadata["tables"] = Json::array();
  for (const Table& table : all) {
    Json columns = Json::array();
    for (const Column& column : all_columns(table)) {
      Json entry{{"name", column.name}, {"titles", column.name}, {"datatype", column.type}};
      if (!column.separator.empty()) entry["separator"] = column.separator;
      if (is_key(table, column)) entry["required"] = true;
      if (!column.what.empty()) entry["dc:description"] = column.what;
      columns.push_back(entry);
    }
    Json schema{
        {"columns", columns}, {"primaryKey", primary_key(table)}, {"aboutUrl", about_url(table)}};
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

Json frictionless_resource(const Table& table, const ExportFile::Written& written) {
  Json fields = Json::array();
  for (const Column& column : all_columns(table)) {
    // Frictionless has no cells of several values.
    Json field{{"name", column.name}, {"type", column.separator.empty() ? column.type : "string"}};
    if (is_key(table, column)) field["constraints"] = {{"required", true}};
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

class CsvWriter : public ExportWriter {
 public:
  explicit CsvWriter(ExportTarget& target) : target_(target) {}

  Result<Done> write(const ExportedMemo& memo) override {
    if (auto begun = begin(); !begun) return begun;
    for (std::size_t i = 0; i < tables().size(); ++i) {
      files_[i]->out() << rows_of(memo, tables()[i].name);
      if (files_[i]->out()) continue;
      const auto closed = files_[i]->close();
      if (!closed) return closed.error();
    }
    return Done{};
  }

  Result<Done> write_removed(std::string_view key, std::string_view removed_at) override {
    if (auto begun = begin(); !begun) return begun;
    const auto removed = std::find_if(tables().begin(), tables().end(),
                                      [](const Table& table) { return table.name == "removed"; });
    Row row;
    row.text(key).text(removed_at);
    files_[static_cast<std::size_t>(removed - tables().begin())]->out() << row.line();
    return Done{};
  }

  Result<Done> finish() override {
    if (auto begun = begin(); !begun) return begun;
    Json package{{"name", "muistio"}, {"profile", "tabular-data-package"}};
    package["resources"] = Json::array();
    for (std::size_t i = 0; i < tables().size(); ++i) {
      const auto written = files_[i]->close();
      if (!written) return written.error();
      package["resources"].push_back(frictionless_resource(tables()[i], written.value()));
    }
    for (const auto& [name, json] :
         {std::pair{"csv-metadata.json", csvw(tables())}, {"datapackage.json", package}}) {
      auto file = target_.begin(name);
      if (!file) return file.error();
      file.value()->out() << json.dump(2) << '\n';
      if (const auto written = file.value()->close(); !written) return written.error();
    }
    return Done{};
  }

 private:
  // All tables at once, each with its head.
  Result<Done> begin() {
    while (files_.size() < tables().size()) {
      const Table& table = tables()[files_.size()];
      auto file = target_.begin(std::string(table.name) + ".csv");
      if (!file) return file.error();
      Row head;
      for (const Column& column : all_columns(table)) head.text(column.name);
      file.value()->out() << head.line();
      files_.push_back(std::move(file).value());
    }
    return Done{};
  }

  ExportTarget& target_;
  std::vector<std::unique_ptr<ExportFile>> files_;  // One a table.
};

}  // namespace

std::unique_ptr<ExportWriter> make_csv_writer(ExportTarget& target) {
  return std::make_unique<CsvWriter>(target);
}

}  // namespace muistio
