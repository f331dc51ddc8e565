#include <catch2/catch.hpp>

#include "sim/city/travel_times.hpp"
#include "tests/support/steady_travel.hpp"

using namespace outpost;
using outpost::test::steady_travel;

namespace {

const StreetNetwork no_streets{};

Spot spot(double x, double y, std::uint32_t place = 0) {
  return {.at = {metres(x), metres(y)}, .place = place};
}

std::optional<Duration> walk(const MetricSpec& metric, const Spot& from, const Spot& to) {
  const TravelTimes times{metric, steady_travel(), no_streets};
  TravelQuery query{times};
  return query.static_time(Way::foot, from, to);
}

MetricSpec torus() {
  return {.kind = MetricKind::torus, .torus_width = metres(1000), .torus_height = metres(500)};
}

}  // namespace

TEST_CASE("straight and rectilinear trips go as the crow flies and around the corner") {
  CHECK(walk({.kind = MetricKind::straight}, spot(0, 0), spot(30, -40)) == 50s);
  CHECK(walk({.kind = MetricKind::rectilinear}, spot(0, 0), spot(30, -40)) == 70s);
}

TEST_CASE("on a torus the way over the edge is taken where it is shorter") {
  CHECK(walk(torus(), spot(100, 100), spot(200, 150)) == 150s);
  CHECK(walk(torus(), spot(50, 20), spot(980, 490)) == 70s + 30s);
  CHECK(walk(torus(), spot(980, 490), spot(50, 20)) == 70s + 30s);
  CHECK(walk(torus(), spot(0, 0), spot(500, 250)) == 750s);  // as far as it gets
}

TEST_CASE("whoever crosses the edge of a torus comes in at the other side") {
  const TravelTimes times{torus(), steady_travel(), no_streets};
  TravelQuery query{times};
  const Spot from = spot(980, 100);
  const Spot to = spot(60, 100);
  CHECK(query.on_the_way(Way::foot, from, to, 10s).at == spot(990, 100).at);
  CHECK(query.on_the_way(Way::foot, from, to, 50s).at == spot(30, 100).at);
  CHECK(query.on_the_way(Way::foot, from, to, 80s) == to);
}

TEST_CASE("a matrix is read by the numbers of the places, in the direction of the trip") {
  const MetricSpec matrix{.kind = MetricKind::matrix, .matrix = {{0s, 7s}, {9s, 0s}}};
  CHECK(walk(matrix, spot(0, 0, 0), spot(500, 0, 1)) == 7s);
  CHECK(walk(matrix, spot(500, 0, 1), spot(0, 0, 0)) == 9s);
  CHECK(walk(matrix, spot(500, 0, 1), spot(500, 0, 1)) == 0s);
  CHECK_THROWS_AS(walk(matrix, spot(0, 0, 2), spot(0, 0, 0)), BrokenInvariant);
  CHECK_THROWS_AS(walk(matrix, spot(0, 0, 0), spot(0, 0, 2)), BrokenInvariant);
}

TEST_CASE("with the zero metric everybody is there at once, on the way too") {
  const TravelTimes times{{.kind = MetricKind::zero}, steady_travel(), no_streets};
  TravelQuery query{times};
  CHECK(query.static_time(Way::car, spot(0, 0), spot(9000, 9000)) == 0s);
  CHECK(query.on_the_way(Way::car, spot(0, 0), spot(9000, 9000), 0s) == spot(9000, 9000));
  CHECK(times.arrival(Way::car, SimTime{5h}, 0ms) == SimTime{5h});
  const std::vector<WayPoint> path = query.path(Way::car, spot(0, 0), spot(9000, 9000));
  REQUIRE(path.size() == 2);
  CHECK(path.back().elapsed == 0s);
}

TEST_CASE("without streets a way needs a residential base speed") {
  TravelSpec travel = steady_travel();
  travel.base[static_cast<std::size_t>(Way::car)][static_cast<std::size_t>(StreetClass::residential)] = Speed{};
  const TravelTimes times{{.kind = MetricKind::straight}, travel, no_streets};
  TravelQuery query{times};
  CHECK_FALSE(query.static_time(Way::car, spot(0, 0), spot(1, 0)));
  CHECK(query.path(Way::car, spot(0, 0), spot(1, 0)).empty());
  CHECK(query.static_time(Way::e_bike, spot(0, 0), spot(8, 0)) == 2s);
}

TEST_CASE("without streets a path has a start and an end, and the way between is straight") {
  const TravelTimes times{{.kind = MetricKind::straight}, steady_travel(), no_streets};
  TravelQuery query{times};
  const std::vector<WayPoint> path = query.path(Way::foot, spot(0, 0), spot(30, 40));
  REQUIRE(path.size() == 2);
  CHECK(path[0].elapsed == 0s);
  CHECK(path[1].elapsed == 50s);
  CHECK(query.on_the_way(Way::foot, spot(0, 0), spot(30, 40), 25s).at == spot(15, 20).at);
  const std::vector<Origin> origins{{Way::foot, spot(0, 0)}, {Way::car, spot(30, 0)}};
  CHECK(query.static_times_to(origins, spot(30, 40)) == std::vector<std::optional<Duration>>{50s, 4s});
}

TEST_CASE("a torus without size is refused") {
  CHECK_THROWS_AS(walk({.kind = MetricKind::torus}, spot(0, 0), spot(1, 1)), BrokenInvariant);
}
