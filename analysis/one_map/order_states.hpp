#pragma once

#include <optional>
#include <vector>

#include "analysis/one_map/one_map.hpp"

namespace outpost::analysis {

/// An order as it stands at the moment asked about; it was reported by then.
struct OrderState {
  OrderId order{};
  std::size_t kind = 0;
  std::int64_t priority = 3;
  IncidentId incident{};
  BuildingId building{};
  SimTime reported{};
  Stage stage = Stage::reported;     // `accepted` also where an assignment was taken back
  SimTime since{};                   // of the stage
  std::optional<SimTime> reached{};  // by whoever came first
  std::optional<SimTime> over{};     // closed, or given up
  std::optional<SimTime> due{};
  std::int64_t returned = 0;  // in the stretch before the moment
  std::int64_t reopened = 0;
};

/// Every order that was reported by then, in order of id.
std::vector<OrderState> orders_until(const MapQuestion& question);

}  // namespace outpost::analysis
