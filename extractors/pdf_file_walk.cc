#include "extractors/pdf_file_walk.h"

#include <PDFDoc.h>
#include <Stream.h>
#include <TextOutputDev.h>

#include <utility>

#include "extractors/pdf_file_letters.h"

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

}  // namespace

struct PdfWalk::Parts {
  // poppler deletes the stream.
  explicit Parts(std::string_view bytes)
      : document(
            new MemStream(bytes.data(), 0, static_cast<Goffset>(bytes.size()), Object(objNull))) {}

  PDFDoc document;
};

PdfWalk::PdfWalk(std::unique_ptr<Parts> parts) : parts_(std::move(parts)) {}
PdfWalk::~PdfWalk() = default;

std::unique_ptr<PdfWalk> PdfWalk::open(std::string_view bytes) {
  auto parts = std::make_unique<Parts>(bytes);
  if (!parts->document.isOk()) return nullptr;
  return std::unique_ptr<PdfWalk>(new PdfWalk(std::move(parts)));
}

// With the settings of poppler::page::text_list().
void PdfWalk::words_of(int page, const std::function<bool(WalkedWord)>& take) const {
  constexpr double dots = 72;
  constexpr bool physical = false, raw = false, append = false;
  TextOutputDev device(nullptr, physical, 0, raw, append);
  constexpr bool media_box = false, crop = false, printing = false;
  parts_->document.displayPageSlice(&device, page, dots, dots, 0, media_box, crop, printing, -1, -1,
                                    -1, -1);
  const auto words = device.makeWordList();
  if (!words) return;
  for (int i = 0; i < words->getLength(); ++i) {
    if (!take(walked(*words->get(i)))) return;
  }
}

}  // namespace muistio
