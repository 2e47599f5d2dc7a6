#include "pipeline/protocol.h"

#include "tests/fuzz/target.h"

namespace muistio {

std::vector<std::string> fuzz_seeds() {
  Answer answer;
  answer.sha256 = std::string(64, 'b');
  answer.memo = "m";
  Failure failure;
  failure.message = "rikki";
  return {framed(WorkerSettings{}) + framed(Job{}),
          framed(ReadyMessage{}) + framed(Whereabouts{}) + framed(answer),
          framed(failure) + framed_refusal(Error{})};
}

}  // namespace muistio

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  using namespace muistio;
  const std::string_view bytes(reinterpret_cast<const char*>(data), size);
  MessageReader reader;
  reader.append(bytes.substr(0, size / 2));
  reader.append(bytes.substr(size / 2));
  std::size_t messages = 0;
  while (const auto message = reader.next()) {
    must(++messages <= size, "messages are made of bytes that came");
    must(message->payload.size() <= size, "a payload is no longer than what came");
    parse_settings(message->payload);
    parse_ready(message->payload);
    parse_refusal(message->payload);
    parse_job(message->payload);
    parse_whereabouts(message->payload);
    parse_answer(message->payload);
    parse_failure(message->payload);
  }
  return 0;
}
