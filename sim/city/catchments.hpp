#pragma once

#include <cstdint>
#include <vector>

#include "sim/city/city.hpp"

namespace outpost {

/// Which schools the children of each community go to: its own where it has any; else those of the nearest community of
/// the town with room beside its own children and other guests, by usual residents, or where none has room, of the
/// nearest one. A town without a school sends its children to the nearest community of the city that has one. Guests
/// are placed in order of code. Empty: the city has no school.
Table<CommunityId, std::vector<PremisesId>> school_catchments(const City& city, double pupils_per_resident,
                                                              const std::vector<std::int64_t>& usual_residents);

/// Gives out the places of a community's schools, home by home: the nearest school with room, or the nearest one when
/// all are full. `room` is lowered; of guests' schools it is not asked.
class SchoolPlaces {
 public:
  SchoolPlaces(const City& city, const std::vector<PremisesId>& schools, bool guests);
  PremisesId school_for(BuildingId home);

 private:
  struct School {
    PremisesId premises{};
    Position at{};
    std::int64_t room = 0;
  };
  const City& city_;
  std::vector<School> schools_{};
  bool guests_ = false;
};

}  // namespace outpost
