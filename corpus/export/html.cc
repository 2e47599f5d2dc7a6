#include <algorithm>
#include <ostream>

#include "corpus/export/formats.h"
#include "corpus/export/markup.h"
#include "corpus/unicode.h"

namespace muistio {
namespace {

constexpr std::string_view style =
    "body{font:16px/1.5 sans-serif;max-width:60rem;margin:2rem auto;padding:0 1rem;"
    "color:#1a1a1a;background:#fff}"
    "table{border-collapse:collapse}td,th{text-align:left;vertical-align:top;padding:.15rem .8rem "
    ".15rem 0}"
    "pre{white-space:pre-wrap;font:inherit}mark{background:#fff3b0}:target{outline:2px solid "
    "#b35900}"
    "@media(prefers-color-scheme:dark){body{color:#eee;background:#161616}mark{background:#5a4a00;"
    "color:inherit}a{color:#9cf}}";

// A fact that the text is linked from and to.
struct Anchor {
  Span span;
  std::string id;
};

class HtmlPage {
 public:
  HtmlPage(const Memo& memo, const Document& document) : memo_(memo), document_(document) {}

  void write(std::ostream& out) {
    const std::string title = escaped_markup(title_of());
    const std::string language = memo_.language == "und" ? "fi" : memo_.language;
    out << "<!DOCTYPE html>\n<html lang=\"" << escaped_markup(language)
        << "\">\n<head><meta charset=\"utf-8\">"
           "<meta name=\"viewport\" content=\"width=device-width\">"
           "<meta http-equiv=\"Content-Security-Policy\" content=\"default-src 'none'; "
           "style-src 'unsafe-inline'\">\n<title>"
        << title << "</title>\n<style>" << style << "</style></head>\n<body>\n<main>\n<h1>" << title
        << "</h1>\n";
    write_header(out);
    write_attendees(out);
    write_decisions(out);
    write_actions(out);
    write_text(out);
    out << "</main>\n</body>\n</html>\n";
  }

 private:
  std::string title_of() const {
    if (memo_.meeting && memo_.meeting->title) return memo_.meeting->title->value;
    if (memo_.meeting && memo_.meeting->body) return memo_.meeting->body->value;
    return memo_.source.path;
  }

  // A link to where the fact stands in the text.
  std::string link(const Evidence& evidence, const std::string& id) {
    anchors_.push_back({evidence.span, id});
    return "<a href=\"#" + id + "\">p. " + std::to_string(evidence.page) + "</a>";
  }

  void write_header(std::ostream& out) {
    out << "<table>\n";
    const auto row = [&](const char* name, const std::optional<Stated>& stated) {
      if (!stated) return;
      out << "<tr><th scope=\"row\">" << name << "</th><td>" << escaped_markup(stated->value)
          << "</td><td>" << link(stated->evidence, std::string("header-") + name) << "</td></tr>\n";
    };
    if (memo_.meeting) {
      row("body", memo_.meeting->body);
      row("number", memo_.meeting->number);
      row("date", memo_.meeting->date);
      row("start", memo_.meeting->start);
      row("end", memo_.meeting->end);
      row("place", memo_.meeting->place);
    }
    out << "<tr><th scope=\"row\">file</th><td colspan=\"2\">" << escaped_markup(memo_.source.path)
        << "</td></tr>\n</table>\n";
  }

  void write_attendees(std::ostream& out) {
    if (memo_.attendees.empty()) return;
    out << "<h2>Attendees</h2>\n<table>\n";
    for (std::size_t i = 0; i < memo_.attendees.size(); ++i) {
      const Attendee& attendee = memo_.attendees[i];
      out << "<tr><td>" << escaped_markup(attendee.name) << "</td><td>"
          << name_of(attendee.presence) << "</td><td>"
          << (attendee.role ? name_of(*attendee.role) : std::string_view()) << "</td><td>"
          << link(attendee.evidence, "attendee-" + std::to_string(i + 1)) << "</td></tr>\n";
    }
    out << "</table>\n";
  }

  void write_decisions(std::ostream& out) {
    if (memo_.decisions.empty()) return;
    out << "<h2>Decisions</h2>\n<ul>\n";
    for (std::size_t i = 0; i < memo_.decisions.size(); ++i) {
      const Decision& decision = memo_.decisions[i];
      out << "<li>" << escaped_markup(decision.text) << " (" << name_of(decision.kind) << ", "
          << link(decision.evidence, "decision-" + std::to_string(i + 1)) << ")</li>\n";
    }
    out << "</ul>\n";
  }

  void write_actions(std::ostream& out) {
    if (memo_.actions.empty()) return;
    out << "<h2>Actions</h2>\n<ul>\n";
    for (std::size_t i = 0; i < memo_.actions.size(); ++i) {
      const Action& action = memo_.actions[i];
      out << "<li>" << (action.who ? escaped_markup(*action.who) + ": " : "")
          << escaped_markup(action.what)
          << (action.due ? ", by " + escaped_markup(*action.due) : "") << " ("
          << link(action.evidence, "action-" + std::to_string(i + 1)) << ")</li>\n";
    }
    out << "</ul>\n";
  }

  // The reading text, each fact's words marked; of two that overlap the first is marked and
  // the other's anchor stands before it.
  void write_text(std::ostream& out) {
    std::stable_sort(anchors_.begin(), anchors_.end(), [](const Anchor& one, const Anchor& other) {
      return one.span.begin < other.span.begin;
    });
    out << "<h2>Text</h2>\n<pre>";
    std::size_t at = 0;
    for (const Anchor& anchor : anchors_) {
      if (anchor.span.end > document_.text.size() || anchor.span.begin > anchor.span.end) continue;
      if (anchor.span.begin < at) {
        out << "<span id=\"" << anchor.id << "\"></span>";
        continue;
      }
      out << escaped_markup(document_.at({at, anchor.span.begin})) << "<mark id=\"" << anchor.id
          << "\">" << escaped_markup(document_.at(anchor.span)) << "</mark>";
      at = anchor.span.end;
    }
    out << escaped_markup(document_.at({at, document_.text.size()})) << "</pre>\n";
  }

  const Memo& memo_;
  const Document& document_;
  std::vector<Anchor> anchors_;
};

class HtmlWriter : public ExportWriter {
 public:
  explicit HtmlWriter(ExportTarget& target) : target_(target) {}

  Result<Done> write(const ExportedMemo& exported) override {
    std::string name = exported.memo.id();
    if (const auto hash = name.find('#'); hash != std::string::npos) name[hash] = '-';
    auto out = target_.begin(name + ".html");
    if (!out) return out.error();
    HtmlPage(exported.memo, exported.document).write(*out.value());
    auto closed = target_.close();
    if (!closed) return closed.error();
    return Done{};
  }
  Result<Done> finish() override { return Done{}; }

 private:
  ExportTarget& target_;
};

}  // namespace

std::unique_ptr<ExportWriter> make_html_writer(ExportTarget& target) {
  return std::make_unique<HtmlWriter>(target);
}

}  // namespace muistio
