#include "sim/city/land/quarters.hpp"

#include <algorithm>
#include <cmath>
#include <numeric>
#include <string>

#include "sim/base/stream.hpp"

namespace outpost {
namespace {

constexpr std::uint32_t plot_block = 12;  // of the layout's streams

/// Homes of a building by its storeys. Assumption: four flats a floor in
/// walk-ups, six in towers.
struct BuildingSize {
  std::uint16_t homes;
  std::uint8_t storeys;
};
constexpr std::array<BuildingSize, 10> building_sizes{
    {{1, 2}, {2, 2}, {6, 3}, {12, 3}, {24, 6}, {36, 6}, {66, 11}, {108, 18}, {156, 26}, {198, 33}}};

// The polygon, drawn in by so many metres: walls stand behind the pavement.
Polygon inset(const Polygon& polygon, double distance) {
  Polygon inner;
  const std::size_t n = polygon.size();
  for (std::size_t i = 0; i < n; ++i) {
    const Point& before = polygon[(i + n - 1) % n];
    const Point& at = polygon[i];
    const Point& after = polygon[(i + 1) % n];
    const Point in{at.x - before.x, at.y - before.y};
    const Point out{after.x - at.x, after.y - at.y};
    const double in_run = std::max(std::sqrt(in.x * in.x + in.y * in.y), 1e-6);
    const double out_run = std::max(std::sqrt(out.x * out.x + out.y * out.y), 1e-6);
    Point across{-in.y / in_run - out.y / out_run, in.x / in_run + out.x / out_run};
    const double run = std::max(std::sqrt(across.x * across.x + across.y * across.y), 1e-6);
    across = {across.x / run, across.y / run};
    const double cosine = std::max(0.6, (-across.x * in.y + across.y * in.x) / in_run);
    inner.push_back({at.x + across.x * distance / cosine, at.y + across.y * distance / cosine});
  }
  return inner;
}

class Quarters {
 public:
  Quarters(const CitySpec& spec, const CommunityCensus& census, CommunityId id, const std::vector<Block>& blocks,
           const LineWork& work)
      : census_(census),
        id_(id),
        blocks_(blocks),
        work_(work),
        stream_({static_cast<std::uint32_t>(spec.seed), 0}, Draw::city_layout, owner_of(census.code, 3), plot_block),
        urban_(census.kind == CommunityKind::urban),
        uses_(blocks.size(), urban_ ? LandUse::estate : LandUse::hamlet),
        areas_(blocks.size()) {}

  CommunityPlots build() {
    choose_uses();
    build_premises();
    build_homes();
    return std::move(made_);
  }

 private:
  // One block for the school, one for the green, one for the market or the
  // workshops: those whose size fits best.
  void choose_uses() {
    if (blocks_.size() < 4) return;
    if (urban_ || census_.code % 2 == 0) take(LandUse::school_grounds, 15'000.0);
    if (urban_) take(LandUse::green, 10'000.0);
    const double level = stream_.uniform();
    if (urban_ && blocks_.size() > 12) {
      const int count = level < 0.35 ? 1 : level < 0.6 ? 3 : 0;
      for (int i = 0; i < count; ++i) take(LandUse::industrial_park, 40'000.0);
    } else if (!urban_ && level < 0.4) {
      take(LandUse::industrial_park, 60'000.0);
    }
    if (urban_ && blocks_.size() > 12 && stream_.uniform() < 0.3) take(LandUse::market_park, 15'000.0);
  }

  void take(LandUse use, double size) {
    const LandUse usual = urban_ ? LandUse::estate : LandUse::hamlet;
    std::optional<std::size_t> best;
    double least = 0.0;
    for (std::size_t i = 0; i < blocks_.size(); ++i) {
      if (uses_[i] != usual) continue;
      const double noise = 0.5 + stream_.uniform();
      const double off = std::fabs(blocks_[i].area - size) * noise;
      if (!best || off < least) {
        best = i;
        least = off;
      }
    }
    if (best) uses_[*best] = use;
  }

  MaybeId<LandAreaId> area_of(std::size_t block) {
    if (!areas_[block]) {
      LandArea area;
      area.use = uses_[block];
      area.community = id_;
      for (const Point& corner : inset(polygon_of(blocks_[block].land), 7.0)) area.outline.push_back(rounded(corner));
      made_.areas.push_back(std::move(area));
      areas_[block] = LandAreaId{made_.areas.size() - 1};
    }
    return *areas_[block];
  }

  void add(const BuildingSite& site, Plot plot) {
    if (uses_[site.block] != LandUse::hamlet) plot.area = area_of(site.block);
    plot.at = site.at;
    made_.plots.push_back(plot);
    made_.entrances.push_back(site.entrance);
  }

  std::vector<BuildingSite> sites_in(LandUse use, const FrontageWish& rim, const FrontageWish& inner) const {
    std::vector<BuildingSite> sites;
    for (std::size_t i = 0; i < blocks_.size(); ++i) {
      if (uses_[i] != use) continue;
      add_inner_sites(blocks_[i], i, inner, work_, sites);
      add_rim_sites(blocks_[i], i, rim, work_, sites);
    }
    return sites;
  }

  // Shops seek the busy streets, workshops the quiet ones: by class, then as they lie.
  void line_streets() {
    const FrontageWish street{.spacing = 24.0, .depth = 9.0};
    for (std::size_t i = 0; i < blocks_.size(); ++i) add_rim_sites(blocks_[i], i, street, work_, fronts_);
    std::stable_sort(fronts_.begin(), fronts_.end(),
                     [](const BuildingSite& a, const BuildingSite& b) { return a.street_class < b.street_class; });
  }

  static Plot premises(BuildingKind kind, std::uint8_t storeys, double floor) {
    return {.kind = kind, .storeys = storeys, .floor_space = static_cast<std::uint32_t>(floor + 0.5)};
  }
  void on_busy_street(const Plot& plot) { add(fronts_[busy_++ % fronts_.size()], plot); }
  void on_quiet_street(const Plot& plot) { add(fronts_[fronts_.size() - 1 - quiet_++ % fronts_.size()], plot); }

  /// Sites on grounds of one use, in turn; on a street where the community has no such grounds.
  class Grounds {
   public:
    Grounds(Quarters& quarters, LandUse use)
        : quarters_(quarters),
          sites_(quarters.sites_in(use, {.spacing = 28.0, .depth = 22.0}, {.spacing = 28.0, .depth = 22.0})) {
      // A stride without a common factor visits every site, and grounds far apart in turn.
      stride_ = 1 + sites_.size() * 3 / 8;
      while (std::gcd(stride_, sites_.size()) > 1) ++stride_;
    }
    void add(const Plot& plot) {
      if (!sites_.empty()) return quarters_.add(sites_[next_++ * stride_ % sites_.size()], plot);
      plot.kind == BuildingKind::workshop ? quarters_.on_quiet_street(plot) : quarters_.on_busy_street(plot);
    }

   private:
    Quarters& quarters_;
    std::vector<BuildingSite> sites_;
    std::size_t stride_ = 1;
    std::size_t next_ = 0;
  };

  // Assumption: numbers and floors of premises by residents; docs/model.md lists them.
  void build_premises() {
    line_streets();
    if (fronts_.empty()) return;
    const auto residents = static_cast<double>(census_.residents);
    on_busy_street(premises(BuildingKind::public_service, 3, 400.0 + 0.05 * residents));
    Grounds market(*this, LandUse::market_park);
    market.add(premises(BuildingKind::market, 1, 200.0 + 0.2 * residents));
    if (urban_ || census_.code % 2 == 0) {
      Grounds(*this, LandUse::school_grounds).add(premises(BuildingKind::school, 4, 600.0 + residents));
    }
    if (urban_) Grounds(*this, LandUse::green).add(premises(BuildingKind::park, 1, 4'000.0));
    for (std::int64_t i = 0; i < census_.residents / (urban_ ? 110 : 220) + 1; ++i) {
      const Plot shop = premises(BuildingKind::shop, 2, std::min(900.0, stream_.lognormal(4.6, 0.6)));
      i % 3 == 1 ? market.add(shop) : on_busy_street(shop);
    }
    for (std::int64_t i = 0; urban_ && i < census_.residents / 900; ++i) {
      on_busy_street(premises(BuildingKind::office, 5, std::min(9'000.0, stream_.lognormal(7.0, 0.8))));
    }
    Grounds works(*this, LandUse::industrial_park);
    for (std::int64_t i = 0; i < census_.residents / (urban_ ? 250 : 300) + 1; ++i) {
      works.add(premises(BuildingKind::workshop, 2, std::min(60'000.0, stream_.lognormal(7.3, 0.9))));
    }
    if (urban_ && residents > 9'000.0) on_busy_street(premises(BuildingKind::mall, 5, 3.0 * residents));
    if (urban_ && census_.code % 5 == 0) on_busy_street(premises(BuildingKind::hospital, 6, 2.0 * residents));
  }

  void build_homes() {
    const std::size_t households = census_.household_sizes.size();
    if (households == 0) return;
    const std::vector<BuildingSite> sites = urban_ ? estate_sites() : rows_of_houses();
    if (sites.empty()) {
      throw ImpossibleCity("city: " + census_.name + " (" + std::to_string(census_.code) +
                           ") has no room for a building; write a lower density");
    }
    // Denser where there are more households for the ground: mean homes of a
    // building, and two sizes around it.
    const double filled = static_cast<double>(households) / (0.85 * static_cast<double>(sites.size()));
    double mean = std::max(urban_ ? 15.0 : 1.25, filled);
    for (int tries = 0; tries < 60; ++tries, mean *= 1.15) {
      if (std::vector<BuildingSize> drawn = draw_sizes(sites, mean); !drawn.empty()) return place_homes(sites, drawn);
    }
    throw ImpossibleCity("city: " + census_.name + " (" + std::to_string(census_.code) + ") cannot house " +
                         std::to_string(census_.residents) +
                         " residents on its ground; write fewer residents or a lower density");
  }

  std::vector<BuildingSite> estate_sites() const {
    return sites_in(LandUse::estate, {.spacing = 42.0, .depth = 20.0}, {.spacing = 36.0, .depth = 18.0});
  }

  // Houses stand wall to wall along whole rows, which fill one after the other:
  // first lanes across the fields, then lanes along canals and roads; so that
  // some lanes are villages and others lead through fields.
  std::vector<BuildingSite> rows_of_houses() {
    const std::vector<BuildingSite> sites =
        sites_in(LandUse::hamlet, {.spacing = 16.0, .depth = 12.0, .rows = true},
                 {.spacing = 15.0, .depth = 11.0, .rows = true, .both_sides = false});
    struct Row {
      double rank = 0.0;
      std::size_t begin = 0;
      std::size_t end = 0;
    };
    std::vector<Row> rows;
    for (std::size_t i = 0; i < sites.size(); ++i) {
      const bool same = i > 0 && sites[i].row == sites[i - 1].row && sites[i].block == sites[i - 1].block;
      if (!same) {
        const Point a = sites[i].on_street;
        const Point b = in_metres(sites[i].at);
        const bool faces_south = std::fabs(b.y - a.y) > std::fabs(b.x - a.x);
        const bool busy = sites[i].street_class < StreetClass::residential;
        rows.push_back({stream_.uniform() +
                            (sites[i].inner ? 0.0
                             : faces_south  ? 0.35
                                            : 0.8) +
                            (busy ? 1.0 : 0.0),
                        i, i});
      }
      rows.back().end = i + 1;
    }
    std::stable_sort(rows.begin(), rows.end(), [](const Row& a, const Row& b) { return a.rank < b.rank; });
    std::vector<BuildingSite> ordered;
    for (const Row& row : rows) {
      for (std::size_t i = row.begin; i < row.end; ++i) ordered.push_back(sites[i]);
    }
    return ordered;
  }

  /// Sizes for the sites in order until all are housed; empty if there are too
  /// few sites. One size a block, mostly.
  std::vector<BuildingSize> draw_sizes(const std::vector<BuildingSite>& sites, double mean) {
    std::vector<BuildingSize> drawn;
    std::size_t housed = 0;
    std::size_t block = sites.size();
    double level = 0.0;
    for (const BuildingSite& site : sites) {
      if (housed >= census_.household_sizes.size()) break;
      if (site.block != block) {
        block = site.block;
        level = stream_.uniform();
      }
      const double own = stream_.uniform() < 0.8 ? level : stream_.uniform();
      std::size_t above = 1;
      while (above + 1 < building_sizes.size() && building_sizes[above].homes < mean) ++above;
      const double low = building_sizes[above - 1].homes;
      const double high = building_sizes[above].homes;
      BuildingSize size =
          own < std::clamp((mean - low) / (high - low), 0.0, 1.0) ? building_sizes[above] : building_sizes[above - 1];
      const std::size_t left = census_.household_sizes.size() - housed;
      size.homes = static_cast<std::uint16_t>(std::min<std::size_t>(size.homes, left));
      housed += size.homes;
      drawn.push_back(size);
    }
    if (housed < census_.household_sizes.size()) drawn.clear();
    return drawn;
  }

  void place_homes(const std::vector<BuildingSite>& sites, const std::vector<BuildingSize>& drawn) {
    std::size_t row_begin = 0;
    for (std::size_t i = 0; i < drawn.size(); ++i) {
      // Fewer buildings than sites: in town every block keeps its share of
      // them, in a village rows stay empty.
      const BuildingSite& site = sites[urban_ ? i * sites.size() / drawn.size() : i];
      const Plot plot{.kind = BuildingKind::homes,
                      .storeys = drawn[i].storeys,
                      .lift = drawn[i].storeys > 6,
                      .homes = drawn[i].homes};
      if (urban_) {
        add(site, plot);
        continue;
      }
      made_.plots.push_back(plot);
      made_.plots.back().at = site.at;
      made_.entrances.push_back(site.entrance);
      const bool last = i + 1 == drawn.size() || sites[i + 1].row != site.row || sites[i + 1].block != site.block;
      if (!last) continue;
      add_hamlet(sites, row_begin, i + 1);
      row_begin = i + 1;
    }
  }

  // The strip on which a row of houses stands, from the lane to behind their
  // yards.
  void add_hamlet(const std::vector<BuildingSite>& sites, std::size_t begin, std::size_t end) {
    if (end - begin < 4) return;
    LandArea area{.use = LandUse::hamlet, .community = id_, .outline = {}};
    Border behind;
    for (std::size_t i = begin; i < end; ++i) {
      if (i != begin && i + 1 != end && (i - begin) % 5 != 0) continue;
      const Point on = sites[i].on_street;
      const Point at = in_metres(sites[i].at);
      area.outline.push_back(rounded({on.x + 0.25 * (at.x - on.x), on.y + 0.25 * (at.y - on.y)}));
      behind.push_back(rounded({on.x + 1.9 * (at.x - on.x), on.y + 1.9 * (at.y - on.y)}));
    }
    area.outline.insert(area.outline.end(), behind.rbegin(), behind.rend());
    Polygon polygon;
    for (const Position& corner : area.outline) polygon.push_back(in_metres(corner));
    if (outpost::area(polygon) < 0.0) std::reverse(area.outline.begin(), area.outline.end());
    const LandAreaId row{made_.areas.size()};
    made_.areas.push_back(std::move(area));
    const std::size_t first_plot = made_.plots.size() - (end - begin);
    for (std::size_t i = first_plot; i < made_.plots.size(); ++i) made_.plots[i].area = row;
  }

  const CommunityCensus& census_;
  CommunityId id_;
  const std::vector<Block>& blocks_;
  const LineWork& work_;
  Stream stream_;
  bool urban_;
  std::vector<LandUse> uses_;
  std::vector<std::optional<LandAreaId>> areas_;
  std::vector<BuildingSite> fronts_;  // along streets, busy ones first
  std::size_t busy_ = 0;
  std::size_t quiet_ = 0;
  CommunityPlots made_;
};

}  // namespace

CommunityPlots build_on(const CitySpec& spec, const CommunityCensus& census, CommunityId id,
                        const std::vector<Block>& blocks, const LineWork& work) {
  return Quarters{spec, census, id, blocks, work}.build();
}

}  // namespace outpost
