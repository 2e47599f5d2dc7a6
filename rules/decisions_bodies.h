// The bodies that a memo is of, and so those whose doings in it are decisions of this meeting.
#pragma once

#include <set>
#include <string>
#include <string_view>
#include <vector>

#include "corpus/memo.h"
#include "rules/decisions_words.h"
#include "rules/passage.h"

namespace muistio {

class OwnBodies {
 public:
  // Reads the head of the memo.
  OwnBodies(const Passage& passage, const std::vector<AgendaItem>& items);

  // True where the word, in any case form, is the body that meets, or the meeting.
  bool has(Span organ) const;

 private:
  void add(std::string_view word);
  bool is_swedish(const std::string& word) const;

  const Passage& passage_;
  const DecisionWords& words_;
  std::set<std::string> bodies_;
};

}  // namespace muistio
