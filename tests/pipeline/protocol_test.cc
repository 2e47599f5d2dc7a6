#include "pipeline/protocol.h"

#include <random>
#include <string>

#include "tests/catch.h"

using namespace muistio;

namespace {

constexpr std::size_t header_size = 9;

std::string payload_of(const std::string& frame) {
  return frame.substr(header_size);
}

Answer some_answer() {
  Answer answer;
  answer.number = 7;
  answer.sha256 = std::string(64, 'a');
  answer.bytes = 123456789012;
  answer.document = std::string("d\0d", 3);
  answer.memo = "m";
  answer.index = "";
  answer.read_microseconds = 5;
  return answer;
}

}  // namespace

TEST_CASE("a message comes back as it was sent") {
  const auto answer = parse_answer(payload_of(framed(some_answer())));
  REQUIRE(answer);
  CHECK(answer->number == 7);
  CHECK(answer->bytes == 123456789012);
  CHECK(answer->document == std::string("d\0d", 3));

  Job job;
  job.path = "pöytäkirja.pdf";
  job.stop_before_page = ~0u;
  job.analyse = false;
  const auto same = parse_job(payload_of(framed(job)));
  REQUIRE(same);
  CHECK(same->path == job.path);
  CHECK(same->stop_before_page == ~0u);
  CHECK_FALSE(same->analyse);
}

TEST_CASE("a message that is cut or goes on is refused") {
  const std::string whole = payload_of(framed(some_answer()));
  for (std::size_t size = 0; size < whole.size(); ++size) {
    CAPTURE(size);
    CHECK_FALSE(parse_answer(whole.substr(0, size)));
  }
  CHECK_FALSE(parse_answer(whole + "x"));
}

TEST_CASE("values outside their lists are refused") {
  Failure failure;
  std::string payload = payload_of(framed(failure));
  REQUIRE(parse_failure(payload));
  payload[8] = '\x7f';  // The stage.
  CHECK_FALSE(parse_failure(payload));
  payload = payload_of(framed(failure));
  payload[9] = '\x02';  // A flag.
  CHECK_FALSE(parse_failure(payload));
}

TEST_CASE("sentences of a worker become valid UTF-8 on one line, and end somewhere") {
  Failure failure;
  failure.message = "rikki \xff\xfe\nja \x1b[31m" + std::string(10'000, 'x');
  const auto parsed = parse_failure(payload_of(framed(failure)));
  REQUIRE(parsed);
  CHECK(parsed->message.find('\n') == std::string::npos);
  CHECK(parsed->message.find('\x1b') == std::string::npos);
  CHECK(parsed->message.size() < 3000);
}

TEST_CASE("frames come out whole however the stream is cut") {
  std::string stream;
  for (std::uint64_t number = 0; number < 20; ++number) {
    stream += framed(Whereabouts{number, Stage::read, 3});
  }
  for (const std::size_t step : {1u, 2u, 7u, 1000u}) {
    CAPTURE(step);
    MessageReader reader;
    std::uint64_t expected = 0;
    for (std::size_t at = 0; at < stream.size(); at += step) {
      reader.append(std::string_view(stream).substr(at, step));
      while (const auto message = reader.next()) {
        const auto whereabouts = parse_whereabouts(message->payload);
        REQUIRE(whereabouts);
        CHECK(whereabouts->number == expected++);
      }
    }
    CHECK(expected == 20);
    CHECK_FALSE(reader.broken());
  }
}

TEST_CASE("a stream that is no frame is broken for good") {
  const auto [bytes] = GENERATE(table<std::string>({
      {"GET / HTTP/1.1\r\n"},
      {std::string("MUI1\x00\x00\x00\x00\x00", 9)},  // No such kind.
      {std::string("MUI1\x09\x00\x00\x00\x00", 9)},
      {std::string("MUI1\x06\xff\xff\xff\xff", 9)},  // Longer than anything may be.
  }));
  MessageReader reader;
  reader.append(bytes);
  CHECK_FALSE(reader.next());
  CHECK(reader.broken());
  reader.append(framed(Whereabouts{}));
  CHECK_FALSE(reader.next());
}

TEST_CASE("no bytes can crash the parsers") {
  std::mt19937 chance(11);
  const std::string whole = framed(some_answer());
  for (int round = 0; round < 5000; ++round) {
    std::string bytes = whole;
    for (int change = 0; change < 3; ++change) {
      bytes[chance() % bytes.size()] = static_cast<char>(chance());
    }
    MessageReader reader;
    reader.append(bytes);
    while (const auto message = reader.next()) {
      parse_answer(message->payload);
      parse_failure(message->payload);
      parse_ready(message->payload);
      parse_refusal(message->payload);
      parse_whereabouts(message->payload);
      parse_settings(message->payload);
      parse_job(message->payload);
    }
  }
  SUCCEED();
}
