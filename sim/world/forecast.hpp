#pragma once

#include <cstdint>
#include <span>
#include <vector>

#include "sim/world/world.hpp"

namespace outpost {

/// A choice that is put to a forecast: who is sent to an order at once.
struct Sending {
  ResponderId responder{};
  std::vector<ResponderId> with{};  // as many others as the order needs
};

/// What a forecast says of several choices.
struct Outlook {
  /// By choice, by imagined future; a row of the second is the same future for every choice. The time that orders wait
  /// for somebody to arrive, in milliseconds, each weighted by [rules.rollout] weight, from now to the horizon.
  std::vector<std::vector<double>> waiting{};
  std::uint64_t events = 0;  // that were simulated for it
};

/// What would become of each way of answering an order, as whoever dispatches it may imagine: the base rule of [rules]
/// rollout answers everything that comes after. The engine implements it (sim/engine/forecast.hpp); rules ask it.
///
/// It knows no future and no secret. It starts from what is on record: reports, what units are at, the clock. What
/// nobody can know, and all that comes later, is drawn under replication numbers that no run has, the same ones for
/// every choice. A forecast never starts another.
class Forecast {
 public:
  virtual ~Forecast() = default;
  /// Requires an order that waits, and choices that may be sent to it. Changes nothing; equal questions have equal
  /// answers.
  virtual Outlook ahead(const World& world, OrderId order, std::span<const Sending> choices,
                        TravelQuery& travel) const = 0;
};

}  // namespace outpost
