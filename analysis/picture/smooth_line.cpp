#include "analysis/picture/smooth_line.hpp"

#include <algorithm>
#include <cmath>

namespace outpost::analysis {
namespace {

double distance_from_line(Position p, Position a, Position b) {
  const double run = (b.x - a.x).in_metres();
  const double rise = (b.y - a.y).in_metres();
  const double x = (p.x - a.x).in_metres();
  const double y = (p.y - a.y).in_metres();
  const double length = std::sqrt(run * run + rise * rise);
  return length == 0.0 ? std::sqrt(x * x + y * y) : std::fabs(run * y - rise * x) / length;
}

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

}  // namespace

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

}  // namespace outpost::analysis
