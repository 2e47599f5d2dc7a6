// The SQL that makes a corpus file: corpus/schema/*.sql, embedded by CMake.
#pragma once

#include <string_view>
#include <vector>

namespace muistio {

struct SchemaPart {
  std::string_view name;  // "memo.sql"
  std::string_view text;
};

// In the order of their names; no part needs another to be there first.
const std::vector<SchemaPart>& schema_parts();

}  // namespace muistio
