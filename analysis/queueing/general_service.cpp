#include "analysis/queueing/general_service.hpp"

#include <fmt/format.h>

#include <cmath>

#include "analysis/queueing/checks.hpp"
#include "analysis/queueing/erlang.hpp"

namespace outpost::analysis {

double lee_longton_wait(std::int64_t servers, double load, double variation) {
  need_not_negative(variation, "the squared coefficient of variation");
  return (1.0 + variation) / 2.0 * waiting_line(servers, load).mean_wait;
}

double cosmetatos_wait(std::int64_t servers, double load) {
  need_positive(load, "the offered load");
  const double c = static_cast<double>(servers);
  const double wait = waiting_line(servers, load).mean_wait;
  const double r = load / c;
  return wait / 2.0 * (1.0 + (1.0 - r) * (c - 1.0) * (std::sqrt(4.0 + 5.0 * c) - 2.0) / (16.0 * r * c));
}

double kimura_wait(std::int64_t servers, double load, double variation) {
  need_not_negative(variation, "the squared coefficient of variation");
  const double exponential = waiting_line(servers, load).mean_wait;
  const double constant = cosmetatos_wait(servers, load);
  if (exponential == 0.0) return 0.0;
  const double divisor = 2.0 * variation / exponential + (1.0 - variation) / constant;
  if (divisor <= 0.0) {
    throw ModelError(fmt::format(
        "Kimura's formula has no answer for a squared coefficient of variation of {:g}; ask Lee and Longton's",
        variation));
  }
  return (1.0 + variation) / divisor;
}

}  // namespace outpost::analysis
