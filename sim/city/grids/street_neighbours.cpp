#include "sim/city/grids/street_neighbours.hpp"

#include <algorithm>
#include <functional>
#include <queue>

namespace outpost {
namespace {

/// A door on a street, `offset` from its beginning.
struct Door {
  StreetId street{};
  Length offset{};
  std::uint32_t site = 0;
  bool operator<(const Door& other) const {
    if (street != other.street) return street < other.street;
    return offset != other.offset ? offset < other.offset : site < other.site;
  }
};

}  // namespace

StreetWalks::StreetWalks(const StreetNetwork& network)
    : network_(network),
      first_(network.nodes.size() + 1, 0),
      stamp_of_(network.nodes.size(), 0),
      site_of_(network.nodes.size(), 0),
      walk_to_(network.nodes.size(), 0) {
  for (const StreetId id : network.streets.ids()) {
    if (!walkable(id)) continue;
    ++first_[network.streets[id].from.row() + 1];
    ++first_[network.streets[id].to.row() + 1];
  }
  for (std::size_t node = 0; node + 1 < first_.size(); ++node) first_[node + 1] += first_[node];
  steps_.resize(first_.back());
  std::vector<std::uint32_t> next = first_;
  for (const StreetId id : network.streets.ids()) {
    if (!walkable(id)) continue;
    const Street& street = network.streets[id];
    steps_[next[street.from.row()]++] = {id, street.to};
    steps_[next[street.to.row()]++] = {id, street.from};
  }
}

bool StreetWalks::walkable(StreetId street) const {
  return network_.streets[street].forward.has(Way::foot) || network_.streets[street].backward.has(Way::foot);
}

std::vector<StreetNeighbours> StreetWalks::neighbours(std::span<const Spot> spots, Length longest) {
  std::vector<StreetNeighbours> found;
  std::vector<Door> doors;
  for (std::uint32_t site = 0; site < spots.size(); ++site) {
    if (spots[site].street) doors.push_back({*spots[site].street, spots[site].offset, site});
  }
  std::sort(doors.begin(), doors.end());
  const auto join = [&](std::uint32_t a, std::uint32_t b, std::int64_t walk) {
    if (a != b && walk <= longest.in_millimetres()) found.push_back({a, b, millimetres(walk)});
  };

  std::priority_queue<Reached, std::vector<Reached>, std::greater<>> open;
  for (std::size_t i = 0; i < doors.size(); ++i) {
    const Street& street = network_.streets[doors[i].street];
    const bool first = i == 0 || doors[i - 1].street != doors[i].street;
    const bool last = i + 1 == doors.size() || doors[i + 1].street != doors[i].street;
    if (!walkable(doors[i].street)) continue;
    if (!first) join(doors[i - 1].site, doors[i].site, (doors[i].offset - doors[i - 1].offset).in_millimetres());
    if (first) {
      open.push({doors[i].offset.in_millimetres(), static_cast<std::uint32_t>(street.from.row()), doors[i].site});
    }
    if (last) {
      open.push({(street.length - doors[i].offset).in_millimetres(), static_cast<std::uint32_t>(street.to.row()),
                 doors[i].site});
    }
  }

  ++stamp_;
  const auto has_doors = [&](StreetId street) {
    const auto door = std::lower_bound(doors.begin(), doors.end(), Door{street, Length{}, 0});
    return door != doors.end() && door->street == street;
  };
  while (!open.empty()) {
    const Reached here = open.top();
    open.pop();
    if (here.walk > longest.in_millimetres()) break;
    if (stamp_of_[here.node] == stamp_) {
      join(site_of_[here.node], here.site, walk_to_[here.node] + here.walk);
      continue;
    }
    stamp_of_[here.node] = stamp_;
    site_of_[here.node] = here.site;
    walk_to_[here.node] = here.walk;
    for (std::uint32_t row = first_[here.node]; row < first_[here.node + 1]; ++row) {
      // A street with doors has reached its ends by itself.
      if (has_doors(steps_[row].street)) continue;
      const std::int64_t walk = here.walk + network_.streets[steps_[row].street].length.in_millimetres();
      open.push({walk, static_cast<std::uint32_t>(steps_[row].to.row()), here.site});
    }
  }
  return found;
}

}  // namespace outpost
