#include <algorithm>
#include <optional>

#include "analysis/measures/collection.hpp"
#include "analysis/measures/scope.hpp"

namespace outpost::analysis {
namespace {

/// The times of one order, put together from its stage rows; a later assignment replaces an earlier one.
struct OrderTimes {
  std::array<std::optional<SimTime>, stage_count> at{};
  Stage last = Stage::reported;
  std::optional<ResponderId> responder{};  // the last who handled it
  bool written_up = false;
  std::optional<SimTime> operator[](Stage stage) const { return at[static_cast<std::size_t>(stage)]; }
};

/// By row of the order; rows of orders that were over before the record begins stay empty.
std::vector<OrderTimes> times_by_order(const RunRecord& record) {
  std::vector<OrderTimes> orders(order_rows(record));
  for (const StageRow& row : record.stages) {
    OrderTimes& order = orders[row.order.row()];
    auto& at = order.at[static_cast<std::size_t>(row.stage)];
    // Intake ends once: an order that is taken back from a responder keeps its first acceptance, and no more of what
    // came of that assignment.
    // What happens after the first arrival, such as work that is broken off and taken up again, changes when the order
    // is resolved and nothing before.
    const bool reached = order[Stage::on_scene].has_value();
    const bool later = row.stage == Stage::resolved || row.stage == Stage::closed;
    if ((row.stage != Stage::accepted || !at) && (!reached || later)) at = row.at;
    if ((row.stage == Stage::taken_back || row.stage == Stage::returned) && !reached) {
      for (const Stage undone : {Stage::assigned, Stage::under_way}) order.at[static_cast<std::size_t>(undone)].reset();
    }
    order.last = row.stage;
    order.written_up = (order.written_up || row.stage == Stage::to_check) && row.stage != Stage::reopened;
    if (row.responder && !order.written_up) order.responder = row.responder;
  }
  return orders;
}

struct Span {
  std::string_view measure{};
  Stage begin = Stage::reported;
  Stage end = Stage::closed;
};
constexpr std::array<Span, 8> spans{{{"response", Stage::reported, Stage::on_scene},
                                     {"intake", Stage::reported, Stage::accepted},
                                     {"queue", Stage::accepted, Stage::assigned},
                                     {"mobilise", Stage::assigned, Stage::under_way},
                                     {"travel", Stage::under_way, Stage::on_scene},
                                     {"on_scene", Stage::on_scene, Stage::resolved},
                                     {"resolve", Stage::reported, Stage::resolved},
                                     {"close", Stage::reported, Stage::closed}}};

/// How often the standard for the priority was kept, by scope.
class Standard {
 public:
  void add(const std::string& scope, bool kept) {
    auto& [within, all] = counts_[scope];
    within += kept ? 1 : 0;
    ++all;
  }
  void into(Collection& collection) const {
    for (const auto& [scope, counts] : counts_) {
      collection.value("response", "within_standard", scope,
                       static_cast<double>(counts.first) / static_cast<double>(counts.second));
    }
  }

 private:
  std::map<std::string, std::pair<std::int64_t, std::int64_t>> counts_;
};

void measure_grids(const Setting& setting, const std::map<std::size_t, Histogram>& by_grid, Collection& into) {
  std::vector<double> means;
  for (const auto& [grid, histogram] : by_grid) {
    means.push_back(*histogram.mean());
    const std::string scope = "grid=" + std::to_string(setting.plan.grids[GridId{grid}].code);
    into.value("response", "mean", scope, *histogram.mean());
    into.value("response", "n", scope, static_cast<double>(histogram.count()));
  }
  if (means.empty()) return;
  into.value("response_gini", "mean", "all", gini(means));
  std::sort(means.begin(), means.end(), [](double a, double b) { return a > b; });
  const std::size_t worst = (means.size() + 19) / 20;  // 5%, at least one
  double sum = 0.0;
  for (std::size_t i = 0; i < worst; ++i) sum += means[i];
  into.value("response_worst_grids", "mean", "all", sum / static_cast<double>(worst));
}

void count_incidents(const Setting& setting, const RunRecord& record, const std::vector<OrderTimes>& times,
                     const Window& window, Collection& into) {
  const double days = in_hours(window.end - window.begin) / 24.0;
  std::map<std::pair<std::string, std::string>, double> counts;
  for (const Kind& kind : setting.kinds) {
    for (const char* measure : {"occurred", "noticed", "recorded"}) counts[{measure, "kind=" + kind.key}] = 0.0;
  }
  const auto count = [&](const char* measure, std::size_t kind, std::optional<SimTime> at) {
    if (!at || !window.contains(*at)) return;
    counts[{measure, "kind=" + setting.kinds[kind].key}] += 1.0;
    counts[{measure, "all"}] += 1.0;
  };
  for (const IncidentRow& row : record.incidents) {
    if (row.accepted) count("occurred", row.kind, row.occurred);
  }
  for (const NoticeRow& row : record.notices) count("noticed", row.kind, row.noticed);
  for (const OrderRow& row : record.orders) {
    if (row.asked_by) continue;  // of what is recorded already
    count("recorded", row.kind, times[row.order.row()][Stage::reported]);
  }
  for (const auto& [key, number] : counts) into.value(key.first, "mean", key.second, number / days);
}

}  // namespace

void measure_orders(const Setting& setting, const RunRecord& record, const Window& window, Collection& into) {
  const std::vector<OrderTimes> times = times_by_order(record);
  std::map<std::size_t, Histogram> by_grid;
  Standard standard;
  std::int64_t recorded = 0;
  std::int64_t given_up = 0;
  std::int64_t waiting = 0;
  for (const OrderRow& row : record.orders) {
    const OrderTimes& order = times[row.order.row()];
    const SimTime reported = *order[Stage::reported];
    if (order.last == Stage::accepted) ++waiting;  // also those that have waited since before the window
    if (!window.contains(reported)) continue;
    if (order.last == Stage::handed_over) continue;  // what took its place counts from the same report
    ++recorded;
    const bool lost = order.last == Stage::turned_away || order.last == Stage::withdrawn;
    if (lost) ++given_up;
    std::vector<std::string> scopes{"all", "kind=" + setting.kinds[row.kind].key,
                                    "priority=" + std::to_string(row.priority), scope_of_hour(reported)};
    if (order.responder) {
      const Role role = setting.force.responders[*order.responder].role;
      scopes.push_back("role=" + std::string(role_names[static_cast<std::size_t>(role)]));
    }
    for (const Span& span : spans) {
      const auto begin = order[span.begin];
      const auto end = order[span.end];
      if (!begin || !end) continue;
      for (const std::string& scope : scopes) into.histogram(std::string(span.measure), scope).add(*end - *begin);
      if (span.measure == "response") by_grid[row.grid.row()].add(*end - *begin);
    }
    // Who was turned away or hung up, or still waits when the standard has run out, was not reached within it; only
    // what can still be kept is left open.
    const SimTime due = reported + setting.spec.targets.response[static_cast<std::size_t>(row.priority - 1)];
    const auto reached = order[Stage::on_scene];
    if (reached || lost || due < window.end) {
      for (const std::string& scope : scopes) standard.add(scope, reached && *reached <= due);
    }
  }
  standard.into(into);
  measure_grids(setting, by_grid, into);
  count_incidents(setting, record, times, window, into);
  into.value("backlog", "mean", "all", static_cast<double>(waiting));
  if (recorded > 0) {
    into.value("abandoned", "mean", "all", static_cast<double>(given_up) / static_cast<double>(recorded));
  }
}

}  // namespace outpost::analysis
