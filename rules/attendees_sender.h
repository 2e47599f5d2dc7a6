// Who sent the e-mail that a memo is, or stands under it as the undersigned.
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

// "t. Aino Aalto", or nothing but the name, in one of the last lines.
std::optional<Sender> find_undersigned(const EntryReader& reader);

}  // namespace muistio
