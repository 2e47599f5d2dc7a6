// How --help looks: each option with what its value is called, what it does, and the default.
#pragma once

#include <memory>

namespace CLI {
class FormatterBase;
}

namespace muistio {

// For CLI::App::formatter(); commands inherit it.
std::shared_ptr<CLI::FormatterBase> help_page();

}  // namespace muistio
