#include <fmt/format.h>

#include <algorithm>

#include "analysis/experiment/lint.hpp"
#include "sim/rules/planned_work.hpp"
#include "sim/rules/rooms.hpp"

namespace outpost::analysis {
namespace {

// Twelve weeks, in which the shifts of most cycles meet every weekday: assumption.
constexpr std::int64_t days_looked_at = 84;

/// Hours a week for which people come to each counter.
std::vector<double> hours_brought(const Setting& setting) {
  std::vector<double> hours(setting.counters.counters.size(), 0.0);
  for (const CommunityId id : setting.city.communities.ids()) {
    const auto& counter = setting.counters.of_community[id.row()];
    if (!counter) continue;
    for (const Kind& kind : setting.kinds) {
      const Community& community = setting.city.communities[id];
      const double come =
          rules::share_by(kind.spec, Channel::counter) * kind.spec.reported.value() *
          (5.0 * expected_on(setting, kind, community, false) + 2.0 * expected_on(setting, kind, community, true));
      hours[counter->row()] += come * in_hours(mean_of(kind.spec.desk.at_desk));
    }
  }
  return hours;
}

/// Those whose counter hours some work is, by counter.
std::vector<std::vector<ResponderId>> clerks_of(const Setting& setting, const WorkSpec& work) {
  std::vector<std::vector<ResponderId>> clerks(setting.counters.counters.size());
  for (const ResponderId id : setting.force.responders.ids()) {
    const auto& counter = setting.counters.of_responder[id.row()];
    if (counter && rules::is_duty_of(work, setting.force.responders[id].role)) clerks[counter->row()].push_back(id);
  }
  return clerks;
}

/// Hours a week for which somebody sits at each counter's desks, if no order keeps them from it.
std::vector<double> hours_staffed(const Setting& setting) {
  std::vector<double> hours(setting.counters.counters.size(), 0.0);
  for (const Work& work : setting.works) {
    if (work.spec.kind != WorkKind::counter) continue;
    const std::vector<std::vector<ResponderId>> clerks = clerks_of(setting, work.spec);
    const double lasts = in_hours(mean_of(work.spec.lasts)) * 7.0 / static_cast<double>(days_looked_at);
    auto hour = rules::next_hour_of(setting, work.spec, SimTime{} - Duration{1ms});
    for (; hour && *hour < start_of_day(days_looked_at); hour = rules::next_hour_of(setting, work.spec, *hour)) {
      for (const CounterId counter : setting.counters.counters.ids()) {
        const auto& of_it = clerks[counter.row()];
        const auto there = std::count_if(of_it.begin(), of_it.end(), [&](ResponderId id) {
          const Responder& unit = setting.force.responders[id];
          return setting.force.rosters[unit.roster].is_on_duty(setting.calendar, *hour);
        });
        const std::int64_t seated = std::min<std::int64_t>(there, setting.counters.counters[counter].desks);
        hours[counter.row()] += static_cast<double>(seated) * lasts;
      }
    }
  }
  return hours;
}

}  // namespace

void lint_counters(const Setting& setting, std::vector<std::string>& found) {
  if (setting.counters.empty()) return;
  const std::vector<double> brought = hours_brought(setting);
  const std::vector<double> staffed = hours_staffed(setting);
  const auto lacks = [&](CounterId id) { return brought[id.row()] - as_good_as_full * staffed[id.row()]; };
  std::optional<CounterId> worst;
  std::int64_t others = -1;
  for (const CounterId id : setting.counters.counters.ids()) {
    if (lacks(id) <= 0.0) continue;
    ++others;
    if (!worst || lacks(id) > lacks(*worst)) worst = id;
  }
  if (!worst) return;
  const AreaId area = setting.counters.counters[*worst].area;
  const CommunityId community = setting.places.areas[area].communities.front();
  const std::string more =
      others == 0 ? "" : fmt::format(", and too little at {} {}", others, others == 1 ? "other counter" : "others");
  found.push_back(fmt::format(
      "people come to the counter of {} with {:.1f} hours of work a week, and somebody sits at its desks for "
      "{:.1f} hours{}; the line grows until people leave: see desks of [places] and the counter hours of "
      "[work]",
      setting.city.communities[community].name, brought[worst->row()], staffed[worst->row()], more));
}

}  // namespace outpost::analysis
