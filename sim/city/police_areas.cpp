#include "sim/city/police_areas.hpp"

#include <algorithm>

#include "sim/city/plane.hpp"

namespace outpost {
namespace {

/// The villages of one town, to be shared out among areas. Places are numbers in `members`.
class VillageGroups {
 public:
  VillageGroups(const City& city, std::vector<CommunityId> members,
                const std::vector<std::vector<CommunityId>>& neighbours, std::size_t most)
      : members_(std::move(members)), beside_(members_.size()), group_of_(members_.size()), most_(most) {
    for (std::size_t i = 0; i < members_.size(); ++i) {
      residents_.push_back(static_cast<std::int64_t>(city.communities[members_[i]].residents.size()));
      for (const CommunityId other : neighbours[members_[i].row()]) {
        const auto found = std::lower_bound(members_.begin(), members_.end(), other);
        if (found != members_.end() && *found == other) {
          beside_[i].push_back(static_cast<std::size_t>(found - members_.begin()));
        }
      }
    }
  }

  std::vector<std::vector<CommunityId>> share_out() {
    grow();
    // Every step lowers the burden; the bound is far above what sixty villages need.
    for (int step = 0; step < 10'000; ++step) {
      if (!join_two() && !improve()) break;
    }
    std::vector<std::vector<CommunityId>> areas;
    for (const Group& group : groups_) {
      if (group.empty()) continue;
      std::vector<CommunityId>& area = areas.emplace_back();
      for (const std::size_t village : group) area.push_back(members_[village]);
      std::sort(area.begin(), area.end());
    }
    std::sort(areas.begin(), areas.end());
    return areas;
  }

 private:
  using Group = std::vector<std::size_t>;
  static constexpr std::size_t none = static_cast<std::size_t>(-1);

  bool are_beside(std::size_t a, std::size_t b) const {
    return std::binary_search(beside_[a].begin(), beside_[a].end(), b);
  }
  bool touches(const Group& group, std::size_t village) const {
    return std::any_of(group.begin(), group.end(), [&](std::size_t member) { return are_beside(member, village); });
  }
  bool is_contiguous(const Group& group) const {
    Group reached{group.front()};
    for (std::size_t next = 0; next < reached.size(); ++next) {
      for (const std::size_t member : group) {
        const bool is_new = std::find(reached.begin(), reached.end(), member) == reached.end();
        if (is_new && are_beside(reached[next], member)) reached.push_back(member);
      }
    }
    return reached.size() == group.size();
  }
  /// Even areas have the least sum of squares; a village alone is a burden beyond all of them.
  double burden(const Group& group) const {
    if (group.empty()) return 0.0;
    double residents = 0.0;
    for (const std::size_t village : group) residents += static_cast<double>(residents_[village]);
    return residents * residents + (group.size() == 1 ? 1e15 : 0.0);
  }

  /// From the village with the fewest neighbours that are still free, so that none is stranded.
  void grow() {
    std::vector<bool> taken(members_.size());
    const auto free_beside = [&](std::size_t village) {
      return std::count_if(beside_[village].begin(), beside_[village].end(),
                           [&](std::size_t other) { return !taken[other]; });
    };
    const auto loneliest = [&](const auto& may_be) {
      std::size_t best = none;
      for (std::size_t village = 0; village < members_.size(); ++village) {
        if (taken[village] || !may_be(village)) continue;
        if (best == none || free_beside(village) < free_beside(best)) best = village;
      }
      return best;
    };
    const std::size_t areas = (members_.size() + most_ - 1) / most_;
    const std::size_t size = areas == 0 ? 0 : (members_.size() + areas - 1) / areas;
    for (;;) {
      std::size_t village = loneliest([](std::size_t) { return true; });
      if (village == none) return;
      Group& group = groups_.emplace_back();
      while (village != none) {
        taken[village] = true;
        group_of_[village] = groups_.size() - 1;
        group.push_back(village);
        if (group.size() >= size) break;
        village = loneliest([&](std::size_t other) { return touches(group, other); });
      }
    }
  }

  /// The first two areas that fit into one: fewer areas need fewer officers.
  bool join_two() {
    for (Group& group : groups_) {
      for (Group& other : groups_) {
        if (&group >= &other || group.empty() || other.empty() || group.size() + other.size() > most_) continue;
        if (std::none_of(other.begin(), other.end(), [&](std::size_t village) { return touches(group, village); })) {
          continue;
        }
        for (const std::size_t village : other) group_of_[village] = group_of_[group.front()];
        group.insert(group.end(), other.begin(), other.end());
        other.clear();
        return true;
      }
    }
    return false;
  }

  struct Exchange {
    double gain = 0.0;
    std::size_t village = none;
    std::size_t other = none;  // comes in exchange; none: the village moves alone
    std::size_t to = none;
  };

  void consider(Exchange exchange, Exchange& best) const {
    Group from = groups_[group_of_[exchange.village]];
    Group to = groups_[exchange.to];
    const double before = burden(from) + burden(to);
    std::erase(from, exchange.village);
    if (exchange.other != none) {
      std::erase(to, exchange.other);
      from.push_back(exchange.other);
    }
    to.push_back(exchange.village);
    if (from.empty() || to.size() > most_) return;
    exchange.gain = before - burden(from) - burden(to);
    if (exchange.gain <= best.gain || !is_contiguous(from) || !is_contiguous(to)) return;
    best = exchange;
  }

  /// Moves a village to an area beside it, or exchanges two, where that helps the most.
  bool improve() {
    Exchange best;
    for (std::size_t village = 0; village < members_.size(); ++village) {
      for (std::size_t to = 0; to < groups_.size(); ++to) {
        if (to == group_of_[village] || groups_[to].empty() || !touches(groups_[to], village)) continue;
        consider({.village = village, .to = to}, best);
        for (const std::size_t other : groups_[to]) consider({.village = village, .other = other, .to = to}, best);
      }
    }
    if (best.village == none) return false;
    const std::size_t from = group_of_[best.village];
    const auto move = [&](std::size_t village, std::size_t to) {
      std::erase(groups_[group_of_[village]], village);
      groups_[to].push_back(village);
      group_of_[village] = to;
    };
    move(best.village, best.to);
    if (best.other != none) move(best.other, from);
    return true;
  }

  std::vector<CommunityId> members_;  // in order of id
  std::vector<std::vector<std::size_t>> beside_;
  std::vector<std::int64_t> residents_{};
  std::vector<Group> groups_{};
  std::vector<std::size_t> group_of_;
  std::size_t most_;
};

}  // namespace

std::optional<double> density_of(const Community& community) {
  if (community.border.size() < 3) return std::nullopt;
  Polygon ring;
  // Seen from its first corner, so that a border far from the middle of a prefecture loses no digits.
  const Point origin = in_metres(community.border.front());
  for (const Position& corner : community.border) {
    const Point point = in_metres(corner);
    ring.push_back({point.x - origin.x, point.y - origin.y});
  }
  const double square_kilometres = area(ring) / 1e6;
  if (square_kilometres <= 0.0) return std::nullopt;
  return static_cast<double>(community.residents.size()) / square_kilometres;
}

std::vector<AreaKind> area_kinds_by_name(const City& city) {
  std::vector<AreaKind> kinds;
  for (const Community& community : city.communities) {
    kinds.push_back(community.kind == CommunityKind::urban ? AreaKind::urban : AreaKind::rural);
  }
  return kinds;
}

std::vector<AreaKind> area_kinds(const PlacesSpec& spec, const City& city) {
  std::vector<AreaKind> kinds = area_kinds_by_name(city);
  for (const CommunityId id : city.communities.ids()) {
    const std::optional<double> density = density_of(city.communities[id]);
    if (density) kinds[id.row()] = *density >= spec.urban_density ? AreaKind::urban : AreaKind::rural;
  }
  for (const CommunityKindSpec& given : spec.communities) {
    const auto found = std::find_if(city.communities.begin(), city.communities.end(),
                                    [&given](const Community& row) { return std::to_string(row.code) == given.code; });
    if (found == city.communities.end()) {
      throw ImpossibleCity("places.community: the city has no community " + given.code +
                           "; write the 12-digit code of one of its communities");
    }
    kinds[static_cast<std::size_t>(found - city.communities.begin())] = given.kind;
  }
  return kinds;
}

std::vector<std::vector<CommunityId>> police_areas_of(const City& city, const std::vector<AreaKind>& kinds,
                                                      const std::vector<std::vector<CommunityId>>& neighbours,
                                                      std::int64_t villages_per_area) {
  std::vector<std::vector<CommunityId>> found;
  for (const Town& town : city.towns) {
    std::vector<std::vector<CommunityId>> areas;
    std::vector<CommunityId> villages;
    for (const CommunityId id : town.communities) {
      if (kinds[id.row()] == AreaKind::urban) {
        areas.push_back({id});
      } else {
        villages.push_back(id);
      }
    }
    VillageGroups groups{city, std::move(villages), neighbours, static_cast<std::size_t>(villages_per_area)};
    for (auto& area : groups.share_out()) areas.push_back(std::move(area));
    std::sort(areas.begin(), areas.end());
    for (auto& area : areas) found.push_back(std::move(area));
  }
  return found;
}

}  // namespace outpost
