#include "sim/city/land/frontage.hpp"

#include <cmath>
#include <optional>

#include "sim/city/land/inner_ways.hpp"

namespace outpost {
namespace {

/// Walks along edges and sets a site every so many metres, whatever the length
/// of the single edge.
class Walk {
 public:
  Walk(const Block& block, std::size_t number, const FrontageWish& wish, const LineWork& work,
       std::vector<BuildingSite>& sites)
      : number_(number), wish_(wish), work_(work), sites_(sites), rim_(polygon_of(block.land)) {}

  void begin() { next_ = wish_.spacing / 2.0; }
  void begin_row() { row_ = sites_.empty() ? 0 : sites_.back().row + 1; }

  /// Along the edge from `from`; on its left, its right, or both.
  void pass(std::uint32_t edge, std::uint32_t from, bool left, bool right, bool inner) {
    const WorkEdge& row = work_.edge(edge);
    const bool backward = row.from != from;
    const Point a = work_.at(from);
    const Point b = work_.at(backward ? row.from : row.to);
    const double run = std::sqrt((b.x - a.x) * (b.x - a.x) + (b.y - a.y) * (b.y - a.y));
    if (run <= 0.0) return;
    const Point way{(b.x - a.x) / run, (b.y - a.y) / run};
    for (; next_ < run; next_ += wish_.spacing) {
      const Point on{a.x + next_ * way.x, a.y + next_ * way.y};
      const Length offset = metres(backward ? run - next_ : next_);
      if (left)
        add(edge, offset, on, {on.x - wish_.depth * way.y, on.y + wish_.depth * way.x}, row.street_class, inner);
      if (right)
        add(edge, offset, on, {on.x + wish_.depth * way.y, on.y - wish_.depth * way.x}, row.street_class, inner);
    }
    next_ -= run;
  }

 private:
  void add(std::uint32_t edge, Length offset, Point on, Point at, StreetClass street_class, bool inner) {
    if (!lies_in(rim_, at)) return;
    // Where two streets or ways come near to each other only one of two buildings has room; the last few decide.
    const double room = 0.6 * wish_.spacing;
    for (std::size_t k = sites_.size(), looked = 0; k > 0 && looked < 64 && sites_[k - 1].block == number_;
         --k, ++looked) {
      const Point other = in_metres(sites_[k - 1].at);
      if ((other.x - at.x) * (other.x - at.x) + (other.y - at.y) * (other.y - at.y) < room * room) return;
    }
    sites_.push_back({{edge, offset}, rounded(at), on, number_, row_, street_class, inner});
  }

  std::size_t number_;
  const FrontageWish& wish_;
  const LineWork& work_;
  std::vector<BuildingSite>& sites_;
  Polygon rim_;
  std::size_t row_ = 0;
  double next_ = 0.0;
};

}  // namespace

void add_rim_sites(const Block& block, std::size_t number, const FrontageWish& wish, const LineWork& work,
                   std::vector<BuildingSite>& sites) {
  Walk walk(block, number, wish, work, sites);
  walk.begin();
  walk.begin_row();
  const std::size_t n = block.land.size();
  std::size_t first = 0;  // where the present row began
  for (std::size_t i = 0; i < n; ++i) {
    if (wish.rows && i > 0) {
      // Against the direction in which the row began, so that a gentle bend
      // does not go on for ever.
      const Point a = block.land[first].at;
      const Point b = block.land[first + 1].at;
      const Point c = block.land[i].at;
      const Point d = block.land[(i + 1) % n].at;
      const double along = (b.x - a.x) * (d.x - c.x) + (b.y - a.y) * (d.y - c.y);
      const double aside = (b.x - a.x) * (d.y - c.y) - (b.y - a.y) * (d.x - c.x);
      if (along <= 0.0 || std::fabs(aside) > 0.7 * along) {
        walk.begin_row();
        walk.begin();
        first = i;
      }
    }
    walk.pass(block.land[i].edge, block.land[i].point, true, false, false);
  }
}

void add_inner_sites(const Block& block, std::size_t number, const FrontageWish& wish, const LineWork& work,
                     std::vector<BuildingSite>& sites) {
  Walk walk(block, number, wish, work, sites);
  walk.begin();
  walk.begin_row();
  std::optional<std::uint32_t> end;
  for (const std::uint32_t edge : block.inner) {
    const WorkEdge& row = work.edge(edge);
    if (wish.rows && end && *end != row.from) {
      walk.begin_row();
      walk.begin();
    }
    end = row.to;
    const bool east = work.at(row.to).x >= work.at(row.from).x;
    walk.pass(edge, row.from, wish.both_sides || east, wish.both_sides || !east, true);
  }
}

}  // namespace outpost
