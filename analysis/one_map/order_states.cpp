#include "analysis/one_map/order_states.hpp"

#include <algorithm>

namespace outpost::analysis {

std::vector<OrderState> orders_until(const MapQuestion& question) {
  std::vector<OrderState> orders;
  std::vector<bool> was_reported;
  for (const OrderRow& row : question.record.orders) {
    if (row.order.row() >= orders.size()) {
      orders.resize(row.order.row() + 1);
      was_reported.resize(row.order.row() + 1, false);
    }
    OrderState& order = orders[row.order.row()];
    order.order = row.order;
    order.kind = row.kind;
    order.priority = row.priority;
    order.incident = row.incident;
    order.building = row.building;
  }
  for (const StageRow& row : question.record.stages) {
    if (row.at > question.at || row.order.row() >= orders.size()) continue;
    OrderState& order = orders[row.order.row()];
    order.stage = row.stage == Stage::taken_back ? Stage::accepted : row.stage;
    order.since = row.at;
    if (row.stage == Stage::reported) {
      order.reported = row.at;
      was_reported[row.order.row()] = true;
    }
    if (row.stage == Stage::on_scene && !order.reached) order.reached = row.at;
    if (is_over(row.stage)) order.over = row.at;
    if (question.counts(row.at)) {
      if (row.stage == Stage::returned) ++order.returned;
      if (row.stage == Stage::reopened) ++order.reopened;
    }
  }
  for (const DeadlineRow& row : question.record.deadlines) {
    if (row.at <= question.at && row.order.row() < orders.size()) orders[row.order.row()].due = row.due;
  }
  std::vector<OrderState> known;
  for (std::size_t row = 0; row < orders.size(); ++row) {
    if (was_reported[row]) known.push_back(orders[row]);
  }
  return known;
}

}  // namespace outpost::analysis
