// Laid out pages -> one Document: the text, and every word, line, row and block with its
// span. Line-end hyphens are mended here, also over columns and pages.
#pragma once

#include <cstddef>
#include <string>

#include "corpus/document.h"
#include "corpus/language.h"
#include "extractors/layout.h"
#include "extractors/page_words.h"

namespace muistio {

class Assembly {
 public:
  Assembly(Language& language, std::size_t text_limit);

  // Pages come in order. A page that would pass the text limit is cut at the block that
  // does; an issue says so, and later pages add nothing.
  void add(const PageWords& page, const PageLayout& layout);

  bool is_full() const { return full_; }

  Document take();

 private:
  void add_block(const PageWords& page, const LaidBlock& block);
  void add_row(const PageWords& page, const LaidRow& row, bool table);
  void add_line(const PageWords& page, const LaidLine& line);
  bool mends_hyphen(const PageWords& page, const Fragment& next);
  bool runs_over_page(const PageWords& page, const LaidBlock& next) const;

  Language& language_;
  std::size_t text_limit_;
  bool full_ = false;
  bool last_block_runs_on_ = false;
  Document document_;
};

}  // namespace muistio
