#include "analysis/picture/grid_cells.hpp"

#include <algorithm>
#include <array>
#include <cmath>
#include <set>

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

double distance_from_line(Position p, Position a, Position b) {
  const double run = (b.x - a.x).in_metres();
  const double rise = (b.y - a.y).in_metres();
  const double x = (p.x - a.x).in_metres();
  const double y = (p.y - a.y).in_metres();
  const double length = std::sqrt(run * run + rise * rise);
  return length == 0.0 ? std::sqrt(x * x + y * y) : std::fabs(run * y - rise * x) / length;
}

// Douglas and Peucker 1973: drops the steps of the cells.
void keep_corners(const std::vector<Position>& line, std::size_t first, std::size_t last, double tolerance,
                  std::vector<bool>& kept) {
  double farthest = 0.0;
  std::size_t at = first;
  for (std::size_t i = first + 1; i < last; ++i) {
    const double distance = distance_from_line(line[i], line[first], line[last]);
    if (distance > farthest) {
      farthest = distance;
      at = i;
    }
  }
  if (farthest <= tolerance) return;
  kept[at] = true;
  keep_corners(line, first, at, tolerance, kept);
  keep_corners(line, at, last, tolerance, kept);
}

Position towards(Position from, Position to, double reach) {
  const double length = straight_distance(from, to).in_metres();
  const double part = length > 0.0 ? std::min(0.25, reach / length) : 0.0;
  return {from.x + metres((to.x - from.x).in_metres() * part), from.y + metres((to.y - from.y).in_metres() * part)};
}

// Without the steps of the cells, and with its corners cut off twice (Chaikin 1974), each by at most `reach`; the ends,
// where lines meet, stay.
std::vector<Position> smoothed(const std::vector<Position>& line, double tolerance, double reach) {
  std::vector<bool> kept(line.size());
  kept.front() = true;
  kept.back() = true;
  const bool is_loop = line.front() == line.back();
  const std::size_t middle = line.size() / 2;
  if (is_loop) kept[middle] = true;
  keep_corners(line, 0, is_loop ? middle : line.size() - 1, tolerance, kept);
  if (is_loop) keep_corners(line, middle, line.size() - 1, tolerance, kept);
  std::vector<Position> corners;
  for (std::size_t i = 0; i < line.size(); ++i) {
    if (kept[i]) corners.push_back(line[i]);
  }
  for (int pass = 0; pass < 2 && corners.size() > 2; ++pass) {
    std::vector<Position> cut{corners.front()};
    for (std::size_t i = 1; i + 1 < corners.size(); ++i) {
      cut.push_back(towards(corners[i], corners[i - 1], reach));
      cut.push_back(towards(corners[i], corners[i + 1], reach));
    }
    cut.push_back(corners.back());
    corners = std::move(cut);
  }
  return corners;
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

// Walks along the edges between cells of different labels, from one corner where lines meet to the next; then along
// the closed lines that are left. Directions: 0 east, 1 north, 2 west, 3 south.
void GridCells::trace_borders() {
  const std::int64_t across = columns_ + 1;
  constexpr std::array<std::pair<int, int>, 4> steps{{{1, 0}, {0, 1}, {-1, 0}, {0, -1}}};
  const auto sides = [this](std::int64_t c, std::int64_t r, int direction) -> std::pair<std::uint32_t, std::uint32_t> {
    switch (direction) {  // left and right of the edge that leaves the corner
      case 0:
        return {label(c, r), label(c, r - 1)};
      case 1:
        return {label(c - 1, r), label(c, r)};
      case 2:
        return {label(c - 1, r - 1), label(c - 1, r)};
      default:
        return {label(c, r - 1), label(c - 1, r - 1)};
    }
  };
  const auto is_border = [&](std::int64_t c, std::int64_t r, int direction) {
    const auto [left, right] = sides(c, r, direction);
    return left != right;
  };
  const auto degree = [&](std::int64_t c, std::int64_t r) {
    int count = 0;
    for (int direction = 0; direction < 4; ++direction) count += is_border(c, r, direction) ? 1 : 0;
    return count;
  };
  std::vector<std::uint8_t> walked(static_cast<std::size_t>(across * (rows_ + 1)));  // a bit a direction
  const auto walk = [&](std::int64_t column, std::int64_t row, int direction) {
    const auto [left, right] = sides(column, row, direction);
    GridBorder border;
    if (left != 0) border.left = GridId{left - 1};
    if (right != 0) border.right = GridId{right - 1};
    const std::int64_t first_column = column;
    const std::int64_t first_row = row;
    std::vector<Position> line{corner(column, row)};
    while (true) {
      walked[static_cast<std::size_t>(row * across + column)] |=
          static_cast<std::uint8_t>(1u << static_cast<unsigned>(direction));
      column += steps[static_cast<std::size_t>(direction)].first;
      row += steps[static_cast<std::size_t>(direction)].second;
      const int back = (direction + 2) % 4;
      walked[static_cast<std::size_t>(row * across + column)] |=
          static_cast<std::uint8_t>(1u << static_cast<unsigned>(back));
      line.push_back(corner(column, row));
      if (degree(column, row) != 2 || (column == first_column && row == first_row)) break;
      int next = 0;
      while (next == back || !is_border(column, row, next)) ++next;
      direction = next;
    }
    border.line = smoothed(line, cell_.in_metres() * 1.1, cell_.in_metres() * 4.0);
    borders_.push_back(std::move(border));
  };
  for (const bool loops : {false, true}) {
    for (std::int64_t row = 0; row <= rows_; ++row) {
      for (std::int64_t column = 0; column <= columns_; ++column) {
        const int lines = degree(column, row);
        if (lines == 0 || (lines == 2) != loops) continue;
        for (int direction = 0; direction < 4; ++direction) {
          const bool done =
              (walked[static_cast<std::size_t>(row * across + column)] >> static_cast<unsigned>(direction) & 1u) != 0;
          if (!done && is_border(column, row, direction)) walk(column, row, direction);
        }
      }
    }
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
