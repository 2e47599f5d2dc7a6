#include <algorithm>
#include <ostream>

#include "corpus/export/formats.h"
#include "corpus/export/markup.h"
#include "corpus/export/removed_file.h"
#include "corpus/unicode.h"

namespace muistio {
namespace {

constexpr std::string_view style =
    "body{font:16px/1.5 sans-serif;max-width:60rem;margin:2rem auto;padding:0 1rem;"
    "color:#1a1a1a;background:#fff}"
    "table{border-collapse:collapse}td,th{text-align:left;vertical-align:top;padding:.15rem .8rem "
    ".15rem 0}a[href^='#']{white-space:nowrap}"
    "small{color:#555;font-size:.85em}pre{white-space:pre-wrap;overflow-wrap:anywhere;font:inherit}"
    "mark{background:#fff3b0;color:inherit}:target{outline:2px solid #b35900}"
    ".page{display:block;margin:1rem 0;border-top:1px solid #999;color:#555;font-size:.85em}"
    "@media(prefers-color-scheme:dark){body{color:#eee;background:#161616}mark{background:#5a4a00}"
    "small,.page{color:#aaa}a{color:#9cf}}"
    "@media print{body{max-width:none;margin:0}}";

// Up to the heading. The page's own words are English.
void write_page_head(std::ostream& out, std::string_view title, std::string_view lang) {
  const std::string name = escaped_markup(title);
  out << "<!DOCTYPE html>\n<html lang=\"en\">\n<head><meta charset=\"utf-8\">"
         "<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">"
         "<meta http-equiv=\"Content-Security-Policy\" content=\"default-src 'none'; "
         "style-src 'unsafe-inline'\">\n<title>"
      << name << "</title>\n<style>" << style << "</style></head>\n<body>\n<main>\n<h1" << lang
      << ">" << name << "</h1>\n";
}

constexpr std::string_view page_end = "</main>\n</body>\n</html>\n";

std::string title_of(const Memo& memo) {
  if (memo.meeting && memo.meeting->title) return memo.meeting->title->value;
  if (memo.meeting && memo.meeting->body) return memo.meeting->body->value;
  return memo.source.path;
}

std::string lang_of(const Memo& memo) {
  return " lang=\"" + escaped_markup(memo.language) + "\"";
}

// A fact that the text is linked from and to.
struct Anchor {
  Span span;
  std::string id;
};

class HtmlPage {
 public:
  HtmlPage(const Memo& memo, const Document& document) : memo_(memo), document_(document) {}

  void write(std::ostream& out) {
    write_page_head(out, title_of(memo_), lang());
    write_header(out);
    write_attendees(out);
    write_items(out);
    write_decisions(out);
    write_actions(out);
    write_text(out);
    out << page_end;
  }

 private:
  // Of what the paper says.
  std::string lang() const { return lang_of(memo_); }

  std::string said(std::string_view text) const {
    return "<span" + lang() + ">" + escaped_markup(text) + "</span>";
  }

  // "vice chair"
  static std::string in_words(std::string_view name) {
    std::string words(name);
    std::replace(words.begin(), words.end(), '_', ' ');
    return words;
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
      out << "<tr><th scope=\"row\">" << name << "</th><td>" << said(stated->value) << "</td><td>"
          << link(stated->evidence, std::string("header-") + name) << "</td></tr>\n";
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
          << name_of(attendee.presence) << (attendee.remote ? ", remote" : "")
          << (attendee.partial ? ", " + said(*attendee.partial) : "") << "</td><td>"
          << (attendee.role ? in_words(name_of(*attendee.role)) : "") << "</td><td>"
          << (attendee.title ? said(*attendee.title) : "")
          << (attendee.title && attendee.organisation ? ", " : "")
          << (attendee.organisation ? said(*attendee.organisation) : "") << "</td><td>"
          << link(attendee.evidence, "attendee-" + std::to_string(i + 1)) << "</td></tr>\n";
    }
    out << "</table>\n";
  }

  void write_items(std::ostream& out) {
    if (memo_.items.empty()) return;
    out << "<h2>Agenda</h2>\n<table>\n";
    for (std::size_t i = 0; i < memo_.items.size(); ++i) {
      const AgendaItem& item = memo_.items[i];
      out << "<tr><td>" << (item.number ? escaped_markup(*item.number) : "") << "</td><td>"
          << said(item.title) << "</td><td>" << link(item.evidence, "item-" + std::to_string(i + 1))
          << "</td></tr>\n";
    }
    out << "</table>\n";
  }

  void write_decisions(std::ostream& out) {
    if (memo_.decisions.empty()) return;
    out << "<h2>Decisions</h2>\n<ul>\n";
    for (std::size_t i = 0; i < memo_.decisions.size(); ++i) {
      const Decision& decision = memo_.decisions[i];
      out << "<li>" << said(decision.text) << " <small>" << name_of(decision.kind)
          << (decision.item ? ", item " + escaped_markup(*decision.item) : "") << ", "
          << link(decision.evidence, "decision-" + std::to_string(i + 1)) << "</small>";
      if (decision.proposal)
        out << "<div><small>proposed: " << said(*decision.proposal) << "</small></div>";
      out << "</li>\n";
    }
    out << "</ul>\n";
  }

  void write_actions(std::ostream& out) {
    if (memo_.actions.empty()) return;
    out << "<h2>Actions</h2>\n<ul>\n";
    for (std::size_t i = 0; i < memo_.actions.size(); ++i) {
      const Action& action = memo_.actions[i];
      out << "<li>" << said(action.what) << " <small>"
          << (action.who ? escaped_markup(*action.who) + ", " : "")
          << (action.due ? "by " + escaped_markup(*action.due) + ", " : "")
          << link(action.evidence, "action-" + std::to_string(i + 1)) << "</small></li>\n";
    }
    out << "</ul>\n";
  }

  // A part of the reading text, with a line where another page begins.
  void write_part(std::ostream& out, Span part) {
    std::size_t at = part.begin;
    for (; page_ < document_.pages.size(); ++page_) {
      const std::size_t begin = document_.pages[page_].span.begin;
      if (begin >= part.end && begin != document_.text.size()) break;
      const std::size_t edge = std::clamp(begin, at, part.end);
      out << escaped_markup(document_.at({at, edge}));
      at = edge;
      if (document_.pages.size() > 1)
        out << "<span class=\"page\" lang=\"en\">Page " << document_.pages[page_].number
            << "</span>";
    }
    out << escaped_markup(document_.at({at, part.end}));
  }

  // The reading text, each fact's words marked; of two that overlap the first is marked and
  // the other's anchor stands before it.
  void write_text(std::ostream& out) {
    std::stable_sort(anchors_.begin(), anchors_.end(), [](const Anchor& one, const Anchor& other) {
      return one.span.begin < other.span.begin;
    });
    out << "<h2>Text</h2>\n<pre" << lang() << ">";
    std::size_t at = 0;
    for (const Anchor& anchor : anchors_) {
      if (anchor.span.end > document_.text.size() || anchor.span.begin > anchor.span.end) continue;
      if (anchor.span.begin < at) {
        out << "<span id=\"" << anchor.id << "\"></span>";
        continue;
      }
      write_part(out, {at, anchor.span.begin});
      out << "<mark id=\"" << anchor.id << "\">";
      write_part(out, anchor.span);
      out << "</mark>";
      at = anchor.span.end;
    }
    write_part(out, {at, document_.text.size()});
    out << "</pre>\n";
  }

  const Memo& memo_;
  const Document& document_;
  std::vector<Anchor> anchors_;
  std::size_t page_ = 0;  // The next one whose beginning is to be shown.
};

// index.html beside the pages of the memos, begun with the first row.
class IndexPage {
 public:
  explicit IndexPage(ExportTarget& target) : target_(target) {}

  Result<Done> write(const Memo& memo, std::string_view page) {
    if (!file_) {
      auto file = target_.begin("index.html");
      if (!file) return file.error();
      file_ = std::move(file).value();
      write_page_head(file_->out(), "Memos", "");
      file_->out() << "<table>\n<tr><th scope=\"col\">date</th><th scope=\"col\">memo</th>"
                      "<th scope=\"col\">file</th></tr>\n";
    }
    const bool has_date = memo.meeting && memo.meeting->date;
    file_->out() << "<tr><td>" << (has_date ? escaped_markup(memo.meeting->date->value) : "")
                 << "</td><td><a" << lang_of(memo) << " href=\"" << page << "\">"
                 << escaped_markup(title_of(memo)) << "</a></td><td><small>"
                 << escaped_markup(memo.source.path) << "</small></td></tr>\n";
    return Done{};
  }

  Result<Done> finish() {
    if (!file_) return Done{};
    file_->out() << "</table>\n" << page_end;
    const auto closed = file_->close();
    if (!closed) return closed.error();
    return Done{};
  }

 private:
  ExportTarget& target_;
  std::unique_ptr<ExportFile> file_;
};

class HtmlWriter : public ExportWriter {
 public:
  explicit HtmlWriter(ExportTarget& target) : target_(target), index_(target), removed_(target) {}

  Result<Done> write(const ExportedMemo& exported) override {
    std::string name = exported.memo.id();
    if (const auto hash = name.find('#'); hash != std::string::npos) name[hash] = '-';
    name += ".html";
    auto file = target_.begin(name);
    if (!file) return file.error();
    HtmlPage(exported.memo, exported.document).write(file.value()->out());
    const auto closed = file.value()->close();
    if (!closed) return closed.error();
    return target_.is_whole_folder() ? index_.write(exported.memo, name) : Done{};
  }
  Result<Done> write_removed(std::string_view key, std::string_view removed_at) override {
    return removed_.write(key, removed_at);
  }
  Result<Done> finish() override {
    if (auto finished = index_.finish(); !finished) return finished;
    return removed_.finish();
  }

 private:
  ExportTarget& target_;
  IndexPage index_;
  RemovedFile removed_;
};

}  // namespace

std::unique_ptr<ExportWriter> make_html_writer(ExportTarget& target) {
  return std::make_unique<HtmlWriter>(target);
}

}  // namespace muistio
