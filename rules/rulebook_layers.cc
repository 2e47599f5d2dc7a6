#include "rules/rulebook_layers.h"

#include <algorithm>
#include <filesystem>
#include <fstream>
#include <sstream>
#include <utility>

#include "rules/shipped_rules.h"

namespace muistio {
namespace {

constexpr std::size_t most_files = 1000;

Result<std::string> read_rule_file(const std::filesystem::path& path) {
  std::ifstream stream(path, std::ios::binary);
  std::ostringstream text;
  text << stream.rdbuf();
  if (!stream) return Error{ErrorCode::unreadable, path.string(), "the rule file cannot be read"};
  return std::move(text).str();
}

// Names relative to the folder, in their order.
Result<std::vector<std::string>> rule_files_of(const std::filesystem::path& folder) {
  std::error_code error;
  if (!std::filesystem::is_directory(folder, error))
    return Error{ErrorCode::not_found, folder.string(), "no such folder of rules"};
  std::vector<std::string> names;
  for (const char* part : {"", "fi", "sv"}) {
    std::filesystem::directory_iterator entry(folder / part, error), end;
    for (; !error && entry != end; entry.increment(error)) {
      if (entry->path().extension() != ".toml") continue;
      if (names.size() >= most_files)
        return Error{ErrorCode::too_big, folder.string(), "over 1000 rule files"};
      names.push_back((std::filesystem::path(part) / entry->path().filename()).generic_string());
    }
  }
  if (names.empty())
    return Error{ErrorCode::not_found, folder.string(),
                 "no rule files (*.toml, fi/*.toml or sv/*.toml) in this folder"};
  std::sort(names.begin(), names.end());
  return names;
}

// The word list or piece of that name and language.
template <typename Part>
auto find_same(std::vector<Part>& parts, const Part& part) {
  return std::find_if(parts.begin(), parts.end(), [&](const Part& other) {
    return other.name == part.name && other.language == part.language;
  });
}

// Takes the forms with a "!" out of the lists of that name, in all languages where the addition is
// for all, and out of the addition.
Result<Done> take_out(WordList& addition, std::vector<WordList>& lists) {
  for (Rulebook::WordEntry& added : addition.entries) {
    for (const std::string& form : added.forms) {
      if (!form.starts_with('!')) continue;
      std::size_t taken = 0;
      for (WordList& list : lists) {
        const bool meant = addition.language.empty() || list.language == addition.language;
        if (list.name != addition.name || !meant) continue;
        for (Rulebook::WordEntry& entry : list.entries)
          taken += std::erase(entry.forms, form.substr(1));
      }
      if (taken == 0)
        return Error{
            ErrorCode::bad_rule, addition.from,
            "the word list '" + addition.name + "' has no '" + form.substr(1) + "' to take out"};
    }
    std::erase_if(added.forms, [](const std::string& form) { return form.starts_with('!'); });
  }
  const auto is_empty = [](const Rulebook::WordEntry& entry) { return entry.forms.empty(); };
  std::erase_if(addition.entries, is_empty);
  for (WordList& list : lists) std::erase_if(list.entries, is_empty);
  return Done{};
}

}  // namespace

Result<Done> RuleLayers::add_words(std::vector<WordList> lists, Layer layer) {
  for (WordList& list : lists) {
    const std::string from = list.from;
    if (layer == Layer::users) {
      auto done = take_out(list, vocabulary.words);
      if (!done) return done;
    }
    const auto same = find_same(vocabulary.words, list);
    if (same == vocabulary.words.end()) {
      if (!list.entries.empty()) vocabulary.words.push_back(std::move(list));
    } else if (layer == Layer::ours) {
      return Error{ErrorCode::bad_rule, list.from,
                   "the word list '" + list.name + "' is already at " + same->from};
    } else {
      same->entries.insert(same->entries.begin(), list.entries.rbegin(), list.entries.rend());
    }
    for (const WordList& left : vocabulary.words)
      if (left.entries.empty())
        return Error{ErrorCode::bad_rule, from, "no word is left of the list '" + left.name + "'"};
  }
  return Done{};
}

Result<Done> RuleLayers::add_pieces(std::vector<Piece> pieces, Layer layer) {
  for (Piece& piece : pieces) {
    const auto same = find_same(vocabulary.pieces, piece);
    if (same == vocabulary.pieces.end()) {
      vocabulary.pieces.push_back(std::move(piece));
    } else if (layer == Layer::ours) {
      return Error{ErrorCode::bad_rule, piece.from,
                   "the piece {" + piece.name + "} is already at " + same->from};
    } else {
      *same = std::move(piece);
    }
  }
  return Done{};
}

Result<Done> RuleLayers::add(RuleFile file, Layer layer) {
  user_has_pieces_ |= layer == Layer::users && !file.pieces.empty();
  for (Rule& rule : file.rules) {
    const auto same = std::find_if(rules.begin(), rules.end(),
                                   [&](const Rule& other) { return other.id == rule.id; });
    const bool may_stand =
        layer == Layer::ours ? same == rules.end() : ids_of_user_.insert(rule.id).second;
    if (!may_stand)
      return Error{ErrorCode::bad_rule, rule.from,
                   "the rule " + rule.id + " is already at " + same->from};
    if (same == rules.end()) {
      rules.push_back(std::move(rule));
    } else {
      *same = std::move(rule);
    }
  }
  auto words_added = add_words(std::move(file.words), layer);
  if (!words_added) return words_added;
  return add_pieces(std::move(file.pieces), layer);
}

Result<Done> RuleLayers::add_shipped() {
  for (const ShippedFile& shipped : shipped_rule_files()) {
    auto file =
        parse_rule_file(shipped.text, std::string(shipped.name), language_of_file(shipped.name));
    if (!file) return file.error();
    auto done = add(std::move(file).value(), Layer::ours);
    if (!done) return done;
  }
  return Done{};
}

Result<Done> RuleLayers::add_folder(const std::string& folder) {
  auto names = rule_files_of(folder);
  if (!names) return names.error();
  for (const std::string& name : names.value()) {
    const std::filesystem::path path = std::filesystem::path(folder) / name;
    auto text = read_rule_file(path);
    if (!text) return text.error();
    auto file = parse_rule_file(text.value(), path.string(), language_of_file(name));
    if (!file) return file.error();
    auto done = add(std::move(file).value(), Layer::users);
    if (!done) return done;
  }
  return Done{};
}

bool RuleLayers::may_be_changed(const Rule& rule) const {
  return user_has_pieces_ || ids_of_user_.contains(rule.id);
}

}  // namespace muistio
