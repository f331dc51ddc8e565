#pragma once

#include <cstdint>
#include <map>
#include <string>
#include <tuple>
#include <vector>

#include "analysis/measures/measures.hpp"
#include "analysis/statistics/interval.hpp"

namespace outpost::analysis {

/// One line of a table of measures: an estimate over replications, with its interval and how much it rests on.
struct SummaryRow {
  std::string measure{};
  std::string statistic{};  // mean, within_standard, worst; p50, p90, p95, p99
  std::string scope{};
  Interval interval{};
  double observations = 0.0;  // orders behind it, over all replications; 0 where the measure is not one of orders
};

/// What replications say together. Means get t intervals over the replications; quantiles are of all orders pooled,
/// with sectioning intervals. Replications may be added in any order: the rows are computed in the order of their
/// numbers, so that equal replications give equal bits.
class Summary {
 public:
  void add(std::int64_t replication, const Measured& measured);
  std::int64_t replications() const { return replications_; }
  /// Sorted by the order of measure_names(), then scope, then statistic.
  std::vector<SummaryRow> rows(double level = 0.95) const;
  /// One of them; none if no replication has it.
  std::optional<SummaryRow> row(const std::string& measure, const std::string& statistic, const std::string& scope,
                                double level = 0.95) const;

 private:
  using Key = std::tuple<std::string, std::string, std::string>;  // measure, scope, statistic
  struct Pool {
    Histogram all{};
    std::map<std::int64_t, std::array<double, 4>> quantiles{};  // by replication, of those that have data
  };
  SummaryRow quantile_row(const std::string& measure, const std::string& scope, const Pool& pool, std::size_t which,
                          double level) const;
  SummaryRow value_row(const Key& key, const std::map<std::int64_t, double>& values, double level) const;

  std::int64_t replications_ = 0;
  std::map<Key, std::map<std::int64_t, double>> values_;
  std::map<std::pair<std::string, std::string>, Pool> pools_;
};

}  // namespace outpost::analysis
