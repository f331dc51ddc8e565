#include <map>
#include <tuple>

#include "analysis/picture/map_sheet.hpp"
#include "analysis/picture/symbols.hpp"
#include "analysis/picture/town_map.hpp"
#include "analysis/picture/words.hpp"

namespace outpost::analysis {
namespace {

double radius_of_responder(Detail detail) {
  return detail == Detail::block ? 8.0 : detail == Detail::quarter ? 6.0 : detail == Detail::town ? 4.0 : 3.0;
}

double radius_of_order(Detail detail) {
  return detail == Detail::block ? 12.0 : detail == Detail::quarter ? 9.0 : detail == Detail::town ? 7.5 : 6.0;
}

}  // namespace

void TownMap::draw_ways(MapSheet& sheet, const Moment& moment) const {
  if (sheet.detail < Detail::town) return;
  Shape ways;
  for (const ResponderMark& mark : moment.responders) {
    if (mark.ahead.size() < 2 || mark.status == Status::returning) continue;
    const PixelLine line = sheet.projected(mark.ahead);
    if (!sheet.may_show(line, 16 * one_pixel)) continue;
    ways.add_dashes(line, sheet.projection.symbol(2.4), sheet.projection.symbol(6.0));
  }
  sheet.canvas.fill(ways, with_alpha(sheet.palette.unit_en_route, 230));
}

// Those of one role and status at one place are one symbol with their number; symbols at one place stand in a row, at a
// station beside its sign.
void TownMap::draw_responders(MapSheet& sheet, const Moment& moment) const {
  const Projection& projection = sheet.projection;
  using Place = std::pair<std::int64_t, std::int64_t>;
  std::map<std::tuple<Place, Role, Status>, int> groups;
  std::map<Place, std::int64_t> beside;  // in 256ths of a pixel, to the left
  const std::int64_t radius = projection.symbol(radius_of_responder(sheet.detail));
  for (const Station& station : setting_->places.stations) {
    beside[{station.post.at.x.in_millimetres(), station.post.at.y.in_millimetres()}] =
        projection.symbol(sheet.detail == Detail::block ? 14.0 : 10.0) + radius * 3 / 2;
  }
  for (const ResponderMark& mark : moment.responders) {
    ++groups[{Place{mark.at.x.in_millimetres(), mark.at.y.in_millimetres()}, mark.role, mark.status}];
  }
  for (const bool on_duty : {true, false}) {
    if (!on_duty && sheet.detail < Detail::quarter) continue;
    for (const auto& [group, count] : groups) {
      const auto& [place, role, status] = group;
      if ((status != Status::off_duty) != on_duty) continue;
      PixelPoint at = projection.pixel({millimetres(place.first), millimetres(place.second)});
      if (!projection.may_show(at, 4 * radius)) continue;
      std::int64_t& shift = beside[place];
      at.x -= shift;
      shift += radius * 11 / 4;
      draw_responder(sheet.canvas, sheet.palette, at, on_duty ? radius : radius * 3 / 4, role, status);
      if (count < 2 || sheet.detail < Detail::quarter) continue;
      sheet.lettering.write(sheet.canvas, "×" + std::to_string(count), static_cast<int>(at.x / one_pixel),
                            static_cast<int>((at.y - radius * 2) / one_pixel),
                            {.size = projection.text(11),
                             .colour = sheet.palette.text,
                             .halo = with_alpha(sheet.palette.background, 200),
                             .anchor = Anchor::centre});
    }
  }
}

// An order stands above its door: whoever is there stays in sight.
void TownMap::draw_orders(MapSheet& sheet, const Moment& moment) const {
  const std::int64_t radius = sheet.projection.symbol(radius_of_order(sheet.detail));
  for (auto order = moment.orders.rbegin(); order != moment.orders.rend(); ++order) {
    PixelPoint at = sheet.projection.pixel(order->at);
    at.y -= radius * 3 / 2;
    if (!sheet.projection.may_show(at, 2 * radius)) continue;
    if (moment.selected == order->order) {
      sheet.canvas.fill(ring(at, radius * 9 / 4, sheet.projection.symbol(2.5)), sheet.palette.accent);
    }
    draw_order(sheet.canvas, sheet.palette, sheet.lettering, at, radius, order->priority, order->is_late);
  }
}

void TownMap::draw_clock(MapSheet& sheet, SimTime at) const {
  const std::string clock = clock_text(setting_->calendar, at, sheet.view.language);
  const auto px = [&sheet](int pixels) { return sheet.projection.text(pixels); };
  const int right = sheet.view.width - px(12);
  const int left = right - sheet.lettering.width_of(clock, px(20)) - px(28);
  const auto wide = [](int pixels) { return pixels * one_pixel; };
  sheet.canvas.fill(polygon(rectangle(wide(left), wide(px(12)), wide(right), wide(px(52)))),
                    with_alpha(sheet.palette.panel, 232));
  sheet.lettering.write(sheet.canvas, clock, left + px(14), px(32), {.size = px(20), .colour = sheet.palette.text});
}

}  // namespace outpost::analysis
