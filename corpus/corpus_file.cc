#include "corpus/corpus_file.h"

#include <map>

#include "corpus/migration.h"
#include "corpus/schema.h"

namespace muistio {
namespace {

constexpr std::int64_t application_id = 0x6d756973;  // "muis"
constexpr std::int64_t schema_version = 5;

Result<Done> make_schema(Database& database) {
  for (const SchemaPart& part : schema_parts()) {
    if (auto made = database.run_script(std::string(part.text)); !made) return made;
  }
  return database.run_script("PRAGMA application_id = " + std::to_string(application_id) +
                             "; PRAGMA user_version = " + std::to_string(schema_version));
}

// The SQL of each table, index and view by name.
Result<std::map<std::string, std::string>> schema_of(Database& database) {
  std::map<std::string, std::string> schema;
  auto select = database.prepare("SELECT name, coalesce(sql, '') FROM sqlite_schema");
  if (!select) return select.error();
  while (true) {
    const auto row = select.value().step();
    if (!row) return row.error();
    if (!row.value()) return schema;
    schema.emplace(select.value().text(0), select.value().text(1));
  }
}

// A file may hold more than we put there (a researcher's own views), but what we use must
// be what we made: a view in the place of a table would run whatever it likes.
Result<Done> check_schema(Database& database) {
  auto fresh = Database::open(":memory:", Access::create);
  if (!fresh) return fresh.error();
  if (auto made = make_schema(fresh.value()); !made) return made;
  const auto expected = schema_of(fresh.value());
  if (!expected) return expected.error();
  const auto found = schema_of(database);
  if (!found) return found.error();
  for (const auto& [name, sql] : expected.value()) {
    const auto entry = found.value().find(name);
    if (entry == found.value().end() || entry->second != sql) {
      return Error{ErrorCode::bad_corpus, database.path(),
                   "the corpus file is damaged: its table " + name + " is not as muistio made it"};
    }
  }
  return Done{};
}

Result<bool> is_new(Database& database) {
  const auto objects = database.find_integer("SELECT count(*) FROM sqlite_schema");
  if (!objects) return objects.error();
  const auto id = database.find_integer("PRAGMA application_id");
  if (!id) return id.error();
  return objects.value() == 0 && id.value() == 0;
}

Result<Done> bring_up_to_date(Database& database, std::int64_t version) {
  if (!can_migrate(migrations(), version, schema_version)) {
    return Error{ErrorCode::bad_corpus, database.path(),
                 "the corpus was made by an older muistio; load the memos into a new one"};
  }
  if (database.access() == Access::read) {
    return Error{
        ErrorCode::bad_corpus, database.path(),
        "the corpus was made by an older muistio; 'muistio check --repair' brings it up to "
        "date"};
  }
  return migrate(database, migrations(), schema_version, check_schema);
}

Result<Done> check_identity(Database& database) {
  const auto id = database.find_integer("PRAGMA application_id");
  if (!id) return id.error();
  if (id.value() != application_id) {
    return Error{ErrorCode::bad_corpus, database.path(),
                 "this database belongs to another program; it was left as it is"};
  }
  const auto version = database.find_integer("PRAGMA user_version");
  if (!version) return version.error();
  if (version.value() > schema_version) {
    return Error{ErrorCode::bad_corpus, database.path(),
                 "the corpus was made by a newer muistio; update muistio to open it"};
  }
  if (version.value() < schema_version)
    return bring_up_to_date(database, version.value().value_or(0));
  return check_schema(database);
}

// Several programs may find the file empty at once; the lock lets one of them make it.
Result<Done> make_where_new(Database& database) {
  auto transaction = Transaction::begin(database);
  if (!transaction) return transaction.error();
  const auto still_new = is_new(database);
  if (!still_new) return still_new.error();
  if (!still_new.value()) return Done{};
  if (auto made = make_schema(database); !made) return made;
  return transaction.value().commit();
}

}  // namespace

Result<Database> open_corpus_file(const std::string& path, Access access) {
  auto database = Database::open(path, access);
  if (!database) return database;
  const auto empty = is_new(database.value());
  if (!empty) return empty.error();
  if (empty.value() && access == Access::create) {
    if (auto set = database.value().run_script("PRAGMA page_size = 8192"); !set) return set.error();
    if (auto made = make_where_new(database.value()); !made) return made.error();
  }
  if (auto ours = check_identity(database.value()); !ours) return ours.error();
  if (access != Access::read) {
    auto set = database.value().run_script("PRAGMA journal_mode = WAL; PRAGMA synchronous = FULL");
    if (!set) return set.error();
  }
  return database;
}

}  // namespace muistio
