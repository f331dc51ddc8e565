#pragma once

#include <optional>
#include <vector>

#include "sim/world/world.hpp"

namespace outpost::analysis {

struct ResponderMark {
  ResponderId responder{};
  Role role = Role::grid_worker;
  Status status = Status::off_duty;
  Position at{};
  std::vector<Position> ahead{};   // the way that still lies before it, from where it is; empty: it stays
  std::optional<OrderId> order{};  // that it works on
};

struct OpenOrder {
  OrderId order{};
  std::size_t kind = 0;  // row of Setting::kinds
  std::int64_t priority = 3;
  BuildingId building{};
  GridId grid{};
  Position at{};
  Stage stage = Stage::reported;
  Duration age{};        // since the report
  bool is_late = false;  // nobody has arrived within the standard for its priority
  std::optional<ResponderId> responder{};
};

/// A city at one time: what moves on the map and stands on the boards. Empty: the city alone.
struct Moment {
  std::optional<SimTime> at{};
  std::vector<ResponderMark> responders{};  // in order of id
  std::optional<OrderId> selected{};        // ringed on the map
  std::vector<OpenOrder> orders{};          // as a board shows them: by priority, then the oldest first, then by id
  std::int64_t free = 0;                    // on duty without an order, at the post or on the way back
  std::int64_t busy = 0;
  std::int64_t off_duty = 0;
};

}  // namespace outpost::analysis
