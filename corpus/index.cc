#include "corpus/index.h"

#include <algorithm>

#include "corpus/compression.h"
#include "corpus/unicode.h"

namespace muistio {
namespace {

constexpr std::size_t longest_term = 200;              // Bytes; what is longer is cut.
constexpr std::size_t largest_page_words = 64u << 20;  // Bytes.

constexpr std::size_t most_parts = 8;     // Of a compound whose inner compounds are indexed.
constexpr std::size_t shortest_stem = 3;  // Bytes.
constexpr int most_stemmings = 4;
constexpr std::size_t shortest_definite = 4;  // Bytes: "plan" is no form of "pla".
// A reading this much less likely than the best is noise more often than it is right.
constexpr double least_plausible = 0.1;

// The offset, or the end of the word that it would cut.
std::size_t word_edge(std::string_view text, std::size_t offset) {
  if (offset == 0 || is_space(text[offset - 1])) return offset;
  while (offset < text.size() && !is_space(text[offset])) ++offset;
  return offset;
}

std::string_view cut(std::string_view word) {
  if (word.size() <= longest_term) return word;
  return word.substr(0, character_begin(word, longest_term));
}

void add(WordTerms& terms, std::string_view term) {
  std::string lower = lower_case(cut(term));
  // A term is one cell entry; what has a space inside would shift the words after it.
  if (lower.empty() || lower.find(' ') != std::string::npos) return;
  if (terms.base.empty()) {
    terms.base = std::move(lower);
  } else if (lower != terms.base &&
             std::find(terms.more.begin(), terms.more.end(), lower) == terms.more.end()) {
    terms.more.push_back(std::move(lower));
  }
}

// "-kokous", "palkka-": the hyphen stands for something else and belongs to no word.
std::string_view without_edge_hyphens(std::string_view word) {
  static constexpr std::string_view dash = "–";
  while (word.size() > 1 && word.starts_with('-')) word.remove_prefix(1);
  while (word.size() > dash.size() && word.starts_with(dash)) word.remove_prefix(dash.size());
  while (word.size() > 1 && word.ends_with('-')) word.remove_suffix(1);
  return word;
}

// Compounds within the compound: "maatalous" of "maatalouspolitiikka".
void add_inner_compounds(WordTerms& terms, const Reading& reading, Language& language) {
  const std::size_t count = reading.parts.size();
  if (count < 3 || count > most_parts || reading.joints.size() + 1 != count) return;
  const auto begin_of = [&reading](std::size_t part) {
    return part == 0 ? 0 : reading.joints[part - 1];
  };
  for (std::size_t first = 0; first < count; ++first) {
    for (std::size_t last = first + 1; last < count; ++last) {
      if (last - first + 1 == count) continue;
      const std::size_t begin = begin_of(first);
      const std::size_t end = last + 1 == count ? reading.base.size() : begin_of(last + 1);
      const std::string_view inner =
          without_edge_hyphens(std::string_view(reading.base).substr(begin, end - begin));
      // The last part of the whole stands in its base form; others may be genitives.
      if (last + 1 == count) {
        add(terms, inner);
      } else if (const Reading& best = language.readings(inner).front(); best.known) {
        add(terms, best.base);
      }
    }
  }
}

void add(WordTerms& terms, const Reading& reading, Language& language) {
  add(terms, reading.base);
  if (!reading.verb.empty()) add(terms, reading.verb);
  if (reading.base.find('-') != std::string::npos) {
    std::string joined = reading.base;
    std::erase(joined, '-');
    add(terms, joined);
  }
  if (reading.parts.size() < 2) return;
  for (const std::string& part : reading.parts) add(terms, part);
  add_inner_compounds(terms, reading, language);
}

// Where the next word stands; `end` is where the one before it ended.
Span unpack_span(Unpacker& unpacker, std::string_view text, std::size_t end) {
  const std::size_t gap = unpacker.number(), size = unpacker.number();
  if (gap > text.size() - end || size > text.size() - end - gap) unpacker.fail();
  if (unpacker.failed()) return {};
  const Span span{end + gap, end + gap + size};
  if (!is_boundary(text, span.begin) || !is_boundary(text, span.end)) unpacker.fail();
  return span;
}

// What may go into the full-text index.
bool are_sound(const PackedWords& words) {
  for (std::size_t i = 0; i < words.size(); ++i) {
    const TermViews terms = words.terms(i);
    const bool sound = std::all_of(terms.begin(), terms.end(), [](std::string_view term) {
      return term.size() <= 2 * longest_term && is_valid_utf8(term);
    });
    if (!sound) return false;
  }
  return true;
}

void add_to_cell(std::string& cell, std::string_view word) {
  if (!cell.empty()) cell += ' ';
  cell += word;
}

Error damaged_words() {
  return {ErrorCode::bad_corpus, "", "the words of a page in the corpus are damaged"};
}

}  // namespace

bool is_indexed(TokenKind kind) {
  return kind != TokenKind::punctuation && kind != TokenKind::symbol;
}

std::string stem_term(std::string_view word, Language& language) {
  std::string stem = language.stem(word);
  // Snowball cuts off one ending at a time of words it does not expect: "hypatialle" ->
  // "hypatia" -> "hypat". Only the last of them is the same for all forms.
  for (int round = 0; round < most_stemmings; ++round) {
    std::string shorter = language.stem(stem);
    if (shorter == stem || shorter.size() < shortest_stem) break;
    stem = std::move(shorter);
  }
  return std::string(stem_mark) + stem;
}

std::string swedish_term(std::string_view word, Language& language) {
  // Snowball leaves "skolan" and "skolans" apart from "skola".
  std::string lower = lower_case(word);
  if (lower.size() > shortest_definite + 1 && lower.ends_with("ans")) lower.pop_back();
  if (lower.size() > shortest_definite && lower.ends_with("an")) lower.pop_back();
  return std::string(swedish_stem_mark) + language.swedish_stem(lower);
}

WordTerms terms_of(std::string_view word, Language& language, std::string_view text_language) {
  WordTerms terms;
  if (word.size() > longest_term) {
    add(terms, word);
    return terms;
  }
  word = without_edge_hyphens(word);
  if (text_language == "sv") add(terms, swedish_term(word, language));
  // A copy: finding inner compounds asks the Language again.
  const std::vector<Reading> readings = language.readings(word);
  for (const Reading& reading : readings) {
    if (!reading.known) {
      add(terms, stem_term(word, language));
    } else if (reading.plausibility >= least_plausible) {
      add(terms, reading, language);
    }
  }
  // "10 000"
  if (terms.base.empty()) {
    std::string joined(word);
    std::erase(joined, ' ');
    add(terms, joined);
  }
  return terms;
}

std::vector<IndexedWord> indexed_words(std::string_view text, Language& language,
                                       std::string_view text_language) {
  std::vector<IndexedWord> words;
  for (const Token& token : language.tokenise(text)) {
    if (!is_indexed(token.kind)) continue;
    words.push_back({token.span, terms_of(text.substr(token.span.begin, token.span.size()),
                                          language, text_language)});
  }
  return words;
}

std::vector<IndexedWord> indexed_names(std::string_view text, Language& language) {
  std::vector<IndexedWord> words = indexed_words(text, language);
  for (IndexedWord& word : words) {
    // A name stands in the nominative already.
    WordTerms terms;
    add(terms, text.substr(word.span.begin, word.span.size()));
    add(terms, word.terms.base);
    for (const std::string& term : word.terms.more) add(terms, term);
    word.terms = std::move(terms);
  }
  return words;
}

std::string surface_cell(std::string_view text, const PackedWords& words) {
  std::string cell;
  for (std::size_t i = 0; i < words.size(); ++i)
    add_to_cell(cell, cut(text.substr(words.span(i).begin, words.span(i).size())));
  return cell;
}

bool may_be_surface_cell(std::string_view cell, std::string_view text) {
  // What is longer was cut.
  const auto is_short = [](std::string_view word) { return word.size() < longest_term - 3; };
  const std::vector<std::string_view> words = words_of(text);
  return letters_and_digits(cell) == letters_and_digits(text) ||
         !std::all_of(words.begin(), words.end(), is_short);
}

std::string base_cell(const PackedWords& words) {
  std::string cell;
  for (std::size_t i = 0; i < words.size(); ++i) add_to_cell(cell, words.terms(i).front());
  return cell;
}

std::string more_cell(const PackedWords& words) {
  std::string cell;
  for (std::size_t i = 0; i < words.size(); ++i)
    for (const std::string_view term : words.terms(i).subspan(1)) add_to_cell(cell, term);
  return cell;
}

std::string decided_cell(const PackedWords& words, std::size_t begin,
                         const std::vector<Span>& spans) {
  std::string cell;
  for (std::size_t i = 0; i < words.size(); ++i) {
    const Span place{begin + words.span(i).begin, begin + words.span(i).end};
    const auto holds = [place](Span span) { return span.contains(place); };
    if (std::any_of(spans.begin(), spans.end(), holds)) add_to_cell(cell, words.terms(i).front());
  }
  return cell;
}

std::vector<FactText> fact_texts(const Memo& memo) {
  std::vector<FactText> texts;
  for (std::size_t i = 0; i < memo.decisions.size(); ++i)
    texts.push_back({"decision", i, memo.decisions[i].text});
  for (std::size_t i = 0; i < memo.actions.size(); ++i)
    texts.push_back({"action", i, memo.actions[i].what});
  for (std::size_t i = 0; i < memo.items.size(); ++i)
    texts.push_back({"item", i, memo.items[i].title});
  for (std::size_t i = 0; i < memo.attendees.size(); ++i)
    texts.push_back({"attendee", i, memo.attendees[i].name});
  if (!memo.meeting) return texts;
  const auto add_field = [&texts](std::string_view field, const std::optional<Stated>& stated) {
    if (stated) texts.push_back({field, 0, stated->value});
  };
  add_field("body", memo.meeting->body);
  add_field("title", memo.meeting->title);
  add_field("number", memo.meeting->number);
  add_field("place", memo.meeting->place);
  return texts;
}

Span page_text_span(const Document& document, std::size_t index) {
  const auto begin_of = [&document](std::size_t page) {
    if (page == 0) return std::size_t{0};
    if (page == document.pages.size()) return document.text.size();
    return word_edge(document.text, document.pages[page].span.begin);
  };
  return {begin_of(index), begin_of(index + 1)};
}

// Papers in two languages have pages of each. Looking closely is dear, and Finnish pages do
// not have the word that every Swedish one has.
std::string language_of_page(std::string_view text, const Memo& memo) {
  if (memo.language != "sv" && text.find(" och ") == std::string_view::npos) return memo.language;
  std::string language = language_of(text);
  return language == "und" ? memo.language : language;
}

void pack(Packer& packer, const WordTerms& terms) {
  packer.text(terms.base);
  packer.number(terms.more.size());
  for (const std::string& term : terms.more) packer.text(term);
}

void pack(Packer& packer, const std::vector<IndexedWord>& words) {
  packer.number(words.size());
  std::size_t end = 0;
  for (const IndexedWord& word : words) {
    packer.number(word.span.begin - end);
    packer.number(word.span.size());
    pack(packer, word.terms);
    end = word.span.end;
  }
}

Result<MemoIndex> decode_index(std::string_view bytes, const Memo& memo, const Document& document) {
  Unpacker unpacker(bytes);
  MemoIndex index;
  const Error broken{ErrorCode::broken, "", "what the worker sent is not the index of its memo"};
  for (std::size_t i = 0; i < document.pages.size(); ++i) {
    index.encoded_pages.emplace_back(unpacker.text());
    auto words =
        PackedWords::decode(index.encoded_pages.back(), document.at(page_text_span(document, i)));
    if (!words || !are_sound(words.value())) return broken;
    index.pages.push_back(std::move(words).value());
  }
  for (const FactText& fact : fact_texts(memo)) {
    auto words = PackedWords::unpacked(std::string(unpacker.text()), fact.text);
    if (!words || !are_sound(words.value())) return broken;
    index.facts.push_back(std::move(words).value());
  }
  index.mentions = unpack_mentions(unpacker, document);
  if (!index.mentions) return broken;
  if (unpacker.failed() || !unpacker.at_end()) return broken;
  return index;
}

std::vector<std::string_view> views_of(const WordTerms& terms) {
  std::vector<std::string_view> views{terms.base};
  views.insert(views.end(), terms.more.begin(), terms.more.end());
  return views;
}

Result<PackedWords> PackedWords::decode(std::string_view bytes, std::string_view text) {
  auto packed = decompressed(bytes, largest_page_words);
  if (!packed) return packed.error();
  return unpacked(std::move(packed).value(), text);
}

std::string PackedWords::encoded() const {
  return compressed(*bytes_);
}

Result<PackedWords> PackedWords::unpacked(std::string bytes, std::string_view text) {
  PackedWords list;
  list.bytes_ = std::make_unique<const std::string>(std::move(bytes));
  Unpacker unpacker(*list.bytes_);
  list.words_.resize(std::min(unpacker.count(), text.size()));
  list.terms_.reserve(list.words_.size() * 2);
  std::size_t end = 0;
  for (Word& word : list.words_) {
    word.span = unpack_span(unpacker, text, end);
    end = word.span.end;
    word.first_term = list.terms_.size();
    list.terms_.push_back(unpacker.text());
    for (std::size_t more = unpacker.count(); more > 0; --more)
      list.terms_.push_back(unpacker.text());
    word.terms = list.terms_.size() - word.first_term;
    if (unpacker.failed()) break;
  }
  if (unpacker.failed() || !unpacker.at_end()) return damaged_words();
  return list;
}

void PackedWords::set_holders(std::string_view wanted, std::vector<bool>& words) const {
  const std::string_view bytes = *bytes_;
  for (std::size_t at = bytes.find(wanted); at != std::string_view::npos;
       at = bytes.find(wanted, at + 1)) {
    const auto term = std::partition_point(
        terms_.begin(), terms_.end(),
        [place = bytes.data() + at](std::string_view one) { return one.data() <= place; });
    if (term == terms_.begin()) continue;
    const auto number = static_cast<std::size_t>(term - terms_.begin()) - 1;
    const auto word = std::partition_point(words_.begin(), words_.end(), [number](const Word& one) {
      return one.first_term <= number;
    });
    words[static_cast<std::size_t>(word - words_.begin()) - 1] = true;
  }
}

PackedWords::PackedWords(const std::vector<IndexedWord>& words, std::string_view text) {
  Packer packer;
  pack(packer, words);
  *this = unpacked(std::move(packer).bytes(), text).value();
}

}  // namespace muistio
