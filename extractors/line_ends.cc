#include "extractors/line_ends.h"

#include <algorithm>
#include <initializer_list>

#include "corpus/unicode.h"

namespace muistio {
namespace {

bool is_any_of(std::string_view word, std::initializer_list<std::string_view> words) {
  return std::find(words.begin(), words.end(), word) != words.end();
}

bool ends_in_any_of(std::string_view text, std::initializer_list<std::string_view> ends) {
  return std::any_of(ends.begin(), ends.end(),
                     [&](std::string_view end) { return text.ends_with(end); });
}

}  // namespace

const std::string& first_word(const PageWords& page, const Fragment& fragment) {
  return page.words[fragment.words.front()].text;
}

const std::string& last_word(const PageWords& page, const Fragment& fragment) {
  return page.words[fragment.words.back()].text;
}

bool starts_lower(std::string_view word) {
  if (word.empty()) return false;
  if (static_cast<unsigned char>(word.front()) < 0x80) {
    return word.front() >= 'a' && word.front() <= 'z';
  }
  const std::size_t length = word.find_first_of("abcdefghijklmnopqrstuvwxyz") == 0 ? 1 : 2;
  const std::string_view letter = word.substr(0, length);
  return is_any_of(letter, {"ä", "ö", "å", "š", "ž", "é", "ü"});
}

bool ends_sentence(std::string_view text) {
  while (ends_in_any_of(text, {"\"", ")", "”", "’", "»", "'"})) {
    const bool ascii = static_cast<unsigned char>(text.back()) < 0x80;
    text.remove_suffix(ascii ? 1 : text.ends_with("»") ? 2 : 3);
  }
  return ends_in_any_of(text, {".", "!", "?", ":", ";"});
}

std::size_t hyphen_length(std::string_view text) {
  for (const std::string_view hyphen : {"-", "\u00AD", "\u2010"}) {
    if (text.size() <= hyphen.size() || !text.ends_with(hyphen)) continue;
    const char before = text[text.size() - hyphen.size() - 1];
    return before == ' ' || before == '\t' || before == '\n' ? 0 : hyphen.size();
  }
  return 0;
}

bool was_ended(const PageWords& page, const Fragment& above, const Fragment& below, double right) {
  const PageWord& next = page.words[below.words.front()];
  const bool lower = starts_lower(next.text);
  const bool divided = hyphen_length(last_word(page, above)) > 0;
  if (divided &&
      (lower || (is_all_capitals(last_word(page, above)) && is_all_capitals(next.text)))) {
    return false;
  }
  const double height = above.box.height();
  const double slack = right - above.box.right - 0.3 * height - next.box.width();
  if (slack < 0.5 * height) return false;
  const double width = right - std::min(above.box.left, below.box.left);
  return !(lower && slack < width / 3 && !ends_sentence(last_word(page, above)));
}

bool opens_item(const PageWords& page, const Fragment& fragment) {
  if (fragment.words.size() < 2 || !is_list_marker(first_word(page, fragment))) return false;
  const std::string& second = page.words[fragment.words[1]].text;
  const bool counts = first_word(page, fragment).find('.') != std::string::npos;
  const bool goes_on_in_words = second.front() < '0' || second.front() > '9';
  return !counts ||
         (goes_on_in_words &&
          !is_any_of(second, {"klo", "kello", "kl.", "kl", "mennessä", "-", "–", "ja", "alkaen"}));
}

}  // namespace muistio
