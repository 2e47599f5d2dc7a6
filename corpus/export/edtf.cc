#include "corpus/export/edtf.h"

#include <cctype>

namespace muistio {
namespace {

bool has_form(std::string_view text, std::string_view form) {
  if (text.size() != form.size()) return false;
  for (std::size_t i = 0; i < text.size(); ++i) {
    const bool digit = std::isdigit(static_cast<unsigned char>(text[i])) != 0;
    if (form[i] == '0' ? !digit : text[i] != form[i]) return false;
  }
  return true;
}

std::optional<DayAndTime> parse_one(std::string_view text) {
  const std::string_view day = text.substr(0, 10);
  if (!has_form(day, "0000-00-00") || day.substr(5, 2) > "12") return std::nullopt;
  if (text.size() == 10) return DayAndTime{std::string(day), ""};
  const std::string_view time = text.substr(11, 5);
  if (text[10] != 'T' || !has_form(time, "00:00")) return std::nullopt;
  return DayAndTime{std::string(day), std::string(time)};
}

}  // namespace

std::optional<DayRange> parse_days(std::string_view edtf) {
  const std::size_t slash = edtf.find('/');
  auto first = parse_one(edtf.substr(0, slash));
  if (!first) return std::nullopt;
  DayRange range{std::move(*first), std::nullopt};
  if (slash == std::string_view::npos) return range;
  range.last = parse_one(edtf.substr(slash + 1));
  if (!range.last) return std::nullopt;
  return range;
}

}  // namespace muistio
