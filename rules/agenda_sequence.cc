#include "rules/agenda_sequence.h"

#include <algorithm>
#include <cmath>
#include <limits>

namespace muistio {
namespace {

// How many numbered rows back a predecessor is looked for, and how many rows are looked at:
// keeps a document of a hundred thousand numbers from taking minutes.
constexpr std::size_t reach = 300;
constexpr std::size_t most_rows = 20000;

constexpr double impossible = -std::numeric_limits<double>::infinity();

double likeness(const Numbered& one, const PrintedRow& one_row, const Numbered& other,
                const PrintedRow& other_row) {
  double score = 0;
  if (one.number.depth != other.number.depth) return 0;
  const bool from_ocr = one_row.from_ocr || other_row.from_ocr;
  if (one.number.style != other.number.style) score -= from_ocr ? 0.3 : 0.9;
  if (from_ocr) {  // Which tells neither weight nor size.
    return std::abs(one_row.left - other_row.left) > 30 ? score - 0.7 : score;
  }
  if (one_row.bold != other_row.bold) score -= 0.7;
  if (one_row.capitals != other_row.capitals) score -= 0.1;
  if (std::abs(one_row.font_size - other_row.font_size) > 0.8F) score -= 0.3;
  const double shift = std::abs(one_row.left - other_row.left);
  if (shift > 14) score -= shift > 40 ? 0.7 : 0.3;
  if ((one_row.kind == BlockKind::heading) != (other_row.kind == BlockKind::heading)) score -= 0.3;
  return score;
}

// A number may be printed twice by mistake; in a list inside an item it stands among others.
double step_score(const Numbered& one, const Numbered& next, bool neighbours) {
  const auto steps = steps_between(one.number, next.number);
  if (!steps) return impossible;
  if (*steps == 0) return neighbours && next.has_text ? -0.6 : -3;
  if (*steps == 1) return 1;
  return std::max(-0.4 - 0.25 * (*steps - 1), -4.0);
}

double first_score(const Numbered& first) {
  if (first.number.depth > 1) return -0.8;
  return first.number.parts[0] == 1 ? 0.4 : 0;
}

// The row right below the one before it, with the next number: they are one list.
bool continues_list(const std::vector<Numbered>& all, std::size_t i) {
  return i > 0 && i < all.size() && all[i].row == all[i - 1].row + 1 &&
         steps_between(all[i - 1].number, all[i].number) == 1;
}

// An agenda neither enters a list in its middle nor leaves it there.
double list_score(const std::vector<Numbered>& all, std::size_t from, std::size_t to) {
  if (from + 1 == to) return 0;
  return (continues_list(all, from + 1) ? -0.8 : 0) + (continues_list(all, to) ? -0.8 : 0);
}

struct Best {
  double score = 0;
  std::size_t before = 0;
  bool starts = true;
};

Best best_ending_at(std::size_t i, const std::vector<Numbered>& all,
                    const std::vector<PrintedRow>& rows, const std::vector<Best>& best) {
  Best chosen{first_score(all[i]) - (continues_list(all, i) ? 0.8 : 0), 0, true};
  for (std::size_t back = 1; back <= std::min(i, reach); ++back) {
    const std::size_t j = i - back;
    const bool neighbours = back == 1 && (best[j].starts || best[j].before + 1 == j);
    const double step = step_score(all[j], all[i], neighbours);
    if (step == impossible) continue;
    const double score = best[j].score + step + list_score(all, j, i) +
                         likeness(all[j], rows[all[j].row], all[i], rows[all[i].row]);
    if (score > chosen.score) chosen = {score, j, false};
  }
  chosen.score += all[i].merit;
  return chosen;
}

// True of numbers of one depth and style whose rows look the same.
bool look_the_same(const Numbered& one, const Numbered& other,
                   const std::vector<PrintedRow>& rows) {
  return one.number.depth == 1 && one.number.style == other.number.style &&
         rows[one.row].kind == rows[other.row].kind &&
         likeness(one, rows[one.row], other, rows[other.row]) >= 0;
}

// "3, 5, 4, 6": an item that was taken before another stands out of order. What the sequence
// leaves out stands beside its neighbour in it and looks like it.
void add_swapped(const std::vector<Numbered>& all, const std::vector<PrintedRow>& rows,
                 std::vector<std::size_t>& sequence) {
  constexpr std::size_t fewest = 4;
  if (sequence.size() < fewest) return;
  for (std::size_t i = 1; i + 1 < sequence.size(); ++i) {
    const auto number = [&](std::size_t at) { return all[sequence[at]].number.parts[0]; };
    // 3, 4, 6 with the 5 before the 4, or 3, 5, 6 with the 4 behind the 5.
    const bool early = number(i) == number(i - 1) + 1 && number(i + 1) == number(i) + 2;
    const bool late = number(i) == number(i - 1) + 2 && number(i + 1) == number(i) + 1;
    if (!early && !late) continue;
    const int missing = early ? number(i) + 1 : number(i) - 1;
    const std::size_t begin = early ? sequence[i - 1] : sequence[i];
    const std::size_t end = early ? sequence[i] : sequence[i + 1];
    std::vector<std::size_t> found;
    for (std::size_t at = begin + 1; at < end; ++at) {
      if (all[at].number.parts[0] == missing && look_the_same(all[at], all[sequence[i]], rows) &&
          !continues_list(all, at) && !continues_list(all, at + 1))
        found.push_back(at);
    }
    if (found.size() == 1)
      sequence.insert(std::upper_bound(sequence.begin(), sequence.end(), found[0]), found[0]);
  }
}

}  // namespace

std::vector<std::size_t> best_sequence(const std::vector<Numbered>& all,
                                       const std::vector<PrintedRow>& rows) {
  const std::size_t count = std::min(all.size(), most_rows);
  std::vector<Best> best(count);
  std::size_t last = 0;
  for (std::size_t i = 0; i < count; ++i) {
    best[i] = best_ending_at(i, all, rows, best);
    if (best[i].score > best[last].score) last = i;
  }
  if (count == 0 || best[last].score < 2) return {};
  std::vector<std::size_t> sequence{last};
  while (!best[sequence.back()].starts) sequence.push_back(best[sequence.back()].before);
  std::reverse(sequence.begin(), sequence.end());
  add_swapped(all, rows, sequence);
  return sequence;
}

}  // namespace muistio
