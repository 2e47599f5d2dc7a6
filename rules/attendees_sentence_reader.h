// One sentence of running text, read for what it says of persons.
#pragma once

#include <array>
#include <functional>
#include <string>
#include <utility>
#include <vector>

#include "rules/attendees_sentences.h"

namespace muistio {

// An office in a sentence: "puheenjohtajaksi".
struct Office {
  std::size_t first = 0, last = 0;  // Range of pieces.
  std::string_view value;
  bool foreign = false;     // Of a body, not of this meeting.
  bool of_meeting = false;  // "kokouksen puheenjohtajaksi"
};

// Whether names alone under the item's title tell who got an office: "Pöytäkirjan tarkastajat",
// "Kokouksen järjestäytyminen".
bool is_about_offices(const AgendaItem& item, const AttendeeWords& words);

class SentenceReader {
 public:
  // `matches` of the subject attendee in the sentence, `office_cues` of the subject office.
  SentenceReader(const SentenceContext& context, const MentionFinder& names, Span sentence,
                 std::vector<const Match*> matches, std::vector<const Match*> office_cues);

  std::vector<SaidOfPerson> read();

 private:
  struct Taking {
    std::string_view makes;
    void (SentenceReader::*take)(const Match&);
    bool in_news;  // Counts in a release, too.
  };
  static const std::array<Taking, 19> takings;

  bool name_who_alone(std::size_t word, const std::function<bool(const ListedPerson&)>& is_meant);
  void name_by_title();
  void name_by_initials();
  void take_initials(const Match& match);
  std::string_view text(Span span) const { return context_.reader.passage().at(span); }
  void take(const Match& match);
  void take_before(const Match& match);
  void take_all_before(const Match& match);
  void take_absent_before(const Match& match);
  void take_absent_after(const Match& match);
  void take_led_by(const Match& match);
  void take_represented(const Match& match);
  void take_heard(const Match& match);
  void take_secretary(const Match& match);
  void take_writer(const Match& match);
  void take_movement(const Match& match);
  void take_presenter(const Match& match);
  void take_speakers_after(const Match& match);
  void take_speaker(const Match& match);
  void take_body_chair(const Match& match);
  void take_presented_by(const Match& match);
  void take_offices(const Match& match);
  bool is_of_another_body(std::size_t offset) const;
  bool stands_beside(const NameMention& name, std::size_t verb) const;
  std::vector<Office> offices() const;
  bool is_other_office(const std::string& word) const;
  void judge(Office& office) const;
  bool stands_before_names(const std::vector<Office>& found) const;
  void narrow_to_relative(const std::vector<Office>& found,
                          std::vector<std::pair<std::size_t, std::size_t>>& ranges) const;
  void pair(const Office& office, std::size_t first, std::size_t last, const Match& match);
  SaidOfPerson& say(const NameMention& name, const Match& match);
  void take_chair(const Match& match);
  void take_roles_of_item();
  void take_speaker_of_heading();
  std::optional<std::string> organisation_after_comma(const NameMention& name) const;
  std::optional<std::string> named_after_comma(const NameMention& name, std::size_t end) const;
  const NameMention* last_before(std::size_t offset) const;
  const NameMention* first_after(std::size_t offset) const;
  std::string partial_from(std::size_t begin) const;
  void take_office_of_item();
  const Match* office_cue(std::string_view makes, std::size_t from) const;
  bool is_proposal() const;
  bool is_limited() const;

  const SentenceContext& context_;
  const AttendeeWords& words_;
  Span sentence_;
  std::vector<const Match*> matches_, office_cues_;
  std::vector<ListPiece> pieces_;
  std::vector<NameMention> names_;
  std::vector<SaidOfPerson> said_;
  bool offices_taken_ = false;
};

}  // namespace muistio
