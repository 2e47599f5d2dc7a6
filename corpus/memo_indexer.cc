#include "corpus/memo_indexer.h"

#include <utility>

#include "corpus/compression.h"
#include "corpus/index.h"

namespace muistio {

std::string MemoIndexer::encoded_index(const Memo& memo, const Document& document) {
  Packer packer;
  for (std::size_t i = 0; i < document.pages.size(); ++i) {
    const std::string_view text = document.at(page_text_span(document, i));
    packer.text(compressed(packed_words(text, language_of_page(text, memo))));
  }
  for (const FactText& fact : fact_texts(memo)) {
    packer.text(fact.field == "attendee" ? packed_names(fact.text)
                                         : packed_words(fact.text, memo.language));
  }
  pack(packer, find_mentions(memo, document));
  return std::move(packer).bytes();
}

std::string MemoIndexer::packed_names(std::string_view text) {
  Packer packer;
  pack(packer, indexed_names(text, language_));
  return std::move(packer).bytes();
}

// As pack() writes indexed_words().
std::string MemoIndexer::packed_words(std::string_view text, std::string_view text_language) {
  Packer words;
  std::size_t count = 0, end = 0;
  for (const Token& token : language_.tokenise(text)) {
    if (!is_indexed(token.kind)) continue;
    const Span span = token.span;
    words.number(span.begin - end);
    words.number(span.size());
    words.packed(packed_terms(text.substr(span.begin, span.size()), text_language));
    end = span.end;
    ++count;
  }
  Packer packer;
  packer.number(count);
  packer.packed(words.bytes());
  return std::move(packer).bytes();
}

const std::string& MemoIndexer::packed_terms(std::string_view word,
                                             std::string_view text_language) {
  TermMemory& memory = text_language == "sv" ? known_in_swedish_ : known_;
  if (const std::string* known = memory.find(word)) return *known;
  Packer packer;
  pack(packer, terms_of(word, language_, text_language));
  return memory.keep(word, std::move(packer).bytes());
}

}  // namespace muistio
