#include "corpus/people.h"

#include <algorithm>
#include <map>
#include <set>

#include "corpus/unicode.h"

namespace muistio {
namespace {

// How sure each way of joining is.
constexpr double same_words = 0.95, second_given_name = 0.8, initials = 0.8, lone_surname = 0.6;

// A name as words in lower case, in the order they stand.
std::vector<std::string> folded_words(std::string_view name) {
  const std::string lower = lower_case(name);
  const std::vector<std::string_view> words = words_of(lower, " .,");
  return {words.begin(), words.end()};
}

bool is_initial(const std::string& word) {
  return code_points(word) == 1;
}

struct KnownName {
  std::string name;
  std::vector<std::string> words;
  std::set<std::string> bodies;
  std::vector<Appearance> appearances;
};

// How surely `less` is another way to write the fuller name; 0: not at all.
double likeness(const KnownName& less, const KnownName& full) {
  if (less.words.empty() || full.words.size() < 2) return 0;
  std::vector<std::string> one = less.words, other = full.words;
  std::sort(one.begin(), one.end());
  std::sort(other.begin(), other.end());
  if (one == other) return same_words;
  const bool same_surname = less.words.back() == full.words.back();
  if (!same_surname) return 0;
  if (less.words.size() == 1) {
    const bool met = std::any_of(less.bodies.begin(), less.bodies.end(),
                                 [&](const auto& body) { return full.bodies.contains(body); });
    return met ? lone_surname : 0;
  }
  if (is_initial(less.words.front()) && !is_initial(full.words.front()))
    return full.words.front().starts_with(less.words.front()) ? initials : 0;
  const bool fewer_given = less.words.size() < full.words.size() && less.words[0] == full.words[0];
  return fewer_given ? second_given_name : 0;
}

struct Rulings {
  std::map<std::string, std::string> same;                  // Name to name.
  std::set<std::pair<std::string, std::string>> different;  // Both ways.
};

Result<Rulings> read_rulings(Database& database) {
  Rulings rulings;
  auto select = database.prepare("SELECT ruling, name, other FROM person_ruling ORDER BY id");
  if (!select) return select.error();
  while (true) {
    const auto row = select.value().step();
    if (!row) return row.error();
    if (!row.value()) return rulings;
    const std::string name(select.value().text(1)), other(select.value().text(2));
    if (select.value().text(0) == "same") {
      rulings.same[name] = other;
      rulings.different.erase({name, other});
      rulings.different.erase({other, name});
    } else {
      rulings.different.insert({name, other});
      rulings.different.insert({other, name});
      if (const auto entry = rulings.same.find(name);
          entry != rulings.same.end() && entry->second == other)
        rulings.same.erase(entry);
    }
  }
}

// A name of one word may be anybody's: it is a name of its own in each body.
Result<std::vector<KnownName>> read_names(Database& database) {
  auto select = database.prepare(
      "SELECT attendee.name, memo.id, memo.key, memo.path, memo.body, memo.date, "
      "attendee.presence, attendee.role, attendee.page, CASE WHEN instr(attendee.name, ' ') = 0 "
      "THEN coalesce(memo.body, memo.key) ELSE '' END AS circle FROM attendee JOIN memo ON "
      "memo.id = attendee.memo ORDER BY attendee.name, circle, memo.date < ':' DESC, memo.date, "
      "memo.id");
  if (!select) return select.error();
  std::vector<KnownName> names;
  std::string circle;  // Of the last name.
  while (true) {
    const auto row = select.value().step();
    if (!row) return row.error();
    if (!row.value()) return names;
    const Statement& at = select.value();
    if (names.empty() || names.back().name != at.text(0) || circle != at.text(9))
      names.push_back({std::string(at.text(0)), folded_words(at.text(0)), {}, {}});
    circle = at.text(9);
    Appearance appearance;
    appearance.memo = {at.integer(1), std::string(at.text(2)), std::string(at.text(3)),
                       at.optional_text(4), at.optional_text(5)};
    appearance.written = at.text(0);
    appearance.presence = parse_name<Presence>(at.text(6)).value_or(Presence::unknown);
    if (!at.is_null(7)) appearance.role = parse_name<Role>(at.text(7));
    appearance.page = static_cast<int>(at.integer(8));
    if (appearance.memo.body) names.back().bodies.insert(*appearance.memo.body);
    names.back().appearances.push_back(std::move(appearance));
  }
}

// Puts each name to the person it belongs to.
class Joiner {
 public:
  Joiner(std::vector<KnownName> names, const Rulings& rulings)
      : names_(std::move(names)),
        rulings_(rulings),
        whose_(names_.size()),
        confidence_(names_.size(), 1) {
    for (std::size_t i = 0; i < names_.size(); ++i) {
      whose_[i] = i;
      if (!names_[i].words.empty()) by_word_[names_[i].words.back()].push_back(i);
      if (names_[i].words.size() > 1) by_word_[names_[i].words.front()].push_back(i);
    }
  }

  std::vector<Person> join() {
    for (std::size_t i = 0; i < names_.size(); ++i) {
      const auto ruled = rulings_.same.find(names_[i].name);
      if (ruled != rulings_.same.end()) {
        join_as_ruled(i, ruled->second);
      } else {
        join_as_alike(i);
      }
    }
    return people();
  }

 private:
  void join_as_ruled(std::size_t i, const std::string& other) {
    for (std::size_t k = 0; k < names_.size(); ++k)
      if (names_[k].name == other) whose_[i] = k;
  }

  // A name joins the one person it can belong to; where there are two, it stays alone.
  void join_as_alike(std::size_t i) {
    std::size_t best = i;
    double best_likeness = 0;
    std::set<std::string> given;
    for (const std::string& word : names_[i].words) {
      for (const std::size_t k : by_word_[word]) {
        if (k == i || rulings_.different.contains({names_[i].name, names_[k].name})) continue;
        const double likeness = muistio::likeness(names_[i], names_[k]);
        if (likeness == 0 || (likeness == same_words && !is_better(k, i))) continue;
        if (likeness < same_words) given.insert(names_[k].words.front());
        if (likeness > best_likeness || (likeness == best_likeness && is_better(k, best)))
          best = k, best_likeness = likeness;
      }
    }
    if (best_likeness < same_words && given.size() > 1) return;
    whose_[i] = best;
    if (best != i) confidence_[i] = best_likeness;
  }

  // Of two names with the same words, the one that stands for the person.
  bool is_better(std::size_t one, std::size_t other) const {
    const auto rank = [this](std::size_t i) {
      return std::tuple(names_[i].words.size(), !is_all_capitals(names_[i].name),
                        names_[i].appearances.size(), names_.size() - i);
    };
    return rank(one) > rank(other);
  }

  std::size_t person_of(std::size_t i) const {
    // Rulings can go round in a circle.
    for (std::size_t steps = 0; whose_[i] != i && steps < names_.size(); ++steps) i = whose_[i];
    return i;
  }

  std::vector<Person> people() {
    std::map<std::size_t, Person> by_root;
    for (std::size_t i = 0; i < names_.size(); ++i) {
      const std::size_t root = person_of(i);
      Person& person = by_root[root];
      person.name = names_[root].name;
      if (i != root) person.variants.push_back({names_[i].name, confidence_[i]});
      std::move(names_[i].appearances.begin(), names_[i].appearances.end(),
                std::back_inserter(person.appearances));
    }
    std::vector<Person> people;
    for (auto& [root, person] : by_root) {
      std::stable_sort(person.appearances.begin(), person.appearances.end(),
                       [](const Appearance& one, const Appearance& other) {
                         return one.memo.date.value_or("~") < other.memo.date.value_or("~");
                       });
      people.push_back(std::move(person));
    }
    std::stable_sort(people.begin(), people.end(), [](const Person& one, const Person& other) {
      return one.appearances.size() > other.appearances.size();
    });
    return people;
  }

  std::vector<KnownName> names_;
  const Rulings& rulings_;
  std::map<std::string, std::vector<std::size_t>> by_word_;
  std::vector<std::size_t> whose_;
  std::vector<double> confidence_;
};

}  // namespace

std::size_t Person::count(Presence presence) const {
  return static_cast<std::size_t>(
      std::count_if(appearances.begin(), appearances.end(),
                    [presence](const Appearance& one) { return one.presence == presence; }));
}

Result<std::vector<Person>> find_people(Corpus& corpus) {
  const auto view = Transaction::begin_reading(corpus.database());
  if (!view) return view.error();
  const auto rulings = read_rulings(corpus.database());
  if (!rulings) return rulings.error();
  auto names = read_names(corpus.database());
  if (!names) return names.error();
  return Joiner(std::move(names).value(), rulings.value()).join();
}

Result<Done> rule_on_names(Corpus& corpus, Ruling ruling, std::string_view name,
                           std::string_view other) {
  for (const std::string_view each : {name, other}) {
    const auto known =
        corpus.database().find_integer("SELECT 1 FROM attendee WHERE name = ? LIMIT 1", each);
    if (!known) return known.error();
    if (!known.value()) {
      return Error{
          ErrorCode::not_found, corpus.database().path(),
          "nobody is named '" + std::string(each) + "'; write the name as 'muistio people' does"};
    }
  }
  if (name == other) return Error{ErrorCode::bad_usage, "", "the two names are the same"};
  return corpus.database().run(
      "INSERT INTO person_ruling(ruling, name, other, made_at) "
      "VALUES(?, ?, ?, strftime('%Y-%m-%dT%H:%M:%SZ', 'now'))",
      ruling == Ruling::same ? "same" : "different", name, other);
}

Result<UndoneRuling> undo_ruling(Corpus& corpus) {
  Database& database = corpus.database();
  auto transaction = Transaction::begin(database);
  if (!transaction) return transaction.error();
  UndoneRuling undone{};
  {
    auto last =
        database.prepare("SELECT ruling, name, other FROM person_ruling ORDER BY id DESC LIMIT 1");
    if (!last) return last.error();
    const auto row = last.value().step();
    if (!row) return row.error();
    if (!row.value())
      return Error{ErrorCode::not_found, database.path(), "there is no ruling on names to undo"};
    undone = {last.value().text(0) == "same" ? Ruling::same : Ruling::different,
              std::string(last.value().text(1)), std::string(last.value().text(2))};
  }
  auto removed =
      database.run("DELETE FROM person_ruling WHERE id = (SELECT max(id) FROM person_ruling)");
  if (!removed) return removed.error();
  if (auto committed = transaction.value().commit(); !committed) return committed.error();
  return undone;
}

}  // namespace muistio
