// How a corpus file that an older muistio made becomes one of today's. A schema that has been
// released never changes; the next one gets a row in migration.cc and a fixture in
// tests/faults/corpora.
#pragma once

#include <cstdint>
#include <functional>
#include <string_view>
#include <vector>

#include "corpus/database.h"

namespace muistio {

struct Migration {
  std::int64_t from;     // The schema it starts from; it leads to the next one.
  std::string_view sql;  // A table that changes is renamed, made anew, filled and dropped.
};

// Ours, one for each released schema but the last.
const std::vector<Migration>& migrations();

// True where the steps lead from one schema to the other.
bool can_migrate(const std::vector<Migration>& steps, std::int64_t from, std::int64_t to);

// Takes all steps to schema `to` in one transaction, in which `check` has the last word: the
// file is of the old schema or of the new one, whole, whatever happens meanwhile. Where
// another program was quicker there is nothing left to do.
Result<Done> migrate(Database& database, const std::vector<Migration>& steps, std::int64_t to,
                     const std::function<Result<Done>(Database&)>& check);

}  // namespace muistio
