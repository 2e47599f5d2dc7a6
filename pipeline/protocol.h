// What the parent and a worker say to each other over a Unix socket.
//
// Every message is a frame: four bytes that say it is ours, one byte for the kind, four for
// the length (little endian), then the payload. The parent believes nothing: a frame that is
// too long, of an unknown kind or not made of exactly its fields is a broken promise, and the
// worker that sent it is done for. The fields of a message travel in the order in which
// they stand here.
#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

#include "corpus/result.h"

namespace muistio {

enum class MessageKind : std::uint8_t {
  settings = 1,  // parent -> worker, once, first
  ready,         // worker -> parent, once: the sandbox is closed and reading works
  refused,       // worker -> parent: it cannot work at all; it ends
  job,           // parent -> worker; the file's descriptor travels along
  whereabouts,   // worker -> parent: what it is about to do
  answer,        // worker -> parent: the document and what was found in it
  failure,       // worker -> parent: the file cannot be read, and why
};
inline constexpr std::uint8_t last_message_kind = static_cast<std::uint8_t>(MessageKind::failure);

// Longest payload that anybody may send.
inline constexpr std::size_t longest_message = 256u << 20;

struct WorkerSettings {
  bool ocr = true;
  bool sandbox = true;
  std::string rules;                      // A folder of rules; may be empty.
  std::uint64_t memory = 1u << 30;        // Bytes of address space; 0: no limit.
  std::uint32_t document_seconds = 120;   // After these it keeps the pages it has.
  std::uint64_t file_bytes = 256u << 20;  // A longer file is too big.
  bool index_words = false;  // Whether the answer carries what the corpus file indexes.
};

struct ReadyMessage {
  std::string rules_version;
  bool seccomp = false;
  std::uint32_t landlock = 0;  // Version of Landlock in force; 0: none.
};

// The stage of a job, for reports: where it was when it ended.
enum class Stage : std::uint8_t { open, read, analyse, save };
std::string_view name_of(Stage stage);

enum class JobKind : std::uint8_t {
  pdf,       // The descriptor holds a file to read.
  document,  // The descriptor holds an encoded Document (document_codec.h).
};

struct Job {
  std::uint64_t number = 0;  // Comes back in every message about it.
  JobKind kind = JobKind::pdf;
  std::string path;    // As shown to people.
  std::string sha256;  // Of the descriptor's content when the parent looked.
  std::uint64_t bytes = 0;
  std::uint32_t stop_before_page = 0;  // 0: read all pages.
  bool analyse = true;                 // False: keep the text, look for no facts.
  std::uint32_t drawn_page = 0;        // The page of a PDF whose picture is wanted; 0: none.
  std::string cut_code, cut_message;   // The issue that says why it is cut short.
};

struct Whereabouts {
  std::uint64_t number = 0;
  Stage stage = Stage::read;
  std::uint32_t page = 0;  // 1-based while reading.
};

struct Answer {
  std::uint64_t number = 0;
  std::string sha256;  // Of the bytes that were really read.
  std::uint64_t bytes = 0;
  std::string document;  // Encoded (document_codec.h).
  std::string memo;      // Encoded (memo_codec.h).
  std::string index;     // Encoded words for the full-text index; empty unless asked for.
  std::string layout;    // layout_of(document); with the index only.
  std::string picture;   // A PNG of Job::drawn_page; empty unless asked for.
  std::uint64_t read_microseconds = 0;  // CPU time of each stage.
  std::uint64_t analyse_microseconds = 0;
  std::uint64_t index_microseconds = 0;
};

struct Failure {
  std::uint64_t number = 0;
  Stage stage = Stage::read;
  bool out_of_memory = false;
  ErrorCode code = ErrorCode::internal;
  std::string message;
};

struct Message {
  MessageKind kind = MessageKind::ready;
  std::string payload;
};

// A whole frame.
std::string framed(const WorkerSettings& settings);
std::string framed(const ReadyMessage& ready);
std::string framed_refusal(const Error& error);
std::string framed(const Job& job);
std::string framed(const Whereabouts& whereabouts);
std::string framed(const Answer& answer);
std::string framed(const Failure& failure);

// A payload of that kind; absent where it is not exactly that. Text fields that people see
// are valid UTF-8 afterwards.
std::optional<WorkerSettings> parse_settings(std::string_view payload);
std::optional<ReadyMessage> parse_ready(std::string_view payload);
std::optional<Error> parse_refusal(std::string_view payload);
std::optional<Job> parse_job(std::string_view payload);
std::optional<Whereabouts> parse_whereabouts(std::string_view payload);
std::optional<Answer> parse_answer(std::string_view payload);
std::optional<Failure> parse_failure(std::string_view payload);

// Cuts a stream of bytes into messages. Never holds more than the bytes that really came.
class MessageReader {
 public:
  void append(std::string_view bytes);

  // The next whole message; absent until more bytes come, and for ever once broken().
  std::optional<Message> next();

  // True once the stream has said something that is no frame.
  bool broken() const { return broken_; }

 private:
  std::string bytes_;
  std::size_t at_ = 0;
  bool broken_ = false;
};

}  // namespace muistio
