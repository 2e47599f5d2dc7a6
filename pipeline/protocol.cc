#include "pipeline/protocol.h"

#include <array>
#include <concepts>
#include <type_traits>

#include "corpus/unicode.h"

namespace muistio {
namespace {

constexpr std::string_view frame_mark = "MUI1";
constexpr std::size_t frame_header = 9;
constexpr std::size_t longest_sentence = 2000;
constexpr std::size_t kept_behind = 64 << 10;  // Of what is read already; moving bytes costs.

template <typename Value, typename Part>
concept Is = std::same_as<std::remove_const_t<Value>, Part>;

constexpr ErrorCode last_of(ErrorCode) {
  return ErrorCode::internal;
}
constexpr Stage last_of(Stage) {
  return Stage::save;
}
constexpr JobKind last_of(JobKind) {
  return JobKind::document;
}

// The fields of each message, named once: the writer and the reader both go through them. A
// sentence is a text that people see.
void fields(auto& codec, Is<WorkerSettings> auto& settings) {
  codec(settings.ocr, settings.sandbox, settings.rules, settings.memory, settings.document_seconds,
        settings.file_bytes, settings.index_words);
}
void fields(auto& codec, Is<ReadyMessage> auto& ready) {
  codec.sentence(ready.rules_version);
  codec(ready.seccomp, ready.landlock);
}
void fields(auto& codec, Is<Error> auto& error) {
  codec(error.code);
  codec.sentence(error.where);
  codec.sentence(error.message);
}
void fields(auto& codec, Is<Job> auto& job) {
  codec(job.number, job.kind, job.path, job.sha256, job.bytes, job.stop_before_page, job.analyse,
        job.drawn_page);
  codec.sentence(job.cut_code);
  codec.sentence(job.cut_message);
}
void fields(auto& codec, Is<Whereabouts> auto& whereabouts) {
  codec(whereabouts.number, whereabouts.stage, whereabouts.page);
}
void fields(auto& codec, Is<Answer> auto& answer) {
  codec(answer.number, answer.sha256, answer.bytes, answer.document, answer.memo, answer.index,
        answer.layout, answer.picture, answer.read_microseconds, answer.analyse_microseconds,
        answer.index_microseconds);
}
void fields(auto& codec, Is<Failure> auto& failure) {
  codec(failure.number, failure.stage, failure.out_of_memory, failure.code);
  codec.sentence(failure.message);
}

class Writer {
 public:
  template <typename... Values>
  void operator()(const Values&... values) {
    (put(values), ...);
  }
  void sentence(const std::string& value) { put(value); }

  std::string frame(MessageKind kind) const {
    Writer header;
    header.bytes_ = frame_mark;
    header(kind, static_cast<std::uint32_t>(bytes_.size()));
    return header.bytes_ + bytes_;
  }

 private:
  template <std::unsigned_integral Number>
  void put(Number value) {
    for (std::size_t i = 0; i < sizeof(Number); ++i) {
      bytes_ += static_cast<char>(static_cast<std::uint64_t>(value) >> (8 * i) & 0xff);
    }
  }
  template <typename Enum>
  requires std::is_enum_v<Enum>
  void put(Enum value) { put(static_cast<std::uint8_t>(value)); }
  void put(const std::string& value) {
    put(static_cast<std::uint32_t>(value.size()));
    bytes_.append(value);
  }

  std::string bytes_;
};

// Reads fields in order; once one is missing, ended_well() stays false.
class Reader {
 public:
  explicit Reader(std::string_view bytes) : rest_(bytes) {}

  template <typename... Values>
  void operator()(Values&... values) {
    (take(values), ...);
  }
  void sentence(std::string& value) {
    take(value);
    if (value.size() > longest_sentence) value.resize(longest_sentence);
    value = single_spaced(normalised(value));
  }
  bool ended_well() const { return good_ && rest_.empty(); }

 private:
  template <std::unsigned_integral Number>
  void take(Number& value) {
    if (!has(sizeof(Number))) return;
    std::uint64_t sum = 0;
    for (std::size_t i = 0; i < sizeof(Number); ++i) {
      sum |= static_cast<std::uint64_t>(static_cast<unsigned char>(rest_[i])) << (8 * i);
    }
    value = static_cast<Number>(sum);
    rest_.remove_prefix(sizeof(Number));
  }
  void take(bool& value) { value = byte_up_to(1) == 1; }
  template <typename Enum>
  requires std::is_enum_v<Enum>
  void take(Enum& value) {
    value = static_cast<Enum>(byte_up_to(static_cast<std::uint8_t>(last_of(Enum{}))));
  }
  void take(std::string& value) {
    std::uint32_t size = 0;
    take(size);
    if (!has(size)) return;
    value.assign(rest_.substr(0, size));
    rest_.remove_prefix(size);
  }

  std::uint8_t byte_up_to(std::uint8_t last) {
    std::uint8_t byte = 0;
    take(byte);
    good_ = good_ && byte <= last;
    return good_ ? byte : std::uint8_t{0};
  }
  bool has(std::size_t size) {
    good_ = good_ && rest_.size() >= size;
    return good_;
  }

  std::string_view rest_;
  bool good_ = true;
};

template <typename Value>
std::string frame_of(MessageKind kind, const Value& value) {
  Writer writer;
  fields(writer, value);
  return writer.frame(kind);
}

template <typename Value>
std::optional<Value> parse(std::string_view payload) {
  Reader reader(payload);
  Value value;
  fields(reader, value);
  if (!reader.ended_well()) return std::nullopt;
  return value;
}

std::uint32_t read_length(std::string_view four) {
  std::uint32_t length = 0;
  Reader reader(four);
  reader(length);
  return length;
}

}  // namespace

std::string_view name_of(Stage stage) {
  constexpr std::array<std::string_view, 4> names = {"open", "read", "analyse", "save"};
  return names[static_cast<std::size_t>(stage)];
}

std::string framed(const WorkerSettings& settings) {
  return frame_of(MessageKind::settings, settings);
}
std::string framed(const ReadyMessage& ready) {
  return frame_of(MessageKind::ready, ready);
}
std::string framed_refusal(const Error& error) {
  return frame_of(MessageKind::refused, error);
}
std::string framed(const Job& job) {
  return frame_of(MessageKind::job, job);
}
std::string framed(const Whereabouts& whereabouts) {
  return frame_of(MessageKind::whereabouts, whereabouts);
}
std::string framed(const Answer& answer) {
  return frame_of(MessageKind::answer, answer);
}
std::string framed(const Failure& failure) {
  return frame_of(MessageKind::failure, failure);
}

std::optional<WorkerSettings> parse_settings(std::string_view payload) {
  return parse<WorkerSettings>(payload);
}
std::optional<ReadyMessage> parse_ready(std::string_view payload) {
  return parse<ReadyMessage>(payload);
}
std::optional<Error> parse_refusal(std::string_view payload) {
  return parse<Error>(payload);
}
std::optional<Job> parse_job(std::string_view payload) {
  return parse<Job>(payload);
}
std::optional<Whereabouts> parse_whereabouts(std::string_view payload) {
  return parse<Whereabouts>(payload);
}
std::optional<Answer> parse_answer(std::string_view payload) {
  return parse<Answer>(payload);
}
std::optional<Failure> parse_failure(std::string_view payload) {
  return parse<Failure>(payload);
}

void MessageReader::append(std::string_view bytes) {
  if (at_ == bytes_.size() || at_ > kept_behind) {
    bytes_.erase(0, at_);
    at_ = 0;
    if (bytes_.empty() && bytes_.capacity() > (1u << 20)) bytes_.shrink_to_fit();
  }
  if (!broken_) bytes_.append(bytes);
}

std::optional<Message> MessageReader::next() {
  const std::string_view rest = std::string_view(bytes_).substr(at_);
  if (broken_ || rest.size() < frame_header) return std::nullopt;
  const auto kind = static_cast<std::uint8_t>(rest[4]);
  const std::size_t length = read_length(rest.substr(5, 4));
  if (!rest.starts_with(frame_mark) || kind == 0 || kind > last_message_kind ||
      length > longest_message) {
    broken_ = true;
    bytes_ = {};
    at_ = 0;
    return std::nullopt;
  }
  if (rest.size() - frame_header < length) return std::nullopt;
  at_ += frame_header + length;
  return Message{static_cast<MessageKind>(kind), std::string(rest.substr(frame_header, length))};
}

}  // namespace muistio
