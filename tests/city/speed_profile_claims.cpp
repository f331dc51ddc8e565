#include <catch2/catch.hpp>

#include "sim/base/stream.hpp"
#include "sim/city/travel_times.hpp"
#include "tests/support/steady_travel.hpp"

using namespace outpost;
using outpost::test::steady_travel;

namespace {

TravelTimes with_car_profile(const std::array<std::int64_t, 24>& per_mille) {
  static const StreetNetwork no_streets{};
  TravelSpec travel = steady_travel();
  travel.profile[static_cast<std::size_t>(Way::car)] = per_mille;
  return TravelTimes{MetricSpec{.kind = MetricKind::straight}, travel, no_streets};
}

SimTime at(Duration since_start) {
  return SimTime{since_start};
}

}  // namespace

TEST_CASE("at half speed a trip takes twice its static time") {
  std::array<std::int64_t, 24> profile{};
  profile.fill(1000);
  profile[8] = 500;
  const TravelTimes times = with_car_profile(profile);
  CHECK(times.arrival(Way::car, at(8h), 10min) == at(8h + 20min));
  CHECK(times.arrival(Way::car, at(7h), 10min) == at(7h + 10min));
  // 50 minutes at full speed until eight, the other 10 at half.
  CHECK(times.arrival(Way::car, at(7h + 10min), 1h) == at(8h + 20min));
  CHECK(times.arrival(Way::foot, at(8h), 10min) == at(8h + 10min));
}

TEST_CASE("a trip passes midnight, whole days and the days before the start") {
  std::array<std::int64_t, 24> profile{};
  profile.fill(1000);
  profile[0] = 2000;
  const TravelTimes times = with_car_profile(profile);
  CHECK(times.arrival(Way::car, at(23h + 30min), 1h) == at(24h + 15min));
  CHECK(times.arrival(Way::car, at(0h), 3 * 25h) == at(72h));
  CHECK(times.arrival(Way::car, at(-30min), 1h) == at(15min));
  CHECK(times.arrival(Way::car, at(-48h), 25h) == at(-24h));
}

TEST_CASE("arrival is the first whole millisecond, so a trip of no time arrives when it departs") {
  std::array<std::int64_t, 24> profile{};
  profile.fill(3000);
  const TravelTimes times = with_car_profile(profile);
  CHECK(times.arrival(Way::car, at(5h), 0ms) == at(5h));
  CHECK(times.arrival(Way::car, at(5h), 1ms) == at(5h + 1ms));
  CHECK(times.arrival(Way::car, at(5h), 3ms) == at(5h + 1ms));
  CHECK(times.arrival(Way::car, at(5h), 4ms) == at(5h + 2ms));
}

TEST_CASE("for random profiles: covered inverts arrival, and a later departure never arrives earlier") {
  Stream stream{{.seed = 7}, Draw::verification, {11}};
  for (int trial = 0; trial < 2000; ++trial) {
    std::array<std::int64_t, 24> profile{};
    for (auto& hour : profile) hour = static_cast<std::int64_t>(1 + stream.below(4000));
    const TravelTimes times = with_car_profile(profile);
    const SimTime departure = at(Duration{static_cast<std::int64_t>(stream.below(20 * 86'400'000ull)) - 86'400'000});
    const Duration static_time{static_cast<std::int64_t>(stream.below(trial % 2 == 0 ? 5'000 : 200'000'000))};
    const SimTime arrival = times.arrival(Way::car, departure, static_time);
    REQUIRE(arrival >= departure);
    REQUIRE(times.covered(Way::car, departure, arrival) >= static_time);
    if (static_time > 0ms) REQUIRE(times.covered(Way::car, departure, arrival - 1ms) < static_time);
    const Duration later{static_cast<std::int64_t>(stream.below(7'200'000))};
    REQUIRE(times.arrival(Way::car, departure + later, static_time) >= arrival);
    REQUIRE(times.arrival(Way::car, departure, static_time + later) >= arrival);
  }
}

TEST_CASE("the integral of the profile agrees with a sum over every millisecond") {
  std::array<std::int64_t, 24> profile{};
  for (std::size_t hour = 0; hour < 24; ++hour) profile[hour] = static_cast<std::int64_t>(100 + 377 * hour % 1900);
  const TravelTimes times = with_car_profile(profile);
  const SimTime departure = at(6h + 59min + 58s);
  std::int64_t passed = 0;
  for (SimTime now = departure; now < departure + 5s; now += 1ms) {
    REQUIRE(times.covered(Way::car, departure, now) == Duration{passed / 1000});
    passed += profile[static_cast<std::size_t>(time_of_day(now) / 1h)];
  }
}

TEST_CASE("a profile that stands still for an hour, a negative trip and an arrival before departure are refused") {
  std::array<std::int64_t, 24> profile{};
  profile.fill(1000);
  const TravelTimes times = with_car_profile(profile);
  CHECK_THROWS_AS(times.arrival(Way::car, at(0h), -1ms), BrokenInvariant);
  CHECK_THROWS_AS(times.covered(Way::car, at(1h), at(0h)), BrokenInvariant);
  profile[3] = 0;
  CHECK_THROWS_AS(with_car_profile(profile), BrokenInvariant);
  profile[3] = -5;
  CHECK_THROWS_AS(with_car_profile(profile), BrokenInvariant);
}
