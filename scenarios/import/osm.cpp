#include "scenarios/import/osm.hpp"

#include <algorithm>
#include <cstdint>
#include <limits>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "scenarios/import/connected_streets.hpp"
#include "scenarios/import/osm_file.hpp"
#include "scenarios/import/projection.hpp"
#include "scenarios/import/street_pieces.hpp"
#include "scenarios/import/turn_restrictions.hpp"
#include "scenarios/read/error.hpp"

namespace outpost::scenarios {
namespace {

constexpr Length widest_map = kilometres(300);      // beyond, lengths at 47 degrees are off by more than 2.5%
constexpr Length longest_street = kilometres(500);  // TravelTimes computes with streets below 2,147 km

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

/// The place of a cell on Hilbert's curve through 2^16 x 2^16 cells: neighbours on the curve are neighbours on the map.
std::uint64_t along_hilbert_curve(std::uint32_t x, std::uint32_t y) {
  std::uint64_t place = 0;
  for (std::uint32_t size = 1u << 15u; size > 0; size /= 2) {
    const bool right = (x & size) != 0;
    const bool upper = (y & size) != 0;
    place += static_cast<std::uint64_t>(size) * size * ((right ? 3u : 0u) ^ (upper ? 1u : 0u));
    if (upper) continue;
    if (right) {
      x = (size - 1) - (x & (size - 1));
      y = (size - 1) - (y & (size - 1));
    }
    std::swap(x, y);
  }
  return place;
}

/// The junctions in use, neighbours close to each other, so that searches read memory that lies together.
std::vector<std::size_t> spatial_order(const StreetNetwork& network) {
  std::vector<std::size_t> rows;
  for (const Street& street : network.streets) {
    if (!street.forward.empty() || !street.backward.empty()) {
      rows.push_back(street.from.row());
      rows.push_back(street.to.row());
    }
  }
  std::sort(rows.begin(), rows.end());
  rows.erase(std::unique(rows.begin(), rows.end()), rows.end());
  // Cells of 8 m across 524 km, more than the widest map, centred on the origin.
  const auto cell = [](Length value) {
    return static_cast<std::uint32_t>((value.in_millimetres() + 262'144'000) / 8'000) & 0xFFFFu;
  };
  std::vector<std::pair<std::uint64_t, std::size_t>> order;
  for (const std::size_t row : rows) {
    const Position& at = network.nodes[NodeId{row}];
    order.emplace_back(along_hilbert_curve(cell(at.x), cell(at.y)), row);
  }
  std::sort(order.begin(), order.end());
  for (std::size_t i = 0; i < rows.size(); ++i) rows[i] = order[i].second;
  return rows;
}

void collect_kept(const StreetNetwork& all, const std::vector<StreetPiece>& pieces, ImportedStreets& found) {
  StreetNetwork& kept = found.network;
  std::vector<NodeId> number(all.nodes.size());
  for (const std::size_t row : spatial_order(all)) number[row] = kept.nodes.push_back(all.nodes[NodeId{row}]);
  std::vector<std::optional<StreetId>> street_number(all.streets.size());
  for (const StreetId id : all.streets.ids()) {
    Street street = all.streets[id];
    if (street.forward.empty() && street.backward.empty()) {
      ++found.streets_dropped;
      found.length_dropped += street.length;
      continue;
    }
    ++found.streets_kept;
    found.length_kept += street.length;
    if (street.forward.has(Way::car) || street.backward.has(Way::car)) {
      found.drivable_length += street.length;
      found.limits_tagged += street.car_limit ? 1 : 0;
      found.limits_unreadable += pieces[id.row()].use.limit_unreadable ? 1 : 0;
    }
    street.from = number[street.from.row()];
    street.to = number[street.to.row()];
    const std::size_t first = kept.shape_points.size();
    for (const auto point : street.shape) kept.shape_points.push_back(all.shape_points[point]);
    street.shape = {first, kept.shape_points.size()};
    street_number[id.row()] = kept.streets.push_back(street);
  }
  for (const BannedTurn& turn : all.banned_turns) {
    const auto& from = street_number[turn.from.row()];
    const auto& to = street_number[turn.to.row()];
    if (from && to) kept.banned_turns.push_back({*from, number[turn.at.row()], *to, turn.ways});
  }
  found.turns_banned = static_cast<std::int64_t>(kept.banned_turns.size());
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

}  // namespace

ImportedStreets import_osm(const std::filesystem::path& file) {
  const OsmMap map = read_osm_file(file);
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
  found.nodes_read = map.nodes_read;
  found.ways_read = map.ways_read;
  found.nodes_missing = cut.nodes_missing;
  const std::vector<Position> positions = project(map, cut.pieces, found);
  StreetNetwork network = whole_network(cut.pieces, positions);
  check_extent(file, network, cut.pieces);
  keep_connected(network);
  TurnRestrictions turns = turn_restrictions(map, cut.pieces);
  network.banned_turns = std::move(turns.banned);
  found.restrictions_unusable = map.restrictions_unreadable + turns.unusable;
  collect_kept(network, cut.pieces, found);
  if (found.network.streets.empty()) {
    complain(file, "no two junctions are joined by a street that people may walk along; give an extract with streets");
  }
  found.police_stations = police_stations(map, positions);
  return found;
}

}  // namespace outpost::scenarios
