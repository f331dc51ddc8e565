#include "sim/city/areas.hpp"

#include <algorithm>

namespace outpost {
namespace {

constexpr std::int64_t cells_across = 64;

void widen(Position& low, Position& high, Position point) {
  low = {std::min(low.x, point.x), std::min(low.y, point.y)};
  high = {std::max(high.x, point.x), std::max(high.y, point.y)};
}

std::size_t step_of(Length value, Length low, Length high) {
  const std::int64_t width = (high - low).in_millimetres() / cells_across + 1;
  return static_cast<std::size_t>((value - low).in_millimetres() / width);
}

}  // namespace

std::int64_t twice_area(const Border& ring) {
  // Around the first point, so that the products stay small. Of a ring that spirals, sums on the way may leave 64 bits;
  // they come back, because unsigned sums wrap.
  std::uint64_t twice = 0;
  for (std::size_t i = 0; i < ring.size(); ++i) {
    const auto dx = [&](const Position& p) { return (p.x - ring.front().x).in_millimetres(); };
    const auto dy = [&](const Position& p) { return (p.y - ring.front().y).in_millimetres(); };
    const Position& a = ring[i];
    const Position& b = ring[(i + 1) % ring.size()];
    twice += static_cast<std::uint64_t>(dx(a) * dy(b) - dx(b) * dy(a));
  }
  return static_cast<std::int64_t>(twice);
}

bool goes_around(const Border& ring, Position point) {
  bool inside = false;
  for (std::size_t i = 0; i < ring.size(); ++i) {
    const Position& a = ring[i];
    const Position& b = ring[(i + 1) % ring.size()];
    if ((a.y > point.y) == (b.y > point.y)) continue;
    const std::int64_t turn = (b.x - a.x).in_millimetres() * (point.y - a.y).in_millimetres() -
                              (point.x - a.x).in_millimetres() * (b.y - a.y).in_millimetres();
    if (b.y > a.y ? turn > 0 : turn < 0) inside = !inside;  // the ray to the east meets the edge beyond the point
  }
  return inside;
}

bool contains(const MappedArea& area, Position point) {
  return std::any_of(area.parts.begin(), area.parts.end(), [point](const AreaPart& part) {
    return goes_around(part.outer, point) &&
           std::none_of(part.holes.begin(), part.holes.end(),
                        [point](const Border& hole) { return goes_around(hole, point); });
  });
}

AreaIndex::AreaIndex(const std::vector<MappedArea>& areas) : areas_(&areas) {
  for (const MappedArea& area : areas) {
    require(!area.parts.empty() && !area.parts.front().outer.empty(), "an area has ground");
    Box box{area.parts.front().outer.front(), area.parts.front().outer.front()};
    for (const AreaPart& part : area.parts) {
      for (const Position& point : part.outer) widen(box.low, box.high, point);
    }
    if (boxes_.empty()) bounds_ = box;
    widen(bounds_.low, bounds_.high, box.low);
    widen(bounds_.low, bounds_.high, box.high);
    boxes_.push_back(box);
  }
  cells_.resize(static_cast<std::size_t>(cells_across * cells_across));
  for (std::size_t row = 0; row < boxes_.size(); ++row) {
    const Box& box = boxes_[row];
    for (std::size_t y = step_of(box.low.y, bounds_.low.y, bounds_.high.y);
         y <= step_of(box.high.y, bounds_.low.y, bounds_.high.y); ++y) {
      for (std::size_t x = step_of(box.low.x, bounds_.low.x, bounds_.high.x);
           x <= step_of(box.high.x, bounds_.low.x, bounds_.high.x); ++x) {
        cells_[y * cells_across + x].push_back(static_cast<std::uint32_t>(row));
      }
    }
  }
}

std::optional<std::size_t> AreaIndex::at(Position point) const {
  if (boxes_.empty() || point.x < bounds_.low.x || point.x > bounds_.high.x || point.y < bounds_.low.y ||
      point.y > bounds_.high.y) {
    return std::nullopt;
  }
  const std::size_t cell =
      step_of(point.y, bounds_.low.y, bounds_.high.y) * cells_across + step_of(point.x, bounds_.low.x, bounds_.high.x);
  for (const std::uint32_t row : cells_[cell]) {
    if (contains((*areas_)[row], point)) return row;
  }
  return std::nullopt;
}

std::vector<std::optional<std::size_t>> areas_of_streets(const AreaMap& map, const StreetNetwork& network) {
  const AreaIndex index{map.communities};
  std::vector<std::optional<std::size_t>> found;
  found.reserve(network.streets.size());
  for (const StreetId street : network.streets.ids()) {
    found.push_back(index.at(network.at(street, network.streets[street].length / 2)));
  }
  return found;
}

}  // namespace outpost
