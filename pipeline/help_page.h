// How --help looks: each option with what its value is called, what it does, and the default.
#pragma once

#include <CLI/CLI.hpp>
#include <string>

namespace muistio {

// For CLI::App::formatter(); commands inherit it.
class HelpPage : public CLI::Formatter {
 public:
  std::string make_option_name(const CLI::Option* option, bool is_positional) const override;
  std::string make_option_opts(const CLI::Option* option) const override;
  std::string make_option_desc(const CLI::Option* option) const override;
};

}  // namespace muistio
