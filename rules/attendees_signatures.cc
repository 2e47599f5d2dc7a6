#include "rules/attendees_signatures.h"

#include <algorithm>
#include <optional>

#include "corpus/unicode.h"
#include "rules/attendees_notes.h"

namespace muistio {
namespace {

// A line of the signature block: where it stands, and a role or a name or both.
struct SignatureLine {
  std::size_t row = 0;
  int column = 0;
  std::optional<Role> role;
  std::optional<AttendeeEntry> name;
  bool role_capital = false;
  bool signed_for = false;  // "Tarkastettu", "Justerat:": whose names follow in the row.
  std::vector<Role> roles;  // Of several side by side in one line.
  std::vector<AttendeeEntry> names = {};  // The same of names.
};

bool is_signing(Role role) {
  return is_officer(role) || role == Role::inspector;
}

class SignatureFinder {
 public:
  SignatureFinder(const EntryReader& reader, const std::vector<AgendaItem>& items)
      : reader_(reader), notes_(reader), document_(reader.passage().document), items_(items) {}

  std::vector<Signature> find() {
    read_lines();
    for (std::size_t i = 0; i < lines_.size(); ++i) take(i);
    return std::move(found_);
  }

 private:
  void read_lines();
  void read_line(const Line& line);
  void read_several(const std::vector<ListPiece>& pieces, SignatureLine& read);
  std::size_t end_of_signed(const std::vector<ListPiece>& pieces) const;
  void take_signed(std::size_t at);
  std::optional<Role> role_among_titles(const std::vector<ListPiece>& pieces) const;
  void take(std::size_t at);
  void take_several(std::size_t at);
  std::optional<std::size_t> neighbour(std::size_t at, bool below) const;
  bool is_rule_line(const Line& line) const;

  const EntryReader& reader_;
  NoteReader notes_;
  const Document& document_;
  const std::vector<AgendaItem>& items_;
  std::vector<SignatureLine> lines_;
  std::vector<Signature> found_;
};

void SignatureFinder::read_lines() {
  std::size_t begin = document_.text.size() * 2 / 3;
  if (!items_.empty()) begin = std::max(begin, items_.back().evidence.span.end);
  if (!items_.empty() && document_.text.size() < 6000) begin = items_.back().evidence.span.end;
  for (const Line& line : document_.lines) {
    if (line.span.begin >= begin && !is_rule_line(line)) read_line(line);
  }
}

// The stroke on which to sign.
bool SignatureFinder::is_rule_line(const Line& line) const {
  return document_.at(line.span).find_first_not_of("_.-– ") == std::string_view::npos;
}

void SignatureFinder::read_line(const Line& line) {
  SignatureLine read;
  read.row = line.row;
  read.column = line.cell;
  auto pieces = pieces_of(reader_.passage(), line.span);
  if (const std::size_t label = end_of_signed(pieces); label > 0) {
    read.signed_for = true;
    pieces.erase(pieces.begin(), pieces.begin() + static_cast<std::ptrdiff_t>(label));
  }
  std::size_t words = 0;
  for (const ListPiece& piece : pieces) words += piece.kind == PieceKind::word;
  if (words > 0 && words <= 8) {
    std::size_t last = pieces.size();
    while (last > 0 && pieces[last - 1].kind != PieceKind::word) --last;
    read.role = notes_.role_of(pieces, {0, last});
    read.role_capital = starts_upper(document_.at(line.span));
    auto entries = reader_.read(pieces);
    if (!read.role && entries.size() == 1 && entries[0].words.size() > 1 &&
        entries[0].words.size() < 4 && !entries[0].weak)
      read.name = std::move(entries[0]);
    if (!read.role && !read.name) read.role = role_among_titles(pieces);
    if (!read.role && !read.name) read_several(pieces, read);
  }
  lines_.push_back(std::move(read));
}

// Where "Tarkastettu:" or "Protokollet justerat:" ends that begins the line; 0 where none does.
std::size_t SignatureFinder::end_of_signed(const std::vector<ListPiece>& pieces) const {
  std::vector<std::string> words;
  for (const ListPiece& piece : pieces) {
    if (piece.kind != PieceKind::word) break;
    words.push_back(piece.folded);
  }
  const std::size_t length = reader_.words().longest_at(AttendeeList::signed_for, words, 0).length;
  if (length == 0 || (length < pieces.size() && pieces[length].kind == PieceKind::word)) return 0;
  return std::min(length + 1, pieces.size());
}

// "dekaani, puheenjohtaja"
std::optional<Role> SignatureFinder::role_among_titles(const std::vector<ListPiece>& pieces) const {
  std::optional<Role> signing;
  for (std::size_t at = 0; at < pieces.size();) {
    std::size_t end = at;
    while (end < pieces.size() && pieces[end].kind == PieceKind::word) ++end;
    const auto role = notes_.role_of(pieces, {at, end});
    if (end == at || (!role && !notes_.is_job_title(pieces, {at, end}))) return std::nullopt;
    if (end < pieces.size() && pieces[end].kind != PieceKind::comma) return std::nullopt;
    if (role && is_signing(*role)) signing = role;
    at = end + 1;
  }
  return signing;
}

// "Aino Esimerkki     Otso Malli" over "puheenjohtaja     sihteeri", without columns.
void SignatureFinder::read_several(const std::vector<ListPiece>& pieces, SignatureLine& read) {
  for (std::size_t at = 0; at < pieces.size();) {
    const std::size_t begin = at;
    std::size_t end = at;
    while (end < pieces.size() && pieces[end].kind == PieceKind::word) ++end;
    while (at < end) {  // The longest role or a name of two words.
      std::size_t last = end;
      while (last > at && !notes_.role_of(pieces, {at, last})) --last;
      if (last > at) {
        read.roles.push_back(*notes_.role_of(pieces, {at, last}));
        at = last;
      } else if (at + 1 < end && reader_.find_name(pieces, at, at + 2)) {
        AttendeeEntry entry;
        entry.span = {pieces[at].span.begin, pieces[at + 1].span.end};
        entry.words = reader_.name_words(pieces, {at, at + 2, 0}, false);
        read.names.push_back(std::move(entry));
        at += 2;
      } else {
        read.roles.clear();
        read.names.clear();
        return;
      }
    }
    if (at == begin) ++at;
  }
}

// The nearest line with a bare name in the same column, at most two lines away.
std::optional<std::size_t> SignatureFinder::neighbour(std::size_t at, bool below) const {
  for (std::size_t step = 1, seen = 0; step < 12 && seen < 2; ++step) {
    if (below ? at + step >= lines_.size() : step > at) break;
    const std::size_t other = below ? at + step : at - step;
    if (lines_[other].column != lines_[at].column) continue;
    ++seen;
    if (lines_[other].role) break;
    if (lines_[other].name && lines_[other].name->roles.empty()) return other;
  }
  return std::nullopt;
}

void SignatureFinder::take_several(std::size_t at) {
  const auto& roles = lines_[at].roles;
  for (const std::size_t other : {at - 1, at + 1}) {
    if (other >= lines_.size() || lines_[other].names.size() != roles.size()) continue;
    for (std::size_t i = 0; i < roles.size(); ++i) {
      const AttendeeEntry& name = lines_[other].names[i];
      if (is_signing(roles[i])) found_.push_back({name.span, name.words, roles[i]});
    }
    return;
  }
}

// "Tarkastettu | Aino Esimerkki | Otso Malli"
void SignatureFinder::take_signed(std::size_t at) {
  const auto add = [&](const AttendeeEntry& name) {
    found_.push_back({name.span, name.words, Role::inspector});
  };
  for (std::size_t i = at; i < lines_.size() && lines_[i].row == lines_[at].row; ++i) {
    if (lines_[i].role || !lines_[i].roles.empty()) return;
    if (lines_[i].name) add(*lines_[i].name);
    for (const AttendeeEntry& name : lines_[i].names) add(name);
  }
}

void SignatureFinder::take(std::size_t at) {
  const SignatureLine& line = lines_[at];
  if (line.signed_for) return take_signed(at);
  if (line.roles.size() > 1) return take_several(at);
  if (line.name && !line.name->roles.empty()) {  // "Otso Malli, sihteeri"
    for (const Role role : line.name->roles) {
      if (is_signing(role)) found_.push_back({line.name->span, line.name->words, role});
    }
    return;
  }
  if (!line.role || !is_signing(*line.role)) return;
  const auto above = neighbour(at, false), below = neighbour(at, true);
  auto chosen = above && below ? (line.role_capital ? below : above) : above ? above : below;
  if (!chosen) {
    for (const std::size_t other : {at + 1, at - 1}) {  // "Puheenjohtaja | Otso Malli"
      if (other < lines_.size() && lines_[other].row == line.row && lines_[other].name)
        chosen = other;
    }
  }
  if (!chosen) return;
  const AttendeeEntry& name = *lines_[*chosen].name;
  found_.push_back({name.span, name.words, *line.role});
}

}  // namespace

std::vector<Signature> find_signatures(const EntryReader& reader,
                                       const std::vector<AgendaItem>& items) {
  return SignatureFinder(reader, items).find();
}

}  // namespace muistio
