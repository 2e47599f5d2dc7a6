#include "rules/agenda_headings.h"

#include <algorithm>
#include <map>
#include <set>
#include <string_view>

#include "corpus/unicode.h"
#include "rules/word_set.h"

namespace muistio {
namespace {

constexpr std::size_t longest_heading = 160;

// What heads a list of those present.
struct PresenceHeadings {
  explicit PresenceHeadings(const Rulebook& rulebook) : words(rulebook, {"attendee_heading"}) {}

  WordSet words;
};

// The last row of the fields at the head of the paper ("Aika", "Läsnä", ...), which stand
// before the first item: nothing above is an item.
std::size_t end_of_fields(const std::vector<PrintedRow>& rows) {
  std::size_t end = 0;
  for (std::size_t i = 0; i < std::min<std::size_t>(rows.size(), 80); ++i) {
    if (rows[i].agenda_words && rows[i].stands_out()) break;
    if (rows[i].label && rows[i].of_head) end = i + 1;
  }
  return end;
}

// Without fields the head may name who was there in a sentence: "Mukana olivat ...".
std::size_t end_of_presence(const Passage& passage, const std::vector<PrintedRow>& rows) {
  constexpr std::size_t farthest = 12;
  const WordSet& headings = passage.rulebook.kept<PresenceHeadings>().words;
  for (std::size_t i = 1; i < std::min(rows.size(), farthest); ++i) {
    const std::string_view text = passage.at(rows[i].span);
    const std::string first = lower_case(text.substr(0, text.find_first_of(" :")));
    if (rows[i].opens_block && !rows[i].stands_out() && headings.has(first)) return i + 1;
  }
  return 0;
}

// "Neuvottelussa mukana Aino Aalto ...", "På plats var Alma Ek": one of the first words of a
// sentence.
bool tells_of_presence(const Passage& passage, Span sentence) {
  constexpr std::size_t first_words = 3;
  const WordSet& headings = passage.rulebook.kept<PresenceHeadings>().words;
  const std::string lower = lower_case(passage.at(sentence));
  const auto word = headings.first_in(lower);
  if (!word) return false;
  const auto before = std::string_view(lower).substr(0, word->begin);
  return static_cast<std::size_t>(std::count(before.begin(), before.end(), ' ')) < first_words;
}

// "Urve Saar, tulkki": two words with capitals, and no sentence.
bool begins_with_name(std::string_view text) {
  const std::size_t space = text.find(' ');
  return space < text.size() && starts_upper(text) && starts_upper(text.substr(space + 1)) &&
         !text.ends_with('.');
}

// Under "Osallistujat" in a line of its own each organisation may head its people: the first row
// below them.
std::size_t end_of_groups(const Passage& passage, const std::vector<PrintedRow>& rows,
                          std::size_t begin) {
  const WordSet& headings = passage.rulebook.kept<PresenceHeadings>().words;
  if (begin == 0 || !headings.has(lower_case(passage.at(rows[begin - 1].span)))) return begin;
  for (std::size_t group = begin; group < rows.size() && rows[group].stands_out();) {
    std::size_t next = group + 1;
    while (next < rows.size() && !rows[next].stands_out() &&
           begins_with_name(passage.at(rows[next].span)))
      ++next;
    if (next == group + 1 || (next < rows.size() && !rows[next].stands_out())) break;
    begin = group = next;
  }
  return begin;
}

bool is_text(const Passage& passage, const PrintedRow& row) {
  constexpr std::size_t shortest_line = 60;
  const std::string_view text = passage.at(row.span);
  return text.ends_with('.') || text.size() >= shortest_line;
}

// Where the first heading below a head of sentences stands, which name the paper or who was there;
// 0 where none does.
std::size_t end_of_told_head(const Passage& passage, const std::vector<PrintedRow>& rows) {
  constexpr std::size_t farthest = 16;
  const auto kinds = passage.find("kind");
  const auto told = [&](std::size_t end) {
    return std::any_of(kinds.begin(), kinds.end(),
                       [&](const Match& match) {
                         const std::string& makes = match.rule->makes;
                         return match.span.begin < end && (makes == "memo" || makes == "minutes");
                       }) ||
           std::any_of(passage.sentences.begin(), passage.sentences.end(), [&](Span sentence) {
             return sentence.begin < end && tells_of_presence(passage, sentence);
           });
  };
  for (std::size_t i = 1; i < std::min(rows.size(), farthest); ++i) {
    const bool below_text = is_text(passage, rows[i - 1]) && !is_text(passage, rows[i]);
    const bool heading = rows[i].stands_out() && rows[i].opens_block;
    if (below_text && heading && told(rows[i].span.begin)) return i;
  }
  return 0;
}

bool may_be_heading(const Passage& passage, const std::vector<PrintedRow>& rows, std::size_t i) {
  const PrintedRow& row = rows[i];
  if (!row.stands_out() || row.label || row.section || row.cells > 1 ||
      row.kind == BlockKind::list_item) {
    return false;
  }
  const std::string_view text = passage.at(row.span);
  if (text.size() < 3 || text.size() > longest_heading || !starts_upper(text)) return false;
  if (text.ends_with(':') || text.ends_with(',')) return false;
  if (!row.opens_block && row.kind != BlockKind::heading && i > 0 && rows[i - 1].bold == row.bold &&
      rows[i - 1].block == row.block) {
    return false;
  }
  return i + 1 < rows.size();
}

// Headings of one document look alike: what size and weight they have.
struct Look {
  int size = 0;  // Half points, or on a scan which of four sorts.
  bool bold = false;
  bool operator<(const Look& other) const {
    return size != other.size ? size < other.size : bold < other.bold;
  }
};

// On a scan sizes are measured from the letters of a line and differ from line to line.
Look look_of(const PrintedRow& row) {
  if (row.from_ocr) return {(row.larger ? 2 : 0) + (row.capitals ? 1 : 0), false};
  return {static_cast<int>(row.font_size * 2 + 0.5F), row.bold};
}

bool has_finite_verb(const Passage& passage, Span span) {
  const Range tokens = passage.tokens_in(span);
  for (std::size_t i = tokens.first; i < tokens.last; ++i) {
    if (passage.tokens[i].kind != TokenKind::word) continue;
    const Reading& reading = passage.language.readings(passage.at(passage.tokens[i].span)).front();
    const bool finite = reading.verb_form == VerbForm::present ||
                        reading.verb_form == VerbForm::past ||
                        reading.verb_form == VerbForm::conditional;
    if (reading.word_class == WordClass::verb && finite) return true;
  }
  return false;
}

// Where weight and size are not known (OCR, typewriters): a short line without a verb that
// stands closer to what follows than to what is before it.
bool may_be_plain_heading(const Passage& passage, const std::vector<PrintedRow>& rows,
                          std::size_t i) {
  if (i == 0 || i + 1 >= rows.size()) return false;
  const PrintedRow &before = rows[i - 1], &row = rows[i], &after = rows[i + 1];
  if (row.label || row.section || row.cells > 1 || row.kind == BlockKind::list_item ||
      !row.opens_block) {
    return false;
  }
  const std::string_view text = passage.at(row.span);
  if (text.size() < 4 || text.size() > 70 || !starts_upper(text)) return false;
  if (std::string_view(".:;,?").find(text.back()) != std::string_view::npos) return false;
  if (row.page != after.page) return false;
  const double above = row.page == before.page ? row.top - before.bottom : row.bottom - row.top;
  const double below = after.top - row.bottom;
  if (above < 1.4 * std::max(below, 1.0)) return false;
  return !has_finite_verb(passage, row.span);
}

std::vector<std::size_t> plain_headings(const Passage& passage, const std::vector<PrintedRow>& rows,
                                        std::size_t begin) {
  std::vector<std::size_t> headings;
  for (std::size_t i = begin; i < rows.size() && !rows[i].ends_items; ++i) {
    if (may_be_plain_heading(passage, rows, i)) headings.push_back(i);
  }
  return headings;
}

// A paragraph of a few words and no verb over a paragraph of text.
bool is_short_paragraph(const Passage& passage, const std::vector<PrintedRow>& rows,
                        std::size_t i) {
  if (i + 1 >= rows.size() || rows[i + 1].block == rows[i].block) return false;
  const std::string_view text = passage.at(rows[i].span);
  return text.size() >= 4 && text.size() <= 70 && !has_finite_verb(passage, rows[i].span) &&
         std::string_view(".;,?").find(text.back()) == std::string_view::npos;
}

// Headings that nothing but their words and their place tell: believed where two of them are
// what agendas begin and end with.
std::vector<std::size_t> unmarked_headings(const Passage& passage,
                                           const std::vector<PrintedRow>& rows, std::size_t begin) {
  std::vector<std::size_t> bold, bare;
  std::size_t known_bold = 0, known_bare = 0;
  for (std::size_t i = begin; i < rows.size() && !rows[i].ends_items; ++i) {
    const PrintedRow& row = rows[i];
    if (row.label || row.section || row.cells > 1 || row.kind == BlockKind::list_item ||
        !row.opens_block || !starts_upper(passage.at(row.span)))
      continue;
    if (const auto head = bold_head(passage, row); head && passage.at(*head).ends_with(':')) {
      bold.push_back(i);
      known_bold += row.agenda_words;
    } else if (is_short_paragraph(passage, rows, i)) {
      bare.push_back(i);
      known_bare += row.agenda_words;
    }
  }
  if (bold.size() >= 3 && known_bold >= 2) return bold;
  return bare.size() >= 3 && known_bare >= 2 ? bare : std::vector<std::size_t>();
}

// "**Pesutupa.** Varausvihko on kadonnut.": bold words without a verb that open paragraphs of text,
// each time others, and one of them in the words of agendas.
std::vector<std::size_t> run_in_headings(const Passage& passage,
                                         const std::vector<PrintedRow>& rows) {
  constexpr std::size_t fewest = 4;
  std::vector<std::size_t> headings;
  std::set<std::string_view> texts;
  bool known = false;
  for (std::size_t i = 0; i < rows.size() && !rows[i].ends_items; ++i) {
    const PrintedRow& row = rows[i];
    if (row.label || row.section || row.cells > 1 || !row.opens_block) continue;
    const auto head = bold_head(passage, row);
    if (!head || !passage.at(*head).ends_with('.') || !starts_upper(passage.at(*head)) ||
        has_finite_verb(passage, *head))
      continue;
    headings.push_back(i);
    if (!texts.insert(passage.at(*head)).second) return {};
    known |= row.agenda_words;
  }
  return known && headings.size() >= fewest ? headings : std::vector<std::size_t>();
}

std::vector<std::size_t> headings_of_a_look(const Passage& passage,
                                            const std::vector<PrintedRow>& rows,
                                            std::size_t begin) {
  std::map<Look, std::vector<std::size_t>> by_look;
  for (std::size_t i = begin; i < rows.size(); ++i) {
    if (rows[i].ends_items) break;
    if (may_be_heading(passage, rows, i)) by_look[look_of(rows[i])].push_back(i);
  }
  std::vector<std::size_t> most;
  for (auto& [look, headings] : by_look) {
    if (headings.size() >= most.size()) most = std::move(headings);
  }
  return most;
}

// In a paper without fields: short lines of one look, each over text of another.
std::vector<std::size_t> headings_below_told_head(const Passage& passage,
                                                  const std::vector<PrintedRow>& rows) {
  constexpr std::size_t fewest = 3, longest = 70;
  const std::size_t begin = end_of_told_head(passage, rows);
  if (begin == 0) return {};
  std::vector<std::size_t> headings = headings_of_a_look(passage, rows, begin);
  std::erase_if(headings, [&](std::size_t i) {
    const std::string_view text = passage.at(rows[i].span);
    return text.size() > longest || text.ends_with('.') || rows[i + 1].stands_out();
  });
  return headings.size() >= fewest ? headings : std::vector<std::size_t>();
}

}  // namespace

std::vector<std::size_t> unnumbered_headings(const Passage& passage,
                                             const std::vector<PrintedRow>& rows) {
  std::size_t fields_end = end_of_fields(rows);
  if (fields_end == 0) fields_end = end_of_presence(passage, rows);
  fields_end = end_of_groups(passage, rows, fields_end);
  const bool agenda_words = std::any_of(rows.begin(), rows.end(), [](const PrintedRow& row) {
    return row.agenda_words && row.stands_out();
  });
  if (fields_end == 0 && !agenda_words) {
    std::vector<std::size_t> run_in = run_in_headings(passage, rows);
    return run_in.empty() ? headings_below_told_head(passage, rows) : run_in;
  }
  std::vector<std::size_t> most = headings_of_a_look(passage, rows, fields_end);
  if (most.size() >= 2 || fields_end == 0) return most;
  std::vector<std::size_t> plain = plain_headings(passage, rows, fields_end);
  if (plain.size() < 3 && most.size() < 2) {
    std::vector<std::size_t> unmarked = unmarked_headings(passage, rows, fields_end);
    if (unmarked.empty()) unmarked = run_in_headings(passage, rows);
    if (!unmarked.empty()) return unmarked;
  }
  return plain.size() >= 3 ? plain : most;
}

}  // namespace muistio
