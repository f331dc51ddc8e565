#pragma once

#include <chrono>
#include <cstdint>
#include <optional>
#include <string>

namespace outpost::analysis {

/// How far an experiment is.
struct ProgressState {
  std::uint64_t done = 0;
  std::uint64_t total = 0;
  double elapsed_seconds = 0.0;
  std::string main_measure{};                  // such as "response"
  std::optional<double> relative_precision{};  // its half-width over its estimate; none: not known yet
};

/// One line such as "12/20  3.1/s  left 3 s  response ±4.2%"; ASCII but for the sign.
std::string progress_line(const ProgressState& state);

/// Shows progress on standard error, in one line that is written over, at most ten times a second; silent unless
/// standard error is a terminal and `wanted`. Not for several threads at once.
class Progress {
 public:
  Progress(std::uint64_t total, bool wanted);
  Progress(const Progress&) = delete;
  Progress& operator=(const Progress&) = delete;
  /// Whether show() would draw now: what it draws need not be computed otherwise.
  bool is_due(std::uint64_t done) const;
  /// Wipes the line.
  ~Progress();
  void show(std::uint64_t done, const std::string& main_measure = {},
            std::optional<double> relative_precision = std::nullopt);

 private:
  std::uint64_t total_;
  bool visible_;
  std::chrono::steady_clock::time_point begun_;
  std::optional<std::chrono::steady_clock::time_point> shown_{};
};

}  // namespace outpost::analysis
