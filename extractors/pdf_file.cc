#include "extractors/pdf_file.h"

#include <poppler-document.h>
#include <poppler-global.h>
#include <poppler-image.h>
#include <poppler-page-renderer.h>
#include <poppler-page.h>

#include <algorithm>
#include <cmath>
#include <cstdint>
#include <optional>
#include <unordered_map>

#include "corpus/unicode.h"
#include "extractors/pdf_file_letters.h"
#include "extractors/pdf_file_walk.h"

namespace muistio {
namespace {

constexpr std::size_t complaints_kept = 5;
constexpr std::size_t longest_complaint = 200;
constexpr std::size_t longest_info = 1000;
constexpr int least_colour = 12;  // Of 255; less is what compression does to grey.

struct Complaints {
  std::vector<std::string> first;
  std::size_t count = 0;
};

void hear_complaint(const std::string& message, void* closure) {
  auto& complaints = *static_cast<Complaints*>(closure);
  if (++complaints.count > complaints_kept) return;
  complaints.first.push_back(normalised(message.substr(0, longest_complaint)));
}

struct Style {
  bool bold = false, italic = false;
};

bool contains_any(const std::string& name, std::initializer_list<const char*> parts) {
  return std::any_of(parts.begin(), parts.end(),
                     [&](const char* part) { return name.find(part) != std::string::npos; });
}

Style style_of(std::string font) {
  for (char& c : font) c = static_cast<char>(c >= 'A' && c <= 'Z' ? c + 32 : c);
  return {contains_any(font, {"bold", "black", "heavy", "demi"}),
          contains_any(font, {"italic", "oblique"})};
}

bool is_sane(const Box& box) {
  return std::isfinite(box.left) && std::isfinite(box.top) && std::isfinite(box.right) &&
         std::isfinite(box.bottom) && box.left <= box.right && box.top <= box.bottom;
}

// The words of one text box of poppler's: nearly always one; a space inside a glyph's text
// makes more, which share the box by their lengths.
void add_words(std::vector<PageWord>& words, const PageWord& whole) {
  if (whole.text.find(' ') == std::string::npos) {
    if (!whole.text.empty()) words.push_back(whole);
    return;
  }
  const double step = whole.box.width() / static_cast<double>(whole.text.size());
  for (std::size_t begin = 0; begin < whole.text.size();) {
    const std::size_t end = std::min(whole.text.find(' ', begin), whole.text.size());
    if (end > begin) {
      PageWord word = whole;
      word.text = whole.text.substr(begin, end - begin);
      word.box.left = whole.box.left + step * static_cast<double>(begin);
      word.box.right = whole.box.left + step * static_cast<double>(end);
      words.push_back(std::move(word));
    }
    begin = end + 1;
  }
}

// Puts words on a page until a limit is reached.
class WordTaker {
 public:
  WordTaker(PageWords& page, const ReadingLimits& limits) : page_(page), limits_(limits) {}

  // False where nothing more is taken.
  bool take(const PageWord& word) {
    if (!is_sane(word.box)) return true;
    bytes_ += word.text.size();
    page_.cut = page_.words.size() >= limits_.words_per_page || bytes_ > limits_.text_per_page;
    if (!page_.cut) add_words(page_.words, word);
    return !page_.cut;
  }

 private:
  PageWords& page_;
  const ReadingLimits& limits_;
  std::size_t bytes_ = 0;
};

// PageWord::drawn, where any growing numbers stand, from 1 without a gap.
void number_as_drawn(std::vector<PageWord>& words) {
  std::vector<PageWord*> order;
  for (PageWord& word : words) order.push_back(&word);
  std::stable_sort(order.begin(), order.end(), [](const PageWord* one, const PageWord* other) {
    return one->drawn < other->drawn;
  });
  std::uint32_t place = 0;
  for (PageWord* word : order) word->drawn = ++place;
}

std::string place_of(int page) {
  return "page " + std::to_string(page);
}

// "D:20140402153012+03'00'" -> "2014-04-02T15:30:12+03:00"; empty for anything else.
std::string iso_time(const std::string& pdf_time) {
  const std::string time = pdf_time.rfind("D:", 0) == 0 ? pdf_time.substr(2) : pdf_time;
  const std::size_t digits = std::min(time.find_first_not_of("0123456789"), time.size());
  if (digits < 8) return {};
  std::string iso = time.substr(0, 4) + "-" + time.substr(4, 2) + "-" + time.substr(6, 2);
  if (digits < 14) return iso;
  iso += "T" + time.substr(8, 2) + ":" + time.substr(10, 2) + ":" + time.substr(12, 2);
  const std::string zone = time.substr(14, 6);
  if (zone[0] == 'Z') return iso + "Z";
  const bool signed_zone = zone.size() == 6 && (zone[0] == '+' || zone[0] == '-') &&
                           zone.find_first_not_of("0123456789'", 1) == std::string::npos;
  if (signed_zone) iso += zone.substr(0, 3) + ":" + zone.substr(4, 2);
  return iso;
}

// The smallest PDF with a word that needs a character converter: "pöytä".
std::string known_pdf() {
  const std::string content = "BT /F 12 Tf 10 10 Td (p\\366yt\\344) Tj ET";
  std::string pdf = "%PDF-1.4\n";
  std::vector<std::size_t> offsets;
  const auto add = [&](const std::string& object) {
    offsets.push_back(pdf.size());
    pdf += std::to_string(offsets.size()) + " 0 obj\n" + object + "\nendobj\n";
  };
  add("<</Type/Catalog/Pages 2 0 R>>");
  add("<</Type/Pages/Kids[3 0 R]/Count 1>>");
  add("<</Type/Page/Parent 2 0 R/MediaBox[0 0 100 50]/Contents 4 0 R"
      "/Resources<</Font<</F 5 0 R>>>>>>");
  add("<</Length " + std::to_string(content.size()) + ">>\nstream\n" + content + "\nendstream");
  add("<</Type/Font/Subtype/Type1/BaseFont/Helvetica-Bold/Encoding/WinAnsiEncoding>>");
  const std::size_t table = pdf.size();
  pdf += "xref\n0 " + std::to_string(offsets.size() + 1) + "\n0000000000 65535 f \n";
  for (const std::size_t offset : offsets) {
    const std::string digits = std::to_string(offset);
    pdf += std::string(10 - digits.size(), '0') + digits + " 00000 n \n";
  }
  pdf += "trailer<</Root 1 0 R/Size " + std::to_string(offsets.size() + 1) + ">>\nstartxref\n" +
         std::to_string(table) + "\n%%EOF\n";
  return pdf;
}

// With the last document of its interface poppler frees its tables, which PdfWalk needs and which
// take long to read again.
void keep_poppler_open() {
  static const std::string bytes = known_pdf();
  static const std::unique_ptr<poppler::document> always_open(
      poppler::document::load_from_raw_data(bytes.data(), static_cast<int>(bytes.size())));
}

// Leaves out what is no colour.
void drop_faint_colour(Picture& picture) {
  int most_colour = 0;
  for (std::size_t i = 0; i < picture.lightest.size(); ++i)
    most_colour = std::max(most_colour, picture.lightest[i] - picture.grey[i]);
  if (most_colour < least_colour) picture.lightest.clear();
}

// From poppler's rows of red, green and blue.
Picture picture_from(const poppler::image& image, double dpi) {
  Picture picture{image.width(), image.height(), dpi, {}, {}};
  const std::size_t size = static_cast<std::size_t>(picture.width) * picture.height;
  picture.grey.resize(size);
  picture.lightest.resize(size);
  std::size_t at = 0;
  for (int y = 0; y < picture.height; ++y) {
    const auto* point = reinterpret_cast<const unsigned char*>(image.const_data()) +
                        static_cast<std::ptrdiff_t>(y) * image.bytes_per_row();
    for (int x = 0; x < picture.width; ++x, ++at, point += 3) {
      const int red = point[0], green = point[1], blue = point[2];
      picture.grey[at] = static_cast<unsigned char>((30 * red + 59 * green + 11 * blue + 50) / 100);
      picture.lightest[at] = static_cast<unsigned char>(std::max({red, green, blue}));
    }
  }
  drop_faint_colour(picture);
  return picture;
}

}  // namespace

struct PdfFile::Parts {
  std::string_view bytes;
  std::unique_ptr<PdfWalk> walk;                        // Null where there is no such way.
  mutable std::unique_ptr<poppler::document> document;  // With a walk only once it is needed.
  mutable Complaints complaints;
  mutable std::unordered_map<std::string, Style> styles;  // By font name.

  struct ImageSize {
    int width = 0, height = 0;
  };
  mutable std::vector<ImageSize> sizes;
  mutable bool sizes_known = false;

  // Of the images in the file, as far as their dictionaries say; found at the first call.
  const std::vector<ImageSize>& image_sizes() const;

  ~Parts() { poppler::set_debug_error_function(hear_complaint, &nobody()); }

  static Complaints& nobody() {
    static Complaints unheard;
    return unheard;
  }

  const Style& style(const std::string& font) const {
    const auto [found, is_new] = styles.try_emplace(font);
    if (is_new) found->second = style_of(font);
    return found->second;
  }

  PageWord word_of(const poppler::text_box& box) const {
    PageWord word;
    word.text = letters_of(box.text());
    const poppler::rectf place = box.bbox();
    word.box = {place.left(), place.top(), place.right(), place.bottom()};
    word.font_size = static_cast<float>(box.get_font_size());
    word.turns = box.rotation() & 3;
    word.ends_run = !box.has_space_after();
    const Style& styled = style(box.get_font_name());
    word.bold = styled.bold;
    word.italic = styled.italic;
    return word;
  }

  PageWord word_of(WalkedWord&& walked) const {
    PageWord word;
    word.text = std::move(walked.text);
    word.box = walked.box;
    word.font_size = static_cast<float>(walked.font_size);
    word.turns = walked.turns & 3;
    word.ends_run = !walked.space_after;
    word.drawn = walked.drawn + 1;
    const Style& styled = style(std::string(walked.font));
    word.bold = styled.bold;
    word.italic = styled.italic;
    return word;
  }

  // Null where it cannot be opened; then the complaints say why.
  poppler::document* interface() const {
    if (!document) {
      document.reset(
          poppler::document::load_from_raw_data(bytes.data(), static_cast<int>(bytes.size())));
    }
    return document.get();
  }

  std::unique_ptr<poppler::page> page(int number) const {
    if (!document && walk) {
      // What there is to complain of was heard when the walk was opened.
      poppler::set_debug_error_function(hear_complaint, &nobody());
      interface();
      poppler::set_debug_error_function(hear_complaint, &complaints);
    }
    return std::unique_ptr<poppler::page>(interface() ? document->create_page(number - 1)
                                                      : nullptr);
  }

  // Absent where the page cannot be had.
  std::optional<PageShape> shape_of(int number) const {
    if (walk) return walk->shape_of(number);
    const auto shown = page(number);
    if (!shown) return std::nullopt;
    const poppler::rectf box = shown->page_rect();
    const auto orientation = shown->orientation();
    return PageShape{
        box.width(), box.height(),
        orientation == poppler::page::landscape || orientation == poppler::page::seascape};
  }

  // The page as poppler draws it.
  Result<Picture> drawn(int number, double dpi) const {
    const auto shown = page(number);
    if (!shown) return Error{ErrorCode::broken, place_of(number), "the page cannot be opened"};
    const poppler::rectf shape = shown->page_rect();
    poppler::page_renderer renderer;
    renderer.set_render_hints(poppler::page_renderer::antialiasing |
                              poppler::page_renderer::text_antialiasing);
    renderer.set_image_format(poppler::image::format_rgb24);
    const poppler::image image = renderer.render_page(shown.get(), dpi, dpi);
    const auto is_near = [](int pixels, double side) { return std::abs(pixels - side) <= 2; };
    const double width = shape.width() * dpi / 72, height = shape.height() * dpi / 72;
    const bool upright = is_near(image.width(), width) && is_near(image.height(), height);
    const bool turned = is_near(image.width(), height) && is_near(image.height(), width);
    if (!image.is_valid() || !(upright || turned)) {
      return Error{ErrorCode::broken, place_of(number), "the page cannot be rendered"};
    }
    return picture_from(image, dpi);
  }

  std::string info(const char* key) const {
    return normalised(walk ? letters_of(walk->info(key).substr(0, longest_info))
                           : letters_of(document->info_key(key).substr(0, longest_info)));
  }
};

PdfFile::PdfFile(std::unique_ptr<Parts> parts) : parts_(std::move(parts)) {}
PdfFile::PdfFile(PdfFile&&) noexcept = default;
PdfFile::~PdfFile() = default;

Result<PdfFile> PdfFile::open(std::string_view bytes, PdfWay way) {
  constexpr std::size_t header_within = 1024;
  constexpr std::size_t largest = 0x7FFFFFFF;
  if (bytes.substr(0, header_within).find("%PDF-") == std::string_view::npos) {
    return Error{ErrorCode::not_pdf, "", "the file does not begin as a PDF does"};
  }
  if (bytes.size() > largest) return Error{ErrorCode::too_big, "", "the file is over 2 GB"};
  auto parts = std::make_unique<Parts>();
  parts->bytes = bytes;
  keep_poppler_open();
  poppler::set_debug_error_function(hear_complaint, &parts->complaints);
  PdfFile file(std::move(parts));
  if (way == PdfWay::quickest) file.parts_->walk = PdfWalk::open(bytes, file.has_images());
  if (file.parts_->walk) return file;
  if (!file.parts_->interface()) {
    const auto& heard = file.complaints();
    return Error{ErrorCode::broken, "",
                 "the PDF cannot be opened" + (heard.empty() ? "" : ": " + heard.front())};
  }
  if (file.parts_->document->is_locked()) {
    return Error{ErrorCode::locked, "", "the PDF asks for a password; save it without one"};
  }
  return file;
}

Result<Done> PdfFile::prepare() {
  const std::string bytes = known_pdf();
  // The first has the system's fonts looked up, which are needed to draw pages.
  const Result<PdfFile> known = open(bytes, PdfWay::interface);
  const Result<PdfFile> quick = open(bytes);
  for (const Result<PdfFile>* file : {&known, &quick}) {
    if (!*file) return file->error();
    const auto page = file->value().words_of(1, {});
    if (!page) return page.error();
    const auto& words = page.value().words;
    if (words.size() == 1 && words[0].text == "p\xC3\xB6yt\xC3\xA4" && words[0].bold) continue;
    return Error{ErrorCode::internal, "",
                 "the PDF reader cannot read a page made to test it; is libc's gconv missing?"};
  }
  return Done{};
}

int PdfFile::page_count() const {
  return std::max(parts_->walk ? parts_->walk->page_count() : parts_->document->pages(), 0);
}

PdfInfo PdfFile::info() const {
  PdfInfo info;
  info.title = parts_->info("Title");
  info.author = parts_->info("Author");
  info.producer = parts_->info("Producer");
  info.created = iso_time(parts_->info("CreationDate"));
  PdfVersion version;
  if (parts_->walk)
    version = parts_->walk->version();
  else
    parts_->document->get_pdf_version(&version.major, &version.minor);
  info.version = std::to_string(version.major) + "." + std::to_string(version.minor);
  return info;
}

Result<PageWords> PdfFile::words_of(int number, const ReadingLimits& limits) const {
  const auto shape = parts_->shape_of(number);
  if (!shape) return Error{ErrorCode::broken, place_of(number), "the page cannot be opened"};
  PageWords words;
  words.number = number;
  words.width = shape->sideways ? shape->height : shape->width;
  words.height = shape->sideways ? shape->width : shape->height;
  WordTaker taker(words, limits);
  if (parts_->walk) {
    words.covered = parts_->walk->words_of(
        number, [&](WalkedWord word) { return taker.take(parts_->word_of(std::move(word))); });
    number_as_drawn(words.words);
  } else {
    const auto page = parts_->page(number);
    for (const poppler::text_box& box : page->text_list(poppler::page::text_list_include_font)) {
      if (!taker.take(parts_->word_of(box))) break;
    }
  }
  if (!words.words.empty()) words.source = PageSource::text_layer;
  return words;
}

bool PdfFile::tells_drawing_order() const {
  return parts_->walk != nullptr;
}

std::vector<std::string> PdfFile::words_as_drawn(int number, const ReadingLimits& limits) const {
  std::vector<std::string> words;
  const auto page = parts_->page(number);
  if (!page) return words;
  const std::string text = letters_of(page->text({}, poppler::page::raw_order_layout));
  const std::size_t length = std::min(text.size(), limits.text_per_page);
  for (std::size_t begin = 0; begin < length && words.size() < limits.words_per_page;) {
    const std::size_t end = std::min(text.find(' ', begin), length);
    if (end > begin) words.push_back(text.substr(begin, end - begin));
    begin = end + 1;
  }
  return words;
}

Result<Picture> PdfFile::picture_of(int number, double dpi, const ReadingLimits& limits) const {
  const auto shape = parts_->shape_of(number);
  if (!shape) return Error{ErrorCode::broken, place_of(number), "the page cannot be opened"};
  const double scale = dpi / 72;
  if (!(shape->width <= limits.page_side && shape->height <= limits.page_side) ||
      shape->width * shape->height * scale * scale > static_cast<double>(limits.pixels)) {
    return Error{ErrorCode::too_big, place_of(number), "the page is too large to be rendered"};
  }
  if (parts_->walk) {
    constexpr std::size_t finer = 4;  // Scans may be, in points, of what they are looked at in.
    const double width = shape->sideways ? shape->height : shape->width;
    const double height = shape->sideways ? shape->width : shape->height;
    const auto pixels = [&](double side) {
      return std::max(static_cast<int>(std::lround(side * scale)), 1);
    };
    if (auto picture = parts_->walk->picture_of_images(
            number, {pixels(width), pixels(height), dpi, {}, {}}, finer * limits.pixels)) {
      drop_faint_colour(*picture);
      return std::move(*picture);
    }
  }
  return parts_->drawn(number, dpi);
}

namespace {

// The number after the key in the dictionary; 0 where there is none.
int number_after(std::string_view dictionary, std::string_view key) {
  auto at = dictionary.find(key);
  if (at == std::string_view::npos) return 0;
  at = dictionary.find_first_not_of(" \r\n\t", at + key.size());
  int number = 0;
  constexpr int largest = 1'000'000;
  for (; at < dictionary.size() && is_digit(dictionary[at]); ++at) {
    if (number < largest) number = number * 10 + (dictionary[at] - '0');
  }
  return number;
}

}  // namespace

const std::vector<PdfFile::Parts::ImageSize>& PdfFile::Parts::image_sizes() const {
  if (sizes_known) return sizes;
  sizes_known = true;
  constexpr std::size_t most = 1000, longest = 2000;
  for (std::size_t at = bytes.find("/Image"); at != std::string_view::npos && sizes.size() < most;
       at = bytes.find("/Image", at + 1)) {
    const std::size_t from = at < longest ? 0 : at - longest;
    const std::size_t object = bytes.substr(from, at - from).rfind(" obj");
    if (object == std::string_view::npos) continue;
    const std::size_t begin = from + object;
    const std::size_t end = std::min(bytes.find("stream", at), at + longest);
    const std::string_view dictionary = bytes.substr(begin, end - begin);
    sizes.push_back({number_after(dictionary, "/Width"), number_after(dictionary, "/Height")});
  }
  return sizes;
}

bool PdfFile::may_be_scan(const PageWords& page) const {
  constexpr double least_dpi = 90, like = 0.08;
  const double shape = page.width / std::max(page.height, 1.0);
  const auto& sizes = parts_->image_sizes();
  return std::any_of(sizes.begin(), sizes.end(), [&](const Parts::ImageSize& size) {
    if (size.width <= 0 || size.height <= 0) return false;
    const double image = static_cast<double>(size.width) / size.height;
    const bool upright = std::abs(image - shape) < like * shape;
    const bool turned = std::abs(1 / image - shape) < like * shape;
    const double longer = std::max(page.width, page.height);
    return (upright || turned) && std::max(size.width, size.height) > longer / 72 * least_dpi;
  });
}

// An image is a stream of its own, and the dictionaries of streams are never compressed.
bool PdfFile::has_images() const {
  return parts_->bytes.find("/Subtype/Image") != std::string_view::npos ||
         parts_->bytes.find("/Subtype /Image") != std::string_view::npos;
}

const std::vector<std::string>& PdfFile::complaints() const {
  return parts_->complaints.first;
}
std::size_t PdfFile::complaint_count() const {
  return parts_->complaints.count;
}

}  // namespace muistio
