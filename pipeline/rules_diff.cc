#include <fmt/format.h>

#include <algorithm>
#include <fstream>
#include <map>
#include <ostream>
#include <tuple>
#include <utility>

#include "corpus/store.h"
#include "corpus/unicode.h"
#include "pipeline/facts.h"
#include "pipeline/one_memo.h"
#include "pipeline/read_in_order.h"
#include "pipeline/rules_command.h"
#include "pipeline/terminal.h"
#include "rules/analyse.h"

namespace muistio {
namespace {

bool is_corpus_file(const std::string& path) {
  std::string head(15, '\0');
  std::ifstream(path, std::ios::binary)
      .read(head.data(), static_cast<std::streamsize>(head.size()));
  return head == "SQLite format 3";
}

// A fact is the same where it says the same of the same place; by which rule is no matter.
auto key_of(const Fact& fact) {
  return std::tuple(fact.evidence.span.begin, fact.evidence.span.end, fact.kind, fact.value);
}

std::vector<Fact> sorted_facts(const Memo& memo) {
  std::vector<Fact> facts = facts_of(memo);
  std::sort(facts.begin(), facts.end(),
            [](const Fact& one, const Fact& other) { return key_of(one) < key_of(other); });
  return facts;
}

// Compares what two rulebooks find in one document after another.
class Comparison {
 public:
  Comparison(Rulebook ours, Rulebook theirs, Language& language, Streams streams)
      : ours_(std::move(ours)),
        theirs_(std::move(theirs)),
        language_(language),
        streams_(streams) {}

  void take(const Document& document, const Source& source) {
    ++memos_;
    const std::vector<Fact> before = sorted_facts(analyse(document, source, ours_, language_));
    const std::vector<Fact> after = sorted_facts(analyse(document, source, theirs_, language_));
    rows_.clear();
    collect(before, after, '-', document);
    const std::size_t gone = rows_.size();
    collect(after, before, '+', document);
    if (rows_.empty()) return;
    gone_ += gone;
    come_ += rows_.size() - gone;
    ++changed_;
    std::stable_sort(rows_.begin(), rows_.end(),
                     [](const Row& one, const Row& other) { return one.first < other.first; });
    std::vector<std::vector<std::string>> cells;
    for (Row& row : rows_) cells.push_back(std::move(row.second));
    streams_.out << harmless(source.path) << '\n' << aligned(cells, "  ");
  }

  int finish() const {
    streams_.out << fmt::format("{} facts would come and {} would go, in {} of {} memos\n", come_,
                                gone_, changed_, memos_);
    return changed_ == 0 ? exit_nothing_found : exit_done;
  }

 private:
  using Row = std::pair<std::size_t, std::vector<std::string>>;  // Where it stands, and cells.

  // Facts of `one` that `other` has not.
  void collect(const std::vector<Fact>& one, const std::vector<Fact>& other, char sign,
               const Document& document) {
    for (const Fact& fact : one) {
      const bool same = std::any_of(other.begin(), other.end(),
                                    [&](const Fact& each) { return key_of(each) == key_of(fact); });
      if (same) continue;
      const Evidence& evidence = fact.evidence;
      rows_.push_back({evidence.span.begin,
                       {std::string(1, sign), fact.kind, fmt::format("p. {}", evidence.page),
                        harmless(single_spaced(fact.value)), evidence.rule,
                        "“" + harmless(single_spaced(document.at(evidence.span))) + "”"}});
    }
  }

  Rulebook ours_, theirs_;
  Language& language_;
  Streams streams_;
  std::vector<Row> rows_;
  std::size_t memos_ = 0, changed_ = 0, come_ = 0, gone_ = 0;
};

Result<Done> compare_corpus(const std::string& path, Comparison& comparison) {
  auto corpus = Corpus::open(path, Access::read);
  if (!corpus) return corpus.error();
  auto names = corpus.value().memos();
  if (!names) return names.error();
  for (const MemoName& name : names.value()) {
    auto memo = corpus.value().read_memo(name.id);
    if (!memo) return memo.error();
    auto document = corpus.value().read_document(name.id);
    if (!document) return document.error();
    comparison.take(document.value(), memo.value().source);
  }
  return Done{};
}

// Compares in the order of the paths. True where a file needs attention.
Result<bool> compare_pdfs(const std::vector<std::string>& paths, const ReadingSettings& reading,
                          Comparison& comparison, Streams streams) {
  const auto files = files_of(paths, false);
  if (!files) return files.error();
  if (files.value().empty()) return false;
  ReadingSettings ours = reading;
  ours.rules.clear();  // The workers only read; both sets of rules are asked here.
  bool attention = false;
  const auto done = read_in_order(ours, files.value(), streams.err, [&](const FileRead& file) {
    if (file.read) {
      comparison.take(file.read->document, file.read->memo.source);
    } else {
      streams.err << file.job.path << ": " << file.verdict.message << '\n';
      attention = true;
    }
    return true;
  });
  if (!done) return done.error();
  return attention;
}

}  // namespace

int diff_rules(const RulesDiffOptions& options, Streams streams) {
  auto ours = Rulebook::shipped();
  if (!ours) return could_not_run(ours.error(), streams);
  auto theirs = Rulebook::with_folder(options.reading.rules);
  if (!theirs) return could_not_run(theirs.error(), streams);
  auto language = Language::open();
  if (!language) return could_not_run(language.error(), streams);
  Comparison comparison(std::move(ours).value(), std::move(theirs).value(), *language.value(),
                        streams);
  std::vector<std::string> pdfs;
  for (const std::string& path : options.paths) {
    if (!is_corpus_file(path)) {
      pdfs.push_back(path);
    } else if (const auto done = compare_corpus(path, comparison); !done) {
      return could_not_run(done.error(), streams);
    }
  }
  bool attention = false;
  if (!pdfs.empty()) {
    const auto compared = compare_pdfs(pdfs, options.reading, comparison, streams);
    if (!compared) return could_not_run(compared.error(), streams);
    attention = compared.value();
  }
  const int exit_code = comparison.finish();
  return attention ? exit_needs_attention : exit_code;
}

}  // namespace muistio
