#include "rules/agenda_entries.h"

#include <algorithm>
#include <map>
#include <set>

#include "corpus/unicode.h"

namespace muistio {
namespace {

constexpr std::size_t body_reach = 2000;  // Numbered rows looked at for one item's body.
constexpr std::size_t shortest_list = 3;

std::vector<std::string> folded_words(std::string_view title) {
  const std::string lower = lower_case(title);
  const std::vector<std::string_view> words = words_of(lower, " \t\n.,:;");
  return {words.begin(), words.end()};
}

std::string folded(std::string_view title) {
  return joined(folded_words(title));
}

bool same_number(const ItemNumber& one, const ItemNumber& other) {
  return one.depth == other.depth && one.parts == other.parts;
}

class EntryMaker {
 public:
  EntryMaker(const Passage& passage, const std::vector<PrintedRow>& rows,
             const std::vector<Numbered>& all)
      : passage_(passage), rows_(rows), all_(all) {}

  std::vector<Entry> entries(const std::vector<std::size_t>& sequence) {
    for (const std::size_t index : sequence) entries_.push_back({index, {}, {}, false});
    if (entries_.empty()) return {};
    move_to_body();
    find_headings();
    add_from_list();
    return std::move(entries_);
  }

 private:
  // Nothing stands under it; what stands under the last of a list belongs to the list.
  bool is_listed(const Entry& entry) const {
    if (!all_[entry.index].has_text) return true;
    return entry.index > 0 && !all_[entry.index - 1].has_text &&
           all_[entry.index].row == all_[entry.index - 1].row + 1;
  }

  // The list in front has the numbers and nothing under them. Where the same number stands
  // again behind it, that is the item.
  void move_to_body() {
    const auto last = std::find_if(entries_.rbegin(), entries_.rend(),
                                   [&](const Entry& entry) { return is_listed(entry); });
    if (last == entries_.rend()) return;
    std::size_t from = last->index + 1;
    for (Entry& entry : entries_) {
      if (!is_listed(entry)) continue;
      const std::size_t limit = std::min(all_.size(), from + body_reach);
      for (std::size_t body = from; body < limit; ++body) {
        if (!is_body_of(entry.index, body)) continue;
        entry.listed = entry.index;
        entry.index = body;
        from = body + 1;
        break;
      }
    }
  }

  bool is_body_of(std::size_t list, std::size_t body) const {
    if (!same_number(all_[list].number, all_[body].number)) return false;
    const std::string_view title = passage_.at(all_[body].title);
    return title.empty() || alike(title, passage_.at(all_[list].title));
  }

  // Headings of the body that have the words of the list and no number, or a number somewhere
  // below them.
  void find_headings() {
    const auto is_in_list = [this](const Entry& entry) { return entry.listed || is_listed(entry); };
    if (std::none_of(entries_.begin(), entries_.end(), is_in_list)) return;
    const std::size_t first_row =
        all_[entries_.front().listed.value_or(entries_.front().index)].row;
    std::multimap<std::string, std::size_t> headings;
    for (std::size_t i = first_row + 1; i < rows_.size(); ++i) {
      const bool short_row = rows_[i].span.size() < 300 && rows_[i].cells == 1;
      if (short_row) headings.emplace(folded(passage_.at(rows_[i].span)), i);
    }
    std::size_t from = first_row + entries_.size();
    for (Entry& entry : entries_) {
      if (!is_in_list(entry)) continue;
      const std::size_t listed = entry.listed.value_or(entry.index);
      const auto heading = first_heading(headings, folded(list_title(listed)), from);
      if (!heading || (entry.listed && *heading > all_[entry.index].row)) continue;
      entry.heading = heading;
      entry.listed = listed;
      from = *heading + 1;
    }
  }

  static std::optional<std::size_t> first_heading(
      const std::multimap<std::string, std::size_t>& headings, const std::string& title,
      std::size_t from) {
    if (title.size() < 5) return std::nullopt;
    const auto [begin, end] = headings.equal_range(title);
    for (auto heading = begin; heading != end; ++heading) {
      if (heading->second >= from) return heading->second;
    }
    return std::nullopt;
  }

  // Without the page number of its last cell.
  std::string_view list_title(std::size_t index) const {
    std::string_view title = passage_.at(all_[index].title);
    const std::size_t tab = title.find('\t');
    return title.substr(0, tab);
  }

  // What the list names and the body does not: the rest was not scanned, or the number of a
  // heading was lost.
  void add_from_list() {
    const std::size_t body = entries_.front().index;
    std::vector<Entry> missing;
    for (std::size_t first = 0; first < body;) {
      std::size_t last = first + 1;
      while (last < body && goes_on(last)) ++last;
      if (last - first >= shortest_list) add_missing(first, last, missing);
      first = last;
    }
    if (missing.empty()) return;
    entries_.insert(entries_.end(), missing.begin(), missing.end());
    std::stable_sort(entries_.begin(), entries_.end(), [&](const Entry& one, const Entry& other) {
      return all_[one.index].number.parts < all_[other.index].number.parts;
    });
  }

  bool goes_on(std::size_t index) const {
    return steps_between(all_[index - 1].number, all_[index].number) == 1 &&
           all_[index].row <= all_[index - 1].row + 2;
  }

  void add_missing(std::size_t first, std::size_t last, std::vector<Entry>& missing) const {
    std::vector<Entry> unknown;
    std::size_t known = 0;
    for (std::size_t i = first; i < last; ++i) {
      const auto same = std::find_if(entries_.begin(), entries_.end(), [&](const Entry& entry) {
        return same_number(all_[entry.index].number, all_[i].number);
      });
      if (same == entries_.end()) {
        unknown.push_back({i, i, {}, true});
      } else if (same->listed ||
                 alike(passage_.at(all_[i].title), passage_.at(all_[same->index].title))) {
        ++known;
      }
    }
    if (known >= 2) missing.insert(missing.end(), unknown.begin(), unknown.end());
  }

  const Passage& passage_;
  const std::vector<PrintedRow>& rows_;
  const std::vector<Numbered>& all_;
  std::vector<Entry> entries_;
};

}  // namespace

bool alike(std::string_view title, std::string_view other) {
  const auto list = folded_words(title), other_list = folded_words(other);
  const std::set<std::string> words(list.begin(), list.end());
  const std::set<std::string> others(other_list.begin(), other_list.end());
  std::size_t common = 0;
  for (const std::string& word : words) common += others.count(word);
  return 2 * common >= std::min(words.size(), others.size()) + 1;
}

std::vector<Entry> make_entries(const Passage& passage, const std::vector<PrintedRow>& rows,
                                const std::vector<Numbered>& all,
                                const std::vector<std::size_t>& sequence) {
  return EntryMaker(passage, rows, all).entries(sequence);
}

}  // namespace muistio
