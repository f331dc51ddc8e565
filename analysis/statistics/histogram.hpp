#pragma once

#include <array>
#include <cstdint>
#include <optional>
#include <span>
#include <vector>

#include "sim/base/digest.hpp"
#include "sim/base/units.hpp"

namespace outpost::analysis {

namespace detail {

inline constexpr std::int64_t fine_bins = 7200;  // one second wide, up to two hours
inline constexpr std::int64_t last_edge_at_least = 365 * 86'400'000LL;

/// The coarse bins begin at two hours; each is 1% wider than the one before (rounded to whole milliseconds), so that
/// they stay narrower than 1% of where they lie, and there is no jump at two hours.
constexpr std::int64_t next_width(std::int64_t width) {
  return (width * 101 + 50) / 100;
}

constexpr std::size_t coarse_bin_count() {
  std::size_t count = 0;
  std::int64_t width = 1000;
  for (std::int64_t edge = fine_bins * 1000; edge < last_edge_at_least; edge += width, ++count)
    width = next_width(width);
  return count;
}

constexpr std::array<std::int64_t, coarse_bin_count() + 1> make_coarse_edges() {
  std::array<std::int64_t, coarse_bin_count() + 1> edges{};
  std::int64_t width = 1000;
  edges[0] = fine_bins * 1000;
  for (std::size_t i = 1; i < edges.size(); ++i) {
    width = next_width(width);
    edges[i] = edges[i - 1] + width;
  }
  return edges;
}

}  // namespace detail

/// Durations counted in bins whose edges never change, so that histograms of any runs add up and quantiles over any
/// pooling are exact to the bin: [0 s, 1 s), [1 s, 2 s), ... to 2 h, then each bin 1% wider than the one before, to one
/// year; what is longer shares the last bin. Count, sum, shortest and longest are exact. Adding a negative duration
/// breaks an invariant.
class Histogram {
 public:
  static constexpr std::size_t bin_count = static_cast<std::size_t>(detail::fine_bins) + detail::coarse_bin_count() + 1;
  /// Where a bin begins; `bin` below bin_count.
  static Duration lower_edge(std::size_t bin);
  static std::size_t bin_of(Duration value);

  void add(Duration value);
  Histogram& operator+=(const Histogram& other);

  bool empty() const { return count_ == 0; }
  std::uint64_t count() const { return count_; }
  std::uint64_t count_in(std::size_t bin) const { return bin < counts_.size() ? counts_[bin] : 0; }
  Duration sum() const { return sum_; }

  /// In milliseconds, exact but for one division. None if empty, as below.
  std::optional<double> mean() const;
  std::optional<Duration> shortest() const;
  std::optional<Duration> longest() const;
  /// The smallest duration at which the cumulative share reaches p, in [0, 1]: each bin's durations count as spread
  /// evenly over it, the result is rounded to a millisecond and kept between shortest and longest.
  std::optional<Duration> quantile(double p) const;

  bool operator==(const Histogram&) const = default;

 private:
  friend std::optional<Histogram> histogram_from(std::span<const std::uint8_t> blob);
  std::vector<std::uint64_t> counts_{};  // up to the last bin that is used
  std::uint64_t count_ = 0;
  Duration sum_{};
  Duration shortest_{};
  Duration longest_{};
};

DigestValue digest_of(const Histogram& histogram);

/// Bytes for the store. Version 1: the byte 1; as LEB128 varints the number of bins in use, then for each the distance
/// from the bin before (the first from bin 0) and its count, then sum, shortest and longest in milliseconds; at last
/// the 16 bytes of the digest, most significant first.
std::vector<std::uint8_t> blob_of(const Histogram& histogram);
/// None if the bytes are damaged or of another version.
std::optional<Histogram> histogram_from(std::span<const std::uint8_t> blob);

}  // namespace outpost::analysis
