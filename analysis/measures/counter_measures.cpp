#include <array>
#include <map>
#include <set>

#include "analysis/measures/collection.hpp"
#include "analysis/measures/scope.hpp"

namespace outpost::analysis {
namespace {

/// What became of people's waits in line, each counted where it ends, and of who came.
struct Waits {
  double served = 0.0;
  double left = 0.0;
  double came = 0.0;
  double closed = 0.0;  // of them, who found it closed or were sent home
};

}  // namespace

void measure_counters(const Setting& setting, const RunRecord& record, const Window& window, Collection& into) {
  if (setting.counters.empty()) return;
  std::map<std::string, Waits> by_scope;
  std::set<OrderId> came;  // in the window, and have not found it closed
  for (const CounterRow& row : record.counter_steps) {
    if (!window.contains(row.at)) continue;
    const std::string kind = "kind=" + setting.kinds[row.kind].key;
    const std::array<std::string, 3> scopes{"all", kind, scope_of_hour(row.since)};
    const bool is_closed = row.step == CounterStep::sent_home || row.step == CounterStep::turned;
    if (row.step == CounterStep::came) came.insert(row.order);
    const bool counts_closed = is_closed && came.erase(row.order) > 0;
    for (const std::string& scope : scopes) {
      Waits& waits = by_scope[scope];
      if (row.step == CounterStep::came) waits.came += 1.0;
      if (row.step == CounterStep::left) waits.left += 1.0;
      if (counts_closed) waits.closed += 1.0;
      if (row.step != CounterStep::called || !row.first) continue;
      waits.served += 1.0;
      into.histogram("counter_wait", scope).add(row.at - row.since);
    }
  }
  for (const auto& [scope, waits] : by_scope) {
    if (scope.starts_with("hour=")) continue;
    if (waits.served + waits.left > 0.0) {
      into.value("counter_left", "mean", scope, waits.left / (waits.served + waits.left));
    }
    if (waits.came > 0.0) into.value("counter_closed", "mean", scope, waits.closed / waits.came);
  }
}

}  // namespace outpost::analysis
