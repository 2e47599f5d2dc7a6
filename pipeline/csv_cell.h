// Tables for spreadsheets.
#pragma once

#include <string>

namespace muistio {

// One cell as RFC 4180 says. What a spreadsheet would take for a formula gets a quotation
// mark before it.
std::string csv_cell(std::string text);

}  // namespace muistio
