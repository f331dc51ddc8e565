#include "sim/city/grids/dedicated.hpp"

#include <algorithm>
#include <map>

namespace outpost {
namespace {

bool is_shared_ground(const City& city, MaybeId<LandAreaId> area) {
  if (!area) return false;
  const LandUse use = city.land[*area].use;
  return use == LandUse::industrial_park || use == LandUse::market_park || use == LandUse::school_grounds;
}

std::vector<std::int64_t> people_of(const City& city) {
  std::vector<std::int64_t> people(city.buildings.size(), 0);
  for (const Premises& premises : city.premises) {
    people[premises.building.row()] += std::int64_t{premises.staff} + premises.pupils + premises.visitors;
  }
  return people;
}

/// Every site that could be a grid of its own, in order of its first building.
std::vector<DedicatedSite> candidates(const City& city) {
  const std::vector<std::int64_t> people = people_of(city);
  std::vector<DedicatedSite> sites;
  std::map<LandAreaId, std::size_t> site_of;
  for (const BuildingId id : city.buildings.ids()) {
    const Building& building = city.buildings[id];
    if (building.kind == BuildingKind::homes || building.kind == BuildingKind::shop || !building.households.empty()) {
      continue;
    }
    std::size_t site = sites.size();
    if (is_shared_ground(city, building.area)) site = site_of.emplace(*building.area, site).first->second;
    if (site == sites.size()) sites.push_back({.community = building.community, .kind = building.kind});
    sites[site].buildings.push_back(id);
    sites[site].people += people[id.row()];
  }
  return sites;
}

}  // namespace

std::vector<DedicatedSite> dedicated_sites(const GridSpec& spec, const City& city) {
  std::vector<DedicatedSite> sites = candidates(city);
  std::stable_sort(sites.begin(), sites.end(),
                   [](const DedicatedSite& a, const DedicatedSite& b) { return a.people > b.people; });
  std::vector<std::size_t> left;
  for (const Community& community : city.communities) left.push_back(community.buildings.size());
  std::vector<DedicatedSite> chosen;
  for (DedicatedSite& site : sites) {
    if (spec.dedicated > 0 ? chosen.size() == static_cast<std::size_t>(spec.dedicated)
                           : site.people < spec.dedicated_from) {
      break;
    }
    if (site.people == 0 || site.buildings.size() >= left[site.community.row()]) continue;
    left[site.community.row()] -= site.buildings.size();
    chosen.push_back(std::move(site));
  }
  std::sort(chosen.begin(), chosen.end(),
            [](const DedicatedSite& a, const DedicatedSite& b) { return a.buildings.front() < b.buildings.front(); });
  return chosen;
}

}  // namespace outpost
