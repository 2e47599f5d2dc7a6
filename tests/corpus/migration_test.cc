#include "corpus/migration.h"

#include <signal.h>
#include <sys/resource.h>
#include <sys/wait.h>
#include <unistd.h>

#include "tests/catch.h"
#include "tests/folder.h"

namespace muistio {
namespace {

constexpr std::string_view old_schema =
    "PRAGMA journal_mode = WAL; PRAGMA user_version = 1;"
    "CREATE TABLE person(id INTEGER PRIMARY KEY, name TEXT NOT NULL);"
    "CREATE TABLE seat(person INTEGER REFERENCES person(id) ON DELETE CASCADE, body TEXT);"
    "WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < 500)"
    " INSERT INTO person SELECT i, printf('Testi Henkilö %d', i) FROM n;"
    "INSERT INTO seat SELECT id, 'Kylätoimikunta' FROM person";

const std::vector<Migration> steps = {
    {1,
     "ALTER TABLE person RENAME TO old_person;"
     "CREATE TABLE person(id INTEGER PRIMARY KEY, name TEXT NOT NULL, written TEXT NOT NULL);"
     "INSERT INTO person SELECT id, name, name FROM old_person; DROP TABLE old_person"},
    {2, "CREATE INDEX person_by_name ON person(name)"},
};

Result<Done> content(Database&) {
  return Done{};
}

std::string make_old_file(const Folder& folder) {
  const std::string path = folder.file("old.db");
  REQUIRE(Database::open(path, Access::create).value().run_script(std::string(old_schema)).ok());
  return path;
}

std::int64_t number(Database& database, const char* sql) {
  return database.find_integer(sql).value().value_or(-1);
}

// Of the old schema with all its rows, or of the new one with all its rows.
std::int64_t whole_version(const std::string& path) {
  auto database = Database::open(path, Access::write).value();
  CHECK(number(database,
               "SELECT count(*) FROM pragma_integrity_check WHERE integrity_check <> 'ok'") == 0);
  CHECK(number(database, "SELECT count(*) FROM pragma_foreign_key_check") == 0);
  const std::int64_t version = number(database, "PRAGMA user_version");
  CHECK((version == 1 || version == 3));
  CHECK(number(database, "SELECT count(*) FROM person JOIN seat ON seat.person = person.id") ==
        500);
  CHECK(number(database, "SELECT count(*) FROM pragma_table_info('person')") ==
        (version == 1 ? 2 : 3));
  CHECK(number(database, "SELECT count(*) FROM sqlite_schema WHERE name LIKE 'old%'") == 0);
  return version;
}

TEST_CASE("a file of an older schema takes all steps to today's, and keeps every row") {
  const Folder folder;
  const std::string path = make_old_file(folder);
  {
    auto database = Database::open(path, Access::write).value();
    REQUIRE(migrate(database, steps, 3, content).ok());
    CHECK(number(database, "PRAGMA foreign_keys") == 1);
    REQUIRE(migrate(database, steps, 3, content).ok());  // Nothing is left to do.
    REQUIRE(database.run("DELETE FROM person WHERE id = 500").ok());
    CHECK(number(database, "SELECT count(*) FROM seat") == 499);
    REQUIRE(database.run("INSERT INTO person VALUES(500, '', '')").ok());
    REQUIRE(database.run("INSERT INTO seat VALUES(500, '')").ok());
  }
  CHECK(whole_version(path) == 3);
}

TEST_CASE("a migration that goes wrong leaves the file as it was") {
  struct Case {
    const char* what;
    std::vector<Migration> steps;
    bool check;
  };
  const auto row = GENERATE(values<Case>({
      {"wrong SQL", {steps[0], {2, "CREATE NONSENSE"}}, true},
      {"a step that is not there", {steps[0]}, true},
      {"rows that lose what they belong to", {steps[0], {2, "DELETE FROM person"}}, true},
      {"tables that are not today's", steps, false},
  }));
  CAPTURE(row.what);
  const Folder folder;
  const std::string path = make_old_file(folder);
  {
    auto database = Database::open(path, Access::write).value();
    const auto done = migrate(database, row.steps, 3, [&](Database&) -> Result<Done> {
      if (row.check) return Done{};
      return Error{ErrorCode::bad_corpus, "", "not today's"};
    });
    CHECK_FALSE(done.ok());
    CHECK_FALSE(database.in_transaction());
  }
  CHECK(whole_version(path) == 1);
}

TEST_CASE("a migration that is killed, wherever it is, leaves the old file or the new one whole") {
  const Folder folder;
  bool old_one = false, new_one = false;
  for (rlim_t size = 4096; !new_one; size += 12'288) {
    const std::string path = make_old_file(folder);
    const pid_t child = fork();
    if (child == 0) {
      auto database = Database::open(path, Access::write).value();
      signal(SIGXFSZ, SIG_DFL);  // Ends the process at the write that goes beyond the limit.
      const rlimit limit{size, size};
      setrlimit(RLIMIT_FSIZE, &limit);
      const bool done = migrate(database, steps, 3, content).ok();
      _exit(done ? 0 : 1);
    }
    int status = 0;
    REQUIRE(waitpid(child, &status, 0) == child);
    const bool killed = WIFSIGNALED(status);
    CAPTURE(size, status);
    CHECK((killed || WEXITSTATUS(status) == 0));
    const std::int64_t version = whole_version(path);
    if (!killed) CHECK(version == 3);
    old_one = old_one || version == 1;
    new_one = !killed;
    for (const char* end : {"", "-wal", "-shm"}) std::filesystem::remove(path + end);
  }
  CHECK(old_one);
}

}  // namespace
}  // namespace muistio
