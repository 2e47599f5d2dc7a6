#include "rules/agenda.h"

#include "corpus/unicode.h"

namespace muistio {
namespace {

// "7.1" of "7.1 Hankinnat" or "7" of "7. Talous"; empty where the line does not begin so.
std::string_view leading_number(std::string_view line) {
  const std::size_t end = std::min(line.find_first_not_of("0123456789."), line.size());
  if (end == 0 || line[0] == '.' || end >= line.size() || line[end] != ' ') return {};
  const std::string_view number = line.substr(0, end);
  return number.ends_with('.') ? number.substr(0, end - 1) : number;
}

}  // namespace

std::vector<AgendaItem> find_items(const Passage& passage) {
  std::vector<AgendaItem> items;
  for (const Span sentence : passage.sentences) {
    const std::string_view text = passage.at(sentence);
    const std::string_view number = leading_number(text);
    if (number.empty() || number.size() > 4) continue;
    AgendaItem item;
    item.number = std::string(number);
    item.title = single_spaced(text.substr(text.find(' ')));
    if (!starts_upper(item.title)) continue;
    item.evidence = evidence_at(passage.document, sentence, "agenda.numbered", 0.7);
    item.extent = {sentence.begin, passage.flow.size()};
    if (!items.empty()) items.back().extent.end = sentence.begin;
    items.push_back(std::move(item));
  }
  return items;
}

const AgendaItem* item_at(const std::vector<AgendaItem>& items, std::size_t offset) {
  const AgendaItem* innermost = nullptr;
  for (const AgendaItem& item : items) {
    if (!item.extent.contains(offset)) continue;
    if (!innermost || item.extent.size() <= innermost->extent.size()) innermost = &item;
  }
  return innermost;
}

}  // namespace muistio
