#include "corpus/export/markup.h"

#include <cctype>

namespace muistio {

std::string escaped_markup(std::string_view text) {
  std::string result;
  result.reserve(text.size() + text.size() / 8);
  for (const char c : text) {
    switch (c) {
      case '&':
        result += "&amp;";
        break;
      case '<':
        result += "&lt;";
        break;
      case '>':
        result += "&gt;";
        break;
      case '"':
        result += "&quot;";
        break;
      case '\'':
        result += "&#39;";
        break;
      default:
        if (static_cast<unsigned char>(c) >= 0x20 || c == '\n' || c == '\t') result += c;
    }
  }
  return result;
}

std::string uri_reference(std::string_view path) {
  static constexpr char digits[] = "0123456789ABCDEF";
  static constexpr std::string_view plain = "/-._~!$&'()*+,;=@";
  const auto is_hex = [path](std::size_t at) {
    return at < path.size() && std::isxdigit(static_cast<unsigned char>(path[at])) != 0;
  };
  std::string uri;
  for (std::size_t i = 0; i < path.size(); ++i) {
    const auto byte = static_cast<unsigned char>(path[i]);
    const bool is_kept =
        byte < 0x80 && (std::isalnum(byte) != 0 || plain.find(path[i]) != std::string_view::npos ||
                        (path[i] == '%' && is_hex(i + 1) && is_hex(i + 2)));
    if (is_kept) {
      uri += path[i];
    } else {
      uri += {'%', digits[byte >> 4], digits[byte & 15]};
    }
  }
  // "//host" would name another machine.
  return uri.starts_with("//") ? "/." + uri : uri;
}

}  // namespace muistio
