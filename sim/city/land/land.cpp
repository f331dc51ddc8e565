#include "sim/city/land.hpp"

#include <algorithm>
#include <cmath>

#include "sim/base/stream.hpp"
#include "sim/city/land/banks.hpp"
#include "sim/city/land/blocks.hpp"
#include "sim/city/land/division.hpp"
#include "sim/city/land/inner_ways.hpp"
#include "sim/city/land/main_roads.hpp"
#include "sim/city/land/outline.hpp"
#include "sim/city/land/quarters.hpp"

namespace outpost {
namespace {

constexpr std::uint32_t ground_block = 13;  // of the layout's streams

Border border_of(const Ground& ground, const Ring& ring) {
  Border border;
  border.reserve(ring.size());
  for (const RingStep& step : ring) border.push_back(rounded(ground.at(step)));
  return border;
}

/// How the streets of a community lie: a slant of its own, blocks by its kind.
BlockWish wish_for(const CitySpec& spec, const CommunityCensus& census, double square_metres) {
  Stream stream{{static_cast<std::uint32_t>(spec.seed), 0}, Draw::city_layout, owner_of(census.code, 2), ground_block};
  BlockWish wish;
  wish.rural = census.kind == CommunityKind::rural;
  wish.side = (wish.rural ? spec.rural_block : spec.urban_block).in_metres();
  // A place smaller than a few blocks still has its streets.
  wish.side = std::min(wish.side, std::sqrt(square_metres) / 2.0);
  wish.slant = 0.22 * (stream.uniform() - 0.5);
  wish.water = wish.rural ? 0.45 : 0.2;
  return wish;
}

}  // namespace

Land lay_out_land(const CitySpec& spec, const DivisionTree& divisions, const std::vector<CommunityCensus>& censuses) {
  double residents = 0.0;
  for (const CommunityCensus& census : censuses) residents += static_cast<double>(census.usual_residents);
  const DividedGround divided = divide_ground(spec, divisions, residents);
  require(censuses.size() == divided.communities.size(), "every community has its census");
  const Ground& ground = divided.ground;
  const RunKey key{static_cast<std::uint32_t>(spec.seed), 0};

  Land land;
  LineWork work;
  Banks banks(ground, work, {}, 0, {}, true);
  land.water = water_of(ground, 0);
  for (const Polygon& shore : waters_beside(divisions.level, ground.polygon(divided.outline))) {
    Water water{.kind = WaterKind::lake, .line = {}, .width = {}};
    for (const Point& corner : shore) water.line.push_back(rounded(corner));
    land.water.push_back(std::move(water));
  }
  land.plots.resize(censuses.size());
  std::vector<std::vector<WorkSpot>> entrances(censuses.size());
  std::size_t tract = 0;
  for (std::size_t i = 0; i < censuses.size(); ++i) {
    const CommunityCensus& census = censuses[i];
    const double size = area(ground.polygon(divided.communities[i]));
    const BlockWish wish = wish_for(spec, census, size);
    std::vector<Block> blocks;
    std::uint64_t serial = 0;
    for (; tract < divided.tracts.size() && divided.tracts[tract].community == i; ++tract) {
      const LandRing rim =
          banks.land(divided.tracts[tract].ring, wish.rural ? StreetClass::lane : StreetClass::residential);
      std::vector<Block> cut = cut_blocks(rim, wish, key, census.code, serial, work, land.water);
      blocks.insert(blocks.end(), std::make_move_iterator(cut.begin()), std::make_move_iterator(cut.end()));
    }
    Stream stream{key, Draw::city_layout, owner_of(census.code, 4), ground_block};
    for (Block& block : blocks) {
      if (wish.rural) {
        draw_row_lanes(block, wish.slant, 0.42 * wish.side, stream, work);
      } else {
        draw_estate_ways(block, stream, work);
      }
    }
    CommunityPlots built = build_on(spec, census, CommunityId{i}, blocks, work);
    for (Plot& plot : built.plots) {
      if (plot.area) plot.area = LandAreaId{land.areas.size() + (*plot.area).row()};
    }
    for (LandArea& area : built.areas) land.areas.push_back(std::move(area));
    land.plots[i] = std::move(built.plots);
    entrances[i] = std::move(built.entrances);
  }
  banks.draw_bridges();
  std::vector<std::uint32_t> centres;
  for (const std::uint32_t centre : divided.town_centres) centres.push_back(banks.work_point(centre));
  raise_main_roads(work, centres);
  LineWork::Streets streets = work.join();
  for (std::size_t i = 0; i < land.plots.size(); ++i) {
    for (std::size_t k = 0; k < land.plots[i].size(); ++k) {
      const Spot entrance = streets.spot(work, entrances[i][k]);
      land.plots[i][k].street = *entrance.street;
      land.plots[i][k].offset = entrance.offset;
    }
    entrances[i] = {};
  }
  land.streets = std::move(streets.network);
  for (const Ring& ring : divided.counties) land.county_borders.push_back(border_of(ground, ring));
  for (const Ring& ring : divided.towns) land.town_borders.push_back(border_of(ground, ring));
  for (const Ring& ring : divided.communities) land.community_borders.push_back(border_of(ground, ring));
  for (const std::uint32_t centre : divided.town_centres) {
    land.town_centres.push_back(rounded(ground.points[centre].at));
  }
  return land;
}

}  // namespace outpost
