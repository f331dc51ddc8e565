#include <catch2/catch.hpp>
#include <numeric>

#include "sim/base/stream.hpp"
#include "sim/city/tour.hpp"
#include "tests/support/ascii_city.hpp"
#include "tests/support/steady_travel.hpp"

using namespace outpost;

namespace {

/// Straight distances between random points; `skewed` makes there and back differ.
StopTimes random_table(Stream& stream, std::size_t size, bool skewed) {
  std::vector<Position> points;
  for (std::size_t i = 0; i < size; ++i) {
    const auto x = static_cast<std::int64_t>(stream.below(400'000));
    const auto y = static_cast<std::int64_t>(stream.below(400'000));
    points.push_back({millimetres(x), millimetres(y)});
  }
  std::vector<std::vector<Duration>> times(size, std::vector<Duration>(size));
  for (std::size_t i = 0; i < size; ++i) {
    for (std::size_t j = 0; j < size; ++j) {
      const auto extra = skewed && i != j ? static_cast<std::int64_t>(stream.below(50'000)) : 0;
      times[i][j] = Duration{straight_distance(points[i], points[j]).in_millimetres() + extra};
    }
  }
  return StopTimes{times};
}

Duration walked(const StopTimes& times, const Tour& tour, TourKind kind) {
  Duration sum{};
  for (std::size_t i = 1; i < tour.stops.size(); ++i) sum += *times.between(tour.stops[i - 1], tour.stops[i]);
  if (kind == TourKind::closed) sum += *times.between(tour.stops.back(), tour.stops.front());
  return sum;
}

/// By trying every order.
Duration shortest_by_trying(const StopTimes& times, TourKind kind) {
  Tour tour;
  tour.stops.resize(times.size());
  std::iota(tour.stops.begin(), tour.stops.end(), 0u);
  Duration shortest = walked(times, tour, kind);
  while (std::next_permutation(tour.stops.begin() + 1, tour.stops.end())) {
    shortest = std::min(shortest, walked(times, tour, kind));
  }
  return shortest;
}

}  // namespace

TEST_CASE("a shortest tour is what trying every order finds, there and back alike or not") {
  for (const bool skewed : {false, true}) {
    for (const TourKind kind : {TourKind::closed, TourKind::open}) {
      for (std::size_t size = 1; size <= 7; ++size) {
        Stream stream{{.seed = 5}, Draw::verification, {size}};
        const StopTimes times = random_table(stream, size, skewed);
        const auto tour = shortest_tour(times, kind);
        REQUIRE(tour);
        CAPTURE(skewed, size, static_cast<int>(kind));
        CHECK(tour->time == shortest_by_trying(times, kind));
        CHECK(tour->time == walked(times, *tour, kind));
        CHECK(short_tour(times, kind) == tour);
      }
    }
  }
}

TEST_CASE("a tour begins at stop 0, visits every stop once and takes what its legs take") {
  for (const bool skewed : {false, true}) {
    for (const TourKind kind : {TourKind::closed, TourKind::open}) {
      Stream stream{{.seed = 6}, Draw::verification, {skewed ? 1u : 0u}};
      const StopTimes times = random_table(stream, 40, skewed);
      const auto tour = short_tour(times, kind);
      REQUIRE(tour);
      CHECK(tour->stops.front() == 0);
      std::vector<std::uint32_t> sorted = tour->stops;
      std::sort(sorted.begin(), sorted.end());
      std::vector<std::uint32_t> all(40);
      std::iota(all.begin(), all.end(), 0u);
      CHECK(sorted == all);
      CHECK(tour->time == walked(times, *tour, kind));
      CHECK(short_tour(times, kind) == tour);
    }
  }
}

TEST_CASE("beyond what is solved exactly, tours come within 3% of the shortest on average, and none undercuts it") {
  for (const TourKind kind : {TourKind::closed, TourKind::open}) {
    double excess = 0.0;
    constexpr std::uint64_t trials = 12;
    for (std::uint64_t trial = 0; trial < trials; ++trial) {
      Stream stream{{.seed = 7}, Draw::verification, {trial}};
      const StopTimes times = random_table(stream, 11, trial % 2 == 1);
      const auto heuristic = heuristic_tour(times, kind);
      const auto shortest = shortest_tour(times, kind);
      const auto bound = tour_lower_bound(times, kind);
      REQUIRE(heuristic->time >= shortest->time);
      REQUIRE(*bound <= shortest->time);
      REQUIRE(2 * *bound > shortest->time);
      excess += static_cast<double>(heuristic->time.count()) / static_cast<double>(shortest->time.count()) - 1.0;
    }
    CHECK(excess / trials < 0.03);
  }
}

TEST_CASE("an open tour is never longer than a closed one, and saves the way back on a line") {
  const auto city = test::ascii_city("a---b---c---d");
  const TravelTimes travel{MetricSpec{}, test::steady_travel(), city.streets};
  TravelQuery query{travel};
  const std::vector<Spot> stops{city.at('b'), city.at('d'), city.at('a'), city.at('c')};
  const StopTimes times{query, Way::foot, stops};
  CHECK(times.between(1, 2) == 300s);
  const auto closed = short_tour(times, TourKind::closed);
  const auto open = short_tour(times, TourKind::open);
  REQUIRE((closed && open));
  CHECK(closed->time == 600s);
  CHECK(open->time == 400s);  // b, a, then over b and c to d
  CHECK(open->stops == std::vector<std::uint32_t>{0, 2, 3, 1});
  CHECK(tour_lower_bound(times, TourKind::closed) <= closed->time);
}

TEST_CASE("there is no tour over no stop, nor over stops that cannot be reached") {
  const auto city = test::ascii_city("a---b   c---d");
  const TravelTimes travel{MetricSpec{}, test::steady_travel(), city.streets};
  TravelQuery query{travel};
  const std::vector<Spot> stops{city.at('a'), city.at('b'), city.at('c')};
  const StopTimes times{query, Way::foot, stops};
  CHECK_FALSE(times.between(0, 2));
  CHECK_FALSE(short_tour(times, TourKind::closed));
  CHECK_FALSE(heuristic_tour(times, TourKind::open));
  CHECK_FALSE(tour_lower_bound(times, TourKind::closed));
  const StopTimes none{query, Way::foot, {}};
  CHECK_FALSE(short_tour(none, TourKind::closed));
}

TEST_CASE("a tour over one stop or two is itself") {
  const StopTimes one{std::vector<std::vector<Duration>>{{0ms}}};
  CHECK(short_tour(one, TourKind::closed) == Tour{{0}, 0ms});
  const StopTimes two{std::vector<std::vector<Duration>>{{0ms, 5ms}, {7ms, 0ms}}};
  CHECK(short_tour(two, TourKind::closed) == Tour{{0, 1}, 12ms});
  CHECK(short_tour(two, TourKind::open) == Tour{{0, 1}, 5ms});
}

TEST_CASE("a table of times that is not square or has less than no time is refused") {
  CHECK_THROWS_AS((StopTimes{std::vector<std::vector<Duration>>{{0ms, 1ms}, {1ms}}}), BrokenInvariant);
  CHECK_THROWS_AS((StopTimes{std::vector<std::vector<Duration>>{{0ms, -1ms}, {1ms, 0ms}}}), BrokenInvariant);
  CHECK_THROWS_AS(
      shortest_tour(StopTimes{std::vector<std::vector<Duration>>(17, std::vector<Duration>(17))}, TourKind::closed),
      BrokenInvariant);
}
