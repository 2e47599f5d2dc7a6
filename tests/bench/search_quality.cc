// How much of a word search finds, and how much else: bench_search_quality [--errors] FILE...
//
// For every content lemma of the treebanks with two forms or more, the words to be found
// are those of that lemma and of compounds that have it as a part. Asked once as the lemma
// and once as each of its other forms; recall and precision are averaged over lemmas. Four
// ways are compared: the words as they stand, Snowball stems, the base form of the first
// reading alone, and muistio's search itself: index, query and marks.
#include <fmt/core.h>
#include <libstemmer.h>

#include <algorithm>
#include <cstdlib>
#include <functional>
#include <map>
#include <memory>
#include <set>

#include "corpus/memo_indexer.h"
#include "corpus/search.h"
#include "corpus/unicode.h"
#include "tests/bench/conllu.h"
#include "tests/bench/must.h"

using namespace muistio;
using bench::GoldWord;
using bench::must;
using bench::Sentence;

namespace {

constexpr std::size_t sentences_a_memo = 500;

using Words = std::set<std::size_t>;  // Numbers of words, counted over all sentences.

bool is_content(const std::string& word_class) {
  return word_class == "NOUN" || word_class == "PROPN" || word_class == "VERB" ||
         word_class == "ADJ";
}

// "koulu#kuljetus#maksu": every run of neighbouring parts.
std::vector<std::string> lemmas_in(const std::string& lemma) {
  std::vector<std::string> parts(1);
  for (const char c : lower_case(lemma)) {
    if (c == '#') {
      parts.emplace_back();
    } else {
      parts.back() += c;
    }
  }
  std::vector<std::string> lemmas;
  for (std::size_t first = 0; first < parts.size(); ++first) {
    std::string run;
    for (std::size_t last = first; last < parts.size(); ++last)
      lemmas.push_back(run += parts[last]);
  }
  return lemmas;
}

struct Treebank {
  std::vector<Sentence> sentences;
  std::vector<const GoldWord*> words;
  std::map<std::string, Words> of_lemma;               // With compounds.
  std::map<std::string, std::set<std::string>> forms;  // Of content lemmas, lower case.
};

Treebank read(const std::vector<std::string>& paths) {
  Treebank bank;
  bank.sentences = must(bench::read_treebanks(paths));
  for (const Sentence& sentence : bank.sentences) {
    for (const GoldWord& word : sentence.words) {
      for (const std::string& lemma : lemmas_in(word.lemma))
        if (!lemma.empty()) bank.of_lemma[lemma].insert(bank.words.size());
      if (is_content(word.word_class)) {
        std::string lemma = lower_case(word.lemma);
        std::erase(lemma, '#');
        bank.forms[lemma].insert(lower_case(word.form));
      }
      bank.words.push_back(&word);
    }
  }
  std::erase_if(bank.forms, [](const auto& entry) { return entry.second.size() < 2; });
  return bank;
}

// Finds words by a key that is the same for query and text.
class KeyedSearch {
 public:
  KeyedSearch(const Treebank& bank, std::function<std::string(const std::string&)> key)
      : key_(std::move(key)) {
    for (std::size_t i = 0; i < bank.words.size(); ++i) found_[key_(bank.words[i]->form)].insert(i);
  }
  Words operator()(const std::string& query) const {
    const auto entry = found_.find(key_(query));
    return entry == found_.end() ? Words{} : entry->second;
  }

 private:
  std::function<std::string(const std::string&)> key_;
  std::map<std::string, Words> found_;
};

// The real thing: each sentence is a page of a memo in a corpus.
class RealSearch {
 public:
  RealSearch(const Treebank& bank, Language& language)
      : language_(language),
        indexer_(language),
        corpus_(must(Corpus::open(":memory:", Access::create))) {
    std::size_t first_word = 0;
    for (std::size_t first = 0; first < bank.sentences.size(); first += sentences_a_memo)
      first_word = save(bank, first, first_word);
  }

  Words operator()(const std::string& query) {
    QueryNode node;
    node.children.emplace_back().kind = QueryNode::Kind::words;
    node.children.back().words = {query};
    SearchOptions options;
    options.limit = 1'000'000;
    const SearchResult result = must(Searcher(corpus_, language_).search(node, options));
    Words words;
    for (const Hit& hit : result.hits) {
      for (const Span span : hit.found) {
        const auto& places = places_[hit.memo.id];
        auto word = places.upper_bound(span.begin);
        if (word != places.begin()) words.insert(std::prev(word)->second);
      }
    }
    return words;
  }

 private:
  std::size_t save(const Treebank& bank, std::size_t first, std::size_t word) {
    Memo memo;
    memo.source.sha256 = fmt::format("{:064x}", first);
    memo.source.path = fmt::format("{}.pdf", first);
    Document document;
    std::map<std::size_t, std::size_t> places;  // Where a word begins, and its number.
    const std::size_t last = std::min(first + sentences_a_memo, bank.sentences.size());
    for (std::size_t i = first; i < last; ++i) {
      const std::size_t begin = document.text.size();
      for (const GoldWord& gold : bank.sentences[i].words) places[begin + gold.span.begin] = word++;
      document.text += bank.sentences[i].text;
      Page page;
      page.number = static_cast<int>(i - first) + 1;
      page.span = {begin, document.text.size()};
      document.pages.push_back(page);
      document.text += "\n\n";
    }
    document.page_count = static_cast<int>(document.pages.size());
    const MemoIndex index =
        must(decode_index(indexer_.encoded_index(memo, document), memo, document));
    places_[must(corpus_.save(memo, document, index))] = std::move(places);
    return word;
  }

  Language& language_;
  MemoIndexer indexer_;
  Corpus corpus_;
  std::map<MemoId, std::map<std::size_t, std::size_t>> places_;
};

struct Score {
  double recall = 0, precision = 0;
  std::size_t count = 0;
  void add(const Words& found, const Words& gold) {
    Words right;
    std::set_intersection(found.begin(), found.end(), gold.begin(), gold.end(),
                          std::inserter(right, right.end()));
    recall += static_cast<double>(right.size()) / static_cast<double>(gold.size());
    // Nothing found is nothing wrong.
    precision +=
        found.empty() ? 1 : static_cast<double>(right.size()) / static_cast<double>(found.size());
    ++count;
  }
  void add(const Score& mean) {
    recall += mean.recall / static_cast<double>(mean.count);
    precision += mean.precision / static_cast<double>(mean.count);
    ++count;
  }
};

void print_errors(const Treebank& bank, const std::string& query, const std::string& lemma,
                  const Words& found) {
  const Words& gold = bank.of_lemma.at(lemma);
  for (const std::size_t word : gold)
    if (!found.contains(word))
      fmt::print("missed\t{}\t{}\t{}\n", query, bank.words[word]->form, bank.words[word]->lemma);
  for (const std::size_t word : found)
    if (!gold.contains(word))
      fmt::print("wrong\t{}\t{}\t{}\n", query, bank.words[word]->form, bank.words[word]->lemma);
}

using Search = std::function<Words(const std::string&)>;

void measure(const std::string& name, const Treebank& bank, const Search& search, bool errors) {
  Score lemmas, inflected;
  for (const auto& [lemma, forms] : bank.forms) {
    const Words& gold = bank.of_lemma.at(lemma);
    const Words found = search(lemma);
    lemmas.add(found, gold);
    if (errors) print_errors(bank, lemma, lemma, found);
    Score of_forms;
    for (const std::string& form : forms) {
      if (form == lemma) continue;
      const Words by_form = search(form);
      of_forms.add(by_form, gold);
      if (errors) print_errors(bank, form, lemma, by_form);
    }
    inflected.add(of_forms);
  }
  const auto percent = [](double sum, std::size_t count) {
    return 100 * sum / static_cast<double>(count);
  };
  fmt::print("{:<14} {:>7.1f} {:>9.1f} {:>9.1f} {:>9.1f}\n", name,
             percent(lemmas.recall, lemmas.count), percent(lemmas.precision, lemmas.count),
             percent(inflected.recall, inflected.count),
             percent(inflected.precision, inflected.count));
}

}  // namespace

int main(int count, char** values) {
  std::vector<std::string> paths(values + 1, values + count);
  const bool errors = std::erase(paths, "--errors") > 0;
  if (paths.empty()) {
    fmt::print(stderr, "usage: bench_search_quality [--errors] FILE.conllu...\n");
    return 2;
  }
  const Treebank bank = read(paths);
  const auto language = must(Language::open());
  const std::unique_ptr<sb_stemmer, decltype(&sb_stemmer_delete)> stemmer(
      sb_stemmer_new("finnish", "UTF_8"), sb_stemmer_delete);
  const auto stem = [&](const std::string& word) {
    const std::string lower = lower_case(word);
    const auto* letters =
        sb_stemmer_stem(stemmer.get(), reinterpret_cast<const sb_symbol*>(lower.data()),
                        static_cast<int>(lower.size()));
    return std::string(reinterpret_cast<const char*>(letters),
                       static_cast<std::size_t>(sb_stemmer_length(stemmer.get())));
  };
  const auto first_reading = [&](const std::string& word) {
    return lower_case(language->readings(word).front().base);
  };
  fmt::print("{} lemmas, {} words\n", bank.forms.size(), bank.words.size());
  fmt::print("{:<14} {:^17} {:^19}\n", "", "asked as lemma", "asked inflected");
  fmt::print("{:<14} {:>7} {:>9} {:>9} {:>9}\n", "", "recall", "precision", "recall", "precision");
  measure("exact", bank, KeyedSearch(bank, lower_case), false);
  measure("snowball", bank, KeyedSearch(bank, stem), false);
  measure("first reading", bank, KeyedSearch(bank, first_reading), false);
  RealSearch search(bank, *language);
  measure(
      "muistio", bank, [&](const std::string& word) { return search(word); }, errors);
  return 0;
}
