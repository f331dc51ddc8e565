#include "scenarios/write/geojson.hpp"

#include <fmt/format.h>

#include <iterator>

namespace outpost::scenarios {
namespace {

// Totals over fewer residents are withheld: a house with two households is nearly a row for each of them.
constexpr std::size_t fewest_residents = 20;

std::string quoted(std::string_view text) {
  std::string out = "\"";
  for (const char letter : text) {
    if (letter == '"' || letter == '\\') out += '\\';
    if (static_cast<unsigned char>(letter) < 0x20) {
      out += fmt::format("\\u{:04x}", static_cast<unsigned>(letter));
    } else {
      out += letter;
    }
  }
  return out + "\"";
}

std::string pair(Position at) {
  return fmt::format("[{:.3f},{:.3f}]", at.x.in_metres(), at.y.in_metres());
}

std::string line_of(const std::vector<Position>& points) {
  std::string text = "[";
  for (const Position& point : points) text += (text.size() > 1 ? "," : "") + pair(point);
  return text + "]";
}

/// Appends features one by one; streaming text keeps a large city from being held twice.
class Features {
 public:
  void add(std::string_view kind, std::string_view type, const std::string& coordinates,
           const std::string& properties) {
    fmt::format_to(std::back_inserter(text_),
                   "{}\n{{\"type\":\"Feature\",\"properties\":{{\"kind\":\"{}\"{}}},"
                   "\"geometry\":{{\"type\":\"{}\",\"coordinates\":{}}}}}",
                   first_ ? "" : ",", kind, properties, type, coordinates);
    first_ = false;
  }
  void point(std::string_view kind, Position at, const std::string& properties) {
    add(kind, "Point", pair(at), properties);
  }
  const std::string& text() const { return text_; }

 private:
  std::string text_;
  bool first_ = true;
};

void add_communities(const City& city, Features& features) {
  for (const Community& community : city.communities) {
    std::string properties = fmt::format(",\"code\":\"{:012}\",\"name\":{},\"urban\":{}", community.code,
                                         quoted(community.name), community.kind == CommunityKind::urban);
    if (community.residents.size() >= fewest_residents) {
      properties +=
          fmt::format(",\"residents\":{},\"households\":{}", community.residents.size(), community.households.size());
    }
    if (community.border.empty()) {
      features.point("community", community.centre, properties);
      continue;
    }
    std::vector<Position> ring = community.border;
    ring.push_back(ring.front());
    features.add("community", "Polygon", "[" + line_of(ring) + "]", properties);
  }
}

}  // namespace

std::string to_geojson(const City& city, const GridPlan& plan, const Places& places) {
  Features features;
  add_communities(city, features);
  for (const StreetId id : city.streets.streets.ids()) {
    const Street& street = city.streets.streets[id];
    features.add("street", "LineString", line_of(city.streets.line(id)),
                 fmt::format(",\"class\":\"{}\",\"length_m\":{:.3f},\"cars_forward\":{},\"cars_backward\":{}",
                             street_class_names[static_cast<std::size_t>(street.street_class)],
                             street.length.in_metres(), street.forward.has(Way::car), street.backward.has(Way::car)));
  }
  for (const BuildingId id : city.buildings.ids()) {
    const Building& building = city.buildings[id];
    std::size_t residents = 0;
    for (const HouseholdId household : building.households) residents += city.households[household].residents.size();
    std::string properties = fmt::format(",\"use\":\"{}\",\"storeys\":{},\"grid\":\"{:015}\"",
                                         building_kind_names[static_cast<std::size_t>(building.kind)], building.storeys,
                                         plan.grids[plan.grid_of[id]].code);
    if (residents >= fewest_residents) properties += fmt::format(",\"households\":{}", building.households.size());
    features.point("building", building.at, properties);
  }
  for (const Grid& grid : plan.grids) {
    features.point("grid", grid.post.at,
                   fmt::format(",\"code\":\"{:015}\",\"households\":{}", grid.code, grid.households));
  }
  for (const PoliceArea& area : places.areas) {
    features.point("police_area", area.post.at, fmt::format(",\"communities\":{}", area.communities.size()));
  }
  for (const Station& station : places.stations) {
    features.point("police_station", station.post.at, ",\"name\":" + quoted(station.name.en));
  }
  return fmt::format(
      "{{\"type\":\"FeatureCollection\",\"coordinates\":\"metres on the city's own plane\",\"name\":{},"
      "\"notice\":{},\"attribution\":{},\"features\":[{}\n]}}\n",
      quoted(city.name.en),
      quoted("Synthetic: not the record of " + city.name.en + " / 合成数据：并非" + city.name.zh + "的实际记录"),
      quoted(city.attribution), features.text());
}

}  // namespace outpost::scenarios
