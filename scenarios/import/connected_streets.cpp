#include "scenarios/import/connected_streets.hpp"

#include <algorithm>
#include <numeric>
#include <vector>

namespace outpost::scenarios {
namespace {

/// For every node the lowest node that can be reached from it on foot; walkers go both ways on every street.
std::vector<std::size_t> parts_on_foot(const StreetNetwork& network) {
  std::vector<std::size_t> part(network.nodes.size());
  std::iota(part.begin(), part.end(), std::size_t{0});
  const auto lowest = [&part](std::size_t node) {
    while (part[node] != node) node = part[node] = part[part[node]];
    return node;
  };
  for (const Street& street : network.streets) {
    if (!street.forward.has(Way::foot)) continue;
    const std::size_t a = lowest(street.from.row());
    const std::size_t b = lowest(street.to.row());
    part[std::max(a, b)] = std::min(a, b);
  }
  for (std::size_t node = 0; node < part.size(); ++node) part[node] = lowest(node);
  return part;
}

WaySet without(WaySet set, Way closed) {
  WaySet rest;
  for (std::size_t way = 0; way < way_count; ++way) {
    if (static_cast<Way>(way) != closed && set.has(static_cast<Way>(way))) rest = rest.with(static_cast<Way>(way));
  }
  return rest;
}

/// A street that is closed to all is dropped later.
void close(Street& street) {
  street.forward = street.backward = WaySet{};
}

bool admits(const Street& street, Way way) {
  return street.forward.has(way) || street.backward.has(way);
}

/// The part on foot that holds most junctions of the largest part for cars, or, if cars cannot drive from anywhere and
/// back, most junctions.
std::size_t heaviest_part(const StreetNetwork& network, const std::vector<std::size_t>& part) {
  const std::vector<bool> cars = largest_connected_part(network, Way::car);
  const bool any_cars = std::count(cars.begin(), cars.end(), true) > 1;
  std::vector<std::size_t> weight(part.size());
  for (std::size_t node = 0; node < part.size(); ++node) weight[part[node]] += cars[node] || !any_cars ? 1 : 0;
  const auto heaviest = std::max_element(weight.begin(), weight.end());  // the first of equals: the lowest node
  return static_cast<std::size_t>(heaviest - weight.begin());
}

}  // namespace

void keep_connected(StreetNetwork& network) {
  const std::vector<std::size_t> part = parts_on_foot(network);
  const std::size_t kept = heaviest_part(network, part);
  for (Street& street : network.streets) {
    if (part[street.from.row()] != kept || part[street.to.row()] != kept) close(street);
  }
  for (const Way way : {Way::e_bike, Way::car, Way::car_siren}) {
    const std::vector<bool> inside = largest_connected_part(network, way);
    for (Street& street : network.streets) {
      if (inside[street.from.row()] && inside[street.to.row()]) continue;
      street.forward = without(street.forward, way);
      street.backward = without(street.backward, way);
    }
  }
  for (Street& street : network.streets) {
    if (!admits(street, Way::car)) street.car_limit.reset();
  }
}

}  // namespace outpost::scenarios
