#include "rules/agenda_title.h"

#include <algorithm>
#include <cmath>

#include "corpus/unicode.h"
#include "rules/bold_words.h"
#include "rules/trimming.h"

namespace muistio {
namespace {

constexpr std::size_t most_title_rows = 6;
constexpr std::size_t longest_title = 400;

bool looks_like(const PrintedRow& one, const PrintedRow& other) {
  return one.bold == other.bold && std::abs(one.font_size - other.font_size) < 0.8F;
}

bool starts_lower(std::string_view text) {
  if (text.empty() || starts_upper(text)) return false;
  const auto first = static_cast<unsigned char>(text[0]);
  return (first >= 'a' && first <= 'z') || first == 0xC3;
}

bool ends_sentence(std::string_view text) {
  return text.ends_with('.') || text.ends_with(':') || text.ends_with('?');
}

// Does the row go on with the heading that the row before it began?
bool goes_on(const Passage& passage, const PrintedRow& before, const PrintedRow& row) {
  if (row.label || !looks_like(before, row)) return false;
  const std::string_view text = passage.at(row.span);
  const bool same_block = row.block == before.block;
  if (before.kind == BlockKind::heading && row.kind == BlockKind::heading && same_block) {
    return true;
  }
  const bool wrapped = continues(passage, before, row);
  const bool long_row = before.span.size() > 25;
  const bool tight =
      row.page == before.page && row.top - before.bottom < 0.5 * (before.bottom - before.top);
  if (before.bold && (same_block || tight) && long_row && row.cells == 1) return true;
  if (before.bold) return wrapped || text.starts_with('(') || starts_lower(text);
  if (before.capitals) return row.capitals && (wrapped || same_block) && row.cells == 1;
  if (ends_sentence(passage.at(before.span))) return false;
  return wrapped &&
         ((starts_lower(text) && !parse_item_number(text, passage.rulebook.kept<AgendaWords>())) ||
          text.starts_with('('));
}

// A row of a table whose number cell is empty continues the title cell above.
bool fills_cell(const Passage& passage, const PrintedRow& before, const PrintedRow& row) {
  if (before.kind != BlockKind::table || row.block != before.block || row.cells != 1) return false;
  if (row.label || row.left < before.left + 12 || before.bold != row.bold) return false;
  const std::string_view text = passage.at(row.span), above = passage.at(before.span);
  if (starts_lower(text)) return true;
  const bool capitals = is_all_capitals(above.substr(above.rfind('\t') + 1));
  return (before.capitals || capitals) == row.capitals && !ends_sentence(text);
}

// "Valdes Alma Ek och Otto Ståhl", "Valittiin Aino Aalto": what was done, told by its first word.
bool begins_with_verb(const Passage& passage, Span line) {
  const std::string_view text = passage.at(line);
  const std::string_view first = text.substr(0, text.find_first_of(" \n\t"));
  if (!starts_upper(first) || first.size() == text.size()) return false;
  if (passage.language_at(line.begin) == "sv")
    return !passage.rulebook.find("statement", first, "sv").empty();
  const Reading& reading = passage.language.readings(first).front();
  return reading.passive && reading.verb_form == VerbForm::past;
}

std::size_t last_title_row(const Passage& passage, const std::vector<PrintedRow>& rows,
                           std::size_t first, std::size_t end_row) {
  std::size_t last = first;
  const std::size_t end = std::min({end_row, rows.size(), first + most_title_rows});
  for (std::size_t i = first + 1; i < end; ++i) {
    if (begins_with_verb(passage, rows[i].span) ||
        (!goes_on(passage, rows[i - 1], rows[i]) && !fills_cell(passage, rows[first], rows[i]))) {
      break;
    }
    last = i;
  }
  return last;
}

// "Kokouksen avaus ........ 3", "Kokouksen avaus<tab>3": the list of items names pages.
std::string_view without_page_number(std::string_view text) {
  const std::size_t letters = text.find_last_not_of("0123456789");
  if (letters == std::string_view::npos || letters + 1 == text.size()) return text;
  const std::string_view head = text.substr(0, letters + 1);
  if (head.ends_with('\t')) return head.substr(0, head.size() - 1);
  const std::string_view title = trimmed(head, U"._…");
  if (title.empty()) return text;
  const std::string_view leader = head.substr(title.data() + title.size() - head.data());
  return std::count(leader.begin(), leader.end(), '.') >= 3 ||
                 std::count(leader.begin(), leader.end(), '_') >= 3
             ? title
             : text;
}

std::string printed_title(std::string_view text) {
  text = without_page_number(text);
  while (!text.empty() &&
         (is_space(text.back()) || text.back() == '.' || text.back() == ':' ||
          std::string_view(";,=|_~").find(text.back()) != std::string_view::npos)) {
    text.remove_suffix(1);
  }
  while (!text.empty() &&
         (is_space(text.front()) || std::string_view("-:.").find(text.front()) != text.npos)) {
    text.remove_prefix(1);
  }
  for (const std::string_view dash : {"– ", "— "}) {
    if (text.starts_with(dash)) text.remove_prefix(dash.size());
  }
  return single_spaced(text);
}

bool is_statement_verb(const Reading& reading) {
  const bool past = reading.verb_form == VerbForm::past;
  const bool perfect = reading.verb_form == VerbForm::present && reading.base == "olla";
  return reading.word_class == WordClass::verb && (past || perfect) && !reading.negative;
}

// "Val av dem som är i tur att avgå": what a clause tells of something is no statement.
bool is_in_clause(const AgendaWords& words, std::string_view text, std::size_t verb) {
  const std::size_t last = text.find_last_not_of(' ', verb == 0 ? 0 : verb - 1);
  if (verb == 0 || last == std::string_view::npos) return false;
  const std::size_t space = text.find_last_of(' ', last);
  const std::size_t begin = space == std::string_view::npos ? 0 : space + 1;
  return words.clause_openers.has(lower_case(text.substr(begin, last + 1 - begin)));
}

// Something was done or is so: a past tense or "on". The dictionary tells Finnish verbs, rules
// the Swedish ones.
bool is_statement(const Passage& passage, Span span) {
  if (passage.language_at(span.begin) == "sv") {
    const std::string_view text = passage.at(span);
    const auto verbs = passage.rulebook.find("statement", text, "sv");
    return std::any_of(verbs.begin(), verbs.end(), [&](const Match& verb) {
      return !is_in_clause(passage.rulebook.kept<AgendaWords>(), text, verb.span.begin);
    });
  }
  const Range tokens = passage.tokens_in(span);
  const std::size_t last = std::min(tokens.last, tokens.first + 30);
  for (std::size_t i = tokens.first; i < last; ++i) {
    const Token& token = passage.tokens[i];
    if (token.kind != TokenKind::word) continue;
    const std::string_view word = passage.at(token.span);
    if (i > tokens.first && starts_upper(word)) continue;
    if (is_statement_verb(passage.language.readings(word).front())) return true;
  }
  return false;
}

const Span* sentence_at(const Passage& passage, std::size_t offset) {
  const auto after = std::upper_bound(
      passage.sentences.begin(), passage.sentences.end(), offset,
      [](std::size_t value, const Span& sentence) { return value < sentence.begin; });
  return after == passage.sentences.begin() ? nullptr : &*std::prev(after);
}

// Where the paragraph that holds the offset ends.
std::size_t paragraph_end(const Passage& passage, std::size_t offset) {
  return std::min(passage.flow.find_first_of("\n\t", offset), passage.flow.size());
}

// "Kokouksen avaus: Puheenjohtaja avasi ...", "Avaus – Puheenjohtaja avasi ...".
std::size_t end_before_colon(const Passage& passage, Span sentence) {
  const std::string_view text = passage.at(sentence);
  const std::size_t colon = text.find(": ");
  if (colon == std::string_view::npos || colon > 80) return sentence.end;
  const Span head{sentence.begin, sentence.begin + colon};
  const Span tail{head.end + 2, sentence.end};
  if (is_statement(passage, head)) return sentence.end;
  const std::string_view after = passage.at(tail);
  const bool whole = starts_upper(after) && after.ends_with('.') && after.find(' ') < after.size();
  return whole || is_statement(passage, tail) ? head.end : sentence.end;
}

// "Talkoot pidetään lauantaina.", "Pöytäkirja luettu ja hyväksytty."; but "Valitaan puheenjohtaja."
// and "Miten jatketaan." are headings.
bool tells_present(const Passage& passage, Span sentence) {
  const std::string_view text = passage.at(sentence);
  if (!text.ends_with('.') || passage.language_at(sentence.begin) == "sv") return false;
  const Range tokens = passage.tokens_in(sentence);
  const std::size_t last = std::min(tokens.last, tokens.first + 30);
  for (std::size_t i = tokens.first; i < last; ++i) {
    const std::string_view word = passage.at(passage.tokens[i].span);
    if (passage.tokens[i].kind != TokenKind::word || (i > tokens.first && starts_upper(word)))
      continue;
    const Reading& reading = passage.language.readings(word).front();
    const bool ends = passage.tokens[i].span.end + 1 == sentence.end;
    if (i > tokens.first && ends && reading.passive && word.ends_with("tty")) return true;
    if (i > tokens.first && ends && reading.passive && word.ends_with("ttu")) return true;
    if (reading.word_class == WordClass::verb && reading.verb_form == VerbForm::present)
      return i > tokens.first && !reading.negative;
    if (i == tokens.first && reading.word_class == WordClass::pronoun) return false;
  }
  return false;
}

// "Mötet öppnades" over what is told of it: a few words in a paragraph of their own, without a full
// stop, are a heading, verb or not.
bool is_terse(const Passage& passage, Span first) {
  constexpr std::size_t most_words = 3;
  const std::string_view text = passage.at(first);
  return !text.ends_with('.') && words_of(text).size() <= most_words &&
         trimmed(passage.flow, first).end == paragraph_end(passage, first.begin);
}

// In a paragraph without bold, the heading is the first sentence, as far as it is none.
void end_at_sentence(const Passage& passage, ItemTitle& title, bool over_text) {
  const Span* sentence = sentence_at(passage, title.span.begin);
  if (!sentence) return;
  const std::size_t sentence_end = std::min(sentence->end, title.span.end);
  const std::size_t end = end_before_colon(passage, {title.span.begin, sentence_end});
  const Span first{title.span.begin, end};
  title.statement = (is_statement(passage, first) && !(over_text && is_terse(passage, first))) ||
                    tells_present(passage, first);
  title.run_in = end < sentence_end && !title.statement;
  const std::size_t rest = passage.flow.find_first_not_of(" :", end);
  title.text_follows = rest < paragraph_end(passage, title.span.begin);
  if (title.text_follows && end < title.span.end) title.span.end = end;
}

// `over_text` says that text of the item stands below: "2. Kokous on laillinen" alone is no
// heading.
ItemTitle finished(const Passage& passage, ItemTitle title, bool stands_out,
                   bool over_text = true) {
  title.span = trimmed(passage.flow, title.span);
  if (title.span.empty()) return title;
  const std::size_t bold_end = end_of_bold(passage.document, title.span);
  if (bold_end < title.span.end) {
    title.span.end = bold_end;
    title.text_follows = true;
  } else if (!stands_out) {
    end_at_sentence(passage, title, over_text);
  }
  if (title.span.size() > longest_title) title.statement = true;
  title.full_stop = passage.at(title.span).ends_with('.');
  title.text = printed_title(passage.at(title.span));
  return title;
}

// The rows are a paragraph of their own, with text of the same item under it.
bool is_alone(const std::vector<PrintedRow>& rows, std::size_t first, std::size_t last,
              std::size_t end_row) {
  return rows[first].opens_block && last + 1 < std::min(end_row, rows.size()) &&
         rows[last + 1].block != rows[first].block && last - first < 3;
}

// "2. Kokouksen laillisuus ja <tab> Todettiin" / "päätösvaltaisuus <tab> lailliseksi.": the
// cell of the title goes on in the rows below.
void append_cells_below(const Passage& passage, const std::vector<PrintedRow>& rows,
                        std::size_t first, std::size_t end_row, ItemTitle& title) {
  const std::size_t end = std::min({end_row, rows.size(), first + most_title_rows});
  for (std::size_t i = first + 1; i < end; ++i) {
    const bool same_column = rows[i].block == rows[first].block && rows[i].cells > 1 &&
                             std::abs(rows[i].left - rows[first].left) < 30;
    const std::string_view text = passage.at(rows[i].span);
    const bool figures = !text.empty() && is_digit(text[0]);
    if (!same_column ||
        !(starts_lower(text) ||
          (figures && !parse_item_number(text, passage.rulebook.kept<AgendaWords>()))))
      return;
    title.text += ' ' + single_spaced(text.substr(0, text.find('\t')));
  }
}

// How far the lines of the column reach in the table around the line.
double column_edge(const Document& document, const Line& line) {
  constexpr std::size_t most_rows = 40;  // Up and down.
  const Range rows = document.blocks[document.rows[line.row].block].rows;
  const std::size_t first = std::max(rows.first, line.row - std::min(line.row, most_rows));
  double edge = 0;
  for (std::size_t r = first; r < std::min(rows.last, line.row + most_rows); ++r) {
    const Range lines = document.rows[r].lines;
    for (std::size_t l = lines.first; l < lines.last; ++l) {
      if (document.lines[l].cell == line.cell) edge = std::max(edge, document.lines[l].box.right);
    }
  }
  return edge;
}

// "Testaus" / "Testit alkavat viikolla 39.": in a cell of several lines, one that had room for the
// capital word which begins the next ends the title.
std::size_t end_of_first_lines(const Passage& passage, Span cell) {
  const Document& document = passage.document;
  const auto first = line_at(document, cell.begin);
  if (!first) return cell.end;
  std::optional<double> edge;
  for (std::size_t i = *first; i + 1 < document.lines.size(); ++i) {
    const Line& line = document.lines[i];
    const Line& next = document.lines[i + 1];
    if (next.span.end > cell.end) break;
    if (next.words.empty() || !starts_upper(document.at(next.span))) continue;
    if (begins_with_verb(passage, next.span)) return line.span.end;
    if (!edge) edge = column_edge(document, line);
    const double word = document.words[next.words.first].box.width();
    if (line.box.right + 0.5 * line.font_size + word < *edge) return line.span.end;
  }
  return cell.end;
}

}  // namespace

ItemTitle title_of(const Passage& passage, const std::vector<PrintedRow>& rows,
                   const Numbered& numbered, std::size_t end_row) {
  std::size_t first = numbered.row;
  ItemTitle title;
  title.span = trimmed(passage.flow, numbered.title);
  if (title.span.empty()) {  // The number stands on a line of its own.
    const bool above = numbered.number.style == NumberStyle::organ && first > 0 &&
                       rows[first - 1].stands_out() && !rows[first - 1].label;
    first = above ? first - 1 : first + 1;
    if (first >= end_row || first >= rows.size() || rows[first].part) return title;
    title.span = rows[first].span;
    if (above) return finished(passage, title, true);
  }
  const std::size_t tab = passage.at(title.span).find('\t');
  bool heading = rows[first].stands_out(), over_text = true;
  if (tab != std::string_view::npos) {
    title.span.end = title.span.begin + tab;  // The other columns hold what was said and done.
    const std::size_t end = end_of_first_lines(passage, title.span);
    const bool cut = end < title.span.end;
    title.span.end = end;
    title = finished(passage, title, rows[first].stands_out());
    title.text_follows |= cut;
    if (cut) return title;
    append_cells_below(passage, rows, first, end_row, title);
    return title;
  } else {
    const std::size_t last = last_title_row(passage, rows, first, end_row);
    over_text = last + 1 < std::min(end_row, rows.size());
    if (last > first) {
      title.span.end = rows[last].span.end;
    } else if (rows[first].cells > 1) {  // "31 § <tab> Avaus" / "Kutsu on lähetetty 29.9."
      const std::size_t end = end_of_first_lines(passage, title.span);
      if (end < title.span.end) {
        title.span.end = end;
        title = finished(passage, title, rows[first].stands_out());
        title.text_follows = true;
        return title;
      }
    }
    heading = heading || (is_alone(rows, first, last, end_row) &&
                          !is_statement(passage, trimmed(passage.flow, title.span)));
  }
  return finished(passage, title, heading, over_text);
}

ItemTitle title_of_heading(const Passage& passage, const std::vector<PrintedRow>& rows,
                           std::size_t row, std::size_t end_row) {
  ItemTitle title;
  title.span = rows[row].span;
  title.span.end = rows[last_title_row(passage, rows, row, end_row)].span.end;
  return finished(passage, title, true);
}

}  // namespace muistio
