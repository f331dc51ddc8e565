#include <fmt/format.h>

#include <algorithm>
#include <ostream>

#include "scenarios/read/csv.hpp"
#include "scenarios/write/city_export.hpp"
#include "sim/base/elementary.hpp"
#include "sim/city/street_arcs.hpp"
#include "sim/city/street_times.hpp"

namespace outpost::scenarios {
namespace {

constexpr std::int64_t fewest_residents = 20;  // totals over fewer are withheld

std::string place(Position at) {
  return fmt::format("{:.3f},{:.3f}", at.x.in_metres(), at.y.in_metres());
}

std::string last_field(const City& city) {
  return ',' + csv_field(export_notice(city)) + '\n';
}

/// Counter-clockwise, by Andrew's monotone chain on whole millimetres.
std::vector<Position> convex_hull(std::vector<Position> points) {
  const auto before = [](const Position& a, const Position& b) { return a.x != b.x ? a.x < b.x : a.y < b.y; };
  std::sort(points.begin(), points.end(), before);
  points.erase(std::unique(points.begin(), points.end()), points.end());
  if (points.size() < 3) return points;
  const auto turns_left = [](const Position& a, const Position& b, const Position& c) {
    return (b.x - a.x).in_millimetres() * (c.y - a.y).in_millimetres() >
           (b.y - a.y).in_millimetres() * (c.x - a.x).in_millimetres();
  };
  std::vector<Position> hull;
  for (const bool upper : {false, true}) {
    const std::size_t first = hull.size();
    for (const Position& point : points) {
      while (hull.size() >= first + 2 && !turns_left(hull[hull.size() - 2], hull.back(), point)) hull.pop_back();
      hull.push_back(point);
    }
    hull.pop_back();  // the other chain begins with it
    if (!upper) std::reverse(points.begin(), points.end());
  }
  return hull;
}

struct Shape {
  double area = 0.0;       // square metres
  double perimeter = 0.0;  // metres
};

Shape shape_of(const std::vector<Position>& hull) {
  Shape shape;
  for (std::size_t i = 0; i < hull.size(); ++i) {
    const Position& a = hull[i];
    const Position& b = hull[(i + 1) % hull.size()];
    shape.perimeter += straight_distance(a, b).in_metres();
    shape.area += ((a.x - hull.front().x).in_metres() * (b.y - hull.front().y).in_metres() -
                   (b.x - hull.front().x).in_metres() * (a.y - hull.front().y).in_metres()) /
                  2.0;
  }
  return shape;
}

}  // namespace

std::string export_notice(const City& city) {
  const std::string& en = city.name.en.empty() ? city.name.zh : city.name.en;
  const std::string& zh = city.name.zh.empty() ? city.name.en : city.name.zh;
  return "Synthetic: not the record of " + en + " / 合成数据：并非" + zh + "的实际记录";
}

void write_grid_table(std::ostream& out, const CityLayers& layers) {
  const City& city = layers.city;
  const std::string last = last_field(city);
  out << "code,community,community_name,kind,households,residents,buildings,post_x_m,post_y_m,hull_area_m2,"
         "hull_perimeter_m,hull_compactness,notice\n";
  for (const Grid& grid : layers.plan.grids) {
    const Community& community = city.communities[grid.community];
    std::vector<Position> points;
    std::int64_t residents = 0;
    for (const BuildingId id : grid.buildings) {
      const Building& building = city.buildings[id];
      points.push_back(building.at);
      points.push_back(building.entrance.at);
      for (const HouseholdId household : building.households) {
        residents += static_cast<std::int64_t>(city.households[household].residents.size());
      }
    }
    const Shape shape = shape_of(convex_hull(std::move(points)));
    const double compactness =
        shape.perimeter > 0.0 ? 4.0 * elementary::pi * shape.area / (shape.perimeter * shape.perimeter) : 0.0;
    out << fmt::format("{:015},{:012},{},{},{},{},{},{},{:.1f},{:.1f},{:.3f}", grid.code, community.code,
                       csv_field(community.name), community.kind == CommunityKind::urban ? "urban" : "rural",
                       grid.households, residents < fewest_residents ? "" : std::to_string(residents),
                       grid.buildings.size(), place(grid.post.at), shape.area, shape.perimeter, compactness)
        << last;
  }
}

void write_station_table(std::ostream& out, const CityLayers& layers) {
  const City& city = layers.city;
  const std::string last = last_field(city);
  out << "code,name,x_m,y_m,notice\n";
  for (const StationId id : layers.places.stations.ids()) {
    const Station& station = layers.places.stations[id];
    // A station's town is that of the first area below it; a station without areas stands in the first town.
    std::uint64_t code = city.towns.empty() ? 0 : city.towns[TownId{0}].code;
    for (const PoliceArea& area : layers.places.areas) {
      if (area.station != id || area.communities.empty()) continue;
      code = city.communities[area.communities.front()].code / 1000;
      break;
    }
    const std::string& name = station.name.zh.empty() ? station.name.en : station.name.zh;
    out << fmt::format("{:09},{},{}", code, csv_field(name), place(station.post.at)) << last;
  }
}

void write_node_table(std::ostream& out, const CityLayers& layers) {
  const std::string last = last_field(layers.city);
  out << "node,x_m,y_m,notice\n";
  for (const NodeId node : layers.city.streets.nodes.ids()) {
    out << node.row() << ',' << place(layers.city.streets.nodes[node]) << last;
  }
}

void write_arc_table(std::ostream& out, const CityLayers& layers) {
  const StreetNetwork& network = layers.city.streets;
  const std::string last = last_field(layers.city);
  const StreetArcs arcs{network};
  std::vector<StreetTimes> by_way;
  for (std::size_t way = 0; way < way_count; ++way) {
    by_way.emplace_back(network, arcs, layers.travel, static_cast<Way>(way));
  }
  out << "from,to,length_m,class,foot_s,e_bike_s,car_s,car_siren_s,notice\n";
  for (const StreetId id : network.streets.ids()) {
    const Street& street = network.streets[id];
    for (const bool forward : {true, false}) {
      std::string times;
      for (const StreetTimes& of : by_way) {
        const auto time = forward ? of.along(id, Length{}, street.length) : of.along(id, street.length, Length{});
        times += time ? fmt::format(",{:.3f}", in_seconds(*time)) : ",";
      }
      if (times.find_first_not_of(',') == std::string::npos) continue;
      const NodeId from = forward ? street.from : street.to;
      const NodeId to = forward ? street.to : street.from;
      out << fmt::format("{},{},{:.3f},{}", from.row(), to.row(), street.length.in_metres(),
                         street_class_names[static_cast<std::size_t>(street.street_class)])
          << times << last;
    }
  }
}

}  // namespace outpost::scenarios
