#include "corpus/language.h"
#include "corpus/unicode.h"
#include "tests/fuzz/target.h"

namespace muistio {

std::vector<std::string> fuzz_seeds() {
  return {"STM:n 91/628/ETY 12.4.2014 klo 14.00–15.45, sosiaali- ja terveyspalvelut",
          "Ylis-Junttilan K-S:n %:lla 200 000 €", "http://esimerkki.fi/a?b=1 a@b.fi",
          "pöytäkirjantarkastajiksi valittiin", "\xff\xfe\x80 \xe2\x80\xae"};
}

}  // namespace muistio

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  using namespace muistio;
  static const auto language = Language::open();
  must(language.ok(), "the dictionary is installed");
  const std::string text = normalised({reinterpret_cast<const char*>(data), size});
  must(is_valid_utf8(text), "normalised text is valid UTF-8");
  must(normalised(text) == text, "normalizing twice changes nothing");
  std::size_t end = 0;
  for (const Token& token : language.value()->tokenise(text)) {
    must(token.span.begin >= end && token.span.begin < token.span.end, "tokens stand in order");
    end = token.span.end;
    must(end <= text.size(), "and inside the text");
    must(!language.value()
              ->readings(std::string_view(text).substr(token.span.begin, token.span.size()))
              .empty(),
         "a token has a reading");
  }
  return 0;
}
