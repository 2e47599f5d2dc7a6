#include "rules/passage.h"

#include <algorithm>
#include <array>

#include "corpus/unicode.h"
#include "rules/word_set.h"

namespace muistio {
namespace {

// " och ": a word as it stands inside a line.
std::vector<std::string> with_spaces(const std::vector<Rulebook::WordEntry>& words) {
  std::vector<std::string> spaced;
  for (const Rulebook::WordEntry& entry : words)
    for (const std::string& form : entry.forms) spaced.push_back(' ' + form + ' ');
  return spaced;
}

struct PassageWords {
  explicit PassageWords(const Rulebook& rulebook)
      : abbreviations(rulebook, {"abbreviation"}),
        counted(rulebook, {"counted_abbreviation"}),
        number_leaders(rulebook, {"number_leader"}),
        lettered_things(rulebook, {"lettered_thing"}),
        list_headings(rulebook, {"attendee_heading"}),
        list_verbs(rulebook, {"attendee_heading_verb"}),
        finnish(with_spaces(rulebook.words("commonest", "fi"))),
        swedish(with_spaces(rulebook.words("commonest", "sv"))) {}

  // The abbreviations end with a point that ends no sentence even before a capital or a number.
  // Those of what is counted end one behind their number.
  WordSet abbreviations, counted, number_leaders, lettered_things;

  // Of the headings of attendee lists, which may follow an office or an initial.
  WordSet list_headings, list_verbs;

  std::vector<std::string> finnish, swedish;  // The commonest words of each, between spaces.
};

std::string_view first_word(std::string_view text) {
  return text.substr(0, std::min(text.find_first_of(" \t\n"), text.size()));
}

bool is_lower_start(std::string_view text) {
  return !text.empty() && !is_digit(text[0]) && !starts_upper(text) &&
         lower_case(first_word(text)) == first_word(text) &&
         std::string_view("-*+>(\"").find(text[0]) == std::string_view::npos &&
         static_cast<unsigned char>(text[0]) != 0xE2;  // Bullets, dashes, quotation marks.
}

// The right edge that running text reaches, for each line: the edge that a tenth of the lines
// which stand above or below it reach. A name list is narrower than the text around it, and
// a heading across two columns is wider than either.
class RightEdges {
 public:
  explicit RightEdges(const Document& document) : document_(document) {}

  double of(const Line& line) {
    if (line.page != page_) collect(line.page);
    const auto key = static_cast<std::size_t>(
        std::clamp(line.box.left / bucket_width, 0.0, static_cast<double>(bucket_count - 1)));
    if (!edges_[key]) edges_[key] = edge_at(line.box);
    return *edges_[key];
  }

 private:
  static constexpr double bucket_width = 24;
  static constexpr std::size_t bucket_count = 64;

  void collect(int page) {
    page_ = page;
    lines_.clear();
    edges_.fill(std::nullopt);
    while (next_ < document_.lines.size() && document_.lines[next_].page < page) ++next_;
    for (; next_ < document_.lines.size() && document_.lines[next_].page == page; ++next_) {
      lines_.push_back(document_.lines[next_].box);
    }
  }

  double edge_at(const Box& box) const {
    std::vector<double> rights;
    for (const Box& other : lines_) {
      if (other.left < box.right && box.left < other.right) rights.push_back(other.right);
    }
    if (rights.empty()) return box.right;
    const auto tenth = static_cast<std::ptrdiff_t>(rights.size() / 10);
    std::nth_element(rights.begin(), rights.begin() + tenth, rights.end(), std::greater<>());
    return rights[static_cast<std::size_t>(tenth)];
  }

  const Document& document_;
  int page_ = 0;
  std::size_t next_ = 0;
  std::vector<Box> lines_;
  std::array<std::optional<double>, bucket_count> edges_;
};

// True where the first word of the next line had had room at the end of this one: somebody
// ended the line on purpose.
bool ended_on_purpose(const Document& document, const Line& line, const Line& next,
                      RightEdges& edges) {
  if (next.words.empty() || line.words.empty() || line.page != next.page) return false;
  const Word& word = document.words[next.words.first];
  const double space = line.font_size > 0 ? line.font_size * 0.3 : 3;
  return line.box.right + space + word.box.width() < edges.of(line) - space;
}

// "vuodeksi" and on the next line "1975. Keskustelun jälkeen".
bool is_year(std::string_view number) {
  return number.size() == 4 && (number.starts_with("19") || number.starts_with("20")) &&
         number.find('.') == std::string_view::npos;
}

bool starts_list_item(std::string_view text) {
  static constexpr std::array bullets{"•", "·", "▪", "◦", "●", "○", "–", "—", "→", "‣", "■", "□"};
  for (const std::string_view bullet : bullets) {
    if (text.starts_with(bullet)) return true;
  }
  const std::string_view word = first_word(text);
  if (word == "-" || word == "*" || word == "->" || word == "o") return true;
  if (word.size() < 2 || word.size() > 6 || word.size() == text.size()) return false;
  const char last = word.back();
  if (last != '.' && last != ')') return false;
  if (word.size() == 2 && last == ')') return true;
  const std::string_view number = word.substr(0, word.size() - 1);
  if (number.find_first_not_of("0123456789.") != std::string_view::npos) return false;
  if (is_year(number)) return false;
  return last == ')' || starts_upper(text.substr(word.size() + 1));
}

// "klo 18–" and on the next line "20.15. Paikalla …".
bool ends_inside_range(std::string_view line) {
  for (const std::string_view dash : {"–", "-"}) {
    if (!line.ends_with(dash)) continue;
    std::string_view begun = line.substr(0, line.size() - dash.size());
    if (begun.ends_with('.')) begun.remove_suffix(1);
    return !begun.empty() && is_digit(begun.back());
  }
  return false;
}

// "päätti kokouksen klo" and on the next line "20.02. Liitteet …".
bool asks_for_number(std::string_view line, const PassageWords& words) {
  if (ends_inside_range(line)) return true;
  const std::size_t gap = line.find_last_of(" \t\n");
  return words.number_leaders.has(lower_case(gap == line.npos ? line : line.substr(gap + 1)));
}

// "Aika: ..." and "Päätös:": a capital, few words, a colon.
bool starts_label(std::string_view text) {
  if (!starts_upper(text)) return false;
  const std::string_view head = text.substr(0, 40);
  const std::size_t colon = head.find(':');
  if (colon == std::string_view::npos || colon < 3) return false;
  if (colon + 1 < text.size() && text[colon + 1] != ' ' && text[colon + 1] != '\n') return false;
  const std::string_view label = head.substr(0, colon);
  return std::count(label.begin(), label.end(), ' ') <= 2 &&
         label.find_first_of(".,;0123456789") == std::string_view::npos;
}

// True where the line end between two lines is no more than the end of the paper.
bool runs_on(const Document& document, const Line& line, const Line& next, RightEdges& edges,
             const PassageWords& words) {
  const std::string_view after = document.at(next.span);
  const Row& row = document.rows[line.row];
  const Row& next_row = document.rows[next.row];
  if (line.row == next.row) return line.cell == next.cell;
  const BlockKind kind = document.blocks[row.block].kind;
  if (kind == BlockKind::table || document.blocks[next_row.block].kind == BlockKind::table) {
    return false;
  }
  if (row.lines.size() > 1 || next_row.lines.size() > 1) return false;
  if (is_lower_start(after)) return true;
  if (!after.empty() && is_digit(after[0]) && asks_for_number(document.at(line.span), words))
    return true;
  if (starts_list_item(after) || starts_label(after)) return false;
  if (kind == BlockKind::heading) return true;
  return !ended_on_purpose(document, line, next, edges);
}

std::string flow_of(const Document& document, const PassageWords& words) {
  std::string flow = document.text;
  RightEdges edges(document);
  for (std::size_t i = 0; i + 1 < document.lines.size(); ++i) {
    const Line& line = document.lines[i];
    const Line& next = document.lines[i + 1];
    if (next.span.begin != line.span.end + 1 || flow[line.span.end] != '\n') continue;
    if (runs_on(document, line, next, edges, words)) flow[line.span.end] = ' ';
  }
  return flow;
}

// The letters, digits and inner points before the offset: the word a point belongs to.
std::string_view word_before(std::string_view text, std::size_t offset) {
  const std::string_view head = text.substr(0, offset);
  const std::size_t before = head.find_last_of(" \t\n([\"/");
  return before == std::string_view::npos ? head : head.substr(before + 1);
}

bool is_number(std::string_view word) {
  return !word.empty() && word.find_first_not_of("0123456789.:-") == std::string_view::npos;
}

// A number after which a point is part of it: "2. varapuheenjohtaja", "12.3. Kemi"; but
// neither a year nor a time of day.
bool is_ordinal_or_day(std::string_view word) {
  const std::size_t last = word.find_last_of('.');
  const std::string_view tail = last == std::string_view::npos ? word : word.substr(last + 1);
  return tail.size() <= 2;
}

// "vaihtoehto B.", "bilaga C.": a letter that names a thing is no initial.
bool follows_lettered_thing(std::string_view flow, std::size_t letter, const PassageWords& words) {
  if (letter == 0 || flow[letter - 1] != ' ') return false;
  return words.lettered_things.begins(word_before(flow, letter - 1));
}

bool is_from_somewhere(std::string_view word) {
  return word.ends_with("sta") || word.ends_with("stä") || word.ends_with("lta") ||
         word.ends_with("ltä");
}

// "Poissa: Otso Malli", "Poissa olivat", "Kunnasta mukana olivat": behind "siht." and "Aino E." no
// name goes on with it.
bool heads_list(std::string_view next, const PassageWords& words) {
  constexpr std::size_t farthest = 3;  // Words before those of the heading.
  std::string before;
  for (std::size_t i = 0; i <= farthest && !next.empty(); ++i) {
    const std::string word = lower_case(first_word(next));
    next.remove_prefix(std::min(first_word(next).size() + 1, next.size()));
    const std::string second = lower_case(first_word(next));
    if (i == 0 && word.ends_with(':') && words.list_headings.has(word.substr(0, word.size() - 1)))
      return true;
    const bool heads = words.list_headings.has(word) && words.list_verbs.has(second);
    const bool verb_first = words.list_verbs.has(word) && words.list_headings.has(second);
    if (heads && (i == 0 || is_from_somewhere(before))) return true;
    if (verb_first && i > 0 && is_from_somewhere(before)) return true;
    before = word;
  }
  return false;
}

// "12 kpl"
bool follows_number(std::string_view flow, std::size_t word) {
  return word > 1 && flow[word - 1] == ' ' && is_digit(flow[word - 2]);
}

// "Otso Malli siht. Aino Esimerkki oli estynyt": the office is of who stands before it, and the
// next name begins a sentence.
bool begins_with_person(std::string_view next, const PassageWords& words) {
  for (int names = 0; names < 2; ++names) {
    if (!starts_upper(next)) return false;
    next.remove_prefix(std::min(first_word(next).size() + 1, next.size()));
  }
  return words.list_verbs.has(lower_case(first_word(next)));
}

// Does the mark at `end - 1` (with closing quotes up to `end`) end a sentence that began at
// `begin`? `next` is what follows after the space.
bool ends_sentence(std::string_view flow, std::size_t begin, std::size_t mark,
                   std::string_view next, const PassageWords& words) {
  if (next.empty()) return true;
  if (is_lower_start(next)) return false;
  if (flow[mark] != '.') return true;
  const std::string_view word = word_before(flow, mark);
  const std::size_t word_begin = mark - word.size();
  if (word.empty()) return word_begin > begin;
  if (is_number(word)) {
    if (word_begin <= begin) return false;  // "3. Kokouksen avaus"
    if (is_digit(next[0])) return !is_ordinal_or_day(word);
    return true;
  }
  const bool unit = word_begin > 0 && flow[word_begin - 1] == '/';  // "900 mk/v."
  if (words.counted.has(lower_case(word)) && follows_number(flow, word_begin)) return true;
  if (!unit && words.abbreviations.has(lower_case(word))) {
    const bool behind_name =
        word_begin > begin + 1 && starts_upper(word_before(flow, word_begin - 1));
    return heads_list(next, words) || (behind_name && begins_with_person(next, words));
  }
  const bool initial = code_points(word) == 1 && starts_upper(word);
  return !initial || follows_lettered_thing(flow, word_begin, words) || heads_list(next, words);
}

std::size_t skip_closing(std::string_view flow, std::size_t offset) {
  for (;;) {
    const std::string_view rest = flow.substr(offset);
    if (rest.starts_with('"') || rest.starts_with(')') || rest.starts_with('\'')) {
      offset += 1;
    } else if (rest.starts_with("”") || rest.starts_with("’") || rest.starts_with("»")) {
      offset += rest.starts_with("»") ? 2 : 3;
    } else {
      return offset;
    }
  }
}

void add_trimmed(std::vector<Span>& sentences, std::string_view flow, Span span) {
  while (!span.empty() && flow[span.begin] == ' ') ++span.begin;
  while (!span.empty() && flow[span.end - 1] == ' ') --span.end;
  if (!span.empty()) sentences.push_back(span);
}

std::vector<Span> sentences_of(std::string_view flow, const PassageWords& words) {
  std::vector<Span> sentences;
  std::size_t begin = 0;
  for (std::size_t i = 0; i < flow.size(); ++i) {
    const char c = flow[i];
    if (c == '\n' || c == '\t') {
      add_trimmed(sentences, flow, {begin, i});
      begin = i + 1;
      continue;
    }
    while (begin < i && flow[begin] == ' ') ++begin;
    if (c != '.' && c != '!' && c != '?') continue;
    const std::size_t end = skip_closing(flow, i + 1);
    if (end >= flow.size() || flow[end] != ' ') continue;
    const std::size_t next = std::min(flow.find_first_not_of(' ', end), flow.size());
    if (!ends_sentence(flow, begin, i, flow.substr(next, 80), words)) continue;
    add_trimmed(sentences, flow, {begin, end});
    begin = next;
    i = next - 1;
  }
  add_trimmed(sentences, flow, {begin, flow.size()});
  return sentences;
}

constexpr std::size_t fewest_to_tell = 40;  // Bytes of a paragraph whose language shows.

// A document without the other language's commonest words has no paragraph in it; most have none.
bool may_hold_other_language(std::string_view flow, std::string_view main,
                             const PassageWords& words) {
  if (main != "fi" && main != "sv") return false;
  const auto& others = main == "fi" ? words.swedish : words.finnish;
  return std::any_of(others.begin(), others.end(), [&](const std::string& word) {
    return flow.find(word) != std::string_view::npos;
  });
}

std::vector<Passage::InOther> in_other_language(std::string_view flow, std::string_view main,
                                                const PassageWords& words) {
  std::vector<Passage::InOther> found;
  if (!may_hold_other_language(flow, main, words)) return found;
  for (std::size_t begin = 0; begin < flow.size();) {
    const std::size_t end = std::min(flow.find('\n', begin), flow.size());
    const Span paragraph{begin, end};
    begin = end + 1;
    if (paragraph.size() < fewest_to_tell) continue;
    std::string language = language_of(flow.substr(paragraph.begin, paragraph.size()));
    const bool told = language == "fi" || language == "sv";
    if (told && language != main) found.push_back({paragraph, std::move(language)});
  }
  return found;
}

// A given name and the word with a capital right after it, in any case form.
std::vector<std::string> full_names_in(const Passage& passage) {
  const auto is_given_name = [&](std::string_view word) {
    const auto& readings = passage.language.readings(word);
    return std::any_of(readings.begin(), readings.end(), [](const Reading& reading) {
      return reading.word_class == WordClass::first_name && reading.inflection == Case::nominative;
    });
  };
  std::vector<std::string> names;
  for (std::size_t i = 1; i < passage.tokens.size(); ++i) {
    const Span first = passage.tokens[i - 1].span, last = passage.tokens[i].span;
    const bool beside = first.end + 1 == last.begin && passage.flow[first.end] == ' ';
    if (!beside || !starts_upper(passage.at(first)) || !starts_upper(passage.at(last))) continue;
    if (is_given_name(passage.at(first))) names.emplace_back(passage.at({first.begin, last.end}));
  }
  return names;
}

void add_lower_words(Passage& passage) {
  passage.lower_words.reserve(passage.flow.size());
  passage.lower_begins.reserve(passage.tokens.size() + 1);
  for (const Token& token : passage.tokens) {
    passage.lower_begins.push_back(passage.lower_words.size());
    passage.lower_words += lower_case(passage.at(token.span));
  }
  passage.lower_begins.push_back(passage.lower_words.size());
}

}  // namespace

std::string_view Passage::language_at(std::size_t offset) const {
  const auto after = std::upper_bound(
      in_other_language.begin(), in_other_language.end(), offset,
      [](std::size_t value, const InOther& other) { return value < other.span.begin; });
  if (after == in_other_language.begin()) return main_language;
  const InOther& other = *std::prev(after);
  return other.span.contains(offset) ? std::string_view(other.language) : main_language;
}

std::string Passage::nominative(std::string_view name, std::size_t offset,
                                const std::vector<std::string>& attested) const {
  if (language_at(offset) == "sv" && !name.ends_with('s')) return std::string(name);
  return language.nominative(name, attested);
}

Range Passage::tokens_in(Span span) const {
  const auto begins_before = [](const Token& token, std::size_t offset) {
    return token.span.begin < offset;
  };
  const auto first = std::lower_bound(tokens.begin(), tokens.end(), span.begin, begins_before);
  const auto last = std::lower_bound(first, tokens.end(), span.end, begins_before);
  return {static_cast<std::size_t>(first - tokens.begin()),
          static_cast<std::size_t>(last - tokens.begin())};
}

Passage make_passage(const Document& document, const Rulebook& rulebook, Language& language) {
  const PassageWords& words = rulebook.kept<PassageWords>();
  Passage passage{document,
                  rulebook,
                  language,
                  language_of(document.text),
                  flow_of(document, words),
                  {},
                  {},
                  {},
                  {},
                  {},
                  {},
                  {}};
  passage.glance = rulebook.glance(passage.flow);
  passage.tokens = language.tokenise(passage.flow);
  add_lower_words(passage);
  passage.sentences = sentences_of(passage.flow, words);
  passage.in_other_language = in_other_language(passage.flow, passage.main_language, words);
  passage.attested_names = nominatives_among(full_names_in(passage));
  return passage;
}

}  // namespace muistio
