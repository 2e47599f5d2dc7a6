#include "extractors/pdf_file_walk.h"

#include <GfxState.h>
#include <PDFDoc.h>
#include <Stream.h>
#include <TextOutputDev.h>

#include <algorithm>
#include <cmath>
#include <iterator>
#include <memory>
#include <optional>
#include <string>
#include <unordered_map>
#include <utility>
#include <vector>

#include "corpus/compression.h"
#include "extractors/pdf_file_images.h"
#include "extractors/pdf_file_letters.h"
#include "extractors/pdf_file_rectangle.h"

namespace muistio {
namespace {

std::string text_of(const TextWord& word) {
  LetterReader reader(static_cast<std::size_t>(word.getLength()));
  for (int i = 0; i < word.getLength(); ++i) reader.add(*word.getChar(i));
  return reader.take();
}

WalkedWord walked(const TextWord& word) {
  WalkedWord walked;
  walked.text = text_of(word);
  word.getBBox(&walked.box.left, &walked.box.top, &walked.box.right, &walked.box.bottom);
  walked.font_size = word.getFontSize();
  walked.turns = word.getRotation();
  walked.space_after = word.hasSpaceAfter();
  if (const auto* font = word.getLength() > 0 ? word.getFontName(0) : nullptr) {
    walked.font = std::string_view(font->c_str(), static_cast<std::size_t>(font->getLength()));
  }
  walked.drawn = static_cast<std::uint32_t>(word.getCharPos());
  return walked;
}

// A rectangle filled with black or white, and how many bytes of text were drawn before.
struct Cover {
  Box box;
  int drawn = 0;
};

bool is_black_or_white(GfxState* state) {
  constexpr double nearly = 0.1;
  GfxRGB colour;
  state->getFillRGB(&colour);
  const double parts[] = {colToDbl(colour.r), colToDbl(colour.g), colToDbl(colour.b)};
  return std::all_of(std::begin(parts), std::end(parts),
                     [](double part) { return part < nearly; }) ||
         std::all_of(std::begin(parts), std::end(parts),
                     [](double part) { return part > 1 - nearly; });
}

// Where the path is one upright rectangle, what the clip leaves of it.
std::optional<Box> filled_rectangle(GfxState* state) {
  const std::optional<Box> box = upright_rectangle(state);
  if (!box) return std::nullopt;
  Box clip;
  state->getClipBBox(&clip.left, &clip.top, &clip.right, &clip.bottom);
  return Box{std::max(box->left, clip.left), std::max(box->top, clip.top),
             std::min(box->right, clip.right), std::min(box->bottom, clip.bottom)};
}

// Bytes of the text of a page in the order of drawing, half-open.
struct DrawnText {
  int begin = 0, end = 0;
};

// Also sees what is painted over text, and leaves out what it is told to: poppler itself drops
// one of two words at the same place, and that may be the one painted over the other.
class Device : public TextOutputDev {
 public:
  // `left_out` by its begin, and not overlapping.
  Device(bool with_unseen, std::vector<DrawnText> left_out)
      : TextOutputDev(nullptr, physical, 0, raw, append),
        with_unseen_(with_unseen),
        left_out_(std::move(left_out)) {}

  // The text of what is covered is not what stands on the page: somebody took it away.
  bool is_covered(const DrawnText& drawn, const Box& box) const {
    constexpr double enough = 0.8;  // Of its width: boxes are drawn by hand, and leave slivers.
    const double middle = box.height() / 4;
    return std::any_of(covers_.begin(), covers_.end(), [&](const Cover& cover) {
      const double width =
          std::min(cover.box.right, box.right) - std::max(cover.box.left, box.left);
      return cover.drawn >= drawn.end && width > enough * box.width() &&
             cover.box.top < box.top + middle && cover.box.bottom > box.bottom - middle;
    });
  }

  bool has_covers() const { return !covers_.empty(); }

  void drawChar(GfxState* state, double x, double y, double dx, double dy, double origin_x,
                double origin_y, CharCode code, int bytes, const Unicode* unicode,
                int length) override {
    const int place = drawn_;
    drawn_ += bytes;
    constexpr int not_to_be_seen = 3;  // The text rendering mode of PDF.
    if (!with_unseen_ && state->getRender() == not_to_be_seen) return;
    if (is_left_out(place)) return;
    TextOutputDev::drawChar(state, x, y, dx, dy, origin_x, origin_y, code, bytes, unicode, length);
  }

  void fill(GfxState* state) override {
    note(state);
    TextOutputDev::fill(state);
  }

  void eoFill(GfxState* state) override {
    note(state);
    TextOutputDev::eoFill(state);
  }

 private:
  void note(GfxState* state) {
    constexpr std::size_t most = 1000;
    constexpr double least = 4;  // Ruling lines are thinner.
    if (drawn_ == 0 || covers_.size() >= most) return;
    if (state->getFillOpacity() < 1 || state->getBlendMode() != gfxBlendNormal) return;
    if (!is_black_or_white(state)) return;
    const auto box = filled_rectangle(state);
    if (!box || box->width() < least || box->height() < least) return;
    covers_.push_back({*box, drawn_});
  }

  bool is_left_out(int place) const {
    const auto next = std::upper_bound(
        left_out_.begin(), left_out_.end(), place,
        [](int searched, const DrawnText& drawn) { return searched < drawn.begin; });
    return next != left_out_.begin() && place < std::prev(next)->end;
  }

  static constexpr bool physical = false, raw = false, append = false;

  bool with_unseen_;
  std::vector<DrawnText> left_out_;
  int drawn_ = 0;
  std::vector<Cover> covers_;
};

// Where most words of a page are covered, nobody took them away: the page is painted in layers.
std::vector<DrawnText> covered_text(const Device& device, TextWordList& words) {
  std::vector<DrawnText> covered;
  if (!device.has_covers()) return covered;
  for (int i = 0; i < words.getLength(); ++i) {
    const TextWord& word = *words.get(i);
    Box box;
    word.getBBox(&box.left, &box.top, &box.right, &box.bottom);
    const DrawnText text{word.getCharPos(), word.getCharPos() + word.getCharLen()};
    if (device.is_covered(text, box)) covered.push_back(text);
  }
  if (covered.size() * 2 > static_cast<std::size_t>(words.getLength())) covered.clear();
  std::sort(covered.begin(), covered.end(),
            [](const DrawnText& one, const DrawnText& other) { return one.begin < other.begin; });
  return covered;
}

std::u16string of_single_bytes(std::string_view bytes) {
  std::u16string text;
  for (const char byte : bytes) text += static_cast<char16_t>(static_cast<unsigned char>(byte));
  return text;
}

using BytesInMemory = BaseMemStream<const char>;

using Unpacked = std::shared_ptr<const std::string>;  // Null where it was left packed.

// What a stream of the file holds, without its filter.
class UnpackedBytes : public BytesInMemory {
 public:
  UnpackedBytes(Unpacked bytes, Object&& dictionary)
      : BytesInMemory(bytes->data(), 0, static_cast<Goffset>(bytes->size()), std::move(dictionary)),
        held_(std::move(bytes)) {}

  using Copy = decltype(std::declval<BytesInMemory&>().copy());
  Copy copy() override { return Copy(new UnpackedBytes(held_, dict.copy())); }

 private:
  Unpacked held_;
};

// Decompresses at once, where poppler does it byte by byte; and remembers, as poppler reads a font
// again for each page. What is of another sort, damaged, encrypted or long is left packed, and
// poppler makes of it what it can.
class Unpacking {
 public:
  explicit Unpacking(std::string_view file) : file_(file) {}

  std::string_view file() const { return file_; }

  Unpacked stream_at(std::size_t begin, std::size_t size, const Dict& entries) {
    const auto has = [&](const char* key) { return !entries.lookupNF(key).isNull(); };
    const auto is = [&](const char* key, const char* name) {
      return entries.lookupNF(key).isName(name);
    };
    if (!is("Filter", "FlateDecode") || has("DecodeParms") || has("F")) return nullptr;
    // What is drawn on pages: their contents have no more in their dictionary.
    const bool drawn = (entries.getLength() == 2 && has("Length")) || is("Subtype", "Form");
    const bool small = size <= small_stream && !is("Subtype", "Image");
    if (!drawn && !small) return nullptr;
    if (const auto known = known_.find(begin); known != known_.end()) return known->second;
    Unpacked unpacked;
    if (auto bytes = decompressed_begin(file_.substr(begin, size), longest))
      unpacked = std::make_shared<const std::string>(std::move(*bytes));
    const std::size_t bytes = unpacked ? unpacked->size() : 0;
    if (small && bytes <= most_kept - kept_) {
      kept_ += bytes;
      known_.emplace(begin, unpacked);
    }
    return unpacked;
  }

 private:
  static constexpr std::size_t small_stream = 64u << 10, longest = 16u << 20, most_kept = 4u << 20;

  std::string_view file_;
  std::unordered_map<std::size_t, Unpacked> known_;  // By where they begin.
  std::size_t kept_ = 0;
};

// The file from some byte on, as poppler reads it.
class FileBytes : public BytesInMemory {
 public:
  explicit FileBytes(std::shared_ptr<Unpacking> unpacking, Goffset begin = 0)
      : BytesInMemory(unpacking->file().data(), begin,
                      static_cast<Goffset>(unpacking->file().size()) - begin, Object(objNull)),
        unpacking_(std::move(unpacking)) {}

  using SubStream =
      decltype(std::declval<BytesInMemory&>().makeSubStream(0, true, 0, Object(objNull)));
  SubStream makeSubStream(Goffset begin, bool limited, Goffset size, Object&& dictionary) override {
    const bool inside = begin >= 0 && begin <= static_cast<Goffset>(unpacking_->file().size());
    // From here an object is read, and in it may be a stream.
    if (inside && !limited && dictionary.isNull())
      return SubStream(new FileBytes(unpacking_, begin));
    if (inside && limited && size > 0 && dictionary.isDict()) {
      if (auto unpacked =
              unpacking_->stream_at(static_cast<std::size_t>(begin), static_cast<std::size_t>(size),
                                    *dictionary.getDict())) {
        dictionary.getDict()->remove("Filter");
        return SubStream(new UnpackedBytes(std::move(unpacked), std::move(dictionary)));
      }
    }
    return BytesInMemory::makeSubStream(begin, limited, size, std::move(dictionary));
  }

 private:
  std::shared_ptr<Unpacking> unpacking_;
};

}  // namespace

struct PdfWalk::Parts {
  // poppler deletes the stream.
  Parts(std::string_view bytes, bool unseen)
      : document(new FileBytes(std::make_shared<Unpacking>(bytes))), with_unseen(unseen) {}

  // With the settings of poppler::page::text_list().
  void show(int page, Device& device) {
    constexpr double dots = 72;
    constexpr bool media_box = false, crop = false, printing = false;
    document.displayPageSlice(&device, page, dots, dots, 0, media_box, crop, printing, -1, -1, -1,
                              -1);
  }

  PDFDoc document;
  std::optional<Object> info;  // Once it is asked for.
  bool with_unseen;
};

PdfWalk::PdfWalk(std::unique_ptr<Parts> parts) : parts_(std::move(parts)) {}
PdfWalk::~PdfWalk() = default;

std::unique_ptr<PdfWalk> PdfWalk::open(std::string_view bytes, bool with_unseen) {
  auto parts = std::make_unique<Parts>(bytes, with_unseen);
  if (!parts->document.isOk()) return nullptr;
  return std::unique_ptr<PdfWalk>(new PdfWalk(std::move(parts)));
}

int PdfWalk::page_count() const {
  return parts_->document.getNumPages();
}

std::u16string PdfWalk::info(const char* key) const {
  if (!parts_->info) parts_->info = parts_->document.getDocInfo();
  if (!parts_->info->isDict()) return {};
  const Object entry = parts_->info->dictLookup(key);
  if (!entry.isString()) return {};
  const std::string_view bytes(entry.getString()->c_str(),
                               static_cast<std::size_t>(entry.getString()->getLength()));
  const bool big_end_first = bytes.starts_with("\xFE\xFF");
  if (!big_end_first && !bytes.starts_with("\xFF\xFE")) return of_single_bytes(bytes);
  std::u16string text;
  for (std::size_t at = 2; at + 1 < bytes.size(); at += 2) {
    const auto first = static_cast<unsigned char>(bytes[at]);
    const auto second = static_cast<unsigned char>(bytes[at + 1]);
    text += static_cast<char16_t>(big_end_first ? first << 8 | second : second << 8 | first);
  }
  return text;
}

PdfVersion PdfWalk::version() const {
  return {parts_->document.getPDFMajorVersion(), parts_->document.getPDFMinorVersion()};
}

std::optional<PageShape> PdfWalk::shape_of(int number) const {
  ::Page* page = parts_->document.getPage(number);
  if (!page) return std::nullopt;
  const PDFRectangle& box = *page->getCropBox();
  return PageShape{box.x2 - box.x1, box.y2 - box.y1, page->getRotate() % 180 == 90};
}

bool PdfWalk::words_of(int page, const std::function<bool(WalkedWord)>& take) const {
  auto device = std::make_unique<Device>(parts_->with_unseen, std::vector<DrawnText>());
  parts_->show(page, *device);
  auto words = device->makeWordList();
  if (!words) return false;
  std::vector<DrawnText> covered = covered_text(*device, *words);
  const bool covers = !covered.empty();
  if (covers) {
    words.reset();
    device = std::make_unique<Device>(parts_->with_unseen, std::move(covered));
    parts_->show(page, *device);
    words = device->makeWordList();
  }
  for (int i = 0; words && i < words->getLength(); ++i) {
    if (!take(walked(*words->get(i)))) break;
  }
  return covers;
}

std::optional<Picture> PdfWalk::picture_of_images(int page, Picture empty,
                                                  std::size_t most_points) const {
  return muistio::picture_of_images(parts_->document, page, std::move(empty), most_points);
}

}  // namespace muistio
