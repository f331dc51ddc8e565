#include <fmt/format.h>

#include <algorithm>
#include <ostream>
#include <sstream>

#include "scenarios/write/city_export.hpp"
#include "scenarios/write/geojson.hpp"
#include "sim/city/street_arcs.hpp"
#include "sim/city/street_times.hpp"

namespace outpost::scenarios {
namespace {

std::string line_of(const std::vector<Position>& points) {
  std::string text = "[";
  for (const Position& point : points) text += (text.size() > 1 ? "," : "") + coordinates_text(point);
  return text + "]";
}

/// Writes features one by one, a line each: a large city is never held as text.
class Features {
 public:
  explicit Features(std::ostream& out) : out_(out) {}

  void add(std::string_view layer, std::string_view type, const std::string& coordinates,
           const std::string& properties) {
    out_ << (first_ ? "" : ",") << "\n{\"type\":\"Feature\",\"properties\":{\"layer\":\"" << layer << '"' << properties
         << "},\"geometry\":{\"type\":\"" << type << "\",\"coordinates\":" << coordinates << "}}";
    first_ = false;
  }
  void point(std::string_view layer, Position at, const std::string& properties) {
    add(layer, "Point", coordinates_text(at), properties);
  }
  /// A polygon where the border is known, else a point.
  void area(std::string_view layer, Border border, Position centre, const std::string& properties) {
    if (border.empty()) return point(layer, centre, properties);
    border.push_back(border.front());
    add(layer, "Polygon", "[" + line_of(border) + "]", properties);
  }

 private:
  std::ostream& out_;
  bool first_ = true;
};

void add_divisions(const City& city, Features& features) {
  for (const County& county : city.counties) {
    const Position centre = county.towns.empty() ? Position{} : city.towns[county.towns[0]].centre;
    features.area("county", county.border, centre,
                  fmt::format(",\"code\":\"{:06}\",\"name\":{}", county.code, json_text(county.name)));
  }
  for (const Town& town : city.towns) {
    features.area("town", town.border, town.centre,
                  fmt::format(",\"code\":\"{:09}\",\"name\":{}", town.code, json_text(town.name)));
  }
  for (const Community& community : city.communities) {
    const bool urban = community.kind == CommunityKind::urban;
    std::string properties = fmt::format(",\"code\":\"{:012}\",\"name\":{},\"kind\":\"{}\"", community.code,
                                         json_text(community.name), urban ? "community" : "village");
    if (community.residents.size() >= fewest_residents) {
      properties +=
          fmt::format(",\"population\":{},\"households\":{}", community.residents.size(), community.households.size());
    }
    features.area("community", community.border, community.centre, properties);
  }
}

void add_ground(const City& city, Features& features) {
  constexpr std::array<std::string_view, 3> water_kinds{"river", "canal", "lake"};
  for (const LandArea& land : city.land) {
    features.area(
        "land", land.outline, {},
        fmt::format(",\"use\":\"{}\",\"community\":\"{:012}\"", land_use_names[static_cast<std::size_t>(land.use)],
                    city.communities[land.community].code));
  }
  for (const Water& water : city.water) {
    const std::string kind = fmt::format(",\"kind\":\"{}\"", water_kinds[static_cast<std::size_t>(water.kind)]);
    if (water.kind == WaterKind::lake) {
      features.area("water", water.line, {}, kind);
    } else {
      features.add("water", "LineString", line_of(water.line),
                   kind + fmt::format(",\"width_m\":{:.3f}", water.width.in_metres()));
    }
  }
}

/// Static times in seconds from end to end, for every way and direction that may pass.
std::string times_of(const std::vector<StreetTimes>& times, StreetId id) {
  std::string text;
  for (std::size_t way = 0; way < way_count; ++way) {
    const auto forward = times[way].whole(id, true);
    const auto backward = times[way].whole(id, false);
    if (forward) text += fmt::format(",\"{}_forward_s\":{:.3f}", way_names[way], in_seconds(*forward));
    if (backward) text += fmt::format(",\"{}_backward_s\":{:.3f}", way_names[way], in_seconds(*backward));
  }
  return text;
}

void add_streets(const CityLayers& layers, Features& features) {
  const StreetNetwork& network = layers.city.streets;
  const StreetArcs arcs{network};
  std::vector<StreetTimes> times;
  for (std::size_t way = 0; way < way_count; ++way) {
    times.emplace_back(network, arcs, layers.travel, static_cast<Way>(way));
  }
  for (const StreetId id : network.streets.ids()) {
    const Street& street = network.streets[id];
    features.add("street", "LineString", line_of(network.line(id)),
                 fmt::format(",\"street\":{},\"class\":\"{}\",\"length_m\":{:.3f},\"bridge\":{},\"gate\":{}{}",
                             id.row(), street_class_names[static_cast<std::size_t>(street.street_class)],
                             street.length.in_metres(), street.bridge, street.gate, times_of(times, id)));
  }
}

void add_buildings(const CityLayers& layers, Features& features) {
  const City& city = layers.city;
  for (const BuildingId id : city.buildings.ids()) {
    const Building& building = city.buildings[id];
    std::size_t residents = 0;
    for (const HouseholdId household : building.households) residents += city.households[household].residents.size();
    std::string properties = fmt::format(",\"use\":\"{}\",\"storeys\":{},\"grid\":\"{:015}\"",
                                         building_kind_names[static_cast<std::size_t>(building.kind)], building.storeys,
                                         layers.plan.grids[layers.plan.grid_of[id]].code);
    if (residents >= fewest_residents) properties += fmt::format(",\"households\":{}", building.households.size());
    features.point("building", building.at, properties);
  }
}

void add_layers(const CityLayers& layers, Features& features) {
  for (const Grid& grid : layers.plan.grids) {
    features.point("grid", grid.post.at,
                   fmt::format(",\"code\":\"{:015}\",\"households\":{}", grid.code, grid.households));
  }
  for (const PoliceArea& area : layers.places.areas) {
    std::string codes;
    for (const CommunityId community : area.communities) {
      codes += fmt::format("{}\"{:012}\"", codes.empty() ? "" : ",", layers.city.communities[community].code);
    }
    features.point("police_area", area.post.at,
                   fmt::format(",\"kind\":\"{}\",\"desks\":{},\"communities\":[{}]",
                               area_kind_names[static_cast<std::size_t>(area.kind)], area.desks, codes));
  }
  for (const Station& station : layers.places.stations) {
    features.point("police_station", station.post.at,
                   fmt::format(",\"name\":{},\"town\":\"{:09}\"", json_text(station.name.zh),
                               layers.city.towns[station.town].code));
  }
  for (const TownId town : layers.places.command_rooms.ids()) {
    features.point("command_room", layers.places.command_rooms[town].at,
                   fmt::format(",\"town\":\"{:09}\"", layers.city.towns[town].code));
  }
  for (const Depot& depot : layers.places.depots) {
    features.point("depot", depot.post.at,
                   fmt::format(",\"department\":\"{}\",\"serves\":\"{}\"",
                               department_names[static_cast<std::size_t>(depot.department)], depot.code));
  }
}

}  // namespace

void write_geojson(std::ostream& out, const CityLayers& layers) {
  const City& city = layers.city;
  out << "{\"type\":\"FeatureCollection\",\"coordinates\":\"metres on the city's own plane\",\"name\":"
      << json_text(city.name.en) << ",\"notice\":" << json_text(export_notice(city))
      << ",\"attribution\":" << json_text(city.attribution) << ",\"features\":[";
  Features features{out};
  add_divisions(city, features);
  add_ground(city, features);
  add_streets(layers, features);
  add_buildings(layers, features);
  add_layers(layers, features);
  out << "\n]}\n";
}

std::string to_geojson(const CityLayers& layers) {
  std::ostringstream text;
  write_geojson(text, layers);
  return std::move(text).str();
}

}  // namespace outpost::scenarios
