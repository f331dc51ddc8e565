#include "analysis/picture/town_map.hpp"

#include <algorithm>
#include <array>
#include <cmath>
#include <map>

#include "analysis/picture/furniture.hpp"
#include "analysis/picture/map_sheet.hpp"
#include "analysis/picture/symbols.hpp"
#include "analysis/picture/words.hpp"

namespace outpost::analysis {
namespace {

struct StreetDress {
  Length width{};              // on the ground: assumption, for the eye alone
  double pixels = 1.0;         // at least so wide, at 100%
  Detail from = Detail::city;  // drawn from this detail on
};

constexpr std::array<StreetDress, street_class_count> street_dress{{{metres(28), 3.4, Detail::city},
                                                                    {metres(20), 2.4, Detail::city},
                                                                    {metres(11), 1.3, Detail::town},
                                                                    {metres(6), 0.8, Detail::quarter},
                                                                    {metres(3), 0.7, Detail::quarter}}};

/// Length of the front and depth of a building in metres: assumption, 95 square metres a household and storey.
std::pair<double, double> footprint(const Building& building) {
  switch (building.kind) {
    case BuildingKind::workshop:
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

}  // namespace

TownMap::TownMap(std::shared_ptr<const Setting> setting)
    : setting_(std::move(setting)), cells_(setting_->city, setting_->plan) {}

Canvas TownMap::ground(const MapView& view, Lettering& lettering) const {
  Canvas canvas{view.width, view.height, palette_of(view.theme).background};
  MapSheet sheet{canvas, view, lettering};
  draw_land(sheet);
  draw_streets(sheet);
  draw_buildings(sheet);
  draw_borders(sheet);
  draw_posts(sheet);
  const Furniture furniture{*setting_, view, lettering};
  Labels labels{canvas, lettering};
  furniture.reserve(labels);
  draw_names(sheet, labels);
  return canvas;
}

// Communities by their kind; on that a breath of each grid's hue, so that grids can be told apart as areas.
void TownMap::draw_land(MapSheet& sheet) const {
  for (const Community& community : setting_->city.communities) {
    if (community.border.size() < 3) continue;
    const bool urban = community.kind == CommunityKind::urban;
    sheet.canvas.fill(polygon(sheet.projected(community.border)), urban ? sheet.palette.urban : sheet.palette.rural);
  }
  std::map<std::size_t, Shape> grounds;
  for (const GridBorder& border : cells_.borders()) {
    PixelLine line = sheet.projected(border.line);
    if (border.left) grounds[border.left->row()].add_edges(line);
    std::reverse(line.begin(), line.end());
    if (border.right) grounds[border.right->row()].add_edges(line);
  }
  for (const auto& [grid, shape] : grounds) {
    const Community& community = setting_->city.communities[setting_->plan.grids[GridId{grid}].community];
    if (community.border.empty()) {
      sheet.canvas.fill(shape, community.kind == CommunityKind::urban ? sheet.palette.urban : sheet.palette.rural);
    }
    const auto hue = static_cast<std::size_t>(cells_.hue(GridId{grid}));
    sheet.canvas.fill(shape, with_alpha(sheet.palette.grid_hue[hue], 30));
  }
}

// All edges of a class before all its surfaces: junctions stay open. Small streets first, main roads on top.
void TownMap::draw_streets(MapSheet& sheet) const {
  const StreetNetwork& network = setting_->city.streets;
  std::array<Shape, street_class_count> edges;
  std::array<Shape, street_class_count> surfaces;
  for (const StreetId id : network.streets.ids()) {
    const auto row = static_cast<std::size_t>(network.streets[id].street_class);
    const StreetDress& dress = street_dress[row];
    if (sheet.detail < dress.from) continue;
    const std::int64_t width = sheet.width(dress.width, dress.pixels);
    const PixelLine line = sheet.projected(network.line(id));
    if (!sheet.may_show(line, width)) continue;
    surfaces[row].add_line(line, width);
    const bool is_main = dress.from == Detail::city;
    if (is_main || sheet.detail >= Detail::quarter) edges[row].add_line(line, width + sheet.projection.symbol(1.6));
  }
  for (std::size_t i = street_class_count; i-- > 0;) sheet.canvas.fill(edges[i], sheet.palette.street_edge[i]);
  for (std::size_t i = street_class_count; i-- > 0;) sheet.canvas.fill(surfaces[i], sheet.palette.street[i]);
}

// A building stands along its street: its front is square to the line from its door.
void TownMap::draw_buildings(MapSheet& sheet) const {
  if (sheet.detail == Detail::city) return;
  const City& city = setting_->city;
  std::array<Shape, 6> homes;
  Shape workplaces;
  Shape schools;
  Shape markets;
  Shape parks;
  const std::int64_t least = sheet.projection.symbol(sheet.detail == Detail::town ? 0.5 : 0.75);
  for (const BuildingId id : city.buildings.ids()) {
    const Building& building = city.buildings[id];
    const PixelPoint at = sheet.projection.pixel(building.at);
    if (!sheet.projection.may_show(at, sheet.projection.on_screen(metres(80)))) continue;
    double x = (building.at.x - building.entrance.at.x).in_metres();
    double y = -(building.at.y - building.entrance.at.y).in_metres();
    const double length = std::sqrt(x * x + y * y);
    x = length > 0.0 ? x / length : 0.0;
    y = length > 0.0 ? y / length : 1.0;
    if (!building.entrance.street) {  // an abstract place: a mark, not a house
      workplaces.add_polygon(square(at, sheet.projection.symbol(4.0)));
      continue;
    }
    const auto [front, depth] = footprint(building);
    const auto along = static_cast<double>(std::max(sheet.projection.on_screen(metres(front / 2)), least));
    const auto into = static_cast<double>(std::max(sheet.projection.on_screen(metres(depth / 2)), least));
    const auto corner = [&](double a, double b) {
      return PixelPoint{at.x + static_cast<std::int64_t>(std::floor(-y * a + x * b + 0.5)),
                        at.y + static_cast<std::int64_t>(std::floor(x * a + y * b + 0.5))};
    };
    const PixelLine outline{corner(-along, -into), corner(along, -into), corner(along, into), corner(-along, into)};
    switch (building.kind) {
      case BuildingKind::homes:
        homes[static_cast<std::size_t>(cells_.hue(setting_->plan.grid_of[id]))].add_polygon(outline);
        break;
      case BuildingKind::workshop:
      case BuildingKind::office:
      case BuildingKind::hospital:
      case BuildingKind::public_service:
        workplaces.add_polygon(outline);
        break;
      case BuildingKind::school:
        schools.add_polygon(outline);
        break;
      case BuildingKind::shop:
      case BuildingKind::mall:
      case BuildingKind::market:
        markets.add_polygon(outline);
        break;
      case BuildingKind::park:
        parks.add_polygon(outline);
        break;
    }
  }
  sheet.canvas.fill(parks, sheet.palette.park);
  for (std::size_t hue = 0; hue < homes.size(); ++hue) sheet.canvas.fill(homes[hue], sheet.palette.grid_hue[hue]);
  sheet.canvas.fill(workplaces, sheet.palette.workplace);
  sheet.canvas.fill(schools, sheet.palette.school);
  sheet.canvas.fill(markets, sheet.palette.market);
}

void TownMap::draw_borders(MapSheet& sheet) const {
  const GridPlan& plan = setting_->plan;
  Shape between_grids;
  Shape between_communities;
  for (const GridBorder& border : cells_.borders()) {
    const bool both = border.left && border.right;
    const bool same = both && plan.grids[*border.left].community == plan.grids[*border.right].community;
    const CommunityId community = plan.grids[border.left ? *border.left : *border.right].community;
    const bool drawn_exactly = !setting_->city.communities[community].border.empty();
    if (!same && drawn_exactly) continue;
    const PixelLine line = sheet.projected(border.line);
    if (!sheet.may_show(line, 16 * one_pixel)) continue;
    if (same) between_grids.add_line(line, sheet.projection.symbol(sheet.detail == Detail::block ? 1.8 : 1.1));
    if (!same && both) between_communities.add_line(line, sheet.projection.symbol(1.8));
  }
  for (const Community& community : setting_->city.communities) {
    if (community.border.size() < 3) continue;
    const PixelLine line = closed(sheet.projected(community.border));
    if (!sheet.may_show(line, 16 * one_pixel)) continue;
    between_communities.add_line(line, sheet.projection.symbol(sheet.detail >= Detail::quarter ? 2.2 : 1.4));
  }
  if (sheet.detail >= Detail::quarter) sheet.canvas.fill(between_grids, with_alpha(sheet.palette.grid_border, 200));
  sheet.canvas.fill(between_communities, with_alpha(sheet.palette.community_border, 220));
}

void TownMap::draw_posts(MapSheet& sheet) const {
  const GridPlan& plan = setting_->plan;
  const Places& places = setting_->places;
  const auto draw = [&](Position at, auto symbol, double radius) {
    const PixelPoint pixel = sheet.projection.pixel(at);
    const std::int64_t size = sheet.projection.symbol(radius);
    if (sheet.projection.may_show(pixel, 4 * size)) symbol(sheet.canvas, sheet.palette, pixel, size);
  };
  const double larger = sheet.detail == Detail::block ? 1.5 : 1.0;
  if (sheet.detail >= Detail::quarter) {
    for (const Grid& grid : plan.grids) draw(grid.post.at, draw_grid_post, 2.6 * larger);
  }
  for (const PoliceArea& area : places.areas) draw(area.post.at, draw_area_post, 4.2 * larger);
  for (const Spot& room : places.command_rooms) draw(room.at, draw_command_room, 9.0 * larger);
  for (const Station& station : places.stations) draw(station.post.at, draw_station, 9.0 * larger);
}

// Stations, urban communities, villages, then the numbers of grids that are wide enough.
void TownMap::draw_names(MapSheet& sheet, Labels& labels) const {
  const std::size_t most = sheet.detail == Detail::block ? 300 : 150;
  const auto style = [&sheet](int size, Colour colour) {
    return TextStyle{.size = sheet.projection.text(size),
                     .colour = colour,
                     .halo = with_alpha(sheet.palette.background, 170),
                     .anchor = Anchor::centre};
  };
  const auto below = [&sheet](Position at, double pixels) {
    PixelPoint point = sheet.projection.pixel(at);
    point.y += sheet.projection.symbol(pixels);
    return point;
  };
  // Symbols stay readable: names keep off them.
  const auto around = [&](Position at, double radius, auto keep) {
    const PixelPoint point = sheet.projection.pixel(at);
    const auto reach = sheet.projection.symbol(radius);
    keep(static_cast<int>((point.x - reach) / one_pixel), static_cast<int>((point.y - reach) / one_pixel),
         static_cast<int>((point.x + reach) / one_pixel), static_cast<int>((point.y + reach) / one_pixel));
  };
  const auto never = [&labels](int left, int top, int right, int bottom) { labels.reserve(left, top, right, bottom); };
  const auto rather_not = [&labels](int left, int top, int right, int bottom) {
    labels.prefer_free(left, top, right, bottom);
  };
  for (const Station& station : setting_->places.stations) around(station.post.at, 11, never);
  for (const PoliceArea& area : setting_->places.areas) around(area.post.at, 8, never);
  if (sheet.detail >= Detail::quarter) {
    for (const Grid& grid : setting_->plan.grids) around(grid.post.at, 7, rather_not);
  }
  for (const Station& station : setting_->places.stations) {
    labels.place(said(station.name, sheet.view.language), below(station.post.at, 20), style(13, sheet.palette.station));
  }
  for (const CommunityKind kind : {CommunityKind::urban, CommunityKind::rural}) {
    for (const Community& community : setting_->city.communities) {
      if (community.kind != kind || labels.written() >= static_cast<int>(most)) continue;
      std::string name = map_name(community.name);
      if (!sheet.lettering.can_write(name)) name = grid_number(community.code);
      labels.place(name, below(community.centre, 0), style(kind == CommunityKind::urban ? 16 : 15, sheet.palette.text));
    }
  }
  if (sheet.detail < Detail::quarter) return;
  for (const GridId id : setting_->plan.grids.ids()) {
    if (labels.written() >= static_cast<int>(most)) return;
    if (sheet.projection.on_screen(cells_.breadth(id)) < sheet.projection.symbol(40)) continue;
    const std::uint64_t code = setting_->plan.grids[id].code;
    const std::string words = sheet.detail == Detail::block ? std::to_string(code) : grid_number(code);
    labels.place(words, below(cells_.middle(id), 0), style(11, sheet.palette.dim_text));
  }
}

Canvas TownMap::picture(Canvas canvas, const MapView& view, const Moment& moment, Lettering& lettering) const {
  require(canvas.width() == view.width && canvas.height() == view.height, "a picture keeps the size of its ground");
  MapSheet sheet{canvas, view, lettering};
  draw_ways(sheet, moment);
  draw_responders(sheet, moment);
  draw_orders(sheet, moment);
  Furniture{*setting_, view, lettering}.draw(canvas);
  if (moment.at && view.title) draw_clock(sheet, *moment.at);
  return canvas;
}

Canvas draw_map(const std::shared_ptr<const Setting>& setting, const MapView& view, const Moment& moment,
                Lettering& lettering) {
  const TownMap map{setting};
  MapView dressed = view;
  dressed.shows_moment = moment.at.has_value();
  return map.picture(map.ground(dressed, lettering), dressed, moment, lettering);
}

}  // namespace outpost::analysis
