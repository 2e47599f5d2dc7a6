#include "rules/rulebook_expression.h"

#include <algorithm>
#include <utility>

namespace muistio {
namespace {

using Id = Expressions::Id;

constexpr std::size_t most_ranges = 4'000;

}  // namespace

std::string utf8_of(std::uint32_t point) {
  const auto tail = [&](int shift) { return static_cast<char>(0x80 | (point >> shift & 0x3F)); };
  if (point < 0x80) return {static_cast<char>(point)};
  if (point < 0x800) return {static_cast<char>(0xC0 | point >> 6), tail(0)};
  if (point < 0x10000) return {static_cast<char>(0xE0 | point >> 12), tail(6), tail(0)};
  return {static_cast<char>(0xF0 | point >> 18), tail(12), tail(6), tail(0)};
}

Id Expressions::add(Expression expression) {
  expressions_.push_back(expression);
  return static_cast<Id>(expressions_.size() - 1);
}

std::optional<Id> Expressions::set(const CharacterSet& characters) {
  if (const auto known = id_of_set_.find(characters); known != id_of_set_.end())
    return known->second;
  if (ranges_ + characters.size() > most_ranges) return std::nullopt;
  ranges_ += characters.size();
  sets_.push_back(characters);
  return id_of_set_[characters] = add({Kind::one_of, 0, 0, static_cast<Id>(sets_.size() - 1), 0});
}

Id Expressions::sequence(Id first, Id second) {
  if (second == 0) return first;
  return first == 0 ? second : add({Kind::sequence, 0, 0, first, second});
}

Id Expressions::sequence(const std::vector<Id>& parts) {
  Id whole = 0;
  for (auto part = parts.rbegin(); part != parts.rend(); ++part) whole = sequence(*part, whole);
  return whole;
}

// As begin_of(), but of the expression as it stands.
Id Expressions::first_set(Id expression) const {
  const Expression& it = expressions_[expression];
  if (it.kind == Kind::one_of) return expression;
  return it.kind == Kind::sequence && expressions_[it.first].kind == Kind::one_of ? it.first : 0;
}

Id Expressions::rest_after_set(Id expression) const {
  const Expression& it = expressions_[expression];
  return it.kind == Kind::sequence ? it.second : 0;
}

// True where each branch begins with a character, and with none that begins another branch but
// where both begin alike.
bool Expressions::are_apart(const std::vector<Id>& branches) const {
  std::vector<Id> firsts;
  for (const Id branch : branches) firsts.push_back(first_set(branch));
  std::sort(firsts.begin(), firsts.end());
  firsts.erase(std::unique(firsts.begin(), firsts.end()), firsts.end());
  if (firsts[0] == 0) return false;
  if (firsts.size() == 1) return true;
  CharacterSet all;
  for (const Id first : firsts) {
    const CharacterSet& set = sets_[expressions_[first].first];
    all.insert(all.end(), set.begin(), set.end());
  }
  std::sort(all.begin(), all.end());
  return std::adjacent_find(all.begin(), all.end(), [](const auto& one, const auto& other) {
           return other.first <= one.last;
         }) == all.end();
}

// Branches with the same first character become one, as in a dictionary, where that does not
// change which of them comes first.
Id Expressions::either(std::vector<Id> branches) {
  if (branches.size() == 1) return branches[0];
  if (are_apart(branches))
    std::stable_sort(branches.begin(), branches.end(),
                     [&](Id one, Id other) { return first_set(one) < first_set(other); });
  std::vector<Id> merged;
  for (std::size_t begin = 0; begin < branches.size();) {
    const Id set = first_set(branches[begin]);
    std::size_t end = begin + 1;
    while (set != 0 && end < branches.size() && first_set(branches[end]) == set) ++end;
    Id branch = branches[begin];
    if (end > begin + 1) {
      std::vector<Id> rests;
      for (std::size_t i = begin; i < end; ++i) rests.push_back(rest_after_set(branches[i]));
      branch = add({Kind::sequence, 0, 0, set, either(std::move(rests))});
    }
    merged.push_back(branch);
    begin = end;
  }
  if (merged.size() == 1) return merged[0];
  branches_.push_back(std::move(merged));
  return add({Kind::either, 0, 0, static_cast<Id>(branches_.size() - 1), 0});
}

Id Expressions::begin_of(Id expression) const {
  for (;;) {
    const Expression& it = expressions_[expression];
    if (it.kind == Kind::one_of) return expression;
    if (it.kind == Kind::sequence) {
      const bool is_place = expressions_[it.first].kind == Kind::group_begin;
      expression = is_place ? it.second : it.first;
    } else if (it.kind == Kind::repeated && it.least > 0) {
      expression = it.first;
    } else {
      return 0;
    }
  }
}

Id Expressions::one_fewer(Id repeated) {
  const Expression it = expressions_[repeated];
  if (it.most == no_limit && it.least == 0) return repeated;
  const auto [known, is_new] = fewer_.try_emplace(repeated, 0);
  if (is_new) {
    const auto fewer = [](std::uint16_t count) {
      return count == 0 || count == no_limit ? count : static_cast<std::uint16_t>(count - 1);
    };
    known->second = add({Kind::repeated, fewer(it.least), fewer(it.most), it.first, 0});
  }
  return known->second;
}

}  // namespace muistio
