#include <array>
#include <optional>

#include "analysis/measures/collection.hpp"

namespace outpost::analysis {
namespace {

/// What one stretch of the window says.
struct Stretch {
  Window window{};
  double orders = 0.0;  // recorded
  double response = 0.0;
  double reached = 0.0;
  double visits = 0.0;
  double doors = 0.0;
  double shut = 0.0;
};

void read_orders(const RunRecord& record, std::array<Stretch, 2>& stretches) {
  std::vector<std::optional<SimTime>> reported(order_rows(record));
  std::vector<std::optional<SimTime>> reached(order_rows(record));
  for (const StageRow& row : record.stages) {
    std::optional<SimTime>& at = row.stage == Stage::reported ? reported[row.order.row()] : reached[row.order.row()];
    if ((row.stage == Stage::reported || row.stage == Stage::on_scene) && !at) at = row.at;
  }
  for (std::size_t order = 0; order < reported.size(); ++order) {
    for (Stretch& stretch : stretches) {
      if (!reported[order] || !stretch.window.contains(*reported[order])) continue;
      stretch.orders += 1.0;
      if (!reached[order]) continue;
      stretch.reached += 1.0;
      stretch.response += static_cast<double>((*reached[order] - *reported[order]).count());
    }
  }
}

void read_visits(const Setting& setting, const RunRecord& record, std::array<Stretch, 2>& stretches) {
  for (const WorkRow& row : record.works) {
    if (row.work == setting.works.size() || (!row.household && !row.premises)) continue;
    for (Stretch& stretch : stretches) {
      if (!stretch.window.contains(row.end)) continue;
      const bool done = row.result == WorkResult::done;
      const bool shut = row.result == WorkResult::nobody_home || row.result == WorkResult::excused;
      stretch.visits += done ? 1.0 : 0.0;
      stretch.shut += shut ? 1.0 : 0.0;
      stretch.doors += done || shut ? 1.0 : 0.0;
    }
  }
}

}  // namespace

void measure_drift(const Setting& setting, const RunRecord& record, const Window& window, Collection& into) {
  // Whole weeks: a quarter with one Sunday more would differ for that reason alone.
  const std::int64_t weeks = (window.end - window.begin) / (4 * one_week);
  if (weeks == 0) return;
  const Duration length = weeks * one_week;
  std::array<Stretch, 2> stretches{Stretch{.window = {window.begin, window.begin + length}},
                                   Stretch{.window = {window.end - length, window.end}}};
  read_orders(record, stretches);
  read_visits(setting, record, stretches);
  const auto& [first, last] = stretches;
  const auto drift = [&into](const std::string& of, double before, double after) {
    if (before > 0.0) into.value("drift", "mean", "of=" + of, after / before - 1.0);
  };
  const auto ratio = [](double sum, double count) { return count > 0.0 ? sum / count : 0.0; };
  drift("recorded", first.orders, last.orders);
  drift("response", ratio(first.response, first.reached), ratio(last.response, last.reached));
  if (setting.works.empty()) return;
  drift("visits_done", first.visits, last.visits);
  drift("doors_unanswered", ratio(first.shut, first.doors), ratio(last.shut, last.doors));
}

}  // namespace outpost::analysis
