#include "sim/city/grids/partition.hpp"

#include <catch2/catch.hpp>
#include <numeric>
#include <set>

#include "sim/base/digest.hpp"
#include "sim/city/grids/apportion.hpp"
#include "sim/city/grids/quality.hpp"
#include "tests/support/drawn_atoms.hpp"

using namespace outpost;
using tests::drawn_atoms;

namespace {

/// `side` x `side` atoms of 5 to 15 households.
AtomGraph uneven_square(std::uint32_t side) {
  AtomGraph graph;
  std::vector<AtomBorder> borders;
  Stream stream{{1, 0}, Draw::verification, {side}};
  for (std::uint32_t y = 0; y < side; ++y) {
    for (std::uint32_t x = 0; x < side; ++x) {
      const AtomIndex atom = y * side + x;
      graph.at.push_back({metres(10.0 * x), metres(10.0 * y)});
      graph.households.push_back(static_cast<std::int32_t>(5 + stream.below(11)));
      graph.area.push_back(100'000'000);
      graph.outer_border.push_back(0);
      if (x > 0) borders.push_back({atom - 1, atom, 10'000});
      if (y > 0) borders.push_back({atom - side, atom, 10'000});
    }
  }
  set_borders(graph, std::move(borders));
  return graph;
}

PartitionRequest into(std::uint32_t count) {
  PartitionRequest request;
  request.count = count;
  request.key = {1, 0};
  return request;
}

std::int64_t households_of(const AtomGraph& graph) {
  return std::accumulate(graph.households.begin(), graph.households.end(), std::int64_t{0});
}

}  // namespace

TEST_CASE("every part of a partition is connected and within 5% of the mean where the atoms are small") {
  const AtomGraph graph = uneven_square(30);
  const Partition plan = partition(graph, into(30));
  REQUIRE(plan.count == 30);
  const auto shapes = shapes_of(graph, plan.parts, plan.count);
  const double mean = static_cast<double>(households_of(graph)) / 30.0;
  const PartitionQuality quality = quality_of(graph, plan.parts, shapes, mean);
  CHECK(quality.not_contiguous == 0);
  CHECK(quality.within_5_percent == 30);
  CHECK(quality.polsby_popper_mean > 0.6);  // a 5 x 6 block has 0.78, a 3 x 10 block 0.56
}

TEST_CASE("equal arguments give equal parts, on every compiler, and another owner gives others") {
  const AtomGraph graph = uneven_square(20);
  const auto digest = [&](const PartitionRequest& request) {
    Digest sum;
    for (const std::uint32_t part : partition(graph, request).parts) sum.add(part);
    return sum.value().hex();
  };
  CHECK(digest(into(13)) == "aa89586dd73797cfd1bfcb7f216f2bcb");
  PartitionRequest other = into(13);
  other.owner = {320684};
  CHECK(digest(other) != digest(into(13)));
}

TEST_CASE("no part crosses water without a bridge, and pieces share the parts out by households") {
  const AtomGraph graph = drawn_atoms(
      "1111 1111111\n"
      "1111 1111111\n"
      "1111 1111111\n"
      "1111 1111111");
  const Partition plan = partition(graph, into(11));
  REQUIRE(plan.count == 11);
  std::set<std::uint32_t> west;
  std::set<std::uint32_t> east;
  for (AtomIndex atom = 0; atom < graph.size(); ++atom) {
    (graph.at[atom].x < metres(45) ? west : east).insert(plan.parts[atom]);
  }
  CHECK(west.size() == 4);
  CHECK(east.size() == 7);
  for (const std::uint32_t part : west) CHECK(east.count(part) == 0);
  for (const PartShape& shape : shapes_of(graph, plan.parts, plan.count)) {
    CHECK(shape.households == 40);
    CHECK(shape.pieces == 1);
  }
}

TEST_CASE("a part may cross a bridge, and does where the balance needs it") {
  const AtomGraph graph = drawn_atoms(
      "111 11\n"
      "111-11\n"
      "111 11");
  const Partition plan = partition(graph, into(3));
  const auto shapes = shapes_of(graph, plan.parts, plan.count);
  for (const PartShape& shape : shapes) {
    CHECK(shape.households == 50);
    CHECK(shape.pieces == 1);
  }
}

TEST_CASE("gardens back to back are no walk: they shorten the border and hold nothing together") {
  AtomGraph graph;
  std::vector<AtomBorder> borders;
  // Two rows of four along two streets, back to back, joined at the western end alone.
  for (int row = 0; row < 2; ++row) {
    for (int column = 0; column < 4; ++column) {
      graph.at.push_back({metres(10.0 * column), metres(10.0 * row)});
      graph.households.push_back(10);
      graph.area.push_back(100'000'000);
      graph.outer_border.push_back(0);
    }
  }
  for (AtomIndex atom : {0u, 1u, 2u, 4u, 5u, 6u}) borders.push_back({atom, atom + 1, 10'000, true});
  for (AtomIndex atom : {0u, 1u, 2u, 3u}) borders.push_back({atom, atom + 4, 10'000, atom == 0});
  set_borders(graph, std::move(borders));
  const Partition plan = partition(graph, into(2));
  for (const PartShape& shape : shapes_of(graph, plan.parts, plan.count)) {
    CHECK(shape.households == 40);
    CHECK(shape.pieces == 1);
  }
  CHECK(plan.parts[3] != plan.parts[7]);
}

TEST_CASE("where no plan is even every part still is connected and has an atom") {
  // A hub with arms: whatever does not hold the hub is a single arm.
  const AtomGraph graph = drawn_atoms(
      "  1\n"
      "  2\n"
      "12912\n"
      "  2\n"
      "  1");
  const Partition plan = partition(graph, into(4));
  REQUIRE(plan.count == 4);
  for (const PartShape& shape : shapes_of(graph, plan.parts, plan.count)) {
    CHECK(shape.pieces == 1);
    CHECK(shape.atoms >= 1);
  }
}

TEST_CASE("there are as many parts as atoms at most, and one part is the whole") {
  const AtomGraph graph = drawn_atoms("123");
  CHECK(partition(graph, into(9)).count == 3);
  CHECK(partition(graph, into(1)).parts == Parts{0, 0, 0});
  CHECK_THROWS_AS(partition(AtomGraph{}, into(1)), BrokenInvariant);
}

TEST_CASE("atoms without households are carried along") {
  const AtomGraph graph = drawn_atoms(
      "0000\n"
      "0110\n"
      "0110\n"
      "0000");
  const Partition plan = partition(graph, into(2));
  for (const PartShape& shape : shapes_of(graph, plan.parts, plan.count)) {
    CHECK(shape.households == 20);
    CHECK(shape.pieces == 1);
  }
}

TEST_CASE("whole parts are shared out by households, at least one each, ties to the earlier") {
  // 7 and 2 leave means of 129 and 150, a ratio of 1.17; 6 and 3 would leave 150 and 100.
  CHECK(apportion({900, 300, 10}, 10) == std::vector<std::uint32_t>{7, 2, 1});
  CHECK(apportion({100, 100}, 3) == std::vector<std::uint32_t>{2, 1});
  CHECK(apportion({0, 0, 5}, 2) == std::vector<std::uint32_t>{1, 1, 1});
  CHECK(apportion({}, 5).empty());
}

TEST_CASE("a part is judged by households, pieces, area and the border around it, holes included") {
  const AtomGraph graph = drawn_atoms(
      "111\n"
      "121\n"
      "111");
  const Parts parts{0, 0, 0, 0, 1, 0, 0, 0, 0};
  const auto shapes = shapes_of(graph, parts, 2);
  CHECK(shapes[0].households == 80);
  CHECK(shapes[0].area == 800'000'000);
  CHECK(shapes[0].perimeter == 160'000);
  CHECK(shapes[1].perimeter == 40'000);
  CHECK(shapes[1].polsby_popper() == Approx(0.7854).margin(1e-4));
  const PartitionQuality quality = quality_of(graph, parts, shapes, 50.0);
  CHECK(quality.cut_edges == 4);
  CHECK(quality.cut_border == Approx(40.0));
  CHECK(quality.most == Approx(1.6));
  CHECK(quality.least == Approx(0.4));
  CHECK(quality.spread == Approx(0.6));
  CHECK(quality.within_10_percent == 0);
  const Parts apart{0, 1, 0, 1, 1, 1, 1, 1, 1};
  CHECK(quality_of(graph, apart, shapes_of(graph, apart, 2), 50.0).not_contiguous == 1);
}

TEST_CASE("a graph whose neighbours do not name each other is refused") {
  AtomGraph graph = drawn_atoms("11");
  CHECK_NOTHROW(require_sound(graph));
  graph.border[0] += 1;
  CHECK_THROWS_WITH(require_sound(graph), Catch::Contains("neighbours agree about their border"));
  graph = drawn_atoms("11");
  graph.neighbour[0] = 0;
  CHECK_THROWS_WITH(require_sound(graph), Catch::Contains("a neighbour is another atom of the graph"));
}
