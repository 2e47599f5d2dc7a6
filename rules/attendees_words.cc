#include "rules/attendees_words.h"

#include <algorithm>

namespace muistio {
namespace {

constexpr std::array<std::string_view, static_cast<std::size_t>(AttendeeList::count)> list_names{
    "attendee_heading",       "attendee_heading_filler", "attendee_heading_party",
    "attendee_role",          "attendee_office",         "attendee_foreign_office",
    "attendee_title",         "attendee_not_name",       "attendee_other_label",
    "attendee_conjunction",   "attendee_given",          "attendee_particle",
    "attendee_replaces",      "attendee_partial",        "attendee_presence",
    "attendee_column",        "attendee_item",           "attendee_organising_item",
    "attendee_item_office",   "attendee_organisation",   "attendee_among_others",
    "attendee_heading_verb",  "attendee_contact",        "attendee_latter",
    "attendee_sent_by",       "attendee_surname_ending", "attendee_member_noun",
    "attendee_before_office", "attendee_of_meeting",     "attendee_meeting",
    "attendee_annex",         "attendee_elected_to",     "attendee_representative",
    "attendee_party",         "attendee_side",           "attendee_undersigned",
    "attendee_people",        "attendee_signed",
};
constexpr std::array<std::string_view, 3> languages{"fi", "sv", ""};

// "1. vpj." as the words of a list are compared: without the points that end a word.
std::string without_points(const std::string& form) {
  std::string words;
  for (std::size_t i = 0; i < form.size(); ++i) {
    const bool ends_word = i + 1 == form.size() || form[i + 1] == ' ';
    if (form[i] != '.' || !ends_word) words += form[i];
  }
  return words;
}

}  // namespace

AttendeeWords::AttendeeWords(const Rulebook& rulebook) {
  for (std::size_t list = 0; list < lookups_.size(); ++list) {
    Lookup& lookup = lookups_[list];
    for (const std::string_view language : languages) {
      for (const Rulebook::WordEntry& entry : rulebook.words(list_names[list], language)) {
        for (const std::string& form : entry.forms) lookup.add(without_points(form), entry.value);
      }
    }
  }
}

void AttendeeWords::Lookup::add(const std::string& form, const std::string& value) {
  forms_marked.set(form);
  first_words_marked.set(std::string_view(form).substr(0, form.find(' ')));
  const auto spaces = std::count(form.begin(), form.end(), ' ');
  most_words = std::max(most_words, static_cast<std::size_t>(spaces) + 1);
  if (!values.emplace(form, value).second) return;
  forms[value].all.push_back(form);
  forms[value].endings.add(form);
}

std::size_t AttendeeWords::Marks::place(std::string_view word) {
  if (word.empty()) return 0;
  const auto byte = [&](std::size_t at) {
    return at < word.size() ? static_cast<unsigned char>(word[at]) : std::size_t{0};
  };
  const std::size_t sum = byte(0) + byte(1) * 41 + byte(2) * 1009 + byte(word.size() - 1) * 211 +
                          byte(word.size() / 2) * 23 + word.size() * 577;
  return sum % 4096;
}

std::string_view AttendeeWords::value_of(AttendeeList list, std::string_view folded) const {
  if (!of(list).forms_marked.has(folded)) return {};
  const auto found = of(list).values.find(folded);
  return found == of(list).values.end() ? std::string_view() : std::string_view(found->second);
}

AttendeeWords::Found AttendeeWords::longest_at(AttendeeList list,
                                               const std::vector<std::string>& words,
                                               std::size_t at) const {
  if (at == words.size()) return {};
  if (!may_begin(list, words[at])) return {};
  const std::size_t most = std::min(of(list).most_words, words.size() - at);
  std::string joined = words[at];
  for (std::size_t i = 1; i < most; ++i) joined.append(1, ' ').append(words[at + i]);
  std::string_view text = joined;
  for (std::size_t length = most; length > 0; --length) {
    const std::string_view value = value_of(list, text);
    if (!value.empty()) return {value, length};
    if (length > 1) text.remove_suffix(words[at + length - 1].size() + 1);
  }
  return {};
}

const std::vector<std::string>& AttendeeWords::forms(AttendeeList list,
                                                     std::string_view value) const {
  static const std::vector<std::string> none;
  const auto found = of(list).forms.find(value);
  return found == of(list).forms.end() ? none : found->second.all;
}

bool AttendeeWords::ends_in(AttendeeList list, std::string_view value,
                            std::string_view word) const {
  const auto found = of(list).forms.find(value);
  return found != of(list).forms.end() && found->second.endings.end(word);
}

bool AttendeeWords::is_company_form(std::string_view folded) const {
  return value_of(AttendeeList::not_name, folded.substr(0, folded.find(':'))) == "company";
}

bool AttendeeWords::occurs(AttendeeList list, std::string_view value,
                           std::string_view folded) const {
  const std::vector<std::string>& all = forms(list, value);
  return std::any_of(all.begin(), all.end(), [&](const std::string& form) {
    return folded.find(form) != std::string_view::npos;
  });
}

}  // namespace muistio
