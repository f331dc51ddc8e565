#include "sim/city/land/banks.hpp"

#include <algorithm>
#include <cmath>

namespace outpost {
namespace {

constexpr std::uint32_t no_edge = 0xFFFFFFFFu;

bool is_water(const Ground& ground, std::uint32_t line) {
  return ground.lines[line].kind != LineKind::road;
}

Point unit(Point from, Point to) {
  const double dx = to.x - from.x;
  const double dy = to.y - from.y;
  const double run = std::max(std::sqrt(dx * dx + dy * dy), 1e-9);
  return {dx / run, dy / run};
}

}  // namespace

Polygon polygon_of(const LandRing& ring) {
  Polygon polygon;
  polygon.reserve(ring.size());
  for (const LandCorner& corner : ring) polygon.push_back(corner.at);
  return polygon;
}

Banks::Banks(const Ground& ground, LineWork& work, std::vector<std::optional<std::uint32_t>> work_points,
             std::size_t first_line, std::vector<std::vector<std::uint32_t>> line_edges, bool outer)
    : ground_(ground),
      work_(work),
      outer_(outer),
      work_points_(std::move(work_points)),
      line_edges_(std::move(line_edges)) {
  work_points_.resize(ground.points.size());
  line_edges_.resize(ground.lines.size());
  for (std::size_t id = first_line; id < ground.lines.size(); ++id) {
    const GroundLine& line = ground.lines[id];
    if (line.kind != LineKind::road) continue;
    for (std::size_t k = 0; k + 1 < line.points.size(); ++k) {
      const std::uint32_t from = line.points[k];
      const std::uint32_t to = line.points[k + 1];
      if (ground.points[from].wet || ground.points[to].wet) {
        line_edges_[id].push_back(no_edge);
        continue;
      }
      const std::uint32_t a = work_point(from);
      const std::uint32_t b = work_point(to);
      line_edges_[id].push_back(work_.add_edge({a, b, line.street_class, false, false, outer_}));
    }
  }
}

std::uint32_t Banks::work_point(std::uint32_t point) {
  if (!work_points_[point]) work_points_[point] = work_.add_point(ground_.points[point].at);
  return *work_points_[point];
}

std::uint32_t Banks::road_edge(std::uint32_t line, std::uint32_t from, std::uint32_t to) const {
  // The inner points of a line are numbered one after the other.
  const std::vector<std::uint32_t>& points = ground_.lines[line].points;
  const auto index = [&](std::uint32_t point) -> std::size_t {
    if (point >= points[1] && point <= points[points.size() - 2]) return point - points[1] + 1;
    return point == points.front() ? 0 : points.size() - 1;
  };
  const std::size_t a = index(from);
  const std::size_t b = index(to);
  const bool round = points.front() == points.back() && std::max(a, b) - std::min(a, b) > 1;
  const std::uint32_t edge = line_edges_[line][round ? points.size() - 2 : std::min(a, b)];
  require(edge != no_edge, "a side of land along a road is a street");
  return edge;
}

Point Banks::beside_water(const Ring& ring, std::size_t step) const {
  const std::size_t n = ring.size();
  const RingStep& before = ring[(step + n - 1) % n];
  const Point& at = ground_.at(ring[step]);
  const Point in = unit(ground_.at(before), at);
  const Point out = unit(at, ground_.at(ring[(step + 1) % n]));
  const double offset = bank_offset(ground_.lines[before.line]);
  const double other = bank_offset(ground_.lines[ring[step].line]);
  const double turn = in.x * out.y - in.y * out.x;
  if (before.line != ring[step].line && std::fabs(turn) > 0.3) {
    // Two waters meet: where the lanes along the one and the other cross.
    return {at.x + (out.x * offset - in.x * other) / turn, at.y + (out.y * offset - in.y * other) / turn};
  }
  Point across{-(in.y + out.y), in.x + out.x};
  const double run = std::max(std::sqrt(across.x * across.x + across.y * across.y), 1e-9);
  across = {across.x / run, across.y / run};
  const double cosine = std::max(0.5, -across.x * in.y + across.y * in.x);
  return {at.x + across.x * std::max(offset, other) / cosine, at.y + across.y * std::max(offset, other) / cosine};
}

void Banks::note_bank(std::map<std::pair<std::uint32_t, std::uint32_t>, std::vector<std::uint32_t>>& banks,
                      std::uint32_t line, std::uint32_t point, std::uint32_t work_point) {
  std::vector<std::uint32_t>& known = banks[{line, point}];
  if (std::find(known.begin(), known.end(), work_point) == known.end()) known.push_back(work_point);
}

// Beside a mouth the bank of one water may lie in the other, if they meet at a sharp angle: such places are left out.
std::vector<bool> Banks::drowned_steps(const Ring& ring) const {
  const std::size_t n = ring.size();
  std::vector<bool> drowned(n);
  const auto line_before = [&](std::size_t i) { return ring[(i + n - 1) % n].line; };
  const auto lies_in = [&](std::size_t step, std::size_t first, std::uint32_t line) {
    const Point at = beside_water(ring, step);
    const double reach = 0.97 * bank_offset(ground_.lines[line]);
    for (std::size_t k = 0; k < 8; ++k) {
      const RingStep& from = ring[(first + k) % n];
      if (from.line != line) continue;
      const Point& a = ground_.at(from);
      const Point& b = ground_.at(ring[(first + k + 1) % n]);
      const Point along = unit(a, b);
      const double run = (b.x - a.x) * along.x + (b.y - a.y) * along.y;
      const double t = std::clamp((at.x - a.x) * along.x + (at.y - a.y) * along.y, 0.0, run);
      const double dx = at.x - a.x - t * along.x;
      const double dy = at.y - a.y - t * along.y;
      if (dx * dx + dy * dy < reach * reach) return true;
    }
    return false;
  };
  for (std::size_t i = 0; i < n; ++i) {
    const std::uint32_t before = line_before(i);
    const std::uint32_t after = ring[i].line;
    if (before == after || !is_water(ground_, before) || !is_water(ground_, after)) continue;
    for (std::size_t k = 1; k <= 6 && k < n / 3; ++k) {
      const std::size_t back = (i + n - k) % n;
      if (ring[back].line == before && line_before(back) == before && lies_in(back, i, after)) drowned[back] = true;
      const std::size_t on = (i + k) % n;
      if (ring[on].line == after && line_before(on) == after && lies_in(on, (i + n - 8) % n, before))
        drowned[on] = true;
    }
  }
  return drowned;
}

LandRing Banks::land(const Ring& ring, StreetClass bank_lane) {
  const std::size_t n = ring.size();
  struct Kept {
    LandCorner corner{};
    std::size_t step = 0;
    bool shared = false;  // a point of the ground itself
  };
  std::vector<Kept> kept;
  const std::vector<bool> drowned = drowned_steps(ring);
  for (std::size_t i = 0; i < n; ++i) {
    const RingStep& before = ring[(i + n - 1) % n];
    const RingStep& here = ring[i];
    const GroundPoint& point = ground_.points[here.point];
    const bool water_before = is_water(ground_, before.line);
    const bool water_after = is_water(ground_, here.line);
    if (water_before != water_after && point.wet) {
      if (point.bridge_site) {
        const std::uint32_t bank = water_before ? ring[(i + 1) % n].point : before.point;
        note_bank(crossings_, point.water, here.point, work_point(bank));
      }
      continue;
    }
    if (drowned[i]) continue;
    Kept corner;
    corner.step = i;
    corner.shared = !(water_before && water_after);
    if (corner.shared) {
      corner.corner.point = work_point(here.point);
      corner.corner.at = point.at;
    } else {
      corner.corner.point = work_.add_point(beside_water(ring, i));
      corner.corner.at = work_.at(corner.corner.point);
      if (before.line == here.line && point.bridge_site) {
        note_bank(crossings_, point.water, here.point, corner.corner.point);
        corner.corner.bridge = true;
      } else if (before.line != here.line && point.wet) {
        note_bank(mouths_, std::max(before.line, here.line), here.point, corner.corner.point);
      }
    }
    kept.push_back(corner);
  }
  LandRing land;
  for (std::size_t k = 0; k < kept.size(); ++k) {
    const Kept& a = kept[k];
    const Kept& b = kept[(k + 1) % kept.size()];
    LandCorner corner = a.corner;
    const bool along_road = a.shared && b.shared && b.step == (a.step + 1) % n && !is_water(ground_, ring[a.step].line);
    corner.edge = along_road ? road_edge(ring[a.step].line, ring[a.step].point, ring[b.step].point)
                             : work_.add_edge({a.corner.point, b.corner.point, bank_lane, false, false, outer_});
    land.push_back(corner);
  }
  return land;
}

void Banks::draw_bridges() {
  for (const auto& [place, banks] : crossings_) {
    if (banks.size() != 2) continue;
    const std::uint32_t middle = work_point(place.second);
    work_.add_edge({banks[0], middle, StreetClass::residential, true, false, outer_});
    work_.add_edge({middle, banks[1], StreetClass::residential, true, false, outer_});
  }
  for (const auto& [place, banks] : mouths_) {
    if (banks.size() == 2) work_.add_edge({banks[0], banks[1], StreetClass::residential, true, false, outer_});
  }
}

std::vector<Water> water_of(const Ground& ground, std::size_t first_line) {
  std::vector<Water> water;
  for (std::size_t id = first_line; id < ground.lines.size(); ++id) {
    const GroundLine& line = ground.lines[id];
    if (line.kind != LineKind::water) continue;
    Water row;
    row.kind = line.width > 50.0 ? WaterKind::river : WaterKind::canal;
    row.width = metres(line.width);
    for (const std::uint32_t point : line.points) row.line.push_back(rounded(ground.points[point].at));
    // At a road the water stops short: it goes underneath in a pipe.
    const auto shorten = [&](Position& end, Position next) {
      const Point a = in_metres(end);
      const Point b = in_metres(next);
      const double run = std::sqrt((b.x - a.x) * (b.x - a.x) + (b.y - a.y) * (b.y - a.y));
      const double part = std::min(0.5, (bank_offset(line) + 4.0) / std::max(run, 1.0));
      end = rounded({a.x + part * (b.x - a.x), a.y + part * (b.y - a.y)});
    };
    if (!ground.points[line.points.front()].wet) shorten(row.line.front(), row.line[1]);
    if (!ground.points[line.points.back()].wet) shorten(row.line.back(), row.line[row.line.size() - 2]);
    water.push_back(std::move(row));
  }
  return water;
}

}  // namespace outpost
