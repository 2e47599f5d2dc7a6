// Running heads that tell the number of the section below ("Kunnanhallitus § 112"), in papers
// where it stands nowhere else.
#pragma once

#include <cstddef>
#include <optional>
#include <set>
#include <vector>

#include "extractors/layout.h"
#include "extractors/page_words.h"
#include "extractors/print_lines.h"

namespace muistio {

// "§ 112" or "112 §" within a fragment; a range of sections is none.
struct SectionMark {
  std::size_t first = 0, last = 0;  // Of the fragment's words, half-open.
  int number = 0;
};

std::optional<SectionMark> section_in(const PageWords& page, const Fragment& fragment);

// A fragment of a line of one of the pages.
struct FragmentPlace {
  std::size_t page = 0, line = 0, fragment = 0;
  auto operator<=>(const FragmentPlace&) const = default;
};

// The numbers that begin a fragment, but for the given ones and those in lists of sections.
std::set<int> sections_begun(const std::vector<ReadPage>& pages,
                             const std::set<FragmentPlace>& besides);

}  // namespace muistio
