#pragma once

#include <array>
#include <cstdint>
#include <memory>
#include <optional>
#include <variant>
#include <vector>

#include "sim/engine/event_queue.hpp"
#include "sim/record/records.hpp"
#include "sim/world/world.hpp"

namespace outpost {

/// Send this responder to this order now, whatever the rule would do.
struct Assign {
  OrderId order{};
  ResponderId responder{};
};
/// Call a responder back who has not yet arrived; the order waits again.
struct Recall {
  ResponderId responder{};
};
/// Close a street to through traffic (0), or slow it to so many per mille of its speed.
struct CloseStreet {
  StreetId street{};
  std::uint32_t per_mille = 0;
};
/// Lift what a command closed or slowed; closures of the scenario stay.
struct ReopenStreet {
  StreetId street{};
};
/// A broken invariant with all that is needed to repeat the run up to it.
class BrokenRun : public BrokenInvariant {
 public:
  BrokenRun(const std::string& invariant, RunKey key, SimTime at, std::uint64_t event_number);
  RunKey key() const { return key_; }
  SimTime at() const { return at_; }
  std::uint64_t event_number() const { return event_number_; }

 private:
  RunKey key_;
  SimTime at_;
  std::uint64_t event_number_;
};

/// What a person at a desk can do; the only way into a running simulation.
using Command = std::variant<Assign, Recall, CloseStreet, ReopenStreet>;

/// How many events of each type of Event, in its order.
using EventCounts = std::array<std::uint64_t, std::variant_size_v<Event>>;

/// Everything that goes on from a moment of a run: enough to take the run up again in another process.
struct SimulationState {
  World world{};
  std::vector<EventQueue<Event>::Entry> pending{};  // in the order in which they will leave
  EventCounts events_handled{};
};

/// One replication of a scenario: a copyable value. A run is a function of (setting, seed, replication, commands);
/// recorder and query are arguments, never inside, so that a copy cannot write into its parent's records.
class Simulation {
 public:
  Simulation(std::shared_ptr<const Setting> setting, RunKey key);
  /// Takes up a run where `state` was taken from one of an equal setting.
  static Simulation taken_up(std::shared_ptr<const Setting> setting, SimulationState state);

  /// Handles every event up to and including `t`, which must not lie before now; then the clock stands at `t`.
  void advance_until(SimTime t, Recorder& recorder, TravelQuery& travel);
  /// Carries out a command at the present moment. None if it was done; else why it cannot be.
  std::optional<std::string> apply(const Command& command, Recorder& recorder, TravelQuery& travel);
  /// Ends the run's open records (statuses and legs) at the present moment.
  void close_records(Recorder& recorder) const;

  SimulationState state() const { return {world_, queue_.in_order(), events_handled_}; }
  const World& world() const { return world_; }
  const Setting& setting() const { return *setting_; }
  SimTime now() const { return world_.now; }
  std::uint64_t events_handled() const;
  const EventCounts& events_by_type() const { return events_handled_; }
  /// Of the world and of everything still to happen.
  DigestValue digest() const;

 private:
  Simulation(std::shared_ptr<const Setting> setting, World world, const EventCounts& events_handled)
      : setting_(std::move(setting)), world_(std::move(world)), events_handled_(events_handled) {}
  void carry_out(const Command& command, Recorder& recorder, TravelQuery& travel);

  std::shared_ptr<const Setting> setting_;
  World world_;
  EventQueue<Event> queue_;
  EventCounts events_handled_{};
};

/// Raised whenever a golden digest changes; results of other versions are not mixed.
inline constexpr std::int64_t model_version = 8;

}  // namespace outpost
