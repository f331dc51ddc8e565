#include <algorithm>
#include <array>
#include <cmath>

#include "analysis/picture/map_sheet.hpp"
#include "analysis/picture/town_map.hpp"

namespace outpost::analysis {
namespace {

/// Length of the front and depth of a building in metres: assumption, 95 square metres a household and storey.
std::pair<double, double> footprint(const Building& building) {
  switch (building.kind) {
    case BuildingKind::workshop:
      return {26.0, 18.0};
    case BuildingKind::office:
    case BuildingKind::mall:
    case BuildingKind::hospital:
    case BuildingKind::public_service:
      return {40.0, 22.0};
    case BuildingKind::shop:
      return {16.0, 10.0};
    case BuildingKind::school:
      return {64.0, 36.0};
    case BuildingKind::market:
      return {46.0, 30.0};
    case BuildingKind::park:
      return {90.0, 60.0};
    case BuildingKind::homes:
      break;
  }
  const double area = 95.0 * static_cast<double>(std::max<std::size_t>(building.households.size(), 1)) /
                      std::max<int>(building.storeys, 1);
  const double depth = area > 200.0 ? 13.0 : 9.5;
  return {std::clamp(area / depth, 8.0, 42.0), depth};
}

/// Square to the line from its door: its front stands along its street.
PixelLine outline_of(const Building& building, const Projection& projection, std::int64_t least) {
  const PixelPoint at = projection.pixel(building.at);
  double x = (building.at.x - building.entrance.at.x).in_metres();
  double y = -(building.at.y - building.entrance.at.y).in_metres();
  const double length = std::sqrt(x * x + y * y);
  x = length > 0.0 ? x / length : 0.0;
  y = length > 0.0 ? y / length : 1.0;
  const auto [front, depth] = footprint(building);
  const auto along = static_cast<double>(std::max(projection.on_screen(metres(front / 2)), least));
  const auto into = static_cast<double>(std::max(projection.on_screen(metres(depth / 2)), least));
  const auto corner = [&](double a, double b) {
    return PixelPoint{at.x + static_cast<std::int64_t>(std::floor(-y * a + x * b + 0.5)),
                      at.y + static_cast<std::int64_t>(std::floor(x * a + y * b + 0.5))};
  };
  return {corner(-along, -into), corner(along, -into), corner(along, into), corner(-along, into)};
}

Sign sign_of(BuildingKind kind) {
  switch (kind) {
    case BuildingKind::homes:
      return Sign::roofs;
    case BuildingKind::school:
      return Sign::school;
    case BuildingKind::shop:
    case BuildingKind::mall:
    case BuildingKind::market:
      return Sign::market;
    case BuildingKind::hospital:
      return Sign::hospital;
    case BuildingKind::park:
      return Sign::park;
    case BuildingKind::workshop:
    case BuildingKind::office:
    case BuildingKind::public_service:
      break;
  }
  return Sign::workplace;
}

}  // namespace

// From near, homes take the hue of their grid.
void TownMap::draw_buildings(MapSheet& sheet) const {
  if (sheet.detail == Detail::city) return;
  const City& city = setting_->city;
  std::array<Shape, 6> homes;
  std::array<Shape, static_cast<std::size_t>(Sign::count)> others;
  const std::int64_t least = sheet.projection.symbol(sheet.detail == Detail::town ? 0.5 : 0.75);
  for (const BuildingId id : city.buildings.ids()) {
    const Building& building = city.buildings[id];
    const PixelPoint at = sheet.projection.pixel(building.at);
    if (!sheet.projection.may_show(at, sheet.projection.on_screen(metres(80)))) continue;
    const bool shown = sheet.projection.may_show(at, 0);
    if (!building.entrance.street) {  // an abstract place: a mark, not a house
      others[static_cast<std::size_t>(Sign::workplace)].add_polygon(square(at, sheet.projection.symbol(4.0)));
      if (shown) sheet.signs.add(Sign::workplace);
      continue;
    }
    // A park that has its grounds is those grounds.
    if (building.kind == BuildingKind::park && building.area) continue;
    const PixelLine outline = outline_of(building, sheet.projection, least);
    const Sign sign = sign_of(building.kind);
    if (sign == Sign::roofs && sheet.detail == Detail::block) {
      homes[static_cast<std::size_t>(cells_.hue(setting_->plan.grid_of[id]))].add_polygon(outline);
      if (shown) sheet.signs.add(Sign::homes);
    } else {
      others[static_cast<std::size_t>(sign)].add_polygon(outline);
      if (shown) sheet.signs.add(sign);
    }
  }
  const Palette& palette = sheet.palette;
  const auto fill = [&](Sign sign, Colour colour) {
    sheet.canvas.fill(others[static_cast<std::size_t>(sign)], colour);
  };
  fill(Sign::park, palette.park);
  fill(Sign::roofs, palette.roof);
  for (std::size_t hue = 0; hue < homes.size(); ++hue) sheet.canvas.fill(homes[hue], palette.grid_hue[hue]);
  fill(Sign::workplace, palette.workplace);
  fill(Sign::school, palette.school);
  fill(Sign::market, palette.market);
  fill(Sign::hospital, palette.hospital);
}

}  // namespace outpost::analysis
