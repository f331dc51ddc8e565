#pragma once

#include <cstdint>

namespace outpost::analysis {

/// How a distance is measured: as the crow flies, or along streets that cross at right angles.
enum class PlaneMetric : std::uint8_t { straight, rectilinear };

// Units thrown evenly at random over a plane (a Poisson field), `density` of them on a unit of area; distances in the
// unit of length that goes with it. In a city that ends somewhere, distances near its edge are longer. All throw
// ModelError.

/// Mean distance to the k-th nearest unit [larson-odoni-1981]: Gamma(k + 1/2) / Gamma(k) over sqrt(pi density)
/// straight, over sqrt(2 density) rectilinear.
double nearest_distance(PlaneMetric metric, double density, std::int64_t k = 1);
/// Half of all places have a unit within this distance.
double median_nearest_distance(PlaneMetric metric, double density);
/// The least mean distance that any regular pattern of units can have: hexagons straight, diamonds rectilinear.
double lattice_distance(PlaneMetric metric, double density);

/// The square-root law [kolesar-blum-1973]: the mean distance to the nearest of the units that are free, when `busy` of
/// `units` on `area` are busy on average: that of a field of units - busy. Busy below units.
double free_unit_distance(PlaneMetric metric, double area, std::int64_t units, double busy);
/// The same averaged over the number busy, Poisson with that mean, less than all: busy days count for more than their
/// mean says.
double free_unit_distance_averaged(PlaneMetric metric, double area, std::int64_t units, double busy);

/// Between two random places of a square, and from its middle to a random one.
double distance_within_square(PlaneMetric metric, double side);
double distance_from_middle_of_square(PlaneMetric metric, double side);

}  // namespace outpost::analysis
