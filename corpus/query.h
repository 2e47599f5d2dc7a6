// What a person typed, understood: the query language of search, without any database.
//
//   koulukuljetus maksu         all words, in any form
//   "sote uudistuksen valmistelu"   a phrase, in any form
//   exact:hankkeen  exact:"..." the words as they stand
//   koulu*                      words that begin so
//   § 12  12 §                  the number of a section
//   https://kirjasto.fi/aika    an address as it stands, whatever stands before ://
//   kirja OR lehti              either (also TAI, |); binds closer than the space
//   -peruttu                    not (also NOT, EI)
//   ( ... )                     together
//   NEAR(koulu maksu, 5)        at most 5 words between; 10 where not said
//   päätös:avustus              in a decision; field names in Finnish, English and Swedish, see
//   pvm:2014-04..2014-06        field_table()
#pragma once

#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "corpus/document.h"
#include "corpus/memo.h"
#include "corpus/result.h"

namespace muistio {

enum class Field { text, decision, action, item, attendee, chair, body, title, place, date, kind };

struct FieldName {
  Field field;
  std::string_view finnish, english, swedish;
  std::string_view what;  // For help.
};

// Every field but text, in the order of the enumeration.
std::span<const FieldName> field_table();

// Bounds of EDTF dates, both inclusive as far as they are written: "2014-04" takes in the
// whole of April. Empty: open.
struct DateRange {
  std::string first, last;
};

struct QueryNode {
  enum class Kind {
    all,    // every child
    any,    // one child or more
    none,   // not its only child
    words,  // the words, one after the other where there are several
    near,   // the children (words) at most `distance` words apart
    dates,  // the memo's date lies in `dates`
    kind,   // the memo is of `memo_kind`
  };

  Kind kind = Kind::all;
  std::vector<QueryNode> children;
  std::vector<std::string> words;
  bool exact = false;    // The words as they stand.
  bool prefix = false;   // The last word may go on.
  bool section = false;  // The word is a number that § stands beside.
  Field field = Field::text;
  int distance = 10;
  DateRange dates;
  MemoKind memo_kind = MemoKind::other;
  std::optional<DecisionKind> decision_kind;
  Span at;  // In the query's text.
};

// Fails with bad_usage; the message's second and third line show the query and a mark under
// the place. A query that asks for nothing (empty, only marks, only minus) is an error.
Result<QueryNode> parse_query(std::string_view text);

}  // namespace muistio
