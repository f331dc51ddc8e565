#include "sim/city/workplaces.hpp"

#include <algorithm>

#include "sim/base/elementary.hpp"

namespace outpost {
namespace {

constexpr int most_trials = 200;
// Proposals go to towns within so many lengths of `commute`: what lies beyond would be chosen by one in 400.
constexpr double reach_in_commutes = 6.0;
// A community with so many places of work for a usual resident takes whoever is proposed. Assumption.
constexpr double fullest = 1.5;

}  // namespace

Workplaces::Workplaces(const City& city, const CitySpec& spec, const std::vector<std::int64_t>& usual_residents) {
  places_before_.reserve(city.premises.size() + 1);
  for (const Premises& premises : city.premises) places_before_.push_back(places_before_.back() + premises.staff);
  acceptance_ = Table<CommunityId, double>(city.communities.size());
  premises_ = Table<CommunityId, IdRange<PremisesId>>(city.communities.size());
  for (const CommunityId id : city.communities.ids()) {
    const IdRange<PremisesId> premises = city.communities[id].premises;
    premises_[id] = premises;
    if (premises.empty()) continue;
    const std::size_t begin = premises[0].row();
    const auto places = static_cast<double>(places_before_[begin + premises.size()] - places_before_[begin]);
    const auto usual = static_cast<double>(std::max<std::int64_t>(1, usual_residents[id.row()]));
    acceptance_[id] = std::min(1.0, places / (fullest * usual));
  }
  reaches_.reserve(city.towns.size());
  for (const TownId town : city.towns.ids()) reaches_.push_back(reach_of(city, spec, town, usual_residents));
}

Workplaces::Reach Workplaces::reach_of(const City& city, const CitySpec& spec, TownId home,
                                       const std::vector<std::int64_t>& usual) const {
  std::vector<double> weights;
  std::vector<CommunityId> communities;
  for (const Town& town : city.towns) {
    const double away = straight_distance(city.towns[home].centre, town.centre).in_metres() / spec.commute.in_metres();
    if (away > reach_in_commutes) continue;
    const double nearness = elementary::exp(-away);
    for (const CommunityId community : town.communities) {
      weights.push_back(nearness * static_cast<double>(std::max<std::int64_t>(1, usual[community.row()])));
      communities.push_back(community);
    }
  }
  return {AliasTable{weights}, std::move(communities)};
}

PremisesId Workplaces::premises_at(CommunityId community, std::uint64_t place) const {
  const std::size_t begin = premises_[community][0].row();
  const auto first = places_before_.begin() + static_cast<std::ptrdiff_t>(begin);
  const auto last = first + static_cast<std::ptrdiff_t>(premises_[community].size());
  const auto after = std::upper_bound(first, last + 1, *first + place);
  return PremisesId{begin + static_cast<std::size_t>(after - first) - 1};
}

std::optional<PremisesId> Workplaces::draw(Stream& stream, TownId home) const {
  const Reach& reach = reaches_[home];
  for (int trial = 0; trial < most_trials; ++trial) {
    const CommunityId community = reach.communities[reach.by_gravity.pick(stream)];
    if (stream.uniform() >= acceptance_[community]) continue;
    const std::size_t begin = premises_[community][0].row();
    const std::uint64_t places = places_before_[begin + premises_[community].size()] - places_before_[begin];
    return premises_at(community, stream.below(places));
  }
  return std::nullopt;
}

}  // namespace outpost
