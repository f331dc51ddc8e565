#include "analysis/queueing/staffing.hpp"

#include <cmath>
#include <numbers>

#include "analysis/queueing/checks.hpp"
#include "analysis/statistics/student_t.hpp"

namespace outpost::analysis {

std::int64_t fewest_servers(double load, double wait_probability) {
  need_positive(load, "the offered load");
  need_between_0_and_1(wait_probability, "the probability of a wait");
  double blocking = 1.0;
  for (std::int64_t servers = 1; servers <= most_servers; ++servers) {
    const double c = static_cast<double>(servers);
    blocking = load * blocking / (c + load * blocking);
    if (c <= load) continue;
    if (c * blocking <= wait_probability * ((c - load) + load * blocking)) return servers;
  }
  throw ModelError("the offered load needs more servers than these models go up to");
}

double square_root_wait_probability(double beta) {
  need_positive(beta, "beta");
  const double density = std::exp(-beta * beta / 2.0) / std::sqrt(2.0 * std::numbers::pi);
  return density / (density + beta * normal_cumulative(beta));
}

double square_root_beta(double wait_probability) {
  need_between_0_and_1(wait_probability, "the probability of a wait");
  double low = 0.0;
  double high = 40.0;  // where nobody waits, to the last digit of a double
  for (int i = 0; i < 100; ++i) {
    const double middle = (low + high) / 2.0;
    (square_root_wait_probability(middle) > wait_probability ? low : high) = middle;
  }
  return high;
}

std::int64_t square_root_servers(double load, double beta) {
  need_positive(load, "the offered load");
  need_positive(beta, "beta");
  const double servers = std::ceil(load + beta * std::sqrt(load));
  if (servers > static_cast<double>(most_servers)) {
    throw ModelError("the offered load needs more servers than these models go up to");
  }
  return static_cast<std::int64_t>(servers);
}

}  // namespace outpost::analysis
