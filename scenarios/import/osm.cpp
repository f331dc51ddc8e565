#include "scenarios/import/osm.hpp"

#include <algorithm>
#include <cstdint>
#include <limits>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "scenarios/import/connected_streets.hpp"
#include "scenarios/import/dropped_pieces.hpp"
#include "scenarios/import/kept_streets.hpp"
#include "scenarios/import/osm_file.hpp"
#include "scenarios/import/projection.hpp"
#include "scenarios/import/street_pieces.hpp"
#include "scenarios/import/turn_restrictions.hpp"
#include "scenarios/read/error.hpp"
#include "scenarios/read/limits.hpp"

namespace outpost::scenarios {
namespace {

constexpr Length widest_map = kilometres(300);  // beyond, lengths at 47 degrees are off by more than 2.5%

[[noreturn]] void complain(const std::filesystem::path& file, const std::string& message) {
  throw ScenarioError{SourcePosition{.file = file.string()}, message};
}

double degrees(std::int64_t ten_millionths) {
  return static_cast<double>(ten_millionths) / 1e7;
}

/// The rows of the nodes that pieces pass, ascending.
std::vector<std::size_t> nodes_on_streets(const std::vector<StreetPiece>& pieces) {
  std::vector<std::size_t> rows;
  for (const StreetPiece& piece : pieces) rows.insert(rows.end(), piece.points.begin(), piece.points.end());
  std::sort(rows.begin(), rows.end());
  rows.erase(std::unique(rows.begin(), rows.end()), rows.end());
  return rows;
}

/// All nodes of the map on a plane around the centre of its streets.
std::vector<Position> project(const OsmMap& map, const std::vector<StreetPiece>& pieces, ImportedStreets& found) {
  std::int64_t south = std::numeric_limits<std::int64_t>::max();
  std::int64_t west = south;
  std::int64_t north = std::numeric_limits<std::int64_t>::min();
  std::int64_t east = north;
  for (const std::size_t row : nodes_on_streets(pieces)) {
    const OsmNode& node = map.nodes[row];
    south = std::min<std::int64_t>(south, node.latitude);
    north = std::max<std::int64_t>(north, node.latitude);
    west = std::min<std::int64_t>(west, node.longitude);
    east = std::max<std::int64_t>(east, node.longitude);
  }
  found.origin_latitude = degrees(south + north) / 2.0;
  found.origin_longitude = degrees(west + east) / 2.0;
  const Projection projection{found.origin_latitude, found.origin_longitude};
  std::vector<Position> positions;
  positions.reserve(map.nodes.size());
  for (const OsmNode& node : map.nodes)
    positions.push_back(projection.of(degrees(node.latitude), degrees(node.longitude)));
  return positions;
}

/// The network of all pieces, a node for every row of the map; what is dropped later keeps its number until then.
StreetNetwork whole_network(const std::vector<StreetPiece>& pieces, const std::vector<Position>& positions) {
  StreetNetwork network;
  for (const Position& position : positions) network.nodes.push_back(position);
  for (const StreetPiece& piece : pieces) {
    Street street{.from = NodeId{piece.from()},
                  .to = NodeId{piece.to()},
                  .street_class = piece.use.street_class,
                  .forward = piece.use.forward,
                  .backward = piece.use.backward,
                  .car_limit = piece.use.car_limit};
    const std::size_t first = network.shape_points.size();
    for (std::size_t i = 1; i < piece.points.size(); ++i) {
      const Position& before = positions[piece.points[i - 1]];
      const Position& here = positions[piece.points[i]];
      street.length += straight_distance(before, here);
      if (i + 1 < piece.points.size() && here != before) network.shape_points.push_back(here);
    }
    // Two junctions less than a millimetre apart still need a street to be connected.
    street.length = std::max(street.length, millimetres(1));
    street.shape = {first, network.shape_points.size()};
    network.streets.push_back(street);
  }
  return network;
}

void collect_kept(const StreetNetwork& all, const StreetPieces& cut, ImportedStreets& found) {
  KeptStreets kept = kept_streets(all);
  std::vector<bool> in_use(all.nodes.size());
  for (std::size_t row = 0; row < kept.origin.size(); ++row) {
    const Street& whole = all.streets[kept.origin[row]];
    in_use[whole.from.row()] = in_use[whole.to.row()] = true;
    if (!whole.forward.has(Way::car) && !whole.backward.has(Way::car)) continue;
    found.drivable_length += whole.length;
    found.limits_tagged += whole.car_limit ? 1 : 0;
    found.limits_unreadable += cut.pieces[kept.origin[row].row()].use.limit_unreadable ? 1 : 0;
  }
  for (const std::size_t row : cut.border) found.border_ends += in_use[row] ? 1 : 0;
  count_kept(all, kept, found);
  found.network = std::move(kept.network);
  found.turns_banned = static_cast<std::int64_t>(found.network.banned_turns.size());
}

/// What the map holds before anything is dropped, and what its border cut off.
void count_read(const OsmMap& map, const StreetPieces& cut, const StreetNetwork& whole, ImportedStreets& found) {
  found.nodes_read = map.nodes_read;
  found.ways_read = map.ways_read;
  found.streets_read = static_cast<std::int64_t>(cut.pieces.size());
  std::vector<bool> junction(whole.nodes.size());
  Length length{};
  for (const Street& street : whole.streets) {
    junction[street.from.row()] = junction[street.to.row()] = true;
    length += street.length;
  }
  found.junctions_read = std::count(junction.begin(), junction.end(), true);
  found.nodes_missing = cut.nodes_missing;
  found.ways_cut = cut.ways_cut;
  if (cut.segments > 0) found.length_missing = length / cut.segments * cut.segments_missing;
}

/// Stations mapped as points, in order of id, then those mapped as buildings, at the mean of their corners.
std::vector<Position> police_stations(const OsmMap& map, const std::vector<Position>& positions) {
  const auto position_of = [&](std::int64_t id) -> std::optional<Position> {
    const auto found = std::lower_bound(map.nodes.begin(), map.nodes.end(), id,
                                        [](const OsmNode& node, std::int64_t key) { return node.id < key; });
    if (found == map.nodes.end() || found->id != id) return std::nullopt;
    return positions[static_cast<std::size_t>(found - map.nodes.begin())];
  };
  std::vector<Position> stations;
  for (const std::int64_t id : map.police_nodes) {
    if (const auto position = position_of(id)) stations.push_back(*position);
  }
  for (const OsmWay& way : map.police_ways) {
    std::vector<std::int64_t> corners = way.nodes;
    if (corners.size() > 1 && corners.front() == corners.back()) corners.pop_back();
    Position sum{};
    std::int64_t count = 0;
    for (const std::int64_t id : corners) {
      if (const auto position = position_of(id)) {
        sum = {sum.x + position->x, sum.y + position->y};
        ++count;
      }
    }
    if (count > 0) stations.push_back({sum.x / count, sum.y / count});
  }
  return stations;
}

void check_extent(const std::filesystem::path& file, const StreetNetwork& network,
                  const std::vector<StreetPiece>& pieces) {
  for (const std::size_t row : nodes_on_streets(pieces)) {
    const Position& at = network.nodes[NodeId{row}];
    for (const Length away : {at.x, -at.x, at.y, -at.y}) {
      if (away > widest_map / 2) {
        complain(file,
                 "the streets span more than 300 km, too far for the plane of one city; cut out a smaller extract");
      }
    }
  }
  for (const Street& street : network.streets) {
    if (street.length > longest_street) {
      complain(file, "a street between two junctions is longer than 500 km; cut out a smaller extract");
    }
  }
}

ImportedStreets streets_of(const OsmMap& map, const std::filesystem::path& file) {
  const StreetPieces cut = cut_at_junctions(map);
  if (map.streets.empty()) {
    complain(file,
             "there is no street in it (no way with a highway tag that people may use); give an extract with roads");
  }
  if (cut.pieces.empty()) {
    complain(file, "it holds streets but not the positions of their nodes; give an extract with complete ways");
  }
  ImportedStreets found;
  found.attribution = "© OpenStreetMap contributors, ODbL 1.0";
  const std::vector<Position> positions = project(map, cut.pieces, found);
  StreetNetwork network = whole_network(cut.pieces, positions);
  check_extent(file, network, cut.pieces);
  count_read(map, cut, network, found);
  keep_connected(network);
  TurnRestrictions turns = turn_restrictions(map, cut.pieces);
  network.banned_turns = std::move(turns.banned);
  found.restrictions_unusable = map.restrictions_unreadable + turns.unusable;
  note_dropped_pieces(
      network, [&](StreetId street) { return "way " + std::to_string(cut.pieces[street.row()].way); }, found);
  collect_kept(network, cut, found);
  if (found.network.streets.empty()) {
    complain(file, "no two junctions are joined by a street that people may walk along; give an extract with streets");
  }
  found.police_stations = police_stations(map, positions);
  return found;
}

}  // namespace

ImportedStreets import_osm(const std::filesystem::path& file) {
  return streets_of(read_osm_file(file), file);
}

ImportedStreets import_osm_text(std::string_view text, const std::string& name) {
  return streets_of(read_osm_text(text, name), name);
}

}  // namespace outpost::scenarios
