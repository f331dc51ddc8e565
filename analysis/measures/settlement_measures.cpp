#include <algorithm>

#include "analysis/measures/collection.hpp"

namespace outpost::analysis {
namespace {

/// Of how many, how many, by measure and scope.
class Parts {
 public:
  void add(const std::string& measure, const std::string& scope, bool counts) {
    auto& [sum, all] = counts_[{measure, scope}];
    sum += counts ? 1.0 : 0.0;
    all += 1.0;
  }
  void into(Collection& collection) const {
    for (const auto& [key, counts] : counts_) {
      collection.value(key.first, "mean", key.second, counts.first / counts.second);
      if (key.second == "all") collection.value(key.first, "n", key.second, counts.second);
    }
  }

 private:
  std::map<std::pair<std::string, std::string>, std::pair<double, double>> counts_;
};

}  // namespace

// A dispute counts once for each time that it occurs and is handled in the window, also where it comes back after the
// end: the outcome is known when it was handled, and nothing is cut off.
void measure_settlements(const Setting& setting, const RunRecord& record, const Window& window, Collection& into) {
  Parts parts;
  for (const SettlementRow& row : record.settlements) {
    if (!window.contains(row.at)) continue;
    const Responder& mediator = setting.force.responders[row.by];
    const std::string role = "role=" + std::string(role_names[static_cast<std::size_t>(mediator.role)]);
    const Level at = level_of(mediator);
    const bool settled = row.result == Settlement::settled;
    for (const std::string& scope : {std::string("all"), "kind=" + setting.kinds[row.kind].key}) {
      parts.add("settled", scope, settled);
      if (row.times == 0) parts.add("settled_on_spot", scope, settled && row.at_first);
      parts.add("recurred", scope, row.result == Settlement::recurs);
      parts.add("disputes_grown", scope, row.result == Settlement::escalates);
    }
    parts.add("settled", role, settled);
    if (!settled) continue;
    for (std::size_t level = 0; level < level_count; ++level) {
      parts.add("settled_at", "level=" + std::string(level_names[level]), static_cast<std::size_t>(at) == level);
    }
  }
  parts.into(into);
}

}  // namespace outpost::analysis
