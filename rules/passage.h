// What every finder of facts needs to have at hand: the document with its tokens, its
// sentences and a text in which sentences run on over line ends.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "corpus/document.h"
#include "corpus/language.h"
#include "rules/rulebook.h"

namespace muistio {

// One analysis of one document. Holds references to what it is given; those must outlive it.
struct Passage {
  const Document& document;
  const Rulebook& rulebook;
  Language& language;

  // "fi", "sv", "en" or "und": of most of the document.
  std::string main_language;

  // document.text with every line end inside a paragraph turned into a space: the same
  // bytes otherwise, so that spans are the same. '\t' stays between cells; "\n" stays
  // between rows of a table and between blocks.
  std::string flow;

  Rulebook::Glance glance;  // At the flow.

  // Of the flow, in order.
  std::vector<Token> tokens;

  // lower_case() of every token, one behind the other, and where each begins in that; one more
  // tells where the last ends.
  std::string lower_words;
  std::vector<std::size_t> lower_begins;

  // Sentences of the flow, in order, without the white space between them. A heading, a
  // list item, a cell and a label line are sentences of their own.
  std::vector<Span> sentences;

  std::string_view at(Span span) const {
    return std::string_view(flow).substr(span.begin, span.size());
  }

  // The token in small letters.
  std::string_view lower(std::size_t token) const {
    const std::size_t begin = lower_begins[token];
    return std::string_view(lower_words).substr(begin, lower_begins[token + 1] - begin);
  }

  // All matches of the subject's rules in the flow, whatever their language.
  std::vector<Match> find(std::string_view subject, Rulebook::Stands stands = nullptr) const {
    return rulebook.find(subject, flow, glance, stands);
  }

  // Paragraphs of a document in two languages that are not in its main one, in order.
  struct InOther {
    Span span;
    std::string language;
  };
  std::vector<InOther> in_other_language;

  // Full names of people in the nominative, each where an inflected form of it stands in the memo,
  // too: they tell what the inflected form is of (Language::nominative). Sorted.
  std::vector<std::string> attested_names;

  // The language of the paragraph that holds the offset; a few words tell none, so a short one
  // has that of the document.
  std::string_view language_at(std::size_t offset) const;

  // Language::nominative() of a name that stands there: Swedish inflects names with "s" alone, so
  // that "Grankulla" is no Finnish form of "Granku".
  std::string nominative(std::string_view name, std::size_t offset,
                         const std::vector<std::string>& attested) const;

  // Indices into tokens of those that begin inside the span.
  Range tokens_in(Span span) const;
};

Passage make_passage(const Document& document, const Rulebook& rulebook, Language& language);

}  // namespace muistio
