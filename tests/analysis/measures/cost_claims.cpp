#include <algorithm>
#include <catch2/catch.hpp>

#include "analysis/measures/measures.hpp"
#include "analysis/measures/names.hpp"
#include "tests/support/measured.hpp"
#include "tests/support/towns.hpp"

using namespace outpost;
using namespace outpost::analysis;
using tests::mean_of;
using tests::points;

namespace {

constexpr double weeks_a_year = 365.0 / 7.0;
const Window week{SimTime{}, SimTime{7 * one_day}};

/// Two cars of two, eight hours a day, so 56 a week: 180,000 CNY pay 1,984 hours.
void counted(ScenarioSpec& spec) {
  spec.rosters["always"] = {};
  spec.rosters["always"].every_day = {{8h, 16h}};
  spec.staff[Role::crew_110].crew = 2;
  spec.costs.counted = Switch::on;
  spec.costs.vehicle = {};
  spec.costs.hour_on_road = {};
}

double wages_of_the_year(double wage, double people, double hours_a_week) {
  return wage * people * hours_a_week * weeks_a_year / 1'984.0;
}

}  // namespace

TEST_CASE("the wages of a roster are its hours of duty, whether or not anything happens") {
  const Measured measured = measure(*points(2, counted), RunRecord{}, week);
  CHECK(*mean_of(measured, "cost") == Approx(wages_of_the_year(180'000.0, 4.0, 56.0)));
  CHECK(*mean_of(measured, "cost", "item=wages") == *mean_of(measured, "cost"));
  CHECK(*mean_of(measured, "cost", "role=crew_110") == *mean_of(measured, "cost"));
  CHECK_FALSE(mean_of(measured, "cost", "item=overtime").has_value());
  CHECK_FALSE(mean_of(measured, "cost_per_order").has_value());
}

TEST_CASE("a plan whose costs are not counted has none, rather than none to pay") {
  const Measured measured = measure(*points(2), RunRecord{}, week);
  CHECK_FALSE(mean_of(measured, "cost").has_value());
  CHECK_FALSE(mean_of(measured, "cost_per_order").has_value());
}

TEST_CASE("auxiliaries in a unit are paid as auxiliaries") {
  const auto mixed = points(2, [](ScenarioSpec& spec) {
    counted(spec);
    spec.staff[Role::crew_110].auxiliaries = 1;
  });
  const double officers = wages_of_the_year(180'000.0, 2.0, 56.0);
  const double auxiliaries = wages_of_the_year(90'000.0, 2.0, 56.0);
  CHECK(*mean_of(measure(*mixed, RunRecord{}, week), "cost") == Approx(officers + auxiliaries));
}

TEST_CASE("an hour past the end of a shift costs its pay times the factor of overtime") {
  RunRecord record;
  // On an order from 15:00 to 18:00: two hours of two people outside the roster.
  record.statuses = {
      {.responder = ResponderId{0}, .status = Status::on_scene, .begin = SimTime{15h}, .end = SimTime{18h}}};
  const Measured measured = measure(*points(2, counted), record, week);
  const double two_hours = 2.0 * 1.5 * 2.0 * 180'000.0 / 2'088.0;
  CHECK(*mean_of(measured, "cost", "item=overtime") == Approx(two_hours * weeks_a_year));
  CHECK(*mean_of(measured, "cost") == Approx(wages_of_the_year(180'000.0, 4.0, 56.0) + two_hours * weeks_a_year));
}

TEST_CASE("standby costs the share of an hour's pay that it is paid with, and nothing by default") {
  const auto with_standby = [](double paid) {
    return points(2, [paid](ScenarioSpec& spec) {
      counted(spec);
      spec.rosters["always"].standby = {{16h, 20h}};
      spec.costs.standby = share(paid);
    });
  };
  CHECK_FALSE(mean_of(measure(*with_standby(0.0), RunRecord{}, week), "cost", "item=standby").has_value());
  const double hours = 4.0 * 28.0;  // people, hours a week
  CHECK(*mean_of(measure(*with_standby(0.25), RunRecord{}, week), "cost", "item=standby") ==
        Approx(0.25 * hours * 180'000.0 / 2'088.0 * weeks_a_year));
}

TEST_CASE("vehicles cost by the year and by the hour on the road, within the window alone") {
  const auto driving = points(2, [](ScenarioSpec& spec) {
    counted(spec);
    spec.costs.vehicle[static_cast<std::size_t>(Way::car)] = {36'500};
    spec.costs.hour_on_road[static_cast<std::size_t>(Way::car_siren)] = {40};
  });
  RunRecord record;
  record.legs = {{.responder = ResponderId{0}, .way = Way::car_siren, .begin = SimTime{1h}, .end = SimTime{2h}},
                 {.responder = ResponderId{0}, .way = Way::car, .begin = SimTime{2h}, .end = SimTime{3h}},
                 {.responder = ResponderId{1}, .way = Way::car_siren, .begin = SimTime{167h}, .end = SimTime{169h}}};
  CHECK(*mean_of(measure(*driving, record, week), "cost", "item=vehicles") ==
        Approx(2.0 * 36'500.0 + 2.0 * 40.0 * weeks_a_year));
}

TEST_CASE("extra pay goes to grid workers, for as many people as their duty takes, and the fund to nobody") {
  const auto at_desk = points(1, [](ScenarioSpec& spec) {
    counted(spec);
    spec.costs.extra_pay = {6'000};
    spec.costs.fund = {250'000};
    spec.staff[Role::grid_worker] = spec.staff[Role::crew_110];
    spec.staff[Role::grid_worker].crew = 1;
  });
  const Measured measured = measure(*at_desk, RunRecord{}, week);
  CHECK(*mean_of(measured, "cost", "item=extra_pay") == Approx(wages_of_the_year(6'000.0, 1.0, 56.0)));
  CHECK(*mean_of(measured, "cost", "item=fund") == Approx(250'000.0));
  const double by_role = *mean_of(measured, "cost", "role=crew_110") + *mean_of(measured, "cost", "role=grid_worker");
  CHECK(*mean_of(measured, "cost") == Approx(by_role + 250'000.0));
}

TEST_CASE("an order costs all that is paid for over the orders resolved in the window") {
  const auto desk = points(2, counted);
  const RunRecord record = tests::run(desk, {3, 0}, 9 * one_day).record;
  const auto resolved = std::count_if(record.stages.begin(), record.stages.end(), [](const StageRow& row) {
    return row.stage == Stage::resolved && week.contains(row.at);
  });
  REQUIRE(resolved > 20);
  const Measured measured = measure(*desk, record, week);
  CHECK(*mean_of(measured, "cost_per_order") ==
        Approx(*mean_of(measured, "cost") / weeks_a_year / static_cast<double>(resolved)));
  CHECK(find_measure("cost")->unit == Unit::money_per_year);
  CHECK(find_measure("cost_per_order")->unit == Unit::money);
}

TEST_CASE("rewards are paid for what responders wrote up and for what they made up, where they are paid") {
  const auto paying = [](Switch paid) {
    return points(2, [paid](ScenarioSpec& spec) {
      counted(spec);
      spec.rewards.paid = paid;
      spec.costs.reward = {20};
    });
  };
  RunRecord record;
  const auto found = [](Duration at, std::optional<ResponderId> by) {
    RiskRow row;
    row.stage = RiskStage::found;
    row.at = SimTime{at};
    row.by = by;
    return row;
  };
  record.risks = {found(5h, ResponderId{1}), found(6h, std::nullopt), found(200h, ResponderId{1})};
  IncidentRow made_up;
  made_up.cause = Cause::padding;
  made_up.occurred = SimTime{7h};
  record.incidents = {made_up};
  const Measured measured = measure(*paying(Switch::on), record, week);
  CHECK(*mean_of(measured, "cost", "item=rewards") == Approx(2.0 * 20.0 * weeks_a_year));
  CHECK_FALSE(mean_of(measure(*paying(Switch::off), record, week), "cost", "item=rewards").has_value());
}

TEST_CASE("whoever changes role is paid for once at a time, in training by the new role") {
  const auto moved = [](Duration training) {
    return points(3, [training](ScenarioSpec& spec) {
      counted(spec);
      spec.staff[Role::grid_worker] = spec.staff[Role::crew_110];
      spec.staff[Role::grid_worker].heads = 1;
      spec.costs.wage.fill({100'000});
      spec.transfers = {
          {.from = Role::crew_110, .to = Role::grid_worker, .heads = 1, .begins = 2 * one_day, .training = training}};
    });
  };
  const double everybody = wages_of_the_year(100'000.0, 8.0, 56.0);
  for (const Duration training : {Duration{}, 3 * one_day, 30 * one_day}) {
    CHECK(*mean_of(measure(*moved(training), RunRecord{}, week), "cost") == Approx(everybody));
  }
}
