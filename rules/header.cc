#include "rules/header.h"

#include <algorithm>
#include <map>

#include "corpus/unicode.h"
#include "rules/header_body.h"
#include "rules/header_clock.h"
#include "rules/header_fields.h"
#include "rules/header_kind.h"
#include "rules/header_lines.h"
#include "rules/header_number.h"
#include "rules/header_place.h"
#include "rules/header_reported.h"
#include "rules/header_title.h"
#include "rules/header_words.h"
#include "rules/trimming.h"

namespace muistio {
namespace {

constexpr std::size_t longest_head = 6000;

bool has_day(std::string_view value) {
  return value.size() >= 10 && value[4] == '-' && value[7] == '-' && value[5] <= '1' &&
         value[8] <= '3';
}

// "2014-04-02T14:00/2014-04-02T15:45" -> its two times.
std::optional<std::string> time_in(std::string_view value) {
  const std::size_t mark = value.find('T');
  if (mark == std::string_view::npos || value.size() < mark + 6) return std::nullopt;
  return std::string(value.substr(mark + 1, 5));
}

class HeaderFinder {
 public:
  HeaderFinder(const Passage& passage, const std::vector<FoundDate>& dates,
               const std::vector<AgendaItem>& items)
      : passage_(passage),
        dates_(dates),
        items_(items),
        head_end_(end_of_head(passage, items)),
        fields_(labelled_fields(passage, head_end_)),
        lines_(head_lines(passage, std::min(begin_of_list(), begin_of_text()), fields_)) {}

  Header header() {
    const ClockTimes recorded = recorded_times(passage_);
    const bool opened = recorded.start || recorded.end;
    Header header;
    header.kind = kind_of(passage_, lines_, fields_, opened, !items_.empty());
    if (header.kind == MemoKind::release || header.kind == MemoKind::letter ||
        header.kind == MemoKind::other) {
      if (header.kind == MemoKind::release) header.meeting = reported_meeting(passage_, dates_);
      return header;
    }
    Meeting meeting;
    meeting.body = find_body(passage_, fields_, lines_);
    meeting.title = find_title(passage_, fields_, lines_);
    meeting.number = find_number(passage_, fields_, lines_);
    meeting.place = find_place(passage_, dates_, fields_, lines_, head_end_);
    const FoundDate* date = meeting_date();
    if (date) set_date(meeting, *date);
    if (!meeting.date) meeting.date = date_of_furniture();
    set_times(meeting, date, recorded);
    header.meeting = std::move(meeting);
    return header;
  }

 private:
  static std::size_t end_of_head(const Passage& passage, const std::vector<AgendaItem>& items) {
    const std::size_t first = items.empty() ? longest_head : items.front().extent.begin;
    return std::min({first == 0 ? longest_head : first, longest_head, passage.flow.size()});
  }

  // Where the fields are followed by the list of the items: "Käsiteltävät asiat".
  std::size_t begin_of_list() const {
    bool after_fields = false;
    for (const LabelledField& field : fields_) {
      if (field.makes == "list" && after_fields) return field.label.begin;
      after_fields |= field.makes == "people" || field.makes.starts_with("time");
    }
    return head_end_;
  }

  // In a paper without items: its first paragraph of sentences below a day or the people, if it
  // does not tell of the meeting itself.
  std::size_t begin_of_text() const {
    if (!items_.empty()) return head_end_;
    const WordSet& verbs = passage_.rulebook.kept<HeaderWords>().held_or_convened;
    for (const Block& block : passage_.document.blocks) {
      if (block.span.begin >= head_end_) break;
      const bool head = block.kind != BlockKind::paragraph || !is_below_head(block.span.begin) ||
                        is_in_field(block.span) || count_sentences(block.span) == 0 ||
                        begins_with_time(block.span) ||
                        verbs.first_in(lower_case(passage_.at(block.span)));
      if (!head) return block.span.begin;
    }
    return head_end_;
  }

  bool is_below_head(std::size_t offset) const {
    const bool dated = !dates_.empty() && dates_.front().span.end <= offset;
    return dated || std::any_of(fields_.begin(), fields_.end(), [&](const LabelledField& field) {
             return field.makes == "people" && field.label.end <= offset;
           });
  }

  bool is_in_field(Span block) const {
    return std::any_of(fields_.begin(), fields_.end(), [&](const LabelledField& field) {
      return field.label.overlaps(block) ||
             std::any_of(field.values.begin(), field.values.end(),
                         [&](Span value) { return value.overlaps(block); });
    });
  }

  // "klo 8.30 paikalla Taru, Jyrki ..."
  bool begins_with_time(Span block) const {
    const FoundDate* date = date_in(block);
    if (date && date->span.begin == block.begin) return true;
    const ClockTimes times = clock_times_in(passage_, block);
    constexpr std::size_t longest_lead = 6;  // "kello "
    return times.start && times.start->evidence.span.begin <= block.begin + longest_lead;
  }

  // Of some length, with a full stop.
  std::size_t count_sentences(Span block) const {
    constexpr std::size_t shortest_text = 60;
    if (block.size() < shortest_text) return 0;
    return static_cast<std::size_t>(
        std::count_if(passage_.sentences.begin(), passage_.sentences.end(), [&](Span sentence) {
          return block.contains(sentence.begin) && passage_.at(sentence).ends_with('.');
        }));
  }

  // The first date with a day that touches the span.
  const FoundDate* date_in(Span span) const {
    const auto first = std::lower_bound(
        dates_.begin(), dates_.end(), span.begin,
        [](const FoundDate& date, std::size_t offset) { return date.span.end <= offset; });
    for (auto date = first; date != dates_.end() && date->span.begin < span.end; ++date) {
      if (has_day(date->value)) return &*date;
    }
    return nullptr;
  }

  const FoundDate* date_of_fields() const {
    const FoundDate* chosen = nullptr;
    for (const LabelledField& field : fields_) {
      if (!field.makes.starts_with("time")) continue;
      for (const Span value : field.values) {
        const FoundDate* date = date_in(value);
        if (!date) continue;
        if (date->value.find('T') != std::string::npos) return date;
        if (!chosen) chosen = date;
      }
    }
    return chosen;
  }

  const FoundDate* date_of_lines(bool meeting_only) const {
    for (const HeadLine& line : lines_) {
      if (line.furniture || (meeting_only && !line.meeting)) continue;
      if (const FoundDate* date = date_in(line.span)) return date;
    }
    return nullptr;
  }

  // Nothing but a day stands there: the day of the paper, or that of the meeting.
  bool is_day_alone(const FoundDate& date) const {
    const auto line = std::find_if(lines_.begin(), lines_.end(), [&](const HeadLine& each) {
      return !each.furniture && each.span.overlaps(date.span);
    });
    return line != lines_.end() && date.value.find('T') == std::string::npos &&
           trimmed(passage_.flow, line->span).size() <= date.span.size() + 2;
  }

  // "torstaina 6.3.2014 klo 10", "kokoontui 6.3.2014": a day that the head gives to the meeting.
  const FoundDate* date_of_gathering() const {
    const HeaderWords& words = passage_.rulebook.kept<HeaderWords>();
    for (const HeadLine& line : lines_) {
      if (line.furniture) continue;
      const FoundDate* date = date_in(line.span);
      const bool told = date && (date->value.find('T') != std::string::npos ||
                                 words.held_or_convened.first_in(lower_case(line.text)));
      if (told) return date;
    }
    return nullptr;
  }

  // Signed "Mikkelissä 17.6.2018": the last thing a paper says of its day.
  const FoundDate* date_of_signature() const {
    const std::size_t begin = items_.empty() ? 0 : items_.back().evidence.span.end;
    for (auto date = dates_.rbegin(); date != dates_.rend(); ++date) {
      if (date->span.begin < begin) return nullptr;
      if (has_day(date->value) && date->year_given) return &*date;
    }
    return nullptr;
  }

  const FoundDate* meeting_date() const {
    if (const FoundDate* date = date_of_fields()) return date;
    if (const FoundDate* date = date_of_lines(true)) return date;
    if (const FoundDate* date = date_of_lines(false)) {
      const FoundDate* gathering = is_day_alone(*date) ? date_of_gathering() : nullptr;
      return gathering ? gathering : date;
    }
    if (const FoundDate* date = date_in({0, head_end_})) return date;
    return nullptr;
  }

  void set_date(Meeting& meeting, const FoundDate& date) const {
    std::string value = date.value.substr(0, 10);
    double confidence = date.confidence;
    if (value.starts_with("XXXX")) {
      const std::string year = year_of_paper(meeting);
      if (year.empty()) return;
      value.replace(0, 4, year);
      confidence *= 0.9;
    }
    meeting.date =
        Stated{value, evidence_at(passage_.document, date.span, "header.date", confidence)};
  }

  // "7/2021" or "10/23" of the number, or else the year that most dates have.
  std::string year_of_paper(const Meeting& meeting) const {
    if (meeting.number) {
      const std::string& number = meeting.number->value;
      const std::size_t slash = number.find('/');
      const std::string year = slash == std::string::npos ? "" : number.substr(slash + 1);
      if (year.size() == 4) return year;
      if (year.size() == 2) return "20" + year;
    }
    std::map<std::string, int> years;
    for (const FoundDate& date : dates_) {
      if (date.year_given && date.value.size() >= 10) ++years[date.value.substr(0, 4)];
    }
    const auto most = std::max_element(years.begin(), years.end(), [](auto& one, auto& other) {
      return one.second < other.second;
    });
    return most == years.end() ? "" : most->first;
  }

  // Running heads are not in the text, so their dates are not among those found.
  std::optional<Stated> date_of_furniture() const {
    for (const HeadLine& line : lines_) {
      if (!line.furniture) continue;
      for (const FoundDate& date : find_dates_in(line.text, passage_.rulebook)) {
        if (!has_day(date.value) || !date.year_given) continue;
        return Stated{date.value.substr(0, 10),
                      evidence_of(passage_, line, "header.date_of_running_head", 0.8)};
      }
    }
    const FoundDate* signature = date_of_signature();
    if (!signature) return date_of_foot();
    return Stated{signature->value.substr(0, 10),
                  evidence_at(passage_.document, signature->span, "header.date_of_signature", 0.5)};
  }

  // "LVM/AA | 12.11.2020 | 1 (1)" at the foot of the first page: the day of the paper.
  std::optional<Stated> date_of_foot() const {
    for (const Furniture& foot : passage_.document.furniture) {
      if (foot.kind != FurnitureKind::running_foot || foot.page != 1) continue;
      for (const FoundDate& date : find_dates_in(foot.text, passage_.rulebook)) {
        if (!has_day(date.value) || !date.year_given) continue;
        HeadLine line;
        line.furniture = true;
        line.page = foot.page;
        line.box = foot.box;
        return Stated{date.value.substr(0, 10),
                      evidence_of(passage_, line, "header.date_of_foot", 0.6)};
      }
    }
    return std::nullopt;
  }

  ClockTimes times_of_head(const FoundDate* date) const {
    ClockTimes times;
    if (date) {
      const std::size_t slash = date->value.find('/');
      const std::string_view value = date->value;
      const auto stated = [&](std::string_view part) -> std::optional<Stated> {
        auto time = time_in(part);
        if (!time) return std::nullopt;
        return Stated{std::move(*time), evidence_at(passage_.document, date->span,
                                                    "header.time_of_date", date->confidence)};
      };
      times.start = stated(value.substr(0, slash));
      if (slash != std::string::npos) times.end = stated(value.substr(slash + 1));
    }
    for (const LabelledField& field : fields_) add_times_of(field, times);
    if (!times.start) times.start = time_beside_place();
    if (times.start) return times;
    for (const HeadLine& line : lines_) {
      if (!line.furniture && !times.start) times = clock_times_in(passage_, line.span);
    }
    return times;
  }

  // "18.00", "9": figures of a time of day and nothing else.
  static std::optional<std::string> bare_clock(std::string_view text, std::size_t fewest_figures) {
    const bool figures = text.size() >= fewest_figures && text.size() <= 5 &&
                         text.find_first_not_of("0123456789.:") == std::string_view::npos;
    return figures ? parse_clock(text) : std::nullopt;
  }

  // "Tid: 18.00", "Klo: 12–14": nothing else stands in the field.
  ClockTimes bare_times(const LabelledField& field, Span value) const {
    constexpr std::size_t minutes_too = 4;
    ClockTimes times;
    if (date_in(value)) return times;
    const auto stated = [&](std::string clock) {
      return Stated{std::move(clock), evidence_at(passage_.document, value, field.rule, 0.8)};
    };
    const std::string_view text = trimmed(passage_.at(value), U",;");
    for (const std::string_view dash : {"–", "-"}) {
      const std::size_t at = text.find(dash);
      if (at == std::string_view::npos) continue;
      auto start = bare_clock(trimmed(text.substr(0, at)), 1);
      auto end = bare_clock(trimmed(text.substr(at + dash.size())), 1);
      if (!start || !end) return times;
      times.start = stated(std::move(*start));
      times.end = stated(std::move(*end));
      return times;
    }
    if (auto clock = bare_clock(text, minutes_too)) times.start = stated(std::move(*clock));
    return times;
  }

  // "Paikka: Urheilutalon kahvio, klo 19.00".
  std::optional<Stated> time_beside_place() const {
    for (const LabelledField& field : fields_) {
      if (field.makes != "place") continue;
      for (const Span value : field.values) {
        if (auto start = clock_times_in(passage_, value).start) return start;
      }
    }
    return std::nullopt;
  }

  void add_times_of(const LabelledField& field, ClockTimes& times) const {
    const bool time = field.makes.starts_with("time");
    if (!time && field.makes != "start" && field.makes != "finish") return;
    for (const Span value : field.values) {
      ClockTimes found = clock_times_in(passage_, value);
      if (!found.start) found = bare_times(field, value);
      if (field.makes == "finish") {
        if (found.start) times.end = std::move(found.start);
        return;
      }
      if (field.makes == "start" && found.start) times.start = found.start;
      if (!times.start) times.start = std::move(found.start);
      if (!times.end) times.end = std::move(found.end);
    }
  }

  // In the last two items, or in a paper without items: elsewhere stand the minutes of others.
  bool is_at_end(Span closing) const {
    return items_.size() < 3 || closing.begin >= items_[items_.size() - 2].extent.begin;
  }

  // A head whose end is the recorded closing was written afterwards and is taken at its word
  // for the beginning too, which may come a little before the opening. A head with another end
  // is only the plan: what was recorded wins.
  void set_times(Meeting& meeting, const FoundDate* date, const ClockTimes& recorded) const {
    ClockTimes head = times_of_head(date);
    const bool closes = recorded.end && (!head.end || is_at_end(recorded.end->evidence.span));
    const bool planned = closes && head.end && head.end->value != recorded.end->value;
    const bool whole = head.start && head.end && !planned;
    meeting.start = whole || !recorded.start ? std::move(head.start) : recorded.start;
    meeting.end = closes ? recorded.end : std::move(head.end);
  }

  const Passage& passage_;
  const std::vector<FoundDate>& dates_;
  const std::vector<AgendaItem>& items_;
  const std::size_t head_end_;
  const std::vector<LabelledField> fields_;
  const std::vector<HeadLine> lines_;
};

}  // namespace

Header find_header(const Passage& passage, const std::vector<FoundDate>& dates,
                   const std::vector<AgendaItem>& items) {
  return HeaderFinder(passage, dates, items).header();
}

}  // namespace muistio
