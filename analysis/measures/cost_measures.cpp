#include <algorithm>
#include <array>
#include <optional>

#include "analysis/measures/collection.hpp"

namespace outpost::analysis {
namespace {

constexpr double hours_a_year = 365.0 * 24.0;

/// What is paid for in the window, by item and role, in CNY.
enum class Item : std::uint8_t { wages, overtime, standby, vehicles, extra_pay, rewards, fund, seats };
constexpr std::array<std::string_view, 8> item_names{"wages",     "overtime", "standby", "vehicles",
                                                     "extra_pay", "rewards",  "fund",    "seats"};

struct Bill {
  std::array<double, item_names.size()> by_item{};
  std::array<double, role_count> by_role{};
  double all = 0.0;
  void add(Item item, std::optional<Role> role, double amount) {
    by_item[static_cast<std::size_t>(item)] += amount;
    if (role) by_role[static_cast<std::size_t>(*role)] += amount;
    all += amount;
  }
};

double yuan(Money amount) {
  return static_cast<double>(amount.value);
}

/// A year's wages of everybody in a unit, auxiliaries by their own.
double wages_of(const Setting& setting, const Responder& unit) {
  const auto& wage = setting.spec.costs.wage;
  const std::int64_t auxiliaries = std::min(unit.people, setting.force.staff_of(unit).auxiliaries);
  return static_cast<double>(unit.people - auxiliaries) * yuan(wage[static_cast<std::size_t>(unit.role)]) +
         static_cast<double>(auxiliaries) * yuan(wage[static_cast<std::size_t>(Role::auxiliary_officer)]);
}

/// Duty of the roster is paid whether somebody comes or not: leave, illness and vacancies are in the budget of a post.
/// Whoever joins by a transfer is paid for from the first day of training, and whoever leaves by one until then.
void pay_for_posts(const Setting& setting, const Window& window, Bill& bill) {
  const CostSpec& costs = setting.spec.costs;
  for (const Responder& unit : setting.force.responders) {
    const SimTime begin = std::max(window.begin, unit.appointed.value_or(SimTime{}));
    const SimTime end = std::min(window.end, unit.leaves.value_or(window.end));
    if (begin >= end) continue;
    const double years = in_hours(end - begin) / hours_a_year;
    const Roster& roster = setting.force.rosters[unit.roster];
    const double duty = in_hours(roster.covered(setting.calendar, begin, end));
    const double people_years = static_cast<double>(unit.people) * duty / costs.paid_hours;
    bill.add(Item::wages, unit.role, wages_of(setting, unit) * duty / costs.paid_hours);
    if (unit.role == Role::grid_worker) bill.add(Item::extra_pay, unit.role, people_years * yuan(costs.extra_pay));
    const Way way = setting.force.staff_of(unit).way;
    bill.add(Item::vehicles, unit.role, yuan(costs.vehicle[static_cast<std::size_t>(way)]) * years);
    const double waiting = in_hours(roster.on_standby_in(setting.calendar, begin, end));
    bill.add(Item::standby, unit.role, costs.standby.value() * wages_of(setting, unit) / costs.wage_hours * waiting);
  }
  const double years = in_hours(window.end - window.begin) / hours_a_year;
  bill.add(Item::fund, std::nullopt, yuan(costs.fund) * years);
}

void pay_for_overtime(const Setting& setting, const RunRecord& record, const Window& window, Bill& bill) {
  const CostSpec& costs = setting.spec.costs;
  for (const StatusRow& row : record.statuses) {
    const SimTime begin = std::max(row.begin, window.begin);
    const SimTime end = std::min(row.end, window.end);
    if (row.status == Status::off_duty || begin >= end) continue;
    const Responder& unit = setting.force.responders[row.responder];
    const Duration outside = (end - begin) - setting.force.rosters[unit.roster].covered(setting.calendar, begin, end);
    if (outside == Duration{}) continue;
    const double of_an_hour = wages_of(setting, unit) / costs.wage_hours;
    bill.add(Item::overtime, unit.role, costs.overtime * of_an_hour * in_hours(outside));
  }
}

void pay_for_the_road(const Setting& setting, const RunRecord& record, const Window& window, Bill& bill) {
  for (const LegRow& leg : record.legs) {
    const SimTime begin = std::max(leg.begin, window.begin);
    const SimTime end = std::min(leg.end, window.end);
    if (begin >= end) continue;
    const Money of_an_hour = setting.spec.costs.hour_on_road[static_cast<std::size_t>(leg.way)];
    bill.add(Item::vehicles, setting.force.responders[leg.responder].role, yuan(of_an_hour) * in_hours(end - begin));
  }
}

/// Whoever sits at a desk is paid for its hours.
void pay_for_seats(const Setting& setting, const Window& window, Bill& bill) {
  for (const Hall& hall : setting.rooms.halls) {
    for (const DeskId id : hall.desks) {
      const Desk& desk = setting.rooms.desks[id];
      const double hours = in_hours(desk.open.covered(setting.calendar, window.begin, window.end));
      const double people_years = static_cast<double>(desk.spec.seats) * hours / setting.spec.costs.paid_hours;
      bill.add(Item::seats, std::nullopt, people_years * yuan(setting.spec.costs.seat));
    }
  }
}

/// For what responders found and wrote up, and for what they made up.
void pay_rewards(const Setting& setting, const RunRecord& record, const Window& window, Bill& bill) {
  if (setting.spec.rewards.paid == Switch::off) return;
  const double reward = yuan(setting.spec.costs.reward);
  for (const RiskRow& row : record.risks) {
    if (row.stage != RiskStage::found || !row.by || !window.contains(row.at)) continue;
    bill.add(Item::rewards, setting.force.responders[*row.by].role, reward);
  }
  for (const IncidentRow& row : record.incidents) {
    if (row.cause == Cause::padding && window.contains(row.occurred)) bill.add(Item::rewards, std::nullopt, reward);
  }
}

}  // namespace

void measure_costs(const Setting& setting, const RunRecord& record, const Window& window, Collection& into) {
  if (setting.spec.costs.counted == Switch::off) return;
  Bill bill;
  pay_for_posts(setting, window, bill);
  pay_for_overtime(setting, record, window, bill);
  pay_for_the_road(setting, record, window, bill);
  pay_rewards(setting, record, window, bill);
  pay_for_seats(setting, window, bill);
  const double per_year = hours_a_year / in_hours(window.end - window.begin);
  into.value("cost", "mean", "all", bill.all * per_year);
  for (std::size_t item = 0; item < item_names.size(); ++item) {
    if (bill.by_item[item] == 0.0) continue;
    into.value("cost", "mean", "item=" + std::string(item_names[item]), bill.by_item[item] * per_year);
  }
  for (std::size_t role = 0; role < role_count; ++role) {
    if (!is_staffed(setting.spec, static_cast<Role>(role))) continue;
    into.value("cost", "mean", "role=" + std::string(role_names[role]), bill.by_role[role] * per_year);
  }
  std::vector<bool> counted(order_rows(record), false);  // an order that was reopened is one order
  const auto resolved = std::count_if(record.stages.begin(), record.stages.end(), [&](const StageRow& row) {
    if (row.stage != Stage::resolved || counted[row.order.row()]) return false;
    counted[row.order.row()] = true;
    return window.contains(row.at);
  });
  if (resolved > 0) into.value("cost_per_order", "mean", "all", bill.all / static_cast<double>(resolved));
}

}  // namespace outpost::analysis
