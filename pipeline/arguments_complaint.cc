#include "pipeline/arguments_complaint.h"

#include <CLI/CLI.hpp>
#include <algorithm>
#include <utility>

#include "corpus/suggestion.h"

namespace muistio {
namespace {

// CLI11's sentences begin with a capital and some run over lines.
std::string one_sentence(std::string message) {
  if (const auto end = message.find('\n'); end != std::string::npos) message.resize(end);
  while (!message.empty() && message.back() == '.') message.pop_back();
  return message;
}

// The two parts of a text around what stands between them; the second is empty where it does not.
std::pair<std::string, std::string> parted(const std::string& text, const std::string& middle) {
  const std::size_t at = text.find(middle);
  if (at == std::string::npos) return {text, ""};
  return {text.substr(0, at), text.substr(at + middle.size())};
}

// What CLI11 says of values, as we say it: "--jobs: Value 0 not in range 1 to 512".
std::string of_value(const std::string& message) {
  const auto [option, said] = parted(message, ": ");
  if (const auto [value, range] = parted(said, " not in range "); !range.empty()) {
    const auto [least, most] = parted(range, " to ");
    return option + ": " + parted(value, "Value ").second + " is not between " + least + " and " +
           most;
  }
  if (const auto [value, names] = parted(said, " not in {"); !names.empty()) {
    std::string choices = names.substr(0, names.find('}'));
    for (std::size_t at = 0; (at = choices.find(',', at)) != std::string::npos; at += 2)
      choices.replace(at, 1, ", ");
    return option + ": '" + value + "' is none of " + choices;
  }
  return message;
}

std::string of_unexpected(const std::string& argument, const CLI::App& command) {
  const std::string name = argument.substr(0, argument.find('='));
  if (argument.size() < 2 || argument.front() != '-')
    return "'" + argument + "' is one argument too many";
  const std::size_t plain_begin = name.find_first_not_of('-');
  if (plain_begin == std::string::npos) return "there is no option '" + name + "'";
  const std::string plain = name.substr(plain_begin);
  std::string near = meant(plain, option_names(command));
  if (const std::size_t begin = near.find("mean "); begin != std::string::npos)
    near.insert(begin + 5, "--");
  return "there is no option '" + name + "'" + near;
}

// In our words, where CLI11's are a programmer's.
std::string in_our_words(const CLI::ParseError& error, const CLI::App& command) {
  const std::string message = one_sentence(error.what());
  const std::string kind = error.get_name();
  if (const std::string unread = parted(message, " expected: ").second; !unread.empty()) {
    // An option that is none explains what stands behind it; "--" ends the options and is none.
    const auto all = CLI::detail::split(unread, ' ');
    const auto option = std::find_if(all.begin(), all.end(), [](const std::string& one) {
      return one.starts_with('-') && one != "--";
    });
    return of_unexpected(option == all.end() ? all.front() : *option, command);
  }
  const auto unread = command.remaining();
  if (kind == "RequiredError" && !unread.empty() && !command.get_subcommands({}).empty()) {
    return "there is no command '" + command.get_name() + " " + unread.front() + "'" +
           meant(unread.front(), command_names(command));
  }
  if (kind == "RequiredError" && message.starts_with("A subcommand"))
    return "say which command: " + CLI::detail::join(command_names(command), ", ");
  if (kind == "ConversionError") {
    if (const auto [option, value] = parted(parted(message, ": ").second, " = "); !value.empty())
      return option + ": '" + value + "' is no number";
  }
  if (kind == "ArgumentMismatch") {
    const auto [option, said] = parted(message, ": ");
    const auto [count, type] = parted(said, " required ");
    if (const std::string least = "At least "; count.starts_with(least))
      return option + " needs " + count.substr(least.size()) + " values";
    if (type.ends_with(" missing"))
      return option + " needs " + (count == "1" ? "a value" : count + " values");
  }
  if (kind == "ExcludesError") {
    if (const auto [one, other] = parted(message, " excludes "); !other.empty())
      return one + " and " + other + " do not go together";
  }
  if (kind == "RequiresError") {
    if (const auto [one, other] = parted(message, " requires "); !other.empty())
      return one + " needs " + other;
  }
  if (kind == "FileError") return "the settings file cannot be read: " + parted(message, " ").first;
  return of_value(message);
}

// The command that was chosen, with its parents; the program itself is left out.
std::vector<const CLI::App*> chosen_commands(const CLI::App& program) {
  std::vector<const CLI::App*> chosen;
  for (const CLI::App* at = &program; !at->get_subcommands().empty();) {
    at = at->get_subcommands().front();
    chosen.push_back(at);
  }
  return chosen;
}

}  // namespace

std::string complaint(const CLI::ParseError& error, const CLI::App& program) {
  const auto commands = chosen_commands(program);
  const auto unread = program.remaining();
  if (commands.empty() && !unread.empty() && !unread.front().starts_with('-')) {
    return "there is no command '" + unread.front() + "'" +
           meant(unread.front(), command_names(program)) + " (see muistio --help)";
  }
  std::string names;
  for (const CLI::App* command : commands) names += " " + command->get_name();
  const CLI::App& last = commands.empty() ? program : *commands.back();
  return in_our_words(error, last) + " (see muistio" + names + " --help)";
}

const CLI::App* find_command(const CLI::App& program, const std::string& name) {
  for (const CLI::App* command : program.get_subcommands({}))
    if (command->get_name() == name) return command;
  return nullptr;
}

std::vector<std::string> command_names(const CLI::App& program) {
  std::vector<std::string> names;
  for (const CLI::App* command : program.get_subcommands({})) names.push_back(command->get_name());
  return names;
}

std::vector<std::string> option_names(const CLI::App& command) {
  std::vector<std::string> names;
  for (const CLI::Option* option : command.get_options())
    for (const std::string& name : option->get_lnames()) names.push_back(name);
  return names;
}

std::string meant(const std::string& typed, const std::vector<std::string>& names) {
  constexpr std::size_t longest = 40;
  const auto letters = [](const std::string& name) {  // Names are ASCII.
    return std::u32string(name.begin(), name.end());
  };
  if (typed.size() > longest) return "";
  const std::size_t most = typed.size() < 5 ? 1 : 2;
  std::size_t least = most + 1;
  std::string nearest;
  for (const std::string& name : names) {
    const bool begins = typed.size() >= 3 && name.starts_with(typed);
    const std::size_t edits = begins ? 1 : edit_distance(letters(typed), letters(name), most);
    if (edits >= least) continue;
    least = edits;
    nearest = name;
  }
  return nearest.empty() ? "" : "; did you mean " + nearest + "?";
}

}  // namespace muistio
