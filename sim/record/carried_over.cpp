#include "sim/record/carried_over.hpp"

#include <algorithm>

namespace outpost {
namespace {

bool is_over(RiskStage stage) {
  return stage == RiskStage::ended || stage == RiskStage::escalated;
}

/// Keeps the rows that are wanted, in their order, and gives back the memory of the others.
template <class Row, class Wanted>
void keep(std::vector<Row>& rows, const Wanted& wanted) {
  std::erase_if(rows, [&wanted](const Row& row) { return !wanted(row); });
  rows.shrink_to_fit();
}

}  // namespace

RunRecord carried_over(RunRecord before, const World& world) {
  const SimTime now = world.now;
  std::vector<bool> wanted(world.incidents.size(), false);
  for (const Order& order : world.orders) {
    if (!is_over(order.stage)) wanted[order.incident.row()] = true;
  }
  const auto order_is_open = [&world](OrderId order) { return !is_over(world.orders[order].stage); };
  const auto reaches_on = [now](const auto& row) { return row.end > now; };
  keep(before.incidents, [&](const IncidentRow& row) { return wanted[row.incident.row()]; });
  keep(before.notices, [&](const NoticeRow& row) { return wanted[row.incident.row()]; });
  keep(before.orders, [&](const OrderRow& row) { return order_is_open(row.order); });
  keep(before.stages, [&](const StageRow& row) { return order_is_open(row.order); });
  keep(before.legs, reaches_on);
  keep(before.statuses, reaches_on);
  keep(before.works, reaches_on);
  keep(before.absences, reaches_on);
  keep(before.seats, reaches_on);
  keep(before.deadlines, [&](const DeadlineRow& row) { return order_is_open(row.order); });
  keep(before.asks, [&](const AskRow& row) { return order_is_open(row.order); });
  keep(before.risks, [&world](const RiskRow& row) { return !is_over(world.risks[row.risk].stage); });
  before.decisions = {};
  before.commands = {};
  before.contacts = {};
  before.reports = {};
  before.trust_levels = {};
  before.settlements = {};
  before.counter_steps = {};
  before.coverages = {};
  return before;
}

}  // namespace outpost
