#include "sim/city/street_closures.hpp"

#include <catch2/catch.hpp>

#include "sim/base/stream.hpp"
#include "sim/city/travel_times.hpp"
#include "tests/support/ascii_city.hpp"
#include "tests/support/steady_travel.hpp"

using namespace outpost;
using outpost::test::ascii_city;
using outpost::test::steady_travel;

namespace {

StreetNetwork random_network(Stream& stream) {
  StreetNetwork network;
  const std::uint64_t nodes = 4 + stream.below(20);
  for (std::uint64_t i = 0; i < nodes; ++i) {
    const std::uint64_t x = stream.below(1'000'000);
    const std::uint64_t y = stream.below(1'000'000);
    network.nodes.push_back({millimetres(static_cast<std::int64_t>(x)), millimetres(static_cast<std::int64_t>(y))});
  }
  for (std::uint64_t i = 0; i < 2 * nodes; ++i) {
    Street street;
    street.from = NodeId{stream.below(nodes)};
    street.to = NodeId{stream.below(nodes)};
    street.length = millimetres(static_cast<std::int64_t>(1 + stream.below(i % 4 == 0 ? 20 : 400'000)));
    street.street_class = static_cast<StreetClass>(stream.below(3));
    if (stream.below(5) == 0) street.backward = WaySet{};
    network.streets.push_back(street);
  }
  return network;
}

/// The same network without closed streets and with slow ones longer: what a closure comes to, where nobody begins or
/// ends on a closed street. A street k times as slow takes as long as one with times of its own.
StreetNetwork changed(const StreetNetwork& network, const TravelSpec& travel, const StreetClosures& closures) {
  StreetNetwork other = network;
  const TravelTimes usual{MetricSpec{}, travel, network};
  TravelQuery query{usual};
  for (const TouchedStreet& touched : closures.touched()) {
    Street& street = other.streets[touched.street];
    if (touched.per_mille == 0) {
      street.forward = street.backward = WaySet{};
      continue;
    }
    GivenTimes given;
    for (std::size_t way = 0; way < way_count; ++way) {
      const Speed speed = travel.base[way][static_cast<std::size_t>(street.street_class)];
      if (speed <= Speed{}) continue;
      const std::int64_t ms = travel_time(street.length, speed).count();
      given.forward[way] = given.backward[way] = Duration{(ms * 1000 + touched.per_mille - 1) / touched.per_mille};
    }
    street.given = other.given_times.push_back(given);
  }
  return other;
}

}  // namespace

TEST_CASE("several causes may touch a street, the strictest counts, and lifting one leaves the others") {
  StreetClosures closures;
  CHECK(closures.empty());
  closures.touch(StreetId{4}, 500, 1);
  closures.touch(StreetId{2}, 300, 1);
  closures.touch(StreetId{4}, 0, 2);
  REQUIRE(closures.touched().size() == 2);
  CHECK(closures.touched()[0] == TouchedStreet{StreetId{2}, 300});
  CHECK(closures.per_mille(StreetId{4}) == 0);
  CHECK(closures.per_mille(StreetId{3}) == 1000);
  closures.lift(StreetId{4}, 2);
  CHECK(closures.per_mille(StreetId{4}) == 500);
  closures.touch(StreetId{4}, 700, 1);  // the latest word of a cause counts
  CHECK(closures.per_mille(StreetId{4}) == 700);
  closures.lift(StreetId{4}, 1);
  closures.lift(StreetId{2}, 1);
  closures.lift(StreetId{2}, 9);
  CHECK(closures == StreetClosures{});
  CHECK_THROWS_AS(closures.touch(StreetId{1}, 1000, 1), BrokenInvariant);
}

TEST_CASE("a closed bridge sends everybody around, and reopening it restores every digit") {
  const auto city = ascii_city(R"(
    a---b---c
    |       |
    d---e---f
  )");
  const TravelTimes times{MetricSpec{}, steady_travel(), city.streets};
  TravelQuery query{times};
  const Spot from = city.spot('a', 'd', metres(50));
  const Spot to = city.spot('c', 'f', metres(20));
  StreetClosures closures;
  CHECK(query.static_time(Way::foot, from, to) == 270s);
  closures.touch(city.street('a', 'b'), 0, 0);
  CHECK(query.static_time(Way::foot, from, to, closures) == 330s);
  const auto path = query.path(Way::foot, from, to, closures);
  REQUIRE(path.size() == 5);
  CHECK(path[1].spot.at == city.streets.nodes[city.junction('d')]);
  CHECK(query.on_the_way(Way::foot, from, to, 50s, closures).at == city.streets.nodes[city.junction('d')]);
  CHECK(query.on_the_way(Way::foot, from, to, 50s).at == city.streets.nodes[city.junction('a')]);
  closures.lift(city.street('a', 'b'), 0);
  CHECK(query.static_time(Way::foot, from, to, closures) == 270s);
}

TEST_CASE("the doors of a closed street are reached from either end, but nobody passes from end to end") {
  const auto city = ascii_city(R"(
    a---b
    |   |
    c---d
  )");
  const TravelTimes times{MetricSpec{}, steady_travel(), city.streets};
  TravelQuery query{times};
  StreetClosures closures;
  closures.touch(city.street('a', 'b'), 0, 0);
  const Spot door = city.spot('a', 'b', metres(30));
  CHECK(query.static_time(Way::foot, city.spot('a', 'c', metres(0)), door, closures) == 30s);
  CHECK(query.static_time(Way::foot, door, city.spot('b', 'd', metres(0)), closures) == 70s);
  CHECK(query.static_time(Way::foot, door, city.spot('a', 'b', metres(80)), closures) == 50s);
  // A spot at the very end of the street is the junction, also when it is written as lying on the street.
  CHECK(query.static_time(Way::foot, city.spot('a', 'b', metres(0)), city.spot('b', 'd', metres(0)), closures) == 300s);
  CHECK(query.static_time(Way::foot, city.spot('a', 'b', metres(0)), city.spot('a', 'b', metres(100)), closures) ==
        300s);
}

TEST_CASE("an island behind a closed bridge is not reached, instead of after a very long time") {
  const auto city = ascii_city("a---b---c");
  const TravelTimes times{MetricSpec{}, steady_travel(), city.streets};
  TravelQuery query{times};
  StreetClosures closures;
  closures.touch(city.street('a', 'b'), 0, 0);
  CHECK_FALSE(query.static_time(Way::foot, city.at('a'), city.at('c'), closures));
  CHECK(query.path(Way::foot, city.at('a'), city.at('c'), closures).empty());
  JunctionTimes all;
  query.junction_times(Way::foot, city.at('a'), Looking::from, all, closures);
  CHECK_FALSE(all.of(city.junction('c')));
}

TEST_CASE("on random networks closed and slow streets take what a network made so takes, and nobody gains by them") {
  std::size_t slower = 0;
  for (std::uint64_t trial = 0; trial < 60; ++trial) {
    Stream stream{{.seed = 21}, Draw::verification, {trial}};
    const StreetNetwork network = random_network(stream);
    const TravelSpec travel = steady_travel();
    StreetClosures closures;
    const std::uint64_t count = 1 + stream.below(5);
    for (std::uint64_t i = 0; i < count; ++i) {
      const std::uint64_t street = stream.below(network.streets.size());
      const std::uint64_t pick = stream.below(3);
      closures.touch(StreetId{street}, pick == 0 ? 333 : 0, 0);
    }
    const StreetNetwork other = changed(network, travel, closures);
    const TravelTimes times{MetricSpec{}, travel, network};
    const TravelTimes reference{MetricSpec{}, travel, other};
    TravelQuery query{times};
    TravelQuery expected{reference};
    std::vector<Spot> spots;
    for (const StreetId id : network.streets.ids()) {
      const std::uint64_t offset =
          stream.below(static_cast<std::uint64_t>(network.streets[id].length.in_millimetres()));
      if (closures.per_mille(id) > 0) {
        spots.push_back(spot_on(network, id, millimetres(static_cast<std::int64_t>(offset))));
      }
    }
    for (const Way way : {Way::foot, Way::car}) {
      std::vector<Origin> origins;
      for (const Spot& spot : spots) origins.push_back({way, spot});
      for (const Spot& to : spots) {
        const auto together = query.static_times_to(origins, to, closures);
        const auto away = query.static_times_from(way, to, spots, closures);
        for (std::size_t i = 0; i < spots.size(); ++i) {
          const auto time = expected.static_time(way, spots[i], to);
          CAPTURE(trial, i);
          REQUIRE(query.static_time(way, spots[i], to, closures) == time);
          REQUIRE(together[i] == time);
          REQUIRE(away[i] == expected.static_time(way, to, spots[i]));
          const auto usual = query.static_time(way, spots[i], to);
          if (time) REQUIRE((usual && *usual <= *time));
          if (time != usual) ++slower;
          const auto path = query.path(way, spots[i], to, closures);
          REQUIRE(path.empty() == !time.has_value());
          if (time) REQUIRE(path.back().elapsed == *time);
        }
      }
    }
  }
  CHECK(slower > 1000);
}
