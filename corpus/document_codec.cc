#include "corpus/document_codec.h"

#include <algorithm>
#include <cmath>

#include "corpus/compression.h"
#include "corpus/packing.h"
#include "corpus/unicode.h"

namespace muistio {
namespace {

constexpr std::uint64_t codec_version = 1;
constexpr std::size_t largest_layout = 512u << 20;  // Bytes.
constexpr double hundredths = 100, thousandths = 1000;
constexpr double farthest = 1e9;  // Of a coordinate, in hundredths.
constexpr int most_pages = 1'000'000;

std::int64_t scaled(double value, double scale) {
  if (!std::isfinite(value)) return 0;
  return std::llround(std::clamp(value * scale, -farthest, farthest));
}

class Encoder {
 public:
  std::string encode(const Document& document) {
    out_.number(codec_version);
    list(document.words, [this](const Word& word) { encode(word); });
    list(document.lines, [this](const Line& line) { encode(line); });
    list(document.rows, [this](const Row& row) {
      span(row.span), box(row.box), range(row.lines), out_.number(row.block);
    });
    list(document.blocks, [this](const Block& block) {
      out_.number(static_cast<std::uint64_t>(block.kind));
      span(block.span), box(block.box), range(block.rows), page(block.page);
    });
    list(document.pages, [this](const Page& page) { encode(page); });
    list(document.furniture, [this](const Furniture& furniture) {
      out_.number(static_cast<std::uint64_t>(furniture.kind) * 2 + furniture.bold);
      page(furniture.page), box(furniture.box), out_.text(furniture.text);
      decimal(furniture.font_size, hundredths);
    });
    list(document.issues, [this](const Issue& issue) {
      out_.text(issue.code), out_.text(issue.message);
      out_.signed_number(issue.page.value_or(-1));
    });
    for (const std::string* text :
         {&document.pdf.title, &document.pdf.author, &document.pdf.producer, &document.pdf.version,
          &document.pdf.created}) {
      out_.text(*text);
    }
    out_.signed_number(document.page_count);
    return std::move(out_).bytes();
  }

 private:
  // Each list begins anew, so that what is near its neighbour becomes a small number.
  template <typename Element, typename Encode>
  void list(const std::vector<Element>& elements, Encode encode_element) {
    out_.number(elements.size());
    last_span_ = {}, last_box_ = {}, last_index_ = 0, last_page_ = 1, last_size_ = 0;
    for (const Element& element : elements) encode_element(element);
  }

  void encode(const Word& word) {
    span(word.span), box(word.box), page(word.page), size(word.font_size);
    const bool sure = word.confidence >= 1;
    out_.number(word.bold + word.italic * 2u + sure * 4u + !word.original.empty() * 8u);
    if (!sure) decimal(word.confidence, thousandths);
    if (!word.original.empty()) out_.text(word.original);
  }

  void encode(const Line& line) {
    span(line.span), box(line.box), range(line.words), page(line.page), size(line.font_size);
    out_.number(line.row);
    out_.signed_number(line.cell);
    out_.number(line.bold);
  }

  void encode(const Page& value) {
    out_.signed_number(value.number);
    decimal(value.width, hundredths), decimal(value.height, hundredths);
    out_.number(static_cast<std::uint64_t>(value.source));
    out_.number(value.ocr_confidence.has_value());
    if (value.ocr_confidence) decimal(*value.ocr_confidence, thousandths);
    range(value.blocks), span(value.span);
  }

  void decimal(double value, double scale) { out_.signed_number(scaled(value, scale)); }

  void size(double value) {
    const std::int64_t hundred = scaled(value, hundredths);
    out_.signed_number(hundred - last_size_);
    last_size_ = hundred;
  }

  void span(Span value) {
    out_.signed_number(static_cast<std::int64_t>(value.begin - last_span_.end));
    out_.number(value.size());
    last_span_ = value;
  }

  void range(Range value) {
    out_.signed_number(static_cast<std::int64_t>(value.first - last_index_));
    out_.number(value.size());
    last_index_ = value.last;
  }

  void box(const Box& value) {
    const std::int64_t left = scaled(value.left, hundredths), top = scaled(value.top, hundredths);
    const std::int64_t right = scaled(value.right, hundredths),
                       bottom = scaled(value.bottom, hundredths);
    out_.signed_number(left - last_box_.right);
    out_.signed_number(top - last_box_.top);
    out_.signed_number(right - left);
    out_.signed_number(bottom - top);
    last_box_ = {right, top};
  }

  void page(int value) {
    out_.signed_number(value - last_page_);
    last_page_ = value;
  }

  struct Corner {
    std::int64_t right = 0, top = 0;
  };
  Packer out_;
  Span last_span_;
  Corner last_box_;
  std::size_t last_index_ = 0;
  std::int64_t last_page_ = 1, last_size_ = 0;
};

class Decoder {
 public:
  Decoder(std::string_view bytes, const std::string& text) : in_(bytes), text_(text) {}

  // False where the bytes cannot be what an Encoder wrote.
  bool decode(Document& document) {
    if (in_.number() != codec_version) return false;
    list(document.words, [this](Word& word) { decode(word); });
    list(document.lines, [this](Line& line) { decode(line); });
    list(document.rows, [this](Row& row) {
      row.span = span(), row.box = box(), row.lines = range(), row.block = in_.number();
    });
    list(document.blocks, [this](Block& block) {
      block.kind = enumerator(in_.number(), BlockKind::footnote);
      block.span = span(), block.box = box(), block.rows = range(), block.page = page();
    });
    list(document.pages, [this](Page& page) { decode(page); });
    list(document.furniture, [this](Furniture& furniture) {
      const std::uint64_t bits = in_.number();
      furniture.kind = enumerator(bits / 2, FurnitureKind::signature_footer);
      furniture.bold = bits % 2 != 0;
      furniture.page = page(), furniture.box = box(), furniture.text = text();
      furniture.font_size = static_cast<float>(decimal(hundredths));
    });
    list(document.issues, [this](Issue& issue) {
      issue.code = text(), issue.message = text();
      const int page = small(in_.signed_number());
      if (page >= 0) issue.page = page;
    });
    for (std::string* text : {&document.pdf.title, &document.pdf.author, &document.pdf.producer,
                              &document.pdf.version, &document.pdf.created}) {
      *text = this->text();
    }
    document.page_count = small(in_.signed_number());
    return !in_.failed() && in_.at_end();
  }

 private:
  template <typename Element, typename Decode>
  void list(std::vector<Element>& elements, Decode decode_element) {
    const std::size_t count = in_.count();
    last_span_ = {}, last_box_ = {}, last_index_ = 0, last_page_ = 1, last_size_ = 0;
    for (std::size_t i = 0; i < count && !in_.failed(); ++i)
      decode_element(elements.emplace_back());
  }

  void decode(Word& word) {
    word.span = span(), word.box = box(), word.page = page(), word.font_size = size();
    const std::uint64_t bits = in_.number();
    word.bold = (bits & 1) != 0, word.italic = (bits & 2) != 0;
    if ((bits & 4) == 0) word.confidence = static_cast<float>(share());
    if ((bits & 8) != 0) word.original = text();
  }

  void decode(Line& line) {
    line.span = span(), line.box = box(), line.words = range(), line.page = page();
    line.font_size = size(), line.row = in_.number(), line.cell = small(in_.signed_number());
    line.bold = in_.number() != 0;
  }

  void decode(Page& page) {
    page.number = small(in_.signed_number());
    page.width = decimal(hundredths), page.height = decimal(hundredths);
    page.source = enumerator(in_.number(), PageSource::ocr);
    if (in_.number() != 0) page.ocr_confidence = share();
    page.blocks = range(), page.span = span();
  }

  template <typename Enum>
  Enum enumerator(std::uint64_t value, Enum last) {
    if (value <= static_cast<std::uint64_t>(last)) return static_cast<Enum>(value);
    in_.fail();
    return Enum{};
  }

  int small(std::int64_t value) {
    if (value >= -1 && value <= most_pages) return static_cast<int>(value);
    in_.fail();
    return 0;
  }

  std::int64_t coordinate(std::int64_t value) {
    if (std::abs(static_cast<double>(value)) <= 4 * farthest) return value;
    in_.fail();
    return 0;
  }

  double decimal(double scale) {
    return static_cast<double>(coordinate(in_.signed_number())) / scale;
  }

  double share() { return std::clamp(decimal(thousandths), 0.0, 1.0); }

  float size() {
    last_size_ = coordinate(last_size_ + coordinate(in_.signed_number()));
    return static_cast<float>(static_cast<double>(last_size_) / hundredths);
  }

  Span span() {
    const std::size_t begin = last_span_.end + static_cast<std::size_t>(in_.signed_number());
    const std::size_t size = in_.number();
    const Span span{begin, begin + size};
    const bool good = begin <= text_.size() && size <= text_.size() - begin &&
                      is_boundary(text_, span.begin) && is_boundary(text_, span.end);
    if (!good) in_.fail();
    last_span_ = good ? span : Span{};
    return last_span_;
  }

  // Whether it lies inside its list is checked when all lists are there.
  Range range() {
    const std::size_t first = last_index_ + static_cast<std::size_t>(in_.signed_number());
    const Range range{first, first + in_.number()};
    if (range.last < range.first) in_.fail();
    last_index_ = range.last;
    return range;
  }

  Box box() {
    const std::int64_t left = coordinate(last_box_.right + coordinate(in_.signed_number()));
    const std::int64_t top = coordinate(last_box_.top + coordinate(in_.signed_number()));
    const std::int64_t right = coordinate(left + coordinate(in_.signed_number()));
    const std::int64_t bottom = coordinate(top + coordinate(in_.signed_number()));
    last_box_ = {right, top};
    const auto points = [](std::int64_t value) { return static_cast<double>(value) / hundredths; };
    return {points(left), points(top), points(right), points(bottom)};
  }

  int page() {
    const int page = small(last_page_ + coordinate(in_.signed_number()));
    if (page < 1) in_.fail();
    last_page_ = page;
    return page;
  }

  std::string text() {
    const std::string_view text = in_.text();
    if (is_valid_utf8(text)) return std::string(text);
    in_.fail();
    return {};
  }

  struct Corner {
    std::int64_t right = 0, top = 0;
  };
  Unpacker in_;
  const std::string& text_;
  Span last_span_;
  Corner last_box_;
  std::size_t last_index_ = 0;
  std::int64_t last_page_ = 1, last_size_ = 0;
};

template <typename Part>
bool are_in_order(const std::vector<Part>& parts) {
  return std::is_sorted(parts.begin(), parts.end(), [](const Part& one, const Part& other) {
    return one.span.begin < other.span.begin;
  });
}

template <typename Part, typename Inner>
bool are_inside(const std::vector<Part>& parts, Range Part::*range,
                const std::vector<Inner>& inner) {
  return std::all_of(parts.begin(), parts.end(), [&](const Part& part) {
    return (part.*range).first <= (part.*range).last && (part.*range).last <= inner.size();
  });
}

// What other code relies on so as not to read outside of things. That boxes lie where they
// should is not asked: a word past the edge of its page is no reason to lose a memo.
bool keeps_promises(const Document& document) {
  const auto line_has_row = [&](const Line& line) { return line.row < document.rows.size(); };
  const auto row_has_block = [&](const Row& row) { return row.block < document.blocks.size(); };
  return are_in_order(document.words) && are_in_order(document.lines) &&
         are_in_order(document.rows) && are_in_order(document.blocks) &&
         are_in_order(document.pages) && are_inside(document.lines, &Line::words, document.words) &&
         are_inside(document.rows, &Row::lines, document.lines) &&
         are_inside(document.blocks, &Block::rows, document.rows) &&
         are_inside(document.pages, &Page::blocks, document.blocks) &&
         std::all_of(document.lines.begin(), document.lines.end(), line_has_row) &&
         std::all_of(document.rows.begin(), document.rows.end(), row_has_block);
}

// `layout` over `text`, or absent where they are no document.
std::optional<Document> document_of(std::string_view layout, std::string text) {
  std::optional<Document> document(std::in_place);
  document->text = std::move(text);
  if (is_valid_utf8(document->text) && Decoder(layout, document->text).decode(*document) &&
      keeps_promises(*document)) {
    return document;
  }
  return std::nullopt;
}

}  // namespace

std::string encode_document(const Document& document) {
  Packer packer;
  packer.text(document.text);
  packer.text(Encoder().encode(document));
  return std::move(packer).bytes();
}

Result<Document> decode_document(std::string_view bytes) {
  Unpacker unpacker(bytes);
  const std::string_view text = unpacker.text(), layout = unpacker.text();
  if (!unpacker.failed() && unpacker.at_end()) {
    if (auto document = document_of(layout, std::string(text))) return std::move(*document);
  }
  return Error{ErrorCode::broken, "", "what the worker sent is not a document"};
}

std::string encode_layout(const Document& document) {
  return compressed(Encoder().encode(document));
}

namespace {

std::string_view uncompressed_layout(std::string_view encoded_document) {
  Unpacker unpacker(encoded_document);
  unpacker.text();
  return unpacker.text();
}

}  // namespace

std::string layout_of(std::string_view encoded_document) {
  return compressed(uncompressed_layout(encoded_document));
}

bool is_layout_of(std::string_view layout, std::string_view encoded_document) {
  const std::string_view told = uncompressed_layout(encoded_document);
  const auto kept = decompressed(layout, told.size() + 1);
  return kept && kept.value() == told;
}

Result<Document> decode_layout(std::string_view bytes, std::string text) {
  const auto layout = decompressed(bytes, largest_layout);
  if (!layout) return layout.error();
  if (auto document = document_of(layout.value(), std::move(text))) return std::move(*document);
  return Error{ErrorCode::bad_corpus, "", "the layout of a memo in the corpus is damaged"};
}

}  // namespace muistio
