#include "pipeline/arguments_help.h"

#include <CLI/CLI.hpp>
#include <algorithm>
#include <string>
#include <string_view>

#include "corpus/unicode.h"

namespace muistio {
namespace {

// Of "TEXT:{pages,memos}", as CLI11 puts it, "pages|memos"; of "INT:INT in [1 - 512]" "N".
std::string value_name(const CLI::Option& option) {
  const std::string type = option.get_type_name();
  const auto open = type.find('{'), close = type.find('}');
  if (open != std::string::npos && close != std::string::npos) {
    std::string choices = type.substr(open + 1, close - open - 1);
    std::replace(choices.begin(), choices.end(), ',', '|');
    return choices;
  }
  const std::string name = type.substr(0, type.find(':'));
  return name == "INT" ? "N" : name;
}

class HelpPage : public CLI::Formatter {
 public:
  std::string make_option_name(const CLI::Option* option, bool is_positional) const override {
    const std::string name = Formatter::make_option_name(option, is_positional);
    return name.substr(0, name.find('{'));  // What a flag without a value stands for.
  }

  std::string make_option_opts(const CLI::Option* option) const override {
    if (option->get_positional()) {
      const bool several = option->get_expected_max() == CLI::detail::expected_max_vector_size;
      return several ? "..." : "";
    }
    if (option->get_type_size() == 0) return "";
    std::string names;
    for (int i = 0; i < std::max(option->get_expected_min(), 1); ++i) {
      names += " " + value_name(*option);
    }
    return names;
  }

  std::string make_option_desc(const CLI::Option* option) const override {
    const std::string value = option->get_default_str();
    const std::string what = option->get_description();
    if (value.empty() || option->get_type_size() == 0) return what;
    return what + " (default: " + value + ")";
  }
};

}  // namespace

std::shared_ptr<CLI::FormatterBase> help_page() {
  return std::make_shared<HelpPage>();
}

std::string in_lines(const std::string& page, std::size_t width) {
  constexpr std::size_t description = 30;  // The column where CLI11 begins it.
  std::string lines;
  for (const std::string& line : CLI::detail::split(page, '\n')) {
    const std::size_t begin = line.find_first_not_of(' ');
    if (code_points(line) <= width || begin == std::string::npos) {
      lines += line + '\n';
      continue;
    }
    const bool is_row = begin == 2 && line.find("  ", begin) != std::string::npos;
    const bool goes_on = begin >= description;
    const std::size_t gap = line.find("  ", begin);
    std::size_t indent = is_row || goes_on ? std::max(begin, description) : begin + 2;
    std::string shown = line.substr(0, begin);
    // A row's name and the gap behind it stay together.
    std::size_t at = begin;
    if (is_row || (goes_on && gap != std::string::npos)) {
      at = line.find_first_not_of(' ', gap);
      shown = line.substr(0, at);
      if (goes_on) indent = at;
    }
    std::size_t taken = code_points(shown);
    bool is_first = true;
    for (const std::string_view word : words_of(std::string_view(line).substr(at), " ")) {
      const std::size_t size = code_points(word);
      const bool fits = taken + (is_first ? 0 : 1) + size <= width;
      if (!fits && taken > indent) {
        while (shown.ends_with(' ')) shown.pop_back();
        lines += shown + '\n';
        shown = std::string(indent, ' ');
        taken = indent;
        is_first = true;
      }
      if (!is_first) shown += ' ';
      shown += word;
      taken = code_points(shown);
      is_first = false;
    }
    lines += shown + '\n';
  }
  while (lines.ends_with("\n\n")) lines.pop_back();
  return lines;
}

}  // namespace muistio
