#include "pipeline/terminal.h"

#include <poll.h>
#include <sys/ioctl.h>
#include <unistd.h>

#include <algorithm>
#include <limits>

#include "corpus/unicode.h"

namespace muistio {
namespace {

constexpr std::size_t usual_width = 100, least_width = 40, most_width = 400;
constexpr std::string_view replacement = "\uFFFD";

// Two- and three-byte characters that must not reach a terminal.
bool steers(std::string_view character) {
  if (character.size() == 2 && character[0] == '\xc2')  // U+0080..U+009F
    return static_cast<unsigned char>(character[1]) < 0xa0;
  static constexpr std::string_view marks[] = {"\u061C", "\u200E", "\u200F", "\u202A", "\u202B",
                                               "\u202C", "\u202D", "\u202E", "\u2066", "\u2067",
                                               "\u2068", "\u2069", "\u2028", "\u2029"};
  return std::find(std::begin(marks), std::end(marks), character) != std::end(marks);
}

std::size_t character_size(char first) {
  const auto byte = static_cast<unsigned char>(first);
  return byte < 0xc0 ? 1 : byte < 0xe0 ? 2 : byte < 0xf0 ? 3 : 4;
}

// The cells before the last, and the last one in what room there is.
std::string row_in_lines(std::string lead, const std::string& last, std::size_t width) {
  constexpr std::size_t least_room = 30, under = 6;
  const auto without_gap = [](std::string line) {
    while (!line.empty() && line.back() == ' ') line.pop_back();
    return line + '\n';
  };
  const std::size_t taken = code_points(lead);
  if (taken + code_points(last) <= width) return without_gap(lead + last);
  const Style plain(false);
  if (taken + least_room <= width) return plain.entry(lead, last, "", width);
  const std::size_t first = lead.find_first_not_of(' ');
  const std::string indent((first == std::string::npos ? 0 : first) + under, ' ');
  return without_gap(lead) + plain.marked_lines(last, {}, indent, width);
}

}  // namespace

std::string harmless(std::string_view text) {
  std::string result;
  result.reserve(text.size());
  for (std::size_t at = 0; at < text.size();) {
    const auto byte = static_cast<unsigned char>(text[at]);
    const std::string_view character = text.substr(at, character_size(text[at]));
    at += character.size();
    if (byte == '\n' || byte == '\t') {
      result += ' ';
    } else if (byte < 0x20 || byte == 0x7f || steers(character) || !is_valid_utf8(character)) {
      result += replacement;
    } else {
      result += character;
    }
  }
  return result;
}

std::string Style::marked(std::string_view text, const std::vector<Span>& marks) const {
  std::string result;
  std::size_t at = 0;
  for (const Span mark : marks) {
    result += harmless(text.substr(at, mark.begin - at));
    const std::string word = harmless(text.substr(mark.begin, mark.size()));
    result += on_ ? wrapped("\x1b[1;33m", word) : "[" + word + "]";
    at = mark.end;
  }
  return result + harmless(text.substr(at));
}

std::string Style::marked_lines(std::string_view text, const std::vector<Span>& marks,
                                std::string_view indent, std::size_t width) const {
  const std::size_t room = width > indent.size() ? width - indent.size() : 1;
  const auto columns = [&](Span part) {
    std::size_t count = code_points(text.substr(part.begin, part.size()));
    for (const Span mark : marks)
      if (!on_ && mark.begin < part.end && part.begin < mark.end) count += 2;  // Its brackets.
    return count;
  };
  std::string lines;
  const auto end_line = [&](Span line) {
    std::vector<Span> here;
    for (const Span mark : marks) {
      const Span common{std::max(mark.begin, line.begin), std::min(mark.end, line.end)};
      if (common.begin < common.end)
        here.push_back({common.begin - line.begin, common.end - line.begin});
    }
    lines += indent;
    lines += marked(text.substr(line.begin, line.size()), here) + "\n";
  };
  Span line;
  for (const std::string_view word : words_of(text, " \n\t")) {
    const auto begin = static_cast<std::size_t>(word.data() - text.data());
    const std::size_t end = begin + word.size();
    if (line.end > line.begin && columns({line.begin, end}) > room) {
      end_line(line);
      line.begin = begin;
    }
    if (line.end == 0) line.begin = begin;
    line.end = end;
  }
  if (line.end > line.begin) end_line(line);
  return lines;
}

bool nobody_reads_output() {
  pollfd output{STDOUT_FILENO, POLLOUT, 0};
  return ::poll(&output, 1, 0) > 0 && (output.revents & POLLERR) != 0;
}

std::string Style::entry(std::string_view lead, std::string_view text, std::string_view note,
                         std::size_t width) const {
  const std::string indent(code_points(lead), ' ');
  std::string lines = marked_lines(text, {}, indent, width);
  if (lines.empty()) lines = indent + '\n';
  lines.replace(0, indent.size(), lead);
  lines.pop_back();
  if (!note.empty()) {
    const std::size_t last = lines.rfind('\n') + 1;
    const std::size_t taken = code_points(std::string_view(lines).substr(last));
    const bool fits = taken + 2 + code_points(note) <= width;
    lines += (fits ? "  " : "\n" + indent) + faint(note);
  }
  return lines + '\n';
}

std::size_t line_width_of_text(bool terminal) {
  return terminal ? line_width(0, true) : std::numeric_limits<std::size_t>::max() / 2;
}

std::size_t line_width(int asked, bool terminal) {
  winsize size{};
  std::size_t width = usual_width;
  if (asked > 0) {
    width = static_cast<std::size_t>(asked);
  } else if (terminal && ::ioctl(STDOUT_FILENO, TIOCGWINSZ, &size) == 0 && size.ws_col > 0) {
    width = size.ws_col;
  }
  return std::clamp(width, least_width, most_width);
}

std::string padded(std::string_view text, std::size_t width) {
  std::string result(text);
  const std::size_t size = code_points(text);
  if (size < width) result.append(width - size, ' ');
  return result;
}

std::string aligned(const std::vector<std::vector<std::string>>& rows, std::string_view indent) {
  return aligned(rows, indent, line_width_of_text(false));
}

std::vector<std::string> aligned_rows(const std::vector<std::vector<std::string>>& rows,
                                      std::string_view indent, std::size_t width) {
  std::vector<std::size_t> widths;
  for (const auto& row : rows) {
    widths.resize(std::max(widths.size(), row.size()));
    for (std::size_t i = 0; i < row.size(); ++i)
      widths[i] = std::max(widths[i], code_points(row[i]));
  }
  std::vector<std::string> lines;
  for (const auto& row : rows) {
    std::string lead(indent);
    for (std::size_t i = 0; i + 1 < row.size(); ++i)
      if (widths[i] > 0) lead += padded(row[i], widths[i]) + "  ";
    lines.push_back(row_in_lines(std::move(lead), row.empty() ? "" : row.back(), width));
  }
  return lines;
}

std::string aligned(const std::vector<std::vector<std::string>>& rows, std::string_view indent,
                    std::size_t width) {
  std::string text;
  for (const std::string& row : aligned_rows(rows, indent, width)) text += row;
  return text;
}

}  // namespace muistio
