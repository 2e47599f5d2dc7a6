#include <cmath>
#include <nlohmann/json.hpp>
#include <string_view>

#include "pipeline/pages.h"

namespace muistio {
namespace {

using Json = nlohmann::ordered_json;

double tenths(double points) {
  return std::round(points * 10) / 10;
}

Json json_of(const Box& box) {
  return {tenths(box.left), tenths(box.top), tenths(box.right), tenths(box.bottom)};
}

std::string_view name_of(BlockKind kind) {
  constexpr std::string_view names[] = {"paragraph", "heading", "list_item", "table", "footnote"};
  return names[static_cast<std::size_t>(kind)];
}

std::string_view name_of(FurnitureKind kind) {
  constexpr std::string_view names[] = {"running_head", "running_foot", "page_counter", "initials",
                                        "signature_footer"};
  return names[static_cast<std::size_t>(kind)];
}

class Listing {
 public:
  Listing(const Document& document, int page) : document_(document), page_(page) {}

  void words() {
    for (const Word& word : document_.words) {
      if (!wants(word.page)) continue;
      Json json{{"page", word.page},
                {"text", document_.at(word.span)},
                {"box", json_of(word.box)},
                {"font_size", tenths(word.font_size)},
                {"bold", word.bold},
                {"italic", word.italic},
                {"confidence", std::round(word.confidence * 100) / 100}};
      if (!word.original.empty()) json["original"] = word.original;
      add(json);
    }
  }

  void lines() {
    for (const Line& line : document_.lines) {
      if (!wants(line.page)) continue;
      add({{"page", line.page},
           {"block", document_.rows[line.row].block},
           {"row", line.row},
           {"cell", line.cell},
           {"text", document_.at(line.span)},
           {"box", json_of(line.box)},
           {"font_size", tenths(line.font_size)},
           {"bold", line.bold}});
    }
  }

  void blocks() {
    for (std::size_t b = 0; b < document_.blocks.size(); ++b) {
      const Block& block = document_.blocks[b];
      if (!wants(block.page)) continue;
      Json json{{"page", block.page}, {"block", b}, {"kind", name_of(block.kind)}};
      json["box"] = json_of(block.box);
      if (const auto joint = joint_before(b); !joint.empty()) json["continues"] = joint;
      if (block.kind == BlockKind::table) {
        json["rows"] = rows_of(block);
      } else {
        json["text"] = document_.at(block.span);
      }
      add(json);
    }
  }

  void furniture() {
    for (const Furniture& piece : document_.furniture) {
      if (!wants(piece.page)) continue;
      add({{"page", piece.page},
           {"furniture", name_of(piece.kind)},
           {"text", piece.text},
           {"box", json_of(piece.box)}});
    }
  }

  std::string take() { return std::move(text_); }

 private:
  bool wants(int page) const { return page_ == 0 || page == page_; }

  // How the block goes on from the one before, over the end of a column or page: at a "line"
  // end or within a "word"; empty where it does not.
  std::string_view joint_before(std::size_t block) const {
    if (block == 0) return "";
    const std::string_view between =
        document_.at({document_.blocks[block - 1].span.end, document_.blocks[block].span.begin});
    return between.empty() ? "word" : between == "\n" ? "line" : "";
  }

  // Each row as its cells by column; a column without text is null.
  Json rows_of(const Block& block) const {
    Json rows = Json::array();
    for (std::size_t r = block.rows.first; r < block.rows.last; ++r) {
      Json cells = Json::array();
      for (const Cell& cell : cells_of(document_, document_.rows[r])) {
        while (cells.size() < static_cast<std::size_t>(cell.column)) cells.push_back(nullptr);
        cells.push_back(document_.at(cell.span));
      }
      rows.push_back(std::move(cells));
    }
    return rows;
  }

  void add(const Json& json) {
    text_ += json.dump(-1, ' ', false, Json::error_handler_t::replace);
    text_ += '\n';
  }

  const Document& document_;
  int page_;
  std::string text_;
};

}  // namespace

std::string pages_json(const Document& document, PagesView view, int page) {
  Listing listing(document, page);
  if (view == PagesView::words) listing.words();
  if (view == PagesView::lines) listing.lines();
  if (view == PagesView::blocks) listing.blocks();
  listing.furniture();
  return listing.take();
}

}  // namespace muistio
