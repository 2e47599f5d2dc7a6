// A memo's rows in the tables of a corpus file, read.
#pragma once

#include "corpus/store.h"

namespace muistio {

// As Corpus::read_memo() and Corpus::read_document() say.
Result<Memo> read_memo(Database& database, MemoId id);
Result<Document> read_document(Database& database, MemoId id);

}  // namespace muistio
