#include "pipeline/why.h"

#include <fmt/format.h>

#include <ostream>

#include "corpus/unicode.h"
#include "pipeline/facts.h"
#include "pipeline/one_memo.h"
#include "pipeline/terminal.h"

namespace muistio {

int why(const WhyOptions& options, Streams streams) {
  int exit_code = exit_done;
  const auto one = find_one_memo(options.corpus, options.memo, streams, exit_code);
  if (!one) return exit_code;
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
  const std::string table = aligned(rows, "");
  std::size_t at = 0;
  for (const Fact& fact : facts) {
    const std::size_t end = table.find('\n', at);
    streams.out << table.substr(at, end - at) << '\n';
    at = end + 1;
    const Span span = fact.evidence.span;
    const bool inside = span.end <= one->document.text.size() && span.begin <= span.end;
    if (inside && !span.empty()) {
      const std::string text = "“" + single_spaced(one->document.at(span)) + "”";
      streams.out << style.faint(style.entry("    ", text, "", width));
    }
  }
  if (facts.empty()) streams.out << "nothing was found in this memo\n";
  return exit_done;
}

}  // namespace muistio
