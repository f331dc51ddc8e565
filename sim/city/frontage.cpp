#include "sim/city/frontage.hpp"

#include <algorithm>
#include <numeric>

#include "sim/base/stream.hpp"

namespace outpost {
namespace {

/// Spots evenly spaced along the streets of a community, on either side in turn.
class Frontage {
 public:
  Frontage(const StreetNetwork& network, const std::vector<StreetId>& streets) : network_(network), streets_(streets) {
    for (const StreetId street : streets) {
      total_ += network.streets[street].length.in_millimetres();
      ends_.push_back(total_);
    }
    require(total_ > 0, "a community has streets with a length");
  }

  Spot spot(std::int64_t index, std::int64_t count) const {
    // (2 i + 1) / 2 n of the way along: whole millimetres, so that every machine places a door alike.
    const std::int64_t along =
        (total_ / (2 * count)) * (2 * index + 1) + (total_ % (2 * count)) * (2 * index + 1) / (2 * count);
    const auto found = std::upper_bound(ends_.begin(), ends_.end(), along);
    const auto row = std::min(static_cast<std::size_t>(found - ends_.begin()), streets_.size() - 1);
    const std::int64_t begin = row == 0 ? 0 : ends_[row - 1];
    return spot_on(network_, streets_[row], millimetres(along - begin));
  }

  /// Beside the street, `depth` to the left or right of it.
  Position beside(const Spot& spot, bool left, Length depth) const {
    const Street& street = network_.streets[*spot.street];
    const Position a = network_.nodes[street.from];
    const Position b = network_.nodes[street.to];
    const Length run = straight_distance(a, b);
    if (run == Length{}) return spot.at;
    const std::int64_t side = left ? 1 : -1;
    const auto across = [&](Length component) {
      return millimetres(component.in_millimetres() * depth.in_millimetres() / run.in_millimetres() * side);
    };
    return {spot.at.x - across(b.y - a.y), spot.at.y + across(b.x - a.x)};
  }

 private:
  const StreetNetwork& network_;
  const std::vector<StreetId>& streets_;
  std::vector<std::int64_t> ends_;
  std::int64_t total_ = 0;
};

struct HomesSize {
  std::uint16_t homes = 1;
  std::uint8_t storeys = 1;
};

// Assumption: estates of six-storey walk-ups and some towers with lifts; houses of one or two households in villages.
HomesSize draw_homes(Stream& stream, CommunityKind kind) {
  const double level = stream.uniform();
  if (kind == CommunityKind::rural) {
    return {static_cast<std::uint16_t>(level < 0.72 ? 1 : 2), static_cast<std::uint8_t>(level < 0.35  ? 1
                                                                                        : level < 0.9 ? 2
                                                                                                      : 3)};
  }
  if (level < 0.18) return {12, 3};
  if (level < 0.72) return {24, 6};
  if (level < 0.90) return {36, 6};
  return {66, 11};
}

// Assumptions: places of work for 250 residents in town and for 500 in villages; an urban community has a school, a
// market, an office, a service centre and a park, every second village a school, every village a small market and a
// service centre.
std::vector<Plot> draft_premises(const CommunityCensus& census) {
  const bool urban = census.kind == CommunityKind::urban;
  std::vector<Plot> premises;
  const auto add = [&premises](BuildingKind kind, std::int64_t floor_space) {
    premises.push_back({.kind = kind, .storeys = 2, .floor_space = static_cast<std::uint32_t>(floor_space)});
  };
  const std::int64_t workshops = std::max<std::int64_t>(1, census.residents / (urban ? 250 : 500));
  for (std::int64_t i = 0; i < workshops; ++i) add(BuildingKind::workshop, urban ? 2'000 : 3'500);
  add(BuildingKind::market, urban ? 2'000 : 500);
  add(BuildingKind::public_service, urban ? 800 : 300);
  // Room for the children that the pyramid gives, and a tenth more.
  if (urban || census.code % 2 == 0) add(BuildingKind::school, 600 + census.residents);
  if (urban) add(BuildingKind::office, 3'000);
  if (urban) add(BuildingKind::park, 2'000);
  return premises;
}

}  // namespace

std::vector<Plot> plots_along(const CitySpec& spec, const StreetNetwork& network, const std::vector<StreetId>& streets,
                              const CommunityCensus& census) {
  std::vector<Plot> homes;
  Stream stream{{static_cast<std::uint32_t>(spec.seed), 0}, Draw::city_people, owner_of(census.code, 0)};
  for (std::size_t housed = 0; housed < census.household_sizes.size();) {
    const HomesSize size = draw_homes(stream, census.kind);
    Plot plot;
    plot.storeys = size.storeys;
    plot.lift = size.storeys > 6;
    plot.homes = static_cast<std::uint16_t>(std::min<std::size_t>(size.homes, census.household_sizes.size() - housed));
    // Shops under every fourth building of flats: assumption.
    if (census.kind == CommunityKind::urban && stream.uniform() < 0.25) plot.floor_space = 160;
    housed += plot.homes;
    homes.push_back(plot);
  }
  // Premises stand between the homes, spread evenly; a stride without a common factor mixes their kinds and drops none.
  const std::vector<Plot> premises = draft_premises(census);
  std::size_t stride = 7;
  while (std::gcd(stride, premises.size()) != 1) ++stride;
  std::vector<Plot> plots;
  std::size_t next = 0;
  for (std::size_t i = 0; i <= homes.size(); ++i) {
    while (next < premises.size() && (i == homes.size() || next * homes.size() <= i * premises.size())) {
      plots.push_back(premises[(next * stride) % premises.size()]);
      ++next;
    }
    if (i < homes.size()) plots.push_back(homes[i]);
  }
  const Frontage frontage{network, streets};
  const Length depth = metres(census.kind == CommunityKind::urban ? 28 : 16);
  for (std::size_t i = 0; i < plots.size(); ++i) {
    const Spot entrance = frontage.spot(static_cast<std::int64_t>(i), static_cast<std::int64_t>(plots.size()));
    plots[i].street = *entrance.street;
    plots[i].offset = entrance.offset;
    plots[i].at = frontage.beside(entrance, i % 2 == 0, depth);
  }
  return plots;
}

}  // namespace outpost
