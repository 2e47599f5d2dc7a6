#include "pipeline/threads_command.h"

#include <nlohmann/json.hpp>
#include <ostream>

#include "corpus/references.h"
#include "corpus/threads.h"
#include "corpus/unicode.h"
#include "pipeline/csv_cell.h"
#include "pipeline/one_memo.h"
#include "pipeline/terminal.h"

namespace muistio {
namespace {

using Json = nlohmann::ordered_json;

Json or_null(const std::optional<std::string>& value) {
  return value ? Json(*value) : Json(nullptr);
}

// What the item that came first is called.
std::string title_of(const Thread& thread) {
  for (const ThreadStep& step : thread.steps)
    if (step.title) return *step.title;
  return "";
}

void print(const ThreadStep& step, const Style& style, std::ostream& out) {
  out << "  " << harmless(step.memo.date.value_or("no date"));
  if (step.memo.body) out << "  " << harmless(*step.memo.body);
  if (step.number) out << "  " << harmless(*step.number);
  if (step.title) out << "  " << harmless(*step.title);
  out << "  " << style.faint(harmless(step.memo.path) + " p. " + std::to_string(step.page)) << '\n';
  for (const Decision& decision : step.decisions)
    out << "      " << name_of(decision.kind) << ": " << harmless(decision.text) << '\n';
  for (const Action& action : step.actions) {
    out << "      to do: ";
    if (action.who) out << harmless(*action.who) << ": ";
    out << harmless(action.what);
    if (action.due) out << " (by " << harmless(*action.due) << ')';
    out << '\n';
  }
}

void print(const Thread& thread, Streams streams) {
  const Style style(streams.terminal);
  const std::string numbers = joined(thread.case_numbers, ", "), title = title_of(thread);
  streams.out << style.strong(
                     harmless(numbers + (numbers.empty() || title.empty() ? "" : "  ") + title))
              << '\n';
  for (const ThreadStep& step : thread.steps) print(step, style, streams.out);
}

Json json_of(const ThreadStep& step) {
  Json decisions = Json::array(), actions = Json::array();
  for (const Decision& decision : step.decisions) {
    decisions.push_back({{"kind", name_of(decision.kind)},
                         {"text", decision.text},
                         {"page", decision.evidence.page}});
  }
  for (const Action& action : step.actions) {
    actions.push_back({{"who", or_null(action.who)},
                       {"what", action.what},
                       {"due", or_null(action.due)},
                       {"page", action.evidence.page}});
  }
  return {{"id", step.memo.key},
          {"path", step.memo.path},
          {"page", step.page},
          {"date", or_null(step.memo.date)},
          {"body", or_null(step.memo.body)},
          {"item", or_null(step.number)},
          {"title", or_null(step.title)},
          {"decisions", decisions},
          {"actions", actions}};
}

Json json_of(const Thread& thread) {
  Json steps = Json::array();
  for (const ThreadStep& step : thread.steps) steps.push_back(json_of(step));
  return {{"case_numbers", thread.case_numbers}, {"title", title_of(thread)}, {"steps", steps}};
}

struct CsvFact {
  std::string_view fact;  // decision, action or nothing
  std::string kind, who, due, text;
};

// A row for each decision and action of each step; a step without any has one row.
void print_csv(const Thread& thread, std::size_t number, std::ostream& out) {
  for (const ThreadStep& step : thread.steps) {
    std::vector<CsvFact> facts;
    for (const Decision& decision : step.decisions)
      facts.push_back({"decision", std::string(name_of(decision.kind)), "", "", decision.text});
    for (const Action& action : step.actions)
      facts.push_back(
          {"action", "", action.who.value_or(""), action.due.value_or(""), action.what});
    if (facts.empty()) facts.emplace_back();
    for (const CsvFact& fact : facts) {
      out << number << ',' << csv_cell(joined(thread.case_numbers, ", ")) << ',' << step.memo.key
          << ',' << csv_cell(step.memo.path) << ',' << step.page << ','
          << csv_cell(step.memo.date.value_or("")) << ',' << csv_cell(step.memo.body.value_or(""))
          << ',' << csv_cell(step.number.value_or("")) << ',' << csv_cell(step.title.value_or(""))
          << ',' << fact.fact << ',' << fact.kind << ',' << csv_cell(fact.who) << ','
          << csv_cell(fact.due) << ',' << csv_cell(fact.text) << "\r\n";
    }
  }
}

void print(const std::vector<Thread>& threads, ThreadFormat format, Streams streams) {
  if (format == ThreadFormat::csv)
    streams.out
        << "thread,case_numbers,id,path,page,date,body,item,title,fact,kind,who,due,text\r\n";
  for (std::size_t i = 0; i < threads.size(); ++i) {
    switch (format) {
      case ThreadFormat::people:
        print(threads[i], streams);
        break;
      case ThreadFormat::json:
        streams.out << json_of(threads[i]).dump(-1, ' ', false, Json::error_handler_t::replace)
                    << '\n';
        break;
      case ThreadFormat::csv:
        print_csv(threads[i], i + 1, streams.out);
        break;
    }
  }
}

}  // namespace

int threads(const ThreadsOptions& options, Streams streams) {
  ThreadQuery query;
  const auto case_number = parse_case_number(options.what);
  if (case_number && options.item.empty()) {
    query.case_number = case_number->key;
  } else if (!options.what.empty()) {
    int exit_code = exit_done;
    const auto memo = find_one_memo(options.corpus, options.what, streams, exit_code);
    if (!memo) return exit_code;
    query.memo = memo->name.id;
    if (!options.item.empty()) query.item = options.item;
  }
  auto corpus = Corpus::open(options.corpus, Access::read);
  if (!corpus) return could_not_run(corpus.error(), streams);
  const auto found = find_threads(corpus.value(), query);
  if (!found) return could_not_run(found.error(), streams);
  if (found.value().empty()) {
    streams.err << (options.what.empty() ? "muistio: no matter goes through two memos or more\n"
                                         : "muistio: no such matter goes through the memos\n");
    return exit_nothing_found;
  }
  print(found.value(), options.format, streams);
  return exit_done;
}

}  // namespace muistio
