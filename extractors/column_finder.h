// Finds where a page begins to stand in two columns, and how far down.
#pragma once

#include <cstddef>
#include <optional>
#include <vector>

#include "corpus/language.h"
#include "extractors/column_rule.h"
#include "extractors/column_sides.h"
#include "extractors/page_words.h"
#include "extractors/print_lines.h"

namespace muistio {

// Refers to all that it is made of; `known` are the places where second columns began before.
class ColumnFinder {
 public:
  ColumnFinder(const PageWords& page, const std::vector<PrintLine>& lines,
               const std::vector<double>& known, Language& language)
      : page_(page), lines_(lines), known_(known), rule_(page, known, language) {}

  // The first columns, from left to right and from top to bottom.
  std::optional<TwoColumns> find() const;

  // The few lines at the top of a page that end columns of the page before: they stand where its
  // columns did, and both go on in the middle of a sentence, or the second from the first.
  std::optional<TwoColumns> find_rest_at_top() const;

 private:
  TwoColumns lines_at_top(double x, std::size_t most) const;
  std::vector<double> candidates() const;
  bool opens_columns(std::size_t i, double x) const;
  bool is_row_of_table_above(std::size_t i) const;
  TwoColumns run_from(std::size_t first, double x) const;
  TwoColumns at_own_edge(TwoColumns columns) const;
  void trim_head(TwoColumns& columns, double x) const;
  bool is_list_above(const std::vector<PrintLine>& column, std::size_t i) const;
  double gap_before(std::size_t i) const { return gap_between(lines_[i - 1], lines_[i]); }

  const PageWords& page_;
  const std::vector<PrintLine>& lines_;
  const std::vector<double>& known_;
  ColumnRule rule_;
};

}  // namespace muistio
