#include "sim/city/speed_profile.hpp"

#include <algorithm>

namespace outpost {
namespace {

constexpr std::int64_t hour_ms = one_hour.count();
constexpr std::int64_t day_ms = one_day.count();

constexpr std::int64_t divide_down(std::int64_t dividend, std::int64_t divisor) {
  const std::int64_t quotient = dividend / divisor;
  return quotient * divisor > dividend ? quotient - 1 : quotient;
}

}  // namespace

SpeedProfile::SpeedProfile(const std::array<std::int64_t, 24>& per_mille) : per_mille_(per_mille) {
  for (std::size_t hour = 0; hour < 24; ++hour) {
    require(per_mille[hour] > 0, "a speed profile lets traffic pass in every hour");
    by_hour_[hour + 1] = by_hour_[hour] + per_mille[hour] * hour_ms;
  }
}

std::int64_t SpeedProfile::integral_until(SimTime at) const {
  const std::int64_t ms = at.time_since_epoch().count();
  const std::int64_t day = divide_down(ms, day_ms);
  const std::int64_t of_day = ms - day * day_ms;
  const auto hour = static_cast<std::size_t>(of_day / hour_ms);
  return day * by_hour_[24] + by_hour_[hour] + per_mille_[hour] * (of_day % hour_ms);
}

SpeedProfile::OfHour SpeedProfile::of_hour(SimTime at) const {
  const std::int64_t ms = at.time_since_epoch().count();
  const std::int64_t of_day = ms - divide_down(ms, day_ms) * day_ms;
  return {per_mille_[static_cast<std::size_t>(of_day / hour_ms)], hour_ms - of_day % hour_ms};
}

SimTime SpeedProfile::arrival(SimTime departure, Duration static_time) const {
  require(static_time >= Duration{}, "a trip takes at least no time");
  const std::int64_t length = static_time.count() * 1000;
  const OfHour hour_now = of_hour(departure);
  if (length < hour_now.left * hour_now.per_mille) {  // most trips end in the hour in which they begin
    return departure + Duration{(length + hour_now.per_mille - 1) / hour_now.per_mille};
  }
  const std::int64_t target = integral_until(departure) + length;
  const std::int64_t day = divide_down(target, by_hour_[24]);
  const std::int64_t of_day = target - day * by_hour_[24];
  const auto after = std::upper_bound(by_hour_.begin(), by_hour_.end(), of_day);
  const auto hour = static_cast<std::size_t>(after - by_hour_.begin()) - 1;
  const std::int64_t in_hour = of_day - by_hour_[hour];
  const std::int64_t ms = (in_hour + per_mille_[hour] - 1) / per_mille_[hour];
  return SimTime{Duration{day * day_ms + static_cast<std::int64_t>(hour) * hour_ms + ms}};
}

Duration SpeedProfile::covered(SimTime departure, SimTime at) const {
  require(at >= departure, "nothing is covered before departure");
  const OfHour hour_now = of_hour(departure);
  const std::int64_t since = (at - departure).count();
  if (since <= hour_now.left) return Duration{since * hour_now.per_mille / 1000};
  return Duration{(integral_until(at) - integral_until(departure)) / 1000};
}

}  // namespace outpost
