#include "analysis/picture/grid_cells.hpp"

#include <catch2/catch.hpp>

#include "analysis/picture/label_borders.hpp"
#include "analysis/picture/smooth_line.hpp"
#include "tests/analysis/picture/small_town.hpp"

namespace outpost::analysis {
namespace {

TEST_CASE("two labels side by side have one line between them and one around each") {
  const std::vector<std::uint32_t> labels{1, 1, 2, 2,  //
                                          1, 1, 2, 2};
  const std::vector<LabelBorder> borders = trace({4, 2, labels});
  REQUIRE(borders.size() == 3);
  std::size_t edges = 0;
  for (const LabelBorder& border : borders) {
    CHECK(border.left != border.right);
    edges += border.line.size() - 1;
  }
  CHECK(edges == 2 + 12);
}

TEST_CASE("an island is one closed line with the island on the left") {
  const std::vector<std::uint32_t> labels{0, 0, 0,  //
                                          0, 7, 0,  //
                                          0, 0, 0};
  const std::vector<LabelBorder> borders = trace({3, 3, labels});
  REQUIRE(borders.size() == 1);
  CHECK(borders[0].line.front() == borders[0].line.back());
  CHECK(borders[0].line.size() == 5);
  CHECK(borders[0].left == 7);
  CHECK(borders[0].right == 0);
}

TEST_CASE("labels that touch in a corner alone part in that corner") {
  const std::vector<std::uint32_t> labels{1, 2,  //
                                          2, 1};
  for (const LabelBorder& border : trace({2, 2, labels})) {
    for (std::size_t i = 1; i + 1 < border.line.size(); ++i) CHECK_FALSE(border.line[i] == LabelCorner{1, 1});
  }
}

TEST_CASE("a smoothed staircase is straight, and its ends stay") {
  std::vector<Position> stairs{{}};
  for (int i = 0; i < 20; ++i) {
    stairs.push_back({metres(i + 1), metres(i)});
    stairs.push_back({metres(i + 1), metres(i + 1)});
  }
  const std::vector<Position> line = smoothed(stairs, 1.0, 4.0);
  CHECK(line.size() == 2);
  CHECK(line.front() == stairs.front());
  CHECK(line.back() == stairs.back());
  const std::vector<Position> corner = smoothed({{}, {metres(100), {}}, {metres(100), metres(100)}}, 1.0, 4.0);
  CHECK(corner.size() > 3);
  for (const Position& at : corner) CHECK(straight_distance(at, {metres(100), {}}) > millimetres(1));
  CHECK(corner[1].x >= metres(92));  // two cuts of at most 4 m
}

TEST_CASE("the ground of a grid is what lies nearest to its buildings within the community") {
  const auto setting = small_town::setting();
  const GridCells cells{setting->city, setting->plan};
  for (const BuildingId building : setting->city.buildings.ids()) {
    CHECK(cells.at(setting->city.buildings[building].at) == setting->plan.grid_of[building]);
  }
  CHECK_FALSE(cells.at({metres(-60), metres(50)}).has_value());
  CHECK(cells.at({metres(95), metres(130)}) == setting->plan.grid_of[BuildingId{0}]);
  CHECK(cells.at({metres(105), metres(130)}) == setting->plan.grid_of[BuildingId{4}]);
  CHECK(cells.hue(GridId{0}) != cells.hue(GridId{1}));
  bool meet = false;
  for (const GridBorder& border : cells.borders()) meet = meet || (border.left && border.right);
  CHECK(meet);
}

}  // namespace
}  // namespace outpost::analysis
