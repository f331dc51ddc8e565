#include "sim/world/event.hpp"

namespace outpost {
namespace {

struct Fields {
  Digest& digest;
  void operator()(const DayBegan& event) const { digest.add(event.day); }
  void operator()(const IncidentOccurred& event) const { digest.add(event.incident.row()); }
  void operator()(const IncidentNoticed& event) const { digest.add(event.incident.row()); }
  void operator()(const OrderReported& event) const { digest.add(event.incident.row()); }
  void operator()(const OrderAccepted& event) const { digest.add(event.order.row()); }
  void operator()(const WaitReviewed& event) const { digest.add(event.order.row()); }
  void operator()(const PatienceRanOut& event) const { digest.add(event.order.row()); }
  void operator()(const OrderWaitsAgain& event) const { digest.add(event.order.row()); }
  void operator()(const OrderChecked& event) const { digest.add(event.order.row()); }
  void operator()(const DeadlineCame& event) const { digest.add(event.order.row()); }
  void operator()(const FeedbackGiven& event) const { digest.add(event.order.row()); }
  void operator()(const DutyChanged& event) const { digest.add(event.roster); }
  void operator()(const StreetsClosed& event) const { digest.add(event.closure); }
  void operator()(const StreetsReopened& event) const { digest.add(event.closure); }
  void operator()(const IncidentReportedAgain& event) const { digest.add(event.incident.row()).add(event.same_caller); }
  void operator()(const TenantsMoved& event) const { digest.add(event.household.row()); }
  void operator()(const RiskBegan& event) const { digest.add(event.risk.row()); }
  void operator()(const RiskTold& event) const {
    digest.add(event.risk.row()).add(static_cast<std::uint64_t>(event.finder));
  }
  void operator()(const RiskEscalated& event) const { digest.add(event.risk.row()); }
  void operator()(const AlertRaised& event) const { digest.add(event.building.row()).add(event.number); }
  void operator()(const SignsMet& event) const {
    digest.add(event.responder.row()).add(event.task).add(event.risk.row());
  }
  void operator()(const HourOfWorkCame& event) const { digest.add(event.work).add(event.shifts_changed); }
  void operator()(const RoleChanged& event) const { digest.add(event.transfer); }
  void operator()(const SeatFreed& event) const {
    digest.add(event.hall.row()).add(event.order ? (*event.order).row() + 1 : 0);
    digest.add(static_cast<std::uint64_t>(event.work));
  }
  void operator()(const DeskHoursChanged& event) const { digest.add(event.hall.row()); }
  void operator()(const InvalidCallCame& event) const { digest.add(event.community.row()).add(event.number); }
  void operator()(const CallerHungUp& event) const { digest.add(event.order.row()); }
  void operator()(const OrderPassedOn& event) const { digest.add(event.order.row()).add(event.attempts); }
  void operator()(const OrderAskedFor& event) const { digest.add(event.order.row()).add(event.ask); }
  void operator()(const AskGivenUp& event) const { digest.add(event.order.row()).add(event.ask); }
  void operator()(const ServedAtCounter& event) const { digest.add(event.order.row()).add(event.responder.row()); }
  void operator()(const LineLeft& event) const { digest.add(event.order.row()); }
  void operator()(const CounterReviewed& event) const { digest.add(event.counter.row()).add(event.hours_came); }
  void operator()(const CoverageLookedAt&) const {}
  template <class TaskEvent>
  void operator()(const TaskEvent& event) const {
    digest.add(event.responder.row()).add(event.task);
  }
};

}  // namespace

void add(Digest& digest, const Event& event) {
  digest.add(event.index());
  std::visit(Fields{digest}, event);
}

}  // namespace outpost
