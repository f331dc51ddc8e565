#pragma once

#include <iosfwd>
#include <string>

#include "sim/city/grid_plan.hpp"
#include "sim/city/places.hpp"
#include "sim/spec/scenario.hpp"

namespace outpost::scenarios {

/// A city with the layers over it, as one export sees it.
struct CityLayers {
  const City& city;
  const GridPlan& plan;
  const Places& places;
  const TravelSpec& travel;
  const GridSpec& grids;
};

/// "Synthetic: not the record of NAME / 合成数据：并非NAME的实际记录": stands in every export.
std::string export_notice(const City& city);

// Exports hold no person and no household; totals over fewer than 20 residents are withheld. What has a reader of ours
// reads back: communities as an area map, stations, nodes and arcs as tables. Every row of a table has the notice in
// its last column, so that it stays with rows that are copied elsewhere.

/// A GeoJSON FeatureCollection of everything: counties, towns, communities, land, water, streets with their static
/// times, buildings, grids (their posts), police areas, stations, command rooms, depots. The property `layer` says what
/// a feature is. Coordinates are metres on the city's own plane, which the foreign member "coordinates" says, for a
/// generated place lies nowhere on the globe.
void write_geojson(std::ostream& out, const CityLayers& layers);
std::string to_geojson(const CityLayers& layers);

/// code,community,community_name,kind,households,residents,buildings,post_x_m,post_y_m,area_m2,perimeter_m,compactness,
/// notice: a row for every grid, with its ground as the designer measures it; compactness is 4 pi area / perimeter^2.
void write_grid_table(std::ostream& out, const CityLayers& layers);

/// code,name,x_m,y_m,crews,notice: the table that places.stations reads.
void write_station_table(std::ostream& out, const CityLayers& layers);

/// node,x_m,y_m,notice and from,to,length_m,class,foot_s,e_bike_s,car_s,car_siren_s,notice: the tables that city.nodes
/// and city.arcs read, with the static times of the scenario.
void write_node_table(std::ostream& out, const CityLayers& layers);
void write_arc_table(std::ostream& out, const CityLayers& layers);

}  // namespace outpost::scenarios
