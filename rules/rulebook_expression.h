// Patterns as expressions: what may stand after what. Inside the rulebook only.
#pragma once

#include <cstddef>
#include <cstdint>
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

namespace muistio {

// Characters, as ranges of code points in their order that do not touch.
struct CharacterRange {
  std::uint32_t first = 0, last = 0;
  auto operator<=>(const CharacterRange&) const = default;
};
using CharacterSet = std::vector<CharacterRange>;

std::string utf8_of(std::uint32_t code_point);

class Expressions {
 public:
  using Id = std::uint32_t;

  enum class Kind : std::uint8_t {
    nothing,      // The empty text.
    one_of,       // `first`: index into sets().
    sequence,     // `first`, then `second`.
    either,       // One of branches(id), the earlier rather.
    repeated,     // `first`, so many times, rather more.
    group_begin,  // No character, but the place; `first`: the number of the group, from 0.
    group_end,
    line_begin,  // No character, but the place.
    line_end,
    end,  // Of the pattern that has the number `first`.
  };

  struct Expression {
    Kind kind = Kind::nothing;
    std::uint16_t least = 0, most = 0;
    Id first = 0, second = 0;
  };
  static constexpr std::uint16_t no_limit = 0xFFFF;

  // A pattern of RE2, as expand() gives it. Absent where it holds what stands in no expression:
  // edges of words, classes of Unicode but \p{Lu}, letters of other alphabets whose case is not
  // to matter; and where all patterns together would tell some thousands of sorts of characters
  // apart.
  std::optional<Id> read(std::string_view re2);

  // How many groups the pattern has that was read last.
  std::uint32_t groups() const { return groups_; }

  // The one_of that every text of the expression begins with; 0 where there is no such one.
  Id begin_of(Id expression) const;

  // The pattern, and then its end.
  Id whole(Id pattern, std::uint32_t number) {
    return sequence(pattern, add({Kind::end, 0, 0, number, 0}));
  }

  // What is left of a repetition after one more of it.
  Id one_fewer(Id repeated);

  const Expression& operator[](Id id) const { return expressions_[id]; }
  const std::vector<Id>& branches(Id either) const { return branches_[expressions_[either].first]; }
  const std::vector<CharacterSet>& sets() const { return sets_; }

 private:
  class PatternReader;
  Id add(Expression expression);
  std::optional<Id> set(const CharacterSet& characters);
  Id sequence(const std::vector<Id>& parts);
  Id sequence(Id first, Id second);
  Id either(std::vector<Id> branches);
  Id first_set(Id expression) const;
  bool are_apart(const std::vector<Id>& branches) const;
  Id rest_after_set(Id expression) const;

  std::vector<Expression> expressions_{{}};  // The first is the empty text.
  std::vector<std::vector<Id>> branches_;
  std::vector<CharacterSet> sets_;
  std::size_t ranges_ = 0;  // Of all sets.
  std::map<CharacterSet, Id> id_of_set_;
  std::map<Id, Id> fewer_;
  std::map<std::string, Id, std::less<>> id_of_class_[2];  // By their text: case matters, or not.
  std::map<std::string, Id, std::less<>>
      id_of_inside_[2];  // Of groups: by what stands inside, where it captures nothing.
  std::unordered_map<std::uint32_t, Id> id_of_character_[2];
  std::uint32_t groups_ = 0;
};

}  // namespace muistio
