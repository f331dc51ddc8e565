#include "analysis/experiment/trace_tables.hpp"

#include <fmt/format.h>

#include <nlohmann/json.hpp>

namespace outpost::analysis {
namespace {

std::string name_of(const std::vector<std::string>& names, std::size_t row) {
  return row < names.size() ? names[row] : std::to_string(row);
}

std::int64_t milliseconds(SimTime at) {
  return at.time_since_epoch().count();
}

/// Writes rows of one record with the names of its things.
class TraceWriter {
 public:
  TraceWriter(Database& database, const std::string& run, const Trace& trace)
      : database_(database), run_(run), record_(*trace.record), names_(*trace.names) {}

  void orders() {
    auto insert = database_.prepare("INSERT INTO orders VALUES(?, ?, ?, ?, ?, ?, ?, ?)");
    for (const OrderRow& row : record_.orders) {
      insert.run(run_, row.order.row(), name_of(names_.kinds, row.kind), row.priority, row.building.row(),
                 name_of(names_.grids, row.grid.row()), row.place.at.x.in_metres(), row.place.at.y.in_metres());
    }
  }

  void stages() {
    auto insert = database_.prepare("INSERT INTO stages VALUES(?, ?, ?, ?, ?, ?)");
    for (const StageRow& row : record_.stages) {
      insert.run(
          run_, row.order.row(), stage_names[static_cast<std::size_t>(row.stage)], milliseconds(row.at),
          responder(row.responder),
          row.reason == ReturnReason::none ? std::nullopt : std::optional{word(return_reason_names, row.reason)});
    }
  }

  void deadlines() {
    auto insert = database_.prepare("INSERT INTO deadlines VALUES(?, ?, ?, ?, ?)");
    for (const DeadlineRow& row : record_.deadlines) {
      insert.run(run_, row.order.row(), word(deadline_change_names, row.change), milliseconds(row.at),
                 milliseconds(row.due));
    }
  }

  void asks() {
    auto insert = database_.prepare("INSERT INTO asks VALUES(?, ?, ?, ?, ?, ?)");
    for (const AskRow& row : record_.asks) {
      const auto& names = names_.asks;
      insert.run(run_, row.order.row(),
                 name_of(row.kind < names.size() ? names[row.kind] : std::vector<std::string>{}, row.ask),
                 word(ask_change_names, row.change), milliseconds(row.at), row_of(row.opened));
    }
  }

  void settlements() {
    auto insert = database_.prepare("INSERT INTO settlements VALUES(?, ?, ?, ?, ?, ?, ?, ?, ?)");
    for (const SettlementRow& row : record_.settlements) {
      insert.run(run_, milliseconds(row.at), row.order.row(), name_of(names_.kinds, row.kind), responder(row.by),
                 word(settlement_names, row.result), row.at_first ? 1 : 0, row.delay.count(), row.times);
    }
  }

  void reports() {
    auto insert = database_.prepare("INSERT INTO reports VALUES(?, ?, ?, ?, ?, ?)");
    for (const ReportRow& row : record_.reports) {
      const bool invalid = row.sort == ReportSort::invalid;
      insert.run(run_, milliseconds(row.at), word(report_sort_names, row.sort),
                 invalid ? std::nullopt : std::optional{word(channel_names, row.channel)}, row_of(row.order),
                 row.number);
    }
  }

  void seats() {
    auto insert = database_.prepare("INSERT INTO seats VALUES(?, ?, ?, ?, ?, ?, ?)");
    for (const SeatRow& row : record_.seats) {
      insert.run(run_, name_of(names_.desks, row.desk.row()), word(seat_work_names, row.work), row_of(row.order),
                 milliseconds(row.since), milliseconds(row.begin), milliseconds(row.end));
    }
  }

  void counters() {
    auto insert = database_.prepare("INSERT INTO counter_steps VALUES(?, ?, ?, ?, ?, ?, ?, ?, ?)");
    for (const CounterRow& row : record_.counter_steps) {
      insert.run(run_, name_of(names_.counters, row.counter.row()), row.order.row(), name_of(names_.kinds, row.kind),
                 word(counter_step_names, row.step), milliseconds(row.at), milliseconds(row.since), responder(row.by),
                 row.first ? 1 : 0);
    }
  }

  void coverage() {
    auto insert = database_.prepare("INSERT INTO coverage VALUES(?, ?, ?, ?, ?)");
    for (const CoverageRow& row : record_.coverages) {
      insert.run(run_, milliseconds(row.at), row.role ? std::optional{word(role_names, *row.role)} : std::nullopt,
                 row.covered, row.residents);
    }
  }

  void planned_work() {
    auto insert = database_.prepare("INSERT INTO planned_work VALUES(?, ?, ?, ?, ?, ?, ?, ?)");
    for (const WorkRow& row : record_.works) {
      insert.run(run_, row.work == names_.works.size() ? "break" : name_of(names_.works, row.work),
                 word(work_result_names, row.result), responder(row.responder), name_of(names_.grids, row.grid.row()),
                 milliseconds(row.begin), milliseconds(row.end), row.late ? 1 : 0);
    }
  }

  void absences() {
    auto insert = database_.prepare("INSERT INTO absences VALUES(?, ?, ?, ?, ?)");
    for (const AbsenceRow& row : record_.absences) {
      insert.run(run_, responder(row.responder), word(absence_reason_names, row.reason), milliseconds(row.begin),
                 milliseconds(row.end));
    }
  }

  void risks() {
    auto insert = database_.prepare("INSERT INTO risks VALUES(?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)");
    for (const RiskRow& row : record_.risks) {
      insert.run(run_, row.risk.row(), name_of(names_.risks, row.kind), word(risk_stage_names, row.stage),
                 milliseconds(row.at), milliseconds(row.onset),
                 row.finder ? std::optional{word(finder_names, *row.finder)} : std::nullopt, responder(row.by),
                 row_of(row.order), row.displaced ? 1 : 0, row.written_up ? 1 : 0);
    }
  }

  void legs() {
    auto insert = database_.prepare("INSERT INTO legs VALUES(?, ?, ?, ?, ?, ?, ?, ?, ?, ?)");
    for (const LegRow& row : record_.legs) {
      insert.run(run_, responder(row.responder), row.order ? std::optional{row.order->row()} : std::nullopt,
                 way_names[static_cast<std::size_t>(row.way)], milliseconds(row.begin), milliseconds(row.end),
                 row.from.at.x.in_metres(), row.from.at.y.in_metres(), row.to.at.x.in_metres(),
                 row.to.at.y.in_metres());
    }
  }

  void statuses() {
    auto insert = database_.prepare("INSERT INTO status_spans VALUES(?, ?, ?, ?, ?)");
    for (const StatusRow& row : record_.statuses) {
      insert.run(run_, responder(row.responder), status_names[static_cast<std::size_t>(row.status)],
                 milliseconds(row.begin), milliseconds(row.end));
    }
  }

  void decisions() {
    auto insert = database_.prepare("INSERT INTO decisions VALUES(?, ?, ?, ?, ?, ?, ?)");
    for (const DecisionRow& row : record_.decisions) {
      auto candidates = nlohmann::json::array();
      for (const Candidate& candidate : row.candidates) {
        nlohmann::json entry = {{"responder", responder(candidate.responder)},
                                {"expected_ms", candidate.expected.count()}};
        if (candidate.score) entry["score_ms"] = candidate.score->count();
        candidates.push_back(std::move(entry));
      }
      insert.run(run_, milliseconds(row.at), row.order.row(), responder(row.chosen), row.rule, reason_of(row),
                 candidates.dump());
    }
  }

  void commands() {
    auto insert = database_.prepare("INSERT INTO commands VALUES(?, ?, ?)");
    for (const CommandRow& row : record_.commands) insert.run(run_, milliseconds(row.at), row.text);
  }

 private:
  /// A rule that looks ahead gives numbers for its reason.
  std::string reason_of(const DecisionRow& row) const {
    std::string reason{row.reason};
    for (const Candidate& candidate : row.candidates) {
      if (!candidate.score) continue;
      reason += fmt::format("; sending {} costs {:.1f} weighted min of waiting", responder(candidate.responder),
                            static_cast<double>(candidate.score->count()) / 60'000.0);
    }
    return reason;
  }

  template <class Names, class Enum>
  static std::string word(const Names& names, Enum value) {
    return std::string(names[static_cast<std::size_t>(value)]);
  }
  static std::optional<std::size_t> row_of(const std::optional<OrderId>& order) {
    return order ? std::optional{order->row()} : std::nullopt;
  }
  std::string responder(ResponderId id) const { return name_of(names_.responders, id.row()); }
  std::optional<std::string> responder(const std::optional<ResponderId>& id) const {
    if (!id) return std::nullopt;
    return responder(*id);
  }

  Database& database_;
  const std::string& run_;
  const RunRecord& record_;
  const TraceNames& names_;
};

}  // namespace

void put_trace(Database& database, const std::string& run, const Trace& trace) {
  require(trace.record != nullptr && trace.names != nullptr, "a trace has a record and names for its rows");
  TraceWriter writer(database, run, trace);
  writer.orders();
  writer.stages();
  writer.deadlines();
  writer.asks();
  writer.settlements();
  writer.reports();
  writer.seats();
  writer.counters();
  writer.coverage();
  writer.planned_work();
  writer.absences();
  writer.risks();
  writer.legs();
  writer.statuses();
  writer.decisions();
  writer.commands();
}

}  // namespace outpost::analysis
