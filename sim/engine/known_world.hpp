#pragma once

#include <vector>

#include "sim/engine/event_queue.hpp"
#include "sim/world/world.hpp"

namespace outpost::engine {

/// What whoever dispatches one order knows of a world, as a world: all that is on record, and nothing else that anybody
/// or any event would come upon.
///
/// Left out: risks, found or not, so that whatever was reported about one is believed and nothing new comes of it;
/// incidents that nobody has reported; what households think. Units whose position the order's desk does not see stand
/// at their posts. Those on their way are where they are and go on at the expected pace; how long work lasts, whether
/// an assignment is wrong and what a check will show is not kept.
struct KnownWorld {
  World world{};
  std::vector<OrderId> open{};  // in order of id
};
KnownWorld known_to_dispatcher(const Setting& setting, const World& world, OrderId order, TravelQuery& travel);

/// A future of a known world: everything that is to come drawn anew under `key`, by the laws of the model, given how
/// long it has gone on.
struct ImaginedFuture {
  World world{};
  EventQueue<Event> pending{};
};
ImaginedFuture imagine(const Setting& setting, const KnownWorld& known, OrderId order, RunKey key, SimTime until,
                       TravelQuery& travel);

/// The key of a forecast's draws: replications from 2^31 on are no run's. Every replication has 2,048 of its own, which
/// its decisions take in turn. Requires a replication below 2^20.
RunKey key_of_future(RunKey run, OrderId order, std::int64_t runs, std::int64_t number);

}  // namespace outpost::engine
