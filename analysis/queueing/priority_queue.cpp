#include "analysis/queueing/priority_queue.hpp"

#include "analysis/queueing/checks.hpp"
#include "analysis/queueing/erlang.hpp"

namespace outpost::analysis {
namespace {

/// The load of all classes.
double load_of(const PriorityQueue& queue) {
  need_servers(queue.servers);
  need_positive(queue.service_rate, "the service rate");
  if (queue.arrivals.empty()) throw ModelError("there is no class of calls; write an arrival rate for each class");
  double arrivals = 0.0;
  for (const double rate : queue.arrivals) {
    need_positive(rate, "an arrival rate");
    arrivals += rate;
  }
  need_stable(arrivals / queue.service_rate, queue.servers);
  return arrivals / queue.service_rate;
}

void check(std::span<const GeneralClass> classes) {
  if (classes.empty()) throw ModelError("there is no class of calls; write an arrival rate for each class");
  double load = 0.0;
  for (const GeneralClass& calls : classes) {
    need_positive(calls.arrivals, "an arrival rate");
    need_positive(calls.mean_service, "a mean service");
    // A mean square is at least the mean squared, but for what rounding leaves.
    if (!(calls.mean_square_service >= calls.mean_service * calls.mean_service * (1.0 - 1e-12))) {
      throw ModelError("a mean square of services is below the square of their mean; write E[S^2]");
    }
    load += calls.arrivals * calls.mean_service;
  }
  need_stable(load, 1);
}

}  // namespace

std::vector<double> nonpreemptive_waits(const PriorityQueue& queue) {
  const double load = load_of(queue);
  const double capacity = static_cast<double>(queue.servers) * queue.service_rate;
  const double until_one_frees = erlang_c(queue.servers, load) / capacity;
  std::vector<double> waits;
  double above = 0.0;  // utilisation by more urgent classes
  for (const double rate : queue.arrivals) {
    const double with_own = above + rate / capacity;
    waits.push_back(until_one_frees / ((1.0 - above) * (1.0 - with_own)));
    above = with_own;
  }
  return waits;
}

std::vector<double> preemptive_waits(const PriorityQueue& queue) {
  load_of(queue);
  std::vector<double> waits;
  double arrivals = 0.0;
  double in_line = 0.0;  // of the classes so far
  for (const double rate : queue.arrivals) {
    arrivals += rate;
    const double with_own = waiting_line(queue.servers, arrivals / queue.service_rate).mean_queue;
    waits.push_back((with_own - in_line) / rate);
    in_line = with_own;
  }
  return waits;
}

std::vector<double> nonpreemptive_waits(std::span<const GeneralClass> classes) {
  check(classes);
  double residual = 0.0;
  for (const GeneralClass& calls : classes) residual += calls.arrivals * calls.mean_square_service / 2.0;
  std::vector<double> waits;
  double above = 0.0;
  for (const GeneralClass& calls : classes) {
    const double with_own = above + calls.arrivals * calls.mean_service;
    waits.push_back(residual / ((1.0 - above) * (1.0 - with_own)));
    above = with_own;
  }
  return waits;
}

std::vector<double> preemptive_times_in_system(std::span<const GeneralClass> classes) {
  check(classes);
  std::vector<double> times;
  double residual = 0.0;
  double above = 0.0;
  for (const GeneralClass& calls : classes) {
    const double with_own = above + calls.arrivals * calls.mean_service;
    residual += calls.arrivals * calls.mean_square_service / 2.0;
    times.push_back(calls.mean_service / (1.0 - above) + residual / ((1.0 - above) * (1.0 - with_own)));
    above = with_own;
  }
  return times;
}

}  // namespace outpost::analysis
