#include "corpus/corpus_file.h"

#include <random>

#include "tests/catch.h"
#include "tests/folder.h"

namespace muistio {
namespace {

void make_corpus(const std::string& path) {
  const auto made = open_corpus_file(path, Access::create);
  REQUIRE(made.ok());
}

TEST_CASE("a corpus file is made once and opens again, for reading too") {
  const Folder folder;
  const std::string path = folder.file("town.db");
  make_corpus(path);
  CHECK(open_corpus_file(path, Access::create).ok());
  CHECK(open_corpus_file(path, Access::write).ok());
  auto reader = open_corpus_file(path, Access::read);
  REQUIRE(reader.ok());
  CHECK(reader.value().find_integer("SELECT count(*) FROM memo").value() == 0);
}

TEST_CASE("a corpus on read-only media can be read") {
  const Folder folder;
  const std::string path = folder.file("town.db");
  make_corpus(path);
  std::filesystem::permissions(path, std::filesystem::perms::owner_read);
  std::filesystem::permissions(
      folder.path, std::filesystem::perms::owner_read | std::filesystem::perms::owner_exec);
  CHECK(open_corpus_file(path, Access::read).ok());
  std::filesystem::permissions(folder.path, std::filesystem::perms::owner_all);
}

TEST_CASE("what is not ours is refused untouched, with the reason") {
  const Folder folder;
  const std::string path = folder.file("other.db");
  struct Case {
    const char* sql;
    const char* message;
  };
  const auto [sql, message] = GENERATE(values<Case>({
      {"CREATE TABLE recipe(a)", "belongs to another program"},
      {"PRAGMA application_id = 1; CREATE TABLE recipe(a)", "belongs to another program"},
      {"PRAGMA application_id = 1836411251; PRAGMA user_version = 99; CREATE TABLE memo(a)",
       "newer muistio"},
      {"PRAGMA application_id = 1836411251; PRAGMA user_version = 0; CREATE TABLE memo(a)",
       "older muistio"},
      {"PRAGMA application_id = 1836411251; PRAGMA user_version = 5; CREATE TABLE memo(a)",
       "not as muistio made it"},
      {"PRAGMA application_id = 1836411251; PRAGMA user_version = 5;"
       "CREATE VIEW memo AS SELECT 1",
       "not as muistio made it"},
  }));
  CAPTURE(sql);
  REQUIRE(Database::open(path, Access::create).value().run_script(sql).ok());
  const std::string before = read_file(path);
  for (const Access access : {Access::read, Access::write, Access::create}) {
    const auto opened = open_corpus_file(path, access);
    REQUIRE_FALSE(opened.ok());
    CHECK(opened.error().code == ErrorCode::bad_corpus);
    CHECK(opened.error().message.find(message) != std::string::npos);
  }
  CHECK(read_file(path) == before);
}

TEST_CASE("an added view of the user's own does not make a corpus foreign") {
  const Folder folder;
  const std::string path = folder.file("town.db");
  make_corpus(path);
  REQUIRE(Database::open(path, Access::write)
              .value()
              .run_script("CREATE VIEW mine AS SELECT * FROM memos")
              .ok());
  CHECK(open_corpus_file(path, Access::read).ok());
}

TEST_CASE("no flipped byte and no cut makes opening a corpus crash") {
  const Folder folder;
  const std::string path = folder.file("town.db");
  make_corpus(path);
  const std::string good = read_file(path);
  std::mt19937 random(1);
  for (int round = 0; round < 200; ++round) {
    std::string bytes = good;
    if (round % 2 == 0) {
      for (int i = 0; i < 4; ++i) bytes[random() % bytes.size()] ^= static_cast<char>(random());
    } else {
      bytes.resize(random() % bytes.size());
    }
    const std::string damaged = folder.file("damaged.db");
    write_file(damaged, bytes);
    auto opened = open_corpus_file(damaged, Access::read);
    if (!opened) {
      CHECK_FALSE(opened.error().message.empty());
      continue;
    }
    (void)opened.value().find_integer("SELECT count(*) FROM page_index('kokous')");
    (void)opened.value().find_integer("SELECT sum(bytes) FROM memo");
  }
}

}  // namespace
}  // namespace muistio
