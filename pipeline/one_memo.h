// One memo of a corpus, as a person names it on the command line.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "corpus/document.h"
#include "corpus/store.h"
#include "pipeline/program.h"

namespace muistio {

struct OneMemo {
  MemoName name;
  Memo memo;
  Document document;
};

// The memos whose id begins with `name`, or whose path or file name it is, as it is or as the
// corpus writes it (bytes that are not UTF-8 are percent-encoded); ".pdf" may be left out.
Result<std::vector<MemoName>> memos_named(Corpus& corpus, const std::string& name);

// The only memo of that name. None, several or an error are told on streams.err, and `exit_code`
// is what the program ends with.
std::optional<OneMemo> find_one_memo(const std::string& corpus, const std::string& name,
                                     Streams streams, int& exit_code);

// Writes "muistio: " and the error; returns exit_could_not_run.
int could_not_run(const Error& error, Streams streams);

}  // namespace muistio
