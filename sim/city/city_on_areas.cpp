#include <algorithm>
#include <map>

#include "sim/city/areas.hpp"
#include "sim/city/census.hpp"
#include "sim/city/employment.hpp"
#include "sim/city/frontage.hpp"
#include "sim/city/settlement.hpp"
#include "sim/city/shares.hpp"

namespace outpost {
namespace {

constexpr std::uint64_t least_community_code = 100'000'000'000;  // 12 digits

/// What a community's residents are counted from.
class Census {
 public:
  Census(const CitySpec& spec, const AreaMap& map, const std::vector<double>& lengths)
      : map_(map), lengths_(lengths), residents_(map.communities.size()), known_(map.communities.size()) {
    for (const PlaceCount& count : spec.counts) counts_[count.code] = count.residents;
    refuse_unknown_places();
    for (std::size_t row = 0; row < residents_.size(); ++row) {
      const MappedArea& area = map.communities[row];
      const auto count = counts_.find(area.code);
      known_[row] = count != counts_.end() || area.population;
      if (known_[row]) residents_[row] = count != counts_.end() ? count->second : *area.population;
    }
    // Towns before counties before the city: what a place has left is shared by those that nothing nearer counts.
    for (auto count = counts_.rbegin(); count != counts_.rend(); ++count) {
      if (count->first >= least_community_code) continue;
      share_out(count->first, count->second, "population_table: the place " + std::to_string(count->first));
    }
    share_out(0, spec.population.value, "city.population: the city");
  }

  const std::vector<std::int64_t>& residents() const { return residents_; }

 private:
  static bool lies_in(std::uint64_t code, std::uint64_t place) {
    return place == 0 || code / 1000 == place || code / 1'000'000 == place;
  }

  void refuse_unknown_places() const {
    for (const auto& [code, count] : counts_) {
      const bool community = code >= least_community_code;
      const bool met = std::any_of(map_.communities.begin(), map_.communities.end(), [&](const MappedArea& area) {
        return community ? area.code == code : lies_in(area.code, code);
      });
      if (met) continue;
      throw ImpossibleCity("city.population_table: it counts " + std::to_string(code) +
                           ", which city.areas does not have; leave the row out, or add the area");
    }
  }

  void share_out(std::uint64_t place, std::int64_t total, const std::string& noun) {
    std::vector<std::size_t> open;
    std::vector<double> weights;
    std::int64_t rest = total;
    for (std::size_t row = 0; row < residents_.size(); ++row) {
      if (!lies_in(map_.communities[row].code, place)) continue;
      if (known_[row]) {
        rest -= residents_[row];
      } else {
        open.push_back(row);
        weights.push_back(lengths_[row]);
      }
    }
    if (open.empty()) return;
    const auto fewest = static_cast<std::int64_t>(open.size());
    if (rest < fewest) {
      throw ImpossibleCity(noun + " has " + std::to_string(total) + " residents, and " + std::to_string(rest) +
                           " are left for " + std::to_string(open.size()) +
                           " communities without a count; write more, or count every community");
    }
    const std::vector<std::int64_t> parts = shared_out(rest - fewest, weights);
    for (std::size_t i = 0; i < open.size(); ++i) {
      residents_[open[i]] = parts[i] + 1;
      known_[open[i]] = true;
    }
  }

  const AreaMap& map_;
  const std::vector<double>& lengths_;
  std::map<std::uint64_t, std::int64_t> counts_{};
  std::vector<std::int64_t> residents_{};
  std::vector<bool> known_{};
};

const NamedDivision* named(const std::vector<NamedDivision>& divisions, std::uint64_t code) {
  const auto found = std::lower_bound(divisions.begin(), divisions.end(), code,
                                      [](const NamedDivision& row, std::uint64_t wanted) { return row.code < wanted; });
  return found == divisions.end() || found->code != code ? nullptr : &*found;
}

/// Towns and counties as the codes of the communities name them.
void add_divisions(City& city, const AreaMap& map) {
  const auto name_of = [](const NamedDivision* division, std::uint64_t code) {
    return division == nullptr ? std::to_string(code) : division->name;
  };
  for (std::size_t row = 0; row < map.communities.size();) {
    const std::uint64_t code = map.communities[row].code / 1000;
    std::size_t end = row;
    while (end < map.communities.size() && map.communities[end].code / 1000 == code) ++end;
    const std::uint64_t county_code = code / 1000;
    if (city.counties.empty() || (*(city.counties.end() - 1)).code != county_code) {
      const NamedDivision* county = named(map.counties, county_code);
      city.counties.push_back({.code = county_code,
                               .name = name_of(county, county_code),
                               .border = county == nullptr ? Border{} : county->border,
                               .towns = {city.towns.size(), city.towns.size()}});
    }
    const CountyId county{city.counties.size() - 1};
    const NamedDivision* town = named(map.towns, code);
    const TownId id = city.towns.push_back({.code = code,
                                            .name = name_of(town, code),
                                            .county = county,
                                            .border = town == nullptr ? Border{} : town->border,
                                            .communities = {row, end}});
    city.counties[county].towns = {city.counties[county].towns.begin() == city.counties[county].towns.end()
                                       ? id.row()
                                       : city.counties[county].towns[0].row(),
                                   id.row() + 1};
    row = end;
  }
}

}  // namespace

City city_on_areas(const CitySpec& spec, const ImportedStreets& streets, const AreaMap& map) {
  City city;
  city.name = spec.name;
  city.code = spec.code;
  city.synthetic_streets = false;
  city.attribution = streets.attribution;
  city.streets = streets.network;
  city.police_stations = streets.police_stations;

  const std::vector<std::optional<std::size_t>> area_of = areas_of_streets(map, city.streets);
  std::vector<std::vector<StreetId>> all(map.communities.size());
  std::vector<std::vector<StreetId>> homes(map.communities.size());
  for (const StreetId street : city.streets.streets.ids()) {
    const auto& row = area_of[street.row()];
    if (!row) continue;
    all[*row].push_back(street);
    if (holds_homes(city.streets.streets[street])) homes[*row].push_back(street);
  }
  std::vector<double> lengths;
  for (std::size_t row = 0; row < all.size(); ++row) {
    require(!all[row].empty(), "a street lies in every area");
    if (homes[row].empty()) homes[row] = all[row];
    double length = 0.0;
    for (const StreetId street : homes[row]) length += city.streets.streets[street].length.in_metres();
    lengths.push_back(length);
  }
  city.premises_kinds = spec.premises;
  const Census census{spec, map, lengths};
  for (std::size_t row = 0; row < homes.size(); ++row) {
    const MappedArea& area = map.communities[row];
    const CommunityCensus counts = counted(spec, area.code, area.name, area.kind, census.residents()[row]);
    settle(city, spec, counts, plots_along(spec, city.streets, homes[row], counts), area.parts.front().outer);
  }
  add_divisions(city, map);
  for (const TownId town : city.towns.ids()) {
    Town& row = city.towns[town];
    const auto count = static_cast<std::int64_t>(row.communities.size());
    for (const CommunityId community : row.communities) {
      city.communities[community].town = town;
      const Position& centre = city.communities[community].centre;
      row.centre = {row.centre.x + centre.x / count, row.centre.y + centre.y / count};
    }
  }
  employ(city, spec, census.residents());
  finish(city);
  return city;
}

}  // namespace outpost
