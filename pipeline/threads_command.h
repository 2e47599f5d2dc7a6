// `muistio threads`: matters through time, by case numbers and references between items.
#pragma once

#include <string>

#include "pipeline/program.h"

namespace muistio {

enum class ThreadFormat { people, json, csv };

struct ThreadsOptions {
  std::string what;  // A case number or a memo. Empty: all threads of two memos or more.
  std::string item;  // With a memo: number of an agenda item.
  std::string corpus = default_corpus;
  ThreadFormat format = ThreadFormat::people;
};

int threads(const ThreadsOptions& options, Streams streams);

}  // namespace muistio
