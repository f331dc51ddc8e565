#include "analysis/measures/measures.hpp"

#include <algorithm>

#include "analysis/measures/collection.hpp"

namespace outpost::analysis {

Window window_of(const RunSpec& run) {
  const SimTime begin = SimTime{} + run.warm_up;
  return {begin, begin + run.days * one_day};
}

Measured Collection::rows() const {
  auto values = values_;
  Measured measured;
  for (const auto& [key, histogram] : histograms_) {
    if (histogram.empty()) continue;
    values[{key.first, "mean", key.second}] = *histogram.mean();
    values[{key.first, "n", key.second}] = static_cast<double>(histogram.count());
    measured.histograms.push_back({key.first, key.second, histogram});
  }
  for (const auto& [key, value] : values) {
    measured.values.push_back({std::get<0>(key), std::get<1>(key), std::get<2>(key), value});
  }
  return measured;
}

std::size_t order_rows(const RunRecord& record) {
  return record.orders.empty() ? 0 : record.orders.back().order.row() + 1;
}

double gini(std::vector<double> values) {
  std::sort(values.begin(), values.end());
  double sum = 0.0;
  double weighted = 0.0;
  for (std::size_t i = 0; i < values.size(); ++i) {
    require(values[i] >= 0.0, "a Gini index is of numbers of at least zero");
    sum += values[i];
    weighted += static_cast<double>(i + 1) * values[i];
  }
  if (sum == 0.0) return 0.0;
  const auto n = static_cast<double>(values.size());
  return 2.0 * weighted / (n * sum) - (n + 1.0) / n;
}

Measured measure(const Setting& setting, const RunRecord& record, const Window& window) {
  require(window.begin < window.end, "the measured window has a length");
  Collection collection;
  measure_orders(setting, record, window, collection);
  measure_courses(setting, record, window, collection);
  measure_settlements(setting, record, window, collection);
  measure_responders(setting, record, window, collection);
  measure_work(setting, record, window, collection);
  measure_rosters(setting, record, window, collection);
  measure_households(setting, record, window, collection);
  measure_risks(setting, record, window, collection);
  measure_rooms(setting, record, window, collection);
  measure_counters(setting, record, window, collection);
  measure_coverage(setting, record, window, collection);
  measure_links(setting, record, window, collection);
  measure_costs(setting, record, window, collection);
  measure_drift(setting, record, window, collection);
  return collection.rows();
}

}  // namespace outpost::analysis
