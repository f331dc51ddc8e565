#include <algorithm>

#include "sim/engine/handlers.hpp"
#include "sim/people/duration_law.hpp"
#include "sim/rules/incident_draws.hpp"
#include "sim/rules/planned_work.hpp"
#include "sim/rules/rooms.hpp"

// Counters of workstations: people come with a matter, stand in one line, and are served at a desk by whoever has its
// hours there. A service that a call breaks off is taken up where it was left, by the first clerk who can.

namespace outpost::engine {
namespace {

/// What is drawn of an order at a counter; patience of each line in which it stands anew.
enum class CounterDraw : std::uint32_t { at_desk = 0, settled = 1, patience = 2 };
Stream stream_of(const Scene& scene, OrderId id, CounterDraw what, std::uint32_t line = 0) {
  const Order& order = scene.world.orders.at(id);
  return rules::stream_of(scene.world.key, Draw::counter, scene.world.incidents.at(order.incident), order,
                          static_cast<std::uint32_t>(what) + line, 0);
}

const DeskTimeSpec& desk_of(const Scene& scene, OrderId order) {
  return scene.setting.kinds[scene.world.orders.at(order).kind].spec.desk;
}

void record(Scene& scene, CounterId counter, CounterStep step, const WalkIn& who, std::optional<ResponderId> by = {}) {
  scene.record.counter({.counter = counter,
                        .order = who.order,
                        .kind = scene.world.orders.at(who.order).kind,
                        .step = step,
                        .at = scene.world.now,
                        .since = who.since,
                        .by = by,
                        .first = !who.left.has_value()});
}

const Clerk* find_clerk(const Scene& scene, ResponderId who) {
  const auto counter = counter_of(scene, who);
  if (!counter) return nullptr;
  const std::vector<Clerk>& clerks = scene.world.counters.at(*counter).clerks;
  const auto found =
      std::find_if(clerks.begin(), clerks.end(), [who](const Clerk& clerk) { return clerk.responder == who; });
  return found == clerks.end() ? nullptr : &*found;
}

/// Requires that it is one.
Clerk& clerk_of(Scene& scene, ResponderId who) {
  std::vector<Clerk>& clerks = scene.world.counters[*counter_of(scene, who)].clerks;
  const auto found =
      std::find_if(clerks.begin(), clerks.end(), [who](const Clerk& clerk) { return clerk.responder == who; });
  require(found != clerks.end(), "whoever is at a counter has its hours there");
  return *found;
}

void forget_clerk(Scene& scene, CounterId counter, ResponderId who) {
  std::erase_if(scene.world.counters[counter].clerks, [who](const Clerk& clerk) { return clerk.responder == who; });
  scene.agenda.after(Duration{}, CounterReviewed{counter});
}

void come_into_line(Scene& scene, CounterId counter, WalkIn who) {
  who.since = scene.world.now;
  const auto& patience = scene.setting.spec.command.counter.patience;
  if (patience && !who.left) {
    Stream stream = stream_of(scene, who.order, CounterDraw::patience, who.lines);
    who.gives_up = scene.world.now + sample(*patience, stream);
    scene.agenda.at(*who.gives_up, LineLeft{who.order});
  }
  who.lines = static_cast<std::uint8_t>(std::min(who.lines + 1, 255));
  scene.world.counters[counter].line.push_back(who);
}

/// Free clerks whose hours have not ended serve who is first in line.
void serve(Scene& scene, CounterId counter) {
  const SimTime now = scene.world.now;
  for (std::size_t row = 0; row < scene.world.counters.at(counter).clerks.size(); ++row) {
    if (scene.world.counters.at(counter).line.empty()) return;
    const Clerk& at = scene.world.counters.at(counter).clerks[row];
    const bool sits = at.has_desk && scene.world.responders[at.responder].status == Status::at_counter;
    if (!sits || at.serves || now >= at.until) continue;
    CounterState& state = scene.world.counters[counter];
    WalkIn who = state.line.front();
    state.line.erase(state.line.begin());
    Stream stream = stream_of(scene, who.order, CounterDraw::at_desk);
    const Duration takes = who.left ? *who.left : sample(desk_of(scene, who.order).at_desk, stream);
    who.gives_up.reset();
    Clerk& clerk = state.clerks[row];
    clerk.serves = who;
    clerk.served_since = now;
    clerk.served_until = now + takes;
    record(scene, counter, CounterStep::called, who, clerk.responder);
    scene.agenda.after(takes, ServedAtCounter{who.order, clerk.responder});
  }
}

void open(Scene& scene, CounterId counter) {
  CounterState& state = scene.world.counters[counter];
  if (state.is_open) return;
  state.is_open = true;
  const std::vector<WalkIn> waited = std::move(state.outside);
  state.outside.clear();
  for (const WalkIn& who : waited) come_into_line(scene, counter, who);
}

/// Somebody turns to the other channel of its kind.
void turn(Scene& scene, CounterId counter, const WalkIn& who) {
  record(scene, counter, CounterStep::turned, who);
  ++scene.world.counters[counter].turned;
  Order& order = scene.world.orders[who.order];
  order.counter = {};
  const Channel other = rules::other_than_counter(scene.setting.kinds[order.kind].spec);
  scene.world.incidents[order.incident].channel = other;
  take_in(scene, who.order, other);
}

void close(Scene& scene, CounterId counter) {
  CounterState& state = scene.world.counters[counter];
  state.is_open = false;
  const std::vector<WalkIn> line = std::move(state.line);
  state.line.clear();
  for (WalkIn who : line) {
    if (scene.setting.spec.command.counter.when_closed == WhenClosed::other_channel) {
      turn(scene, counter, who);
      continue;
    }
    record(scene, counter, CounterStep::sent_home, who);
    who.gives_up.reset();
    scene.world.counters[counter].outside.push_back(who);
  }
}

/// The matter is settled at the desk, as if its handling had ended there.
void settle_at_desk(Scene& scene, OrderId id, ResponderId by, SimTime since) {
  World& world = scene.world;
  Order& order = world.orders[id];
  order.accepted = world.now;
  order.on_scene = since;
  order.responder = by;
  order.course.errand = Errand::handle;  // nobody has to go and see
  world.incidents[order.incident].reached = true;
  enter(scene, id, Stage::accepted);
  work_ends(scene, id);
  written_up(scene, id);
}

void add_clerk(Scene& scene, CounterId counter, const Clerk& clerk) {
  std::vector<Clerk>& clerks = scene.world.counters[counter].clerks;
  std::erase_if(clerks, [&clerk](const Clerk& other) { return other.responder == clerk.responder; });
  clerks.push_back(clerk);
  scene.agenda.at(clerk.until, CounterReviewed{counter});
  open(scene, counter);
}

}  // namespace

std::optional<CounterId> counter_of(const Scene& scene, ResponderId who) {
  if (scene.setting.counters.empty()) return std::nullopt;
  return scene.setting.counters.of_responder[who.row()];
}

bool finds_counter_open(const Scene& scene, BuildingId place) {
  const auto counter = scene.setting.counters.of_community[scene.setting.city.buildings[place].community.row()];
  return counter && scene.world.counters.at(*counter).is_open;
}

void walk_in(Scene& scene, OrderId id) {
  Order& order = scene.world.orders[id];
  const auto counter =
      scene.setting.counters.of_community[scene.setting.city.buildings[order.building].community.row()];
  require(order.stage == Stage::reported && counter, "whoever comes to a counter has one in its town");
  order.counter = *counter;
  ++scene.world.counters[*counter].came;
  const WalkIn who{.order = id, .since = scene.world.now};
  record(scene, *counter, CounterStep::came, who);
  if (scene.world.counters.at(*counter).is_open) {
    come_into_line(scene, *counter, who);
    return serve(scene, *counter);
  }
  if (scene.setting.spec.command.counter.when_closed == WhenClosed::other_channel) return turn(scene, *counter, who);
  record(scene, *counter, CounterStep::sent_home, who);
  scene.world.counters[*counter].outside.push_back(who);
}

bool finds_desk(const Scene& scene, ResponderId who) {
  const CounterId counter = *counter_of(scene, who);
  const Clerk* own = find_clerk(scene, who);
  const std::int64_t others = desks_taken(scene.world.counters.at(counter)) - (own && own->has_desk ? 1 : 0);
  return others < scene.setting.counters.counters[counter].desks;
}

void come_late_to_counter(Scene& scene, ResponderId who, std::uint16_t work, SimTime until) {
  add_clerk(scene, *counter_of(scene, who), {.responder = who, .work = work, .hour = scene.world.now, .until = until});
}

std::optional<CounterHours> hours_to_take_up(const Scene& scene, ResponderId who) {
  const Clerk* clerk = find_clerk(scene, who);
  if (!clerk || clerk->has_desk || scene.world.now >= clerk->until || !finds_desk(scene, who)) return std::nullopt;
  return CounterHours{clerk->work, clerk->until};
}

void take_desk(Scene& scene, ResponderId who, std::uint16_t work, SimTime until) {
  const CounterId counter = *counter_of(scene, who);
  const Clerk* known = find_clerk(scene, who);
  if (!known || known->until != until || known->work != work) {
    add_clerk(scene, counter, {.responder = who, .work = work, .hour = scene.world.now, .until = until});
  }
  Clerk& clerk = clerk_of(scene, who);
  clerk.has_sat = true;
  clerk.has_desk = true;
}

std::optional<SimTime> counter_hours_end(const Scene& scene, ResponderId who) {
  const Clerk* clerk = find_clerk(scene, who);
  if (!clerk || !clerk->has_desk) return std::nullopt;
  return clerk->until;
}

void serve_at_counter(Scene& scene, ResponderId who) {
  if (const auto counter = counter_of(scene, who)) serve(scene, *counter);
}

std::optional<SimTime> serves_until(const Scene& scene, ResponderId who) {
  const Clerk* clerk = find_clerk(scene, who);
  if (!clerk || !clerk->serves) return std::nullopt;
  return clerk->served_until;
}

WorkResult leave_counter(Scene& scene, ResponderId who) {
  const auto counter = counter_of(scene, who);
  if (!counter) return WorkResult::broken_off;
  const SimTime now = scene.world.now;
  Clerk& clerk = clerk_of(scene, who);
  const bool has_ended = now >= clerk.until;
  clerk.has_desk = false;
  if (clerk.serves) {
    WalkIn served = *clerk.serves;
    served.left = clerk.served_until - now;
    clerk.serves.reset();
    record(scene, *counter, CounterStep::broken_off, served, who);
    served.since = now;
    std::vector<WalkIn>& line = scene.world.counters[*counter].line;
    line.insert(line.begin(), served);
    if (!scene.world.counters.at(*counter).is_open) close(scene, *counter);  // it was the last to be served
  }
  const bool comes_back = !has_ended && scene.world.responders[who].on_duty;
  if (!comes_back) forget_clerk(scene, *counter, who);
  serve(scene, *counter);
  if (has_ended) return WorkResult::done;
  return comes_back ? WorkResult::interrupted : WorkResult::broken_off;
}

void on(const ServedAtCounter& event, Scene& scene) {
  const std::optional<CounterId> counter = scene.world.orders.at(event.order).counter;
  const Clerk* found = counter ? find_clerk(scene, event.responder) : nullptr;
  if (!found || !found->serves || found->serves->order != event.order || found->served_until != scene.world.now) return;
  Clerk& clerk = clerk_of(scene, event.responder);
  const WalkIn who = *clerk.serves;
  const SimTime since = clerk.served_since;
  clerk.serves.reset();
  ++scene.world.counters[*counter].served;
  scene.world.orders[event.order].counter = {};
  Stream stream = stream_of(scene, event.order, CounterDraw::settled);
  const bool settled = stream.chance(desk_of(scene, event.order).settled_at_desk);
  record(scene, *counter, settled ? CounterStep::settled : CounterStep::passed_on, who, event.responder);
  if (settled) {
    settle_at_desk(scene, event.order, event.responder, since);
  } else {
    on(OrderAccepted{event.order}, scene);  // which may call away whoever has just served
  }
  serve(scene, *counter);
}

void on(const LineLeft& event, Scene& scene) {
  const std::optional<CounterId> counter = scene.world.orders.at(event.order).counter;
  if (!counter) return;
  const std::vector<WalkIn>& line = scene.world.counters.at(*counter).line;
  const auto found = std::find_if(line.begin(), line.end(), [&](const WalkIn& who) {
    return who.order == event.order && who.gives_up == scene.world.now;
  });
  if (found == line.end()) return;  // served, or in a later line
  const WalkIn who = *found;
  CounterState& state = scene.world.counters[*counter];
  std::erase(state.line, who);
  ++state.left;
  record(scene, *counter, CounterStep::left, who);
  scene.world.orders[event.order].counter = {};
  enter(scene, event.order, Stage::withdrawn);
  give_up(scene, event.order);
}

void on(const CounterReviewed& event, Scene& scene) {
  if (!event.hours_came) return scene.agenda.after(Duration{}, CounterReviewed{event.counter, true});
  const SimTime now = scene.world.now;
  const auto is_over = [now](const Clerk& clerk) { return !clerk.has_desk && now >= clerk.until; };
  const std::vector<Clerk> clerks = scene.world.counters.at(event.counter).clerks;
  for (const Clerk& clerk : clerks) {
    if (!is_over(clerk) || clerk.has_sat) continue;
    scene.record.work({.work = clerk.work,
                       .result = WorkResult::excused,
                       .responder = clerk.responder,
                       .begin = now,
                       .end = now});  // orders went before it for all of its hours
  }
  CounterState& state = scene.world.counters[event.counter];
  std::erase_if(state.clerks, is_over);
  // Who is still being served then is served to the end, by a clerk who stays.
  const bool anybody_goes_on =
      std::any_of(state.clerks.begin(), state.clerks.end(), [now](const Clerk& clerk) { return now < clerk.until; });
  if (state.is_open && !anybody_goes_on) close(scene, event.counter);
}

// When somebody's hours will end, how long a service takes and who will lose patience is nobody's to know: all is drawn
// anew, given how long it has gone on.
void imagine_counters(Scene& scene) {
  const SimTime now = scene.world.now;
  for (const CounterId counter : scene.world.counters.ids()) {
    CounterState& state = scene.world.counters[counter];
    for (Clerk& clerk : state.clerks) {
      const ResponderState& unit = scene.world.responders[clerk.responder];
      Stream hours = rules::stream_of(scene.setting, scene.world.key, clerk.responder, clerk.work, day_of(now));
      const bool sits = clerk.has_desk && unit.status == Status::at_counter;
      clerk.until =
          sits ? unit.finishes : now + sample_left(scene.setting.works[clerk.work].spec.lasts, hours, now - clerk.hour);
      scene.agenda.at(clerk.until, CounterReviewed{counter});
      if (!clerk.serves) continue;
      clerk.serves->left.reset();
      Stream stream = stream_of(scene, clerk.serves->order, CounterDraw::at_desk);
      const Distribution& law = desk_of(scene, clerk.serves->order).at_desk;
      clerk.served_until = now + sample_left(law, stream, now - clerk.served_since);
      scene.agenda.at(clerk.served_until, ServedAtCounter{clerk.serves->order, clerk.responder});
    }
    const auto& patience = scene.setting.spec.command.counter.patience;
    for (WalkIn& who : state.line) {
      if (!who.gives_up) {
        who.left.reset();
        continue;
      }
      Stream stream = stream_of(scene, who.order, CounterDraw::patience, who.lines);
      who.gives_up = now + sample_left(*patience, stream, now - who.since);
      scene.agenda.at(*who.gives_up, LineLeft{who.order});
    }
    state.outside.clear();  // who has found it closed has told nobody yet
  }
}

}  // namespace outpost::engine
