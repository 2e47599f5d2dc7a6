#include "pipeline/arguments_settings.h"

#include <CLI/CLI.hpp>
#include <cstdlib>
#include <iterator>
#include <sstream>
#include <utility>

#include "corpus/unicode.h"
#include "pipeline/arguments_complaint.h"

namespace muistio {
namespace {

std::string trimmed_line(const std::string& line) {
  return CLI::detail::trim_copy(line);
}

// What a line says: without its comment, how many [ wait for their ], and whether its texts end.
struct Line {
  std::string text;
  int open = 0;
  bool is_whole = true;
};

Line read_line(const std::string& line) {
  Line read;
  char quote = '\0';
  for (const char c : line) {
    if (quote == '\0' && c == '#') break;
    read.text += c;
    if (quote != '\0') {
      if (c == quote) quote = '\0';
    } else if (c == '"' || c == '\'') {
      quote = c;
    } else {
      read.open += c == '[' ? 1 : c == ']' ? -1 : 0;
    }
  }
  read.text = trimmed_line(read.text);
  read.is_whole = quote == '\0';
  return read;
}

bool is_section(const std::string& line) {
  const std::size_t end = line.find(']');
  return line.front() == '[' && end != std::string::npos && end > 1;
}

bool is_entry(const std::string& line) {
  const std::size_t equals = line.find('=');
  return equals != std::string::npos && !trimmed_line(line.substr(0, equals)).empty() &&
         !trimmed_line(line.substr(equals + 1)).empty();
}

class SettingsReader : public CLI::ConfigBase {
 public:
  SettingsReader(const CLI::App& program, std::vector<std::string> command, std::string file)
      : program_(program), command_(std::move(command)), file_(std::move(file)) {
    comment('\x01');  // Comments are gone by then, and a path may hold a #.
  }

  std::vector<CLI::ConfigItem> from_config(std::istream& input) const override {
    const std::string text{std::istreambuf_iterator<char>(input), {}};
    std::istringstream again(plain_lines(text));
    std::vector<CLI::ConfigItem> wanted;
    for (CLI::ConfigItem& item : CLI::ConfigBase::from_config(again)) {
      const bool is_bracket = item.name == "++" || item.name == "--";  // Of a section.
      if (!is_bracket && is_for_command(item, text)) wanted.push_back(std::move(item));
    }
    return wanted;
  }

 private:
  [[noreturn]] void refuse(std::size_t line, const std::string& message) const {
    throw CLI::ConfigError("the settings file " + file_ +
                           (line > 0 ? ", line " + std::to_string(line) : "") + ": " + message);
  }

  // The lines without comments, each array in one. CLI11 reads no others, and takes what is no
  // TOML for an entry of a strange name.
  std::string plain_lines(std::string text) const {
    static constexpr std::string_view byte_order_mark = "\xEF\xBB\xBF";
    if (text.starts_with(byte_order_mark)) text.erase(0, byte_order_mark.size());
    std::istringstream lines(text);
    std::string line, plain;
    int open = 0;
    for (std::size_t number = 1; std::getline(lines, line); ++number) {
      const Line read = read_line(line);
      const bool goes_on = open > 0;
      open += read.open;
      if (read.text.empty()) continue;
      const bool is_section_line = !goes_on && is_section(read.text);
      if (!read.is_whole || (is_section_line && open != 0) ||
          (!goes_on && !is_section_line && !is_entry(read.text))) {
        refuse(number,
               "'" + read.text + "' is no TOML; write [command], and under it option = value");
      }
      plain += (goes_on || plain.empty() ? "" : "\n") + read.text;
    }
    return plain + "\n";
  }

  // The first line that begins so; 0 where none does.
  static std::size_t line_of(const std::string& text, const std::string& beginning) {
    std::istringstream lines(text);
    std::string line;
    for (std::size_t number = 1; std::getline(lines, line); ++number)
      if (trimmed_line(line).starts_with(beginning)) return number;
    return 0;
  }

  // Throws where it is for nobody, or for the command and wrong.
  bool is_for_command(const CLI::ConfigItem& item, const std::string& text) const {
    if (item.parents.empty()) {
      refuse(line_of(text, item.name),
             "'" + item.name + "' stands under no command; put it under [load] or the like");
    }
    const std::string& section = item.parents.front();
    if (find_command(program_, section) == nullptr) {
      refuse(line_of(text, "[" + section),
             "there is no command '" + section + "'" + meant(section, command_names(program_)));
    }
    if (command_.empty() || section != command_.front()) return false;
    if (item.parents.size() > 1 && command_.size() > 1 && item.parents[1] != command_[1])
      return false;
    // The environment is nearer to the command than the file.
    if (item.name == "corpus" && std::getenv("MUISTIO_CORPUS") != nullptr) return false;
    const CLI::App* command = &program_;
    for (const std::string& name : item.parents)
      if (command != nullptr) command = find_command(*command, name);
    if (command == nullptr ||
        command->get_option_no_throw((item.name.size() == 1 ? "-" : "--") + item.name) == nullptr) {
      refuse(line_of(text, item.name),
             CLI::detail::join(item.parents, " ") + " has no option '" + item.name + "'" +
                 (command != nullptr ? meant(item.name, option_names(*command)) : ""));
    }
    return true;
  }

  const CLI::App& program_;
  std::vector<std::string> command_;
  std::string file_;
};

}  // namespace

std::string settings_file() {
  if (const char* file = std::getenv("MUISTIO_CONFIG")) return file;
  if (const char* folder = std::getenv("XDG_CONFIG_HOME"))
    return std::string(folder) + "/muistio.toml";
  if (const char* home = std::getenv("HOME")) return std::string(home) + "/.config/muistio.toml";
  return {};
}

std::shared_ptr<CLI::Config> settings_reader(const CLI::App& program,
                                             std::vector<std::string> command, std::string file) {
  return std::make_shared<SettingsReader>(program, std::move(command), std::move(file));
}

}  // namespace muistio
