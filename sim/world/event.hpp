#pragma once

#include <array>
#include <cstdint>
#include <string_view>
#include <variant>

#include "sim/base/digest.hpp"
#include "sim/people/responders.hpp"

namespace outpost {

using OrderId = Id<struct OrderTag>;
using IncidentId = Id<struct IncidentTag>;
using RiskId = Id<struct RiskTag>;
using HallId = Id<struct HallTag>;
using CounterId = Id<struct CounterTag>;

/// Who points at a risk first. Whoever is on a patrol passes as on a round.
enum class Finder : std::uint8_t { round, visit, inspection, neighbour, volunteer, alert };
inline constexpr std::size_t finder_count = 6;
inline constexpr std::array<std::string_view, finder_count> finder_names{"round",     "visit",     "inspection",
                                                                         "neighbour", "volunteer", "alert"};

/// What takes a seat at a desk: a report is answered; a call turns out to be about nothing; an order is taken over from
/// a queue; a call between desks, at its receiving end and at the other; an order that was taken down wrongly is put
/// right where it came from.
enum class SeatWork : std::uint8_t { answer, invalid, take_over, call, calling, correct };
inline constexpr std::size_t seat_work_count = 6;
inline constexpr std::array<std::string_view, seat_work_count> seat_work_names{"answer", "invalid", "take_over",
                                                                               "call",   "calling", "correct"};

// The vocabulary of events: past facts, each a small struct of ids. Read this first: what happens in a run is what is
// listed here. `task` is the number of the responder's assignment: an event of an assignment that was taken back names
// an old task and is passed over.

struct DayBegan {  // the candidates of the day are drawn
  std::int32_t day = 0;
};
struct IncidentOccurred {
  IncidentId incident{};
};
struct IncidentNoticed {
  IncidentId incident{};
};
struct OrderReported {
  IncidentId incident{};
};
struct OrderAccepted {  // intake has ended
  OrderId order{};
};
struct WaitReviewed {  // the rule asked to be asked again about an order that waits
  OrderId order{};
};
struct PatienceRanOut {  // the caller hangs up, if nobody has been sent
  OrderId order{};
};
struct ResponderSetOut {  // mobilised
  ResponderId responder{};
  std::uint32_t task = 0;
};
struct ResponderArrived {
  ResponderId responder{};
  std::uint32_t task = 0;
};
struct OrderResolved {  // the work on scene has ended
  ResponderId responder{};
  std::uint32_t task = 0;
};
struct OrderClosed {  // written up; the responder is free
  ResponderId responder{};
  std::uint32_t task = 0;
};
struct ResponderReturned {
  ResponderId responder{};
  std::uint32_t task = 0;
};
struct DutyChanged {  // a shift begins or ends for everybody of a roster
  std::uint32_t roster = 0;
};
struct IncidentReportedAgain {  // a further report of an incident, or a caller who hung up and calls again
  IncidentId incident{};
  bool same_caller = false;
};
struct TenantsMoved {  // into a flat: nobody knows them yet
  HouseholdId household{};
};
struct WorkReached {  // the place of planned work: the door is knocked at
  ResponderId responder{};
  std::uint32_t task = 0;
};
struct WorkEnded {  // a round, visit, meeting, patrol or turn at the counter
  ResponderId responder{};
  std::uint32_t task = 0;
};
struct HourOfWorkCame {  // of a patrol, meeting or counter
  std::uint32_t work = 0;
  bool shifts_changed = false;  // at first every shift that begins or ends at the same moment may still have to
};
struct WorkLookedFor {  // by somebody free: the hours of some work begin, or a door may be tried again
  ResponderId responder{};
  std::uint32_t task = 0;
};
struct RoleChanged {  // people of a transfer leave their old role
  std::uint32_t transfer = 0;
};
struct RiskBegan {  // its onset
  RiskId risk{};
};
struct RiskTold {  // a neighbour, a volunteer or a data alert points at it
  RiskId risk{};
  Finder finder = Finder::neighbour;
};
struct RiskEscalated {
  RiskId risk{};
};
struct AlertRaised {  // by data, and it points at nothing
  BuildingId building{};
  std::uint32_t number = 0;  // of the day, within its community
};
struct SignsMet {  // somebody on a round comes past a risk that it will notice
  ResponderId responder{};
  std::uint32_t task = 0;
  RiskId risk{};
};
struct StreetsClosed {  // or slowed: a closure of the scenario has begun
  std::uint32_t closure = 0;
};
struct StreetsReopened {
  std::uint32_t closure = 0;
};

struct SeatFreed {  // work at a desk has ended
  HallId hall{};
  MaybeId<OrderId> order{};
  SeatWork work = SeatWork::answer;
};
struct DeskHoursChanged {  // a desk of a hall opens or closes
  HallId hall{};
};
struct InvalidCallCame {
  CommunityId community{};
  std::uint32_t number = 0;  // of the day, from 1
};
struct CallerHungUp {  // if nobody has answered
  OrderId order{};
};
struct OrderPassedOn {  // to another desk, if it still waits and nobody has been sent since
  OrderId order{};
  std::uint32_t attempts = 0;
};
struct OrderWaitsAgain {  // intake has sorted a returned one anew, what it was suspended for has come, a check is due
  OrderId order{};
};
struct OrderChecked {  // by telephone
  OrderId order{};
};
struct DeadlineCame {  // unless it has been moved since
  OrderId order{};
};
struct FeedbackGiven {
  OrderId order{};
};
struct RestReviewed {  // by somebody who has been left free for a while: whether it would be better elsewhere
  ResponderId responder{};
  std::uint32_t task = 0;
};

struct OrderAskedFor {  // by another, which opens it
  OrderId order{};      // that asks
  std::uint32_t ask = 0;
};
struct AskGivenUp {  // the order has waited as long as it waits for what it asked for
  OrderId order{};
  std::uint32_t ask = 0;
};

struct ServedAtCounter {  // unless the clerk was called away
  OrderId order{};
  ResponderId responder{};
};
struct LineLeft {  // by who stands in line at a counter, if nobody has served it
  OrderId order{};
};
struct CounterReviewed {  // somebody's hours at it end
  CounterId counter{};
  bool hours_came = false;  // at first hours that begin at the same moment may still have to
};
struct CoverageLookedAt {};

using Event =
    std::variant<DayBegan, IncidentOccurred, IncidentNoticed, OrderReported, OrderAccepted, WaitReviewed,
                 ResponderSetOut, ResponderArrived, OrderResolved, OrderClosed, ResponderReturned, DutyChanged,
                 StreetsClosed, StreetsReopened, PatienceRanOut, IncidentReportedAgain, TenantsMoved, WorkReached,
                 WorkEnded, HourOfWorkCame, WorkLookedFor, RoleChanged, RiskBegan, RiskTold, RiskEscalated, AlertRaised,
                 SignsMet, OrderWaitsAgain, OrderChecked, DeadlineCame, FeedbackGiven, SeatFreed, DeskHoursChanged,
                 InvalidCallCame, CallerHungUp, OrderPassedOn, RestReviewed, OrderAskedFor, AskGivenUp, ServedAtCounter,
                 LineLeft, CounterReviewed, CoverageLookedAt>;
static_assert(sizeof(Event) <= 16);

void add(Digest& digest, const Event& event);

}  // namespace outpost
