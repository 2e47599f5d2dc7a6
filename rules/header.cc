#include "rules/header.h"

#include <array>

#include "corpus/unicode.h"

namespace muistio {
namespace {

struct KindWord {
  std::string_view begins;
  MemoKind kind;
};

constexpr std::array kind_words{
    KindWord{"pöytäkirja", MemoKind::minutes}, KindWord{"protokoll", MemoKind::minutes},
    KindWord{"muistio", MemoKind::memo},       KindWord{"minnesanteckning", MemoKind::memo},
    KindWord{"esityslista", MemoKind::agenda}, KindWord{"föredragningslista", MemoKind::agenda},
    KindWord{"kokouskutsu", MemoKind::notice}, KindWord{"tiedote", MemoKind::release},
};

MemoKind kind_of(const Passage& passage) {
  for (const Span sentence : passage.sentences) {
    if (sentence.begin > 1500) break;
    const std::string text = lower_case(passage.at(sentence));
    for (const KindWord& word : kind_words) {
      if (text.starts_with(word.begins)) return word.kind;
    }
  }
  return MemoKind::other;
}

}  // namespace

Header find_header(const Passage& passage, const std::vector<FoundDate>& dates,
                   const std::vector<AgendaItem>& items) {
  Header header;
  header.kind = kind_of(passage);
  const std::size_t head_end = items.empty() ? 2000 : items.front().extent.begin;
  for (const FoundDate& date : dates) {
    if (date.span.begin > head_end || !date.year_given || date.value.size() < 10) continue;
    header.meeting.emplace();
    header.meeting->date = Stated{date.value.substr(0, 10), evidence_at(passage.document, date.span,
                                                                        "header.first_date", 0.7)};
    break;
  }
  return header;
}

}  // namespace muistio
