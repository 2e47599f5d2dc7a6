// The corpus file as a database: who may open it, and how it is made. What stands in it is
// the business of the store, the search and the ledger.
#pragma once

#include <string>

#include "corpus/database.h"

namespace muistio {

// Opens the corpus file at `path` (":memory:" gives a corpus that ends with the
// connection). Access::create makes one where there is no file or an empty one. A database
// that is not ours, made by a newer muistio, or whose tables are not as we make them gives
// bad_corpus and is left untouched. A file of an older muistio is brought up to date by who
// may write (migration.h). Writers have WAL and synchronous=FULL.
Result<Database> open_corpus_file(const std::string& path, Access access);

}  // namespace muistio
