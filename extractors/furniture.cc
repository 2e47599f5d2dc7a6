#include "extractors/furniture.h"

#include <algorithm>
#include <cmath>
#include <cstdlib>
#include <map>
#include <optional>
#include <set>
#include <string>
#include <string_view>
#include <tuple>
#include <utility>

#include "corpus/unicode.h"
#include "extractors/line_ends.h"
#include "extractors/section_heads.h"

namespace muistio {
namespace {

// Where heads and feet stand, as shares of the page's height, and how many lines from the
// edge inwards are looked at.
constexpr double head_zone = 0.16;
constexpr double foot_zone = 0.86;
constexpr std::size_t lines_deep = 6;

struct Candidate {
  std::size_t page = 0, line = 0, fragment = 0;
  std::string text;
  bool head = true;
  bool taken = false;
  std::optional<SectionMark> kept;  // Of a taken one: what stays in the text.
};

using Candidates = std::vector<Candidate>;

std::string text_of(const PageWords& page, const Fragment& fragment) {
  std::string text;
  for (const std::uint32_t i : fragment.words) {
    if (!text.empty()) text += ' ';
    text += page.words[i].text;
  }
  return text;
}

// A text in lower case whose numbers are taken out: '#' stands for each.
struct Form {
  std::string text;
  std::vector<int> numbers;
};

Form form_of(std::string_view text) {
  Form form;
  bool in_number = false;
  for (const char c : lower_case(text)) {
    if (!is_digit(c)) {
      in_number = false;
      form.text += c;
      continue;
    }
    if (!in_number) {
      form.text += '#';
      form.numbers.push_back(0);
    }
    in_number = true;
    constexpr int most = 100000;
    int& number = form.numbers.back();
    if (number < most) number = number * 10 + (c - '0');
  }
  return form;
}

Candidates candidates_of(const std::vector<ReadPage>& pages) {
  Candidates candidates;
  for (std::size_t p = 0; p < pages.size(); ++p) {
    const ReadPage& page = pages[p];
    const std::size_t count = page.lines.size();
    for (std::size_t l = 0; l < count; ++l) {
      const Box& box = page.lines[l].box;
      const bool head = l < lines_deep && box.bottom < head_zone * page.words.height;
      const bool foot = l + lines_deep >= count && box.top > foot_zone * page.words.height;
      constexpr std::size_t most_fragments = 30;
      if ((!head && !foot) || page.lines[l].fragments.size() > most_fragments) continue;
      for (std::size_t f = 0; f < page.lines[l].fragments.size(); ++f) {
        candidates.push_back({p, l, f, text_of(page.words, page.lines[l].fragments[f]), head});
      }
    }
  }
  return candidates;
}

const Fragment& fragment_of(const std::vector<ReadPage>& pages, const Candidate& candidate) {
  return pages[candidate.page].lines[candidate.line].fragments[candidate.fragment];
}

// What a candidate must have in common with one on another page: its text, or its text but
// for one number that counts with the pages.
std::vector<std::string> repeating_forms(const Candidate& candidate, int page) {
  constexpr std::size_t most_numbers = 4;
  const Form form = form_of(candidate.text);
  std::vector<std::string> forms{lower_case(candidate.text)};
  for (std::size_t n = 0; n < std::min(form.numbers.size(), most_numbers); ++n) {
    std::string counting = form.text;
    for (std::size_t other = 0; other < form.numbers.size(); ++other) {
      const int number = form.numbers[other];
      counting += ' ' + (other == n ? "@" + std::to_string(number - page) : std::to_string(number));
    }
    forms.push_back(std::move(counting));
  }
  return forms;
}

using Height = int;  // Of the top, in steps of six points.

// Furniture begins or ends where it does on other pages, stands in the middle of them, or mirrors
// them as those of an opened book do. A word that happens to end a line of text at the head of
// another column does not.
bool stand_alike(const std::vector<ReadPage>& pages, const Candidate& one, const Candidate& other) {
  constexpr double give = 20;  // Scans lie as they were laid.
  const Box &box = fragment_of(pages, one).box, &beside = fragment_of(pages, other).box;
  const double room = pages[one.page].words.width - box.right;
  const double room_beside = pages[other.page].words.width - beside.right;
  const auto near = [](double a, double b) { return std::abs(a - b) < give; };
  return near(box.left, beside.left) || near(room, room_beside) ||
         near(box.left - room, beside.left - room_beside) ||
         (near(box.left, room_beside) && near(room, beside.left));
}

// Marks what stands in the same words at the same height on pages near each other: two, or
// three in a longer document.
void mark_repeated(const std::vector<ReadPage>& pages, Candidates& candidates) {
  std::map<std::pair<std::string, Height>, std::vector<Candidate*>> groups;
  for (Candidate& candidate : candidates) {
    const double steps = fragment_of(pages, candidate).box.top / 6;
    const auto height = static_cast<Height>(std::floor(steps));
    const Height beside = steps - height < 0.5 ? height - 1 : height + 1;
    for (const std::string& form : repeating_forms(candidate, pages[candidate.page].words.number)) {
      groups[{form, height}].push_back(&candidate);
      groups[{form, beside}].push_back(&candidate);
    }
  }
  const std::size_t enough = pages.size() > 6 ? 3 : 2;
  for (auto& [key, group] : groups) {
    std::size_t near = 1;
    for (std::size_t i = 1; i < group.size(); ++i) {
      const std::size_t apart = group[i]->page - group[i - 1]->page;
      near += (apart == 1 || apart == 2) && stand_alike(pages, *group[i - 1], *group[i]);
    }
    if (near < enough) continue;
    for (Candidate* candidate : group) candidate->taken = true;
  }
}

// Text that is no furniture stands right above the candidate, or right below one at the foot.
bool goes_on_from_text(const std::vector<ReadPage>& pages, const Candidates& candidates,
                       std::size_t at) {
  const Candidate& word = candidates[at];
  const std::vector<PrintLine>& lines = pages[word.page].lines;
  const Box& box = fragment_of(pages, word).box;
  const auto is_taken = [&](std::size_t line, std::size_t fragment) {
    const std::tuple place(word.page, line, fragment);
    const auto found = std::lower_bound(
        candidates.begin(), candidates.end(), place, [](const Candidate& one, const auto& wanted) {
          return std::tie(one.page, one.line, one.fragment) < wanted;
        });
    return found != candidates.end() && found->taken &&
           std::tie(found->page, found->line, found->fragment) == place;
  };
  for (std::size_t l = 0; l < lines.size(); ++l) {
    for (std::size_t f = 0; f < lines[l].fragments.size(); ++f) {
      const Box& other = lines[l].fragments[f].box;
      const double gap = word.head ? box.top - other.bottom : other.top - box.bottom;
      const bool near =
          std::abs(gap) < 0.5 * box.height() && other.left < box.right && box.left < other.right;
      if (near && !is_taken(l, f)) return true;
    }
  }
  return false;
}

// A word in lower case close to others of its line, or under other text, is one of a line of text
// that happens to repeat.
void spare_words_of_text(const std::vector<ReadPage>& pages, Candidates& candidates) {
  const auto is_close = [&](const Candidate& one, const Candidate& next) {
    if (one.page != next.page || one.line != next.line) return false;
    const Box& left = fragment_of(pages, one).box;
    const Box& right = fragment_of(pages, next).box;
    return right.left - left.right < 4 * left.height();
  };
  for (std::size_t i = 0; i < candidates.size(); ++i) {
    Candidate& word = candidates[i];
    if (!word.taken || !starts_lower(word.text) || word.text.find(' ') != std::string::npos) {
      continue;
    }
    const bool after = i > 0 && !candidates[i - 1].taken && is_close(candidates[i - 1], word);
    const bool before =
        i + 1 < candidates.size() && !candidates[i + 1].taken && is_close(word, candidates[i + 1]);
    if (after || before || goes_on_from_text(pages, candidates, i)) word.taken = false;
  }
}

// The page number and the number of pages that a counter tells; the latter 0 where it does
// not.
struct Count {
  int page = 0, of = 0;
};

std::optional<Count> parse_counter(std::string_view text) {
  if (text.find('#') != std::string_view::npos) return std::nullopt;
  Form form = form_of(text);
  for (const std::string_view word : {"sivu", "sid.", "sidan", "sida", "sid", "s.", "page", "p."}) {
    if (!form.text.starts_with(word)) continue;
    form.text.erase(0, word.size());
    break;
  }
  std::erase(form.text, ' ');
  for (const std::string_view known : {"#", "-#-", "–#–", "—#—", "#."}) {
    if (form.text == known) return Count{form.numbers[0], 0};
  }
  for (const std::string_view known :
       {"#(#)", "#/#", "#/(#)", "#av#", "#of#", "#,#", "(#/#)", "(#)#"}) {
    if (form.text == known) return Count{form.numbers[0], form.numbers[1]};
  }
  return std::nullopt;
}

// A counter must count: a number that is no page's is a date, an item or an issue.
bool counts_page(const Candidate& candidate, int page, std::size_t pages) {
  const auto count = parse_counter(candidate.text);
  if (!count || count->page < 1) return false;
  if (count->of == 0) return count->page == page && candidate.text.size() < 12;
  return count->page <= count->of && (count->page == page || count->of == static_cast<int>(pages));
}

bool is_outermost(const Candidate& candidate, const ReadPage& page) {
  constexpr std::size_t edge_lines = 2;
  return candidate.head ? candidate.line < edge_lines
                        : candidate.line + edge_lines >= page.lines.size();
}

// A number that begins the last row of a table: it and the cell beside it begin where those of
// the line right above do.
bool begins_row(const Candidate& candidate, const ReadPage& page) {
  const PrintLine& line = page.lines[candidate.line];
  if (candidate.head || candidate.fragment != 0 || candidate.line == 0) return false;
  const PrintLine& above = page.lines[candidate.line - 1];
  if (line.fragments.size() < 2 || above.fragments.size() < 2) return false;
  const auto under = [&](std::size_t cell) {
    const Box &box = line.fragments[cell].box, &other = above.fragments[cell].box;
    return std::abs(box.left - other.left) < 2 ||
           (cell == 0 && std::abs(box.right - other.right) < 2);
  };
  return line.box.top - above.box.bottom < 1.2 * line.box.height() && under(0) && under(1);
}

// Marks page counters, and what stands on the line of one, as far as it is no line of text:
// OCR may set a counter on the line of a heading below it.
void mark_counters(const std::vector<ReadPage>& pages, Candidates& candidates) {
  constexpr std::size_t longest_beside = 45;
  std::vector<const Candidate*> counters;
  for (const Candidate& candidate : candidates) {
    const ReadPage& page = pages[candidate.page];
    if (is_outermost(candidate, page) && !begins_row(candidate, page) &&
        counts_page(candidate, page.words.number, pages.size())) {
      counters.push_back(&candidate);
    }
  }
  for (const Candidate* counter : counters) {
    const std::size_t at = static_cast<std::size_t>(counter - candidates.data());
    const auto beside = [&](std::size_t i) {
      return candidates[i].page == counter->page && candidates[i].line == counter->line;
    };
    std::size_t first = at, last = at + 1;
    while (first > 0 && beside(first - 1)) --first;
    while (last < candidates.size() && beside(last)) ++last;
    for (std::size_t i = first; i < last; ++i) {
      if (i == at || candidates[i].text.size() <= longest_beside) candidates[i].taken = true;
    }
  }
}

// Marks a last line in small print far below the text, and a first line far above it that
// ends in the page's number: the furniture of a document of one page.
void mark_lonely(const std::vector<ReadPage>& pages, Candidates& candidates) {
  for (Candidate& candidate : candidates) {
    const ReadPage& page = pages[candidate.page];
    const std::size_t count = page.lines.size();
    if (count < 4 || page.lines[candidate.line].fragments.size() > 1) continue;
    const Box& box = page.lines[candidate.line].box;
    if (candidate.head && candidate.line == 0) {
      const double gap = page.lines[1].box.top - box.bottom;
      const bool numbered = candidate.text.ends_with(" " + std::to_string(page.words.number));
      if (numbered && gap > 1.5 * box.height()) candidate.taken = true;
    }
    if (!candidate.head && candidate.line + 1 == count) {
      const Box& above = page.lines[count - 2].box;
      const bool far = box.top - above.bottom > 2 * above.height();
      const bool small = box.height() < 0.9 * above.height();
      if (far && small && box.top > 0.92 * page.words.height) candidate.taken = true;
    }
  }
}

bool mentions(const std::string& text, std::initializer_list<const char*> words) {
  return std::any_of(words.begin(), words.end(),
                     [&](const char* word) { return text.find(word) != std::string::npos; });
}

FurnitureKind kind_of(const Candidate& candidate, int page, std::size_t pages) {
  const std::string text = lower_case(candidate.text);
  if (counts_page(candidate, page, pages)) return FurnitureKind::page_counter;
  if (mentions(text, {"allekirjoit", "signed", "signatur", "underskri", "undertec"})) {
    return FurnitureKind::signature_footer;
  }
  if (mentions(text, {"tarkast", "tarkist", "justera"})) return FurnitureKind::initials;
  return candidate.head ? FurnitureKind::running_head : FurnitureKind::running_foot;
}

// Keeps the number of a section in the text where it first stands in a head, and in no text.
void keep_sections(const std::vector<ReadPage>& pages, Candidates& candidates) {
  std::set<FragmentPlace> taken;
  std::vector<Candidate*> marked;
  for (Candidate& candidate : candidates) {
    if (!candidate.taken || candidate.text.find("§") == std::string::npos) continue;
    taken.insert({candidate.page, candidate.line, candidate.fragment});
    if (candidate.head) marked.push_back(&candidate);
  }
  if (marked.empty()) return;
  std::set<int> known = sections_begun(pages, taken);
  for (Candidate* head : marked) {
    const auto mark = section_in(pages[head->page].words, fragment_of(pages, *head));
    if (mark && known.insert(mark->number).second) head->kept = mark;
  }
}

// The words of a candidate that are furniture.
std::vector<std::uint32_t> words_taken(const Fragment& fragment, const Candidate& candidate) {
  std::vector<std::uint32_t> words = fragment.words;
  if (!candidate.kept) return words;
  const auto at = [&](std::size_t w) { return words.begin() + static_cast<std::ptrdiff_t>(w); };
  words.erase(at(candidate.kept->first), at(candidate.kept->last));
  return words;
}

Fragment fragment_kept(const PageWords& page, const Fragment& fragment, const SectionMark& kept) {
  const auto at = [&](std::size_t w) {
    return fragment.words.begin() + static_cast<std::ptrdiff_t>(w);
  };
  return make_fragment(page, {at(kept.first), at(kept.last)});
}

// Candidates stand in the order of their places, so that going backwards keeps the indices
// of the rest.
void take_out(const Candidates& candidates, std::vector<ReadPage>& pages) {
  for (auto candidate = candidates.rbegin(); candidate != candidates.rend(); ++candidate) {
    if (!candidate->taken) continue;
    auto& lines = pages[candidate->page].lines;
    PrintLine& line = lines[candidate->line];
    const auto at = line.fragments.begin() + static_cast<std::ptrdiff_t>(candidate->fragment);
    if (candidate->kept) {
      *at = fragment_kept(pages[candidate->page].words, *at, *candidate->kept);
    } else {
      line.fragments.erase(at);
    }
    line.box = {};
    for (const Fragment& fragment : line.fragments) line.box = united(line.box, fragment.box);
    if (line.fragments.empty())
      lines.erase(lines.begin() + static_cast<std::ptrdiff_t>(candidate->line));
  }
}

}  // namespace

bool is_page_counter(std::string_view text) {
  return parse_counter(text).has_value();
}

std::vector<Furniture> take_furniture(std::vector<ReadPage>& pages) {
  Candidates candidates = candidates_of(pages);
  mark_repeated(pages, candidates);
  spare_words_of_text(pages, candidates);
  mark_counters(pages, candidates);
  mark_lonely(pages, candidates);
  keep_sections(pages, candidates);
  std::vector<Furniture> furniture;
  for (const Candidate& candidate : candidates) {
    if (!candidate.taken) continue;
    const PageWords& page = pages[candidate.page].words;
    std::vector<std::uint32_t> words = words_taken(fragment_of(pages, candidate), candidate);
    if (words.empty()) continue;
    const Fragment fragment = make_fragment(page, std::move(words));
    furniture.push_back({kind_of(candidate, page.number, pages.size()), page.number,
                         shown_box(page, fragment.box), text_of(page, fragment), fragment.bold,
                         fragment.font_size});
  }
  take_out(candidates, pages);
  return furniture;
}

}  // namespace muistio
