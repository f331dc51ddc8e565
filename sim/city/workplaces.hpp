#pragma once

#include <optional>
#include <vector>

#include "sim/base/alias_table.hpp"
#include "sim/city/city.hpp"

namespace outpost {

/// Where people of each town find work; see employ().
class Workplaces {
 public:
  Workplaces(const City& city, const CitySpec& spec, const std::vector<std::int64_t>& usual_residents);

  /// None: no place was taken in 200 trials, because there is hardly any within commuting distance.
  std::optional<PremisesId> draw(Stream& stream, TownId home) const;

 private:
  struct Reach {
    AliasTable by_gravity;
    std::vector<CommunityId> communities{};  // by row of the table
  };
  Reach reach_of(const City& city, const CitySpec& spec, TownId home, const std::vector<std::int64_t>& usual) const;
  PremisesId premises_at(CommunityId community, std::uint64_t place) const;

  Table<TownId, Reach> reaches_{};
  Table<CommunityId, double> acceptance_{};
  Table<CommunityId, IdRange<PremisesId>> premises_{};
  std::vector<std::uint64_t> places_before_{0};  // cumulated over premises
};

}  // namespace outpost
