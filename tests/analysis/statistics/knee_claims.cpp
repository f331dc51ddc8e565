#include "analysis/statistics/knee.hpp"

#include <catch2/catch.hpp>

#include "sim/base/stream.hpp"

namespace outpost::analysis {
namespace {

using Curves = std::vector<std::vector<double>>;

const std::vector<double> sizes{100.0, 150.0, 200.0, 300.0, 450.0, 600.0};

/// Replications of a curve: its own level each day, which moves every point alike, and noise of each point.
Curves replications_of(const std::vector<double>& means, double day, double noise, std::size_t count) {
  Curves curves;
  for (std::size_t row = 0; row < count; ++row) {
    Stream stream{{11, static_cast<std::uint32_t>(row)}, Draw::verification, {7}};
    const double level = day * stream.normal();
    std::vector<double> curve;
    for (const double mean : means) {
      const double own = noise * stream.normal();
      curve.push_back(mean + level + own);
    }
    curves.push_back(std::move(curve));
  }
  return curves;
}

std::vector<double> straight() {
  std::vector<double> y;
  for (const double position : curve_scale(sizes).positions) y.push_back(5.0 - 3.0 * position);
  return y;
}

TEST_CASE("the knee is the inner point farthest from the chord of the ends, on either side of it") {
  const std::vector<double> positions{0.0, 0.25, 0.5, 0.75, 1.0};
  CHECK(knee_of(positions, std::vector<double>{10.0, 4.0, 3.0, 2.5, 2.0}) == 1u);  // 4 below the chord
  CHECK(knee_of(positions, std::vector<double>{0.0, 1.0, 2.0, 9.0, 10.0}) == 2u);  // 3 below; the fourth 1.5 above
  CHECK(knee_of(positions, std::vector<double>{0.0, 3.0, 6.0, 9.5, 10.0}) == 3u);  // 2 above
  CHECK(knee_of(positions, std::vector<double>{1.0, 2.0, 1.0, 2.0, 1.0}) == 1u);   // the first of equals
}

TEST_CASE("a straight line has no knee, nor has a curve without inner points") {
  CHECK_FALSE(knee_of(curve_scale(sizes).positions, straight()));
  CHECK_FALSE(knee_of(std::vector<double>{0.0, 0.5, 1.0}, std::vector<double>{0.1, 0.2, 0.3}));
  CHECK_FALSE(knee_of(std::vector<double>{0.0, 1.0}, std::vector<double>{3.0, 1.0}));
  CHECK_FALSE(knee_with_interval(sizes, Curves(8, std::vector<double>(6, 2.0)), 1));
}

TEST_CASE("x counts by its logarithm where the largest is more than three times the smallest, and none is below 0") {
  const CurveScale wide = curve_scale(std::vector<double>{1.0, 2.0, 4.0, 16.0});
  CHECK(wide.is_log);
  CHECK(wide.positions[1] == Approx(0.25));
  CHECK(wide.positions[2] == Approx(0.5));
  const CurveScale narrow = curve_scale(std::vector<double>{2.0, 3.0, 6.0});
  CHECK_FALSE(narrow.is_log);
  CHECK(narrow.positions[1] == 0.25);
  CHECK_FALSE(curve_scale(std::vector<double>{0.0, 1.0, 6.0}).is_log);
  CHECK_FALSE(curve_scale(std::vector<double>{-4.0, 1.0, 6.0}).is_log);
}

TEST_CASE("a curve that bends at 200 has its knee there, in every resample where noise is small") {
  const Curves curves = replications_of({0.90, 0.70, 0.50, 0.45, 0.42, 0.40}, 0.2, 0.001, 10);
  const auto knee = knee_with_interval(sizes, curves, 1);
  REQUIRE(knee);
  CHECK(knee->point == 2);
  CHECK(knee->share == 1.0);
  CHECK(knee->interval == std::vector<std::size_t>{2});
  CHECK(knee->resamples == 2'000);
}

TEST_CASE("noise widens the interval of a knee, and days that move all plans alike do not") {
  const std::vector<double> means{0.90, 0.72, 0.60, 0.50, 0.44, 0.40};
  const auto calm = knee_with_interval(sizes, replications_of(means, 0.0, 0.01, 10), 1);
  const auto lively = knee_with_interval(sizes, replications_of(means, 5.0, 0.01, 10), 1);
  const auto noisy = knee_with_interval(sizes, replications_of(means, 0.0, 0.20, 10), 1);
  REQUIRE((calm && lively && noisy));
  CHECK(calm->chosen_by == lively->chosen_by);
  CHECK(noisy->share < calm->share);
  CHECK(noisy->interval.size() > calm->interval.size());
}

TEST_CASE("of a straight line with noise the interval holds every inner point") {
  const auto knee = knee_with_interval(sizes, replications_of(straight(), 0.5, 0.2, 10), 1);
  REQUIRE(knee);
  CHECK(knee->interval == std::vector<std::size_t>{1, 2, 3, 4});
  CHECK(knee->share < 0.9);
}

TEST_CASE("the central 95% of 2,000 resamples leave out what fewer than 50 choose at an end, and nothing between") {
  const Curves curves = replications_of({0.90, 0.72, 0.60, 0.50, 0.44, 0.40}, 0.0, 0.1, 10);
  const auto knee = knee_with_interval(sizes, curves, 1);
  REQUIRE(knee);
  std::int64_t below = 0;
  for (std::size_t point = 0; point < knee->interval.front(); ++point) below += knee->chosen_by[point];
  CHECK(below <= 50);
  CHECK(below + knee->chosen_by[knee->interval.front()] > 50);
  std::int64_t above = 0;
  for (std::size_t point = knee->interval.back() + 1; point < sizes.size(); ++point) above += knee->chosen_by[point];
  CHECK(above <= 50);
  CHECK(above + knee->chosen_by[knee->interval.back()] > 50);
}

TEST_CASE("a knee does not depend on the units of x and y, nor on which way the curve runs") {
  const Curves curves = replications_of({0.90, 0.72, 0.60, 0.50, 0.44, 0.40}, 0.3, 0.03, 10);
  const auto knee = knee_with_interval(sizes, curves, 5);
  REQUIRE(knee);
  std::vector<double> finer;
  for (const double size : sizes) finer.push_back(size * 1024.0);
  Curves turned = curves;
  for (auto& curve : turned) {
    for (double& value : curve) value = 64.0 - 512.0 * value;
  }
  const auto other = knee_with_interval(finer, turned, 5);
  REQUIRE(other);
  CHECK(other->point == knee->point);
  CHECK(other->interval == knee->interval);
  CHECK(other->share == Approx(knee->share).margin(0.001));  // a resample may stand on the edge of rounding
}

TEST_CASE("equal replications and seed give equal resamples, and another seed others") {
  const Curves curves = replications_of(straight(), 0.5, 0.2, 10);
  const auto knee = knee_with_interval(sizes, curves, 5);
  REQUIRE(knee);
  CHECK(knee_with_interval(sizes, curves, 5)->chosen_by == knee->chosen_by);
  CHECK(knee_with_interval(sizes, curves, 6)->chosen_by != knee->chosen_by);
  std::int64_t total = 0;
  for (const std::int64_t count : knee->chosen_by) total += count;
  CHECK(total == knee->resamples);
}

TEST_CASE("no knee is sought on fewer than four points or in fewer than five replications") {
  const Curves curves = replications_of({0.90, 0.70, 0.50, 0.45, 0.42, 0.40}, 0.2, 0.001, 5);
  CHECK(knee_with_interval(sizes, curves, 1));
  CHECK_FALSE(knee_with_interval(sizes, Curves(curves.begin(), curves.begin() + 4), 1));
  CHECK_FALSE(knee_with_interval(std::vector<double>{1.0, 2.0, 3.0}, Curves(9, {3.0, 1.0, 0.5}), 1));
}

}  // namespace
}  // namespace outpost::analysis
