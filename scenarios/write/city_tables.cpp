#include <fmt/format.h>

#include <ostream>

#include "scenarios/read/csv.hpp"
#include "scenarios/write/city_export.hpp"
#include "scenarios/write/geojson.hpp"
#include "sim/city/grids/plan_measures.hpp"
#include "sim/city/street_arcs.hpp"
#include "sim/city/street_times.hpp"

namespace outpost::scenarios {
namespace {

std::string place(Position at) {
  return fmt::format("{:.3f},{:.3f}", at.x.in_metres(), at.y.in_metres());
}

std::string last_field(const City& city) {
  return ',' + csv_field(export_notice(city)) + '\n';
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
  out << "code,community,community_name,kind,households,residents,buildings,post_x_m,post_y_m,area_m2,perimeter_m,"
         "compactness,notice\n";
  std::vector<const GridMeasure*> measure_of(layers.plan.grids.size(), nullptr);
  const PlanMeasures measures = measure(layers.plan, city, layers.grids);
  for (const GridMeasure& row : measures.by_grid) measure_of[row.grid.row()] = &row;
  for (const GridId id : layers.plan.grids.ids()) {
    const Grid& grid = layers.plan.grids[id];
    const Community& community = city.communities[grid.community];
    std::size_t residents = 0;
    for (const BuildingId building : grid.buildings) {
      for (const HouseholdId household : city.buildings[building].households) {
        residents += city.households[household].residents.size();
      }
    }
    const GridMeasure shape = measure_of[id.row()] != nullptr ? *measure_of[id.row()] : GridMeasure{};
    out << fmt::format("{:015},{:012},{},{},{},{},{},{},{:.1f},{:.1f},{:.3f}", grid.code, community.code,
                       csv_field(community.name), community.kind == CommunityKind::urban ? "urban" : "rural",
                       grid.households, residents < fewest_residents ? "" : std::to_string(residents),
                       grid.buildings.size(), place(grid.post.at), shape.area, shape.perimeter, shape.polsby_popper)
        << last;
  }
}

void write_station_table(std::ostream& out, const CityLayers& layers) {
  const City& city = layers.city;
  const std::string last = last_field(city);
  out << "code,name,x_m,y_m,crews,notice\n";
  for (const Station& station : layers.places.stations) {
    const std::string& name = station.name.zh.empty() ? station.name.en : station.name.zh;
    out << fmt::format("{:09},{},{},{}", city.towns[station.town].code, csv_field(name), place(station.post.at),
                       station.crews ? std::to_string(*station.crews) : "")
        << last;
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
  std::vector<StreetTimes> times;
  for (std::size_t way = 0; way < way_count; ++way) {
    times.emplace_back(network, arcs, layers.travel, static_cast<Way>(way));
  }
  out << "from,to,length_m,class,foot_s,e_bike_s,car_s,car_siren_s,notice\n";
  for (const StreetId id : network.streets.ids()) {
    const Street& street = network.streets[id];
    for (const bool forward : {true, false}) {
      std::string cells;
      for (const StreetTimes& way : times) {
        const auto time = way.whole(id, forward);
        cells += time ? fmt::format(",{:.3f}", in_seconds(*time)) : ",";
      }
      if (cells.find_first_not_of(',') == std::string::npos) continue;
      const NodeId from = forward ? street.from : street.to;
      const NodeId to = forward ? street.to : street.from;
      out << fmt::format("{},{},{:.3f},{}", from.row(), to.row(), street.length.in_metres(),
                         street_class_names[static_cast<std::size_t>(street.street_class)])
          << cells << last;
    }
  }
}

}  // namespace outpost::scenarios
