#include "rules/header_fields.h"

#include <algorithm>

#include "corpus/unicode.h"
#include "rules/header_body.h"
#include "rules/header_words.h"
#include "rules/trimming.h"

namespace muistio {
namespace {

constexpr std::size_t most_value_lines = 8;

bool begins_line(const Document& document, std::size_t offset) {
  const auto line = line_at(document, offset);
  return line && document.lines[*line].span.begin == offset;
}

class FieldReader {
 public:
  FieldReader(const Passage& passage, std::size_t end) : passage_(passage), end_(end) {}

  std::vector<LabelledField> fields() {
    for (const Match& match : passage_.rulebook.find("label", head(), "")) {
      if (!fields_.empty() && match.span.begin < fields_.back().label.end) continue;
      if (!is_label(match)) continue;
      LabelledField field;
      field.makes = match.rule->makes;
      field.rule = match.rule->id;
      field.confidence = match.rule->confidence;
      field.label = with_translation(match.span);
      fields_.push_back(std::move(field));
    }
    for (std::size_t i = 0; i < fields_.size(); ++i) read_values(i);
    return std::move(fields_);
  }

 private:
  std::string_view head() const { return std::string_view(passage_.flow).substr(0, end_); }

  std::size_t line_end(std::size_t offset) const {
    return std::min(head().find_first_of("\n\t", offset), end_);
  }

  // At the beginning of a line; inside one only with a colon and for what is short. A time,
  // a place and people may do without the colon: "Aika Maanantai 3.4.2018".
  bool is_label(const Match& match) const {
    const std::size_t end = match.span.end;
    const bool short_field = match.rule->makes == "time" || match.rule->makes == "place";
    const bool moment = match.rule->makes == "start" || match.rule->makes == "finish";
    const bool bare = short_field || moment || match.rule->makes == "people";
    if (match.rule->makes == "group" && !has_value_beside(end)) return false;
    if (!begins_line(passage_.document, match.span.begin)) {
      if (moment && is_time_behind(end)) return true;
      return short_field && end < end_ && passage_.flow[end] == ':' && !is_denied(match.span.begin);
    }
    if (match.rule->makes == "meeting" && follows_ordinal(match.span.begin)) return false;
    if (with_translation(match.span).end > end) return true;
    if (is_labelled(passage_, match.span, line_end(end)) || heads_cell(match.span)) return true;
    if (short_field && is_dash_behind(end)) return true;
    if (!leader_behind(end).empty()) return true;
    if (!bare || end + 1 >= end_ || passage_.flow[end] != ' ') return false;
    const std::string_view value = head().substr(end + 1);
    if (starts_upper(value) || is_digit(value[0])) return true;
    if (match.rule->makes == "place" && names_place(end + 1)) return true;
    // "Aika To 5.3.2015" and below it "Paikka kokoushuone C311"
    return short_field && !fields_.empty() && fields_.back().makes == "time" &&
           head().substr(fields_.back().label.end, match.span.begin - fields_.back().label.end)
                   .find('\n') != std::string_view::npos;
  }

  // "Paikka huoltorakennus".
  bool names_place(std::size_t value) const {
    const auto line = line_at(passage_.document, value);
    if (!line) return false;
    const Span text = trimmed(passage_.flow, {value, passage_.document.lines[*line].span.end});
    const auto places = passage_.rulebook.find("place", passage_.at(text), "");
    return !places.empty() && places.back().span.end == text.size();
  }

  // "Aika / Time:", "Paikka – Plats" in a cell of its own: the label in two languages.
  Span with_translation(Span label) const {
    std::string_view behind = head().substr(std::min(label.end, end_));
    behind = behind.substr(0, behind.find_first_of("\n\t:"));
    for (const std::string_view divider : {" / ", "/", " – ", " - "}) {
      if (!behind.starts_with(divider)) continue;
      const std::string_view word = trimmed(behind.substr(divider.size()));
      const std::size_t end = label.end + behind.size();
      const bool closed = end < end_ && passage_.flow[end] != '\n';
      const bool one_word = !word.empty() && starts_upper(word) &&
                            word.find_first_of(" 0123456789,.") == std::string_view::npos;
      const bool slash = divider.find('/') != std::string_view::npos;
      const bool named = slash || !passage_.rulebook.find("label", word, "").empty();
      if (closed && one_word && named) return {label.begin, end};
    }
    return label;
  }

  // "Työryhmä: Vesiasiat", or the name in the next cell; "Työryhmä" alone is who met.
  bool has_value_beside(std::size_t end) const {
    if (end + 1 >= end_ || (passage_.flow[end] != ':' && passage_.flow[end] != '\t')) return false;
    const Span value = trimmed(passage_.flow, {end + 1, line_end(end + 1)});
    return starts_upper(passage_.at(value)) &&
           passage_.rulebook.find("kind", passage_.at(value), "").empty();
  }

  // "Paikka ...... Kylätalo": of the dots; empty where none stand there.
  Span leader_behind(std::size_t end) const {
    constexpr std::size_t shortest_leader = 3;
    const std::size_t first = head().find_first_not_of(' ', end);
    if (first == std::string_view::npos) return {end, end};
    const std::size_t last = std::min(head().find_first_not_of("._", first), end_);
    return last - first < shortest_leader ? Span{end, end} : Span{first, last};
  }

  // "Missä – Kioski Kulma".
  bool is_dash_behind(std::size_t end) const {
    const std::string_view behind = head().substr(std::min(end, end_));
    return behind.starts_with(" – ") || behind.starts_with(" - ");
  }

  // "TYÖRYHMÄN 4." and in the next line "KOKOUS", the rest of a heading.
  bool follows_ordinal(std::size_t label) const {
    const std::size_t last = head().substr(0, label).find_last_not_of("\n ");
    return last != std::string_view::npos && last > 0 && head()[last] == '.' &&
           is_digit(head()[last - 1]);
  }

  // A line of its own at the top of a cell beside others, though the flow runs on to the next.
  bool heads_cell(Span label) const {
    const Document& document = passage_.document;
    const auto line = line_at(document, label.begin);
    if (!line || document.lines[*line].span.end != label.end) return false;
    const auto cells = cells_of(document, document.rows[document.lines[*line].row]);
    return cells.size() > 1 && std::any_of(cells.begin(), cells.end(), [&](const Cell& cell) {
             return cell.span.begin == label.begin && cell.lines.size() > 1;
           });
  }

  // "På plats: Maja Ek" and "Ej på plats:" name no place.
  bool is_denied(std::size_t label) const {
    const std::size_t begin = head().substr(0, label).find_last_of("\n\t");
    const std::size_t first = begin == std::string_view::npos ? 0 : begin + 1;
    const std::string before = lower_case(head().substr(first, label - first));
    const auto words = words_of(before);
    const WordSet& deniers = passage_.rulebook.kept<HeaderWords>().field_deniers;
    return !words.empty() && (deniers.has(words.front()) || deniers.has(words.back()));
  }

  // "Aloitusaika 18.02, lopetusaika 19.47".
  bool is_time_behind(std::size_t end) const {
    return end + 1 < end_ && passage_.flow[end] == ' ' && is_digit(passage_.flow[end + 1]);
  }

  std::size_t next_label(std::size_t index) const {
    return index + 1 < fields_.size() ? fields_[index + 1].label.begin : end_;
  }

  void read_values(std::size_t index) {
    LabelledField& field = fields_[index];
    const std::size_t limit = next_label(index);
    const std::size_t end = std::min(line_end(field.label.end), limit);
    add(field, {field.label.end, end});
    if (!holds_values(field)) return;
    if (field.values.empty()) read_column(field);
    if (field.in_column) return;
    read_cells(field, limit);
    if (field.values.empty()) read_lines_below(field, limit);
  }

  // "PÖYTÄKIRJA" and "Käsiteltävät asiat" head what follows; it is not their value.
  static bool holds_values(const LabelledField& field) {
    return field.makes != "other" && field.makes != "list" && field.makes != "part" &&
           field.makes != "end";
  }

  bool begins_with_label(Span cell) const {
    return std::any_of(fields_.begin(), fields_.end(),
                       [&](const LabelledField& field) { return field.label.begin == cell.begin; });
  }

  std::size_t labels_in(const std::vector<Cell>& cells) const {
    return static_cast<std::size_t>(
        std::count_if(cells.begin(), cells.end(),
                      [&](const Cell& cell) { return begins_with_label(cell.span); }));
  }

  // "Kokous | Päivämäärä | Paikka" over a row of values, or each over its value in one cell. A
  // heading among them may be no label that is known: "Pvm | Klo | Paikka | Muistion teki".
  void read_column(LabelledField& field) const {
    const Document& document = passage_.document;
    const auto row = row_at(passage_.document, field.label.begin);
    if (!row) return;
    const auto labels = cells_of(document, document.rows[*row]);
    const auto own = std::find_if(labels.begin(), labels.end(), [&](const Cell& cell) {
      return cell.span.begin == field.label.begin;
    });
    if (own == labels.end()) return;
    if (heads_of_columns(*row, own->column)) {
      field.in_column = true;
      return read_down(field, *row, own->column);
    }
    const std::size_t known = labels_in(labels);
    if (known < 2 || 2 * known < labels.size()) return;
    if (known < labels.size() && !stands_over_values(*row, labels)) return;
    field.in_column = true;
    if (own->lines.size() > 1) return add(field, {field.label.end, own->span.end});
    if (*row + 1 >= document.rows.size()) return;
    for (const Cell& below : cells_of(document, document.rows[*row + 1])) {
      const bool value = below.column == own->column && !begins_with_label(below.span);
      if (value && below.span.begin < end_) add(field, below.span);
    }
  }

  // No cell of the row holds a figure, and the row below has the same columns.
  bool stands_over_values(std::size_t row, const std::vector<Cell>& cells) const {
    const Document& document = passage_.document;
    const auto& rows = document.rows;
    if (row + 1 >= rows.size() || rows[row + 1].block != rows[row].block) return false;
    if (document.at(rows[row].span).find_first_of("0123456789") != std::string_view::npos)
      return false;
    const auto below = cells_of(document, rows[row + 1]);
    return below.size() == cells.size() && labels_in(below) == 0 &&
           std::equal(below.begin(), below.end(), cells.begin(),
                      [](const Cell& a, const Cell& b) { return a.column == b.column; });
  }

  // A row of labels stands above in the same table, each over what is said below it, so that the
  // cell beside a label further down is none of its: "Aika | Läsnä" and below "Paikka | Aino
  // Aalto".
  bool heads_of_columns(std::size_t row, int column) const {
    const Document& document = passage_.document;
    for (std::size_t above = row; above-- > 0;) {
      if (document.rows[above].block != document.rows[row].block) break;
      const auto cells = cells_of(document, document.rows[above]);
      const bool own = std::any_of(cells.begin(), cells.end(), [&](const Cell& cell) {
        return cell.column == column && begins_with_label(cell.span);
      });
      if (own && cells.size() > 1 && labels_in(cells) == cells.size()) return true;
    }
    return false;
  }

  // The cells of the column below the row, up to the next label there.
  void read_down(LabelledField& field, std::size_t row, int column) const {
    const Document& document = passage_.document;
    for (std::size_t i = row + 1; i < document.rows.size(); ++i) {
      if (document.rows[i].block != document.rows[row].block ||
          field.values.size() >= most_value_lines)
        return;
      for (const Cell& cell : cells_of(document, document.rows[i])) {
        if (cell.column != column) continue;
        if (begins_with_label(cell.span) || cell.span.begin >= end_) return;
        add(field, cell.span);
      }
    }
  }

  // The cells to the right of the label, and the lines below in the same columns.
  void read_cells(LabelledField& field, std::size_t limit) {
    const auto row = row_at(passage_.document, field.label.begin);
    if (!row) return;
    const Document& document = passage_.document;
    double left = 0;
    for (const Cell& cell : cells_of(document, document.rows[*row])) {
      if (cell.span.begin < field.label.end || cell.span.begin >= limit) continue;
      if (left == 0) left = document.lines[cell.lines.first].box.left;
      add(field, {cell.span.begin, std::min(cell.span.end, limit)});
    }
    if (left == 0) return read_hanging(field, *row, limit);
    for (std::size_t i = *row + 1; i < document.rows.size(); ++i) {
      const Row& below = document.rows[i];
      if (below.span.begin >= limit || below.block != document.rows[*row].block) return;
      if (below.box.left < left - 6 || field.values.size() >= most_value_lines) return;
      add(field, {below.span.begin, std::min(below.span.end, limit)});
    }
  }

  // "Paikka: Järjestötalo" and below it, farther in than the label and right above the next one,
  // "Rantakatu 3".
  void read_hanging(LabelledField& field, std::size_t row, std::size_t limit) const {
    constexpr double least_indent = 6;
    constexpr std::size_t most_lines = 2;
    const auto& rows = passage_.document.rows;
    const bool begins = rows[row].span.begin == field.label.begin;
    if (!begins || field.makes != "place" || field.values.size() != 1) return;
    std::size_t end = row + 1;
    if (end < rows.size() && rows[end].span.begin < field.values.back().end) return;
    while (end < rows.size() && end <= row + most_lines && rows[end].span.begin < limit &&
           rows[end].box.left > rows[row].box.left + least_indent &&
           !is_apart(rows[end - 1], rows[end]))
      ++end;
    const bool above_label = end < rows.size() && rows[end].span.begin == limit;
    for (std::size_t i = row + 1; above_label && i < end; ++i) add(field, rows[i].span);
  }

  void read_lines_below(LabelledField& field, std::size_t limit) {
    const auto row = row_at(passage_.document, field.label.begin);
    if (!row) return;
    const Document& document = passage_.document;
    for (std::size_t i = *row + 1; i < document.rows.size(); ++i) {
      const Row& below = document.rows[i];
      if (below.span.begin >= limit || field.values.size() >= most_value_lines) return;
      const bool gap = i > *row + 1 && below.block != document.rows[i - 1].block;
      if (gap && is_apart(document.rows[i - 1], below)) return;
      const bool table = gap && cells_of(document, below).size() > 2;
      if (table && field.makes == "place" && !field.values.empty()) return;
      const std::string_view text = document.at(below.span);
      const bool no_time =
          field.makes == "time" && text.find_first_of("0123456789") == std::string_view::npos;
      if (no_time && names_body(passage_, text)) continue;
      const Span said = under_label(document.rows[*row], below, field.label.begin);
      add(field, {said.begin, std::min(said.end, limit)});
    }
  }

  // Where the label is not the first cell of its row, the cell below it in the same table: "Kosken
  // kunta | Pöytäkirja | Nro" over "Lautakunta | | 5/2004". Else the whole row.
  Span under_label(const Row& own, const Row& below, std::size_t label) const {
    if (own.block != below.block) return below.span;
    std::optional<int> column;
    for (const Cell& cell : cells_of(passage_.document, own)) {
      if (cell.span.begin == label && label > own.span.begin) column = cell.column;
    }
    if (!column) return below.span;
    for (const Cell& cell : cells_of(passage_.document, below)) {
      if (cell.column == *column) return cell.span;
    }
    return {below.span.begin, below.span.begin};
  }

  static bool is_apart(const Row& above, const Row& below) {
    return below.box.top - above.box.bottom > 0.9 * above.box.height();
  }

  void add(LabelledField& field, Span span) const {
    span = trimmed(passage_.flow, span);
    span = without_lead(span);
    if (!span.empty() && !is_speck(field, span)) field.values.push_back(span);
  }

  // "NN" or "0." on a scan, where a pen or a stain was read: no time and no place is as short.
  bool is_speck(const LabelledField& field, Span value) const {
    constexpr std::size_t longest = 2;
    const bool head = field.makes == "place" || field.makes.starts_with("time");
    return head && code_points(trimmed(passage_.at(value), U".,:;'-")) <= longest &&
           is_read_by_ocr(value.begin);
  }

  bool is_read_by_ocr(std::size_t offset) const {
    const auto& pages = passage_.document.pages;
    return std::any_of(pages.begin(), pages.end(), [&](const Page& page) {
      return page.span.contains(offset) && page.source == PageSource::ocr;
    });
  }

  // Behind the label's colon, dash or dots.
  Span without_lead(Span span) const {
    if (const Span leader = leader_behind(span.begin); leader.end < span.end)
      span = trimmed(passage_.flow, {std::max(span.begin, leader.end), span.end});
    while (true) {
      const std::string_view text = passage_.at(span);
      const bool dash = text.starts_with("– ") || text.starts_with("- ");
      if (!text.starts_with(':') && !dash) return span;
      span = trimmed(passage_.flow, {span.begin + text.find_first_of(": "), span.end}, U":");
    }
  }

  const Passage& passage_;
  const std::size_t end_;
  std::vector<LabelledField> fields_;
};

}  // namespace

bool is_labelled(const Passage& passage, Span match, std::size_t line_end) {
  const std::string_view after =
      std::string_view(passage.flow).substr(match.end, std::max(match.end, line_end) - match.end);
  return after.empty() || after[0] == ':' || after.starts_with(" (") || after.starts_with(" :");
}

std::vector<LabelledField> labelled_fields(const Passage& passage, std::size_t end) {
  return FieldReader(passage, std::min(end, passage.flow.size())).fields();
}

}  // namespace muistio
