#include "sim/record/records.hpp"

namespace outpost {
namespace {

template <class IdType>
std::size_t row_or_zero(const std::optional<IdType>& id) {
  return id ? id->row() + 1 : 0;
}

void add(Digest& digest, const Spot& spot) {
  digest.add(spot.at.x)
      .add(spot.at.y)
      .add(row_or_zero(std::optional<StreetId>{spot.street}))
      .add(spot.offset)
      .add(spot.place);
}

}  // namespace

DigestValue digest_of(const RunRecord& record) {
  Digest digest;
  digest.add(record.incidents.size());
  for (const IncidentRow& row : record.incidents) {
    digest.add(row.incident.row()).add(row.community_code).add(row.day).add(row.number).add(row.kind).add(row.occurred);
    digest.add(row.building.row()).add(row_or_zero(row.person)).add(row.acceptance).add(row.accepted);
  }
  digest.add(record.notices.size());
  for (const NoticeRow& row : record.notices) digest.add(row.incident.row()).add(row.noticed).add(row.reported);
  digest.add(record.orders.size());
  for (const OrderRow& row : record.orders) {
    digest.add(row.order.row()).add(row.incident.row()).add(row.kind).add(row.priority).add(row.building.row());
    digest.add(row.grid.row());
    add(digest, row.place);
  }
  digest.add(record.stages.size());
  for (const StageRow& row : record.stages) {
    digest.add(row.order.row()).add(static_cast<std::uint64_t>(row.stage)).add(row.at).add(row_or_zero(row.responder));
    if (row.reason != ReturnReason::none) digest.add(static_cast<std::uint64_t>(row.reason));
  }
  digest.add(record.legs.size());
  for (const LegRow& row : record.legs) {
    digest.add(row.responder.row()).add(row_or_zero(row.order)).add(static_cast<std::uint64_t>(row.way));
    digest.add(row.begin).add(row.end);
    add(digest, row.from);
    add(digest, row.to);
  }
  digest.add(record.statuses.size());
  for (const StatusRow& row : record.statuses) {
    digest.add(row.responder.row()).add(static_cast<std::uint64_t>(row.status)).add(row.begin).add(row.end);
  }
  digest.add(record.decisions.size());
  for (const DecisionRow& row : record.decisions) {
    digest.add(row.at).add(row.order.row()).add(row_or_zero(row.chosen)).add(row.rule).add(row.reason);
  }
  digest.add(record.works.size());
  for (const WorkRow& row : record.works) {
    digest.add(row.work).add(static_cast<std::uint64_t>(row.result)).add(row_or_zero(row.responder));
    digest.add(row.grid.row()).add(row.begin).add(row.end).add(row_or_zero(row.household));
    digest.add(row_or_zero(row.premises)).add(std::int64_t{row.due}).add(row.late);
  }
  digest.add(record.commands.size());
  for (const CommandRow& row : record.commands) digest.add(row.at).add(row.text);
  digest.add(record.contacts.size());
  for (const ContactRow& row : record.contacts) {
    digest.add(row.at).add(row.responder.row()).add(row.household.row()).add(row.planned).add(row.unfounded);
  }
  digest.add(record.reports.size());
  for (const ReportRow& row : record.reports) {
    digest.add(row.at).add(static_cast<std::uint64_t>(row.sort)).add(static_cast<std::uint64_t>(row.channel));
    digest.add(row_or_zero(row.incident)).add(row_or_zero(row.order)).add(row.number);
  }
  digest.add(record.trust_levels.size());
  for (const TrustRow& row : record.trust_levels) {
    digest.add(row.at).add(row.community.row()).add(row.residents).add(row.mean);
  }
  if (!record.risks.empty()) digest.add(record.risks.size());
  for (const RiskRow& row : record.risks) {
    digest.add(row.risk.row()).add(row.kind).add(static_cast<std::uint64_t>(row.stage)).add(row.at).add(row.onset);
    digest.add(row.building.row()).add(row.finder ? static_cast<std::uint64_t>(*row.finder) + 1 : std::uint64_t{0});
    digest.add(row_or_zero(row.by)).add(row_or_zero(row.order));
    digest.add(row.displaced).add(row.written_up).add(row.settled);
  }
  if (!record.seats.empty()) digest.add(record.seats.size());
  for (const SeatRow& row : record.seats) {
    digest.add(row.desk.row()).add(row.hall.row()).add(static_cast<std::uint64_t>(row.work));
    digest.add(row_or_zero(row.order)).add(row.since).add(row.begin).add(row.end);
  }
  if (!record.deadlines.empty()) digest.add(record.deadlines.size());
  for (const DeadlineRow& row : record.deadlines) {
    digest.add(row.order.row()).add(static_cast<std::uint64_t>(row.change)).add(row.at).add(row.due);
  }
  if (!record.asks.empty()) digest.add(record.asks.size());
  for (const AskRow& row : record.asks) {
    digest.add(row.order.row()).add(row.kind).add(row.ask).add(static_cast<std::uint64_t>(row.change)).add(row.at);
    digest.add(row_or_zero(row.opened));
  }
  if (!record.settlements.empty()) digest.add(record.settlements.size());
  for (const SettlementRow& row : record.settlements) {
    digest.add(row.at).add(row.incident.row()).add(row.order.row()).add(row.kind).add(row.by.row());
    digest.add(static_cast<std::uint64_t>(row.result)).add(row.at_first).add(row.delay).add(row.times);
  }
  if (!record.counter_steps.empty()) digest.add(record.counter_steps.size());
  for (const CounterRow& row : record.counter_steps) {
    digest.add(row.counter.row()).add(row.order.row()).add(row.kind).add(static_cast<std::uint64_t>(row.step));
    digest.add(row.at).add(row.since).add(row_or_zero(row.by)).add(row.first);
  }
  if (!record.coverages.empty()) digest.add(record.coverages.size());
  for (const CoverageRow& row : record.coverages) {
    digest.add(row.at).add(row.role ? static_cast<std::uint64_t>(*row.role) + 1 : std::uint64_t{0});
    digest.add(row.covered).add(row.residents);
  }
  if (record.absences.empty()) return digest.value();  // a run in which nobody can be absent is summed up as ever
  digest.add(record.absences.size());
  for (const AbsenceRow& row : record.absences) {
    digest.add(row.responder.row()).add(static_cast<std::uint64_t>(row.reason)).add(row.begin).add(row.end);
  }
  return digest.value();
}

}  // namespace outpost
