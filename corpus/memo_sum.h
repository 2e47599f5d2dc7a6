// What a memo was when it was saved, as two numbers by which a check can tell whether it is so
// still (table memo_sum).
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

#include "corpus/store.h"

namespace muistio {

// Values in the order in which they stand in rows and columns, and the CRC-32 over them: of text
// its bytes and a zero, of numbers eight bytes, the lowest first, before each a letter for its
// type.
class ValueSum {
 public:
  template <typename... Values>
  void add(const Values&... values) {
    (add_one(values), ...);
  }
  void add_null() { bytes_ += 'n'; }
  std::int64_t value() const;

 private:
  void add_one(std::string_view text) { ((bytes_ += 't') += text) += '\0'; }
  void add_one(const std::string& text) { add_one(std::string_view(text)); }
  void add_one(const char* text) { add_one(std::string_view(text)); }
  void add_one(double value);
  void add_one(std::int64_t value);
  void add_one(std::size_t value) { add_one(static_cast<std::int64_t>(value)); }
  void add_one(int value) { add_one(std::int64_t{value}); }
  void add_one(bool value) { add_one(std::int64_t{value}); }
  template <typename Value>
  void add_one(const std::optional<Value>& value) {
    if (value) {
      add_one(*value);
    } else {
      add_null();
    }
  }
  void add_number(char type, std::uint64_t bits);

  std::string bytes_;
};

// CRC-32.
std::int64_t text_sum(std::string_view text);

struct MemoSums {
  std::int64_t record = 0, text = 0;
  bool operator==(const MemoSums&) const = default;
};

// Of the rows as they stand; saved with the memo, absent where an older muistio saved it.
Result<MemoSums> sums_of_rows(Database& database, MemoId memo);
Result<std::optional<MemoSums>> saved_sums(Database& database, MemoId memo);
Result<Done> save_sums(Database& database, MemoId memo, const MemoSums& sums);

}  // namespace muistio
