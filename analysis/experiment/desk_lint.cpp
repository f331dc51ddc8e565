#include <fmt/format.h>

#include <algorithm>

#include "analysis/experiment/lint.hpp"
#include "sim/rules/rooms.hpp"

namespace outpost::analysis {
namespace {

constexpr int hours_a_week = 168;

int hours_open(const Setting& setting, const Desk& desk) {
  int open = 0;
  for (int hour = 0; hour < hours_a_week; ++hour) {
    open += desk.open.is_on_duty(setting.calendar, SimTime{} + hour * one_hour) ? 1 : 0;
  }
  return open;
}

/// Seats that a desk's reports and calls without a matter keep busy while it is open, on average, in the town or county
/// where they are the most.
double seats_kept_busy(const Setting& setting, DeskId desk) {
  std::map<HallId, double> hours_of_work;  // a week
  const RoomSpec& rooms = setting.spec.command.rooms;
  const double answer = in_hours(mean_of(setting.spec.command.intake));
  const double invalid = in_hours(mean_of(rooms.invalid_call)) * setting.spec.reports.invalid;
  for (const Community& community : setting.city.communities) {
    double& work = hours_of_work[setting.rooms.hall_of[desk.row()][community.town.row()]];
    for (const Kind& kind : setting.kinds) {
      const double reports = kind.spec.reported.value() * (5.0 * expected_on(setting, kind, community, false) +
                                                           2.0 * expected_on(setting, kind, community, true));
      for (std::size_t channel = 0; channel < channel_count; ++channel) {
        if (setting.rooms.answered_by[channel] != std::optional{desk}) continue;
        const bool is_110 = static_cast<Channel>(channel) == Channel::call_110;
        work +=
            reports * rules::share_by(kind.spec, static_cast<Channel>(channel)) * (answer + (is_110 ? invalid : 0.0));
      }
    }
  }
  double most = 0.0;
  for (const auto& [hall, hours] : hours_of_work) most = std::max(most, hours);
  return most / std::max(1, hours_open(setting, setting.rooms.desks[desk]));
}

}  // namespace

void lint_desks(const Setting& setting, std::vector<std::string>& found) {
  for (const DeskId id : setting.rooms.desks.ids()) {
    const Desk& desk = setting.rooms.desks[id];
    const int closed = hours_a_week - hours_open(setting, desk);
    // The seats of a hall in common are there while any of its desks is open.
    const bool shared = std::any_of(setting.rooms.halls.begin(), setting.rooms.halls.end(), [id](const Hall& hall) {
      return hall.desks.size() > 1 && std::find(hall.desks.begin(), hall.desks.end(), id) != hall.desks.end();
    });
    if (closed > 0 && desk.spec.when_closed.empty() && !shared) {
      found.push_back(
          fmt::format("desk {} is closed in {} of the 168 hours of a week and nobody stands in: its reports and what "
                      "crosses to it wait until it opens; when_closed names another desk",
                      desk.key, closed));
    }
    const double busy = seats_kept_busy(setting, id);
    if (!shared && busy > as_good_as_full * static_cast<double>(desk.spec.seats)) {
      found.push_back(fmt::format(
          "desk {} has {} {}, and answering alone keeps {:.2f} busy while it is open; callers wait ever longer",
          desk.key, desk.spec.seats, desk.spec.seats == 1 ? "seat" : "seats", busy));
    }
  }
}

}  // namespace outpost::analysis
