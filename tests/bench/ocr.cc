// What reading a scan costs: CPU time of muistio's reader over pages that are pictures, beside
// Tesseract alone on the same pictures, in the same process, with the same models. Pages with a
// text layer are made scans of 200 dots an inch first. The two take turns page by page; the best
// round of each page counts.
//
//   bench_ocr FOLDER [PAGES] [ROUNDS]
#include <fmt/format.h>
#include <leptonica/allheaders.h>
#include <tesseract/baseapi.h>

#include <algorithm>
#include <cmath>
#include <cstdlib>
#include <memory>
#include <string>
#include <utility>
#include <vector>

#include "corpus/language.h"
#include "extractors/pdf_file.h"
#include "extractors/read_document.h"
#include "tests/bench/cpu.h"
#include "tests/bench/must.h"

namespace {

using muistio::Picture;
using muistio::bench::measured;

constexpr double scan_dpi = 200;

// A PDF of one page that is the picture and nothing else.
std::string scan_of(const Picture& picture) {
  std::string pdf = "%PDF-1.4\n";
  std::vector<std::size_t> offsets;
  const auto add = [&](const std::string& object) {
    offsets.push_back(pdf.size());
    pdf += fmt::format("{} 0 obj\n{}\nendobj\n", offsets.size(), object);
  };
  const double width = picture.width * 72 / picture.dpi, height = picture.height * 72 / picture.dpi;
  const std::string draw = fmt::format("{} 0 0 {} 0 0 cm /I Do", width, height);
  add("<</Type/Catalog/Pages 2 0 R>>");
  add("<</Type/Pages/Kids[3 0 R]/Count 1>>");
  add(
      fmt::format("<</Type/Page/Parent 2 0 R/MediaBox[0 0 {} {}]/Contents 4 0 R"
                  "/Resources<</XObject<</I 5 0 R>>>>>>",
                  width, height));
  add(fmt::format("<</Length {}>>\nstream\n{}\nendstream", draw.size(), draw));
  add(
      fmt::format("<</Type/XObject/Subtype/Image/Width {}/Height {}/ColorSpace/DeviceGray"
                  "/BitsPerComponent 8/Length {}>>\nstream\n{}\nendstream",
                  picture.width, picture.height, picture.grey.size(),
                  std::string(picture.grey.begin(), picture.grey.end())));
  const std::size_t table = pdf.size();
  pdf += fmt::format("xref\n0 {}\n0000000000 65535 f \n", offsets.size() + 1);
  for (const std::size_t offset : offsets) pdf += fmt::format("{:010} 00000 n \n", offset);
  pdf += fmt::format("trailer<</Root 1 0 R/Size {}>>\nstartxref\n{}\n%%EOF\n", offsets.size() + 1,
                     table);
  return pdf;
}

struct Scan {
  std::string name;
  Picture picture;
  std::string pdf;
  double alone = 1e9, ours = 1e9;  // Seconds.
};

// At most `most` pages, evenly from all that are.
std::vector<Scan> scans_of(const std::vector<muistio::bench::PdfBytes>& files, int most) {
  std::vector<std::pair<std::size_t, int>> pages;
  for (std::size_t i = 0; i < files.size(); ++i) {
    const auto pdf = muistio::PdfFile::open(files[i].bytes);
    for (int page = 1; pdf && page <= pdf.value().page_count(); ++page) pages.emplace_back(i, page);
  }
  std::vector<Scan> scans;
  const std::size_t count = std::min(pages.size(), static_cast<std::size_t>(most));
  for (std::size_t i = 0; i < count; ++i) {
    const auto& [file, page] = pages[i * pages.size() / count];
    const auto pdf = muistio::PdfFile::open(files[file].bytes);
    auto picture = pdf.value().picture_of(page, scan_dpi, {});
    if (!picture) continue;
    Scan scan{fmt::format("{} p. {}", files[file].path, page), std::move(picture).value(), {}};
    scan.pdf = scan_of(scan.picture);
    scans.push_back(std::move(scan));
  }
  return scans;
}

struct DestroyPix {
  void operator()(Pix* pix) const { pixDestroy(&pix); }
};

std::unique_ptr<Pix, DestroyPix> pix_of(const Picture& picture) {
  std::unique_ptr<Pix, DestroyPix> pix(pixCreate(picture.width, picture.height, 8));
  for (int y = 0; y < picture.height; ++y) {
    for (int x = 0; x < picture.width; ++x) {
      pixSetPixel(pix.get(), x, y, picture.grey[static_cast<std::size_t>(y) * picture.width + x]);
    }
  }
  return pix;
}

std::size_t read_alone(tesseract::TessBaseAPI& engine, Pix* pix) {
  engine.SetImage(pix);
  engine.SetSourceResolution(static_cast<int>(scan_dpi));
  const std::unique_ptr<char[]> text(engine.GetUTF8Text());
  engine.Clear();
  return text ? std::string_view(text.get()).size() : 0;
}

std::size_t read_whole(const std::string& pdf, muistio::Language& language) {
  const auto document = muistio::read_document(pdf, {}, language);
  return document ? document.value().text.size() : 0;
}

}  // namespace

int main(int count, char** values) {
  if (count < 2) {
    fmt::print(stderr, "bench_ocr FOLDER [PAGES] [ROUNDS]\n");
    return 2;
  }
  if (!std::getenv("OMP_THREAD_LIMIT")) {
    fmt::print(stderr, "OMP_THREAD_LIMIT=1 must be set: waiting threads would count as work\n");
    return 2;
  }
  using muistio::bench::must;
  const int most = count > 2 ? std::max(std::atoi(values[2]), 1) : 12;
  const int rounds = count > 3 ? std::max(std::atoi(values[3]), 1) : 2;
  const auto language = must(muistio::Language::open());
  must(muistio::prepare_reading({}));
  tesseract::TessBaseAPI engine;
  if (engine.Init(nullptr, "swe+fin", tesseract::OEM_LSTM_ONLY) != 0) return 2;
  engine.SetPageSegMode(tesseract::PSM_AUTO);

  std::vector<Scan> scans = scans_of(muistio::bench::pdfs_in(values[1]), most);
  if (scans.empty()) return 2;
  read_whole(scans[0].pdf, *language);  // The engine is made at the first page.
  std::size_t bytes_alone = 0, bytes_ours = 0;
  for (int round = 0; round < rounds; ++round) {
    for (Scan& scan : scans) {
      const auto pix = pix_of(scan.picture);
      std::size_t alone = 0, ours = 0;
      scan.alone = std::min(scan.alone,
                            measured(RUSAGE_SELF, [&] { alone = read_alone(engine, pix.get()); }));
      scan.ours = std::min(scan.ours,
                           measured(RUSAGE_SELF, [&] { ours = read_whole(scan.pdf, *language); }));
      if (round == 0) bytes_alone += alone, bytes_ours += ours;
    }
  }
  double alone = 0, ours = 0;
  fmt::print("{:>8}{:>9}{:>7}  page\n", "alone s", "ours s", "ratio");
  for (const Scan& scan : scans) {
    alone += scan.alone, ours += scan.ours;
    fmt::print("{:>8.2f}{:>9.2f}{:>7.2f}  {}\n", scan.alone, scan.ours, scan.ours / scan.alone,
               scan.name);
  }
  fmt::print("{:>8.2f}{:>9.2f}{:>7.2f}  all {} pages; bytes of text {} and {}\n", alone, ours,
             ours / alone, scans.size(), bytes_alone, bytes_ours);
  return 0;
}
