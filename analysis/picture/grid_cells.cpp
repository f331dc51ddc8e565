#include "analysis/picture/grid_cells.hpp"

#include <algorithm>
#include <array>
#include <cmath>
#include <set>

#include "analysis/picture/label_borders.hpp"
#include "analysis/picture/smooth_line.hpp"

namespace outpost::analysis {
namespace {

constexpr std::int64_t most_cells = 1'000'000;
constexpr int hue_count = 6;
// Where communities have no borders, ground farther than this from every building belongs to nobody: assumption.
constexpr std::int64_t reach_without_borders = 250'000;  // mm

/// Buildings by squares of the plane, for the question which one is nearest.
class Neighbourhood {
 public:
  Neighbourhood(const City& city, Position origin, Length side, std::int64_t columns, std::int64_t rows)
      : city_(city), origin_(origin), side_(side.in_millimetres()), columns_(columns), rows_(rows) {
    squares_.resize(static_cast<std::size_t>(columns * rows));
    for (const BuildingId building : city.buildings.ids()) {
      const Position at = city.buildings[building].at;
      squares_[index(column(at), row(at))].push_back(building);
    }
  }

  /// The nearest building that passes; ties go to the lower id. None within `reach`: none.
  template <class Passes>
  std::optional<BuildingId> nearest(Position to, std::int64_t reach, Passes passes) const {
    std::optional<BuildingId> best;
    std::int64_t best_square = reach * reach + 1;
    const std::int64_t own_column = column(to);
    const std::int64_t own_row = row(to);
    const std::int64_t rings = std::min(reach / side_ + 1, columns_ + rows_);
    for (std::int64_t ring = 0; ring <= rings; ++ring) {
      // Whatever lies in this ring or beyond is at least so far away.
      const std::int64_t least = std::max<std::int64_t>(ring - 1, 0) * side_;
      if (best && least * least > best_square) break;
      for (std::int64_t r = std::max<std::int64_t>(own_row - ring, 0); r <= std::min(own_row + ring, rows_ - 1); ++r) {
        const bool whole = r == own_row - ring || r == own_row + ring;
        for (std::int64_t c = own_column - ring; c <= own_column + ring; c += whole || ring == 0 ? 1 : 2 * ring) {
          if (c < 0 || c >= columns_) continue;
          for (const BuildingId building : squares_[index(c, r)]) {
            const Position at = city_.buildings[building].at;
            const std::int64_t dx = (at.x - to.x).in_millimetres();
            const std::int64_t dy = (at.y - to.y).in_millimetres();
            const std::int64_t square = dx * dx + dy * dy;
            if (square > best_square || (square == best_square && best && *best < building)) continue;
            if (!passes(building)) continue;
            best = building;
            best_square = square;
          }
        }
      }
    }
    return best;
  }

 private:
  std::int64_t column(Position at) const {
    return std::clamp<std::int64_t>((at.x - origin_.x).in_millimetres() / side_, 0, columns_ - 1);
  }
  std::int64_t row(Position at) const {
    return std::clamp<std::int64_t>((at.y - origin_.y).in_millimetres() / side_, 0, rows_ - 1);
  }
  std::size_t index(std::int64_t column, std::int64_t row) const {
    return static_cast<std::size_t>(row * columns_ + column);
  }

  const City& city_;
  Position origin_;
  std::int64_t side_;
  std::int64_t columns_;
  std::int64_t rows_;
  std::vector<std::vector<BuildingId>> squares_;
};

struct Bounds {
  Position low{};
  Position high{};
};

Bounds bounds_of(const City& city) {
  Bounds bounds;
  bool any = false;
  const auto widen = [&](Position at) {
    if (!any) bounds = {at, at};
    any = true;
    bounds.low = {std::min(bounds.low.x, at.x), std::min(bounds.low.y, at.y)};
    bounds.high = {std::max(bounds.high.x, at.x), std::max(bounds.high.y, at.y)};
  };
  for (const Building& building : city.buildings) widen(building.at);
  for (const Community& community : city.communities) {
    for (const Position& corner : community.border) widen(corner);
  }
  return bounds;
}

}  // namespace

GridCells::GridCells(const City& city, const GridPlan& plan)
    : hues_(plan.grids.size()), middles_(plan.grids.size()), breadths_(plan.grids.size()) {
  if (city.buildings.empty() || plan.grids.empty()) return;
  for (const Community& community : city.communities)
    has_communities_ = has_communities_ || community.border.size() > 2;
  const Bounds bounds = bounds_of(city);
  const std::int64_t margin = has_communities_ ? 1000 : reach_without_borders;
  const std::int64_t width = (bounds.high.x - bounds.low.x).in_millimetres() + 2 * margin;
  const std::int64_t height = (bounds.high.y - bounds.low.y).in_millimetres() + 2 * margin;
  std::int64_t side = 4000;
  while ((width / side + 2) * (height / side + 2) > most_cells) side += 500;
  cell_ = millimetres(side);
  columns_ = width / side + 2;
  rows_ = height / side + 2;
  origin_ = {bounds.low.x - millimetres(margin + side / 2), bounds.low.y - millimetres(margin + side / 2)};
  labels_.assign(static_cast<std::size_t>(columns_ * rows_), 0);
  mark_communities(city);
  mark_grids(city, plan);
  measure(plan);
  trace_borders();
  choose_hues(plan);
}

Position GridCells::corner(std::int64_t column, std::int64_t row) const {
  return {origin_.x + cell_ * column, origin_.y + cell_ * row};
}

std::uint32_t GridCells::label(std::int64_t column, std::int64_t row) const {
  if (column < 0 || row < 0 || column >= columns_ || row >= rows_) return 0;
  return labels_[static_cast<std::size_t>(row * columns_ + column)];
}

std::optional<GridId> GridCells::at(Position position) const {
  const std::int64_t x = (position.x - origin_.x).in_millimetres();
  const std::int64_t y = (position.y - origin_.y).in_millimetres();
  if (x < 0 || y < 0 || columns_ == 0) return std::nullopt;
  const std::uint32_t found = label(x / cell_.in_millimetres(), y / cell_.in_millimetres());
  if (found == 0) return std::nullopt;
  return GridId{found - 1};
}

// A cell belongs to the community whose border its middle lies within.
void GridCells::mark_communities(const City& city) {
  const std::int64_t side = cell_.in_millimetres();
  for (const CommunityId id : city.communities.ids()) {
    const std::vector<Position>& border = city.communities[id].border;
    if (border.size() < 3) continue;
    for (std::int64_t row = 0; row < rows_; ++row) {
      const Length y = origin_.y + millimetres(row * side + side / 2);
      std::vector<std::int64_t> crossings;
      for (std::size_t i = 0; i < border.size(); ++i) {
        const Position& a = border[i];
        const Position& b = border[(i + 1) % border.size()];
        if ((a.y <= y) == (b.y <= y)) continue;
        const double share = (y - a.y).in_metres() / (b.y - a.y).in_metres();
        const double x = (a.x - origin_.x).in_metres() + (b.x - a.x).in_metres() * share;
        crossings.push_back(static_cast<std::int64_t>(std::floor(x * 1000.0 + 0.5)));
      }
      std::sort(crossings.begin(), crossings.end());
      for (std::size_t i = 0; i + 1 < crossings.size(); i += 2) {
        const std::int64_t first = std::max<std::int64_t>((crossings[i] + side / 2) / side, 0);
        const std::int64_t last = std::min<std::int64_t>((crossings[i + 1] + side / 2) / side, columns_);
        for (std::int64_t column = first; column < last; ++column) {
          labels_[static_cast<std::size_t>(row * columns_ + column)] = static_cast<std::uint32_t>(id.row() + 1);
        }
      }
    }
  }
}

void GridCells::mark_grids(const City& city, const GridPlan& plan) {
  // Squares that hold a few buildings each make the search short.
  const auto wanted = static_cast<double>(std::max<std::size_t>(city.buildings.size() / 3, 1));
  const double area = static_cast<double>(columns_ * rows_) * cell_.in_metres() * cell_.in_metres();
  const Length square = std::max(metres(std::sqrt(area / wanted)), cell_);
  const std::int64_t across = columns_ * cell_.in_millimetres() / square.in_millimetres() + 1;
  const std::int64_t upwards = rows_ * cell_.in_millimetres() / square.in_millimetres() + 1;
  const Neighbourhood buildings{city, origin_, square, across, upwards};
  const std::int64_t side = cell_.in_millimetres();
  const std::int64_t reach = has_communities_ ? (columns_ + rows_) * side : reach_without_borders;
  for (std::int64_t row = 0; row < rows_; ++row) {
    for (std::int64_t column = 0; column < columns_; ++column) {
      std::uint32_t& cell = labels_[static_cast<std::size_t>(row * columns_ + column)];
      if (has_communities_ && cell == 0) continue;
      const Position middle = corner(column, row);
      const Position at{middle.x + cell_ / 2, middle.y + cell_ / 2};
      const std::uint32_t community = cell;
      const auto building = buildings.nearest(at, reach, [&](BuildingId id) {
        return community == 0 || city.buildings[id].community.row() + 1 == community;
      });
      cell = building ? static_cast<std::uint32_t>(plan.grid_of[*building].row() + 1) : 0;
    }
  }
}

void GridCells::measure(const GridPlan& plan) {
  std::vector<std::int64_t> count(plan.grids.size());
  std::vector<std::int64_t> x(plan.grids.size());
  std::vector<std::int64_t> y(plan.grids.size());
  for (std::int64_t row = 0; row < rows_; ++row) {
    for (std::int64_t column = 0; column < columns_; ++column) {
      const std::uint32_t found = label(column, row);
      if (found == 0) continue;
      ++count[found - 1];
      x[found - 1] += column;
      y[found - 1] += row;
    }
  }
  for (const GridId grid : plan.grids.ids()) {
    const std::int64_t cells = count[grid.row()];
    if (cells == 0) {
      middles_[grid] = plan.grids[grid].post.at;
      continue;
    }
    const std::int64_t side = cell_.in_millimetres();
    middles_[grid] = {origin_.x + millimetres((x[grid.row()] * side) / cells + side / 2),
                      origin_.y + millimetres((y[grid.row()] * side) / cells + side / 2)};
    breadths_[grid] = metres(std::sqrt(static_cast<double>(cells)) * cell_.in_metres());
  }
}

void GridCells::trace_borders() {
  for (const LabelBorder& traced : trace(LabelImage{columns_, rows_, labels_})) {
    GridBorder border;
    if (traced.left != 0) border.left = GridId{traced.left - 1};
    if (traced.right != 0) border.right = GridId{traced.right - 1};
    std::vector<Position> line;
    for (const LabelCorner& at : traced.line) line.push_back(corner(at.column, at.row));
    border.line = smoothed(line, cell_.in_metres() * 1.1, cell_.in_metres() * 4.0);
    borders_.push_back(std::move(border));
  }
}

void GridCells::choose_hues(const GridPlan& plan) {
  std::vector<std::set<std::size_t>> beside(plan.grids.size());
  for (const GridBorder& border : borders_) {
    if (!border.left || !border.right) continue;
    beside[border.left->row()].insert(border.right->row());
    beside[border.right->row()].insert(border.left->row());
  }
  std::vector<int> chosen(plan.grids.size(), -1);
  for (std::size_t grid = 0; grid < chosen.size(); ++grid) {
    std::array<int, hue_count> used{};
    for (const std::size_t other : beside[grid]) {
      if (chosen[other] >= 0) ++used[static_cast<std::size_t>(chosen[other])];
    }
    // The least used hue of the neighbourhood, beginning at another one each time: all six appear.
    int best = static_cast<int>(grid % hue_count);
    for (int k = 0; k < hue_count; ++k) {
      const int hue = static_cast<int>((grid + static_cast<std::size_t>(k)) % hue_count);
      if (used[static_cast<std::size_t>(hue)] < used[static_cast<std::size_t>(best)]) best = hue;
    }
    chosen[grid] = best;
    hues_[GridId{grid}] = best;
  }
}

}  // namespace outpost::analysis
