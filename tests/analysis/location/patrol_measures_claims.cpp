#include <catch2/catch.hpp>
#include <cmath>
#include <numbers>

#include "analysis/location/patrol_measures.hpp"
#include "sim/base/require.hpp"
#include "tests/analysis/location/patrol_plans.hpp"

using namespace outpost;
using namespace outpost::analysis;

namespace {

/// Erlang C for whole numbers, by the recursion of Erlang B.
double erlang_c(int servers, double load) {
  double loss = 1.0;
  for (int count = 1; count <= servers; ++count) loss = load * loss / (count + load * loss);
  return servers * loss / (servers - load * (1.0 - loss));
}

/// 1 / B(c, a) = int_0^inf e^-s (1 + s/a)^c ds, by Simpson's rule after s = e^u.
double erlang_c_by_integral(double servers, double load) {
  constexpr double low = -30.0;
  constexpr double high = 7.0;
  constexpr int steps = 40'000;
  double sum = 0.0;
  for (int step = 0; step <= steps; ++step) {
    const double s = std::exp(low + (high - low) * step / steps);
    const double value = s * std::exp(-s) * std::pow(1.0 + s / load, servers);
    sum += value * (step == 0 || step == steps ? 1.0 : step % 2 == 1 ? 4.0 : 2.0);
  }
  const double loss = 1.0 / (sum * (high - low) / steps / 3.0);
  return servers * loss / (servers - load * (1.0 - loss));
}

Approx printed(double value) {
  return Approx(value).margin(0.5e-6).epsilon(0.0);
}

}  // namespace

TEST_CASE("the share of calls that wait is Erlang C at whole numbers") {
  for (int servers = 1; servers <= 300; servers += servers < 12 ? 1 : 37) {
    for (const double busy : {0.001, 0.1, 0.5, 0.9, 0.999}) {
      CHECK(delay_probability(servers, busy * servers) == Approx(erlang_c(servers, busy * servers)).epsilon(1e-12));
    }
  }
  CHECK(delay_probability(3.0, 1.5) == printed(0.236842));
  CHECK(delay_probability(10.0, 8.0) == printed(0.409180));
  CHECK(delay_probability(2.0, 0.0) == 0.0);
}

TEST_CASE("between whole numbers the share of calls that wait is what the integral says") {
  for (const double servers : {0.3, 0.7, 1.5, 2.25, 4.9, 12.1}) {
    for (const double busy : {0.05, 0.4, 0.8, 0.95}) {
      const double load = busy * servers;
      INFO(servers << " servers, load " << load);
      CHECK(delay_probability(servers, load) == Approx(erlang_c_by_integral(servers, load)).epsilon(1e-7));
    }
  }
}

TEST_CASE("the share of calls that wait falls with every part of a server, without a step") {
  for (double servers = 1.6; servers < 8.0; servers += 0.01) {
    const double here = delay_probability(servers, 1.5);
    const double there = delay_probability(servers + 0.01, 1.5);
    CHECK(there < here);
    CHECK(here - there < 0.02);
  }
  CHECK_THROWS_AS(delay_probability(2.0, 2.0), BrokenInvariant);
}

TEST_CASE("waits by priority are those of Cobham") {
  const PatrolPlan plan = plan_of({plain_area({0.6, 0.9, 0.75})}, {noon});
  const PatrolMeasures three = measures_of_hour(plan, plan.areas[0], 12, 3.0, delay_probability);
  CHECK(three.delayed == printed(0.567757));
  CHECK(three.wait[0] == printed(0.236565));
  CHECK(three.wait[1] == printed(0.473131));
  CHECK(three.wait[2] == printed(1.514019));
  CHECK(three.utilisation == Approx(0.75));
  const PatrolPlan many = plan_of({plain_area({2.0, 6.0, 10.0})}, {noon});
  const PatrolMeasures twenty = measures_of_hour(many, many.areas[0], 12, 20.0, delay_probability);
  CHECK(twenty.delayed == printed(0.550769));
  CHECK(twenty.wait[0] == printed(0.030598));
  CHECK(twenty.wait[1] == printed(0.050997));
  CHECK(twenty.wait[2] == printed(0.458974));
}

TEST_CASE("the way to a call follows the square-root law, and the response adds the wait") {
  PatrolPlan plan = plan_of({plain_area({20.0})}, {noon});
  plan.areas[0].square_km = 100.0;
  plan.areas[0].response_speed = 1.0;  // so that hours are kilometres
  const PatrolMeasures measures = measures_of_hour(plan, plan.areas[0], 12, 50.0, delay_probability);
  CHECK(measures.travel == printed(1.144114));
  CHECK(measures.response[0] == measures.wait[0] + measures.travel);
  // 30 free officers at 10 km/h on 40 km of streets.
  CHECK(measures.patrol == Approx(7.5));
}

TEST_CASE("other work takes officers away, in proportion to time and to calls") {
  PatrolPlan plan = plan_of({plain_area({1.5})}, {noon});
  plan.areas[0].other_work = 0.25;
  CHECK(measures_of_hour(plan, plan.areas[0], 12, 4.0, delay_probability).delayed == printed(0.236842));
  plan.areas[0].other_work_per_call = 0.5;
  CHECK(measures_of_hour(plan, plan.areas[0], 12, 5.0, delay_probability).delayed == printed(0.236842));
  CHECK_FALSE(measures_of_hour(plan, plan.areas[0], 12, 3.0, delay_probability).stable);
}

TEST_CASE("a shift is the mean of its hours over calls, or the worst of them") {
  PatrolPlan plan = plan_of({plain_area({1.0})}, {{"two hours", {10, 11}}});
  PatrolArea& area = plan.areas[0];
  area.profile[10] = 0.5;
  area.profile[11] = 1.5;
  const PatrolMeasures quiet = measures_of_hour(plan, area, 10, 3.0, delay_probability);
  const PatrolMeasures busy = measures_of_hour(plan, area, 11, 3.0, delay_probability);
  const PatrolMeasures mean = measures_of_shift(plan, area, plan.shifts[0], 3.0, delay_probability);
  CHECK(mean.delayed == Approx(0.25 * quiet.delayed + 0.75 * busy.delayed));
  CHECK(mean.response[0] == Approx(0.25 * quiet.response[0] + 0.75 * busy.response[0]));
  CHECK(mean.utilisation == Approx(0.5 * (quiet.utilisation + busy.utilisation)));
  CHECK(mean.patrol == Approx(0.5 * (quiet.patrol + busy.patrol)));
  plan.every_hour = true;
  const PatrolMeasures worst = measures_of_shift(plan, area, plan.shifts[0], 3.0, delay_probability);
  CHECK(worst.delayed == busy.delayed);
  CHECK(worst.patrol == busy.patrol);
  area.profile[11] = 4.0;
  CHECK_FALSE(measures_of_shift(plan, area, plan.shifts[0], 3.0, delay_probability).stable);
}
