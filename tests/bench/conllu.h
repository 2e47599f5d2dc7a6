// Treebanks in CoNLL-U: sentences with their words, gold lemmas ('#' at compound joints)
// and word classes.
#pragma once

#include <algorithm>
#include <fstream>
#include <iterator>
#include <string>
#include <vector>

#include "corpus/document.h"
#include "corpus/result.h"

namespace muistio::bench {

struct GoldWord {
  std::string form, lemma, word_class;
  Span span;  // Into the sentence's text.
};

struct Sentence {
  std::string text;
  std::vector<GoldWord> words;
};

inline std::vector<std::string> tab_fields(const std::string& line) {
  std::vector<std::string> fields;
  for (std::size_t begin = 0; begin <= line.size();) {
    const std::size_t end = std::min(line.find('\t', begin), line.size());
    fields.push_back(line.substr(begin, end - begin));
    begin = end + 1;
  }
  return fields;
}

// A token of several syntactic words ("ettei") is one word without a lemma.
inline Result<std::vector<Sentence>> read_treebank(const std::string& path) {
  std::vector<Sentence> sentences;
  std::ifstream file(path);
  std::size_t at = 0;
  int inside_until = 0;
  for (std::string line; std::getline(file, line);) {
    if (line.starts_with("# text = ")) {
      sentences.push_back({line.substr(9), {}});
      at = 0;
      inside_until = 0;
    }
    const auto fields = tab_fields(line);
    if (fields.size() < 10 || line[0] == '#' || sentences.empty()) continue;
    if (fields[0].find('.') != std::string::npos) continue;
    const auto dash = fields[0].find('-');
    if (dash == std::string::npos && std::stoi(fields[0]) <= inside_until) continue;
    if (dash != std::string::npos) inside_until = std::stoi(fields[0].substr(dash + 1));
    const std::size_t begin = sentences.back().text.find(fields[1], at);
    if (begin == std::string::npos) continue;
    at = begin + fields[1].size();
    sentences.back().words.push_back(
        {fields[1], dash == std::string::npos ? fields[2] : "", fields[3], {begin, at}});
  }
  if (sentences.empty())
    return Error{ErrorCode::not_found, path, "no sentences in CoNLL-U; is the path right?"};
  return sentences;
}

// The sentences of all, in order.
inline Result<std::vector<Sentence>> read_treebanks(const std::vector<std::string>& paths) {
  std::vector<Sentence> all;
  for (const std::string& path : paths) {
    auto sentences = read_treebank(path);
    if (!sentences) return sentences.error();
    std::move(sentences.value().begin(), sentences.value().end(), std::back_inserter(all));
  }
  return all;
}

}  // namespace muistio::bench
