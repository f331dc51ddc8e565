#include <algorithm>
#include <catch2/catch.hpp>

#include "analysis/experiment/lint.hpp"
#include "tests/analysis/planning/warnings.hpp"
#include "tests/support/towns.hpp"

using namespace outpost;
using analysis::lint;

namespace {}  // namespace

TEST_CASE("groups that differ in numbers are pointed out, with numbers that would not") {
  const auto crews = [](std::int64_t heads) {
    return tests::points(heads, [](ScenarioSpec& spec) {
      RosterSpec& roster = spec.rosters["always"];
      roster = {};
      roster.cycle = 4;
      roster.groups = 4;
      roster.turns = {{"1", {{8h, 24h}}}, {"2", {{0h, 8h}}}};
    });
  };
  CHECK(tests::warns(*crews(6), "6 units in 4 groups of roster always: 1 or 2 to a group"));
  CHECK(tests::warns(*crews(6), "4 or 8 would be even"));
  CHECK_FALSE(tests::warns(*crews(8), "to a group"));
}

TEST_CASE("words that can have no effect are pointed out") {
  const auto late = [](Duration begins) {
    return tests::points(3, [begins](ScenarioSpec& spec) {
      spec.staff[Role::community_officer] = spec.staff[Role::crew_110];
      spec.staff[Role::community_officer].heads = 1;
      spec.transfers = {{.from = Role::crew_110, .to = Role::community_officer, .heads = 1, .begins = begins}};
      spec.run.days = 10;
    });
  };
  CHECK(tests::warns(*late(10 * one_day), "nobody changes role in it"));
  CHECK_FALSE(tests::warns(*late(9 * one_day), "nobody changes role in it"));
  const auto paid = [](Switch on) {
    return tests::points(3, [on](ScenarioSpec& spec) {
      spec.costs.reward = {20};
      spec.rewards.paid = on;
    });
  };
  CHECK(tests::warns(*paid(Switch::off), "[costs] reward is not paid"));
  CHECK_FALSE(tests::warns(*paid(Switch::on), "[costs] reward is not paid"));
  const auto covered = [](double absent) {
    return tests::points(3, [absent](ScenarioSpec& spec) {
      spec.staff[Role::crew_110].cover = Cover::neighbours;
      spec.staff[Role::crew_110].absent = share(absent);
    });
  };
  CHECK(tests::warns(*covered(0.0), "staff.crew_110.cover: nobody is ever absent"));
  CHECK_FALSE(tests::warns(*covered(0.1), "nobody is ever absent"));
}

TEST_CASE("rules for rounds that nobody walks are pointed out") {
  const auto town = [](bool walks) {
    return tests::small_town([walks](ScenarioSpec& spec) {
      spec.rules.rounds = "risk_first";
      spec.rules.idle = "resume_round";
      if (walks) spec.work["round"] = {.kind = WorkKind::round, .roles = {Role::grid_worker}, .every = one_day};
    });
  };
  CHECK(tests::warns(*town(false),
                     "[rules] rounds is \"risk_first\", and there is no [work.NAME] of kind round or patrol"));
  CHECK(tests::warns(*town(false), "[rules] idle is \"resume_round\", and there is no [work.NAME] of kind round"));
  CHECK_FALSE(tests::warns(*town(true), "[rules] rounds is"));
  CHECK_FALSE(tests::warns(*town(true), "[rules] idle is"));
}

TEST_CASE("an area whose officer leaves by a transfer counts as one without") {
  const auto town = [](std::int64_t leave) {
    return tests::small_town([leave](ScenarioSpec& spec) {
      if (leave > 0) spec.transfers = {{.from = Role::community_officer, .to = Role::grid_worker, .heads = leave}};
    });
  };
  CHECK_FALSE(tests::warns(*town(0), "have no community officer of their own"));
  CHECK(tests::warns(*town(1), "1 of "));
  CHECK(tests::warns(*town(1), "police areas have no community officer of their own"));
}

TEST_CASE(
    "a run that is shorter than its slowest state and not warmed up is pointed out, and one that is long is not") {
  const auto town = [](Duration warm_up, std::int64_t days) {
    return tests::small_town([&](ScenarioSpec& spec) {
      spec.work["visit"] = {.kind = WorkKind::visit, .roles = {Role::grid_worker}};
      spec.run.warm_up = warm_up;
      spec.run.days = days;
    });
  };
  CHECK(tests::warns(*town(60 * one_day, 28), "how well workers know households takes 180 days to settle"));
  CHECK_FALSE(tests::warns(*town(180 * one_day, 28), "days to settle"));
  CHECK_FALSE(tests::warns(*town(0h, 180), "days to settle"));
  CHECK_FALSE(tests::warns(*tests::small_town(), "days to settle"));
}

TEST_CASE("open risks take as long to settle as whatever ends them unsought takes") {
  const auto town = [](Duration escalates, double neighbours) {
    return tests::small_town([&](ScenarioSpec& spec) {
      RiskSpec& risk = spec.risks["hazard"];
      risk.rate = per_1000_residents_per_day(0.01);
      risk.shows = constant(2 * one_day);
      risk.escalates = constant(escalates);
      risk.handled_as = "grid_case";
      risk.neighbours = neighbours;
      spec.trust.start = share(0.5);
    });
  };
  const auto settles = [](const Setting& setting) {
    const auto slow = analysis::slow_states(setting);
    REQUIRE_FALSE(slow.empty());
    CHECK(slow.front().name == "the number of open risks of kind hazard");
    return in_hours(slow.front().settles) / 24.0;
  };
  CHECK(settles(*town(100 * one_day, 0.0)) == Approx(102.0));
  CHECK(settles(*town(100 * one_day, 0.02)) == Approx(2.0 + 1.0 / (0.01 + 0.01)));
  CHECK(tests::warns(*town(500 * one_day, 0.0), "takes 502 days to settle"));
  CHECK(tests::warns(*town(500 * one_day, 0.0), "give [run] warm_up = \"365 day\""));  // more is not accepted
}

TEST_CASE("desks that are closed while nobody stands in, and desks with too few seats, are pointed out") {
  const auto desks = [](const tests::Change& change) {
    return tests::points(5, [&change](ScenarioSpec& spec) {
      spec.command.intake = constant(2min);
      spec.command.rooms.desks["police"] = {.roles = {Role::crew_110}};
      spec.command.rooms.desks["night"] = {};
      spec.command.rooms.answers.fill("police");
      spec.demand.kinds["job"].rate = per_hour(20);
      change(spec);
    });
  };
  const std::string closed = "desk police is closed in 98 of the 168 hours";
  CHECK(tests::warns(*desks([](ScenarioSpec& spec) {
    spec.command.rooms.desks["police"].hours = {{8h, 18h}};
  }),
                     closed));
  CHECK_FALSE(tests::warns(*desks([](ScenarioSpec& spec) {
    spec.command.rooms.desks["police"].hours = {{8h, 18h}};
    spec.command.rooms.desks["police"].when_closed = "night";
  }),
                           closed));
  const std::string few = "desk police has 1 seat, and answering alone keeps 1.00 busy";
  CHECK(tests::warns(*desks([](ScenarioSpec& spec) { spec.demand.kinds["job"].rate = per_hour(30); }), few));
  CHECK_FALSE(tests::warns(*desks([](ScenarioSpec&) {}), "desk police"));
}
