#include "corpus/database.h"

#include <fcntl.h>
#include <sqlite3.h>
#include <sys/stat.h>
#include <unistd.h>

#include <array>
#include <cerrno>
#include <cstring>
#include <map>
#include <vector>

namespace muistio {
namespace {

constexpr int busy_milliseconds = 10'000;
constexpr int longest_value = 512 << 20;  // Bytes.
constexpr std::size_t kept_statements = 200;
constexpr int instructions_between_looks = 10'000;
constexpr std::string_view sqlite_header{"SQLite format 3\0", 16};

bool is_no_room(int system_error) {
  return system_error == ENOSPC || system_error == EDQUOT || system_error == EFBIG;
}

ErrorCode code_of(int result, int system_error) {
  switch (result & 0xff) {
    case SQLITE_FULL:
      return ErrorCode::disk_full;
    case SQLITE_BUSY:
    case SQLITE_LOCKED:
      return ErrorCode::corpus_busy;
    case SQLITE_NOTADB:
    case SQLITE_CORRUPT:
    case SQLITE_FORMAT:
      return ErrorCode::bad_corpus;
    case SQLITE_IOERR:
    case SQLITE_CANTOPEN:
      return is_no_room(system_error) ? ErrorCode::disk_full : ErrorCode::unreadable;
    case SQLITE_NOMEM:
    case SQLITE_READONLY:
    case SQLITE_PERM:
    case SQLITE_AUTH:
      return ErrorCode::unreadable;
    case SQLITE_INTERRUPT:
    case SQLITE_TOOBIG:
      return ErrorCode::too_big;
    default:
      return ErrorCode::internal;
  }
}

std::string sentence_of(ErrorCode code, int result, int system_error, const char* detail) {
  const std::string reason =
      system_error != 0 ? std::string(": ") + std::strerror(system_error) : "";
  switch (code) {
    case ErrorCode::disk_full:
      return "no room left to write the corpus; free some space and run the same command again";
    case ErrorCode::corpus_busy:
      return "another program is writing to the corpus; try again when it is done";
    case ErrorCode::bad_corpus:
      return (result & 0xff) == SQLITE_NOTADB
                 ? "this is not a corpus file; it was left as it is"
                 : "the corpus file is damaged; load the memos into a new one";
    case ErrorCode::unreadable:
      if ((result & 0xff) == SQLITE_NOMEM)
        return "there is too little memory; free some and run the same command again";
      if ((result & 0xff) == SQLITE_READONLY) return "the corpus file cannot be written here";
      return "the corpus file cannot be opened, read or written" + reason;
    case ErrorCode::too_big:
      return (result & 0xff) == SQLITE_INTERRUPT ? "this takes too long; ask for something narrower"
                                                 : "a value is too big for the corpus";
    default:
      return std::string("SQLite: ") + detail;
  }
}

// SQLite file URI of a path; what URIs give a meaning to is percent-encoded.
std::string uri_of(const std::string& path, std::string_view parameters) {
  static constexpr char digits[] = "0123456789ABCDEF";
  std::string uri = "file:";
  for (const char c : path) {
    const auto byte = static_cast<unsigned char>(c);
    if (c == '%' || c == '?' || c == '#' || byte < 0x21 || byte > 0x7e) {
      uri += {'%', digits[byte >> 4], digits[byte & 15]};
    } else {
      uri += c;
    }
  }
  return uri.append(parameters);
}

bool is_memory(const std::string& path) {
  return path == ":memory:";
}

// Makes an empty file that its owner alone may read; one that exists is left alone. Fails
// as open(2) does.
Result<Done> make_private_file(const std::string& path) {
  const int file = ::open(path.c_str(), O_RDWR | O_CREAT | O_EXCL | O_CLOEXEC | O_NOFOLLOW, 0600);
  if (file >= 0) {
    ::close(file);
    return Done{};
  }
  if (errno == EEXIST) return Done{};
  return Error{is_no_room(errno) ? ErrorCode::disk_full : ErrorCode::unreadable, path,
               std::string("the corpus file cannot be made: ") + std::strerror(errno)};
}

// Looks at the file before SQLite does, so that whatever is no database stays untouched.
Result<Done> check_header(const std::string& path, Access access) {
  const int file = ::open(path.c_str(), O_RDONLY | O_CLOEXEC | O_NONBLOCK);
  if (file < 0) {
    const ErrorCode code = errno == ENOENT ? ErrorCode::not_found : ErrorCode::unreadable;
    return Error{code, path,
                 code == ErrorCode::not_found
                     ? "there is no such corpus file; make one with 'muistio load'"
                     : std::string("the corpus file cannot be opened: ") + std::strerror(errno)};
  }
  struct stat status {};
  const bool regular = ::fstat(file, &status) == 0 && S_ISREG(status.st_mode);
  std::array<char, sqlite_header.size()> header{};
  const auto size = regular ? ::pread(file, header.data(), header.size(), 0) : 0;
  ::close(file);
  if (!regular)
    return Error{ErrorCode::bad_corpus, path, "this is not a file but a folder or a device"};
  if (size == 0 && access != Access::read) return Done{};
  if (size == 0) return Error{ErrorCode::bad_corpus, path, "the corpus file is empty"};
  if (std::string_view(header.data(), header.size()) == sqlite_header) return Done{};
  return Error{ErrorCode::bad_corpus, path, "this is not a corpus file; it was left as it is"};
}

void distrust(sqlite3* handle) {
  sqlite3_extended_result_codes(handle, 1);
  sqlite3_db_config(handle, SQLITE_DBCONFIG_DEFENSIVE, 1, nullptr);
  sqlite3_db_config(handle, SQLITE_DBCONFIG_TRUSTED_SCHEMA, 0, nullptr);
  sqlite3_db_config(handle, SQLITE_DBCONFIG_ENABLE_TRIGGER, 0, nullptr);
  sqlite3_db_config(handle, SQLITE_DBCONFIG_ENABLE_LOAD_EXTENSION, 0, nullptr);
  sqlite3_limit(handle, SQLITE_LIMIT_LENGTH, longest_value);
  sqlite3_limit(handle, SQLITE_LIMIT_ATTACHED, 0);
  sqlite3_busy_timeout(handle, busy_milliseconds);
}

bool has_content(const std::string& path) {
  struct stat status {};
  return ::stat(path.c_str(), &status) == 0 && status.st_size > 0;
}

constexpr const char* scorer_type = "muistio::MatchScorer";

const Fts5ExtensionApi& functions_of(const void* functions) {
  return *static_cast<const Fts5ExtensionApi*>(functions);
}

Fts5Context* context_of(void* context) {
  return static_cast<Fts5Context*>(context);
}

// FTS5 hands out its interface through a pointer bound to a statement.
fts5_api* find_fts5(sqlite3* handle) {
  fts5_api* api = nullptr;
  sqlite3_stmt* select = nullptr;
  if (sqlite3_prepare_v2(handle, "SELECT fts5(?)", -1, &select, nullptr) != SQLITE_OK)
    return nullptr;
  sqlite3_bind_pointer(select, 1, &api, "fts5_api_ptr", nullptr);
  sqlite3_step(select);
  sqlite3_finalize(select);
  return api;
}

}  // namespace

// SQL function match_score(TABLE, scorer).
struct MatchScore {
  static void run(const Fts5ExtensionApi* functions, Fts5Context* context, sqlite3_context* result,
                  int count, sqlite3_value** values) {
    auto* scorer = count == 1
                       ? static_cast<MatchScorer*>(sqlite3_value_pointer(values[0], scorer_type))
                       : nullptr;
    if (scorer == nullptr) return;  // NULL
    if (const auto score = scorer->score(MatchRow(functions, context)))
      sqlite3_result_double(result, *score);
  }

  static int declare(sqlite3* handle) {
    fts5_api* api = find_fts5(handle);
    if (api == nullptr) return SQLITE_ERROR;
    return api->xCreateFunction(api, "match_score", nullptr, run, nullptr);
  }
};

std::int64_t MatchRow::id() const {
  return functions_of(functions_).xRowid(context_of(context_));
}

int MatchRow::phrases() const {
  return functions_of(functions_).xPhraseCount(context_of(context_));
}

double MatchRow::weighted_places(int phrase, std::span<const double> column_weights) const {
  const Fts5ExtensionApi& functions = functions_of(functions_);
  Fts5PhraseIter place{};
  int column = 0, offset = 0;
  double sum = 0;
  if (functions.xPhraseFirst(context_of(context_), phrase, &place, &column, &offset) != SQLITE_OK)
    return 0;
  for (; column >= 0; functions.xPhraseNext(context_of(context_), &place, &column, &offset))
    if (static_cast<std::size_t>(column) < column_weights.size())
      sum += column_weights[static_cast<std::size_t>(column)];
  return sum;
}

double MatchRow::words() const {
  int words = 0;
  functions_of(functions_).xColumnSize(context_of(context_), -1, &words);
  return words;
}

double MatchRow::mean_words() const {
  sqlite3_int64 words = 0, rows = 0;
  functions_of(functions_).xColumnTotalSize(context_of(context_), -1, &words);
  functions_of(functions_).xRowCount(context_of(context_), &rows);
  return rows > 0 && words > rows ? static_cast<double>(words) / static_cast<double>(rows) : 1;
}

struct Connection {
  std::string path;
  Access access = Access::read;
  sqlite3* handle = nullptr;
  // By SQL text; several where one text runs nested in itself.
  std::multimap<std::string, sqlite3_stmt*, std::less<>> idle;
  std::optional<std::chrono::steady_clock::time_point> deadline;
  std::int64_t rollbacks = 0;

  Connection() = default;
  Connection(const Connection&) = delete;
  Connection& operator=(const Connection&) = delete;
  ~Connection() {
    for (const auto& [sql, statement] : idle) sqlite3_finalize(statement);
    sqlite3_close_v2(handle);
  }

  int connect(const std::string& uri) {
    // Nobody asks how much memory SQLite has; counting it takes a lock for every piece.
    [[maybe_unused]] static const int not_counted = sqlite3_config(SQLITE_CONFIG_MEMSTATUS, 0);
    sqlite3_close_v2(std::exchange(handle, nullptr));
    const int flags = SQLITE_OPEN_URI | SQLITE_OPEN_NOMUTEX |
                      (access == Access::read ? SQLITE_OPEN_READONLY : SQLITE_OPEN_READWRITE) |
                      (is_memory(path) ? SQLITE_OPEN_MEMORY | SQLITE_OPEN_CREATE : 0);
    const int result = sqlite3_open_v2(uri.c_str(), &handle, flags, nullptr);
    if (result != SQLITE_OK) return result;
    distrust(handle);
    sqlite3_rollback_hook(
        handle, [](void* self) { ++static_cast<Connection*>(self)->rollbacks; }, this);
    const int read = sqlite3_exec(
        handle,
        access == Access::read
            ? "PRAGMA cell_size_check = ON; PRAGMA query_only = ON; PRAGMA cache_size = -32768;"
              "SELECT count(*) FROM sqlite_schema"
            : "PRAGMA cell_size_check = ON; PRAGMA foreign_keys = ON;"
              "SELECT count(*) FROM sqlite_schema",
        nullptr, nullptr, nullptr);
    return read == SQLITE_OK ? MatchScore::declare(handle) : read;
  }

  void keep(std::string sql, sqlite3_stmt* statement) {
    if (idle.size() >= kept_statements) {
      sqlite3_finalize(statement);
      return;
    }
    sqlite3_reset(statement);
    sqlite3_clear_bindings(statement);
    idle.emplace(std::move(sql), statement);
  }

  // `last_error` is errno, for where SQLite has forgotten it: after a failed COMMIT.
  Error error_of(int result, int last_error = 0) const {
    int system_error = handle != nullptr ? sqlite3_system_errno(handle) : 0;
    if (system_error == 0) system_error = last_error;
    const ErrorCode code = code_of(result, system_error);
    const char* detail = handle != nullptr ? sqlite3_errmsg(handle) : sqlite3_errstr(result);
    return {code, path, sentence_of(code, result, system_error, detail)};
  }
};

Database::Database(std::unique_ptr<Connection> connection) : connection_(std::move(connection)) {}
Database::Database(Database&& other) noexcept = default;
Database& Database::operator=(Database&& other) noexcept = default;
Database::~Database() = default;

Result<Database> Database::open(const std::string& path, Access access) {
  auto connection = std::make_unique<Connection>();
  connection->path = path;
  connection->access = access;
  if (is_memory(path)) {
    const int result = connection->connect(path);
    if (result != SQLITE_OK) return connection->error_of(result);
    return Database(std::move(connection));
  }
  if (access == Access::create) {
    if (auto made = make_private_file(path); !made) return made.error();
  }
  if (auto good = check_header(path, access); !good) return good.error();

  int result = connection->connect(uri_of(path, ""));
  // In a folder that cannot be written a reader cannot make the -shm file of a WAL
  // database. Where there is no -wal nobody writes, and the file may be taken as it is.
  if (result != SQLITE_OK && access == Access::read && !has_content(path + "-wal")) {
    if (code_of(result, 0) == ErrorCode::unreadable) {
      result = connection->connect(uri_of(path, "?immutable=1"));
    }
  }
  if (result != SQLITE_OK) return connection->error_of(result);
  return Database(std::move(connection));
}

Result<Database> Database::temporary_copy() {
  auto copy = std::make_unique<Connection>();
  copy->path = connection_->path;
  copy->access = Access::write;
  int result = copy->connect("");  // SQLite gives it a name, and takes that away at once.
  if (result != SQLITE_OK) return copy->error_of(result);
  sqlite3_backup* backup = sqlite3_backup_init(copy->handle, "main", connection_->handle, "main");
  if (backup == nullptr) return copy->error_of(sqlite3_errcode(copy->handle));
  sqlite3_backup_step(backup, -1);
  result = sqlite3_backup_finish(backup);
  if (result != SQLITE_OK) return copy->error_of(result);
  return Database(std::move(copy));
}

Result<Statement> Database::prepare(std::string_view sql) {
  const auto found = connection_->idle.find(sql);
  if (found != connection_->idle.end()) {
    auto node = connection_->idle.extract(found);
    return Statement(*connection_, std::move(node.key()), node.mapped());
  }
  sqlite3_stmt* statement = nullptr;
  const int result =
      sqlite3_prepare_v3(connection_->handle, sql.data(), static_cast<int>(sql.size()),
                         SQLITE_PREPARE_PERSISTENT, &statement, nullptr);
  if (result != SQLITE_OK) return connection_->error_of(result);
  return Statement(*connection_, std::string(sql), statement);
}

Result<Done> Database::run_script(const std::string& sql) {
  const int result = sqlite3_exec(connection_->handle, sql.c_str(), nullptr, nullptr, nullptr);
  if (result != SQLITE_OK) return connection_->error_of(result);
  return Done{};
}

void Database::roll_back() {
  const bool has_written = sqlite3_txn_state(connection_->handle, nullptr) == SQLITE_TXN_WRITE;
  const std::int64_t before = connection_->rollbacks;
  (void)run("ROLLBACK");
  // Reading ends so too.
  if (!has_written) connection_->rollbacks = before;
}

Result<std::int64_t> Database::surprises() {
  const auto version = find_integer("PRAGMA data_version");
  if (!version) return version.error();
  return connection_->rollbacks << 32 | (version.value().value_or(0) & 0xffffffff);
}

std::int64_t Database::last_row_id() const {
  return sqlite3_last_insert_rowid(connection_->handle);
}

std::int64_t Database::changed_rows() const {
  return sqlite3_changes64(connection_->handle);
}

bool Database::in_transaction() const {
  return sqlite3_get_autocommit(connection_->handle) == 0;
}

const std::string& Database::path() const {
  return connection_->path;
}

Access Database::access() const {
  return connection_->access;
}

void Database::set_deadline(std::optional<std::chrono::steady_clock::time_point> deadline) {
  connection_->deadline = deadline;
  const auto is_past = [](void* state) {
    return std::chrono::steady_clock::now() > *static_cast<Connection*>(state)->deadline ? 1 : 0;
  };
  sqlite3_progress_handler(connection_->handle, deadline ? instructions_between_looks : 0,
                           deadline ? static_cast<int (*)(void*)>(is_past) : nullptr,
                           connection_.get());
}

Statement::Statement(Connection& connection, std::string sql, sqlite3_stmt* statement)
    : connection_(&connection), sql_(std::move(sql)), statement_(statement) {}

Statement::Statement(Statement&& other) noexcept
    : connection_(other.connection_),
      sql_(std::move(other.sql_)),
      statement_(std::exchange(other.statement_, nullptr)),
      trouble_(other.trouble_) {}

Statement::~Statement() {
  if (statement_ != nullptr) connection_->keep(std::move(sql_), statement_);
}

void Statement::start_anew() {
  sqlite3_reset(statement_);
  trouble_ = SQLITE_OK;
}

void Statement::bind_one(int parameter, std::nullptr_t) {
  const int result = sqlite3_bind_null(statement_, parameter);
  if (trouble_ == SQLITE_OK) trouble_ = result;
}

void Statement::bind_one(int parameter, std::int64_t value) {
  const int result = sqlite3_bind_int64(statement_, parameter, value);
  if (trouble_ == SQLITE_OK) trouble_ = result;
}

void Statement::bind_one(int parameter, double value) {
  const int result = sqlite3_bind_double(statement_, parameter, value);
  if (trouble_ == SQLITE_OK) trouble_ = result;
}

void Statement::bind_one(int parameter, std::string_view text) {
  // A null pointer would bind NULL.
  const int result = sqlite3_bind_text64(statement_, parameter, text.empty() ? "" : text.data(),
                                         text.size(), SQLITE_TRANSIENT, SQLITE_UTF8);
  if (trouble_ == SQLITE_OK) trouble_ = result;
}

void Statement::bind_one(int parameter, Blob blob) {
  const int result =
      sqlite3_bind_blob64(statement_, parameter, blob.bytes.empty() ? "" : blob.bytes.data(),
                          blob.bytes.size(), SQLITE_TRANSIENT);
  if (trouble_ == SQLITE_OK) trouble_ = result;
}

void Statement::bind_one(int parameter, MatchScorer* scorer) {
  const int result = sqlite3_bind_pointer(statement_, parameter, scorer, scorer_type, nullptr);
  if (trouble_ == SQLITE_OK) trouble_ = result;
}

Result<bool> Statement::step() {
  errno = 0;
  const int result = trouble_ != SQLITE_OK ? trouble_ : sqlite3_step(statement_);
  const int system_error = errno;
  if (result == SQLITE_ROW) return true;
  if (result == SQLITE_DONE) return false;
  Error error = connection_->error_of(result, system_error);
  sqlite3_reset(statement_);
  return error;
}

Result<Done> Statement::run() {
  while (true) {
    const auto row = step();
    if (!row) return row.error();
    if (!row.value()) break;
  }
  sqlite3_reset(statement_);
  return Done{};
}

bool Statement::is_null(int column) const {
  return sqlite3_column_type(statement_, column) == SQLITE_NULL;
}

std::int64_t Statement::integer(int column) const {
  return sqlite3_column_int64(statement_, column);
}

double Statement::real(int column) const {
  return sqlite3_column_double(statement_, column);
}

std::string_view Statement::text(int column) const {
  const auto* text = reinterpret_cast<const char*>(sqlite3_column_text(statement_, column));
  if (text == nullptr) return {};
  return {text, static_cast<std::size_t>(sqlite3_column_bytes(statement_, column))};
}

std::string_view Statement::blob(int column) const {
  const auto* bytes = static_cast<const char*>(sqlite3_column_blob(statement_, column));
  if (bytes == nullptr) return {};
  return {bytes, static_cast<std::size_t>(sqlite3_column_bytes(statement_, column))};
}

std::optional<std::string> Statement::optional_text(int column) const {
  if (is_null(column)) return std::nullopt;
  return std::string(text(column));
}

std::optional<std::int64_t> Statement::optional_integer(int column) const {
  if (is_null(column)) return std::nullopt;
  return integer(column);
}

Result<Transaction> Transaction::begin(Database& database) {
  if (auto begun = database.run("BEGIN IMMEDIATE"); !begun) return begun.error();
  return Transaction(database);
}

Result<Transaction> Transaction::begin_reading(Database& database) {
  if (auto begun = database.run("BEGIN"); !begun) return begun.error();
  return Transaction(database);
}

Transaction::~Transaction() {
  // A full disk makes SQLite roll back by itself.
  if (database_ != nullptr && database_->in_transaction()) database_->roll_back();
}

Result<Done> Transaction::commit() {
  auto committed = database_->run("COMMIT");
  if (committed) database_ = nullptr;
  return committed;
}

}  // namespace muistio
