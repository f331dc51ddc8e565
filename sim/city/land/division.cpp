#include "sim/city/land/division.hpp"

#include <algorithm>
#include <cmath>

#include "sim/base/stream.hpp"
#include "sim/city/land/cutting.hpp"
#include "sim/city/land/outline.hpp"
#include "sim/city/land/parts.hpp"
#include "sim/city/land/sweep.hpp"

namespace outpost {
namespace {

enum class Level : std::uint8_t { counties, towns, communities };

class Sharing {
 public:
  Sharing(const CitySpec& spec, const DivisionTree& tree, double residents)
      : tree_(tree), parts_(spec, tree, residents), key_{static_cast<std::uint32_t>(spec.seed), 0} {}

  DividedGround divide() {
    spacing_ = std::clamp(0.09 * std::sqrt(parts_.least()), 12.0, 80.0);
    Stream stream{key_, Draw::city_layout, owner_of(tree_.code, 0), outline_block};
    const Polygon outline = outline_of(tree_.level, parts_.total(), spacing_, stream);
    GroundLine edge;
    edge.kind = tree_.level == DivisionLevel::prefecture ? LineKind::shore : LineKind::road;
    edge.street_class = tree_.level == DivisionLevel::county ? StreetClass::collector : StreetClass::residential;
    edge.width = edge.kind == LineKind::shore ? 30.0 : 0.0;
    made_.outline = made_.ground.close(outline, edge);
    made_.counties.resize(parts_.county_count());
    made_.towns.resize(parts_.town_count());
    made_.town_centres.resize(parts_.town_count());
    made_.communities.resize(parts_.community_count());
    Work work{tree_.code, Level::counties, 0, 0, {}};
    share(work, made_.outline, parts_.counties(outline), 0, {});
    std::stable_sort(made_.tracts.begin(), made_.tracts.end(),
                     [](const Tract& a, const Tract& b) { return a.community < b.community; });
    return std::move(made_);
  }

 private:
  // Blocks of the layout's streams.
  static constexpr std::uint32_t outline_block = 8;
  static constexpr std::uint32_t cut_block = 10;

  /// What is being shared out: the ground of the place `code` among those one
  /// level below.
  struct Work {
    std::uint64_t code = 0;
    Level level = Level::counties;
    std::size_t row = 0;     // of the place, in its level
    std::uint64_t cuts = 0;  // made so far
    Point middle{};          // where its centre lies
  };

  /// Where a cut came from: the centre that the town's second roads lead to,
  /// and whether the part has its ring already and is only crossed by main
  /// roads.
  struct Past {
    std::optional<std::uint32_t> centre{};
    bool settled = false;
  };

  void share(Work& work, const Ring& ring, std::vector<Part> parts, int depth, Past past) {
    const bool cross = work.level == Level::communities && depth < 2;
    if (parts.size() == 1 && !past.settled) {
      settle(work, ring, parts.front());
      past.settled = true;
      if (cross && depth == 0) made_.town_centres[work.row] = ring.front().point;
    }
    if (parts.size() == 1 && !cross) {
      if (work.level == Level::communities) made_.tracts.push_back({ring, parts.front().row});
      return;
    }
    const Sweep sweep(parts);
    Stream stream{key_, Draw::city_layout, owner_of(work.code, work.cuts++), cut_block};
    CutWish wish = wish_for(work, parts, depth, stream);
    const Point middle = centroid(made_.ground.polygon(ring));
    if (past.centre) {
      for (std::size_t i = 0; i < ring.size(); ++i) {
        if (ring[i].point == *past.centre) wish.from = i;
      }
    }
    double most_error = 0.6;
    wish.badness = [&](const PossibleCut& cut) -> std::optional<double> {
      double badness = 0.0;
      if (parts.size() > 1) {
        const Sweep::Fit fit = sweep.fit(cut);
        if (fit.error > most_error) return std::nullopt;
        badness = 5.0 * fit.error + 2.0 * fit.mixed + 1.5 * fit.off / std::sqrt(cut.area);
        // What is urban lies nearer to the town's centre.
        const double nearer = distance(cut.left_middle, work.middle) - distance(cut.right_middle, work.middle);
        if (work.level == Level::communities) badness -= 2.5 * fit.urban * nearer / std::sqrt(cut.area);
      } else {
        badness = 2.0 * std::fabs(cut.right_area / cut.area - 0.5);
      }
      if (cross && depth == 0) badness += 2.0 * off_line(middle, cut) / std::sqrt(cut.area);
      return badness;
    };
    std::optional<MadeCut> made = cut_ground(made_.ground, ring, wish, stream);
    if (!made && wish.from) {
      wish.from.reset();
      made = cut_ground(made_.ground, ring, wish, stream);
    }
    // Ground that is awkward is cut by a road, which may end where water may not, and with less care for areas.
    for (int tries = 0; !made && tries < 2; ++tries) {
      if (wish.line.kind != LineKind::road) wish.line = GroundLine{};
      wish.clearance *= 0.25;
      wish.least_share = tries == 0 ? 0.02 : 0.001;
      wish.most_ends = 1'000;
      most_error = tries == 0 ? 2.0 : 1e9;
      made = cut_ground(made_.ground, ring, wish, stream);
    }
    if (!made && parts.size() == 1) {
      if (work.level == Level::communities) made_.tracts.push_back({ring, parts.front().row});
      return;
    }
    if (!made) {
      throw ImpossibleCity(
          "city: urban and rural densities and the share of urban residents leave a community without land; bring "
          "urban_density, rural_density and urban_share_weight nearer to their defaults");
    }
    finish_line(*made, work, wish, stream);
    past.centre.reset();
    if (cross && depth == 0) {
      past.centre = nearest(made->line, middle);
      made_.town_centres[work.row] = *past.centre;
      work.middle = made_.ground.points[*past.centre].at;
    }
    std::vector<Part> right = parts;
    std::vector<Part> left = parts;
    if (parts.size() > 1) {
      const Sweep::Fit fit = sweep.fit(made->cut);
      const std::vector<std::size_t>& order = sweep.order(fit.direction);
      right.clear();
      left.clear();
      for (std::size_t k = 0; k < order.size(); ++k) (k < fit.count ? right : left).push_back(parts[order[k]]);
    }
    share(work, made->right, std::move(right), depth + 1, past);
    share(work, made->left, std::move(left), depth + 1, past);
  }

  static double distance(Point a, Point b) { return std::sqrt((b.x - a.x) * (b.x - a.x) + (b.y - a.y) * (b.y - a.y)); }
  static double off_line(Point point, const PossibleCut& cut) {
    return std::fabs((cut.end.x - cut.begin.x) * (point.y - cut.begin.y) -
                     (cut.end.y - cut.begin.y) * (point.x - cut.begin.x)) /
           cut.length;
  }

  std::uint32_t nearest(std::uint32_t line, Point middle) const {
    const std::vector<std::uint32_t>& points = made_.ground.lines[line].points;
    std::uint32_t best = points[1];
    double least = -1.0;
    for (std::size_t i = 1; i + 1 < points.size(); ++i) {
      const Point& at = made_.ground.points[points[i]].at;
      const double off = (at.x - middle.x) * (at.x - middle.x) + (at.y - middle.y) * (at.y - middle.y);
      if (least < 0.0 || off < least) {
        least = off;
        best = points[i];
      }
    }
    return best;
  }

  CutWish wish_for(const Work& work, const std::vector<Part>& parts, int depth, Stream& stream) const {
    double smallest = parts.front().area;
    bool urban = false;
    for (const Part& part : parts) {
      smallest = std::min(smallest, part.area);
      urban = urban || part.urban;
    }
    CutWish wish;
    wish.spacing = spacing_;
    wish.clearance = std::min(200.0, 0.15 * std::sqrt(smallest));
    wish.least_share = 0.5 * smallest / std::max(1.0, total_area(parts));
    wish.joint_bonus = 0.25;
    wish.joint_malus = 0.2;
    const double kind = stream.uniform();
    const double width = stream.uniform();
    GroundLine& line = wish.line;
    const auto water = [&](double from, double to) {
      line.kind = LineKind::water;
      line.width = from + (to - from) * width;
    };
    if (work.level == Level::counties) {
      wish.bend = 0.07;
      line.street_class = StreetClass::arterial;
      if (kind < 0.6) water(60.0, 130.0);
    } else if (work.level == Level::towns) {
      wish.bend = 0.05;
      line.street_class = depth == 0 ? StreetClass::arterial : StreetClass::collector;
      if (depth > 0 && kind < 0.55) water(18.0, 40.0);
    } else if (depth < 2) {
      wish.bend = 0.035;
      wish.joint_bonus = 0.6;
      wish.site_bonus = 1.0;
      line.street_class = depth == 0 ? StreetClass::arterial : StreetClass::collector;
    } else {
      wish.bend = urban ? 0.03 : 0.05;
      const double collectors = urban ? 0.4 : 0.1;
      line.street_class = stream.uniform() < collectors ? StreetClass::collector : StreetClass::residential;
      if (kind < (urban ? 0.3 : 0.5)) water(urban ? 10.0 : 8.0, 18.0);
    }
    // Water needs room for its banks.
    if (line.kind == LineKind::water && line.width > 0.05 * std::sqrt(smallest)) {
      line.width = 0.05 * std::sqrt(smallest);
      if (line.width < 5.0) line = GroundLine{};
    }
    return wish;
  }

  // Places for bridges along a new water, one near its middle always; and at
  // the end of a main road at older water.
  void finish_line(const MadeCut& made, const Work& work, const CutWish& wish, Stream& stream) {
    const GroundLine& line = made_.ground.lines[made.line];
    if (line.kind == LineKind::water) {
      const double every = work.level == Level::counties ? 5'000.0 : work.level == Level::towns ? 1'400.0 : 900.0;
      const auto stride = std::max<std::size_t>(4, static_cast<std::size_t>(every / wish.spacing));
      const std::size_t inner = line.points.size() - 2;
      const std::size_t middle = 1 + inner / 2;
      const std::size_t phase = middle % stride;
      for (std::size_t i = phase; i <= inner; i += stride) {
        if (i < 1 || (i != middle && (i < 3 || i + 3 > inner))) continue;
        const bool built = stream.uniform() < 0.75;
        if (built || i == middle) made_.ground.points[line.points[i]].bridge_site = true;
      }
      return;
    }
    if (line.street_class > StreetClass::collector) return;
    for (const std::uint32_t end : {line.points.front(), line.points.back()}) {
      GroundPoint& point = made_.ground.points[end];
      if (point.wet && !point.mouth && made_.ground.lines[point.water].kind == LineKind::water)
        point.bridge_site = true;
    }
  }

  // The part has its ring: it is shared out in turn among what lies below it.
  void settle(const Work& work, const Ring& ring, const Part& part) {
    const Polygon polygon = made_.ground.polygon(ring);
    if (work.level == Level::counties) {
      made_.counties[part.row] = ring;
      Work below{part.code, Level::towns, part.row, 0, {}};
      share(below, ring, parts_.towns(part.row, polygon), 0, {});
    } else if (work.level == Level::towns) {
      made_.towns[part.row] = ring;
      Work below{part.code, Level::communities, part.row, 0, centroid(polygon)};
      share(below, ring, parts_.communities(part.row, polygon), 0, {});
    } else {
      made_.communities[part.row] = ring;
    }
  }

  const DivisionTree& tree_;
  PartList parts_;
  RunKey key_;
  DividedGround made_;
  double spacing_ = 80.0;
};

}  // namespace

DividedGround divide_ground(const CitySpec& spec, const DivisionTree& divisions, double residents) {
  return Sharing{spec, divisions, residents}.divide();
}

}  // namespace outpost
