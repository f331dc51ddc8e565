#include <array>
#include <numeric>
#include <vector>

#include "analysis/queueing/erlang.hpp"
#include "analysis/queueing/hypercube_exact.hpp"
#include "analysis/queueing/model_error.hpp"
#include "tests/analysis/queueing/cities.hpp"
#include "tests/analysis/queueing/printed.hpp"

namespace outpost::analysis {
namespace {

void check_printed(const std::vector<double>& values, const std::vector<double>& printed, int decimals = 6) {
  REQUIRE(values.size() >= printed.size());
  for (std::size_t i = 0; i < printed.size(); ++i) {
    INFO("number " << i << ": " << values[i] << ", printed " << printed[i]);
    CHECK(is_printed(values[i], printed[i], decimals));
  }
}

/// The part of a dispatch share that did not wait: a call that waits gets whoever is free first.
double immediate(const Hypercube& city, const HypercubeAnswer& answer, std::size_t unit, std::size_t atom) {
  const double waited =
      city.line == Line::infinite ? answer.all_busy * city.service_rates[unit] / city.capacity() : 0.0;
  return answer.dispatch_of(unit, atom) - city.rates[atom] / city.calls() * waited;
}

TEST_CASE("the three-unit city with a line has the published workloads and dispatch shares") {
  const Hypercube city = cities::three_units(Line::infinite);
  const HypercubeAnswer answer = exact_hypercube(city);
  check_printed(answer.workload, {0.5574, 0.4734, 0.4693}, 4);
  check_printed(answer.workload, {0.557364, 0.473372, 0.469264});
  CHECK(is_printed(answer.all_busy, 0.236842, 6));
  CHECK(answer.loss == 0.0);
  check_printed(answer.dispatch, {0.173861, 0.086931, 0.051471, 0.059313, 0.101527, 0.027982, 0.141301, 0.044771,
                                  0.057945, 0.051754, 0.040561, 0.162582});
  CHECK(std::accumulate(answer.dispatch.begin(), answer.dispatch.end(), 0.0) == Approx(1.0).epsilon(1e-12));
  // Half of atom group 1, 2 has unit 1 for "about 8.7%" of all calls.
  CHECK(is_printed(answer.dispatch_of(0, 0) / 2.0, 0.086931, 6));
  const double own_area =
      answer.dispatch_of(0, 0) + answer.dispatch_of(0, 1) + answer.dispatch_of(1, 2) + answer.dispatch_of(2, 3);
  CHECK(is_printed(1.0 - own_area, 0.435325, 6));
  double not_first = 0.0;
  const std::array<std::size_t, 4> first{0, 0, 1, 2};
  for (std::size_t atom = 0; atom < 4; ++atom) {
    for (std::size_t unit = 0; unit < 3; ++unit) {
      if (unit != first[atom]) not_first += immediate(city, answer, unit, atom);
    }
  }
  CHECK(is_printed(not_first, 0.277430, 6));
  const std::vector<double> at_once{.147545, .073773, .033050, .038261, .075212, .014824,
                                    .122880, .023719, .031629, .038596, .022140, .141530};
  for (std::size_t i = 0; i < at_once.size(); ++i) {
    CHECK(is_printed(immediate(city, answer, i / 4, i % 4), at_once[i], 6));
  }
  const std::vector<double> states = hypercube_states(city);
  check_printed(states, {0.210526, 0.136690, 0.088633, 0.094887, 0.090466, 0.088945, 0.053011});
  CHECK(is_printed(states[7], 0.118421 + 0.118421, 6));
}

TEST_CASE("the three-unit city without a line loses what Erlang B says") {
  const HypercubeAnswer answer = exact_hypercube(cities::three_units(Line::zero));
  check_printed(answer.workload, {0.497905, 0.402631, 0.397971});
  CHECK(is_printed(answer.all_free, 0.238806, 6));
  CHECK(agree(answer.loss, erlang_b(3, 1.5)));
  CHECK(answer.all_busy == answer.loss);
  check_printed(answer.dispatch, {.193335, .096668, .043307, .050134, .098553, .019425, .161015, .031079, .041445,
                                  .050574, .029011, .185453});
  const double own_area =
      answer.dispatch_of(0, 0) + answer.dispatch_of(0, 1) + answer.dispatch_of(1, 2) + answer.dispatch_of(2, 3);
  CHECK(is_printed(1.0 - own_area, 0.363530, 6));
}

TEST_CASE("units of different speed have the printed workloads in both lines") {
  const HypercubeAnswer lost = exact_hypercube(cities::three_units(Line::zero, {1, 0.8, 1.25}));
  check_printed(lost.workload, {.497733, .450517, .353447});
  CHECK(is_printed(lost.loss, .133363, 6));
  const Hypercube city = cities::three_units(Line::infinite, {1, 0.8, 1.25});
  const HypercubeAnswer waiting = exact_hypercube(city);
  check_printed(waiting.workload, {.555146, .513327, .427354});
  CHECK(is_printed(waiting.all_free, .209202, 6));
  CHECK(is_printed(waiting.all_busy, .232427, 6));
  CHECK(is_printed(waiting.all_busy * 1.5 / city.capacity(), .114308, 6));  // with a call in line
}

TEST_CASE("two units asked in order, and two that help each other out") {
  Hypercube ordered{Line::zero, {1, 1}, {1}, {cities::order({0, 1})}};
  const HypercubeAnswer first = exact_hypercube(ordered);
  CHECK(agree(first.workload[0], 0.5));
  CHECK(agree(first.workload[1], 0.3));
  CHECK(agree(first.loss, 0.2));
  Hypercube pair{Line::zero, {1, 1}, {0.3, 0.6}, {cities::order({0, 1}), cities::order({1, 0})}};
  const HypercubeAnswer lost = exact_hypercube(pair);
  check_printed(lost.workload, {.336682, .405183});
  CHECK(is_printed(lost.all_free, .433839, 6));
  CHECK(is_printed(lost.loss, .175705, 6));
  pair.line = Line::infinite;
  const HypercubeAnswer waiting = exact_hypercube(pair);
  check_printed(waiting.workload, {.420054, .479946});
  CHECK(is_printed(waiting.all_free, .379310, 6));
  CHECK(is_printed(waiting.all_busy, .279310, 6));
  CHECK(is_printed(waiting.all_busy * 0.45, .125690, 6));
}

TEST_CASE("units that are equal to a place share its calls among those that are free") {
  const Hypercube city{
      Line::zero, {1, 1, 1}, {.6, .3, .3}, {{{0, 1, 2}, {2, 3}}, {{2, 0, 1}, {1, 3}}, cities::order({1, 2, 0})}};
  const HypercubeAnswer answer = exact_hypercube(city);
  check_printed(answer.workload, {.337928, .424561, .329780});
  CHECK(is_printed(answer.all_free, .311721, 6));
  CHECK(is_printed(answer.loss, .089776, 6));
  // Where no preference tells two units apart, they are equally busy.
  const Hypercube same{Line::infinite, {1, 1, 1}, {0.9, 0.7}, {{{0, 1, 2}, {3}}, {{2, 1, 0}, {3}}}};
  const HypercubeAnswer all = exact_hypercube(same);
  CHECK(agree(all.workload[0], 1.6 / 3.0));
  CHECK(agree(all.workload[1], all.workload[2]));
}

TEST_CASE("nine units in a row have the printed workloads and travel") {
  for (const Line line : {Line::infinite, Line::zero}) {
    const Hypercube city = cities::nine_units(line);
    const HypercubeAnswer answer = exact_hypercube(city);
    if (line == Line::infinite) {
      check_printed(answer.workload, {.448237, .500664, .516400, .522567, .524263, .522567, .516400, .500664, .448237});
      CHECK(is_printed(answer.all_free, .011042, 6));
      CHECK(is_printed(answer.all_busy, .046050, 6));
      CHECK(is_printed(answer.all_busy * 0.5, .023025, 6));
    } else {
      check_printed(answer.workload, {.435234, .488896, .505002, .511315, .513051, .511315, .505002, .488896, .435234});
      CHECK(is_printed(answer.loss, .023567, 6));
    }
    double distance = 0.0;
    double at_once = 0.0;
    for (std::size_t unit = 0; unit < 9; ++unit) {
      for (std::size_t atom = 0; atom < 18; ++atom) {
        const double share = immediate(city, answer, unit, atom);
        const double home = 1.0 + 2.0 * static_cast<double>(unit);
        distance += share * std::fabs(home - 0.5 - static_cast<double>(atom));
        at_once += share;
      }
    }
    CHECK(is_printed(distance / at_once, 1.891874, 6));
  }
}

struct LinearRow {
  double use = 0.0;
  Line line = Line::zero;
  std::array<double, 3> workload{};
  double others = 0.0;
  double travel = 0.0;
  double all_busy = 0.0;
};

TEST_CASE("five units in a row have the printed workloads, help across districts and travel") {
  const std::vector<LinearRow> rows{{0.1, Line::infinite, {0.09569, 0.10317, 0.10230}, 0.09996, 0.32291, 0.00018},
                                    {0.3, Line::infinite, {0.27720, 0.31363, 0.31833}, 0.29597, 0.55763, 0.02014},
                                    {0.5, Line::infinite, {0.47000, 0.51709, 0.52582}, 0.47393, 0.87408, 0.13037},
                                    {0.7, Line::infinite, {0.67699, 0.71288, 0.72026}, 0.62443, 1.20467, 0.37784},
                                    {0.9, Line::infinite, {0.89156, 0.90468, 0.90753}, 0.74750, 1.51071, 0.76249},
                                    {0.3, Line::zero, {0.27281, 0.30946, 0.31419}, 0.28561, 0.53518, 0.01418},
                                    {0.5, Line::zero, {0.43304, 0.48342, 0.49275}, 0.42504, 0.75776, 0.06973},
                                    {0.7, Line::zero, {0.56084, 0.60963, 0.61966}, 0.51781, 0.93422, 0.15411},
                                    {0.9, Line::zero, {0.65437, 0.69620, 0.70527}, 0.57896, 1.06354, 0.24302}};
  for (const LinearRow& row : rows) {
    INFO((row.line == Line::zero ? "zero" : "infinite") << " line, use " << row.use);
    const Hypercube city = cities::five_units(row.line, row.use);
    const HypercubeAnswer answer = exact_hypercube(city);
    for (std::size_t unit = 0; unit < 5; ++unit) {
      // The city is its own mirror image but for places in the middle of two units: those ask the lower one first.
      CHECK(is_printed(answer.workload[unit], row.workload[unit < 3 ? unit : 4 - unit], 5));
    }
    double travel = 0.0;
    double others = 0.0;
    for (std::size_t unit = 0; unit < 5; ++unit) {
      for (std::size_t atom = 0; atom < 10; ++atom) {
        const double home = 0.5 + static_cast<double>(unit);
        travel += immediate(city, answer, unit, atom) * std::fabs(home - 0.25 - 0.5 * static_cast<double>(atom));
        if (atom / 2 != unit) others += answer.dispatch_of(unit, atom);
      }
    }
    // To a call that waited the unit goes from its last one: between two random atoms lie 1.65 on average.
    if (row.line == Line::infinite) travel += answer.all_busy * 1.65;
    CHECK(is_printed(travel, row.travel, 5));
    CHECK(is_printed(others, row.others, 5));
    CHECK(is_printed(answer.all_busy, row.all_busy, 5));
  }
}

/// Larson and Odoni, section 5.3.3: calls along a street from -1 to 1, half of them beyond 0.75; unit 0 at 0.75, unit 1
/// at -0.25; unit 0 is asked first from 0.75 - w on.
struct TwoServers {
  Hypercube city{Line::zero, {1, 1}, {}, {}};
  std::vector<std::array<double, 2>> distances{};  // by atom, to both units

  explicit TwoServers(double w) {
    std::vector<double> cuts{-1.0, -0.25, 0.75 - w, 0.75, 1.0};
    std::sort(cuts.begin(), cuts.end());
    for (std::size_t i = 0; i + 1 < cuts.size(); ++i) {
      const double begin = cuts[i];
      const double end = cuts[i + 1];
      const double middle = (begin + end) / 2.0;
      const double density = middle > 0.75 ? 0.5 / 0.25 : 0.5 / 1.75;
      city.rates.push_back(1.25 * density * (end - begin));
      city.preferences.push_back(
          cities::order(middle >= 0.75 - w ? std::vector<std::uint32_t>{0, 1} : std::vector<std::uint32_t>{1, 0}));
      distances.push_back({std::fabs(middle - 0.75), std::fabs(middle + 0.25)});
    }
  }

  double travel(const HypercubeAnswer& answer) const {
    double mean = 0.0;
    for (std::size_t unit = 0; unit < 2; ++unit) {
      for (std::size_t atom = 0; atom < city.atoms(); ++atom)
        mean += answer.dispatch_of(unit, atom) * distances[atom][unit];
    }
    return mean;
  }
};

TEST_CASE("the rectangular city with two units: sending the closest is not best") {
  const TwoServers even{0.5};
  const HypercubeAnswer answer = exact_hypercube(even.city);
  CHECK(is_printed(even.travel(answer), 0.462459, 6));
  check_printed(answer.workload, {0.490100, 0.437735});
  CHECK(is_printed(answer.workload[0] - answer.workload[1], 0.052365, 6));
  check_printed(hypercube_states(even.city), {0.329897, 0.232368, 0.180003, 0.257732});
  CHECK(agree(answer.loss, erlang_b(2, 1.25)));
  struct Printed {
    double w = 0.0;
    double travel = 0.0;
    int decimals = 5;
  };
  for (const Printed row : {Printed{0.0, 0.48413},
                            {0.25, 0.46536},
                            {0.4, 0.46171},
                            {0.75, 0.47543},
                            {1.0, 0.50428},
                            {0.421, 0.461659, 6}}) {
    const TwoServers city{row.w};
    INFO("w = " << row.w);
    CHECK(is_printed(city.travel(exact_hypercube(city.city)), row.travel, row.decimals));
  }
  const TwoServers best{0.421};
  check_printed(exact_hypercube(best.city).workload, {0.48596, 0.44187}, 4);
  CHECK(best.travel(exact_hypercube(best.city)) < even.travel(answer));
  // Share of served calls from the other unit's half, by the border between the homes.
  double others = 0.0;
  for (std::size_t atom = 0; atom < even.city.atoms(); ++atom) {
    others += answer.dispatch_of(even.city.preferences[atom].units[1], atom);
  }
  CHECK(is_printed(others, 0.287856, 6));
}

TEST_CASE("a city that has no answer is refused") {
  Hypercube city = cities::three_units(Line::infinite);
  city.rates = {1.0, 1.0, 1.0, 0.6};
  CHECK_THROWS_WITH(
      exact_hypercube(city),
      "3.6 calls per hour exceed the 3 that 3 units can serve: the queue grows without bound; at least 4 such units");
  city.line = Line::zero;
  CHECK_NOTHROW(exact_hypercube(city));
  city.preferences[1].units = {0, 1};
  CHECK_THROWS_WITH(exact_hypercube(city), "atom 1 lists 2 of 3 units; write every unit once");
  city.preferences[1].units = {0, 1, 1};
  CHECK_THROWS_WITH(exact_hypercube(city), "atom 1 lists unit 1 twice; write every unit once");
  city.preferences[1].units = {0, 1, 3};
  CHECK_THROWS_AS(exact_hypercube(city), ModelError);
  city.preferences[1].units = {0, 1, 2};
  city.rates[2] = std::nan("");
  CHECK_THROWS_WITH(exact_hypercube(city), "the rate of an atom is nan; write a number of at least 0");
  city.rates = {0, 0, 0, 0};
  CHECK_THROWS_WITH(exact_hypercube(city), "no atom has calls; write a rate above 0 for one at least");
  CHECK_THROWS_AS(exact_hypercube(Hypercube{Line::zero, {1}, {}, {}}), ModelError);
  CHECK_THROWS_AS(exact_hypercube(Hypercube{Line::zero, {-1}, {1}, {cities::order({0})}}), ModelError);
  const Hypercube many{Line::zero,
                       std::vector<double>(21, 1.0),
                       {1},
                       {cities::order({0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15, 16, 17, 18, 19, 20})}};
  CHECK_THROWS_WITH(exact_hypercube(many),
                    "21 units have 2^21 states; the exact model goes up to 20 units: ask an approximation");
}

}  // namespace
}  // namespace outpost::analysis
