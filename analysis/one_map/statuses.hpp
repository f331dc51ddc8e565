#pragma once

#include <vector>

#include "analysis/one_map/one_map.hpp"

namespace outpost::analysis {

/// Mobilising, on the way, on scene or writing up.
constexpr bool is_on_order(Status status) {
  return status >= Status::mobilising && status <= Status::writing_up;
}

/// What every responder is at in the moment asked about, in order of id. The record must reach beyond it, or end at it.
std::vector<StatusRow> statuses_at(const MapQuestion& question);

/// Of every order, the time that units have spent on it in the stretch before the moment: on the way, on scene and
/// writing up; by row of the order. Getting ready at the post is not in it.
std::vector<Duration> time_on_orders(const MapQuestion& question);

}  // namespace outpost::analysis
