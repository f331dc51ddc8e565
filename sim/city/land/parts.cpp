#include "sim/city/land/parts.hpp"

#include <algorithm>
#include <cmath>
#include <numeric>

#include "sim/base/elementary.hpp"
#include "sim/city/land/outline.hpp"

namespace outpost {
namespace {

const double golden_angle = elementary::pi * (3.0 - std::sqrt(5.0));
constexpr std::uint32_t place_block = 9;  // of the layout's streams

/// Codes 001 to 199 are residents' committees, 200 to 399 villagers' committees [nantong-divisions-2023]: what says how
/// much ground a community has, because no edit of its name or kind changes it.
bool urban_by_code(std::uint64_t code) {
  return code % 1000 < 200;
}

}  // namespace

double total_area(const std::vector<Part>& parts) {
  double sum = 0.0;
  for (const Part& part : parts) sum += part.area;
  return sum;
}

PartList::PartList(const CitySpec& spec, const DivisionTree& tree, double residents)
    : tree_(tree), key_{static_cast<std::uint32_t>(spec.seed), 0} {
  std::vector<double> weights;
  std::vector<double> densities;
  for (const CountyDivision& county : tree_.counties) {
    first_town_.push_back(town_at_.size());
    for (const TownDivision& town : county.towns) {
      town_at_.push_back(&town);
      first_community_.push_back(weights.size());
      for (const Division& community : town.communities) {
        const bool urban = urban_by_code(community.code);
        Stream stream{key_, Draw::city_layout, owner_of(community.code, 0), place_block};
        // Ground differs by a quarter either way: assumption.
        weights.push_back((urban ? spec.urban_share_weight : 1.0) * (0.75 + 0.5 * stream.uniform()));
        densities.push_back(urban ? spec.urban_density : spec.rural_density);
      }
    }
  }
  const double sum = std::accumulate(weights.begin(), weights.end(), 0.0);
  for (std::size_t i = 0; i < weights.size(); ++i) {
    // At least a square of 200 m, so that a hamlet has its crossing.
    areas_.push_back(std::max(residents * weights[i] / sum / densities[i] * 1e6, 40'000.0));
  }
  if (tree_.level <= DivisionLevel::county) meet_county_areas();
}

// Where a county's area is known its villages get more ground or less, so
// that the whole comes near to it.
void PartList::meet_county_areas() {
  std::size_t first = 0;
  for (const CountyDivision& county : tree_.counties) {
    std::vector<std::size_t> villages;
    double urban = 0.0;
    double rural = 0.0;
    for (const TownDivision& town : county.towns) {
      for (const Division& community : town.communities) {
        const std::size_t row = first++;
        (urban_by_code(community.code) ? urban : rural) += areas_[row];
        if (!urban_by_code(community.code)) villages.push_back(row);
      }
    }
    const std::optional<double> known = area_of_county(county.code);
    if (!known || rural <= 0.0) continue;
    const double factor = std::clamp((*known - urban) / rural, 0.4, 2.5);
    for (const std::size_t row : villages) areas_[row] *= factor;
  }
}

// In order of codes along a spiral: street offices before towns before farms,
// residents' committees before villages, so that what is urban comes together
// in the middle (turning by the golden angle spreads any number evenly).
void PartList::place(std::vector<Part>& parts, const Polygon& polygon) const {
  const Frame frame(polygon);
  double total = 0.0;
  for (const Part& part : parts) total += part.area;
  double inside = 0.0;
  std::size_t turn = 0;
  for (Part& part : parts) {
    Stream stream{key_, Draw::city_layout, owner_of(part.code, 1), place_block};
    const double jitter = 0.5 * (stream.uniform() - 0.5);
    part.at =
        frame.place(std::sqrt((inside + part.area / 2.0) / total), golden_angle * static_cast<double>(turn++) + jitter);
    inside += part.area;
  }
}

std::vector<Part> PartList::counties(const Polygon& polygon) const {
  std::vector<Part> parts;
  for (std::size_t row = 0; row < tree_.counties.size(); ++row) {
    Part part{.code = tree_.counties[row].code, .row = row};
    for (std::size_t i = 0; i < tree_.counties[row].towns.size(); ++i) part.area += town_area(first_town_[row] + i);
    parts.push_back(part);
  }
  place(parts, polygon);
  Point low = polygon.front();
  Point high = low;
  for (const Point& corner : polygon) {
    low = {std::min(low.x, corner.x), std::min(low.y, corner.y)};
    high = {std::max(high.x, corner.x), std::max(high.y, corner.y)};
  }
  for (Part& part : parts) {
    if (const auto known = place_of_county(part.code)) {
      part.at = {low.x + known->x * (high.x - low.x), low.y + known->y * (high.y - low.y)};
    }
  }
  return parts;
}

std::vector<Part> PartList::towns(std::size_t county, const Polygon& polygon) const {
  std::vector<Part> parts;
  for (std::size_t i = 0; i < tree_.counties[county].towns.size(); ++i) {
    const std::size_t row = first_town_[county] + i;
    parts.push_back({.code = town_at_[row]->code, .row = row, .area = town_area(row)});
  }
  place(parts, polygon);
  return parts;
}

std::vector<Part> PartList::communities(std::size_t town, const Polygon& polygon) const {
  std::vector<Part> parts;
  for (std::size_t i = 0; i < town_at_[town]->communities.size(); ++i) {
    const std::uint64_t code = town_at_[town]->communities[i].code;
    const std::size_t row = first_community_[town] + i;
    parts.push_back({.code = code, .row = row, .area = areas_[row], .urban = urban_by_code(code)});
  }
  place(parts, polygon);
  return parts;
}

double PartList::town_area(std::size_t town) const {
  double sum = 0.0;
  for (std::size_t i = 0; i < town_at_[town]->communities.size(); ++i) sum += areas_[first_community_[town] + i];
  return sum;
}

double PartList::total() const {
  return std::accumulate(areas_.begin(), areas_.end(), 0.0);
}

double PartList::least() const {
  return *std::min_element(areas_.begin(), areas_.end());
}

}  // namespace outpost
