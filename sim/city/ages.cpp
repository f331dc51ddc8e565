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
constexpr std::array<int, 20> bands{33, 40, 40, 37, 38, 47, 62, 58, 60, 77, 103, 97, 77, 83, 65, 42, 24, 12, 4, 1};

double between(const AgePyramid& pyramid, int from, int below) {
  return std::accumulate(pyramid.begin() + from, pyramid.begin() + below, 0.0);
}

AgePyramid part_of(const AgePyramid& pyramid, int from, int below) {
  AgePyramid part{};
  std::copy(pyramid.begin() + from, pyramid.begin() + below, part.begin() + from);
  return part;
}

/// Adults and children in the proportion `children` to 1 - `children`, each by its own weights.
AliasTable mixture(const AgePyramid& children, const AgePyramid& adults, double share) {
  const double all_children = between(children, 0, adult_age);
  const double all_adults = between(adults, adult_age, most_years);
  AgePyramid weights{};
  for (int age = 0; age < most_years; ++age) {
    const auto i = static_cast<std::size_t>(age);
    weights[i] = age < adult_age ? share * children[i] / all_children : (1.0 - share) * adults[i] / all_adults;
  }
  return AliasTable{weights};
}

struct LeftOver {
  AgePyramid adults{};
  double children = 0.0;  // their share
};

/// What firsts, their partners and group rentals leave of the pyramid for everybody else.
LeftOver left_over(const AgePyramid& pyramid, const AgeLaws::Roles& roles) {
  const double partners = AgeLaws::partner_chance * static_cast<double>(roles.seconds);
  const double others = static_cast<double>(roles.seconds + roles.thirds) - partners;
  const auto groups = static_cast<double>(roles.in_groups);
  const double everybody = static_cast<double>(roles.firsts) + partners + others + groups;
  const double by_pyramid = (static_cast<double>(roles.firsts) + partners) / between(pyramid, adult_age, most_years);
  const double in_groups = groups / between(pyramid, adult_age, group_below);
  LeftOver left;
  for (int age = adult_age; age < most_years; ++age) {
    const auto i = static_cast<std::size_t>(age);
    const double taken = by_pyramid + (age < group_below ? in_groups : 0.0);
    left.adults[i] = std::max(0.0, pyramid[i] * (everybody - taken));
  }
  const double adults = between(left.adults, adult_age, most_years);
  if (adults <= 0.0) left.adults = part_of(pyramid, adult_age, most_years);
  left.children = others > 0.0 ? std::clamp(everybody * between(pyramid, 0, adult_age) / others, 0.0, 1.0) : 0.0;
  return left;
}

/// Shares of children beside a first under 60 and beside an elder, whose mean is the share wanted.
std::array<double, 2> by_first(const AgePyramid& pyramid, double children) {
  const double young = between(pyramid, adult_age, elder_age) / between(pyramid, adult_age, most_years);
  const double beside_young = children / (young + (1.0 - young) * AgeLaws::children_beside_elders);
  if (beside_young <= 1.0) return {beside_young, beside_young * AgeLaws::children_beside_elders};
  return {1.0, std::clamp((children - young) / (1.0 - young), 0.0, 1.0)};
}

AliasTable law_of_others(const AgePyramid& pyramid, const AgeLaws::Roles& roles, std::size_t first) {
  const LeftOver left = left_over(pyramid, roles);
  return mixture(pyramid, left.adults, by_first(pyramid, left.children)[first]);
}

}  // namespace

AgePyramid age_pyramid(const CitySpec& spec) {
  // Each of the three parts keeps its shape and is scaled to its share.
  const double from_65 = spec.aged_65.value();
  const double to_65 = std::max(0.0, spec.aged_60.value() - from_65);
  const double to_60 = 1.0 - to_65 - from_65;
  AgePyramid pyramid{};
  for (int age = 0; age < most_years; ++age) {
    pyramid[static_cast<std::size_t>(age)] = bands[static_cast<std::size_t>(age / 5)] / 5.0;
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
    : firsts_(part_of(pyramid, adult_age, most_years)),
      groups_(part_of(pyramid, adult_age, group_below)),
      beside_young_(law_of_others(pyramid, roles, 0)),
      beside_elders_(law_of_others(pyramid, roles, 1)) {}

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
