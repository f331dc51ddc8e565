#pragma once

#include "sim/world/forecast.hpp"

namespace outpost::engine {

/// The forecast of a run: the engine itself, on a world of which it has only what is known (known_world.hpp), for as
/// long as [rules.rollout] says, with the base rule and no recorder but a tally of who waits. It keeps nothing, so that
/// what it answers is a function of the question.
class Foresight final : public Forecast {
 public:
  /// The setting must outlive it.
  explicit Foresight(const Setting& setting) : setting_(setting) {}
  Outlook ahead(const World& world, OrderId order, std::span<const Sending> choices,
                TravelQuery& travel) const override;

 private:
  const Setting& setting_;
};

}  // namespace outpost::engine
