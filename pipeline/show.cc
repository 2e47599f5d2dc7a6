#include "pipeline/show.h"

#include <fmt/format.h>

#include <algorithm>
#include <ostream>

#include "corpus/record.h"
#include "corpus/unicode.h"
#include "pipeline/one_memo.h"
#include "pipeline/terminal.h"

namespace muistio {
namespace {

using Rows = std::vector<std::vector<std::string>>;

std::string page_of(const Evidence& evidence) {
  return "p. " + std::to_string(evidence.page);
}

// "1 page", "3 pages", "pages 4–6 of 12".
std::string pages_of(const Source& source) {
  const int count = source.last_page - source.first_page + 1;
  if (count == source.total_pages) return std::to_string(count) + (count == 1 ? " page" : " pages");
  return "pages " + std::to_string(source.first_page) + "–" + std::to_string(source.last_page) +
         " of " + std::to_string(source.total_pages);
}

// Whether the decision stands under the item.
bool stands_under(const Decision& decision, const AgendaItem& item) {
  return item.extent.contains(decision.evidence.span) ||
         (decision.item && decision.item == item.number);
}

class MemoPrinter {
 public:
  MemoPrinter(const OneMemo& one, Streams streams)
      : memo_(one.memo),
        out_(streams.out),
        style_(streams.terminal),
        width_(line_width_of_text(streams.terminal)) {}

  void print() {
    print_header();
    print_attendees();
    print_items();
    print_actions();
    print_dates();
    print_amounts();
    print_issues();
  }

 private:
  void print_header() {
    const Source& source = memo_.source;
    Rows rows{{"File", harmless(source.path)}, {"Id", memo_.id()}};
    if (memo_.meeting) {
      const Meeting& meeting = *memo_.meeting;
      const auto add = [&rows](const char* name, const std::optional<Stated>& stated) {
        if (stated) rows.push_back({name, harmless(stated->value)});
      };
      add("Body", meeting.body);
      add("Title", meeting.title);
      add("Number", meeting.number);
      add("Date", meeting.date);
      add("Begins", meeting.start);
      add("Ends", meeting.end);
      add("Place", meeting.place);
    }
    const std::string kind = std::string(name_of(memo_.kind)) + ", " + memo_.language + ", " +
                             pages_of(source) + ", text: " + std::string(name_of(source.text));
    rows.push_back({"Kind", kind});
    if (!memo_.meeting) rows.push_back({"Meeting", "this paper records no meeting"});
    out_ << aligned(rows, "", width_);
  }

  void head(const char* title, std::size_t count) {
    if (count > 0) out_ << '\n' << style_.strong(title) << " (" << count << ")\n";
  }

  void print_attendees() {
    head("Attendees", memo_.attendees.size());
    Rows rows;
    for (const Attendee& attendee : memo_.attendees) {
      std::string more;
      for (const auto* text : {&attendee.title, &attendee.organisation, &attendee.partial})
        if (*text) more += (more.empty() ? "" : ", ") + harmless(**text);
      if (attendee.remote) more += more.empty() ? "remote" : ", remote";
      rows.push_back({harmless(attendee.name), std::string(name_of(attendee.presence)),
                      attendee.role ? std::string(name_of(*attendee.role)) : "", more});
    }
    out_ << aligned(rows, "  ", width_);
  }

  // The agenda with the decisions under their items.
  void print_items() {
    head("Items", memo_.items.size());
    std::vector<bool> printed(memo_.decisions.size());
    for (const AgendaItem& item : memo_.items) {
      out_ << style_.entry("  " + (item.number ? harmless(*item.number) + "  " : ""), item.title,
                           page_of(item.evidence), width_);
      for (std::size_t i = 0; i < memo_.decisions.size(); ++i) {
        if (printed[i] || !stands_under(memo_.decisions[i], item)) continue;
        print(memo_.decisions[i], "    → ");
        printed[i] = true;
      }
    }
    const auto rest = static_cast<std::size_t>(std::count(printed.begin(), printed.end(), false));
    head(rest == memo_.decisions.size() ? "Decisions" : "Other decisions", rest);
    for (std::size_t i = 0; i < memo_.decisions.size(); ++i)
      if (!printed[i]) print(memo_.decisions[i], "  → ");
  }

  void print(const Decision& decision, std::string_view lead) {
    std::string note = std::string(name_of(decision.kind)) + ", " + page_of(decision.evidence);
    if (decision.vote) {
      const auto count = [](const std::optional<int>& votes) {
        return votes ? std::to_string(*votes) : std::string("?");
      };
      note += ", votes " + count(decision.vote->in_favour) + "–" + count(decision.vote->against) +
              "–" + count(decision.vote->abstain);
    }
    out_ << style_.entry(lead, decision.text, note, width_);
    if (decision.proposal) {
      const std::string indent(code_points(lead), ' ');
      out_ << style_.faint(style_.entry(indent, "proposed: " + *decision.proposal, "", width_));
    }
  }

  void print_actions() {
    head("Actions", memo_.actions.size());
    for (const Action& action : memo_.actions) {
      const std::string who = action.who ? *action.who + ": " : "";
      const std::string due = action.due ? "by " + harmless(*action.due) + ", " : "";
      out_ << style_.entry("  ", who + action.what, due + page_of(action.evidence), width_);
    }
  }

  void print_dates() {
    head("Dates", memo_.dates.size());
    Rows rows;
    for (const DateMention& date : memo_.dates) {
      rows.push_back({harmless(date.value), std::string(name_of(date.use)), page_of(date.evidence),
                      harmless(date.text)});
    }
    out_ << aligned(rows, "  ", width_);
  }

  void print_amounts() {
    head("Amounts", memo_.amounts.size());
    Rows rows;
    for (const Amount& amount : memo_.amounts)
      rows.push_back({fmt::format("{:.2f} {}", amount.value, amount.currency),
                      page_of(amount.evidence), harmless(amount.text)});
    out_ << aligned(rows, "  ", width_);
  }

  void print_issues() {
    head("Warnings", memo_.issues.size());
    Rows rows;
    for (const Issue& issue : memo_.issues) {
      rows.push_back({issue.code, issue.page ? "p. " + std::to_string(*issue.page) : "",
                      harmless(issue.message)});
    }
    out_ << aligned(rows, "  ", width_);
  }

  const Memo& memo_;
  std::ostream& out_;
  Style style_;
  std::size_t width_;
};

void print_text(const OneMemo& one, Streams streams) {
  std::string_view text = one.document.text;
  while (true) {
    const std::size_t end = text.find('\n');
    streams.out << harmless(text.substr(0, end)) << '\n';
    if (end == std::string_view::npos) return;
    text.remove_prefix(end + 1);
  }
}

}  // namespace

int show(const ShowOptions& options, Streams streams) {
  int exit_code = exit_done;
  bool is_first = true;
  for (const std::string& name : options.memos) {
    int trouble = exit_done;
    const auto one = find_one_memo(options.corpus, name, streams, trouble);
    exit_code = std::max(exit_code, trouble);
    if (!one) continue;
    if (options.json) {
      const WithText with_text = options.text ? WithText::yes : WithText::no;
      streams.out << record_json(one->memo, one->document, with_text) << '\n';
      continue;
    }
    if (!is_first) streams.out << '\n';
    is_first = false;
    if (options.text) {
      print_text(*one, streams);
    } else {
      MemoPrinter(*one, streams).print();
    }
  }
  return exit_code;
}

}  // namespace muistio
