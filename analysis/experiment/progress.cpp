#include "analysis/experiment/progress.hpp"

#include <fmt/format.h>
#include <unistd.h>

#include <cmath>
#include <cstdio>

namespace outpost::analysis {
namespace {

std::string rate_text(double per_second) {
  if (per_second >= 1.0) return fmt::format("{:.1f}/s", per_second);
  if (per_second * 60 >= 1.0) return fmt::format("{:.1f}/min", per_second * 60);
  return fmt::format("{:.1f}/h", per_second * 3600);
}

/// Rounded up, so that "0 s" is never shown while something is left.
std::string span_text(double seconds) {
  const double whole = std::ceil(seconds);
  if (whole < 60) return fmt::format("{:.0f} s", whole);
  const auto minutes = static_cast<std::int64_t>(std::ceil(seconds / 60));
  if (minutes < 60) return fmt::format("{} min", minutes);
  if (minutes < 2880) return fmt::format("{} h {} min", minutes / 60, minutes % 60);
  return fmt::format("{} days", (minutes + 1439) / 1440);
}

}  // namespace

std::string progress_line(const ProgressState& state) {
  std::string line = fmt::format("{}/{}", state.done, state.total);
  if (state.done > 0 && state.elapsed_seconds > 0) {
    const double rate = static_cast<double>(state.done) / state.elapsed_seconds;
    line += "  " + rate_text(rate);
    if (state.done < state.total) line += "  left " + span_text(static_cast<double>(state.total - state.done) / rate);
  }
  if (state.relative_precision) {
    line += fmt::format("  {} \u00b1{:.1f}%", state.main_measure, 100 * *state.relative_precision);
  }
  return line;
}

Progress::Progress(std::uint64_t total, bool wanted)
    : total_(total), visible_(wanted && ::isatty(STDERR_FILENO) == 1), begun_(std::chrono::steady_clock::now()) {}

Progress::~Progress() {
  if (shown_) std::fputs("\r\x1b[K", stderr);
}

bool Progress::is_due(std::uint64_t done) const {
  if (!visible_) return false;
  return !shown_ || done >= total_ || std::chrono::steady_clock::now() - *shown_ >= std::chrono::milliseconds{100};
}

void Progress::show(std::uint64_t done, const std::string& main_measure, std::optional<double> relative_precision) {
  if (!is_due(done)) return;
  const auto now = std::chrono::steady_clock::now();
  shown_ = now;
  const double elapsed = std::chrono::duration<double>(now - begun_).count();
  const std::string line = progress_line({done, total_, elapsed, main_measure, relative_precision});
  std::fprintf(stderr, "\r%s\x1b[K", line.c_str());
  std::fflush(stderr);
}

}  // namespace outpost::analysis
