#include <fmt/format.h>

#include <algorithm>
#include <cmath>

#include "analysis/experiment/lint.hpp"

namespace outpost::analysis {
namespace {

constexpr double longest_warm_up_in_days = 365.0;  // that [run] accepts

bool has_visits(const Setting& setting) {
  return std::any_of(setting.works.begin(), setting.works.end(), [](const Work& work) {
    return work.spec.kind == WorkKind::visit || work.spec.kind == WorkKind::duty_visit;
  });
}

/// Of the open risks of a kind: what is open grows at a constant rate and is taken away at the rates of what ends it,
/// so it comes near its level like 1 - exp(-rate x time). Rounds and visits shorten it and are not counted.
Duration risks_settle(const Setting& setting, const RiskSpec& risk) {
  const VolunteerSpec& volunteers = setting.spec.volunteers;
  const double day = in_hours(one_day);
  const double there = volunteers.per_grid * volunteers.turn_up.value();
  const double watched = 1.0 - std::pow(1.0 - volunteers.notice.value(), there);
  const double per_day = day / in_hours(mean_of(risk.escalates)) + risk.neighbours * setting.spec.trust.start.value() +
                         risk.alert + watched * static_cast<double>(volunteers.watch.size());
  return mean_of(risk.shows) + Duration{static_cast<std::int64_t>(static_cast<double>(one_day.count()) / per_day)};
}

}  // namespace

std::vector<SlowState> slow_states(const Setting& setting) {
  std::vector<SlowState> found;
  if (has_visits(setting)) {
    if (setting.spec.familiarity.saves.value() > 0.0) {
      found.push_back({"how well workers know households", setting.spec.familiarity.half_life});
    }
    for (const Work& work : setting.works) {
      if (has_its_hour(work.spec.kind) || work.spec.kind == WorkKind::round) continue;
      found.push_back({"the backlog of " + work.key, work.spec.tries * work.spec.retry_after + work.spec.grace});
    }
  }
  for (const RiskKind& risk : setting.risk_kinds) {
    found.push_back({"the number of open risks of kind " + risk.key, risks_settle(setting, risk.spec)});
  }
  if (setting.spec.trust.feedback == Switch::on) found.push_back({"trust", 365 * one_day});
  for (const auto& [role, staff] : setting.spec.staff) {
    if (staff.turnover == 0.0) continue;
    found.push_back(
        {"vacancies of " + std::string(role_names[static_cast<std::size_t>(role)]), staff.vacancy + staff.training});
  }
  std::stable_sort(found.begin(), found.end(),
                   [](const SlowState& a, const SlowState& b) { return a.settles > b.settles; });
  return found;
}

void lint_horizon(const Setting& setting, std::vector<std::string>& found) {
  const std::vector<SlowState> slow = slow_states(setting);
  if (slow.empty()) return;
  const RunSpec& run = setting.spec.run;
  const Duration settles = slow.front().settles;
  if (run.warm_up >= settles || run.days * one_day >= settles) return;
  found.push_back(fmt::format(
      "{} takes {:.0f} days to settle and begins at nothing; {} {} measured after {:.0f} days of warm-up, so that the "
      "figures are of a beginning: give [run] warm_up = \"{:.0f} day\", or measure as long and read `drift`",
      slow.front().name, in_hours(settles) / 24.0, run.days, run.days == 1 ? "day is" : "days are",
      in_hours(run.warm_up) / 24.0, std::min(std::ceil(in_hours(settles) / 24.0), longest_warm_up_in_days)));
}

}  // namespace outpost::analysis
