#include "sim/city/census.hpp"

#include <algorithm>
#include <optional>
#include <utility>

#include "sim/base/stream.hpp"
#include "sim/city/households.hpp"
#include "sim/city/shares.hpp"

namespace outpost {
namespace {

class Counting {
 public:
  Counting(const CitySpec& spec, const DivisionTree& divisions) : spec_(spec), divisions_(divisions) {}

  std::vector<CommunityCensus> count() {
    const std::optional<std::int64_t> row = count_of(divisions_.code);
    std::vector<double> weights;
    for (const CountyDivision& county : divisions_.counties) weights.push_back(weight_of(county));
    const std::vector<std::int64_t> shares = shared_out(row.value_or(spec_.population.value), weights);
    for (std::size_t i = 0; i < divisions_.counties.size(); ++i) {
      count_county(divisions_.counties[i], own_or(DivisionLevel::county, divisions_.counties[i].code, shares[i]));
    }
    return std::move(censuses_);
  }

 private:
  // The root's row is the total already, and a row of a place above it is of no concern here.
  std::int64_t own_or(DivisionLevel level, std::uint64_t code, std::int64_t share) const {
    return level <= divisions_.level ? share : count_of(code).value_or(share);
  }
  std::optional<std::int64_t> count_of(std::uint64_t code) const {
    for (const PlaceCount& row : spec_.counts) {
      if (row.code == code) return row.residents;
    }
    return std::nullopt;
  }

  // Assumption: an urban community has `urban_share_weight` times the residents of a village, each a quarter more or
  // less, and towns of a county differ by a fifth.
  double weight_of(const Division& community) const {
    Stream stream{{static_cast<std::uint32_t>(spec_.seed), 0}, Draw::city_layout, owner_of(community.code, 1)};
    return (community.urban ? spec_.urban_share_weight : 1.0) * (0.75 + 0.5 * stream.uniform());
  }
  double weight_of(const TownDivision& town) const {
    Stream stream{{static_cast<std::uint32_t>(spec_.seed), 0}, Draw::city_layout, owner_of(town.code, 1)};
    const double own = 0.8 + 0.4 * stream.uniform();
    double sum = 0.0;
    for (const Division& community : town.communities) sum += weight_of(community);
    return own * sum;
  }
  double weight_of(const CountyDivision& county) const {
    double sum = 0.0;
    for (const TownDivision& town : county.towns) sum += weight_of(town);
    return sum;
  }

  void count_county(const CountyDivision& county, std::int64_t residents) {
    std::vector<double> weights;
    for (const TownDivision& town : county.towns) weights.push_back(weight_of(town));
    const std::vector<std::int64_t> shares = shared_out(residents, weights);
    for (std::size_t i = 0; i < county.towns.size(); ++i) {
      count_town(county.towns[i], own_or(DivisionLevel::town, county.towns[i].code, shares[i]));
    }
  }

  void count_town(const TownDivision& town, std::int64_t residents) {
    std::vector<double> weights;
    for (const Division& community : town.communities) weights.push_back(weight_of(community));
    const std::vector<std::int64_t> shares = shared_out(residents, weights);
    for (std::size_t i = 0; i < town.communities.size(); ++i) {
      const Division& community = town.communities[i];
      censuses_.push_back(counted(spec_, community.code, community.name,
                                  community.urban ? CommunityKind::urban : CommunityKind::rural,
                                  own_or(DivisionLevel::village, community.code, shares[i])));
      censuses_.back().usual_residents = shares[i];
    }
  }

  const CitySpec& spec_;
  const DivisionTree& divisions_;
  std::vector<CommunityCensus> censuses_;
};

}  // namespace

CommunityCensus counted(const CitySpec& spec, std::uint64_t code, std::string name, CommunityKind kind,
                        std::int64_t residents) {
  CommunityCensus census;
  census.code = code;
  census.name = std::move(name);
  census.kind = kind;
  census.residents = residents;
  census.usual_residents = residents;
  census.household_sizes = draw_household_sizes(spec, code, kind, residents);
  return census;
}

std::vector<CommunityCensus> take_census(const CitySpec& spec, const DivisionTree& divisions) {
  return Counting{spec, divisions}.count();
}

}  // namespace outpost
