#pragma once

#include <span>

#include "sim/engine/event_queue.hpp"
#include "sim/record/records.hpp"
#include "sim/world/world.hpp"

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
};

// Demand (demand_handlers.cpp)
void on(const DayBegan& event, Scene& scene);
void on(const IncidentOccurred& event, Scene& scene);
void on(const IncidentNoticed& event, Scene& scene);
void on(const OrderReported& event, Scene& scene);

// Dispatch (dispatch_handlers.cpp)
void on(const OrderAccepted& event, Scene& scene);
void on(const WaitReviewed& event, Scene& scene);
void on(const PatienceRanOut& event, Scene& scene);
/// Offers the waiting orders, in line, to whoever is free.
void dispatch_waiting(Scene& scene);
/// The same after one responder has become free. Nothing else has changed since the rule last said that the others
/// wait, so only the orders that this responder may answer are asked about, and none once it is sent: among ten
/// thousand units one freed crew does not bring up the morning's grid orders of 136 towns. What time alone changes
/// comes back by WaitReviewed.
void dispatch_waiting(Scene& scene, ResponderId freed);
/// Sends this responder, who is available, to a waiting order, and with it as many others as the order needs.
void assign(Scene& scene, OrderId order, ResponderId responder, std::span<const ResponderId> with = {});
/// Takes back an assignment, on the way or at work: the order waits again, and what is left of the work with it. The
/// responder stands where it is, free; others who were sent to the order go home.
void take_back(Scene& scene, ResponderId responder);

// Responders (responder_handlers.cpp)
void on(const ResponderSetOut& event, Scene& scene);
void on(const ResponderArrived& event, Scene& scene);
void on(const OrderResolved& event, Scene& scene);
void on(const OrderClosed& event, Scene& scene);
void on(const ResponderReturned& event, Scene& scene);
void on(const DutyChanged& event, Scene& scene);
/// After a responder has become free: home, or off duty if its shift has ended.
void send_home(Scene& scene, ResponderId responder);

/// The soonest journey from where the responder is to a spot, realised at `pace` times its expected length: first down
/// to the entrance, at the end up to a storey. Requires that there is a way.
void depart(Scene& scene, ResponderId responder, const Spot& to, double pace, Duration climb = {});

// Duty (duty_handlers.cpp)
void on(const RoleChanged& event, Scene& scene);
/// A break that is due, for somebody who has become free.
bool begin_break(Scene& scene, ResponderId responder);

// Planned work (work_handlers.cpp)
void on(const WorkReached& event, Scene& scene);
void on(const WorkEnded& event, Scene& scene);
void on(const HourOfWorkCame& event, Scene& scene);
void on(const WorkLookedFor& event, Scene& scene);
/// What comes due on a day, in every grid.
void open_work_of(Scene& scene, std::int32_t day);
/// Somebody who is free on duty begins what there is to do, if there is anything; called whenever one has become free.
void look_for_work(Scene& scene, ResponderId responder);
/// Leaves planned work for a call, or because the shift ends: what is left of it is kept. The status is the caller's.
void leave_work(Scene& scene, ResponderId responder);

// Risks (risk_handlers.cpp)
void on(const RiskBegan& event, Scene& scene);
void on(const RiskTold& event, Scene& scene);
void on(const RiskEscalated& event, Scene& scene);
void on(const AlertRaised& event, Scene& scene);
/// Somebody on a round comes past signs that it will notice.
void on(const SignsMet& event, Scene& scene);
/// The day's onsets and false alarms, in every community.
void draw_risks_of(Scene& scene, std::int32_t day);
/// Somebody has been let into a household or premises and looks around. Returns how many risks were found.
int look_around(Scene& scene, ResponderId responder, const Visit& visit, Finder finder);
/// An order about a risk has been closed: it ends, begins anew after a while, or begins elsewhere.
void settle_risk(Scene& scene, OrderId order);

// Households (household_handlers.cpp)
void on(const TenantsMoved& event, Scene& scene);
void on(const IncidentReportedAgain& event, Scene& scene);
/// The day's moves of tenants.
void draw_moves_of(Scene& scene, std::int32_t day);
/// A responder has been in contact with a household at its door.
void contact(Scene& scene, ResponderId responder, HouseholdId household, bool planned, bool unfounded);

// Streets (street_handlers.cpp)
void on(const StreetsClosed& event, Scene& scene);
void on(const StreetsReopened& event, Scene& scene);
/// What a command does to one street; 1000 per mille lifts what a command did.
void touch_street(Scene& scene, StreetId street, std::uint32_t per_mille);

// Shared (transitions.cpp): the only places where stages and statuses change, so that counts, times and records agree.
void enter(Scene& scene, OrderId order, Stage stage);
void enter(Scene& scene, ResponderId responder, Status status);
void record_leg(Scene& scene, ResponderId responder, SimTime end, const Spot& to);

}  // namespace outpost::engine
