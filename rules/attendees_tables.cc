#include "rules/attendees_tables.h"

#include <array>
#include <string>
#include <vector>

namespace muistio {
namespace {

std::optional<ColumnHead> head_named(std::string_view value) {
  struct Named {
    std::string_view value;
    ColumnHead head;
  };
  static constexpr std::array heads{
      Named{"name", ColumnHead::name},
      Named{"given", ColumnHead::given_name},
      Named{"surname", ColumnHead::surname},
      Named{"deputy", ColumnHead::deputy},
      Named{"title", ColumnHead::title},
      Named{"organisation", ColumnHead::organisation},
      Named{"present", ColumnHead::present},
      Named{"absent", ColumnHead::absent},
      Named{"remote", ColumnHead::remote},
      Named{"contact", ColumnHead::contact},
      Named{"distribution", ColumnHead::contact},
  };
  for (const Named& named : heads) {
    if (named.value == value) return named.head;
  }
  return std::nullopt;
}

// "Läsnä Jakelu": heads of narrow columns that were read as one cell. Empty where a word is none.
std::vector<ColumnHead> heads_run_together(const EntryReader& reader,
                                           const std::vector<ListPiece>& pieces, std::size_t first,
                                           std::size_t last) {
  std::vector<ColumnHead> heads;
  for (std::size_t i = first; i < last; ++i) {
    if (pieces[i].kind != PieceKind::word) return {};
    const auto head = head_named(reader.words().value_of(AttendeeList::column, pieces[i].folded));
    if (!head) return {};
    heads.push_back(*head);
  }
  return heads;
}

bool is_of_names(ColumnHead head) {
  return head == ColumnHead::name || head == ColumnHead::deputy || head == ColumnHead::surname;
}

// "Jakelu | Tehtävä | Läsnä | Poissa": who gets the memo is who was asked to come, where no
// other column holds names.
bool is_distribution(const EntryReader& reader, const std::string& text) {
  return reader.words().value_of(AttendeeList::column, text) == "distribution";
}

}  // namespace

std::optional<ColumnHeads> column_heads(const EntryReader& reader,
                                        const std::vector<ListPiece>& pieces) {
  ColumnHeads heads;
  bool names = false;
  std::optional<int> distribution;
  for (std::size_t first = 0; first < pieces.size();) {
    std::string text;
    std::size_t last = first;
    for (; last < pieces.size() && pieces[last].kind != PieceKind::cell; ++last) {
      if (pieces[last].kind == PieceKind::word)
        text += (text.empty() ? "" : " ") + pieces[last].folded;
    }
    std::vector<ColumnHead> found;
    if (const auto head = head_named(reader.words().value_of(AttendeeList::column, text)))
      found = {*head};
    else
      found = heads_run_together(reader, pieces, first, last);
    if (found.empty() && !text.empty()) return std::nullopt;
    if (is_distribution(reader, text)) distribution = pieces[first].column;
    for (std::size_t i = 0; i < found.size(); ++i) {
      heads[pieces[first].column + static_cast<int>(i)] = found[i];
      names |= is_of_names(found[i]);
    }
    first = last + 1;
  }
  if (heads.size() < 2) return std::nullopt;
  if (!names && distribution) {
    heads[*distribution] = ColumnHead::name;
    names = true;
  }
  return names || heads.size() > 2 ? std::optional<ColumnHeads>(heads) : std::nullopt;
}

}  // namespace muistio
