// Whether a corpus file is as muistio would have written it, and how to mend what can be
// made again from the rest.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "corpus/database.h"
#include "corpus/result.h"

namespace muistio {

// What one check has found.
struct Finding {
  std::string_view subject;           // database, memos, full text, ledger
  std::string_view promise;           // What should be true: "every page is in the index".
  std::uint64_t count = 0;            // How often it is not; 0: all is well.
  std::vector<std::string> examples;  // The first few, for people.
  std::string_view remedy;            // What a repair does; empty where nothing can be done.
  bool repaired = false;
  std::string unchecked;  // Why this could not be checked; empty where it was.
};

// Every check, in order, one finding each. A damaged file gives findings, not an error, as
// long as it can be read at all. With `repair`, what can be mended is, in one transaction
// for each check, and checked again; the database must be open for writing then. Full-text
// indices are checked by a command that counts as writing, though it writes nothing: of a
// database that is open for reading they are checked in a temporary copy.
Result<std::vector<Finding>> inspect(Database& database, bool repair);

}  // namespace muistio
