// Whether what stands on both sides of a gutter is two columns, read one after the other, or
// cells and labels, read across.
#pragma once

#include <vector>

#include "corpus/language.h"
#include "extractors/column_sides.h"
#include "extractors/page_words.h"

namespace muistio {

// Refers to all that it is made of; `known` are the places where second columns began before.
class ColumnRule {
 public:
  ColumnRule(const PageWords& page, const std::vector<double>& known, Language& language)
      : page_(page), known_(known), language_(language) {}

  // True of text in two columns, and of a list of names in two.
  bool are_columns(const TwoColumns& columns) const;

 private:
  bool are_halves_of_list(const TwoColumns& columns) const;
  bool are_known_columns(const TwoColumns& columns) const;
  bool is_rest_beside_text(const TwoColumns& columns) const;
  bool are_names_and_what_belongs_to_them(const TwoColumns& columns) const;
  double share_of_names(const std::vector<PrintLine>& lines) const;
  bool has_given_name(const Fragment& entry) const;

  const PageWords& page_;
  const std::vector<double>& known_;
  Language& language_;
};

}  // namespace muistio
