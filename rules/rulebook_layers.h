// Rule files laid over one another: ours, and over them those of a user. Inside the rulebook only.
#pragma once

#include <set>
#include <string>
#include <vector>

#include "corpus/result.h"
#include "rules/rulebook_file.h"
#include "rules/rulebook_pattern.h"

namespace muistio {

class RuleLayers {
 public:
  // Two of ours may not have one name; a user's rule or piece replaces ours of its name, and a
  // user's word list adds to it and takes out of it. A user's rules may not have one name either.
  enum class Layer { ours, users };
  Result<Done> add(RuleFile file, Layer layer);

  // The files that travel inside the program.
  Result<Done> add_shipped();

  // A user's: fi/*.toml, sv/*.toml and *.toml of the folder, at most 1000 in all. Errors name
  // the file.
  Result<Done> add_folder(const std::string& folder);

  // False for a rule that is ours and whose pieces are.
  bool may_be_changed(const Rule& rule) const;

  std::vector<Rule> rules;
  Vocabulary vocabulary;

 private:
  Result<Done> add_words(std::vector<WordList> lists, Layer layer);
  Result<Done> add_pieces(std::vector<Piece> pieces, Layer layer);

  std::set<std::string> ids_of_user_;
  bool user_has_pieces_ = false;
};

}  // namespace muistio
