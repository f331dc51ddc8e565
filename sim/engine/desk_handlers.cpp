#include <algorithm>
#include <iterator>
#include <numeric>

#include "sim/engine/handlers.hpp"
#include "sim/people/duration_law.hpp"
#include "sim/rules/incident_draws.hpp"
#include "sim/rules/rooms.hpp"

// Desks of the command rooms: who answers, and how an order gets to whoever sends somebody. A seat does one thing at a
// time; what it takes longer, or goes wrong, comes out of seats and steps.

namespace outpost::engine {
namespace {

HallId hall_of(const Scene& scene, DeskId desk, const Order& order) {
  return scene.setting.rooms.hall_of[desk.row()][rules::town_of(scene.setting, order).row()];
}

const DeskSpec& spec_of(const Scene& scene, DeskId desk) {
  return scene.setting.rooms.desks[desk].spec;
}

/// What is drawn about an order on its way through the desks, for each crossing anew.
enum class Step : std::uint8_t { takes, correcting, misread, hanging_up };
Stream stream_of(const Scene& scene, const Order& order, Step step) {
  return rules::stream_of(scene.world.key, Draw::crossing, scene.world.incidents.at(order.incident), order,
                          order.crossings, static_cast<std::uint8_t>(step));
}

bool has_free_seat(const Scene& scene, HallId hall) {
  return static_cast<std::int64_t>(scene.world.halls.at(hall).at_work.size()) <
         rules::seats_open(scene.setting, hall, scene.world.now);
}

void begin(Scene& scene, HallId hall, const SeatTask& task, Duration takes) {
  const SimTime now = scene.world.now;
  scene.world.halls[hall].at_work.push_back(task);
  scene.agenda.after(takes, SeatFreed{hall, task.order, task.work});
  scene.record.seat({.desk = task.desk,
                     .hall = hall,
                     .work = task.work,
                     .order = task.order,
                     .since = task.since,
                     .begin = now,
                     .end = now + takes});
}

/// A seat takes up a task; of a call a seat at each end, the receiving one for as long as it types as well.
void take_up(Scene& scene, HallId hall, const SeatTask& task) {
  const RoomSpec& rooms = scene.setting.spec.command.rooms;
  if (task.work == SeatWork::invalid) {
    Stream stream{scene.world.key, Draw::invalid_calls, task.invalid_call};
    return begin(scene, hall, task, sample(rooms.invalid_call, stream));
  }
  const Order& order = scene.world.orders.at(**std::optional{task.order});
  if (task.work == SeatWork::answer) {
    Stream stream = rules::stream_about(scene.world.key, Draw::intake, scene.world.incidents.at(order.incident), order,
                                        order.ordinal);
    return begin(scene, hall, task, sample(scene.setting.spec.command.intake, stream));
  }
  if (task.work == SeatWork::correct) {
    Stream stream = stream_of(scene, order, Step::correcting);
    return begin(scene, hall, task, sample(rooms.take_over, stream));
  }
  Stream stream = stream_of(scene, order, Step::takes);
  const Duration rekey = sample(spec_of(scene, task.desk).rekey, stream);
  if (task.work == SeatWork::take_over) return begin(scene, hall, task, sample(rooms.take_over, stream) + rekey);
  const Duration talk = sample(rooms.call, stream);
  const HallId caller = *task.caller;
  std::vector<HallId>& calls = scene.world.halls[caller].calls;
  calls.erase(std::find(calls.begin(), calls.end(), hall));
  begin(scene, hall, task, talk + rekey);
  SeatTask calling = task;
  calling.work = SeatWork::calling;
  calling.desk = *order.desk_before;
  calling.caller = {};
  begin(scene, caller, calling, talk);
}

/// Urgent orders that other desks pass on are taken first; of a call without an answer nobody knows yet.
bool goes_first(const Scene& scene, const SeatTask& task) {
  if (task.work == SeatWork::answer || task.work == SeatWork::invalid) return false;
  return scene.world.orders.at(*task.order).priority == 1;
}

/// Makes the urgent calls that the hall owes others, as far as both ends have a seat: before its own line, in which
/// nobody knows what is urgent.
void make_urgent_calls(Scene& scene, HallId hall) {
  const std::vector<HallId> called = scene.world.halls.at(hall).calls;
  for (const HallId other : called) {
    if (!has_free_seat(scene, hall)) return;
    if (!has_free_seat(scene, other)) continue;
    const std::vector<SeatTask>& line = scene.world.halls.at(other).line;
    const auto urgent = std::find_if(line.begin(), line.end(), [&](const SeatTask& task) {
      const std::optional<HallId> caller = task.caller;
      return caller == hall && goes_first(scene, task);
    });
    if (urgent == line.end()) continue;
    const SeatTask task = *urgent;
    std::vector<SeatTask>& left = scene.world.halls[other].line;
    left.erase(std::find(left.begin(), left.end(), task));
    take_up(scene, other, task);
  }
}

/// Free seats take up what stands in line, in order of coming; a call waits until the other end has a seat too, and
/// what comes after it does not.
void serve(Scene& scene, HallId hall) {
  make_urgent_calls(scene, hall);
  while (has_free_seat(scene, hall)) {
    const std::vector<SeatTask>& line = scene.world.halls.at(hall).line;
    std::optional<std::size_t> next;
    for (std::size_t place = 0; place < line.size(); ++place) {
      const SeatTask& task = line[place];
      if (task.work == SeatWork::call && !has_free_seat(scene, *task.caller)) continue;
      const bool first = goes_first(scene, task);
      if (first || !next) next = place;
      if (first) break;
    }
    if (!next) return;
    const SeatTask task = line[*next];
    std::vector<SeatTask>& left = scene.world.halls[hall].line;
    left.erase(left.begin() + static_cast<std::ptrdiff_t>(*next));
    take_up(scene, hall, task);
  }
}

void come_into_line(Scene& scene, HallId hall, SeatTask task) {
  task.since = scene.world.now;
  if (task.work == SeatWork::call) scene.world.halls[*task.caller].calls.push_back(hall);
  scene.world.halls[hall].line.push_back(task);
  serve(scene, hall);
}

/// The order goes from the desk that has it to the one whose people are wanted.
void cross(Scene& scene, OrderId id, DeskId has_it, DeskId to) {
  Order& order = scene.world.orders[id];
  const SimTime now = scene.world.now;
  const DeskId from = rules::attended(scene.setting, has_it, now);  // which may have closed since it took it up
  order.desk = to;
  order.desk_before = from;
  const DeskId sitting_there = rules::attended(scene.setting, to, now);
  const HallId hall = hall_of(scene, sitting_there, order);
  const HallId before = hall_of(scene, from, order);
  const Crossing crosses = spec_of(scene, from).crosses;
  if (hall == before || crosses == Crossing::board) {
    if (order.stage == Stage::transferred) enter(scene, id, Stage::accepted);
    return wait_for_somebody(scene, id);
  }
  order.crossings = static_cast<std::uint8_t>(std::min(order.crossings + 1, 255));
  if (order.stage != Stage::transferred) enter(scene, id, Stage::transferred);
  SeatTask task{
      .work = crosses == Crossing::call ? SeatWork::call : SeatWork::take_over, .desk = sitting_there, .order = id};
  if (crosses == Crossing::call) task.caller = before;
  come_into_line(scene, hall, task);
}

/// It has come over; taken down wrongly it goes back, is put right, and comes again.
void come_over(Scene& scene, OrderId id, DeskId taken_by) {
  Order& order = scene.world.orders[id];
  require(order.stage == Stage::transferred, "an order comes over from another desk");
  Stream stream = stream_of(scene, order, Step::misread);
  if (order.crossings < 255 && stream.chance(spec_of(scene, taken_by).misread)) {
    const DeskId origin = rules::attended(scene.setting, *order.desk_before, scene.world.now);
    come_into_line(scene, hall_of(scene, origin, order), {.work = SeatWork::correct, .desk = origin, .order = id});
    return;
  }
  enter(scene, id, Stage::accepted);
  wait_for_somebody(scene, id);
}

/// The hall where a desk's work for an order is done now; of a call without a matter it is that of the first town.
HallId hall_for(const Scene& scene, DeskId desk, HallId of, const std::optional<OrderId>& order) {
  const auto& by_town = scene.setting.rooms.hall_of[desk.row()];
  if (order) return hall_of(scene, desk, scene.world.orders.at(*order));
  for (std::size_t town = 0; town < by_town.size(); ++town) {
    for (const auto& halls : scene.setting.rooms.hall_of) {
      if (halls[town] == of) return by_town[town];
    }
  }
  throw BrokenInvariant("a hall is that of a town");
}

/// Desks of the hall are closed, and others do their work: what stands in line goes there in order, with the time since
/// which it has waited, and whoever they wanted to call is called from there; nobody calls within a hall.
void hand_line_over(Scene& scene, HallId hall) {
  const SimTime now = scene.world.now;
  const auto is_handed_over = [&](DeskId desk) { return rules::attended(scene.setting, desk, now) != desk; };
  std::vector<SeatTask> tasks;
  for (const SeatTask& task : scene.world.halls.at(hall).line) {
    if (is_handed_over(task.desk)) tasks.push_back(task);
  }
  std::vector<HallId> served;
  if (!tasks.empty()) {
    std::erase_if(scene.world.halls[hall].line, [&](const SeatTask& task) { return is_handed_over(task.desk); });
  }
  for (SeatTask task : tasks) {
    const DeskId stand_in = rules::attended(scene.setting, task.desk, now);
    const HallId to = hall_for(scene, stand_in, hall, task.order);
    task.desk = stand_in;
    if (task.work == SeatWork::answer) scene.world.orders[*task.order].desk = stand_in;
    if (task.caller) {
      std::vector<HallId>& calls = scene.world.halls[*task.caller].calls;
      calls.erase(std::find(calls.begin(), calls.end(), hall));
      if (*task.caller == to) {
        task.caller = {};
        task.work = SeatWork::take_over;
      } else {
        calls.push_back(to);
      }
    }
    scene.world.halls[to].line.push_back(task);
    served.push_back(to);
  }
  const std::vector<HallId> called = scene.world.halls.at(hall).calls;
  for (const HallId other : called) {
    for (SeatTask& task : scene.world.halls[other].line) {
      const std::optional<HallId> caller = task.caller;
      if (caller != hall) continue;
      const DeskId closed = *scene.world.orders.at(*task.order).desk_before;
      if (!is_handed_over(closed)) continue;
      const DeskId stand_in = rules::attended(scene.setting, closed, now);
      const HallId from = hall_for(scene, stand_in, hall, task.order);
      scene.world.orders[*task.order].desk_before = stand_in;
      std::vector<HallId>& calls = scene.world.halls[hall].calls;
      calls.erase(std::find(calls.begin(), calls.end(), other));
      if (from == other) {
        task.caller = {};
        task.work = SeatWork::take_over;
      } else {
        task.caller = from;
        scene.world.halls[from].calls.push_back(other);
      }
    }
    served.push_back(other);
  }
  for (const HallId other : served) serve(scene, other);
}

}  // namespace

void accept(Scene& scene, OrderId id, DeskId answered_by) {
  Order& order = scene.world.orders[id];
  require(order.stage == Stage::reported, "an order is taken in once");
  order.accepted = scene.world.now;
  order.desk = {};
  enter(scene, id, Stage::accepted);
  ask_for(scene, id, AskWhen::accepted);
  if (is_over(order.stage)) {  // handed over, and what took its place crosses from here
    order.desk = answered_by;
    return;
  }
  const auto sends = rules::sending_desk(scene.setting, order);
  if (!sends || *sends == answered_by) {
    order.desk = sends;
    return wait_for_somebody(scene, id);
  }
  cross(scene, id, answered_by, *sends);
}

void report_to(Scene& scene, DeskId desk, OrderId id) {
  Order& order = scene.world.orders[id];
  order.desk = desk;
  const Incident& incident = scene.world.incidents.at(order.incident);
  come_into_line(scene, hall_of(scene, desk, order), {.work = SeatWork::answer, .desk = desk, .order = id});
  const auto& hang_up = scene.setting.spec.command.rooms.hang_up;
  if (!hang_up || !has_caller(incident.cause) || order.links.asked_by || !rules::is_by_telephone(incident.channel))
    return;
  Stream stream = stream_of(scene, scene.world.orders.at(id), Step::hanging_up);
  scene.agenda.after(sample(*hang_up, stream), CallerHungUp{id});
}

// What a seat is at goes on for as long as it would from its beginning: nobody keeps when it began.
void imagine_seats(Scene& scene) {
  const RoomSpec& rooms = scene.setting.spec.command.rooms;
  const auto time_left = [&](const SeatTask& task) {
    if (task.work == SeatWork::invalid) {
      Stream stream{scene.world.key, Draw::invalid_calls, task.invalid_call};
      return sample(rooms.invalid_call, stream);
    }
    const Order& order = scene.world.orders.at(**std::optional{task.order});
    Stream stream = stream_of(scene, order, task.work == SeatWork::correct ? Step::correcting : Step::takes);
    if (task.work == SeatWork::answer) return sample(scene.setting.spec.command.intake, stream);
    const bool by_telephone = task.work == SeatWork::call || task.work == SeatWork::calling;
    const Duration takes = sample(by_telephone ? rooms.call : rooms.take_over, stream);
    if (task.work == SeatWork::calling || task.work == SeatWork::correct) return takes;
    return takes + sample(spec_of(scene, task.desk).rekey, stream);
  };
  for (const HallId id : scene.world.halls.ids()) {
    for (const SeatTask& task : scene.world.halls.at(id).at_work) {
      scene.agenda.after(time_left(task), SeatFreed{id, task.order, task.work});
    }
    for (const SeatTask& task : scene.world.halls.at(id).line) {
      if (task.work != SeatWork::answer || !rooms.hang_up) continue;
      const OrderId calls = **std::optional{task.order};
      const Order& order = scene.world.orders.at(calls);
      const Incident& incident = scene.world.incidents.at(order.incident);
      if (!has_caller(incident.cause) || order.links.asked_by || !rules::is_by_telephone(incident.channel)) continue;
      Stream stream = stream_of(scene, order, Step::hanging_up);
      scene.agenda.after(sample_left(*rooms.hang_up, stream, scene.world.now - order.reported), CallerHungUp{calls});
    }
    scene.agenda.at(scene.world.now, DeskHoursChanged{id});
  }
}

void on(const SeatFreed& event, Scene& scene) {
  std::vector<SeatTask>& at_work = scene.world.halls[event.hall].at_work;
  const auto found = std::find_if(at_work.begin(), at_work.end(), [&event](const SeatTask& task) {
    return task.work == event.work && task.order == event.order;
  });
  require(found != at_work.end(), "a seat that becomes free was taken");
  const SeatTask task = *found;
  at_work.erase(found);
  switch (task.work) {
    case SeatWork::answer:
      accept(scene, *task.order, task.desk);
      break;
    case SeatWork::take_over:
    case SeatWork::call:
      come_over(scene, *task.order, task.desk);
      break;
    case SeatWork::correct:
      cross(scene, *task.order, task.desk, *scene.world.orders.at(*task.order).desk);
      break;
    case SeatWork::invalid:
    case SeatWork::calling:
      break;
  }
  serve(scene, event.hall);
  // Calls of this hall may have waited for its seat.
  const std::vector<HallId> called = scene.world.halls.at(event.hall).calls;
  for (const HallId other : called) serve(scene, other);
}

void on(const DeskHoursChanged& event, Scene& scene) {
  const SimTime now = scene.world.now;
  std::optional<SimTime> next;
  for (const DeskId desk : scene.setting.rooms.halls[event.hall].desks) {
    const auto change = scene.setting.rooms.desks[desk].open.next_change(scene.setting.calendar, now);
    if (change && (!next || *change < *next)) next = change;
  }
  if (next) scene.agenda.at(*next, DeskHoursChanged{event.hall});
  hand_line_over(scene, event.hall);
  serve(scene, event.hall);
  const std::vector<HallId> called = scene.world.halls.at(event.hall).calls;
  for (const HallId other : called) serve(scene, other);
}

void on(const InvalidCallCame& event, Scene& scene) {
  const auto desk = rules::answering_desk(scene.setting, Channel::call_110, scene.world.now);
  require(desk.has_value(), "a call comes to a desk");
  const Community& community = scene.setting.city.communities[event.community];
  const auto day = static_cast<std::uint64_t>(day_of(scene.world.now));
  come_into_line(scene, scene.setting.rooms.hall_of[desk->row()][community.town.row()],
                 {.work = SeatWork::invalid,
                  .desk = *desk,
                  .order = {},
                  .invalid_call = owner_of(community.code, day, std::uint64_t{event.number})});
}

void on(const CallerHungUp& event, Scene& scene) {
  Order& order = scene.world.orders[event.order];
  if (order.stage != Stage::reported) return;
  std::vector<SeatTask>& line = scene.world.halls[hall_of(scene, *order.desk, order)].line;
  const auto found = std::find_if(
      line.begin(), line.end(), [&event](const SeatTask& task) { return task.order == MaybeId<OrderId>{event.order}; });
  if (found == line.end()) return;  // somebody is answering
  line.erase(found);
  order.desk = {};
  enter(scene, event.order, Stage::withdrawn);
  give_up(scene, event.order);
}

void on(const OrderPassedOn& event, Scene& scene) {
  Order& order = scene.world.orders[event.order];
  if (order.stage != Stage::accepted || order.attempts != event.attempts || order.passed_on) return;
  const auto next = rules::next_desk(scene.setting, order);
  require(next.has_value(), "an order is passed on where another desk may send somebody");
  order.passed_on = true;
  leave_line(scene, event.order);
  cross(scene, event.order, *order.desk, *next);
  if (scene.setting.spec.command.overtaking == Overtaking::none) dispatch_waiting(scene);
}

void expect_invalid_calls(Scene& scene, CommunityId community, std::int32_t day, std::int64_t calls,
                          const std::array<double, 24>& by_hour, Stream& stream) {
  if (!scene.setting.rooms.answered_by[static_cast<std::size_t>(Channel::call_110)]) return;
  const double all = std::accumulate(by_hour.begin(), by_hour.end(), 0.0);
  constexpr std::int64_t most_numbers = 4095;  // that an owner's number holds
  for (std::int64_t number = 1; number <= std::min(calls, most_numbers); ++number) {
    double left = stream.uniform() * all;
    int hour = 0;
    while (hour < 23 && left >= by_hour[static_cast<std::size_t>(hour)]) {
      left -= by_hour[static_cast<std::size_t>(hour)];
      ++hour;
    }
    const auto within = static_cast<std::int64_t>(stream.uniform() * static_cast<double>(one_hour.count()));
    const SimTime at = start_of_day(day) + hour * one_hour + Duration{within};
    if (at < scene.world.now) continue;  // a forecast begins within the day
    scene.agenda.at(at, InvalidCallCame{community, static_cast<std::uint32_t>(number)});
  }
}

}  // namespace outpost::engine
