#include "pipeline/listing.h"

#include <sys/stat.h>
#include <unistd.h>

#include <filesystem>
#include <fstream>
#include <string>
#include <vector>

#include "corpus/unicode.h"
#include "tests/catch.h"

using namespace muistio;
namespace fs = std::filesystem;

namespace {

// A folder that goes away, and is the current one meanwhile.
class Place {
 public:
  Place() : before_(fs::current_path()) {
    std::string name = (fs::temp_directory_path() / "muistio-listing-XXXXXX").string();
    folder_ = mkdtemp(name.data());
    fs::current_path(folder_);
  }
  ~Place() {
    fs::current_path(before_);
    fs::remove_all(folder_);
  }
  void put(const std::string& path) const {
    if (const auto parent = fs::path(path).parent_path(); !parent.empty()) {
      fs::create_directories(parent);
    }
    std::ofstream(path) << "x";
  }

 private:
  fs::path before_, folder_;
};

std::vector<std::string> listed(const std::vector<std::string>& paths,
                                ListingOptions options = {}) {
  std::vector<std::string> names;
  const auto counts = list_files(paths, options, [&](const Found& found) -> Result<Done> {
    names.push_back(found.path + (found.kind == FoundKind::file          ? ""
                                  : found.kind == FoundKind::link        ? " (link)"
                                  : found.kind == FoundKind::not_regular ? " (not regular)"
                                                                         : " (unreadable)"));
    return Done{};
  });
  REQUIRE(counts);
  CHECK(counts.value().found == names.size());
  return names;
}

}  // namespace

TEST_CASE("folders are listed in the order of names, files as they are given") {
  const Place place;
  for (const char* path : {"b/2.pdf", "b/10.PDF", "b/a/z.Pdf", "b/notes.txt", "a.pdf", "b/.pdf"}) {
    place.put(path);
  }
  CHECK(listed({"b", "a.pdf"}) ==
        std::vector<std::string>{"b/10.PDF", "b/2.pdf", "b/a/z.Pdf", "a.pdf"});
  CHECK(listed({"b/notes.txt"}) == std::vector<std::string>{"b/notes.txt"});
  CHECK(listed({"b/"}).front() == "b/10.PDF");
}

TEST_CASE("what is no file is told and never waited for") {
  const Place place;
  place.put("m/a.pdf");
  mkfifo("m/fifo.pdf", 0600);
  fs::create_directory("m/folder.pdf");
  place.put("m/folder.pdf/inside.pdf");
  fs::create_symlink("a.pdf", "m/link.pdf");
  fs::create_symlink("..", "m/up");
  CHECK(listed({"m"}) == std::vector<std::string>{
                             "m/a.pdf", "m/fifo.pdf (not regular)", "m/folder.pdf (not regular)",
                             "m/folder.pdf/inside.pdf", "m/link.pdf (link)", "m/up (link)"});
  ListingOptions follow;
  follow.follow_links = true;
  CHECK(listed({"m"}, follow) == std::vector<std::string>{"m/a.pdf", "m/fifo.pdf (not regular)",
                                                          "m/folder.pdf (not regular)",
                                                          "m/folder.pdf/inside.pdf"});
  CHECK_FALSE(open_for_reading("m/link.pdf", false));
  CHECK(open_for_reading("m/link.pdf", true));
  CHECK(open_for_reading("m/fifo.pdf", false));  // Does not wait for a writer.
}

TEST_CASE("a path that does not exist is an error with its name") {
  const Place place;
  const auto counts =
      list_files({"nowhere"}, {}, [](const Found&) -> Result<Done> { return Done{}; });
  REQUIRE_FALSE(counts);
  CHECK(counts.error().code == ErrorCode::not_found);
  CHECK(counts.error().where == "nowhere");
}

TEST_CASE("paths are shown as UTF-8 on one line, and different ones stay different") {
  const auto [bytes, shown] = GENERATE(table<std::string, std::string>({
      {"muistio.pdf", "muistio.pdf"},
      {"pöytäkirja 100 %.pdf", "pöytäkirja 100 %.pdf"},
      {"\xff.pdf", "%FF.pdf"},
      {"%FF.pdf", "%25FF.pdf"},
      {"a\nb", "a%0Ab"},
      {"a\x1b[31m", "a%1B[31m"},
      {"\u202egnp", "%E2%80%AEgnp"},
      {"\u0085", "%C2%85"},
      {"half \xc3", "half %C3"},
  }));
  CAPTURE(bytes);
  CHECK(shown_path(bytes) == shown);
  CHECK(is_valid_utf8(shown_path(bytes)));
}

TEST_CASE("absolute paths are plain, with links and .. as they are") {
  const Place place;
  const std::string here = fs::current_path().string();
  CHECK(absolute_path("a.pdf") == here + "/a.pdf");
  CHECK(absolute_path("./a//b/./c/") == here + "/a/b/c");
  CHECK(absolute_path("/a/../b") == "/a/../b");
  CHECK(absolute_path("/") == "/");
}
