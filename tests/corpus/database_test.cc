#include "corpus/database.h"

#include <sys/stat.h>

#include "tests/catch.h"
#include "tests/folder.h"

namespace muistio {
namespace {

Database open_in_memory() {
  auto database = Database::open(":memory:", Access::create);
  REQUIRE(database.ok());
  return std::move(database).value();
}

TEST_CASE("values come back as they were bound") {
  Database database = open_in_memory();
  REQUIRE(database.run_script("CREATE TABLE t(a, b, c, d, e, f)").ok());
  const std::optional<std::string> nothing;
  const std::string with_null("a\0b", 3);
  REQUIRE(
      database
          .run("INSERT INTO t VALUES(?,?,?,?,?,?)", 7, 2.5, "pöytä", Blob{with_null}, nothing, "")
          .ok());
  auto select = database.prepare("SELECT * FROM t");
  REQUIRE(select.ok());
  REQUIRE(select.value().step().value());
  CHECK(select.value().integer(0) == 7);
  CHECK(select.value().real(1) == 2.5);
  CHECK(select.value().text(2) == "pöytä");
  CHECK(select.value().blob(3) == with_null);
  CHECK(select.value().is_null(4));
  CHECK_FALSE(select.value().optional_text(4));
  CHECK_FALSE(select.value().is_null(5));
  CHECK_FALSE(select.value().step().value());
}

TEST_CASE("a transaction that is not committed leaves nothing") {
  Database database = open_in_memory();
  REQUIRE(database.run_script("CREATE TABLE t(a)").ok());
  {
    auto transaction = Transaction::begin(database);
    REQUIRE(transaction.ok());
    REQUIRE(database.run("INSERT INTO t VALUES(1)").ok());
  }
  CHECK(database.find_integer("SELECT count(*) FROM t").value() == 0);
  {
    auto transaction = Transaction::begin(database);
    REQUIRE(transaction.ok());
    REQUIRE(database.run("INSERT INTO t VALUES(1)").ok());
    REQUIRE(transaction.value().commit().ok());
  }
  CHECK(database.find_integer("SELECT count(*) FROM t").value() == 1);
}

TEST_CASE("a file that is no database is refused and stays as it is") {
  const Folder folder;
  const std::string path = folder.file("letter.db");
  const auto [bytes, access, code] = GENERATE(table<std::string, Access, ErrorCode>({
      {"this is a letter, not a database", Access::write, ErrorCode::bad_corpus},
      {"this is a letter, not a database", Access::create, ErrorCode::bad_corpus},
      {"this is a letter, not a database", Access::read, ErrorCode::bad_corpus},
      {std::string("SQLite format 3\0 and then nothing of the sort", 45), Access::read,
       ErrorCode::bad_corpus},
      {std::string("SQLite format 3\0 and then nothing of the sort", 45), Access::create,
       ErrorCode::bad_corpus},
      {"", Access::read, ErrorCode::bad_corpus},
      {"S", Access::create, ErrorCode::bad_corpus},
  }));
  CAPTURE(bytes);
  write_file(path, bytes);
  const auto database = Database::open(path, access);
  REQUIRE_FALSE(database.ok());
  CHECK(database.error().code == code);
  CHECK(database.error().where == path);
  CHECK(read_file(path) == bytes);
}

TEST_CASE("a file that does not exist is made only when asked, for its owner alone") {
  const Folder folder;
  const std::string path = folder.file("uusi ä#?%.db");
  CHECK(Database::open(path, Access::read).error().code == ErrorCode::not_found);
  CHECK(Database::open(path, Access::write).error().code == ErrorCode::not_found);
  CHECK_FALSE(std::filesystem::exists(path));

  const auto mask = ::umask(0);
  auto database = Database::open(path, Access::create);
  ::umask(mask);
  REQUIRE(database.ok());
  REQUIRE(database.value().run_script("CREATE TABLE t(a)").ok());
  struct stat status {};
  REQUIRE(::stat(path.c_str(), &status) == 0);
  CHECK((status.st_mode & 0777) == 0600);
}

TEST_CASE("a reader cannot write, and a folder is no corpus") {
  const Folder folder;
  const std::string path = folder.file("a.db");
  REQUIRE(Database::open(path, Access::create).value().run_script("CREATE TABLE t(a)").ok());
  auto reader = Database::open(path, Access::read);
  REQUIRE(reader.ok());
  CHECK(reader.value().run("INSERT INTO t VALUES(1)").error().code == ErrorCode::unreadable);
  CHECK(Database::open(folder.path.string(), Access::read).error().code == ErrorCode::bad_corpus);
}

TEST_CASE("a second writer is told that the corpus is busy") {
  const Folder folder;
  const std::string path = folder.file("a.db");
  auto first = Database::open(path, Access::create);
  auto second = Database::open(path, Access::write);
  REQUIRE(first.ok());
  REQUIRE(second.ok());
  REQUIRE(second.value().run_script("PRAGMA busy_timeout = 20").ok());
  const auto transaction = Transaction::begin(first.value());
  REQUIRE(transaction.ok());
  CHECK(Transaction::begin(second.value()).error().code == ErrorCode::corpus_busy);
}

TEST_CASE("triggers that a file brings along do not run") {
  const Folder folder;
  const std::string path = folder.file("a.db");
  auto database = Database::open(path, Access::create);
  REQUIRE(database.ok());
  REQUIRE(database.value()
              .run_script("CREATE TABLE t(a); CREATE TABLE u(a);"
                          "CREATE TRIGGER g AFTER INSERT ON t BEGIN INSERT INTO u VALUES(1); END;")
              .ok());
  REQUIRE(database.value().run("INSERT INTO t VALUES(1)").ok());
  CHECK(database.value().find_integer("SELECT count(*) FROM u").value() == 0);
}

TEST_CASE("a statement that runs past the deadline ends") {
  Database database = open_in_memory();
  database.set_deadline(std::chrono::steady_clock::now() + std::chrono::milliseconds(30));
  const auto endless = database.find_integer(
      "WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n) SELECT count(*) FROM n");
  REQUIRE_FALSE(endless.ok());
  CHECK(endless.error().code == ErrorCode::too_big);
  database.set_deadline(std::nullopt);
  CHECK(database.find_integer("SELECT 1").value() == 1);
}

TEST_CASE("wrong SQL is an internal error, not a crash") {
  Database database = open_in_memory();
  CHECK(database.run("SELEKT 1").error().code == ErrorCode::internal);
}

}  // namespace
}  // namespace muistio
