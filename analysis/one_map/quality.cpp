#include <algorithm>

#include "analysis/one_map/one_map.hpp"
#include "analysis/one_map/order_states.hpp"

namespace outpost::analysis {
namespace {

void count(const MapQuestion& question, const OrderState& order, TownQuality& row, Duration& sum) {
  row.returned += order.returned;
  row.reopened += order.reopened;
  if (order.reached && question.counts(*order.reached)) {
    const Duration response = *order.reached - order.reported;
    ++row.reached;
    sum += response;
    const auto priority = static_cast<std::size_t>(std::clamp<std::int64_t>(order.priority, 1, 4) - 1);
    if (response <= question.setting->spec.targets.response[priority]) ++row.within_standard;
  }
  if (order.over) return;
  ++row.open;
  if (order.due && *order.due < question.at) ++row.overdue;
  if (order.stage != Stage::accepted) return;
  ++row.waiting;
  const Duration waited = question.at - order.since;
  row.longest_wait = std::max(row.longest_wait.value_or(waited), waited);
}

}  // namespace

std::vector<TownQuality> quality_monitoring(const MapQuestion& question) {
  const City& city = question.setting->city;
  const std::size_t all = city.towns.size();
  std::vector<TownQuality> rows(all + 1);
  std::vector<Duration> sums(all + 1);
  for (const TownId town : city.towns.ids()) rows[town.row()].town = town;
  for (const OrderState& order : orders_until(question)) {
    const TownId town = city.communities[city.buildings[order.building].community].town;
    count(question, order, rows[town.row()], sums[town.row()]);
    count(question, order, rows[all], sums[all]);
  }
  for (std::size_t row = 0; row < rows.size(); ++row) {
    if (rows[row].reached > 0) rows[row].response = sums[row] / rows[row].reached;
  }
  return rows;
}

}  // namespace outpost::analysis
