#pragma once

#include "sim/spec/scenario.hpp"

namespace outpost {

/// The weight of each hour of the day, the wave's mean over the hour counted in.
std::array<double, 24> hour_weights(const HourProfile& profile, bool weekend);
/// The wave at a time of the day, over its greatest value: between 0 and 1.
double wave_at(const HourProfile& profile, Duration time_of_day);

}  // namespace outpost
