#include <algorithm>
#include <catch2/catch.hpp>
#include <cmath>
#include <map>
#include <vector>

#include "sim/base/stream.hpp"

// The keys are fixed, so nothing here is left to chance: the limits are those that a right generator passes with
// probability 0.999, and a wrong one of any size would miss.
namespace outpost {
namespace {

constexpr int count = 200'000;

Stream numbered(std::uint64_t owner) {
  return Stream{{1, 0}, Draw::verification, {owner}};
}

template <class Source>
std::vector<double> draw_many(std::uint64_t owner, Source source) {
  constexpr int per_stream = 20'000;  // a block gives 2^17 draws, and some numbers take several
  std::vector<double> values;
  for (std::uint64_t part = 0; part < count / per_stream; ++part) {
    Stream stream = numbered(owner * 1000 + part);
    for (int i = 0; i < per_stream; ++i) values.push_back(source(stream));
  }
  return values;
}

/// Kolmogorov and Smirnov's distance from a distribution function, times the square root of the count.
template <class Distribution>
double kolmogorov(std::vector<double> values, Distribution distribution) {
  std::sort(values.begin(), values.end());
  const double n = static_cast<double>(values.size());
  double distance = 0.0;
  for (std::size_t i = 0; i < values.size(); ++i) {
    const double right = distribution(values[i]);
    distance = std::max({distance, right - static_cast<double>(i) / n, static_cast<double>(i + 1) / n - right});
  }
  return distance * std::sqrt(n);
}
constexpr double kolmogorov_limit = 1.95;  // probability 0.001

double mean_of(const std::vector<double>& values) {
  double sum = 0.0;
  for (const double value : values) sum += value;
  return sum / static_cast<double>(values.size());
}

/// The mean of (value - centre)^power.
double moment_of(const std::vector<double>& values, double centre, int power) {
  double sum = 0.0;
  for (const double value : values) sum += std::pow(value - centre, power);
  return sum / static_cast<double>(values.size());
}

double normal_distribution(double x) {
  return 0.5 * std::erfc(-x / std::sqrt(2.0));
}

/// The regularised lower incomplete gamma function by its series; fine for the moderate arguments here.
double gamma_distribution(double shape, double x) {
  if (x <= 0.0) return 0.0;
  double term = 1.0 / shape;
  double sum = term;
  for (double n = shape + 1.0; term > 1e-17 * sum; n += 1.0) {
    term *= x / n;
    sum += term;
  }
  return sum * std::exp(shape * std::log(x) - x - std::lgamma(shape));
}

/// Pearson's statistic of Poisson counts less its degrees of freedom, in standard deviations. Cells of fewer than ten
/// expected counts are put together.
double poisson_misfit(double mean, std::uint64_t owner) {
  std::map<std::uint64_t, int> seen;
  for (const double value :
       draw_many(owner, [&](Stream& stream) { return static_cast<double>(stream.poisson(mean)); })) {
    ++seen[static_cast<std::uint64_t>(value)];
  }
  double statistic = 0.0;
  double cells = 0.0;
  double rest_expected = count;
  double rest_seen = count;
  for (std::uint64_t k = 0; k < 2000; ++k) {
    const double number = static_cast<double>(k);
    const double expected = count * std::exp(number * std::log(mean) - mean - std::lgamma(number + 1.0));
    if (expected < 10.0) continue;
    const double observed = seen.contains(k) ? seen.at(k) : 0;
    statistic += (observed - expected) * (observed - expected) / expected;
    cells += 1.0;
    rest_expected -= expected;
    rest_seen -= observed;
  }
  if (rest_expected > 1.0) {
    statistic += (rest_seen - rest_expected) * (rest_seen - rest_expected) / rest_expected;
    cells += 1.0;
  }
  return (statistic - (cells - 1.0)) / std::sqrt(2.0 * (cells - 1.0));
}

}  // namespace

TEST_CASE("uniform numbers are even from 0 to 1 and never reach 1") {
  const auto values = draw_many(1, [](Stream& stream) { return stream.uniform(); });
  CHECK(kolmogorov(values, [](double x) { return x; }) < kolmogorov_limit);
  CHECK(*std::max_element(values.begin(), values.end()) < 1.0);
  CHECK(*std::min_element(values.begin(), values.end()) >= 0.0);
  CHECK(values.front() * 0x1p53 == std::floor(values.front() * 0x1p53));
}

TEST_CASE("a draw below n reaches every number below n equally often, and none else") {
  for (const std::uint64_t n : {1u, 2u, 3u, 7u, 100u}) {
    std::vector<double> seen(n, 0.0);
    Stream stream = numbered(200 + n);
    for (int i = 0; i < 100'000; ++i) {
      const std::uint64_t value = stream.below(n);
      REQUIRE(value < n);
      seen[value] += 1.0;
    }
    const double expected = 100'000.0 / static_cast<double>(n);
    double statistic = 0.0;
    for (const double observed : seen) statistic += (observed - expected) * (observed - expected) / expected;
    const double freedom = static_cast<double>(n) - 1.0;
    CHECK(statistic <= freedom + 4.5 * std::sqrt(2.0 * freedom) + 1e-9);
  }
  CHECK_THROWS_AS(numbered(1).below(0), BrokenInvariant);
}

TEST_CASE("a draw below three quarters of 2^64 favours no half") {
  // Here a plain product or remainder would return the lower third twice as often.
  const std::uint64_t n = 3ull << 62u;
  Stream stream = numbered(300);
  int lower_third = 0;
  for (int i = 0; i < 60'000; ++i) lower_third += stream.below(n) < n / 3 ? 1 : 0;
  CHECK(std::fabs(lower_third - 20'000.0) < 3.3 * std::sqrt(60'000.0 * 2.0 / 9.0));
}

TEST_CASE("exponential numbers follow 1 - exp(-x), far into the tail") {
  const auto values = draw_many(2, [](Stream& stream) { return stream.exponential(); });
  CHECK(kolmogorov(values, [](double x) { return 1.0 - std::exp(-x); }) < kolmogorov_limit);
  CHECK(mean_of(values) == Approx(1.0).margin(3.3 / std::sqrt(count)));
  CHECK(moment_of(values, 0.0, 2) == Approx(2.0).margin(3.3 * std::sqrt(20.0 / count)));
  // Beyond the ziggurat's first edge, 7.697, the tail begins anew.
  const auto beyond = std::count_if(values.begin(), values.end(), [](double x) { return x > 7.7; });
  const double expected = count * std::exp(-7.7);
  CHECK(std::fabs(static_cast<double>(beyond) - expected) < 3.3 * std::sqrt(expected));
}

TEST_CASE("normal numbers follow the normal distribution, far into both tails") {
  const auto values = draw_many(3, [](Stream& stream) { return stream.normal(); });
  CHECK(kolmogorov(values, normal_distribution) < kolmogorov_limit);
  CHECK(mean_of(values) == Approx(0.0).margin(3.3 / std::sqrt(count)));
  CHECK(moment_of(values, 0.0, 2) == Approx(1.0).margin(3.3 * std::sqrt(2.0 / count)));
  CHECK(moment_of(values, 0.0, 3) == Approx(0.0).margin(3.3 * std::sqrt(15.0 / count)));
  CHECK(moment_of(values, 0.0, 4) == Approx(3.0).margin(3.3 * std::sqrt(96.0 / count)));
  const auto beyond = std::count_if(values.begin(), values.end(), [](double x) { return std::fabs(x) > 3.66; });
  const double expected = count * 2.0 * normal_distribution(-3.66);
  CHECK(std::fabs(static_cast<double>(beyond) - expected) < 3.3 * std::sqrt(expected));
}

TEST_CASE("the tail of the normal distribution keeps its shape beyond the ziggurat's edge") {
  std::vector<double> beyond;
  constexpr double edge = 3.6541528853610088;
  for (std::uint64_t part = 0; part < 60; ++part) {
    Stream stream = numbered(400 + part);
    for (int i = 0; i < 100'000; ++i) {
      const double x = std::fabs(stream.normal());
      if (x > edge) beyond.push_back(x);
    }
  }
  REQUIRE(beyond.size() > 1000);
  const double outside = normal_distribution(-edge);
  CHECK(kolmogorov(beyond, [&](double x) { return 1.0 - normal_distribution(-x) / outside; }) < kolmogorov_limit);
}

TEST_CASE("lognormal numbers are the exponentials of normal ones") {
  const auto values = draw_many(4, [](Stream& stream) { return stream.lognormal(1.5, 0.9); });
  CHECK(kolmogorov(values, [](double x) { return normal_distribution((std::log(x) - 1.5) / 0.9); }) < kolmogorov_limit);
}

TEST_CASE("gamma numbers follow their distribution for shapes below and above one") {
  for (const double shape : {0.2, 0.8, 1.0, 2.5, 40.0}) {
    CAPTURE(shape);
    const auto values = draw_many(5, [&](Stream& stream) { return stream.gamma(shape); });
    CHECK(kolmogorov(values, [&](double x) { return gamma_distribution(shape, x); }) < kolmogorov_limit);
    CHECK(mean_of(values) == Approx(shape).margin(3.3 * std::sqrt(shape / count)));
  }
  CHECK_THROWS_AS(numbered(1).gamma(0.0), BrokenInvariant);
}

TEST_CASE("Poisson counts follow their distribution on both sides of the change of method at 10") {
  for (const double mean : {0.01, 1.0, 9.9, 10.0, 11.0, 30.0, 400.0}) {
    CAPTURE(mean);
    CHECK(poisson_misfit(mean, 6) < 3.7);
  }
}

TEST_CASE("a Poisson mean of zero gives no event, and the mean of large counts is right") {
  Stream stream = numbered(7);
  for (int i = 0; i < 1000; ++i) REQUIRE(stream.poisson(0.0) == 0);
  for (const double mean : {1e5, 1e9}) {
    const auto values = draw_many(8, [&](Stream& from) { return static_cast<double>(from.poisson(mean)); });
    CHECK(mean_of(values) == Approx(mean).margin(3.3 * std::sqrt(mean / count)).epsilon(0));
    CHECK(moment_of(values, mean, 2) / mean == Approx(1.0).margin(3.3 * std::sqrt(2.0 / count)).epsilon(0));
  }
  CHECK_THROWS_AS(stream.poisson(-1.0), BrokenInvariant);
  CHECK_THROWS_AS(stream.poisson(1.1e9), BrokenInvariant);
}

TEST_CASE("a chance of 0 never comes, a chance of 1 always, and a chance of 0.3 in three of ten") {
  Stream stream = numbered(9);
  int hits = 0;
  for (int i = 0; i < 30'000; ++i) {
    REQUIRE_FALSE(stream.chance(share(0.0)));
    REQUIRE(stream.chance(share(1.0)));
    hits += stream.chance(share(0.3)) ? 1 : 0;
  }
  CHECK(std::fabs(hits - 9000.0) < 3.3 * std::sqrt(30'000 * 0.21));
}

}  // namespace outpost
