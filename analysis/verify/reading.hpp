#pragma once

#include <span>
#include <string>
#include <vector>

#include "analysis/queueing/hypercube.hpp"
#include "sim/world/world.hpp"

namespace outpost::analysis {

// A scenario as the classical models see it: what stands in its file, so that model and simulation cannot be asked
// about different cases. Times in hours, rates per hour, lengths in metres.

/// Of one kind, on average over a week.
double calls_per_hour(const Setting& setting, std::size_t kind);
/// Of all kinds.
double calls_per_hour(const Setting& setting);
/// Mean time on scene of the first kind; requires that all kinds have the same.
double mean_service(const Setting& setting);
std::int64_t units(const Setting& setting);

/// The rate of calls from each place (building), of all kinds.
std::vector<double> rates_by_place(const Setting& setting);
/// Along x and along y, from the post of a unit to a place.
double metres_from_post(const Setting& setting, std::size_t unit, std::size_t place);
double metres_between_places(const Setting& setting, std::size_t from, std::size_t to);

/// The hypercube model of a scenario, an atom for each place that has calls, in order.
struct HypercubeReading {
  Hypercube city{};
  std::vector<std::size_t> places{};  // of the atoms: rows of buildings
  std::vector<std::string> names{};   // of the atoms
};
/// Units by distance from their posts, equally near ones by number.
HypercubeReading nearest_first(const Setting& setting);
/// By the lists of the scenario, which every place with calls must have, complete.
HypercubeReading by_lists(const Setting& setting);

}  // namespace outpost::analysis
