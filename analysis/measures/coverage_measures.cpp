#include <algorithm>
#include <map>

#include "analysis/measures/collection.hpp"
#include "analysis/measures/scope.hpp"

namespace outpost::analysis {
namespace {

/// Shares at the moments of a scope.
struct Moments {
  double sum = 0.0;
  double worst = 1.0;
  double n = 0.0;
};

}  // namespace

void measure_coverage(const Setting& setting, const RunRecord& record, const Window& window, Collection& into) {
  if (!setting.spec.measures.coverage_every) return;
  std::map<std::string, Moments> by_scope;
  for (const CoverageRow& row : record.coverages) {
    if (!window.contains(row.at) || row.residents == 0.0) continue;
    const double share = row.covered / row.residents;
    const std::string whose = row.role ? "role=" + std::string(role_names[static_cast<std::size_t>(*row.role)]) : "all";
    const std::string hour = scope_of_hour(row.at);
    for (const std::string& scope : {whose, row.role ? whose + " " + hour : hour}) {
      Moments& moments = by_scope[scope];
      moments.sum += share;
      moments.worst = std::min(moments.worst, share);
      moments.n += 1.0;
    }
  }
  for (const auto& [scope, moments] : by_scope) {
    into.value("coverage", "mean", scope, moments.sum / moments.n);
    if (scope.find("hour=") == std::string::npos) into.value("coverage", "worst", scope, moments.worst);
  }
}

}  // namespace outpost::analysis
