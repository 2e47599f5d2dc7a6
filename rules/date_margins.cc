#include "rules/date_margins.h"

#include <algorithm>
#include <string>
#include <string_view>
#include <utility>

#include "corpus/unicode.h"
#include "rules/dates.h"

namespace muistio {
namespace {

// A day, or the years of a programme: "Vipuvoimaa EU:lta 2014–2020". A year alone is as likely that
// of the paper's number.
bool is_whole(const FoundDate& date) {
  constexpr std::size_t day = 10, years = 9;
  return date.year_given && (date.value.size() >= day || date.value.size() == years);
}

// Most running heads tell no year, which four figures make: they need no closer look.
bool may_give_year(std::string_view text) {
  int figures = 0;
  for (const char c : text) {
    figures = c >= '0' && c <= '9' ? figures + 1 : 0;
    if (figures == 4) return true;
  }
  return false;
}

bool begins_alike(std::string_view one, std::string_view other) {
  const std::size_t length = std::min<std::size_t>({one.size(), other.size(), 10});
  return length >= 9 && one.substr(0, length) == other.substr(0, length);
}

}  // namespace

std::vector<DateMention> dates_of_margins(const Passage& passage,
                                          const std::vector<DateMention>& dates) {
  std::vector<DateMention> mentions;
  const auto is_known = [&](const std::string& value) {
    const auto same = [&](const DateMention& date) { return begins_alike(date.value, value); };
    return std::any_of(dates.begin(), dates.end(), same) ||
           std::any_of(mentions.begin(), mentions.end(), same);
  };
  std::string_view last;
  for (const Furniture& furniture : passage.document.furniture) {
    if (furniture.kind == FurnitureKind::signature_footer || furniture.text == last ||
        !may_give_year(furniture.text))
      continue;
    last = furniture.text;
    for (const FoundDate& date : find_dates_in(furniture.text, passage.rulebook)) {
      if (!is_whole(date) || is_known(date.value)) continue;
      DateMention mention;
      mention.text =
          single_spaced(std::string_view(furniture.text).substr(date.span.begin, date.span.size()));
      mention.value = date.value;
      mention.use = DateUse::mention;
      mention.evidence.page = furniture.page;
      mention.evidence.box = furniture.box;
      mention.evidence.rule = "date.of_margin";
      mention.evidence.confidence = date.confidence;
      mentions.push_back(std::move(mention));
    }
  }
  return mentions;
}

}  // namespace muistio
