// What one page holds before anybody has looked at its order: words with boxes. It comes
// from a text layer or from OCR; layout does not care which.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "corpus/document.h"

namespace muistio {

struct PageWord {
  std::string text;  // UTF-8 in NFC, no white space, never empty.
  Box box;
  float font_size = 0;   // Points.
  float confidence = 1;  // 0..1.
  bool bold = false;
  bool italic = false;
  bool ends_run = false;    // The source of the words sees no space after it: a cell, a column
                            // or a line ends here.
  bool spaced = false;      // Drawn together from letters that stood apart: "P Ö Y T Ä".
  int turns = 0;            // Quarter turns clockwise of the writing: 1 reads downwards.
  std::uint32_t drawn = 0;  // Its place in the order of drawing, from 1; 0 where not known.
  int cell = 0;             // Of a ruled table, from 1 on each page; 0 where none is known.
  int ruled_row = 0;        // The row in which that cell begins, from 1 on each page; between
                            // two tables a number is left out.
  std::string original;     // What OCR read before a correction; else empty.
};

struct PageWords {
  int number = 1;                // 1-based position in the file.
  double width = 0, height = 0;  // Points.
  int turns = 0;                 // Quarter turns by which the page as it is shown must be
                                 // turned anticlockwise to stand as these boxes say.
  double skew = 0;               // Radians by which the print lies skewed clockwise on the page
                                 // so turned; these boxes are those of the print set straight.
  PageSource source = PageSource::none;
  std::optional<double> ocr_confidence;
  std::vector<PageWord> words;  // In any order.
  bool cut = false;             // A limit left words out.
  bool covered = false;         // Words that something is painted over were left out.
};

// The box on the page as it is shown.
Box shown_box(const PageWords& page, const Box& box);

// The words of a page by the direction of their writing, each part turned so that it reads
// from left to right; the direction of most words comes first. `page` is not yet turned.
std::vector<PageWords> by_direction(PageWords page);

// Joins what is printed letter by letter with space between ("P Ö Y T Ä K I R J A") into
// words. The words must stand in the order of their source.
void join_spaced_letters(PageWords& page);

// Takes out the dots that lead to a page number at the end of a line of a contents list; the
// space they leave tells the cells apart.
void drop_leaders(PageWords& page);

}  // namespace muistio
