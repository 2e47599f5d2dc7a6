#include "extractors/ocr_swedish.h"

#include <tesseract/resultiterator.h>

#include <algorithm>
#include <array>
#include <memory>
#include <string>
#include <utility>

#include "corpus/unicode.h"

namespace muistio {
namespace {

int count_lines(tesseract::TessBaseAPI& engine) {
  const std::unique_ptr<tesseract::ResultIterator> at(engine.GetIterator());
  if (!at || at->Empty(tesseract::RIL_TEXTLINE)) return 0;
  int lines = 1;
  while (at->Next(tesseract::RIL_TEXTLINE)) ++lines;
  return lines;
}

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

bool is_in_middle_of(const PageWord& word, const PageWord& other) {
  const double x = (word.box.left + word.box.right) / 2, y = (word.box.top + word.box.bottom) / 2;
  return other.box.left < x && x < other.box.right && other.box.top < y && y < other.box.bottom;
}

}  // namespace

void SwedishEvidence::add(std::string_view word) {
  // "frän" and "pä" is how the models together read "från" and "på".
  constexpr std::string_view swedish_words =
      " och att den det till av som med för är har vid ordförande mötet beslut beslöt sekreterare "
      "på pä från frän inte samt närvarande föregående protokoll protokollet ";
  constexpr std::string_view finnish_words =
      " ja on oli että sekä klo läsnä kokous kokouksen päätös päätettiin puheenjohtaja sihteeri ";
  std::string padded = " " + lower_case(word);
  padded.erase(padded.find_last_not_of(".,:;") + 1);
  padded += ' ';
  swedish_ += swedish_words.find(padded) != std::string_view::npos;
  finnish_ += finnish_words.find(padded) != std::string_view::npos;
}

bool SwedishEvidence::is_swedish() const {
  constexpr std::size_t fewest = 4, times = 3;
  return swedish_ >= fewest && swedish_ > times * finnish_;
}

bool is_in_swedish(const PageWords& page) {
  SwedishEvidence evidence;
  for (const PageWord& word : page.words) evidence.add(word.text);
  return evidence.is_swedish();
}

SwedishListener::SwedishListener(tesseract::TessBaseAPI& engine) : engine_(engine) {
  monitor_.cancel_this = this;
  monitor_.cancel = [](void* self, int lines) {
    return static_cast<SwedishListener*>(self)->hear(lines);
  };
}

// The engine calls before it reads each line. Lines not yet read have no text to ask for, so
// this counts only where the engine's lines are those that can be gone over.
bool SwedishListener::hear(int lines) {
  const int line = calls_++;  // Its number is that of the lines read.
  if (line == 0) is_deaf_ = count_lines(engine_) != lines;
  if (is_deaf_ || line == 0 || line >= lines) return false;
  count_line(line - 1);
  return stopped_ = evidence_.is_swedish();
}

void SwedishListener::count_line(int number) {
  const std::unique_ptr<tesseract::ResultIterator> at(engine_.GetIterator());
  if (!at) return;
  for (int line = 0; line < number; ++line) {
    if (!at->Next(tesseract::RIL_TEXTLINE)) return;
  }
  do {
    const std::unique_ptr<char[]> text(at->GetUTF8Text(tesseract::RIL_WORD));
    if (text) evidence_.add(normalised(text.get()));
    if (at->IsAtFinalElement(tesseract::RIL_TEXTLINE, tesseract::RIL_WORD)) return;
  } while (at->Next(tesseract::RIL_WORD));
}

void put_swedish_letters_back(const std::vector<PageWord>& read_alone, PageWords& page) {
  for (PageWord& word : page.words) {
    const auto same =
        std::find_if(read_alone.begin(), read_alone.end(), [&](const PageWord& other) {
          return has_swedish_letter(other.text) && is_in_middle_of(word, other) &&
                 as_finnish(other.text) == as_finnish(word.text);
        });
    if (same != read_alone.end()) word.text = same->text;
  }
}

}  // namespace muistio
