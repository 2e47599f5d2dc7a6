// Names in running text, in any case form.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "rules/attendees_entries.h"
#include "rules/attendees_people.h"

namespace muistio {

struct NameMention {
  Span span;
  std::vector<std::string> words;           // Nominative, as far as can be told.
  std::optional<std::size_t> person;        // One of the known.
  bool full = false;                        // A given name and a surname.
  std::optional<std::string> title;         // Right before the name: "toimitusjohtaja".
  std::optional<Role> role;                 // The same, where it is a role: "puheenjohtaja".
  std::optional<std::string> organisation;  // Right after it: "Koskesta" -> "Koske".
  std::size_t first = 0, last = 0;          // Range of pieces.
};

class MentionFinder {
 public:
  // Both must outlive it, and nobody be added to the people.
  MentionFinder(const EntryReader& reader, const People& people)
      : reader_(reader), people_(people), attested_(people.names()) {
    const auto& more = reader.passage().attested_names;
    attested_.insert(attested_.end(), more.begin(), more.end());
  }

  // In the order of the pieces, which are those of a sentence.
  std::vector<NameMention> find(const std::vector<ListPiece>& pieces) const;

 private:
  std::optional<NameMention> mention_at(const std::vector<ListPiece>& pieces, std::size_t at) const;
  bool follows_office(const std::vector<ListPiece>& pieces, std::size_t at) const;
  std::optional<NameMention> full_name_at(const std::vector<ListPiece>& pieces,
                                          std::size_t at) const;
  std::optional<NameMention> single_at(const std::vector<ListPiece>& pieces, std::size_t at) const;
  std::vector<std::string> nominative(const std::vector<ListPiece>& pieces, std::size_t first,
                                      std::size_t last) const;
  std::optional<NameMention> sharing_surname(const std::vector<ListPiece>& pieces,
                                             const NameMention& whole) const;
  void add_title(const std::vector<ListPiece>& pieces, NameMention& mention) const;
  void add_organisation(const std::vector<ListPiece>& pieces, NameMention& mention) const;
  void take_known_without_ending(NameMention& mention) const;
  void add_bracketed(const std::vector<ListPiece>& pieces, NameMention& mention) const;
  bool add_many_worded(const std::vector<ListPiece>& pieces, NameMention& mention) const;

  const EntryReader& reader_;
  const People& people_;
  std::vector<std::string> attested_;
};

}  // namespace muistio
