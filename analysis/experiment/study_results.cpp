#include "analysis/experiment/study_results.hpp"

#include <nlohmann/json.hpp>

#include "analysis/experiment/result_schema.hpp"
#include "analysis/measures/scope.hpp"
#include "analysis/statistics/histogram.hpp"
#include "analysis/statistics/sectioning.hpp"

namespace outpost::analysis {
namespace {

const std::filesystem::path& require_file(const std::filesystem::path& path) {
  std::error_code error;
  const auto type = std::filesystem::status(path, error).type();
  if (type == std::filesystem::file_type::not_found) {
    throw InputError(path.string() + ": error: there is no such file; give a results file that outpost has written");
  }
  if (type == std::filesystem::file_type::directory) {
    throw InputError(path.string() + ": error: this is a folder; give a results file that outpost has written");
  }
  return path;
}

std::optional<double> quantile_of(const std::string& statistic) {
  if (statistic == "p50") return 0.50;
  if (statistic == "p90") return 0.90;
  if (statistic == "p95") return 0.95;
  if (statistic == "p99") return 0.99;
  return std::nullopt;
}

bool is_asked(const std::string& scope, const std::string& by) {
  return by.empty() ? scope == "all" : part_of(scope) == by;
}

}  // namespace

StudyResults::StudyResults(const std::filesystem::path& path, std::int64_t patience_ms)
    : path_(require_file(path)), database_(path, patience_ms) {
  require_results(database_, path);
  has_breakdowns_ = database_.integer("PRAGMA user_version") >= 2;
  auto select =
      database_.prepare(has_breakdowns_ ? "SELECT point, digest, label, label_zh FROM design_point ORDER BY point"
                                        : "SELECT point, digest, label, label FROM design_point ORDER BY point");
  auto factors = database_.prepare("SELECT key, value FROM factor WHERE point = ? ORDER BY key");
  while (select.next()) {
    DesignPoint point{
        select.integer(0), digest_from(select.text(1)).value_or(DigestValue{}), select.text(2), {}, select.text(3)};
    factors.bind(0, point.point);
    while (factors.next()) point.factors.emplace_back(factors.text(0), factors.text(1));
    factors.reset();
    points_.push_back(std::move(point));
  }
  replications_ = static_cast<std::size_t>(database_.integer("SELECT coalesce(max(replication) + 1, 0) FROM run"));
  done_.assign(points_.size(), std::vector<bool>(replications_, false));
  auto runs = database_.prepare("SELECT point, replication, status FROM run");
  while (runs.next()) {
    const auto point = static_cast<std::size_t>(runs.integer(0));
    if (point >= points_.size())
      throw InputError(path.string() + ": error: this results file is damaged; give a sound copy, or run again");
    const bool is_done = runs.text(2) == "done";
    if (is_done) done_[point][static_cast<std::size_t>(runs.integer(1))] = true;
    (is_done ? done_runs_ : failed_runs_) += 1;
  }
}

ProvenanceRows StudyResults::provenance() {
  ProvenanceRows rows;
  auto select = database_.prepare("SELECT key, value FROM provenance ORDER BY key");
  while (select.next()) rows.emplace_back(select.text(0), select.text(1));
  return rows;
}

DigestValue StudyResults::result_digest() {
  return digest_of_results(database_);
}

template <class Act>
void StudyResults::each_run(const Act& act) {
  auto select =
      database_.prepare("SELECT id, point, replication FROM run WHERE status = 'done' ORDER BY point, replication");
  while (select.next()) {
    act(Run{select.text(0), static_cast<std::size_t>(select.integer(1)), static_cast<std::size_t>(select.integer(2))});
  }
}

PointValues& StudyResults::place(std::map<std::string, std::vector<PointValues>>& into, const std::string& scope,
                                 std::size_t point) const {
  std::vector<PointValues>& points = into[scope];
  if (points.empty()) {
    points.resize(points_.size());
    for (PointValues& it : points) it.by_replication.resize(replications_);
  }
  return points[point];
}

std::map<std::string, std::vector<PointValues>> StudyResults::values(const StudyMeasure& measure) {
  std::map<std::string, std::vector<PointValues>> found;
  if (const auto level = quantile_of(measure.statistic)) {
    read_quantiles(measure, *level, found);
  } else if (measure.by == "hour" || measure.by == "grid") {
    if (has_breakdowns_) read_breakdowns(measure, found);
  } else {
    read_values(measure, found);
  }
  return found;
}

void StudyResults::read_values(const StudyMeasure& measure, std::map<std::string, std::vector<PointValues>>& into) {
  auto select = database_.prepare("SELECT scope, value FROM value WHERE run = ? AND measure = ? AND statistic = ?");
  each_run([&](const Run& run) {
    select.bind(0, run.id);
    select.bind(1, measure.name);
    select.bind(2, measure.statistic);
    while (select.next()) {
      const std::string scope = select.text(0);
      if (is_asked(scope, measure.by)) place(into, scope, run.point).by_replication[run.replication] = select.real(1);
    }
    select.reset();
  });
}

void StudyResults::read_breakdowns(const StudyMeasure& measure, std::map<std::string, std::vector<PointValues>>& into) {
  auto select = database_.prepare(
      "SELECT scope, entries FROM breakdown WHERE run = ? AND measure = ? AND statistic = ? AND part = ?");
  each_run([&](const Run& run) {
    select.bind(0, run.id);
    select.bind(1, measure.name);
    select.bind(2, measure.statistic);
    select.bind(3, measure.by);
    while (select.next()) {
      const std::string lead = select.text(0) == "all" ? "" : select.text(0) + ' ';
      const auto entries = nlohmann::json::parse(select.text(1), nullptr, false);
      if (!entries.is_object())
        throw InputError(path_.string() + ": error: this results file is damaged; give a sound copy, or run again");
      for (const auto& [key, value] : entries.items()) {
        place(into, lead + measure.by + '=' + key, run.point).by_replication[run.replication] = value.get<double>();
      }
    }
    select.reset();
  });
}

void StudyResults::read_quantiles(const StudyMeasure& measure, double level,
                                  std::map<std::string, std::vector<PointValues>>& into) {
  std::map<std::pair<std::string, std::size_t>, Histogram> pools;
  auto select = database_.prepare("SELECT scope, counts FROM histogram WHERE run = ? AND measure = ?");
  each_run([&](const Run& run) {
    select.bind(0, run.id);
    select.bind(1, measure.name);
    while (select.next()) {
      const std::string scope = select.text(0);
      if (!is_asked(scope, measure.by)) continue;
      const auto histogram = histogram_from(select.bytes(1));
      if (!histogram)
        throw InputError(path_.string() + ": error: this results file is damaged; give a sound copy, or run again");
      if (histogram->empty()) continue;
      pools[{scope, run.point}] += *histogram;
      place(into, scope, run.point).by_replication[run.replication] =
          static_cast<double>(histogram->quantile(level)->count());
    }
    select.reset();
  });
  for (const auto& [key, pool] : pools) {
    place(into, key.first, key.second).pooled = static_cast<double>(pool.quantile(level)->count());
  }
}

Verdict verdict_of(const ComparedPlan& plan, double level) {
  if (!plan.difference || !plan.adjusted_p) return Verdict::none;
  const Interval& interval = plan.difference->interval;
  if (interval.estimate == 0.0 && interval.half_width == 0.0) return Verdict::same;
  if (*plan.adjusted_p > 1.0 - level) return Verdict::not_shown;
  return interval.estimate < 0.0 ? Verdict::lower : Verdict::higher;
}

namespace {

/// Replications that are done, of one point.
std::vector<std::optional<double>> done_values(const StudyResults& results, std::size_t point,
                                               const PointValues& values) {
  std::vector<std::optional<double>> done;
  for (std::size_t replication = 0; replication < values.by_replication.size(); ++replication) {
    if (results.is_done(point, replication)) done.push_back(values.by_replication[replication]);
  }
  return done;
}

/// Replications that are done at both points, side by side.
std::pair<std::vector<std::optional<double>>, std::vector<std::optional<double>>> done_pairs(
    const StudyResults& results, std::size_t a, const PointValues& of_a, std::size_t b, const PointValues& of_b) {
  std::pair<std::vector<std::optional<double>>, std::vector<std::optional<double>>> pairs;
  for (std::size_t replication = 0; replication < of_a.by_replication.size(); ++replication) {
    if (!results.is_done(a, replication) || !results.is_done(b, replication)) continue;
    pairs.first.push_back(of_a.by_replication[replication]);
    pairs.second.push_back(of_b.by_replication[replication]);
  }
  return pairs;
}

std::optional<Interval> estimate_of(const StudyResults& results, std::size_t point, const PointValues& values,
                                    bool is_quantile, double level) {
  const auto done = done_values(results, point, values);
  if (!is_quantile) return t_interval(std::span<const std::optional<double>>{done}, level);
  if (!values.pooled) return std::nullopt;
  return sectioning_interval(*values.pooled, done, level);
}

std::optional<PairedDifference> difference_of(const StudyResults& results, std::size_t baseline,
                                              const PointValues& from, std::size_t plan, const PointValues& to,
                                              bool is_quantile, double level) {
  const auto [x, y] = done_pairs(results, baseline, from, plan, to);
  if (!is_quantile) return paired_difference(x, y, level);
  if (!from.pooled || !to.pooled) return std::nullopt;
  return paired_quantile_difference(*from.pooled, *to.pooled, x, y, level);
}

}  // namespace

std::vector<ComparedMeasure> compare_plans(StudyResults& results, const std::vector<StudyMeasure>& measures,
                                           std::size_t baseline, double level) {
  std::vector<ComparedMeasure> compared;
  for (const StudyMeasure& measure : measures) {
    const bool is_quantile = quantile_of(measure.statistic).has_value();
    for (const auto& [scope, points] : results.values(measure)) {
      ComparedMeasure row{.measure = measure, .scope = scope};
      for (std::size_t point = 0; point < points.size(); ++point) {
        ComparedPlan plan{.estimate = estimate_of(results, point, points[point], is_quantile, level)};
        if (point != baseline) {
          plan.difference =
              difference_of(results, baseline, points[baseline], point, points[point], is_quantile, level);
        }
        row.plans.push_back(std::move(plan));
      }
      compared.push_back(std::move(row));
    }
  }
  std::vector<double> p_values;
  for (const ComparedMeasure& row : compared) {
    for (const ComparedPlan& plan : row.plans) {
      if (plan.difference && plan.difference->p_value) p_values.push_back(*plan.difference->p_value);
    }
  }
  const std::vector<double> adjusted = holm_adjusted(p_values);
  std::size_t next = 0;
  for (ComparedMeasure& row : compared) {
    for (ComparedPlan& plan : row.plans) {
      if (plan.difference && plan.difference->p_value) plan.adjusted_p = adjusted[next++];
    }
  }
  return compared;
}

}  // namespace outpost::analysis
