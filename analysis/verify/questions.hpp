#pragma once

#include <cstddef>
#include <optional>
#include <string>

#include "analysis/verify/observable.hpp"

namespace outpost::analysis {

// The numbers that several models speak of. `kind` is a row of Setting's kinds; none: all together. `precision` as in
// Observable.

using OfKind = std::optional<std::size_t>;

/// Of those that were not turned away: until a unit is sent or the caller gives up.
Observable mean_wait(double exact_hours, double precision, OfKind kind = {}, const Text& whose = {});
/// Share of the calls that got a unit, and waited for it.
Observable share_delayed(double exact, double precision, OfKind kind = {}, const Text& whose = {});
/// Share of all calls that are turned away.
Observable share_lost(double exact, double precision);
/// Share of all calls that give up.
Observable share_withdrawn(double exact, double precision);
Observable mean_in_line(double exact, double precision);
Observable mean_in_system(double exact, double precision);
/// Of all units together.
Observable utilisation(double exact, double precision);
/// Of one unit, by its row.
Observable workload(double exact, double precision, std::size_t unit, const std::string& call_sign);
/// Share of all dispatches that send this unit to this place.
Observable share_dispatched(double exact, double precision, std::size_t unit, const std::string& call_sign,
                            std::size_t place, const std::string& place_name);
/// Of all dispatches.
Observable mean_travel(double exact_metres, double precision);
/// Of dispatches of units that were free when the call came.
Observable mean_travel_at_once(double exact_metres, double precision);

}  // namespace outpost::analysis
