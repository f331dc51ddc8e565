#include "sim/city/settlement.hpp"

#include <algorithm>
#include <numeric>

#include "sim/base/alias_table.hpp"
#include "sim/base/stream.hpp"

namespace outpost {
namespace {

RunKey layout_key(const CitySpec& spec) {
  return {static_cast<std::uint32_t>(spec.seed), 0};
}

// Assumption: the age pyramid of Haimen in its 60+ (30.8%) and 65+ (23.1%) shares [census-2020], even inside each band.
struct AgeBand {
  int from;
  int below;
  double share;
};
constexpr std::array<AgeBand, 6> age_bands{
    {{0, 6, 0.040}, {6, 18, 0.095}, {18, 60, 0.557}, {60, 65, 0.077}, {65, 80, 0.175}, {80, 96, 0.056}}};

std::uint8_t draw_age(Stream& stream, bool adult) {
  // The first of a household is an adult: the two bands below 18 are passed over.
  double reached = adult ? age_bands[0].share + age_bands[1].share : 0.0;
  const double level = reached + stream.uniform() * (1.0 - reached);
  for (const AgeBand& band : age_bands) {
    if (adult && band.below <= 18) continue;
    reached += band.share;
    if (level < reached) {
      return static_cast<std::uint8_t>(
          band.from + static_cast<int>(stream.below(static_cast<std::uint64_t>(band.below - band.from))));
    }
  }
  return static_cast<std::uint8_t>(age_bands.back().below - 1);
}

// 1 + Poisson(mean - 1), at most 9: assumption; the mean is the parameter.
std::vector<std::int64_t> draw_household_sizes(const CitySpec& spec, const CommunityPlan& plan) {
  std::vector<std::int64_t> sizes;
  std::int64_t housed = 0;
  for (std::uint64_t serial = 0; housed < plan.population; ++serial) {
    Stream stream{layout_key(spec), Draw::household, owner_of(plan.code, serial)};
    const std::int64_t drawn = 1 + static_cast<std::int64_t>(stream.poisson(spec.household_size - 1.0));
    const std::int64_t size = std::min({drawn, std::int64_t{9}, plan.population - housed});
    sizes.push_back(size);
    housed += size;
  }
  return sizes;
}

struct BuildingSize {
  std::int64_t households = 1;
  int storeys = 1;
};

// Assumption: estates of six-storey walk-ups and some towers with lifts; houses of one or two households in villages.
BuildingSize draw_building(Stream& stream, CommunityKind kind) {
  const double level = stream.uniform();
  if (kind == CommunityKind::rural) return {level < 0.72 ? 1 : 2, level < 0.35 ? 1 : level < 0.9 ? 2 : 3};
  if (level < 0.18) return {12, 3};
  if (level < 0.72) return {24, 6};
  if (level < 0.90) return {36, 6};
  return {66, 11};
}

/// Spots evenly spaced along the streets of a community, on either side in turn.
class Frontage {
 public:
  Frontage(const StreetNetwork& network, const std::vector<StreetId>& streets) : network_(network), streets_(streets) {
    for (const StreetId street : streets) {
      total_ += network.streets[street].length.in_millimetres();
      ends_.push_back(total_);
    }
    require(total_ > 0, "a community has streets with a length");
  }

  Spot spot(std::int64_t index, std::int64_t count) const {
    // (2 i + 1) / 2 n of the way along: whole millimetres, so that every machine places a door alike.
    const std::int64_t along =
        (total_ / (2 * count)) * (2 * index + 1) + (total_ % (2 * count)) * (2 * index + 1) / (2 * count);
    const auto found = std::upper_bound(ends_.begin(), ends_.end(), along);
    const auto row = std::min(static_cast<std::size_t>(found - ends_.begin()), streets_.size() - 1);
    const std::int64_t begin = row == 0 ? 0 : ends_[row - 1];
    return spot_on(network_, streets_[row], millimetres(along - begin));
  }

  /// Beside the street, `depth` to the left or right of it.
  Position beside(const Spot& spot, bool left, Length depth) const {
    const Street& street = network_.streets[*spot.street];
    const Position a = network_.nodes[street.from];
    const Position b = network_.nodes[street.to];
    const Length run = straight_distance(a, b);
    if (run == Length{}) return spot.at;
    const std::int64_t side = left ? 1 : -1;
    const auto across = [&](Length component) {
      return millimetres(component.in_millimetres() * depth.in_millimetres() / run.in_millimetres() * side);
    };
    return {spot.at.x - across(b.y - a.y), spot.at.y + across(b.x - a.x)};
  }

 private:
  const StreetNetwork& network_;
  const std::vector<StreetId>& streets_;
  std::vector<std::int64_t> ends_;
  std::int64_t total_ = 0;
};

// Premises by kind. Assumptions: a workplace for 250 residents in town and 500 in villages; an urban community has a
// school, a market and a park, every second village a school, every village a small market.
std::vector<BuildingKind> premises_of(const CommunityPlan& plan) {
  const bool urban = plan.kind == CommunityKind::urban;
  std::vector<BuildingKind> premises(
      static_cast<std::size_t>(std::max<std::int64_t>(1, plan.population / (urban ? 250 : 500))),
      BuildingKind::workshop);
  premises.push_back(BuildingKind::market);
  if (urban || plan.code % 2 == 0) premises.push_back(BuildingKind::school);
  if (urban) premises.push_back(BuildingKind::park);
  return premises;
}

struct Draft {
  BuildingKind kind = BuildingKind::homes;
  BuildingSize size{};
};

std::vector<Draft> draft_buildings(const CitySpec& spec, const CommunityPlan& plan, std::int64_t households) {
  std::vector<Draft> drafts;
  Stream stream{layout_key(spec), Draw::city_people, owner_of(plan.code, 0)};
  for (std::int64_t housed = 0; housed < households;) {
    BuildingSize size = draw_building(stream, plan.kind);
    size.households = std::min(size.households, households - housed);
    drafts.push_back({BuildingKind::homes, size});
    housed += size.households;
  }
  // Premises stand between the homes, spread evenly; a stride without a common factor mixes their kinds and drops none.
  const std::vector<BuildingKind> premises = premises_of(plan);
  std::size_t stride = 7;
  while (std::gcd(stride, premises.size()) != 1) ++stride;
  std::vector<Draft> mixed;
  std::size_t next = 0;
  for (std::size_t i = 0; i < drafts.size(); ++i) {
    while (next < premises.size() && next * drafts.size() <= i * premises.size()) {
      mixed.push_back({premises[(next * stride) % premises.size()], {0, 2}});
      ++next;
    }
    mixed.push_back(drafts[i]);
  }
  while (next < premises.size()) {
    mixed.push_back({premises[(next * stride) % premises.size()], {0, 2}});
    ++next;
  }
  return mixed;
}

}  // namespace

void settle(City& city, const CitySpec& spec, const CommunityPlan& plan) {
  require(!plan.streets.empty(), "a community has at least one street");
  const CommunityId id{city.communities.size()};
  const std::size_t first_building = city.buildings.size();
  const std::size_t first_household = city.households.size();
  const std::size_t first_resident = city.residents.size();

  const std::vector<std::int64_t> sizes = draw_household_sizes(spec, plan);
  const std::vector<Draft> drafts = draft_buildings(spec, plan, static_cast<std::int64_t>(sizes.size()));
  const Frontage frontage{city.streets, plan.streets};
  std::uint32_t household_serial = 0;
  std::uint32_t resident_serial = 0;
  for (std::size_t row = 0; row < drafts.size(); ++row) {
    const Draft& draft = drafts[row];
    Building building;
    building.community = id;
    building.serial = static_cast<std::uint32_t>(row);
    building.kind = draft.kind;
    building.storeys = static_cast<std::uint8_t>(draft.size.storeys);
    building.entrance = frontage.spot(static_cast<std::int64_t>(row), static_cast<std::int64_t>(drafts.size()));
    building.at = frontage.beside(building.entrance, row % 2 == 0, metres(plan.kind == CommunityKind::urban ? 28 : 16));
    const std::size_t begin = city.households.size();
    for (std::int64_t k = 0; k < draft.size.households; ++k, ++household_serial) {
      Household household;
      household.building = BuildingId{city.buildings.size()};
      household.storey = static_cast<std::uint8_t>(1 + k * draft.size.storeys / draft.size.households);
      const std::size_t first = city.residents.size();
      for (std::int64_t member = 0; member < sizes[household_serial]; ++member, ++resident_serial) {
        Stream stream{layout_key(spec), Draw::resident, owner_of(plan.code, resident_serial)};
        Resident resident;
        resident.household = HouseholdId{city.households.size()};
        resident.age = draw_age(stream, member == 0);
        city.residents.push_back(resident);
      }
      household.residents = {first, city.residents.size()};
      city.households.push_back(household);
    }
    building.households = {begin, city.households.size()};
    city.buildings.push_back(building);
  }

  Community community;
  community.code = plan.code;
  community.name = plan.name;
  community.kind = plan.kind;
  community.border = plan.border;
  community.buildings = {first_building, city.buildings.size()};
  community.households = {first_household, city.households.size()};
  community.residents = {first_resident, city.residents.size()};
  std::int64_t x = 0;
  std::int64_t y = 0;
  for (const BuildingId building : community.buildings) {
    x +=
        city.buildings[building].entrance.at.x.in_millimetres() / static_cast<std::int64_t>(community.buildings.size());
    y +=
        city.buildings[building].entrance.at.y.in_millimetres() / static_cast<std::int64_t>(community.buildings.size());
  }
  community.centre = {millimetres(x), millimetres(y)};
  city.communities.push_back(community);
}

void employ(City& city, const CitySpec& spec) {
  std::vector<BuildingId> workplaces;
  std::vector<BuildingId> schools;
  std::vector<double> weights;
  for (const BuildingId building : city.buildings.ids()) {
    const Building& found = city.buildings[building];
    if (found.kind == BuildingKind::school) schools.push_back(building);
    if (found.kind != BuildingKind::workshop) continue;
    workplaces.push_back(building);
    // Sizes of workplaces are skewed: assumption, weights lognormal with sigma 1.
    Stream stream{layout_key(spec), Draw::city_people,
                  owner_of(city.communities[found.community].code, 1 + found.serial)};
    weights.push_back(stream.lognormal(0.0, 1.0));
  }
  if (workplaces.empty()) return;
  const AliasTable by_weight{weights};
  for (const Community& community : city.communities) {
    std::optional<BuildingId> school;
    for (const BuildingId candidate : schools) {
      if (!school || straight_distance(city.buildings[candidate].entrance.at, community.centre) <
                         straight_distance(city.buildings[*school].entrance.at, community.centre)) {
        school = candidate;
      }
    }
    const std::size_t first = community.residents.empty() ? 0 : community.residents[0].row();
    for (const ResidentId id : community.residents) {
      Resident& resident = city.residents[id];
      Stream stream{layout_key(spec), Draw::resident, owner_of(community.code, id.row() - first), 1};
      if (resident.age >= 6 && resident.age < 18 && school) {
        resident.occupation = Occupation::pupil;
        resident.day_place = school;
      } else if (resident.age >= 18 && resident.age < 60 && stream.chance(spec.employed)) {
        if (!stream.chance(spec.working_in_town)) {
          resident.occupation = Occupation::works_elsewhere;
          continue;
        }
        resident.occupation = Occupation::works;
        resident.day_place = workplaces[by_weight.pick(stream)];
      }
    }
  }
}

void finish(City& city) {
  require(!city.buildings.empty(), "a city has at least one building");
  city.south_west = city.north_east = city.buildings[BuildingId{0}].entrance.at;
  const auto include = [&city](Position at) {
    city.south_west = {std::min(city.south_west.x, at.x), std::min(city.south_west.y, at.y)};
    city.north_east = {std::max(city.north_east.x, at.x), std::max(city.north_east.y, at.y)};
  };
  for (const Position& node : city.streets.nodes) include(node);
  for (const Community& community : city.communities) {
    for (const Position& corner : community.border) include(corner);
  }
  for (const BuildingId id : city.buildings.ids()) {
    const Building& building = city.buildings[id];
    include(building.at);
    if (building.kind == BuildingKind::market || building.kind == BuildingKind::park) city.outing_places.push_back(id);
  }
}

}  // namespace outpost
