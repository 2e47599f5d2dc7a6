// What is wrong with the arguments, in one sentence that says where help is.
#pragma once

#include <string>
#include <vector>

namespace CLI {
class App;
class ParseError;
}  // namespace CLI

namespace muistio {

// Without "muistio: " and without a line end.
std::string complaint(const CLI::ParseError& error, const CLI::App& program);

// Null where there is none of that name.
const CLI::App* find_command(const CLI::App& program, const std::string& name);

std::vector<std::string> command_names(const CLI::App& program);

// Without dashes: "jobs", "json".
std::vector<std::string> option_names(const CLI::App& command);

// "; did you mean search?", or nothing where none of the names is near.
std::string meant(const std::string& typed, const std::vector<std::string>& names);

}  // namespace muistio
