#include "analysis/experiment/knee_curve.hpp"

#include <algorithm>
#include <cmath>

namespace outpost::analysis {
namespace {

/// The values of the plans of a curve in every replication that has all of them, by replication and place.
std::vector<std::vector<double>> whole_replications(const std::vector<PointValues>& points, const StudyKnee& knee,
                                                    std::size_t replications) {
  std::vector<std::vector<double>> rows;
  for (std::size_t replication = 0; replication < replications; ++replication) {
    std::vector<double> row;
    for (const StudyKnee::Place& place : knee.places) {
      const auto& values = points[place.point].by_replication;
      if (replication < values.size() && values[replication]) row.push_back(*values[replication]);
    }
    if (row.size() == knee.places.size()) rows.push_back(std::move(row));
  }
  return rows;
}

std::optional<PairedDifference> difference_between(const std::vector<std::vector<double>>& rows, std::size_t from,
                                                   std::size_t to, double level) {
  std::vector<std::optional<double>> x;
  std::vector<std::optional<double>> y;
  for (const std::vector<double>& row : rows) {
    x.emplace_back(row[from]);
    y.emplace_back(row[to]);
  }
  return paired_difference(x, y, level);
}

KneeCurve curve_of(const StudyKnee& asked, const std::vector<std::vector<double>>& rows, std::int64_t seed,
                   double level) {
  KneeCurve curve{.asked = asked, .replications = static_cast<std::int64_t>(rows.size())};
  if (rows.empty()) return curve;
  curve.means.assign(asked.places.size(), 0.0);
  for (const std::vector<double>& row : rows) {
    for (std::size_t place = 0; place < row.size(); ++place) curve.means[place] += row[place];
  }
  for (double& mean : curve.means) mean /= static_cast<double>(rows.size());
  const std::size_t last = asked.places.size() - 1;
  curve.ends = difference_between(rows, 0, last, level);
  if (!has_slope(curve)) return curve;
  std::vector<double> x;
  for (const StudyKnee::Place& place : asked.places) x.push_back(place.x);
  curve.knee = knee_with_interval(x, rows, static_cast<std::uint32_t>(seed), level);
  if (!curve.knee) return curve;
  curve.to_knee = difference_between(rows, 0, curve.knee->point, level);
  curve.from_knee = difference_between(rows, curve.knee->point, last, level);
  return curve;
}

}  // namespace

bool has_slope(const KneeCurve& curve) {
  if (!curve.ends || !curve.ends->interval.half_width) return false;
  return std::fabs(curve.ends->interval.estimate) > *curve.ends->interval.half_width;
}

std::vector<KneeCurve> knee_curves(StudyResults& results, const std::vector<StudyKnee>& asked, std::int64_t seed,
                                   double level) {
  std::vector<KneeCurve> curves;
  for (const StudyKnee& knee : asked) {
    const auto values = results.values(knee.measure);
    const auto whole = values.find("all");
    std::vector<std::vector<double>> rows;
    if (whole != values.end()) rows = whole_replications(whole->second, knee, results.replications());
    curves.push_back(curve_of(knee, rows, seed, level));
  }
  return curves;
}

}  // namespace outpost::analysis
