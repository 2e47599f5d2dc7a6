#include <CLI/CLI.hpp>
#include <algorithm>
#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <functional>
#include <iostream>
#include <iterator>
#include <optional>
#include <ostream>
#include <sstream>

#include "pipeline/arguments_complaint.h"
#include "pipeline/arguments_help.h"
#include "pipeline/arguments_settings.h"
#include "pipeline/check.h"
#include "pipeline/doctor.h"
#include "pipeline/evaluate.h"
#include "pipeline/export_command.h"
#include "pipeline/extract.h"
#include "pipeline/load.h"
#include "pipeline/pages.h"
#include "pipeline/people_command.h"
#include "pipeline/program.h"
#include "pipeline/rules_command.h"
#include "pipeline/search_command.h"
#include "pipeline/series_command.h"
#include "pipeline/show.h"
#include "pipeline/status.h"
#include "pipeline/terminal.h"
#include "pipeline/threads_command.h"
#include "pipeline/why.h"

namespace muistio {
namespace {

// What the command line asked for: filled in while it is parsed, run afterwards.
using Task = std::function<int(Streams)>;

struct Command {
  const char* name;
  const char* summary;
  const char* example;  // Shown at the end of --help.
  // Declares the options and sets the task that runs when this command is chosen.
  void (*declare)(CLI::App& command, Task& task);
};

std::string example_of(const char* command) {
  return std::string("Example:\n  ") + command;
}

// Pages are read in a window, and printed into others.
std::size_t help_width(const Streams& streams) {
  constexpr std::size_t usual = 80, widest = 100;
  return streams.terminal ? std::min(line_width(0, true), widest) : usual;
}

// How files are read, for every command that reads some.
void declare_reading(CLI::App& command, ReadingSettings& reading) {
  command.add_option("--jobs,-j", reading.jobs, "worker processes (default: one for each core)")
      ->check(CLI::Range(1, 512));
  command.add_flag("!--no-ocr", reading.ocr, "leave pages without a text layer unread");
  command.add_option("--rules", reading.rules, "a folder of rules that add to or replace ours")
      ->type_name("FOLDER");
  command
      .add_option("--page-seconds", reading.page_seconds, "seconds of CPU time allowed for a page")
      ->check(CLI::Range(1, 86400))
      ->capture_default_str();
  command
      .add_option("--document-seconds", reading.document_seconds,
                  "the same for a document; then the pages read so far are kept")
      ->check(CLI::Range(1, 86400))
      ->capture_default_str();
  command.add_option("--memory", reading.memory_megabytes, "megabytes allowed to a worker")
      ->check(CLI::Range(64, 1 << 20))
      ->capture_default_str();
  command.add_option("--file-size", reading.file_megabytes, "megabytes allowed to a file")
      ->check(CLI::Range(1, 1 << 12))
      ->capture_default_str();
  command.add_flag("!--no-sandbox", reading.sandbox,
                   "run workers without seccomp and Landlock, for files that you trust");
}

// The paths that a file lists, a line each or with NUL between them ("find -print0").
std::vector<std::string> listed_paths(const std::string& file) {
  std::ifstream opened;
  if (file != "-") opened.open(file, std::ios::binary);
  std::istream& input = file == "-" ? std::cin : opened;
  if (!input || std::filesystem::is_directory(file))
    throw CLI::ValidationError("--files-from", "'" + file + "' cannot be read");
  std::string text{std::istreambuf_iterator<char>(input), {}};
  const char separator = text.find('\0') != std::string::npos ? '\0' : '\n';
  constexpr std::string_view byte_order_mark = "\xEF\xBB\xBF";
  if (text.starts_with(byte_order_mark)) text.erase(0, byte_order_mark.size());
  std::vector<std::string> paths;
  for (std::string& path : CLI::detail::split(text, separator)) {
    if (separator == '\n' && path.ends_with('\r')) path.pop_back();  // Made on Windows.
    if (!path.empty()) paths.push_back(std::move(path));
  }
  return paths;
}

// What is to be read: paths, or a list of them.
void declare_paths(CLI::App& command, std::vector<std::string>& paths, const char* what) {
  auto* given = command.add_option("PATH", paths, what);
  command
      .add_option_function<std::string>(
          "--files-from",
          [&paths](const std::string& file) {
            for (std::string& path : listed_paths(file)) paths.push_back(std::move(path));
          },
          "a file that lists paths, by lines or with NUL between; - for standard input")
      ->type_name("FILE")
      ->excludes(given);
}

void require_paths(const CLI::App& command) {
  if (command.count("PATH") + command.count("--files-from") == 0) throw CLI::RequiredError("PATH");
}

void declare_extract(CLI::App& command, Task& task) {
  auto options = std::make_shared<ExtractOptions>();
  declare_paths(command, options->paths, "PDF files and folders of them; - for one PDF on stdin");
  command.add_flag("--text", options->text, "add the reading text to each record");
  command.add_flag("--follow-links", options->follow_links, "read what links in folders point to");
  declare_reading(command, options->reading);
  command.callback([options, &command, &task] {
    require_paths(command);
    task = [options](Streams streams) { return extract(*options, streams); };
  });
}

void declare_corpus(CLI::App& command, std::string& corpus) {
  const char* named = std::getenv("MUISTIO_CORPUS");
  if (named && *named != '\0') corpus = named;
  command.add_option("--corpus", corpus, "the corpus file; MUISTIO_CORPUS names another")
      ->type_name("FILE")
      ->capture_default_str();
}

void declare_search(CLI::App& command, Task& task) {
  auto options = std::make_shared<SearchCommandOptions>();
  command.add_option("QUERY", options->words, "words, \"phrases\", OR, -not, prefix*, field:word")
      ->required();
  declare_corpus(command, options->corpus);
  command.add_option("--by", options->by, "what a hit is")
      ->check(CLI::IsMember({"pages", "memos", "decisions"}))
      ->capture_default_str();
  command.add_option("--sort", options->sort, "the order of hits")
      ->check(CLI::IsMember({"best", "newest", "oldest"}))
      ->capture_default_str();
  command
      .add_option("--limit", options->limit, "hits to show (default: 20; all with --json, --csv)")
      ->check(CLI::Range(1, 10'000'000));
  command.add_option("--offset", options->offset, "hits to leave out first")
      ->check(CLI::Range(0, 10'000'000));
  const auto add_format = [&](const char* name, HitFormat format, const char* what) {
    return command.add_flag_callback(
        name, [options, format] { options->format = format; }, what);
  };
  CLI::Option* const formats[] = {
      add_format("--json", HitFormat::json, "one JSON object a hit, a line each"),
      add_format("--csv", HitFormat::csv, "a table"),
      add_format("--kwic", HitFormat::concordance, "a concordance: every place in its context"),
      add_format("--histogram", HitFormat::histogram, "hits over time"),
  };
  for (CLI::Option* one : formats)
    for (CLI::Option* other : formats)
      if (one != other) one->excludes(other);
  command.add_option("--kwic-sort", options->kwic_sort, "by rank, or by the words before or after")
      ->check(CLI::IsMember({"rank", "before", "after"}))
      ->capture_default_str();
  command.add_flag("--facets", options->facets, "add counts by body, year, kind, person, decision");
  command
      .add_option("--width", options->width,
                  "characters a line (default: the terminal's; elsewhere snippets stay whole)")
      ->check(CLI::Range(40, 400));
  command.callback([options, &task] {
    task = [options](Streams streams) { return search(*options, streams); };
  });
}

void declare_show(CLI::App& command, Task& task) {
  auto options = std::make_shared<ShowOptions>();
  command.add_option("ID", options->memos, "beginning of a memo's id, its path or file name")
      ->required();
  declare_corpus(command, options->corpus);
  command.add_flag("--text", options->text, "the reading text");
  command.add_flag("--json", options->json, "the record");
  command.callback(
      [options, &task] { task = [options](Streams streams) { return show(*options, streams); }; });
}

void declare_why(CLI::App& command, Task& task) {
  auto options = std::make_shared<WhyOptions>();
  command.add_option("ID", options->memo, "beginning of a memo's id, its path or file name")
      ->required();
  declare_corpus(command, options->corpus);
  command.add_flag("--json", options->json, "one JSON object a fact, a line each");
  command.callback(
      [options, &task] { task = [options](Streams streams) { return why(*options, streams); }; });
}

void declare_pages(CLI::App& command, Task& task) {
  auto options = std::make_shared<PagesOptions>();
  command.add_option("FILE", options->path, "a PDF file")->required();
  const auto view = [&](const char* name, PagesView chosen, const char* what) {
    return command.add_flag_callback(
        name, [options, chosen] { options->view = chosen; }, what);
  };
  auto* words = view("--words", PagesView::words, "every word with its box and font");
  auto* lines = view("--lines", PagesView::lines, "every line with its row and cell");
  auto* blocks = view("--blocks", PagesView::blocks, "paragraphs, headings and tables (default)");
  auto* page =
      command.add_option("--page", options->page, "this page only")->check(CLI::Range(1, 1 << 20));
  const auto drawing = [&](const char* name, PagesView chosen, const char* what) {
    const auto choose = [options, chosen](int number) {
      options->view = chosen;
      options->page = number;
    };
    return command.add_option_function<int>(name, choose, what)
        ->type_name("PAGE")
        ->check(CLI::Range(1, 1 << 20));
  };
  auto* svg = drawing("--svg", PagesView::svg,
                      "draw the text of this page, with blocks, cells and reading order");
  auto* png = drawing("--png", PagesView::png, "draw the same on a picture of this page");
  words->excludes(lines, blocks, svg, png);
  lines->excludes(blocks, svg, png);
  svg->excludes(blocks, page, png);
  png->excludes(blocks, page);
  declare_reading(command, options->reading);
  command.callback(
      [options, &task] { task = [options](Streams streams) { return pages(*options, streams); }; });
}

// The states of "all" or of a list with commas.
std::set<FileState> parse_states(const std::string& text) {
  std::set<FileState> states;
  for (const StateRow& row : state_table) {
    if (text == "all" && row.attention) states.insert(row.state);
  }
  if (text == "all") return states;
  for (const std::string& name : CLI::detail::split(text, ',')) {
    const auto state = parse_state(name);
    if (!state) throw CLI::ValidationError("--retry", "there is no state '" + name + "'");
    states.insert(*state);
  }
  return states;
}

void declare_load(CLI::App& command, Task& task) {
  auto options = std::make_shared<LoadOptions>();
  declare_paths(command, options->paths, "PDF files and folders of them");
  declare_corpus(command, options->corpus);
  command.add_flag("--reprocess", options->reprocess,
                   "bring memos up to date that another version read, or other rules");
  auto retry = std::make_shared<std::string>();
  command.add_flag("--retry{all}", *retry,
                   "read failed files once more; --retry=locked,timeout for some states only");
  command.add_flag("--watch", options->watch,
                   "go on with what comes into the folders, until Ctrl-C");
  command
      .add_option("--quarantine", options->quarantine,
                  "a folder for links to the files that need attention")
      ->type_name("FOLDER");
  command.add_flag("--quarantine-copies", options->quarantine_copies, "copies instead of links");
  command.add_flag("--follow-links", options->follow_links, "read what links in folders point to");
  command.add_flag("--json", options->json, "the summary as JSON");
  command.add_flag_callback(
      "--json-progress", [options] { options->progress = ProgressKind::json; },
      "progress as JSON lines on standard error");
  command.add_flag_callback(
      "--quiet,-q", [options] { options->progress = ProgressKind::none; },
      "no progress line, and nothing at all when all is well");
  declare_reading(command, options->reading);
  command.callback([options, retry, &command, &task] {
    require_paths(command);
    if (!retry->empty()) options->retry = parse_states(*retry);
    task = [options](Streams streams) { return load(*options, streams); };
  });
}

void declare_evaluate(CLI::App& command, Task& task) {
  auto options = std::make_shared<EvaluateOptions>();
  command.add_option("GOLD_DIR", options->gold, "gold files, one a memo (docs/annotating.md)")
      ->required();
  command
      .add_option("PREDICTED", options->predicted, "records as extract prints them; - for stdin")
      ->required();
  auto* details =
      command.add_flag("--details", options->details, "list every miss and every extra");
  command.add_option("--only", options->only, "with --details: this field alone")
      ->type_name("FIELD")
      ->needs(details);
  command.add_flag("--calibration", options->calibration,
                   "show how often facts of each stated confidence are right");
  command.add_flag("--json", options->json, "the figures as one JSON object");
  command.callback([options, &task] {
    task = [options](Streams streams) { return evaluate(*options, streams); };
  });
}

void declare_status(CLI::App& command, Task& task) {
  auto options = std::make_shared<StatusOptions>();
  declare_corpus(command, options->corpus);
  auto* json = command.add_flag_callback(
      "--json", [options] { options->format = StatusFormat::json; }, "counts and files as JSON");
  command
      .add_flag_callback(
          "--csv", [options] { options->format = StatusFormat::csv; }, "the files as a table")
      ->excludes(json);
  command.add_flag("--all", options->all, "list every file, not only those that need attention");
  command.callback([options, &task] {
    task = [options](Streams streams) { return status(*options, streams); };
  });
}

void declare_check(CLI::App& command, Task& task) {
  auto options = std::make_shared<CheckOptions>();
  declare_corpus(command, options->corpus);
  command.add_flag(
      "--repair", options->repair,
      "mend what can be made again from the rest; what cannot, the next load reads anew");
  command.add_flag("!--no-files", options->fixity, "do not compare the source files");
  command.add_flag("--json", options->json, "the report as JSON");
  command.callback(
      [options, &task] { task = [options](Streams streams) { return check(*options, streams); }; });
}

void declare_doctor(CLI::App& command, Task& task) {
  command.callback([&task] { task = [](Streams streams) { return doctor(streams); }; });
}

void declare_people(CLI::App& command, Task& task) {
  auto options = std::make_shared<PeopleOptions>();
  command.add_option("NAME", options->name, "part of a name: these persons, memo by memo");
  declare_corpus(command, options->corpus);
  auto* merge =
      command
          .add_option("--merge", options->merge, "two names of one person, shown under the second")
          ->type_name("NAME");
  auto* split =
      command.add_option("--split", options->split, "two names of two persons")->type_name("NAME");
  auto* undo = command.add_flag("--undo", options->undo, "take the last --merge or --split back");
  merge->expected(2)->excludes(split)->excludes(undo);
  split->expected(2)->excludes(undo);
  command.add_flag("--json", options->json, "one JSON object a person, a line each");
  command.callback([options, &task] {
    task = [options](Streams streams) { return people(*options, streams); };
  });
}

void declare_series(CLI::App& command, Task& task) {
  auto options = std::make_shared<SeriesOptions>();
  command.add_option("BODY", options->body, "part of the name of a body");
  declare_corpus(command, options->corpus);
  command.add_flag("--json", options->json, "one JSON object a body, a line each");
  command.callback([options, &task] {
    task = [options](Streams streams) { return series(*options, streams); };
  });
}

void declare_threads(CLI::App& command, Task& task) {
  auto options = std::make_shared<ThreadsOptions>();
  auto* what = command.add_option("WHAT", options->what,
                                  "a case number, or a memo (default: all of two memos or more)");
  command.add_option("--item", options->item, "number of an agenda item of the memo")
      ->type_name("NUMBER")
      ->needs(what);
  declare_corpus(command, options->corpus);
  auto* json = command.add_flag_callback(
      "--json", [options] { options->format = ThreadFormat::json; },
      "one JSON object a thread, a line each");
  command
      .add_flag_callback(
          "--csv", [options] { options->format = ThreadFormat::csv; },
          "a table: a row for each decision and action")
      ->excludes(json);
  command.callback([options, &task] {
    task = [options](Streams streams) { return threads(*options, streams); };
  });
}

void declare_rules_list(CLI::App& command, const char* name, const char* summary,
                        const char* example, int (*run_it)(const RulesListOptions&, Streams),
                        Task& task) {
  auto options = std::make_shared<RulesListOptions>();
  CLI::App* part = command.add_subcommand(name, summary);
  part->footer(example_of(example));
  part->add_option("SUBJECT", options->subject, "only rules of it: date, decision, label ...");
  part->add_option("--rules", options->folder, "a folder of rules that add to or replace ours")
      ->type_name("FOLDER");
  part->callback([options, run_it, &task] {
    task = [options, run_it](Streams streams) { return run_it(*options, streams); };
  });
}

void declare_rules_words(CLI::App& command, Task& task) {
  auto options = std::make_shared<RulesWordsOptions>();
  CLI::App* part = command.add_subcommand("words", "print the word lists, or the words of one");
  part->footer(example_of("muistio rules words attendee_role"));
  part->add_option("LIST", options->list, "its name, as in attendee_role");
  part->add_option("--rules", options->folder, "a folder of rules that add to or replace ours")
      ->type_name("FOLDER");
  part->callback([options, &task] {
    task = [options](Streams streams) { return list_words(*options, streams); };
  });
}

void declare_rules_why(CLI::App& command, Task& task) {
  auto options = std::make_shared<RulesWhyOptions>();
  CLI::App* part = command.add_subcommand("why", "print one rule, and what it finds in a text");
  part->footer(example_of("muistio rules why date.numeric 'Kokous pidettiin 18.11.2024.'"));
  part->add_option("RULE", options->rule, "its id, as in date.numeric")->required();
  part->add_option("TEXT", options->text, "a text to try it on");
  part->add_option("--rules", options->folder, "a folder of rules that add to or replace ours")
      ->type_name("FOLDER");
  part->callback([options, &task] {
    task = [options](Streams streams) { return explain_rule(*options, streams); };
  });
}

void declare_rules(CLI::App& command, Task& task) {
  command.require_subcommand(1);
  declare_rules_list(command, "list", "print every rule with an example", "muistio rules list date",
                     list_rules, task);
  declare_rules_list(command, "test", "run the examples of every rule",
                     "muistio rules test --rules our-rules/", test_rules, task);
  declare_rules_words(command, task);
  declare_rules_why(command, task);
  auto options = std::make_shared<RulesDiffOptions>();
  CLI::App* part =
      command.add_subcommand("diff", "print which facts would come and go with your rules");
  part->footer(example_of("muistio rules diff --rules our-rules/ minutes/"));
  part->add_option("PATH", options->paths, "PDF files, folders of them, or a corpus file")
      ->required();
  declare_reading(*part, options->reading);
  part->get_option("--rules")->required();
  part->callback([options, &task] {
    task = [options](Streams streams) { return diff_rules(*options, streams); };
  });
}

void declare_export(CLI::App& command, Task& task) {
  auto options = std::make_shared<ExportOptions>();
  command.add_option("ID", options->memos, "memos by id, path or file name (default: all)");
  declare_corpus(command, options->corpus);
  command.add_option("--format,-f", options->format, "one of\n" + export_format_help())
      ->type_name("FORMAT")
      ->capture_default_str();
  command
      .add_option("--output,-o", options->output,
                  "a file, or a folder where the format makes several (default: stdout)")
      ->type_name("PATH");
  command.add_option("--query", options->query, "only memos that this search finds")
      ->type_name("QUERY");
  command
      .add_option("--since", options->since,
                  "only memos saved since (2024-11-18 or with T12:00:00Z, UTC)")
      ->type_name("TIME");
  command.callback([options, &task] {
    task = [options](Streams streams) { return export_memos(*options, streams); };
  });
}

// A new command is one row here and one pair of files.
constexpr Command command_table[] = {
    {"load", "read PDFs into a corpus file, every file accounted for",
     "muistio load minutes/ --corpus town.db", declare_load},
    {"extract", "print one JSON record a memo; no database",
     "muistio extract --text minutes/2024-11-18.pdf", declare_extract},
    {"search", "find pages, memos or decisions",
     "muistio search 'koulukuljetus päätös:maksu pvm:2014..2016' --corpus town.db", declare_search},
    {"show", "print one memo: header, attendees, decisions, dates",
     "muistio show pk-2024-11-18.pdf --corpus town.db", declare_show},
    {"why", "print every fact of a memo with page, rule, confidence and text",
     "muistio why 3f2a --corpus town.db", declare_why},
    {"export", "hand memos over: jsonl, csv, popolo, ical, akn, jsonld, html",
     "muistio export --format csv --output tables --corpus town.db", declare_export},
    {"people", "list persons with their presence over time",
     "muistio people --merge 'O. Kallio' 'Outi Kallio' --corpus town.db", declare_people},
    {"series", "list each body's meetings, with numbers and memos that are missing",
     "muistio series johtoryhmä --corpus town.db", declare_series},
    {"threads", "follow a matter from meeting to meeting, by case number or item",
     "muistio threads KHALL/45/02.03/2019 --corpus town.db", declare_threads},
    {"status", "tell what became of every file, and which need attention",
     "muistio status --csv --corpus town.db > attention.csv", declare_status},
    {"check", "test whether the corpus and the source files are whole",
     "muistio check --repair --corpus town.db", declare_check},
    {"doctor", "test whether this machine has what muistio needs", "muistio doctor",
     declare_doctor},
    {"rules", "list, test and compare the rules", "muistio rules list date", declare_rules},
    {"pages", "show what the reader saw on the pages of a file",
     "muistio pages --png 1 minutes/2024-11-18.pdf > page.png", declare_pages},
    {"evaluate", "compare records with memos annotated by hand",
     "muistio extract memos/ | muistio evaluate gold/ -", declare_evaluate},
};

bool takes_value(const CLI::App& command, const std::string& name) {
  const CLI::Option* option = command.get_option_no_throw(name);
  return option != nullptr && option->get_items_expected_max() > 0;
}

// The arguments of `search` with the words of the query at the end, after "--": they may begin
// with a minus.
std::vector<std::string> with_query_last(const std::vector<std::string>& arguments,
                                         const CLI::App& command) {
  std::vector<std::string> sorted, words;
  bool lacks_value = false;
  for (std::size_t i = 0; i < arguments.size(); ++i) {
    const std::string& argument = arguments[i];
    const bool is_option = argument == "-h" || (argument.size() > 2 && argument.starts_with("--"));
    if (argument != "--") (is_option || i == 0 ? sorted : words).push_back(argument);
    if (!is_option || !takes_value(command, argument)) continue;
    lacks_value = i + 1 == arguments.size();
    if (!lacks_value) sorted.push_back(arguments[++i]);
  }
  const auto is_minus = [](const std::string& word) { return word.starts_with('-'); };
  if (std::any_of(words.begin(), words.end(), is_minus)) sorted.push_back("--");
  // An option at the end takes no word of the query.
  const auto place = lacks_value ? sorted.end() - 1 : sorted.end();
  sorted.insert(place, words.begin(), words.end());
  return sorted;
}

// Of --config FILE and the like, which may stand before the command and behind it: the value,
// taken out of the arguments. Absent where it is not there, or has no value.
std::optional<std::string> take_option(std::vector<std::string>& arguments,
                                       const std::string& name) {
  const auto end = std::find(arguments.begin(), arguments.end(), "--");
  for (auto at = arguments.begin(); at != end; ++at) {
    const bool joined = at->starts_with(name + "=");
    if (!joined && (*at != name || at + 1 == end)) continue;
    std::string value = joined ? at->substr(name.size() + 1) : *(at + 1);
    arguments.erase(at, at + (joined ? 1 : 2));
    return value;
  }
  return std::nullopt;
}

// "help load" as "load --help".
void ask_for_help(std::vector<std::string>& arguments, const CLI::App& program) {
  if (arguments.empty() || arguments.front() != "help") return;
  while (!arguments.empty() && arguments.front() == "help") arguments.erase(arguments.begin());
  const bool is_known = arguments.empty() || find_command(program, arguments.front()) != nullptr;
  if (is_known) arguments.emplace_back("--help");
}

// "rules", "list" of "rules list dates".
std::vector<std::string> command_in(const std::vector<std::string>& arguments,
                                    const CLI::App& program) {
  std::vector<std::string> names;
  const CLI::App* at = &program;
  for (const std::string& argument : arguments) {
    at = find_command(*at, argument);
    if (at == nullptr) break;
    names.push_back(argument);
  }
  return names;
}

void declare_program(CLI::App& program, Task& task) {
  program.name("muistio");
  program.formatter(help_page());
  program.set_help_flag("-h,--help", "show this page");
  program.set_version_flag("--version", "muistio " MUISTIO_VERSION, "show the version");
  program.footer("muistio help COMMAND shows the page of a command.");
  program.require_subcommand(1);
  program.allow_config_extras(CLI::config_extras_mode::error);
  for (const Command& row : command_table) {
    CLI::App* command = program.add_subcommand(row.name, row.summary);
    command->footer(example_of(row.example));
    row.declare(*command, task);
  }
}

// As CLI11 wants them.
void parse(CLI::App& program, const std::vector<std::string>& arguments) {
  std::vector<std::string> read = arguments;
  const auto search = std::find(read.begin(), read.end(), "search");
  if (search - read.begin() == (read.empty() || read.front() != "--config" ? 0 : 2) &&
      search != read.end()) {
    const auto sorted = with_query_last({search, read.end()}, *program.get_subcommand("search"));
    read.erase(search, read.end());
    read.insert(read.end(), sorted.begin(), sorted.end());
  }
  std::reverse(read.begin(), read.end());
  program.parse(read);
}

// Whether the arguments are right by themselves, so that what is wrong stands in the settings.
bool are_right_alone(const std::vector<std::string>& arguments) {
  CLI::App program;
  Task unused;
  declare_program(program, unused);
  try {
    parse(program, arguments);
  } catch (const CLI::ParseError&) {
    return false;
  }
  return true;
}

// Whether colours and lines for a terminal are wanted; absent for a word that is none of these.
std::optional<bool> wants_terminal(const std::optional<std::string>& colour, bool is_terminal) {
  if (!colour || *colour == "auto") return is_terminal;
  if (*colour == "always") return true;
  return *colour == "never" ? std::optional(false) : std::nullopt;
}

}  // namespace

int run(const std::vector<std::string>& given, Streams streams) {
  CLI::App program{"Finds attendees, decisions and dates in Finnish meeting memos (PDF)"};
  Task task;
  declare_program(program, task);
  std::vector<std::string> arguments = given;
  const auto config = take_option(arguments, "--config");
  const auto colour = take_option(arguments, "--color");
  ask_for_help(arguments, program);
  const std::string file = config.value_or(settings_file());
  program
      .set_config("--config", file,
                  "settings for the options of commands, TOML: a [load] with jobs = 4")
      ->type_name("FILE");
  program.config_formatter(settings_reader(program, command_in(arguments, program), file));
  // Read before, and declared for the help.
  std::string unused;
  program.add_option("--color", unused, "colours: always, never, or auto, on a terminal alone")
      ->type_name("WHEN");
  const auto terminal = wants_terminal(colour, streams.terminal);
  if (!terminal) {
    streams.err << "muistio: --color: '" << harmless(*colour)
                << "' is none of always, never, auto (see muistio --help)\n";
    return exit_could_not_run;
  }
  const Streams wanted{streams.out, streams.err, *terminal};
  try {
    std::vector<std::string> read = arguments;
    if (config) read.insert(read.begin(), {"--config", file});
    parse(program, read);
  } catch (const CLI::ParseError& error) {
    if (error.get_exit_code() == 0) {
      std::ostringstream page;
      const int code = program.exit(error, page, streams.err);
      streams.out << in_lines(page.str(), help_width(wanted));
      return code;
    }
    const bool of_settings = error.get_name() != "ConfigError" && error.get_name() != "FileError" &&
                             are_right_alone(arguments);
    streams.err << "muistio: " << (of_settings ? "the settings file " + file + ": " : "")
                << complaint(error, program) << '\n';
    return exit_could_not_run;
  }
  return task(wanted);
}

}  // namespace muistio
