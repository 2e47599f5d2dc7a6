#include "pipeline/arguments_help.h"

#include <CLI/CLI.hpp>
#include <algorithm>
#include <string>

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

}  // namespace muistio
