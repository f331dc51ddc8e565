#include "sim/city/ages.hpp"

#include <algorithm>
#include <numeric>

#include "sim/base/stream.hpp"

namespace outpost {
namespace {

constexpr int elder_age = 60;
constexpr int pension_age = 65;
constexpr int group_below = 50;

// Per mille of all residents by band of five years, as fitted to 308 from 60 and 231 from 65 on. Assumption: the two
// sums are census-2020 (Haimen), the bands between them follow a shrinking county population.
constexpr std::array<int, 20> age_bands{33, 40, 40, 37, 38, 47, 62, 58, 60, 77, 103, 97, 77, 83, 65, 42, 24, 12, 4, 1};

double between(const AgePyramid& pyramid, int from, int below) {
  return std::accumulate(pyramid.begin() + from, pyramid.begin() + below, 0.0);
}

AgePyramid part_of(const AgePyramid& pyramid, int from, int below) {
  AgePyramid part{};
  std::copy(pyramid.begin() + from, pyramid.begin() + below, part.begin() + from);
  return part;
}

double people_in(const AgeLaws::Roles& roles) {
  return static_cast<double>(roles.firsts + roles.seconds + roles.thirds + roles.in_groups);
}

/// Adults of families: the pyramid's, without those who live in group rentals.
AgePyramid adults_of_families(const AgePyramid& pyramid, const AgeLaws::Roles& roles) {
  const double in_groups = static_cast<double>(roles.in_groups) / between(pyramid, adult_age, group_below);
  const double everybody = std::max(1.0, people_in(roles));
  AgePyramid adults = part_of(pyramid, adult_age, most_years);
  for (int age = adult_age; age < group_below; ++age) {
    const auto i = static_cast<std::size_t>(age);
    adults[i] = std::max(0.0, pyramid[i] * (1.0 - in_groups / everybody));
  }
  return adults;
}

/// The share of children among those who are neither firsts nor partners nor in a group rental.
double share_of_children(const AgePyramid& pyramid, const AgeLaws::Roles& roles) {
  const double others =
      static_cast<double>(roles.thirds) + (1.0 - AgeLaws::partner_chance) * static_cast<double>(roles.seconds);
  if (others <= 0.0) return 0.0;
  return std::min(1.0, people_in(roles) * between(pyramid, 0, adult_age) / others);
}

/// Ages of those others beside a first under 60 (`elders` false) or an elder: children in two shares whose mean is the
/// one wanted, adults as in all families.
AliasTable law_of_others(const AgePyramid& pyramid, const AgeLaws::Roles& roles, bool elders) {
  const AgePyramid adults = adults_of_families(pyramid, roles);
  const double all_adults = between(adults, adult_age, most_years);
  const double all_children = between(pyramid, 0, adult_age);
  const double wanted = share_of_children(pyramid, roles);
  const double young = between(adults, adult_age, elder_age) / all_adults;
  double children = wanted / (young + (1.0 - young) * AgeLaws::children_beside_elders);
  if (children > 1.0) {  // more children than places beside the young: the rest is with elders
    children = elders ? std::clamp((wanted - young) / (1.0 - young), 0.0, 1.0) : 1.0;
  } else if (elders) {
    children *= AgeLaws::children_beside_elders;
  }
  AgePyramid weights{};
  for (int age = 0; age < most_years; ++age) {
    const auto i = static_cast<std::size_t>(age);
    weights[i] = age < adult_age ? children * pyramid[i] / all_children : (1.0 - children) * adults[i] / all_adults;
  }
  return AliasTable{weights};
}

}  // namespace

AgePyramid age_pyramid(const CitySpec& spec) {
  // Each of the three parts keeps its shape and is scaled to its share.
  const double from_65 = spec.aged_65.value();
  const double to_65 = std::max(0.0, spec.aged_60.value() - from_65);
  const double to_60 = 1.0 - to_65 - from_65;
  AgePyramid pyramid{};
  for (int age = 0; age < most_years; ++age) {
    pyramid[static_cast<std::size_t>(age)] = age_bands[static_cast<std::size_t>(age / 5)] / 5.0;
  }
  const auto scale = [&pyramid](int from, int below, double share) {
    const double sum = between(pyramid, from, below);
    for (int age = from; age < below; ++age) pyramid[static_cast<std::size_t>(age)] *= share / sum;
  };
  scale(0, elder_age, to_60);
  scale(elder_age, pension_age, to_65);
  scale(pension_age, most_years, from_65);
  return pyramid;
}

AgeLaws::AgeLaws(const AgePyramid& pyramid, const Roles& roles)
    : firsts_(adults_of_families(pyramid, roles)),
      groups_(part_of(pyramid, adult_age, group_below)),
      beside_young_(law_of_others(pyramid, roles, false)),
      beside_elders_(law_of_others(pyramid, roles, true)) {}

std::uint8_t AgeLaws::first(Stream& stream) const {
  return static_cast<std::uint8_t>(firsts_.pick(stream));
}

std::uint8_t AgeLaws::in_group(Stream& stream) const {
  return static_cast<std::uint8_t>(groups_.pick(stream));
}

std::uint8_t AgeLaws::second(Stream& stream, std::uint8_t first) const {
  // Even inside the band, as the pyramid is: the second's law is the first's.
  const int from = std::max(adult_age, first / 5 * 5);
  const int below = first / 5 * 5 + 5;
  const double at = stream.uniform() / partner_chance;
  if (at < 1.0) return static_cast<std::uint8_t>(from + static_cast<int>(at * (below - from)));
  return third(stream, first);
}

std::uint8_t AgeLaws::third(Stream& stream, std::uint8_t first) const {
  return static_cast<std::uint8_t>((first < elder_age ? beside_young_ : beside_elders_).pick(stream));
}

}  // namespace outpost
