#include <algorithm>
#include <optional>

#include "analysis/measures/collection.hpp"

namespace outpost::analysis {
namespace {

/// Of the halls of one name, over all towns or counties.
struct HallUse {
  Duration busy{};
  Duration open{};  // seats times hours
};

/// Desks that share their seats have one name: theirs with a plus between.
std::string name_of(const Setting& setting, HallId hall) {
  std::string name;
  for (const DeskId desk : setting.rooms.halls[hall].desks) {
    name += (name.empty() ? "" : "+") + setting.rooms.desks[desk].key;
  }
  return name;
}

/// Seats times the time for which they are there.
Duration seat_time(const Setting& setting, HallId hall, const Window& window) {
  Duration sum{};
  for (const DeskId id : setting.rooms.halls[hall].desks) {
    const Desk& desk = setting.rooms.desks[id];
    sum += desk.spec.seats * desk.open.covered(setting.calendar, window.begin, window.end);
  }
  return sum;
}

void measure_seats(const Setting& setting, const RunRecord& record, const Window& window, Collection& into) {
  std::map<std::string, HallUse> by_name;
  std::vector<std::string> names;  // by hall
  for (const HallId hall : setting.rooms.halls.ids()) {
    names.push_back(name_of(setting, hall));
    by_name[names.back()].open += seat_time(setting, hall, window);
  }
  double misread = 0.0;
  double came_over = 0.0;
  for (const SeatRow& row : record.seats) {
    const std::string& name = names[row.hall.row()];
    const SimTime begin = std::max(row.begin, window.begin);
    const SimTime end = std::min(row.end, window.end);
    if (begin < end) by_name[name].busy += end - begin;
    if (!window.contains(row.begin)) continue;
    if (row.work == SeatWork::answer) {
      for (const std::string& scope : {std::string("all"), "desk=" + name}) {
        into.histogram("seat_wait", scope).add(row.begin - row.since);
      }
    }
    if (row.work == SeatWork::take_over || row.work == SeatWork::call) came_over += 1.0;
    if (row.work == SeatWork::correct) misread += 1.0;
  }
  for (const auto& [name, use] : by_name) {
    if (use.open == Duration{}) continue;
    into.value("seat_utilisation", "mean", "desk=" + name,
               static_cast<double>(use.busy.count()) / static_cast<double>(use.open.count()));
  }
  into.value("crossed", "mean", "all", came_over / (in_hours(window.end - window.begin) / 24.0));
  if (came_over > 0.0) into.value("misread", "mean", "all", misread / came_over);
}

/// How long orders are on their way between desks: a crossing counts where it ends.
void measure_crossings(const RunRecord& record, const Window& window, Collection& into) {
  std::vector<std::optional<SimTime>> left(order_rows(record));
  double lost = 0.0;
  std::vector<bool> accepted(left.size(), false);
  for (const StageRow& row : record.stages) {
    const std::size_t order = row.order.row();
    if (row.stage == Stage::transferred) left[order] = row.at;
    if (row.stage == Stage::withdrawn && !accepted[order] && window.contains(row.at)) lost += 1.0;
    if (row.stage != Stage::accepted) continue;
    accepted[order] = true;
    if (left[order] && window.contains(row.at)) into.histogram("crossing", "all").add(row.at - *left[order]);
    left[order].reset();
  }
  into.value("calls_lost", "mean", "all", lost / (in_hours(window.end - window.begin) / 24.0));
}

}  // namespace

void measure_rooms(const Setting& setting, const RunRecord& record, const Window& window, Collection& into) {
  if (setting.rooms.empty()) return;
  measure_seats(setting, record, window, into);
  measure_crossings(record, window, into);
}

}  // namespace outpost::analysis
