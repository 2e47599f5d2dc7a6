#include "rules/attendees_people.h"

#include <algorithm>

#include "corpus/unicode.h"

namespace muistio {
namespace {

std::vector<std::string> folded(const std::vector<std::string>& words) {
  std::vector<std::string> result;
  for (const std::string& word : words) result.push_back(lower_case(word));
  return result;
}

std::u32string letters_of(std::string_view utf8) {
  std::u32string letters;
  for (std::size_t at = 0; at < utf8.size();) {
    const auto byte = static_cast<unsigned char>(utf8[at]);
    const std::size_t length = byte < 0x80 ? 1 : byte < 0xE0 ? 2 : byte < 0xF0 ? 3 : 4;
    char32_t letter = 0;
    for (std::size_t i = 0; i < length && at + i < utf8.size(); ++i)
      letter = (letter << 8) | static_cast<unsigned char>(utf8[at + i]);
    letters += letter;
    at += length;
  }
  return letters;
}

bool is_initial_of(std::string_view initial, std::string_view word) {
  if (initial.ends_with('.')) initial.remove_suffix(1);
  return code_points(initial) == 1 && word.starts_with(initial);
}

// "Kirsi W." and "K. Wirta" of "Kirsi Wirta".
bool fits_initials(const std::vector<std::string>& one, const std::vector<std::string>& other) {
  if (one.size() != other.size() || one.size() < 2) return false;
  bool initial = false;
  for (std::size_t i = 0; i < one.size(); ++i) {
    if (one[i] == other[i]) continue;
    if (!is_initial_of(one[i], other[i]) && !is_initial_of(other[i], one[i])) return false;
    initial = true;
  }
  return initial;
}

// All words of the shorter name stand in the longer, first and last among them.
bool is_shorter_name(const std::vector<std::string>& shorter,
                     const std::vector<std::string>& longer) {
  return shorter.size() == 2 && longer.size() > 2 && shorter.back() == longer.back() &&
         std::find(longer.begin(), longer.end() - 1, shorter.front()) != longer.end() - 1;
}

// "Annika Eklöf-Berg" and "Annika Berg".
bool has_half_of(const std::string& double_name, const std::string& single) {
  const std::size_t hyphen = double_name.find('-');
  return hyphen != std::string::npos &&
         (double_name.substr(0, hyphen) == single || double_name.substr(hyphen + 1) == single);
}

}  // namespace

std::string ListedPerson::name() const {
  std::string joined;
  for (const std::string& word : words) joined += (joined.empty() ? "" : " ") + word;
  return joined;
}

std::size_t edits_between(const std::u32string& one, const std::u32string& other,
                          std::size_t limit) {
  const std::size_t longer = std::max(one.size(), other.size());
  if (longer > 64 || longer - std::min(one.size(), other.size()) > limit) return limit + 1;
  std::vector<std::vector<std::size_t>> cost(one.size() + 1,
                                             std::vector<std::size_t>(other.size() + 1));
  for (std::size_t i = 0; i <= one.size(); ++i) cost[i][0] = i;
  for (std::size_t j = 0; j <= other.size(); ++j) cost[0][j] = j;
  for (std::size_t i = 1; i <= one.size(); ++i) {
    for (std::size_t j = 1; j <= other.size(); ++j) {
      cost[i][j] = std::min({cost[i - 1][j] + 1, cost[i][j - 1] + 1,
                             cost[i - 1][j - 1] + (one[i - 1] != other[j - 1])});
      if (i > 1 && j > 1 && one[i - 1] == other[j - 2] && one[i - 2] == other[j - 1])
        cost[i][j] = std::min(cost[i][j], cost[i - 2][j - 2] + 1);
    }
  }
  return cost[one.size()][other.size()];
}

std::optional<std::size_t> People::find(const std::vector<std::string>& words) const {
  if (words.empty()) return std::nullopt;
  const auto asked = folded(words);
  auto sorted = asked;
  std::sort(sorted.begin(), sorted.end());
  std::vector<std::size_t> near;
  for (std::size_t i = 0; i < people_.size(); ++i) {
    const std::vector<std::string>& known = folded_[i];
    if (known == asked) return i;
    auto known_sorted = known;
    std::sort(known_sorted.begin(), known_sorted.end());
    if (known_sorted == sorted) return i;
    const bool single =
        asked.size() == 1 && (known.front() == asked[0] || known.back() == asked[0]);
    const bool was_single = known.size() == 1 && asked.size() > 1 && asked.front() == known[0];
    const bool half = asked.size() == 2 && known.size() == 2 && asked[0] == known[0] &&
                      (has_half_of(known[1], asked[1]) || has_half_of(asked[1], known[1]));
    if (single || was_single || half || fits_initials(asked, known) ||
        is_shorter_name(asked, known) || is_shorter_name(known, asked))
      near.push_back(i);
  }
  return near.size() == 1 ? std::optional(near.front()) : std::nullopt;
}

std::optional<std::size_t> People::find_spelt_otherwise(
    const std::vector<std::string>& words) const {
  if (words.size() < 2) return std::nullopt;
  const auto asked = folded(words);
  for (std::size_t i = 0; i < people_.size(); ++i) {
    const std::vector<std::string>& known = folded_[i];
    if (known.size() != asked.size()) continue;
    std::size_t different = 0, edits = 0, length = 0;
    for (std::size_t w = 0; w < asked.size(); ++w) {
      if (asked[w] == known[w]) continue;
      ++different;
      length = std::min(code_points(asked[w]), code_points(known[w]));
      edits += edits_between(letters_of(asked[w]), letters_of(known[w]), 2);
    }
    const std::size_t allowed = length >= 7 ? 2 : length >= 4 ? 1 : 0;
    if (different == 1 && edits <= allowed) return i;
  }
  return std::nullopt;
}

void People::complete(std::size_t index, const std::vector<std::string>& words) {
  if (people_[index].words.size() != 1) return;
  people_[index].words = words;
  folded_[index] = folded(words);
}

std::size_t People::add(ListedPerson person) {
  folded_.push_back(folded(person.words));
  people_.push_back(std::move(person));
  return people_.size() - 1;
}

std::vector<std::string> People::names() const {
  std::vector<std::string> names;
  for (const ListedPerson& person : people_) names.push_back(person.name());
  return names;
}

}  // namespace muistio
