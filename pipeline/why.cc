#include "pipeline/why.h"

#include <fmt/format.h>

#include <nlohmann/json.hpp>
#include <ostream>

#include "corpus/unicode.h"
#include "pipeline/facts.h"
#include "pipeline/one_memo.h"
#include "pipeline/terminal.h"

namespace muistio {
namespace {

// What the document says there; empty where the place is none.
std::string said(const OneMemo& one, const Evidence& evidence) {
  const Span span = evidence.span;
  const bool inside = span.end <= one.document.text.size() && span.begin <= span.end;
  return inside ? single_spaced(one.document.at(span)) : "";
}

void print_json(const OneMemo& one, Streams streams) {
  using Json = nlohmann::ordered_json;
  for (const Fact& fact : facts_of(one.memo)) {
    const Json line{{"id", one.memo.id()},
                    {"fact", fact.kind},
                    {"value", fact.value},
                    {"page", fact.evidence.page},
                    {"rule", fact.evidence.rule},
                    {"confidence", fact.evidence.confidence},
                    {"text", said(one, fact.evidence)}};
    streams.out << line.dump(-1, ' ', false, Json::error_handler_t::replace) << '\n';
  }
}

}  // namespace

int why(const WhyOptions& options, Streams streams) {
  int exit_code = exit_done;
  const auto one = find_one_memo(options.corpus, options.memo, streams, exit_code);
  if (!one) return exit_code;
  if (options.json) {
    print_json(*one, streams);
    return exit_done;
  }
  const Style style(streams.terminal);
  const std::size_t width = line_width_of_text(streams.terminal);
  std::vector<std::vector<std::string>> rows;
  const std::vector<Fact> facts = facts_of(one->memo);
  for (const Fact& fact : facts) {
    rows.push_back({fact.kind, "p. " + std::to_string(fact.evidence.page),
                    fmt::format("{:3.0f} %", fact.evidence.confidence * 100), fact.evidence.rule,
                    harmless(single_spaced(fact.value))});
  }
  // The text stands under its fact, so that long ones do not push the columns apart.
  const std::vector<std::string> lines = aligned_rows(rows, "", width);
  for (std::size_t i = 0; i < facts.size(); ++i) {
    streams.out << lines[i];
    if (const std::string text = said(*one, facts[i].evidence); !text.empty())
      streams.out << style.faint(style.entry("    ", "“" + text + "”", "", width));
  }
  if (facts.empty()) streams.out << "nothing was found in this memo\n";
  return exit_done;
}

}  // namespace muistio
