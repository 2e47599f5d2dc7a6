// The closed list of what can become of a file. Every file that was ever listed has exactly
// one of these, and their sum is the number of files listed.
#pragma once

#include <array>
#include <optional>
#include <string_view>

namespace muistio {

enum class FileState {
  listed,        // Found; not looked at yet.
  ok,            // Read whole.
  partial,       // Read in part; the memo says what is missing.
  no_text,       // Read, but there is no text on any page.
  duplicate_of,  // The same content as another file; read there.
  locked,        // Asks for a password.
  not_pdf,       // Does not begin as a PDF does.
  broken,        // Damaged beyond reading.
  timeout,       // Took longer than allowed.
  memory,        // Took more memory than allowed.
  crash,         // The reader died of it, or gave nonsense.
  too_big,       // Over the limit on size.
  unreadable,    // The system refused to give the bytes.
  vanished,      // It was there, and is no more.
  changed,       // It changed while it was read.
  not_regular,   // A folder, FIFO, device or link.
};

struct StateRow {
  FileState state;
  std::string_view name;     // In the corpus file, reports and options.
  std::string_view meaning;  // For people.
  bool attention;            // Somebody should look at the file.
  bool kept;                 // A memo is in the corpus.
};

// In the order in which reports show them.
inline constexpr std::array state_table{
    StateRow{FileState::ok, "ok", "read whole", false, true},
    StateRow{FileState::duplicate_of, "duplicate_of", "the same content as another file", false,
             false},
    StateRow{FileState::partial, "partial", "read in part", true, true},
    StateRow{FileState::no_text, "no_text", "no text on any page", true, true},
    StateRow{FileState::locked, "locked", "asks for a password", true, false},
    StateRow{FileState::not_pdf, "not_pdf", "is not a PDF", true, false},
    StateRow{FileState::broken, "broken", "damaged beyond reading", true, false},
    StateRow{FileState::timeout, "timeout", "took too long", true, false},
    StateRow{FileState::memory, "memory", "took too much memory", true, false},
    StateRow{FileState::crash, "crash", "the reader died of it", true, false},
    StateRow{FileState::too_big, "too_big", "over the limit on size", true, false},
    StateRow{FileState::unreadable, "unreadable", "could not be opened or read", true, false},
    StateRow{FileState::vanished, "vanished", "was there, and is no more", false, false},
    StateRow{FileState::changed, "changed", "changed while it was read", true, false},
    StateRow{FileState::not_regular, "not_regular", "not a file, or a link not followed", false,
             false},
    StateRow{FileState::listed, "listed", "waiting to be read", false, false},
};

constexpr const StateRow& row_of(FileState state) {
  for (const StateRow& row : state_table) {
    if (row.state == state) return row;
  }
  return state_table.back();
}

constexpr std::optional<FileState> parse_state(std::string_view name) {
  for (const StateRow& row : state_table) {
    if (row.name == name) return row.state;
  }
  return std::nullopt;
}

}  // namespace muistio
