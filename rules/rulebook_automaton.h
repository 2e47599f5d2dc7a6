// Finds where many patterns stand in a line, in few walks over it. Inside the rulebook only.
#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <unordered_map>
#include <utility>
#include <vector>

#include "corpus/document.h"
#include "rules/rulebook_expression.h"
#include "rules/rulebook_known_words.h"
#include "rules/rulebook_transitions.h"

namespace muistio {

// Deterministic automata of many patterns each, grown as texts need them and forgotten when they
// have become too large. From each place where no word is cut it walks until nothing can match
// any more, and remembers of each pattern the longest match that cuts no word. Not to be used by
// two threads at a time.
class Automaton {
 public:
  // Patterns of RE2, as expand() gives them.
  explicit Automaton(const std::vector<std::string>& patterns);

  // False where the pattern holds something that only RE2 understands: it is never found here.
  bool reads(std::size_t pattern) const { return patterns_[pattern].read; }

  struct Found {
    std::uint32_t pattern = 0;
    std::size_t begin = 0, end = 0;
  };
  // Adds the matches of all patterns in a line of UTF-8; those of one pattern do not overlap, the
  // first from the left stand. False, and nothing added, where it would take too long.
  bool find(std::string_view line, std::vector<Found>& found);

  // Of a match in a line: where each group of the pattern stood last, as RE2 tells it; absent
  // where it took no part. False where it would take too long.
  using Groups = std::vector<std::optional<Span>>;
  bool capture(const Found& match, std::string_view line, Groups& groups);

 private:
  using State = std::uint16_t;
  static constexpr std::uint32_t nothing_left = 0;  // The cell and the state.

  struct PatternRead {
    bool read = false;
    std::size_t walk = 0;  // Index into walks_.
    Expressions::Id whole = 0;
    std::uint32_t groups = 0;
    // Of the line that is being read: where its last match ends.
    std::uint64_t line = 0;
    std::uint32_t free_from = 0;  // Valid for `line`.
  };

  // What is left to be matched: an expression, and after it another cell.
  struct Cell {
    Expressions::Id expression = 0;
    std::uint32_t next = 0;
    std::uint32_t begin = 0;   // One more than the set that it begins with; 0 where there is none.
    std::uint32_t inside = 0;  // Once asked for: what comes first; of an either one more than
                               // the index into branches_.
    Expressions::Kind kind = Expressions::Kind::nothing;
  };
  // Where cells lead without a character: cells that begin with one, and patterns that end here
  // or would at the end of a line.
  struct Reach {
    std::vector<std::uint32_t> cells, patterns, patterns_at_end;
    void clear();
  };
  // The same, one part after the other in numbers_.
  struct Kept {
    std::uint32_t first = 0, cells = 0, patterns = 0, patterns_at_end = 0;
  };
  // Patterns that are walked together. The states of what many patterns tell of one word are all
  // combinations of what each tells, so patterns that may begin with any letter are walked in
  // several parts: 24,000 states for 180 kB of minutes are 7,700 so, and soon enough for any text.
  struct Walk {
    std::vector<Kept> states;
    std::unordered_map<std::uint64_t, State> state_of_hash;
    Transitions next;  // The state times two, and 1 where a pattern ends.
    State start = 0, start_of_line = 0;
  };
  std::size_t number_of(const Walk& walk) const {
    return static_cast<std::size_t>(&walk - walks_.data());
  }
  // A place in a line that cuts no word, and the word that begins there.
  struct Begin {
    std::uint32_t at = 0, end = 0;  // In characters.
    std::uint32_t word = 0;         // In words_.
  };
  // A place from which one walk may find something, and where it stands behind the word there.
  struct Waiting {
    std::uint32_t begin = 0;  // Index into begins_.
    std::uint16_t behind_word = Transitions::unknown;
  };
  // A match of a pattern that the walk from a place has found.
  struct Ended {
    std::uint32_t pattern = 0, end = 0;
  };
  // What capture() may come back to.
  struct Choice {
    std::uint32_t cell = 0;
    std::size_t at = 0, undone = 0;
  };
  struct Moved {
    std::size_t edge = 0, before = 0;
  };

  void sort_characters();
  void put_common_kinds_first();
  std::uint16_t look_up(std::uint32_t point) const;
  std::uint16_t character(std::uint32_t point);
  void read_characters(std::string_view line);
  void read_words();
  void line_up();
  void begin_anew();

  void forget();
  void share_out();
  void make_starts();
  struct Limits {
    std::size_t states = 0, cells = 0, numbers = 0;
  };
  static const Limits wanted, possible;
  bool is_over(const Limits& limits) const;
  std::uint32_t cell(Expressions::Id expression, std::uint32_t next);
  std::uint32_t inside(std::uint32_t cell) {
    return cells_[cell].inside != 0 ? cells_[cell].inside : make_inside(cell);
  }
  std::uint32_t make_inside(std::uint32_t cell);
  const std::vector<std::uint32_t>& branches(std::uint32_t cell);
  bool is_in(std::uint32_t kind, std::uint32_t set) const {
    return in_set_[kind * expressions_.sets().size() + set] != 0;
  }
  std::span<const std::uint32_t> numbers(std::size_t first, std::size_t count) const {
    return std::span(numbers_).subspan(first, count);
  }
  std::span<const std::uint32_t> cells_of(const Kept& kept) const {
    return numbers(kept.first, kept.cells);
  }
  std::span<const std::uint32_t> patterns_of(const Kept& kept) const {
    return numbers(kept.first + kept.cells, kept.patterns);
  }
  std::span<const std::uint32_t> patterns_at_end_of(const Kept& kept) const {
    return numbers(kept.first + kept.cells + kept.patterns, kept.patterns_at_end);
  }
  Kept keep(const Reach& reach);
  Kept reach_from(std::uint32_t cell);
  void follow(std::uint32_t from, bool at_line_begin, Reach& reach);
  void add(const Kept& kept, Reach& reach);
  State state_of(Walk& walk, Reach& reach);
  bool is_state(const Walk& walk, State state, const Reach& reach) const;
  bool may_begin_anywhere(const PatternRead& pattern);
  State state_at_begin(std::size_t walk, bool of_line);
  std::uint16_t grow(Walk& walk, State state, std::uint16_t kind);
  bool walk_line(Walk& walk, std::span<const Waiting>& waiting, std::vector<Found>& found);
  std::uint16_t step(Walk& walk, State state, std::uint16_t kind);
  std::uint16_t step_over(Walk& walk, const Begin& begin);
  bool walk_behind(Walk& walk, const Begin& begin, std::uint16_t next);
  bool note_patterns(const Walk& walk, State state, std::size_t end);
  void add_found(std::size_t begin, std::vector<Found>& found);

  // Of capture(), in rulebook_capture.cc.
  bool try_ways(std::uint32_t first, bool from_line_begin, bool to_line_end);
  bool follow_way(Choice way, bool from_line_begin, bool to_line_end);
  void move_edge(std::size_t edge, std::size_t to);
  bool may_begin(std::uint32_t cell, std::size_t at) const;

  Expressions expressions_;
  std::vector<PatternRead> patterns_;

  // Characters that no pattern tells apart are of one kind.
  std::vector<std::uint32_t> first_of_range_;  // Of ranges of code points.
  std::vector<std::uint16_t> kind_of_range_;
  std::uint32_t kinds_ = 0;
  std::vector<char> in_set_;                 // By kind and set: 1 where it is in it.
  std::vector<std::uint16_t> character_of_;  // By code point; 0: not yet looked up.

  std::vector<Cell> cells_;
  std::vector<std::vector<std::uint32_t>> branches_;
  std::unordered_map<std::uint64_t, std::uint32_t> id_of_cell_;
  std::vector<std::uint32_t> numbers_;
  std::vector<Kept> reach_of_cell_;    // Without any part: not yet asked for.
  std::vector<std::uint32_t> stamps_;  // Two of each cell.
  std::uint32_t stamp_ = 0;

  std::vector<Walk> walks_;
  KnownWords words_;
  bool is_large_ = false;  // Beyond what is wanted.
  // What is being put together.
  std::vector<std::uint32_t> after_;
  std::vector<std::pair<std::uint32_t, bool>> to_follow_;  // Cells; and whether the line ends here.
  Reach reached_, grown_;

  // Of the line, or of the match, that is being read.
  std::size_t length_ = 0;  // In characters.
  std::vector<std::uint16_t> kinds_of_line_;
  std::vector<std::uint32_t> offsets_;
  std::vector<char> cuts_word_;  // At each place: 1 where it is inside a word.
  std::size_t steps_left_ = 0;
  std::uint64_t line_ = 0;
  std::vector<Begin> begins_;
  std::size_t begins_of_line_ = 0;
  std::vector<std::vector<Waiting>> waiting_;  // Of each walk.
  std::vector<State> barren_;  // At each place a state from which nothing was found; or 0.
  std::vector<Ended> ended_;   // In the walk from one place; of each pattern the last.
  std::vector<std::uint32_t> place_in_ended_;  // By pattern; right if that pattern stands there.

  std::vector<Choice> choices_;
  std::vector<Moved> moved_;
  std::vector<std::size_t> edges_;  // Of the groups: begin and end, in characters.
};

}  // namespace muistio
