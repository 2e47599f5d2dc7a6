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

// Memos of which a page, the layout or a record is gone or cannot be read. What is lost must be
// read again.
Result<std::vector<std::string>> find_unreadable_memos(Database& database);
Result<Done> mend_unreadable_memos(Database& database);

// Memos whose facts and what is indexed of them are not the same. Nobody can tell which of the
// two was so once: they are read again.
Result<std::vector<std::string>> find_strange_facts(Database& database);
Result<Done> mend_strange_facts(Database& database);

// Pages without words, or with those of another text. Words are made anew of the text; where it
// may be the text that has changed, the memo is read again.
Result<std::vector<std::string>> find_pages_without_words(Database& database);
Result<Done> mend_pages_without_words(Database& database);

}  // namespace muistio
