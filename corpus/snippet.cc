#include "corpus/snippet.h"

#include <algorithm>
#include <set>

#include "corpus/unicode.h"

namespace muistio {
namespace {

constexpr std::string_view ellipsis = "…";

// The first mark of the window of that length in which most different words stand; of
// equals the one with most marks, then the first.
std::size_t best_first_mark(const std::vector<Mark>& marks, std::size_t length) {
  std::size_t best = 0, best_words = 0, best_marks = 0;
  for (std::size_t first = 0; first < marks.size(); ++first) {
    std::set<std::size_t> words;
    std::size_t last = first;
    while (last < marks.size() && marks[last].span.end - marks[first].span.begin <= length)
      words.insert(marks[last++].word);
    const std::size_t count = last - first;
    if (words.size() > best_words || (words.size() == best_words && count > best_marks)) {
      best = first, best_words = words.size(), best_marks = count;
    }
  }
  return best;
}

// Back to where a sentence or a line begins, if that is near; else to a word's beginning.
std::size_t good_beginning(std::string_view text, std::size_t offset, std::size_t most) {
  const std::size_t least = offset > most ? offset - most : 0;
  for (std::size_t at = offset; at > least; --at) {
    if (text[at - 1] == '\n') return at;
    const bool ends_sentence =
        is_space(text[at - 1]) && at >= 2 &&
        std::string_view(".!?:").find(text[at - 2]) != std::string_view::npos;
    if (ends_sentence && at + most / 2 < offset) return at;
  }
  if (least == 0) return 0;
  std::size_t at = least;
  while (at < offset && !is_space(text[at])) ++at;
  while (at < offset && is_space(text[at])) ++at;
  return at;
}

std::size_t good_end(std::string_view text, std::size_t begin, std::size_t length) {
  if (text.size() - begin <= length) return text.size();
  std::size_t end = begin + length;
  const std::size_t least = begin + length / 2;
  while (end > least && !is_space(text[end])) --end;
  while (end < text.size() && is_inside_character(text[end])) ++end;
  return end;
}

// Whether what stands before the offset on its line goes on after it.
bool is_mid_sentence(std::string_view text, std::size_t offset) {
  while (offset > 0 && (text[offset - 1] == ' ' || text[offset - 1] == '\t')) --offset;
  return offset > 0 && std::string_view(".!?:\n").find(text[offset - 1]) == std::string_view::npos;
}

}  // namespace

Snippet snippet_of(std::string_view text, const std::vector<Mark>& marks, std::size_t length) {
  Span window;
  if (!marks.empty()) {
    const Mark& first = marks[best_first_mark(marks, length)];
    window.begin = good_beginning(text, first.span.begin, length / 3);
    length = std::max(length, first.span.end - window.begin);
  }
  while (window.begin < text.size() && is_space(text[window.begin])) ++window.begin;
  window.end = good_end(text, window.begin, length);
  while (window.end > window.begin && is_space(text[window.end - 1])) --window.end;

  Snippet snippet;
  if (is_mid_sentence(text, window.begin)) snippet.text = ellipsis;
  // Where each byte of the window lands in the snippet.
  std::vector<std::size_t> landed;
  landed.reserve(window.size() + 1);
  for (std::size_t at = window.begin; at < window.end; ++at) {
    landed.push_back(snippet.text.size());
    if (!is_space(text[at])) {
      snippet.text += text[at];
    } else if (!is_space(text[at - 1])) {
      snippet.text += ' ';
    }
  }
  landed.push_back(snippet.text.size());
  if (text.substr(window.end).find_first_not_of(" \n\t") != std::string_view::npos)
    snippet.text += ellipsis;
  for (const Mark& mark : marks) {
    if (!window.contains(mark.span)) continue;
    const Span span{landed[mark.span.begin - window.begin], landed[mark.span.end - window.begin]};
    // A word may answer to two words of the query.
    if (!snippet.marks.empty() && span.begin < snippet.marks.back().end) {
      snippet.marks.back().end = std::max(snippet.marks.back().end, span.end);
    } else {
      snippet.marks.push_back(span);
    }
  }
  return snippet;
}

}  // namespace muistio
