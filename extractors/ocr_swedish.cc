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

using Place = SwedishListener::Place;

Place place_of(const tesseract::ResultIterator& at) {
  Place place{};
  at.BoundingBox(tesseract::RIL_WORD, &place[0], &place[1], &place[2], &place[3]);
  return place;
}

std::vector<Place> places_of_words(tesseract::TessBaseAPI& engine) {
  std::vector<Place> places;
  const std::unique_ptr<tesseract::ResultIterator> at(engine.GetIterator());
  if (!at || at->Empty(tesseract::RIL_WORD)) return places;
  do {
    places.push_back(place_of(*at));
  } while (at->Next(tesseract::RIL_WORD));
  return places;
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
  monitor_.cancel = [](void* self, int pieces) {
    return static_cast<SwedishListener*>(self)->hear(pieces);
  };
}

// The engine calls before it reads each piece of a line. Pieces not yet read have no text to ask
// for; they are known by their places, and this counts only where those of all are known.
bool SwedishListener::hear(int pieces) {
  constexpr int most_pieces = 500, most_calls = 60;
  const int read = calls_++;
  if (read == 0 && pieces <= most_pieces) unread_ = places_of_words(engine_);
  const bool knows_all = unread_.size() + static_cast<std::size_t>(read) ==
                         static_cast<std::size_t>(pieces) + (read > 0 ? 1 : 0);
  if (!knows_all || read > most_calls) {
    unread_.clear();
    return false;
  }
  if (read == 0) return false;
  unread_.erase(unread_.begin());
  return stopped_ = !unread_.empty() && evidence().is_swedish();
}

// Of all that is read so far.
SwedishEvidence SwedishListener::evidence() const {
  SwedishEvidence evidence;
  const std::unique_ptr<tesseract::ResultIterator> at(engine_.GetIterator());
  if (!at || at->Empty(tesseract::RIL_WORD)) return evidence;
  do {
    if (std::find(unread_.begin(), unread_.end(), place_of(*at)) != unread_.end()) break;
    const std::unique_ptr<char[]> text(at->GetUTF8Text(tesseract::RIL_WORD));
    if (text) evidence.add(normalised(text.get()));
  } while (at->Next(tesseract::RIL_WORD));
  return evidence;
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
