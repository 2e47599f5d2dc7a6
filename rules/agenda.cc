#include "rules/agenda.h"

#include <algorithm>

#include "corpus/unicode.h"
#include "rules/agenda_entries.h"
#include "rules/agenda_headings.h"
#include "rules/agenda_lines.h"
#include "rules/agenda_misread.h"
#include "rules/agenda_sequence.h"
#include "rules/agenda_table.h"
#include "rules/agenda_title.h"

namespace muistio {
namespace {

class AgendaFinder {
 public:
  explicit AgendaFinder(const Passage& passage)
      : passage_(passage), rows_(printed_rows(passage)), all_(numbered_rows(passage, rows_)) {}

  std::vector<AgendaItem> items() {
    auto sequence = best_sequence(all_, rows_);
    if (add_lost_numbers(passage_, rows_, sequence, all_)) sequence = best_sequence(all_, rows_);
    const auto headings = unnumbered_headings(passage_, rows_);
    const bool few = sequence.size() < 2 && headings.size() > 2 * sequence.size();
    const auto in_table = sequence.size() < 2 ? titles_in_table(passage_) : std::vector<Span>();
    if (in_table.size() > std::max<std::size_t>(1, headings.size())) {
      for (const Span title : in_table) add_title(title, "agenda.table");
      set_extents();
      return std::move(items_);
    }
    if (few || is_list_under_heading(sequence, headings)) {
      add_headings(headings);
    } else {
      entries_ = make_entries(passage_, rows_, all_, sequence);
      take_headings_above();
      add_numbered();
    }
    set_extents();
    return std::move(items_);
  }

 private:
  // A numbered list without text stands under one of several headings, and others follow.
  bool is_list_under_heading(const std::vector<std::size_t>& sequence,
                             const std::vector<std::size_t>& headings) const {
    if (sequence.empty() || headings.size() < 3) return false;
    const std::size_t first = all_[sequence.front()].row, last = all_[sequence.back()].row;
    const auto after_first = std::upper_bound(headings.begin(), headings.end(), first);
    const auto after_last = std::upper_bound(headings.begin(), headings.end(), last);
    if (after_first != after_last || after_first == headings.begin() ||
        after_last == headings.end()) {
      return false;
    }
    return std::none_of(sequence.begin(), sequence.end() - 1, [&](std::size_t index) {
      return all_[index].has_text || rows_[all_[index].row].stands_out();
    });
  }

  // A row that is nothing but "§ 36" or "Kunnanhallitus § 36".
  bool is_lone_number(const Numbered& numbered) const {
    if (numbered.number.style == NumberStyle::organ && numbered.title.empty()) return true;
    const std::string_view text = passage_.at(rows_[numbered.row].span);
    return std::none_of(text.begin(), text.end(),
                        [](char c) { return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z'); });
  }

  // The heading that stands right above a lone number.
  std::optional<std::size_t> heading_above(std::size_t row) const {
    constexpr std::size_t most_rows = 3;
    std::size_t heading = row;
    while (heading > 0 && row - heading < most_rows) {
      const PrintedRow& above = rows_[heading - 1];
      const bool part = heading == row || above.block == rows_[heading].block;
      if (!part || !above.stands_out() || above.part || above.cells != 1 ||
          passage_.at(above.span).ends_with('.')) {
        break;
      }
      --heading;
    }
    return heading < row ? std::optional(heading) : std::nullopt;
  }

  // Some systems print the title of an item above its number: "Tarkastajat" and below it "§ 36".
  void take_headings_above() {
    std::vector<std::optional<std::size_t>> above(entries_.size());
    std::size_t lone = 0, headed = 0;
    for (std::size_t i = 0; i < entries_.size(); ++i) {
      const Numbered& numbered = all_[entries_[i].index];
      if (entries_[i].list_only || entries_[i].heading || !is_lone_number(numbered)) continue;
      above[i] = heading_above(numbered.row);
      ++lone;
      headed += above[i].has_value();
    }
    if (headed < 2 || 3 * headed < 2 * lone) return;
    for (std::size_t i = 0; i < entries_.size(); ++i) {
      if (above[i]) entries_[i].heading = above[i];
    }
  }

  // The row before which the heading of the entry ends.
  std::size_t row_after(std::size_t position) const {
    const Entry& entry = entries_[position];
    if (entry.list_only) return all_[entry.index + 1].row;
    for (std::size_t next = position + 1; next < entries_.size(); ++next) {
      const Entry& other = entries_[next];
      if (!other.list_only) return other.heading.value_or(all_[other.index].row);
    }
    return rows_.size();
  }

  ItemTitle title_of_entry(std::size_t position) const {
    const Entry& entry = entries_[position];
    if (entry.heading) {
      const std::size_t number = all_[entry.index].row;
      const std::size_t end = row_after(position);
      return title_of_heading(passage_, rows_, *entry.heading,
                              number > *entry.heading ? std::min(end, number) : end);
    }
    ItemTitle title = title_of(passage_, rows_, all_[entry.index], row_after(position));
    if (entry.listed && !entry.list_only) {
      const Numbered& listed = all_[*entry.listed];
      const ItemTitle list_title = title_of(passage_, rows_, listed, listed.row + 1);
      if (title.statement || !alike(title.text, list_title.text)) title.text = list_title.text;
      title.statement = false;
    }
    return title;
  }

  void add_numbered() {
    std::vector<ItemTitle> titles;
    std::size_t statements = 0;
    for (std::size_t i = 0; i < entries_.size(); ++i) {
      titles.push_back(title_of_entry(i));
      statements += titles.back().statement;
    }
    const bool sentences = 5 * statements > 2 * entries_.size();
    for (std::size_t i = 0; i < entries_.size(); ++i) {
      add_numbered(entries_[i], titles[i], sentences);
    }
  }

  // Minutes of numbered sentences have no headings but where a line has nothing else.
  void add_numbered(const Entry& entry, const ItemTitle& title, bool sentences) {
    const Numbered& numbered = all_[entry.index];
    const bool heading = !title.statement &&
                         !(sentences && !title.run_in && (title.text_follows || title.full_stop));
    Span span = entry.heading ? rows_[*entry.heading].span : rows_[numbered.row].span;
    if (heading && !title.span.empty()) {
      span = {std::min(span.begin, title.span.begin), title.span.end};
    }
    AgendaItem item;
    item.number = numbered.number.printed;
    if (heading) item.title = title.text;
    item.evidence = evidence_at(passage_.document, span, rule_of(entry, heading),
                                confidence_of(numbered, heading));
    item.extent.begin = span.begin;
    places_.push_back({numbered.number.depth, entry.list_only});
    items_.push_back(std::move(item));
  }

  static const char* rule_of(const Entry& entry, bool heading) {
    if (entry.list_only) return "agenda.listed";
    return heading ? "agenda.numbered_heading" : "agenda.numbered_sentence";
  }

  static double confidence_of(const Numbered& numbered, bool heading) {
    if (!heading) return 0.85;
    return std::clamp(0.7 + 0.12 * numbered.merit, 0.6, 0.98);
  }

  void add_headings(const std::vector<std::size_t>& headings) {
    for (std::size_t i = 0; i < headings.size(); ++i) {
      const std::size_t end = i + 1 < headings.size() ? headings[i + 1] : rows_.size();
      const ItemTitle title = title_of_heading(passage_, rows_, headings[i], end);
      add_title(title.span, "agenda.bare_heading");
      items_.back().title = title.text;
    }
  }

  // An item without a number.
  void add_title(Span title, const char* rule) {
    AgendaItem item;
    item.title = single_spaced(passage_.at(title));
    item.evidence = evidence_at(passage_.document, title, rule, 0.8);
    item.extent.begin = title.begin;
    places_.push_back({1, false});
    items_.push_back(std::move(item));
  }

  // An item ends where the next of its depth begins; the last where the paper is signed.
  void set_extents() {
    const std::size_t end = end_of_items();
    for (std::size_t i = 0; i < items_.size(); ++i) {
      const std::size_t own = items_[i].evidence.span.end;
      const std::size_t next = next_in_body(i);
      items_[i].extent.end = own;
      if (places_[i].list_only) continue;
      const std::size_t limit = next < items_.size() ? items_[next].extent.begin : end;
      items_[i].extent.end = std::max(own, limit);
    }
  }

  std::size_t next_in_body(std::size_t i) const {
    std::size_t next = i + 1;
    while (next < items_.size() &&
           (places_[next].list_only || places_[next].depth > places_[i].depth)) {
      ++next;
    }
    return next;
  }

  std::size_t end_of_items() const {
    std::size_t last = 0;
    for (const AgendaItem& item : items_) last = std::max(last, item.evidence.span.end);
    for (const PrintedRow& row : rows_) {
      if (row.span.begin > last && row.ends_items) return row.span.begin;
    }
    return passage_.flow.size();
  }

  struct Place {
    std::size_t depth = 1;
    bool list_only = false;
  };

  const Passage& passage_;
  std::vector<PrintedRow> rows_;
  std::vector<Numbered> all_;
  std::vector<Entry> entries_;
  std::vector<AgendaItem> items_;
  std::vector<Place> places_;  // One for each item.
};

}  // namespace

std::vector<AgendaItem> find_items(const Passage& passage) {
  return AgendaFinder(passage).items();
}

const AgendaItem* item_at(const std::vector<AgendaItem>& items, std::size_t offset) {
  const AgendaItem* innermost = nullptr;
  for (const AgendaItem& item : items) {
    if (!item.extent.contains(offset)) continue;
    if (!innermost || item.extent.size() <= innermost->extent.size()) innermost = &item;
  }
  return innermost;
}

}  // namespace muistio
