#include <algorithm>
#include <catch2/catch.hpp>
#include <cmath>
#include <vector>

#include "analysis/statistics/histogram.hpp"
#include "sim/base/stream.hpp"

namespace outpost::analysis {
namespace {

Histogram histogram_of(std::initializer_list<Duration> values) {
  Histogram histogram;
  for (const Duration value : values) histogram.add(value);
  return histogram;
}

TEST_CASE("bins are one second wide up to two hours") {
  CHECK(Histogram::lower_edge(0) == 0ms);
  CHECK(Histogram::lower_edge(1) == 1s);
  CHECK(Histogram::lower_edge(7199) == 7199s);
  CHECK(Histogram::lower_edge(7200) == 2h);
  CHECK(Histogram::bin_of(0ms) == 0);
  CHECK(Histogram::bin_of(999ms) == 0);
  CHECK(Histogram::bin_of(1000ms) == 1);
  CHECK(Histogram::bin_of(2h - 1ms) == 7199);
  CHECK(Histogram::bin_of(2h) == 7200);
}

TEST_CASE("beyond two hours each bin is one per cent wider than the one before, past thirty days") {
  CHECK(Histogram::lower_edge(7201) == 2h + 1010ms);
  Duration width_before = 1s;
  for (std::size_t bin = 7200; bin + 1 < Histogram::bin_count; ++bin) {
    const Duration begin = Histogram::lower_edge(bin);
    const Duration end = Histogram::lower_edge(bin + 1);
    CHECK(std::fabs(double((end - begin).count()) - 1.01 * double(width_before.count())) <= 0.5);
    CHECK((end - begin).count() * 100 < begin.count());
    CHECK(Histogram::bin_of(begin) == bin);
    CHECK(Histogram::bin_of(end - 1ms) == bin);
    width_before = end - begin;
  }
  CHECK(Histogram::lower_edge(Histogram::bin_count - 1) >= 30 * one_day);
}

TEST_CASE("what is longer than the longest edge shares the last bin and keeps its mean and extreme") {
  const auto histogram = histogram_of({3650 * one_day, 5000 * one_day});
  CHECK(histogram.count_in(Histogram::bin_count - 1) == 2);
  CHECK(histogram.quantile(1.0) == 5000 * one_day);
  CHECK(histogram.quantile(0.0) == 3650 * one_day);
  CHECK(histogram.mean() == double((4325 * one_day).count()));
}

TEST_CASE("an empty histogram has no quantile, no mean and no extremes") {
  const Histogram histogram;
  CHECK(histogram.empty());
  CHECK_FALSE(histogram.quantile(0.5));
  CHECK_FALSE(histogram.mean());
  CHECK_FALSE(histogram.shortest());
  CHECK_FALSE(histogram.longest());
}

TEST_CASE("a negative duration is refused") {
  Histogram histogram;
  CHECK_THROWS_AS(histogram.add(-1ms), BrokenInvariant);
  CHECK_THROWS_AS(histogram.quantile(1.5), BrokenInvariant);
  CHECK_THROWS_AS(Histogram::lower_edge(Histogram::bin_count), BrokenInvariant);
}

TEST_CASE("the mean of a histogram is that of the durations, not of their bins") {
  CHECK(histogram_of({1ms, 2ms, 1999ms, 3h + 7ms}).mean() == (1 + 2 + 1999 + 10'800'007) / 4.0);
}

TEST_CASE("a quantile is interpolated within its bin") {
  // Four durations in [10 s, 11 s): the bin counts as filled evenly.
  const auto histogram = histogram_of({10s, 10s + 100ms, 10s + 800ms, 10s + 999ms});
  CHECK(histogram.quantile(0.5) == 10s + 500ms);
  CHECK(histogram.quantile(0.25) == 10s + 250ms);
  // It is the smallest duration that reaches the share: the end of the first bin, not the start of the second.
  CHECK(histogram_of({2s, 8s}).quantile(0.5) == 3s);
  CHECK(histogram_of({2s, 8s}).quantile(0.75) == 8s);
}

TEST_CASE("a quantile never leaves the range of the durations") {
  const auto waits = histogram_of({0ms, 0ms, 0ms});
  CHECK(waits.quantile(0.5) == 0ms);
  CHECK(waits.quantile(0.99) == 0ms);
  const auto one = histogram_of({90s + 400ms});
  CHECK(one.quantile(0.0) == 90s + 400ms);
  CHECK(one.quantile(1.0) == 90s + 400ms);
}

TEST_CASE("a quantile is off by no more than its bin, and never falls as its share rises") {
  std::vector<Duration> values;
  Histogram histogram;
  Stream stream{{3, 0}, Draw::verification, {4}};
  for (int i = 0; i < 20'000; ++i) {
    values.push_back(Duration{std::llround(1000.0 * stream.lognormal(7.0, 1.5))});
    histogram.add(values.back());
  }
  std::sort(values.begin(), values.end());
  Duration before{};
  for (const double p : {0.001, 0.05, 0.5, 0.9, 0.95, 0.99, 0.999}) {
    const Duration exact = values[static_cast<std::size_t>(std::ceil(p * 20'000)) - 1];
    const Duration found = histogram.quantile(p).value();
    CAPTURE(p, exact.count(), found.count());
    const std::size_t bin = Histogram::bin_of(exact);
    CHECK(found >= Histogram::lower_edge(bin));
    CHECK(found <= Histogram::lower_edge(bin + 1));
    CHECK(found >= before);
    before = found;
  }
}

TEST_CASE("histograms add up to the same in any order") {
  std::vector<Histogram> parts(6);
  Histogram at_once;
  for (std::uint32_t part = 0; part < 5; ++part) {  // the last one stays empty
    Stream stream{{4, part}, Draw::verification, {5}};
    for (int i = 0; i < 500; ++i) {
      const Duration value{std::llround(1000.0 * stream.lognormal(5.0 + part, 1.0))};
      parts[part].add(value);
      at_once.add(value);
    }
  }
  Histogram forwards;
  for (const auto& part : parts) forwards += part;
  Histogram backwards;
  for (auto part = parts.rbegin(); part != parts.rend(); ++part) backwards += *part;
  CHECK(forwards == at_once);
  CHECK(backwards == at_once);
  CHECK(digest_of(forwards) == digest_of(at_once));
  CHECK(at_once.count() == 2500);
}

TEST_CASE("a histogram comes back from its bytes as it was") {
  for (const auto& histogram : {Histogram{}, histogram_of({0ms}), histogram_of({1500ms, 1500ms, 3h, 400 * one_day}),
                                histogram_of({719'999ms})}) {
    const auto back = histogram_from(blob_of(histogram));
    REQUIRE(back);
    CHECK(*back == histogram);
  }
}

TEST_CASE("the bytes of a histogram are few where its bins are few") {
  Histogram histogram;
  for (int i = 0; i < 1000; ++i) histogram.add(3h);
  CHECK(blob_of(histogram).size() < 40);
}

TEST_CASE("damaged bytes are no histogram") {
  const auto blob = blob_of(histogram_of({1500ms, 1500ms, 3h, 40 * one_day}));
  for (std::size_t i = 0; i < blob.size(); ++i) {
    auto damaged = blob;
    damaged[i] = static_cast<std::uint8_t>(damaged[i] ^ 1u);
    CAPTURE(i);
    CHECK_FALSE(histogram_from(damaged));
    CHECK_FALSE(histogram_from(std::span{blob}.first(i)));
  }
  auto longer = blob;
  longer.push_back(0);
  CHECK_FALSE(histogram_from(longer));
}

TEST_CASE("histograms that differ in one duration have different digests") {
  CHECK(digest_of(histogram_of({1s, 2s})) != digest_of(histogram_of({1s, 2s + 1ms})));
  CHECK(digest_of(Histogram{}) != digest_of(histogram_of({0ms})));
}

}  // namespace
}  // namespace outpost::analysis
