#include "rules/rulebook_automaton.h"

#include <algorithm>
#include <map>

#include "corpus/unicode.h"

namespace muistio {
namespace {

constexpr std::size_t kMostKept = 6'000'000;  // Numbers of four bytes.
constexpr std::size_t kStepsOfCharacter = 100, kStepsOfLine = 20'000;
constexpr std::size_t kStepsOfCapture = 20'000;
constexpr std::uint32_t kUnknown = 0xFFFFFFFF;
constexpr std::uint32_t kNothingLeft = 0;  // The cell and the state.
constexpr std::uint16_t kWordBit = 0x8000, kLookedUpBit = 0x4000, kKindBits = 0x3FFF;

std::size_t mixed(std::size_t hash, std::size_t number) {
  return (hash ^ number) * 0x9E3779B97F4A7C15ULL + (hash >> 29);
}

bool is_word_character(std::uint32_t point) {
  return inside_word("a" + utf8_of(point), 1);
}

}  // namespace

std::size_t Automaton::HashOfReach::operator()(const Reach& reach) const {
  std::size_t hash = 0;
  for (const auto* part : {&reach.cells, &reach.patterns, &reach.patterns_at_end}) {
    hash = mixed(hash, part->size());
    for (const std::uint32_t number : *part) hash = mixed(hash, number);
  }
  return hash;
}

Automaton::Automaton(const std::vector<std::string>& patterns) : patterns_(patterns.size()) {
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
  for (PatternRead& pattern : patterns_)
    if (pattern.read) pattern.begin = begin_of(pattern);
  make_starts();
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
  character_of_.resize(0x10000);
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
  reach_of_cell_.assign(1, Reach());
  stamps_.assign(2, 0);
  stamp_ = 0;
  states_.clear();
  id_of_state_.clear();
  next_.clear();
  size_ = 0;
  state_of({});
}

void Automaton::make_starts() {
  for (const Begin begin : {Begin::certain, Begin::any_letter}) {
    starts_[static_cast<std::size_t>(begin)] = state_at_begin(begin, false);
    starts_of_line_[static_cast<std::size_t>(begin)] = state_at_begin(begin, true);
  }
}

Automaton::Begin Automaton::begin_of(const PatternRead& pattern) {
  Reach reach;
  follow(cell(pattern.whole, kNothingLeft), true, reach);
  const auto may_be = [&](char letter) {
    const std::uint16_t kind = character(static_cast<unsigned char>(letter)) & kKindBits;
    return std::any_of(reach.cells.begin(), reach.cells.end(),
                       [&](std::uint32_t id) { return is_in(kind, cells_[id].begin - 1); });
  };
  constexpr std::string_view rare_first_letters = "cqwxz";
  const bool any = std::all_of(rare_first_letters.begin(), rare_first_letters.end(), may_be);
  return any ? Begin::any_letter : Begin::certain;
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
    size_ += 24;
  }
  return known->second;
}

std::uint32_t Automaton::inside(std::uint32_t id) {
  if (cells_[id].inside == 0) {
    const Cell here = cells_[id];
    const Expressions::Expression it = expressions_[here.expression];
    const Expressions::Id after = it.kind == Expressions::Kind::sequence
                                      ? it.second
                                      : expressions_.one_fewer(here.expression);
    const std::uint32_t found = cell(it.first, cell(after, here.next));
    cells_[id].inside = found;
  }
  return cells_[id].inside;
}

const std::vector<std::uint32_t>& Automaton::branches(std::uint32_t id) {
  if (cells_[id].inside == 0) {
    const Cell here = cells_[id];
    std::vector<std::uint32_t> found;
    for (const Expressions::Id branch : expressions_.branches(here.expression))
      found.push_back(cell(branch, here.next));
    size_ += found.size();
    branches_.push_back(std::move(found));
    cells_[id].inside = static_cast<std::uint32_t>(branches_.size());
  }
  return branches_[cells_[id].inside - 1];
}

void Automaton::reach_from(std::uint32_t cell) {
  if (reach_of_cell_[cell]) return;
  Reach reach;
  follow(cell, false, reach);
  size_ += reach.cells.size();
  reach_of_cell_[cell] = std::move(reach);
}

// Adds to what is reached from a cell, as far as this stamp has not been there.
void Automaton::follow(std::uint32_t from, bool at_line_begin, Reach& reach) {
  using Kind = Expressions::Kind;
  ++stamp_;
  std::vector<std::pair<std::uint32_t, bool>> todo{{from, false}};
  while (!todo.empty()) {
    const auto [id, at_line_end] = todo.back();
    todo.pop_back();
    std::uint32_t& stamp = stamps_[2 * id + (at_line_end ? 1 : 0)];
    if (stamp == stamp_) continue;
    stamp = stamp_;
    const std::uint32_t next = cells_[id].next;
    const Expressions::Expression it = expressions_[cells_[id].expression];
    switch (it.kind) {
      case Kind::nothing:
      case Kind::group_begin:
      case Kind::group_end:
        todo.emplace_back(next, at_line_end);
        break;
      case Kind::one_of:
        if (!at_line_end) reach.cells.push_back(id);
        break;
      case Kind::sequence:
        todo.emplace_back(inside(id), at_line_end);
        break;
      case Kind::either:
        for (const std::uint32_t branch : branches(id)) todo.emplace_back(branch, at_line_end);
        break;
      case Kind::repeated:
        if (it.least == 0) todo.emplace_back(next, at_line_end);
        if (it.most > 0) todo.emplace_back(inside(id), at_line_end);
        break;
      case Kind::line_begin:
        if (at_line_begin) todo.emplace_back(next, at_line_end);
        break;
      case Kind::line_end:
        todo.emplace_back(next, true);
        break;
      case Kind::end:
        (at_line_end ? reach.patterns_at_end : reach.patterns).push_back(it.first);
        break;
    }
  }
}

Automaton::State Automaton::state_of(Reach reach) {
  for (auto* part : {&reach.cells, &reach.patterns, &reach.patterns_at_end}) {
    std::sort(part->begin(), part->end());
    part->erase(std::unique(part->begin(), part->end()), part->end());
  }
  const auto [known, is_new] =
      id_of_state_.try_emplace(std::move(reach), static_cast<State>(states_.size()));
  if (is_new) {
    states_.push_back(&known->first);
    next_.resize(next_.size() + kinds_, kUnknown);
    size_ += kinds_ + known->first.cells.size() + 32;
  }
  return known->second;
}

// Before anything is read.
Automaton::State Automaton::state_at_begin(Begin begin, bool of_line) {
  Reach reach;
  for (const PatternRead& pattern : patterns_)
    if (pattern.read && pattern.begin == begin)
      follow(cell(pattern.whole, kNothingLeft), of_line, reach);
  return state_of(std::move(reach));
}

Automaton::State Automaton::grow(State state, std::uint32_t kind) {
  std::vector<std::uint32_t> after;
  for (const std::uint32_t id : states_[state]->cells)
    if (is_in(kind, cells_[id].begin - 1)) after.push_back(cells_[id].next);
  for (const std::uint32_t id : after) reach_from(id);
  Reach reach;
  ++stamp_;
  for (const std::uint32_t id : after) {
    const Reach& more = *reach_of_cell_[id];
    for (const std::uint32_t reached : more.cells) {
      if (stamps_[2 * reached] != stamp_) reach.cells.push_back(reached);
      stamps_[2 * reached] = stamp_;
    }
    reach.patterns.insert(reach.patterns.end(), more.patterns.begin(), more.patterns.end());
    reach.patterns_at_end.insert(reach.patterns_at_end.end(), more.patterns_at_end.begin(),
                                 more.patterns_at_end.end());
  }
  const State next = state_of(std::move(reach));
  const bool ends = !states_[next]->patterns.empty() || !states_[next]->patterns_at_end.empty();
  return next_[state * kinds_ + kind] = next * 2 + (ends ? 1 : 0);
}

std::uint16_t Automaton::character(std::uint32_t point) {
  const bool remembers = point < character_of_.size();
  if (remembers && character_of_[point] != 0) return character_of_[point];
  std::uint16_t found = kLookedUpBit | look_up(point);
  if (is_word_character(point)) found |= kWordBit;
  if (remembers) character_of_[point] = found;
  return found;
}

void Automaton::read_characters(std::string_view line) {
  if (kinds_of_line_.size() <= line.size()) {
    kinds_of_line_.resize(line.size() + 1);
    offsets_.resize(line.size() + 1);
    cuts_word_.resize(line.size() + 1);
  }
  std::size_t length = 0;
  bool after_word = false;
  for (std::size_t at = 0; at < line.size(); ++length) {
    offsets_[length] = static_cast<std::uint32_t>(at);
    std::uint32_t point = static_cast<unsigned char>(line[at++]);
    if (point >= 0x80) {
      point &= point < 0xE0 ? 0x1FU : point < 0xF0 ? 0xFU : 7U;
      for (; at < line.size() && (line[at] & 0xC0) == 0x80; ++at)
        point = point << 6 | (static_cast<unsigned char>(line[at]) & 0x3FU);
    }
    const std::uint16_t known = point < character_of_.size() ? character_of_[point] : 0;
    const std::uint16_t here = known != 0 ? known : character(point);
    const bool in_word = (here & kWordBit) != 0;
    kinds_of_line_[length] = here & kKindBits;
    cuts_word_[length] = in_word && after_word ? 1 : 0;
    after_word = in_word;
  }
  length_ = length;
  offsets_[length_] = static_cast<std::uint32_t>(line.size());
  cuts_word_[length_] = 0;
}

// True where a pattern ends with a whole word.
bool Automaton::note_patterns(State state, std::size_t end) {
  if (cuts_word_[end] != 0) return false;
  const auto note = [&](const std::vector<std::uint32_t>& patterns) {
    for (const std::uint32_t number : patterns) {
      PatternRead& pattern = patterns_[number];
      if (pattern.walk != walk_) ended_.push_back(number);
      pattern.walk = walk_;
      pattern.end = end;
    }
    return !patterns.empty();
  };
  bool any = note(states_[state]->patterns);
  if (end == length_) any = note(states_[state]->patterns_at_end) || any;
  return any;
}

// False where what the line may cost is used up.
bool Automaton::walk(State state, std::size_t from, std::vector<State>& barren) {
  std::size_t last_end = from;
  for (std::size_t at = from; at < length_;) {
    if (steps_left_-- == 0) return false;
    State next = next_[state * kinds_ + kinds_of_line_[at]];
    if (next == kUnknown) {
      if (size_ > 2 * kMostKept) return false;
      next = grow(state, kinds_of_line_[at]);
    }
    if (next == kNothingLeft) break;
    state = next / 2;
    ++at;
    if (next % 2 != 0 && note_patterns(state, at)) {
      last_end = at;
    } else if (barren[at] == state) {
      break;
    }
    barren[at] = state;
  }
  for (std::size_t at = from + 1; at <= last_end; ++at) barren[at] = 0;
  return true;
}

bool Automaton::walk_from(std::size_t begin, std::vector<Found>& found) {
  ++walk_;
  ended_.clear();
  const auto& starts = begin == 0 ? starts_of_line_ : starts_;
  for (std::size_t i = 0; i < starts.size(); ++i)
    if (!walk(starts[i], begin, barren_[i])) return false;
  for (const std::uint32_t number : ended_) {
    PatternRead& pattern = patterns_[number];
    if (pattern.line == line_ && begin < pattern.free_from) continue;
    pattern.line = line_;
    pattern.free_from = pattern.end;
    found.push_back({number, offsets_[begin], offsets_[pattern.end]});
  }
  return true;
}

bool Automaton::find(std::string_view line, std::vector<Found>& found) {
  read_characters(line);
  for (std::vector<State>& states : barren_) states.assign(length_ + 1, 0);
  steps_left_ = kStepsOfLine + kStepsOfCharacter * length_;
  ++line_;
  const std::size_t before = found.size();
  for (std::size_t begin = 0; begin < length_; ++begin) {
    if (cuts_word_[begin] != 0) continue;
    if (size_ > kMostKept) {
      forget();
      make_starts();
      for (std::vector<State>& states : barren_) states.assign(length_ + 1, 0);
    }
    if (walk_from(begin, found)) continue;
    found.resize(before);
    return false;
  }
  return true;
}

// False where the cell begins with another character than that at the place.
bool Automaton::may_begin(std::uint32_t id, std::size_t at) const {
  const std::uint32_t begin = cells_[id].begin;
  return begin == 0 || (at < length_ && is_in(kinds_of_line_[at], begin - 1));
}

void Automaton::move_edge(std::size_t edge, std::size_t to) {
  moved_.push_back({edge, edges_[edge]});
  edges_[edge] = to;
}

// Goes on from the choice until the match is whole or nothing fits; leaves behind what else
// might be chosen.
bool Automaton::follow_way(Choice way, bool from_line_begin, bool to_line_end) {
  using Kind = Expressions::Kind;
  std::uint32_t id = way.cell;
  std::size_t at = way.at;
  for (; steps_left_ > 0; --steps_left_) {
    const std::uint32_t next = cells_[id].next;
    const Kind kind = cells_[id].kind;
    switch (kind) {
      case Kind::nothing:
        id = next;
        break;
      case Kind::one_of:
        if (!may_begin(id, at)) return false;
        ++at;
        id = next;
        break;
      case Kind::sequence:
        id = inside(id);
        break;
      case Kind::either: {
        const std::size_t before = choices_.size();
        for (const std::uint32_t branch : branches(id))
          if (may_begin(branch, at)) choices_.push_back({branch, at, moved_.size()});
        if (choices_.size() == before) return false;
        std::reverse(choices_.begin() + static_cast<std::ptrdiff_t>(before), choices_.end());
        id = choices_.back().cell;
        choices_.pop_back();
        break;
      }
      case Kind::repeated: {
        const Expressions::Expression it = expressions_[cells_[id].expression];
        const bool goes_on = it.most > 0 && (it.least > 0 || may_begin(inside(id), at));
        if (goes_on && it.least == 0 && may_begin(next, at))
          choices_.push_back({next, at, moved_.size()});
        id = goes_on ? inside(id) : next;
        break;
      }
      case Kind::group_begin:
      case Kind::group_end:
        move_edge(2 * expressions_[cells_[id].expression].first + (kind == Kind::group_end ? 1 : 0),
                  at);
        id = next;
        break;
      case Kind::line_begin:
        if (at > 0 || !from_line_begin) return false;
        id = next;
        break;
      case Kind::line_end:
        if (at < length_ || !to_line_end) return false;
        id = next;
        break;
      case Kind::end:
        return at == length_;
    }
  }
  return false;
}

// The first way of matching all, in the order in which RE2 would choose.
bool Automaton::try_ways(std::uint32_t first, bool from_line_begin, bool to_line_end) {
  choices_.assign(1, {first, 0, 0});
  moved_.clear();
  while (!choices_.empty() && steps_left_ > 0) {
    const Choice way = choices_.back();
    choices_.pop_back();
    for (; moved_.size() > way.undone; moved_.pop_back())
      edges_[moved_.back().edge] = moved_.back().before;
    if (follow_way(way, from_line_begin, to_line_end)) return true;
  }
  return false;
}

bool Automaton::capture(const Found& match, std::string_view line, Groups& groups) {
  const PatternRead& pattern = patterns_[match.pattern];
  read_characters(line.substr(match.begin, match.end - match.begin));
  steps_left_ = kStepsOfCapture;
  constexpr std::size_t nowhere = std::string::npos;
  edges_.assign(2 * pattern.groups, nowhere);
  const std::uint32_t first = cell(pattern.whole, kNothingLeft);
  if (!try_ways(first, match.begin == 0, match.end == line.size())) return false;
  groups.assign(pattern.groups, std::nullopt);
  for (std::size_t i = 0; i < groups.size(); ++i) {
    if (edges_[2 * i] == nowhere || edges_[2 * i + 1] == nowhere) continue;
    groups[i] =
        Span{match.begin + offsets_[edges_[2 * i]], match.begin + offsets_[edges_[2 * i + 1]]};
  }
  return true;
}

}  // namespace muistio
