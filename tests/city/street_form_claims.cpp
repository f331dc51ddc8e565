#include "sim/city/street_form.hpp"

#include <catch2/catch.hpp>

#include "tests/support/towns.hpp"

using namespace outpost;

namespace {

/// `side` x `side` squares of `metres_apart`, streets along all sides.
StreetNetwork square_lattice(std::size_t side, double metres_apart) {
  StreetNetwork network;
  const auto at = [&](std::size_t x, std::size_t y) { return NodeId{y * (side + 1) + x}; };
  for (std::size_t y = 0; y <= side; ++y) {
    for (std::size_t x = 0; x <= side; ++x) {
      network.nodes.push_back(
          {metres(metres_apart * static_cast<double>(x)), metres(metres_apart * static_cast<double>(y))});
    }
  }
  const auto join = [&](NodeId from, NodeId to) {
    Street street;
    street.from = from;
    street.to = to;
    street.length = metres(metres_apart);
    network.streets.push_back(street);
  };
  for (std::size_t y = 0; y <= side; ++y) {
    for (std::size_t x = 0; x <= side; ++x) {
      if (x < side) join(at(x, y), at(x + 1, y));
      if (y < side) join(at(x, y), at(x, y + 1));
    }
  }
  return network;
}

std::vector<bool> all(const StreetNetwork& network) {
  return std::vector<bool>(network.streets.size(), true);
}

}  // namespace

TEST_CASE("the form of a lattice is known: its junctions, its blocks, and right angles of 4 / pi") {
  const StreetNetwork network = square_lattice(20, 200.0);
  const StreetForm form = street_form(network, all(network));
  CHECK(form.junctions == 21 * 21 - 4);  // at the corners two streets are one that bends
  CHECK(form.dead_ends == 0.0);
  CHECK(form.three_way == Approx(4.0 * 19.0 / 437.0));
  CHECK(form.four_way == Approx(19.0 * 19.0 / 437.0));
  CHECK(form.blocks == 400);
  CHECK(form.block_hectares == Approx(4.0));
  CHECK(form.length_km == Approx(2 * 20 * 21 * 0.2));
  // Mean over all directions of |cos| + |sin|; the lattice's edge bends it a little.
  CHECK(form.circuity == Approx(4.0 / 3.14159265).margin(0.02));
  CHECK(form.trips > 10'000);
}

TEST_CASE("a blind street adds a dead end, a path nothing, and neither changes a block") {
  StreetNetwork network = square_lattice(3, 100.0);
  const StreetForm before = street_form(network, all(network));
  Street blind;
  blind.from = NodeId{5};
  blind.to = network.nodes.push_back({metres(150), metres(150)});
  blind.length = metres(71);
  network.streets.push_back(blind);
  Street path = blind;
  path.from = NodeId{6};
  path.forward = path.backward = WaySet::no_cars();
  network.streets.push_back(path);
  const StreetForm after = street_form(network, all(network));
  CHECK(after.junctions == before.junctions + 1);
  CHECK(after.dead_ends == Approx(1.0 / 13.0));
  CHECK(after.blocks == before.blocks);
  CHECK(after.block_hectares == before.block_hectares);
  CHECK(after.length_km == Approx(before.length_km + 0.071));
}

TEST_CASE("where a part of the streets ends, its cut junctions and open blocks do not count") {
  const StreetNetwork network = square_lattice(4, 100.0);
  std::vector<bool> part = all(network);
  for (const StreetId id : network.streets.ids()) {
    const Street& street = network.streets[id];
    if (network.nodes[street.from].x > metres(150) && network.nodes[street.to].x > metres(150)) part[id.row()] = false;
  }
  const StreetForm form = street_form(network, part);
  CHECK(form.blocks == 4);     // the western column; the next one ends at cut junctions
  CHECK(form.dead_ends == 0);  // an end that is only cut is none
  CHECK(form.junctions == 8);
}

TEST_CASE("without streets there is no form, and nothing is divided by nothing") {
  const StreetForm form = street_form(StreetNetwork{}, {});
  CHECK(form.junctions == 0);
  CHECK(form.trips == 0);
  CHECK(form.circuity == 0.0);
  CHECK(form.block_hectares == 0.0);
  CHECK(form.density == 0.0);
}

TEST_CASE("streets of town and country of a generated town differ: villages have larger blocks and fewer streets") {
  const auto town = tests::small_town();
  const City& city = town->city;
  const StreetForm urban = street_form(city.streets, streets_in(city, CommunityKind::urban));
  const StreetForm rural = street_form(city.streets, streets_in(city, CommunityKind::rural));
  CHECK(urban.blocks > 20);
  CHECK(rural.block_hectares > 2.0 * urban.block_hectares);
  CHECK(urban.density > 1.5 * rural.density);
  CHECK(urban.circuity > 1.0);
  CHECK(urban.circuity < 1.6);
}
