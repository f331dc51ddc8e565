#pragma once

#include <cstdint>
#include <vector>

#include "sim/base/stream.hpp"
#include "sim/city/city.hpp"

namespace outpost {

/// Who shares a home, before it has an address: family households of 1 + Poisson people, flats let to groups of 3 +
/// Poisson, both cut so that the means of the spec hold exactly. Assumption; only the means have sources.
class HouseholdLaw {
 public:
  static constexpr std::uint8_t most_in_family = 9;
  static constexpr std::uint8_t least_in_group = 3;
  static constexpr std::uint8_t most_in_group = 15;

  HouseholdLaw(const CitySpec& spec, CommunityKind kind);

  struct Home {
    bool group_rental = false;
    std::uint8_t size = 1;
  };
  /// `level` is uniform in [0, 1): the first number of the household's stream.
  Home home_at(double level) const;

 private:
  double group_rentals_ = 0.0;
  std::vector<double> family_{};  // [k]: chance of at most 1 + k people
  std::vector<double> group_{};   // [k]: chance of at most 3 + k people
};

/// The stream of a household: which home it is, its tenure, its origin.
Stream household_stream(const CitySpec& spec, std::uint64_t community, std::uint64_t serial);

/// Sizes by serial, as many as it takes to house everybody; the last one is cut.
std::vector<std::uint8_t> draw_household_sizes(const CitySpec& spec, std::uint64_t community, CommunityKind kind,
                                               std::int64_t residents);

}  // namespace outpost
