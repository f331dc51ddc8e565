#pragma once

#include <optional>
#include <stdexcept>
#include <string>
#include <vector>

#include "sim/base/digest.hpp"
#include "sim/city/streets.hpp"
#include "sim/spec/scenario.hpp"

namespace outpost {

using CommunityId = Id<struct CommunityTag>;
using BuildingId = Id<struct BuildingTag>;
using HouseholdId = Id<struct HouseholdTag>;
using ResidentId = Id<struct ResidentTag>;

enum class CommunityKind : std::uint8_t { urban, rural };

/// 居委会 or 村委会. Its 12-digit code is its identity in every random draw.
struct Community {
  std::uint64_t code = 0;
  std::string name{};
  CommunityKind kind = CommunityKind::urban;
  Position centre{};
  std::vector<Position> border{};  // counter-clockwise, without repeating the first point; empty where unknown
  IdRange<BuildingId> buildings{};
  IdRange<HouseholdId> households{};
  IdRange<ResidentId> residents{};
  double weight = 0.0;  // abstract places: share of the city-wide demand, relative to the others
};

enum class BuildingKind : std::uint8_t { homes, workplace, school, market, park };

struct Building {
  CommunityId community{};
  std::uint32_t serial = 0;  // within the community; with its code the building's identity
  BuildingKind kind = BuildingKind::homes;
  std::uint8_t storeys = 1;
  Spot entrance{};
  Position at{};  // where it stands, beside the street
  IdRange<HouseholdId> households{};
};

struct Household {
  BuildingId building{};
  std::uint32_t serial = 0;  // within the community
  std::uint8_t storey = 1;
  IdRange<ResidentId> residents{};
};

/// What a resident does on most days; decides the day plan.
enum class Occupation : std::uint8_t { at_home, works, pupil, works_elsewhere };

struct Resident {
  HouseholdId household{};
  std::uint32_t serial = 0;  // within the community; with its code the resident's identity
  std::uint8_t age = 0;
  Occupation occupation = Occupation::at_home;
  std::optional<BuildingId> day_place{};  // workplace or school in this city
};

/// Everything that does not change during a run and does not depend on the grid plan; shared by all replications.
struct City {
  Text name{};
  std::string code{};
  bool synthetic_people = true;   // always: residents are drawn, never read
  bool synthetic_streets = true;  // false: streets from a map
  std::string attribution{};      // licence line of imported streets, shown with every picture
  StreetNetwork streets{};
  Table<CommunityId, Community> communities{};
  Table<BuildingId, Building> buildings{};
  Table<HouseholdId, Household> households{};
  Table<ResidentId, Resident> residents{};
  std::vector<BuildingId> outing_places{};  // markets and parks
  std::vector<Position> police_stations{};  // as mapped; empty: placed by the grid plan
  Position south_west{};
  Position north_east{};
};

/// A row of the division table.
struct Division {
  std::uint64_t code = 0;
  std::string name{};
  bool urban = true;
};

/// A town of the division table with the communities below it, in order of code.
struct DivisionTree {
  std::uint64_t code = 0;
  std::string name{};
  std::vector<Division> communities{};
};

/// Streets read from a map, already on a plane in metres and cut down to the largest strongly connected part.
struct ImportedStreets {
  StreetNetwork network{};
  std::vector<Position> police_stations{};
  double origin_latitude = 0.0;  // degrees; local equirectangular projection around the bounding box's centre
  double origin_longitude = 0.0;
  std::string attribution{};
  // What the import kept and dropped, for the report.
  std::int64_t nodes_read = 0;
  std::int64_t ways_read = 0;
  std::int64_t nodes_missing = 0;  // references of streets to nodes outside the file: streets are cut there
  std::int64_t streets_kept = 0;
  std::int64_t streets_dropped = 0;
  Length length_kept{};
  Length length_dropped{};
  Length drivable_length{};
  std::int64_t limits_tagged = 0;  // streets with a usable maxspeed
  std::int64_t limits_unreadable = 0;
};

/// The spec asks for a city or a grid plan that cannot be made; `what()` says what to write instead. Whoever reads the
/// scenario turns it into an error of the input.
class ImpossibleCity : public std::runtime_error {
 public:
  using std::runtime_error::runtime_error;
};

/// The city of a scenario; a pure function of its arguments. Requires a spec without complaints; throws ImpossibleCity.
City generate_city(const CitySpec& spec, const DivisionTree& town);
City city_on_streets(const CitySpec& spec, const ImportedStreets& streets);
City city_of_points(const CitySpec& spec);

/// Equal cities have equal digests.
DigestValue digest_of(const City& city);

}  // namespace outpost
