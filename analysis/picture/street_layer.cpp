#include <algorithm>
#include <array>
#include <cmath>
#include <optional>

#include "analysis/picture/map_sheet.hpp"
#include "analysis/picture/street_dress.hpp"
#include "analysis/picture/town_map.hpp"

namespace outpost::analysis {
namespace {

// Metres in a pixel from which small streets have edges; farther off these would hide the canals beside them.
constexpr double smallest_edged = 4.0;

/// Where one line crosses another, and which way it leads there.
struct WallCrossing {
  PixelPoint at{};
  double x = 0.0;  // a step of length 1
  double y = 0.0;
};

std::optional<WallCrossing> crossing_of(const PixelLine& way, const PixelLine& wall) {
  const auto side = [](PixelPoint a, PixelPoint b, PixelPoint of) {
    return static_cast<double>(b.x - a.x) * static_cast<double>(of.y - a.y) -
           static_cast<double>(b.y - a.y) * static_cast<double>(of.x - a.x);
  };
  for (std::size_t i = 1; i < way.size(); ++i) {
    for (std::size_t k = 1; k < wall.size(); ++k) {
      const double before = side(wall[k - 1], wall[k], way[i - 1]);
      const double after = side(wall[k - 1], wall[k], way[i]);
      const double left = side(way[i - 1], way[i], wall[k - 1]);
      const double right = side(way[i - 1], way[i], wall[k]);
      if (before * after >= 0.0 || left * right >= 0.0) continue;
      const double share = before / (before - after);
      const auto x = static_cast<double>(way[i].x - way[i - 1].x);
      const auto y = static_cast<double>(way[i].y - way[i - 1].y);
      const double run = std::sqrt(x * x + y * y);
      return WallCrossing{{way[i - 1].x + static_cast<std::int64_t>(std::floor(x * share + 0.5)),
                           way[i - 1].y + static_cast<std::int64_t>(std::floor(y * share + 0.5))},
                          x / run,
                          y / run};
    }
  }
  return std::nullopt;
}

}  // namespace

// All edges of a class before all its surfaces: junctions stay open. Small streets first, main roads on top.
void TownMap::draw_streets(MapSheet& sheet) const {
  const StreetNetwork& network = setting_->city.streets;
  const bool far = sheet.detail == Detail::city;
  std::array<Shape, street_class_count> edges;
  std::array<Shape, street_class_count> surfaces;
  Shape bridges;
  for (const StreetId id : network.streets.ids()) {
    const Street& street = network.streets[id];
    const auto row = static_cast<std::size_t>(street.street_class);
    const StreetDress& dress = street_dress[row];
    if (sheet.detail < dress.from) continue;
    const std::int64_t width = sheet.width(dress.width, far ? dress.pixels_afar : dress.pixels);
    const PixelLine line = sheet.projected(network.line(id));
    if (!sheet.may_show(line, width)) continue;
    sheet.signs.add(far ? Sign::road_afar : dress.sign);
    surfaces[row].add_line(line, width);
    const bool is_main = dress.from == Detail::city;
    if (is_main || sheet.projection.metres_per_pixel() <= smallest_edged) {
      edges[row].add_line(line, width + sheet.projection.symbol(far ? 1.0 : 1.6));
    }
    if (street.bridge && sheet.detail >= Detail::quarter) {
      bridges.add_line(line, width + sheet.projection.symbol(sheet.detail == Detail::block ? 4.0 : 2.6));
    }
  }
  const Palette& palette = sheet.palette;
  sheet.canvas.fill(bridges, palette.bridge);
  for (std::size_t i = street_class_count; i-- > 0;) {
    sheet.canvas.fill(edges[i], far ? palette.road_edge_on_density : palette.street_edge[i]);
  }
  for (std::size_t i = street_class_count; i-- > 0;) {
    sheet.canvas.fill(surfaces[i], far ? palette.road_on_density : palette.street[i]);
  }
}

// A bar across the way where it passes the wall of its estate or park.
void TownMap::draw_gates(MapSheet& sheet) const {
  if (sheet.detail != Detail::block) return;
  const StreetNetwork& network = setting_->city.streets;
  std::vector<PixelLine> walls;
  for (const LandArea& area : setting_->city.land) {
    if (area.use == LandUse::hamlet || area.outline.size() < 3) continue;
    PixelLine wall = closed(sheet.projected(area.outline));
    if (sheet.may_show(wall, 0)) walls.push_back(std::move(wall));
  }
  Shape gates;
  const auto reach = static_cast<double>(std::max(sheet.projection.on_screen(metres(6)), sheet.projection.symbol(4.0)));
  for (const StreetId id : network.streets.ids()) {
    if (!network.streets[id].gate) continue;
    const PixelLine way = sheet.projected(network.line(id));
    if (!sheet.may_show(way, 0)) continue;
    for (const PixelLine& wall : walls) {
      const std::optional<WallCrossing> gate = crossing_of(way, wall);
      if (!gate) continue;
      const auto part = [reach](double share) { return static_cast<std::int64_t>(std::floor(share * reach + 0.5)); };
      const PixelPoint aside{part(-gate->y), part(gate->x)};
      gates.add_line({{gate->at.x - aside.x, gate->at.y - aside.y}, {gate->at.x + aside.x, gate->at.y + aside.y}},
                     sheet.projection.symbol(2.6));
      sheet.signs.add(Sign::gate);
    }
  }
  sheet.canvas.fill(gates, sheet.palette.text);
}

}  // namespace outpost::analysis
