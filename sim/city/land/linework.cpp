#include "sim/city/land/linework.hpp"

#include <algorithm>

namespace outpost {

std::uint32_t LineWork::add_point(Point at) {
  points_.push_back(rounded(at));
  degrees_.push_back(0);
  return static_cast<std::uint32_t>(points_.size() - 1);
}

std::uint32_t LineWork::add_edge(const WorkEdge& edge) {
  require(edge.from != edge.to, "a piece of street has two ends");
  edges_.push_back(edge);
  ++degrees_[edge.from];
  ++degrees_[edge.to];
  return static_cast<std::uint32_t>(edges_.size() - 1);
}

namespace {

/// The edges at every point, in order of edges.
class Stars {
 public:
  Stars(std::size_t points, const std::vector<WorkEdge>& edges) : first_(points + 1), edges_(2 * edges.size()) {
    for (const WorkEdge& edge : edges) {
      ++first_[edge.from + 1];
      ++first_[edge.to + 1];
    }
    for (std::size_t i = 0; i < points; ++i) first_[i + 1] += first_[i];
    std::vector<std::uint32_t> next(first_.begin(), first_.end() - 1);
    for (std::size_t i = 0; i < edges.size(); ++i) {
      edges_[next[edges[i].from]++] = static_cast<std::uint32_t>(i);
      edges_[next[edges[i].to]++] = static_cast<std::uint32_t>(i);
    }
  }
  std::size_t degree(std::uint32_t point) const { return first_[point + 1] - first_[point]; }
  std::uint32_t edge(std::uint32_t point, std::size_t i) const { return edges_[first_[point] + i]; }

 private:
  std::vector<std::uint32_t> first_;
  std::vector<std::uint32_t> edges_;
};

bool same_kind(const WorkEdge& a, const WorkEdge& b) {
  return a.street_class == b.street_class && a.bridge == b.bridge && a.gate == b.gate;
}

}  // namespace

LineWork::Streets LineWork::join() const {
  const Stars stars(points_.size(), edges_);
  Streets made;
  StreetNetwork& network = made.network;
  made.places.resize(edges_.size());
  std::vector<std::uint32_t> node_of(points_.size(), 0);
  std::vector<bool> is_node(points_.size());
  for (std::uint32_t point = 0; point < points_.size(); ++point) {
    const std::size_t degree = stars.degree(point);
    if (degree == 0) continue;
    is_node[point] = degree != 2 || !same_kind(edges_[stars.edge(point, 0)], edges_[stars.edge(point, 1)]);
    if (is_node[point]) node_of[point] = static_cast<std::uint32_t>(network.nodes.push_back(points_[point]).row());
  }
  std::vector<bool> done(edges_.size());
  std::vector<std::uint32_t> run;
  const auto follow = [&](std::uint32_t start, std::uint32_t first) {
    run.clear();
    std::uint32_t point = start;
    std::uint32_t edge = first;
    Street street;
    const WorkEdge& kind = edges_[first];
    street.from = NodeId{node_of[start]};
    street.street_class = kind.street_class;
    street.bridge = kind.bridge;
    street.gate = kind.gate;
    if (kind.street_class == StreetClass::path) street.forward = street.backward = WaySet::no_cars();
    const StreetId id{network.streets.size()};
    const std::size_t first_shape = network.shape_points.size();
    while (true) {
      done[edge] = true;
      const bool backward = edges_[edge].to == point && edges_[edge].from != point;
      made.places[edge] = {id, street.length, backward};
      point = backward ? edges_[edge].from : edges_[edge].to;
      street.length +=
          std::max(straight_distance(points_[edges_[edge].from], points_[edges_[edge].to]), millimetres(1));
      if (is_node[point]) break;
      network.shape_points.push_back(points_[point]);
      edge = stars.edge(point, 0) == edge ? stars.edge(point, 1) : stars.edge(point, 0);
    }
    street.to = NodeId{node_of[point]};
    street.shape = {first_shape, network.shape_points.size()};
    network.streets.push_back(street);
  };
  for (std::uint32_t point = 0; point < points_.size(); ++point) {
    if (!is_node[point]) continue;
    for (std::size_t i = 0; i < stars.degree(point); ++i) {
      if (!done[stars.edge(point, i)]) follow(point, stars.edge(point, i));
    }
  }
  // What is left are rings without a junction: one of their points becomes one.
  for (std::uint32_t edge = 0; edge < edges_.size(); ++edge) {
    if (done[edge]) continue;
    const std::uint32_t point = edges_[edge].from;
    is_node[point] = true;
    node_of[point] = static_cast<std::uint32_t>(network.nodes.push_back(points_[point]).row());
    follow(point, edge);
  }
  return made;
}

Spot LineWork::Streets::spot(const LineWork& work, const WorkSpot& on) const {
  const Place& place = places[on.edge];
  const WorkEdge& edge = work.edge(on.edge);
  const Length run = straight_distance(work.position(edge.from), work.position(edge.to));
  return spot_on(network, place.street, place.begin + (place.backward ? run - on.offset : on.offset));
}

}  // namespace outpost
