#pragma once

#include <algorithm>
#include <map>
#include <queue>
#include <set>
#include <vector>

#include "sim/city/land.hpp"

// What claims measure on land.
namespace outpost::tests {

/// Square metres, counter-clockwise above zero; exact in whole millimetres but for the last division.
inline double area_of(const Border& border) {
  double twice = 0.0;
  for (std::size_t i = 0; i < border.size(); ++i) {
    const Position& a = border[i];
    const Position& b = border[(i + 1) % border.size()];
    twice += a.x.in_metres() * b.y.in_metres() - b.x.in_metres() * a.y.in_metres();
  }
  return twice / 2.0;
}

using Corner = std::pair<std::int64_t, std::int64_t>;  // millimetres
inline Corner corner_of(Position at) {
  return {at.x.in_millimetres(), at.y.in_millimetres()};
}

/// What is left of the sides of rings when each side that another ring passes the other way is taken off both.
inline std::multiset<std::pair<Corner, Corner>> outer_sides(const std::vector<Border>& rings) {
  std::multiset<std::pair<Corner, Corner>> sides;
  for (const Border& ring : rings) {
    for (std::size_t i = 0; i < ring.size(); ++i) {
      const Corner a = corner_of(ring[i]);
      const Corner b = corner_of(ring[(i + 1) % ring.size()]);
      const auto other = sides.find({b, a});
      if (other != sides.end()) {
        sides.erase(other);
      } else {
        sides.insert({a, b});
      }
    }
  }
  return sides;
}

/// Above zero: c lies to the left of the line from a to b. Exact: 160 km are below 2^28 mm.
inline std::int64_t turn(Position a, Position b, Position c) {
  return (b.x - a.x).in_millimetres() * (c.y - a.y).in_millimetres() -
         (b.y - a.y).in_millimetres() * (c.x - a.x).in_millimetres();
}
inline bool cross(Position a, Position b, Position c, Position d) {
  const auto sign = [](std::int64_t value) { return value > 0 ? 1 : value < 0 ? -1 : 0; };
  return sign(turn(a, b, c)) * sign(turn(a, b, d)) < 0 && sign(turn(c, d, a)) * sign(turn(c, d, b)) < 0;
}

inline bool crosses_itself(const Border& ring) {
  for (std::size_t i = 0; i < ring.size(); ++i) {
    for (std::size_t k = i + 2; k < ring.size(); ++k) {
      if (i == 0 && k + 1 == ring.size()) continue;
      if (cross(ring[i], ring[i + 1], ring[k], ring[(k + 1) % ring.size()])) return true;
    }
  }
  return false;
}

inline bool lies_within(const Border& ring, Position at) {
  bool inside = false;
  for (std::size_t i = 0; i < ring.size(); ++i) {
    const Position& a = ring[i];
    const Position& b = ring[(i + 1) % ring.size()];
    if ((a.y > at.y) == (b.y > at.y)) continue;
    if ((turn(a, b, at) > 0) == (b.y > a.y)) inside = !inside;
  }
  return inside;
}

/// Streets that cross the middle of a river or canal, and are no bridge.
inline std::size_t wet_streets(const Land& land) {
  static constexpr std::int64_t side = 200'000;  // millimetres
  std::map<Corner, std::vector<std::pair<Position, Position>>> cells;
  const auto each_cell = [](Position a, Position b, const auto& visit) {
    const auto low = [](Length p, Length q) { return std::min(p, q).in_millimetres() / side - 1; };
    const auto high = [](Length p, Length q) { return std::max(p, q).in_millimetres() / side + 1; };
    for (std::int64_t x = low(a.x, b.x); x <= high(a.x, b.x); ++x) {
      for (std::int64_t y = low(a.y, b.y); y <= high(a.y, b.y); ++y) visit(Corner{x, y});
    }
  };
  for (const Water& water : land.water) {
    for (std::size_t i = 1; i < water.line.size(); ++i) {
      each_cell(water.line[i - 1], water.line[i],
                [&](Corner cell) { cells[cell].emplace_back(water.line[i - 1], water.line[i]); });
    }
  }
  std::size_t wet = 0;
  for (const StreetId street : land.streets.streets.ids()) {
    if (land.streets.streets[street].bridge) continue;
    const std::vector<Position> line = land.streets.line(street);
    bool crosses = false;
    for (std::size_t i = 1; i < line.size(); ++i) {
      const Corner cell{line[i].x.in_millimetres() / side, line[i].y.in_millimetres() / side};
      const auto found = cells.find(cell);
      if (found == cells.end()) continue;
      for (const auto& [a, b] : found->second) crosses = crosses || cross(line[i - 1], line[i], a, b);
    }
    if (crosses) ++wet;
  }
  return wet;
}

/// Share of junctions at which so many streets meet, ends of dead-end streets among them.
inline double degree_share(const StreetNetwork& streets, int degree) {
  std::vector<int> degrees(streets.nodes.size());
  for (const Street& street : streets.streets) {
    ++degrees[street.from.row()];
    ++degrees[street.to.row()];
  }
  return static_cast<double>(std::count(degrees.begin(), degrees.end(), degree)) / static_cast<double>(degrees.size());
}

/// Way over the streets by straight distance, over pairs of junctions 200 m to 2.5 km apart.
inline double circuity(const StreetNetwork& streets, std::size_t starts) {
  std::vector<std::vector<std::pair<std::size_t, std::int64_t>>> beside(streets.nodes.size());
  for (const Street& street : streets.streets) {
    beside[street.from.row()].emplace_back(street.to.row(), street.length.in_millimetres());
    beside[street.to.row()].emplace_back(street.from.row(), street.length.in_millimetres());
  }
  double ways = 0.0;
  double straight = 0.0;
  for (std::size_t k = 0; k < starts; ++k) {
    const std::size_t start = k * streets.nodes.size() / starts;
    std::map<std::size_t, std::int64_t> known;
    std::priority_queue<std::pair<std::int64_t, std::size_t>> open;
    open.push({0, start});
    while (!open.empty()) {
      const auto [minus, node] = open.top();
      open.pop();
      if (minus < -5'000'000 || !known.emplace(node, -minus).second) continue;
      const double apart = straight_distance(streets.nodes[NodeId{start}], streets.nodes[NodeId{node}]).in_metres();
      if (apart > 200.0 && apart < 2'500.0) {
        ways += static_cast<double>(-minus) / 1000.0;
        straight += apart;
      }
      for (const auto& [next, length] : beside[node]) open.push({minus - length, next});
    }
  }
  return ways / straight;
}

}  // namespace outpost::tests
