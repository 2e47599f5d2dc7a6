#include "rules/attendees_breaks.h"

#include <utility>

#include "rules/attendees_notes.h"

namespace muistio {
namespace {

// What a printed line of the list looks like before it is known where persons part.
struct PrintedLine {
  std::size_t first = 0, last = 0;  // Range of pieces.
  std::size_t full_names = 0;
  bool starts_person = false;  // A name at its start, maybe after a title.
  bool single = false;         // One word that may be a name.
  bool whole = false;          // Nothing at its end waits for more.
  bool waits = false;          // A title after a conjunction waits for its name.
};

// "Aino Virtanen (Kunta," and on the next line "pj)"
bool ends_inside_brackets(const std::vector<ListPiece>& pieces, const PrintedLine& line) {
  for (std::size_t i = line.last; i > line.first; --i) {
    if (pieces[i - 1].kind == PieceKind::close) return false;
    if (pieces[i - 1].kind == PieceKind::open) return true;
  }
  return false;
}

class LineBreaks {
 public:
  explicit LineBreaks(const EntryReader& reader) : reader_(reader), notes_(reader) {}

  std::vector<ListPiece> settled(const std::vector<ListPiece>& pieces) const;

 private:
  PrintedLine printed_line(const std::vector<ListPiece>& pieces, std::size_t first,
                           std::size_t last) const;
  bool is_before_name(const std::vector<ListPiece>& pieces, std::size_t begin,
                      EntryReader::NameAt name) const;
  bool is_surname_alone(const std::vector<ListPiece>& pieces, std::size_t first,
                        std::size_t last) const;
  bool is_whole(const std::vector<ListPiece>& pieces, const PrintedLine& line, std::size_t begin,
                bool after_conjunction) const;
  std::pair<std::size_t, bool> last_stretch(const std::vector<ListPiece>& pieces,
                                            const PrintedLine& line) const;
  bool ends_in_lone_name(const std::vector<ListPiece>& pieces, std::size_t first,
                         std::size_t last) const;
  bool ends_inside_name(const std::vector<ListPiece>& pieces, const PrintedLine& left,
                        PieceKind kind, const PrintedLine& right) const;
  bool begins_with_role_of_last(const std::vector<ListPiece>& pieces, const PrintedLine& left,
                                const PrintedLine& right) const;
  bool begins_with_label(const std::vector<ListPiece>& pieces, const PrintedLine& line) const;
  bool parts(const std::vector<ListPiece>& pieces, const PrintedLine& left, PieceKind kind,
             const PrintedLine& right) const;

  const EntryReader& reader_;
  NoteReader notes_;
};

PrintedLine LineBreaks::printed_line(const std::vector<ListPiece>& pieces, std::size_t first,
                                     std::size_t last) const {
  PrintedLine line;
  line.first = first;
  line.last = last;
  while (line.first < last && pieces[line.first].kind == PieceKind::bullet) ++line.first;
  std::size_t begin = line.first;
  bool only_titles = false;
  for (std::size_t end = begin; end <= last; ++end) {
    if (end < last && is_word(pieces[end])) continue;
    const auto name = reader_.find_name(pieces, begin, end);
    line.full_names += name.has_value();
    bool at_start = begin == line.first;
    if (!at_start && only_titles) at_start = true;  // "lehtori, FT Aino Esimerkki"
    const bool labels =
        end < last && (pieces[end].kind == PieceKind::cell || pieces[end].kind == PieceKind::colon);
    only_titles = !name && end > begin && at_start &&
                  (notes_.is_job_title(pieces, {begin, end}) ||
                   (labels && notes_.role_of(pieces, {begin, end})));  // "Siht. | Aino Esimerkki"
    if (at_start && name) line.starts_person = is_before_name(pieces, begin, *name);
    if (at_start && !name && end + 1 < last && pieces[end].kind == PieceKind::comma &&
        is_surname_alone(pieces, begin, end))
      line.full_names += line.starts_person = is_given_alone(reader_, pieces, end + 1, last);
    begin = end + 1;
  }
  line.single = last == line.first + 1 && is_word(pieces[line.first]) &&
                reader_.look(pieces[line.first]).may_name();
  const auto [begin_of_last, after_conjunction] = last_stretch(pieces, line);
  line.whole = is_whole(pieces, line, begin_of_last, after_conjunction);
  line.waits = after_conjunction && !line.whole && !reader_.look(pieces[last - 1]).capital;
  return line;
}

// A role, a title, or a noun that no list has: "kaavoittaja Aino Esimerkki".
bool LineBreaks::is_before_name(const std::vector<ListPiece>& pieces, std::size_t begin,
                                EntryReader::NameAt name) const {
  if (notes_.is_before_name(pieces, {begin, name.first})) return true;
  return name.score >= 1.5 && name.first == begin + 1 && notes_.is_noun(pieces[begin]) &&
         !reader_.look(pieces[begin]).capital;
}

// "Halmén", "von Bruun"
bool LineBreaks::is_surname_alone(const std::vector<ListPiece>& pieces, std::size_t first,
                                  std::size_t last) const {
  while (first + 1 < last && reader_.look(pieces[first]).particle) ++first;
  return first + 1 == last && reader_.look(pieces[first]).may_name();
}

// Where the words after the line's last separator begin, and whether that is a conjunction.
std::pair<std::size_t, bool> LineBreaks::last_stretch(const std::vector<ListPiece>& pieces,
                                                      const PrintedLine& line) const {
  std::size_t begin = line.last;
  while (begin > line.first && is_word(pieces[begin - 1]) &&
         reader_.words().value_of(AttendeeList::conjunction, pieces[begin - 1].folded) != "and")
    --begin;
  const bool parts_words =  // "vesi- ja ympäristöpiiri"
      begin > line.first + 1 && pieces[begin - 2].folded.ends_with('-');
  const bool behind = begin > line.first && begin < line.last && is_word(pieces[begin - 1]);
  return {begin, behind && !parts_words};
}

// False where the last word is a title before a name, or a first name without its surname.
bool LineBreaks::is_whole(const std::vector<ListPiece>& pieces, const PrintedLine& line,
                          std::size_t begin, bool after_conjunction) const {
  if (line.last == line.first || !is_word(pieces[line.last - 1])) return true;
  const WordLook& look = reader_.look(pieces[line.last - 1]);
  std::size_t first = line.last;
  while (first > line.first && is_word(pieces[first - 1])) --first;
  const bool two_roles = after_conjunction && notes_.role_of(pieces, {first, line.last});
  if (!look.capital) return line.full_names == 1 && (!after_conjunction || two_roles);
  if (look.initial) return begin + 1 < line.last;
  const bool surname_first = line.starts_person && line.full_names == 1;
  return surname_first || !(begin + 1 == line.last && look.given && begin > line.first);
}

std::vector<ListPiece> LineBreaks::settled(const std::vector<ListPiece>& pieces) const {
  std::vector<ListPiece> settled;
  std::size_t begin = 0;
  PrintedLine left;
  for (std::size_t end = 0; end <= pieces.size(); ++end) {
    if (end < pieces.size() && !is_line_break(pieces[end])) continue;
    PrintedLine right = printed_line(pieces, begin, end);
    if (begin > 0 && parts(pieces, left, pieces[begin - 1].kind, right)) {
      settled.push_back(pieces[begin - 1]);
      settled.back().kind = PieceKind::hard_break;
    } else if (begin > 0) {
      right.full_names += left.full_names;  // "Aino Esimerkki," and "pj" are one line.
      right.whole |= right.full_names == 1 && !right.waits;
    }
    settled.insert(settled.end(), pieces.begin() + static_cast<std::ptrdiff_t>(begin),
                   pieces.begin() + static_cast<std::ptrdiff_t>(end));
    left = right;
    begin = end + 1;
  }
  return settled;
}

bool LineBreaks::ends_in_lone_name(const std::vector<ListPiece>& pieces, std::size_t first,
                                   std::size_t last) const {
  std::size_t begin = last;
  while (begin > first && is_word(pieces[begin - 1])) --begin;
  return is_surname_alone(pieces, begin, last);
}

// "Aino Virtanen, Otso" and on the next line "Malli ja Pekka Puu": the line ends inside a name.
bool LineBreaks::ends_inside_name(const std::vector<ListPiece>& pieces, const PrintedLine& left,
                                  PieceKind kind, const PrintedLine& right) const {
  auto [begin, after_conjunction] = last_stretch(pieces, left);
  while (begin + 1 < left.last && !reader_.look(pieces[begin]).capital) ++begin;  // A title.
  if (begin + 1 != left.last || !reader_.look(pieces[begin]).given || pieces[begin].dot)
    return false;
  if (begin == left.first && (kind == PieceKind::hard_break || right.single)) return false;
  if (begin > left.first + 1 && pieces[begin - 1].kind == PieceKind::comma &&
      ends_in_lone_name(pieces, left.first, begin - 1))
    return false;  // "Virtanen, Aino"
  std::size_t end = right.first;
  while (end < right.last && is_word(pieces[end]) &&
         reader_.words().value_of(AttendeeList::conjunction, pieces[end].folded) != "and") {
    if (pieces[end++].dot) break;
  }
  const bool goes_on = end < right.last && pieces[end].kind != PieceKind::colon;
  return is_surname_alone(pieces, right.first, end) && !reader_.look(pieces[right.first]).given &&
         (goes_on || begin > left.first);
}

std::size_t end_of_words(const std::vector<ListPiece>& pieces, std::size_t at) {
  while (at < pieces.size() && is_word(pieces[at])) ++at;
  return at;
}

// "Aino Virtanen puheenjohtaja, Otso Malli" and on the next line "sihteeri, Pekka Puu": roles stand
// behind their names.
bool LineBreaks::begins_with_role_of_last(const std::vector<ListPiece>& pieces,
                                          const PrintedLine& left, const PrintedLine& right) const {
  const std::size_t role_end = end_of_words(pieces, right.first);
  const bool role = role_end < right.last && pieces[role_end].kind == PieceKind::comma &&
                    notes_.role_of(pieces, {right.first, role_end});
  if (!role) return false;
  for (std::size_t begin = left.first; begin < left.last;) {
    const std::size_t end = end_of_words(pieces, begin);
    const auto name = reader_.find_name(pieces, begin, end);
    if (name && name->last < end && notes_.role_of(pieces, {name->last, end})) return true;
    begin = end + 1;
  }
  return false;
}

// "Rederi Ab Linjen: Alma Ek" below "Öråd: Kaj Ny": whom they stand for, and a full name behind it.
bool LineBreaks::begins_with_label(const std::vector<ListPiece>& pieces,
                                   const PrintedLine& line) const {
  const std::size_t colon = end_of_words(pieces, line.first);
  if (colon == line.first || colon + 1 >= line.last || pieces[colon].kind != PieceKind::colon ||
      !reader_.look(pieces[line.first]).capital)
    return false;
  return reader_.find_name(pieces, colon + 1, end_of_words(pieces, colon + 1)).has_value();
}

bool LineBreaks::parts(const std::vector<ListPiece>& pieces, const PrintedLine& left,
                       PieceKind kind, const PrintedLine& right) const {
  if (right.first == right.last || left.first == left.last) return true;
  const ListPiece& last = pieces[left.last - 1];
  if (ends_inside_brackets(pieces, left)) return false;
  const bool begins_row = pieces[right.first].column < last.column;
  if (pieces[right.first].kind == PieceKind::open) {  // "(Otso Malli)" may begin a row: was away.
    return begins_row && kind == PieceKind::hard_break &&
           reader_.find_name(pieces, right.first + 1, end_of_words(pieces, right.first + 1));
  }
  const bool alone = left.last > 1 && pieces[left.last - 2].kind == PieceKind::cell;
  const bool joins = reader_.words().value_of(AttendeeList::conjunction, last.folded) == "and" &&
                     !(alone && reader_.words().has(AttendeeList::presence, last.folded));  // "ja"
  const bool open_end = last.kind == PieceKind::open || last.kind == PieceKind::dash || joins;
  if (open_end || (left.waits && !begins_row)) return false;
  if (pieces[right.last - 1].kind == PieceKind::colon &&
      reader_.look(pieces[right.first]).capital && last.kind != PieceKind::comma)
    return true;  // "Urakoitsijan edustajat:" over persons.
  if (ends_inside_name(pieces, left, kind, right)) return false;
  if (last.kind != PieceKind::comma && begins_with_label(pieces, right)) return true;
  if (begins_row && kind == PieceKind::hard_break) return true;
  if (last.kind == PieceKind::comma) return right.starts_person && left.full_names <= 1;
  if (left.single && right.single) return true;
  if (kind == PieceKind::hard_break)
    return left.whole || right.starts_person || left.full_names < 2 || left.single;
  return right.starts_person && (left.whole || left.single) &&
         !begins_with_role_of_last(pieces, left, right);
}

}  // namespace

std::vector<ListPiece> with_breaks_settled(const EntryReader& reader,
                                           const std::vector<ListPiece>& pieces) {
  return LineBreaks(reader).settled(pieces);
}

bool is_given_alone(const EntryReader& reader, const std::vector<ListPiece>& pieces, std::size_t at,
                    std::size_t end) {
  if (at >= end || !is_word(pieces[at])) return false;
  if (!reader.look(pieces[at]).given && !reader.look(pieces[at]).given_maybe) return false;
  for (++at; at < end && is_word(pieces[at]); ++at) {
    const WordLook& look = reader.look(pieces[at]);
    if (!look.may_name() || pieces[at - 1].dot) return true;
    if (!look.given || look.surname) return false;
  }
  return true;
}

}  // namespace muistio
