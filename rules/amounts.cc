#include "rules/amounts.h"

#include <array>
#include <charconv>
#include <cmath>
#include <string>
#include <utility>

#include "corpus/unicode.h"
#include "rules/word_set.h"

namespace muistio {
namespace {

struct AmountWords {
  explicit AmountWords(const Rulebook& rulebook)
      : parts_of_text(rulebook, {"part_of_text"}), places_of_law(rulebook, {"place_of_law"}) {}

  WordSet parts_of_text, places_of_law;
};

constexpr std::size_t most_digits = 20;

double plain_number(std::string_view digits) {
  double number = 0;
  std::from_chars(digits.data(), digits.data() + digits.size(), number);
  return number;
}

// "1.384,21" and "250 000": a point before three digits and any space divide groups; a comma,
// or a point before fewer, begins the decimals.
double parse_number(std::string_view text) {
  std::string digits;
  for (std::size_t i = 0; i < text.size() && digits.size() < most_digits; ++i) {
    if (is_digit(text[i])) digits += text[i];
    if (text[i] == ',') digits += '.';
    if (text[i] != '.') continue;
    std::size_t end = i + 1;
    while (end < text.size() && is_digit(text[end])) ++end;
    if (end - i - 1 != 3) digits += '.';
  }
  return plain_number(digits);
}

std::string currency_of(const Match& match, std::string_view text) {
  if (match.group("euro_letter")) return "EUR";
  if (const auto first = match.group("currency_first")) {
    static constexpr std::array<std::pair<std::string_view, std::string_view>, 3> currency_signs{
        {{"€", "EUR"}, {"$", "USD"}, {"£", "GBP"}}};
    const std::string_view word = text.substr(first->begin, first->size());
    for (const auto& [sign, code] : currency_signs)
      if (word == sign) return std::string(code);
    std::string code(word);
    for (char& letter : code) letter = static_cast<char>(letter & ~0x20);
    return code;
  }
  return std::string(match.value("currency"));
}

// "kohta 5 e" names a paragraph, "10.12.e" nothing, and so does "9 luku 2 $" of a law.
bool names_a_paragraph(const AmountWords& words, const Match& match, std::string_view text) {
  const bool is_dollar = text[match.span.end - 1] == '$';
  if (!match.group("euro_letter") && !is_dollar) return false;
  if (!is_dollar && match.span.end < text.size() && text[match.span.end] == '-') return true;
  const std::string_view before = text.substr(0, match.span.begin);
  const std::size_t word_end = before.find_last_not_of(' ');
  if (word_end == std::string_view::npos) return false;
  const std::size_t space = before.find_last_of(" \n\t", word_end);
  const std::size_t word_begin = space == std::string_view::npos ? 0 : space + 1;
  const std::string word = lower_case(before.substr(word_begin, word_end + 1 - word_begin));
  if (is_dollar) return words.places_of_law.ends(word);
  return word.starts_with("§") || words.parts_of_text.has(word);
}

// The minus of a debt stands before a free-standing number; in "10-15" it is a dash.
bool is_negative(const Match& match, std::string_view text) {
  if (!match.group("minus")) return false;
  return match.span.begin == 0 ||
         std::string_view(" (\t\n").find(text[match.span.begin - 1]) != std::string_view::npos;
}

std::vector<FoundAmount> amounts_of(const AmountWords& words, const std::vector<Match>& matches,
                                    std::string_view text) {
  std::vector<FoundAmount> amounts;
  for (const Match& match : matches) {
    const std::string currency = currency_of(match, text);
    if (currency.empty() || names_a_paragraph(words, match, text)) continue;
    const double scale = match.group("scale") ? plain_number(match.value("scale")) : 1;
    std::vector<double> numbers;
    for (const Captured& part : match.captured)
      if (part.name == "number")
        numbers.push_back(parse_number(text.substr(part.span.begin, part.span.size())));
    if (numbers.empty())
      numbers.push_back(match.group("number_word") ? plain_number(match.value("number_word")) : 1);
    if (is_negative(match, text)) numbers.front() = 0 - numbers.front();  // 0 stays 0.
    for (const double number : numbers) {
      // Cents at least, so that 6.5 times a million is a whole number.
      const double value = std::round(number * scale * 100) / 100;
      amounts.push_back({match.span, value, currency, match.rule->id, match.rule->confidence});
    }
  }
  return amounts;
}

}  // namespace

std::vector<FoundAmount> find_amounts_in(std::string_view text, const Rulebook& rulebook) {
  return amounts_of(rulebook.kept<AmountWords>(), rulebook.find("amount", text, ""), text);
}

std::vector<Amount> find_amounts(const Passage& passage) {
  std::vector<Amount> amounts;
  const AmountWords& words = passage.rulebook.kept<AmountWords>();
  for (const FoundAmount& found : amounts_of(words, passage.find("amount"), passage.flow)) {
    Amount amount;
    amount.evidence = evidence_at(passage.document, found.span, found.rule, found.confidence);
    amount.text = single_spaced(passage.document.at(found.span));
    amount.value = found.value;
    amount.currency = found.currency;
    amounts.push_back(std::move(amount));
  }
  return amounts;
}

}  // namespace muistio
