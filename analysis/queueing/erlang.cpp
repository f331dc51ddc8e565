#include "analysis/queueing/erlang.hpp"

#include <cmath>

#include "analysis/queueing/checks.hpp"

namespace outpost::analysis {

double erlang_b(std::int64_t servers, double load) {
  need_servers(servers);
  need_not_negative(load, "the offered load");
  double blocking = 1.0;
  for (std::int64_t c = 1; c <= servers; ++c) {
    const double offered = load * blocking;
    blocking = offered / (static_cast<double>(c) + offered);
  }
  return blocking;
}

double erlang_c(std::int64_t servers, double load) {
  const double blocking = erlang_b(servers, load);
  need_stable(load, servers);
  const double c = static_cast<double>(servers);
  // c - a is taken first: near saturation c - a (1 - B) would lose the digits that count.
  return c * blocking / ((c - load) + load * blocking);
}

WaitingLine waiting_line(std::int64_t servers, double load) {
  const double waits = erlang_c(servers, load);
  const double mean_wait = waits / (static_cast<double>(servers) - load);
  return {waits, mean_wait, load * mean_wait, load / static_cast<double>(servers)};
}

double wait_longer_than(double services, std::int64_t servers, double load) {
  need_not_negative(services, "the time waited");
  return erlang_c(servers, load) * std::exp(-(static_cast<double>(servers) - load) * services);
}

}  // namespace outpost::analysis
