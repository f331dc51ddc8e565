#include "analysis/statistics/knee.hpp"

#include <algorithm>
#include <cmath>

#include "sim/base/elementary.hpp"
#include "sim/base/require.hpp"
#include "sim/base/stream.hpp"

namespace outpost::analysis {
namespace {

constexpr double most_ratio_on_plain_scale = 3.0;
constexpr double rounding = 1e-12;  // of the largest y; what a straight line is off its chord is a few 1e-16

/// Replications of one resample. A block of a stream gives 65,536 numbers and more, so each such part has its own.
std::vector<std::size_t> draw_replications(std::size_t count, std::uint32_t seed, std::int64_t resample) {
  constexpr std::size_t part = 1u << 16u;
  std::vector<std::size_t> drawn;
  drawn.reserve(count);
  for (std::size_t begin = 0; begin < count; begin += part) {
    Stream stream{{.seed = seed},
                  Draw::verification,
                  {static_cast<std::uint64_t>(resample)},
                  static_cast<std::uint32_t>(begin / part)};
    const std::size_t end = std::min(begin + part, count);
    for (std::size_t i = begin; i < end; ++i) drawn.push_back(static_cast<std::size_t>(stream.below(count)));
  }
  return drawn;
}

std::vector<double> mean_curve(const std::vector<std::vector<double>>& y, std::span<const std::size_t> replications) {
  std::vector<double> means(y.front().size(), 0.0);
  for (const std::size_t replication : replications) {
    for (std::size_t point = 0; point < means.size(); ++point) means[point] += y[replication][point];
  }
  for (double& mean : means) mean /= static_cast<double>(replications.size());
  return means;
}

/// The points that are left when (1 - level) / 2 of the resamples, in the order of their knees, go at either side.
std::vector<std::size_t> central_points(const std::vector<std::int64_t>& chosen_by, double level) {
  std::int64_t total = 0;
  for (const std::int64_t count : chosen_by) total += count;
  const auto tail = static_cast<std::int64_t>(std::floor(static_cast<double>(total) * (1.0 - level) / 2.0 + 1e-9));
  std::vector<std::size_t> points;
  std::int64_t before = 0;
  for (std::size_t point = 0; point < chosen_by.size(); ++point) {
    const std::int64_t after = before + chosen_by[point];
    if (chosen_by[point] > 0 && after > tail && before < total - tail) points.push_back(point);
    before = after;
  }
  return points;
}

}  // namespace

CurveScale curve_scale(std::span<const double> x) {
  require(x.size() >= 2 && std::is_sorted(x.begin(), x.end(), std::less_equal<>{}), "the x of a curve rise");
  CurveScale scale{.is_log = x.front() > 0.0 && x.back() > most_ratio_on_plain_scale * x.front()};
  const auto height = [&](double value) { return scale.is_log ? elementary::log(value) : value; };
  const double low = height(x.front());
  const double width = height(x.back()) - low;
  for (const double value : x) scale.positions.push_back((height(value) - low) / width);
  scale.positions.back() = 1.0;
  return scale;
}

std::optional<std::size_t> knee_of(std::span<const double> positions, std::span<const double> y) {
  require(positions.size() == y.size(), "a curve has one y for each x");
  if (y.size() < 3) return std::nullopt;
  double largest = 0.0;
  for (const double value : y) largest = std::max(largest, std::fabs(value));
  double farthest = rounding * largest;
  std::optional<std::size_t> knee;
  for (std::size_t point = 1; point + 1 < y.size(); ++point) {
    const double chord = y.front() + (y.back() - y.front()) * positions[point];
    const double distance = std::fabs(y[point] - chord);
    if (!(distance > farthest)) continue;
    farthest = distance;
    knee = point;
  }
  return knee;
}

std::optional<KneeEstimate> knee_with_interval(std::span<const double> x, const std::vector<std::vector<double>>& y,
                                               std::uint32_t seed, double level, std::int64_t resamples) {
  if (x.size() < least_knee_points || y.size() < least_knee_replications) return std::nullopt;
  for (const std::vector<double>& row : y) require(row.size() == x.size(), "a replication has every point of a curve");
  const CurveScale scale = curve_scale(x);
  std::vector<std::size_t> all(y.size());
  for (std::size_t i = 0; i < all.size(); ++i) all[i] = i;
  const auto knee = knee_of(scale.positions, mean_curve(y, all));
  if (!knee) return std::nullopt;
  KneeEstimate estimate{.point = *knee, .resamples = resamples, .level = level};
  estimate.chosen_by.assign(x.size(), 0);
  for (std::int64_t resample = 0; resample < resamples; ++resample) {
    const auto chosen = knee_of(scale.positions, mean_curve(y, draw_replications(y.size(), seed, resample)));
    if (chosen) ++estimate.chosen_by[*chosen];
  }
  estimate.share = static_cast<double>(estimate.chosen_by[*knee]) / static_cast<double>(resamples);
  estimate.interval = central_points(estimate.chosen_by, level);
  return estimate;
}

}  // namespace outpost::analysis
