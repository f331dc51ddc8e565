#include "sim/spec/hour_weights.hpp"

#include "sim/base/elementary.hpp"

namespace outpost {
namespace {

double angle(Duration time) {
  return 2.0 * elementary::pi * in_hours(time) / 24.0;
}

}  // namespace

std::array<double, 24> hour_weights(const HourProfile& profile, bool weekend) {
  std::array<double, 24> weights = weekend ? profile.weekend : profile.weekday;
  if (profile.swing == Share{}) return weights;
  double before = elementary::sin(angle(-profile.peak));
  for (std::size_t hour = 0; hour < 24; ++hour) {
    const double after = elementary::sin(angle(static_cast<int>(hour + 1) * one_hour - profile.peak));
    // The integral of the cosine over the hour.
    weights[hour] *= 1.0 + profile.swing.value() * (after - before) * 24.0 / (2.0 * elementary::pi);
    before = after;
  }
  return weights;
}

double wave_at(const HourProfile& profile, Duration time_of_day) {
  const double swing = profile.swing.value();
  return (1.0 + swing * elementary::cos(angle(time_of_day - profile.peak))) / (1.0 + swing);
}

}  // namespace outpost
