#include "rules/attendees_tables.h"

#include <array>
#include <string>

namespace muistio {
namespace {

std::optional<ColumnHead> head_named(std::string_view value) {
  struct Named {
    std::string_view value;
    ColumnHead head;
  };
  static constexpr std::array heads{
      Named{"name", ColumnHead::name},       Named{"given", ColumnHead::given_name},
      Named{"surname", ColumnHead::surname}, Named{"deputy", ColumnHead::deputy},
      Named{"title", ColumnHead::title},     Named{"organisation", ColumnHead::organisation},
      Named{"present", ColumnHead::present}, Named{"absent", ColumnHead::absent},
      Named{"remote", ColumnHead::remote},   Named{"contact", ColumnHead::contact},
  };
  for (const Named& named : heads) {
    if (named.value == value) return named.head;
  }
  return std::nullopt;
}

}  // namespace

std::optional<ColumnHeads> column_heads(const EntryReader& reader,
                                        const std::vector<ListPiece>& pieces) {
  ColumnHeads heads;
  bool names = false;
  for (std::size_t first = 0; first < pieces.size();) {
    std::string text;
    std::size_t last = first;
    for (; last < pieces.size() && pieces[last].kind != PieceKind::cell; ++last) {
      if (pieces[last].kind == PieceKind::word)
        text += (text.empty() ? "" : " ") + pieces[last].folded;
    }
    const auto head = head_named(reader.words().value_of(AttendeeList::column, text));
    if (!head && !text.empty()) return std::nullopt;
    if (head) heads[pieces[first].column] = *head;
    names |= head == ColumnHead::name || head == ColumnHead::deputy || head == ColumnHead::surname;
    first = last + 1;
  }
  if (heads.size() < 2) return std::nullopt;
  return names || heads.size() > 2 ? std::optional<ColumnHeads>(heads) : std::nullopt;
}

}  // namespace muistio
