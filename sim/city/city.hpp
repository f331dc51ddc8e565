#pragma once

#include <array>
#include <optional>
#include <stdexcept>
#include <string>
#include <string_view>
#include <vector>

#include "sim/base/digest.hpp"
#include "sim/city/divisions.hpp"
#include "sim/city/streets.hpp"
#include "sim/spec/scenario.hpp"

namespace outpost {

using CountyId = Id<struct CountyTag>;
using TownId = Id<struct TownTag>;
using CommunityId = Id<struct CommunityTag>;
using LandAreaId = Id<struct LandAreaTag>;
using BuildingId = Id<struct BuildingTag>;
using PremisesId = Id<struct PremisesTag>;
using HouseholdId = Id<struct HouseholdTag>;
using ResidentId = Id<struct ResidentTag>;
using OutingPlaceId = Id<struct OutingPlaceTag>;

/// Borders are counter-clockwise rings that do not repeat their first point; empty where unknown. Those of neighbours
/// share their points, so that counties, towns and communities tile without gaps.
using Border = std::vector<Position>;

struct County {
  std::uint64_t code = 0;  // 6 digits
  std::string name{};
  Border border{};
  IdRange<TownId> towns{};
};

struct Town {
  std::uint64_t code = 0;  // 9 digits
  std::string name{};
  CountyId county{};
  Position centre{};  // where its main roads meet
  Border border{};
  IdRange<CommunityId> communities{};
  IdRange<OutingPlaceId> outing_places{};  // its markets, malls and parks
};

enum class CommunityKind : std::uint8_t { urban, rural };

/// 居委会 or 村委会. Its 12-digit code is its identity in every random draw.
struct Community {
  std::uint64_t code = 0;
  std::string name{};
  TownId town{};
  CommunityKind kind = CommunityKind::urban;
  Position centre{};
  Border border{};
  IdRange<BuildingId> buildings{};
  IdRange<PremisesId> premises{};
  IdRange<HouseholdId> households{};
  IdRange<ResidentId> residents{};
  double weight = 0.0;  // abstract places: share of the city-wide demand, relative to the others
};

/// What ground is used for, as far as plans, dedicated grids and pictures want to know it.
enum class LandUse : std::uint8_t { estate, hamlet, industrial_park, market_park, school_grounds, green, fields };
inline constexpr std::array<std::string_view, 7> land_use_names{
    "estate", "hamlet", "industrial_park", "market_park", "school_grounds", "green", "fields"};

/// A piece of ground with one use, inside one community: an estate behind its gates, a row of village houses, an
/// industrial or market park.
struct LandArea {
  LandUse use = LandUse::estate;
  CommunityId community{};
  Border outline{};
};

enum class WaterKind : std::uint8_t { river, canal, lake };

/// A river or canal as a line with a width, a lake as a ring. What lies on its two sides is joined by bridges alone.
struct Water {
  WaterKind kind = WaterKind::river;
  std::vector<Position> line{};  // of a lake: its shore, counter-clockwise, first point not repeated
  Length width{};                // of a river or canal
};

struct Building {
  CommunityId community{};
  std::uint32_t serial = 0;  // within the community; with its code the building's identity
  BuildingKind kind = BuildingKind::homes;
  std::uint8_t storeys = 1;
  bool lift = false;
  MaybeId<LandAreaId> area{};  // the estate, hamlet or park that it stands in
  Spot entrance{};
  Position at{};  // where it stands, beside the street
  IdRange<HouseholdId> households{};
};

/// A shop, workshop, school and so on: who is there in its opening hours (by kind, City::premises_kinds). In order of
/// buildings; a building with homes may have premises on its ground floor.
struct Premises {
  BuildingId building{};
  BuildingKind kind = BuildingKind::shop;
  std::uint32_t staff = 0;     // residents who work there
  std::uint32_t pupils = 0;    // residents who go to school there
  std::uint32_t visitors = 0;  // customers, patients and so on who are there at one time, on average while it is open
};

enum class Tenure : std::uint8_t { owner, tenant, group_rental };

struct Household {
  BuildingId building{};
  IdRange<ResidentId> residents{};
  std::uint8_t storey = 1;
  Tenure tenure = Tenure::owner;
};

/// What a resident does on most days; decides the day plan.
enum class Occupation : std::uint8_t { at_home, works, pupil, works_elsewhere };

/// Twelve bytes, because there are millions. Its serial within the community is its row less the community's first.
struct Resident {
  HouseholdId household{};
  MaybeId<BuildingId> day_place{};  // workplace or school in this city
  std::uint8_t age = 0;
  Occupation occupation = Occupation::at_home;
  bool migrant = false;
  bool visit_duty = false;  // a visit duty exists; drawn independently of origin, tenure and age
};

/// Everything that does not change during a run and does not depend on the grid plan; shared by all replications.
struct City {
  Text name{};
  std::string code{};
  bool synthetic_people = true;   // always: residents are drawn, never read
  bool synthetic_streets = true;  // false: streets from a map
  std::string attribution{};      // licence line of imported streets, shown with every picture
  StreetNetwork streets{};
  Table<CountyId, County> counties{};
  Table<TownId, Town> towns{};
  Table<CommunityId, Community> communities{};
  Table<LandAreaId, LandArea> land{};  // in order of communities
  std::vector<Water> water{};
  Table<BuildingId, Building> buildings{};
  Table<PremisesId, Premises> premises{};
  Table<HouseholdId, Household> households{};
  Table<ResidentId, Resident> residents{};
  Table<OutingPlaceId, BuildingId> outing_places{};                // markets, malls and parks, in order of towns
  std::array<PremisesSpec, building_kind_count> premises_kinds{};  // as the spec says: hours and what the floor holds
  std::vector<Position> police_stations{};                         // as mapped; empty: placed by the grid plan
  double place_weights = 0.0;                                      // of all communities together
  Position south_west{};
  Position north_east{};
};

/// Streets that an import left out, because they do not hang together with the rest.
struct DroppedPiece {
  std::string first{};  // where the source has its first street: "way 17", "line 17"
  Position at{};        // of its first junction
  std::int64_t streets = 0;
  Length length{};
};

/// Streets read from a map, already on a plane in metres and cut down to the largest strongly connected part.
struct ImportedStreets {
  StreetNetwork network{};
  std::vector<Position> police_stations{};
  double origin_latitude = 0.0;  // degrees; local equirectangular projection around the bounding box's centre
  double origin_longitude = 0.0;
  bool on_globe = true;  // false: a table gave metres on a plane, and there is no origin
  std::string attribution{};
  // What the import kept and dropped, for the report.
  std::int64_t nodes_read = 0;
  std::int64_t ways_read = 0;
  std::int64_t junctions_read = 0;  // where streets begin, end or meet, before anything is dropped
  std::int64_t streets_read = 0;    // stretches between them
  // The border of an extract: streets are cut where the file lacks a node.
  std::int64_t nodes_missing = 0;  // references of streets to nodes outside the file
  std::int64_t ways_cut = 0;       // streets of the map that have such a reference
  std::int64_t border_ends = 0;    // junctions of the city at which a street ends only because it was cut
  Length length_missing{};         // an estimate: segments that were cut off, at the mean length of the others
  std::int64_t streets_kept = 0;
  std::int64_t streets_dropped = 0;
  Length length_kept{};
  Length length_dropped{};
  std::int64_t pieces_dropped = 0;
  std::vector<DroppedPiece> longest_dropped{};  // at most five
  Length drivable_length{};
  std::int64_t turns_banned = 0;           // from one street into another, by restrictions of the map
  std::int64_t restrictions_unusable = 0;  // not of the form way, node, way, or of streets that are not there
  std::int64_t limits_tagged = 0;          // streets with a usable maxspeed
  std::int64_t limits_unreadable = 0;
};

/// The spec asks for a city or a grid plan that cannot be made; `what()` says what to write instead. Whoever reads the
/// scenario turns it into an error of the input.
class ImpossibleCity : public std::runtime_error {
 public:
  using std::runtime_error::runtime_error;
};

/// The city of a scenario; a pure function of its arguments. Requires a spec without complaints; throws ImpossibleCity.
City generate_city(const CitySpec& spec, const DivisionTree& divisions);
City city_on_streets(const CitySpec& spec, const ImportedStreets& streets);
City city_of_points(const CitySpec& spec);

/// Numbers within a community, which no other community changes; with its 12-digit code an identity for random draws.
std::uint32_t serial_of(const City& city, ResidentId resident);
std::uint32_t serial_of(const City& city, HouseholdId household);

/// Equal cities have equal digests.
DigestValue digest_of(const City& city);

}  // namespace outpost
