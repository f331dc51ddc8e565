#include "analysis/statistics/histogram.hpp"

#include <algorithm>
#include <cmath>

namespace outpost::analysis {
namespace {

constexpr auto coarse_edges = detail::make_coarse_edges();
constexpr auto fine_bins = static_cast<std::size_t>(detail::fine_bins);
constexpr std::uint8_t blob_version = 1;
constexpr std::size_t digest_bytes = 16;

void append_varint(std::vector<std::uint8_t>& bytes, std::uint64_t value) {
  for (; value >= 0x80; value >>= 7u) bytes.push_back(static_cast<std::uint8_t>(value | 0x80u));
  bytes.push_back(static_cast<std::uint8_t>(value));
}

/// Takes one varint off the front; none if the bytes end within it or it does not fit 64 bits.
std::optional<std::uint64_t> take_varint(std::span<const std::uint8_t>& bytes) {
  std::uint64_t value = 0;
  for (unsigned shift = 0; shift < 64 && !bytes.empty(); shift += 7) {
    const std::uint64_t part = bytes.front() & 0x7Fu;
    const bool more = (bytes.front() & 0x80u) != 0;
    bytes = bytes.subspan(1);
    if ((part << shift) >> shift != part) return std::nullopt;
    value |= part << shift;
    if (!more) return value;
  }
  return std::nullopt;
}

std::optional<Duration> take_duration(std::span<const std::uint8_t>& bytes) {
  const auto value = take_varint(bytes);
  if (!value || *value > static_cast<std::uint64_t>(INT64_MAX)) return std::nullopt;
  return Duration{static_cast<std::int64_t>(*value)};
}

std::array<std::uint8_t, digest_bytes> bytes_of(const DigestValue& digest) {
  std::array<std::uint8_t, digest_bytes> bytes{};
  for (std::size_t i = 0; i < 8; ++i) {
    bytes[i] = static_cast<std::uint8_t>(digest.high >> (56 - 8 * i));
    bytes[8 + i] = static_cast<std::uint8_t>(digest.low >> (56 - 8 * i));
  }
  return bytes;
}

}  // namespace

Duration Histogram::lower_edge(std::size_t bin) {
  require(bin < bin_count, "a bin is one of the histogram's");
  if (bin < fine_bins) return Duration{static_cast<std::int64_t>(bin) * 1000};
  return Duration{coarse_edges[bin - fine_bins]};
}

std::size_t Histogram::bin_of(Duration value) {
  require(value >= Duration{}, "a histogram takes durations of at least zero");
  if (value.count() < coarse_edges.front()) return static_cast<std::size_t>(value.count() / 1000);
  const auto above = std::upper_bound(coarse_edges.begin(), coarse_edges.end(), value.count()) - coarse_edges.begin();
  return fine_bins + static_cast<std::size_t>(above) - 1;
}

void Histogram::add(Duration value) {
  const std::size_t bin = bin_of(value);
  if (bin >= counts_.size()) counts_.resize(bin + 1);
  ++counts_[bin];
  shortest_ = empty() ? value : std::min(shortest_, value);
  longest_ = std::max(longest_, value);
  sum_ += value;
  ++count_;
}

Histogram& Histogram::operator+=(const Histogram& other) {
  if (other.empty()) return *this;
  if (other.counts_.size() > counts_.size()) counts_.resize(other.counts_.size());
  for (std::size_t bin = 0; bin < other.counts_.size(); ++bin) counts_[bin] += other.counts_[bin];
  shortest_ = empty() ? other.shortest_ : std::min(shortest_, other.shortest_);
  longest_ = std::max(longest_, other.longest_);
  sum_ += other.sum_;
  count_ += other.count_;
  return *this;
}

std::optional<double> Histogram::mean() const {
  if (empty()) return std::nullopt;
  return static_cast<double>(sum_.count()) / static_cast<double>(count_);
}

std::optional<Duration> Histogram::shortest() const {
  if (empty()) return std::nullopt;
  return shortest_;
}

std::optional<Duration> Histogram::longest() const {
  if (empty()) return std::nullopt;
  return longest_;
}

std::optional<Duration> Histogram::quantile(double p) const {
  require(p >= 0.0 && p <= 1.0, "a quantile is asked at a share between 0 and 1");
  if (empty()) return std::nullopt;
  const double wanted = p * static_cast<double>(count_);
  double below = 0.0;
  for (std::size_t bin = 0; bin < counts_.size(); ++bin) {
    if (counts_[bin] == 0) continue;
    const auto here = static_cast<double>(counts_[bin]);
    if (below + here < wanted) {
      below += here;
      continue;
    }
    const Duration begin = lower_edge(bin);
    const Duration end = bin + 1 < bin_count ? lower_edge(bin + 1) : longest_;
    const double within = (wanted - below) / here * static_cast<double>((end - begin).count());
    return std::clamp(begin + Duration{std::llround(within)}, shortest_, longest_);
  }
  return longest_;
}

DigestValue digest_of(const Histogram& histogram) {
  Digest digest;
  digest.add(histogram.count()).add(histogram.sum());
  digest.add(histogram.shortest().value_or(Duration{})).add(histogram.longest().value_or(Duration{}));
  for (std::size_t bin = 0; bin < Histogram::bin_count; ++bin) {
    if (histogram.count_in(bin) > 0) digest.add(bin).add(histogram.count_in(bin));
  }
  return digest.value();
}

std::vector<std::uint8_t> blob_of(const Histogram& histogram) {
  std::vector<std::uint8_t> pairs;
  std::uint64_t used = 0;
  std::size_t before = 0;
  for (std::size_t bin = 0; bin < Histogram::bin_count; ++bin) {
    if (histogram.count_in(bin) == 0) continue;
    append_varint(pairs, bin - before);
    append_varint(pairs, histogram.count_in(bin));
    before = bin;
    ++used;
  }
  std::vector<std::uint8_t> bytes{blob_version};
  append_varint(bytes, used);
  bytes.insert(bytes.end(), pairs.begin(), pairs.end());
  for (const Duration value :
       {histogram.sum(), histogram.shortest().value_or(Duration{}), histogram.longest().value_or(Duration{})}) {
    append_varint(bytes, static_cast<std::uint64_t>(value.count()));
  }
  const auto digest = bytes_of(digest_of(histogram));
  bytes.insert(bytes.end(), digest.begin(), digest.end());
  return bytes;
}

std::optional<Histogram> histogram_from(std::span<const std::uint8_t> blob) {
  if (blob.size() < 1 + digest_bytes || blob.front() != blob_version) return std::nullopt;
  const auto digest = blob.last(digest_bytes);
  auto rest = blob.subspan(1, blob.size() - 1 - digest_bytes);
  const auto used = take_varint(rest);
  if (!used || *used > Histogram::bin_count) return std::nullopt;

  Histogram histogram;
  std::uint64_t bin = 0;
  for (std::uint64_t i = 0; i < *used; ++i) {
    const auto distance = take_varint(rest);
    const auto count = take_varint(rest);
    if (!distance || !count || *distance >= Histogram::bin_count) return std::nullopt;
    bin += *distance;
    if (bin >= Histogram::bin_count) return std::nullopt;
    if (bin >= histogram.counts_.size()) histogram.counts_.resize(bin + 1);
    histogram.counts_[bin] += *count;
    histogram.count_ += *count;
  }
  const auto sum = take_duration(rest);
  const auto shortest = take_duration(rest);
  const auto longest = take_duration(rest);
  if (!sum || !shortest || !longest || !rest.empty()) return std::nullopt;
  histogram.sum_ = *sum;
  histogram.shortest_ = *shortest;
  histogram.longest_ = *longest;
  if (!std::ranges::equal(bytes_of(digest_of(histogram)), digest)) return std::nullopt;
  return histogram;
}

}  // namespace outpost::analysis
