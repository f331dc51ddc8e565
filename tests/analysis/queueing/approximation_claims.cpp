#include <array>
#include <vector>

#include "analysis/queueing/correction_factors.hpp"
#include "analysis/queueing/hypercube_approximation.hpp"
#include "analysis/queueing/hypercube_exact.hpp"
#include "analysis/queueing/model_error.hpp"
#include "tests/analysis/queueing/cities.hpp"
#include "tests/analysis/queueing/printed.hpp"
#include "tests/analysis/queueing/random_city.hpp"

namespace outpost::analysis {
namespace {

void check_limits(const HypercubeAnswer& answer, const std::vector<double>& printed) {
  for (std::size_t unit = 0; unit < printed.size(); ++unit) {
    INFO("unit " << unit << ": " << answer.workload[unit]);
    CHECK(is_printed(answer.workload[unit], printed[unit], 6));
  }
}

/// The worst unit's relative error of workload.
double worst_error(const HypercubeAnswer& approximate, const HypercubeAnswer& exact) {
  double worst = 0.0;
  for (std::size_t unit = 0; unit < exact.workload.size(); ++unit) {
    worst = std::max(worst, std::fabs(approximate.workload[unit] / exact.workload[unit] - 1.0));
  }
  return worst;
}

TEST_CASE("Larson's correction factors for three units are those of his book") {
  const CorrectionFactors factors = line_factors(3, 0.5);
  REQUIRE(factors.q.size() == 3);
  CHECK(is_printed(factors.q[0], 1.0, 6));
  CHECK(is_printed(factors.q[1], 0.736842, 6));
  CHECK(is_printed(factors.q[2], 0.631579, 6));
  const CorrectionFactors lost = loss_factors(3, 0.5);
  CHECK(is_printed(lost.q[0], 1.0, 6));
  CHECK(is_printed(lost.q[1], 0.851180, 6));
  CHECK(is_printed(lost.q[2], 0.842794, 6));
}

TEST_CASE("Larson's approximation goes to the printed limits, within 2% of the exact model") {
  const Hypercube city = cities::three_units(Line::infinite);
  const HypercubeAnswer answer = larson_approximation(city);
  check_limits(answer, {0.562631, 0.471704, 0.465665});
  CHECK(worst_error(answer, exact_hypercube(city)) < 0.02);
  const Hypercube row = cities::nine_units(Line::infinite);
  const HypercubeAnswer nine = larson_approximation(row);
  check_limits(nine, {.444852, .503171, .517921, .522368, .523375});
  CHECK(worst_error(nine, exact_hypercube(row)) < 0.01);
}

TEST_CASE("Jarvis's approximation goes to the printed limits, within 2% of the exact model") {
  const Hypercube city = cities::three_units(Line::zero);
  const HypercubeAnswer answer = jarvis_approximation(city);
  check_limits(answer, {.500971, .401699, .394221});
  CHECK(worst_error(answer, exact_hypercube(city)) < 0.01);
  const Hypercube mixed = cities::three_units(Line::zero, {1, 0.8, 1.25});
  const HypercubeAnswer speeds = jarvis_approximation(mixed);
  check_limits(speeds, {.500777, .451536, .348425});
  CHECK(worst_error(speeds, exact_hypercube(mixed)) < 0.02);
  const Hypercube row = cities::nine_units(Line::zero);
  const HypercubeAnswer nine = jarvis_approximation(row);
  check_limits(nine, {.433031, .492589, .507865, .512575, .513663});
  CHECK(worst_error(nine, exact_hypercube(row)) < 0.02);
}

TEST_CASE("mean services by unit and atom that depend on the unit alone change nothing") {
  const Hypercube city = cities::three_units(Line::zero, {1, 0.8, 1.25});
  std::vector<double> services;
  for (const double rate : city.service_rates) services.insert(services.end(), 4, 1.0 / rate);
  CHECK(jarvis_approximation(city, services).workload == jarvis_approximation(city).workload);
  // A longer way to one atom makes the unit that it asks first busier.
  services[0] *= 1.5;
  CHECK(jarvis_approximation(city, services).workload[0] > jarvis_approximation(city).workload[0] + 0.05);
  CHECK_THROWS_AS(jarvis_approximation(city, std::vector<double>(5, 1.0)), ModelError);
}

TEST_CASE("approximate dispatch shares add up to the atoms' shares of calls") {
  for (const Line line : {Line::zero, Line::infinite}) {
    const Hypercube city = cities::random_city(9, line);
    const HypercubeAnswer answer = line == Line::zero ? jarvis_approximation(city) : larson_approximation(city);
    for (std::size_t atom = 0; atom < city.atoms(); ++atom) {
      double share = 0.0;
      for (std::size_t unit = 0; unit < city.units(); ++unit) share += answer.dispatch_of(unit, atom);
      CHECK(agree(share, city.rates[atom] / city.calls()));
    }
  }
}

TEST_CASE("among equals the approximations share as the exact model does") {
  // Two units that are equal to everybody, and a third that is asked last.
  for (const Line line : {Line::zero, Line::infinite}) {
    const Hypercube city{line, {1, 1, 1}, {0.8, 0.4}, {{{0, 1, 2}, {2, 3}}, {{1, 0, 2}, {2, 3}}}};
    const HypercubeAnswer exact = exact_hypercube(city);
    const HypercubeAnswer answer = line == Line::zero ? jarvis_approximation(city) : larson_approximation(city);
    CHECK(agree(answer.workload[0], answer.workload[1]));
    CHECK(worst_error(answer, exact) < 0.06);
    // All equal: every unit has the mean.
    const Hypercube same{line, {1, 1, 1}, {1.2}, {{{0, 1, 2}, {3}}}};
    const HypercubeAnswer all = line == Line::zero ? jarvis_approximation(same) : larson_approximation(same);
    CHECK(agree(all.workload[2], exact_hypercube(same).workload[2]));
  }
}

// The table of docs/queueing.md, "How good the approximations are": change both together.
TEST_CASE("on 200 random cities the worst unit's error keeps to its limits") {
  struct Limits {
    Line line = Line::zero;
    std::array<double, 5> errors{};  // relative, at the places below
  };
  constexpr std::array<std::size_t, 5> places{20, 100, 150, 180, 199};  // p10, median, p75, p90, most
  for (const Limits& limits : {Limits{Line::infinite, {0.0079, 0.0259, 0.0459, 0.0817, 0.303}},
                               Limits{Line::zero, {0.0119, 0.0295, 0.0483, 0.0817, 0.314}}}) {
    std::vector<double> errors;
    for (std::uint32_t number = 1; number <= 200; ++number) {
      const Hypercube city = cities::random_city(number, limits.line);
      const HypercubeAnswer answer =
          limits.line == Line::zero ? jarvis_approximation(city) : larson_approximation(city);
      errors.push_back(worst_error(answer, exact_hypercube(city)));
    }
    std::sort(errors.begin(), errors.end());
    for (std::size_t i = 0; i < places.size(); ++i) {
      INFO((limits.line == Line::zero ? "Jarvis" : "Larson") << ", error " << places[i] << ": " << errors[places[i]]);
      CHECK(errors[places[i]] <= limits.errors[i]);
      CHECK(errors[places[i]] > 0.9 * limits.errors[i]);  // a table that is far too kind is wrong, too
    }
  }
}

TEST_CASE("hundreds of units settle, at a light load and a heavy one") {
  Hypercube city = cities::random_city(3, Line::infinite,
                                       {.least_units = 300, .most_units = 300, .least_use = 0.5, .most_use = 0.5});
  for (const double use : {0.5, 0.8, 0.9}) {
    const double factor = use * 300.0 / city.calls();
    for (double& rate : city.rates) rate *= factor;
    for (const Line line : {Line::zero, Line::infinite}) {
      city.line = line;
      const HypercubeAnswer answer = line == Line::zero ? jarvis_approximation(city) : larson_approximation(city);
      double mean = 0.0;
      for (const double workload : answer.workload) {
        REQUIRE(workload > 0.0);
        REQUIRE(workload < 1.0);
        mean += workload / 300.0;
      }
      CHECK(mean == Approx(use * (1.0 - answer.loss)).epsilon(0.05));
    }
  }
}

TEST_CASE("an approximation that does not fit the city is refused") {
  CHECK_THROWS_WITH(larson_approximation(cities::three_units(Line::zero)),
                    "Larson's approximation is for an infinite line; ask Jarvis's for a zero line");
  CHECK_THROWS_WITH(jarvis_approximation(cities::three_units(Line::infinite)),
                    "Jarvis's approximation is for a zero line; ask Larson's for an infinite line");
  CHECK_THROWS_AS(larson_approximation(cities::three_units(Line::infinite, {1, 0.8, 1.25})), ModelError);
}

}  // namespace
}  // namespace outpost::analysis
