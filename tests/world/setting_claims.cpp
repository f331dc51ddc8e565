#include <catch2/catch.hpp>

#include "tests/support/towns.hpp"

using namespace outpost;

TEST_CASE("two plans over one city share it and its travel times, and run as plans with a city each") {
  const auto alone = tests::small_town();
  const auto other = tests::small_town([](ScenarioSpec& s) { s.rules.dispatch = "soonest_free"; });
  const auto shared = make_setting(other->spec, alone->city_owner, alone->plan, alone->travel);
  CHECK(&shared->city == &alone->city);
  CHECK(shared->travel == alone->travel);
  CHECK(tests::run(shared, {3, 1}, 2 * one_day).state == tests::run(other, {3, 1}, 2 * one_day).state);
}

TEST_CASE("travel times keep their city alive") {
  std::weak_ptr<const City> city;
  std::shared_ptr<const TravelTimes> travel;
  {
    const auto town = tests::small_town();
    city = town->city_owner;
    travel = town->travel;
  }
  CHECK_FALSE(city.expired());
  travel.reset();
  CHECK(city.expired());
}
