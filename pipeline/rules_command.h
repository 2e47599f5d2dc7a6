// `muistio rules`: the rules themselves, for those who own some.
#pragma once

#include <string>
#include <vector>

#include "pipeline/program.h"
#include "pipeline/reading_settings.h"

namespace muistio {

struct RulesListOptions {
  std::string folder;   // Of rules laid over ours; may be empty.
  std::string subject;  // Only rules of this subject; empty for all.
};

// One line a rule: id, language, confidence, where it stands, an example.
int list_rules(const RulesListOptions& options, Streams streams);

struct RulesWordsOptions {
  std::string folder;
  std::string list;  // Only this one, with all its words; empty for one line a list.
};

// The word lists: name, language, where it stands, its words by value.
int list_words(const RulesWordsOptions& options, Streams streams);

// Runs every example of every rule. Exit code 3 where one does not hold.
int test_rules(const RulesListOptions& options, Streams streams);

struct RulesWhyOptions {
  std::string folder;
  std::string rule;  // Its id.
  std::string text;  // What the rule finds in it is told; may be empty.
};

int explain_rule(const RulesWhyOptions& options, Streams streams);

struct RulesDiffOptions {
  std::vector<std::string> paths;  // PDF files, folders of them, corpus files.
  ReadingSettings reading;         // With the folder of rules to compare with ours.
};

// Which facts would come and go with the folder's rules. Exit code 1 where none would.
int diff_rules(const RulesDiffOptions& options, Streams streams);

}  // namespace muistio
