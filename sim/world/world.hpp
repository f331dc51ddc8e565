#pragma once

#include <algorithm>
#include <array>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "sim/base/digest.hpp"
#include "sim/base/paged_table.hpp"
#include "sim/base/stream.hpp"
#include "sim/city/travel_times.hpp"
#include "sim/people/responders.hpp"
#include "sim/spec/parameters.hpp"
#include "sim/world/counters.hpp"
#include "sim/world/event.hpp"
#include "sim/world/household_state.hpp"
#include "sim/world/planned_work.hpp"
#include "sim/world/risks.hpp"
#include "sim/world/rooms.hpp"

namespace outpost {

/// Stages of an order, in the order in which it can pass them. `turned_away`, `unreported` and `withdrawn` are ends.
enum class Stage : std::uint8_t {
  occurred,
  noticed,
  reported,
  accepted,
  assigned,
  under_way,
  on_scene,
  resolved,
  closed,
  taken_back,   // an assignment was cancelled for a more urgent order; back to accepted
  turned_away,  // no place in the waiting room
  unreported,   // nobody reported it
  withdrawn,    // the caller's patience ran out before anybody was sent
  returned,     // by whom it was assigned to: at intake again, then back to accepted
  confirmed,    // verified on site: back to accepted, for who handles it
  suspended,    // the work waits for something outside; then back to accepted
  to_check,     // written up, and its check is not due yet; by a visit: then back to accepted; by telephone: verified
  verified,     // the check found it right
  reopened,     // the check found it not right: back to accepted
  feedback,     // all work is done, and the reporter is to be told
  transferred,  // on the way from one desk to another; then back to accepted
  awaiting,     // written up, and what it asked for has not come so far; then to be checked, or to its end
  handed_over,  // a matter for another kind of order, which took its place
};
inline constexpr std::size_t stage_count = 23;
inline constexpr std::array<std::string_view, stage_count> stage_names{
    "occurred", "noticed",    "reported",    "accepted",   "assigned",    "under_way", "on_scene",   "resolved",
    "closed",   "taken_back", "turned_away", "unreported", "withdrawn",   "returned",  "confirmed",  "suspended",
    "to_check", "verified",   "reopened",    "feedback",   "transferred", "awaiting",  "handed_over"};

/// Nothing more happens to an order in such a stage.
constexpr bool is_over(Stage stage) {
  return stage == Stage::closed || stage == Stage::turned_away || stage == Stage::withdrawn ||
         stage == Stage::handed_over;
}

/// What somebody is sent to an order for.
enum class Errand : std::uint8_t { handle, verify, check };
inline constexpr std::array<std::string_view, 3> errand_names{"handle", "verify", "check"};

/// Why an order was returned.
enum class ReturnReason : std::uint8_t { none, wrong_kind, wrong_place, not_theirs };
inline constexpr std::array<std::string_view, 4> return_reason_names{"none", "wrong_kind", "wrong_place", "not_theirs"};

/// What a unit is at. From `on_round` on it is planned work or a break, which calls may interrupt, or time away.
enum class Status : std::uint8_t {
  off_duty,
  free,
  mobilising,
  travelling,
  on_scene,
  writing_up,
  returning,
  on_round,  // or on patrol
  going,     // to the door of a visit
  visiting,  // at the door or inside
  at_counter,
  in_meeting,
  on_break,
  away  // on duty, and pulled away to somebody else's work
};
inline constexpr std::size_t status_count = 14;
inline constexpr std::array<std::string_view, status_count> status_names{
    "off_duty", "free",  "mobilising", "travelling", "on_scene",   "writing_up", "returning",
    "on_round", "going", "visiting",   "at_counter", "in_meeting", "on_break",   "away"};
/// On the streets, between two spots.
constexpr bool is_moving(Status status) {
  return status == Status::travelling || status == Status::returning || status == Status::going;
}
/// Round, way to a visit, visit, counter, meeting.
constexpr bool is_planned_work(Status status) {
  return status >= Status::on_round && status <= Status::in_meeting;
}

/// One who could be sent, as the dispatcher sees it.
struct Candidate {
  ResponderId responder{};
  Duration expected{};  // mobilisation and travel at their means
  /// Where a rule looks ahead: the waiting that is to be expected in the time it looks at if this one is sent, an hour
  /// counting as many hours as its priority weighs; the mean over the futures that were drawn.
  std::optional<Duration> score{};
  bool operator==(const Candidate&) const = default;
};

/// What orders of a kind ask for, with the row of the kind that is asked for.
struct Ask {
  std::string key{};
  AskSpec spec{};
  std::uint32_t kind = 0;
  std::uint32_t identity = 0;  // of its name, for draws: no other ask changes it
};

/// A kind of incident with everything that runs need, in the order of its keys.
struct Kind {
  std::string key{};
  KindSpec spec{};
  std::vector<Ask> asks{};                      // in order of key
  std::optional<std::uint32_t> department{};    // whose units answer it: row of [departments], by name
  std::optional<std::uint32_t> escalates_to{};  // row of Setting::kinds
};

/// A closure of the scenario with the streets that it names; its row is the cause under which World::closures keeps it.
struct Closure {
  std::vector<StreetId> streets{};
  std::uint32_t per_mille = 0;
  SimTime begins{};
  std::optional<SimTime> ends{};
};
/// The cause of what a command closes.
inline constexpr std::uint32_t closed_by_command = 0xFFFFFFFFu;

/// Everything that a run reads and never changes; shared by replications and threads. Plans over the same place share
/// its city and its travel times too: these are the large parts.
struct Setting {
  explicit Setting(std::shared_ptr<const City> of) : city_owner(std::move(of)), city(*city_owner) {}

  std::shared_ptr<const City> city_owner;
  const City& city;
  ScenarioSpec spec{};
  Calendar calendar{};
  GridPlan plan{};
  Places places{};
  Force force{};
  std::vector<Kind> kinds{};
  std::vector<Work> works{};
  std::vector<RiskKind> risk_kinds{};
  Table<GridId, GridRound> rounds{};  // empty where no work is a round
  /// The grids whose planned work is a responder's, by responder; empty lists where there is no planned work.
  Table<ResponderId, std::vector<GridId>> work_of{};
  /// By work, by grid: what comes due there, in order of phase, then of place. Empty for work that has its hour.
  std::vector<std::vector<std::vector<DuePlace>>> due{};
  std::vector<Closure> closures{};
  Rooms rooms{};
  Counters counters{};
  Table<CommunityId, Spot> middles{};  // of communities: the entrance nearest to the middle of their buildings
  /// Who is sent to a community, by community; tied units together. Empty where [[rules.preference]] says nothing.
  std::vector<std::vector<std::vector<ResponderId>>> preferences{};
  std::shared_ptr<const TravelTimes> travel{};
};

/// The travel times on the streets of a city, which they keep alive; `index`, where one was kept, is of those streets.
std::shared_ptr<const TravelTimes> make_travel_times(const MetricSpec& metric, const TravelSpec& travel,
                                                     std::shared_ptr<const City> city, TravelIndex index = {});

/// Puts a scenario's pieces together. `city` must be that of the scenario, `plan` a plan of it, `travel` made on it
/// from the scenario's metric and speeds.
std::shared_ptr<const Setting> make_setting(const ScenarioSpec& spec, std::shared_ptr<const City> city, GridPlan plan,
                                            std::shared_ptr<const TravelTimes> travel);
/// The same for a scenario that shares nothing.
std::shared_ptr<const Setting> make_setting(const ScenarioSpec& spec, City city, GridPlan plan);
/// The same with the grids of the spec.
std::shared_ptr<const Setting> make_setting(const ScenarioSpec& spec, City city);

/// Fills in the planned work of a setting that has everything else: what comes due where, whose it is, and the rounds
/// (work_plan.cpp).
void plan_work(Setting& setting);
/// The same of its counters, once its work is planned (counters.cpp).
void plan_counters(Setting& setting);

/// The streets that a closure names: none where the number or the place names none.
std::vector<StreetId> streets_of(const ClosureSpec& closure, const StreetNetwork& network);
/// What the scenario has closed at a moment; commands come on top.
StreetClosures closures_at(const Setting& setting, SimTime at);

/// Expected number of incident candidates of a kind in a community on a weekday or a day of the weekend, before the
/// day's factor; holidays count as days of the weekend. A rate is the mean over an ordinary week; weekdays and weekends
/// share it out by the sums of their profile's weights.
double expected_on(const Setting& setting, const Kind& kind, const Community& community, bool weekend);

/// Expected number of something in a community on a day, at a rate.
double expected_a_day(const Setting& setting, const IncidentRate& rate, const Community& community);

/// Complaints that only the whole setting shows: more incidents or risks a day in a community than their numbering
/// holds, nobody on the staff.
std::vector<Complaint> complaints_about(const Setting& setting);

/// Where an incident comes from: drawn with its day; a found risk that is to be settled; one that has escalated; an
/// alert or a padded report about nothing; a dispute that was not settled, which comes back or has grown into something
/// else, where it began as a candidate, and where it began as a risk. There are two of these because both kinds of
/// owners have one form, and draws tell them apart by the cause.
enum class Cause : std::uint8_t {
  candidate,
  found_risk,
  escalated_risk,
  false_alert,
  padding,
  unsettled,
  unsettled_risk
};
inline constexpr std::size_t cause_count = 7;
inline constexpr std::array<std::string_view, cause_count> cause_names{
    "candidate", "found_risk", "escalated_risk", "false_alert", "padding", "unsettled", "unsettled_risk"};
/// Whether residents notice and report it themselves. The others come from those who found something, or from data:
/// nobody calls about them, waits at a telephone, or was kept waiting.
constexpr bool has_caller(Cause cause) {
  return cause == Cause::candidate || cause == Cause::escalated_risk || cause == Cause::unsettled ||
         cause == Cause::unsettled_risk;
}
/// Whether there is nothing at its place.
constexpr bool is_nothing(Cause cause) {
  return cause == Cause::false_alert || cause == Cause::padding;
}

/// An incident. Of a candidate time, place, person, kind and acceptance number are the same in every plan.
struct Incident {
  Owner identity{};
  CommunityId community{};
  std::int32_t day = 0;
  std::uint32_t number = 0;
  std::uint32_t kind = 0;
  SimTime occurred{};
  SimTime noticed{};
  BuildingId building{};
  std::uint8_t storey = 1;  // on which it occurs; 1 is that of the entrance
  std::optional<ResidentId> person{};
  double acceptance = 0.0;              // uniform; accepted while it lies below the share that feedback leaves
  Channel channel = Channel::call_110;  // by which it was reported, once it is
  std::uint8_t reports = 0;             // by others after the first
  std::uint8_t orders = 0;              // that were opened about it
  std::uint8_t given_up = 0;            // of them, turned away or withdrawn
  bool reached = false;                 // units of one of them have been there
  bool answered = false;                // one of them is closed
  Cause cause = Cause::candidate;
  std::uint16_t times = 0;                   // of its risk, or of an unsettled dispute
  std::optional<RiskId> risk{};              // that was found, has escalated, or was padded
  MaybeId<HouseholdId> household{};          // that a risk or a report of nothing is about
  Settlement settlement = Settlement::none;  // of a dispute that was handled
  // Of orders that were asked for: the last that was opened; how many have been asked for and not opened; how many of
  // those that settle the matter are not handled; and whether the order that asked is.
  MaybeId<OrderId> last_asked{};
  std::uint8_t asks_ahead = 0;
  std::uint8_t to_settle = 0;
  bool handled = false;
  bool operator==(const Incident&) const = default;
};

/// What an order has been through beside being answered once; as it begins where its kind asks for none of it.
struct OrderCourse {
  Errand errand = Errand::handle;               // of the next visit, or of the one under way
  ReturnReason to_return = ReturnReason::none;  // the assignment is wrong, and whoever has it will find out
  bool to_suspend = false;                      // the work has ended for want of something outside
  bool was_suspended = false;                   // since it was last reopened
  bool was_extended = false;
  bool flawed = false;      // what was done is not right, and the check will show it
  std::uint8_t visits = 0;  // that have ended, whatever their errand
  std::uint8_t returns = 0;
  std::uint8_t times_handled = 0;  // until it was suspended or written up
  std::uint8_t checks = 0;
  SimTime waits_since{};                       // for a visit after the first; sets its place in line
  std::optional<SimTime> due{};                // its deadline
  std::optional<Duration> left_of_deadline{};  // while it stands still
  bool operator==(const OrderCourse&) const = default;
};

/// What ties an order to those that it has asked for, and to the one that asked for it; as it begins where nothing asks
/// for anything. Bit k stands for row k of the kind's asks.
struct OrderLinks {
  MaybeId<OrderId> asked_by{};
  MaybeId<OrderId> asked_before{};  // the one before it of those that were asked for about the incident
  std::uint8_t ask = 0;             // of the kind of asked_by: its row
  std::uint8_t branch = 0;          // under which it draws; 0: opened by a report
  bool follows_up = false;          // asked for when another was closed: it settles nothing
  bool is_handled = false;          // its work is done, whatever a check says later
  bool is_settled = false;          // its work is done rightly, or it is over
  std::uint8_t drawn = 0;
  std::uint8_t asked = 0;
  std::uint8_t opened = 0;
  std::uint8_t awaited = 0;  // what was asked for has not come so far, and the order waits for it
  bool suspends = false;     // its work on scene has ended, and is suspended for what it has asked for
  bool operator==(const OrderLinks&) const = default;
};

/// A work order or police order, from the report on.
struct Order {
  IncidentId incident{};
  std::uint32_t kind = 0;
  std::int64_t priority = 3;
  BuildingId building{};
  std::uint8_t storey = 1;
  Stage stage = Stage::reported;
  SimTime reported{};
  SimTime accepted{};
  SimTime assigned{};  // of the last assignment
  SimTime under_way{};
  SimTime on_scene{};  // begin of the work; where the kind has visits of several errands, of the first
  SimTime resolved{};
  SimTime review{};  // when the rule wants to be asked again; in the past: it does not
  std::uint32_t attempts = 0;
  std::uint8_t ordinal = 0;                // among the orders about its incident: 0 for the first report
  std::optional<ResponderId> responder{};  // of several, the first that was chosen
  std::uint8_t to_come = 0;                // units that were sent and have not arrived
  std::uint8_t at_work = 0;                // units that work on scene
  std::uint8_t engaged = 0;                // units that are sent, on scene, or writing it up
  std::optional<Duration> left{};          // of the work on scene, where it was broken off
  MaybeId<DeskId> desk{};                  // whose it is: that answers it, then that sends for it; none: no desk's
  MaybeId<DeskId> desk_before{};           // from which it crossed
  std::uint8_t crossings = 0;              // from desk to desk, those that went wrong included
  bool passed_on = false;                  // after a wait
  MaybeId<CounterId> counter{};            // at which its person waits or is served
  OrderCourse course{};
  OrderLinks links{};
  bool operator==(const Order&) const = default;
};

/// From when on an order stands in line: its acceptance, or when it came to need another visit.
inline SimTime in_line_since(const Order& order) {
  return std::max(order.accepted, order.course.waits_since);
}

/// What can change about a responder. First stands what a dispatcher looks at in all of a town's, and no row lies in
/// more lines of memory than it fills.
struct alignas(64) ResponderState {
  Status status = Status::off_duty;
  bool on_duty = false;          // and there: whoever is absent is not on duty
  bool absent = false;           // from duty that the roster has, or gone for good
  bool on_call = false;          // off duty, on standby
  std::uint8_t pauses_for = 4;   // of the planned work that it is at: least urgent priority that interrupts it
  std::uint8_t present = 0;      // people of the unit on its day of duty; 0: all, nobody can be absent
  std::uint32_t breaks_due = 0;  // bit k: break k of the roster has come and not been begun, on this stretch of duty
  SimTime new_since{};           // when whoever came last to a place of the unit began to work; the start for the first
  SimTime since{};               // of the status
  Spot from{};                   // where it is, or where its journey began
  Spot bound_for{};
  SimTime departed{};
  SimTime arrives{};
  Duration static_time{};  // of the journey along streets
  Duration climb{};        // of the journey's end, from the entrance to the storey
  Duration way_down{};     // from where it stands to the entrance, on the next journey
  Way way = Way::foot;
  double pace = 1.0;                    // realised over expected travel time of the journey
  std::optional<PlannedTask> work{};    // that it is at
  std::optional<PlannedTask> paused{};  // that it left for a call
  std::optional<OrderId> order{};
  std::uint8_t rank = 0;   // among the units of its order; 0 is Order::responder
  SimTime finishes{};      // its work on scene
  bool stays = false;      // its work on scene is over, and it stays for what its order has asked for
  std::uint32_t task = 0;  // raised at every assignment and return
  std::array<Duration, status_count> time_in{};
  std::uint32_t orders_done = 0;
  // Where the dispatch rule asks for it (NamedDispatchRule::keeps_load): when its stretch of duty began, and its time
  // on orders until then.
  SimTime stretch_began{};
  Duration worked_before{};
  bool operator==(const ResponderState&) const = default;
};

/// On its way to an order, on scene or writing up, up to `now`.
Duration time_on_orders(const ResponderState& state, SimTime now);
/// On duty without an order, at the post, on the way back or at planned work: who a dispatcher may send.
inline bool is_available(const ResponderState& state) {
  return state.on_duty &&
         (state.status == Status::free || state.status == Status::returning || is_planned_work(state.status));
}
/// The same for an order of this priority, which may not be urgent enough to interrupt what it is at.
inline bool is_available(const ResponderState& state, std::int64_t priority) {
  if (state.status == Status::on_break) return state.on_duty && priority <= state.pauses_for;
  return is_available(state) && (!is_planned_work(state.status) || priority <= state.pauses_for);
}
/// Off duty on standby, and called for orders of this priority: whom a dispatcher sends when nobody on duty can come.
bool is_on_standby(const StaffSpec& staff, const ResponderState& state, std::int64_t priority);

/// One copyable value: everything that can change. Copy it and there is a branch, a rewind point or a trial.
struct World {
  RunKey key{};
  SimTime now{};
  PagedTable<IncidentId, Incident> incidents{};
  PagedTable<OrderId, Order> orders{};
  Table<ResponderId, ResponderState> responders{};
  StreetClosures closures{};                                   // streets that are closed or slow now
  std::vector<OrderId> waiting{};                              // accepted and not assigned, in order of acceptance
  PagedTable<HouseholdId, HouseholdState, 2048> households{};  // empty where nothing asks for it
  PagedTable<GridId, GridState, 32> grids{};                   // the same
  std::vector<VisitCounts> visits{};                           // by work
  PagedTable<RiskId, Risk> risks{};
  /// Risks that are ahead, open or found, by community, in the order in which they were drawn; empty where there are no
  /// kinds of risk. Those ahead stand there because a round that is under way may come past their signs; nobody else
  /// may look at them.
  PagedTable<CommunityId, std::vector<LiveRisk>, 32> live_risks{};
  std::array<std::int64_t, risk_stage_count> risks_in{};
  PagedTable<HallId, HallState, 32> halls{};           // empty where there are no desks
  PagedTable<CounterId, CounterState, 32> counters{};  // empty where nobody comes to one
  AlertCounts alerts{};
  std::int64_t padded = 0;           // reports of nothing that pay brought
  std::int64_t further_reports = 0;  // recognised at intake: the incident has an order, and gets no other
  std::int64_t further_orders = 0;   // opened by further reports that were not recognised, and by who called again
  std::int64_t asked_orders = 0;     // opened because another order asked for them
  std::int64_t invalid_calls = 0;
  std::array<std::int64_t, settlement_count> settlements{};  // disputes that were handled, by what came of it
  std::int64_t candidates_ahead = 0;                         // drawn, their time has not come
  std::int64_t candidates_declined = 0;                      // their person was outside the city
  std::array<std::int64_t, stage_count>
      incidents_in{};                                 // accepted incidents: occurred, noticed, unreported or reported
  std::array<std::int64_t, stage_count> orders_in{};  // orders by stage
  bool operator==(const World&) const = default;
};

/// Whether whoever comes finds nothing: there never was anything, or another order about a report of it is closed.
bool finds_nothing(const Incident& incident, const Order& order);

/// Whether residents wait for this order: it was opened by their report, or took the place of one that was.
bool answers_report(const Setting& setting, const World& world, OrderId order);

/// Whether anything asks what has become of households: planned work, moves, or trust that moves.
bool keeps_households(const Setting& setting);

World populate(const Setting& setting, RunKey key);
DigestValue digest_of(const World& world);

/// Throws BrokenInvariant where a conservation law does not hold: every order in one stage and the counts add up; a
/// responder has an order exactly while it works on one; time in states sums to the time gone by; every risk is ahead,
/// open, found, ended or escalated, and what alerts pointed at adds up.
void require_conservation(const Setting& setting, const World& world);
/// The part of the laws that does not look at what has ended: of responders, and of planned work.
void require_present_conserved(const Setting& setting, const World& world);
/// Whether all laws are held at this day's midnight. On other days those of the present must do: orders and incidents
/// of a long run are many, and to go through all of them every midnight would take longer from day to day. Every day
/// up to day 31, then every second, every fourth from day 64, and so on.
bool is_day_of_full_count(std::int64_t day);
/// The part of the laws that is cheap enough to hold after every event: the counts by stage add up.
void require_counts(const World& world);
/// Of orders that ask for others (order_links.cpp): each ask opens one order at most, whoever waits waits for an order
/// that has not come so far, and incidents know what they are waiting for. Holds of every order at any time.
void require_links_conserved(const Setting& setting, const World& world);
/// Of counters (counter_laws.cpp): who came was served, has left, has turned to another channel, or waits; each is one
/// order that is reported; no more desks are taken than there are, and nobody serves two.
void require_counters_conserved(const Setting& setting, const World& world);
/// How far an order has come, for the one that waits for it.
bool has_come(const Order& order, AskUntil until);

}  // namespace outpost
