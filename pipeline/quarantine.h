// A folder that shows the files that need attention.
#pragma once

#include <string>

#include "corpus/ledger.h"
#include "corpus/result.h"

namespace muistio {

// Makes a folder for each state, and in it a link to (or a copy of) every file of the run
// that is in it; names are made unique by the first digits of the path's SHA-256. Links and
// copies of earlier runs stay. Reads files, writes nothing outside the folder, replaces
// nothing.
Result<Done> fill_quarantine(Ledger& ledger, RunId run, const std::string& folder, bool copies);

}  // namespace muistio
