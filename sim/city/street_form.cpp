#include "sim/city/street_form.hpp"

#include <algorithm>
#include <cmath>
#include <queue>
#include <set>

#include "sim/base/require.hpp"
#include "sim/city/areas.hpp"

namespace outpost {
namespace {

constexpr std::size_t most_origins = 100;
constexpr double nearest_trip = 500.0;    // metres
constexpr double farthest_trip = 3000.0;  // metres
constexpr double square_side = 250.0;     // metres

/// A street, seen from one of its ends.
struct Side {
  StreetId street{};
  bool forward = true;
  NodeId to{};
};

class Form {
 public:
  Form(const StreetNetwork& network, const std::vector<bool>& part) : network_(network), sides_(network.nodes.size()) {
    require(part.size() == network.streets.size(), "a part says of every street whether it is in it");
    within_.assign(network.nodes.size(), true);
    for (const StreetId id : network.streets.ids()) {
      const Street& street = network.streets[id];
      if (!street.forward.has(Way::car) && !street.backward.has(Way::car)) continue;
      if (!part[id.row()]) {
        within_[street.from.row()] = within_[street.to.row()] = false;
        continue;
      }
      streets_.push_back(id);
      sides_[street.from.row()].push_back({id, true, street.to});
      sides_[street.to.row()].push_back({id, false, street.from});
    }
  }

  StreetForm measured() {
    StreetForm form;
    count_junctions(form);
    measure_trips(form);
    measure_blocks(form);
    measure_density(form);
    return form;
  }

 private:
  void count_junctions(StreetForm& form) const {
    std::size_t dead_ends = 0;
    std::size_t three_way = 0;
    for (std::size_t node = 0; node < sides_.size(); ++node) {
      const std::size_t degree = sides_[node].size();
      if (!within_[node] || degree == 0 || degree == 2) continue;
      ++form.junctions;
      dead_ends += degree == 1 ? 1 : 0;
      three_way += degree == 3 ? 1 : 0;
    }
    if (form.junctions == 0) return;
    const auto all = static_cast<double>(form.junctions);
    form.dead_ends = static_cast<double>(dead_ends) / all;
    form.three_way = static_cast<double>(three_way) / all;
    form.four_way = 1.0 - form.dead_ends - form.three_way;
  }

  void measure_trips(StreetForm& form) const {
    std::vector<std::size_t> nodes;
    for (std::size_t node = 0; node < sides_.size(); ++node) {
      if (!sides_[node].empty()) nodes.push_back(node);
    }
    const std::size_t origins = std::min(most_origins, nodes.size());
    double along = 0.0;
    double straight = 0.0;
    std::vector<double> reached(sides_.size(), -1.0);
    for (std::size_t i = 0; i < origins; ++i) {
      const std::size_t origin = nodes[i * nodes.size() / origins];
      for (const auto& [node, distance] : within_reach(origin, reached)) {
        const double away = straight_distance(network_.nodes[NodeId{origin}], network_.nodes[NodeId{node}]).in_metres();
        if (away < nearest_trip || away > farthest_trip) continue;
        ++form.trips;
        along += distance;
        straight += away;
      }
    }
    if (straight > 0.0) form.circuity = along / straight;
  }

  /// Junctions up to twice the farthest trip away along streets, and how far they are; `reached` is -1 everywhere
  /// before and after.
  std::vector<std::pair<std::size_t, double>> within_reach(std::size_t origin, std::vector<double>& reached) const {
    using Open = std::pair<double, std::size_t>;
    std::priority_queue<Open, std::vector<Open>, std::greater<>> open;
    std::vector<std::pair<std::size_t, double>> found;
    open.push({0.0, origin});
    while (!open.empty()) {
      const auto [distance, node] = open.top();
      open.pop();
      if (reached[node] >= 0.0) continue;
      reached[node] = distance;
      found.push_back({node, distance});
      for (const Side& side : sides_[node]) {
        const double next = distance + network_.streets[side.street].length.in_metres();
        if (reached[side.to.row()] < 0.0 && next <= 2.0 * farthest_trip) open.push({next, side.to.row()});
      }
    }
    for (const auto& [node, distance] : found) reached[node] = -1.0;
    return found;
  }

  /// Keeps to the left at every junction until it is back: around each block once, counter-clockwise.
  void measure_blocks(StreetForm& form) {
    for (std::size_t node = 0; node < sides_.size(); ++node) {
      std::sort(sides_[node].begin(), sides_[node].end(), [this, node](const Side& a, const Side& b) {
        const double angle_a = angle_of(NodeId{node}, a);
        const double angle_b = angle_of(NodeId{node}, b);
        return angle_a != angle_b ? angle_a < angle_b : a.street != b.street ? a.street < b.street : a.forward;
      });
    }
    std::vector<double> areas;
    std::vector<bool> walked(2 * network_.streets.size(), false);
    for (const StreetId id : streets_) {
      for (const bool forward : {true, false}) {
        if (walked[2 * id.row() + (forward ? 1 : 0)]) continue;
        const double area = block_beside(id, forward, walked);
        if (area > 0.0) areas.push_back(area);
      }
    }
    form.blocks = areas.size();
    if (areas.empty()) return;
    const auto middle = areas.begin() + static_cast<std::ptrdiff_t>(areas.size() / 2);
    std::nth_element(areas.begin(), middle, areas.end());
    form.block_hectares = *middle / 10'000.0;
  }

  /// A monotone stand-in for the angle at which a street leaves, from 0 to 4: it only sorts.
  double angle_of(NodeId node, const Side& side) const {
    const std::vector<Position> line = network_.line(side.street);
    const Position next = side.forward ? line[1] : line[line.size() - 2];
    const double x = (next.x - network_.nodes[node].x).in_metres();
    const double y = (next.y - network_.nodes[node].y).in_metres();
    const double sum = std::fabs(x) + std::fabs(y);
    if (sum == 0.0) return 0.0;
    const double part = y / sum;
    return x < 0.0 ? 2.0 - part : y < 0.0 ? 4.0 + part : part;
  }

  /// Square metres to the left of the street; not above 0 where that is the outside, or where the part ends.
  double block_beside(StreetId first, bool first_forward, std::vector<bool>& walked) const {
    double doubled = 0.0;
    bool whole = true;
    StreetId street = first;
    bool forward = first_forward;
    const Position origin = network_.nodes[network_.streets[first].from];
    do {
      walked[2 * street.row() + (forward ? 1 : 0)] = true;
      std::vector<Position> line = network_.line(street);
      if (!forward) std::reverse(line.begin(), line.end());
      for (std::size_t i = 0; i + 1 < line.size(); ++i) {
        doubled += (line[i].x - origin.x).in_metres() * (line[i + 1].y - origin.y).in_metres() -
                   (line[i + 1].x - origin.x).in_metres() * (line[i].y - origin.y).in_metres();
      }
      const NodeId node = forward ? network_.streets[street].to : network_.streets[street].from;
      whole = whole && within_[node.row()];
      // The next street clockwise from the one by which one came keeps the block to the left.
      const std::vector<Side>& sides = sides_[node.row()];
      std::size_t came = 0;
      while (sides[came].street != street || sides[came].forward == forward) ++came;
      const Side& next = sides[(came + sides.size() - 1) % sides.size()];
      street = next.street;
      forward = next.forward;
    } while (street != first || forward != first_forward);
    return whole ? doubled / 2.0 : 0.0;
  }

  void measure_density(StreetForm& form) const {
    std::set<std::pair<std::int64_t, std::int64_t>> squares;
    const auto enter = [&squares](double x, double y) {
      squares.emplace(static_cast<std::int64_t>(std::floor(x / square_side)),
                      static_cast<std::int64_t>(std::floor(y / square_side)));
    };
    for (const StreetId id : streets_) {
      form.length_km += network_.streets[id].length.in_metres() / 1000.0;
      const std::vector<Position> line = network_.line(id);
      for (std::size_t i = 0; i + 1 < line.size(); ++i) {
        const double x = line[i].x.in_metres();
        const double y = line[i].y.in_metres();
        const double dx = line[i + 1].x.in_metres() - x;
        const double dy = line[i + 1].y.in_metres() - y;
        const auto steps = static_cast<int>(std::ceil(std::max(std::fabs(dx), std::fabs(dy)) / 25.0)) + 1;
        for (int step = 0; step <= steps; ++step) enter(x + dx * step / steps, y + dy * step / steps);
      }
    }
    if (squares.empty()) return;
    form.density = form.length_km / (static_cast<double>(squares.size()) * square_side * square_side / 1e6);
  }

  const StreetNetwork& network_;
  std::vector<StreetId> streets_;
  std::vector<std::vector<Side>> sides_;  // by junction
  std::vector<bool> within_;              // by junction: no street of it lies outside the part
};

}  // namespace

StreetForm street_form(const StreetNetwork& network, const std::vector<bool>& part) {
  return Form{network, part}.measured();
}

std::vector<bool> streets_in(const City& city, CommunityKind kind) {
  AreaMap map;
  for (const Community& community : city.communities) {
    require(!community.border.empty(), "streets are in communities with borders");
    map.communities.push_back(
        {.code = community.code, .name = {}, .kind = community.kind, .parts = {{community.border, {}}}});
  }
  std::vector<bool> in(city.streets.streets.size(), false);
  const auto areas = areas_of_streets(map, city.streets);
  for (std::size_t row = 0; row < in.size(); ++row) in[row] = areas[row] && map.communities[*areas[row]].kind == kind;
  return in;
}

}  // namespace outpost
