#include "corpus/mention_rows.h"

namespace muistio {

Result<Done> save_mentions(Database& database, std::int64_t memo,
                           const std::vector<Mention>& mentions) {
  for (const Mention& mention : mentions) {
    auto saved = database.run(
        "INSERT INTO mention(memo, page, place, written, case_number, is_plain, item, day, before) "
        "VALUES(?,?,?,?,?,?,?,?,?)",
        memo, mention.page, mention.place, mention.written, mention.case_number, mention.is_plain,
        mention.item, mention.day, mention.before);
    if (!saved) return saved;
  }
  return database.run("INSERT INTO mentions_found VALUES(?)", memo);
}

Result<std::optional<std::vector<Mention>>> read_mentions(Database& database, std::int64_t memo) {
  const auto found = database.find_integer("SELECT 1 FROM mentions_found WHERE memo = ?", memo);
  if (!found) return found.error();
  if (!found.value()) return std::optional<std::vector<Mention>>{};
  auto select = database.prepare(
      "SELECT page, place, written, case_number, is_plain, item, day, before FROM mention WHERE "
      "memo = ? ORDER BY id");
  if (!select) return select.error();
  select.value().bind(memo);
  std::vector<Mention> mentions;
  while (true) {
    const auto row = select.value().step();
    if (!row) return row.error();
    if (!row.value()) return std::optional(std::move(mentions));
    const Statement& at = select.value();
    mentions.push_back({static_cast<int>(at.integer(0)), static_cast<std::size_t>(at.integer(1)),
                        std::string(at.text(2)), at.optional_text(3), at.integer(4) != 0,
                        at.optional_text(5), at.optional_text(6), std::string(at.text(7))});
  }
}

}  // namespace muistio
