// Days of a text as the rules would have found them, for tests without rules.
#pragma once

#include <cstdio>
#include <regex>
#include <string>
#include <vector>

#include "corpus/references.h"

namespace muistio::testing {

// "12.3.2020", "12. 3. 2020", "12.3.2020 alkaen"
inline std::vector<MentionedDay> days_in(std::string_view view) {
  static const std::regex written(R"((\d\d?)\. ?(\d\d?)\. ?(\d{4})( alkaen)?)");
  const std::string text(view);
  std::vector<MentionedDay> days;
  for (std::sregex_iterator match(text.begin(), text.end(), written), end; match != end; ++match) {
    const auto begin = static_cast<std::size_t>(match->position());
    char day[16];
    std::snprintf(day, sizeof day, "%s-%02d-%02d", (*match)[3].str().c_str(),
                  std::stoi((*match)[2]) % 100, std::stoi((*match)[1]) % 100);
    days.push_back({{begin, begin + static_cast<std::size_t>(match->length())}, day});
  }
  return days;
}

}  // namespace muistio::testing
