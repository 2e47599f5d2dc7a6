#include "extractors/ocr_spaced_letters.h"

#include <leptonica/allheaders.h>

#include <algorithm>
#include <cstdlib>
#include <optional>
#include <utility>

#include "extractors/ocr_leftovers.h"
#include "extractors/ocr_pix.h"
#include "extractors/ocr_print.h"

namespace muistio {
namespace {

constexpr int darkest_paper = 160;
constexpr int most_pieces = 20'000;                           // A page with more is a photograph.
constexpr double lowest_letter = 0.06, highest_letter = 0.4;  // Inches.
constexpr std::size_t fewest_letters = 5, longest_line = 60;

// Gaps as shares of the letters' height. In words of Liberation, Carlito and DejaVu they are
// 0.35 at most, also in those of one width; letters with a space between them stand 0.42-1.2
// apart.
constexpr double least_gap = 0.42, widest_gap = 1.6, widest_space = 3.5;
constexpr double space_to_pitch = 1.3;  // And the middles of its letters by this.
constexpr double space_to_gap = 1.45;   // A word ends where the gap is this much wider.
constexpr double closed_gap = 0.16, closed_space = 0.6;

struct Piece {
  int left = 0, top = 0, right = 0, bottom = 0;
  int width() const { return right - left; }
  int height() const { return bottom - top; }
};

std::vector<Piece> pieces_of(Pix* picture) {
  std::vector<Piece> pieces;
  const PixPointer print = print_of(picture, darkest_paper);
  const BoxaPointer boxes(print ? pixConnComp(print.get(), nullptr, 8) : nullptr);
  if (!boxes || boxaGetCount(boxes.get()) > most_pieces) return pieces;
  for (int i = 0; i < boxaGetCount(boxes.get()); ++i) {
    int left = 0, top = 0, width = 0, height = 0;
    boxaGetBoxGeometry(boxes.get(), i, &left, &top, &width, &height);
    pieces.push_back({left, top, left + width, top + height});
  }
  std::sort(pieces.begin(), pieces.end(),
            [](const Piece& one, const Piece& other) { return one.left < other.left; });
  return pieces;
}

int shared_height(const Piece& one, const Piece& other) {
  return std::min(one.bottom, other.bottom) - std::max(one.top, other.top);
}

class SpacedLetters {
 public:
  SpacedLetters(std::vector<Piece> pieces, double dpi) : pieces_(std::move(pieces)), dpi_(dpi) {}

  std::vector<std::vector<Piece>> lines() const {
    std::vector<std::vector<Piece>> lines;
    std::vector<bool> taken(pieces_.size());
    for (std::size_t i = 0; i < pieces_.size(); ++i) {
      if (taken[i] || !is_letter(pieces_[i])) continue;
      std::vector<Piece> line = line_from(i, taken);
      if (is_spaced(line)) lines.push_back(std::move(line));
    }
    return lines;
  }

 private:
  bool is_letter(const Piece& piece) const {
    const double height = piece.height() / dpi_;
    return height > lowest_letter && height < highest_letter &&
           piece.width() < 1.6 * piece.height();
  }

  // "HIRVILUPA-ANOMUKSET": it stands at half the height of the letter before it.
  static bool is_dash_behind(const Piece& letter, const Piece& piece) {
    const int middle = (piece.top + piece.bottom) / 2;
    return 3 * piece.height() < letter.height() && piece.width() > piece.height() &&
           piece.width() < letter.height() && middle > letter.top + letter.height() / 4 &&
           middle < letter.bottom - letter.height() / 8;
  }

  // The next piece on the line of the letter, at most a space away.
  std::optional<std::size_t> next_on_line(const Piece& letter, const Piece& last,
                                          std::size_t from) const {
    for (std::size_t i = from; i < pieces_.size(); ++i) {
      const Piece& piece = pieces_[i];
      if (piece.left - last.right > widest_space * letter.height()) break;
      if (piece.left < last.right) continue;  // A dot over it, or a piece of another line.
      if (2 * shared_height(piece, letter) > std::min(piece.height(), letter.height())) return i;
    }
    return std::nullopt;
  }

  // As letters of one font do: "p" hangs below the others and "l" rises above them.
  static bool has_size_of(const Piece& tallest, const Piece& piece) {
    return 5 * piece.height() > 2 * tallest.height() && piece.height() < 2 * tallest.height();
  }

  // The letters from the piece on that stand wide apart, with what belongs to them.
  std::vector<Piece> line_from(std::size_t first, std::vector<bool>& taken) const {
    std::vector<Piece> line{pieces_[first]};
    Piece letter = pieces_[first];  // The tallest.
    for (std::size_t i = first; line.size() < longest_line;) {
      const auto next = next_on_line(letter, line.back(), i + 1);
      if (!next) break;
      const Piece& piece = pieces_[*next];
      const bool dash = is_dash_behind(letter, piece);
      const int gap = piece.left - line.back().right;
      if (gap < least_gap * letter.height()) {
        // Print of the usual width goes on here: the letter is its first one.
        if (!dash) line.pop_back();
        break;
      }
      if (!dash && (!is_letter(piece) || !has_size_of(letter, piece))) break;
      taken[*next] = true;
      line.push_back(piece);
      if (piece.height() > letter.height()) letter = piece;
      i = *next;
    }
    return line;
  }

  static std::vector<int> gaps_of(const std::vector<Piece>& line) {
    std::vector<int> gaps;
    for (std::size_t i = 1; i < line.size(); ++i) gaps.push_back(line[i].left - line[i - 1].right);
    return gaps;
  }

  // From middle to middle.
  static std::vector<int> pitches_of(const std::vector<Piece>& line) {
    std::vector<int> pitches;
    for (std::size_t i = 1; i < line.size(); ++i)
      pitches.push_back((line[i].left + line[i].right - line[i - 1].left - line[i - 1].right) / 2);
    return pitches;
  }

  static bool is_spaced(const std::vector<Piece>& line) {
    if (line.size() < fewest_letters) return false;
    const std::vector<int> gaps = gaps_of(line);
    const double gap = usual(gaps);
    const auto height = static_cast<double>(highest(line));
    const auto narrow =
        std::count_if(gaps.begin(), gaps.end(), [&](int one) { return one < space_to_gap * gap; });
    return gap <= widest_gap * height && 10 * static_cast<std::size_t>(narrow) >= 7 * gaps.size();
  }

 public:
  static double usual(std::vector<int> distances) {
    const auto middle = distances.begin() + static_cast<std::ptrdiff_t>(distances.size() / 2);
    std::nth_element(distances.begin(), middle, distances.end());
    return *middle;
  }

  static int highest(const std::vector<Piece>& line) {
    int height = 0;
    for (const Piece& piece : line) height = std::max(height, piece.height());
    return height;
  }

  static ClosedLine closed(const std::vector<Piece>& line) {
    const std::vector<int> gaps = gaps_of(line), pitches = pitches_of(line);
    const double gap = usual(gaps), pitch = usual(pitches), height = highest(line);
    ClosedLine closed{line.front().top, line.front().bottom, {}};
    double x = line.front().left;
    for (std::size_t i = 0; i < line.size(); ++i) {
      const Piece& piece = line[i];
      if (i > 0) {
        // Narrow letters of one-width print have wide gaps, but no other pitch.
        const bool space =
            gaps[i - 1] >= space_to_gap * gap && pitches[i - 1] >= space_to_pitch * pitch;
        x += (space ? closed_space : closed_gap) * height;
      }
      const int left = static_cast<int>(x);
      closed.letters.push_back({piece.left, piece.right, left, left + piece.width()});
      closed.top = std::min(closed.top, piece.top);
      closed.bottom = std::max(closed.bottom, piece.bottom);
      x += piece.width();
    }
    return closed;
  }

 private:
  std::vector<Piece> pieces_;  // From left to right.
  double dpi_;
};

// The letter's box with the dots over it, and the grey edge of its ink.
Piece with_dots(const ClosedLine& line, const ClosedLine::Letter& letter,
                const std::vector<Piece>& pieces) {
  Piece whole{letter.left, line.top, letter.right, line.bottom};
  const int room = (line.bottom - line.top) * 2 / 5;
  for (const Piece& piece : pieces) {
    const int middle = (piece.left + piece.right) / 2;
    const bool dot = piece.bottom <= line.top + room / 2 && piece.top >= line.top - room &&
                     3 * piece.height() < line.bottom - line.top;
    if (dot && letter.left <= middle && middle < letter.right) {
      whole.top = std::min(whole.top, piece.top);
    }
  }
  return {whole.left - 1, whole.top - 1, whole.right + 1, whole.bottom + 1};
}

void move_letters(Pix* picture, const ClosedLine& line, const std::vector<Piece>& pieces) {
  struct Patch {
    PixPointer pix;
    Piece from;
    int to = 0;
  };
  std::vector<Patch> patches;
  for (const ClosedLine::Letter& letter : line.letters) {
    const Piece from = with_dots(line, letter, pieces);
    const std::unique_ptr<Box, void (*)(Box*)> box(
        boxCreate(from.left, from.top, from.width(), from.height()),
        [](Box* owned) { boxDestroy(&owned); });
    patches.push_back(
        {PixPointer(pixClipRectangle(picture, box.get(), nullptr)), from, letter.new_left - 1});
  }
  for (const Patch& patch : patches) {
    pixRasterop(picture, patch.from.left, patch.from.top, patch.from.width(), patch.from.height(),
                PIX_SET, nullptr, 0, 0);
  }
  for (const Patch& patch : patches) {
    if (!patch.pix) continue;
    pixRasterop(picture, patch.to, patch.from.top, pixGetWidth(patch.pix.get()),
                pixGetHeight(patch.pix.get()), PIX_SRC, patch.pix.get(), 0, 0);
  }
}

}  // namespace

std::vector<ClosedLine> close_spaced_letters(Pix* picture, double dpi) {
  std::vector<ClosedLine> lines;
  if (!picture || pixGetDepth(picture) != 8) return lines;
  const std::vector<Piece> pieces = pieces_of(picture);
  for (const std::vector<Piece>& line : SpacedLetters(pieces, dpi).lines()) {
    lines.push_back(SpacedLetters::closed(line));
    move_letters(picture, lines.back(), pieces);
  }
  return lines;
}

void place_back(const std::vector<ClosedLine>& lines, PixelWord& word) {
  const int x = (word.left + word.right) / 2, y = (word.top + word.bottom) / 2;
  for (const ClosedLine& line : lines) {
    const auto& letters = line.letters;
    if (y < line.top || y >= line.bottom || x < letters.front().new_left ||
        x >= letters.back().new_right) {
      continue;
    }
    word.spaced = true;
    // The letters whose middles the word covers.
    const auto middle = [](const ClosedLine::Letter& letter) {
      return (letter.new_left + letter.new_right) / 2;
    };
    const auto first = std::find_if(letters.begin(), letters.end(),
                                    [&](const auto& one) { return middle(one) >= word.left; });
    const auto last = std::find_if(letters.rbegin(), letters.rend(),
                                   [&](const auto& one) { return middle(one) < word.right; });
    if (first == letters.end() || last == letters.rend()) return;
    // A word that begins before the line ("1.PÖYTÄKIRJA") keeps its beginning.
    if (word.left >= letters.front().new_left - 2) word.left = first->left;
    word.right = std::max(word.left + 1, last->right);
    return;
  }
}

}  // namespace muistio
