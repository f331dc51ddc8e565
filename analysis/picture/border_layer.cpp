#include "analysis/picture/map_sheet.hpp"
#include "analysis/picture/town_map.hpp"

namespace outpost::analysis {
namespace {

/// A border is a band to both sides of a line: the road that it often follows does not hide it, nor it the road.
struct BorderDress {
  double band = 0.0;  // pixels at 100%
  double line = 0.0;
  Colour colour{};
};

void draw_border(MapSheet& sheet, const Shape& band, const Shape& line, const BorderDress& dress) {
  sheet.canvas.fill(band, with_alpha(dress.colour, 80));
  sheet.canvas.fill(line, with_alpha(dress.colour, 220));
}

/// Rings of counties, towns or communities; where two of them meet, one line.
template <class Places>
void draw_rings(MapSheet& sheet, const Places& places, const BorderDress& dress, Sign sign) {
  Shape band;
  Shape line;
  for (const auto& place : places) {
    if (place.border.size() < 3) continue;
    const PixelLine ring = closed(sheet.projected(place.border));
    if (!sheet.may_show(ring, 16 * one_pixel)) continue;
    if (dress.band > 0.0) band.add_line(ring, sheet.projection.symbol(dress.band));
    line.add_line(ring, sheet.projection.symbol(dress.line));
    sheet.signs.add(sign);
  }
  draw_border(sheet, band, line, dress);
}

}  // namespace

// Below the streets: borders of communities. What is larger lies on top of them, in draw_higher_borders.
void TownMap::draw_community_borders(MapSheet& sheet) const {
  if (sheet.detail == Detail::city) return;
  const City& city = setting_->city;
  const BorderDress dress{sheet.detail >= Detail::quarter ? 9.0 : 7.0, 1.4, sheet.palette.community_border};
  draw_rings(sheet, city.communities, dress, Sign::community_border);
  Shape band;
  Shape line;
  for (const GridBorder& border : cells_.borders()) {
    if (!border.left || !border.right) continue;
    const CommunityId left = setting_->plan.grids[*border.left].community;
    if (left == setting_->plan.grids[*border.right].community || !city.communities[left].border.empty()) continue;
    const PixelLine way = sheet.projected(border.line);
    if (!sheet.may_show(way, 16 * one_pixel)) continue;
    band.add_line(way, sheet.projection.symbol(dress.band));
    line.add_line(way, sheet.projection.symbol(dress.line));
    sheet.signs.add(Sign::community_border);
  }
  draw_border(sheet, band, line, dress);
}

void TownMap::draw_grid_borders(MapSheet& sheet) const {
  if (sheet.detail < Detail::quarter) return;
  const GridPlan& plan = setting_->plan;
  const bool near = sheet.detail == Detail::block;
  Shape lines;
  for (const GridBorder& border : cells_.borders()) {
    if (!border.left || !border.right) continue;
    if (plan.grids[*border.left].community != plan.grids[*border.right].community) continue;
    const PixelLine line = sheet.projected(border.line);
    if (!sheet.may_show(line, 16 * one_pixel)) continue;
    lines.add_dashes(line, sheet.projection.symbol(near ? 1.8 : 1.1), sheet.projection.symbol(near ? 6.0 : 3.5));
    sheet.signs.add(Sign::grid_border);
  }
  sheet.canvas.fill(lines, with_alpha(sheet.palette.grid_border, near ? 230 : 170));
}

// Only where there are several: a town's own border is that of its communities.
void TownMap::draw_higher_borders(MapSheet& sheet) const {
  const City& city = setting_->city;
  const bool far = sheet.detail == Detail::city;
  if (city.towns.size() > 1 || far) {
    const BorderDress dress{far ? 0.0 : 8.0, far ? 1.0 : 1.6, sheet.palette.town_border};
    draw_rings(sheet, city.towns, dress, Sign::town_border);
  }
  if (city.counties.size() > 1 || far) {
    const BorderDress dress{far ? 7.0 : 10.0, 2.4, sheet.palette.county_border};
    draw_rings(sheet, city.counties, dress, Sign::county_border);
  }
}

}  // namespace outpost::analysis
