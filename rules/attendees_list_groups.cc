// The groups of an attendee list, and who stands in them.
#include <algorithm>
#include <cmath>
#include <iterator>
#include <map>

#include "corpus/unicode.h"
#include "rules/attendees_list_finder.h"
#include "rules/attendees_notes.h"
#include "rules/attendees_tables.h"

namespace muistio {
namespace {

std::vector<ListPiece> part_of(const std::vector<ListPiece>& pieces, std::size_t first,
                               std::size_t last) {
  return {pieces.begin() + static_cast<std::ptrdiff_t>(first),
          pieces.begin() + static_cast<std::ptrdiff_t>(last)};
}

}  // namespace

// "Poissa olivat ...", "Poissa Aino Esimerkki.", "Muut: ..."
std::optional<ListFinder::HeadingInRow> ListFinder::heading_of(Span sentence) const {
  const auto pieces = without_soft_breaks(pieces_of(passage_, sentence));
  const auto heading = heading_at(reader_, pieces, 0);
  if (!heading || heading->loose || heading->end >= pieces.size()) return std::nullopt;
  const bool guest = heading->role == Role::expert || heading->role == Role::other;
  const bool bare = (heading->is_strong() || guest) && !rows_.is_sentence(pieces);
  if (!heading->colon && !heading->verb && !bare) return std::nullopt;
  return HeadingInRow{*heading, {pieces[heading->end].span.begin, sentence.end}};
}

// The sentences that go on after the list's first and are lists themselves.
void ListFinder::add_sentence_groups(std::vector<Group>& groups) const {
  const std::size_t end = groups.back().content.end;
  const auto block = block_at(document_, end > 0 ? end - 1 : 0);
  if (!block) return;
  auto next = std::lower_bound(
      passage_.sentences.begin(), passage_.sentences.end(), end,
      [](const Span& sentence, std::size_t offset) { return sentence.begin < offset; });
  for (; next != passage_.sentences.end() && next->begin < document_.blocks[*block].span.end;
       ++next) {
    const auto found = heading_of(*next);
    if (!found) continue;  // "Otso Malli oli mukana kohdassa 4." is read as a sentence.
    groups.push_back({found->heading, found->rest, std::nullopt});
  }
}

// "Puheenjohtajana Aino." or "Puheenjohtajana Aino, sihteerinä Otso." behind a list.
bool ListFinder::tells_office(Span sentence) const {
  constexpr std::size_t most_pieces = 9;
  const auto pieces = without_soft_breaks(pieces_of(passage_, sentence));
  return pieces.size() > 1 && pieces.size() <= most_pieces &&
         passage_.at(sentence).ends_with('.') && starts_upper(passage_.at(sentence)) &&
         reader_.words().has(AttendeeList::office, pieces.front().folded);
}

// "Alma Ek var inbjuden." behind a list: no dictionary of ours has the verbs of Swedish.
bool ListFinder::tells_of_person(Span sentence) const {
  const auto matches = passage_.rulebook.find("attendee", passage_.at(sentence), "");
  return std::any_of(matches.begin(), matches.end(), [](const Match& match) {
    const std::string& makes = match.rule->makes;
    return makes == "absent" || makes == "heard" || makes == "chair";
  });
}

// A list inside a paragraph ends where sentences begin.
Span ListFinder::first_sentences(Span content) const {
  bool first = true;
  for (const Span sentence : passage_.sentences) {
    if (sentence.end <= content.begin) continue;
    if (sentence.begin >= content.end) break;
    if (!first && sentence.begin > content.begin &&
        (heading_of(sentence) || tells_office(sentence) || tells_of_person(sentence) ||
         rows_.is_sentence(pieces_of(passage_, sentence))))
      return {content.begin, sentence.begin};
    first = false;
  }
  return content;
}

// Where a sentence begins within the row of a list that is the heading of another.
std::optional<std::size_t> ListFinder::sentence_with_heading(Span row) const {
  auto sentence =
      std::upper_bound(passage_.sentences.begin(), passage_.sentences.end(), row.begin,
                       [](std::size_t offset, const Span& each) { return offset < each.begin; });
  for (; sentence != passage_.sentences.end() && sentence->begin < row.end; ++sentence) {
    if (heading_of(*sentence)) return sentence->begin;
  }
  return std::nullopt;
}

// "Saapuvilla olivat A, B ja C, joka toimi sihteerinä." is read to its full stop, however many
// lines it takes.
Span ListFinder::with_rest_of_sentence(const AttendeeHeading& heading, Span rest) const {
  if (rest.empty() || !(heading.verb || (!heading.colon && runs_on(rest)))) return rest;
  for (const Span sentence : passage_.sentences) {
    const bool closed = heading.verb || passage_.at(sentence).ends_with('.');
    if (sentence.contains(rest.begin) && sentence.end > rest.end && sentence.size() < 5000 &&
        closed)
      return {rest.begin, sentence.end};
  }
  return rest;
}

// "Mukana A, B" and in the next line of the paragraph "ja C. Muistion laati B."
bool ListFinder::runs_on(Span rest) const {
  return rest.end < passage_.flow.size() && passage_.flow[rest.end] == ' ';
}

// Where the sentence that runs on into the row ends, or else the row before.
std::size_t ListFinder::end_of_sentence_before(std::size_t row) const {
  const Span span = document_.rows[row].span;
  const std::size_t end = document_.rows[row - 1].span.end;
  if (end < span.begin && passage_.flow[end] != ' ') return end;
  if (tells_office(span)) return end;  // Behind "Kirsi W."
  for (const Span sentence : passage_.sentences) {
    if (sentence.begin >= end || sentence.end <= span.begin) continue;
    if (sentence.end < span.end) return sentence.end;
  }
  return end;
}

// True where a whole sentence stands apart from the lists around it.
bool ListFinder::has_sentence_between(std::size_t begin, std::size_t end) const {
  const auto next = std::lower_bound(
      passage_.sentences.begin(), passage_.sentences.end(), begin,
      [](const Span& sentence, std::size_t offset) { return sentence.begin < offset; });
  return next != passage_.sentences.end() && next->end <= end;
}

// Groups were read one by one: a name that is not sure of its order has that of nearly all others,
// "Läsnä: Virtanen Aino, Malli Otso, Puu Pekka" and below it "Poissa: Suni Risto".
void ListFinder::settle_orders(std::vector<ListedEntry>& list) {
  constexpr std::size_t fewest = 3, names_in_two_words = 2;
  constexpr double sure = 1.5;
  std::size_t turned = 0, natural = 0;
  for (const ListedEntry& listed : list) {
    const auto& order = listed.entry.order;
    if (order && *order != 0) ++(listed.entry.turned ? turned : natural);
  }
  if (turned < fewest || natural * fewest > turned) return;
  for (ListedEntry& listed : list) {
    AttendeeEntry& entry = listed.entry;
    const bool doubtful = entry.order && *entry.order < sure && !entry.turned;
    if (!doubtful || entry.words.size() != names_in_two_words) continue;
    std::swap(entry.words[0], entry.words[1]);
    entry.turned = true;
  }
}

// An x for some in a group: those without one were not there. Deputies without one were not
// there either where the members have marks.
void ListFinder::settle_marks(std::vector<ListedEntry>& list) const {
  struct Marks {
    std::size_t marked = 0, crossed = 0, all = 0;
  };
  std::map<std::size_t, Marks> groups;
  bool any = false;
  for (const ListedEntry& listed : list) {
    Marks& marks = groups[listed.group];
    ++marks.all;
    marks.marked += listed.entry.presence == Presence::present;
    marks.crossed +=
        listed.entry.presence == Presence::absent && listed.presence != Presence::absent;
    any |= marks.marked > 1;
  }
  for (ListedEntry& listed : list) {
    const Marks& marks = groups[listed.group];
    const bool by_marks =
        marks.marked >= 2 || (marks.marked == 1 && (marks.crossed > 0 || marks.all <= 3));
    const bool deputy = listed.entry.roles.contains(Role::deputy);
    if (listed.entry.presence) {
      if (listed.presence != Presence::absent || *listed.entry.presence == Presence::absent ||
          listed.entry.came_instead)
        listed.presence = *listed.entry.presence;
    } else if (!listed.entry.remote && ((by_marks && (marks.crossed < 2 || deputy)) ||
                                        (any && deputy && marks.marked == 0))) {
      listed.presence = Presence::absent;
      listed.entry.unmarked = true;
      listed.confidence *= 0.9;
    }
  }
}

// "Aino Esimerkki | pj" and below it "Otso Malli" with nothing beside it: the reader takes the
// second for more of the first cell. Each line that names a person is a row of its own, with
// what stands beside it.
std::vector<ListPiece> ListFinder::with_lines_parted(std::vector<ListPiece> row) const {
  std::map<std::size_t, std::vector<ListPiece>> lines;
  std::map<int, std::vector<std::size_t>> columns;
  for (const ListPiece& piece : row) {
    if (piece.kind == PieceKind::cell || piece.kind == PieceKind::soft_break) continue;
    auto& pieces = lines[piece.line];
    if (pieces.empty()) columns[piece.column].push_back(piece.line);
    pieces.push_back(piece);
  }
  const auto names = std::find_if(columns.begin(), columns.end(),
                                  [](const auto& column) { return column.second.size() > 1; });
  if (names == columns.end() || std::next(names) == columns.end()) return row;
  std::vector<ListPiece> parted;
  std::size_t taken = 0;
  for (const std::size_t line : names->second) {
    const auto& pieces = lines[line];
    const auto name = reader_.find_name(pieces, 0, pieces.size());
    if (!name || name->score < 1.5) return row;
    const auto add_break = [&](PieceKind kind) {
      parted.emplace_back();
      parted.back().kind = kind;
      parted.back().span = {pieces.front().span.begin, pieces.front().span.begin};
    };
    if (!parted.empty()) add_break(PieceKind::hard_break);
    for (auto front = columns.begin(); line == names->second.front() && front != names; ++front) {
      const auto& whose = lines[front->second.front()];  // The organisation, for all of them.
      parted.insert(parted.end(), whose.begin(), whose.end());
      add_break(PieceKind::cell);
      ++taken;
    }
    parted.insert(parted.end(), pieces.begin(), pieces.end());
    ++taken;
    const Box& box = document_.lines[line].box;
    for (auto beside = std::next(names); beside != columns.end(); ++beside) {
      for (const std::size_t other : beside->second) {
        if (std::abs(document_.lines[other].box.top - box.top) > 0.3 * box.height()) continue;
        add_break(PieceKind::cell);
        parted.insert(parted.end(), lines[other].begin(), lines[other].end());
        ++taken;
      }
    }
  }
  return taken == lines.size() ? parted : row;
}

std::vector<ListPiece> ListFinder::pieces_in(const Group& group) const {
  if (group.cells.empty()) return pieces_of(passage_, group.content);
  std::vector<ListPiece> all;
  for (const Span cell : group.cells) {
    if (!all.empty()) {
      all.emplace_back();
      all.back().kind = PieceKind::hard_break;
      all.back().span = {cell.begin, cell.begin};
    }
    const auto pieces = pieces_of(passage_, cell);
    all.insert(all.end(), pieces.begin(), pieces.end());
  }
  return all;
}

std::vector<ListPiece> ListFinder::with_all_lines_parted(std::vector<ListPiece> pieces) const {
  std::vector<ListPiece> all, row;
  const auto end_row = [&] {
    row = with_lines_parted(std::move(row));
    all.insert(all.end(), row.begin(), row.end());
    row.clear();
  };
  for (ListPiece& piece : pieces) {
    if (piece.kind != PieceKind::hard_break) {
      row.push_back(std::move(piece));
      continue;
    }
    end_row();
    all.push_back(std::move(piece));
  }
  end_row();
  return all;
}

// "Puheenjohtaja" on the first line of a row, which begins at pieces[first], and who it is on the
// next.
std::optional<ListFinder::OfficeLine> ListFinder::office_line_at(
    const std::vector<ListPiece>& pieces, std::size_t first) const {
  const auto end_of_words = [&](std::size_t at) {
    while (at < pieces.size() && is_word(pieces[at])) ++at;
    return at;
  };
  const std::size_t end = end_of_words(first);
  if (end == first || end + 1 >= pieces.size() || !is_line_break(pieces[end])) return std::nullopt;
  if (row_at(document_, pieces[first].span.begin) != row_at(document_, pieces[end + 1].span.begin))
    return std::nullopt;
  const auto role =
      rows_.office_over(part_of(pieces, first, end), part_of(pieces, end + 1, pieces.size()));
  return role ? std::optional(OfficeLine{*role, end + 1}) : std::nullopt;
}

// The group as it is read: where such lines head some of its rows, each of these is a group of its
// own.
std::vector<ListFinder::CutGroup> ListFinder::cut_at_offices(const Group& group) const {
  const auto pieces = pieces_in(group);
  if (!group.cells.empty()) return {{group.heading.role, pieces}};
  std::vector<CutGroup> parts;
  const auto add = [&](std::optional<Role> role, std::size_t first, std::size_t last) {
    while (first < last && is_line_break(pieces[first])) ++first;
    while (first < last && is_line_break(pieces[last - 1])) --last;
    if (first < last) parts.push_back({role, with_all_lines_parted(part_of(pieces, first, last))});
  };
  std::size_t begin = 0;
  for (std::size_t at = 0; at < pieces.size(); ++at) {
    const auto row = row_at(document_, pieces[at].span.begin);
    const bool begins_row = at == 0 || (pieces[at - 1].kind == PieceKind::hard_break &&
                                        row != row_at(document_, pieces[at - 1].span.begin - 1));
    const auto office = begins_row && row ? office_line_at(pieces, at) : std::nullopt;
    if (!office) continue;
    std::size_t end = office->end;
    while (end < pieces.size() && pieces[end].span.begin < document_.rows[*row].span.end) ++end;
    add(group.heading.role, begin, at);
    add(office->role, office->end, end);
    begin = end;
    at = end - 1;
  }
  add(group.heading.role, begin, pieces.size());
  return parts;
}

bool ListFinder::keep(const std::vector<Group>& groups, const ColumnHeads& heads,
                      const std::string& rule, double confidence) {
  std::vector<ListedEntry> list;
  std::size_t strong = 0, first_names = 0, cut_groups = 0;
  for (const Group& group : groups) {
    for (const CutGroup& cut : cut_at_offices(group)) {
      const bool by_first_names = first_names > 1 && first_names * 2 > list.size();
      for (AttendeeEntry& entry : reader_.read(cut.pieces, heads, by_first_names)) {
        first_names += entry.words.size() == 1;
        strong += !entry.weak;
        if (entry.roles.empty() && cut.role) entry.roles.insert(*cut.role);
        const auto& organisation =
            group.organisation ? group.organisation : group.heading.organisation;
        if (organisation && entry.organisations.empty())
          entry.organisations.push_back(*organisation);
        entry.remote |= group.heading.remote;
        ListedEntry listed;
        listed.presence = group.heading.absent ? Presence::absent : Presence::present;
        listed.rule = rule;
        listed.confidence = entry.weak ? confidence * 0.8 : confidence;
        listed.list = lists_;
        listed.group = cut_groups;
        listed.entry = std::move(entry);
        list.push_back(std::move(listed));
      }
      ++cut_groups;
    }
  }
  if (strong == 0) return false;
  settle_orders(list);
  settle_marks(list);
  add_extents(groups);
  found_.entries.insert(found_.entries.end(), std::make_move_iterator(list.begin()),
                        std::make_move_iterator(list.end()));
  ++lists_;
  return true;
}

void ListFinder::add_extents(const std::vector<Group>& groups) {
  for (const Group& group : groups) {
    const bool goes_on = !found_.extents.empty() && &group != &groups.front() &&
                         !has_sentence_between(found_.extents.back().end, group.content.begin);
    if (goes_on)
      found_.extents.back().end = group.content.end;
    else
      found_.extents.push_back(group.content);
  }
}

// True of a paragraph or a table of its own that stands where the column beside the labels of
// the margin does.
bool ListFinder::is_indented(std::size_t row, std::size_t heading_row) const {
  constexpr double least = 40;
  const Row &it = document_.rows[row], &heading = document_.rows[heading_row];
  const bool same_table =
      it.block == heading.block && document_.blocks[it.block].kind == BlockKind::table;
  return !same_table && it.box.left > heading.box.left + least;
}

// "Muut saapuvilla | A" and below it "olleet | B": where the cells begin beside the rest of a
// heading that takes two lines of the margin.
std::optional<std::size_t> ListFinder::after_rest_of_heading(
    const std::vector<ListPiece>& pieces) const {
  std::size_t at = 0;
  while (at < pieces.size() && pieces[at].kind == PieceKind::word && pieces[at].column == 0 &&
         reader_.words().has(AttendeeList::heading_filler, pieces[at].folded))
    ++at;
  const bool whole_cell = at == pieces.size() || pieces[at].kind == PieceKind::cell;
  return at > 0 && whole_cell ? std::optional<std::size_t>(at + 1) : std::nullopt;
}

// A person and, in the row below, whom he stands for, again and again: what was taken for the
// heading of the next is of the one before. `last_row` is the row that ended the list.
void ListFinder::give_organisations_below(std::vector<Group>& groups, std::size_t last_row) const {
  if (groups.size() < 3 || last_row >= document_.rows.size()) return;
  const auto is_one_row = [&](const Group& group) {
    const auto pieces = pieces_of(passage_, group.content);
    return std::none_of(pieces.begin(), pieces.end(), is_line_break);
  };
  std::size_t first = 0;  // The first person may stand beside or under the heading.
  while (first < groups.size() && groups[first].content.size() < 4) ++first;
  if (first + 2 > groups.size() || groups[first].organisation || !is_one_row(groups[first])) return;
  for (std::size_t i = first + 1; i < groups.size(); ++i) {
    if (!groups[i].organisation || groups[i].content.size() < 4 || !is_one_row(groups[i])) return;
  }
  const auto& last = rows_.pieces_of_row(last_row);
  const bool names_one = !last.empty() && last.size() <= 6 &&
                         std::all_of(last.begin(), last.end(),
                                     [](const ListPiece& piece) { return is_word(piece); }) &&
                         starts_upper(document_.at(document_.rows[last_row].span)) &&
                         !rows_.item_begins(last_row) && !rows_.is_sentence(last) &&
                         !rows_.is_other_label(last, "") && !heading_at(reader_, last, 0);
  if (!names_one) return;
  for (std::size_t i = first; i + 1 < groups.size(); ++i)
    groups[i].organisation = groups[i + 1].organisation;
  groups.back().organisation = single_spaced(passage_.at(document_.rows[last_row].span));
}

}  // namespace muistio
