#include <algorithm>
#include <array>
#include <map>

#include "analysis/picture/density.hpp"
#include "analysis/picture/map_sheet.hpp"
#include "analysis/picture/town_map.hpp"

namespace outpost::analysis {
namespace {

struct LandDress {
  Sign sign{};
  Colour colour{};
};

// Fields are what a village's ground is anyhow.
std::optional<LandDress> dress_of(const Palette& palette, LandUse use) {
  switch (use) {
    case LandUse::estate:
      return LandDress{Sign::estate, palette.estate};
    case LandUse::hamlet:
      return LandDress{Sign::hamlet, palette.hamlet};
    case LandUse::industrial_park:
      return LandDress{Sign::industrial_park, palette.industrial};
    case LandUse::market_park:
      return LandDress{Sign::market_park, palette.trading};
    case LandUse::school_grounds:
      return LandDress{Sign::school_grounds, palette.school_grounds};
    case LandUse::green:
      return LandDress{Sign::green, palette.park};
    case LandUse::fields:
      break;
  }
  return std::nullopt;
}

/// Upright lines inside the border, so far from each other.
std::vector<PixelLine> strips_of(const PixelLine& border, std::int64_t breadth) {
  std::vector<PixelLine> strips;
  const auto [west, east] =
      std::minmax_element(border.begin(), border.end(), [](PixelPoint a, PixelPoint b) { return a.x < b.x; });
  for (std::int64_t x = west->x + breadth; x < east->x; x += breadth) {
    std::vector<std::int64_t> crossings;
    for (std::size_t i = 1; i < border.size(); ++i) {
      const PixelPoint a = border[i - 1];
      const PixelPoint b = border[i];
      if ((a.x <= x) != (b.x <= x)) crossings.push_back(a.y + (b.y - a.y) * (x - a.x) / (b.x - a.x));
    }
    std::sort(crossings.begin(), crossings.end());
    for (std::size_t i = 1; i < crossings.size(); i += 2) strips.push_back({{x, crossings[i - 1]}, {x, crossings[i]}});
  }
  return strips;
}

}  // namespace

// From afar by how many live there, from near by what the ground is used for.
void TownMap::draw_land(MapSheet& sheet) const {
  if (sheet.detail == Detail::city) {
    draw_density(sheet);
    return;
  }
  draw_communities(sheet);
  draw_fields(sheet);
  draw_uses(sheet);
}

// Whoever has no step keeps the colour of the kind; the lowest step lies below all, so that no seams show.
void TownMap::draw_density(MapSheet& sheet) const {
  draw_communities(sheet);
  std::array<Shape, density_steps.size() + 1> steps;
  for (const Community& community : setting_->city.communities) {
    const std::optional<std::size_t> step = density_step(community);
    if (!step) continue;
    const PixelLine border = sheet.projected(community.border);
    if (!sheet.may_show(border, 0)) continue;
    for (std::size_t lower = 0; lower <= *step; ++lower) steps[lower].add_polygon(border);
    sheet.signs.add(sign_after(Sign::density_0, *step));
  }
  for (std::size_t step = 0; step < steps.size(); ++step) sheet.canvas.fill(steps[step], sheet.palette.density[step]);
}

// By their kind; where they have no borders, the ground of their grids. From near a breath of each grid's hue on it.
void TownMap::draw_communities(MapSheet& sheet) const {
  const bool by_density = sheet.detail == Detail::city;
  std::array<Shape, 2> kinds;
  const auto saw = [&sheet](CommunityKind kind) {
    sheet.signs.add(kind == CommunityKind::urban ? Sign::urban : Sign::rural);
  };
  for (const Community& community : setting_->city.communities) {
    if (community.border.size() < 3) continue;
    const PixelLine border = sheet.projected(community.border);
    if (!sheet.may_show(border, 0)) continue;
    kinds[static_cast<std::size_t>(community.kind)].add_polygon(border);
    if (!by_density || !density_step(community)) saw(community.kind);
  }
  std::map<std::size_t, Shape> grounds;
  for (const GridBorder& border : cells_.borders()) {
    PixelLine line = sheet.projected(border.line);
    if (border.left) grounds[border.left->row()].add_edges(line);
    std::reverse(line.begin(), line.end());
    if (border.right) grounds[border.right->row()].add_edges(line);
  }
  const auto colour = [&sheet](CommunityKind kind) {
    return kind == CommunityKind::urban ? sheet.palette.urban : sheet.palette.rural;
  };
  for (const CommunityKind kind : {CommunityKind::rural, CommunityKind::urban})
    sheet.canvas.fill(kinds[static_cast<std::size_t>(kind)], colour(kind));
  for (const auto& [grid, shape] : grounds) {
    const Community& community = setting_->city.communities[setting_->plan.grids[GridId{grid}].community];
    if (community.border.empty()) {
      sheet.canvas.fill(shape, colour(community.kind));
      saw(community.kind);
    }
    if (sheet.detail < Detail::block) continue;
    const auto hue = static_cast<std::size_t>(cells_.hue(GridId{grid}));
    sheet.canvas.fill(shape, with_alpha(sheet.palette.grid_hue[hue], 30));
  }
}

// Fields around here are long strips, north to south, with a ditch or a row of trees between two.
void TownMap::draw_fields(MapSheet& sheet) const {
  if (sheet.detail < Detail::quarter) return;
  Shape strips;
  for (const Community& community : setting_->city.communities) {
    if (community.kind != CommunityKind::rural || community.border.size() < 3) continue;
    const PixelLine border = closed(sheet.projected(community.border));
    if (!sheet.may_show(border, 0)) continue;
    const auto breadth = static_cast<std::int64_t>(60 + community.code * 7 % 40);  // metres: assumption
    for (const PixelLine& strip : strips_of(border, sheet.projection.on_screen(metres(static_cast<double>(breadth))))) {
      strips.add_line(strip, sheet.projection.symbol(0.9));
    }
  }
  sheet.canvas.fill(strips, sheet.palette.field_strip);
}

// Estates with their walls, rows of houses with their yards, parks of all kinds.
void TownMap::draw_uses(MapSheet& sheet) const {
  std::array<Shape, land_use_names.size()> grounds;
  Shape walls;
  for (const LandArea& area : setting_->city.land) {
    const auto dress = dress_of(sheet.palette, area.use);
    if (!dress || area.outline.size() < 3) continue;
    const PixelLine outline = sheet.projected(area.outline);
    if (!sheet.may_show(outline, 0)) continue;
    grounds[static_cast<std::size_t>(area.use)].add_polygon(outline);
    sheet.signs.add(dress->sign);
    const bool walled = area.use != LandUse::hamlet && area.use != LandUse::green;
    if (walled && sheet.detail == Detail::block) walls.add_line(closed(outline), sheet.projection.symbol(1.2));
  }
  for (std::size_t use = 0; use < grounds.size(); ++use) {
    if (const auto dress = dress_of(sheet.palette, static_cast<LandUse>(use))) {
      sheet.canvas.fill(grounds[use], dress->colour);
    }
  }
  sheet.canvas.fill(walls, sheet.palette.wall);
}

// Below all roads: where one leads across, it is a bridge. From afar only what is wide enough to lead the eye.
void TownMap::draw_water(MapSheet& sheet) const {
  Shape surfaces;
  Shape beside;  // the sea and rivers outside, plain
  Shape banks;
  const bool far = sheet.detail == Detail::city;
  const std::int64_t bank = sheet.projection.symbol(sheet.detail == Detail::block ? 1.6 : 0.6);
  for (const Water& water : setting_->city.water) {
    if (water.line.size() < 2) continue;
    const bool lake = water.kind == WaterKind::lake;
    const bool river = water.kind == WaterKind::river;
    if (far && !lake && water.width < metres(15)) continue;
    const std::int64_t width = sheet.width(water.width, far ? (river ? 1.8 : 1.2) : river ? 2.4 : 1.8);
    const PixelLine line = sheet.projected(water.line);
    if (!sheet.may_show(line, lake ? 0 : width)) continue;
    sheet.signs.add(lake && far ? Sign::water_afar : lake || river ? Sign::water : Sign::canal);
    if (lake) {
      (far ? beside : surfaces).add_polygon(line);
      banks.add_line(closed(line), bank);
    } else {
      surfaces.add_line(line, width);
      banks.add_line(line, width + bank);
    }
  }
  if (!far) sheet.canvas.fill(banks, sheet.palette.bank);
  sheet.canvas.fill(beside, sheet.palette.water_afar);
  sheet.canvas.fill(surfaces, sheet.palette.water);
}

}  // namespace outpost::analysis
