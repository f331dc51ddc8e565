#pragma once

#include <map>
#include <vector>

#include "analysis/experiment/database.hpp"
#include "analysis/experiment/result_store.hpp"
#include "analysis/measures/names.hpp"
#include "analysis/statistics/comparison.hpp"
#include "analysis/statistics/interval.hpp"
#include "sim/spec/study.hpp"

namespace outpost::analysis {

/// One measure at one point: its value in every replication that is done, and of a quantile also that of all orders
/// pooled.
struct PointValues {
  std::vector<std::optional<double>> by_replication{};  // none: not done, or nothing to say
  std::optional<double> pooled{};
};

/// What a results file says about the plans of a study, measure by measure, so that memory holds one measure however
/// many runs there are.
class StudyResults {
 public:
  /// Throws as read_results does.
  explicit StudyResults(const std::filesystem::path& path, std::int64_t patience_ms = ResultStore::usual_patience_ms);

  const std::vector<DesignPoint>& points() const { return points_; }
  std::uint64_t done() const { return done_runs_; }
  std::uint64_t failed() const { return failed_runs_; }
  bool is_done(std::size_t point, std::size_t replication) const { return done_[point][replication]; }
  /// One more than the highest replication of any point.
  std::size_t replications() const { return replications_; }
  ProvenanceRows provenance();
  /// Of all results of runs that are done, whatever the order in which they were run.
  DigestValue result_digest();

  /// By scope, and then by point. Without `by` of the scope "all" alone.
  std::map<std::string, std::vector<PointValues>> values(const StudyMeasure& measure);

 private:
  struct Run {
    std::string id{};
    std::size_t point = 0;
    std::size_t replication = 0;
  };
  template <class Act>
  void each_run(const Act& act);
  void read_values(const StudyMeasure& measure, std::map<std::string, std::vector<PointValues>>& into);
  void read_breakdowns(const StudyMeasure& measure, std::map<std::string, std::vector<PointValues>>& into);
  void read_quantiles(const StudyMeasure& measure, double level, std::map<std::string, std::vector<PointValues>>& into);
  PointValues& place(std::map<std::string, std::vector<PointValues>>& into, const std::string& scope,
                     std::size_t point) const;

  std::filesystem::path path_;
  Database database_;
  bool has_breakdowns_ = false;
  std::vector<DesignPoint> points_{};
  std::vector<std::vector<bool>> done_{};  // by point and replication
  std::size_t replications_ = 0;
  std::uint64_t done_runs_ = 0;
  std::uint64_t failed_runs_ = 0;
};

/// A plan beside the baseline.
struct ComparedPlan {
  std::optional<Interval> estimate{};            // none: no replication has it
  std::optional<PairedDifference> difference{};  // plan less baseline; none for the baseline itself
  std::optional<double> adjusted_p{};            // Holm, over all comparisons of the study
};

/// What may be said of a difference.
enum class Verdict : std::uint8_t { none, same, lower, higher, not_shown };
/// Shown to differ: where the adjusted p-value is at most 1 - level.
Verdict verdict_of(const ComparedPlan& plan, double level = 0.95);

struct ComparedMeasure {
  StudyMeasure measure{};
  std::string scope{};
  std::vector<ComparedPlan> plans{};  // by point
};

/// Every measure of the study, scope by scope. All comparisons together are one family.
std::vector<ComparedMeasure> compare_plans(StudyResults& results, const std::vector<StudyMeasure>& measures,
                                           std::size_t baseline, double level = 0.95);

}  // namespace outpost::analysis
