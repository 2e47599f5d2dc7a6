// The settings file: options of commands, in TOML, a section a command.
#pragma once

#include <memory>
#include <string>
#include <vector>

namespace CLI {
class App;
class Config;
}  // namespace CLI

namespace muistio {

// Where a person keeps settings; need not exist.
std::string settings_file();

// Reads the file for the command that runs ("rules", "list"). What stands under other commands is
// passed over, so that a slip there stops nobody else. Throws CLI::ConfigError, which names file
// and line.
std::shared_ptr<CLI::Config> settings_reader(const CLI::App& program,
                                             std::vector<std::string> command, std::string file);

}  // namespace muistio
