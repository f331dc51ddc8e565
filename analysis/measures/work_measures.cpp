#include "analysis/measures/collection.hpp"

namespace outpost::analysis {
namespace {

/// Of one kind of planned work, or of all together.
struct WorkTally {
  double done = 0.0;
  double late = 0.0;
  double knocks = 0.0;
  double unanswered = 0.0;
  double excused = 0.0;
  double open = 0.0;
  double overdue = 0.0;
};

bool is_door(const WorkRow& row) {
  return row.household || row.premises;
}

void count(const WorkRow& row, bool within, WorkTally& into) {
  if (row.result == WorkResult::open) {
    into.open += 1.0;
    into.overdue += row.late ? 1.0 : 0.0;
    return;
  }
  if (!within) return;
  const bool shut = row.result == WorkResult::nobody_home || row.result == WorkResult::excused;
  into.knocks += row.result == WorkResult::done || shut ? 1.0 : 0.0;
  into.unanswered += shut ? 1.0 : 0.0;
  into.excused += row.result == WorkResult::excused ? 1.0 : 0.0;
  if (row.result != WorkResult::done) return;
  into.done += 1.0;
  into.late += row.late ? 1.0 : 0.0;
}

void write(const WorkTally& tally, const std::string& scope, double days, Collection& into) {
  into.value("visits_done", "mean", scope, tally.done / days);
  if (tally.done > 0.0) into.value("visits_late", "mean", scope, tally.late / tally.done);
  if (tally.knocks > 0.0) into.value("doors_unanswered", "mean", scope, tally.unanswered / tally.knocks);
  into.value("visits_excused", "mean", scope, tally.excused / days);
  into.value("visits_open", "mean", scope, tally.open);
  into.value("overdue", "mean", scope, tally.overdue);
}

}  // namespace

void measure_work(const Setting& setting, const RunRecord& record, const Window& window, Collection& into) {
  if (setting.works.empty()) return;
  std::vector<WorkTally> by_work(setting.works.size());
  WorkTally doors;
  std::vector<double> finished(setting.works.size());
  for (const WorkRow& row : record.works) {
    const bool within = window.contains(row.end);
    if (is_door(row)) {
      count(row, within, by_work[row.work]);
      count(row, within, doors);
    } else if (within && row.result == WorkResult::done) {
      finished[row.work] += 1.0;
    }
  }
  const double days = in_hours(window.end - window.begin) / 24.0;
  bool any_doors = false;
  for (std::size_t work = 0; work < setting.works.size(); ++work) {
    const WorkKind kind = setting.works[work].spec.kind;
    const std::string scope = "work=" + setting.works[work].key;
    if (kind == WorkKind::round) {
      const auto grids = static_cast<double>(setting.plan.grids.size());
      into.value("rounds_done", "mean", scope, finished[work] / days / grids);
    } else if (has_its_hour(kind)) {
      into.value("turns_done", "mean", scope, finished[work] / days);
    } else {
      any_doors = true;
      write(by_work[work], scope, days, into);
    }
  }
  if (any_doors) write(doors, "all", days, into);
}

}  // namespace outpost::analysis
