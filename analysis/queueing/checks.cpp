#include "analysis/queueing/checks.hpp"

#include <fmt/format.h>

#include <cmath>

namespace outpost::analysis {

void need_servers(std::int64_t servers) {
  if (servers >= 1 && servers <= most_servers) return;
  throw ModelError(
      fmt::format("{} servers are no number of servers; write a whole number from 1 to {}", servers, most_servers));
}

void need_positive(double value, std::string_view what) {
  if (std::isfinite(value) && value > 0.0) return;
  throw ModelError(fmt::format("{} is {:g}; write a number above 0", what, value));
}

void need_not_negative(double value, std::string_view what) {
  if (std::isfinite(value) && value >= 0.0) return;
  throw ModelError(fmt::format("{} is {:g}; write a number of at least 0", what, value));
}

void need_between_0_and_1(double value, std::string_view what) {
  if (value > 0.0 && value < 1.0) return;
  throw ModelError(fmt::format("{} is {:g}; write a number between 0 and 1, such as 0.2", what, value));
}

void need_stable(double load, std::int64_t servers) {
  if (load < static_cast<double>(servers)) return;
  const double enough = std::floor(load) + 1.0;
  const std::string_view relation = load == static_cast<double>(servers) ? "equals" : "exceeds";
  throw ModelError(fmt::format("offered load {:g} {} {} {}: the queue grows without bound; at least {:.0f}", load,
                               relation, servers, servers == 1 ? "server" : "servers", enough));
}

}  // namespace outpost::analysis
