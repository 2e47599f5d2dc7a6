// The process in which hostile files are opened: reads one document at a time from a
// descriptor it is given, and tells what it found. It is replaced when it dies.
#pragma once

#include <functional>
#include <string_view>

#include "corpus/document.h"
#include "corpus/language.h"
#include "corpus/result.h"
#include "extractors/read_document.h"
#include "rules/analyse.h"

namespace muistio {

// The program started with this as its only argument is a worker.
inline constexpr std::string_view worker_argument = "--worker-process";

// Where a worker finds its end of the socket to the parent.
inline constexpr int worker_socket = 3;

using ReadFunction =
    std::function<Result<Document>(std::string_view bytes, const ReadingOptions&, Language&)>;

using AnalyseFunction =
    std::function<Memo(const Document&, Source source, const Rulebook&, Language&)>;

// Works until the parent closes the socket; gives the exit code. Tests give functions that
// misbehave.
int run_worker(const ReadFunction& read = read_document, const AnalyseFunction& analyse = analyse);

}  // namespace muistio
