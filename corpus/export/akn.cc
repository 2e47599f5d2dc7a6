#include <map>
#include <ostream>
#include <sstream>

#include "corpus/export/edtf.h"
#include "corpus/export/formats.h"
#include "corpus/export/markup.h"
#include "corpus/export/removed_file.h"
#include "corpus/unicode.h"

namespace muistio {
namespace {

constexpr std::string_view unknown_day = "1000-01-01";  // FRBRdate takes nothing but a day.

// ISO 639-2, as FRBRlanguage wants it.
struct LanguageCode {
  std::string_view language, code;
};
constexpr LanguageCode language_codes[] = {{"fi", "fin"}, {"sv", "swe"}, {"en", "eng"}};

std::string language_code(std::string_view language) {
  for (const LanguageCode& row : language_codes)
    if (row.language == language) return std::string(row.code);
  return "und";
}

std::string attribute(std::string_view name, std::string_view value) {
  return " " + std::string(name) + "=\"" + escaped_markup(single_spaced(value)) + "\"";
}

std::string element(std::string_view name, std::string_view text) {
  return "<" + std::string(name) + ">" + escaped_markup(single_spaced(text)) + "</" +
         std::string(name) + ">";
}

class AknDocument {
 public:
  explicit AknDocument(const ExportedMemo& exported)
      : memo_(exported.memo), saved_day_(exported.saved_at.substr(0, 10)) {
    for (const Attendee& attendee : memo_.attendees) reference("person", attendee.name);
    if (memo_.meeting && memo_.meeting->body) reference("organization", memo_.meeting->body->value);
    if (memo_.meeting && memo_.meeting->place) reference("location", memo_.meeting->place->value);
    for (const Attendee& attendee : memo_.attendees)
      if (attendee.role) reference("role", name_of(*attendee.role));
    for (const Decision& decision : memo_.decisions) {
      if (!decision.vote) continue;
      for (const VoteCount& count : counts_of(*decision.vote)) reference("concept", count.choice);
      reference("concept", name_of(decision.kind));
    }
  }

  void write(std::ostream& out) {
    std::ostringstream body;  // Tells where the decisions stand that the head speaks of.
    write_items(body);
    out << "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n"
           "<akomaNtoso xmlns=\"http://docs.oasis-open.org/legaldocml/ns/akn/3.0\">\n"
           "<debate name=\"minutes\">\n";
    write_meta(out);
    write_preface(out);
    out << "<debateBody>\n";
    write_roll_call(out);
    out << body.str();
    write_adjournment(out);
    out << "</debateBody>\n</debate>\n</akomaNtoso>\n";
  }

 private:
  void reference(const std::string& kind, std::string_view name) {
    auto& ids = references_[kind];
    ids.emplace(name, kind + "_" + std::to_string(ids.size() + 1));
  }

  std::string id_of(const std::string& kind, std::string_view name) const {
    return references_.at(kind).find(std::string(name))->second;
  }

  std::string day() const {
    const auto days = memo_.meeting && memo_.meeting->date ? parse_days(memo_.meeting->date->value)
                                                           : std::nullopt;
    return days ? days->first.day : std::string(unknown_day);
  }

  // One of the three levels of identity: the URI of the whole, and that of its main part.
  struct Level {
    const char* name;
    std::string uri, component, date, date_name, more;
  };
  static void write_level(std::ostream& out, const Level& level) {
    out << "<" << level.name << "><FRBRthis" << attribute("value", level.uri + level.component)
        << "/><FRBRuri" << attribute("value", level.uri) << "/><FRBRdate"
        << attribute("date", level.date) << attribute("name", level.date_name)
        << "/><FRBRauthor href=\"#source\"/>" << level.more << "</" << level.name << ">\n";
  }

  void write_meta(std::ostream& out) const {
    const std::string language = language_code(memo_.language);
    const std::string pages = memo_.id().substr(memo_.source.sha256.size());  // Of a part.
    const std::string work = "/akn/fi/debate/minutes/" + day() + "/" +
                             memo_.source.sha256.substr(0, 16) +
                             (pages.empty() ? "" : "-" + pages.substr(1));
    const std::string expression = work + "/" + language + "@";
    out << "<meta>\n<identification source=\"#source\">\n";
    write_level(out, {"FRBRWork", work, "/!main", day(), "meeting", "<FRBRcountry value=\"fi\"/>"});
    write_level(out, {"FRBRExpression", expression, "/!main", day(), "meeting",
                      "<FRBRlanguage language=\"" + language + "\"/>"});
    write_level(out, {"FRBRManifestation", expression + "/!main.xml", "", saved_day_, "reading",
                      "<FRBRformat value=\"application/xml\"/>"});
    out << "</identification>\n";
    write_votes(out);
    out << "<references source=\"#source\">\n"
           "<TLCOrganization eId=\"source\" href=\"/ontology/organization/muistio\" "
           "showAs=\"muistio\"/>\n";
    static const std::map<std::string, std::string> names{{"person", "TLCPerson"},
                                                          {"organization", "TLCOrganization"},
                                                          {"role", "TLCRole"},
                                                          {"concept", "TLCConcept"},
                                                          {"location", "TLCLocation"}};
    if (memo_.meeting)
      out << "<TLCEvent eId=\"meeting\""
          << attribute("href", "/ontology/event/" + memo_.source.sha256.substr(0, 16))
          << attribute("showAs", memo_.meeting->title  ? memo_.meeting->title->value
                                 : memo_.meeting->body ? memo_.meeting->body->value
                                                       : memo_.source.path)
          << "/>\n";
    for (const auto& [kind, ids] : references_) {
      for (const auto& [name, id] : ids) {
        out << "<" << names.at(kind) << attribute("eId", id)
            << attribute("href", "/ontology/" + kind + "/" + id) << attribute("showAs", name)
            << "/>\n";
      }
    }
    out << "</references>\n</meta>\n";
  }

  struct VoteCount {
    std::string_view choice;
    int votes;
  };
  static std::vector<VoteCount> counts_of(const Vote& vote) {
    std::vector<VoteCount> counts;
    if (vote.in_favour) counts.push_back({"for", *vote.in_favour});
    if (vote.against) counts.push_back({"against", *vote.against});
    if (vote.abstain) counts.push_back({"abstain", *vote.abstain});
    return counts;
  }

  // Counts are metadata in this standard, and refer to the paragraph that states them.
  void write_votes(std::ostream& out) const {
    std::ostringstream votings;
    int number = 0;
    for (std::size_t d = 0; d < memo_.decisions.size(); ++d) {
      const Decision& decision = memo_.decisions[d];
      const auto counts = decision.vote ? counts_of(*decision.vote) : std::vector<VoteCount>{};
      if (counts.empty()) continue;
      const std::string id = "voting_" + std::to_string(++number);
      votings << "<voting" << attribute("eId", id)
              << attribute("outcome", "#" + id_of("concept", name_of(decision.kind)))
              << attribute("href", "#" + paragraphs_[d]) << ">";
      for (const VoteCount& count : counts) {
        votings << "<count" << attribute("eId", id + "__" + std::string(count.choice))
                << attribute("value", std::to_string(count.votes))
                << attribute("refersTo", "#" + id_of("concept", count.choice)) << "/>";
      }
      votings << "</voting>\n";
    }
    if (number > 0) {
      out << "<analysis source=\"#source\">\n<parliamentary>\n"
          << votings.str() << "</parliamentary>\n</analysis>\n";
    }
  }

  void write_time(std::ostream& out, const char* type, const std::optional<Stated>& time) const {
    if (!time) return;
    out << "<p><recordedTime" << attribute("type", type) << attribute("time", time->value + ":00")
        << ">" << escaped_markup(time->value) << "</recordedTime></p>\n";
  }

  // When the body is to meet next.
  void write_adjournment(std::ostream& out) const {
    std::ostringstream days;
    for (const DateMention& date : memo_.dates) {
      const auto when = parse_days(date.value);
      if (date.use != DateUse::next_meeting || !when) continue;
      days << "<p><date" << attribute("date", when->first.day) << ">"
           << escaped_markup(single_spaced(date.text)) << "</date></p>\n";
    }
    if (!days.str().empty())
      out << "<adjournment eId=\"adjournment\">\n" << days.str() << "</adjournment>\n";
  }

  void write_preface(std::ostream& out) const {
    if (!memo_.meeting) return;
    const Meeting& meeting = *memo_.meeting;
    const bool has_day = meeting.date && day() != unknown_day;
    // A preface must not be empty.
    if (!meeting.title && !meeting.body && !meeting.number && !has_day && !meeting.start &&
        !meeting.end && !meeting.place)
      return;
    out << "<preface>\n";
    if (meeting.title)
      out << "<p><docTitle>" << escaped_markup(single_spaced(meeting.title->value))
          << "</docTitle></p>\n";
    if (meeting.body) {
      out << "<p><organization eId=\"preface__organization_1\""
          << attribute("refersTo", "#" + id_of("organization", meeting.body->value)) << ">"
          << escaped_markup(single_spaced(meeting.body->value)) << "</organization></p>\n";
    }
    if (meeting.number)
      out << "<p><docNumber>" << escaped_markup(single_spaced(meeting.number->value))
          << "</docNumber></p>\n";
    if (has_day)
      out << "<p><docDate" << attribute("date", day()) << ">" << escaped_markup(meeting.date->value)
          << "</docDate></p>\n";
    write_time(out, "startEvent", meeting.start);
    write_time(out, "endEvent", meeting.end);
    if (meeting.place) {
      out << "<p><location eId=\"preface__location_1\""
          << attribute("refersTo", "#" + id_of("location", meeting.place->value)) << ">"
          << escaped_markup(single_spaced(meeting.place->value)) << "</location></p>\n";
    }
    out << "</preface>\n";
  }

  void write_roll_call(std::ostream& out) const {
    if (memo_.attendees.empty()) return;
    out << "<rollCall eId=\"rollCall\">\n";
    int number = 0;
    for (const Attendee& attendee : memo_.attendees) {
      out << "<p" << attribute("class", name_of(attendee.presence)) << "><person"
          << attribute("eId", "rollCall__person_" + std::to_string(++number))
          << attribute("refersTo", "#" + id_of("person", attendee.name));
      if (attendee.role) out << attribute("as", "#" + id_of("role", name_of(*attendee.role)));
      out << ">" << escaped_markup(single_spaced(attendee.name)) << "</person></p>\n";
    }
    out << "</rollCall>\n";
  }

  void write_items(std::ostream& out) {
    std::vector<bool> written(memo_.decisions.size());
    for (std::size_t i = 0; i < memo_.items.size(); ++i) {
      const AgendaItem& item = memo_.items[i];
      const std::string id = "item_" + std::to_string(i + 1);
      out << "<debateSection name=\"agendaItem\"" << attribute("eId", id) << ">\n";
      if (item.number) out << element("num", *item.number);
      out << element("heading", item.title) << "\n";
      std::vector<std::size_t> decisions;
      for (std::size_t d = 0; d < memo_.decisions.size(); ++d) {
        const Decision& decision = memo_.decisions[d];
        const bool under = item.extent.contains(decision.evidence.span) ||
                           (decision.item && decision.item == item.number);
        if (!under || written[d]) continue;
        written[d] = true;
        decisions.push_back(d);
      }
      write_resolutions(out, id, decisions);
      out << "</debateSection>\n";
    }
    std::vector<std::size_t> rest;
    for (std::size_t d = 0; d < written.size(); ++d)
      if (!written[d]) rest.push_back(d);
    if (memo_.items.empty() || !rest.empty()) {
      out << "<debateSection name=\"other\" eId=\"other\">\n";
      write_resolutions(out, "other", rest);
      out << "</debateSection>\n";
    }
  }

  void write_resolutions(std::ostream& out, const std::string& section,
                         const std::vector<std::size_t>& decisions) {
    if (decisions.empty()) return;
    out << "<resolutions" << attribute("eId", section + "__resolutions") << ">\n";
    int number = 0;
    for (const std::size_t d : decisions) {
      const Decision& decision = memo_.decisions[d];
      paragraphs_[d] = section + "__resolutions__p_" + std::to_string(++number);
      out << "<p" << attribute("eId", paragraphs_[d]) << attribute("class", name_of(decision.kind))
          << ">" << escaped_markup(single_spaced(decision.text)) << "</p>\n";
      if (!decision.proposal) continue;
      out << "<p" << attribute("eId", paragraphs_[d] + "__proposal") << " class=\"proposal\">"
          << escaped_markup(single_spaced(*decision.proposal)) << "</p>\n";
    }
    out << "</resolutions>\n";
  }

  const Memo& memo_;
  std::string saved_day_;
  std::map<std::string, std::map<std::string, std::string>> references_;
  std::vector<std::string> paragraphs_ = std::vector<std::string>(memo_.decisions.size());
};

class AknWriter : public ExportWriter {
 public:
  explicit AknWriter(ExportTarget& target) : target_(target), removed_(target) {}

  Result<Done> write(const ExportedMemo& exported) override {
    std::string name = exported.memo.id();
    if (const auto hash = name.find('#'); hash != std::string::npos) name[hash] = '-';
    auto file = target_.begin(name + ".xml");
    if (!file) return file.error();
    AknDocument(exported).write(file.value()->out());
    const auto closed = file.value()->close();
    if (!closed) return closed.error();
    return Done{};
  }
  Result<Done> write_removed(std::string_view key, std::string_view removed_at) override {
    return removed_.write(key, removed_at);
  }
  Result<Done> finish() override { return removed_.finish(); }

 private:
  ExportTarget& target_;
  RemovedFile removed_;
};

}  // namespace

std::unique_ptr<ExportWriter> make_akn_writer(ExportTarget& target) {
  return std::make_unique<AknWriter>(target);
}

}  // namespace muistio
