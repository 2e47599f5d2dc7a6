// What looks like a date and is none.
#pragma once

#include <set>
#include <string_view>
#include <vector>

#include "corpus/document.h"

namespace muistio {

// False where the span is a piece of something longer: 1.2.[3.4.], [12.3.]5, a/[1.2.2014], or the
// number of a heading and the month it speaks of: "4. Huhtikuun luvut".
bool stands_alone(std::string_view text, Span span);

// The numbers of the headings of a text, so that in "2.1. Puheenjohtajan valinta" there is no 2nd
// of January.
class HeadingNumbers {
 public:
  explicit HeadingNumbers(std::string_view text);

  // True where the span stands first on its line, text follows, and the numbers before it are
  // there.
  bool holds(std::string_view text, Span span) const;

 private:
  bool has_parent(std::vector<int> numbers) const;

  std::set<std::vector<int>> seen_;
};

}  // namespace muistio
