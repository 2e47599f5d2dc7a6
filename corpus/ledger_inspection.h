// What a check that repairs does to the ledger. All within a transaction of the caller's.
#pragma once

#include <vector>

#include "corpus/store.h"

namespace muistio {

// The next load reads these memos' files again; until then the memos stay as they are.
Result<Done> read_again(Database& database, const std::vector<MemoId>& memos);

// Memos that read_again() was told of, as long as their files are where they were.
Result<std::vector<MemoId>> memos_to_be_read_again(Database& database);

// The next load reads the files of memos that are gone.
Result<Done> read_again_what_lost_its_memo(Database& database);

Result<Done> add_memos_to_ledger(Database& database);
Result<Done> give_files_their_state(Database& database);
Result<Done> give_contents_an_owner(Database& database);

}  // namespace muistio
