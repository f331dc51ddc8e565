#include "analysis/experiment/summary.hpp"

#include <algorithm>

#include "analysis/measures/names.hpp"
#include "analysis/statistics/sectioning.hpp"

namespace outpost::analysis {
namespace {

constexpr std::array<double, 4> levels_of_quantiles{0.50, 0.90, 0.95, 0.99};
constexpr std::array<std::string_view, 4> names_of_quantiles{"p50", "p90", "p95", "p99"};

std::size_t rank_of(const std::string& measure) {
  const auto names = measure_names();
  for (std::size_t i = 0; i < names.size(); ++i) {
    if (names[i].name == measure) return i;
  }
  return names.size();
}

}  // namespace

void Summary::add(std::int64_t replication, const Measured& measured) {
  ++replications_;
  for (const NamedValue& value : measured.values) {
    const bool is_new = values_[{value.measure, value.scope, value.statistic}].emplace(replication, value.value).second;
    require(is_new, "a replication is counted once");
  }
  for (const NamedHistogram& row : measured.histograms) {
    Pool& pool = pools_[{row.measure, row.scope}];
    pool.all += row.histogram;
    auto& quantiles = pool.quantiles[replication];
    for (std::size_t i = 0; i < levels_of_quantiles.size(); ++i) {
      const auto found = row.histogram.quantile(levels_of_quantiles[i]);
      require(found.has_value(), "a histogram that is kept has data");
      quantiles[i] = static_cast<double>(found->count());
    }
  }
}

SummaryRow Summary::value_row(const Key& key, const std::map<std::int64_t, double>& values, double level) const {
  const auto& [measure, scope, statistic] = key;
  std::vector<std::optional<double>> by_replication;
  for (const auto& [replication, value] : values) by_replication.emplace_back(value);
  // Replications that have nothing to say in this scope are left out, and counted.
  by_replication.resize(static_cast<std::size_t>(replications_));
  SummaryRow row{.measure = measure, .statistic = statistic, .scope = scope};
  row.interval = *t_interval(by_replication, level);
  const auto numbers = values_.find({measure, scope, "n"});
  if (numbers != values_.end()) {
    for (const auto& [replication, number] : numbers->second) row.observations += number;
  }
  return row;
}

SummaryRow Summary::quantile_row(const std::string& measure, const std::string& scope, const Pool& pool,
                                 std::size_t which, double level) const {
  std::vector<std::optional<double>> by_replication;
  for (const auto& [replication, quantiles] : pool.quantiles) by_replication.emplace_back(quantiles[which]);
  by_replication.resize(static_cast<std::size_t>(replications_));
  SummaryRow row{.measure = measure, .statistic = std::string(names_of_quantiles[which]), .scope = scope};
  const auto pooled = static_cast<double>(pool.all.quantile(levels_of_quantiles[which])->count());
  row.interval = *sectioning_interval(pooled, by_replication, level);
  row.observations = static_cast<double>(pool.all.count());
  return row;
}

std::vector<SummaryRow> Summary::rows(double level) const {
  std::vector<SummaryRow> rows;
  for (const auto& [key, values] : values_) {
    if (std::get<2>(key) != "n") rows.push_back(value_row(key, values, level));
  }
  for (const auto& [key, pool] : pools_) {
    for (std::size_t which = 0; which < levels_of_quantiles.size(); ++which) {
      rows.push_back(quantile_row(key.first, key.second, pool, which, level));
    }
  }
  std::sort(rows.begin(), rows.end(), [](const SummaryRow& a, const SummaryRow& b) {
    const std::size_t first = rank_of(a.measure);
    const std::size_t second = rank_of(b.measure);
    return std::tie(first, a.scope, a.statistic) < std::tie(second, b.scope, b.statistic);
  });
  return rows;
}

std::optional<SummaryRow> Summary::row(const std::string& measure, const std::string& statistic,
                                       const std::string& scope, double level) const {
  const auto values = values_.find({measure, scope, statistic});
  if (values != values_.end()) return value_row(values->first, values->second, level);
  const auto pool = pools_.find({measure, scope});
  const auto name = std::find(names_of_quantiles.begin(), names_of_quantiles.end(), statistic);
  if (pool == pools_.end() || name == names_of_quantiles.end()) return std::nullopt;
  return quantile_row(measure, scope, pool->second, static_cast<std::size_t>(name - names_of_quantiles.begin()), level);
}

}  // namespace outpost::analysis
