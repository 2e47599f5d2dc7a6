// The words that attendee lists are made of, as the rule files of all languages give them: a
// list in a Finnish memo may well have a Swedish heading.
#pragma once

#include <array>
#include <bitset>
#include <cstddef>
#include <functional>
#include <map>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "corpus/text_hash.h"
#include "rules/rulebook.h"
#include "rules/word_endings.h"

namespace muistio {

enum class AttendeeList {
  heading,
  heading_filler,
  heading_party,
  role,
  office,
  foreign_office,
  title,
  not_name,
  other_label,
  conjunction,
  given,
  particle,
  replaces,
  partial,
  presence,
  column,
  item,
  organising_item,
  item_office,
  organisation,
  among_others,
  heading_verb,
  contact,
  latter,
  sent_by,
  surname_ending,
  member_noun,
  before_office,
  of_meeting,
  meeting,
  annex,
  elected_to,
  representative,
  party,
  side,
  undersigned,
  people,
  signed_for,
  count
};

class AttendeeWords {
 public:
  explicit AttendeeWords(const Rulebook& rulebook);

  // The value of a form that is exactly this text (lower case, single spaced); empty where
  // there is none.
  std::string_view value_of(AttendeeList list, std::string_view folded) const;

  bool has(AttendeeList list, std::string_view folded) const {
    return !value_of(list, folded).empty();
  }

  // The longest form that begins at words[at]; `length` is 0 where none does.
  struct Found {
    std::string_view value;
    std::size_t length = 0;
  };
  Found longest_at(AttendeeList list, const std::vector<std::string>& words, std::size_t at) const;

  // False where no form begins with the first word of the text; true where one does, and seldom
  // elsewhere. Costs little.
  bool may_begin(AttendeeList list, std::string_view text) const {
    return of(list).first_words_marked.has(text.substr(0, text.find(' ')));
  }

  // True where the word is, or ends in, a form of that value: "hallintojohtaja" with "johtaja".
  bool ends_in(AttendeeList list, std::string_view value, std::string_view word) const;

  // The company form at the end of a name, with the colon of its case or without: "Oy:stä".
  bool is_company_form(std::string_view folded) const;

  // All forms of that value.
  const std::vector<std::string>& forms(AttendeeList list, std::string_view value) const;

  // True where a form of that value occurs anywhere in the text.
  bool occurs(AttendeeList list, std::string_view value, std::string_view folded) const;

 private:
  // What tells of nearly every other word, without a look into a large table, that no form is it
  // or begins with it.
  class Marks {
   public:
    void set(std::string_view word) { marks_.set(place(word)); }
    bool has(std::string_view word) const { return marks_[place(word)]; }

   private:
    static std::size_t place(std::string_view word);
    std::bitset<4096> marks_;
  };
  struct Forms {
    std::vector<std::string> all;
    WordEndings endings;
  };
  struct Lookup {
    Marks forms_marked, first_words_marked;
    std::unordered_map<std::string, std::string, TextHash, std::equal_to<>> values;
    std::map<std::string, Forms, std::less<>> forms;  // By value.
    std::size_t most_words = 1;

    void add(const std::string& form, const std::string& value);
  };
  const Lookup& of(AttendeeList list) const { return lookups_[static_cast<std::size_t>(list)]; }

  std::array<Lookup, static_cast<std::size_t>(AttendeeList::count)> lookups_;
};

}  // namespace muistio
