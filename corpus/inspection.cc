#include "corpus/inspection.h"

#include <array>
#include <functional>
#include <optional>

#include "corpus/ledger_inspection.h"
#include "corpus/memo_inspection.h"
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

constexpr std::array check_table{
    Check{"database", "the file is whole",
          "SELECT integrity_check FROM pragma_integrity_check WHERE integrity_check <> 'ok'", "",
          "", nullptr},
    Check{"database", "every row belongs to something",
          "SELECT \"table\" || ' row ' || rowid || ' has no ' || parent"
          " FROM pragma_foreign_key_check",
          "", "the rows were deleted", delete_rows_without_parent},
    Check{"full text", "every page has its words", "", "",
          "they were made anew of the text; where it is not the one they were of, the next load"
          " reads the memo again",
          mend_pages_without_words, find_pages_without_words},
    Check{"memos", "every memo is as it was saved", "", "", "the next load reads the memos again",
          mend_changed_memos, find_changed_memos},
    Check{"memos", "every memo has the facts that are indexed", "", "",
          "the next load reads the memos again", mend_strange_facts, find_strange_facts},
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
          " ('ok', 'partial', 'no_text', 'listed'))",
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

class Inspection {
 public:
  explicit Inspection(Database& database) : database_(database) {}

  Result<Finding> inspect(const Check& check, bool repair);

 private:
  Result<Finding> look(const Check& check);
  Result<Done> run(const Check& check, Finding& finding);

  Database& database_;
  std::optional<Database> copy_;  // For commands, where nothing may be written.
};

void note(Finding& finding, std::string_view example) {
  ++finding.count;
  if (finding.examples.size() < most_examples) finding.examples.emplace_back(example);
}

Result<Finding> Inspection::look(const Check& check) {
  Finding finding{check.subject, check.promise, 0, {}, check.remedy, false, ""};
  Result<Done> done = Done{};
  if (check.find) {
    const auto wrong = check.find(database_);
    if (!wrong) done = wrong.error();
    for (const std::string& example : wrong ? wrong.value() : std::vector<std::string>{})
      note(finding, example);
  } else if (!check.command.empty()) {
    done = run(check, finding);
  } else {
    done = for_each_text(database_, check.wrong, [&](std::string_view example) -> Result<Done> {
      note(finding, example);
      return Done{};
    });
  }
  if (done) return finding;
  if (!is_damage(done.error().code)) return done.error();
  // Without what to do about it ("...; load the memos into a new one"): it may be mended.
  const std::string& message = done.error().message;
  note(finding, message.substr(0, message.find(';')));
  return finding;
}

// The command fails where something is wrong, and says no more.
Result<Done> Inspection::run(const Check& check, Finding& finding) {
  if (database_.access() == Access::read && !copy_) {
    auto copy = database_.temporary_copy();
    if (!copy) {
      finding.unchecked =
          "nothing may be written here, and a copy of the corpus could not be made in the folder"
          " for temporary files";
      return Done{};
    }
    copy_ = std::move(copy).value();
  }
  auto done = (copy_ ? *copy_ : database_).run(check.command);
  if (done || !is_damage(done.error().code)) return done;
  finding.count = 1;
  return Done{};
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

Result<Finding> Inspection::inspect(const Check& check, bool repair) {
  auto finding = look(check);
  if (!finding || finding.value().count == 0 || !repair || !check.repair) return finding;
  const auto mended = mend(database_, check);
  // What damage keeps from being mended stays a finding, and those after it may be mended.
  if (!mended && is_damage(mended.error().code)) return finding;
  if (!mended) return mended.error();
  auto after = look(check);
  if (!after || after.value().count > 0) return after;
  finding.value().repaired = true;
  return finding;
}

}  // namespace

Result<std::vector<Finding>> inspect(Database& database, bool repair) {
  Inspection inspection(database);
  std::vector<Finding> findings;
  for (const Check& check : check_table) {
    auto finding = inspection.inspect(check, repair);
    if (!finding) return finding.error();
    findings.push_back(std::move(finding).value());
  }
  return findings;
}

}  // namespace muistio
