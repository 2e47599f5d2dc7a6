#include "corpus/ledger_inspection.h"

namespace muistio {

Result<Done> read_again(Database& database, const std::vector<MemoId>& memos) {
  for (const MemoId memo : memos) {
    auto done = database.run(
        "UPDATE content SET state = 'listed', message = '' WHERE sha256 = (SELECT sha256 FROM memo"
        " WHERE id = ?)",
        memo);
    if (!done) return done;
  }
  return give_files_their_state(database);
}

Result<std::vector<MemoId>> memos_to_be_read_again(Database& database) {
  auto select = database.prepare(
      "SELECT memo.id FROM memo JOIN content ON content.sha256 = memo.sha256 JOIN file ON file.id ="
      " content.file WHERE content.state = 'listed' AND file.state = 'listed' ORDER BY memo.id");
  if (!select) return select.error();
  std::vector<MemoId> memos;
  while (true) {
    const auto row = select.value().step();
    if (!row) return row.error();
    if (!row.value()) return memos;
    memos.push_back(select.value().integer(0));
  }
}

Result<Done> read_again_what_lost_its_memo(Database& database) {
  auto done = database.run(
      "UPDATE content SET state = 'listed', message = '' WHERE state IN ('ok', 'partial',"
      " 'no_text') AND sha256 NOT IN (SELECT sha256 FROM memo)");
  if (!done) return done;
  return give_files_their_state(database);
}

Result<Done> add_memos_to_ledger(Database& database) {
  return database.run(
      "INSERT INTO content(sha256, bytes, state, pages) SELECT sha256, bytes, 'ok',"
      " (SELECT count(*) FROM page WHERE page.memo = memo.id)"
      " FROM memo WHERE true GROUP BY sha256"
      " ON CONFLICT(sha256) DO UPDATE SET state = 'ok', message = ''"
      " WHERE content.state NOT IN ('ok', 'partial', 'no_text', 'listed')");
}

Result<Done> give_files_their_state(Database& database) {
  return database.run(
      "UPDATE file SET state = content.state, message = content.message FROM content WHERE"
      " content.file = file.id AND file.content = content.id AND file.state NOT IN"
      " ('vanished', 'unreadable', 'changed', 'not_regular', 'too_big')");
}

Result<Done> give_contents_an_owner(Database& database) {
  auto done = database.run(
      "UPDATE content SET file = (SELECT min(id) FROM file WHERE file.content = content.id)"
      " WHERE file IS NULL");
  if (!done) return done;
  return give_files_their_state(database);
}

}  // namespace muistio
