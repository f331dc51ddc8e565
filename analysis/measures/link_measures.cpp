#include <algorithm>
#include <optional>

#include "analysis/measures/collection.hpp"

namespace outpost::analysis {
namespace {

std::vector<std::string> scopes_of(const Setting& setting, const AskRow& row) {
  const Kind& kind = setting.kinds[row.kind];
  return {"all", "kind=" + kind.key, "ask=" + kind.asks[row.ask].key};
}

/// How many were asked for, how long they were waited for, and how often in vain.
void measure_asks(const Setting& setting, const RunRecord& record, const Window& window, Collection& into) {
  std::map<std::string, double> asked{{"all", 0.0}};
  std::map<std::string, std::pair<double, double>> in_vain;  // given up, of how many
  for (const Kind& kind : setting.kinds) {
    if (!kind.asks.empty()) asked["kind=" + kind.key] = 0.0;
    for (const Ask& ask : kind.asks) asked["ask=" + ask.key] = 0.0;
  }
  std::map<std::pair<std::size_t, std::size_t>, SimTime> since;  // by order and ask
  for (const AskRow& row : record.asks) {
    const std::pair<std::size_t, std::size_t> key{row.order.row(), row.ask};
    const std::vector<std::string> scopes = scopes_of(setting, row);
    if (row.change == AskChange::asked) {
      since[key] = row.at;
      if (!window.contains(row.at)) continue;
      for (const std::string& scope : scopes) asked[scope] += 1.0;
      continue;
    }
    if (row.change == AskChange::opened || !window.contains(since.at(key))) continue;
    const bool given_up = row.change == AskChange::given_up;
    for (const std::string& scope : scopes) {
      into.histogram("linked_wait", scope).add(row.at - since.at(key));
      in_vain[scope].first += given_up ? 1.0 : 0.0;
      in_vain[scope].second += 1.0;
    }
  }
  const double days = in_hours(window.end - window.begin) / 24.0;
  for (const auto& [scope, number] : asked) into.value("asked", "mean", scope, number / days);
  for (const auto& [scope, counts] : in_vain) {
    into.value("asked_in_vain", "mean", scope, counts.first / counts.second);
  }
}

/// One incident with all of its orders.
struct Matter {
  OrderId first{};
  std::size_t kind = 0;  // of its first order
  SimTime reported{};
  SimTime over{};
  std::int64_t left = 0;  // orders that are not over, or were asked for and not opened
  bool is_whole = false;  // a record that begins after a warm-up may know the end of it alone
};

/// From the first report of an incident until the last of its orders is over.
void measure_matters(const Setting& setting, const RunRecord& record, const Window& window, Collection& into) {
  std::map<std::size_t, Matter> matters;
  std::vector<std::optional<std::size_t>> incident_of(order_rows(record));
  for (const OrderRow& row : record.orders) {
    incident_of[row.order.row()] = row.incident.row();
    const auto [matter, is_first] = matters.try_emplace(row.incident.row());
    if (is_first) {
      matter->second.first = row.order;
      matter->second.kind = row.kind;
      matter->second.is_whole = !row.asked_by;
    }
    ++matter->second.left;
  }
  for (const ReportRow& row : record.reports) {
    const bool is_further = row.sort == ReportSort::unrecognised || row.sort == ReportSort::again;
    if (!is_further || !row.incident) continue;
    Matter& matter = matters.at(row.incident->row());
    if (row.order == matter.first) matter.is_whole = false;
  }
  std::vector<bool> is_reported(order_rows(record), false);
  for (const StageRow& row : record.stages) {
    Matter& matter = matters.at(*incident_of[row.order.row()]);
    if (row.stage == Stage::reported && !is_reported[row.order.row()]) {
      is_reported[row.order.row()] = true;
      if (matter.reported == SimTime{} || row.at < matter.reported) matter.reported = row.at;
    }
    if (!is_over(row.stage)) continue;
    matter.over = std::max(matter.over, row.at);
    --matter.left;
  }
  for (const AskRow& row : record.asks) {
    if (row.order.row() >= incident_of.size() || !incident_of[row.order.row()])
      continue;  // over before the record began
    Matter& matter = matters.at(*incident_of[row.order.row()]);
    if (row.change == AskChange::asked) ++matter.left;
    if (row.change == AskChange::opened) --matter.left;
  }
  for (const auto& [incident, matter] : matters) {
    if (matter.left > 0 || !matter.is_whole || !window.contains(matter.reported)) continue;
    into.histogram("matter", "all").add(matter.over - matter.reported);
    into.histogram("matter", "kind=" + setting.kinds[matter.kind].key).add(matter.over - matter.reported);
  }
}

}  // namespace

void measure_links(const Setting& setting, const RunRecord& record, const Window& window, Collection& into) {
  if (std::all_of(setting.kinds.begin(), setting.kinds.end(), [](const Kind& kind) { return kind.asks.empty(); })) {
    return;
  }
  measure_asks(setting, record, window, into);
  measure_matters(setting, record, window, into);
}

}  // namespace outpost::analysis
