// How long searches take over a corpus of many pages:
//   bench_search_speed CORPUS PAGES FILE.conllu...   makes CORPUS where it does not exist
//
// The pages are made of sentences drawn from treebanks, so words have the frequencies and
// the company of the language, and of made-up rare words. Searches are for ranked top 20
// with snippets, as the program does them; one warm-up, then every query once. Times are of
// the processor: what the clock says too, where nothing else runs and the file is in memory.
#include <fmt/core.h>

#include <algorithm>
#include <cstdlib>
#include <ctime>
#include <filesystem>
#include <map>
#include <random>

#include "corpus/page_index.h"
#include "corpus/search.h"
#include "corpus/unicode.h"
#include "tests/bench/conllu.h"
#include "tests/bench/must.h"

using namespace muistio;
using bench::must;

namespace {

constexpr std::size_t pages_a_memo = 50, words_a_page = 300, sentences_to_draw = 6000;

double processor_milliseconds() {
  timespec time{};
  ::clock_gettime(CLOCK_THREAD_CPUTIME_ID, &time);
  return static_cast<double>(time.tv_sec) * 1e3 + static_cast<double>(time.tv_nsec) / 1e6;
}

struct Drawn {
  std::string text;
  std::vector<IndexedWord> words;
};

std::vector<Drawn> sentences_of(const std::vector<bench::Sentence>& bank, Language& language) {
  std::vector<Drawn> drawn;
  for (std::size_t i = 0; i < bank.size() && i < sentences_to_draw; ++i)
    drawn.push_back({bank[i].text, indexed_words(bank[i].text, language)});
  return drawn;
}

void append(Drawn& page, const Drawn& sentence) {
  const std::size_t begin = page.text.size();
  page.text += sentence.text + "\n";
  for (IndexedWord word : sentence.words) {
    word.span = {word.span.begin + begin, word.span.end + begin};
    page.words.push_back(std::move(word));
  }
}

// One page: sentences, and a word that few other pages have.
Drawn make_page(const std::vector<Drawn>& sentences, std::mt19937& random) {
  Drawn page;
  while (page.words.size() < words_a_page) append(page, sentences[random() % sentences.size()]);
  const std::string rare = fmt::format("harvinainen{}", random() % 100'000);
  append(page, {rare, {{{0, rare.size()}, {rare, {}}}}});
  return page;
}

void make_corpus(const std::string& path, std::size_t pages, const std::vector<Drawn>& sentences) {
  Corpus corpus = must(Corpus::open(path, Access::create));
  std::mt19937 random(1);
  for (std::size_t first = 0; first < pages; first += pages_a_memo) {
    Memo memo;
    memo.source.sha256 = fmt::format("{:064x}", first);
    memo.source.path = fmt::format("muistiot/{}.pdf", first);
    Document document;
    MemoIndex index;
    for (std::size_t i = 0; i < pages_a_memo && first + i < pages; ++i) {
      Drawn drawn = make_page(sentences, random);
      Page page;
      page.number = static_cast<int>(i) + 1;
      page.span = {document.text.size(), document.text.size() + drawn.text.size()};
      document.text += drawn.text;
      document.pages.push_back(page);
      index.pages.emplace_back(drawn.words, drawn.text);
    }
    document.page_count = static_cast<int>(document.pages.size());
    must(corpus.save(memo, document, index));
  }
  must(corpus.finish_saving());
  must(join_pieces(corpus.database(), pages, [] { return true; }));
}

struct Words {
  std::vector<std::string> common, content, neighbours;  // neighbours: "word word" phrases
};

Words words_of(const std::vector<bench::Sentence>& bank) {
  std::map<std::string, std::size_t> counts, content;
  std::vector<std::string> phrases;
  for (const bench::Sentence& sentence : bank) {
    for (std::size_t i = 0; i < sentence.words.size(); ++i) {
      const auto& word = sentence.words[i];
      if (word.word_class == "PUNCT" || word.lemma.empty()) continue;
      ++counts[lower_case(word.lemma)];
      if (word.word_class == "NOUN" && word.lemma.find('#') == std::string::npos)
        ++content[lower_case(word.lemma)];
      if (word.word_class == "ADJ" && i + 1 < sentence.words.size() &&
          sentence.words[i + 1].word_class == "NOUN")
        phrases.push_back(word.form + " " + sentence.words[i + 1].form);
    }
  }
  const auto ranked = [](const auto& from) {
    std::vector<std::pair<std::size_t, std::string>> all;
    for (const auto& [word, count] : from) all.emplace_back(count, word);
    std::sort(all.rbegin(), all.rend());
    return all;
  };
  Words words;
  for (const auto& [count, word] : ranked(counts))
    if (words.common.size() < 20) words.common.push_back(word);
  const auto nouns = ranked(content);
  for (std::size_t i = 20; i < nouns.size() && words.content.size() < 100; i += 9)
    words.content.push_back(nouns[i].second);
  for (std::size_t i = 0; i < phrases.size() && words.neighbours.size() < 50; i += 7)
    words.neighbours.push_back(phrases[i]);
  return words;
}

void measure(const std::string& name, const std::vector<std::string>& queries, Searcher& searcher) {
  std::vector<double> times;
  std::string slowest;
  for (const std::string& text : queries) {
    const auto query = parse_query(text);
    if (!query) continue;
    const double begin = processor_milliseconds();
    must(searcher.search(query.value(), {}));
    const double time = processor_milliseconds() - begin;
    if (times.empty() || time > *std::max_element(times.begin(), times.end())) slowest = text;
    times.push_back(time);
  }
  std::sort(times.begin(), times.end());
  fmt::print("{:<14} {:>8.2f} {:>8.2f} {:>8.2f}   {} queries; slowest: {}\n", name,
             times[times.size() / 2], times[times.size() * 99 / 100], times.back(), times.size(),
             slowest);
}

}  // namespace

int main(int count, char** values) {
  if (count < 4) {
    fmt::print(stderr, "usage: bench_search_speed CORPUS PAGES FILE.conllu...\n");
    return 2;
  }
  const std::string path = values[1];
  const auto pages = static_cast<std::size_t>(std::strtoul(values[2], nullptr, 10));
  const auto bank = must(bench::read_treebanks({values + 3, values + count}));
  const auto language = must(Language::open());
  if (!std::filesystem::exists(path)) make_corpus(path, pages, sentences_of(bank, *language));
  Corpus corpus = must(Corpus::open(path, Access::read));
  Database& database = corpus.database();
  const auto number = [&](const char* sql) { return must(database.find_integer(sql)).value_or(0); };
  const auto text = number("SELECT sum(length(CAST(text AS BLOB))) FROM page");
  const auto index = number("SELECT sum(length(block)) FROM page_index_data");
  const auto words = number("SELECT sum(length(bytes)) FROM page_words");
  const auto ranked =
      number("SELECT sum(length(places) + length(CAST(word AS BLOB))) FROM ranked_word");
  fmt::print("{} pages, text {} MB; index {:.2f}, words {:.2f}, ranking {:.2f} times the text\n",
             number("SELECT count(*) FROM page"), text >> 20,
             static_cast<double>(index) / static_cast<double>(text),
             static_cast<double>(words) / static_cast<double>(text),
             static_cast<double>(ranked) / static_cast<double>(text));

  const Words asked = words_of(bank);
  std::vector<std::string> phrases, pairs, either;
  for (const std::string& phrase : asked.neighbours) phrases.push_back("\"" + phrase + "\"");
  for (std::size_t i = 0; i + 1 < asked.content.size(); i += 2) {
    pairs.push_back(asked.content[i] + " " + asked.content[i + 1]);
    either.push_back(asked.content[i] + " OR " + asked.content[i + 1]);
  }
  Searcher searcher(corpus, *language);
  must(searcher.search(parse_query("kokous").value(), {}));
  fmt::print("{:<14} {:>8} {:>8} {:>8}   milliseconds of the processor, each query once\n", "",
             "p50", "p99", "most");
  measure("content word", asked.content, searcher);
  measure("phrase", phrases, searcher);
  measure("two words", pairs, searcher);
  measure("either of two", either, searcher);
  measure("common word", asked.common, searcher);
  return 0;
}
