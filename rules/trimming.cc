#include "rules/trimming.h"

#include "corpus/unicode.h"

namespace muistio {
namespace {

// The bytes of the first character.
std::string_view first_character(std::string_view text) {
  return text.substr(0, next_character(text, 0));
}

std::string_view last_character(std::string_view text) {
  return text.substr(character_begin(text, text.size() - 1));
}

char32_t value_of(std::string_view character) {
  const auto first = static_cast<unsigned char>(character[0]);
  if (character.size() == 1) return first;
  char32_t value = first & (0x7F >> character.size());
  for (const char byte : character.substr(1)) value = value << 6 | (byte & 0x3F);
  return value;
}

}  // namespace

std::string_view trimmed(std::string_view text, std::u32string_view marks) {
  const auto goes = [marks](std::string_view character) {
    const char32_t value = value_of(character);
    return value == ' ' || value == '\t' || value == '\n' ||
           marks.find(value) != std::u32string_view::npos;
  };
  while (!text.empty() && goes(first_character(text)))
    text.remove_prefix(first_character(text).size());
  while (!text.empty() && goes(last_character(text)))
    text.remove_suffix(last_character(text).size());
  return text;
}

Span trimmed(std::string_view flow, Span span, std::u32string_view marks) {
  const std::string_view rest = trimmed(flow.substr(span.begin, span.size()), marks);
  if (rest.empty()) return {span.begin, span.begin};
  const auto begin = static_cast<std::size_t>(rest.data() - flow.data());
  return {begin, begin + rest.size()};
}

}  // namespace muistio
