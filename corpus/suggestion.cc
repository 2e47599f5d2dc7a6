#include "corpus/suggestion.h"

#include <algorithm>
#include <iterator>
#include <tuple>

#include "corpus/index.h"
#include "corpus/unicode.h"

namespace muistio {
namespace {

constexpr std::size_t most_suggestions = 5;
constexpr std::size_t shortest_word = 3, longest_word = 60;  // Characters.

// The text must be valid UTF-8.
std::u32string characters_of(std::string_view text) {
  std::u32string characters;
  for (const char byte : text) {
    const auto value = static_cast<unsigned char>(byte);
    if (value < 0x80) {
      characters += value;
    } else if (value >= 0xc0) {
      characters += value & (value >= 0xf0 ? 0x07 : value >= 0xe0 ? 0x0f : 0x1f);
    } else if (!characters.empty()) {
      characters.back() = characters.back() << 6 | (value & 0x3f);
    }
  }
  return characters;
}

// As somebody writes it who has no ä, å and ö.
std::u32string folded(std::u32string characters) {
  for (char32_t& character : characters) {
    if (character == U'ä' || character == U'å') character = U'a';
    if (character == U'ö') character = U'o';
  }
  return characters;
}

bool is_ascii(const std::u32string& characters) {
  return std::all_of(characters.begin(), characters.end(), [](char32_t c) { return c < 0x80; });
}

struct Candidate {
  std::size_t distance;
  std::int64_t pages;
  std::string term;
};

bool is_likelier(const Candidate& one, const Candidate& other) {
  return std::tie(one.distance, other.pages, one.term) <
         std::tie(other.distance, one.pages, other.term);
}

// All terms, but where they are counted every place of theirs is read.
constexpr std::string_view all_terms =
    "SELECT term, max(doc) FROM page_terms WHERE term >= ?1 AND term < ?2 AND "
    "length(term) BETWEEN ?3 AND ?4 GROUP BY term";
// Those that stand often in the pages that came last, with the surfaces among them.
constexpr std::string_view common_terms =
    "WITH newest(block) AS (SELECT block FROM ranked_block ORDER BY block DESC LIMIT 8), "
    "common(term, pages) AS (SELECT word, pages FROM ranked_word WHERE block IN newest AND "
    "word >= ?1 AND word < ?2 UNION ALL SELECT substr(word, 2), pages FROM ranked_word "
    "WHERE block IN newest AND word >= '=' || ?1 AND word < '=' || ?2) "
    "SELECT term, sum(pages) FROM common WHERE length(term) BETWEEN ?3 AND ?4 GROUP BY term";

// Terms in the range that are near the word.
Result<std::vector<Candidate>> near_terms(Database& database, std::string_view terms,
                                          const std::u32string& word, std::string_view first,
                                          std::string_view last) {
  const std::size_t most = word.size() <= 5 ? 1 : 2;
  auto select = database.prepare(terms);
  if (!select) return select.error();
  select.value().bind(first, last, word.size() - most, word.size() + most);
  std::vector<Candidate> candidates;
  while (true) {
    const auto row = select.value().step();
    if (!row) return row.error();
    if (!row.value()) return candidates;
    const std::string_view term = select.value().text(0);
    if (term.starts_with(stem_mark) || term.starts_with(swedish_stem_mark)) continue;
    const std::u32string characters = characters_of(term);
    if (characters == word) continue;
    const std::size_t distance =
        edit_distance(word, is_ascii(word) ? folded(characters) : characters, most);
    if (distance <= most)
      candidates.push_back({distance, select.value().integer(1), std::string(term)});
  }
}

// To read all terms of many pages takes seconds.
Result<bool> may_read_all_terms(Database& database) {
  constexpr std::int64_t most_blocks = 2;
  auto select = database.prepare("SELECT count(*) FROM ranked_block");
  if (!select) return select.error();
  const auto row = select.value().step();
  if (!row) return row.error();
  return select.value().integer(0) <= most_blocks;
}

// With the letter that the word begins with, or what it may stand for: "aanestys".
Result<std::vector<Candidate>> near_beginnings(Database& database, std::string_view terms,
                                               const std::u32string& characters,
                                               const std::string& first) {
  std::vector<std::string> letters{first};
  if (is_ascii(characters) && first == "a") letters.insert(letters.end(), {"ä", "å"});
  if (is_ascii(characters) && first == "o") letters.emplace_back("ö");
  std::vector<Candidate> all;
  for (const std::string& letter : letters) {
    auto some = near_terms(database, terms, characters, letter, letter + "\U0010FFFF");
    if (!some) return some;
    std::move(some.value().begin(), some.value().end(), std::back_inserter(all));
  }
  return all;
}

// Most errors are one letter of a common word, and leave its first letter alone. Rare words are
// looked at only where that finds nothing, and words with another first letter where the first
// letter finds nothing: in a large corpus only common ones.
Result<std::vector<Candidate>> find_candidates(Database& database, std::string_view word,
                                               const std::u32string& characters) {
  const std::string first(word.substr(0, next_character(word, 0)));
  auto common = near_beginnings(database, common_terms, characters, first);
  if (!common) return common;
  const bool is_found = std::any_of(common.value().begin(), common.value().end(),
                                    [](const Candidate& one) { return one.distance <= 1; });
  if (is_found) return common;
  auto all = near_beginnings(database, all_terms, characters, first);
  if (!all || !all.value().empty()) return all;
  const auto may_read_all = may_read_all_terms(database);
  if (!may_read_all) return may_read_all.error();
  return near_terms(database, may_read_all.value() ? all_terms : common_terms, characters, "",
                    "\U0010FFFF");
}

}  // namespace

std::size_t edit_distance(std::u32string_view one, std::u32string_view other, std::size_t most) {
  if (one.size() > other.size()) std::swap(one, other);
  if (other.size() - one.size() > most) return most + 1;
  std::vector<std::size_t> before_last(one.size() + 1), last(one.size() + 1), row(one.size() + 1);
  for (std::size_t i = 0; i <= one.size(); ++i) row[i] = i;
  for (std::size_t j = 1; j <= other.size(); ++j) {
    std::swap(before_last, last);
    std::swap(last, row);
    row[0] = j;
    for (std::size_t i = 1; i <= one.size(); ++i) {
      const bool same = one[i - 1] == other[j - 1];
      row[i] = std::min({last[i] + 1, row[i - 1] + 1, last[i - 1] + (same ? 0 : 1)});
      const bool swapped =
          i > 1 && j > 1 && one[i - 1] == other[j - 2] && one[i - 2] == other[j - 1];
      if (swapped) row[i] = std::min(row[i], before_last[i - 2] + 1);
    }
    if (*std::min_element(row.begin(), row.end()) > most) return most + 1;
  }
  return std::min(row[one.size()], most + 1);
}

Result<std::vector<std::string>> suggest_words(Database& database, std::string_view word) {
  const std::u32string characters = characters_of(word);
  std::vector<std::string> suggestions;
  if (characters.size() < shortest_word || characters.size() > longest_word) return suggestions;
  auto candidates = find_candidates(database, word, characters);
  if (!candidates) return candidates.error();
  std::vector<Candidate>& found = candidates.value();
  std::sort(found.begin(), found.end(), is_likelier);
  if (found.size() > most_suggestions) found.resize(most_suggestions);
  for (Candidate& candidate : found) suggestions.push_back(std::move(candidate.term));
  return suggestions;
}

}  // namespace muistio
