#include "analysis/queueing/impatient_queue.hpp"

#include "analysis/queueing/checks.hpp"
#include "analysis/queueing/erlang.hpp"

namespace outpost::analysis {

ImpatientLine erlang_a(const ImpatientQueue& queue) {
  need_servers(queue.servers);
  need_positive(queue.arrivals, "the arrival rate");
  need_positive(queue.service_rate, "the service rate");
  need_positive(queue.patience_rate, "the patience rate");
  const double c = static_cast<double>(queue.servers);
  const double blocking = erlang_b(queue.servers, queue.arrivals / queue.service_rate);
  if (blocking == 0.0) {  // below the smallest number there is: nobody waits
    return {.utilisation = queue.arrivals / (c * queue.service_rate)};
  }
  constexpr double huge = 1e200;
  double term = 1.0;                // of the state with c + i calls, against that of c
  double up_to_c = 1.0 / blocking;  // states 0 to c
  double above = 0.0;               // states c + 1 and more
  double in_line = 0.0;             // sum of i times the term
  double all_busy_alone = 1.0;      // state c
  double full_rate = c * queue.service_rate;
  for (double i = 1.0;; i += 1.0) {
    term *= queue.arrivals / (full_rate + i * queue.patience_rate);
    above += term;
    in_line += i * term;
    if (above > huge) {
      for (double* weight : {&term, &up_to_c, &above, &in_line, &all_busy_alone}) *weight /= huge;
    }
    // Beyond the largest term the ratio only falls: what is left is less than a geometric series.
    const double ratio = queue.arrivals / (full_rate + (i + 1.0) * queue.patience_rate);
    if (ratio < 1.0 && term * i / ((1.0 - ratio) * (1.0 - ratio)) <= 1e-18 * (in_line + up_to_c)) break;
  }
  const double all = up_to_c + above;
  const double mean_queue = in_line / all;
  const double abandon = queue.patience_rate * mean_queue / queue.arrivals;
  return {.wait_probability = (all_busy_alone + above) / all,
          .abandon_probability = abandon,
          .mean_wait = mean_queue / queue.arrivals,
          .mean_queue = mean_queue,
          .utilisation = queue.arrivals * (1.0 - abandon) / full_rate};
}

}  // namespace outpost::analysis
