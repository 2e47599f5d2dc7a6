// Where a memo speaks of matters that other meetings had in hand.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "corpus/document.h"
#include "corpus/memo.h"
#include "corpus/packing.h"

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
  bool operator==(const Mention&) const = default;
};

std::vector<Mention> find_mentions(const Memo& memo, const Document& document);

// For unpack_mentions().
void pack(Packer& packer, const std::vector<Mention>& mentions);

// What a worker found in the document. Absent where it cannot be that: a page or a place that the
// document does not have, more than anybody finds, or no text.
std::optional<std::vector<Mention>> unpack_mentions(Unpacker& unpacker, const Document& document);

}  // namespace muistio
