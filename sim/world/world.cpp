#include "sim/world/world.hpp"

#include <algorithm>
#include <numeric>

namespace outpost {
namespace {

void add(Digest& digest, const Spot& spot) {
  digest.add(spot.at.x).add(spot.at.y).add(spot.offset).add(spot.place);
  digest.add(spot.street ? (*spot.street).row() + 1 : 0);
}

void add(Digest& digest, const Visit& visit) {
  digest.add(std::uint64_t{visit.work} | std::uint64_t{visit.tries} << 16u).add(std::int64_t{visit.due});
  digest.add(visit.household.row()).add(visit.premises ? (*visit.premises).row() + 1 : 0).add(visit.not_before);
  digest.add(visit.left.value_or(Duration{-1}));
}

void add(Digest& digest, const PlannedTask& task) {
  digest.add(std::uint64_t{task.work}).add(task.grid.row()).add(std::uint64_t{task.stop}).add(task.opened);
  digest.add(task.began).add(task.left).add(task.visit.has_value());
  if (task.visit) add(digest, *task.visit);
  if (task.first != 0) digest.add(std::uint64_t{task.first});
}

void add_halls(Digest& digest, const World& world) {
  const auto add_task = [&digest](const SeatTask& task) {
    digest.add(static_cast<std::uint64_t>(task.work)).add(task.desk.row()).add(task.since);
    digest.add(task.order ? (*task.order).row() + 1 : 0).add(task.caller ? (*task.caller).row() + 1 : 0);
  };
  for (const HallState& hall : world.halls) {
    digest.add(hall.line.size()).add(hall.at_work.size()).add(hall.calls.size());
    for (const SeatTask& task : hall.line) add_task(task);
    for (const SeatTask& task : hall.at_work) add_task(task);
  }
  for (const Order& order : world.orders) {
    digest.add(order.desk ? (*order.desk).row() + 1 : 0).add(order.desk_before ? (*order.desk_before).row() + 1 : 0);
    digest.add(std::uint64_t{order.crossings} << 1u | std::uint64_t{order.passed_on});
  }
}

void add_counters(Digest& digest, const World& world) {
  const auto add_walk_in = [&digest](const WalkIn& who) {
    digest.add(who.order.row()).add(who.since).add(std::uint64_t{who.lines});
    digest.add(who.gives_up.has_value()).add(who.gives_up.value_or(SimTime{})).add(who.left.value_or(Duration{-1}));
  };
  for (const CounterState& counter : world.counters) {
    digest.add(counter.is_open).add(counter.line.size()).add(counter.outside.size()).add(counter.clerks.size());
    for (const WalkIn& who : counter.line) add_walk_in(who);
    for (const WalkIn& who : counter.outside) add_walk_in(who);
    for (const Clerk& clerk : counter.clerks) {
      digest.add(clerk.responder.row()).add(std::uint64_t{clerk.work}).add(clerk.hour).add(clerk.until);
      digest.add(clerk.has_sat).add(clerk.has_desk).add(clerk.served_since).add(clerk.served_until);
      digest.add(clerk.serves.has_value());
      if (clerk.serves) add_walk_in(*clerk.serves);
    }
    digest.add(counter.came).add(counter.served).add(counter.left).add(counter.turned);
  }
}

void add(Digest& digest, const OrderCourse& course) {
  digest.add(static_cast<std::uint64_t>(course.errand)).add(static_cast<std::uint64_t>(course.to_return));
  digest.add(std::uint64_t{course.to_suspend} | std::uint64_t{course.was_suspended} << 1u |
             std::uint64_t{course.was_extended} << 2u | std::uint64_t{course.flawed} << 3u |
             std::uint64_t{course.visits} << 8u | std::uint64_t{course.returns} << 16u |
             std::uint64_t{course.times_handled} << 24u | std::uint64_t{course.checks} << 32u);
  digest.add(course.waits_since).add(course.due.has_value()).add(course.due.value_or(SimTime{}));
  digest.add(course.left_of_deadline.value_or(Duration{-1}));
}

void add(Digest& digest, const OrderLinks& links) {
  digest.add(links.asked_by ? (*links.asked_by).row() + 1 : 0);
  digest.add(links.asked_before ? (*links.asked_before).row() + 1 : 0);
  digest.add(std::uint64_t{links.ask} | std::uint64_t{links.branch} << 8u | std::uint64_t{links.follows_up} << 16u |
             std::uint64_t{links.is_settled} << 17u | std::uint64_t{links.is_handled} << 18u |
             std::uint64_t{links.suspends} << 19u | std::uint64_t{links.drawn} << 24u |
             std::uint64_t{links.asked} << 32u | std::uint64_t{links.opened} << 40u |
             std::uint64_t{links.awaited} << 48u);
}

void add_risks(Digest& digest, const World& world) {
  digest.add(world.risks.size()).add(world.alerts.hits).add(world.alerts.false_alarms).add(world.padded);
  for (const Risk& risk : world.risks) {
    digest.add(risk.identity.value).add(std::uint64_t{risk.kind}).add(static_cast<std::uint64_t>(risk.stage));
    digest.add(std::uint64_t{risk.times}).add(risk.building.row()).add(std::uint64_t{risk.storey});
    digest.add(risk.household ? (*risk.household).row() + 1 : 0).add(risk.displaced);
    digest.add(risk.onset).add(risk.shows).add(risk.escalates).add(risk.found);
    digest.add(risk.finder ? static_cast<std::uint64_t>(*risk.finder) + 1 : std::uint64_t{0});
    digest.add(risk.by ? risk.by->row() + 1 : 0);
  }
}

bool is_live(RiskStage stage) {
  return stage == RiskStage::ahead || stage == RiskStage::open || stage == RiskStage::found;
}

/// Every risk is in one stage, the live ones stand once in the list of their community, and what was pointed at adds
/// up.
void require_risks_conserved(const Setting& setting, const World& world) {
  std::array<std::int64_t, risk_stage_count> counted{};
  AlertCounts alerts;
  std::int64_t live = 0;
  for (const Risk& risk : world.risks) {
    ++counted[static_cast<std::size_t>(risk.stage)];
    if (is_live(risk.stage)) ++live;
    if (risk.finder == Finder::alert) ++alerts.hits;
    require(risk.stage != RiskStage::found || risk.finder.has_value(), "a risk was found by somebody");
    require(risk.stage != RiskStage::ahead || risk.onset >= world.now, "a risk is ahead until its onset");
    require(risk.stage != RiskStage::open || risk.escalates >= world.now, "an open risk has not escalated");
  }
  require(counted == world.risks_in, "the counts of risks by stage are those of the table");
  require(world.live_risks.size() == (setting.risk_kinds.empty() ? 0 : setting.city.communities.size()),
          "every community has a list of its risks");
  for (const CommunityId community : world.live_risks.ids()) {
    RiskId last{};
    bool first = true;
    for (const auto& [id, building] : world.live_risks.at(community)) {
      const Risk& risk = world.risks.at(id);
      require(risk.community == community && is_live(risk.stage) && (first || last < id),
              "a community lists its live risks once, in the order in which they were drawn");
      require(risk.building == building, "a live risk is listed with its place");
      last = id;
      first = false;
      --live;
    }
  }
  require(live == 0, "every live risk stands in the list of its community");
  std::int64_t padded = 0;
  for (const Incident& incident : world.incidents) {
    if (incident.cause == Cause::false_alert) ++alerts.false_alarms;
    if (incident.cause == Cause::padding) ++padded;
  }
  require(alerts == world.alerts, "every alert is a hit of one risk, or a false alarm with an incident");
  require(padded == world.padded, "every padded report is an incident");
}

/// Every dispute that was handled has one outcome, and every one that comes back or grows into something is an
/// incident of its own.
void require_disputes_conserved(const World& world) {
  std::array<std::int64_t, settlement_count> counted{};
  std::int64_t followed = 0;
  for (const Incident& incident : world.incidents) {
    if (incident.settlement != Settlement::none) ++counted[static_cast<std::size_t>(incident.settlement)];
    if (incident.cause == Cause::unsettled || incident.cause == Cause::unsettled_risk) ++followed;
    require(incident.settlement == Settlement::none || incident.reached,
            "only a dispute that somebody came to settles");
  }
  require(counted == world.settlements, "the counts of disputes by outcome are those of the table");
  require(followed == counted[static_cast<std::size_t>(Settlement::recurs)] +
                          counted[static_cast<std::size_t>(Settlement::escalates)],
          "every dispute that comes back or grows into something is followed by one incident");
}

bool works_on_an_order(Status status) {
  return status == Status::mobilising || status == Status::travelling || status == Status::on_scene ||
         status == Status::writing_up;
}

}  // namespace

Duration time_on_orders(const ResponderState& state, SimTime now) {
  Duration time = works_on_an_order(state.status) ? now - state.since : Duration{};
  for (const Status status : {Status::mobilising, Status::travelling, Status::on_scene, Status::writing_up}) {
    time += state.time_in[static_cast<std::size_t>(status)];
  }
  return time;
}

bool is_on_standby(const StaffSpec& staff, const ResponderState& state, std::int64_t priority) {
  return state.on_call && state.status == Status::off_duty && priority <= staff.standby_priority;
}

World populate(const Setting& setting, RunKey key) {
  World world;
  world.key = key;
  world.closures = closures_at(setting, world.now);
  for (const Responder& responder : setting.force.responders) {
    ResponderState state;
    state.on_duty = setting.force.rosters[responder.roster].is_on_duty(setting.calendar, world.now);
    state.status = state.on_duty ? Status::free : Status::off_duty;
    state.from = responder.post;
    state.bound_for = responder.post;
    world.responders.push_back(state);
  }
  world.visits.resize(setting.works.size());
  if (!setting.works.empty()) {
    GridState grid;
    grid.last_round = SimTime{} - 4'000 * one_day;  // every round is due
    world.grids = PagedTable<GridId, GridState, 32>(setting.plan.grids.size(), grid);
  }
  if (!setting.risk_kinds.empty()) {
    world.live_risks = PagedTable<CommunityId, std::vector<LiveRisk>, 32>(setting.city.communities.size());
  }
  if (!setting.counters.empty()) {
    world.counters = PagedTable<CounterId, CounterState, 32>(setting.counters.counters.size());
  }
  if (!setting.rooms.empty()) world.halls = PagedTable<HallId, HallState, 32>(setting.rooms.halls.size());
  if (keeps_households(setting)) {
    HouseholdState at_first;
    at_first.trust = static_cast<std::uint8_t>(setting.spec.trust.start.value() * 255.0 + 0.5);
    world.households = PagedTable<HouseholdId, HouseholdState, 2048>{setting.city.households.size(), at_first};
  }
  return world;
}

DigestValue digest_of(const World& world) {
  Digest digest;
  digest.add(world.key.seed).add(world.key.replication).add(world.now);
  digest.add(world.candidates_ahead).add(world.candidates_declined).add(world.incidents.size());
  for (const Incident& incident : world.incidents) {
    digest.add(incident.identity.value).add(incident.kind).add(incident.occurred).add(incident.noticed);
    digest.add(incident.building.row()).add(std::uint64_t{incident.storey});
    digest.add(incident.person ? incident.person->row() + 1 : 0).add(incident.acceptance);
    digest.add(static_cast<std::uint64_t>(incident.channel)).add(incident.reached).add(incident.answered);
    digest.add(std::uint64_t{incident.reports} | std::uint64_t{incident.orders} << 8u |
               std::uint64_t{incident.given_up} << 16u);
    if (incident.last_asked || incident.asks_ahead > 0 || incident.handled) {
      digest.add(incident.last_asked ? (*incident.last_asked).row() + 1 : 0).add(incident.handled);
      digest.add(std::uint64_t{incident.asks_ahead} | std::uint64_t{incident.to_settle} << 8u);
    }
    if (incident.settlement != Settlement::none) digest.add(static_cast<std::uint64_t>(incident.settlement));
    if (incident.cause == Cause::candidate) continue;
    digest.add(static_cast<std::uint64_t>(incident.cause)).add(incident.risk ? incident.risk->row() + 1 : 0);
    digest.add(std::uint64_t{incident.times}).add(incident.household ? (*incident.household).row() + 1 : 0);
  }
  for (const Order& order : world.orders) {
    digest.add(order.incident.row()).add(static_cast<std::uint64_t>(order.stage)).add(order.priority);
    digest.add(order.reported).add(order.accepted).add(order.assigned).add(order.under_way).add(order.on_scene);
    digest.add(order.resolved).add(order.attempts).add(order.review);
    digest.add(order.responder ? order.responder->row() + 1 : 0).add(order.left.value_or(Duration{-1}));
    digest.add(std::uint64_t{order.to_come} | std::uint64_t{order.at_work} << 8u | std::uint64_t{order.engaged} << 16u |
               std::uint64_t{order.ordinal} << 24u);
    if (order.course != OrderCourse{}) add(digest, order.course);
    if (order.links != OrderLinks{}) add(digest, order.links);
  }
  for (const ResponderState& state : world.responders) {
    digest.add(static_cast<std::uint64_t>(state.status)).add(state.on_duty).add(state.since).add(state.task);
    digest.add(state.departed).add(state.arrives).add(state.static_time).add(state.pace).add(state.orders_done);
    digest.add(state.climb).add(state.way_down).add(state.finishes).add(std::uint64_t{state.rank});
    add(digest, state.from);
    add(digest, state.bound_for);
    for (const Duration spent : state.time_in) digest.add(spent);
    digest.add(state.work.has_value()).add(state.paused.has_value()).add(std::uint64_t{state.pauses_for});
    if (state.work) add(digest, *state.work);
    if (state.paused) add(digest, *state.paused);
    digest.add(std::uint64_t{state.absent} | std::uint64_t{state.on_call} << 1u | std::uint64_t{state.present} << 8u |
               std::uint64_t{state.breaks_due} << 16u);
    digest.add(state.new_since);
    if (state.stays) digest.add(state.stays);
    if (state.stretch_began != SimTime{}) digest.add(state.stretch_began).add(state.worked_before);
  }
  for (const GridState& grid : world.grids) {
    digest.add(grid.open.size()).add(grid.last_round).add(std::int64_t{grid.round_days});
    digest.add(grid.is_walked);
    for (const Visit& visit : grid.open) add(digest, visit);
    for (const KnownMatter& matter : grid.known) digest.add(matter.building.row()).add(matter.at);
  }
  for (const VisitCounts& counts : world.visits) {
    digest.add(counts.due).add(counts.done).add(counts.excused);
  }
  for (const OrderId order : world.waiting) digest.add(order.row());
  world.closures.add_to(digest);
  digest.add(world.further_reports).add(world.further_orders).add(world.invalid_calls).add(world.households.size());
  for (const HouseholdState& household : world.households) {
    digest.add(std::uint64_t{household.worker} | std::uint64_t{household.last_contact} << 32u |
               std::uint64_t{household.familiarity} << 48u | std::uint64_t{household.trust} << 56u);
  }
  if (!world.risks.empty() || world.alerts != AlertCounts{}) add_risks(digest, world);
  if (!world.halls.empty()) add_halls(digest, world);
  if (world.asked_orders > 0) digest.add(world.asked_orders);
  if (!world.counters.empty()) add_counters(digest, world);
  return digest.value();
}

void require_counts(const World& world) {
  const auto sum = [](const auto& counts) { return std::accumulate(counts.begin(), counts.end(), std::int64_t{0}); };
  require(sum(world.incidents_in) + world.candidates_ahead + world.candidates_declined ==
              static_cast<std::int64_t>(world.incidents.size()),
          "every incident candidate is ahead, declined or in one stage");
  require(world.incidents_in[static_cast<std::size_t>(Stage::reported)] + world.further_orders + world.asked_orders ==
              static_cast<std::int64_t>(world.orders.size()),
          "every reported incident has one order, and one more for every further report and every ask that opened "
          "one");
  require(sum(world.orders_in) == static_cast<std::int64_t>(world.orders.size()), "every order is in one stage");
  require(sum(world.risks_in) == static_cast<std::int64_t>(world.risks.size()), "every risk is in one stage");
  require(world.orders_in[static_cast<std::size_t>(Stage::accepted)] == static_cast<std::int64_t>(world.waiting.size()),
          "an order waits exactly while it is accepted and not assigned");
}

namespace {

/// Absence, pairs, breaks and standby. Whoever works when its duty has ended does so in overtime, with whom it came.
void require_presence(const Setting& setting, ResponderId id, const ResponderState& state) {
  const Responder& unit = setting.force.responders[id];
  const StaffSpec& staff = setting.force.staff_of(unit);
  require(!(state.absent && state.on_duty), "nobody absent is on duty");
  require(!(state.on_call && state.on_duty), "standby is off duty");
  require(state.on_duty || (state.status != Status::on_break && state.status != Status::away),
          "breaks and time away are on duty");
  require(state.on_duty || !is_planned_work(state.status), "planned work is done on duty");
  require(state.on_duty || state.breaks_due == 0, "a break is due on duty");
  if (!state.on_duty || state.status == Status::away || state.present == 0) return;
  require(state.present <= unit.people, "no more people are in a unit than it has");
  require(staff.pairing == Pairing::none || state.present >= 2, "nobody acts without its pair");
}

/// Every order that is on its way through the desks has one seat's work before it, and nobody sits at two.
void require_desks_conserved(const Setting& setting, const World& world) {
  require(world.halls.size() == setting.rooms.halls.size(), "every hall has its line");
  if (world.halls.empty()) return;
  std::vector<std::uint8_t> tasks(world.orders.size(), 0);
  for (const HallId id : world.halls.ids()) {
    const HallState& hall = world.halls[id];
    const auto count = [&](const SeatTask& task) {
      if (task.order && task.work != SeatWork::calling) ++tasks[(*task.order).row()];
      require((task.work == SeatWork::invalid) == !task.order.has_value(), "a seat works on an order or a call");
    };
    std::int64_t seats = 0;
    for (const DeskId desk : setting.rooms.halls[id].desks) seats += setting.rooms.desks[desk].spec.seats;
    require(static_cast<std::int64_t>(hall.at_work.size()) <= seats, "no more work is done than there are seats");
    std::for_each(hall.line.begin(), hall.line.end(), count);
    std::for_each(hall.at_work.begin(), hall.at_work.end(), count);
  }
  for (const OrderId id : world.orders.ids()) {
    const Order& order = world.orders[id];
    const bool at_desks = order.stage == Stage::transferred || (order.stage == Stage::reported && order.desk);
    require(tasks[id.row()] == (at_desks ? 1 : 0), "an order has a seat's work before it exactly while desks have it");
  }
}

/// What an order has been through is what its kind asks for, in an order that makes sense.
void require_course(const Setting& setting, const Order& order) {
  const OrderCourse& course = order.course;
  const CourseSpec& spec = setting.kinds[order.kind].spec.course;
  require(course.due.has_value() == spec.deadline.has_value(),
          "an order has a deadline exactly where its kind has one");
  require(course.returns <= order.attempts, "an order is returned at most as often as it was assigned");
  require(course.checks <= course.times_handled, "an order is checked at most as often as it was handled");
  require(course.times_handled + course.checks <= course.visits || spec.check_by == CheckBy::telephone,
          "whoever handled or checked an order has been there");
  require(order.stage != Stage::suspended || course.was_suspended, "an order that is suspended has been suspended");
  require((order.stage == Stage::to_check) <= (course.errand == Errand::check),
          "an order that is to be checked has that errand");
  require(order.stage != Stage::resolved || course.errand == Errand::handle, "an order is resolved by who handles it");
}

/// Everything that came due is done, excused, open, or in somebody's hands; whoever is at planned work has some.
void require_work_conserved(const Setting& setting, const World& world) {
  if (setting.works.empty()) return;
  std::vector<std::int64_t> left(setting.works.size());
  for (const GridState& grid : world.grids) {
    for (const Visit& visit : grid.open) ++left[visit.work];
  }
  for (const ResponderState& state : world.responders) {
    if (state.work && state.work->visit) ++left[state.work->work];
  }
  for (std::size_t work = 0; work < left.size(); ++work) {
    const VisitCounts& counts = world.visits[work];
    require(counts.due == counts.done + counts.excused + left[work],
            "every visit that came due is done, excused or open");
  }
}

/// How many of the responders work on an order.
std::int64_t require_responders_conserved(const Setting& setting, const World& world) {
  std::int64_t working = 0;
  for (const ResponderId id : world.responders.ids()) {
    const ResponderState& state = world.responders[id];
    require(state.order.has_value() == works_on_an_order(state.status),
            "a responder has an order exactly while working on one");
    if (state.order) {
      ++working;
      require(state.rank > 0 || world.orders[*state.order].responder == id,
              "an order and its responder name each other");
    }
    const Duration spent = std::accumulate(state.time_in.begin(), state.time_in.end(), Duration{});
    require(spent + (world.now - state.since) == world.now.time_since_epoch(),
            "a responder's time in states sums to the time gone by");
    require(state.on_duty || state.status != Status::free, "nobody waits for orders off duty");
    require(state.work.has_value() == (is_planned_work(state.status) || state.status == Status::on_break),
            "somebody has planned work or a break exactly while at it");
    require_presence(setting, id, state);
  }
  require(world.responders.size() == setting.force.responders.size(), "nobody joins or leaves during a run");
  return working;
}

}  // namespace

bool is_day_of_full_count(std::int64_t day) {
  constexpr std::int64_t counts = 16;  // at least so many between a day and twice that day
  std::int64_t step = 1;
  while (step * 2 * counts <= day) step *= 2;
  return day % step == 0;
}

void require_present_conserved(const Setting& setting, const World& world) {
  require_counts(world);
  require_work_conserved(setting, world);
  require_responders_conserved(setting, world);
}

void require_conservation(const Setting& setting, const World& world) {
  require_counts(world);
  std::array<std::int64_t, stage_count> counted{};
  std::int64_t engaged = 0;
  std::vector<std::uint8_t> orders_of(world.incidents.size(), 0);
  for (const Order& order : world.orders) {
    ++orders_of[order.incident.row()];
    ++counted[static_cast<std::size_t>(order.stage)];
    engaged += order.engaged;
    const bool worked_on = order.stage == Stage::assigned || order.stage == Stage::under_way ||
                           order.stage == Stage::on_scene || order.stage == Stage::resolved;
    require(worked_on == (order.engaged > 0), "an order has units exactly while it is worked on");
    require_course(setting, order);
  }
  require(counted == world.orders_in, "the counts of orders by stage are those of the table");
  for (const IncidentId id : world.incidents.ids()) {
    require(world.incidents[id].orders == orders_of[id.row()], "an incident knows how many orders are about it");
  }

  require_work_conserved(setting, world);
  require_desks_conserved(setting, world);
  require_counters_conserved(setting, world);
  require_risks_conserved(setting, world);
  require_links_conserved(setting, world);
  require_disputes_conserved(world);

  require(require_responders_conserved(setting, world) == engaged,
          "every order that is worked on has its units, and nobody else has an order");
}

}  // namespace outpost
