#include "corpus/inspection.h"

#include <array>
#include <functional>

#include "corpus/page_index.h"
#include "corpus/ranked_blocks.h"

namespace muistio {
namespace {

constexpr std::size_t most_examples = 5;

// A check is a query for what is wrong, one row of text each, or a command that fails where
// something is.
struct Check {
  std::string_view subject;
  std::string_view promise;
  std::string_view wrong;    // SQL: SELECT text of each that is wrong.
  std::string_view command;  // SQL that fails where something is wrong; instead of `wrong`.
  std::string_view remedy;
  Result<Done> (*repair)(Database&);
  Result<std::vector<std::string>> (*find)(Database&) = nullptr;  // Instead of both.
};

Result<Done> delete_rows_without_parent(Database& database);
Result<Done> rebuild_fact_index(Database& database);
Result<Done> read_again_what_lost_its_memo(Database& database);
Result<Done> add_memos_to_ledger(Database& database);
Result<Done> give_files_their_state(Database& database);
Result<Done> give_contents_an_owner(Database& database);

constexpr std::array check_table{
    Check{"database", "the file is whole",
          "SELECT integrity_check FROM pragma_integrity_check WHERE integrity_check <> 'ok'", "",
          "", nullptr},
    Check{"database", "every row belongs to something",
          "SELECT \"table\" || ' row ' || rowid || ' has no ' || parent"
          " FROM pragma_foreign_key_check",
          "", "the rows were deleted", delete_rows_without_parent},
    Check{"full text", "every page is in the index",
          "SELECT 'page ' || page.number || ' of ' || memo.path FROM page JOIN memo ON memo.id ="
          " page.memo WHERE page.id NOT IN (SELECT id FROM page_index_docsize)",
          "", "the index was made anew", rebuild_page_index},
    Check{"full text", "the index holds no page that is gone",
          "SELECT 'row ' || id FROM page_index_docsize WHERE id NOT IN (SELECT id FROM page)", "",
          "the index was made anew", rebuild_page_index},
    Check{"full text", "the index of pages is whole", "",
          "INSERT INTO page_index(page_index) VALUES('integrity-check')", "the index was made anew",
          rebuild_page_index},
    Check{"full text", "the ranking of pages is that of their words", "", "",
          "the ranking was made anew", rebuild_ranked_blocks, find_wrong_blocks},
    Check{"full text", "the index of facts says what the facts say", "",
          "INSERT INTO fact_index(fact_index, rank) VALUES('integrity-check', 1)",
          "the index was made anew", rebuild_fact_index},
    Check{"ledger", "every file that was read has its memo",
          "SELECT sha256 FROM content WHERE state IN ('ok', 'partial', 'no_text')"
          " AND sha256 NOT IN (SELECT sha256 FROM memo)",
          "", "the next load reads the files again", read_again_what_lost_its_memo},
    Check{"ledger", "every memo is on the ledger",
          "SELECT path FROM memo WHERE sha256 NOT IN (SELECT sha256 FROM content WHERE state IN"
          " ('ok', 'partial', 'no_text'))",
          "", "the memos were put on the ledger", add_memos_to_ledger},
    Check{"ledger", "every file has the state of its content",
          "SELECT file.shown FROM content JOIN file ON file.id = content.file AND file.content ="
          " content.id WHERE file.state <> content.state AND file.state NOT IN"
          " ('vanished', 'unreadable', 'changed', 'not_regular', 'too_big')",
          "", "the files were given it", give_files_their_state},
    Check{"ledger", "every duplicate has an original",
          "SELECT file.shown FROM file LEFT JOIN content ON content.id = file.content WHERE"
          " file.state = 'duplicate_of' AND (content.file IS NULL OR content.file = file.id)",
          "", "one of them was made the original", give_contents_an_owner},
    Check{"ledger", "the files of every run add up",
          "SELECT 'run ' || run.id || ': ' || run.listed || ' files listed, ' || count(file.id) ||"
          " ' on the ledger' FROM run LEFT JOIN file ON file.run = run.id WHERE run.id ="
          " (SELECT max(id) FROM run WHERE outcome = 'done') AND run.id = (SELECT max(id) FROM run)"
          " GROUP BY run.id HAVING count(file.id) <> run.listed",
          "", "", nullptr},
    Check{"ledger", "no file of a whole run is still waiting",
          "SELECT file.shown FROM file JOIN run ON run.id = file.run WHERE file.state = 'listed'"
          " AND run.outcome = 'done'",
          "", "", nullptr},
};

// Calls `take` with the first column of every row.
Result<Done> for_each_text(Database& database, std::string_view sql,
                           const std::function<Result<Done>(std::string_view)>& take) {
  auto statement = database.prepare(sql);
  if (!statement) return statement.error();
  while (true) {
    const auto row = statement.value().step();
    if (!row) return row.error();
    if (!row.value()) return Done{};
    if (auto done = take(statement.value().text(0)); !done) return done;
  }
}

bool is_damage(ErrorCode code) {
  return code == ErrorCode::bad_corpus || code == ErrorCode::internal || code == ErrorCode::too_big;
}

Result<Done> look(Database& database, const Check& check, Finding& finding) {
  finding.count = 0;
  finding.examples.clear();
  const auto note = [&](std::string_view example) -> Result<Done> {
    ++finding.count;
    if (finding.examples.size() < most_examples) finding.examples.emplace_back(example);
    return Done{};
  };
  if (check.find) {
    const auto wrong = check.find(database);
    if (!wrong) return is_damage(wrong.error().code) ? note(wrong.error().message) : wrong.error();
    for (const std::string& example : wrong.value()) (void)note(example);
    return Done{};
  }
  auto done = check.command.empty() ? for_each_text(database, check.wrong, note)
                                    : database.run(check.command);
  if (done || !is_damage(done.error().code)) return done;
  return note(done.error().message);
}

Result<Done> mend(Database& database, const Check& check) {
  auto transaction = Transaction::begin(database);
  if (!transaction) return transaction.error();
  if (auto done = check.repair(database); !done) return done;
  return transaction.value().commit();
}

Result<Done> delete_rows_without_parent(Database& database) {
  auto orphans = database.prepare("SELECT \"table\", rowid FROM pragma_foreign_key_check");
  if (!orphans) return orphans.error();
  std::vector<std::pair<std::string, std::int64_t>> rows;
  while (true) {
    const auto row = orphans.value().step();
    if (!row) return row.error();
    if (!row.value()) break;
    rows.emplace_back(orphans.value().text(0), orphans.value().integer(1));
  }
  for (const auto& [table, row] : rows) {
    // The name comes from SQLite's own list of tables.
    auto done = database.run("DELETE FROM \"" + table + "\" WHERE rowid = ?", row);
    if (!done) return done;
  }
  return Done{};
}

Result<Done> rebuild_fact_index(Database& database) {
  return database.run("INSERT INTO fact_index(fact_index) VALUES('rebuild')");
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
      "INSERT INTO content(sha256, bytes, state, pages) SELECT sha256, bytes, 'ok', total_pages"
      " FROM memo WHERE true GROUP BY sha256"
      " ON CONFLICT(sha256) DO UPDATE SET state = 'ok', message = ''"
      " WHERE content.state NOT IN ('ok', 'partial', 'no_text')");
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

}  // namespace

Result<std::vector<Finding>> inspect(Database& database, bool repair) {
  std::vector<Finding> findings;
  for (const Check& check : check_table) {
    Finding finding{check.subject, check.promise, 0, {}, check.remedy, false};
    if (auto done = look(database, check, finding); !done) return done.error();
    if (finding.count > 0 && repair && check.repair) {
      const Finding before = finding;
      if (auto done = mend(database, check); !done) return done.error();
      if (auto done = look(database, check, finding); !done) return done.error();
      if (finding.count == 0) {
        finding = before;
        finding.repaired = true;
      }
    }
    findings.push_back(std::move(finding));
  }
  return findings;
}

}  // namespace muistio
