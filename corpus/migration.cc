#include "corpus/migration.h"

#include <algorithm>
#include <string>

namespace muistio {
namespace {

// To schema 2, as that had them. They are filled by the next load, or by a check that repairs.
constexpr std::string_view ranked_blocks = R"sql(
CREATE TABLE ranked_block(
  -- 8,192 ids of pages: block n begins with id 8192 * n + 1. It is made when its last id has
  -- been given; the words of later pages are in page_index alone.
  block INTEGER PRIMARY KEY,
  pages INTEGER NOT NULL,  -- it was made of
  gone INTEGER NOT NULL,   -- of them that have been taken out since
  lengths BLOB NOT NULL    -- for each id two bytes, the lower one first: how many words
                           -- page_index holds of the page, 65,535 at most; 0: no such page
);

CREATE TABLE ranked_word(
  -- The pages of a block that have a word, where they are 12 or more; in others page_index
  -- must be asked.
  block INTEGER NOT NULL REFERENCES ranked_block(block) ON DELETE CASCADE,
  word TEXT NOT NULL,    -- as in page_index: of base, more and decided; with '=' before it, of
                         -- surface, where it is no term of its own ("=kokousta")
  pages INTEGER NOT NULL,
  -- A number for each page: its distance from the page before (the first: from the block's
  -- first id) times 8, and the weight of its places if that is below 7; otherwise 7, and
  -- another number follows, the weight less 7. A place in base or decided weighs 2, in more 1,
  -- in surface 3. Numbers have 7 bits a byte, low ones first; all bytes but the last have the
  -- eighth bit set.
  places BLOB NOT NULL,
  PRIMARY KEY(block, word)
) WITHOUT ROWID;
)sql";

// To schema 4: a block may be of fewer ids. The rows stay as they are.
constexpr std::string_view growing_blocks = R"sql(
ALTER TABLE ranked_block RENAME TO old_ranked_block;
CREATE TABLE ranked_block(
  -- 8,192 ids of pages: block n begins with id 8192 * n + 1. The last block may have only the
  -- first of them; the words of later pages are in page_index alone.
  block INTEGER PRIMARY KEY,
  pages INTEGER NOT NULL,  -- it was made of
  gone INTEGER NOT NULL,   -- of them that have been taken out since
  lengths BLOB NOT NULL    -- for each id two bytes, the lower one first: how many words
                           -- page_index holds of the page, 65,535 at most; 0: no such page
);
INSERT INTO ranked_block SELECT * FROM old_ranked_block;
DROP TABLE old_ranked_block;
)sql";

// To schema 3. Memos that were saved before are looked through when they are asked for.
constexpr std::string_view mentions = R"sql(
CREATE TABLE mention(
  -- A case number, or an item of a meeting.
  id INTEGER PRIMARY KEY,
  memo INTEGER NOT NULL REFERENCES memo(id) ON DELETE CASCADE,
  page INTEGER NOT NULL,   -- counted from 1
  place INTEGER NOT NULL,  -- offset in the memo's text, in bytes
  written TEXT NOT NULL,   -- as it stands
  case_number TEXT,        -- in lower case; NULL where an item is meant
  is_plain INTEGER NOT NULL,  -- 1: a number and a year, which other bodies may have too
  item TEXT,               -- number of the item; NULL where a case is meant
  day TEXT,                -- EDTF, of the item's meeting; NULL: of the one before this
  before TEXT              -- what stands before the item, where its body may be named
);
CREATE INDEX mention_by_memo ON mention(memo);

CREATE TABLE mentions_found(
  -- Memos that have been looked through. Others were saved by an older muistio.
  memo INTEGER PRIMARY KEY REFERENCES memo(id) ON DELETE CASCADE
);
)sql";

// To schema 5. Memos that were saved before have none. The indices are joined as new ones are.
constexpr std::string_view memo_sums = R"sql(
CREATE TABLE memo_sum(
  -- What a memo was when it was saved, so that a check can tell whether it is so still. Memos
  -- that an older muistio saved have no row.
  memo INTEGER PRIMARY KEY REFERENCES memo(id) ON DELETE CASCADE,
  record INTEGER NOT NULL,  -- CRC-32 over the values of its rows (corpus/memo_sum.h)
  text INTEGER NOT NULL     -- CRC-32 over its text, the page texts one after the other
);
INSERT INTO page_index(page_index, rank) VALUES('automerge', 8);
INSERT INTO fact_index(fact_index, rank) VALUES('automerge', 8);
)sql";

const Migration* step_from(const std::vector<Migration>& steps, std::int64_t version) {
  const auto step = std::find_if(steps.begin(), steps.end(),
                                 [&](const Migration& one) { return one.from == version; });
  return step == steps.end() ? nullptr : &*step;
}

Result<Done> check_references(Database& database) {
  const auto broken = database.find_integer("SELECT count(*) FROM pragma_foreign_key_check");
  if (!broken) return broken.error();
  if (broken.value() == 0) return Done{};
  return Error{ErrorCode::bad_corpus, database.path(),
               "the corpus cannot be brought up to date: its rows do not belong together; it was "
               "left as it is"};
}

Result<Done> take_steps(Database& database, const std::vector<Migration>& steps, std::int64_t to,
                        const std::function<Result<Done>(Database&)>& check) {
  auto transaction = Transaction::begin(database);
  if (!transaction) return transaction.error();
  const auto now = database.find_integer("PRAGMA user_version");
  if (!now) return now.error();
  std::int64_t version = now.value().value_or(0);
  while (version < to) {
    const Migration* step = step_from(steps, version);
    if (!step) {
      return Error{ErrorCode::bad_corpus, database.path(),
                   "the corpus was made by an older muistio; load the memos into a new one"};
    }
    if (auto done = database.run_script(std::string(step->sql)); !done) return done;
    ++version;
    auto noted = database.run_script("PRAGMA user_version = " + std::to_string(version));
    if (!noted) return noted;
  }
  if (auto good = check_references(database); !good) return good;
  if (auto good = check(database); !good) return good;
  return transaction.value().commit();
}

}  // namespace

const std::vector<Migration>& migrations() {
  static const std::vector<Migration> all = {
      {1, ranked_blocks}, {2, mentions}, {3, growing_blocks}, {4, memo_sums}};
  return all;
}

bool can_migrate(const std::vector<Migration>& steps, std::int64_t from, std::int64_t to) {
  while (from < to && step_from(steps, from)) ++from;
  return from == to;
}

Result<Done> migrate(Database& database, const std::vector<Migration>& steps, std::int64_t to,
                     const std::function<Result<Done>(Database&)>& check) {
  // So that a table can be renamed and dropped without those that point to it noticing.
  auto set = database.run_script("PRAGMA foreign_keys = OFF; PRAGMA legacy_alter_table = ON");
  if (!set) return set;
  auto done = take_steps(database, steps, to, check);
  set = database.run_script("PRAGMA legacy_alter_table = OFF; PRAGMA foreign_keys = ON");
  return done ? set : done;
}

}  // namespace muistio
