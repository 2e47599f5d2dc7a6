#include "extractors/section_heads.h"

#include <algorithm>
#include <string>
#include <string_view>

namespace muistio {
namespace {

constexpr std::string_view sign = "§";

// 0 where the word is no plain number.
int number_of(std::string_view word) {
  constexpr std::size_t longest = 4;
  if (word.empty() || word.size() > longest) return 0;
  int number = 0;
  for (const char c : word) {
    if (c < '0' || c > '9') return 0;
    number = number * 10 + (c - '0');
  }
  return number;
}

bool is_dash(std::string_view word) {
  return word == "-" || word == "–" || word == "—";
}

// "§112" or "112§".
int number_of_marked(std::string_view word) {
  if (word.starts_with(sign)) return number_of(word.substr(sign.size()));
  if (word.ends_with(sign)) return number_of(word.substr(0, word.size() - sign.size()));
  return 0;
}

struct Begun {
  std::size_t line = 0;
  int number = 0;
};

// Numbers that begin lines right below each other are a list.
bool is_listed(const std::vector<Begun>& begun, std::size_t i) {
  constexpr std::size_t near = 2;
  const auto lists = [&](std::size_t other) {
    const std::size_t apart = begun[std::max(i, other)].line - begun[std::min(i, other)].line;
    return apart > 0 && apart <= near && begun[i].number != begun[other].number;
  };
  return (i > 0 && lists(i - 1)) || (i + 1 < begun.size() && lists(i + 1));
}

}  // namespace

std::optional<SectionMark> section_in(const PageWords& page, const Fragment& fragment) {
  const auto word = [&](std::size_t w) -> std::string_view {
    return w < fragment.words.size() ? std::string_view(page.words[fragment.words[w]].text) : "";
  };
  for (std::size_t w = 0; w < fragment.words.size(); ++w) {
    if (word(w).find(sign) == std::string_view::npos) continue;
    if (const int number = number_of_marked(word(w)); number > 0 && !is_dash(word(w + 1))) {
      return SectionMark{w, w + 1, number};
    }
    if (word(w) != sign) continue;
    const int after = number_of(word(w + 1));
    if (after > 0 && !is_dash(word(w + 2))) return SectionMark{w, w + 2, after};
    const int before = w > 0 ? number_of(word(w - 1)) : 0;
    const bool range = w > 1 && is_dash(word(w - 2));
    if (before > 0 && after == 0 && !range) return SectionMark{w - 1, w + 1, before};
  }
  return std::nullopt;
}

std::set<int> sections_begun(const std::vector<ReadPage>& pages,
                             const std::set<FragmentPlace>& besides) {
  std::set<int> numbers;
  for (std::size_t p = 0; p < pages.size(); ++p) {
    std::vector<Begun> begun;
    for (std::size_t l = 0; l < pages[p].lines.size(); ++l) {
      const std::vector<Fragment>& fragments = pages[p].lines[l].fragments;
      for (std::size_t f = 0; f < fragments.size(); ++f) {
        const auto mark = section_in(pages[p].words, fragments[f]);
        if (mark && mark->first == 0 && !besides.contains({p, l, f})) {
          begun.push_back({l, mark->number});
        }
      }
    }
    for (std::size_t i = 0; i < begun.size(); ++i) {
      if (!is_listed(begun, i)) numbers.insert(begun[i].number);
    }
  }
  return numbers;
}

}  // namespace muistio
