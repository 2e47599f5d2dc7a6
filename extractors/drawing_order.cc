#include "extractors/drawing_order.h"

#include <algorithm>
#include <cmath>
#include <cstddef>
#include <limits>
#include <numeric>
#include <string_view>
#include <unordered_map>
#include <utility>

#include "extractors/line_ends.h"

namespace muistio {
namespace {

bool is_prose(const PageWords& page, const Fragment& fragment) {
  return fragment.words.size() > 1 && starts_lower(first_word(page, fragment));
}

// Two entries of a list side by side, the second in the other half of the page.
bool is_in_halves(const PageWords& page, const PrintLine& line) {
  if (line.fragments.size() != 2) return false;
  const Fragment &left = line.fragments.front(), &right = line.fragments.back();
  return left.words.size() > 1 && right.words.size() > 1 &&
         begins_second_half(page, right.box.left);
}

// Indices of words; a gap stands where the next word need not be drawn next.
using Order = std::vector<std::uint32_t>;
constexpr std::uint32_t gap = 0xFFFFFFFF;

// Matches the words of a page with the same words in the order of drawing.
class Matcher {
 public:
  Matcher(PageWords& page, const std::vector<std::string>& drawn)
      : page_(page), taken_(drawn.size()) {
    for (const PageWord& word : page.words) here_.push_back(number_of(word.text));
    for (const std::string& text : drawn) there_.push_back(number_of(text));
  }

  // So many words in a row that stand in the page's order once, and are drawn in a row once,
  // are the same words.
  void match_unique(const Order& order, std::size_t length) {
    struct Found {
      std::uint32_t here = 0, there = 0;
      std::size_t at = 0;  // Of the last, in the order.
    };
    std::unordered_map<std::uint64_t, Found> runs;
    for (std::size_t i = 0; i + length <= order.size(); ++i) {
      const auto first = order.begin() + static_cast<std::ptrdiff_t>(i);
      const auto last = first + static_cast<std::ptrdiff_t>(length);
      if (std::find(first, last, gap) != last) continue;
      Found& found = runs[run_of(length, [&](std::size_t k) { return here_[order[i + k]]; })];
      ++found.here;
      found.at = i;
    }
    std::vector<std::pair<std::size_t, std::size_t>> pairs;
    for (std::size_t i = 0; i + length <= there_.size(); ++i) {
      const auto found = runs.find(run_of(length, [&](std::size_t k) { return there_[i + k]; }));
      if (found == runs.end() || found->second.here != 1) continue;
      if (++found->second.there == 1) pairs.emplace_back(found->second.at, i);
    }
    for (const auto& [at, place] : pairs) {
      const auto run = run_of(length, [&](std::size_t k) { return there_[place + k]; });
      if (runs[run].there != 1) continue;
      for (std::size_t k = 0; k < length; ++k) try_place(order[at + k], place + k);
    }
  }

  // What stands beside a matched word, and is drawn beside it, is the same word.
  void match_neighbours(const Order& order) {
    for (std::size_t i = 1; i < order.size(); ++i) {
      if (order[i] == gap || order[i - 1] == gap) continue;
      const std::uint32_t before = page_.words[order[i - 1]].drawn;
      if (before > 0) try_place(order[i], before);
    }
    for (std::size_t i = order.size(); i-- > 1;) {
      if (order[i] == gap || order[i - 1] == gap) continue;
      const std::uint32_t after = page_.words[order[i]].drawn;
      if (after > 1) try_place(order[i - 1], after - 2);
    }
  }

 private:
  std::uint32_t number_of(std::string_view text) {
    return numbers_.try_emplace(text, static_cast<std::uint32_t>(numbers_.size())).first->second;
  }

  template <typename NumberAt>
  static std::uint64_t run_of(std::size_t length, NumberAt number_at) {
    std::uint64_t run = length;
    for (std::size_t k = 0; k < length; ++k) run = run * 0x9E3779B97F4A7C15u + number_at(k) + 1;
    return run;
  }

  void try_place(std::uint32_t word, std::size_t at) {
    if (page_.words[word].drawn != 0 || at >= there_.size() || taken_[at]) return;
    if (there_[at] != here_[word]) return;
    page_.words[word].drawn = static_cast<std::uint32_t>(at) + 1;
    taken_[at] = true;
  }

  PageWords& page_;
  std::unordered_map<std::string_view, std::uint32_t> numbers_;  // The same for the same text.
  std::vector<std::uint32_t> here_, there_;
  std::vector<bool> taken_;
};

// The lines on both sides that are drawn before the drawing returns from the right to the
// left.
struct DrawnGroup {
  std::size_t first = 0, last = 0;
  std::size_t left = 0, right = 0;  // Lines on the sides.
  std::size_t climbs = 0;           // How often a line is drawn after one below it.

  bool goes_down() const { return climbs * 12 <= left + right; }
};

// Takes out lone lines of one side that are drawn in the midst of lines of the other, far
// from what stands above and below them: words taken for others of the same text. Drawn right
// beside its own line's other side, such a line is a row.
void drop_strays(std::vector<DrawnPlace>& places) {
  constexpr std::size_t far = 6;
  const auto is_stray = [&](std::size_t i) {
    const bool lone = places[i].on_right != places[i - 1].on_right &&
                      places[i].on_right != places[i + 1].on_right;
    const bool in_row =
        places[i].line == places[i - 1].line || places[i].line == places[i + 1].line;
    if (!lone || in_row) return false;
    const std::size_t first = i < far ? 0 : i - far, last = std::min(i + far, places.size() - 1);
    for (std::size_t near = first; near <= last; ++near) {
      if (near != i && places[near].on_right == places[i].on_right) return false;
    }
    return true;
  };
  std::vector<bool> strays(places.size());
  for (std::size_t i = 1; i + 1 < places.size(); ++i) strays[i] = is_stray(i);
  std::size_t i = 0;
  std::erase_if(places, [&](const DrawnPlace&) { return strays[i++]; });
}

std::vector<DrawnGroup> drawn_groups(std::vector<DrawnPlace> places) {
  const std::size_t asked = places.size();
  std::erase_if(places, [](const DrawnPlace& place) { return place.drawn == 0; });
  if (places.size() * 10 < asked * 8) return {};
  std::sort(places.begin(), places.end(),
            [](const DrawnPlace& one, const DrawnPlace& other) { return one.drawn < other.drawn; });
  drop_strays(places);
  std::vector<DrawnGroup> groups;
  for (std::size_t i = 0; i < places.size(); ++i) {
    const DrawnPlace& place = places[i];
    const bool returns = i > 0 && places[i - 1].on_right && !place.on_right;
    if (i == 0 || returns) groups.push_back({place.line, place.line + 1});
    DrawnGroup& group = groups.back();
    group.first = std::min(group.first, place.line);
    group.last = std::max(group.last, place.line + 1);
    const bool same_side = i > 0 && !returns && places[i - 1].on_right == place.on_right;
    if (same_side && places[i - 1].line == place.line) continue;
    if (same_side) group.climbs += places[i - 1].line > place.line;
    ++(place.on_right ? group.right : group.left);
  }
  return groups;
}

// Some lines of entries side by side, all on the left drawn before those on the right.
bool is_list_in_halves(const PageWords& page, const std::vector<PrintLine>& lines) {
  constexpr std::size_t fewest = 3;
  std::size_t in_halves = 0;
  std::uint32_t last_left = 0, first_right = std::numeric_limits<std::uint32_t>::max();
  for (const PrintLine& line : lines) {
    if (!is_in_halves(page, line)) continue;
    ++in_halves;
    last_left = std::max(last_left, drawn_at(page, line.fragments.front()));
    first_right = std::min(first_right, drawn_at(page, line.fragments.back()));
  }
  return in_halves >= fewest && last_left < first_right;
}

}  // namespace

bool begins_second_half(const PageWords& page, double x) {
  constexpr double give = 0.08;
  return std::abs(x - 0.5 * page.width) < give * page.width;
}

bool needs_drawing_order(const PageWords& page, const std::vector<PrintLine>& lines) {
  if (is_list_in_halves(page, lines)) return true;
  for (std::size_t i = 0; i < lines.size(); ++i) {
    const std::vector<Fragment>& here = lines[i].fragments;
    if (here.size() > 1 && std::any_of(here.begin(), here.end(), [&](const Fragment& fragment) {
          return is_prose(page, fragment);
        }))
      return true;
    if (i == 0) continue;
    const std::vector<Fragment>& above = lines[i - 1].fragments;
    const double height = lines[i].box.height();
    const double gap = lines[i].box.top - lines[i - 1].box.bottom;
    if (gap > height || above.size() + here.size() < 3) continue;
    if (gap < -0.3 * height || (above.size() > 2 && here.size() < above.size())) return true;
  }
  return false;
}

void note_drawing_order(PageWords& page, const std::vector<PrintLine>& lines,
                        const std::vector<std::string>& words_as_drawn) {
  Order by_fragment, by_line, by_source(page.words.size());
  std::iota(by_source.begin(), by_source.end(), 0);
  for (const PrintLine& line : lines) {
    for (const Fragment& fragment : line.fragments) {
      by_line.insert(by_line.end(), fragment.words.begin(), fragment.words.end());
      by_fragment.insert(by_fragment.end(), fragment.words.begin(), fragment.words.end());
      by_fragment.push_back(gap);
    }
  }
  Matcher matcher(page, words_as_drawn);
  for (const std::size_t length : {4, 2, 1}) matcher.match_unique(by_fragment, length);
  for (const Order* order : {&by_fragment, &by_source, &by_line}) {
    matcher.match_neighbours(*order);
  }
}

std::uint32_t drawn_at(const PageWords& page, const Fragment& fragment) {
  std::uint32_t drawn = 0;
  std::size_t longest = 0;
  for (const std::uint32_t i : fragment.words) {
    const PageWord& word = page.words[i];
    if (word.drawn == 0 || word.text.size() <= longest) continue;
    longest = word.text.size();
    drawn = word.drawn;
  }
  return drawn;
}

Drawing drawing_of(std::vector<DrawnPlace> places) {
  const std::vector<DrawnGroup> groups = drawn_groups(std::move(places));
  const auto opening = std::find_if(groups.begin(), groups.end(),
                                    [](const DrawnGroup& group) { return group.first == 0; });
  if (opening == groups.end()) return {};
  std::size_t long_rows = 0;
  for (const DrawnGroup& group : groups) {
    if (&group != &*opening && group.first + 1 < opening->last) return {};
    long_rows += group.left > 1 || group.right > 1;
  }
  constexpr std::size_t longer_than_rows = 8;
  const std::size_t shorter = std::min(opening->left, opening->right);
  if (shorter > 1 && opening->goes_down() && (long_rows == 1 || shorter >= longer_than_rows)) {
    return {Drawing::Kind::columns, opening->last};
  }
  return {long_rows == 0 ? Drawing::Kind::unknown : Drawing::Kind::rows, opening->last};
}

}  // namespace muistio
