#include "sim/city/neighbours.hpp"

#include <algorithm>
#include <cmath>
#include <tuple>

namespace outpost {
namespace {

using MaybeCommunity = MaybeId<CommunityId>;

/// Crossings of a ray to the east are counted in whole millimetres; a point on the border may count as in or out.
bool is_inside(const Border& ring, Position at) {
  bool inside = false;
  for (std::size_t i = 0, j = ring.size() - 1; i < ring.size(); j = i++) {
    const Position& a = ring[i];
    const Position& b = ring[j];
    if ((a.y > at.y) == (b.y > at.y)) continue;
    const std::int64_t rise = (b.y - a.y).in_millimetres();
    const std::int64_t left = (at.x - a.x).in_millimetres() * rise;
    const std::int64_t right = (b.x - a.x).in_millimetres() * (at.y - a.y).in_millimetres();
    if (rise > 0 ? left < right : left > right) inside = !inside;
  }
  return inside;
}

/// Answers "whose ground is this" by a chequerboard of about one square per community.
class GroundLookup {
 public:
  explicit GroundLookup(const City& city) : city_(city), low_(city.south_west) {
    const Length width = city.north_east.x - low_.x;
    const Length height = city.north_east.y - low_.y;
    squares_ = 1 + static_cast<std::int64_t>(std::sqrt(static_cast<double>(city.communities.size())));
    side_ = std::max({width, height, millimetres(1)}) / squares_ + millimetres(1);
    members_.resize(static_cast<std::size_t>(squares_ * squares_));
    for (const CommunityId id : city.communities.ids()) {
      const Border& border = city.communities[id].border;
      if (border.size() < 3) continue;
      Position low = border.front();
      Position high = low;
      for (const Position& corner : border) {
        low = {std::min(low.x, corner.x), std::min(low.y, corner.y)};
        high = {std::max(high.x, corner.x), std::max(high.y, corner.y)};
      }
      for (std::int64_t row = square(low.y - low_.y); row <= square(high.y - low_.y); ++row) {
        for (std::int64_t column = square(low.x - low_.x); column <= square(high.x - low_.x); ++column) {
          members_[static_cast<std::size_t>(row * squares_ + column)].push_back(id);
        }
      }
    }
  }

  MaybeCommunity owner(Position at) const {
    const std::int64_t place = square(at.y - low_.y) * squares_ + square(at.x - low_.x);
    for (const CommunityId id : members_[static_cast<std::size_t>(place)]) {
      if (is_inside(city_.communities[id].border, at)) return id;
    }
    return std::nullopt;
  }

 private:
  std::int64_t square(Length along) const {
    return std::clamp<std::int64_t>(along.in_millimetres() / side_.in_millimetres(), 0, squares_ - 1);
  }

  const City& city_;
  Position low_{};
  Length side_{};
  std::int64_t squares_ = 1;
  std::vector<std::vector<CommunityId>> members_{};
};

/// Pairs of neighbours, each pair once or more, the lower id first.
class Neighbourhoods {
 public:
  void join(MaybeCommunity a, MaybeCommunity b) {
    if (!a || !b || *a == *b) return;
    pairs_.emplace_back(std::min(*a, *b), std::max(*a, *b));
  }
  std::vector<std::vector<CommunityId>> by_community(std::size_t count) {
    std::sort(pairs_.begin(), pairs_.end());
    pairs_.erase(std::unique(pairs_.begin(), pairs_.end()), pairs_.end());
    std::vector<std::vector<CommunityId>> neighbours(count);
    for (const auto& [a, b] : pairs_) {
      neighbours[a.row()].push_back(b);
      neighbours[b.row()].push_back(a);
    }
    for (auto& row : neighbours) std::sort(row.begin(), row.end());
    return neighbours;
  }

 private:
  std::vector<std::pair<CommunityId, CommunityId>> pairs_{};
};

/// Whose ground every junction stands on: by the borders; where there are none, that of the first building whose street
/// ends there, and else that of the junction from which it is reached first.
std::vector<MaybeCommunity> owners_of_junctions(const City& city, const GroundLookup& ground, Neighbourhoods& pairs) {
  const StreetNetwork& network = city.streets;
  std::vector<MaybeCommunity> owners(network.nodes.size());
  std::vector<std::size_t> reached;
  const auto claim = [&](NodeId node, MaybeCommunity owner) {
    if (owners[node.row()]) return;
    owners[node.row()] = owner;
    reached.push_back(node.row());
  };
  for (const NodeId node : network.nodes.ids()) {
    if (const MaybeCommunity owner = ground.owner(network.nodes[node])) claim(node, owner);
  }
  if (reached.size() == owners.size()) return owners;
  std::vector<MaybeCommunity> first_on(network.streets.size());
  for (const Building& building : city.buildings) {
    if (!building.entrance.street) continue;
    const StreetId street = *building.entrance.street;
    if (!first_on[street.row()]) first_on[street.row()] = building.community;
    pairs.join(first_on[street.row()], building.community);
    claim(network.streets[street].from, building.community);
    claim(network.streets[street].to, building.community);
  }
  std::vector<std::vector<NodeId>> beside(network.nodes.size());
  for (const Street& street : network.streets) {
    beside[street.from.row()].push_back(street.to);
    beside[street.to.row()].push_back(street.from);
  }
  for (std::size_t next = 0; next < reached.size(); ++next) {
    for (const NodeId node : beside[reached[next]]) claim(node, owners[reached[next]]);
  }
  return owners;
}

void join_along_streets(const City& city, Neighbourhoods& pairs) {
  const GroundLookup ground{city};
  const std::vector<MaybeCommunity> owners = owners_of_junctions(city, ground, pairs);
  for (const StreetId id : city.streets.streets.ids()) {
    const Street& street = city.streets.streets[id];
    const MaybeCommunity to = owners[street.to.row()];
    MaybeCommunity at = owners[street.from.row()];
    if (at == to) continue;
    // A long road may pass a third community between its junctions: its bends tell.
    for (const auto bend : street.shape) {
      const MaybeCommunity owner = ground.owner(city.streets.shape_points[bend]);
      if (!owner) continue;
      pairs.join(at, owner);
      at = owner;
    }
    pairs.join(at, to);
  }
}

void join_along_borders(const City& city, Neighbourhoods& pairs) {
  using Side = std::tuple<std::int64_t, std::int64_t, std::int64_t, std::int64_t, CommunityId>;
  std::vector<Side> sides;
  for (const CommunityId id : city.communities.ids()) {
    const Border& border = city.communities[id].border;
    for (std::size_t i = 0; i < border.size(); ++i) {
      auto a = std::pair{border[i].x.in_millimetres(), border[i].y.in_millimetres()};
      const Position& next = border[(i + 1) % border.size()];
      auto b = std::pair{next.x.in_millimetres(), next.y.in_millimetres()};
      if (b < a) std::swap(a, b);
      sides.emplace_back(a.first, a.second, b.first, b.second, id);
    }
  }
  std::sort(sides.begin(), sides.end());
  for (std::size_t i = 1; i < sides.size(); ++i) {
    const auto& [ax, ay, bx, by, left] = sides[i - 1];
    const auto& [cx, cy, dx, dy, right] = sides[i];
    if (std::tie(ax, ay, bx, by) == std::tie(cx, cy, dx, dy)) pairs.join(left, right);
  }
}

}  // namespace

std::vector<std::vector<CommunityId>> neighbours_of_communities(const City& city) {
  Neighbourhoods pairs;
  join_along_streets(city, pairs);
  if (city.water.empty()) join_along_borders(city, pairs);
  return pairs.by_community(city.communities.size());
}

std::vector<std::vector<TownId>> neighbours_of_towns(const City& city,
                                                     const std::vector<std::vector<CommunityId>>& neighbours) {
  std::vector<std::vector<TownId>> towns(city.towns.size());
  for (const CommunityId id : city.communities.ids()) {
    const TownId town = city.communities[id].town;
    for (const CommunityId other : neighbours[id.row()]) {
      if (city.communities[other].town != town) towns[town.row()].push_back(city.communities[other].town);
    }
  }
  for (auto& row : towns) {
    std::sort(row.begin(), row.end());
    row.erase(std::unique(row.begin(), row.end()), row.end());
  }
  return towns;
}

}  // namespace outpost
