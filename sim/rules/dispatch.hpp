#pragma once

#include <optional>
#include <span>
#include <string_view>
#include <vector>

#include "sim/world/world.hpp"

namespace outpost::rules {

/// What a dispatcher decides for one order, and why. No responder: the order waits.
struct Choice {
  std::optional<ResponderId> responder{};
  std::vector<ResponderId> with{};  // who else, where the kind needs several
  std::string_view reason{};
  std::optional<Duration> ask_again{};  // where time alone would change the answer: how long from now
  std::vector<Candidate> candidates{};  // considered, in order of id
};

/// A rule sees the whole setting and world, and changes nothing; the query is scratch memory for travel times. It is
/// asked when an order is accepted, when somebody becomes free, and after the time at which it asked to be asked again.
using DispatchRule = Choice (*)(const Setting& setting, const World& world, OrderId order, TravelQuery& travel);

struct NamedDispatchRule {
  std::string_view name{};
  std::string_view meaning{};
  DispatchRule choose = nullptr;
};

/// A new rule is a function of this shape and a line in registry.cpp.
std::span<const NamedDispatchRule> dispatch_rules();
/// Requires a name of the registry: the reader has refused any other.
const NamedDispatchRule& dispatch_rule(std::string_view name);
Vocabulary vocabulary();

Choice soonest_free(const Setting& setting, const World& world, OrderId order, TravelQuery& travel);
Choice home_first(const Setting& setting, const World& world, OrderId order, TravelQuery& travel);
Choice priority_soonest(const Setting& setting, const World& world, OrderId order, TravelQuery& travel);

/// Whoever stands first on the place's list ([[rules.preference]]); tied ones with equal chances, by a draw keyed by
/// the incident. A place without a list is answered as by soonest_free.
Choice preference(const Setting& setting, const World& world, OrderId order, TravelQuery& travel);
/// As soonest_free, but anything less urgent than priority 1 waits while only [rules] reserve units or fewer are free.
Choice reserve(const Setting& setting, const World& world, OrderId order, TravelQuery& travel);

/// How many units an order needs: to handle it those of its kind, to verify or check it one.
std::size_t units_needed(const Setting& setting, const Order& order);

/// The waiting orders in the order in which they are offered to somebody who is free: by acceptance, or most urgent
/// first.
std::vector<OrderId> in_line(const Setting& setting, const World& world);

/// Whether the kind lists the responder's role, and [rules] reach lets it be sent into the order's town.
bool may_answer(const Setting& setting, const Order& order, ResponderId responder);

/// Where a responder is now: at a place, or on its way.
Spot spot_of(const Setting& setting, const World& world, const ResponderState& state, TravelQuery& travel);
/// Whether a responder who is sent now mobilises first: from its post, a counter or a meeting; not from the road, its
/// round, a door, or another order.
bool gets_ready(const Setting& setting, const World& world, ResponderId responder);
/// How long it takes a responder, as it now stands, to be at the entrance of the building that it is in.
Duration way_down_of(const ResponderState& state, SimTime now);

}  // namespace outpost::rules
