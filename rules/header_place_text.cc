#include "rules/header_place_text.h"

#include <algorithm>

#include "corpus/unicode.h"
#include "rules/header_words.h"
#include "rules/trimming.h"

namespace muistio {
namespace {

bool is_filler(const HeaderWords& words, std::string_view word) {
  const std::string lower = lower_case(word.substr(0, word.find_last_not_of(".,:") + 1));
  return words.time_fillers.has(lower) || words.weekdays.has(lower);
}

// Without marks at its ends and brackets around it.
std::string_view bared(std::string_view piece) {
  piece = trimmed(piece, U",;:–-/·|»@");
  piece.remove_prefix(std::min(piece.find_first_not_of(" ."), piece.size()));
  const bool in_brackets = piece.size() > 1 && piece.starts_with('(') && piece.ends_with(')');
  return in_brackets ? piece.substr(1, piece.size() - 2) : piece;
}

// Word by word from both ends.
std::string_view without_fillers(const HeaderWords& words, std::string_view piece) {
  while (!piece.empty()) {
    piece = bared(piece);
    const std::size_t first_space = piece.find(' '), last_space = piece.rfind(' ');
    if (is_filler(words, piece.substr(0, first_space))) {
      piece = first_space == piece.npos ? std::string_view() : piece.substr(first_space + 1);
    } else if (last_space != piece.npos && is_filler(words, piece.substr(last_space + 1))) {
      piece = piece.substr(0, last_space);
    } else {
      break;
    }
  }
  return piece;
}

bool is_local(Case inflection) {
  return inflection == Case::inessive || inflection == Case::adessive;
}

// "Teamsissa" -> "Teams": the names of connections are in no dictionary.
std::optional<std::string> nominative_of_connection(const Passage& passage, std::string_view word) {
  const std::string lower = lower_case(word);
  for (const std::string& name : passage.rulebook.kept<HeaderWords>().connections.forms()) {
    if (!lower.starts_with(name)) continue;
    std::string_view ending = std::string_view(lower).substr(name.size());
    if (ending.starts_with('i')) ending.remove_prefix(1);  // "Zoomissa"
    for (const std::string_view local : {"ssa", "ssä", "lla", "llä"}) {
      if (ending == local) return std::string(word.substr(0, name.size()));
    }
  }
  return std::nullopt;
}

}  // namespace

std::string without_times(const Passage& passage, Span span, const std::vector<FoundDate>& dates) {
  std::string text(passage.at(span));
  const auto blank = [&](std::size_t begin, std::size_t end) {
    for (std::size_t i = begin; i < std::min(end, text.size()); ++i) text[i] = '\t';
  };
  for (const FoundDate& date : dates) {
    if (date.span.begin >= span.end) break;
    if (date.span.end <= span.begin) continue;
    blank(std::max(date.span.begin, span.begin) - span.begin, date.span.end - span.begin);
  }
  for (const Match& match : passage.rulebook.find("clock", text, "")) {
    blank(match.span.begin, match.span.end);
  }
  return text;
}

std::string longest_piece(const Passage& passage, std::string_view text) {
  constexpr std::string_view unreadable = "\uFFFD";
  const HeaderWords& words = passage.rulebook.kept<HeaderWords>();
  std::string best;
  for (std::size_t begin = 0; begin <= text.size();) {
    const std::size_t end = std::min(text.find('\t', begin), text.size());
    std::string piece = single_spaced(text.substr(begin, end - begin));
    if (piece.starts_with(unreadable)) piece.erase(0, unreadable.size());
    begin = end + 1;
    const std::string_view bare = without_fillers(words, piece);
    if (bare.size() > best.size()) best = bare;
  }
  return best;
}

std::optional<std::string> nominative_of_place(const Passage& passage, std::string_view word) {
  if (auto connection = nominative_of_connection(passage, word)) return connection;
  const std::size_t hyphen = word.rfind('-');
  const std::string_view last = hyphen == std::string_view::npos ? word : word.substr(hyphen + 1);
  if (starts_upper(last)) {  // "Salossa" is in Salo, and no flagpole.
    for (const Reading& reading : passage.language.readings(last)) {
      if (is_local(reading.inflection) && reading.known && starts_upper(reading.base))
        return std::string(word.substr(0, word.size() - last.size())) + reading.base;
    }
  }
  // A name that no dictionary has may be a compound of common words: "Koivulahdessa".
  for (const std::string& form : {std::string(last), lower_case(last)}) {
    for (const Reading& reading : passage.language.readings(form)) {
      if (!is_local(reading.inflection) || !reading.known) continue;
      std::string base = reading.base;
      if (starts_upper(last) && base[0] >= 'a' && base[0] <= 'z') {
        base[0] = static_cast<char>(base[0] - 32);
      }
      return std::string(word.substr(0, word.size() - last.size())) + base;
    }
  }
  return std::nullopt;
}

std::string in_nominative(const Passage& passage, std::string place) {
  const std::size_t space = place.find_last_of(' ');
  const std::size_t begin = space == std::string::npos ? 0 : space + 1;
  if (const auto base = nominative_of_place(passage, std::string_view(place).substr(begin))) {
    place.replace(begin, std::string::npos, *base);
  }
  return place;
}

std::string with_staircase_apart(std::string place) {
  for (std::size_t i = 1; i + 1 <= place.size(); ++i) {
    const bool digit = is_digit(place[i - 1]);
    const bool letter = place[i] >= 'A' && place[i] <= 'Z';
    const bool last = i + 1 == place.size() || place[i + 1] == ' ' || place[i + 1] == ',';
    if (digit && letter && last) place.insert(i, " ");
  }
  return place;
}

}  // namespace muistio
