#include "pipeline/one_memo.h"

#include <ostream>

#include "corpus/unicode.h"
#include "pipeline/listing.h"
#include "pipeline/terminal.h"

namespace muistio {
namespace {

constexpr std::size_t shown_key = 12;

Result<OneMemo> read_memo(Corpus& corpus, const MemoName& name) {
  auto memo = corpus.read_memo(name.id);
  if (!memo) return memo.error();
  auto document = corpus.read_document(name.id);
  if (!document) return document.error();
  return OneMemo{name, std::move(memo).value(), std::move(document).value()};
}

}  // namespace

int could_not_run(const Error& error, Streams streams) {
  streams.err << "muistio: " << error.text() << '\n';
  return exit_could_not_run;
}

Result<std::vector<MemoName>> memos_named(Corpus& corpus, const std::string& name) {
  Result<std::vector<MemoName>> found = std::vector<MemoName>{};
  const std::string shown = shown_path(name);
  const std::string written = is_valid_utf8(name) ? name : shown;
  for (const std::string& spelling : {written, shown, written + ".pdf", shown + ".pdf"}) {
    found = corpus.find_memos(spelling);
    if (!found || !found.value().empty()) break;
  }
  return found;
}

std::optional<OneMemo> find_one_memo(const std::string& path, const std::string& name,
                                     Streams streams, int& exit_code) {
  const auto fail = [&](const Error& error) {
    exit_code = could_not_run(error, streams);
    return std::nullopt;
  };
  auto corpus = Corpus::open(path, Access::read);
  if (!corpus) return fail(corpus.error());
  const auto found = memos_named(corpus.value(), name);
  if (!found) return fail(found.error());
  if (found.value().size() == 1) {
    auto one = read_memo(corpus.value(), found.value().front());
    if (!one) return fail(one.error());
    return std::move(one).value();
  }
  exit_code = exit_nothing_found;
  if (found.value().empty()) {
    streams.err << "muistio: no memo in " << path << " has the id, path or file name '"
                << harmless(shown_path(name)) << "'; 'muistio search' shows what there is\n";
    return std::nullopt;
  }
  streams.err << "muistio: '" << shown_path(name) << "' is more than one memo; say which:\n";
  for (const MemoName& memo : found.value())
    streams.err << "  " << memo.key.substr(0, shown_key) << "  " << harmless(memo.path) << '\n';
  return std::nullopt;
}

}  // namespace muistio
