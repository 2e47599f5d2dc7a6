// What the world can cause is a value: a Result holds either what was asked for
// or the Error that a person can act on.
#pragma once

#include <cassert>
#include <string>
#include <utility>
#include <variant>

namespace muistio {

// What sort of trouble it is; the closed list that exit codes, ledger states and
// reports are derived from.
enum class ErrorCode {
  bad_usage,      // the command line or a query cannot be understood
  not_found,      // a path, a memo or a rule that does not exist
  unreadable,     // the operating system refused to give the bytes
  not_pdf,        // the bytes are not a PDF
  locked,         // the PDF asks for a password
  broken,         // damaged beyond reading
  too_big,        // over a limit of ours
  bad_rule,       // a rule file that cannot be used
  bad_corpus,     // not a corpus file, or a damaged or newer one
  corpus_busy,    // another program holds the corpus
  disk_full,      // no room, quota or file size limit
  not_installed,  // a dictionary or language model is missing
  internal,       // ours to mend
};

// The message is a sentence without a final full stop, in lower case unless it
// begins with a name, and says what to do where something can be done.
struct Error {
  ErrorCode code = ErrorCode::internal;
  std::string where;  // A place a person can open: "dates.toml:14", "pk.pdf, page 3"; may be empty.
  std::string message;

  // "where: message", or the message alone.
  std::string text() const { return where.empty() ? message : where + ": " + message; }
};

struct Done {};

template <typename Value>
class [[nodiscard]] Result {
 public:
  Result(Value value) : state_(std::move(value)) {}  // NOLINT(google-explicit-constructor)
  Result(Error error) : state_(std::move(error)) {}  // NOLINT(google-explicit-constructor)

  bool ok() const { return std::holds_alternative<Value>(state_); }
  explicit operator bool() const { return ok(); }

  // Only for a Result that is ok().
  const Value& value() const& {
    assert(ok());
    return std::get<Value>(state_);
  }
  Value& value() & {
    assert(ok());
    return std::get<Value>(state_);
  }
  Value&& value() && {
    assert(ok());
    return std::get<Value>(std::move(state_));
  }

  // Only for a Result that is not ok().
  const Error& error() const {
    assert(!ok());
    return std::get<Error>(state_);
  }

 private:
  std::variant<Value, Error> state_;
};

}  // namespace muistio
