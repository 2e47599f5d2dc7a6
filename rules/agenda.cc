#include "rules/agenda.h"

#include <algorithm>
#include <set>

#include "corpus/unicode.h"
#include "rules/agenda_headings.h"
#include "rules/agenda_lines.h"
#include "rules/agenda_sequence.h"
#include "rules/agenda_title.h"

namespace muistio {
namespace {

std::set<std::string> words_of(std::string_view title) {
  std::set<std::string> words;
  const std::string lower = lower_case(title);
  for (std::size_t begin = 0; begin < lower.size();) {
    const std::size_t end = std::min(lower.find_first_of(" \t\n", begin), lower.size());
    if (end > begin) words.insert(lower.substr(begin, end - begin));
    begin = end + 1;
  }
  return words;
}

bool alike(std::string_view one, std::string_view other) {
  const auto words = words_of(one), other_words = words_of(other);
  std::size_t common = 0;
  for (const std::string& word : words) common += other_words.count(word);
  return 2 * common >= std::min(words.size(), other_words.size()) + 1;
}

bool same_number(const ItemNumber& one, const ItemNumber& other) {
  return one.depth == other.depth && one.parts == other.parts;
}

class AgendaFinder {
 public:
  explicit AgendaFinder(const Passage& passage)
      : passage_(passage), rows_(printed_rows(passage)), all_(numbered_rows(passage, rows_)) {}

  std::vector<AgendaItem> items() {
    sequence_ = best_sequence(all_, rows_);
    move_to_body();
    add_from_list();
    const std::vector<std::size_t> headings = unnumbered_headings(passage_, rows_);
    if (sequence_.size() < 2 && headings.size() > 2 * sequence_.size()) {
      add_headings(headings);
    } else {
      add_numbered();
    }
    set_extents();
    return std::move(items_);
  }

 private:
  // The list of items in front has the numbers and nothing under them. Where the same
  // number stands again behind it with text, that is the item.
  void move_to_body() {
    const auto in_list = [&](std::size_t index) { return !all_[index].has_text; };
    const auto last = std::find_if(sequence_.rbegin(), sequence_.rend(), in_list);
    if (last == sequence_.rend()) return;
    std::size_t from = *last + 1;
    for (std::size_t& index : sequence_) {
      if (!in_list(index)) continue;
      const std::size_t limit = std::min(all_.size(), from + body_reach);
      for (std::size_t body = from; body < limit; ++body) {
        if (!is_body_of(index, body)) continue;
        index = body;
        from = body + 1;
        break;
      }
    }
    std::sort(sequence_.begin(), sequence_.end());
  }

  bool is_body_of(std::size_t list, std::size_t body) const {
    if (!same_number(all_[list].number, all_[body].number)) return false;
    const std::string_view title = passage_.at(all_[body].title);
    return title.empty() || alike(title, passage_.at(all_[list].title));
  }

  // What the list in front names and the body does not: the rest was not scanned, or the
  // number of a heading was lost.
  void add_from_list() {
    if (sequence_.empty()) return;
    const std::size_t body = sequence_.front();
    for (std::size_t first = 0; first < body;) {
      std::size_t last = first + 1;
      while (last < body && steps_between(all_[last - 1].number, all_[last].number) == 1 &&
             all_[last].row <= all_[last - 1].row + 2) {
        ++last;
      }
      if (last - first >= 3) add_missing(first, last);
      first = last;
    }
    if (in_list_only_.empty()) return;
    std::stable_sort(sequence_.begin(), sequence_.end(), [&](std::size_t one, std::size_t other) {
      return all_[one].number.parts < all_[other].number.parts;
    });
  }

  void add_missing(std::size_t first, std::size_t last) {
    std::vector<std::size_t> missing;
    std::size_t known = 0;
    for (std::size_t i = first; i < last; ++i) {
      const auto same = std::find_if(sequence_.begin(), sequence_.end(), [&](std::size_t index) {
        return same_number(all_[index].number, all_[i].number);
      });
      if (same == sequence_.end()) {
        missing.push_back(i);
      } else if (alike(passage_.at(all_[i].title), passage_.at(all_[*same].title))) {
        ++known;
      }
    }
    if (known < 2) return;
    sequence_.insert(sequence_.end(), missing.begin(), missing.end());
    in_list_only_.insert(missing.begin(), missing.end());
  }

  // The row before which the text of the item ends.
  std::size_t row_after(std::size_t position) const {
    const std::size_t index = sequence_[position];
    if (in_list_only_.count(index)) return all_[index + 1].row;
    for (std::size_t next = position + 1; next < sequence_.size(); ++next) {
      if (!in_list_only_.count(sequence_[next])) return all_[sequence_[next]].row;
    }
    return rows_.size();
  }

  void add_numbered() {
    std::vector<ItemTitle> titles;
    std::size_t statements = 0;
    for (std::size_t i = 0; i < sequence_.size(); ++i) {
      titles.push_back(title_of(passage_, rows_, all_[sequence_[i]], row_after(i)));
      statements += titles.back().statement;
    }
    const bool sentences = 5 * statements > 2 * sequence_.size();
    for (std::size_t i = 0; i < sequence_.size(); ++i) {
      add_numbered(all_[sequence_[i]], titles[i], sentences);
      places_.back().list_only = in_list_only_.count(sequence_[i]) > 0;
    }
  }

  // Minutes of numbered sentences have no headings but where a line has nothing else.
  void add_numbered(const Numbered& numbered, const ItemTitle& title, bool sentences) {
    const bool heading =
        !title.statement && !(sentences && (title.text_follows || title.full_stop));
    const PrintedRow& row = rows_[numbered.row];
    AgendaItem item;
    item.number = numbered.number.printed;
    if (heading) item.title = title.text;
    Span span = row.span;
    if (heading && !title.span.empty()) {
      span = {std::min(span.begin, title.span.begin), title.span.end};
    }
    item.evidence = evidence_at(passage_.document, span,
                                heading ? "agenda.numbered_heading" : "agenda.numbered_sentence",
                                confidence_of(numbered, heading));
    item.extent.begin = span.begin;
    places_.push_back({numbered.number.depth, false});
    items_.push_back(std::move(item));
  }

  static double confidence_of(const Numbered& numbered, bool heading) {
    if (!heading) return 0.85;
    return std::clamp(0.7 + 0.12 * numbered.merit, 0.6, 0.98);
  }

  void add_headings(const std::vector<std::size_t>& headings) {
    for (std::size_t i = 0; i < headings.size(); ++i) {
      const std::size_t end = i + 1 < headings.size() ? headings[i + 1] : rows_.size();
      const ItemTitle title = title_of_heading(passage_, rows_, headings[i], end);
      AgendaItem item;
      item.title = title.text;
      item.evidence = evidence_at(passage_.document, title.span, "agenda.bare_heading", 0.8);
      item.extent.begin = title.span.begin;
      places_.push_back({1, false});
      items_.push_back(std::move(item));
    }
  }

  // An item ends where the next of its depth begins; the last where the paper is signed.
  void set_extents() {
    const std::size_t end = end_of_items();
    for (std::size_t i = items_.size(); i-- > 0;) {
      if (places_[i].list_only) {
        items_[i].extent.end = items_[i].evidence.span.end;
        continue;
      }
      std::size_t next = i + 1;
      while (next < items_.size() &&
             (places_[next].list_only || places_[next].depth > places_[i].depth)) {
        ++next;
      }
      items_[i].extent.end = next < items_.size() ? items_[next].extent.begin
                                                  : std::max(end, items_[i].evidence.span.end);
    }
  }

  std::size_t end_of_items() const {
    if (items_.empty()) return 0;
    std::size_t last = 0;
    for (const AgendaItem& item : items_) last = std::max(last, item.evidence.span.end);
    for (const PrintedRow& row : rows_) {
      if (row.span.begin > last && row.ends_items) return row.span.begin;
    }
    return passage_.flow.size();
  }

  static constexpr std::size_t body_reach = 2000;

  const Passage& passage_;
  std::vector<PrintedRow> rows_;
  std::vector<Numbered> all_;
  std::vector<std::size_t> sequence_;
  std::vector<AgendaItem> items_;
  struct Place {
    std::size_t depth = 1;
    bool list_only = false;
  };
  std::vector<Place> places_;  // One for each item.
  std::set<std::size_t> in_list_only_;
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
