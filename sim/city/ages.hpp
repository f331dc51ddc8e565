#pragma once

#include <array>
#include <cstdint>
#include <span>

#include "sim/base/alias_table.hpp"
#include "sim/city/city.hpp"

namespace outpost {

inline constexpr int adult_age = 18;
inline constexpr int most_years = 100;  // ages run from 0 to 99

/// Shares of residents by year of age. Five-year bands, even inside a band. The spec gives the shares from 60 and from
/// 65 on; how the rest is divided among bands is an assumption.
using AgePyramid = std::array<double, most_years>;
AgePyramid age_pyramid(const CitySpec& spec);

/// Ages of the members of one community's households, such that the community's pyramid is met in expectation although
/// nobody under 18 heads a household or lives in a group rental:
/// - members of group rentals are 18 to 49, by the pyramid;
/// - the first of a family household is an adult, by what the pyramid then leaves of adults;
/// - the second is, at `partner_chance`, of the first's five-year band: by the same law;
/// - all others are children as often as it takes, more rarely beside a first of 60 and more, else adults by that law.
/// Where households are so small that this leaves too few others, there are fewer children than the pyramid says.
class AgeLaws {
 public:
  static constexpr double partner_chance = 0.75;         // assumption
  static constexpr double children_beside_elders = 0.3;  // to 1 beside a first under 60; assumption

  /// Who has to be given an age, by role.
  struct Roles {
    std::int64_t firsts = 0;
    std::int64_t seconds = 0;
    std::int64_t thirds = 0;  // and further ones
    std::int64_t in_groups = 0;
  };
  AgeLaws(const AgePyramid& pyramid, const Roles& roles);

  std::uint8_t first(Stream& stream) const;
  std::uint8_t in_group(Stream& stream) const;
  std::uint8_t second(Stream& stream, std::uint8_t first) const;
  std::uint8_t third(Stream& stream, std::uint8_t first) const;

 private:
  AliasTable firsts_;
  AliasTable groups_;
  AliasTable beside_young_;
  AliasTable beside_elders_;
};

}  // namespace outpost
