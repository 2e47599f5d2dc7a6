#include "corpus/memo.h"

#include <array>
#include <utility>

namespace muistio {
namespace {

template <typename Enum>
struct Name {
  Enum value;
  std::string_view name;
};

constexpr std::array memo_kinds{
    Name{MemoKind::minutes, "minutes"}, Name{MemoKind::memo, "memo"},
    Name{MemoKind::agenda, "agenda"},   Name{MemoKind::notice, "notice"},
    Name{MemoKind::release, "release"}, Name{MemoKind::letter, "letter"},
    Name{MemoKind::other, "other"},
};

constexpr std::array text_sources{
    Name{TextSource::text_layer, "text-layer"},
    Name{TextSource::ocr, "ocr"},
    Name{TextSource::mixed, "mixed"},
    Name{TextSource::none, "none"},
};

constexpr std::array presences{
    Name{Presence::present, "present"},
    Name{Presence::absent, "absent"},
    Name{Presence::unknown, "unknown"},
};

constexpr std::array roles{
    Name{Role::chair, "chair"},         Name{Role::vice_chair, "vice_chair"},
    Name{Role::secretary, "secretary"}, Name{Role::member, "member"},
    Name{Role::deputy, "deputy"},       Name{Role::presenter, "presenter"},
    Name{Role::inspector, "inspector"}, Name{Role::expert, "expert"},
    Name{Role::other, "other"},
};

constexpr std::array decision_kinds{
    Name{DecisionKind::elected, "elected"},   Name{DecisionKind::approved, "approved"},
    Name{DecisionKind::decided, "decided"},   Name{DecisionKind::agreed, "agreed"},
    Name{DecisionKind::proposed, "proposed"}, Name{DecisionKind::noted, "noted"},
    Name{DecisionKind::rejected, "rejected"}, Name{DecisionKind::tabled, "tabled"},
    Name{DecisionKind::assigned, "assigned"}, Name{DecisionKind::other, "other"},
};

constexpr std::array date_uses{
    Name{DateUse::meeting, "meeting"},     Name{DateUse::next_meeting, "next_meeting"},
    Name{DateUse::deadline, "deadline"},   Name{DateUse::start, "start"},
    Name{DateUse::published, "published"}, Name{DateUse::mention, "mention"},
};

template <typename Table, typename Enum>
std::string_view name_in(const Table& table, Enum value) {
  for (const auto& row : table) {
    if (row.value == value) return row.name;
  }
  return {};
}

template <typename Enum, typename Table>
std::optional<Enum> value_in(const Table& table, std::string_view name) {
  for (const auto& row : table) {
    if (row.name == name) return row.value;
  }
  return std::nullopt;
}

}  // namespace

Evidence evidence_at(const Document& document, Span span, std::string rule, double confidence) {
  Evidence evidence;
  evidence.span = span;
  evidence.rule = std::move(rule);
  evidence.confidence = confidence;
  bool first = true;
  for (const Place& place : places_of(document, span)) {
    if (first) evidence.page = place.page;
    if (place.page != evidence.page) break;
    evidence.box = united(evidence.box, place.box);
    first = false;
  }
  return evidence;
}

std::string Memo::id() const {
  // Of what could not be read at all: many such files are no one memo.
  if (source.sha256 == std::string(64, '0')) return "unread:" + source.path;
  const bool whole = source.first_page <= 1 && source.last_page >= source.total_pages;
  if (whole) return source.sha256;
  return source.sha256 + "#p" + std::to_string(source.first_page) + "-" +
         std::to_string(source.last_page);
}

std::string_view name_of(MemoKind kind) {
  return name_in(memo_kinds, kind);
}
std::string_view name_of(TextSource source) {
  return name_in(text_sources, source);
}
std::string_view name_of(Presence presence) {
  return name_in(presences, presence);
}
std::string_view name_of(Role role) {
  return name_in(roles, role);
}
std::string_view name_of(DecisionKind kind) {
  return name_in(decision_kinds, kind);
}
std::string_view name_of(DateUse use) {
  return name_in(date_uses, use);
}

template <>
std::optional<MemoKind> parse_name(std::string_view name) {
  return value_in<MemoKind>(memo_kinds, name);
}
template <>
std::optional<TextSource> parse_name(std::string_view name) {
  return value_in<TextSource>(text_sources, name);
}
template <>
std::optional<Presence> parse_name(std::string_view name) {
  return value_in<Presence>(presences, name);
}
template <>
std::optional<Role> parse_name(std::string_view name) {
  return value_in<Role>(roles, name);
}
template <>
std::optional<DecisionKind> parse_name(std::string_view name) {
  return value_in<DecisionKind>(decision_kinds, name);
}
template <>
std::optional<DateUse> parse_name(std::string_view name) {
  return value_in<DateUse>(date_uses, name);
}

}  // namespace muistio
