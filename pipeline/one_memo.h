// One memo of a corpus, as a person names it on the command line.
#pragma once

#include <optional>
#include <string>

#include "corpus/document.h"
#include "corpus/store.h"
#include "pipeline/program.h"

namespace muistio {

struct OneMemo {
  MemoName name;
  Memo memo;
  Document document;
};

// The memo whose id begins with `name`, or whose path or file name it is. None, several or
// an error are told on streams.err, and `exit_code` is what the program ends with.
std::optional<OneMemo> find_one_memo(const std::string& corpus, const std::string& name,
                                     Streams streams, int& exit_code);

// Writes "muistio: " and the error; returns exit_could_not_run.
int could_not_run(const Error& error, Streams streams);

}  // namespace muistio
