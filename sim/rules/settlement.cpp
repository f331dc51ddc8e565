#include "sim/rules/settlement.hpp"

#include <algorithm>
#include <limits>

#include "sim/people/duration_law.hpp"
#include "sim/rules/incident_draws.hpp"

namespace outpost::rules {

bool is_dispute(const Setting& setting, const Incident& incident, std::uint32_t kind) {
  return setting.kinds[kind].spec.settlement.base.has_value() && has_caller(incident.cause);
}

double chance_of_settlement(const SettlementSpec& settlement, Role mediator, Duration delay) {
  require(settlement.base.has_value(), "only a dispute is settled");
  const double chance = settlement.by_role[static_cast<std::size_t>(mediator)].value_or(*settlement.base).value();
  const double days = in_hours(delay) / 24.0;
  return chance * std::max(0.0, 1.0 - settlement.per_day_of_delay.value() * days);
}

Attempt attempt_to_settle(const Setting& setting, RunKey key, const Incident& incident, std::uint32_t kind,
                          Role mediator, Duration delay) {
  const SettlementSpec& settlement = setting.kinds[kind].spec.settlement;
  Stream stream = stream_of(key, Draw::settlement, incident);
  const double success = stream.uniform();
  const double otherwise = stream.uniform();
  if (success < chance_of_settlement(settlement, mediator, delay)) return {Settlement::settled, {}};
  const double recurs = settlement.recurs.value();
  if (otherwise < recurs) return {Settlement::recurs, sample(settlement.recurs_after, stream)};
  if (otherwise < recurs + settlement.escalates.value()) {
    return {Settlement::escalates, sample(settlement.escalates_after, stream)};
  }
  return {Settlement::rests, {}};
}

Incident followed_by(const Setting& setting, const Incident& incident, std::uint32_t kind, const Attempt& attempt,
                     SimTime now) {
  require(attempt.result == Settlement::recurs || attempt.result == Settlement::escalates,
          "only what was not settled comes back or grows");
  require(incident.times < std::numeric_limits<std::uint16_t>::max(), "a dispute comes back less than 2^16 times");
  Incident next;
  next.identity = incident.identity;
  next.community = incident.community;
  next.day = incident.day;
  next.number = incident.number;
  next.kind = incident.kind;
  next.building = incident.building;
  next.storey = incident.storey;
  next.person = incident.person;
  next.household = incident.household;
  next.acceptance = incident.acceptance;
  next.occurred = now + attempt.after;
  next.times = static_cast<std::uint16_t>(incident.times + 1);
  const bool of_risk = incident.cause == Cause::escalated_risk || incident.cause == Cause::unsettled_risk;
  next.cause = of_risk ? Cause::unsettled_risk : Cause::unsettled;
  if (attempt.result == Settlement::escalates) {
    const auto grown = setting.kinds[kind].escalates_to;
    require(grown.has_value(), "a dispute grows into a kind that there is");
    next.kind = *grown;
  }
  return next;
}

}  // namespace outpost::rules
