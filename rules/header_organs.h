// The names of organs and organisations: which words they are, and their nominative. Inside
// the header only.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "rules/passage.h"

namespace muistio {

// A word of [words.organ] or [words.organisation], or a compound that ends in one.
struct OrganWord {
  std::string nominative;  // As it is to be printed: the whole word.
  bool is_organ = false;   // And not an organisation, which has organs.
  std::string indefinite;  // Of a Swedish one: "byaråd" beside "byarådet"; or empty.
};

// A whole name in the nominative: "Yleisten kirjastojen neuvosto".
struct OrganName {
  std::string name;
  bool is_organ = false;
};

// The organ or organisation that the word is, in the nominative or in another form.
std::optional<OrganWord> organ_of(const Passage& passage, std::string_view word, bool nominative);

// "Pienten museoiden neuvoston" -> "Pienten museoiden neuvosto". Words behind the organ are let
// go ("hallituksen järjestäytymis-"), but not the code of a committee ("ryhmän SR 12").
std::optional<OrganName> organ_of_genitive(const Passage& passage, std::string_view genitive);

// True for a bare word of [words.organisation] in the nominative, lower case: "yhdistys".
bool is_common_organisation(const Passage& passage, std::string_view word);

// "Hallituskokous", "Styrelsemöte": the organ inside the word of its meeting.
std::optional<OrganWord> organ_that_meets(const Passage& passage, std::string_view meeting);

// "ASUNTO OY KUUSIRINNE" -> "Asunto Oy Kuusirinne": names and what follows "Oy" keep their
// capitals; what is not all in capitals stays.
std::string without_capitals(const Passage& passage, std::string_view text);

// "SR 12", "EU8", "osasto 61": the code behind the word of an organ is part of its name.
bool is_code(const std::vector<std::string_view>& words);

// "ry", "Oy": the word makes a company or an association of a name.
bool is_company_word(const Passage& passage, std::string_view word);
bool has_company_word(const Passage& passage, const std::vector<std::string_view>& words);

// "vuosikokous" -> "Vuosikokous".
std::string capitalised(std::string text);

}  // namespace muistio
