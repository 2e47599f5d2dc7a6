#include "pipeline/content_paths.h"

#include <sys/stat.h>

#include <algorithm>
#include <cerrno>
#include <filesystem>

#include "pipeline/listing.h"

namespace muistio {
namespace {

constexpr std::size_t most_moves = 1000;  // That are told apart.

bool is_missing(int error) {
  return error == ENOENT || error == ENOTDIR;
}

bool is_there_on_the_ledger(FileState state) {
  return state != FileState::vanished && state != FileState::unreadable &&
         state != FileState::not_regular && state != FileState::changed;
}

std::string parent_of(const std::string& path) {
  return path.substr(0, std::max<std::size_t>(path.rfind('/'), 1));
}

}  // namespace

Move move_between(std::string from, std::string to) {
  const std::string from_top = from.starts_with('/') ? "/" : ".";
  const std::string to_top = to.starts_with('/') ? "/" : ".";
  while (true) {
    const std::size_t from_name = from.rfind('/') + 1, to_name = to.rfind('/') + 1;  // npos + 1: 0
    if (from.substr(from_name) != to.substr(to_name)) return {from, to};
    from.resize(from_name == 0 ? 0 : from_name - 1);
    to.resize(to_name == 0 ? 0 : to_name - 1);
    if (from_name <= 1 || to_name <= 1) break;
  }
  return {from.empty() ? from_top : from, to.empty() ? to_top : to};
}

bool ContentPaths::stands(const LedgerFile& file) {
  return is_there_on_the_ledger(file.state) && !is_gone(file.path);
}

bool ContentPaths::is_gone(const std::string& path) {
  struct stat status {};
  if (lstat(path.c_str(), &status) == 0 || !is_missing(errno)) return false;
  std::string folder = parent_of(path);
  while (folder.size() > 1 && lstat(folder.c_str(), &status) != 0) {
    if (!is_missing(errno)) return false;
    folder = parent_of(folder);
  }
  if (!may_be_unmounted(folder)) return true;
  ++figures_.out_of_reach[folder];
  return false;
}

// An empty folder, or a link that leads nowhere.
bool ContentPaths::may_be_unmounted(const std::string& folder) {
  const auto [entry, is_new] = unmounted_.try_emplace(folder, false);
  if (is_new) {
    std::error_code error;
    const bool is_empty = std::filesystem::is_empty(folder, error);
    entry->second = error ? !std::filesystem::exists(folder, error) : is_empty;
  }
  return entry->second;
}

Result<Done> ContentPaths::hand_over(LedgerContent& content, const LedgerFile& heir) {
  content.file = heir.id;
  if (auto set = ledger_.set_owner(content.id, heir.id); !set) return set;
  return corpus_.database().run("UPDATE memo SET path = ? WHERE sha256 = ?", heir.shown,
                                content.sha256);
}

Result<Done> ContentPaths::follow(LedgerContent& content, const LedgerFile& heir) {
  const auto before = content.file ? ledger_.find_file(*content.file) : std::optional<LedgerFile>{};
  if (!before) return before.error();
  if (before.value() && before.value()->content == content.id) {
    if (auto done = mark_moved(*before.value(), heir); !done) return done;
  }
  if (content.state != FileState::listed) ++figures_.moved;
  return hand_over(content, heir);
}

// Where it was, and where its copies were: they went with it.
Result<Done> ContentPaths::mark_moved(const LedgerFile& from, const LedgerFile& to) {
  const bool is_gone_now = from.state == FileState::vanished || is_gone(from.path);
  if (!is_gone_now) return Done{};
  const Move move = from.shown == to.shown ? move_between(from.path, to.path)
                                           : move_between(from.shown, to.shown);
  if (figures_.moves.size() < most_moves || figures_.moves.contains(move)) ++figures_.moves[move];
  auto set = ledger_.set_file(from.id, FileState::vanished, "it has moved to " + to.shown);
  if (!set) return set;
  const auto copies = ledger_.duplicates_of(*from.content);
  if (!copies) return copies.error();
  for (const LedgerFile& copy : copies.value()) {
    if (copy.id == to.id || !is_gone(copy.path)) continue;
    set = ledger_.set_file(copy.id, FileState::vanished, "it is not there any more");
    if (!set) return set;
  }
  return Done{};
}

Result<Done> ContentPaths::hand_over_to_duplicates(RunId run) {
  const auto duplicates = ledger_.duplicates_of_vanished(run);
  if (!duplicates) return duplicates.error();
  ContentId last = 0;
  for (const LedgerFile& file : duplicates.value()) {
    if (*file.content == last || !stands(file)) continue;
    last = *file.content;
    auto content = ledger_.find_content(last);
    if (!content) return content.error();
    if (auto done = hand_over(*content.value(), file); !done) return done;
    auto set = ledger_.set_file(file.id, content.value()->state, content.value()->message);
    if (!set) return set;
  }
  return Done{};
}

}  // namespace muistio
