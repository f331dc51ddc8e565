#include <catch2/catch.hpp>

#include "analysis/experiment/lint.hpp"
#include "analysis/planning/screen.hpp"
#include "analysis/queueing/erlang.hpp"
#include "tests/support/towns.hpp"

using namespace outpost;
using analysis::PoolScreen;
using analysis::screen;

TEST_CASE("units that are always on duty under an even rate wait as Erlang C says") {
  const auto pools = screen(*tests::points(3, [](ScenarioSpec& s) { s.demand.kinds["job"].rate = per_hour(2.4); }));
  REQUIRE(pools.size() == 1);
  CHECK(pools[0].units == 3);
  CHECK(pools[0].orders_per_day == Approx(57.6));
  CHECK(pools[0].service == Approx(1.0));
  CHECK(pools[0].variation == Approx(1.0));
  CHECK(pools[0].mean_load == Approx(2.4));
  CHECK(pools[0].mean_on_duty == Approx(3.0));
  CHECK(*pools[0].share_waiting == Approx(analysis::erlang_c(3, 2.4)));
  CHECK(*pools[0].wait_together == Approx(1.0786516854));
  CHECK(*pools[0].wait_alone == Approx(4.0));  // M/M/1 at 0.8
  CHECK(pools[0].hours_over == 0.0);
}

TEST_CASE("a law of service with twice the variation waits longer as Lee and Longton say, and constant service half") {
  const auto wait = [](const Distribution& law) {
    return *screen(*tests::points(3,
                                  [&law](ScenarioSpec& s) {
                                    s.demand.kinds["job"].rate = per_hour(2.4);
                                    s.demand.kinds["job"].on_scene = law;
                                  }))[0]
                .wait_together;
  };
  CHECK(wait(constant(1h)) == Approx(1.0786516854 / 2.0));
  CHECK(wait(gamma(1h, 1.7320508)) == Approx(1.0786516854 * 2.0).epsilon(1e-6));
}

TEST_CASE("more work than units makes the line grow without end, and there is no wait to tell") {
  const auto pools = screen(*tests::points(2, [](ScenarioSpec& s) { s.demand.kinds["job"].rate = per_hour(2.4); }));
  REQUIRE(pools.size() == 1);
  CHECK_FALSE(pools[0].stable);
  CHECK_FALSE(pools[0].wait_together.has_value());
  CHECK(pools[0].hours_over == 168.0);
}

TEST_CASE("in hours without anybody on duty orders wait for the next shift") {
  const auto pools = screen(*tests::points(5, [](ScenarioSpec& s) {
    s.demand.kinds["job"].rate = per_hour(0.01);
    s.demand.kinds["job"].on_scene = constant(1min);
    s.rosters["always"].every_day = {{0h, 12h}};
  }));
  REQUIRE(pools.size() == 1);
  // Half of the orders wait, on average until half of the twelve hours have passed.
  CHECK(*pools[0].share_waiting == Approx(0.5).epsilon(0.01));
  CHECK(*pools[0].wait_together == Approx(3.0).epsilon(0.01));
  CHECK(pools[0].hours_over == 84.0);
}

TEST_CASE("the rush of work comes after the rush of calls when orders last long") {
  const auto pools = screen(*tests::points(30, [](ScenarioSpec& s) {
    s.demand.kinds["job"].rate = per_hour(6.0);
    s.demand.kinds["job"].on_scene = constant(4h);
    s.demand.profiles["even"].swing = share(0.8);
    s.demand.profiles["even"].peak = 9h;
  }));
  CHECK(pools[0].worst_hour % 24 >= 10);
  CHECK(pools[0].worst_hour % 24 <= 13);
}

TEST_CASE("an order that needs two units is twice the work, in the screen and in the warning") {
  const auto load = [](std::int64_t units) {
    const auto desk = tests::points(8, [units](ScenarioSpec& s) {
      s.demand.kinds["job"].rate = per_hour(2.0);
      s.demand.kinds["job"].units = units;
    });
    CHECK(analysis::offered_load(*desk, {Role::crew_110}) == Approx(2.0 * static_cast<double>(units)));
    return screen(*desk)[0].mean_load;
  };
  CHECK(load(2) == Approx(2.0 * load(1)));
}

TEST_CASE("roles that answer the same kinds are one pool, and each town has its own") {
  const auto pools = screen(*tests::small_town());
  REQUIRE(pools.size() == 2);  // grid workers; officers with crews
  for (const PoolScreen& pool : pools) {
    CHECK(pool.stable);
    CHECK(pool.travel > 0.0);
    CHECK(pool.service > pool.travel);
    CHECK(*pool.wait_together <= *pool.wait_alone);
    CHECK(*pool.share_waiting >= 0.0);
    CHECK(*pool.share_waiting <= 1.0);
  }
}

TEST_CASE("the squared variation of a law is that of its formula") {
  CHECK(analysis::squared_variation(constant(1h)) == 0.0);
  CHECK(analysis::squared_variation(exponential(1h)) == 1.0);
  CHECK(analysis::squared_variation(gamma(1h, 0.5)) == Approx(0.25));
  CHECK(analysis::squared_variation(lognormal(1h, 1.17)) == Approx(2.93102).epsilon(1e-5));
  Distribution values{.law = Distribution::Law::empirical, .values = {1h, 3h}};
  CHECK(analysis::squared_variation(values) == Approx(0.25));
  CHECK(analysis::squared_variation({.law = Distribution::Law::uniform, .scale = 0h, .high = 2h}) == Approx(1.0 / 3.0));
}

TEST_CASE("areas together have the work and the units of their towns, and an area without an officer stands first") {
  const auto town = tests::small_town([](ScenarioSpec& s) {
    s.staff[Role::community_officer].per_area.reset();
    s.staff[Role::community_officer].heads = 2;
  });
  auto areas = analysis::screen_areas(*town);
  double workers = 0.0;
  double orders = 0.0;
  for (const PoolScreen& pool : areas) {
    REQUIRE(pool.area.has_value());
    if (pool.roles.front() != Role::grid_worker) continue;
    workers += pool.mean_on_duty;
    orders += pool.orders_per_day;
  }
  for (const PoolScreen& pool : screen(*town)) {
    if (pool.roles.front() != Role::grid_worker) continue;
    CHECK(workers == Approx(pool.mean_on_duty));
    CHECK(orders == Approx(pool.orders_per_day));
  }
  REQUIRE(town->places.areas.size() > 2);
  analysis::sort_by_load(areas);
  CHECK(areas.front().roles.front() == Role::community_officer);
  CHECK(areas.front().units == 0);
  CHECK_FALSE(areas.front().stable);
}
