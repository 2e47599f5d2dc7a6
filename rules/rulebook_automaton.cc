#include "rules/rulebook_automaton.h"

#include <algorithm>
#include <map>

#include "corpus/unicode.h"

namespace muistio {
namespace {

constexpr std::size_t steps_of_character = 100, steps_of_line = 20'000;
constexpr std::size_t walks_of_any_letter = 8, most_words = 60'000;
constexpr std::uint16_t word_bit = 0x8000, looked_up_bit = 0x4000, kind_bits = 0x3FFF;

std::uint64_t mixed(std::uint64_t number) {
  number = (number + 1) * 0x9E3779B97F4A7C15ULL;
  number = (number ^ number >> 32) * 0xD6E8FEB86659FD93ULL;
  return number ^ number >> 32;
}

bool is_word_character(std::uint32_t point) {
  return inside_word("a" + utf8_of(point), 1);
}

}  // namespace

// Beyond what is wanted all is forgotten before the next walk; what is possible, a walk cannot
// pass.
const Automaton::Limits Automaton::wanted{24'000, 300'000, 12'000'000};
const Automaton::Limits Automaton::possible{32'000, 400'000, 16'000'000};  // 15 bits of states.

bool Automaton::is_over(const Limits& limits) const {
  std::size_t numbers = numbers_.size();
  for (const Walk& walk : walks_) {
    if (walk.states.size() > limits.states) return true;
    numbers += walk.next.size();
  }
  return cells_.size() > limits.cells || numbers > limits.numbers;
}

void Automaton::Reach::clear() {
  cells.clear();
  patterns.clear();
  patterns_at_end.clear();
}

Automaton::Automaton(const std::vector<std::string>& patterns)
    : patterns_(patterns.size()), walks_(1 + walks_of_any_letter) {
  for (std::uint32_t number = 0; number < patterns.size(); ++number) {
    const auto expression = expressions_.read(patterns[number]);
    if (!expression) continue;
    PatternRead& pattern = patterns_[number];
    pattern.read = true;
    pattern.whole = expressions_.whole(*expression, number);
    pattern.groups = expressions_.groups();
  }
  sort_characters();
  forget();
  share_out();
  make_starts();
  place_in_ended_.resize(patterns.size());
}

// Between two edges of ranges all characters are in the same sets.
void Automaton::sort_characters() {
  std::map<std::uint32_t, std::vector<std::uint32_t>> edges{{0, {}}};
  const std::vector<CharacterSet>& sets = expressions_.sets();
  for (std::uint32_t set = 0; set < sets.size(); ++set) {
    for (const CharacterRange& range : sets[set]) {
      edges[range.first].push_back(set);
      edges[range.last + 1].push_back(set);
    }
  }
  std::map<std::vector<bool>, std::uint16_t> kind_of;
  std::vector<bool> in(sets.size());
  for (const auto& [first, changing] : edges) {
    for (const std::uint32_t set : changing) in[set] = !in[set];
    const auto [kind, is_new] = kind_of.try_emplace(in, static_cast<std::uint16_t>(kind_of.size()));
    if (is_new) in_set_.insert(in_set_.end(), in.begin(), in.end());
    first_of_range_.push_back(first);
    kind_of_range_.push_back(kind->second);
  }
  kinds_ = static_cast<std::uint32_t>(kind_of.size());
  put_common_kinds_first();
  character_of_.resize(0x10000);
}

// So that what is asked for of a row stands on few lines of the cache.
void Automaton::put_common_kinds_first() {
  constexpr std::string_view common = " eainstlkoumvrjyhpd.g,cfbw0123456789-:()STKPMHVLAEJROIN";
  constexpr std::uint16_t none = 0xFFFF;
  std::vector<std::uint16_t> place_of(kinds_, none);
  std::uint16_t placed = 0;
  const auto place = [&](std::uint16_t kind) {
    if (place_of[kind] == none) place_of[kind] = placed++;
  };
  place(look_up(0xE4));
  place(look_up(0xF6));
  for (const char letter : common) place(look_up(static_cast<unsigned char>(letter)));
  for (std::uint16_t kind = 0; kind < kinds_; ++kind) place(kind);

  const std::size_t sets = expressions_.sets().size();
  std::vector<char> in_set(in_set_.size());
  for (std::size_t kind = 0; kind < kinds_; ++kind)
    std::copy_n(in_set_.begin() + static_cast<std::ptrdiff_t>(kind * sets), sets,
                in_set.begin() + static_cast<std::ptrdiff_t>(place_of[kind] * sets));
  in_set_ = std::move(in_set);
  for (std::uint16_t& kind : kind_of_range_) kind = place_of[kind];
}

std::uint16_t Automaton::look_up(std::uint32_t point) const {
  const auto after = std::upper_bound(first_of_range_.begin(), first_of_range_.end(), point);
  return kind_of_range_[static_cast<std::size_t>(after - first_of_range_.begin()) - 1];
}

// Forgets all states; the patterns stay.
void Automaton::forget() {
  cells_.assign(1, {});
  branches_.clear();
  id_of_cell_.clear();
  numbers_.clear();
  reach_of_cell_.assign(1, {});
  stamps_.assign(2, 0);
  stamp_ = 0;
  is_large_ = false;
  words_.reset(walks_.size());
  grown_.clear();
  for (Walk& walk : walks_) {
    walk.states.clear();
    walk.state_of_hash.clear();
    walk.next.reset(kinds_);
    state_of(walk, grown_);
  }
}

// The first walk is of the patterns whose first letters are certain.
void Automaton::share_out() {
  std::vector<PatternRead*> anywhere;
  for (PatternRead& pattern : patterns_)
    if (pattern.read && may_begin_anywhere(pattern)) anywhere.push_back(&pattern);
  for (std::size_t i = 0; i < anywhere.size(); ++i)
    anywhere[i]->walk = 1 + i * walks_of_any_letter / anywhere.size();
}

void Automaton::make_starts() {
  for (std::size_t i = 0; i < walks_.size(); ++i) {
    walks_[i].start = state_at_begin(i, false);
    walks_[i].start_of_line = state_at_begin(i, true);
  }
}

bool Automaton::may_begin_anywhere(const PatternRead& pattern) {
  Reach reach;
  follow(cell(pattern.whole, nothing_left), true, reach);
  const auto may_be = [&](char letter) {
    const std::uint16_t kind = character(static_cast<unsigned char>(letter)) & kind_bits;
    return std::any_of(reach.cells.begin(), reach.cells.end(),
                       [&](std::uint32_t id) { return is_in(kind, cells_[id].begin - 1); });
  };
  constexpr std::string_view rare_first_letters = "cqwxz";
  return std::all_of(rare_first_letters.begin(), rare_first_letters.end(), may_be);
}

std::uint32_t Automaton::cell(Expressions::Id expression, std::uint32_t next) {
  const std::uint64_t key = std::uint64_t{expression} << 32 | next;
  const auto [known, is_new] =
      id_of_cell_.try_emplace(key, static_cast<std::uint32_t>(cells_.size()));
  if (is_new) {
    const Expressions::Id begin = expressions_.begin_of(expression);
    cells_.push_back({expression, next, begin == 0 ? 0 : expressions_[begin].first + 1, 0,
                      expressions_[expression].kind});
    reach_of_cell_.emplace_back();
    stamps_.resize(2 * cells_.size());
  }
  return known->second;
}

std::uint32_t Automaton::make_inside(std::uint32_t id) {
  const Cell here = cells_[id];
  const Expressions::Expression it = expressions_[here.expression];
  const Expressions::Id after =
      it.kind == Expressions::Kind::sequence ? it.second : expressions_.one_fewer(here.expression);
  const std::uint32_t found = cell(it.first, cell(after, here.next));
  return cells_[id].inside = found;
}

const std::vector<std::uint32_t>& Automaton::branches(std::uint32_t id) {
  if (cells_[id].inside == 0) {
    const Cell here = cells_[id];
    std::vector<std::uint32_t> found;
    for (const Expressions::Id branch : expressions_.branches(here.expression))
      found.push_back(cell(branch, here.next));
    branches_.push_back(std::move(found));
    cells_[id].inside = static_cast<std::uint32_t>(branches_.size());
  }
  return branches_[cells_[id].inside - 1];
}

Automaton::Kept Automaton::keep(const Reach& reach) {
  const auto size = [](const std::vector<std::uint32_t>& part) {
    return static_cast<std::uint32_t>(part.size());
  };
  const Kept kept{size(numbers_), size(reach.cells), size(reach.patterns),
                  size(reach.patterns_at_end)};
  for (const auto* part : {&reach.cells, &reach.patterns, &reach.patterns_at_end})
    numbers_.insert(numbers_.end(), part->begin(), part->end());
  return kept;
}

Automaton::Kept Automaton::reach_from(std::uint32_t cell) {
  const Kept& known = reach_of_cell_[cell];
  if (known.cells == 0 && known.patterns == 0 && known.patterns_at_end == 0) {
    reached_.clear();
    follow(cell, false, reached_);
    reach_of_cell_[cell] = keep(reached_);
  }
  return reach_of_cell_[cell];
}

// Adds to what is reached from a cell, as far as this stamp has not been there.
void Automaton::follow(std::uint32_t from, bool at_line_begin, Reach& reach) {
  using Kind = Expressions::Kind;
  ++stamp_;
  to_follow_.assign(1, {from, false});
  while (!to_follow_.empty()) {
    const auto [id, at_line_end] = to_follow_.back();
    to_follow_.pop_back();
    std::uint32_t& stamp = stamps_[2 * id + (at_line_end ? 1 : 0)];
    if (stamp == stamp_) continue;
    stamp = stamp_;
    const std::uint32_t next = cells_[id].next;
    const Expressions::Expression it = expressions_[cells_[id].expression];
    switch (it.kind) {
      case Kind::nothing:
      case Kind::group_begin:
      case Kind::group_end:
        to_follow_.emplace_back(next, at_line_end);
        break;
      case Kind::one_of:
        if (!at_line_end) reach.cells.push_back(id);
        break;
      case Kind::sequence:
        to_follow_.emplace_back(inside(id), at_line_end);
        break;
      case Kind::either:
        for (const std::uint32_t branch : branches(id))
          to_follow_.emplace_back(branch, at_line_end);
        break;
      case Kind::repeated:
        if (it.least == 0) to_follow_.emplace_back(next, at_line_end);
        if (it.most > 0) to_follow_.emplace_back(inside(id), at_line_end);
        break;
      case Kind::line_begin:
        if (at_line_begin) to_follow_.emplace_back(next, at_line_end);
        break;
      case Kind::line_end:
        to_follow_.emplace_back(next, true);
        break;
      case Kind::end:
        (at_line_end ? reach.patterns_at_end : reach.patterns).push_back(it.first);
        break;
    }
  }
}

// Puts together what is reached from many cells, each part once; the stamp is that of its cells.
void Automaton::add(const Kept& kept, Reach& reach) {
  for (const std::uint32_t cell : cells_of(kept)) {
    if (stamps_[2 * cell] == stamp_) continue;
    stamps_[2 * cell] = stamp_;
    reach.cells.push_back(cell);
  }
  if (kept.patterns == 0 && kept.patterns_at_end == 0) return;
  const auto patterns = patterns_of(kept), at_end = patterns_at_end_of(kept);
  reach.patterns.insert(reach.patterns.end(), patterns.begin(), patterns.end());
  reach.patterns_at_end.insert(reach.patterns_at_end.end(), at_end.begin(), at_end.end());
}

// True where the state has these parts, in whatever order; the stamp is that of the cells.
bool Automaton::is_state(const Walk& walk, State state, const Reach& reach) const {
  const Kept& kept = walk.states[state];
  const auto cells = cells_of(kept);
  return cells.size() == reach.cells.size() &&
         std::ranges::equal(patterns_of(kept), reach.patterns) &&
         std::ranges::equal(patterns_at_end_of(kept), reach.patterns_at_end) &&
         std::all_of(cells.begin(), cells.end(),
                     [&](std::uint32_t cell) { return stamps_[2 * cell] == stamp_; });
}

// Two states that are the same do no harm, so one of each hash is enough.
Automaton::State Automaton::state_of(Walk& walk, Reach& reach) {
  std::uint64_t hash = reach.cells.size();
  for (const std::uint32_t cell : reach.cells) hash += mixed(cell);
  for (auto* part : {&reach.patterns, &reach.patterns_at_end}) {
    std::sort(part->begin(), part->end());
    part->erase(std::unique(part->begin(), part->end()), part->end());
    for (const std::uint32_t pattern : *part) hash = mixed(hash ^ pattern);
    hash = mixed(hash);
  }
  const auto number = static_cast<State>(walk.states.size());
  const auto [known, is_new] = walk.state_of_hash.try_emplace(hash, number);
  if (!is_new && is_state(walk, known->second, reach)) return known->second;
  walk.states.push_back(keep(reach));
  walk.next.add_state();
  return number;
}

// Before anything is read.
Automaton::State Automaton::state_at_begin(std::size_t walk, bool of_line) {
  reached_.clear();
  for (const PatternRead& pattern : patterns_)
    if (pattern.read && pattern.walk == walk)
      follow(cell(pattern.whole, nothing_left), of_line, reached_);
  const Kept kept = keep(reached_);
  grown_.clear();
  ++stamp_;
  add(kept, grown_);
  return state_of(walks_[walk], grown_);
}

std::uint16_t Automaton::grow(Walk& walk, State state, std::uint16_t kind) {
  after_.clear();
  const char* const in_set = in_set_.data() + kind * expressions_.sets().size();
  for (const std::uint32_t id : cells_of(walk.states[state]))
    if (in_set[cells_[id].begin - 1] != 0) after_.push_back(cells_[id].next);
  for (const std::uint32_t id : after_) reach_from(id);
  grown_.clear();
  ++stamp_;
  for (const std::uint32_t id : after_) add(reach_of_cell_[id], grown_);
  const State next = state_of(walk, grown_);
  is_large_ = is_large_ || is_over(wanted);
  const bool ends = !grown_.patterns.empty() || !grown_.patterns_at_end.empty();
  const auto number = static_cast<std::uint16_t>(next * 2 + (ends ? 1 : 0));
  walk.next.set(state, kind, number);
  return number;
}

std::uint16_t Automaton::character(std::uint32_t point) {
  const bool remembers = point < character_of_.size();
  if (remembers && character_of_[point] != 0) return character_of_[point];
  std::uint16_t found = looked_up_bit | look_up(point);
  if (is_word_character(point)) found |= word_bit;
  if (remembers) character_of_[point] = found;
  return found;
}

// The code point beyond ASCII whose first byte stands before the place, which goes on to the next.
std::uint32_t code_point_from(std::uint32_t first, std::string_view line, std::size_t& at) {
  std::uint32_t point = first & (first < 0xE0 ? 0x1FU : first < 0xF0 ? 0xFU : 7U);
  for (; at < line.size() && is_inside_character(line[at]); ++at)
    point = point << 6 | (static_cast<unsigned char>(line[at]) & 0x3FU);
  return point;
}

void Automaton::read_characters(std::string_view line) {
  if (kinds_of_line_.size() <= line.size()) {
    kinds_of_line_.resize(line.size() + 1);
    offsets_.resize(line.size() + 1);
    cuts_word_.resize(line.size() + 1);
    begins_.resize(line.size() + 1);
  }
  std::uint16_t* const kinds = kinds_of_line_.data();
  std::uint32_t* const offsets = offsets_.data();
  char* const cuts_word = cuts_word_.data();
  Begin* next_begin = begins_.data();
  std::size_t length = 0;
  std::uint16_t before = 0;
  for (std::size_t at = 0; at < line.size(); ++length) {
    offsets[length] = static_cast<std::uint32_t>(at);
    std::uint32_t point = static_cast<unsigned char>(line[at++]);
    if (point >= 0x80) point = code_point_from(point, line, at);
    std::uint16_t here = point < character_of_.size() ? character_of_[point] : 0;
    if (here == 0) here = character(point);
    kinds[length] = here & kind_bits;
    const bool cuts = (here & before & word_bit) != 0;
    cuts_word[length] = cuts ? 1 : 0;
    next_begin->at = static_cast<std::uint32_t>(length);
    next_begin += cuts ? 0 : 1;
    before = here;
  }
  length_ = length;
  begins_of_line_ = static_cast<std::size_t>(next_begin - begins_.data());
  offsets_[length_] = static_cast<std::uint32_t>(line.size());
  cuts_word_[length_] = 0;
}

// True where a pattern ends with a whole word.
bool Automaton::note_patterns(const Walk& walk, State state, std::size_t end) {
  if (cuts_word_[end] != 0) return false;
  const auto note = [&](std::span<const std::uint32_t> patterns) {
    for (const std::uint32_t pattern : patterns) {
      std::uint32_t& place = place_in_ended_[pattern];
      if (place >= ended_.size() || ended_[place].pattern != pattern) {
        place = static_cast<std::uint32_t>(ended_.size());
        ended_.push_back({pattern, 0});
      }
      ended_[place].end = static_cast<std::uint32_t>(end);
    }
    return !patterns.empty();
  };
  bool any = note(patterns_of(walk.states[state]));
  if (end == length_) any = note(patterns_at_end_of(walk.states[state])) || any;
  return any;
}

// The word at each place to begin at; a sign by itself is one, too.
void Automaton::read_words() {
  if (words_.size() > most_words) words_.reset(walks_.size());
  const std::uint16_t* const kinds = kinds_of_line_.data();
  for (Begin& begin : std::span(begins_).first(begins_of_line_)) {
    std::uint64_t hash = 0;
    std::size_t end = begin.at;
    do hash = KnownWords::hashed(hash, kinds[end]);
    while (cuts_word_[++end] != 0);
    begin.end = static_cast<std::uint32_t>(end);
    begin.word = words_.id_of(hash, {kinds + begin.at, kinds + end});
  }
}

// From most places most walks are known to find nothing.
void Automaton::line_up() {
  waiting_.resize(walks_.size());
  for (auto& waiting : waiting_) waiting.clear();
  for (std::uint32_t i = 0; i < begins_of_line_; ++i) {
    const auto known = words_.numbers(begins_[i].word);
    for (std::size_t walk = 0; walk < known.size(); ++walk) {
      const std::uint16_t number = begins_[i].at == 0 ? Transitions::unknown : known[walk];
      if (number != nothing_left) waiting_[walk].push_back({i, number});
    }
  }
}

// Amid a line: what waits still does, but where it stands behind its words is forgotten.
void Automaton::begin_anew() {
  forget();
  make_starts();
  read_words();
  for (auto& waiting : waiting_)
    for (Waiting& each : waiting) each.behind_word = Transitions::unknown;
}

// Unknown where the automaton may not become larger.
std::uint16_t Automaton::step(Walk& walk, State state, std::uint16_t kind) {
  const std::uint16_t next = walk.next.at(state, kind);
  if (next != Transitions::unknown || is_over(possible)) return next;
  return grow(walk, state, kind);
}

// Over the word to begin with.
std::uint16_t Automaton::step_over(Walk& walk, const Begin& begin) {
  const std::uint16_t* const kinds = kinds_of_line_.data();
  const bool of_line = begin.at == 0;
  std::uint16_t next = of_line ? Transitions::unknown : words_.number(begin.word, number_of(walk));
  if (next != Transitions::unknown) return next;
  next = static_cast<std::uint16_t>(2 * (of_line ? walk.start_of_line : walk.start));
  for (std::size_t at = begin.at; at < begin.end && next != nothing_left; ++at) {
    next = step(walk, next / 2, kinds[at]);
    if (next == Transitions::unknown) return next;
  }
  if (!of_line) words_.number(begin.word, number_of(walk)) = next;
  return next;
}

// On behind the word to begin with. False where what the line may cost is used up.
bool Automaton::walk_behind(Walk& walk, const Begin& begin, std::uint16_t next) {
  State* const barren = barren_.data();
  std::size_t last_end = begin.at, at = begin.end;
  while (next != nothing_left) {
    if (next == Transitions::unknown) return false;
    const State state = next / 2;
    if (next % 2 != 0 && note_patterns(walk, state, at)) {
      last_end = at;
    } else if (barren[at] == state) {
      break;
    }
    barren[at] = state;
    if (at == length_) break;
    next = step(walk, state, kinds_of_line_[at++]);
  }
  std::fill(barren + begin.at + 1, barren + last_end + 1, State{0});
  const std::size_t steps = at - begin.at + 1;
  if (steps > steps_left_) return false;
  steps_left_ -= steps;
  return true;
}

// Of the matches that ended those that overlap no earlier one of their pattern.
void Automaton::add_found(std::size_t begin, std::vector<Found>& found) {
  for (const Ended& each : ended_) {
    PatternRead& pattern = patterns_[each.pattern];
    if (pattern.line == line_ && begin < pattern.free_from) continue;
    pattern.line = line_;
    pattern.free_from = each.end;
    found.push_back({each.pattern, offsets_[begin], offsets_[each.end]});
  }
  ended_.clear();
}

// From the places that wait, until none does or too much is kept; those it is done with wait no
// more. False where it would take too long.
bool Automaton::walk_line(Walk& walk, std::span<const Waiting>& waiting,
                          std::vector<Found>& found) {
  barren_.assign(length_ + 1, 0);
  for (; !waiting.empty(); waiting = waiting.subspan(1)) {
    const Begin& begin = begins_[waiting.front().begin];
    std::uint16_t behind_word = waiting.front().behind_word;
    if (behind_word == Transitions::unknown) behind_word = step_over(walk, begin);
    if (behind_word == nothing_left) continue;
    if (is_large_) return true;
    if (!walk_behind(walk, begin, behind_word)) return false;
    if (!ended_.empty()) add_found(begin.at, found);
  }
  return true;
}

bool Automaton::find(std::string_view line, std::vector<Found>& found) {
  read_characters(line);
  read_words();
  line_up();
  steps_left_ = steps_of_line + steps_of_character * length_;
  ++line_;
  ended_.clear();
  const std::size_t before = found.size();
  for (Walk& walk : walks_) {
    if (walk.start == nothing_left && walk.start_of_line == nothing_left) continue;
    std::span<const Waiting> waiting = waiting_[number_of(walk)];
    while (!waiting.empty()) {
      if (is_large_) begin_anew();
      if (walk_line(walk, waiting, found)) continue;
      found.resize(before);
      return false;
    }
  }
  return true;
}

}  // namespace muistio
