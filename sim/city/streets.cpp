#include "sim/city/streets.hpp"

#include <algorithm>
#include <boost/graph/compressed_sparse_row_graph.hpp>
#include <boost/graph/strong_components.hpp>
#include <utility>

namespace outpost {
namespace {

Position between(Position a, Position b, double part) {
  const auto along = [part](Length from, Length to) {
    const auto distance = static_cast<double>((to - from).in_millimetres()) * part;
    return from + millimetres(static_cast<std::int64_t>(distance < 0.0 ? distance - 0.5 : distance + 0.5));
  };
  return {along(a.x, b.x), along(a.y, b.y)};
}

}  // namespace

std::vector<Position> StreetNetwork::line(StreetId street) const {
  const Street& row = streets[street];
  std::vector<Position> points{nodes[row.from]};
  for (const auto point : row.shape) points.push_back(shape_points[point]);
  points.push_back(nodes[row.to]);
  return points;
}

Position StreetNetwork::at(StreetId street, Length offset) const {
  const Street& row = streets[street];
  if (offset <= Length{}) return nodes[row.from];
  if (offset >= row.length) return nodes[row.to];
  const std::vector<Position> points = line(street);
  Length drawn{};
  for (std::size_t i = 1; i < points.size(); ++i) drawn += straight_distance(points[i - 1], points[i]);
  // The length counts, not the drawing: a generated street may be longer than the straight line that is drawn for it.
  double left = static_cast<double>(drawn.in_millimetres()) *
                (static_cast<double>(offset.in_millimetres()) / static_cast<double>(row.length.in_millimetres()));
  for (std::size_t i = 1; i < points.size(); ++i) {
    const auto piece = static_cast<double>(straight_distance(points[i - 1], points[i]).in_millimetres());
    if (left <= piece && piece > 0.0) return between(points[i - 1], points[i], left / piece);
    left -= piece;
  }
  return points.back();
}

Spot spot_on(const StreetNetwork& network, StreetId street, Length offset) {
  const Length on_street = std::clamp(offset, Length{}, std::max(Length{}, network.streets[street].length));
  return {.at = network.at(street, on_street), .street = street, .offset = on_street};
}

bool holds_homes(const Street& street) {
  return street.street_class == StreetClass::residential &&
         (street.forward.has(Way::car) || street.backward.has(Way::car));
}

std::vector<bool> largest_connected_part(const StreetNetwork& network, Way way) {
  std::vector<std::pair<std::uint32_t, std::uint32_t>> arcs;
  for (const Street& street : network.streets) {
    const auto from = static_cast<std::uint32_t>(street.from.row());
    const auto to = static_cast<std::uint32_t>(street.to.row());
    if (street.forward.has(way)) arcs.emplace_back(from, to);
    if (street.backward.has(way)) arcs.emplace_back(to, from);
  }
  using Graph = boost::compressed_sparse_row_graph<boost::directedS, boost::no_property, boost::no_property,
                                                   boost::no_property, std::uint32_t, std::uint32_t>;
  const std::size_t node_count = network.nodes.size();
  const Graph graph(boost::edges_are_unsorted_multi_pass, arcs.begin(), arcs.end(),
                    static_cast<std::uint32_t>(node_count));
  std::vector<std::uint32_t> part_of(node_count);
  const std::size_t part_count = boost::strong_components(
      graph, boost::make_iterator_property_map(part_of.begin(), boost::get(boost::vertex_index, graph)));

  std::vector<std::size_t> size(part_count);
  for (const std::uint32_t part : part_of) ++size[part];
  std::size_t largest = 0;  // by node order, so that the part with the lowest node wins a tie
  for (std::size_t node = 0; node < node_count; ++node) {
    if (node == 0 || size[part_of[node]] > size[largest]) largest = part_of[node];
  }
  std::vector<bool> inside(node_count);
  for (std::size_t node = 0; node < node_count; ++node) inside[node] = part_of[node] == largest;
  return inside;
}

}  // namespace outpost
