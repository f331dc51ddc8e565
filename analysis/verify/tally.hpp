#pragma once

#include <cstdint>
#include <optional>
#include <span>
#include <vector>

#include "analysis/measures/measures.hpp"
#include "sim/record/records.hpp"

namespace outpost::analysis {

/// The state at a moment that was asked for.
struct MomentCount {
  std::int64_t in_system = 0;  // orders accepted and neither resolved nor gone
  std::int64_t in_line = 0;    // of those, how many wait for a unit
};

/// What happened to the orders of one kind within the window.
struct KindCount {
  std::int64_t accepted = 0;
  std::int64_t turned_away = 0;
  std::int64_t started = 0;    // first assignment
  std::int64_t delayed = 0;    // of those, assigned later than accepted
  std::int64_t withdrawn = 0;  // gave up waiting
  Duration waited{};           // all waits that ended in the window, also between two pieces of a service
};

/// What is counted only where a model has a word for it.
struct Wanted {
  std::vector<SimTime> moments{};  // in order of time, also outside the window
  bool dispatches = false;         // of every unit to every place
};

/// Counts what the classical models speak of, from the rows of one replication and without keeping them. Only what
/// happens within the window counts: a wait counts where it ends, a state for as long as it holds within. So the sums
/// have the means of the long run, and no order at either end is left out or guessed.
class Tally final : public Recorder {
 public:
  Tally(const Setting& setting, const Window& window, Wanted wanted = {});

  void order(const OrderRow& row) override;
  void stage(const StageRow& row) override;
  void leg(const LegRow& row) override;
  void status(const StatusRow& row) override;
  /// At a counter an order is in line or served from its coming on; its stages say nothing of that.
  void counter(const CounterRow& row) override;
  /// The run has ended: what holds goes on until the end of the window.
  void close();

  std::span<const KindCount> kinds() const { return kinds_; }  // by row of Setting's kinds
  std::span<const MomentCount> at_moments() const { return counts_; }
  Duration span() const { return window_.end - window_.begin; }
  /// Orders in line, and in line or with a unit, times how long.
  Duration line_time() const { return line_time_; }
  Duration system_time() const { return system_time_; }
  /// Of a unit, from its assignment until it is free again, by row of responder.
  std::span<const Duration> busy() const { return busy_; }
  /// First assignments of a unit to orders from a place (a row of buildings), if dispatches are wanted.
  std::int64_t dispatched(std::size_t unit, std::size_t place) const;
  /// On the way to orders, along x and along y (around the edges of a torus), by whether the order had waited; in
  /// metres. A unit that is there already has gone no way.
  double metres_at_once() const { return metres_at_once_; }
  double metres_after_line() const { return metres_after_line_; }

 private:
  struct Seen {
    std::uint32_t kind = 0;
    std::uint32_t place = 0;
    std::optional<SimTime> waiting_since{};
    bool in_system = false;
    bool has_started = false;
    bool was_delayed = false;
    bool at_counter = false;
  };
  bool in_window(SimTime at) const { return at >= window_.begin && at < window_.end; }
  void pass_to(SimTime at);
  void stop_waiting(Seen& order, SimTime at);
  void leave(Seen& order);
  void come(Seen& order, SimTime at);
  void start(Seen& order, SimTime at);

  const Setting& setting_;
  Window window_{};
  Wanted wanted_{};
  std::size_t places_ = 0;
  std::vector<Seen> orders_{};
  std::vector<KindCount> kinds_{};
  std::vector<MomentCount> counts_{};
  std::vector<Duration> busy_{};
  std::vector<std::int64_t> dispatched_{};
  SimTime reached_{};
  std::int64_t in_line_ = 0;
  std::int64_t in_system_ = 0;
  Duration line_time_{};
  Duration system_time_{};
  double metres_at_once_ = 0.0;
  double metres_after_line_ = 0.0;
};

}  // namespace outpost::analysis
