#include <algorithm>
#include <array>

#include "analysis/measures/collection.hpp"

namespace outpost::analysis {
namespace {

/// Duty that the roster has and what became of it, over all units of a role.
struct DutyUse {
  Duration rostered{};
  std::array<Duration, absence_reason_names.size()> missed{};
  std::size_t breaks = 0;
  std::size_t breaks_missed = 0;  // broken off, or never begun
};

}  // namespace

void measure_rosters(const Setting& setting, const RunRecord& record, const Window& window, Collection& into) {
  std::array<DutyUse, role_count> by_role{};
  const auto use_of = [&](ResponderId id) -> DutyUse& {
    return by_role[static_cast<std::size_t>(setting.force.responders[id].role)];
  };
  for (const ResponderId id : setting.force.responders.ids()) {
    const Responder& unit = setting.force.responders[id];
    const Roster& roster = setting.force.rosters[unit.roster];
    if (!roster.calls_roll) continue;
    const SimTime begin = std::max(window.begin, unit.appointed.value_or(SimTime{}));
    const SimTime end = std::min(window.end, unit.leaves.value_or(window.end));
    if (begin < end) use_of(id).rostered += roster.covered(setting.calendar, begin, end);
  }
  for (const AbsenceRow& row : record.absences) {
    if (row.reason == AbsenceReason::transferred) continue;  // its post is gone
    const SimTime begin = std::max(row.begin, window.begin);
    const SimTime end = std::min(row.end, window.end);
    if (begin >= end) continue;
    const Roster& roster = setting.force.rosters[setting.force.responders[row.responder].roster];
    use_of(row.responder).missed[static_cast<std::size_t>(row.reason)] += roster.covered(setting.calendar, begin, end);
  }
  for (const WorkRow& row : record.works) {
    if (row.work != setting.works.size() || !window.contains(row.end)) continue;
    DutyUse& use = use_of(*row.responder);
    ++use.breaks;
    if (row.result != WorkResult::done) ++use.breaks_missed;
  }
  for (std::size_t role = 0; role < role_count; ++role) {
    const DutyUse& use = by_role[role];
    const std::string scope = "role=" + std::string(role_names[role]);
    if (use.breaks > 0) {
      into.value("breaks_missed", "mean", scope,
                 static_cast<double>(use.breaks_missed) / static_cast<double>(use.breaks));
    }
    if (use.rostered == Duration{}) continue;
    Duration all{};
    for (std::size_t reason = 0; reason < use.missed.size(); ++reason) {
      all += use.missed[reason];
      if (use.missed[reason] == Duration{}) continue;
      into.value("absent", "mean", scope + " reason=" + std::string(absence_reason_names[reason]),
                 part_of(use.missed[reason], use.rostered));
    }
    into.value("absent", "mean", scope, part_of(all, use.rostered));
  }
}

}  // namespace outpost::analysis
