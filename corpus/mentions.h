// Where a memo speaks of matters that other meetings had in hand, as table mention of the
// corpus file keeps it.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "corpus/database.h"
#include "corpus/document.h"
#include "corpus/memo.h"
#include "corpus/result.h"

namespace muistio {

// A case number, or an item of a meeting: one of them is there.
struct Mention {
  int page = 1;
  std::size_t place = 0;  // In Document::text.
  std::string written;
  std::optional<std::string> case_number;  // CaseMention::key
  bool is_plain = false;                   // CaseMention::is_plain
  std::optional<std::string> item;         // ItemMention::number
  std::optional<std::string> day;          // ItemMention::date
  std::string before;                      // A few words before the item.
};

std::vector<Mention> find_mentions(const Memo& memo, const Document& document);

// `memo` is a row of table memo that has none yet. Within a transaction of the caller's.
Result<Done> save_mentions(Database& database, std::int64_t memo,
                           const std::vector<Mention>& mentions);

// Absent where the memo was saved without looking for them.
Result<std::optional<std::vector<Mention>>> read_mentions(Database& database, std::int64_t memo);

}  // namespace muistio
