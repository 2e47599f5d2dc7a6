#include "corpus/export/doers.h"

#include "tests/catch.h"

namespace muistio {
namespace {

TEST_CASE("doers that a paper names together are told one by one") {
  using Doers = std::vector<std::string>;
  const auto [who, doers] = GENERATE(table<std::string, Doers>({
      {"Outi Kivi", {"Outi Kivi"}},
      {"Outi Kivi ja Pentti Salo", {"Outi Kivi", "Pentti Salo"}},
      {"Outi Kivi, Pentti Salo ja Äijö", {"Outi Kivi", "Pentti Salo", "Äijö"}},
      {"Outi Kivi och Pentti Salo", {"Outi Kivi", "Pentti Salo"}},
      {"Outi Kivi, sihteeri", {"Outi Kivi, sihteeri"}},
      {"Talous- ja Hallintoryhmä", {"Talous- ja Hallintoryhmä"}},
      {"puheenjohtaja ja sihteeri", {"puheenjohtaja ja sihteeri"}},
      {" ja ", {" ja "}},
      {"", {""}},
  }));
  CAPTURE(who);
  CHECK(doers_in(who) == doers);
}

}  // namespace
}  // namespace muistio
