#include "sim/city/grids/building_cells.hpp"

#include <algorithm>
#include <boost/polygon/voronoi.hpp>
#include <cmath>

#include "sim/base/elementary.hpp"

namespace outpost {
namespace {

/// In millimetres from the middle of the ground, so that coordinates are small.
struct Local {
  double x = 0.0;
  double y = 0.0;
};

class CellBuilder {
 public:
  CellBuilder(const Border& border, const std::vector<Position>& sites) : sites_(sites) {
    Position low = border.front();
    Position high = low;
    for (const Position corner : border) {
      low = {std::min(low.x, corner.x), std::min(low.y, corner.y)};
      high = {std::max(high.x, corner.x), std::max(high.y, corner.y)};
    }
    origin_ = {millimetres((low.x + high.x).in_millimetres() / 2), millimetres((low.y + high.y).in_millimetres() / 2)};
    breadth_ = std::max((high.x - low.x).in_millimetres(), (high.y - low.y).in_millimetres()) + 1;
    for (const Position corner : border) border_.push_back(local(corner));
    crossings_.resize(border.size());
  }

  std::vector<CellEdge> build() {
    add_inner_edges();
    add_outer_edges();
    return std::move(edges_);
  }

 private:
  struct Crossing {
    double along = 0.0;  // of the border's side, 0 to 1
    Position at{};
  };

  Local local(Position at) const {
    return {static_cast<double>((at.x - origin_.x).in_millimetres()),
            static_cast<double>((at.y - origin_.y).in_millimetres())};
  }
  Position rounded_position(Local at) const {
    return {origin_.x + millimetres(static_cast<std::int64_t>(std::floor(at.x + 0.5))),
            origin_.y + millimetres(static_cast<std::int64_t>(std::floor(at.y + 0.5)))};
  }

  /// By how often a ray to the east crosses the border.
  bool inside(Local point) const {
    bool odd = false;
    for (std::size_t i = 0, j = border_.size() - 1; i < border_.size(); j = i++) {
      const Local a = border_[i];
      const Local b = border_[j];
      if ((a.y > point.y) != (b.y > point.y) && point.x < (b.x - a.x) * (point.y - a.y) / (b.y - a.y) + a.x) odd = !odd;
    }
    return odd;
  }

  void add_inner_edges() {
    using Diagram = boost::polygon::voronoi_diagram<double>;
    // Four far points close every cell of a site; no point of the ground is nearer to one of them than to all sites.
    const std::int64_t far = 8 * breadth_;
    // The diagram wants 32-bit coordinates: on ground of more than 200 km they are a little coarser than millimetres.
    const std::int64_t unit = 1 + far / 1'600'000'000;
    std::vector<boost::polygon::point_data<std::int32_t>> points;
    std::vector<std::uint32_t> site_of;
    const auto add_point = [&](std::int64_t x, std::int64_t y, std::uint32_t site) {
      points.emplace_back(static_cast<std::int32_t>(x), static_cast<std::int32_t>(y));
      site_of.push_back(site);
    };
    std::vector<std::pair<std::pair<std::int64_t, std::int64_t>, std::uint32_t>> placed;
    for (std::uint32_t i = 0; i < sites_.size(); ++i) {
      const Position away{sites_[i].x - origin_.x, sites_[i].y - origin_.y};
      placed.push_back({{away.x.in_millimetres() / unit, away.y.in_millimetres() / unit}, i});
    }
    std::sort(placed.begin(), placed.end());
    for (std::size_t i = 0; i < placed.size(); ++i) {
      if (i > 0 && placed[i].first == placed[i - 1].first) continue;
      const auto [x, y] = placed[i].first;
      if (std::abs(x) > far / unit / 2 || std::abs(y) > far / unit / 2) continue;  // far outside its own ground
      add_point(x, y, placed[i].second);
    }
    cells_ = site_of;
    for (const std::int64_t x : {-far / unit, far / unit}) {
      for (const std::int64_t y : {-far / unit, far / unit}) add_point(x, y, CellEdge::outside);
    }
    Diagram diagram;
    boost::polygon::construct_voronoi(points.begin(), points.end(), &diagram);
    for (const auto& edge : diagram.edges()) {
      if (&edge > edge.twin() || !edge.is_finite()) continue;  // each pair of twins once
      const std::uint32_t left = site_of[edge.cell()->source_index()];
      const std::uint32_t right = site_of[edge.twin()->cell()->source_index()];
      if (left == CellEdge::outside || right == CellEdge::outside) continue;
      const auto scale = static_cast<double>(unit);
      clip({edge.vertex0()->x() * scale, edge.vertex0()->y() * scale},
           {edge.vertex1()->x() * scale, edge.vertex1()->y() * scale}, left, right);
    }
  }

  /// The pieces of a - b within the ground; where they meet the border, its side remembers the place.
  void clip(Local a, Local b, std::uint32_t left, std::uint32_t right) {
    std::vector<Crossing> cuts{{0.0, rounded_position(a)}, {1.0, rounded_position(b)}};
    for (std::size_t side = 0; side < border_.size(); ++side) {
      const Local c = border_[side];
      const Local d = border_[(side + 1) % border_.size()];
      if (std::max(a.x, b.x) < std::min(c.x, d.x) || std::min(a.x, b.x) > std::max(c.x, d.x) ||
          std::max(a.y, b.y) < std::min(c.y, d.y) || std::min(a.y, b.y) > std::max(c.y, d.y)) {
        continue;
      }
      const double across = (b.x - a.x) * (d.y - c.y) - (b.y - a.y) * (d.x - c.x);
      if (across == 0.0) continue;
      const double along = ((c.x - a.x) * (d.y - c.y) - (c.y - a.y) * (d.x - c.x)) / across;
      const double along_side = ((c.x - a.x) * (b.y - a.y) - (c.y - a.y) * (b.x - a.x)) / across;
      if (along < 0.0 || along > 1.0 || along_side < 0.0 || along_side >= 1.0) continue;
      const Position at = rounded_position({a.x + (b.x - a.x) * along, a.y + (b.y - a.y) * along});
      cuts.push_back({along, at});
      crossings_[side].push_back({along_side, at});
    }
    std::sort(cuts.begin(), cuts.end(), [](const Crossing& one, const Crossing& other) {
      if (one.along != other.along) return one.along < other.along;
      return one.at.x != other.at.x ? one.at.x < other.at.x : one.at.y < other.at.y;
    });
    for (std::size_t i = 0; i + 1 < cuts.size(); ++i) {
      if (cuts[i].at == cuts[i + 1].at) continue;
      const double middle = (cuts[i].along + cuts[i + 1].along) / 2.0;
      if (!inside({a.x + (b.x - a.x) * middle, a.y + (b.y - a.y) * middle})) continue;
      edges_.push_back({cuts[i].at, cuts[i + 1].at, left, right});
    }
  }

  /// The border itself, cut where cells meet it. Each piece belongs to the site nearest to its middle.
  void add_outer_edges() {
    if (cells_.empty()) return;
    for (std::size_t side = 0; side < border_.size(); ++side) {
      std::vector<Crossing>& cuts = crossings_[side];
      cuts.push_back({0.0, rounded_position(border_[side])});
      cuts.push_back({1.0, rounded_position(border_[(side + 1) % border_.size()])});
      std::sort(cuts.begin(), cuts.end(), [](const Crossing& one, const Crossing& other) {
        if (one.along != other.along) return one.along < other.along;
        return one.at.x != other.at.x ? one.at.x < other.at.x : one.at.y < other.at.y;
      });
      for (std::size_t i = 0; i + 1 < cuts.size(); ++i) {
        if (cuts[i].at == cuts[i + 1].at) continue;
        const Local from = local(cuts[i].at);
        const Local to = local(cuts[i + 1].at);
        edges_.push_back(
            {cuts[i].at, cuts[i + 1].at, nearest({(from.x + to.x) / 2.0, (from.y + to.y) / 2.0}), CellEdge::outside});
      }
    }
  }

  std::uint32_t nearest(Local point) const {
    std::uint32_t best = cells_.front();
    double least = std::numeric_limits<double>::max();
    for (const std::uint32_t site : cells_) {
      const Local at = local(sites_[site]);
      const double away = (at.x - point.x) * (at.x - point.x) + (at.y - point.y) * (at.y - point.y);
      if (away >= least) continue;
      least = away;
      best = site;
    }
    return best;
  }

  const std::vector<Position>& sites_;
  Position origin_{};
  std::int64_t breadth_ = 0;
  std::vector<Local> border_;
  std::vector<std::vector<Crossing>> crossings_;  // by side of the border
  std::vector<std::uint32_t> cells_;              // sites that have a cell
  std::vector<CellEdge> edges_;
};

}  // namespace

std::vector<CellEdge> cells_within(const Border& border, const std::vector<Position>& sites) {
  require(border.size() >= 3, "ground has three corners at least");
  return CellBuilder{border, sites}.build();
}

std::int64_t doubled_area(const Border& ring) {
  if (ring.empty()) return 0;
  std::int64_t sum = 0;
  const Position origin = ring.front();
  for (std::size_t i = 0, j = ring.size() - 1; i < ring.size(); j = i++) {
    sum += (ring[j].x - origin.x).in_millimetres() * (ring[i].y - origin.y).in_millimetres() -
           (ring[i].x - origin.x).in_millimetres() * (ring[j].y - origin.y).in_millimetres();
  }
  return sum;
}

std::vector<Border> outline_of(const std::vector<CellEdge>& edges, const std::vector<std::uint32_t>& group_of,
                               std::uint32_t inside) {
  struct Side {
    Position from{};
    Position to{};
  };
  const auto before = [](Position a, Position b) { return a.y != b.y ? a.y < b.y : a.x < b.x; };
  std::vector<Side> sides;
  for (const CellEdge& edge : edges) {
    const bool left = group_of[edge.left] == inside;
    const bool right = edge.right != CellEdge::outside && group_of[edge.right] == inside;
    if (left && !right) sides.push_back({edge.from, edge.to});
    if (right && !left) sides.push_back({edge.to, edge.from});
  }
  std::sort(sides.begin(), sides.end(), [&](const Side& a, const Side& b) {
    return a.from == b.from ? before(a.to, b.to) : before(a.from, b.from);
  });
  std::vector<bool> used(sides.size(), false);
  // Of several ways on from a corner the one furthest to the right: rings then touch there instead of crossing.
  const auto next_of = [&](const Side& side) {
    std::size_t best = sides.size();
    double sharpest = 0.0;
    auto found = std::lower_bound(sides.begin(), sides.end(), side.to,
                                  [&](const Side& one, Position at) { return before(one.from, at); });
    for (; found != sides.end() && found->from == side.to; ++found) {
      const auto row = static_cast<std::size_t>(found - sides.begin());
      if (used[row]) continue;
      const double ax = (side.to.x - side.from.x).in_metres();
      const double ay = (side.to.y - side.from.y).in_metres();
      const double bx = (found->to.x - found->from.x).in_metres();
      const double by = (found->to.y - found->from.y).in_metres();
      const double turn = elementary::atan2(ax * by - ay * bx, ax * bx + ay * by);
      if (best != sides.size() && turn >= sharpest) continue;
      best = row;
      sharpest = turn;
    }
    return best;
  };
  std::vector<Border> rings;
  for (std::size_t start = 0; start < sides.size(); ++start) {
    if (used[start]) continue;
    Border ring;
    for (std::size_t row = start; row < sides.size(); row = next_of(sides[row])) {
      used[row] = true;
      ring.push_back(sides[row].from);
    }
    if (ring.size() >= 3) rings.push_back(std::move(ring));
  }
  return rings;
}

Border ground_of(const City& city, CommunityId id) {
  const Community& community = city.communities[id];
  if (community.border.size() >= 3) return community.border;
  constexpr Length margin = metres(50);
  Position low = community.centre;
  Position high = low;
  for (const BuildingId building : community.buildings) {
    const Position at = city.buildings[building].at;
    low = {std::min(low.x, at.x), std::min(low.y, at.y)};
    high = {std::max(high.x, at.x), std::max(high.y, at.y)};
  }
  low = {low.x - margin, low.y - margin};
  high = {high.x + margin, high.y + margin};
  return {low, {high.x, low.y}, high, {low.x, high.y}};
}

}  // namespace outpost
