// How --help looks: each option with what its value is called, what it does, and the default.
#pragma once

#include <cstddef>
#include <memory>
#include <string>

namespace CLI {
class FormatterBase;
}

namespace muistio {

// For CLI::App::formatter(); commands inherit it.
std::shared_ptr<CLI::FormatterBase> help_page();

// The page in lines of at most `width` characters; what an option does goes on under itself.
std::string in_lines(const std::string& page, std::size_t width);

}  // namespace muistio
