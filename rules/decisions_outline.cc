#include "rules/decisions_outline.h"

#include <algorithm>
#include <array>
#include <cmath>

#include "corpus/unicode.h"
#include "rules/decisions_clause.h"
#include "rules/text_words.h"

namespace muistio {
namespace {

Section section_named(std::string_view name) {
  if (name == "decision") return Section::decision;
  if (name == "proposal") return Section::proposal;
  if (name == "action") return Section::action;
  return Section::background;
}

std::string_view first_word(std::string_view text) {
  return text.substr(0, std::min(text.find_first_of(" \t\n:,;."), text.size()));
}

std::size_t skip_spaces(std::string_view text, std::size_t at) {
  return std::min(text.find_first_not_of(" \t\n", at), text.size());
}

// Length of "• ", "- ", "a) " or "o " at the beginning; 0 where there is none.
std::size_t list_mark(std::string_view text) {
  static constexpr std::array marks{"•", "·", "▪", "◦", "●", "○", "–",
                                    "—", "‣", "■", "□", "-", "*", "\xEF\x82\xB7"};
  for (const std::string_view mark : marks) {
    if (text.starts_with(mark) && text.size() > mark.size() && text[mark.size()] == ' ') {
      return skip_spaces(text, mark.size());
    }
  }
  if (text.starts_with("o ")) return 2;
  const bool lettered = text.size() > 3 && text[0] >= 'a' && text[0] <= 'z' && text[1] == ')';
  return lettered ? skip_spaces(text, 2) : 0;
}

// Length of "4. ", "12 § " or "§ 12 " at the beginning; 0 where there is none.
std::size_t number_mark(std::string_view text) {
  const std::size_t end = text.find_first_not_of("0123456789.) §");
  if (end == std::string_view::npos || text.find_first_of("0123456789") >= end) return 0;
  return text[end - 1] == ' ' ? end : 0;
}

constexpr std::array<std::string_view, 8> arrows{"->", "-->", "=>", "→", "⇒", "➔", "➝", "➡"};

std::size_t word_count(std::string_view text) {
  return static_cast<std::size_t>(std::count(text.begin(), text.end(), ' ')) + !text.empty();
}

std::size_t after_colon(std::string_view sentence, std::size_t end) {
  std::size_t at = skip_spaces(sentence, end);
  while (at < sentence.size() &&
         std::string_view(":;.").find(sentence[at]) != std::string_view::npos)
    ++at;
  return skip_spaces(sentence, at);
}

// Where the text begins that stands under the label which ends at `end`; absent where that
// is no label. A label ends with a colon or a dash, is the whole sentence, or is followed by
// who it is of: "Päätösehdotus Kunnanjohtaja Kallio", "Päätös Johtokunta". Without a colon,
// a capital must begin the text. `decides` says that the rest has a verb that decides.
std::optional<std::size_t> text_after_label(std::string_view sentence, std::size_t end,
                                            bool decides) {
  const std::size_t next = skip_spaces(sentence, end);
  if (next == sentence.size()) return next;
  const std::string_view rest = sentence.substr(next);
  if (sentence[end - 1] == ':') return starts_upper(rest) ? std::optional(next) : std::nullopt;
  if (rest.front() == ':' || rest.starts_with("; ")) return after_colon(sentence, end);
  if (rest.starts_with("–") || rest.starts_with("- "))
    return skip_spaces(sentence, sentence.find(' ', next));
  if (!starts_upper(sentence) || !starts_upper(rest)) return std::nullopt;
  const std::size_t colon = rest.find(':');
  if (colon != std::string_view::npos && word_count(rest.substr(0, colon)) <= 4) {
    return after_colon(sentence, next + colon);
  }
  if (!decides && word_count(rest) <= 4 && rest.find_first_of(".,;") == std::string_view::npos) {
    return sentence.size();
  }
  return next;
}

class OutlineMaker {
 public:
  OutlineMaker(const Passage& passage, const std::vector<AgendaItem>& items,
               const SubjectMatches& decisions, const OwnBodies& own_bodies)
      : passage_(passage),
        items_(items),
        labels_(passage, "section"),
        anchors_(decisions),
        own_bodies_(own_bodies),
        decides_only_(is_list_of_decisions()) {
    for (const Match* match : labels_.in({0, passage.flow.size()}))
      has_presenters_ |= match->rule->id == "section.presenter";
    outline_.item_has_decision_label.resize(items.size());
    by_begin_.resize(items.size());
    for (std::size_t i = 0; i < items.size(); ++i) by_begin_[i] = i;
    std::stable_sort(by_begin_.begin(), by_begin_.end(), [&](std::size_t one, std::size_t other) {
      return items[one].extent.begin < items[other].extent.begin;
    });
  }

  Outline made() {
    for (std::size_t i = 0; i < passage_.sentences.size(); ++i) {
      Span sentence = passage_.sentences[i];
      while (i + 1 < passage_.sentences.size() &&
             is_cut_at_day(sentence, passage_.sentences[i + 1])) {
        sentence.end = passage_.sentences[++i].end;
      }
      take_lines(sentence);
    }
    return std::move(outline_);
  }

 private:
  // "... 21.4. ja 25.4. | Sanomissa julkaistun kutsun": a day and a capital do not end a
  // sentence that has no verb yet.
  bool is_cut_at_day(Span sentence, Span next) const {
    const std::string_view text = passage_.at(sentence);
    if (next.begin != sentence.end + 1 || text.size() < 5 || sentence.size() > 1000) return false;
    if (passage_.language_at(sentence.begin) == "sv") return false;  // No point behind its days.
    const std::string_view word = text.substr(text.find_last_of(' ') + 1);
    if (word.find_first_not_of("0123456789.") != std::string_view::npos || !word.ends_with('.') ||
        std::count(word.begin(), word.end(), '.') != 2) {
      return false;
    }
    return ClauseView(passage_, sentence).finite_verbs(sentence).empty();
  }

  // A line that begins with the capital of a verb that decides, or of an office, begins a
  // sentence, also where the writer left out the full stop before it.
  void take_lines(Span sentence) {
    for (const Match* match : anchors_.in(sentence)) {
      const std::size_t begin = line_begin(match->span.begin, sentence.begin);
      if (begin <= sentence.begin || !begins_sentence(begin, match->span.begin)) continue;
      take_labels({sentence.begin, begin - 1});
      sentence.begin = begin;
    }
    take_labels(sentence);
  }

  // "Päätös:" at the beginning of a line labels what follows, though no full stop ends the line
  // above it, as among notes.
  void take_labels(Span sentence) {
    const std::string& text = passage_.document.text;
    for (const Match* match : labels_.in(sentence)) {
      const std::size_t begin = match->span.begin;
      const bool colon = match->span.end < sentence.end && text[match->span.end] == ':';
      if (begin <= sentence.begin || text[begin - 1] != '\n' || !colon || heads_column(*match) ||
          !starts_upper(passage_.at(match->span)))
        continue;
      take({sentence.begin, begin - 1});
      sentence.begin = begin;
    }
    take(sentence);
  }

  // Where the line of the document begins that holds the offset.
  std::size_t line_begin(std::size_t offset, std::size_t least) const {
    constexpr std::size_t longest_office = 60;
    const std::string& text = passage_.document.text;
    std::size_t begin = offset;
    while (begin > least && offset - begin < longest_office && text[begin - 1] != '\n') --begin;
    return begin > least && text[begin - 1] == '\n' ? begin : least;
  }

  bool begins_sentence(std::size_t begin, std::size_t anchor) const {
    const std::string_view word = first_word(passage_.at({begin, passage_.flow.size()}));
    if (!starts_upper(word)) return false;
    return begin == anchor ||
           passage_.language.readings(word).front().inflection == Case::translative;
  }

  // "Päätösluettelo" in the head: what stands in the items of such a paper is decided.
  bool is_list_of_decisions() const {
    constexpr std::size_t longest_head = 1000;
    std::size_t end = std::min(passage_.flow.size(), longest_head);
    if (!items_.empty()) end = std::min(end, items_.front().extent.begin);
    return SubjectMatches(passage_, "decision_list").first_in({0, end}) != nullptr;
  }

  // A sentence of such a paper that has a verb; each entry of a list stands for itself.
  bool is_decided(const OutlinedSentence& sentence) {
    if (!decides_only_ || section_ != Section::none || !sentence.item || sentence.heading)
      return false;
    const auto block = block_at(passage_.document, sentence.span.begin);
    if (sentence.list_item || block != block_) place_ = 0;
    block_ = block;
    return !ClauseView(passage_, sentence.span).finite_verbs(sentence.span).empty();
  }

  void take(Span sentence) {
    const auto item = item_of(sentence.begin);
    if (item != item_) section_ = Section::none;
    item_ = item;
    OutlinedSentence outlined;
    outlined.item = item;
    outlined.heading = is_heading(sentence);
    if (outlined.heading || (section_ == Section::action && is_below_table(sentence)) ||
        is_in_next_row(sentence.begin))
      section_ = Section::none;
    const std::string_view text = passage_.at(sentence);
    const bool numbered = begins_numbered_sentence(sentence);
    const std::size_t mark = outlined.heading || numbered ? number_mark(text) : list_mark(text);
    outlined.span = {sentence.begin + mark, sentence.end};
    if (is_in_table_of_decisions(sentence.begin)) return take_cell(outlined);
    const bool labelled = !is_title_of_item(sentence) && begin_section(outlined.span);
    outlined.list_item =
        !labelled && !numbered && (mark > 0 || (!outlined.heading && is_entry(sentence)));
    if (labelled) outlined.heading = false;
    if (outlined.span.empty()) return;
    const bool decided = is_decided(outlined);
    outlined.section = decided ? Section::decision : section_;
    outlined.place = place_++;
    outlined.label = decided ? Span{outlined.span.begin, outlined.span.begin} : label_;
    if (outlined.section == Section::decision) {
      outline_.has_decision_labels = true;
      if (item) outline_.item_has_decision_label[*item] = true;
    }
    outline_.sentences.push_back(outlined);
  }

  // In a table of more than a label and its text, each row is another matter.
  bool is_in_next_row(std::size_t offset) {
    const Document& document = passage_.document;
    const auto row = row_at(document, offset);
    const bool next = row && row != row_ && cells_of(document, document.rows[*row]).size() > 2;
    row_ = row;
    return next;
  }

  // Behind the table that has the label at the head of a column.
  bool is_below_table(Span sentence) const {
    const auto head = block_at(passage_.document, label_.begin);
    return head && passage_.document.blocks[*head].kind == BlockKind::table &&
           block_at(passage_.document, sentence.begin) != head;
  }

  // Under "Päätettiin:" and farther in: an entry whose bullet is drawn, not written.
  bool is_entry(Span sentence) {
    if (outline_.sentences.empty()) return false;
    const OutlinedSentence& above = outline_.sentences.back();
    const auto own = block_at(passage_.document, sentence.begin);
    const auto upper = block_at(passage_.document, above.span.begin);
    if (!own || !upper || own == upper) return false;
    const Block& block = passage_.document.blocks[*own];
    const Block& block_above = passage_.document.blocks[*upper];
    if (block.kind != BlockKind::paragraph || block_above.kind != BlockKind::paragraph ||
        block.page != block_above.page || block.span.begin != sentence.begin) {
      return false;
    }
    constexpr double least_indent = 8, same_edge = 2;  // Points.
    const double indent = block.box.left - block_above.box.left;
    const std::string_view text = passage_.at(above.span);
    return text.ends_with(":") || passage_.rulebook.kept<TextWords>().ends_in_that(text)
               ? indent > least_indent && indent < 8 * least_indent
               : above.list_item && std::abs(indent) < same_edge;
  }

  // "12 § Toimitusjohtajan päätökset" heads an item and labels nothing.
  bool is_title_of_item(Span sentence) const {
    if (!item_ || items_[*item_].title.empty()) return false;
    return items_[*item_].evidence.span.contains(sentence.begin);
  }

  // A table whose heading has a column for decisions: "Asia | Päätös | Vastuu". A row of two
  // cells that begins with the label is no heading.
  bool is_in_table_of_decisions(std::size_t offset) {
    const Document& document = passage_.document;
    const auto row_index = row_at(document, offset);
    if (!row_index) return false;
    const Row& row = document.rows[*row_index];
    if (document.blocks[row.block].kind != BlockKind::table) return false;
    if (table_ != row.block) {
      table_ = row.block;
      decision_column_ = decision_column_of(row);
      if (!decision_column_) decision_column_ = decision_column_above(row);
    }
    return decision_column_.has_value();
  }

  // The heading of a table may be printed apart, as a block of one row above it.
  std::optional<int> decision_column_above(const Row& row) const {
    const Document& document = passage_.document;
    if (row.block == 0) return std::nullopt;
    const Block& above = document.blocks[row.block - 1];
    if (above.rows.size() != 1 || above.page != document.blocks[row.block].page)
      return std::nullopt;
    const Row& heading = document.rows[above.rows.first];
    const bool alike = cells_of(document, heading).size() == cells_of(document, row).size();
    return alike ? decision_column_of(heading) : std::nullopt;
  }

  std::optional<int> decision_column_of(const Row& heading) const {
    const auto cells = cells_of(passage_.document, heading);
    for (std::size_t i = 0; i < cells.size(); ++i) {
      const Match* match = labels_.first_in(cells[i].span);
      if (!match || match->span != cells[i].span || match->rule->makes != "decision") continue;
      if (i > 0 || cells.size() > 2) return cells[i].column;
    }
    return std::nullopt;
  }

  void take_cell(OutlinedSentence& outlined) {
    const auto line = line_at(passage_.document, outlined.span.begin);
    const Match* label = labels_.first_in(outlined.span);
    if (!line || (label && label->span == outlined.span)) return;
    section_ = Section::none;
    if (passage_.document.lines[*line].cell == *decision_column_) {
      outlined.section = Section::decision;
    } else {
      outlined.section = Section::background;
    }
    outlined.label = {outlined.span.begin, outlined.span.begin};
    outline_.sentences.push_back(outlined);
  }

  // Where the sentence begins with a label, a new section begins and the label goes.
  bool begin_section(Span& sentence) {
    const Match* match = labels_.first_in(sentence);
    if (!match) return false;
    if (match->rule->makes == "handling") return begin_handling(sentence, match->span);
    if (match->span.begin != sentence.begin) return false;
    if (heads_column(*match)) return false;
    if (is_of_another_body(match->span)) return false;
    if (match->rule->id == "section.body" && !decides_after_presenters(match->span)) return false;
    const std::string_view text = passage_.at(sentence);
    const std::size_t end = std::min(match->span.size(), text.size());
    const bool decides = anchors_.first_in({sentence.begin + end, sentence.end}) != nullptr;
    const auto begin = text_after_label(text, end, decides);
    if (!begin) return false;
    section_ = section_named(match->rule->makes);
    place_ = 0;
    label_ = {sentence.begin, sentence.begin + end};
    sentence.begin += *begin;
    return true;
  }

  // "Sovittiin", which in a sentence is its verb.
  static bool heads_column(const Match& match) {
    return match.rule->id.starts_with("section.decision_column");
  }

  // "Tuomiokapitulin päätös 30.8.2018: virka täytetään": with a day it is news of others.
  bool is_of_another_body(Span label) const {
    const Range words = passage_.tokens_in(label);
    if (words.size() < 3 || passage_.tokens[words.last - 1].kind != TokenKind::date) return false;
    const Span owner = passage_.tokens[words.first].span;
    const Reading& reading = passage_.language.readings(passage_.at(owner)).front();
    return reading.inflection == Case::genitive && !own_bodies_.has(owner);
  }

  // "Kunnanjohtaja: Myönnetään." and below it "Kunnanhallitus: Hyväksyttiin."
  bool decides_after_presenters(Span body) const {
    return has_presenters_ && own_bodies_.has({body.begin, body.end - 1});
  }

  // "Kunnanhallitus 12.3.2014 § 34": a body takes the item up anew. What stands between its
  // line and the last such line of the same item was handled earlier.
  bool begin_handling(Span& sentence, Span day) {
    if (day.begin == sentence.begin || day.end != sentence.end) return false;
    if (handling_ && (!handling_item_ || handling_item_ == item_)) {
      for (std::size_t i = *handling_; i < outline_.sentences.size(); ++i) {
        outline_.sentences[i].section = Section::background;
      }
      if (item_) outline_.item_has_decision_label[*item_] = false;
    }
    handling_ = outline_.sentences.size();
    handling_item_ = item_;
    section_ = Section::none;
    sentence.begin = sentence.end;
    return true;
  }

  // "2. Kokous on laillinen" where the items have no headings.
  bool begins_numbered_sentence(Span sentence) const {
    return item_ && items_[*item_].title.empty() &&
           sentence.begin == items_[*item_].evidence.span.begin;
  }

  bool is_heading(Span sentence) const {
    if (item_) {
      const AgendaItem& item = items_[*item_];
      // "8. Kahvit. Jätetään ensi kertaan.": without a title the row is no heading to its end.
      const bool headed = item.evidence.span.contains(sentence.begin);
      if (headed && (!item.title.empty() || sentence.begin <= item.evidence.span.begin))
        return !begins_numbered_sentence(sentence);
    }
    const auto block = block_at(passage_.document, sentence.begin);
    return block && passage_.document.blocks[*block].kind == BlockKind::heading;
  }

  // The innermost item around the offset; asked in rising order.
  std::optional<std::size_t> item_of(std::size_t offset) {
    while (next_item_ < by_begin_.size() && items_[by_begin_[next_item_]].extent.begin <= offset) {
      open_.push_back(by_begin_[next_item_++]);
    }
    while (!open_.empty() && items_[open_.back()].extent.end <= offset) open_.pop_back();
    if (open_.empty()) return std::nullopt;
    return open_.back();
  }

  const Passage& passage_;
  const std::vector<AgendaItem>& items_;
  SubjectMatches labels_;
  const SubjectMatches& anchors_;
  const OwnBodies& own_bodies_;
  bool has_presenters_ = false;
  bool decides_only_ = false;
  std::optional<std::size_t> block_;
  Outline outline_;
  std::vector<std::size_t> by_begin_, open_;
  std::size_t next_item_ = 0;
  std::optional<std::size_t> item_, handling_, handling_item_;
  std::optional<std::size_t> table_, row_;
  std::optional<int> decision_column_;
  Section section_ = Section::none;
  std::size_t place_ = 0;
  Span label_;
};

}  // namespace

Outline make_outline(const Passage& passage, const std::vector<AgendaItem>& items,
                     const SubjectMatches& decisions, const OwnBodies& own_bodies) {
  return OutlineMaker(passage, items, decisions, own_bodies).made();
}

std::size_t past_arrow(std::string_view flow, std::size_t offset) {
  const std::string_view text = flow.substr(offset);
  for (const std::string_view arrow : arrows) {
    if (text.starts_with(arrow))
      return offset + std::min(text.find_first_not_of(" \n", arrow.size()), text.size());
  }
  return offset;
}

std::optional<std::size_t> behind_arrow(std::string_view flow, Span span) {
  const std::string_view text = flow.substr(span.begin, span.size());
  std::size_t first = text.npos;
  for (const std::string_view arrow : arrows) first = std::min(first, text.find(arrow));
  if (first == text.npos) return std::nullopt;
  const std::size_t behind = past_arrow(flow, span.begin + first);
  return behind < span.end ? std::optional(behind) : std::nullopt;
}

SubjectMatches::SubjectMatches(const Passage& passage, std::string_view subject)
    : matches_(passage.find(subject)) {}

const Match* SubjectMatches::first_in(Span span) const {
  const auto first = std::lower_bound(
      matches_.begin(), matches_.end(), span.begin,
      [](const Match& match, std::size_t offset) { return match.span.begin < offset; });
  return first != matches_.end() && first->span.begin < span.end ? &*first : nullptr;
}

std::vector<const Match*> SubjectMatches::in(Span span) const {
  std::vector<const Match*> found;
  for (const Match* match = first_in(span);
       match && match != matches_.data() + matches_.size() && match->span.begin < span.end;
       ++match) {
    found.push_back(match);
  }
  return found;
}

}  // namespace muistio
