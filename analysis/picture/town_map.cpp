#include "analysis/picture/town_map.hpp"

#include "analysis/picture/furniture.hpp"
#include "analysis/picture/map_sheet.hpp"
#include "analysis/picture/symbols.hpp"

namespace outpost::analysis {

TownMap::TownMap(std::shared_ptr<const Setting> setting)
    : setting_(std::move(setting)), cells_(setting_->city, setting_->plan) {}

MapGround TownMap::ground(const MapView& view, Lettering& lettering) const {
  MapGround ground{Canvas{view.width, view.height, palette_of(view.theme).background}, {}};
  MapSheet sheet{ground.canvas, ground.signs, view, lettering};
  draw_land(sheet);
  draw_community_borders(sheet);
  draw_water(sheet);
  // From near streets keep their width, whatever stands beside them; from afar houses show beside broad strokes.
  if (sheet.detail == Detail::block) draw_buildings(sheet);
  draw_streets(sheet);
  if (sheet.detail != Detail::block) draw_buildings(sheet);
  draw_gates(sheet);
  draw_grid_borders(sheet);
  draw_higher_borders(sheet);
  draw_posts(sheet);
  const Furniture furniture{*setting_, view, ground.signs, lettering};
  Labels labels{ground.canvas, lettering};
  furniture.reserve(labels);
  draw_names(sheet, labels);
  return ground;
}

void TownMap::draw_posts(MapSheet& sheet) const {
  const Places& places = setting_->places;
  const auto draw = [&](Sign sign, Position at, auto symbol, double radius) {
    const PixelPoint pixel = sheet.projection.pixel(at);
    const std::int64_t size = sheet.projection.symbol(radius);
    if (!sheet.projection.may_show(pixel, 4 * size)) return;
    symbol(sheet.canvas, sheet.palette, pixel, size);
    if (sheet.projection.may_show(pixel, 0)) sheet.signs.add(sign);
  };
  if (sheet.detail == Detail::city) {
    for (const Station& station : places.stations) draw(Sign::station_dot, station.post.at, draw_station_dot, 2.2);
    return;
  }
  const double larger = sheet.detail == Detail::block ? 1.5 : 1.0;
  if (sheet.detail >= Detail::quarter) {
    for (const Grid& grid : setting_->plan.grids) draw(Sign::grid_post, grid.post.at, draw_grid_post, 2.6 * larger);
  }
  for (const PoliceArea& area : places.areas) draw(Sign::area_post, area.post.at, draw_area_post, 4.2 * larger);
  for (const Spot& room : places.command_rooms) draw(Sign::command_room, room.at, draw_command_room, 9.0 * larger);
  for (const Station& station : places.stations) draw(Sign::station, station.post.at, draw_station, 9.0 * larger);
}

Canvas TownMap::picture(MapGround ground, const MapView& view, const Moment& moment, Lettering& lettering) const {
  Canvas& canvas = ground.canvas;
  require(canvas.width() == view.width && canvas.height() == view.height, "a picture keeps the size of its ground");
  MapSheet sheet{canvas, ground.signs, view, lettering};
  draw_ways(sheet, moment);
  draw_responders(sheet, moment);
  draw_orders(sheet, moment);
  Furniture{*setting_, view, ground.signs, lettering}.draw(canvas);
  if (moment.at && view.title) draw_clock(sheet, *moment.at);
  return std::move(ground.canvas);
}

Canvas draw_map(const std::shared_ptr<const Setting>& setting, const MapView& view, const Moment& moment,
                Lettering& lettering) {
  const TownMap map{setting};
  MapView dressed = view;
  dressed.shows_moment = moment.at.has_value();
  return map.picture(map.ground(dressed, lettering), dressed, moment, lettering);
}

}  // namespace outpost::analysis
