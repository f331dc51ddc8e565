#pragma once

#include "analysis/experiment/finished_run.hpp"

namespace outpost::analysis {

/// A made-up finished run; longer than what may share a transaction, unless told otherwise.
inline FinishedRun example_run(std::uint32_t replication, double seconds = 0.5) {
  const DigestValue scenario{1, 2};
  FinishedRun run;
  run.id = run_id(scenario, 0, replication);
  run.replication = replication;
  run.result_digest = {0xABCDEF0123456789u, replication};
  run.started = "2025-03-03T08:30:00Z";
  run.seconds = seconds;
  run.values = {{"recorded", "n", "all", 40.0 + replication}, {"response", "mean", "priority=1", 1.0 / 3.0}};
  Histogram histogram;
  for (int i = 0; i < 10; ++i) histogram.add(Duration{(100 + i) * 1000 + static_cast<std::int64_t>(replication)});
  run.histograms = {{"response", "all", histogram}, {"response", "priority=1", Histogram{}}};
  return run;
}

/// One order that W002 was sent to and W001 was not, with every kind of row.
inline Trace example_trace() {
  auto record = std::make_shared<RunRecord>();
  const OrderId order{0};
  const ResponderId worker{1};
  const Spot post{{metres(10), metres(20)}, {}, {}, {}};
  const Spot door{{metres(-30.5), metres(40.25)}, {}, {}, {}};
  const SimTime begin{8h};
  OrderRow row;
  row.order = order;
  row.kind = 1;
  row.priority = 2;
  row.building = BuildingId{7};
  row.grid = GridId{0};
  row.place = door;
  record->orders = {row};
  record->stages = {{order, Stage::reported, begin, {}}, {order, Stage::on_scene, begin + 5min, worker}};
  record->legs = {{worker, order, Way::e_bike, begin + 1min, begin + 5min, post, door},
                  {worker, {}, Way::foot, begin + 30min, begin + 40min, door, post}};
  record->statuses = {{worker, Status::travelling, begin + 1min, begin + 5min}};
  DecisionRow decision;
  decision.at = begin + 30s;
  decision.order = order;
  decision.chosen = worker;
  decision.rule = "soonest_free";
  decision.reason = "soonest of two";
  decision.candidates = {{ResponderId{0}, 5min}, {worker, 4min}};
  record->decisions = {decision, decision};
  record->decisions[1].chosen.reset();
  record->decisions[1].candidates.clear();
  record->commands = {{begin + 2min, "recall W002"}};
  record->stages.push_back({order, Stage::returned, begin + 6min, worker, ReturnReason::wrong_place});
  record->deadlines = {{order, DeadlineChange::set, begin, begin + 24h}};
  record->reports = {{begin, ReportSort::first, Channel::app, IncidentId{0}, order, 1},
                     {begin, ReportSort::invalid, Channel::call_110, {}, {}, 12}};
  record->seats = {{DeskId{0}, HallId{3}, SeatWork::answer, order, begin, begin + 1s, begin + 31s},
                   {DeskId{0}, HallId{3}, SeatWork::invalid, {}, begin, begin + 31s, begin + 40s}};
  WorkRow visit;
  visit.work = 0;
  visit.result = WorkResult::nobody_home;
  visit.responder = worker;
  visit.begin = begin;
  visit.end = begin + 2min;
  visit.household = HouseholdId{77};
  visit.late = true;
  WorkRow pause = visit;
  pause.work = 1;
  pause.household.reset();
  record->works = {visit, pause};
  record->absences = {{worker, AbsenceReason::ill, begin, begin + 4h}};
  RiskRow risk;
  risk.risk = RiskId{5};
  risk.stage = RiskStage::found;
  risk.at = begin + 1h;
  risk.onset = SimTime{} - 1h;
  risk.finder = Finder::round;
  risk.by = worker;
  record->risks = {risk};
  auto names = std::make_shared<TraceNames>();
  names->kinds = {"dispute", "theft"};
  names->grids = {"320612001001001"};
  names->responders = {"W001", "W002"};
  names->works = {"visit"};
  names->risks = {"hazard"};
  names->desks = {"police"};
  return {record, names};
}

}  // namespace outpost::analysis
