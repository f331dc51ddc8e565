#include <algorithm>

#include "sim/world/world.hpp"

namespace outpost {
namespace {

/// From a place to the nearest point of a street's line.
Length distance_to(const StreetNetwork& network, StreetId street, Position place) {
  const std::vector<Position> line = network.line(street);
  Length nearest = straight_distance(line.front(), place);
  for (std::size_t i = 1; i < line.size(); ++i) {
    const Position a = line[i - 1];
    const double along_x = (line[i].x - a.x).in_metres();
    const double along_y = (line[i].y - a.y).in_metres();
    const double square = along_x * along_x + along_y * along_y;
    const double reach = (place.x - a.x).in_metres() * along_x + (place.y - a.y).in_metres() * along_y;
    const double part = square > 0.0 ? std::clamp(reach / square, 0.0, 1.0) : 0.0;
    const Position foot{a.x + metres(along_x * part), a.y + metres(along_y * part)};
    nearest = std::min(nearest, straight_distance(foot, place));
  }
  return nearest;
}

}  // namespace

std::vector<StreetId> streets_of(const ClosureSpec& closure, const StreetNetwork& network) {
  if (closure.street) {
    if (*closure.street < 0 || static_cast<std::size_t>(*closure.street) >= network.streets.size()) return {};
    return {StreetId{static_cast<std::size_t>(*closure.street)}};
  }
  if (!closure.x || !closure.y) return {};
  const Position place{*closure.x, *closure.y};
  std::vector<StreetId> found;
  std::optional<Length> nearest;
  for (const StreetId street : network.streets.ids()) {
    const Length distance = distance_to(network, street, place);
    if (closure.radius > Length{}) {
      if (distance <= closure.radius) found.push_back(street);
    } else if (!nearest || distance < *nearest) {
      nearest = distance;
      found = {street};
    }
  }
  return found;
}

StreetClosures closures_at(const Setting& setting, SimTime at) {
  StreetClosures closures;
  for (std::size_t row = 0; row < setting.closures.size(); ++row) {
    const Closure& closure = setting.closures[row];
    if (at < closure.begins || (closure.ends && at >= *closure.ends)) continue;
    for (const StreetId street : closure.streets) {
      closures.touch(street, closure.per_mille, static_cast<std::uint32_t>(row));
    }
  }
  return closures;
}

}  // namespace outpost
