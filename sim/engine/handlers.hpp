#pragma once

#include <array>
#include <span>

#include "sim/engine/event_queue.hpp"
#include "sim/record/records.hpp"
#include "sim/world/forecast.hpp"

namespace outpost::engine {

/// What a handler may ask for: that something happens, later or at once. It cannot look at what is to come.
class Agenda {
 public:
  Agenda(EventQueue<Event>& queue, SimTime now) : queue_(queue), now_(now) {}
  void at(SimTime when, Event event) { queue_.push(when, event); }
  void after(Duration delay, Event event) { queue_.push(now_ + delay, event); }

 private:
  EventQueue<Event>& queue_;
  SimTime now_;
};

/// Everything within a handler's reach. The order inside a handler never varies: require, decide, change, record,
/// follow.
struct Scene {
  const Setting& setting;
  World& world;
  Agenda agenda;
  Recorder& record;
  TravelQuery& travel;
  const Forecast* forecast = nullptr;  // none: this is one, and the base rule decides
};

inline const Incident& incident_of(const Scene& scene, OrderId order) {
  return scene.world.incidents.at(scene.world.orders.at(order).incident);
}

// Demand (demand_handlers.cpp)
void on(const DayBegan& event, Scene& scene);
void on(const IncidentOccurred& event, Scene& scene);
void on(const IncidentNoticed& event, Scene& scene);
/// In a forecast: incidents of a day around a town of which nothing is known yet, because they occur later or because
/// nobody has reported them; those that occur by `until`. Each has a number that none of the day has which is known.
void imagine_demand_of(Scene& scene, TownId town, std::int32_t day, SimTime until);

// Reports (report_handlers.cpp)
void on(const OrderReported& event, Scene& scene);
void on(const IncidentReportedAgain& event, Scene& scene);
/// An order was turned away or withdrawn: trust falls, and who hung up may call again.
void give_up(Scene& scene, OrderId order);
/// The day's calls without a matter.
void draw_invalid_calls_of(Scene& scene, std::int32_t day);
/// In a forecast: the further reports that an order's incident may still bring.
void imagine_further_reports(Scene& scene, OrderId order);

/// A new order is on file from now on: numbered, counted and recorded with its first stages.
OrderId put_on_file(Scene& scene, const Order& order);
/// It goes through intake, at the desk that answers the channel, if there is one.
void take_in(Scene& scene, OrderId order, Channel channel);

// Dispatch (dispatch_handlers.cpp)
void on(const OrderAccepted& event, Scene& scene);
void on(const WaitReviewed& event, Scene& scene);
void on(const PatienceRanOut& event, Scene& scene);
/// An accepted order comes into line for somebody to be sent: the first time, or after it has crossed between desks.
void wait_for_somebody(Scene& scene, OrderId order);
/// Offers the waiting orders, in line, to whoever is free.
void dispatch_waiting(Scene& scene);
/// The same after one responder has become free. Nothing else has changed since the rule last said that the others
/// wait, so only the orders that this responder may answer are asked about, and none once it is sent: among ten
/// thousand units one freed crew does not bring up the morning's grid orders of 136 towns. What time alone changes
/// comes back by WaitReviewed.
void dispatch_waiting(Scene& scene, ResponderId freed);
/// Somebody has become free, and nobody waits for it: an order that somebody else is on the way to is its, where
/// [rules] redirect says so and it is enough sooner.
void redirect(Scene& scene, ResponderId freed);
/// Takes an order that waits out of the line.
void leave_line(Scene& scene, OrderId order);
/// Sends this responder, who is available, to a waiting order, and with it as many others as the order needs.
void assign(Scene& scene, OrderId order, ResponderId responder, std::span<const ResponderId> with = {});
/// Takes back an assignment, on the way or at work: the order waits again, and what is left of the work with it. The
/// responder stands where it is, free; others who were sent to the order go home.
void take_back(Scene& scene, ResponderId responder);
/// Whoever has the order sends it back, because the assignment is wrong: it goes through intake again.
void send_back(Scene& scene, ResponderId responder);
/// An order waits for somebody to be sent, not for the first time: in its place in line, and offered at once.
void wait_in_line(Scene& scene, OrderId order);

// Responders (responder_handlers.cpp)
void on(const ResponderSetOut& event, Scene& scene);
void on(const ResponderArrived& event, Scene& scene);
void on(const OrderResolved& event, Scene& scene);
void on(const OrderClosed& event, Scene& scene);
void on(const ResponderReturned& event, Scene& scene);
void on(const DutyChanged& event, Scene& scene);
/// What comes after an order or planned work: whoever waits is answered, then other work is taken up, and who has
/// nothing to do goes home, or off duty if its shift has ended.
void become_free(Scene& scene, ResponderId responder);
/// Home, or off duty.
void send_home(Scene& scene, ResponderId responder);

/// Time on scene of a grid worker who knows the household: less, the better it does.
Duration shortened(const Scene& scene, ResponderId responder, OrderId order, Duration whole);

/// Static time of the soonest journey from where the responder stands to a spot, by its way of moving; none: no way.
std::optional<Duration> time_to(const Scene& scene, ResponderId responder, const Spot& to);
/// That journey, of `expected` static time as `time_to` says, realised at `pace` times its expected length: first down
/// to the entrance, at the end up to a storey.
void depart(Scene& scene, ResponderId responder, const Spot& to, Duration expected, double pace, Duration climb = {});

// The course of an order (course_handlers.cpp)
void on(const OrderWaitsAgain& event, Scene& scene);
void on(const OrderChecked& event, Scene& scene);
void on(const DeadlineCame& event, Scene& scene);
void on(const FeedbackGiven& event, Scene& scene);
/// It has been reported: its first errand, and its deadline.
void begin_course(Scene& scene, OrderId order);
/// The work of the last of its units on scene has ended: resolved, or to be suspended.
void work_ends(Scene& scene, OrderId order);
/// Nobody is engaged with it any more, after handling: suspended, to be checked, or finished and closed.
void written_up(Scene& scene, OrderId order);
/// It has waited, written up, for what it asked for, and goes on.
void wait_is_over(Scene& scene, OrderId order);
/// Whoever came to verify or check it has done so.
void visit_ends(Scene& scene, OrderId order);

// Linked orders (ask_handlers.cpp)
void on(const OrderAskedFor& event, Scene& scene);
void on(const AskGivenUp& event, Scene& scene);
/// An order has come to a moment at which its kind asks for others. At the end of intake it may be handed over.
void ask_for(Scene& scene, OrderId order, AskWhen when);
/// Whether an order waits in this way for what it has asked for.
bool awaits(const Scene& scene, OrderId order, AskMeanwhile meanwhile);
/// An order has come so far: the one that waits for it goes on.
void come_so_far(Scene& scene, OrderId order, AskUntil how);
/// An order that is over waits for nothing.
void wait_no_more(Scene& scene, OrderId order);

// Duty (duty_handlers.cpp)
void on(const RoleChanged& event, Scene& scene);
/// A day begins: for those whose duty never ends it is a stretch of its own, where the dispatch rule asks for load.
void begin_endless_stretches(Scene& scene);
/// A break that is due, for somebody who is free: begun at the post, or on the way there to be begun. Whether it is.
bool begin_break(Scene& scene, ResponderId responder);
void end_break(Scene& scene, ResponderId responder);
/// A break that a call, or the end of duty, cuts short. The status is the caller's.
void break_off(Scene& scene, ResponderId responder);

// Desks (desk_handlers.cpp)
void on(const SeatFreed& event, Scene& scene);
void on(const DeskHoursChanged& event, Scene& scene);
void on(const InvalidCallCame& event, Scene& scene);
void on(const CallerHungUp& event, Scene& scene);
void on(const OrderPassedOn& event, Scene& scene);
/// A report comes in at a desk, and is answered when a seat is free.
void report_to(Scene& scene, DeskId desk, OrderId order);
/// An order is answered, understood and taken down at a desk: it waits there, crosses, or is handed over.
void accept(Scene& scene, OrderId order, DeskId answered_by);
/// In a forecast: when the work at the seats ends and callers hang up, and what changes at the desks.
void imagine_seats(Scene& scene);
/// The day's calls without a matter in a community, for the desk that answers 110; each at an hour drawn by weights.
void expect_invalid_calls(Scene& scene, CommunityId community, std::int32_t day, std::int64_t calls,
                          const std::array<double, 24>& by_hour, Stream& stream);

// Planned work (work_handlers.cpp)
void on(const WorkReached& event, Scene& scene);
void on(const WorkEnded& event, Scene& scene);
void on(const HourOfWorkCame& event, Scene& scene);
void on(const WorkLookedFor& event, Scene& scene);
/// What comes due on a day, in every grid.
void open_work_of(Scene& scene, std::int32_t day);
/// Somebody who is free on duty begins what there is to do, if there is anything; nothing happens to anybody else.
void take_up_work(Scene& scene, ResponderId responder);
/// Something is on record at a building, where the round rule asks for it.
void keep_known(Scene& scene, BuildingId building);
/// Tenants have moved in: they are to be registered, where that is work.
void open_registration(Scene& scene, HouseholdId household);
/// What a row says of a visit alone: its work, place, due date, and whether it is late by now.
WorkRow row_about(const Setting& setting, const Visit& visit, SimTime now);
/// Leaves planned work for a call, or because the shift ends: what is left of it is kept. The status is the caller's.
void leave_work(Scene& scene, ResponderId responder);

// Counters (counter_handlers.cpp)
void on(const ServedAtCounter& event, Scene& scene);
void on(const LineLeft& event, Scene& scene);
void on(const CounterReviewed& event, Scene& scene);
/// Whether the counter of this place is open, so that who comes can stand in line.
bool finds_counter_open(const Scene& scene, BuildingId place);
/// Somebody comes to the counter of its place with a matter, which is an order that is reported.
void walk_in(Scene& scene, OrderId order);
/// The counter at which a responder has its hours; none: it has none, or nobody comes to counters.
std::optional<CounterId> counter_of(const Scene& scene, ResponderId responder);
/// Whether a desk of its counter is left for it, its own counted as left.
bool finds_desk(const Scene& scene, ResponderId responder);
/// Its counter hours have come while it is busy: it takes its place when it is free and finds a desk.
void come_late_to_counter(Scene& scene, ResponderId responder, std::uint16_t work, SimTime until);
/// Its hours at its counter, if they have come and it is to take its place now: it is free, and a desk is left.
struct CounterHours {
  std::uint16_t work = 0;
  SimTime until{};
};
std::optional<CounterHours> hours_to_take_up(const Scene& scene, ResponderId responder);
/// It sets out for a desk of its counter, or is there.
void take_desk(Scene& scene, ResponderId responder, std::uint16_t work, SimTime until);
/// When the hours end of somebody who has a desk of a counter with a line; none: of anybody else.
std::optional<SimTime> counter_hours_end(const Scene& scene, ResponderId responder);
/// It sits there, and serves.
void serve_at_counter(Scene& scene, ResponderId responder);
/// When whoever is being served by it will have been; none: nobody is.
std::optional<SimTime> serves_until(const Scene& scene, ResponderId responder);
/// It leaves its desk: its hours have ended (done), something else goes before (interrupted), or it does not come back
/// (broken off), as from a counter without a line.
WorkResult leave_counter(Scene& scene, ResponderId responder);
/// In a forecast: when hours and services end and people leave the lines.
void imagine_counters(Scene& scene);

// Coverage (coverage_handlers.cpp)
void on(const CoverageLookedAt& event, Scene& scene);

// Risks (risk_handlers.cpp)
void on(const RiskBegan& event, Scene& scene);
void on(const RiskTold& event, Scene& scene);
void on(const RiskEscalated& event, Scene& scene);
void on(const AlertRaised& event, Scene& scene);
void on(const SignsMet& event, Scene& scene);
/// The day's onsets and false alarms, in every community.
void draw_risks_of(Scene& scene, std::int32_t day);
/// Somebody has set out on a round, or goes on with it: the signs that it will notice on what is left of it.
void foresee_signs(Scene& scene, ResponderId responder);
/// Somebody has been let into a household or premises and looks around. Returns how many risks it noticed.
int look_around(Scene& scene, ResponderId responder, const Visit& visit);
/// An order has been handled rightly, or one that was asked for is over: when all that settle the matter have, a found
/// risk that they were about ends, begins anew after a while, or begins elsewhere.
void settle_risk(Scene& scene, OrderId order);
/// The people of a household have moved out, and the risks that lay there end.
void end_risks_of(Scene& scene, HouseholdId household);

// Settlement (settlement_handlers.cpp)
/// An order has been handled as it should be, and whoever did is still named by it: where it is about a dispute that
/// nobody has tried to settle, it is settled, comes back, grows into something else, or rests.
void settle_dispute(Scene& scene, OrderId order);

// Households (household_handlers.cpp)
void on(const TenantsMoved& event, Scene& scene);
/// The day's moves of tenants.
void draw_moves_of(Scene& scene, std::int32_t day);
/// A responder has been in contact with a household at its door: it knows it better from then on, and a planned visit
/// raises trust.
void contact(Scene& scene, ResponderId responder, HouseholdId household, bool planned, bool unfounded);
/// An order about an incident has been closed, or given up: the first answer moves the trust of who it is about, each
/// that is given up lowers it.
void judge_answer(Scene& scene, OrderId order);
/// The household of an incident's risk or person; where it has neither, the first of the building, if there is one.
std::optional<HouseholdId> household_about(const Setting& setting, const Incident& incident);
/// The same, where the incident happens there: at the door of a risk, or at its person's home.
std::optional<HouseholdId> household_visited(const Setting& setting, const Incident& incident);

// Idle (idle_handlers.cpp)
void on(const RestReviewed& event, Scene& scene);
/// Somebody on duty who is free, or on its way, with nobody waiting for it: it goes where the idle rule says.
void rest(Scene& scene, ResponderId responder);
/// Somebody who was called back from an order: it waits where it stands, or goes home.
void wait_or_go_home(Scene& scene, ResponderId responder);
/// Looks again after a while, where the idle rule asks for it and it is left free.
void review_rest(Scene& scene, ResponderId responder);

// Streets (street_handlers.cpp)
void on(const StreetsClosed& event, Scene& scene);
void on(const StreetsReopened& event, Scene& scene);
/// What a command does to one street; 1000 per mille lifts what a command did.
void touch_street(Scene& scene, StreetId street, std::uint32_t per_mille);

// Shared (transitions.cpp): the only places where stages and statuses change, so that counts, times and records agree.
void enter(Scene& scene, OrderId order, Stage stage);
void enter(Scene& scene, ResponderId responder, Status status);
void record_leg(Scene& scene, ResponderId responder, SimTime end, const Spot& to);
/// At the post, at once.
void stand_at_post(Scene& scene, ResponderId responder);
/// Where it is, from wherever it stood or went: a journey ends here, and the events of what it was at are void.
void stand_still(Scene& scene, ResponderId responder);
/// Whether an event is of an assignment or of planned work that was given up.
bool is_void(const Scene& scene, ResponderId responder, std::uint32_t task);

}  // namespace outpost::engine
