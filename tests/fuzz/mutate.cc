// Runs a fuzz target without libFuzzer: the seeds, then mutations of them.
//   fuzz_NAME [RUNS [SEED]]
#include <cstdio>
#include <cstdlib>
#include <random>
#include <string>

#include "tests/fuzz/target.h"

namespace {

using Random = std::mt19937_64;

std::size_t below(Random& random, std::size_t limit) {
  return limit == 0 ? 0 : random() % limit;
}

std::string mutated(std::string bytes, const std::vector<std::string>& seeds, Random& random) {
  for (std::size_t changes = 1 + below(random, 6); changes > 0; --changes) {
    const std::size_t at = below(random, bytes.size() + 1);
    switch (below(random, 6)) {
      case 0:
        if (at < bytes.size()) bytes[at] = static_cast<char>(random());
        break;
      case 1:
        bytes.insert(at, 1 + below(random, 4), static_cast<char>(random()));
        break;
      case 2:
        bytes.erase(at, 1 + below(random, 16));
        break;
      case 3:
        bytes.insert(at, bytes.substr(below(random, bytes.size() + 1), below(random, 40)));
        break;
      case 4:
        bytes.resize(at);
        break;
      default: {
        const std::string& other = seeds[below(random, seeds.size())];
        bytes.insert(at, other.substr(below(random, other.size() + 1), below(random, 60)));
      }
    }
  }
  return bytes;
}

void run(const std::string& bytes) {
  LLVMFuzzerTestOneInput(reinterpret_cast<const std::uint8_t*>(bytes.data()), bytes.size());
}

}  // namespace

int main(int count, char** arguments) {
  const long runs = count > 1 ? std::atol(arguments[1]) : 3000;
  Random random(count > 2 ? std::strtoull(arguments[2], nullptr, 10) : 1);
  const std::vector<std::string> seeds = muistio::fuzz_seeds();
  for (const std::string& seed : seeds) run(seed);
  for (long i = 0; i < runs; ++i) run(mutated(seeds[below(random, seeds.size())], seeds, random));
  std::printf("%ld inputs, none broke anything\n", runs + static_cast<long>(seeds.size()));
}
