#include <set>

#include "analysis/measures/collection.hpp"

namespace outpost::analysis {
namespace {

/// Risks that were found first, of those that were found or have escalated; by scope.
struct Detection {
  double found = 0.0;
  double all = 0.0;
};

class RiskCounts {
 public:
  RiskCounts(const Setting& setting, const Window& window) : setting_(setting), window_(window) {
    for (const RiskKind& kind : setting.risk_kinds) {
      for (const char* measure : {"risks_began", "risks_noticed", "risks_recorded", "escalated", "displaced"}) {
        counts_[{measure, "risk=" + kind.key}] = 0.0;
        counts_[{measure, "all"}] = 0.0;
      }
    }
  }

  void add(const RiskRow& row) {
    const bool measured = window_.contains(row.at);
    const bool begins = row.stage == RiskStage::open && !row.finder;
    if (row.finder && row.stage == RiskStage::open) notice(row, measured);
    if (begins && measured) count("risks_began", row);
    if (begins && measured && row.displaced) count("displaced", row);
    if (row.stage == RiskStage::found) {
      notice(row, measured);
      if (measured) count("risks_recorded", row);
      found_.insert(row.risk);
    }
    if (row.stage == RiskStage::escalated && measured) count("escalated", row);
    const bool undetected = row.stage == RiskStage::escalated && !found_.contains(row.risk);
    if (measured && (row.stage == RiskStage::found || undetected)) detect(row);
  }

  void into(Collection& collection) const {
    const double days = in_hours(window_.end - window_.begin) / 24.0;
    const auto residents = static_cast<double>(setting_.city.residents.size());
    for (const auto& [key, number] : counts_) {
      const bool by_year = key.first == "escalated";
      if (by_year && residents == 0.0) continue;
      collection.value(key.first, "mean", key.second,
                       by_year ? number / residents * 10'000.0 / days * 365.0 : number / days);
    }
    for (const auto& [scope, detection] : detected_) {
      if (detection.all > 0.0) {
        collection.value("detected_early", "mean", scope, detection.found / detection.all);
        collection.value("detected_early", "n", scope, detection.all);
      }
    }
    // Of all that were found or escalated, the share that each of those who can point at risks found.
    const auto all = detected_.find("all");
    if (all == detected_.end()) return;
    for (std::size_t finder = 0; finder < finder_count; ++finder) {
      collection.value("detected_early", "mean", "finder=" + std::string(finder_names[finder]),
                       by_finder_[finder] / all->second.all);
    }
  }

 private:
  void count(const char* measure, const RiskRow& row) {
    counts_[{measure, "risk=" + setting_.risk_kinds[row.kind].key}] += 1.0;
    counts_[{measure, "all"}] += 1.0;
  }
  /// The first time that anybody notices a risk, whether it is written up or not.
  void notice(const RiskRow& row, bool measured) {
    if (noticed_.insert(row.risk).second && measured) count("risks_noticed", row);
  }
  void detect(const RiskRow& row) {
    const bool found = row.stage == RiskStage::found;
    for (const std::string& scope : {std::string("all"), "risk=" + setting_.risk_kinds[row.kind].key}) {
      detected_[scope].all += 1.0;
      if (found) detected_[scope].found += 1.0;
    }
    if (found) by_finder_[static_cast<std::size_t>(*row.finder)] += 1.0;
  }

  const Setting& setting_;
  const Window& window_;
  std::map<std::pair<std::string, std::string>, double> counts_;
  std::map<std::string, Detection> detected_;
  std::array<double, finder_count> by_finder_{};
  std::set<RiskId> noticed_;
  std::set<RiskId> found_;
};

/// What was pointed at, and was something or nothing.
void measure_alerts(const RunRecord& record, const Window& window, Collection& into) {
  const double days = in_hours(window.end - window.begin) / 24.0;
  double hits = 0.0;
  double matters = 0.0;
  for (const RiskRow& row : record.risks) {
    if (row.stage != RiskStage::found || !window.contains(row.at)) continue;
    matters += 1.0;
    if (row.finder == Finder::alert) hits += 1.0;
  }
  double false_alarms = 0.0;
  double padded = 0.0;
  for (const IncidentRow& row : record.incidents) {
    if (!window.contains(row.occurred)) continue;
    if (row.cause == Cause::false_alert) false_alarms += 1.0;
    if (row.cause == Cause::padding) padded += 1.0;
  }
  into.value("alert_hits", "mean", "all", hits / days);
  into.value("false_alarms", "mean", "all", false_alarms / days);
  const double all = matters + false_alarms + padded;
  if (all > 0.0) into.value("unfounded", "mean", "all", (false_alarms + padded) / all);
}

}  // namespace

void measure_risks(const Setting& setting, const RunRecord& record, const Window& window, Collection& into) {
  if (setting.risk_kinds.empty() && setting.spec.alerts.false_alarms.per_day == 0.0) return;
  RiskCounts counts{setting, window};
  for (const RiskRow& row : record.risks) counts.add(row);
  counts.into(into);
  measure_alerts(record, window, into);
}

}  // namespace outpost::analysis
