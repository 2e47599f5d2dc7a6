#include "pipeline/protocol.h"

#include <array>
#include <type_traits>

#include "corpus/unicode.h"

namespace muistio {
namespace {

constexpr std::string_view frame_mark = "MUI1";
constexpr std::size_t frame_header = 9;
constexpr std::size_t longest_sentence = 2000;
constexpr std::size_t kept_behind = 64 << 10;  // Of what is read already; moving bytes costs.

class Writer {
 public:
  template <typename Number>
  Writer& number(Number value) {
    static_assert(std::is_unsigned_v<Number>);
    for (std::size_t i = 0; i < sizeof(Number); ++i) {
      bytes_ += static_cast<char>(static_cast<std::uint64_t>(value) >> (8 * i) & 0xff);
    }
    return *this;
  }
  Writer& flag(bool value) { return number(static_cast<std::uint8_t>(value)); }
  template <typename Enum>
  Writer& choice(Enum value) {
    return number(static_cast<std::uint8_t>(value));
  }
  Writer& text(std::string_view value) {
    number(static_cast<std::uint32_t>(value.size()));
    bytes_.append(value);
    return *this;
  }

  std::string frame(MessageKind kind) const {
    Writer header;
    header.bytes_ = frame_mark;
    header.choice(kind).number(static_cast<std::uint32_t>(bytes_.size()));
    return header.bytes_ + bytes_;
  }

 private:
  std::string bytes_;
};

// Reads fields in order; once one is missing, ended_well() stays false.
class Reader {
 public:
  explicit Reader(std::string_view bytes) : rest_(bytes) {}

  template <typename Number>
  void number(Number& value) {
    static_assert(std::is_unsigned_v<Number>);
    if (!has(sizeof(Number))) return;
    std::uint64_t sum = 0;
    for (std::size_t i = 0; i < sizeof(Number); ++i) {
      sum |= static_cast<std::uint64_t>(static_cast<unsigned char>(rest_[i])) << (8 * i);
    }
    value = static_cast<Number>(sum);
    rest_.remove_prefix(sizeof(Number));
  }
  void flag(bool& value) {
    std::uint8_t byte = 0;
    number(byte);
    good_ = good_ && byte <= 1;
    value = byte == 1;
  }
  template <typename Enum>
  void choice(Enum& value, Enum last) {
    std::uint8_t byte = 0;
    number(byte);
    good_ = good_ && byte <= static_cast<std::uint8_t>(last);
    if (good_) value = static_cast<Enum>(byte);
  }
  void text(std::string& value) {
    std::uint32_t size = 0;
    number(size);
    if (!has(size)) return;
    value.assign(rest_.substr(0, size));
    rest_.remove_prefix(size);
  }
  void sentence(std::string& value) {
    text(value);
    if (value.size() > longest_sentence) value.resize(longest_sentence);
    value = single_spaced(normalised(value));
  }
  bool ended_well() const { return good_ && rest_.empty(); }

 private:
  bool has(std::size_t size) {
    good_ = good_ && rest_.size() >= size;
    return good_;
  }

  std::string_view rest_;
  bool good_ = true;
};

template <typename Value>
std::optional<Value> whole(const Reader& reader, Value value) {
  if (!reader.ended_well()) return std::nullopt;
  return value;
}

std::uint32_t read_length(std::string_view four) {
  std::uint32_t length = 0;
  Reader(four).number(length);
  return length;
}

}  // namespace

std::string_view name_of(Stage stage) {
  constexpr std::array<std::string_view, 4> names = {"open", "read", "analyse", "save"};
  return names[static_cast<std::size_t>(stage)];
}

std::string framed(const WorkerSettings& settings) {
  return Writer()
      .flag(settings.ocr)
      .flag(settings.sandbox)
      .text(settings.rules)
      .number(settings.memory)
      .number(settings.document_seconds)
      .number(settings.file_bytes)
      .flag(settings.index_words)
      .frame(MessageKind::settings);
}

std::optional<WorkerSettings> parse_settings(std::string_view payload) {
  Reader reader(payload);
  WorkerSettings settings;
  reader.flag(settings.ocr);
  reader.flag(settings.sandbox);
  reader.text(settings.rules);
  reader.number(settings.memory);
  reader.number(settings.document_seconds);
  reader.number(settings.file_bytes);
  reader.flag(settings.index_words);
  return whole(reader, std::move(settings));
}

std::string framed(const ReadyMessage& ready) {
  return Writer()
      .text(ready.rules_version)
      .flag(ready.seccomp)
      .number(ready.landlock)
      .frame(MessageKind::ready);
}

std::optional<ReadyMessage> parse_ready(std::string_view payload) {
  Reader reader(payload);
  ReadyMessage ready;
  reader.sentence(ready.rules_version);
  reader.flag(ready.seccomp);
  reader.number(ready.landlock);
  return whole(reader, std::move(ready));
}

std::string framed_refusal(const Error& error) {
  return Writer()
      .choice(error.code)
      .text(error.where)
      .text(error.message)
      .frame(MessageKind::refused);
}

std::optional<Error> parse_refusal(std::string_view payload) {
  Reader reader(payload);
  Error error;
  reader.choice(error.code, ErrorCode::internal);
  reader.sentence(error.where);
  reader.sentence(error.message);
  return whole(reader, std::move(error));
}

std::string framed(const Job& job) {
  return Writer()
      .number(job.number)
      .choice(job.kind)
      .text(job.path)
      .text(job.sha256)
      .number(job.bytes)
      .number(job.stop_before_page)
      .flag(job.analyse)
      .text(job.cut_code)
      .text(job.cut_message)
      .frame(MessageKind::job);
}

std::optional<Job> parse_job(std::string_view payload) {
  Reader reader(payload);
  Job job;
  reader.number(job.number);
  reader.choice(job.kind, JobKind::document);
  reader.text(job.path);
  reader.text(job.sha256);
  reader.number(job.bytes);
  reader.number(job.stop_before_page);
  reader.flag(job.analyse);
  reader.sentence(job.cut_code);
  reader.sentence(job.cut_message);
  return whole(reader, std::move(job));
}

std::string framed(const Whereabouts& whereabouts) {
  return Writer()
      .number(whereabouts.number)
      .choice(whereabouts.stage)
      .number(whereabouts.page)
      .frame(MessageKind::whereabouts);
}

std::optional<Whereabouts> parse_whereabouts(std::string_view payload) {
  Reader reader(payload);
  Whereabouts whereabouts;
  reader.number(whereabouts.number);
  reader.choice(whereabouts.stage, Stage::save);
  reader.number(whereabouts.page);
  return whole(reader, whereabouts);
}

std::string framed(const Answer& answer) {
  return Writer()
      .number(answer.number)
      .text(answer.sha256)
      .number(answer.bytes)
      .text(answer.document)
      .text(answer.memo)
      .text(answer.index)
      .number(answer.read_microseconds)
      .number(answer.analyse_microseconds)
      .number(answer.index_microseconds)
      .frame(MessageKind::answer);
}

std::optional<Answer> parse_answer(std::string_view payload) {
  Reader reader(payload);
  Answer answer;
  reader.number(answer.number);
  reader.text(answer.sha256);
  reader.number(answer.bytes);
  reader.text(answer.document);
  reader.text(answer.memo);
  reader.text(answer.index);
  reader.number(answer.read_microseconds);
  reader.number(answer.analyse_microseconds);
  reader.number(answer.index_microseconds);
  return whole(reader, std::move(answer));
}

std::string framed(const Failure& failure) {
  return Writer()
      .number(failure.number)
      .choice(failure.stage)
      .flag(failure.out_of_memory)
      .choice(failure.code)
      .text(failure.message)
      .frame(MessageKind::failure);
}

std::optional<Failure> parse_failure(std::string_view payload) {
  Reader reader(payload);
  Failure failure;
  reader.number(failure.number);
  reader.choice(failure.stage, Stage::save);
  reader.flag(failure.out_of_memory);
  reader.choice(failure.code, ErrorCode::internal);
  reader.sentence(failure.message);
  return whole(reader, std::move(failure));
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
