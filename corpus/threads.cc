#include "corpus/threads.h"

#include <algorithm>
#include <map>
#include <set>
#include <tuple>

#include "corpus/mention_rows.h"
#include "corpus/unicode.h"

namespace muistio {
namespace {

constexpr std::size_t most_matters = 3;          // Of an item that is no list.
constexpr std::size_t shortest_stem = 6;         // Bytes that a body's name and its form share.
constexpr std::size_t longest_abbreviation = 8;  // Bytes.

// Item of a memo; row 0: the memo outside its items.
struct Spot {
  MemoId memo = 0;
  std::int64_t item = 0;
  auto operator<=>(const Spot&) const = default;
};

struct ItemRow {
  std::int64_t id = 0;
  Span extent;
};

struct MemoRow {
  MemoName name;
  std::vector<ItemRow> items;
};

// What stands at a spot: matters it speaks of. A matter is a case number or another item.
struct Mentions {
  int page = 1;
  std::set<std::string> cases;
  std::set<Spot> items;
};

class Reader {
 public:
  explicit Reader(Corpus& corpus) : corpus_(corpus), database_(corpus.database()) {}

  Result<Done> read() {
    auto select = database_.prepare(
        "SELECT id, key, path, body, date FROM memo WHERE id IN (SELECT memo FROM mention) OR id "
        "NOT IN (SELECT memo FROM mentions_found) ORDER BY date < ':' DESC, date, id");
    if (!select) return select.error();
    while (true) {
      const auto row = select.value().step();
      if (!row) return row.error();
      if (!row.value()) return Done{};
      memo_ = {MemoName::at(select.value()), {}};
      if (auto read = read_memo(); !read) return read;
    }
  }

  std::map<Spot, Mentions> mentions;
  std::map<std::string, std::string> spellings;  // Of each case, as it is met first.

 private:
  Result<Done> read_memo() {
    auto found = mentions_of(memo_.name.id);
    if (!found) return found.error();
    if (found.value().empty()) return Done{};
    if (auto read = read_items(); !read) return read;
    for (const Mention& mention : found.value())
      if (auto taken = take(mention); !taken) return taken;
    return Done{};
  }

  Result<std::vector<Mention>> mentions_of(MemoId id) {
    auto saved = read_mentions(database_, id);
    if (!saved) return saved.error();
    if (saved.value()) return std::move(*saved.value());
    const auto memo = corpus_.read_memo(id);
    if (!memo) return memo.error();
    const auto document = corpus_.read_document(id);
    if (!document) return document.error();
    return find_mentions(memo.value(), document.value());
  }

  Result<Done> read_items() {
    auto items = database_.prepare("SELECT id, extent_begin, extent_end FROM item WHERE memo = ?");
    if (!items) return items.error();
    items.value().bind(memo_.name.id);
    while (true) {
      const auto row = items.value().step();
      if (!row) return row.error();
      if (!row.value()) return Done{};
      memo_.items.push_back({items.value().integer(0),
                             {static_cast<std::size_t>(items.value().integer(1)),
                              static_cast<std::size_t>(items.value().integer(2))}});
    }
  }

  Result<Done> take(const Mention& mention) {
    if (mention.case_number) {
      const std::string key = scoped(mention);
      spellings.emplace(key, mention.written);
      at(mention).cases.insert(key);
      return Done{};
    }
    const auto target = find_item(mention);
    if (!target) return target.error();
    if (target.value().memo != 0 && target.value() != spot_of(mention.place))
      at(mention).items.insert(target.value());
    return Done{};
  }

  // A plain number is the body's own; what follows the line end is never in a typed key.
  std::string scoped(const Mention& mention) const {
    if (!mention.is_plain) return *mention.case_number;
    return *mention.case_number + "\n" + lower_case(memo_.name.body.value_or(memo_.name.key));
  }

  // The innermost item around the offset.
  Spot spot_of(std::size_t offset) const {
    const ItemRow* best = nullptr;
    for (const ItemRow& item : memo_.items) {
      if (offset < item.extent.begin || offset >= item.extent.end) continue;
      if (best == nullptr || item.extent.size() < best->extent.size()) best = &item;
    }
    return {memo_.name.id, best == nullptr ? 0 : best->id};
  }

  Mentions& at(const Mention& mention) {
    const auto [entry, is_new] = mentions.try_emplace(spot_of(mention.place));
    if (is_new) entry->second.page = mention.page;
    return entry->second;
  }

  // "kunnanhallituksen 12.3.2020" names "Kunnanhallitus".
  static bool names(std::string_view text, const std::string& body) {
    const std::string lower = lower_case(text), wanted = lower_case(body);
    const std::size_t size = std::max(shortest_stem, wanted.size() * 2 / 3);
    return wanted.size() >= shortest_stem &&
           lower.find(wanted.substr(0, size)) != std::string::npos;
  }

  // "Khall 12.3.2020", "Tek.ltk": letters of "Kunnanhallitus", of "Tekninen lautakunta" in their
  // order, the first of a word first.
  static bool abbreviates(std::string_view text, const std::string& body) {
    while (!text.empty() && is_space(text.back())) text.remove_suffix(1);
    std::size_t begin = text.size();
    while (begin > 0 && !is_space(text[begin - 1])) --begin;
    if (begin == text.size() || !starts_upper(text.substr(begin))) return false;
    std::string letters = lower_case(text.substr(begin));
    std::erase(letters, '.');
    if (letters.size() < 2 || letters.size() > longest_abbreviation) return false;
    const std::string name = lower_case(body);
    for (std::size_t at = 0; at < name.size(); ++at)
      if ((at == 0 || name[at - 1] == ' ') && name[at] == letters[0] &&
          holds_in_order(std::string_view(name).substr(at), letters))
        return true;
    return false;
  }

  static bool holds_in_order(std::string_view text, std::string_view letters) {
    for (const char c : text)
      if (!letters.empty() && c == letters.front()) letters.remove_prefix(1);
    return letters.empty();
  }

  // The item that is meant, of the body that is named or of the memo's own; a spot without
  // a memo where none is.
  Result<Spot> find_item(const Mention& mention) {
    std::string day = mention.day.value_or("");
    if (!mention.day) {
      const auto previous = find_previous_day();
      if (!previous) return previous.error();
      day = previous.value();
    }
    if (day.empty()) return Spot{};
    auto select = database_.prepare(
        "SELECT memo.id, item.id, coalesce(memo.body, '') FROM memo JOIN item ON item.memo = "
        "memo.id WHERE memo.date = ? AND item.number = ? ORDER BY memo.id, item.id");
    if (!select) return select.error();
    select.value().bind(day, mention.item);
    Spot own, named;
    while (true) {
      const auto row = select.value().step();
      if (!row) return row.error();
      if (!row.value()) break;
      const Spot spot{select.value().integer(0), select.value().integer(1)};
      const std::string body(select.value().text(2));
      const bool is_own = memo_.name.body && lower_case(body) == lower_case(*memo_.name.body);
      if (is_own && own.memo == 0) own = spot;
      const bool is_named = names(mention.before, body) || abbreviates(mention.before, body);
      if (mention.day && !is_own && named.memo == 0 && is_named) named = spot;
    }
    const bool means_own =
        own.memo != 0 && memo_.name.body && abbreviates(mention.before, *memo_.name.body);
    return named.memo != 0 && !means_own ? named : own;
  }

  // Of the body's meeting before this one; empty where there is none.
  Result<std::string> find_previous_day() {
    if (!memo_.name.body || !memo_.name.date || *memo_.name.date >= ":") return std::string();
    auto select = database_.prepare(
        "SELECT date FROM memo WHERE body = ? AND date < ? AND has_meeting = 1 "
        "ORDER BY date DESC LIMIT 1");
    if (!select) return select.error();
    const auto row = select.value().bind(*memo_.name.body, *memo_.name.date).step();
    if (!row) return row.error();
    return row.value() ? std::string(select.value().text(0)) : std::string();
  }

  Corpus& corpus_;
  Database& database_;
  MemoRow memo_;
};

// Places and cases joined into matters.
class Matters {
 public:
  explicit Matters(const std::map<Spot, Mentions>& mentions) {
    for (const auto& [spot, what] : mentions) join(spot, what);
    for (const auto& [spot, what] : mentions) add(spot, what);
  }

  struct Matter {
    std::set<std::string> cases;
    std::set<Spot> spots;
  };
  std::vector<Matter> all() const {
    std::vector<Matter> matters;
    for (const auto& [root, matter] : matters_) matters.push_back(matter);
    return matters;
  }

 private:
  using Vertex = std::pair<Spot, std::string>;  // One of the two.

  static bool is_list(const Mentions& what) {
    return what.cases.size() + what.items.size() > most_matters;
  }

  void join(const Spot& spot, const Mentions& what) {
    if (is_list(what)) return;
    for (const std::string& number : what.cases) unite({spot, {}}, {{}, number});
    for (const Spot& item : what.items) unite({spot, {}}, {item, {}});
  }

  void add(const Spot& spot, const Mentions& what) {
    const auto add_to = [&](const Vertex& vertex) -> Matter& {
      Matter& matter = matters_[root_of(number_of(vertex))];
      matter.spots.insert(spot);
      return matter;
    };
    for (const std::string& number : what.cases) add_to({{}, number}).cases.insert(number);
    for (const Spot& item : what.items) add_to({item, {}}).spots.insert(item);
  }

  std::size_t number_of(const Vertex& vertex) {
    const auto [entry, is_new] = numbers_.try_emplace(vertex, parents_.size());
    if (is_new) parents_.push_back(entry->second);
    return entry->second;
  }

  std::size_t root_of(std::size_t vertex) {
    while (parents_[vertex] != vertex) vertex = parents_[vertex] = parents_[parents_[vertex]];
    return vertex;
  }

  void unite(const Vertex& one, const Vertex& other) {
    const std::size_t root = root_of(number_of(one));
    parents_[root_of(number_of(other))] = root;
  }

  std::map<Vertex, std::size_t> numbers_;
  std::vector<std::size_t> parents_;
  std::map<std::size_t, Matter> matters_;  // By root.
};

// Tells a spot: its memo, item, decisions and actions.
class StepReader {
 public:
  StepReader(Corpus& corpus, const std::map<Spot, Mentions>& mentions)
      : corpus_(corpus), mentions_(mentions) {}

  Result<ThreadStep> read(const Spot& spot) {
    ThreadStep step;
    auto select = corpus_.database().prepare(
        "SELECT memo.id, memo.key, memo.path, memo.body, memo.date, item.number, item.title, "
        "item.page, item.extent_begin, item.extent_end FROM memo LEFT JOIN item ON item.id = ? "
        "WHERE memo.id = ?");
    if (!select) return select.error();
    const auto row = select.value().bind(spot.item, spot.memo).step();
    if (!row) return row.error();
    const Statement& at = select.value();
    step.memo = MemoName::at(at);
    step.item_row = spot.item;
    step.number = at.optional_text(5);
    step.title = at.optional_text(6);
    const auto mention = mentions_.find(spot);
    step.page = spot.item != 0               ? static_cast<int>(at.integer(7))
                : mention != mentions_.end() ? mention->second.page
                                             : 1;
    if (spot.item == 0) return step;
    const Span extent{static_cast<std::size_t>(at.integer(8)),
                      static_cast<std::size_t>(at.integer(9))};
    const auto memo = corpus_.read_memo(spot.memo);
    if (!memo) return memo.error();
    const auto is_under = [extent](const auto& fact) {
      return extent.begin <= fact.evidence.span.begin && fact.evidence.span.begin < extent.end;
    };
    std::copy_if(memo.value().decisions.begin(), memo.value().decisions.end(),
                 std::back_inserter(step.decisions), is_under);
    std::copy_if(memo.value().actions.begin(), memo.value().actions.end(),
                 std::back_inserter(step.actions), is_under);
    return step;
  }

 private:
  Corpus& corpus_;
  const std::map<Spot, Mentions>& mentions_;
};

std::string without_body(const std::string& key) {
  return key.substr(0, key.find('\n'));
}

std::size_t meetings_of(const Matters::Matter& matter) {
  std::set<MemoId> memos;
  for (const Spot& spot : matter.spots) memos.insert(spot.memo);
  return memos.size();
}

// Where items of a memo are steps, the memo outside its items tells nothing more.
std::vector<Spot> telling_spots(const Matters::Matter& matter) {
  std::set<MemoId> with_items;
  for (const Spot& spot : matter.spots)
    if (spot.item != 0) with_items.insert(spot.memo);
  std::vector<Spot> telling;
  for (const Spot& spot : matter.spots)
    if (spot.item != 0 || !with_items.contains(spot.memo)) telling.push_back(spot);
  return telling;
}

bool is_wanted(const Matters::Matter& matter, const ThreadQuery& query,
               const std::set<std::int64_t>& items) {
  if (query.case_number) {
    return std::any_of(matter.cases.begin(), matter.cases.end(), [&](const std::string& key) {
      return without_body(key) == *query.case_number;
    });
  }
  if (!query.memo) return meetings_of(matter) > 1;
  return std::any_of(matter.spots.begin(), matter.spots.end(), [&](const Spot& spot) {
    return spot.memo == *query.memo && (!query.item || items.contains(spot.item));
  });
}

Result<std::set<std::int64_t>> items_asked(Database& database, const ThreadQuery& query) {
  std::set<std::int64_t> items;
  if (!query.memo || !query.item) return items;
  auto select = database.prepare("SELECT id FROM item WHERE memo = ? AND number = ?");
  if (!select) return select.error();
  select.value().bind(*query.memo, *query.item);
  while (true) {
    const auto row = select.value().step();
    if (!row) return row.error();
    if (!row.value()) return items;
    items.insert(select.value().integer(0));
  }
}

bool is_earlier(const ThreadStep& one, const ThreadStep& other) {
  const auto day = [](const ThreadStep& step) {
    return step.memo.date && *step.memo.date < ":" ? *step.memo.date : std::string("~");
  };
  return std::tuple(day(one), one.memo.id, one.page, one.item_row) <
         std::tuple(day(other), other.memo.id, other.page, other.item_row);
}

}  // namespace

Result<std::vector<Thread>> find_threads(Corpus& corpus, const ThreadQuery& query) {
  const auto view = Transaction::begin_reading(corpus.database());
  if (!view) return view.error();
  const auto items = items_asked(corpus.database(), query);
  if (!items) return items.error();
  Reader reader(corpus);
  if (auto read = reader.read(); !read) return read.error();
  std::vector<Thread> threads;
  StepReader steps(corpus, reader.mentions);
  for (const Matters::Matter& matter : Matters(reader.mentions).all()) {
    if (!is_wanted(matter, query, items.value())) continue;
    Thread& thread = threads.emplace_back();
    for (const std::string& key : matter.cases)
      thread.case_numbers.push_back(reader.spellings.at(key));
    for (const Spot& spot : telling_spots(matter)) {
      auto step = steps.read(spot);
      if (!step) return step.error();
      thread.steps.push_back(std::move(step).value());
    }
    std::sort(thread.steps.begin(), thread.steps.end(), is_earlier);
  }
  std::stable_sort(threads.begin(), threads.end(), [](const Thread& one, const Thread& other) {
    return is_earlier(one.steps.front(), other.steps.front());
  });
  return threads;
}

}  // namespace muistio
