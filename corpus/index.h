// What the full-text index holds of a memo: every word with its base forms, page by page,
// and the same for the texts of its facts. Made where the Language is (a worker), written
// where the corpus is (the parent).
#pragma once

#include <memory>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "corpus/document.h"
#include "corpus/language.h"
#include "corpus/memo.h"
#include "corpus/mentions.h"
#include "corpus/packing.h"
#include "corpus/result.h"

namespace muistio {

// The index terms of one word, in lower case. Of a word that the dictionary does not know
// there is a stem, marked as such (stem_mark) to keep it apart from base forms.
struct WordTerms {
  std::string base;               // The likeliest base form.
  std::vector<std::string> more;  // Other base forms, verbs of participles, compound parts.
  bool operator==(const WordTerms&) const = default;
};

inline constexpr std::string_view stem_mark = "ˢ";
inline constexpr std::string_view swedish_stem_mark = "ᵛ";

// The term of a word that the dictionary does not know.
std::string stem_term(std::string_view word, Language& language);

// The base form of a word in Swedish text, as far as the index goes.
std::string swedish_term(std::string_view word, Language& language);

// `text_language` is that of the text around the word ("fi", "sv"...). In Swedish the stem
// is the base, and what the word would be in Finnish stands after it.
WordTerms terms_of(std::string_view word, Language& language,
                   std::string_view text_language = "fi");

// The same, kept elsewhere: first the base form.
using TermViews = std::span<const std::string_view>;
std::vector<std::string_view> views_of(const WordTerms& terms);

// Whether words of this kind are indexed; marks are not.
bool is_indexed(TokenKind kind);

struct IndexedWord {
  Span span;  // Into the text that was indexed.
  WordTerms terms;
  bool operator==(const IndexedWord&) const = default;
};

// All words and numbers of the text in order; marks are left out.
std::vector<IndexedWord> indexed_words(std::string_view text, Language& language,
                                       std::string_view text_language = "fi");

// A text of the memo by which it can be found.
struct FactText {
  std::string_view field;  // As table fact of the corpus file has it: "decision".
  std::size_t row = 0;     // Which of the memo's facts of that field, counted from 0.
  std::string text;
};
std::vector<FactText> fact_texts(const Memo& memo);

// The part of Document::text that stands in the corpus as the text of page `index`: from
// its beginning to that of the next. A word divided over two pages belongs to the first.
Span page_text_span(const Document& document, std::size_t index);

// Of a page of the memo: pages in two languages differ.
std::string language_of_page(std::string_view text, const Memo& memo);

// The words of a name: each as it stands, which is the nominative, and then its terms.
std::vector<IndexedWord> indexed_names(std::string_view text, Language& language);

// The parts that PackedWords are made of: a list of words, and the terms of one of them.
void pack(Packer& packer, const std::vector<IndexedWord>& words);
void pack(Packer& packer, const WordTerms& terms);

// The words of one text, packed as they are kept and sent, to be looked at.
class PackedWords {
 public:
  // As pack() made them; bad_corpus where they do not fit the text. Terms may be of any bytes.
  static Result<PackedWords> unpacked(std::string bytes, std::string_view text);
  // Compressed, as the corpus keeps those of a page.
  static Result<PackedWords> decode(std::string_view bytes, std::string_view text);
  PackedWords(const std::vector<IndexedWord>& words, std::string_view text);
  PackedWords(PackedWords&&) = default;
  PackedWords& operator=(PackedWords&&) = default;

  std::string encoded() const;  // For decode().

  std::size_t size() const { return words_.size(); }
  Span span(std::size_t word) const { return words_[word].span; }
  TermViews terms(std::size_t word) const {
    return TermViews(terms_).subspan(words_[word].first_term, words_[word].terms);
  }

  // Sets those of the words, as many as size(), in one of whose terms the text stands; now
  // and then one in which it does not.
  void set_holders(std::string_view wanted, std::vector<bool>& words) const;

 private:
  struct Word {
    Span span;
    std::size_t first_term = 0, terms = 0;
  };
  PackedWords() = default;

  std::unique_ptr<const std::string> bytes_;  // What they were unpacked from; stays where it is.
  std::vector<Word> words_;
  std::vector<std::string_view> terms_;
};

// One cell of the index: the words or terms with spaces between.
std::string surface_cell(std::string_view text, const PackedWords& words);
// False where the cell is surely that of another text; its words need not be found for this.
bool may_be_surface_cell(std::string_view cell, std::string_view text);
std::string base_cell(const PackedWords& words);
std::string more_cell(const PackedWords& words);
// Base forms of the words that lie in one of the spans, which are offsets in a text where
// the words' own text begins at `begin`.
std::string decided_cell(const PackedWords& words, std::size_t begin,
                         const std::vector<Span>& spans);

struct MemoIndex {
  std::vector<PackedWords> pages;  // One for each of Document::pages, spans into the page's text.
  std::vector<PackedWords> facts;  // One for each of fact_texts().
  // PackedWords::encoded() of each page, where it was made already; else empty.
  std::vector<std::string> encoded_pages;
  // As find_mentions() says; absent where nobody has looked yet.
  std::optional<std::vector<Mention>> mentions;
};

// What MemoIndexer made, where the worker's word for it is not taken: broken where the index does
// not fit the memo and the document.
Result<MemoIndex> decode_index(std::string_view bytes, const Memo& memo, const Document& document);

}  // namespace muistio
