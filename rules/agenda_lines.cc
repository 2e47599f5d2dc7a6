#include "rules/agenda_lines.h"

#include <algorithm>
#include <array>
#include <map>
#include <set>

#include "corpus/unicode.h"
#include "rules/agenda_misread.h"
#include "rules/bold_words.h"
#include "rules/trimming.h"

namespace muistio {
namespace {

// The size in which most of the text is set.
float body_size(const Document& document) {
  std::map<int, std::size_t> letters;  // By half points.
  for (const Line& line : document.lines) {
    letters[static_cast<int>(line.font_size * 2 + 0.5F)] += line.span.size();
  }
  const auto most = std::max_element(letters.begin(), letters.end(), [](auto& one, auto& other) {
    return one.second < other.second;
  });
  return most == letters.end() ? 0 : static_cast<float>(most->first) / 2;
}

std::size_t cell_count(const Document& document, const Row& row) {
  std::size_t cells = 0;
  for (std::size_t i = row.lines.first; i < row.lines.last; ++i) {
    cells += i == row.lines.first || document.lines[i].cell != document.lines[i - 1].cell;
  }
  return cells;
}

bool is_read_by_ocr(const Document& document, int page) {
  const auto found =
      std::lower_bound(document.pages.begin(), document.pages.end(), page,
                       [](const Page& one, int number) { return one.number < number; });
  return found != document.pages.end() && found->source == PageSource::ocr;
}

std::optional<ItemNumber> parse_number(const Passage& passage, std::string_view text,
                                       bool from_ocr) {
  const AgendaWords& words = passage.rulebook.kept<AgendaWords>();
  auto number = parse_item_number(text, words);
  if (!from_ocr) return number;
  const bool letters =
      number && (number->style == NumberStyle::roman || number->style == NumberStyle::capital);
  if (!number || letters) {
    if (auto misread = parse_misread_number(text, words)) return misread;
  }
  return number;
}

// "== 1. Avaus ==" -> "1. Avaus"; other rows stay as they are.
Span without_wiki_marks(const Passage& passage, Span row) {
  const std::string_view text = passage.at(row);
  const std::size_t marks = text.find_first_not_of('=');
  if (marks == std::string_view::npos || marks < 2 || !text.ends_with("==")) return row;
  return trimmed(passage.flow, {row.begin + marks, row.begin + text.find_last_not_of('=') + 1});
}

PrintedRow printed_row(const Passage& passage, std::size_t index, float body) {
  const Document& document = passage.document;
  const Row& row = document.rows[index];
  const Block& block = document.blocks[row.block];
  PrintedRow printed;
  printed.span = without_wiki_marks(passage, row.span);
  printed.marked = printed.span.size() < row.span.size();
  printed.block = row.block;
  printed.kind = block.kind;
  printed.opens_block = block.rows.first == index;
  printed.left = row.box.left;
  printed.top = row.box.top;
  printed.bottom = row.box.bottom;
  printed.cells = cell_count(document, row);
  printed.bold = !row.lines.empty();
  for (std::size_t i = row.lines.first; i < row.lines.last; ++i) {
    const Line& line = document.lines[i];
    printed.page = document.lines[row.lines.first].page;
    printed.bold = printed.bold && line.bold;
    printed.font_size = std::max(printed.font_size, line.font_size);
  }
  printed.from_ocr = is_read_by_ocr(document, printed.page);
  printed.larger = printed.font_size > body * (printed.from_ocr ? 1.3F : 1.08F);
  const std::string_view text = passage.at(printed.span);
  printed.capitals = text.size() > 5 && is_all_capitals(text);
  const auto number =
      starts_upper(text) ? parse_number(passage, text, printed.from_ocr) : std::nullopt;
  printed.section = number && number->style == NumberStyle::organ;
  return printed;
}

// Marks the rows in which the rulebook finds something of the subject.
template <typename Mark>
void mark_rows(const Passage& passage, std::string_view subject, std::vector<PrintedRow>& rows,
               Mark mark) {
  std::size_t row = 0;
  for (const Match& match : passage.find(subject)) {
    while (row < rows.size() && rows[row].span.end <= match.span.begin) ++row;
    if (row == rows.size()) return;
    mark(rows[row], match);
  }
}

// "Läsnä", "Läsnä:", "Läsnä <tab> ..." and not "Läsnä oli myös ...".
bool is_label(const Passage& passage, const PrintedRow& row, const Match& match) {
  if (match.span.begin != row.span.begin) return false;
  const std::string_view after =
      passage.at({match.span.end, std::max(match.span.end, row.span.end)});
  return after.empty() || after[0] == ':' || after[0] == '\t' || after[0] == '\n' ||
         after.starts_with(" (") || after.starts_with(" :");
}

// "LAILLISUUS JA PÄÄTÖSVALTAISUUS": a field of some forms, and a heading where it stands alone.
bool is_agenda_heading(const PrintedRow& row, const Match& match) {
  return match.rule->makes == "other" && row.agenda_words && row.stands_out() &&
         match.span.end == row.span.end;
}

bool ends_with_any(std::string_view text, std::string_view marks) {
  return !text.empty() && marks.find(text.back()) != std::string_view::npos;
}

double merit_of(std::string_view title, const PrintedRow& row, const ItemNumber& number) {
  double merit = 1;
  if (row.bold) merit += 0.6;
  if (row.kind == BlockKind::heading) merit += 0.5;
  if (row.larger) merit += 0.3;
  if (row.agenda_words) merit += 0.8;
  if (row.opens_block) merit += 0.2;
  if (is_all_capitals(title) && title.size() > 5) merit += 0.4;
  if (number.style == NumberStyle::section) merit += 0.4;
  if (number.style == NumberStyle::plain) merit -= row.stands_out() || row.cells == 2 ? 0 : 0.5;
  if (number.style == NumberStyle::letter) merit -= 0.8;
  if (number.style == NumberStyle::capital) merit -= row.stands_out() ? 0.4 : 2;  // "A. Virtanen"
  if (number.style == NumberStyle::roman && !number.marked) merit -= row.stands_out() ? 0.2 : 2;
  if (number.style != NumberStyle::section && number.parts[0] >= 1900) merit -= 2;
  if (number.style == NumberStyle::plain && number.parts[0] > 400) merit -= 0.5;
  if (row.cells > 2) merit -= 0.7;
  if (ends_with_any(title, ",;")) merit -= 0.6;
  if (title.empty()) return merit - (number.style == NumberStyle::section ? 0 : 0.4);
  if (!starts_upper(title)) merit -= number.style == NumberStyle::plain ? 1.5 : 0.5;
  return merit;
}

std::string_view without_edges(std::string_view text) {
  for (const std::string_view dash : {"– ", "— ", "- "}) {
    if (text.starts_with(dash)) text.remove_prefix(dash.size());
  }
  const std::size_t begin = text.find_first_not_of(" \t\n");
  if (begin == std::string_view::npos) return {};
  return text.substr(begin, text.find_last_not_of(" \t\n") - begin + 1);
}

bool has_letter(std::string_view text) {
  return std::any_of(text.begin(), text.end(), [](char c) {
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c & 0x80) != 0;
  });
}

// "Kokouksen avaus <tab> 1 §": the number in the last cell.
std::optional<Numbered> number_at_end(const Passage& passage, Span row) {
  const std::string_view text = passage.at(row);
  const std::size_t tab = text.find_last_of('\t');
  if (tab == std::string_view::npos) return std::nullopt;
  auto number = parse_item_number(text.substr(tab + 1), passage.rulebook.kept<AgendaWords>());
  if (!number || number->style != NumberStyle::section) return std::nullopt;
  if (tab + 1 + number->length != text.size()) return std::nullopt;
  Numbered numbered;
  numbered.number = *number;
  numbered.title = {row.begin, row.begin + tab};
  return numbered;
}

std::optional<Numbered> numbered_row(const Passage& passage, const PrintedRow& row) {
  const std::string_view text = passage.at(row.span);
  Numbered numbered;
  if (const auto number = parse_number(passage, text, row.from_ocr)) {
    numbered.number = *number;
    numbered.title = {row.span.begin + number->length, row.span.end};
  } else if (const auto at_end = number_at_end(passage, row.span)) {
    numbered = *at_end;
  } else {
    return std::nullopt;
  }
  return numbered;
}

// "§ 44 5": a speck that OCR read as a figure or a letter stands behind the number.
void drop_specks(const Passage& passage, const PrintedRow& row, Numbered& numbered) {
  const std::string_view title = passage.at(numbered.title);
  const bool section = numbered.number.style == NumberStyle::section;
  if (row.from_ocr && section && code_points(trimmed(title, U" \t")) == 1)
    numbered.title.begin = numbered.title.end;
}

// A row that has nothing but figures is a row of a table.
bool is_heading(const Passage& passage, const Numbered& numbered) {
  const std::string_view title = passage.at(numbered.title);
  return title.empty() || has_letter(title);
}

// "Siv.ltk § 50" under "50 KOKOUKSEN AVAUS".
bool repeats_heading(const Numbered& heading, const Numbered& numbered) {
  return numbered.number.style == NumberStyle::organ && numbered.row <= heading.row + 3 &&
         heading.number.parts == numbered.number.parts;
}

// What stands before the section of a row: "Siv.ltk" of "Siv.ltk § 50".
Span before_section(const Passage& passage, const PrintedRow& row) {
  const std::string_view text = passage.at(row.span);
  const std::size_t end = text.find_first_of("0123456789");
  const std::size_t sign = text.find("§");
  return trimmed(passage.flow,
                 {row.span.begin, row.span.begin + std::min({end, sign, text.size()})});
}

// "Kokouksen avaus § 21", "Kesäretki § 22": where another text stands before every section, it is
// no organ but the heading.
void take_titles_before_sections(const Passage& passage, const std::vector<PrintedRow>& rows,
                                 std::vector<Numbered>& all) {
  std::set<std::string_view> before;
  std::size_t count = 0;
  for (const Numbered& numbered : all) {
    if (numbered.number.style != NumberStyle::organ) continue;
    before.insert(passage.at(before_section(passage, rows[numbered.row])));
    ++count;
  }
  if (count < 3 || before.size() < count) return;
  for (Numbered& numbered : all) {
    if (numbered.number.style != NumberStyle::organ) continue;
    numbered.number.style = NumberStyle::section;
    numbered.title = before_section(passage, rows[numbered.row]);
  }
}

// "3/2014 Pöytäkirja" numbers a paper, not an item; items have such numbers all or none.
void drop_numbers_of_papers(std::vector<Numbered>& all) {
  constexpr std::ptrdiff_t fewest = 3;
  const auto of_year = [](const Numbered& numbered) {
    return numbered.number.printed.find('/') != std::string::npos;
  };
  if (std::count_if(all.begin(), all.end(), of_year) < fewest) std::erase_if(all, of_year);
}

}  // namespace

std::vector<PrintedRow> printed_rows(const Passage& passage) {
  const float body = body_size(passage.document);
  std::vector<PrintedRow> rows;
  rows.reserve(passage.document.rows.size());
  for (std::size_t i = 0; i < passage.document.rows.size(); ++i) {
    rows.push_back(printed_row(passage, i, body));
  }
  mark_rows(passage, "agenda", rows,
            [](PrintedRow& row, const Match&) { row.agenda_words = true; });
  mark_rows(passage, "label", rows, [&passage](PrintedRow& row, const Match& match) {
    if (!is_label(passage, row, match) || is_agenda_heading(row, match)) return;
    row.label = true;
    row.part |= match.rule->makes == "part";
    const std::string& makes = match.rule->makes;
    row.of_head |= makes != "part" && makes != "end" && makes != "list" && makes != "other";
    row.ends_items |= match.rule->makes == "end";
  });
  return rows;
}

// "laatii kutsun" and in the next line "10.10. mennessä.": text that runs on.
bool runs_on(const Passage& passage, const PrintedRow& row, const Numbered& numbered) {
  const std::string_view title = passage.at(numbered.title);
  return row.span.begin > 0 && passage.flow[row.span.begin - 1] == ' ' && !row.stands_out() &&
         !title.empty() && !starts_upper(title);
}

std::vector<Numbered> numbered_rows(const Passage& passage, const std::vector<PrintedRow>& rows) {
  std::vector<Numbered> read;
  for (std::size_t i = 0; i < rows.size(); ++i) {
    auto numbered = numbered_row(passage, rows[i]);
    if (!numbered || runs_on(passage, rows[i], *numbered)) continue;
    numbered->row = i;
    drop_specks(passage, rows[i], *numbered);
    read.push_back(std::move(*numbered));
  }
  drop_numbers_of_papers(read);
  mend_section_signs(passage, rows, read);
  take_titles_before_sections(passage, rows, read);
  std::vector<Numbered> all;
  for (Numbered& numbered : read) {
    if (!is_heading(passage, numbered)) continue;
    if (!all.empty() && repeats_heading(all.back(), numbered)) continue;
    const std::size_t i = numbered.row;
    numbered.merit = merit_of(without_edges(passage.at(numbered.title)), rows[i], numbered.number);
    const bool lead_in = i > 0 && ends_with_any(passage.at(rows[i - 1].span), ":");
    if (lead_in && !rows[i].stands_out()) numbered.merit -= 0.7;
    // "Kunnanhallitus 12.3. § 34" under a heading tells who handled it: it is text of the item.
    const bool handled =
        !all.empty() && numbered.number.style == NumberStyle::organ && !all.back().title.empty();
    if (!all.empty() && (all.back().row + 1 < i || handled)) all.back().has_text = true;
    all.push_back(std::move(numbered));
  }
  if (!all.empty() && all.back().row + 1 < rows.size()) all.back().has_text = true;
  for (Numbered& numbered : all) numbered.merit += numbered.has_text ? 0.2 : 0;
  return all;
}

std::optional<Span> bold_head(const Passage& passage, const PrintedRow& row) {
  constexpr std::size_t longest = 160;
  if (row.bold) return std::nullopt;
  const Span bold = bold_beginning(passage.document, row.span);
  if (bold.empty()) return std::nullopt;
  const std::string_view text = passage.at(bold);
  const bool ended = text.ends_with(':') || text.ends_with('.');
  return ended && bold.size() <= longest ? std::optional(bold) : std::nullopt;
}

bool continues(const Passage& passage, const PrintedRow& before, const PrintedRow& row) {
  return row.span.begin == before.span.end ||  // Divided by a hyphen at the line's end.
         (row.span.begin == before.span.end + 1 && passage.flow[before.span.end] == ' ');
}

}  // namespace muistio
