// What is printed across a page or beside its lines and belongs to no text on it: watermarks
// ("LUONNOS") and the numbers of lines.
#pragma once

#include <optional>
#include <utility>
#include <vector>

#include "corpus/document.h"
#include "extractors/page_words.h"

namespace muistio {

// Takes such marks out of the words of a document's pages, which must come in order and not
// yet turned.
class PageMarks {
 public:
  void take_from(PageWords& page);

  // The watermarks, by page; they go with what repeats at the foot. Numbers of lines are
  // counted by the office program and kept nowhere.
  std::vector<Furniture> take() { return std::move(taken_); }

 private:
  void take_watermark(PageWords& page);

  std::optional<float> watermark_size_;  // Of type, on the page that showed one last.
  std::vector<Furniture> taken_;
};

}  // namespace muistio
