#include "rules/attendees_group_heads.h"

#include <algorithm>

#include "rules/attendees_notes.h"
#include "rules/attendees_words.h"
#include "rules/bold_words.h"

namespace muistio {
namespace {

constexpr std::size_t fewest_heads = 2, most_words = 7;

class GroupHeads {
 public:
  GroupHeads(const EntryReader& reader, std::vector<ListPiece> pieces)
      : reader_(reader), notes_(reader), pieces_(std::move(pieces)) {
    std::size_t begin = 0;
    for (std::size_t end = 0; end <= pieces_.size(); ++end) {
      if (end < pieces_.size() && !is_line_break(pieces_[end])) continue;
      lines_.push_back({begin, end});
      begin = end + 1;
    }
  }

  std::vector<ListPiece> marked() {
    std::vector<std::size_t> ends = heads_of_lines();
    const bool lines = !ends.empty();
    if (!lines) ends = bold_heads();
    for (auto end = ends.rbegin(); end != ends.rend(); ++end) mark(*end, lines);
    return std::move(pieces_);
  }

 private:
  // "Suunnittelukeskus Ympyrä Oy", and neither an office nor a person.
  bool may_be_head(Stretch stretch, bool bold = false) const {
    if (stretch.empty() || stretch.size() > most_words) return false;
    const auto begin = pieces_.begin();
    if (!std::all_of(begin + static_cast<std::ptrdiff_t>(stretch.first),
                     begin + static_cast<std::ptrdiff_t>(stretch.last), is_word))
      return false;
    if (!reader_.look(pieces_[stretch.first]).capital || notes_.role_of(pieces_, stretch) ||
        notes_.is_job_title(pieces_, stretch) || (!bold && notes_.are_people(pieces_, stretch)))
      return false;
    if (reader_.words().ends_in(AttendeeList::organisation, "organisation",
                                pieces_[stretch.last - 1].folded))
      return true;
    const bool nickname = stretch.size() == 1 && reader_.look(pieces_[stretch.first]).may_name();
    return !nickname && !reader_.find_name(pieces_, stretch.first, stretch.last);
  }

  bool names_person(Stretch stretch) const {
    for (std::size_t at = stretch.first; at < stretch.last; ++at) {
      std::size_t end = at;
      while (end < stretch.last && is_word(pieces_[end])) ++end;
      if (end > at && reader_.find_name(pieces_, at, end)) return true;
      at = end;
    }
    return false;
  }

  // Of each head in a line of its own its end, where the list begins with one, and each stands
  // over a line that names a person.
  std::vector<std::size_t> heads_of_lines() const {
    std::vector<std::size_t> ends;
    for (std::size_t i = 0; i < lines_.size(); ++i) {
      const bool head = may_be_head(lines_[i]);
      if (i == 0 && !head) return {};
      if (!head) continue;
      const bool over_person =
          i + 1 < lines_.size() && !may_be_head(lines_[i + 1]) && names_person(lines_[i + 1]);
      if (!over_person) return {};
      ends.push_back(lines_[i].last);
    }
    return ends.size() >= fewest_heads ? ends : std::vector<std::size_t>();
  }

  // Of the bold words that begin lines, where what follows is not.
  std::vector<std::size_t> bold_heads() const {
    std::vector<std::size_t> ends;
    for (const Stretch& line : lines_) {
      std::size_t end = line.first;
      while (end < line.last && is_word(pieces_[end]) && is_bold(pieces_[end])) ++end;
      const bool parted = end > line.first && end < line.last && is_word(pieces_[end]);
      if (parted && may_be_head({line.first, end}, true) && names_person({end, line.last}))
        ends.push_back(end);
    }
    return ends.size() >= fewest_heads ? ends : std::vector<std::size_t>();
  }

  bool is_bold(const ListPiece& piece) const {
    return is_bold_at(reader_.passage().document, piece.span.begin);
  }

  void mark(std::size_t end, bool ends_line) {
    if (ends_line && end < pieces_.size()) pieces_[end].kind = PieceKind::hard_break;
    ListPiece colon;
    colon.kind = PieceKind::colon;
    colon.span = {pieces_[end - 1].span.end, pieces_[end - 1].span.end};
    colon.column = pieces_[end - 1].column;
    colon.line = pieces_[end - 1].line;
    pieces_.insert(pieces_.begin() + static_cast<std::ptrdiff_t>(end), colon);
  }

  const EntryReader& reader_;
  NoteReader notes_;
  std::vector<ListPiece> pieces_;
  std::vector<Stretch> lines_;
};

}  // namespace

std::vector<ListPiece> with_group_heads_marked(const EntryReader& reader,
                                               std::vector<ListPiece> pieces) {
  return GroupHeads(reader, std::move(pieces)).marked();
}

}  // namespace muistio
