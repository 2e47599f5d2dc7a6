#include "corpus/query.h"

#include "corpus/unicode.h"
#include "tests/fuzz/target.h"

namespace muistio {

std::vector<std::string> fuzz_seeds() {
  return {"koulukuljetus maksu",
          "\"sote uudistuksen valmistelu\"",
          "exact:\"hankkeen\" -peruttu",
          "koulu* kirja OR lehti",
          "NEAR(koulu maksu, 5)",
          "pvm:2014-04..2014-06 laji:memo",
          "(päätös:avustus TAI osallistuja:virtanen) EI toimielin:hallitus",
          "20.4. a-b a'b ^ : ( \" *"};
}

}  // namespace muistio

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  using namespace muistio;
  const std::string_view text(reinterpret_cast<const char*>(data), size);
  const auto query = parse_query(text);
  if (!query) must(query.error().code == ErrorCode::bad_usage, "a wrong query is bad usage");
  if (!query) must(!query.error().message.empty(), "and says what is wrong");
  return 0;
}
