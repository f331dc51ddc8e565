#include <algorithm>

#include "analysis/measures/collection.hpp"

namespace outpost::analysis {
namespace {

/// Time by status of one unit or of a role.
struct TimeUse {
  std::array<Duration, status_count> in{};
  Duration overtime{};
  Duration of(Status status) const { return in[static_cast<std::size_t>(status)]; }
  Duration at_work() const {
    Duration sum{};
    for (std::size_t status = 0; status < status_count; ++status) {
      if (static_cast<Status>(status) != Status::off_duty) sum += in[status];
    }
    return sum;
  }
  Duration on_orders() const {
    return of(Status::mobilising) + of(Status::travelling) + of(Status::on_scene) + of(Status::writing_up);
  }
  TimeUse& operator+=(const TimeUse& other) {
    for (std::size_t status = 0; status < status_count; ++status) in[status] += other.in[status];
    overtime += other.overtime;
    return *this;
  }
};

}  // namespace

void measure_responders(const Setting& setting, const RunRecord& record, const Window& window, Collection& into) {
  std::vector<TimeUse> by_unit(setting.force.responders.size());
  std::array<std::array<Duration, 24>, role_count> at_work_by_hour{};
  for (const StatusRow& row : record.statuses) {
    const SimTime begin = std::max(row.begin, window.begin);
    const SimTime end = std::min(row.end, window.end);
    if (begin >= end) continue;
    TimeUse& use = by_unit[row.responder.row()];
    use.in[static_cast<std::size_t>(row.status)] += end - begin;
    if (row.status == Status::off_duty) continue;
    const Responder& responder = setting.force.responders[row.responder];
    use.overtime += (end - begin) - setting.force.rosters[responder.roster].covered(setting.calendar, begin, end);
    for (SimTime at = begin; at < end;) {
      const SimTime next = start_of_day(day_of(at)) + (hour_of_day(at) + 1) * one_hour;
      at_work_by_hour[static_cast<std::size_t>(responder.role)][static_cast<std::size_t>(hour_of_day(at))] +=
          std::min(next, end) - at;
      at = next;
    }
  }
  const Duration length = window.end - window.begin;
  const double days = in_hours(length) / 24.0;
  for (std::size_t role = 0; role < role_count; ++role) {
    const std::string scope = "role=" + std::string(role_names[role]);
    TimeUse all;
    double worst = 0.0;
    std::int64_t units = 0;
    for (const ResponderId id : setting.force.responders.ids()) {
      if (setting.force.responders[id].role != static_cast<Role>(role)) continue;
      const TimeUse& use = by_unit[id.row()];
      ++units;
      all += use;
      if (use.at_work() > Duration{}) worst = std::max(worst, part_of(use.on_orders(), use.at_work()));
    }
    if (units == 0) continue;
    into.value("on_duty", "mean", scope, part_of(all.at_work(), length));
    into.value("overtime", "mean", scope,
               in_hours(all.overtime) / static_cast<double>(units) / (in_hours(length) / 168.0));
    for (std::size_t hour = 0; hour < 24; ++hour) {
      into.value("on_duty", "mean", scope + " hour=" + (hour < 10 ? "0" : "") + std::to_string(hour),
                 in_hours(at_work_by_hour[role][hour]) / days);
    }
    if (all.at_work() == Duration{}) continue;
    into.value("utilisation", "mean", scope, part_of(all.on_orders(), all.at_work()));
    into.value("utilisation", "worst", scope, worst);
    for (const Status status :
         {Status::free, Status::mobilising, Status::travelling, Status::on_scene, Status::writing_up, Status::returning,
          Status::on_round, Status::going, Status::visiting, Status::at_counter, Status::in_meeting, Status::on_break,
          Status::away}) {
      if (is_planned_work(status) && setting.works.empty()) continue;
      // Nobody is asked about breaks or time away in a scenario that has none.
      if (status >= Status::on_break && all.of(status) == Duration{}) continue;
      into.value("utilisation", "mean",
                 scope + " activity=" + std::string(status_names[static_cast<std::size_t>(status)]),
                 part_of(all.of(status), all.at_work()));
    }
  }
}

}  // namespace outpost::analysis
