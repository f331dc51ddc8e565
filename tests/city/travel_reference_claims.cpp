// Held against a reference that shares nothing with the code but the definitions: distances between all junctions by
// Floyd and Warshall, on small random networks with one-way streets, paths, loops, parallel streets and islands.
#include <catch2/catch.hpp>

#include "sim/base/stream.hpp"
#include "sim/city/travel_times.hpp"

using namespace outpost;

namespace {

constexpr double infinite = 1e18;  // every finite time below is a whole number under 2^53: sums are exact

WaySet random_ways(Stream& stream) {
  const std::uint64_t pick = stream.below(10);
  return pick < 6 ? WaySet::all() : pick < 8 ? WaySet::no_cars() : pick < 9 ? WaySet::walking() : WaySet{};
}

struct TownWithStreets {
  StreetNetwork network{};
  TravelSpec travel{};
  std::vector<Spot> spots{};
};

TownWithStreets random_town(Stream& stream, bool two_way) {
  TownWithStreets town;
  const std::uint64_t nodes = 2 + stream.below(9);
  for (std::uint64_t i = 0; i < nodes; ++i) {
    const std::uint64_t x = stream.below(1'000'000);
    const std::uint64_t y = stream.below(1'000'000);
    town.network.nodes.push_back(
        {millimetres(static_cast<std::int64_t>(x)), millimetres(static_cast<std::int64_t>(y))});
  }
  const std::uint64_t streets = 1 + stream.below(2 * nodes);
  for (std::uint64_t i = 0; i < streets; ++i) {
    Street street;
    street.from = NodeId{stream.below(nodes)};
    street.to = NodeId{stream.below(nodes)};
    // Short ones make ties and zero offsets likely.
    street.length = millimetres(static_cast<std::int64_t>(1 + stream.below(i % 3 == 0 ? 20 : 400'000)));
    street.street_class = static_cast<StreetClass>(stream.below(street_class_count));
    street.forward = random_ways(stream);
    street.backward = two_way ? street.forward : random_ways(stream);
    if (stream.below(3) == 0) street.car_limit = kilometres_per_hour(static_cast<double>(20 + stream.below(60)));
    const StreetId id = town.network.streets.push_back(street);
    for (int k = 0; k < 2; ++k) {
      const auto offset =
          static_cast<std::int64_t>(stream.below(static_cast<std::uint64_t>(street.length.in_millimetres()) + 1));
      town.spots.push_back(spot_on(town.network, id, millimetres(offset)));
    }
    town.spots.push_back(spot_on(town.network, id, stream.below(2) == 0 ? Length{} : street.length));
  }
  return town;
}

class Reference {
 public:
  Reference(const TownWithStreets& town, Way way) : town_(&town), way_(way) {
    const std::size_t n = town.network.nodes.size();
    between_.assign(n, std::vector<double>(n, infinite));
    for (std::size_t i = 0; i < n; ++i) between_[i][i] = 0.0;
    for (const Street& street : town.network.streets) {
      shorten(street.from.row(), street.to.row(), whole(street, street.forward));
      shorten(street.to.row(), street.from.row(), whole(street, street.backward));
    }
    for (std::size_t k = 0; k < n; ++k) {
      for (std::size_t i = 0; i < n; ++i) {
        for (std::size_t j = 0; j < n; ++j) shorten(i, j, between_[i][k] + between_[k][j]);
      }
    }
  }

  double time(const Spot& from, const Spot& to) const {
    const Street& first = town_->network.streets[*from.street];
    const Street& last = town_->network.streets[*to.street];
    double best = from.street == to.street ? stretch(first, from.offset, to.offset) : infinite;
    for (const bool start_to : {false, true}) {
      for (const bool end_from : {false, true}) {
        const double out = stretch(first, from.offset, start_to ? first.length : Length{});
        const double in = stretch(last, end_from ? Length{} : last.length, to.offset);
        const NodeId begin = start_to ? first.to : first.from;
        const NodeId end = end_from ? last.from : last.to;
        best = std::min(best, out + between_[begin.row()][end.row()] + in);
      }
    }
    return best;
  }

 private:
  void shorten(std::size_t i, std::size_t j, double time) { between_[i][j] = std::min(between_[i][j], time); }

  double whole(const Street& street, WaySet allowed) const {
    const auto& base = town_->travel.base;
    const auto row = static_cast<std::size_t>(street.street_class);
    Speed speed = base[static_cast<std::size_t>(way_)][row];
    if (!allowed.has(way_) || speed <= Speed{}) return infinite;
    if (street.car_limit && way_ == Way::car) speed = *street.car_limit;
    if (street.car_limit && way_ == Way::car_siren) {
      const double ratio = base[3][row].in_metres_per_second() / base[2][row].in_metres_per_second();
      speed = metres_per_second(street.car_limit->in_metres_per_second() * ratio);
    }
    return static_cast<double>(travel_time(street.length, speed).count());
  }

  /// The smallest whole t with t * length >= whole time * distance, found by trying around the quotient.
  double stretch(const Street& street, Length begin, Length end) const {
    if (begin == end) return 0.0;
    const double all = whole(street, begin < end ? street.forward : street.backward);
    if (all >= infinite) return infinite;
    const auto length = street.length.in_millimetres();
    const auto part = (begin < end ? end - begin : begin - end).in_millimetres() * static_cast<std::int64_t>(all);
    std::int64_t time = part / length - 1;
    while (time * length < part) ++time;
    return static_cast<double>(time);
  }

  const TownWithStreets* town_;
  Way way_;
  std::vector<std::vector<double>> between_{};
};

std::optional<Duration> as_duration(double time) {
  if (time >= infinite) return std::nullopt;
  return Duration{static_cast<std::int64_t>(time)};
}

}  // namespace

TEST_CASE("on 200 random networks every trip, one by one and many at once, takes what the reference says") {
  for (std::uint64_t trial = 0; trial < 200; ++trial) {
    Stream stream{{.seed = 41}, Draw::verification, {trial}};
    const TownWithStreets town = random_town(stream, false);
    const TravelTimes times{MetricSpec{}, town.travel, town.network};
    TravelQuery query{times};
    for (std::size_t w = 0; w < way_count; ++w) {
      const Way way = static_cast<Way>(w);
      const Reference reference{town, way};
      for (const Spot& to : town.spots) {
        std::vector<Origin> origins;
        for (const Spot& from : town.spots) origins.push_back({way, from});
        const auto together = query.static_times_to(origins, to);
        for (std::size_t i = 0; i < origins.size(); ++i) {
          const auto expected = as_duration(reference.time(origins[i].spot, to));
          CAPTURE(trial, w, i, (*to.street).row(), to.offset.in_millimetres());
          REQUIRE(query.static_time(way, origins[i].spot, to) == expected);
          REQUIRE(together[i] == expected);
        }
      }
    }
  }
}

TEST_CASE("on random networks every path re-adds, street by street, to its static time and is where it says") {
  for (std::uint64_t trial = 0; trial < 60; ++trial) {
    Stream stream{{.seed = 43}, Draw::verification, {trial}};
    const TownWithStreets town = random_town(stream, false);
    const TravelTimes times{MetricSpec{}, town.travel, town.network};
    TravelQuery query{times};
    for (std::size_t k = 0; k < 200; ++k) {
      const Way way = static_cast<Way>(stream.below(way_count));
      const Spot from = town.spots[stream.below(town.spots.size())];
      const Spot to = town.spots[stream.below(town.spots.size())];
      const auto total = query.static_time(way, from, to);
      const std::vector<WayPoint> path = query.path(way, from, to);
      CAPTURE(trial, k);
      REQUIRE(path.empty() == !total.has_value());
      if (!total) continue;
      REQUIRE(path.front().spot == from);
      REQUIRE(path.front().elapsed == 0ms);
      REQUIRE(path.back().spot == to);
      REQUIRE(path.back().elapsed == *total);
      for (std::size_t i = 1; i < path.size(); ++i) {
        // A leg alone takes what it takes within the path: a soonest path consists of soonest paths.
        REQUIRE(query.static_time(way, path[i - 1].spot, path[i].spot) == path[i].elapsed - path[i - 1].elapsed);
        REQUIRE(query.on_the_way(way, from, to, path[i].elapsed).at == path[i].spot.at);
      }
    }
  }
}

TEST_CASE("on two-way networks a trip back takes as long, and a detour over a third door is never sooner") {
  for (std::uint64_t trial = 0; trial < 60; ++trial) {
    Stream stream{{.seed = 47}, Draw::verification, {trial}};
    const TownWithStreets town = random_town(stream, true);
    const TravelTimes times{MetricSpec{}, town.travel, town.network};
    TravelQuery query{times};
    for (std::size_t k = 0; k < 200; ++k) {
      const Way way = static_cast<Way>(stream.below(way_count));
      const Spot a = town.spots[stream.below(town.spots.size())];
      const Spot b = town.spots[stream.below(town.spots.size())];
      const Spot c = town.spots[stream.below(town.spots.size())];
      const auto there = query.static_time(way, a, b);
      REQUIRE(query.static_time(way, b, a) == there);
      const auto on = query.static_time(way, b, c);
      if (there && on) REQUIRE(*query.static_time(way, a, c) <= *there + *on);
    }
  }
}
