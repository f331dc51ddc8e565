#include <catch2/catch.hpp>

#include "sim/city/travel_times.hpp"
#include "tests/support/ascii_city.hpp"
#include "tests/support/steady_travel.hpp"

using namespace outpost;
using outpost::test::ascii_city;
using outpost::test::AsciiCity;
using outpost::test::steady_travel;

namespace {

TravelTimes times_on(const AsciiCity& city) {
  return TravelTimes{MetricSpec{}, steady_travel(), city.streets};
}

}  // namespace

TEST_CASE("a trip takes the sum over its streets, and the soonest path is not the one with the fewest streets") {
  const auto city = ascii_city(R"(
    a---b---c---d
    |           |
    e===========f
  )");
  const TravelTimes times = times_on(city);
  TravelQuery query{times};
  // 300 m straight at 10 m/s, or 100 m + 300 m at 20 m/s + 100 m around.
  CHECK(query.static_time(Way::car, city.at('a'), city.at('d')) == 30s);
  CHECK(query.static_time(Way::car, city.at('e'), city.at('d')) == 25s);
  CHECK(query.static_time(Way::foot, city.at('e'), city.at('d')) == 400s);
  CHECK(query.static_time(Way::car_siren, city.at('e'), city.at('f')) == 10s);
}

TEST_CASE("a whole street and a stretch of it are each rounded up to a millisecond") {
  auto city = ascii_city("a---b---c");
  TravelSpec travel = steady_travel();
  travel.base[0].fill(metres_per_second(3.0));  // 100 m take 33,333.3 ms
  const TravelTimes times{MetricSpec{}, travel, city.streets};
  TravelQuery query{times};
  CHECK(query.static_time(Way::foot, city.at('a'), city.at('b')) == 33'334ms);
  CHECK(query.static_time(Way::foot, city.at('a'), city.at('c')) == 66'668ms);
  // 1 mm of 33,334 ms over 100,000 mm is a third of a millisecond.
  CHECK(query.static_time(Way::foot, city.at('a'), city.spot('a', 'b', millimetres(1))) == 1ms);
  CHECK(query.static_time(Way::foot, city.at('a'), city.spot('a', 'b', millimetres(3))) == 2ms);
}

TEST_CASE("two doors in one street are joined directly, in both directions") {
  const auto city = ascii_city("a---b");
  const TravelTimes times = times_on(city);
  TravelQuery query{times};
  const Spot near = city.spot('a', 'b', metres(20));
  const Spot far = city.spot('a', 'b', metres(70));
  CHECK(query.static_time(Way::foot, near, far) == 50s);
  CHECK(query.static_time(Way::foot, far, near) == 50s);
  CHECK(query.static_time(Way::foot, near, near) == 0s);
}

TEST_CASE("against a one-way street a car goes around the block and a walker goes straight") {
  const auto city = ascii_city(R"(
    a->-b
    |   |
    c---d
  )");
  const TravelTimes times = times_on(city);
  TravelQuery query{times};
  const Spot near = city.spot('a', 'b', metres(20));
  const Spot far = city.spot('a', 'b', metres(70));
  CHECK(query.static_time(Way::car, near, far) == 5s);
  CHECK(query.static_time(Way::car, far, near) == 3s + 30s + 2s);
  CHECK(query.static_time(Way::foot, far, near) == 50s);
  CHECK(query.static_time(Way::car, city.at('b'), city.at('a')) == 30s);
}

TEST_CASE("a long street is left for a sooner way around, even between two of its doors") {
  auto city = ascii_city(R"(
    a---b
    |   |
    c===d
  )");
  city.streets.streets[city.street('a', 'b')].length = metres(1000);
  const TravelTimes times = times_on(city);
  TravelQuery query{times};
  // 1 + 10 + 5 + 10 + 1 s around, 98 s along.
  CHECK(query.static_time(Way::car, city.spot('a', 'b', metres(10)), city.spot('a', 'b', metres(990))) == 27s);
  CHECK(query.static_time(Way::car, city.spot('a', 'b', metres(400)), city.spot('a', 'b', metres(600))) == 20s);
}

TEST_CASE("a car cannot use a path, an e-bike can") {
  const auto city = ascii_city(R"(
    a...b
    |   |
    c---d
  )");
  const TravelTimes times = times_on(city);
  TravelQuery query{times};
  CHECK(query.static_time(Way::car, city.at('a'), city.at('b')) == 30s);
  CHECK(query.static_time(Way::e_bike, city.at('a'), city.at('b')) == 25s);
  CHECK_FALSE(query.static_time(Way::car, city.at('c'), city.spot('a', 'b', metres(50))));
  CHECK_FALSE(query.static_time(Way::car, city.spot('a', 'b', metres(50)), city.at('c')));
  // The very end of the path is the junction, where the car may well be.
  CHECK(query.static_time(Way::car, city.spot('a', 'b', metres(0)), city.at('c')) == 10s);
}

TEST_CASE("a base speed of zero keeps a way off a class of street, whatever the street allows") {
  auto city = ascii_city("a===b");
  TravelSpec travel = steady_travel();
  travel.base[static_cast<std::size_t>(Way::e_bike)][static_cast<std::size_t>(StreetClass::arterial)] = Speed{};
  const TravelTimes times{MetricSpec{}, travel, city.streets};
  TravelQuery query{times};
  CHECK_FALSE(query.static_time(Way::e_bike, city.at('a'), city.at('b')));
  CHECK(query.static_time(Way::car, city.at('a'), city.at('b')) == 5s);
}

TEST_CASE("where no way leads there is no time, no path and nobody on the way") {
  const auto city = ascii_city("a---b   c---d");
  const TravelTimes times = times_on(city);
  TravelQuery query{times};
  CHECK_FALSE(query.static_time(Way::foot, city.at('a'), city.at('c')));
  CHECK(query.path(Way::foot, city.at('a'), city.at('c')).empty());
  CHECK_THROWS_AS(query.on_the_way(Way::foot, city.at('a'), city.at('c'), 1s), BrokenInvariant);
  const std::vector<Origin> origins{{Way::foot, city.at('a')}, {Way::foot, city.at('d')}, {Way::car, city.at('b')}};
  CHECK(query.static_times_to(origins, city.at('c')) ==
        std::vector<std::optional<Duration>>{std::nullopt, 100s, std::nullopt});
}

TEST_CASE("a tagged limit replaces the car's base speed; a siren keeps its ratio to it; walkers do not care") {
  auto city = ascii_city("a===b");
  city.streets.streets[city.street('a', 'b')].car_limit = metres_per_second(8.0);
  const TravelTimes times = times_on(city);
  TravelQuery query{times};
  CHECK(query.static_time(Way::car, city.at('a'), city.at('b')) == 12'500ms);
  CHECK(query.static_time(Way::car_siren, city.at('a'), city.at('b')) == 8'334ms);  // 8 m/s x 30 / 20
  CHECK(query.static_time(Way::foot, city.at('a'), city.at('b')) == 100s);
  CHECK(query.static_time(Way::e_bike, city.at('a'), city.at('b')) == 25s);
}

TEST_CASE("a gate costs its time on the street that passes it, both ways, and a stretch of that street in proportion") {
  auto city = ascii_city("a---b---c");
  const auto plain = city;
  city.streets.streets[city.street('b', 'c')].gate = true;
  TravelSpec spec = steady_travel();
  spec.gate = {0s, 4s, 20s, 12s};
  const TravelTimes times{MetricSpec{}, spec, city.streets};
  const TravelTimes open = times_on(plain);
  TravelQuery query{times};
  TravelQuery without{open};
  for (const auto& [way, cost] :
       {std::pair{Way::foot, 0s}, {Way::e_bike, 4s}, {Way::car, 20s}, {Way::car_siren, 12s}}) {
    const auto there = without.static_time(way, city.at('a'), city.at('c'));
    CHECK(query.static_time(way, city.at('a'), city.at('c')) == *there + cost);
    CHECK(query.static_time(way, city.at('c'), city.at('a')) == *there + cost);
    CHECK(query.static_time(way, city.at('a'), city.at('b')) == without.static_time(way, city.at('a'), city.at('b')));
    const Spot inside = city.spot('b', 'c', metres(25));
    CHECK(query.static_time(way, city.at('b'), inside) ==
          *without.static_time(way, city.at('b'), inside) + Duration{cost} / 4);
  }
  CHECK(digest_of_index(spec, city.streets) != digest_of_index(spec, plain.streets));
}

TEST_CASE("times that a table gives for a street replace its length and speed, each for its way and direction") {
  auto city = ascii_city("a===b");
  GivenTimes given;
  given.forward[static_cast<std::size_t>(Way::car)] = 7'001ms;
  given.backward[static_cast<std::size_t>(Way::car)] = 9s;
  given.backward[static_cast<std::size_t>(Way::car_siren)] = 4s;
  city.streets.streets[city.street('a', 'b')].given = city.streets.given_times.push_back(given);
  const TravelTimes times = times_on(city);
  TravelQuery query{times};
  CHECK(query.static_time(Way::car, city.at('a'), city.at('b')) == 7'001ms);
  CHECK(query.static_time(Way::car, city.at('b'), city.at('a')) == 9s);
  CHECK(query.static_time(Way::car_siren, city.at('b'), city.at('a')) == 4s);
  CHECK(query.static_time(Way::car_siren, city.at('a'), city.at('b')) == 4'668ms);  // 7,001 ms x 20 / 30, rounded up
  CHECK(query.static_time(Way::foot, city.at('a'), city.at('b')) == 100s);
  // In proportion along the street.
  CHECK(query.static_time(Way::car, city.at('b'), city.spot('a', 'b', metres(25))) == 6'750ms);
}

TEST_CASE("a given time lets a way onto a class that it may not use, but not past a street closed to it") {
  auto city = ascii_city("a===b===c");
  GivenTimes given;
  given.forward[static_cast<std::size_t>(Way::car)] = 5s;
  const auto both = city.streets.given_times.push_back(given);
  city.streets.streets[city.street('a', 'b')].given = both;
  city.streets.streets[city.street('b', 'c')].given = both;
  city.streets.streets[city.street('b', 'c')].forward = WaySet::no_cars();
  TravelSpec travel = steady_travel();
  travel.base[static_cast<std::size_t>(Way::car)].fill(Speed{});
  const TravelTimes times{MetricSpec{}, travel, city.streets};
  TravelQuery query{times};
  CHECK(query.static_time(Way::car, city.at('a'), city.at('b')) == 5s);
  CHECK_FALSE(query.static_time(Way::car, city.at('b'), city.at('a')));
  CHECK_FALSE(query.static_time(Way::car, city.at('b'), city.at('c')));
}

TEST_CASE("many origins to one door are answered like one by one, each by its own way") {
  const auto city = ascii_city(R"(
    a->-b---c
    |   |   :
    d---e-<-f
  )");
  const TravelTimes times = times_on(city);
  TravelQuery query{times};
  const Spot door = city.spot('c', 'f', metres(30));
  for (const Spot& to : {door, city.at('a'), city.spot('a', 'b', metres(55))}) {
    std::vector<Origin> origins;
    for (const Way way : {Way::foot, Way::car, Way::e_bike, Way::car_siren, Way::foot}) {
      for (const char name : {'a', 'b', 'c', 'd', 'e', 'f'}) origins.push_back({way, city.at(name)});
      origins.push_back({way, city.spot('a', 'b', metres(60))});
      origins.push_back({way, door});
    }
    const auto together = query.static_times_to(origins, to);
    REQUIRE(together.size() == origins.size());
    for (std::size_t i = 0; i < origins.size(); ++i) {
      CHECK(together[i] == query.static_time(origins[i].way, origins[i].spot, to));
    }
  }
  CHECK(query.static_times_to({}, door).empty());
}

TEST_CASE("a path names every junction passed, and its times add up street by street") {
  const auto city = ascii_city(R"(
    a---b---c
    |       |
    d---e---f
  )");
  const TravelTimes times = times_on(city);
  TravelQuery query{times};
  const Spot from = city.spot('a', 'd', metres(90));
  const Spot to = city.spot('f', 'c', metres(25));
  const std::vector<WayPoint> path = query.path(Way::foot, from, to);
  REQUIRE(path.size() == 5);
  CHECK(path.front().spot == from);
  CHECK(path.back().spot == to);
  const std::array<char, 3> passed{'d', 'e', 'f'};
  for (std::size_t i = 0; i < passed.size(); ++i) {
    CHECK(path[i + 1].spot.at == city.streets.nodes[city.junction(passed[i])]);
  }
  const std::vector<Duration> elapsed{path[0].elapsed, path[1].elapsed, path[2].elapsed, path[3].elapsed,
                                      path[4].elapsed};
  CHECK(elapsed == std::vector<Duration>{0s, 10s, 110s, 210s, 235s});
  CHECK(path.back().elapsed == query.static_time(Way::foot, from, to));
}

TEST_CASE("of equally soon paths the one over the lower street is taken") {
  auto city = ascii_city(R"(
    a---b
    |   |
    c---d
  )");
  const auto passes = [&city](char name) {
    const TravelTimes times = times_on(city);
    TravelQuery query{times};
    bool passed = false;
    for (const WayPoint& point : query.path(Way::foot, city.spot('a', 'b', metres(0)), city.at('d'))) {
      passed |= point.spot.at == city.streets.nodes[city.junction(name)];
    }
    return passed;
  };
  // Into d lead c-d and b-d, equally soon.
  const StreetId over_c = city.street('c', 'd');
  const StreetId over_b = city.street('b', 'd');
  REQUIRE(over_c < over_b);
  CHECK(passes('c'));
  CHECK_FALSE(passes('b'));
  std::swap(city.streets.streets[over_c], city.streets.streets[over_b]);
  CHECK(passes('b'));
  CHECK_FALSE(passes('c'));
}

TEST_CASE("somebody on the way stands on the path, in proportion between two junctions") {
  const auto city = ascii_city(R"(
    a---b---c
    |       |
    d---e---f
  )");
  const TravelTimes times = times_on(city);
  TravelQuery query{times};
  const Spot from = city.spot('a', 'd', metres(90));
  const Spot to = city.spot('f', 'c', metres(25));
  const auto there = [&](Duration elapsed) { return query.on_the_way(Way::foot, from, to, elapsed); };
  CHECK(there(-1s) == from);
  CHECK(there(0s) == from);
  CHECK(there(4s).at == city.spot('a', 'd', metres(94)).at);
  CHECK(there(10s).at == city.streets.nodes[city.junction('d')]);
  CHECK(there(60s) == city.spot('d', 'e', metres(50)));
  CHECK(there(235s) == to);
  CHECK(there(1h) == to);
  // From there on the rest of the trip takes the rest of the time.
  CHECK(query.static_time(Way::foot, there(60s), to) == 175s);
}

TEST_CASE("a car half-way along a one-way street is on that street and goes on forwards") {
  const auto city = ascii_city(R"(
    a->-b
    |   |
    c---d
  )");
  const TravelTimes times = times_on(city);
  TravelQuery query{times};
  const Spot door = city.spot('b', 'd', metres(50));
  const Spot half_way = query.on_the_way(Way::car, city.at('a'), door, 5s);
  CHECK(half_way == city.spot('a', 'b', metres(50)));
  CHECK(query.static_time(Way::car, half_way, door) == 10s);
  CHECK(query.static_time(Way::car, half_way, city.at('a')) == 35s);
}

TEST_CASE("parallel streets and loops are streets like others") {
  auto city = ascii_city("a---b");
  const NodeId a = city.junction('a');
  const NodeId b = city.junction('b');
  const StreetId shortcut = city.streets.streets.push_back({.from = b, .to = a, .length = metres(60)});
  const StreetId loop = city.streets.streets.push_back({.from = b, .to = b, .length = metres(80)});
  const TravelTimes times = times_on(city);
  TravelQuery query{times};
  CHECK(query.static_time(Way::foot, city.at('a'), city.at('b')) == 60s);
  const std::vector<WayPoint> path =
      query.path(Way::foot, spot_on(city.streets, loop, metres(70)), spot_on(city.streets, shortcut, metres(30)));
  REQUIRE(path.size() == 3);
  CHECK(path[1].elapsed == 10s);
  CHECK(path[2].elapsed == 40s);
  // Around the loop over its junction is nearer than along it.
  CHECK(query.static_time(Way::foot, spot_on(city.streets, loop, metres(5)), spot_on(city.streets, loop, metres(75))) ==
        10s);
}

TEST_CASE("an answer does not depend on what was asked before") {
  const auto city = ascii_city(R"(
    a---b->-c---d
    |   |   |   |
    e===f---g...h
  )");
  const TravelTimes times = times_on(city);
  std::vector<Spot> spots;
  for (const char name : {'a', 'b', 'c', 'd', 'e', 'f', 'g', 'h'}) spots.push_back(city.at(name));
  TravelQuery worn{times};
  for (const Spot& from : spots) {
    for (const Spot& to : spots) {
      for (const Way way : {Way::car, Way::foot}) {
        TravelQuery fresh{times};
        CHECK(worn.static_time(way, from, to) == fresh.static_time(way, from, to));
      }
      const std::vector<Origin> origins{{Way::car, from}, {Way::e_bike, to}};
      TravelQuery fresh{times};
      CHECK(worn.static_times_to(origins, to) == fresh.static_times_to(origins, to));
    }
  }
}

TEST_CASE("a street without length, or with less, is refused") {
  auto city = ascii_city("a---b");
  for (const Length wrong : {Length{}, -metres(1), kilometres(2200)}) {
    city.streets.streets[city.street('a', 'b')].length = wrong;
    CHECK_THROWS_AS(times_on(city), BrokenInvariant);
  }
}

TEST_CASE("on streets, a spot without a street or beyond its end is refused") {
  const auto city = ascii_city("a---b");
  const TravelTimes times = times_on(city);
  TravelQuery query{times};
  CHECK_THROWS_AS(query.static_time(Way::foot, Spot{}, city.at('a')), BrokenInvariant);
  Spot beyond = city.at('a');
  beyond.offset = metres(101);
  CHECK_THROWS_AS(query.static_time(Way::foot, city.at('a'), beyond), BrokenInvariant);
}
