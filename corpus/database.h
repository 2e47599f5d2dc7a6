// SQLite, and the only place that knows it: a connection that opens hostile files safely,
// statements, transactions. Everything fails by value; SQLite's codes become ErrorCodes:
// disk_full (also quota and file size limit), corpus_busy, bad_corpus (damaged, not a
// database), unreadable (cannot be opened, read or written) and internal (ours to mend).
//
// A Database belongs to one thread. Statements must not outlive it.
#pragma once

#include <chrono>
#include <cstdint>
#include <initializer_list>
#include <memory>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "corpus/result.h"

struct sqlite3_stmt;

namespace muistio {

struct Connection;

// Bytes that are no text.
struct Blob {
  std::string_view bytes;
};

// The current row of a full-text match. Phrases are counted from 0, in the order in which
// they are written in the MATCH expression.
class MatchRow {
 public:
  std::int64_t id() const;  // rowid
  int phrases() const;
  // The sum, over the places where the phrase stands in this row, of the weight of the
  // column it stands in. Columns without a weight count nothing.
  double weighted_places(int phrase, std::span<const double> column_weights) const;
  // Words in all columns of this row. Costs a look-up.
  double words() const;
  // Words in all columns of a row, on average over the table; 1 at least.
  double mean_words() const;

 private:
  friend struct MatchScore;
  MatchRow(const void* functions, void* context) : functions_(functions), context_(context) {}
  const void* functions_;
  void* context_;
};

// Gives rows of a full-text match their score, as SQL function match_score(TABLE, ?) with
// the scorer bound to the parameter. It is NULL where there is no score, and everywhere
// where no scorer is bound.
class MatchScorer {
 public:
  virtual ~MatchScorer() = default;
  virtual std::optional<double> score(const MatchRow& row) = 0;
};

// One run of one SQL statement. Parameters and columns are counted as SQL does: parameters
// from 1 (bind() fills them in order), columns from 0. What column functions return is
// valid until the next step().
class Statement {
 public:
  Statement(Statement&& other) noexcept;
  Statement& operator=(Statement&&) = delete;
  ~Statement();

  // Binds the values to parameters 1, 2, 3...; starts the statement anew. A null optional
  // binds NULL, a bool 0 or 1. Text and blobs are copied. What goes wrong is told by step().
  template <typename... Values>
  Statement& bind(const Values&... values) {
    start_anew();
    int parameter = 0;
    (bind_one(++parameter, values), ...);
    return *this;
  }

  // The scorer, or none, to parameter 1, texts and then numbers to those after it. The scorer
  // must outlive the run.
  Statement& bind_match(MatchScorer* scorer, const std::vector<std::string>& texts,
                        std::initializer_list<std::int64_t> numbers = {}) {
    start_anew();
    int parameter = 1;
    if (scorer != nullptr) bind_one(parameter, scorer);
    for (const std::string& text : texts) bind_one(++parameter, text);
    for (const std::int64_t number : numbers) bind_one(++parameter, number);
    return *this;
  }

  // True: a row can be read. False: no more rows.
  Result<bool> step();

  // Runs a statement that returns no rows, or whose rows nobody wants.
  Result<Done> run();

  bool is_null(int column) const;
  std::int64_t integer(int column) const;
  double real(int column) const;
  std::string_view text(int column) const;
  std::string_view blob(int column) const;

  // The column as text, absent where it is NULL.
  std::optional<std::string> optional_text(int column) const;
  std::optional<std::int64_t> optional_integer(int column) const;

 private:
  friend class Database;
  Statement(Connection& connection, std::string sql, sqlite3_stmt* statement);

  void start_anew();
  void bind_one(int parameter, std::nullptr_t);
  void bind_one(int parameter, bool value) { bind_one(parameter, std::int64_t{value}); }
  void bind_one(int parameter, int value) { bind_one(parameter, std::int64_t{value}); }
  void bind_one(int parameter, std::int64_t value);
  void bind_one(int parameter, std::size_t value) {
    bind_one(parameter, static_cast<std::int64_t>(value));
  }
  void bind_one(int parameter, double value);
  void bind_one(int parameter, std::string_view text);
  void bind_one(int parameter, const std::string& text) {
    bind_one(parameter, std::string_view(text));
  }
  void bind_one(int parameter, const char* text) { bind_one(parameter, std::string_view(text)); }
  void bind_one(int parameter, Blob blob);
  void bind_one(int parameter, MatchScorer* scorer);
  template <typename Value>
  void bind_one(int parameter, const std::optional<Value>& value) {
    if (value) {
      bind_one(parameter, *value);
    } else {
      bind_one(parameter, nullptr);
    }
  }

  Connection* connection_;
  std::string sql_;
  sqlite3_stmt* statement_;  // Null after a move.
  int trouble_ = 0;          // First result code of bind_one that was not good.
};

enum class Access {
  read,    // Never writes, neither file nor -wal; works on read-only media.
  write,   // The file must exist.
  create,  // Made where it does not exist, readable by its owner alone.
};

class Database {
 public:
  // ":memory:" is a database of its own that ends with the connection. Opening believes
  // nothing in the file: its schema may not call functions with side effects, triggers do
  // not run, extensions cannot be loaded. A file that is not SQLite gives bad_corpus and is
  // left as it is; an empty file is a new database for write and create.
  static Result<Database> open(const std::string& path, Access access);
  Database(Database&& other) noexcept;
  Database& operator=(Database&& other) noexcept;
  ~Database();

  // Prepared statements are kept for the next who asks for the same text.
  Result<Statement> prepare(std::string_view sql);

  // Prepares, binds and runs in one go.
  template <typename... Values>
  Result<Done> run(std::string_view sql, const Values&... values) {
    auto statement = prepare(sql);
    if (!statement) return statement.error();
    return statement.value().bind(values...).run();
  }

  // Runs several statements separated by ';', without parameters: schemas and pragmas.
  Result<Done> run_script(const std::string& sql);

  // The first column of the first row; absent where there is no row or it is NULL.
  template <typename... Values>
  Result<std::optional<std::int64_t>> find_integer(std::string_view sql, const Values&... values) {
    auto statement = prepare(sql);
    if (!statement) return statement.error();
    const auto row = statement.value().bind(values...).step();
    if (!row) return row.error();
    if (!row.value()) return std::optional<std::int64_t>{};
    return statement.value().optional_integer(0);
  }

  std::int64_t last_row_id() const;
  std::int64_t changed_rows() const;
  bool in_transaction() const;

  // As it was opened.
  const std::string& path() const;
  Access access() const;

  // What the file holds now, in a database of its own that may be written and ends with the
  // connection. It lies in the system's folder for temporary files.
  Result<Database> temporary_copy();

  // A number that changes when a transaction of this connection is rolled back, and when
  // another connection has written: what was remembered of the file may be wrong then.
  Result<std::int64_t> surprises();

  // Statements that run past the deadline fail with too_big. Null: no deadline.
  void set_deadline(std::optional<std::chrono::steady_clock::time_point> deadline);

 private:
  friend class Transaction;
  explicit Database(std::unique_ptr<Connection> connection);
  void roll_back();

  std::unique_ptr<Connection> connection_;
};

// All or nothing. Rolls back when it goes out of scope unless commit() succeeded.
class Transaction {
 public:
  // Takes the write lock at once, waiting a few seconds for another writer; corpus_busy
  // where it is not to be had.
  static Result<Transaction> begin(Database& database);
  // One unchanging view of the file for several reads.
  static Result<Transaction> begin_reading(Database& database);
  Transaction(Transaction&& other) noexcept : database_(std::exchange(other.database_, nullptr)) {}
  Transaction& operator=(Transaction&&) = delete;
  ~Transaction();
  Result<Done> commit();

 private:
  explicit Transaction(Database& database) : database_(&database) {}
  Database* database_;  // Null when there is nothing left to roll back.
};

}  // namespace muistio
