#include <algorithm>
#include <cmath>
#include <map>
#include <numeric>

#include "sim/base/stream.hpp"
#include "sim/city/layout.hpp"

namespace outpost {
namespace {

/// A lattice of fine points; every `ratio`-th line is a road that crosses the whole town, the lines between exist only
/// in urban blocks.
class Lattice {
 public:
  Lattice(const CitySpec& spec, const TownDivision& town, const TownLayout& layout)
      : spec_(spec), town_(town), layout_(layout) {
    // A hamlet smaller than a block still has its crossing: three blocks fit across any place.
    const double block = std::min(spec.rural_block.in_metres(), std::sqrt(area(layout.outline)) / 3.0);
    ratio_ = std::max(1, static_cast<int>(block / spec.urban_block.in_metres() + 0.5));
    step_ = block / ratio_;
    double reach = 0.0;
    for (const Point& corner : layout.outline) reach = std::max({reach, std::fabs(corner.x), std::fabs(corner.y)});
    if (reach / step_ > 2'000.0) {
      throw ImpossibleCity(
          "city.urban_block: the town would have more than 4000 streets each way; write wider blocks, "
          "higher densities or fewer residents");
    }
    blocks_ = static_cast<int>(reach / block) + 1;
  }

  StreetNetwork build() {
    for (int row = -blocks_ * ratio_; row <= blocks_ * ratio_; ++row) {
      for (int column = -blocks_ * ratio_; column <= blocks_ * ratio_; ++column) {
        try_edge(column, row, 1, 0);
        try_edge(column, row, 0, 1);
      }
    }
    require(!edges_.empty(), "every town holds a street");
    return connected();
  }

 private:
  struct Edge {
    int from = 0;
    int to = 0;
    StreetClass street_class = StreetClass::residential;
    bool spare = false;  // may be left out where the rest stays connected
  };

  bool is_road(int line) const { return line % ratio_ == 0; }

  // Rural lines bend together: every point moves by an amount of its own, drawn from its place in the lattice.
  Point at(int column, int row) const {
    const std::uint64_t serial =
        static_cast<std::uint64_t>(column + 2048) << 12u | static_cast<std::uint64_t>(row + 2048);
    Stream stream{{static_cast<std::uint32_t>(spec_.seed), 0}, Draw::city_layout, owner_of(town_.code, serial)};
    const double dx = (stream.uniform() - 0.5) * 0.42 * step_;
    const double dy = (stream.uniform() - 0.5) * 0.42 * step_;
    return {column * step_ + dx, row * step_ + dy};
  }

  bool is_urban_block(int column, int row) const {  // the block of fine cells with this lower left corner
    const Point middle{(std::floor(static_cast<double>(column) / ratio_) + 0.5) * ratio_ * step_,
                       (std::floor(static_cast<double>(row) / ratio_) + 0.5) * ratio_ * step_};
    if (!contains(layout_.outline, middle)) return false;
    return town_.communities[cell_of(layout_.sites, middle)].urban;
  }

  void try_edge(int column, int row, int right, int up) {
    const int line = right == 1 ? row : column;
    const bool urban = is_urban_block(column, row) || is_urban_block(column - (1 - right), row - (1 - up));
    if (!is_road(line) && !urban) return;
    if (!contains(layout_.outline, at(column, row)) || !contains(layout_.outline, at(column + right, row + up))) {
      return;
    }
    Edge edge;
    edge.from = node(column, row);
    edge.to = node(column + right, row + up);
    const int road = line / ratio_;
    edge.street_class = !is_road(line)  ? StreetClass::residential
                        : road % 4 == 0 ? StreetClass::arterial
                        : road % 2 == 0 ? StreetClass::collector
                                        : StreetClass::residential;
    edge.spare = edge.street_class == StreetClass::residential;
    edges_.push_back(edge);
  }

  int node(int column, int row) {
    const auto [found, is_new] = numbers_.try_emplace({row, column}, static_cast<int>(points_.size()));
    if (is_new) points_.push_back(at(column, row));
    return found->second;
  }

  int root(int point) {
    while (parent_[static_cast<std::size_t>(point)] != point) {
      int& parent = parent_[static_cast<std::size_t>(point)];
      parent = parent_[static_cast<std::size_t>(parent)];
      point = parent;
    }
    return point;
  }

  bool join(int a, int b) {
    a = root(a);
    b = root(b);
    if (a == b) return false;
    parent_[static_cast<std::size_t>(std::max(a, b))] = std::min(a, b);
    return true;
  }

  // One residential street in seven is left out, but never one that holds the network together.
  StreetNetwork connected() {
    parent_.resize(points_.size());
    std::iota(parent_.begin(), parent_.end(), 0);
    std::vector<bool> left_out(edges_.size());
    for (std::size_t i = 0; i < edges_.size(); ++i) {
      Stream stream{{static_cast<std::uint32_t>(spec_.seed), 0}, Draw::city_layout, owner_of(town_.code, i), 1};
      left_out[i] = edges_[i].spare && stream.uniform() < 1.0 / 7.0;
      if (!left_out[i]) join(edges_[i].from, edges_[i].to);
    }
    for (std::size_t i = 0; i < edges_.size(); ++i) {
      if (left_out[i] && join(edges_[i].from, edges_[i].to)) left_out[i] = false;
    }
    std::vector<std::size_t> size(points_.size());
    for (std::size_t i = 0; i < points_.size(); ++i) ++size[static_cast<std::size_t>(root(static_cast<int>(i)))];
    const int largest = static_cast<int>(std::max_element(size.begin(), size.end()) - size.begin());

    StreetNetwork network;
    std::vector<std::optional<NodeId>> kept(points_.size());
    for (std::size_t i = 0; i < points_.size(); ++i) {
      if (root(static_cast<int>(i)) == largest) kept[i] = network.nodes.push_back(rounded(points_[i]));
    }
    for (std::size_t i = 0; i < edges_.size(); ++i) {
      const auto from = kept[static_cast<std::size_t>(edges_[i].from)];
      const auto to = kept[static_cast<std::size_t>(edges_[i].to)];
      if (left_out[i] || !from || !to) continue;
      Street street;
      street.from = *from;
      street.to = *to;
      street.length = std::max(straight_distance(network.nodes[*from], network.nodes[*to]), millimetres(1));
      street.street_class = edges_[i].street_class;
      network.streets.push_back(street);
    }
    return network;
  }

  const CitySpec& spec_;
  const TownDivision& town_;
  const TownLayout& layout_;
  int ratio_ = 1;
  double step_ = 0.0;
  int blocks_ = 0;
  std::map<std::pair<int, int>, int> numbers_;
  std::vector<Point> points_;
  std::vector<Edge> edges_;
  std::vector<int> parent_;
};

}  // namespace

StreetNetwork lay_out_streets(const CitySpec& spec, const TownDivision& town, const TownLayout& layout) {
  return Lattice{spec, town, layout}.build();
}

}  // namespace outpost
