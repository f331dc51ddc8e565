#include <catch2/catch.hpp>

#include "analysis/location/patrol_measures.hpp"
#include "analysis/queueing/delay_probability.hpp"
#include "tests/analysis/location/patrol_plans.hpp"

using namespace outpost;
using namespace outpost::analysis;

namespace {

Approx printed(double value) {
  return Approx(value).margin(0.5e-6).epsilon(0.0);
}

}  // namespace

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
