#include "scenarios/import/projection.hpp"

#include "sim/base/elementary.hpp"

namespace outpost::scenarios {
namespace {

constexpr double radius = 6'371'008.8;  // metres

}  // namespace

Projection::Projection(double origin_latitude, double origin_longitude)
    : latitude_(origin_latitude),
      longitude_(origin_longitude),
      metres_per_degree_north_(radius * elementary::pi / 180.0),
      metres_per_degree_east_(metres_per_degree_north_ * elementary::cos(origin_latitude * elementary::pi / 180.0)) {}

Position Projection::of(double latitude, double longitude) const {
  return {metres((longitude - longitude_) * metres_per_degree_east_),
          metres((latitude - latitude_) * metres_per_degree_north_)};
}

std::pair<double, double> Projection::back(Position position) const {
  return {latitude_ + position.y.in_metres() / metres_per_degree_north_,
          longitude_ + position.x.in_metres() / metres_per_degree_east_};
}

}  // namespace outpost::scenarios
