#include "pipeline/id_set.h"

#include <limits>

#include "tests/catch.h"

using namespace muistio;

TEST_CASE("a set of row numbers holds what was put into it and not taken out") {
  IdSet ids;
  constexpr auto most = std::numeric_limits<std::int64_t>::max();
  for (const std::int64_t id : {std::int64_t{0}, std::int64_t{7}, std::int64_t{100'000},
                                std::int64_t{-3}, std::int64_t{1} << 27, most}) {
    CAPTURE(id);
    CHECK_FALSE(ids.contains(id));
    ids.erase(id);
    ids.insert(id);
    ids.insert(id);
    CHECK(ids.contains(id));
    CHECK_FALSE(ids.contains(id - 1));
    ids.erase(id);
    CHECK_FALSE(ids.contains(id));
  }
}
