// What a text says of matters that other meetings had in hand: case numbers
// (diaarinumero), and items of earlier meetings.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "corpus/document.h"

namespace muistio {

// "Dnro 123/2020", "KHALL/45/02.03/2019", "HEL 2019-004321"
struct CaseMention {
  Span span;              // Of the number, without what it is announced by.
  std::string key;        // The same for all ways to write the number.
  bool is_plain = false;  // Only a number and a year: others than this body may have it too.
};

// In order. A number and a year alone ("12/2020") is a case number only after a word that
// says so (Dnro, diaarinumero, dnr ...).
std::vector<CaseMention> find_case_numbers(std::string_view text);

// Of a whole text that somebody typed, with or without "Dnro"; absent where it is none.
std::optional<CaseMention> parse_case_number(std::string_view text);

// "hallitus 12.3.2020 § 45", "§ 45/12.3.2020", "edellisen kokouksen kohta 7"
struct ItemMention {
  Span span;
  std::string number;               // Of the item, as AgendaItem::number.
  std::optional<std::string> date;  // EDTF, of the meeting; absent: the one before this.
};

// A day that the text names, found before.
struct MentionedDay {
  Span span;
  std::string day;  // EDTF.
};

// The days must be in order.
std::vector<ItemMention> find_item_mentions(std::string_view text,
                                            const std::vector<MentionedDay>& days);

}  // namespace muistio
