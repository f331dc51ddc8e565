#pragma once

#include <optional>
#include <string>
#include <vector>

#include "sim/world/world.hpp"

namespace outpost {

// What happened in one replication, as rows: all that analysis and viewer ever see.

struct OrderRow {
  OrderId order{};
  IncidentId incident{};
  std::size_t kind = 0;  // row of Setting's kinds: the keys of [demand.kind], in alphabetical order
  std::int64_t priority = 3;
  BuildingId building{};
  GridId grid{};
  Spot place{};
  std::optional<OrderId> asked_by{};  // the order that asked for it
};

struct StageRow {
  OrderId order{};
  Stage stage = Stage::occurred;
  SimTime at{};
  std::optional<ResponderId> responder{};
  ReturnReason reason = ReturnReason::none;  // of one that was returned
};

/// A deadline was set at the report, moved because the order was suspended, extended on request, or went by while the
/// order was open.
enum class DeadlineChange : std::uint8_t { set, stood_still, extended, passed };
inline constexpr std::array<std::string_view, 4> deadline_change_names{"set", "stood_still", "extended", "passed"};
struct DeadlineRow {
  OrderId order{};
  DeadlineChange change = DeadlineChange::set;
  SimTime at{};
  SimTime due{};  // from then on
};

/// An order has asked for another; which was opened; which has come as far as the one that asked waits for, or was
/// over; or was not waited for any longer.
enum class AskChange : std::uint8_t { asked, opened, came, given_up };
inline constexpr std::array<std::string_view, 4> ask_change_names{"asked", "opened", "came", "given_up"};
struct AskRow {
  OrderId order{};       // that asks
  std::size_t kind = 0;  // its kind
  std::size_t ask = 0;   // row of its kind's asks: the keys of [demand.kind.NAME.ask], in alphabetical order
  AskChange change = AskChange::asked;
  SimTime at{};
  std::optional<OrderId> opened{};
};

struct LegRow {
  ResponderId responder{};
  std::optional<OrderId> order{};  // none: on the way back to the post
  Way way = Way::foot;
  SimTime begin{};
  SimTime end{};  // when it arrives, or was taken back
  Spot from{};
  Spot to{};  // where it ended, even if it was bound elsewhere
};

struct StatusRow {
  ResponderId responder{};
  Status status = Status::off_duty;
  SimTime begin{};
  SimTime end{};
};

struct DecisionRow {
  SimTime at{};
  OrderId order{};
  std::optional<ResponderId> chosen{};
  std::string_view rule{};
  std::string_view reason{};
  std::vector<Candidate> candidates{};
};

struct CommandRow {
  SimTime at{};
  std::string text{};
};

/// An incident that did not become an order, or the truth behind one that did.
struct IncidentRow {
  IncidentId incident{};
  std::uint64_t community_code = 0;
  std::int64_t day = 0;
  std::int64_t number = 0;
  std::size_t kind = 0;
  SimTime occurred{};
  BuildingId building{};
  std::optional<ResidentId> person{};
  double acceptance = 0.0;
  bool accepted = true;
  Cause cause = Cause::candidate;
};

/// Somebody has noticed an incident.
struct NoticeRow {
  IncidentId incident{};
  std::size_t kind = 0;
  SimTime noticed{};
  bool reported = true;  // or will be
};

/// What has become of planned work: at every door, and at the end of every round, meeting, patrol and counter.
/// `excused`: given up after the last try, or an order went before it; `broken_off`: the shift, or for a round the day,
/// ended first; `open`: still to be done when the run ended, by nobody in particular.
enum class WorkResult : std::uint8_t { done, interrupted, nobody_home, excused, broken_off, open };
inline constexpr std::array<std::string_view, 6> work_result_names{"done",    "interrupted", "nobody_home",
                                                                   "excused", "broken_off",  "open"};
struct WorkRow {
  std::size_t work = 0;  // row of Setting::works; of a break: their number
  WorkResult result = WorkResult::done;
  std::optional<ResponderId> responder{};
  GridId grid{};
  SimTime begin{};
  SimTime end{};
  std::optional<HouseholdId> household{};
  std::optional<BuildingId> premises{};
  std::int32_t due = 0;  // day
  bool late = false;     // at `end` its grace was over
};

/// What a report is to intake.
enum class ReportSort : std::uint8_t {
  first,         // of an incident
  recognised,    // of an incident that has an order, which it joins
  unrecognised,  // the same, and it becomes an order of its own
  again,         // by a caller who hung up: another order
  invalid        // calls without a matter; `number` of them in a community on the day that begins
};
inline constexpr std::array<std::string_view, 5> report_sort_names{"first", "recognised", "unrecognised", "again",
                                                                   "invalid"};
struct ReportRow {
  SimTime at{};
  ReportSort sort = ReportSort::first;
  Channel channel = Channel::call_110;  // of invalid calls: not known
  std::optional<IncidentId> incident{};
  std::optional<OrderId> order{};  // that it opened
  std::int64_t number = 1;
};

/// What households think of the service, all of a community together.
struct TrustRow {
  SimTime at{};
  CommunityId community{};
  std::int64_t residents = 0;
  double mean = 0.0;  // over residents
};

/// Somebody was in contact with a household at its door.
struct ContactRow {
  SimTime at{};
  ResponderId responder{};
  HouseholdId household{};
  bool planned = true;
  bool unfounded = false;  // nothing was left to be done there
};

/// Why a unit is not there: what holds its first person who is missing, or that its people are too few to act.
enum class AbsenceReason : std::uint8_t { leave, ill, vacant, training, no_partner, pulled_away, transferred };
inline constexpr std::array<std::string_view, 7> absence_reason_names{
    "leave", "ill", "vacant", "training", "no_partner", "pulled_away", "transferred"};
struct AbsenceRow {
  ResponderId responder{};
  AbsenceReason reason = AbsenceReason::leave;
  SimTime begin{};
  SimTime end{};  // of the stretch of duty, or of its day; of who leaves for good, the same
};

/// A risk has entered a stage, or was noticed and stays open because nobody wrote it up.
struct RiskRow {
  RiskId risk{};
  std::size_t kind = 0;  // row of Setting::risk_kinds
  RiskStage stage = RiskStage::open;
  SimTime at{};
  SimTime onset{};
  BuildingId building{};
  std::optional<Finder> finder{};  // of one that was found
  std::optional<ResponderId> by{};
  std::optional<OrderId> order{};  // of one that was ended by an order
  bool displaced = false;          // began because one was ended elsewhere
  bool written_up = true;          // false: somebody noticed it, and it stays open
  bool settled = true;             // of one that ended: it does not begin anew at its place
};

/// A piece of work that a seat at a desk has begun.
struct SeatRow {
  DeskId desk{};
  HallId hall{};
  SeatWork work = SeatWork::answer;
  std::optional<OrderId> order{};
  SimTime since{};  // in line
  SimTime begin{};
  SimTime end{};
};

/// What happened to somebody at a counter: came, and maybe found it closed; was called to a desk; lost the clerk to
/// something else, and stands first in line again; was served, and the matter is settled or passed on as an order that
/// waits for somebody; left the line; went home when it closed, to come back; or turned to another channel.
enum class CounterStep : std::uint8_t { came, called, broken_off, settled, passed_on, left, sent_home, turned };
inline constexpr std::array<std::string_view, 8> counter_step_names{"came",      "called", "broken_off", "settled",
                                                                    "passed_on", "left",   "sent_home",  "turned"};
struct CounterRow {
  CounterId counter{};
  OrderId order{};
  std::size_t kind = 0;
  CounterStep step = CounterStep::came;
  SimTime at{};
  SimTime since{};                  // in line
  std::optional<ResponderId> by{};  // at the desk
  bool first = true;                // of `called`: it has not been at a desk before
};

/// Residents whom somebody free could reach in time (sim/rules/coverage.hpp), at one moment.
struct CoverageRow {
  SimTime at{};
  std::optional<Role> role{};  // by units of one role; none: by whoever may answer urgent orders
  double covered = 0.0;        // residents
  double residents = 0.0;
};

/// A dispute has been handled, and is settled or not.
struct SettlementRow {
  SimTime at{};
  IncidentId incident{};
  OrderId order{};
  std::size_t kind = 0;
  ResponderId by{};  // who mediated: of several, the first
  Settlement result = Settlement::none;
  bool at_first = false;   // handled for the first time, by who came first: settled so, it is settled on the spot
  Duration delay{};        // from the report until the work on it had ended
  std::int64_t times = 0;  // that it has come back or grown before
};

/// Takes rows as they arise; `advance_until` calls it, nothing else does.
class Recorder {
 public:
  virtual ~Recorder() = default;
  virtual void incident(const IncidentRow&) {}
  virtual void notice(const NoticeRow&) {}
  virtual void order(const OrderRow&) {}
  virtual void stage(const StageRow&) {}
  virtual void leg(const LegRow&) {}
  virtual void status(const StatusRow&) {}
  virtual void decision(const DecisionRow&) {}
  virtual void command(const CommandRow&) {}
  virtual void work(const WorkRow&) {}
  virtual void contact(const ContactRow&) {}
  virtual void absence(const AbsenceRow&) {}
  virtual void report(const ReportRow&) {}
  virtual void trust(const TrustRow&) {}
  virtual void risk(const RiskRow&) {}
  virtual void seat(const SeatRow&) {}
  virtual void deadline(const DeadlineRow&) {}
  virtual void ask(const AskRow&) {}
  virtual void settlement(const SettlementRow&) {}
  virtual void counter(const CounterRow&) {}
  virtual void coverage(const CoverageRow&) {}
  /// Whether decisions should keep their candidates: they are costly, and only traces and viewers read them.
  virtual bool wants_candidates() const { return false; }
};

/// Keeps every row in memory.
struct RunRecord final : Recorder {
  std::vector<IncidentRow> incidents{};
  std::vector<NoticeRow> notices{};
  std::vector<OrderRow> orders{};
  std::vector<StageRow> stages{};
  std::vector<LegRow> legs{};
  std::vector<StatusRow> statuses{};
  std::vector<DecisionRow> decisions{};
  std::vector<CommandRow> commands{};
  std::vector<WorkRow> works{};
  std::vector<ContactRow> contacts{};
  std::vector<AbsenceRow> absences{};
  std::vector<ReportRow> reports{};
  std::vector<TrustRow> trust_levels{};
  std::vector<RiskRow> risks{};
  std::vector<SeatRow> seats{};
  std::vector<DeadlineRow> deadlines{};
  std::vector<AskRow> asks{};
  std::vector<SettlementRow> settlements{};
  std::vector<CounterRow> counter_steps{};
  std::vector<CoverageRow> coverages{};
  bool keep_candidates = false;

  void incident(const IncidentRow& row) override { incidents.push_back(row); }
  void notice(const NoticeRow& row) override { notices.push_back(row); }
  void order(const OrderRow& row) override { orders.push_back(row); }
  void stage(const StageRow& row) override { stages.push_back(row); }
  void leg(const LegRow& row) override { legs.push_back(row); }
  void status(const StatusRow& row) override { statuses.push_back(row); }
  void decision(const DecisionRow& row) override { decisions.push_back(row); }
  void command(const CommandRow& row) override { commands.push_back(row); }
  void work(const WorkRow& row) override { works.push_back(row); }
  void contact(const ContactRow& row) override { contacts.push_back(row); }
  void absence(const AbsenceRow& row) override { absences.push_back(row); }
  void report(const ReportRow& row) override { reports.push_back(row); }
  void trust(const TrustRow& row) override { trust_levels.push_back(row); }
  void risk(const RiskRow& row) override { risks.push_back(row); }
  void seat(const SeatRow& row) override { seats.push_back(row); }
  void deadline(const DeadlineRow& row) override { deadlines.push_back(row); }
  void ask(const AskRow& row) override { asks.push_back(row); }
  void settlement(const SettlementRow& row) override { settlements.push_back(row); }
  void counter(const CounterRow& row) override { counter_steps.push_back(row); }
  void coverage(const CoverageRow& row) override { coverages.push_back(row); }
  bool wants_candidates() const override { return keep_candidates; }
};

/// Of all rows in order, but not of candidates, whose keeping is optional.
DigestValue digest_of(const RunRecord& record);

}  // namespace outpost
