#include "extractors/ocr_signs.h"

#include <algorithm>
#include <memory>
#include <string_view>
#include <utility>
#include <vector>

#include "corpus/unicode.h"

namespace muistio {
namespace {

// How much lower than a figure a section sign reaches at least, as a share of the line's height:
// 0.07 in Carlito, 0.11-0.15 in the other usual office fonts; figures differ by 0.04 at most.
constexpr double least_depth = 0.06;

struct Symbol {
  SymbolBox box;
  bool figure = false;
};

// The symbols of the word where `symbol` stands.
std::vector<Symbol> symbols_of(tesseract::ResultIterator symbol) {
  std::vector<Symbol> symbols;
  do {
    const std::unique_ptr<char[]> text(symbol.GetUTF8Text(tesseract::RIL_SYMBOL));
    Symbol one;
    SymbolBox& box = one.box;
    if (symbol.BoundingBox(tesseract::RIL_SYMBOL, &box.left, &box.top, &box.right, &box.bottom))
      one.figure = text && is_digit(text[0]);
    symbols.push_back(one);
  } while (symbol.Next(tesseract::RIL_SYMBOL) && !symbol.IsAtBeginningOf(tesseract::RIL_WORD));
  return symbols;
}

std::optional<SymbolBox> figure_behind(const tesseract::ResultIterator& at) {
  if (at.IsAtFinalElement(tesseract::RIL_TEXTLINE, tesseract::RIL_WORD)) return std::nullopt;
  tesseract::ResultIterator next(at);
  if (!next.Next(tesseract::RIL_WORD)) return std::nullopt;
  const Symbol first = symbols_of(next).front();
  return first.figure ? std::optional(first.box) : std::nullopt;
}

double line_height(const tesseract::ResultIterator& at) {
  float height = 0, descenders = 0, ascenders = 0;
  at.RowAttributes(&height, &descenders, &ascenders);
  return height;
}

// "815" and "618": an 8 at one end that hangs below the figure at the other.
std::string put_back_glued(const std::string& text, const std::vector<Symbol>& symbols,
                           double height) {
  const SymbolBox &first = symbols.front().box, &last = symbols.back().box;
  if (text.front() == '8' && is_section_sign(first, last, height)) return "§" + text.substr(1);
  if (text.back() == '8' && is_section_sign(last, first, height))
    return text.substr(0, text.size() - 1) + "§";
  return text;
}

// Shares of the line's height. Measured on Liberation, Carlito and DejaVu: a bullet is 0.26-0.42
// wide and high and stands 0.10-0.28 above the baseline; "+" and "<" are 0.5, "e" stands on it.
bool has_shape_of_bullet(const SymbolBox& box, double baseline, double line_height) {
  const double above = baseline - box.bottom;
  const double width = box.width(), height = box.height();
  return height > 0.2 * line_height && height < 0.47 * line_height && width > 0.7 * height &&
         width < 1.4 * height && above > 0.065 * line_height && above < 0.36 * line_height;
}

bool is_bullet(const tesseract::ResultIterator& at, double line_height) {
  SymbolBox box;
  int begin_x = 0, begin_y = 0, end_x = 0, end_y = 0;
  return at.IsAtBeginningOf(tesseract::RIL_TEXTLINE) &&
         !at.IsAtFinalElement(tesseract::RIL_TEXTLINE, tesseract::RIL_WORD) &&
         at.BoundingBox(tesseract::RIL_WORD, &box.left, &box.top, &box.right, &box.bottom) &&
         at.Baseline(tesseract::RIL_WORD, &begin_x, &begin_y, &end_x, &end_y) &&
         has_shape_of_bullet(box, (begin_y + end_y) / 2.0, line_height);
}

// The bullet is taken for the first letter of the word behind it.
bool begins_with_bullet(const tesseract::ResultIterator& at, const std::vector<Symbol>& symbols,
                        double line_height) {
  constexpr std::size_t fewest = 3;
  int begin_x = 0, begin_y = 0, end_x = 0, end_y = 0;
  if (symbols.size() < fewest || !at.IsAtBeginningOf(tesseract::RIL_TEXTLINE) ||
      !at.Baseline(tesseract::RIL_WORD, &begin_x, &begin_y, &end_x, &end_y)) {
    return false;
  }
  return has_shape_of_bullet(symbols.front().box, begin_y, line_height);
}

// A speck of dirt; the smallest sign that stands by itself is a dash, and that is longer.
bool is_speck(const tesseract::ResultIterator& at, double line_height) {
  SymbolBox box;
  if (!at.BoundingBox(tesseract::RIL_WORD, &box.left, &box.top, &box.right, &box.bottom))
    return false;
  return box.width() < 0.16 * line_height && box.height() < 0.25 * line_height;
}

// How far the word reaches below the baseline, as a share of the line's height.
double depth_of(const tesseract::ResultIterator& at, const SymbolBox& box, double line_height) {
  int begin_x = 0, begin_y = 0, end_x = 0, end_y = 0;
  if (line_height <= 0 || !at.Baseline(tesseract::RIL_WORD, &begin_x, &begin_y, &end_x, &end_y)) {
    return 0;
  }
  return (box.bottom - (begin_y + end_y) / 2.0) / line_height;
}

// A rule runs on below the line of print; "|" for a capital I does not.
bool is_rule(const tesseract::ResultIterator& at, const SymbolBox& box) {
  return 4 * box.width() < box.height() && depth_of(at, box, line_height(at)) > 0.1;
}

}  // namespace

bool is_section_sign(const SymbolBox& sign, const SymbolBox& figure, double line_height) {
  const bool whole = 4 * sign.width() > sign.height();  // Not a sliver of a badly cut word.
  const int depth = sign.bottom - figure.bottom;
  return whole && depth >= std::max(2.0, least_depth * line_height) && depth < line_height / 2 &&
         sign.height() > figure.height();
}

std::string OcrSigns::put_back(const tesseract::ResultIterator& at, const std::string& text) {
  if (at.IsAtBeginningOf(tesseract::RIL_TEXTLINE)) figure_before_.reset();
  const std::optional<SymbolBox> before = std::exchange(figure_before_, std::nullopt);
  if (text.empty()) return text;
  if (text == "|" && is_rule(at, symbols_of(at).front().box)) return "";
  if (is_speck(at, line_height(at))) return "";
  if (code_points(text) == 1 && is_bullet(at, line_height(at))) return "•";
  if (at.IsAtBeginningOf(tesseract::RIL_TEXTLINE) &&
      begins_with_bullet(at, symbols_of(at), line_height(at))) {
    return "•" + text.substr(next_character(text, 0));
  }
  const bool lone = text == "8" || text == "$" || text == "&" || text == "S";
  if (!lone && std::none_of(text.begin(), text.end(), is_digit)) return text;
  const std::vector<Symbol> symbols = symbols_of(at);
  const auto last_figure = std::find_if(symbols.rbegin(), symbols.rend(),
                                        [](const Symbol& symbol) { return symbol.figure; });
  if (last_figure != symbols.rend()) figure_before_ = last_figure->box;
  const double height = line_height(at);
  if (lone) {
    const std::optional<SymbolBox> beside = before ? before : figure_behind(at);
    return beside && is_section_sign(symbols.front().box, *beside, height) ? "§" : text;
  }
  const bool figures_only = std::all_of(text.begin(), text.end(), is_digit);
  if (text.size() < 2 || !figures_only || symbols.size() != text.size()) return text;
  return put_back_glued(text, symbols, height);
}

}  // namespace muistio
