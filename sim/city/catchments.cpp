#include "sim/city/catchments.hpp"

#include <optional>

namespace outpost {
namespace {

struct Host {
  CommunityId community{};
  Length away{};
};

class Placement {
 public:
  Placement(const City& city, double pupils_per_resident, const std::vector<std::int64_t>& usual)
      : city_(city), schools_(city.communities.size()), expected_(city.communities.size()), room_(expected_) {
    for (const CommunityId id : city.communities.ids()) {
      expected_[id] = pupils_per_resident * static_cast<double>(usual[id.row()]);
      for (const PremisesId premises : city.communities[id].premises) {
        if (city.premises[premises].kind != BuildingKind::school) continue;
        schools_[id].push_back(premises);
        room_[id] += city.premises[premises].pupils;
      }
      if (!schools_[id].empty()) room_[id] -= expected_[id];
    }
  }

  Table<CommunityId, std::vector<PremisesId>> place() {
    Table<CommunityId, std::vector<PremisesId>> found = schools_;
    for (const CommunityId id : city_.communities.ids()) {
      if (!schools_[id].empty()) continue;
      const IdRange<CommunityId> town = city_.towns[city_.communities[id].town].communities;
      auto host = nearest(id, town, expected_[id]);
      if (!host) host = nearest(id, town, std::nullopt);
      if (!host) host = nearest(id, city_.communities.ids(), std::nullopt);
      if (!host) continue;
      room_[*host] -= expected_[id];
      found[id] = schools_[*host];
    }
    return found;
  }

 private:
  std::optional<CommunityId> nearest(CommunityId from, IdRange<CommunityId> among, std::optional<double> room) const {
    std::optional<Host> best;
    for (const CommunityId id : among) {
      if (schools_[id].empty() || (room && room_[id] < *room)) continue;
      const Length away = straight_distance(city_.communities[from].centre, city_.communities[id].centre);
      if (!best || away < best->away) best = Host{id, away};
    }
    if (!best) return std::nullopt;
    return best->community;
  }

  const City& city_;
  Table<CommunityId, std::vector<PremisesId>> schools_;
  Table<CommunityId, double> expected_;
  Table<CommunityId, double> room_;
};

}  // namespace

Table<CommunityId, std::vector<PremisesId>> school_catchments(const City& city, double pupils_per_resident,
                                                              const std::vector<std::int64_t>& usual_residents) {
  return Placement{city, pupils_per_resident, usual_residents}.place();
}

SchoolPlaces::SchoolPlaces(const City& city, const std::vector<PremisesId>& schools, bool guests)
    : city_(city), guests_(guests) {
  for (const PremisesId school : schools) {
    schools_.push_back({school, city.buildings[city.premises[school].building].entrance.at,
                        static_cast<std::int64_t>(city.premises[school].pupils)});
  }
}

PremisesId SchoolPlaces::school_for(BuildingId home) {
  require(!schools_.empty(), "a place is given out where there is a school");
  const Position at = city_.buildings[home].entrance.at;
  School* nearest = nullptr;
  School* nearest_with_room = nullptr;
  Length least{};
  Length least_with_room{};
  for (School& school : schools_) {
    const Length away = straight_distance(at, school.at);
    if (nearest == nullptr || away < least) {
      nearest = &school;
      least = away;
    }
    if (school.room > 0 && (nearest_with_room == nullptr || away < least_with_room)) {
      nearest_with_room = &school;
      least_with_room = away;
    }
  }
  School& chosen = guests_ || nearest_with_room == nullptr ? *nearest : *nearest_with_room;
  --chosen.room;
  return chosen.premises;
}

}  // namespace outpost
