#include "corpus/memo_codec.h"
#include "tests/fuzz/target.h"

namespace muistio {
namespace {

constexpr std::string_view text = "Hallitus päätti hankkia aidan 1.3.2020 mennessä.";

}  // namespace

std::vector<std::string> fuzz_seeds() {
  Memo memo;
  memo.source.sha256 = std::string(64, 'a');
  memo.source.path = "pk.pdf";
  memo.meeting.emplace();
  const Evidence evidence{{0, 8}, 1, {1, 2, 3, 4}, "decision.organ", 0.9};
  memo.meeting->body = Stated{"Hallitus", evidence};
  memo.decisions.push_back(
      {evidence, "4", "Hallitus päätti", DecisionKind::decided, {"A B"}, Vote{3, 2, {}}});
  memo.dates.push_back({evidence, "1.3.2020", "2020-03-01", DateUse::deadline});
  memo.attendees.push_back({evidence, "A B", "B, A", Presence::present});
  return {encode_memo(memo), encode_memo(Memo{})};
}

}  // namespace muistio

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  using namespace muistio;
  const auto memo = decode_memo({reinterpret_cast<const char*>(data), size}, text);
  if (!memo) return 0;
  for (const Decision& decision : memo.value().decisions) {
    must(decision.evidence.span.end <= text.size(), "every span lies inside its text");
  }
  return 0;
}
