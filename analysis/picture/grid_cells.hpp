#pragma once

#include <optional>
#include <vector>

#include "sim/city/grid_plan.hpp"

namespace outpost::analysis {

/// A line between two grids, or between a grid and open country, with the one grid on its left and the other on its
/// right as one walks along it.
struct GridBorder {
  std::vector<Position> line{};
  std::optional<GridId> left{};
  std::optional<GridId> right{};
};

/// The ground of every grid. A grid is a list of buildings; as its ground counts what lies nearer to one of its
/// buildings than to any other building of the community. Made once a city, on square cells of at least 4 m, at most a
/// million of them; borders are smoothed.
class GridCells {
 public:
  GridCells(const City& city, const GridPlan& plan);

  /// Whose ground it is; none outside every community.
  std::optional<GridId> at(Position position) const;
  const std::vector<GridBorder>& borders() const { return borders_; }
  /// 0 to 5, such that grids side by side differ wherever six hues suffice.
  int hue(GridId grid) const { return hues_[grid]; }
  /// The middle of the grid's ground, or its post where it has none.
  Position middle(GridId grid) const { return middles_[grid]; }
  /// Of a square with the area of the grid's ground.
  Length breadth(GridId grid) const { return breadths_[grid]; }

 private:
  void mark_communities(const City& city);
  void mark_grids(const City& city, const GridPlan& plan);
  void measure(const GridPlan& plan);
  void trace_borders();
  void choose_hues(const GridPlan& plan);
  Position corner(std::int64_t column, std::int64_t row) const;
  std::uint32_t label(std::int64_t column, std::int64_t row) const;  // 0: none, else grid + 1

  Position origin_{};
  Length cell_ = millimetres(4000);
  std::int64_t columns_ = 0;
  std::int64_t rows_ = 0;
  bool has_communities_ = false;         // communities with borders
  std::vector<std::uint32_t> labels_{};  // while it is made: communities, then grids; 0 for none
  std::vector<GridBorder> borders_{};
  Table<GridId, int> hues_{};
  Table<GridId, Position> middles_{};
  Table<GridId, Length> breadths_{};
};

}  // namespace outpost::analysis
