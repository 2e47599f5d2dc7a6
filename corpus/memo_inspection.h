// Whether what the corpus keeps of each memo belongs together: its facts, its pages, their words.
//
// find_X() gives a sentence for each that is wrong. Memos that the next load reads again anyway
// (ledger_inspection.h) are passed over where that mends them. mend_X() works within a
// transaction of the caller's.
#pragma once

#include <string>
#include <vector>

#include "corpus/store.h"

namespace muistio {

// Memos that are not as they were saved: a page or the layout is gone, the record cannot be read,
// or their sums (memo_sum.h) are others. What is lost must be read again.
Result<std::vector<std::string>> find_changed_memos(Database& database);
Result<Done> mend_changed_memos(Database& database);

// Memos whose facts and what is indexed of them are not the same. Nobody can tell which of the
// two was so once: they are read again.
Result<std::vector<std::string>> find_strange_facts(Database& database);
Result<Done> mend_strange_facts(Database& database);

// Pages without words, or with those of another text. Words are made anew of the text; where it
// may be the text that has changed, the memo is read again.
Result<std::vector<std::string>> find_pages_without_words(Database& database);
Result<Done> mend_pages_without_words(Database& database);

}  // namespace muistio
