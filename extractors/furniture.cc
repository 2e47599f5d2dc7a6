#include "extractors/furniture.h"

#include <algorithm>
#include <cmath>
#include <map>
#include <set>
#include <string>
#include <string_view>

#include "corpus/unicode.h"

namespace muistio {
namespace {

// Where heads and feet stand, as shares of the page's height.
constexpr double head_zone = 0.16;
constexpr double foot_zone = 0.86;

// At most this many lines from the edge inwards are looked at.
constexpr std::size_t lines_deep = 5;

struct Candidate {
  std::size_t page = 0, line = 0, fragment = 0;
  std::string text;
  bool head = true;
  bool taken = false;
};

std::string text_of(const PageWords& page, const Fragment& fragment) {
  std::string text;
  for (const std::uint32_t i : fragment.words) {
    if (!text.empty()) text += ' ';
    text += page.words[i].text;
  }
  return text;
}

// Lower case with every run of digits as one '#': the form that repeats.
std::string repeating_form(std::string_view text) {
  std::string form;
  for (const char c : lower_case(text)) {
    const bool digit = c >= '0' && c <= '9';
    if (!digit) form += c;
    if (digit && !form.ends_with('#')) form += '#';
  }
  return form;
}

void add_candidates(const ReadPage& page, std::size_t number, std::vector<Candidate>& candidates) {
  const std::size_t count = page.lines.size();
  for (std::size_t l = 0; l < count; ++l) {
    const Box& box = page.lines[l].box;
    const bool head = l < lines_deep && box.bottom < head_zone * page.words.height;
    const bool foot = l + lines_deep >= count && box.top > foot_zone * page.words.height;
    if (!head && !foot) continue;
    for (std::size_t f = 0; f < page.lines[l].fragments.size(); ++f) {
      candidates.push_back(
          {number, l, f, text_of(page.words, page.lines[l].fragments[f]), head, false});
    }
  }
}

const Fragment& fragment_of(const std::vector<ReadPage>& pages, const Candidate& candidate) {
  return pages[candidate.page].lines[candidate.line].fragments[candidate.fragment];
}

// Marks what stands in the same words at the same height on at least two pages and, in
// longer documents, on a third of them.
void mark_repeated(const std::vector<ReadPage>& pages, std::vector<Candidate>& candidates) {
  std::map<std::pair<std::string, int>, std::vector<Candidate*>> groups;
  for (Candidate& candidate : candidates) {
    const double top = fragment_of(pages, candidate).box.top;
    groups[{repeating_form(candidate.text), static_cast<int>(std::lround(top / 6))}].push_back(
        &candidate);
  }
  for (auto& [key, group] : groups) {
    const auto after = groups.find({key.first, key.second + 1});
    std::set<std::size_t> on_pages;
    for (const Candidate* candidate : group) on_pages.insert(candidate->page);
    if (after != groups.end()) {
      for (const Candidate* candidate : after->second) on_pages.insert(candidate->page);
    }
    const bool repeats = on_pages.size() >= 2 && on_pages.size() * 3 >= pages.size();
    if (!repeats) continue;
    for (Candidate* candidate : group) candidate->taken = true;
    if (after == groups.end()) continue;
    for (Candidate* candidate : after->second) candidate->taken = true;
  }
}

// Marks page counters, and what stands on the line of one.
void mark_counters(std::vector<Candidate>& candidates) {
  for (const Candidate& counter : candidates) {
    if (!is_page_counter(counter.text)) continue;
    for (Candidate& other : candidates) {
      if (other.page == counter.page && other.line == counter.line) other.taken = true;
    }
  }
}

FurnitureKind kind_of(const Candidate& candidate) {
  const std::string text = lower_case(candidate.text);
  if (is_page_counter(candidate.text)) return FurnitureKind::page_counter;
  for (const char* word : {"tarkast", "justera"}) {
    if (text.find(word) != std::string::npos) return FurnitureKind::initials;
  }
  for (const char* word : {"allekirjoit", "signed", "signatur", "underskri", "undertec"}) {
    if (text.find(word) != std::string::npos) return FurnitureKind::signature_footer;
  }
  return candidate.head ? FurnitureKind::running_head : FurnitureKind::running_foot;
}

}  // namespace

bool is_page_counter(std::string_view text) {
  std::string form = repeating_form(text);
  for (const std::string_view word : {"sivu ", "sivu", "sid. ", "sida ", "s. ", "page "}) {
    if (form.starts_with(word)) {
      form.erase(0, word.size());
      break;
    }
  }
  for (const std::string_view known : {"# (#)", "#(#)", "#/#", "# / #", "- # -", "-#-", "– # –",
                                       "# av #", "# of #", "# ( # )", "#/(#)", "#"}) {
    if (form == known) return form != "#" || text.size() <= 8;
  }
  return false;
}

std::vector<Furniture> take_furniture(std::vector<ReadPage>& pages) {
  std::vector<Candidate> candidates;
  for (std::size_t p = 0; p < pages.size(); ++p) add_candidates(pages[p], p, candidates);
  mark_repeated(pages, candidates);
  mark_counters(candidates);
  std::vector<Furniture> furniture;
  for (const Candidate& candidate : candidates) {
    if (!candidate.taken) continue;
    const Fragment& fragment = fragment_of(pages, candidate);
    furniture.push_back({kind_of(candidate), pages[candidate.page].words.number, fragment.box,
                         candidate.text, fragment.bold, fragment.font_size});
  }
  for (auto candidate = candidates.rbegin(); candidate != candidates.rend(); ++candidate) {
    if (!candidate->taken) continue;
    auto& lines = pages[candidate->page].lines;
    auto& fragments = lines[candidate->line].fragments;
    fragments.erase(fragments.begin() + static_cast<std::ptrdiff_t>(candidate->fragment));
    if (fragments.empty())
      lines.erase(lines.begin() + static_cast<std::ptrdiff_t>(candidate->line));
  }
  return furniture;
}

}  // namespace muistio
