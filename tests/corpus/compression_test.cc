#include "corpus/compression.h"

#include <string>

#include "tests/catch.h"

using muistio::compressed;
using muistio::decompressed;
using muistio::decompressed_begin;

namespace {

constexpr std::size_t plenty = 1u << 24;

// Letters that do not repeat soon.
std::string noise(std::size_t size) {
  std::string text(size, '\0');
  std::uint32_t state = 1;
  for (char& letter : text) {
    state = state * 1664525 + 1013904223;
    letter = static_cast<char>(state >> 24);
  }
  return text;
}

}  // namespace

TEST_CASE("what was compressed comes back, however small it had become") {
  for (const std::string& bytes :
       {std::string(), std::string("k"), noise(100'000), std::string(5'000'000, 'k'),
        noise(70) + std::string(999, 'k')}) {
    const auto back = decompressed(compressed(bytes), plenty);
    REQUIRE(back);
    CHECK(back.value() == bytes);
  }
}

TEST_CASE("streams of the zlib library are read") {
  const std::string stream(
      "\x78\x5e\xcb\xce\xcf\xce\x2f\x2d\x56\xc8\xc6\x43\x01\x00\xfa\x46\x0d\xad", 18);
  const auto back = decompressed(stream, plenty);
  REQUIRE(back);
  CHECK(back.value() == "kokous kokous kokous kokous kokous ");
}

TEST_CASE("a stream is never more than was allowed") {
  const std::string bytes(5'000'000, 'k');
  CHECK(decompressed(compressed(bytes), bytes.size()));
  CHECK_FALSE(decompressed(compressed(bytes), bytes.size() - 1));
  CHECK_FALSE(decompressed(compressed(bytes), 0));
}

TEST_CASE("only one whole stream is a stream") {
  const std::string good = compressed(noise(500));
  CHECK_FALSE(decompressed("", plenty));
  CHECK_FALSE(decompressed(good + "x", plenty));
  for (std::size_t size = 0; size < good.size(); ++size) {
    CHECK_FALSE(decompressed(good.substr(0, size), plenty));
  }
  std::string wrong_sum = good;
  wrong_sum.back() = static_cast<char>(wrong_sum.back() ^ 1);
  CHECK_FALSE(decompressed(wrong_sum, plenty));
}

TEST_CASE("a stream is read where other bytes follow, and only then") {
  const std::string bytes = noise(500), good = compressed(bytes);
  CHECK(decompressed_begin(good, plenty) == bytes);
  CHECK(decompressed_begin(good + "\nendstream", plenty) == bytes);
  CHECK_FALSE(decompressed_begin(good, bytes.size() - 1));
  CHECK_FALSE(decompressed_begin("\n" + good, plenty));
  CHECK_FALSE(decompressed_begin(good.substr(0, good.size() - 1), plenty));
}
