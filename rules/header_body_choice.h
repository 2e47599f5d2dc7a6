// What of a head may name the body that met, and which of it does. Inside the header only.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "rules/header_lines.h"
#include "rules/header_words.h"
#include "rules/passage.h"

namespace muistio {

// The rule of what a title says in the genitive: "Kuljetustyöryhmän kokous".
inline constexpr std::string_view body_of_title = "header.body_of_title";

// What parts the names of a line.
inline constexpr std::u32string_view name_dividers = U",;:/–-|•·";

struct BodyCandidate {
  std::string body;
  bool is_organ = false;
  const HeadLine* line = nullptr;
  std::string rule;
  double confidence = 0;
};

// Has boards and groups of its own names, so that they are told without it: "Kosken kunta".
bool is_municipality(const HeaderWords& words, std::string_view organisation);

// The line right above, which begins where this one does; null where there is none.
const HeadLine* line_above(const std::vector<HeadLine>& lines, const HeadLine& line);

// Refers to the lines and the candidates, which stand in the order in which they were found.
class BodyChoice {
 public:
  BodyChoice(const Passage& passage, const std::vector<HeadLine>& lines,
             const std::vector<BodyCandidate>& candidates)
      : passage_(passage),
        words_(passage.rulebook.kept<HeaderWords>()),
        lines_(lines),
        candidates_(candidates) {}

  std::optional<Stated> body() const;

  // The earlier line wins; a line that is nothing but the name wins over a title.
  const BodyCandidate* best(bool is_organ) const;

  // "hallitus" -> "Soutajat ry, hallitus": the organ with the organisation that the head names,
  // where its own name does not tell enough.
  std::string with_owner(const std::string& name) const;

 private:
  std::string as_owner(const std::string& organisation) const;
  std::string with_kind_of_owners(const BodyCandidate& organisation) const;
  std::optional<Stated> stated(const BodyCandidate& candidate, std::string value) const;
  const BodyCandidate& below(const BodyCandidate& letterhead) const;
  const BodyCandidate* met_under(const BodyCandidate& letterhead) const;
  const BodyCandidate& fuller(const BodyCandidate& organ) const;
  std::string of_this(std::string_view name, const BodyCandidate& organisation) const;

  const Passage& passage_;
  const HeaderWords& words_;
  const std::vector<HeadLine>& lines_;
  const std::vector<BodyCandidate>& candidates_;
};

}  // namespace muistio
