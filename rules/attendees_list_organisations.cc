// Attendees under the name of a group in the margin: an organisation, or the people they are of.
#include <algorithm>

#include "corpus/unicode.h"
#include "rules/attendees_list_finder.h"
#include "rules/attendees_notes.h"

namespace muistio {

// Where the organisation in front of a row ends, and where its persons begin: "Hiiden kunta |
// rakennusmestari Aino Esimerkki, Otso Malli (siht.)", "Hallituksesta: Aino Esimerkki".
std::optional<ListFinder::Divided> ListFinder::divided_at_organisation(std::size_t row) const {
  const std::vector<Cell> cells = cells_of(document_, document_.rows[row]);
  if (cells.size() == 2 && cells[0].column != cells[1].column)
    return Divided{cells[0].span, cells[1].span};
  const auto& pieces = rows_.pieces_of_row(row);
  constexpr std::size_t most_words = 4;
  std::size_t colon = 0;
  while (colon < pieces.size() && is_word(pieces[colon])) ++colon;
  const bool divided = colon > 0 && colon <= most_words && colon + 1 < pieces.size() &&
                       pieces[colon].kind == PieceKind::colon && is_word(pieces[colon + 1]);
  if (!divided || cells.size() != 1) return std::nullopt;
  const Span span = document_.rows[row].span;
  return Divided{{span.begin, pieces[colon].span.begin}, {pieces[colon + 1].span.begin, span.end}};
}

std::optional<ListFinder::Group> ListFinder::group_of_organisation(std::size_t row) const {
  const auto divided = divided_at_organisation(row);
  if (!divided) return std::nullopt;
  const auto organisation = pieces_of(passage_, divided->front);
  const auto persons = pieces_of(passage_, divided->rest);
  const bool label =
      heading_at(reader_, organisation, 0) || rows_.is_other_label(organisation, "") ||
      NoteReader(reader_).role_of(organisation, {0, organisation.size()}).has_value() ||
      NoteReader(reader_).is_job_title(organisation, {0, organisation.size()});
  if (label || rows_.has_persons(organisation) || rows_.is_sentence(persons)) return std::nullopt;
  const auto entries = reader_.read(persons);
  if (entries.empty() || entries.front().weak || entries.front().words.size() < 2)
    return std::nullopt;
  Group group;
  group.heading.present = true;
  group.content = divided->rest;
  group.cells = {divided->rest};
  std::string name = single_spaced(passage_.at(divided->front));
  while (name.ends_with(':')) name.pop_back();
  const Reading& last = passage_.language.readings(organisation.back().folded).front();
  const bool inflected = last.known && last.inflection == Case::elative;  // "Hallituksesta"
  if (starts_upper(name) && !inflected) group.organisation = std::move(name);
  return group;
}

// "Professorit | Aino Esimerkki, Otso Malli", "Muu henkilöstö | ...": a group under its own name in
// the margin.
std::optional<AttendeeHeading> ListFinder::group_of_people(std::size_t row) const {
  const std::vector<Cell> cells = cells_of(document_, document_.rows[row]);
  if (cells.size() != 2 || cells[0].column == cells[1].column) return std::nullopt;
  const auto label = pieces_of(passage_, cells[0].span);
  const auto persons = pieces_of(passage_, cells[1].span);
  const NoteReader notes(reader_);
  const Stretch whole{0, label.size()};
  if (!notes.are_people(label, whole) || notes.role_of(label, whole) ||
      rows_.is_other_label(label, "") || rows_.is_sentence(persons))
    return std::nullopt;
  const auto entries = reader_.read(persons);
  if (entries.empty() || entries.front().weak || entries.front().words.size() < 2)
    return std::nullopt;
  AttendeeHeading heading;
  heading.in_own_cell = true;
  heading.end = label.size() + 1;  // Past the end of the cell.
  return heading;
}

bool ListFinder::is_headed_in_front() const {
  constexpr std::size_t most_rows = 60;
  for (std::size_t row = 0; row < std::min(document_.rows.size(), most_rows); ++row) {
    if (!rows_.in_front(document_.rows[row].span.begin)) return false;
    const auto heading = heading_at(reader_, rows_.pieces_of_row(row), 0);
    if (heading && heading->is_strong() && !heading->absent) return true;
  }
  return false;
}

// A table of who came from where, in a head without any heading of those present. The office of one
// tells that it is no list of contacts.
std::optional<std::size_t> ListFinder::organisations_at(std::size_t row) {
  constexpr std::size_t fewest_rows = 2;
  if (last_list_end_ || !rows_.in_front(document_.rows[row].span.begin)) return std::nullopt;
  std::vector<Group> groups;
  bool officer = false;
  std::size_t next = row;
  for (; next < document_.rows.size() && next - row < most_rows_in_list; ++next) {
    auto group = group_of_organisation(next);
    if (!group) break;
    for (const AttendeeEntry& entry : reader_.read(pieces_in(*group)))
      officer |= entry.is_officer();
    groups.push_back(std::move(*group));
  }
  if (groups.size() < fewest_rows || !officer || is_headed_in_front()) return std::nullopt;
  if (!keep(groups, {}, "attendee.organisations", 0.85)) return std::nullopt;
  last_list_end_ = next;
  return next;
}

}  // namespace muistio
