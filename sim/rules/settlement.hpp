#pragma once

#include <optional>

#include "sim/world/world.hpp"

namespace outpost::rules {

/// Whether handling an order of the kind settles the matter or not: the kind has a settlement, and the matter is
/// somebody's own. A risk that was found is settled as [risks.NAME] settles says. The kind is that of the order: where
/// one order asks for another, the owner's kind says whether the owner settles.
bool is_dispute(const Setting& setting, const Incident& incident, std::uint32_t kind);

/// The chance that a dispute of the kind is settled by a mediator of the role whose work has ended so long after the
/// report: base, or by_role, times 1 - per_day_of_delay x days, and never below zero. A function of the kind, the role
/// and the delay; it is told nothing else (docs/model.md, section on ethics).
double chance_of_settlement(const SettlementSpec& settlement, Role mediator, Duration delay);

/// What comes of an attempt.
struct Attempt {
  Settlement result = Settlement::none;
  Duration after{};  // until it comes back, or has grown into something else
};
/// By one draw for the incident, whichever order is about it, whoever came and however often: where the chances are the
/// same for all, who comes changes nothing.
Attempt attempt_to_settle(const Setting& setting, RunKey key, const Incident& incident, std::uint32_t kind,
                          Role mediator, Duration delay);

/// The incident that follows an attempt that recurs or escalates: at the same place, about the same people, with draws
/// of its own. What comes back is of the incident's kind, what has grown of the one that the order's kind names.
Incident followed_by(const Setting& setting, const Incident& incident, std::uint32_t kind, const Attempt& attempt,
                     SimTime now);

}  // namespace outpost::rules
