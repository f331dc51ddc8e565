#include "analysis/picture/furniture.hpp"
#include "analysis/picture/symbols.hpp"

namespace outpost::analysis {

void Furniture::draw_sign(Canvas& canvas, Sign sign, PixelPoint at) const {
  const std::int64_t unit = projection_.symbol(1);
  const PixelLine across{{at.x - 11 * unit, at.y}, {at.x + 11 * unit, at.y}};
  const auto area = [&](Colour colour) {
    canvas.fill(polygon(rectangle(at.x - 11 * unit, at.y - 6 * unit, at.x + 11 * unit, at.y + 6 * unit)), colour);
  };
  const auto line = [&](std::int64_t width, Colour colour) {
    Shape shape;
    shape.add_line(across, width);
    canvas.fill(shape, colour);
  };
  const auto street = [&](StreetClass which, std::int64_t width) {
    const auto row = static_cast<std::size_t>(which);
    line(width + 2 * unit, palette_.street_edge[row]);
    line(width, palette_.street[row]);
  };
  const auto building = [&](Colour colour, std::int64_t shift) {
    canvas.fill(polygon(square({at.x + shift, at.y}, 4 * unit)), colour);
  };
  const auto responder = [&](Role role, Status status) {
    draw_responder(canvas, palette_, at, 6 * unit, role, status);
  };
  const auto order = [&](std::int64_t priority) {
    draw_order(canvas, palette_, lettering_, at, 8 * unit, priority, false);
  };
  switch (sign) {
    case Sign::density_0:
    case Sign::density_1:
    case Sign::density_2:
    case Sign::density_3:
    case Sign::density_4:
    case Sign::density_5:
      area(palette_.density[static_cast<std::size_t>(sign) - static_cast<std::size_t>(Sign::density_0)]);
      break;
    case Sign::urban:
      area(palette_.urban);
      break;
    case Sign::rural:
      area(palette_.rural);
      break;
    case Sign::estate:
      area(palette_.wall);
      canvas.fill(polygon(rectangle(at.x - 10 * unit, at.y - 5 * unit, at.x + 10 * unit, at.y + 5 * unit)),
                  palette_.estate);
      break;
    case Sign::hamlet:
      area(palette_.hamlet);
      break;
    case Sign::industrial_park:
      area(palette_.industrial);
      break;
    case Sign::market_park:
      area(palette_.trading);
      break;
    case Sign::school_grounds:
      area(palette_.school_grounds);
      break;
    case Sign::green:
      area(palette_.park);
      break;
    case Sign::water:
      area(palette_.water);
      break;
    case Sign::water_afar:
      area(palette_.water_afar);
      break;
    case Sign::canal:
      line(4 * unit, palette_.bank);
      line(2 * unit, palette_.water);
      break;
    case Sign::county_border:
      line(7 * unit, with_alpha(palette_.county_border, 60));
      line(5 * unit / 2, palette_.county_border);
      break;
    case Sign::town_border:
      line(3 * unit / 2, palette_.town_border);
      break;
    case Sign::road_afar:
      line(3 * unit, palette_.road_edge_on_density);
      line(2 * unit, palette_.road_on_density);
      break;
    case Sign::arterial:
      street(StreetClass::arterial, 4 * unit);
      break;
    case Sign::collector:
      street(StreetClass::collector, 3 * unit);
      break;
    case Sign::residential:
      street(StreetClass::residential, 2 * unit);
      break;
    case Sign::path:
      line(unit, palette_.street[static_cast<std::size_t>(StreetClass::path)]);
      break;
    case Sign::community_border:
      line(7 * unit, with_alpha(palette_.community_border, 80));
      line(3 * unit / 2, palette_.community_border);
      break;
    case Sign::grid_border: {
      Shape dashes;
      dashes.add_dashes(across, 3 * unit / 2, 4 * unit);
      canvas.fill(dashes, palette_.grid_border);
      break;
    }
    case Sign::gate:
      line(2 * unit, palette_.street[static_cast<std::size_t>(StreetClass::residential)]);
      canvas.fill(polygon(rectangle(at.x - unit, at.y - 5 * unit, at.x + unit, at.y + 5 * unit)), palette_.text);
      break;
    case Sign::roofs:
      for (const int i : {-1, 0, 1}) building(palette_.roof, i * 9 * unit);
      break;
    case Sign::homes:
      for (const int i : {-1, 0, 1}) building(palette_.grid_hue[static_cast<std::size_t>(i + 1)], i * 9 * unit);
      break;
    case Sign::workplace:
      building(palette_.workplace, 0);
      break;
    case Sign::school:
      building(palette_.school, 0);
      break;
    case Sign::market:
      building(palette_.market, 0);
      break;
    case Sign::hospital:
      building(palette_.hospital, 0);
      break;
    case Sign::park:
      area(palette_.park);
      break;
    case Sign::grid_post:
      draw_grid_post(canvas, palette_, at, 3 * unit);
      break;
    case Sign::area_post:
      draw_area_post(canvas, palette_, at, 4 * unit);
      break;
    case Sign::station:
      draw_station(canvas, palette_, at, 8 * unit);
      break;
    case Sign::station_dot:
      draw_station_dot(canvas, palette_, at, 5 * unit / 2);
      break;
    case Sign::command_room:
      draw_command_room(canvas, palette_, {at.x - 4 * unit, at.y + 7 * unit}, 7 * unit);
      break;
    case Sign::worker:
      responder(Role::grid_worker, Status::free);
      break;
    case Sign::officer:
      responder(Role::community_officer, Status::free);
      break;
    case Sign::crew:
      responder(Role::crew_110, Status::free);
      break;
    case Sign::off_duty:
      responder(Role::grid_worker, Status::off_duty);
      break;
    case Sign::free:
      responder(Role::grid_worker, Status::free);
      break;
    case Sign::en_route:
      responder(Role::grid_worker, Status::travelling);
      break;
    case Sign::on_scene:
      responder(Role::grid_worker, Status::on_scene);
      break;
    case Sign::returning:
      responder(Role::grid_worker, Status::returning);
      break;
    case Sign::order_1:
      order(1);
      break;
    case Sign::order_2:
      order(2);
      break;
    case Sign::order_3:
      order(3);
      break;
    case Sign::order_4:
      order(4);
      break;
    case Sign::count:
      break;
  }
}

}  // namespace outpost::analysis
