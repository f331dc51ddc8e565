#include <map>
#include <set>
#include <utility>

#include "analysis/one_map/one_map.hpp"
#include "analysis/one_map/statuses.hpp"

namespace outpost::analysis {

Alerts alerts_pushed(const MapQuestion& question) {
  const Setting& setting = *question.setting;
  Alerts alerts;
  std::map<std::size_t, AlertHits> hits;
  for (std::size_t kind = 0; kind < setting.risk_kinds.size(); ++kind) {
    if (setting.risk_kinds[kind].spec.alert > 0.0) hits[kind].risk_kind = kind;
  }
  std::set<RiskId> by_alert;
  // An incident begins where and when its risk is found.
  std::set<std::pair<BuildingId, SimTime>> places;
  for (const RiskRow& row : question.record.risks) {
    if (row.at > question.at) continue;
    if (row.stage == RiskStage::found && row.finder == Finder::alert) {
      by_alert.insert(row.risk);
      places.insert({row.building, row.at});
      if (question.counts(row.at)) ++hits[row.kind].found;
    }
    if (row.stage == RiskStage::escalated && by_alert.contains(row.risk) && question.counts(row.at)) {
      ++hits[row.kind].escalated;
    }
  }
  std::map<IncidentId, bool> looks_at_nothing;  // by incident that an alert has brought about
  for (const IncidentRow& row : question.record.incidents) {
    if (row.occurred > question.at || !row.accepted) continue;
    if (row.cause == Cause::false_alert) {
      looks_at_nothing[row.incident] = true;
      if (question.counts(row.occurred)) ++alerts.false_alarms;
    }
    if (row.cause == Cause::found_risk && places.contains({row.building, row.occurred})) {
      looks_at_nothing[row.incident] = false;
    }
  }
  const std::vector<Duration> spent = time_on_orders(question);
  for (const OrderRow& row : question.record.orders) {
    const auto about = looks_at_nothing.find(row.incident);
    if (about == looks_at_nothing.end()) continue;
    (about->second ? alerts.on_false_alarms : alerts.on_hits) += spent[row.order.row()];
  }
  for (const auto& [kind, row] : hits) alerts.hits.push_back(row);
  return alerts;
}

}  // namespace outpost::analysis
