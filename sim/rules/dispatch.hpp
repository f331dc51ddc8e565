#pragma once

#include <optional>
#include <span>
#include <string_view>
#include <vector>

#include "sim/world/forecast.hpp"

namespace outpost::rules {

/// What a dispatcher decides for one order, and why. No responder: the order waits.
struct Choice {
  std::optional<ResponderId> responder{};
  std::vector<ResponderId> with{};  // who else, where the kind needs several
  std::string_view reason{};
  std::optional<Duration> ask_again{};  // where time alone would change the answer: how long from now
  std::vector<Candidate> candidates{};  // considered, in order of id
};

/// Of whom a choice names the expected time: of everybody who could be sent, or of as few as decide it.
enum class Named : std::uint8_t { everybody, as_few_as_decide };

/// A rule sees the whole setting and world, and changes nothing; the query is scratch memory for travel times. It is
/// asked when an order is accepted, when somebody becomes free, and after the time at which it asked to be asked again.
/// It must not look at what a dispatcher cannot know: incidents that nobody reported, risks that nobody found, when the
/// work on a scene will end. tests/rules/rule_contract_claims.cpp holds every rule of the registry to this.
using DispatchFunction = Choice(const Setting& setting, const World& world, OrderId order, TravelQuery& travel);
using DispatchRule = DispatchFunction*;
/// The same for a rule that looks ahead: it asks a forecast what would become of its choices.
using ForesightFunction = Choice(const Setting& setting, const World& world, OrderId order, TravelQuery& travel,
                                 const Forecast& forecast);
using ForesightRule = ForesightFunction*;
/// Whether the first of two waiting orders is offered before the second; equal ones as they were accepted.
using LineRule = bool (*)(const Setting& setting, const World& world, OrderId first, OrderId second);

struct NamedDispatchRule {
  std::string_view name{};
  std::string_view meaning{};
  DispatchRule choose = nullptr;  // none: it looks ahead
  /// The reason with which it may leave an order though somebody fit is free; empty: it never does.
  std::string_view holds{};
  bool preempts = false;    // may take somebody from another order, as [rules] preempt and preempt_gap allow
  LineRule line = nullptr;  // none: as [command] line says
  bool keeps_load = false;  // asks for ResponderState::stretch_began and worked_before
  ForesightRule look_ahead = nullptr;
  /// The same choice with as few candidates as decide it; none: the rule has no quicker way to it. It is held to the
  /// same choices as `choose`.
  DispatchRule choose_quickly = nullptr;
};

/// A new rule is a file of sim/rules/dispatch and a line in registry.cpp (docs/rules.md).
std::span<const NamedDispatchRule> dispatch_rules();
/// Requires a name of the registry: the reader has refused any other.
const NamedDispatchRule& dispatch_rule(std::string_view name);
/// The rule of the scenario; where that looks ahead, its base rule, which is what it falls back on and whose line it
/// keeps. Requires that a base rule does not look ahead itself: a forecast never starts another.
const NamedDispatchRule& base_rule(const Setting& setting);
/// Asks a rule. One that looks ahead requires a forecast.
Choice ask(const NamedDispatchRule& rule, const Setting& setting, const World& world, OrderId order,
           TravelQuery& travel, const Forecast* forecast, Named named = Named::everybody);
/// The names of all rules: for dispatch, idle and rounds.
Vocabulary vocabulary();

/// Whoever is free and expected soonest; if nobody is, whoever is on standby for such an order.
DispatchFunction soonest_free;
DispatchFunction soonest_free_quickly;
/// The order's own people first; others after [rules] spill_over.
DispatchFunction home_first;
DispatchFunction home_first_quickly;
/// As soonest_free; an urgent order may take somebody from a lesser one.
DispatchFunction priority_soonest;
/// Whoever stands first on the place's list ([[rules.preference]]); tied ones with equal chances, by a draw keyed by
/// the incident. A place without a list is answered as by soonest_free.
DispatchFunction preference;
/// As soonest_free, but anything less urgent than priority 1 waits while only [rules] reserve units or fewer are free.
DispatchFunction reserve;
/// Of those expected within [rules] load_slack of the soonest, whoever has worked the least of its stretch of duty.
DispatchFunction least_loaded;
/// Of those in time for the standard, the role that the kind names first; waiting orders by their deadlines.
DispatchFunction deadline_slack;
/// Expected time against the residents who lose cover when a unit leaves.
DispatchFunction coverage_aware;

/// Whoever of the soonest leads to the least weighted waiting in the time ahead, as a forecast has it
/// ([rules.rollout]); the base rule's choice, unless another is clearly better.
ForesightFunction rollout;

/// When the standard of an order's priority runs out: report + [targets] response.
SimTime deadline_of(const Setting& setting, const Order& order);
/// The line of deadline_slack: whichever's standard runs out first.
bool is_due_first(const Setting& setting, const World& world, OrderId first, OrderId second);

/// How many units an order needs: to handle it those of its kind, to verify or check it one.
std::size_t units_needed(const Setting& setting, const Order& order);

/// The waiting orders in the order in which they are offered to somebody who is free: as the rule says, or by
/// acceptance, or most urgent first.
std::vector<OrderId> in_line(const Setting& setting, const World& world);
/// Of them those that a responder may answer.
std::vector<OrderId> in_line_for(const Setting& setting, const World& world, ResponderId responder);

/// Whether the order's errand is one for the unit's role, and where it is one of departments, for its department.
bool is_asked(const Setting& setting, const Order& order, const Responder& unit);
/// Whether the kind lists the responder's role and department, its reach lets it be sent there, and the order's desk
/// knows of it.
bool may_answer(const Setting& setting, const Order& order, ResponderId responder);

/// Where a responder is now: at a place, or on its way.
Spot spot_of(const Setting& setting, const World& world, const ResponderState& state, TravelQuery& travel);
/// How much of its journey lies behind a responder under way, in static time.
Duration static_covered(const TravelTimes& travel, const ResponderState& state, SimTime now);
/// Whether a responder who is sent now mobilises first: from its post, a counter or a meeting; not from the road, its
/// round, a door, or another order.
bool gets_ready(const Setting& setting, const World& world, ResponderId responder);
/// How long it takes a responder, as it now stands, to be at the entrance of the building that it is in.
Duration way_down_of(const ResponderState& state, SimTime now);

}  // namespace outpost::rules
