// The persons of a memo, each once, however often and in whatever case form and spelling they
// are named.
#pragma once

#include <cstddef>
#include <optional>
#include <set>
#include <string>
#include <vector>

#include "corpus/memo.h"

namespace muistio {

struct ListedPerson {
  std::vector<std::string> words;  // Of the name, in natural order.
  Span span;                       // Where the name stands first.
  std::set<Role> roles;
  std::vector<std::string> titles, organisations;
  Presence presence = Presence::present;
  bool remote = false;
  std::optional<std::string> partial;
  std::string rule;
  double confidence = 0;
  std::optional<std::size_t> list;  // Those of one list are different persons.

  std::string name() const;
};

class People {
 public:
  // A person is an index into all(). The person of that name: spelt so, or in another order of
  // words, or with an initial or a single word that only one of them has.
  std::optional<std::size_t> find(const std::vector<std::string>& words) const;

  // The person whose name is this but for a slip of the pen.
  std::optional<std::size_t> find_spelt_otherwise(const std::vector<std::string>& words) const;

  // Returns the index of the new person.
  std::size_t add(ListedPerson person);

  // Gives a person known by one word the whole name.
  void complete(std::size_t index, const std::vector<std::string>& words);

  // All of it may be changed but the words of the name.
  ListedPerson& at(std::size_t index) { return people_[index]; }
  const std::vector<ListedPerson>& all() const { return people_; }
  std::vector<std::string> names() const;

 private:
  std::vector<ListedPerson> people_;
  std::vector<std::vector<std::string>> folded_;  // The words of each, in lower case.
};

// Number of letters to insert, delete, replace or swap; gives up above `limit`.
std::size_t edits_between(const std::u32string& one, const std::u32string& other,
                          std::size_t limit);

}  // namespace muistio
