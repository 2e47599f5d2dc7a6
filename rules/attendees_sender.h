// Who sent the e-mail that a memo is.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "rules/attendees_entries.h"

namespace muistio {

struct Sender {
  Span span;
  std::vector<std::string> words;  // Of the name, in natural order.
};

// "Lähettäjä: Aino Aalto <aino.aalto@kylä.fi>" at the top.
std::optional<Sender> find_sender(const EntryReader& reader);

}  // namespace muistio
