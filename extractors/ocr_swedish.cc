#include "extractors/ocr_swedish.h"

#include <algorithm>
#include <array>
#include <cstdlib>
#include <map>
#include <memory>
#include <string>
#include <utility>
#include <vector>

#include "corpus/unicode.h"
#include "extractors/ocr_look.h"
#include "extractors/ocr_pix.h"

namespace muistio {
namespace {

// Letters that the Finnish model takes for others: "från" and "frän", "Dahlqvist" and
// "Dahlgvist" are alike.
std::string as_finnish(std::string text) {
  static constexpr std::array<std::pair<std::string_view, std::string_view>, 6> letters{
      {{"å", "a"}, {"ä", "a"}, {"Å", "A"}, {"Ä", "A"}, {"qv", "gv"}, {"é", "e"}}};
  for (const auto& [swedish_letter, other] : letters) {
    for (std::size_t at = text.find(swedish_letter); at != std::string::npos;
         at = text.find(swedish_letter, at))
      text.replace(at, swedish_letter.size(), other);
  }
  return text;
}

bool has_swedish_letter(std::string_view text) {
  static constexpr std::array<std::string_view, 4> letters{"å", "Å", "qv", "é"};
  return std::any_of(letters.begin(), letters.end(), [&](std::string_view letter) {
    return text.find(letter) != std::string_view::npos;
  });
}

std::size_t count_of(std::string_view text, std::string_view part) {
  std::size_t count = 0;
  for (auto at = text.find(part); at != std::string_view::npos; at = text.find(part, at + 1))
    ++count;
  return count;
}

struct Dot {
  int left = 0, top = 0, width = 0, height = 0;
};

// Islands of the size of dots that stand over small letters or capitals, from left to right.
std::vector<Dot> dots_in(Pix* picture, const PictureBox& box) {
  constexpr int darkest_paper = 160, most_pieces = 200;
  constexpr int room = 4;  // The line's box may end below the dots of capitals.
  std::vector<Dot> dots;
  const int top = std::max(0, box.top - room);
  const std::unique_ptr<::Box, void (*)(::Box*)> place(
      boxCreate(box.left, top, box.width(), box.bottom - top),
      [](::Box* owned) { boxDestroy(&owned); });
  const PixPointer part(pixClipRectangle(picture, place.get(), nullptr));
  const PixPointer print(part ? pixThresholdToBinary(part.get(), darkest_paper) : nullptr);
  const BoxaPointer pieces(print ? pixConnComp(print.get(), nullptr, 8) : nullptr);
  const int height = box.height(), count = pieces ? boxaGetCount(pieces.get()) : 0;
  for (int i = 0; i < count && count <= most_pieces; ++i) {
    Dot dot;
    boxaGetBoxGeometry(pieces.get(), i, &dot.left, &dot.top, &dot.width, &dot.height);
    const bool small =
        4 * dot.width <= height && 4 * dot.height <= height && dot.width * dot.height >= 4;
    if (small && 2 * (dot.top + dot.height) <= height + 2 * room) dots.push_back(dot);
  }
  std::sort(dots.begin(), dots.end(),
            [](const Dot& one, const Dot& other) { return one.left < other.left; });
  return dots;
}

// What the word is in Swedish; empty where it has no letter of that language.
std::string reading_of(tesseract::TessBaseAPI& swedish, const PictureBox& box,
                       const std::string& word) {
  constexpr int room_beside = 4, room_above = 2;
  look_at(swedish, {box.left - room_beside, box.top - room_above, box.right + room_beside,
                    box.bottom + room_above});
  const std::unique_ptr<char[]> text(swedish.GetUTF8Text());
  std::string read = text ? single_spaced(normalised(text.get())) : "";
  const bool same = has_swedish_letter(read) && as_finnish(read) == as_finnish(word);
  return same ? read : std::string();
}

}  // namespace

bool may_hide_swedish_letter(std::string_view word) {
  static constexpr std::array<std::string_view, 4> letters{"ä", "Ä", "A", "gv"};
  return std::any_of(letters.begin(), letters.end(), [&](std::string_view letter) {
    return word.find(letter) != std::string_view::npos;
  });
}

bool shows_dots_of(Pix* picture, const PictureBox& box, std::string_view word) {
  // The dots of "å" may stand apart from "A", and quotes look like dots.
  for (const std::string_view other : {"A", "gv", "\"", "”", "“", "'", "’"}) {
    if (word.find(other) != std::string_view::npos) return false;
  }
  std::size_t needed = 0, pairs = 0;
  for (const std::string_view letter : {"ä", "ö", "Ä", "Ö"}) needed += count_of(word, letter);
  const std::vector<Dot> dots = dots_in(picture, box);
  for (std::size_t i = 0; i + 1 < dots.size(); ++i) {
    const Dot &one = dots[i], &other = dots[i + 1];
    const int gap = other.left - one.left - one.width;
    const bool alike = std::abs(one.top - other.top) <= 2 &&
                       std::abs(one.width - other.width) <= 2 &&
                       std::abs(one.height - other.height) <= 2;
    if (!alike || gap < 1 || 5 * gap > box.height()) continue;
    ++pairs;
    ++i;
  }
  return needed > 0 && pairs >= needed;
}

// Common words that only one of the languages has.
bool is_in_swedish(const PageWords& page) {
  constexpr std::string_view swedish_words =
      " och att den det till av som med för är har vid ordförande mötet beslut beslöt sekreterare ";
  constexpr std::string_view finnish_words =
      " ja on oli että sekä klo läsnä kokous kokouksen päätös päätettiin puheenjohtaja sihteeri ";
  constexpr std::size_t fewest = 4, times = 3;
  std::size_t in_swedish = 0, in_finnish = 0;
  for (const PageWord& word : page.words) {
    std::string padded = " " + lower_case(word.text);
    padded.erase(padded.find_last_not_of(".,:;") + 1);
    padded += ' ';
    in_swedish += swedish_words.find(padded) != std::string_view::npos;
    in_finnish += finnish_words.find(padded) != std::string_view::npos;
  }
  return in_swedish >= fewest && in_swedish > times * in_finnish;
}

void put_swedish_letters_back(tesseract::TessBaseAPI& swedish, Pix* picture,
                              const std::vector<DoubtfulLetter>& doubtful, PageWords& page) {
  constexpr std::size_t longest_ambiguous = 3;  // Letters: "är" and "år" are both words.
  const tesseract::PageSegMode mode = swedish.GetPageSegMode();
  swedish.SetPageSegMode(tesseract::PSM_SINGLE_WORD);
  std::map<std::string, std::string> known;
  for (const DoubtfulLetter& letter : doubtful) {
    std::string& word = page.words[letter.word].text;
    if (shows_dots_of(picture, letter.box, word)) continue;
    const auto same = known.find(word);
    std::string read = same != known.end() ? same->second : reading_of(swedish, letter.box, word);
    if (code_points(word) > longest_ambiguous) known[word] = read;
    if (!read.empty()) word = std::move(read);
  }
  swedish.SetPageSegMode(mode);
}

}  // namespace muistio
