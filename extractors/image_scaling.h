// Rows of shades to fewer or more: the mean of those that a point covers, or between neighbours.
#pragma once

#include <cstddef>
#include <cstdint>
#include <functional>
#include <vector>

namespace muistio {

// How the points of one side are made of those of another: each of `count` neighbours.
struct Mixing {
  Mixing(int from, int to);

  int count = 1;
  std::vector<int> firsts;             // A place for each point.
  std::vector<std::uint16_t> weights;  // `count` for each point, 256 together.
};

// One shade of each point of an image, from its rows, which come from the top.
class RowScaler {
 public:
  RowScaler(const Mixing& across, const Mixing& down, int width);

  // Where the next row goes.
  unsigned char* next_row();

  // The row of the result that the rows up to here are enough for. Points count from the left.
  void mix(int row, unsigned char* result);

 private:
  const Mixing& across_;
  const Mixing& down_;
  std::size_t width_;
  std::size_t rows_ = 0;             // That came.
  std::vector<unsigned char> held_;  // The last `down_.count` of them, in turn.
  std::vector<std::uint16_t> mixed_;
};

// Takes the noise of single points off: of each three parts in 32 come from every neighbour on the
// row, and then in the column; with four parts the rings of å are lost. What stands at the edges stays as it is in that direction.
void smooth(std::vector<unsigned char>& shades, int width, int height);

}  // namespace muistio
