#include "corpus/memo_inspection.h"

#include <algorithm>
#include <map>

#include "corpus/index.h"
#include "corpus/language.h"
#include "corpus/ledger_inspection.h"
#include "corpus/memo_reader.h"
#include "corpus/memo_sum.h"
#include "corpus/page_index.h"
#include "corpus/unicode.h"

namespace muistio {
namespace {

// A memo and what is wrong with it.
struct Flaw {
  MemoId memo = 0;
  std::string text;
};

std::vector<std::string> texts_of(const std::vector<Flaw>& flaws) {
  std::vector<std::string> texts;
  for (const Flaw& flaw : flaws) texts.push_back(flaw.text);
  return texts;
}

std::vector<MemoId> memos_of(const std::vector<Flaw>& flaws) {
  std::vector<MemoId> memos;
  for (const Flaw& flaw : flaws) memos.push_back(flaw.memo);
  return memos;
}

// Without those of memos that are read again anyway.
Result<std::vector<Flaw>> still_to_mend(Database& database, std::vector<Flaw> flaws) {
  const auto waiting = memos_to_be_read_again(database);
  if (!waiting) return waiting.error();
  std::erase_if(flaws, [&](const Flaw& flaw) {
    return std::binary_search(waiting.value().begin(), waiting.value().end(), flaw.memo);
  });
  return flaws;
}

bool is_damage(const Error& error) {
  return error.code == ErrorCode::bad_corpus || error.code == ErrorCode::not_found;
}

// What is wrong with a memo when it is read; empty: nothing.
Result<std::string> trouble_of(Database& database, MemoId memo, std::int64_t pages_gone) {
  if (pages_gone < 0) return std::string("it has pages that were never read");
  if (pages_gone == 1) return std::string("a page of it is gone");
  if (pages_gone > 1) return std::to_string(pages_gone) + " of its pages are gone";
  const auto document = read_document(database, memo);
  if (!document && document.error().code == ErrorCode::not_found)
    return std::string("its layout is gone");
  if (!document && is_damage(document.error()))
    return std::string("its pages or its layout are damaged");
  if (!document) return document.error();
  const auto record = read_memo(database, memo);
  if (!record && is_damage(record.error())) return std::string("its record is damaged");
  if (!record) return record.error();
  const auto saved = saved_sums(database, memo);
  if (!saved) return saved.error();
  if (!saved.value()) return std::string();
  const auto now = sums_of_rows(database, memo);
  if (!now) return now.error();
  if (now.value().text != saved.value()->text) return std::string("its text has changed");
  return std::string(now.value().record == saved.value()->record ? "" : "its record has changed");
}

Result<std::vector<Flaw>> changed_memos(Database& database) {
  // Beside each memo, of how many pages the ledger knows more.
  auto select = database.prepare(
      "SELECT id, path, coalesce((SELECT pages FROM content WHERE content.sha256 = memo.sha256 AND"
      " state IN ('ok', 'partial', 'no_text')) - (SELECT count(*) FROM page JOIN memo AS part ON"
      " part.id = page.memo WHERE part.sha256 = memo.sha256), 0) FROM memo ORDER BY path, id");
  if (!select) return select.error();
  std::vector<Flaw> flaws;
  while (true) {
    const auto row = select.value().step();
    if (!row) return row.error();
    if (!row.value()) return still_to_mend(database, std::move(flaws));
    const MemoId memo = select.value().integer(0);
    const auto trouble = trouble_of(database, memo, select.value().integer(2));
    if (!trouble) return trouble.error();
    if (!trouble.value().empty())
      flaws.push_back({memo, std::string(select.value().text(1)) + ": " + trouble.value()});
  }
}

// Every text by which a memo can be found, beside what is indexed of it (NULL: nothing).
constexpr std::string_view texts_and_what_is_indexed =
    "SELECT memo.id, memo.path, found.text, fact.surface FROM ("
    "SELECT memo, 'decision' AS field, id, text FROM decision UNION ALL "
    "SELECT memo, 'action', id, what FROM action UNION ALL "
    "SELECT memo, 'item', id, title FROM item UNION ALL "
    "SELECT memo, 'attendee', id, name FROM attendee UNION ALL "
    "SELECT id, 'body', id, body FROM memo UNION ALL "
    "SELECT id, 'title', id, title FROM memo UNION ALL "
    "SELECT id, 'number', id, number FROM memo UNION ALL "
    "SELECT id, 'place', id, place FROM memo) AS found JOIN memo ON memo.id = found.memo "
    "LEFT JOIN fact ON fact.field = found.field AND fact.row = found.id AND fact.memo = found.memo "
    "WHERE found.text IS NOT NULL";

// Memos of whose facts something is indexed that they do not have.
constexpr std::string_view indexed_without_text =
    "SELECT memo.id, memo.path FROM fact JOIN memo ON memo.id = fact.memo WHERE CASE field"
    " WHEN 'decision' THEN row NOT IN (SELECT id FROM decision WHERE decision.memo = fact.memo)"
    " WHEN 'action' THEN row NOT IN (SELECT id FROM action WHERE action.memo = fact.memo)"
    " WHEN 'item' THEN row NOT IN (SELECT id FROM item WHERE item.memo = fact.memo)"
    " WHEN 'attendee' THEN row NOT IN (SELECT id FROM attendee WHERE attendee.memo = fact.memo)"
    " WHEN 'body' THEN row <> memo.id OR body IS NULL"
    " WHEN 'title' THEN row <> memo.id OR title IS NULL"
    " WHEN 'number' THEN row <> memo.id OR number IS NULL"
    " WHEN 'place' THEN row <> memo.id OR place IS NULL"
    " ELSE true END";

struct StrangeFacts {
  std::string path;
  std::uint64_t count = 0;
};
using StrangeFactsByMemo = std::map<MemoId, StrangeFacts>;

// Goes through rows of memo, path, and perhaps text and what is indexed of it.
Result<Done> count_strange_facts(Database& database, std::string_view sql, bool has_texts,
                                 StrangeFactsByMemo& strange) {
  auto select = database.prepare(sql);
  if (!select) return select.error();
  while (true) {
    const Statement& at = select.value();
    const auto row = select.value().step();
    if (!row) return row.error();
    if (!row.value()) return Done{};
    if (has_texts && !at.is_null(3) && may_be_surface_cell(at.text(3), at.text(2))) continue;
    StrangeFacts& facts = strange[at.integer(0)];
    facts.path = at.text(1);
    ++facts.count;
  }
}

Result<std::vector<Flaw>> strange_facts(Database& database) {
  StrangeFactsByMemo strange;
  auto done = count_strange_facts(database, texts_and_what_is_indexed, true, strange);
  if (!done) return done.error();
  done = count_strange_facts(database, indexed_without_text, false, strange);
  if (!done) return done.error();
  std::vector<Flaw> flaws;
  for (const auto& [memo, facts] : strange) {
    flaws.push_back({memo, facts.path + ": " + std::to_string(facts.count) +
                               (facts.count == 1 ? " fact is" : " facts are") +
                               " not what is indexed"});
  }
  return still_to_mend(database, std::move(flaws));
}

// Decisions may be among what has changed, and the index of pages can only be told to forget what
// it holds.
Result<Done> read_again_and_index(Database& database, const Result<std::vector<Flaw>>& flaws) {
  if (!flaws) return flaws.error();
  if (auto done = read_again(database, memos_of(flaws.value())); !done) return done;
  return rebuild_page_index(database);
}

struct WrongPage {
  MemoId memo = 0;
  std::int64_t id = 0, number = 0;
  std::string path, language, text;
  bool text_may_be_wrong = false;
};

Result<std::vector<WrongPage>> pages_without_words(Database& database) {
  auto select = database.prepare(
      "SELECT memo.id, page.id, page.number, memo.path, memo.language, page.text, page_words.bytes"
      " FROM page JOIN memo ON memo.id = page.memo LEFT JOIN page_words ON page_words.page ="
      " page.id ORDER BY page.id");
  if (!select) return select.error();
  const Statement& at = select.value();
  std::vector<WrongPage> pages;
  while (true) {
    const auto row = select.value().step();
    if (!row) return row.error();
    if (!row.value()) return pages;
    const bool has_words = !at.is_null(6);
    if (has_words && PackedWords::decode(at.blob(6), at.text(5))) continue;
    pages.push_back({at.integer(0), at.integer(1), at.integer(2), std::string(at.text(3)),
                     std::string(at.text(4)), std::string(at.text(5)), has_words});
  }
}

Result<Done> make_words(Database& database, const WrongPage& page, Language& language) {
  Memo memo;
  memo.language = page.language;
  std::vector<IndexedWord> words;
  if (is_valid_utf8(page.text))
    words = indexed_words(page.text, language, language_of_page(page.text, memo));
  const std::string encoded = PackedWords(words, page.text).encoded();
  return database.run("INSERT OR REPLACE INTO page_words VALUES(?,?)", page.id, Blob{encoded});
}

}  // namespace

Result<std::vector<std::string>> find_changed_memos(Database& database) {
  const auto flaws = changed_memos(database);
  if (!flaws) return flaws.error();
  return texts_of(flaws.value());
}

Result<Done> mend_changed_memos(Database& database) {
  return read_again_and_index(database, changed_memos(database));
}

Result<std::vector<std::string>> find_strange_facts(Database& database) {
  const auto flaws = strange_facts(database);
  if (!flaws) return flaws.error();
  return texts_of(flaws.value());
}

Result<Done> mend_strange_facts(Database& database) {
  return read_again_and_index(database, strange_facts(database));
}

Result<std::vector<std::string>> find_pages_without_words(Database& database) {
  const auto pages = pages_without_words(database);
  if (!pages) return pages.error();
  std::vector<std::string> texts;
  for (const WrongPage& page : pages.value()) {
    texts.push_back("page " + std::to_string(page.number) + " of " + page.path +
                    ": its words are " +
                    (page.text_may_be_wrong ? "not those of its text" : "gone"));
  }
  return texts;
}

Result<Done> mend_pages_without_words(Database& database) {
  const auto pages = pages_without_words(database);
  if (!pages) return pages.error();
  const auto language = Language::open();
  if (!language) return language.error();
  std::vector<MemoId> wrong;
  for (const WrongPage& page : pages.value()) {
    if (auto done = make_words(database, page, *language.value()); !done) return done;
    if (page.text_may_be_wrong) wrong.push_back(page.memo);
  }
  if (auto done = read_again(database, wrong); !done) return done;
  return rebuild_page_index(database);
}

}  // namespace muistio
