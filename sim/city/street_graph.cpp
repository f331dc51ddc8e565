#include "sim/city/street_graph.hpp"

#include <boost/graph/compressed_sparse_row_graph.hpp>
#include <boost/graph/dijkstra_shortest_paths.hpp>
#include <utility>

#include "sim/city/street_times.hpp"

namespace outpost {
struct StreetGraph::Graph {
  struct TimedArc {
    std::int64_t time = 0;
  };
  using Csr = boost::compressed_sparse_row_graph<boost::directedS, boost::no_property, TimedArc, boost::no_property,
                                                 std::uint32_t, std::uint32_t>;

  StreetArcs arcs;
  std::size_t junctions = 0;
  Csr csr{};
  std::vector<std::int64_t> nodes{};
  std::vector<std::int64_t> answer{};
};

StreetGraph::StreetGraph(const StreetNetwork& network, const TravelSpec& travel, Way way)
    : graph_(new Graph{StreetArcs{network}, network.nodes.size(), {}, {}, {}}) {
  const StreetTimes times{network, graph_->arcs, travel, way};
  std::vector<std::pair<std::uint32_t, std::uint32_t>> ends;
  std::vector<Graph::TimedArc> rows;
  for (std::uint32_t node = 0; node < graph_->arcs.node_count(); ++node) {
    for (const StreetEnd& arc : graph_->arcs.out_of(node)) {
      const std::optional<Duration> time = times.whole(arc.street, arc.forward);
      if (!time || arc.closed_to.has(way)) continue;
      ends.emplace_back(node, arc.node);
      rows.push_back({time->count()});
    }
  }
  graph_->csr = Graph::Csr(boost::edges_are_sorted, ends.begin(), ends.end(), rows.begin(),
                           static_cast<std::uint32_t>(graph_->arcs.node_count()));
  graph_->nodes.resize(graph_->arcs.node_count());
}

StreetGraph::~StreetGraph() = default;
StreetGraph::StreetGraph(StreetGraph&&) noexcept = default;
StreetGraph& StreetGraph::operator=(StreetGraph&&) noexcept = default;

std::size_t StreetGraph::junction_count() const {
  return graph_->junctions;
}

const std::vector<std::int64_t>& StreetGraph::times_from(NodeId from) {
  const Graph::Csr& csr = graph_->csr;
  require(from.row() < graph_->junctions, "a junction is one of the network's");
  const auto index = boost::get(boost::vertex_index, csr);
  boost::dijkstra_shortest_paths(csr, static_cast<std::uint32_t>(from.row()),
                                 boost::weight_map(boost::get(&Graph::TimedArc::time, csr))
                                     .distance_map(boost::make_iterator_property_map(graph_->nodes.begin(), index))
                                     .distance_inf(never));
  if (graph_->nodes.size() == graph_->junctions) return graph_->nodes;
  graph_->answer.assign(graph_->nodes.begin(), graph_->nodes.begin() + static_cast<std::ptrdiff_t>(graph_->junctions));
  for (NodeId junction{0}; junction.row() < graph_->junctions; junction = NodeId{junction.row() + 1}) {
    for (const std::uint32_t split : graph_->arcs.splits(junction)) {
      std::int64_t& time = graph_->answer[junction.row()];
      time = std::min(time, graph_->nodes[split]);
    }
  }
  return graph_->answer;
}

}  // namespace outpost
