#include "sim/city/street_graph.hpp"

#include <algorithm>
#include <boost/graph/compressed_sparse_row_graph.hpp>
#include <cmath>
#include <limits>
#include <utility>

namespace outpost {
namespace {

constexpr std::int64_t never = std::numeric_limits<std::int64_t>::max();
constexpr std::int64_t longest_street = std::int64_t{1} << 31;  // mm: products of two lengths fit 64 bits

struct Arc {
  std::int64_t time = 0;
  std::uint32_t street = 0;
  bool forward = true;
};

using Graph = boost::compressed_sparse_row_graph<boost::directedS, boost::no_property, Arc, boost::no_property,
                                                 std::uint32_t, std::uint32_t>;

/// whole x part / of, rounded up, exactly; dividing first keeps the product inside 64 bits, and ISO C++ has no wider
/// integer.
std::int64_t proportion_up(std::int64_t whole, std::int64_t part, std::int64_t of) {
  return whole / of * part + (whole % of * part + of - 1) / of;
}

}  // namespace

void SearchMemory::begin(std::size_t node_count) {
  for (const std::uint32_t node : touched_) time_[node] = never;
  touched_.clear();
  heap_.clear();
  if (time_.size() < node_count) time_.resize(node_count, never);
}

std::optional<Duration> SearchMemory::time_of(NodeId node) const {
  if (node.row() >= time_.size() || time_[node.row()] == never) return std::nullopt;
  return Duration{time_[node.row()]};
}

bool SearchMemory::lower(std::uint32_t node, std::int64_t time) {
  if (time >= time_[node]) return false;
  if (time_[node] == never) touched_.push_back(node);
  time_[node] = time;
  heap_.push_back({time, node});
  std::push_heap(heap_.begin(), heap_.end(), [](Waiting a, Waiting b) { return a.time > b.time; });
  return true;
}

SearchMemory::Waiting SearchMemory::pop() {
  std::pop_heap(heap_.begin(), heap_.end(), [](Waiting a, Waiting b) { return a.time > b.time; });
  const Waiting soonest = heap_.back();
  heap_.pop_back();
  return soonest;
}

/// Both directions: searches from a spot follow `forward`; searches to a door, and paths read back, follow `reversed`.
struct StreetGraph::Arcs {
  Graph forward{};
  Graph reversed{};
};

StreetGraph::StreetGraph(const StreetNetwork& network, const TravelSpec& travel, Way way)
    : network_(&network), way_(way), base_(travel.base[static_cast<std::size_t>(way)]) {
  const auto& car_base = travel.base[static_cast<std::size_t>(Way::car)];
  for (std::size_t row = 0; row < street_class_count; ++row) {
    const bool both = car_base[row] > Speed{} && way == Way::car_siren;
    limit_factor_[row] = both ? base_[row].in_metres_per_second() / car_base[row].in_metres_per_second() : 1.0;
  }

  std::vector<std::pair<std::uint32_t, std::uint32_t>> ends;
  std::vector<Arc> arcs;
  for (const StreetId id : network.streets.ids()) {
    const Street& street = network.streets[id];
    require(street.length > Length{}, "a street is longer than zero");
    require(street.length.in_millimetres() < longest_street, "a street is shorter than 2,147 km");
    require(street.from.row() < network.nodes.size() && street.to.row() < network.nodes.size(),
            "a street joins two junctions of its network");
    const auto from = static_cast<std::uint32_t>(street.from.row());
    const auto to = static_cast<std::uint32_t>(street.to.row());
    for (const bool forward : {true, false}) {
      const std::optional<Duration> time = whole(street, forward);
      if (!time) continue;
      ends.emplace_back(forward ? from : to, forward ? to : from);
      arcs.push_back({time->count(), static_cast<std::uint32_t>(id.row()), forward});
    }
  }
  const auto nodes = static_cast<std::uint32_t>(network.nodes.size());
  auto both = std::make_unique<Arcs>();
  both->forward = Graph(boost::edges_are_unsorted_multi_pass, ends.begin(), ends.end(), arcs.begin(), nodes);
  for (auto& [from, to] : ends) std::swap(from, to);
  both->reversed = Graph(boost::edges_are_unsorted_multi_pass, ends.begin(), ends.end(), arcs.begin(), nodes);
  arcs_ = std::move(both);
}

StreetGraph::~StreetGraph() = default;
StreetGraph::StreetGraph(StreetGraph&&) noexcept = default;
StreetGraph& StreetGraph::operator=(StreetGraph&&) noexcept = default;

std::optional<Duration> StreetGraph::whole(const Street& street, bool forward) const {
  if (!(forward ? street.forward : street.backward).has(way_)) return std::nullopt;
  if (const auto given = given_time(street, forward)) return given;
  const auto row = static_cast<std::size_t>(street.street_class);
  Speed speed = base_[row];
  if (speed <= Speed{}) return std::nullopt;
  if (street.car_limit && (way_ == Way::car || way_ == Way::car_siren)) {
    require(*street.car_limit > Speed{}, "a speed limit is above zero");
    speed = metres_per_second(street.car_limit->in_metres_per_second() * limit_factor_[row]);
  }
  return travel_time(street.length, speed);
}

std::optional<Duration> StreetGraph::given_time(const Street& street, bool forward) const {
  if (!street.given) return std::nullopt;
  const GivenTimes& given = network_->given_times[*street.given];
  const auto& times = forward ? given.forward : given.backward;
  const std::optional<Duration>& own = times[static_cast<std::size_t>(way_)];
  if (own) {
    require(*own > Duration{}, "a given time is above zero");
    return own;
  }
  const std::optional<Duration>& car = times[static_cast<std::size_t>(Way::car)];
  const auto row = static_cast<std::size_t>(street.street_class);
  if (way_ != Way::car_siren || !car || base_[row] <= Speed{}) return std::nullopt;
  // As under a speed limit, a siren gains what it gains on the class.
  const double factor = limit_factor_[row];
  return Duration{static_cast<std::int64_t>(std::ceil(static_cast<double>(car->count()) / factor))};
}

std::optional<Duration> StreetGraph::along(StreetId street, Length begin, Length end) const {
  const Street& row = network_->streets[street];
  require(begin >= Length{} && begin <= row.length && end >= Length{} && end <= row.length,
          "a spot lies on its street");
  if (begin == end) return Duration{};
  const bool forward = begin < end;
  const std::optional<Duration> time = whole(row, forward);
  if (!time) return std::nullopt;
  const Length stretch = forward ? end - begin : begin - end;
  return Duration{proportion_up(time->count(), stretch.in_millimetres(), row.length.in_millimetres())};
}

std::vector<NodeTime> StreetGraph::exits(const Spot& spot) const {
  require(spot.street.has_value(), "on streets, a spot lies on a street");
  const Street& street = network_->streets[*spot.street];
  std::vector<NodeTime> found;
  if (const auto time = along(*spot.street, spot.offset, Length{})) found.push_back({street.from, *time});
  if (const auto time = along(*spot.street, spot.offset, street.length)) found.push_back({street.to, *time});
  return found;
}

std::vector<NodeTime> StreetGraph::entries(const Spot& spot) const {
  require(spot.street.has_value(), "on streets, a spot lies on a street");
  const Street& street = network_->streets[*spot.street];
  std::vector<NodeTime> found;
  if (const auto time = along(*spot.street, Length{}, spot.offset)) found.push_back({street.from, *time});
  if (const auto time = along(*spot.street, street.length, spot.offset)) found.push_back({street.to, *time});
  return found;
}

std::optional<Duration> StreetGraph::soonest(std::span<const NodeTime> starts, std::span<const NodeTime> ends,
                                             std::optional<Duration> bound, SearchMemory& memory) const {
  const Graph& graph = arcs_->forward;
  const std::int64_t refused = bound ? bound->count() : never;
  std::int64_t best = refused;
  memory.begin(network_->nodes.size());
  for (const NodeTime& start : starts) memory.lower(static_cast<std::uint32_t>(start.node.row()), start.time.count());
  while (!memory.heap_.empty()) {
    const auto [time, node] = memory.pop();
    if (time >= best) break;
    if (time > memory.time_[node]) continue;  // a later arrival that was left in the heap
    for (const NodeTime& end : ends) {
      if (end.node.row() == node) best = std::min(best, time + end.time.count());
    }
    for (auto [arc, last] = boost::out_edges(node, graph); arc != last; ++arc) {
      const std::int64_t arrival = time + graph[*arc].time;
      if (arrival < best) memory.lower(boost::target(*arc, graph), arrival);
    }
  }
  if (best == refused) return std::nullopt;
  return Duration{best};
}

void StreetGraph::sweep_back(std::span<const NodeTime> ends, std::span<const NodeId> wanted,
                             SearchMemory& memory) const {
  const Graph& graph = arcs_->reversed;
  memory.begin(network_->nodes.size());
  memory.wanted_.resize(network_->nodes.size());
  std::size_t open = 0;
  for (const NodeId node : wanted) {
    if (memory.wanted_[node.row()]) continue;
    memory.wanted_[node.row()] = true;
    ++open;
  }
  for (const NodeTime& end : ends) memory.lower(static_cast<std::uint32_t>(end.node.row()), end.time.count());
  while (!memory.heap_.empty() && open > 0) {
    const auto [time, node] = memory.pop();
    if (time > memory.time_[node]) continue;
    if (memory.wanted_[node]) {
      memory.wanted_[node] = false;
      --open;
    }
    for (auto [arc, last] = boost::out_edges(node, graph); arc != last; ++arc) {
      memory.lower(boost::target(*arc, graph), time + graph[*arc].time);
    }
  }
  for (const NodeId node : wanted) memory.wanted_[node.row()] = false;
}

std::optional<LastArc> StreetGraph::last_arc(NodeId node, const SearchMemory& memory) const {
  const Graph& graph = arcs_->reversed;
  const auto row = static_cast<std::uint32_t>(node.row());
  std::optional<LastArc> lowest;
  for (auto [arc, last] = boost::out_edges(row, graph); arc != last; ++arc) {
    const NodeId from{boost::target(*arc, graph)};
    const std::optional<Duration> before = memory.time_of(from);
    const Arc& way_in = graph[*arc];
    if (!before || before->count() + way_in.time != memory.time_[row]) continue;
    if (!lowest || StreetId{way_in.street} < lowest->street) lowest = {from, StreetId{way_in.street}, way_in.forward};
  }
  return lowest;
}

}  // namespace outpost
