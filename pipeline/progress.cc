#include "pipeline/progress.h"

#include <fmt/format.h>
#include <sys/ioctl.h>
#include <unistd.h>

#include <algorithm>
#include <nlohmann/json.hpp>
#include <ostream>

#include "corpus/unicode.h"

namespace muistio {
namespace {

using std::chrono::steady_clock;

constexpr std::chrono::milliseconds between_lines{100};
constexpr std::chrono::seconds between_json{1};
constexpr std::chrono::seconds slow{3};
constexpr double seconds_before_guess = 2;

std::size_t terminal_width() {
  winsize size{};
  if (ioctl(STDERR_FILENO, TIOCGWINSZ, &size) != 0 || size.ws_col < 20) return 80;
  return size.ws_col;
}

// The first characters of a UTF-8 text, with a sign where some are left out.
std::string shortened(const std::string& text, std::size_t width) {
  if (code_points(text) <= width) return text;
  std::size_t count = 0, at = 0;
  while (at < text.size() && count + 1 < width) {
    at = next_character(text, at);
    ++count;
  }
  return text.substr(0, at) + "…";
}

std::string file_name(const std::string& path) {
  return path.substr(path.rfind('/') + 1);
}

// What has been in hand longest, where that is long enough to wonder.
std::string slow_file(const std::vector<Sighting>& sightings) {
  const auto longest = std::max_element(
      sightings.begin(), sightings.end(),
      [](const Sighting& one, const Sighting& other) { return one.since < other.since; });
  if (longest == sightings.end() || longest->since < slow) return {};
  const auto seconds = std::chrono::duration<double>(longest->since).count();
  const std::string page = longest->page > 0 ? fmt::format(" p. {}", longest->page) : "";
  return fmt::format(" · {}{} ({})", file_name(longest->job->path), page, duration_text(seconds));
}

double rate_of(std::uint64_t count, double seconds) {
  return seconds > 0 ? static_cast<double>(count) / seconds : 0;
}

std::optional<double> seconds_left(const ProgressState& state, double elapsed) {
  if (elapsed < seconds_before_guess || state.files == 0) return std::nullopt;
  return elapsed / static_cast<double>(state.files) *
         static_cast<double>(state.listed - std::min(state.files, state.listed));
}

// What is waited for once the load was told to stop.
std::string stopping_text(std::size_t files_in_hand) {
  const std::string files =
      files_in_hand == 1 ? "the file" : fmt::format("the {} files", files_in_hand);
  return fmt::format("stopping after {} in hand, Ctrl-C again stops at once", files);
}

// Slow reading (OCR) has a rate below ten, where a whole number says too little.
std::string rate_text(const ProgressState& state, double elapsed) {
  const double rate = rate_of(state.pages, elapsed);
  return rate < 9.95 ? fmt::format("{:.1f} pages/s", rate) : fmt::format("{:.0f} pages/s", rate);
}

std::string json_line(const ProgressState& state, double elapsed) {
  nlohmann::json line = {{"files", state.files},
                         {"listed", state.listed},
                         {"pages", state.pages},
                         {"attention", state.attention},
                         {"seconds", elapsed}};
  if (state.stopping) line["stopping"] = true;
  if (const auto left = seconds_left(state, elapsed)) line["seconds_left"] = *left;
  for (const Sighting& sighting : state.sightings) {
    line["in_hand"].push_back({{"path", sighting.job->path},
                               {"stage", name_of(sighting.stage)},
                               {"page", sighting.page},
                               {"seconds", std::chrono::duration<double>(sighting.since).count()}});
  }
  return line.dump(-1, ' ', false, nlohmann::json::error_handler_t::replace);
}

}  // namespace

std::string duration_text(double seconds) {
  const auto whole = static_cast<long>(seconds + 0.5);
  if (whole < 100) return fmt::format("{} s", whole);
  if (whole < 3600) return fmt::format("{} min", (whole + 30) / 60);
  return fmt::format("{} h {} min", whole / 3600, whole % 3600 / 60);
}

std::string count_text(std::uint64_t count) {
  std::string digits = std::to_string(count);
  for (std::size_t at = digits.size(); at > 3;) digits.insert(at -= 3, " ");
  return digits;
}

std::string progress_line(const ProgressState& state, std::chrono::duration<double> elapsed,
                          std::size_t width) {
  std::string line =
      fmt::format("{} of {} files", count_text(state.files), count_text(state.listed));
  if (state.stopping) {
    line += " · " + stopping_text(state.sightings.size());
    return shortened(line + slow_file(state.sightings), width);
  }
  line +=
      fmt::format(" · {} pages · {}", count_text(state.pages), rate_text(state, elapsed.count()));
  if (const auto left = seconds_left(state, elapsed.count())) {
    line += fmt::format(" · {} left", duration_text(*left));
  }
  if (state.attention > 0) line += fmt::format(" · {} need attention", count_text(state.attention));
  return shortened(line + slow_file(state.sightings), width);
}

bool Progress::due() const {
  if (kind_ == ProgressKind::none) return false;
  const auto between = kind_ == ProgressKind::json
                           ? std::chrono::duration_cast<std::chrono::milliseconds>(between_json)
                           : between_lines;
  return steady_clock::now() - shown_at_ >= between;
}

void Progress::say(const std::string& sentence) {
  if (kind_ != ProgressKind::line) return;
  out_ << "\r\033[K" << shortened(sentence, terminal_width() - 1) << std::flush;
  on_screen_ = true;
}

void Progress::show(const ProgressState& state) {
  if (kind_ == ProgressKind::none) return;
  shown_at_ = steady_clock::now();
  const std::chrono::duration<double> elapsed = shown_at_ - begun_;
  if (kind_ == ProgressKind::json) {
    out_ << json_line(state, elapsed.count()) << std::endl;
    return;
  }
  say(progress_line(state, elapsed, terminal_width() - 1));
}

void Progress::clear() {
  if (!on_screen_) return;
  out_ << "\r\033[K" << std::flush;
  on_screen_ = false;
}

}  // namespace muistio
