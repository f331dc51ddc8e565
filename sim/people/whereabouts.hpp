#pragma once

#include <optional>

#include "sim/base/stream.hpp"
#include "sim/city/city.hpp"
#include "sim/spec/calendar.hpp"

namespace outpost {

/// The building where a resident is at `at`; none: outside the city. A pure function of (city, seed, replication,
/// resident, time): nobody is moved tick by tick. Work and school come before outings, outings before home.
std::optional<BuildingId> whereabouts(const City& city, const ResidentSpec& habits, const Calendar& calendar,
                                      RunKey key, ResidentId resident, SimTime at);

/// What a random draw about the resident is keyed by: (12-digit community code, serial).
Owner identity_of(const City& city, ResidentId resident);

}  // namespace outpost
