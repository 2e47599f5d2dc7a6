// Where the states of an automaton lead. Inside the rulebook only.
#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <vector>

namespace muistio {

// A number for each state and kind of character, as far as they are known. Nine states in ten are
// asked for one or two kinds and hold these themselves, in eight bytes: a walk waits for nothing
// but memory, and so its states stay in the processor's nearest cache. The others have a row.
class Transitions {
 public:
  static constexpr std::uint16_t unknown = 0xFFFF;

  // Forgets all states. Kinds are counted from 0, up to 0xF000.
  void reset(std::size_t kinds) {
    kinds_ = kinds;
    near_.clear();
    rows_.clear();
  }

  void add_state() { near_.emplace_back(); }

  std::uint16_t at(std::size_t state, std::uint16_t kind) const {
    const Near& near = near_[state];
    if (near.kinds[0] == kind) return near.numbers[0];
    if (near.kinds[1] == kind) return near.numbers[1];
    return near.kinds[0] == in_row ? rows_[near.numbers[0] * kinds_ + kind] : unknown;
  }

  // Of what is not yet known. At most 0xFFFF states.
  void set(std::size_t state, std::uint16_t kind, std::uint16_t number) {
    Near& near = near_[state];
    for (std::size_t i = 0; i < near.kinds.size(); ++i) {
      if (near.kinds[i] != none) continue;
      near.kinds[i] = kind;
      near.numbers[i] = number;
      return;
    }
    if (near.kinds[0] != in_row) move_to_row(near);
    rows_[near.numbers[0] * kinds_ + kind] = number;
  }

  std::size_t size() const { return near_.size() * sizeof(Near) / 2 + rows_.size(); }

 private:
  static constexpr std::uint16_t none = 0xFFFF, in_row = 0xFFFE;
  struct Near {
    std::array<std::uint16_t, 2> kinds{none, none};  // The first is `in_row` where there is a row,
    std::array<std::uint16_t, 2> numbers{};          // and its number the row's.
  };

  void move_to_row(Near& near) {
    const std::size_t row = rows_.size();
    rows_.resize(row + kinds_, unknown);
    for (std::size_t i = 0; i < near.kinds.size(); ++i)
      rows_[row + near.kinds[i]] = near.numbers[i];
    near = {{in_row, in_row}, {static_cast<std::uint16_t>(row / kinds_), 0}};
  }

  std::size_t kinds_ = 0;
  std::vector<Near> near_;
  std::vector<std::uint16_t> rows_;
};

}  // namespace muistio
