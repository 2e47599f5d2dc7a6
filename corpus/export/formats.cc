#include "corpus/export/formats.h"

#include <algorithm>
#include <array>

namespace muistio {
namespace {

constexpr std::array format_table{
    ExportFormat{"jsonl", "the records, one JSON object a line; nothing is lost", ExportFiles::one,
                 make_jsonl_writer},
    ExportFormat{"csv", "a table for each kind of fact, with CSVW and Frictionless metadata",
                 ExportFiles::several, make_csv_writer},
    ExportFormat{"popolo", "Popolo JSON: persons, organizations, memberships, events, motions",
                 ExportFiles::one, make_popolo_writer},
    ExportFormat{"ical", "iCalendar: meetings and announced ones as events, actions as to-dos",
                 ExportFiles::one, make_ical_writer},
    ExportFormat{"akn", "Akoma Ntoso 3.0: <debate name=\"minutes\">", ExportFiles::one_a_memo,
                 make_akn_writer},
    ExportFormat{"jsonld", "JSON-LD of schema.org: documents, events, actions", ExportFiles::one,
                 make_jsonld_writer},
    ExportFormat{"html", "a page to read, with links from the facts to the text",
                 ExportFiles::one_a_memo, make_html_writer},
};

}  // namespace

std::span<const ExportFormat> export_format_table() {
  return format_table;
}

const ExportFormat* find_export_format(std::string_view name) {
  const auto row = std::find_if(format_table.begin(), format_table.end(),
                                [name](const ExportFormat& format) { return format.name == name; });
  return row == format_table.end() ? nullptr : &*row;
}

}  // namespace muistio
