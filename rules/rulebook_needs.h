// What a text must hold for a pattern to be found in it. Inside the rulebook only.
#pragma once

#include <memory>
#include <string>
#include <string_view>
#include <vector>

namespace muistio {

// Stands in a needed text for the edge of a word, that is, of a run of ASCII letters, digits and
// Latin-1 letters.
inline constexpr char kWordEdge = '\x01';

// Texts of which a match holds at least one.
using NeededTexts = std::vector<std::string>;

// Every match of the pattern (RE2, as expand() gives it) that the engine lets stand holds one
// text of each of these lists (none, one or a few), in upper or lower case, of ASCII and Latin-1
// letters; or an odd sign that RE2 takes for a letter ('ſ', and those of Kelvin and Ångström).
// Remembers what it has read, because many patterns hold the same word lists.
class NeedsReader {
 public:
  NeedsReader();
  ~NeedsReader();
  std::vector<NeededTexts> needed_texts(std::string_view re2);

 private:
  struct Memory;
  class PatternReader;
  std::unique_ptr<Memory> memory_;
};

}  // namespace muistio
