#pragma once

#include <memory>

#include "sim/world/world.hpp"

namespace outpost::analysis {

/// Places that benchmarks run in, of no real name, with the preset's staff, demand and planned work: rounds once a day,
/// visits, visits of duty, inspections, registration of tenants, meetings and patrols.

/// A town of 100,000 residents in 20 communities, with 120 grids.
std::shared_ptr<const Setting> town_at_work();
/// A prefecture of 7,726,635 residents in 1,980 communities of 99 towns, with 9,162 grids.
std::shared_ptr<const Setting> prefecture_at_work();
/// The same with risks, volunteers, alerts, trust, courses of orders and command rooms.
std::shared_ptr<const Setting> prefecture_in_full();

}  // namespace outpost::analysis
