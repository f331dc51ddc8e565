#include <algorithm>
#include <array>
#include <cmath>

#include "analysis/picture/map_sheet.hpp"
#include "analysis/picture/street_dress.hpp"
#include "analysis/picture/town_map.hpp"

namespace outpost::analysis {
namespace {

struct Footprint {
  double front = 0.0;  // metres, along the street
  double depth = 0.0;
};

/// Assumption, for the eye alone: 95 square metres a household and storey, and a size for each other kind.
Footprint footprint(const Building& building) {
  switch (building.kind) {
    case BuildingKind::workshop:
      return {26.0, 18.0};
    case BuildingKind::office:
    case BuildingKind::public_service:
      return {22.0, 15.0};
    case BuildingKind::mall:
    case BuildingKind::hospital:
      return {40.0, 26.0};
    case BuildingKind::shop:
      return {16.0, 9.0};
    case BuildingKind::school:
      return {64.0, 30.0};
    case BuildingKind::market:
      return {46.0, 26.0};
    case BuildingKind::park:
      return {90.0, 60.0};
    case BuildingKind::homes:
      break;
  }
  const double area = 95.0 * static_cast<double>(std::max<std::size_t>(building.households.size(), 1)) /
                      std::max<int>(building.storeys, 1);
  const double depth = area > 200.0 ? 12.0 : 9.5;
  return {std::clamp(area / depth, 8.0, 42.0), depth};
}

/// Where a building is drawn: square to the line from its door, with its front beside the street and not on it.
class Stand {
 public:
  Stand(const City& city, const Building& building) : at_(building.at), size_(footprint(building)) {
    const double x = (building.at.x - building.entrance.at.x).in_metres();
    const double y = (building.at.y - building.entrance.at.y).in_metres();
    const double distance = std::sqrt(x * x + y * y);
    if (distance > 0.0) {
      x_ = x / distance;
      y_ = y / distance;
    }
    const Street& street = city.streets.streets[*building.entrance.street];
    const double kerb = street_width(street.street_class).in_metres() / 2 + 2.0;
    const bool slab =
        building.kind == BuildingKind::homes && building.area && city.land[*building.area].use == LandUse::estate;
    if (slab) face_south(2.0 * (distance - kerb));
    const double short_of = kerb + size_.depth / 2 - distance;
    if (short_of > 0.0 && !turned_) at_ = {at_.x + metres(x_ * short_of), at_.y + metres(y_ * short_of)};
  }

  PixelLine outline(const Projection& projection, std::int64_t least) const {
    const PixelPoint at = projection.pixel(at_);
    const auto along = static_cast<double>(std::max(projection.on_screen(metres(size_.front / 2)), least));
    const auto into = static_cast<double>(std::max(projection.on_screen(metres(size_.depth / 2)), least));
    const auto corner = [&](double a, double b) {
      return PixelPoint{at.x + static_cast<std::int64_t>(std::floor(y_ * a + x_ * b + 0.5)),
                        at.y + static_cast<std::int64_t>(std::floor(x_ * a - y_ * b + 0.5))};
    };
    return {corner(-along, -into), corner(along, -into), corner(along, into), corner(-along, into)};
  }

 private:
  /// The slabs of an estate turn their long side to the south, wherever their doors are.
  void face_south(double room) {
    if (std::fabs(x_) <= std::fabs(y_)) return;
    turned_ = true;
    size_.front = std::max(std::min(size_.front, room), size_.depth);
    const double x = x_;
    x_ = -y_;
    y_ = x;
  }

  Position at_{};
  Footprint size_{};
  double x_ = 0.0;  // the step of length 1 from the door into the building
  double y_ = 1.0;
  bool turned_ = false;
};

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
    const PixelLine outline = Stand{city, building}.outline(sheet.projection, least);
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
