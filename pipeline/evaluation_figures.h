// What an evaluation counted, and how it is told.
#pragma once

#include <map>
#include <ostream>
#include <string>
#include <utility>
#include <vector>

namespace muistio {

// How many entries of one list were found: precision, recall and F1 are 0 to 1.
struct ListCount {
  int hits = 0, gold = 0, found = 0;

  double precision() const { return found ? static_cast<double>(hits) / found : 0.0; }
  double recall() const { return gold ? static_cast<double>(hits) / gold : 0.0; }
  double f1() const {
    const double sum = precision() + recall();
    return sum > 0 ? 2 * precision() * recall() / sum : 0.0;
  }
};

// How often a single value, asked for where gold has one, was right.
struct ValueCount {
  int right = 0, asked = 0;

  double accuracy() const { return asked ? static_cast<double>(right) / asked : 0.0; }
};

// Facts that stated a confidence within one tenth.
struct ConfidenceCount {
  int right = 0, all = 0;
  double stated = 0;
};

struct Figures {
  int documents = 0, without_record = 0;
  std::vector<std::pair<std::string, ListCount>> lists;  // In the order of the record.
  std::map<std::string, ValueCount> values;
  std::map<std::string, std::map<int, ConfidenceCount>> confidence;
  std::map<std::string, std::vector<std::string>> notes;  // Misses and extras by field.

  // The count of the list `name`, made where there is none yet.
  ListCount& list(const std::string& name);
};

// The figures as one JSON object, three decimals.
std::string figures_json(const Figures& figures);

// A table for the terminal: the lists of the record, then the single values.
void print_figures(const Figures& figures, std::ostream& out);

// How often facts that stated a confidence were right, by tenths of it.
void print_calibration(const Figures& figures, std::ostream& out);

// Every miss and every extra, of the field `only` or (empty) of all.
void print_details(const Figures& figures, const std::string& only, std::ostream& out);

}  // namespace muistio
