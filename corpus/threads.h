// Matters through time: the items of meetings that speak of the same case number, or of
// each other ("hallitus 12.3.2020 § 45"), with what was decided and to be done in each.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "corpus/memo.h"
#include "corpus/result.h"
#include "corpus/store.h"

namespace muistio {

// An item of a meeting, or a memo where it speaks of the matter outside its items.
struct ThreadStep {
  MemoName memo;
  int page = 1;
  std::int64_t item_row = 0;  // Row of table item; 0: none.
  std::optional<std::string> number, title;
  std::vector<Decision> decisions;  // Under the item; none outside items.
  std::vector<Action> actions;      // The same.
};

struct Thread {
  std::vector<std::string> case_numbers;  // As they are written where they are met first.
  std::vector<ThreadStep> steps;          // By day; those without a day last.
};

// Which threads are wanted: all that go through two memos or more, those of a case number, or those
// that go through a memo or one of its items.
struct ThreadQuery {
  std::optional<std::string> case_number;  // CaseMention::key
  std::optional<MemoId> memo;
  std::optional<std::string> item;  // AgendaItem::number, with `memo`.
};

// In the order of their first days. None is an empty list.
//
// A case number that is only a number and a year ("123/2020") joins meetings of one body;
// others join all. An item that speaks of more than three matters is a list: it is a step of
// each, and joins none of them with another. The text of all memos is read for this.
Result<std::vector<Thread>> find_threads(Corpus& corpus, const ThreadQuery& query);

}  // namespace muistio
