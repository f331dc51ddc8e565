#pragma once

#include <span>

#include "sim/world/world.hpp"

namespace outpost::engine {

/// How many events ahead of its turn each part of `anticipate` is due.
inline constexpr std::size_t steps_ahead = 3;

/// Sends for the memory that an event will read, `ahead` events before its turn, so that it need not be waited for
/// then: at 3 the state of its responder, at 2 what that state names, at 1 what those name. In a prefecture nearly
/// every event is about another person, whose rows no cache holds. Changes nothing, and no result depends on it.
void anticipate(const Setting& setting, const World& world, const Event& event, std::size_t ahead);

/// The same for people who are dealt with one after the other, when it is the turn of `who[row]`.
void anticipate_next(const Setting& setting, const World& world, std::span<const ResponderId> who, std::size_t row);

}  // namespace outpost::engine
