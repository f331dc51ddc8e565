#include "analysis/location/patrol_measures.hpp"

#include <algorithm>
#include <cmath>
#include <limits>
#include <numeric>

namespace outpost::analysis {
namespace {

double calls_in(const PatrolArea& area, std::uint32_t hour) {
  return area.profile[hour] * std::accumulate(area.calls.begin(), area.calls.end(), 0.0);
}

/// Adds hours up, each with its weight.
class Mean {
 public:
  void add(double value, double weight) {
    weighted_ += value * weight;
    weight_ += weight;
    plain_ += value;
    ++count_;
  }
  /// Where nothing has a weight, every hour counts alike.
  double value() const { return weight_ > 0.0 ? weighted_ / weight_ : plain_ / static_cast<double>(count_); }

 private:
  double weighted_ = 0.0;
  double weight_ = 0.0;
  double plain_ = 0.0;
  std::size_t count_ = 0;
};

PatrolMeasures worst_of(const std::vector<PatrolMeasures>& hours) {
  PatrolMeasures worst = hours.front();
  for (const PatrolMeasures& hour : hours) {
    worst.utilisation = std::max(worst.utilisation, hour.utilisation);
    worst.delayed = std::max(worst.delayed, hour.delayed);
    worst.patrol = std::min(worst.patrol, hour.patrol);
    worst.travel = std::max(worst.travel, hour.travel);
    for (std::size_t row = 0; row < worst.wait.size(); ++row) {
      worst.wait[row] = std::max(worst.wait[row], hour.wait[row]);
      worst.response[row] = std::max(worst.response[row], hour.response[row]);
    }
  }
  return worst;
}

PatrolMeasures mean_of(const PatrolArea& area, const PatrolShift& shift, const std::vector<PatrolMeasures>& hours) {
  PatrolMeasures mean;
  const auto over = [&](auto measure, auto weight) {
    Mean sum;
    for (std::size_t row = 0; row < hours.size(); ++row) sum.add(measure(hours[row]), weight(shift.hours[row]));
    return sum.value();
  };
  const auto by_calls = [&area](std::uint32_t hour) { return calls_in(area, hour); };
  const auto by_time = [](std::uint32_t) { return 1.0; };
  mean.utilisation = over([](const PatrolMeasures& hour) { return hour.utilisation; }, by_time);
  mean.patrol = over([](const PatrolMeasures& hour) { return hour.patrol; }, by_time);
  mean.delayed = over([](const PatrolMeasures& hour) { return hour.delayed; }, by_calls);
  mean.travel = over([](const PatrolMeasures& hour) { return hour.travel; }, by_calls);
  for (std::size_t row = 0; row < area.calls.size(); ++row) {
    mean.wait.push_back(over([row](const PatrolMeasures& hour) { return hour.wait[row]; }, by_calls));
    mean.response.push_back(over([row](const PatrolMeasures& hour) { return hour.response[row]; }, by_calls));
  }
  return mean;
}

double measure_of(const PatrolMeasures& hour, PatrolObjective::Measure measure, std::size_t priority) {
  switch (measure) {
    case PatrolObjective::Measure::response:
      return hour.response[priority];
    case PatrolObjective::Measure::wait:
      return hour.wait[priority];
    case PatrolObjective::Measure::travel:
      return hour.travel;
    case PatrolObjective::Measure::delayed:
      return hour.delayed;
  }
  return 0.0;
}

}  // namespace

PatrolMeasures measures_of_hour(const PatrolPlan& plan, const PatrolArea& area, std::uint32_t hour, double officers,
                                const DelayLaw& delay) {
  PatrolMeasures measures;
  const double load = calls_in(area, hour) * area.service;
  const double on_hand = officers * (1.0 - area.other_work) - area.other_work_per_call * load;
  if (on_hand <= load) {
    measures.stable = false;
    return measures;
  }
  measures.utilisation = load / on_hand;
  measures.delayed = delay(on_hand, load);
  const double free = on_hand - load;
  measures.travel = plan.distance_constant * std::sqrt(area.square_km / std::max(free, 1.0)) / area.response_speed;
  measures.patrol = area.street_km > 0.0 ? free * area.patrol_speed / area.street_km : 0.0;
  double above = 0.0;
  for (const double calls : area.calls) {
    const double with = above + area.profile[hour] * calls * area.service / on_hand;
    measures.wait.push_back(measures.delayed * area.service / on_hand / ((1.0 - above) * (1.0 - with)));
    measures.response.push_back(measures.wait.back() + measures.travel);
    above = with;
  }
  return measures;
}

PatrolMeasures measures_of_shift(const PatrolPlan& plan, const PatrolArea& area, const PatrolShift& shift,
                                 double officers, const DelayLaw& delay) {
  std::vector<PatrolMeasures> hours;
  for (const std::uint32_t hour : shift.hours) {
    hours.push_back(measures_of_hour(plan, area, hour, officers, delay));
    if (!hours.back().stable) return hours.back();
  }
  return plan.every_hour ? worst_of(hours) : mean_of(area, shift, hours);
}

std::vector<std::string> missed_targets(const PatrolTargets& targets, const PatrolMeasures& measures) {
  if (!measures.stable) return {"calls"};
  std::vector<std::string> missed;
  // A target that is met to the last digits but one is met.
  const auto above = [](double value, std::optional<double> most) { return most && value > *most * (1.0 + 1e-12); };
  if (above(measures.utilisation, targets.utilisation)) missed.emplace_back("utilisation");
  if (above(measures.delayed, targets.delayed)) missed.emplace_back("delayed");
  for (std::size_t row = 0; row < targets.wait.size(); ++row) {
    if (above(measures.wait[row], targets.wait[row])) missed.push_back("wait of priority " + std::to_string(row + 1));
  }
  for (std::size_t row = 0; row < targets.response.size(); ++row) {
    if (above(measures.response[row], targets.response[row])) {
      missed.push_back("response of priority " + std::to_string(row + 1));
    }
  }
  if (targets.patrol && measures.patrol < *targets.patrol * (1.0 - 1e-12)) missed.emplace_back("patrol");
  return missed;
}

double objective_of(const PatrolPlan& plan, const PatrolArea& area, const PatrolShift& shift, double officers,
                    const DelayLaw& delay) {
  double sum = 0.0;
  for (const std::uint32_t hour : shift.hours) {
    const PatrolMeasures measures = measures_of_hour(plan, area, hour, officers, delay);
    if (!measures.stable) return std::numeric_limits<double>::infinity();
    for (std::size_t row = 0; row < area.calls.size(); ++row) {
      sum += plan.objective.weights[row] * area.profile[hour] * area.calls[row] *
             measure_of(measures, plan.objective.measure, row);
    }
  }
  return sum;
}

double objective_weight(const PatrolPlan& plan, const PatrolArea& area, const PatrolShift& shift) {
  double sum = 0.0;
  for (const std::uint32_t hour : shift.hours) {
    for (std::size_t row = 0; row < area.calls.size(); ++row) {
      sum += plan.objective.weights[row] * area.profile[hour] * area.calls[row];
    }
  }
  return sum;
}

}  // namespace outpost::analysis
