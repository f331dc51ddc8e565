#include "sim/city/land/division.hpp"

#include <algorithm>
#include <cmath>
#include <numeric>

#include "sim/base/elementary.hpp"
#include "sim/base/stream.hpp"
#include "sim/city/land/cutting.hpp"
#include "sim/city/land/outline.hpp"

namespace outpost {
namespace {

using elementary::pi;

const double golden_angle = pi * (3.0 - std::sqrt(5.0));

/// Codes 001 to 199 are residents' committees, 200 to 399 villagers' committees
/// [stats-codes]: the prior for how much ground a community has, which no edit
/// of its name or kind changes.
bool urban_by_code(std::uint64_t code) {
  return code % 1000 < 200;
}

/// A county, town or community that wants its part of the ground.
struct Part {
  std::uint64_t code = 0;
  std::size_t row = 0;  // in tree order of its level
  double area = 0.0;    // square metres wished for
  bool urban = false;
  Point at{};
};

enum class Level : std::uint8_t { counties, towns, communities };

class Sharing {
 public:
  Sharing(const CitySpec& spec, const DivisionTree& tree, double residents)
      : spec_(spec), tree_(tree), key_{static_cast<std::uint32_t>(spec.seed), 0} {
    wish_areas(residents);
  }

  DividedGround divide() {
    const double total = std::accumulate(areas_.begin(), areas_.end(), 0.0);
    const double least = *std::min_element(areas_.begin(), areas_.end());
    spacing_ = std::clamp(0.09 * std::sqrt(least), 12.0, 80.0);
    Stream stream{key_, Draw::city_layout, owner_of(tree_.code, 0), outline_block};
    const Polygon outline = outline_of(tree_.level, total, spacing_, stream);
    GroundLine edge;
    edge.kind = tree_.level == DivisionLevel::prefecture ? LineKind::shore : LineKind::road;
    edge.street_class = tree_.level == DivisionLevel::county ? StreetClass::collector : StreetClass::residential;
    edge.width = edge.kind == LineKind::shore ? 30.0 : 0.0;
    const Ring ring = made_.ground.close(outline, edge);

    std::vector<Part> counties;
    std::size_t row = 0;
    std::size_t community = 0;
    for (const CountyDivision& county : tree_.counties) {
      Part part{county.code, row++, 0.0, false, {}};
      for (const TownDivision& town : county.towns) {
        for (std::size_t i = 0; i < town.communities.size(); ++i) part.area += areas_[community++];
      }
      counties.push_back(part);
    }
    made_.counties.resize(tree_.counties.size());
    first_town_ = 0;
    for (const CountyDivision& county : tree_.counties) {
      town_rows_.push_back(first_town_);
      first_town_ += county.towns.size();
    }
    made_.towns.resize(first_town_);
    made_.town_centres.resize(first_town_);
    made_.communities.resize(areas_.size());
    place(counties, made_.ground.polygon(ring), Level::counties);
    Work work{tree_.code, Level::counties, 0, 0};
    share(work, ring, std::move(counties), 0, {});
    std::stable_sort(made_.tracts.begin(), made_.tracts.end(),
                     [](const Tract& a, const Tract& b) { return a.community < b.community; });
    return std::move(made_);
  }

 private:
  // Blocks of the layout's streams.
  static constexpr std::uint32_t outline_block = 8;
  static constexpr std::uint32_t place_block = 9;
  static constexpr std::uint32_t cut_block = 10;

  /// What is being shared out: the ground of the place `code` among those one
  /// level below.
  struct Work {
    std::uint64_t code = 0;
    Level level = Level::counties;
    std::size_t row = 0;     // of the place, in its level
    std::uint64_t cuts = 0;  // made so far
  };

  void wish_areas(double residents) {
    std::vector<double> weights;
    std::vector<double> densities;
    for (const CountyDivision& county : tree_.counties) {
      for (const TownDivision& town : county.towns) {
        community_rows_.push_back(weights.size());
        for (const Division& community : town.communities) {
          const bool urban = urban_by_code(community.code);
          Stream stream{key_, Draw::city_layout, owner_of(community.code, 0), place_block};
          // Ground differs by a quarter either way: assumption.
          weights.push_back((urban ? spec_.urban_share_weight : 1.0) * (0.75 + 0.5 * stream.uniform()));
          densities.push_back(urban ? spec_.urban_density : spec_.rural_density);
        }
      }
    }
    const double sum = std::accumulate(weights.begin(), weights.end(), 0.0);
    for (std::size_t i = 0; i < weights.size(); ++i) {
      // At least a square of 200 m, so that a hamlet has its crossing.
      areas_.push_back(std::max(residents * weights[i] / sum / densities[i] * 1e6, 40'000.0));
    }
  }

  // In order of codes along a spiral: street offices before towns before farms,
  // residents' committees before villages, so that what is urban comes together
  // in the middle (turning by the golden angle spreads any number evenly).
  void place(std::vector<Part>& parts, const Polygon& polygon, Level level) const {
    const Frame frame(polygon);
    double total = 0.0;
    for (const Part& part : parts) total += part.area;
    double inside = 0.0;
    std::size_t turn = 0;
    for (Part& part : parts) {
      Stream stream{key_, Draw::city_layout, owner_of(part.code, 1), place_block};
      const double jitter = 0.5 * (stream.uniform() - 0.5);
      part.at = frame.place(std::sqrt((inside + part.area / 2.0) / total),
                            golden_angle * static_cast<double>(turn++) + jitter);
      inside += part.area;
    }
    if (level != Level::counties) return;
    Point low = polygon.front();
    Point high = low;
    for (const Point& corner : polygon) {
      low = {std::min(low.x, corner.x), std::min(low.y, corner.y)};
      high = {std::max(high.x, corner.x), std::max(high.y, corner.y)};
    }
    for (Part& part : parts) {
      if (const auto known = place_of_county(part.code)) {
        part.at = {low.x + known->x * (high.x - low.x), low.y + known->y * (high.y - low.y)};
      }
    }
  }

  /// The parts in the order in which a line sweeps over them, for a number of
  /// directions.
  class Sweep {
   public:
    explicit Sweep(const std::vector<Part>& parts) {
      for (const Part& part : parts) total_ += part.area;
      if (parts.size() < 2) return;
      for (std::size_t d = 0; d < directions; ++d) {
        const double angle = 2.0 * pi * static_cast<double>(d) / directions;
        const double x = elementary::cos(angle);
        const double y = elementary::sin(angle);
        std::vector<std::size_t> order(parts.size());
        std::iota(order.begin(), order.end(), std::size_t{0});
        std::sort(order.begin(), order.end(), [&](std::size_t a, std::size_t b) {
          const double first = x * parts[a].at.x + y * parts[a].at.y;
          const double second = x * parts[b].at.x + y * parts[b].at.y;
          return first != second ? first > second : a < b;
        });
        std::vector<double> sums;
        double sum = 0.0;
        for (const std::size_t i : order) sums.push_back(sum += parts[i].area);
        orders_[d] = std::move(order);
        sums_[d] = std::move(sums);
      }
    }

    struct Fit {
      std::size_t direction = 0;
      std::size_t count = 0;  // of parts to the right
      double error = 0.0;     // of areas, as a share of the smaller side
    };
    Fit fit(const PossibleCut& cut) const {
      const double dx = cut.end.x - cut.begin.x;
      const double dy = cut.end.y - cut.begin.y;
      double turns = elementary::atan2(-dx, dy) / (2.0 * pi);
      if (turns < 0.0) turns += 1.0;
      Fit fit;
      fit.direction = static_cast<std::size_t>(turns * directions + 0.5) % directions;
      const std::vector<double>& sums = sums_[fit.direction];
      const double wanted = cut.right_area / cut.area * total_;
      const auto above = std::lower_bound(sums.begin(), sums.end() - 1, wanted) - sums.begin();
      fit.count = static_cast<std::size_t>(above) + 1;
      if (above > 0 &&
          wanted - sums[static_cast<std::size_t>(above) - 1] < sums[static_cast<std::size_t>(above)] - wanted) {
        --fit.count;
      }
      fit.count = std::min(fit.count, sums.size() - 1);
      const double got = sums[fit.count - 1];
      fit.error = std::fabs(got - wanted) / std::min(got, total_ - got);
      return fit;
    }
    const std::vector<std::size_t>& order(std::size_t direction) const { return orders_[direction]; }

   private:
    static constexpr std::size_t directions = 32;
    double total_ = 0.0;
    std::array<std::vector<std::size_t>, directions> orders_{};
    std::array<std::vector<double>, directions> sums_{};
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
    wish.badness = [&](const PossibleCut& cut) -> std::optional<double> {
      double badness = 0.0;
      if (parts.size() > 1) {
        const Sweep::Fit fit = sweep.fit(cut);
        if (fit.error > 0.6) return std::nullopt;
        badness = 5.0 * fit.error;
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
    if (!made) {
      wish.clearance *= 0.25;
      wish.least_share = 0.02;
      wish.most_ends = 1'000;
      made = cut_ground(made_.ground, ring, wish, stream);
    }
    if (!made && parts.size() == 1) {
      if (work.level == Level::communities) made_.tracts.push_back({ring, parts.front().row});
      return;
    }
    if (!made) {
      throw ImpossibleCity(
          "city: urban and rural densities and the share of urban residents "
          "leave a community without land; bring "
          "urban_density, rural_density and urban_share_weight nearer to their "
          "defaults");
    }
    finish_line(*made, work, wish, stream);
    past.centre.reset();
    if (cross && depth == 0) {
      past.centre = nearest(made->line, middle);
      made_.town_centres[work.row] = *past.centre;
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
    wish.least_share = 0.5 * smallest / std::max(1.0, total(parts));
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

  static double total(const std::vector<Part>& parts) {
    double sum = 0.0;
    for (const Part& part : parts) sum += part.area;
    return sum;
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

  void settle(const Work& work, const Ring& ring, const Part& part) {
    if (work.level == Level::communities) {
      made_.communities[part.row] = ring;
      return;
    }
    std::vector<Part> parts;
    if (work.level == Level::counties) {
      made_.counties[part.row] = ring;
      const CountyDivision& county = tree_.counties[part.row];
      for (std::size_t i = 0; i < county.towns.size(); ++i) {
        const std::size_t row = town_rows_[part.row] + i;
        Part town{county.towns[i].code, row, 0.0, false, {}};
        for (std::size_t k = 0; k < county.towns[i].communities.size(); ++k) {
          town.area += areas_[community_rows_[row] + k];
        }
        parts.push_back(town);
      }
      place(parts, made_.ground.polygon(ring), Level::towns);
      Work below{part.code, Level::towns, part.row, 0};
      share(below, ring, std::move(parts), 0, {});
      return;
    }
    made_.towns[part.row] = ring;
    const TownDivision& town = town_at(part.row);
    for (std::size_t i = 0; i < town.communities.size(); ++i) {
      const std::size_t row = community_rows_[part.row] + i;
      parts.push_back({town.communities[i].code, row, areas_[row], urban_by_code(town.communities[i].code), {}});
    }
    place(parts, made_.ground.polygon(ring), Level::communities);
    Work below{part.code, Level::communities, part.row, 0};
    share(below, ring, std::move(parts), 0, {});
  }

  const TownDivision& town_at(std::size_t row) const {
    std::size_t county = 0;
    while (county + 1 < town_rows_.size() && town_rows_[county + 1] <= row) ++county;
    return tree_.counties[county].towns[row - town_rows_[county]];
  }

  const CitySpec& spec_;
  const DivisionTree& tree_;
  RunKey key_;
  DividedGround made_;
  std::vector<double> areas_;                // by community
  std::vector<std::size_t> community_rows_;  // first of each town
  std::vector<std::size_t> town_rows_;       // first of each county
  std::size_t first_town_ = 0;
  double spacing_ = 80.0;
};

}  // namespace

DividedGround divide_ground(const CitySpec& spec, const DivisionTree& divisions, double residents) {
  return Sharing{spec, divisions, residents}.divide();
}

}  // namespace outpost
