#include "rules/rulebook.h"
#include "tests/fuzz/target.h"

namespace muistio {

std::vector<std::string> fuzz_seeds() {
  return {
      "[[rule]]\nid = \"date.numeric\"\nfind = '{day}\\.{month}\\.{year}'\nyes = "
      "[\"1.2.2020\"]\nno = [\"x\"]\n",
      "[words.month]\ntammikuu = [\"tammikuu\", \"tammikuun\"]\n[[rule]]\nid = \"a.b\"\nfind = "
      "'(?P<m>{month})'\nyes = [{text=\"tammikuun\", value=\"1\"}]\nno = [\"y\"]\n",
      "[pieces]\nday = '\\d{1,2}'\n"};
}

}  // namespace muistio

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  using namespace muistio;
  const auto rules = Rulebook::parse({reinterpret_cast<const char*>(data), size}, "user.toml");
  if (!rules) {
    must(!rules.error().message.empty(), "a refusal says why");
    return 0;
  }
  constexpr std::string_view text = "Kokous 1.2.2020 tammikuun päätös";
  for (const Rule& rule : rules.value().rules()) {
    for (const Match& match : rules.value().find(rule.subject, text, "fi")) {
      must(match.span.begin <= match.span.end && match.span.end <= text.size(),
           "matches lie inside the text");
    }
    must(rules.value().find_with(rule, text).empty() ||
             !rules.value().find(rule.subject, text, "").empty(),
         "what a rule finds by itself is found with the others");
  }
  return 0;
}
