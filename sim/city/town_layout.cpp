#include <algorithm>
#include <cmath>
#include <numeric>

#include "sim/base/elementary.hpp"
#include "sim/base/stream.hpp"
#include "sim/city/layout.hpp"

namespace outpost {
namespace {

using elementary::pi;

// Turning by the golden angle from one community to the next spreads any number of them evenly (phyllotaxis).
const double golden_angle = pi * (3.0 - std::sqrt(5.0));

Polygon round_outline(double area_wanted) {
  constexpr int corners = 20;
  Polygon outline;
  for (int i = 0; i < corners; ++i) {
    const double angle = 2.0 * pi * i / corners;
    // Towns of the plain are wider than high: assumption, drawing only.
    outline.push_back({1.18 * elementary::cos(angle), 0.86 * elementary::sin(angle)});
  }
  const double scale = std::sqrt(area_wanted / area(outline));
  for (Point& point : outline) point = {point.x * scale, point.y * scale};
  return outline;
}

// Urban communities first, each kind in order of code: the middle of the spiral is the town centre.
std::vector<std::size_t> from_the_middle(const TownDivision& town) {
  std::vector<std::size_t> order(town.communities.size());
  std::iota(order.begin(), order.end(), std::size_t{0});
  std::stable_sort(order.begin(), order.end(), [&town](std::size_t a, std::size_t b) {
    return town.communities[a].urban && !town.communities[b].urban;
  });
  return order;
}

std::vector<Site> spiral(const TownDivision& town, const std::vector<double>& areas, std::uint32_t seed) {
  std::vector<Site> sites(town.communities.size());
  double inside = 0.0;
  std::size_t turn = 0;
  for (const std::size_t i : from_the_middle(town)) {
    Stream stream{{seed, 0}, Draw::city_layout, owner_of(town.communities[i].code, 0)};
    const double jitter = (stream.uniform() - 0.5) * 0.35;
    const double radius = std::sqrt((inside + areas[i] / 2.0) / pi);
    const double angle = golden_angle * static_cast<double>(turn++) + jitter;
    sites[i].at = {1.18 * radius * elementary::cos(angle), 0.86 * radius * elementary::sin(angle)};
    inside += areas[i];
  }
  return sites;
}

}  // namespace

TownLayout lay_out_town(const CitySpec& spec, const TownDivision& town) {
  require(!town.communities.empty(), "a town has at least one community");
  const auto seed = static_cast<std::uint32_t>(spec.seed);
  std::vector<double> weights;
  for (const Division& community : town.communities) {
    Stream stream{{seed, 0}, Draw::city_layout, owner_of(community.code, 1)};
    weights.push_back((community.urban ? spec.urban_share_weight : 1.0) * (0.75 + 0.5 * stream.uniform()));
  }
  TownLayout layout;
  layout.population = shared_out(spec.population.value, weights);

  std::vector<double> areas;
  for (std::size_t i = 0; i < weights.size(); ++i) {
    const double density = town.communities[i].urban ? spec.urban_density : spec.rural_density;
    areas.push_back(std::max(static_cast<double>(layout.population[i]), 1.0) / density * 1e6);
  }
  layout.outline = round_outline(std::accumulate(areas.begin(), areas.end(), 0.0));
  layout.sites = spiral(town, areas, seed);

  // Lloyd's steps towards the centroids, while the weights pull every cell towards its area.
  for (int step = 0; step < 60; ++step) {
    const std::vector<Polygon> cells = power_cells(layout.sites, layout.outline);
    for (std::size_t i = 0; i < cells.size(); ++i) {
      Site& site = layout.sites[i];
      if (cells[i].empty() || area(cells[i]) <= 1.0) {
        site.weight += areas[i] / 4.0;  // a cell that vanished is given room
        continue;
      }
      site.weight += 0.25 * (areas[i] - area(cells[i]));
      const Point middle = centroid(cells[i]);
      site.at = {site.at.x + 0.5 * (middle.x - site.at.x), site.at.y + 0.5 * (middle.y - site.at.y)};
    }
  }
  layout.borders = power_cells(layout.sites, layout.outline);
  for (const Polygon& border : layout.borders) {
    if (!border.empty()) continue;
    throw ImpossibleCity(
        "city: urban and rural densities and the share of urban residents leave a community without land; bring "
        "urban_density, rural_density and urban_share_weight nearer to their defaults");
  }
  return layout;
}

}  // namespace outpost
