#pragma once

#include "tests/support/towns.hpp"

namespace outpost::tests {

/// One place with a workstation of so many desks and officers, who sit there around the clock; people come with matters
/// at a load of the mean time at the desk, which is 12 minutes.
inline std::shared_ptr<const Setting> counter(std::int64_t desks, std::int64_t officers, double load,
                                              const Change& change = {}) {
  return points(2, [&](ScenarioSpec& spec) {
    spec.demand.kinds.clear();
    spec.demand.kinds["matter"] = {.rate = per_hour(5.0 * load),
                                   .roles = {Role::crew_110},
                                   .on_scene = exponential(30min),
                                   .channel = Channel::counter,
                                   .desk = {.at_desk = exponential(12min)}};
    spec.places.desks = desks;
    spec.staff[Role::community_officer] = {.heads = officers, .post = PostKind::area, .rosters = {"always"}};
    spec.work["counter"] = {.kind = WorkKind::counter,
                            .roles = {Role::community_officer},
                            .lasts = constant(24h),
                            .days = "mon tue wed thu fri sat sun",
                            .begins = 0h};
    if (change) change(spec);
  });
}

}  // namespace outpost::tests
