// Laid out pages -> one Document: the text, and every word, line, row and block with its
// span. Line-end hyphens are mended here, also over columns and pages.
#pragma once

#include <cstddef>
#include <vector>

#include "corpus/document.h"
#include "corpus/language.h"
#include "extractors/layout.h"
#include "extractors/page_words.h"

namespace muistio {

class Assembly {
 public:
  Assembly(Language& language, std::size_t text_limit);

  // Pages come in order; what is added belongs to the page begun last.
  void begin_page(const Page& page);

  // What would pass the text limit is left out; an issue says so.
  void add(const PageWords& page, const std::vector<LaidBlock>& blocks);

  Document take();

 private:
  void add_block(const PageWords& page, const LaidBlock& block, bool goes_on);
  void add_row(const PageWords& page, const LaidRow& row);
  void add_line(const PageWords& page, const LaidLine& line);  // `page` is the line's own.
  bool mends_hyphen(const PageWords& page, const Fragment& next);
  bool runs_on(const PageWords& page, const std::vector<LaidBlock>& blocks, std::size_t i) const;
  bool was_full(const PageWords& page, const LaidBlock& next) const;
  bool stands_under_item(const std::vector<LaidBlock>& blocks, std::size_t i) const;
  bool likely_within_paragraph(double share) const;
  void count_sentence_ends(const Block& block, bool is_whole);

  Language& language_;
  std::size_t text_limit_;
  bool full_ = false;
  bool after_column_end_ = false;
  double room_ = 1e9;  // LaidBlock::room of the last block.
  // Paragraphs of two lines or more, and their lines but the last that end a sentence.
  std::size_t paragraphs_ = 0, inner_sentence_ends_ = 0;
  Document document_;
};

}  // namespace muistio
