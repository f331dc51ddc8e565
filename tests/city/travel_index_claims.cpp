// What the index answers, held against plain searches that share nothing with it but the times of streets.
#include <catch2/catch.hpp>
#include <future>

#include "sim/base/stream.hpp"
#include "sim/city/hierarchy_search.hpp"
#include "sim/city/street_graph.hpp"
#include "sim/city/travel_times.hpp"
#include "tests/support/ascii_city.hpp"
#include "tests/support/steady_travel.hpp"

using namespace outpost;
using outpost::test::ascii_city;
using outpost::test::steady_travel;

namespace {

/// A lattice with streets missing, one-way streets, paths and many equally soon ways.
StreetNetwork lattice(std::size_t side, std::uint64_t seed) {
  StreetNetwork network;
  for (std::size_t y = 0; y < side; ++y) {
    for (std::size_t x = 0; x < side; ++x) {
      network.nodes.push_back({metres(100.0 * static_cast<double>(x)), metres(100.0 * static_cast<double>(y))});
    }
  }
  Stream stream{{.seed = 9}, Draw::verification, {seed}};
  const auto add = [&](std::size_t from, std::size_t to) {
    const std::uint64_t pick = stream.below(20);
    const std::uint64_t street_class = stream.below(3);
    const std::uint64_t more = stream.below(3);
    if (pick < 3) return;
    Street street{.from = NodeId{from}, .to = NodeId{to}, .length = metres(100.0 + 10.0 * static_cast<double>(more))};
    street.street_class = static_cast<StreetClass>(street_class);
    if (pick < 5) street.backward = WaySet::walking();
    if (pick == 5) street.forward = street.backward = WaySet::no_cars();
    network.streets.push_back(street);
  };
  for (std::size_t i = 0; i < side * side; ++i) {
    if (i % side + 1 < side) add(i, i + 1);
    if (i + side < side * side) add(i, i + side);
  }
  return network;
}

std::vector<Spot> random_spots(const StreetNetwork& network, std::size_t count, std::uint64_t seed) {
  Stream stream{{.seed = 10}, Draw::verification, {seed}};
  std::vector<Spot> spots;
  for (std::size_t i = 0; i < count; ++i) {
    const StreetId street{stream.below(network.streets.size())};
    const auto length = static_cast<std::uint64_t>(network.streets[street].length.in_millimetres());
    const std::uint64_t offset = i % 5 == 0 ? 0 : stream.below(length + 1);
    spots.push_back(spot_on(network, street, millimetres(static_cast<std::int64_t>(offset))));
  }
  return spots;
}

/// The spot at a junction, on the lowest street there.
std::optional<Spot> at_junction(const StreetNetwork& network, NodeId junction) {
  for (const StreetId id : network.streets.ids()) {
    if (network.streets[id].from == junction) return spot_on(network, id, Length{});
    if (network.streets[id].to == junction) return spot_on(network, id, network.streets[id].length);
  }
  return std::nullopt;
}

}  // namespace

TEST_CASE("the times of all junctions from one and to one are those of Boost's search, on every way of moving") {
  for (std::uint64_t trial = 0; trial < 3; ++trial) {
    const StreetNetwork network = lattice(14, trial);
    const TravelTimes times{MetricSpec{}, TravelSpec{}, network};
    TravelQuery query{times};
    JunctionTimes swept;
    for (std::size_t w = 0; w < way_count; ++w) {
      const Way way = static_cast<Way>(w);
      StreetGraph reference{network, TravelSpec{}, way};
      for (const std::size_t row : {std::size_t{0}, std::size_t{77}, std::size_t{140}}) {
        const auto start = at_junction(network, NodeId{row});
        if (!start) continue;
        const std::vector<std::int64_t> expected = reference.times_from(NodeId{row});
        query.junction_times(way, *start, Looking::from, swept);
        REQUIRE(swept.size() == network.nodes.size());
        for (const NodeId junction : network.nodes.ids()) {
          const std::int64_t time = expected[junction.row()];
          CAPTURE(trial, w, row, junction.row());
          REQUIRE(swept.of(junction) ==
                  (time < StreetGraph::never ? std::optional<Duration>{Duration{time}} : std::nullopt));
          const auto end = at_junction(network, junction);
          if (end) REQUIRE(query.static_time(way, *start, *end) == swept.of(junction));
        }
        query.junction_times(way, *start, Looking::to, swept);
        for (const NodeId junction : network.nodes.ids()) {
          const auto other = at_junction(network, junction);
          if (other) REQUIRE(query.static_time(way, *other, *start) == swept.of(junction));
        }
      }
    }
  }
}

TEST_CASE("one to many, many to one, fixed places and the soonest few agree with one by one") {
  const StreetNetwork network = lattice(14, 5);
  const TravelTimes times{MetricSpec{}, TravelSpec{}, network};
  TravelQuery query{times};
  TravelQuery one_by_one{times};
  const std::vector<Spot> spots = random_spots(network, 60, 1);
  for (const Way way : {Way::foot, Way::car}) {
    const FixedOrigins posts{times, way, spots};
    for (const Spot& door : random_spots(network, 12, 2)) {
      const auto to = query.static_times_to(posts, door);
      const auto from = query.static_times_from(way, door, spots);
      std::vector<Origin> origins;
      std::vector<Soon> all;
      for (std::size_t i = 0; i < spots.size(); ++i) {
        origins.push_back({way, spots[i]});
        const auto time = one_by_one.static_time(way, spots[i], door);
        REQUIRE(to[i] == time);
        REQUIRE(from[i] == one_by_one.static_time(way, door, spots[i]));
        if (time) all.push_back({i, *time});
      }
      REQUIRE(query.static_times_to(origins, door) == to);
      std::stable_sort(all.begin(), all.end(), [](const Soon& a, const Soon& b) { return a.time < b.time; });
      all.resize(std::min<std::size_t>(all.size(), 5));
      REQUIRE(query.soonest_to(origins, door, 5) == all);
    }
  }
  CHECK(query.soonest_to({}, spots[0], 5).empty());
}

TEST_CASE("ways with equal times share one hierarchy, proportional ones only their order") {
  const StreetNetwork network = lattice(8, 6);
  TravelSpec travel = steady_travel();
  for (std::size_t street = 0; street < street_class_count; ++street) {
    travel.base[3][street] = travel.base[2][street];
    travel.base[1][street] = metres_per_second(3.0);
  }
  const TravelTimes times{MetricSpec{}, travel, network};
  CHECK(times.index().ways[3] == times.index().ways[2]);
  CHECK(times.index().ways[1] != times.index().ways[0]);
  CHECK(times.index().ways[2] != times.index().ways[0]);
}

TEST_CASE("on a network where every arc leads both ways a hierarchy keeps one side, and one street one-way needs two") {
  auto city = ascii_city(R"(
    a---b---c
    |   |   |
    d---e---f
  )");
  const TravelTimes both{MetricSpec{}, steady_travel(), city.streets};
  CHECK(both.index().ways[2]->both_ways);
  city.streets.streets[city.street('b', 'e')].backward = WaySet::walking();
  const TravelTimes one_way{MetricSpec{}, steady_travel(), city.streets};
  CHECK(one_way.index().ways[0]->both_ways);
  CHECK_FALSE(one_way.index().ways[2]->both_ways);
}

TEST_CASE("an index that was kept answers as one made anew, and one of other streets is refused") {
  const StreetNetwork network = lattice(10, 7);
  const TravelTimes made{MetricSpec{}, TravelSpec{}, network};
  const TravelTimes kept{MetricSpec{}, TravelSpec{}, network, made.index()};
  TravelQuery first{made};
  TravelQuery second{kept};
  for (const Spot& from : random_spots(network, 10, 3)) {
    for (const Spot& to : random_spots(network, 10, 4)) {
      CHECK(first.static_time(Way::car, from, to) == second.static_time(Way::car, from, to));
    }
  }
  const StreetNetwork other = lattice(9, 7);
  CHECK_THROWS_AS((TravelTimes{MetricSpec{}, TravelSpec{}, other, made.index()}), BrokenInvariant);
  CHECK(digest_of_index(TravelSpec{}, network) != digest_of_index(TravelSpec{}, other));
  TravelSpec busier;
  busier.profile[0].fill(500);
  CHECK(digest_of_index(busier, network) == digest_of_index(TravelSpec{}, network));
  busier.base[0][0] = metres_per_second(2.0);
  CHECK(digest_of_index(busier, network) != digest_of_index(TravelSpec{}, network));
}

TEST_CASE("times beyond what a hierarchy holds are still exact") {
  auto city = ascii_city(R"(
    a---b---c
    |       |
    d---e---f
  )");
  TravelSpec travel = steady_travel();
  travel.base[0].fill(metres_per_second(0.0001));  // 100 m take 11.6 days, just what one arc may take
  const TravelTimes slow{MetricSpec{}, travel, city.streets};
  TravelQuery query{slow};
  CHECK(query.static_time(Way::foot, city.at('a'), city.at('c')) == 2'000'000s);
  CHECK(query.static_time(Way::foot, city.at('a'), city.at('f')) == 3'000'000s);
  CHECK(query.static_times_from(Way::foot, city.at('a'), std::vector<Spot>{city.at('f')})[0] == 3'000'000s);
  CHECK(query.static_times_to(std::vector<Origin>{{Way::foot, city.at('a')}}, city.at('f'))[0] == 3'000'000s);
  JunctionTimes all;
  query.junction_times(Way::foot, city.at('a'), Looking::from, all);
  CHECK(all.of(city.junction('f')) == 3'000'000s);
  CHECK(query.path(Way::foot, city.at('a'), city.at('f')).back().elapsed == 3'000'000s);
  travel.base[0].fill(metres_per_second(0.00001));
  const TravelTimes slower{MetricSpec{}, travel, city.streets};
  TravelQuery patient{slower};
  CHECK(patient.static_time(Way::foot, city.at('a'), city.at('f')) == 30'000'000s);
  CHECK(patient.static_time(Way::car, city.at('a'), city.at('f')) == 30s);
  city.streets.streets[city.street('a', 'b')].length = kilometres(2'000);  // 23,000 years of 32 bits would wrap
  const TravelTimes slowest{MetricSpec{}, travel, city.streets};
  TravelQuery geological{slowest};
  CHECK(geological.static_time(Way::foot, city.at('a'), city.spot('a', 'b', kilometres(2'000))) == 50'000'000s);
}

TEST_CASE("a trip too long for a hierarchy, both halves of which are not, is still exact, with labels too") {
  const auto city = ascii_city("a---b---c---d---e---f");
  TravelSpec travel = steady_travel();
  travel.base[0].fill(metres_per_second(0.0004));  // 250,000 s an arc; a hierarchy holds 1,073,741 s
  const TravelTimes times{MetricSpec{}, travel, city.streets};
  REQUIRE(times.index().ways[0]->size() == 6);
  TravelQuery query{times};
  for (const bool labelled : {false, true}) {
    if (labelled) times.keep_labels(Way::foot);
    CHECK(query.static_time(Way::foot, city.at('a'), city.at('e')) == 1'000'000s);
    CHECK(query.static_time(Way::foot, city.at('a'), city.at('f')) == 1'250'000s);
    CHECK(query.static_time(Way::foot, city.at('f'), city.at('a')) == 1'250'000s);
    CHECK(query.static_times_from(Way::foot, city.at('a'), std::vector<Spot>(3, city.at('f')))[2] == 1'250'000s);
    CHECK(query.static_times_to(std::vector<Origin>(3, Origin{Way::foot, city.at('a')}), city.at('f'))[2] ==
          1'250'000s);
  }
}

TEST_CASE("a network without a street, or with junctions that no street reaches, has no times and breaks nothing") {
  StreetNetwork network;
  const TravelTimes none{MetricSpec{}, TravelSpec{}, network};
  CHECK(none.index().ways[0]->size() == 0);
  for (int i = 0; i < 3; ++i) network.nodes.push_back({metres(10.0 * i), Length{}});
  network.streets.push_back({.from = NodeId{0}, .to = NodeId{1}, .length = metres(10)});
  const TravelTimes times{MetricSpec{}, steady_travel(), network};
  TravelQuery query{times};
  JunctionTimes all;
  query.junction_times(Way::foot, spot_on(network, StreetId{0}, Length{}), Looking::from, all);
  CHECK(all.of(NodeId{1}) == 10s);
  CHECK_FALSE(all.of(NodeId{2}));
}

TEST_CASE("a turn that is banned sends cars around the block and lets walkers turn") {
  auto city = ascii_city(R"(
    a---b---c
        |   |
        d---e
  )");
  const StreetId ab = city.street('a', 'b');
  const StreetId bd = city.street('b', 'd');
  city.streets.banned_turns.push_back({ab, city.junction('b'), bd, WaySet{}.with(Way::car)});
  const TravelTimes times{MetricSpec{}, steady_travel(), city.streets};
  TravelQuery query{times};
  const Spot start = city.spot('a', 'b', metres(50));
  CHECK(query.static_time(Way::foot, start, city.at('d')) == 150s);
  CHECK(query.static_time(Way::car_siren, start, city.spot('b', 'd', metres(99))) ==
        Duration{3334 + 6601});  // 50 m and 99 m at 15 m/s, each rounded up
  // 50 + 100 + 100 + 100 m at 10 m/s, whether over e or by turning round in c.
  CHECK(query.static_time(Way::car, start, city.at('d')) == 35s);
  CHECK(query.static_time(Way::car, start, city.spot('b', 'd', metres(90))) == 34s);  // turning round in c
  // From the junction itself every turn is free, and the way back is not banned.
  CHECK(query.static_time(Way::car, city.spot('b', 'c', metres(0)), city.at('d')) == 10s);
  CHECK(query.static_time(Way::car, city.at('d'), start) == 15s);
  const std::vector<WayPoint> path = query.path(Way::car, start, city.at('d'));
  REQUIRE(path.size() == 6);
  CHECK(path[1].spot.at == city.streets.nodes[city.junction('b')]);
  CHECK(path[2].spot.at == city.streets.nodes[city.junction('c')]);
  JunctionTimes all;
  query.junction_times(Way::car, start, Looking::from, all);
  CHECK(all.of(city.junction('b')) == 5s);
  CHECK(all.of(city.junction('d')) == 35s);
  query.junction_times(Way::car, city.spot('b', 'd', metres(50)), Looking::to, all);
  CHECK(all.of(city.junction('a')) == 35s);
  CHECK(all.of(city.junction('b')) == 5s);
}

TEST_CASE("turns banned between streets that do not meet are refused") {
  auto city = ascii_city("a---b---c---d");
  city.streets.banned_turns.push_back(
      {city.street('a', 'b'), city.junction('b'), city.street('c', 'd'), WaySet::all()});
  CHECK_THROWS_AS((TravelTimes{MetricSpec{}, steady_travel(), city.streets}), BrokenInvariant);
}

TEST_CASE(
    "what is looked up in labels is what is searched for without them, one-way, cut off, closed or forbidden to turn") {
  for (std::uint64_t trial = 0; trial < 3; ++trial) {
    const std::size_t side = trial == 2 ? 40 : 14;
    StreetNetwork network = lattice(side, trial);
    const StreetId first{trial};
    for (const StreetId id : network.streets.ids()) {
      const Street& street = network.streets[id];
      if (id == first || street.from != network.streets[first].to) continue;
      network.banned_turns.push_back({first, street.from, id, WaySet::all()});
      break;
    }
    const TravelTimes searched{MetricSpec{}, TravelSpec{}, network};
    const TravelTimes labelled{MetricSpec{}, TravelSpec{}, network};
    for (std::size_t row = 0; row < way_count; ++row) labelled.keep_labels(static_cast<Way>(row));
    REQUIRE(labelled.bytes() > searched.bytes());
    TravelQuery by_search{searched};
    TravelQuery by_label{labelled};
    std::vector<Spot> spots = random_spots(network, 40, trial);
    spots.push_back(spot_on(network, first, millimetres(1)));
    StreetClosures closures;
    closures.touch(*spots[1].street, 0, 1);
    closures.touch(*spots[4].street, 300, 1);
    std::size_t cut_off = 0;
    for (std::size_t row = 0; row < way_count; ++row) {
      const auto way = static_cast<Way>(row);
      std::vector<Origin> origins;
      for (const Spot& spot : spots) origins.push_back({way, spot});
      for (const Spot& to : spots) {
        CHECK(by_label.static_times_to(origins, to) == by_search.static_times_to(origins, to));
        CHECK(by_label.static_times_from(way, to, spots) == by_search.static_times_from(way, to, spots));
        for (const Spot& from : spots) {
          const std::optional<Duration> time = by_search.static_time(way, from, to);
          cut_off += time ? 0 : 1;
          CHECK(by_label.static_time(way, from, to) == time);
        }
        const Spot& from = spots.front();
        CHECK(by_label.static_time(way, from, to, closures) == by_search.static_time(way, from, to, closures));
        CHECK(by_label.static_times_to(origins, to, closures) == by_search.static_times_to(origins, to, closures));
        CHECK(by_label.length(way, from, to) == by_search.length(way, from, to));
      }
    }
    CHECK(cut_off > 0);
  }
}

TEST_CASE("labels are made once for all ways that share a hierarchy, and there are none without streets") {
  const StreetNetwork network = lattice(30, 3);
  TravelSpec travel;
  travel.base[static_cast<std::size_t>(Way::car_siren)] = travel.base[static_cast<std::size_t>(Way::car)];
  const TravelTimes times{MetricSpec{}, travel, network};
  const std::size_t without = times.bytes();
  times.keep_labels(Way::car);
  const std::size_t of_cars = times.bytes();
  CHECK(of_cars > without);
  CHECK(static_cast<double>(of_cars - without) < 400.0 * 2.0 * 900.0);  // of 900 junctions, in both directions
  times.keep_labels(Way::car);
  times.keep_labels(Way::car_siren);
  CHECK(times.bytes() == of_cars);
  times.keep_labels(Way::foot);
  CHECK(times.bytes() > of_cars);
  const TravelTimes plane{MetricSpec{.kind = MetricKind::straight}, travel, network};
  plane.keep_labels(Way::car);
  CHECK(plane.bytes() == 0);
}

TEST_CASE("threads that wish for the same labels while they ask get the same answers") {
  const StreetNetwork network = lattice(30, 4);
  const TravelTimes times{MetricSpec{}, TravelSpec{}, network};
  const std::vector<Spot> spots = random_spots(network, 60, 4);
  const auto ask = [&times, &spots] {
    TravelQuery query{times};
    std::vector<std::optional<Duration>> answers;
    for (std::size_t i = 0; i < spots.size(); ++i) {
      if (i == 5) times.keep_labels(Way::foot);
      for (const Spot& to : spots) answers.push_back(query.static_time(Way::foot, spots[i], to));
    }
    return answers;
  };
  auto other = std::async(std::launch::async, ask);
  const auto mine = ask();
  CHECK(other.get() == mine);
  CHECK(ask() == mine);
}

TEST_CASE("no trip is sooner than as the crow flies on the quickest street, whatever is closed") {
  const StreetNetwork network = lattice(14, 7);
  const TravelTimes times{MetricSpec{}, TravelSpec{}, network};
  TravelQuery travel{times};
  StreetClosures closures;
  const std::vector<Spot> spots = random_spots(network, 40, 12);
  closures.touch(*spots[0].street, 0, 1);
  double closest = 0.0;
  for (std::size_t row = 0; row < way_count; ++row) {
    const auto way = static_cast<Way>(row);
    for (const Spot& from : spots) {
      for (const Spot& to : spots) {
        const Duration least = times.at_least(way, from, to);
        const auto usual = travel.static_time(way, from, to);
        const auto closed = travel.static_time(way, from, to, closures);
        if (usual) CHECK(least <= *usual);
        if (usual) CHECK(straight_distance(from.at, to.at) <= times.at_most(way, *usual));
        if (closed) CHECK(least <= *closed);
        if (usual && usual->count() > 0) {
          closest = std::max(closest, static_cast<double>(least.count()) / static_cast<double>(usual->count()));
        }
      }
    }
  }
  // Two spots of a bent street are farther apart than a part of the time from end to end, as the crow flies, would say.
  StreetNetwork bent;
  bent.nodes.push_back({});
  bent.nodes.push_back({metres(100), {}});
  bent.shape_points.push_back({metres(50), metres(100)});
  bent.streets.push_back({.from = NodeId{0}, .to = NodeId{1}, .length = metres(223.6), .shape = {0, 1}});
  const TravelTimes around{MetricSpec{}, TravelSpec{}, bent};
  TravelQuery bent_travel{around};
  const Spot corner = spot_on(bent, StreetId{0}, metres(111.8));
  const Spot end = spot_on(bent, StreetId{0}, metres(223.6));
  CHECK(around.at_least(Way::foot, corner, end) <= *bent_travel.static_time(Way::foot, corner, end));
  CHECK(closest > 0.8);  // along one of the quickest streets
  CHECK(straight_distance(corner.at, end.at) <=
        around.at_most(Way::foot, *bent_travel.static_time(Way::foot, corner, end)));
  CHECK(times.at_most(Way::car, Duration{1min}) < times.at_most(Way::car, Duration{2min}));
  MetricSpec zero;
  zero.kind = MetricKind::zero;
  const TravelTimes nowhere{zero, TravelSpec{}, network};
  CHECK(nowhere.at_least(Way::car, spots[0], spots[1]) == Duration{});
  CHECK(nowhere.at_most(Way::car, Duration{1min}) == Length{});
}
