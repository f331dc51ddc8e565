#include "analysis/queueing/limited_queue.hpp"

#include <fmt/format.h>

#include "analysis/queueing/checks.hpp"
#include "analysis/queueing/erlang.hpp"

namespace outpost::analysis {

LimitedLine limited_line(const LimitedQueue& queue) {
  need_servers(queue.servers);
  need_positive(queue.arrivals, "the arrival rate");
  need_positive(queue.service_rate, "the service rate");
  if (queue.places < queue.servers || queue.places > most_servers) {
    throw ModelError(
        fmt::format("{} places for {} servers; places count those in service too: write a whole number from {} to {}",
                    queue.places, queue.servers, queue.servers, most_servers));
  }
  const double c = static_cast<double>(queue.servers);
  const double load = queue.arrivals / queue.service_rate;
  const double ratio = load / c;  // of the weights of neighbours from state c upwards
  const double blocking = erlang_b(queue.servers, load);
  if (blocking == 0.0) return {.mean_in_system = load, .throughput = queue.arrivals};
  constexpr double huge = 1e200;
  double term = 1.0;  // of the state with c + i calls, against that of c
  double all = 1.0 / blocking;
  double in_line = 0.0;
  for (std::int64_t i = 1; i <= queue.places - queue.servers; ++i) {
    term *= ratio;
    all += term;
    in_line += static_cast<double>(i) * term;
    if (all > huge) {
      for (double* weight : {&term, &all, &in_line}) *weight /= huge;
    }
  }
  LimitedLine line;
  line.blocking = term / all;
  line.mean_queue = in_line / all;
  line.throughput = queue.arrivals * (1.0 - line.blocking);
  line.mean_wait = line.mean_queue / line.throughput;
  line.mean_in_system = line.mean_queue + line.throughput / queue.service_rate;
  return line;
}

}  // namespace outpost::analysis
