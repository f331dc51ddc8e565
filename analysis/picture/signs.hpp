#pragma once

#include <bitset>
#include <cstdint>

namespace outpost::analysis {

/// Everything on a map that its legend can explain, in the legend's order.
enum class Sign : std::uint8_t {
  density_0,  // the steps of residents per square kilometre, lowest first
  density_1,
  density_2,
  density_3,
  density_4,
  density_5,
  urban,
  rural,
  estate,
  hamlet,
  industrial_park,
  market_park,
  school_grounds,
  green,
  water,
  water_afar,
  canal,
  county_border,
  town_border,
  community_border,
  grid_border,
  road_afar,
  arterial,
  collector,
  residential,
  path,
  gate,
  roofs,
  homes,
  workplace,
  school,
  market,
  hospital,
  park,
  grid_post,
  area_post,
  station,
  station_dot,
  command_room,
  worker,
  officer,
  crew,
  off_duty,
  free,
  en_route,
  on_scene,
  returning,
  order_1,
  order_2,
  order_3,
  order_4,
  count
};

/// The n-th after a sign, for those that come in rows.
constexpr Sign sign_after(Sign first, std::size_t n) {
  return static_cast<Sign>(static_cast<std::size_t>(first) + n);
}

/// What a picture shows: whoever draws says so, and the legend explains that and no more.
class SignSet {
 public:
  void add(Sign sign) { signs_.set(static_cast<std::size_t>(sign)); }
  bool has(Sign sign) const { return signs_.test(static_cast<std::size_t>(sign)); }

 private:
  std::bitset<static_cast<std::size_t>(Sign::count)> signs_{};
};

}  // namespace outpost::analysis
