#include "corpus/mentions.h"

#include "tests/catch.h"

namespace muistio {
namespace {

Document document_of(std::string text) {
  Document document;
  document.text = std::move(text);
  document.page_count = 2;
  return document;
}

Mention case_mention() {
  Mention mention;
  mention.page = 2;
  mention.place = 5;
  mention.written = "123/2020";
  mention.case_number = "123/2020";
  mention.is_plain = true;
  return mention;
}

Mention item_mention() {
  Mention mention;
  mention.place = 12;
  mention.written = "§ 45";
  mention.item = "45";
  mention.day = "2020-03-12";
  mention.before = "Lautakunta päätti";
  return mention;
}

std::optional<std::vector<Mention>> sent(const std::vector<Mention>& mentions) {
  Packer packer;
  pack(packer, mentions);
  Unpacker unpacker(packer.bytes());
  return unpack_mentions(unpacker, document_of("Dnro 123/2020, § 45"));
}

TEST_CASE("mentions arrive as they were sent") {
  const std::vector<Mention> mentions{case_mention(), item_mention()};
  CHECK(sent(mentions) == mentions);
  CHECK(sent({}) == std::vector<Mention>());
}

TEST_CASE("mentions that the document cannot have are refused") {
  Mention mention = item_mention();
  SECTION("a page before the first") {
    mention.page = 0;
  }
  SECTION("a page behind the last") {
    mention.page = 3;
  }
  SECTION("a page beyond all numbers") {
    mention.page = -1;
  }
  SECTION("a place behind the end") {
    mention.place = 100;
  }
  SECTION("no text") {
    mention.written = "\xC3(";
  }
  SECTION("no text in what may be absent") {
    mention.day = "\xFF";
  }
  CHECK_FALSE(sent({case_mention(), mention}).has_value());
}

TEST_CASE("more mentions than anybody finds are refused") {
  CHECK_FALSE(sent(std::vector<Mention>(5001, case_mention())).has_value());
}

TEST_CASE("mentions cut short are refused") {
  Packer packer;
  pack(packer, {case_mention(), item_mention()});
  for (std::size_t size = 0; size < packer.bytes().size(); ++size) {
    Unpacker unpacker(std::string_view(packer.bytes()).substr(0, size));
    CHECK_FALSE(unpack_mentions(unpacker, document_of("Dnro 123/2020, § 45")).has_value());
  }
}

}  // namespace
}  // namespace muistio
