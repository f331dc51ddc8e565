#include "analysis/queueing/priority_queue.hpp"

#include <algorithm>
#include <numeric>

#include "analysis/queueing/erlang.hpp"
#include "analysis/verify/catalogue.hpp"
#include "analysis/verify/questions.hpp"
#include "analysis/verify/reading.hpp"

namespace outpost::analysis {
namespace {

/// Kinds from the most urgent to the least: the classes of the models.
std::vector<std::size_t> classes(const Setting& setting) {
  std::vector<std::size_t> kinds(setting.kinds.size());
  std::iota(kinds.begin(), kinds.end(), std::size_t{0});
  std::stable_sort(kinds.begin(), kinds.end(), [&setting](std::size_t a, std::size_t b) {
    return setting.kinds[a].spec.priority < setting.kinds[b].spec.priority;
  });
  return kinds;
}

Text class_text(std::size_t rank) {
  const std::string number = std::to_string(rank + 1);
  return {"class " + number, number + " 级"};
}

PriorityQueue queue_of(const Setting& setting) {
  PriorityQueue queue{.servers = units(setting), .service_rate = 1.0 / mean_service(setting)};
  for (const std::size_t kind : classes(setting)) queue.arrivals.push_back(calls_per_hour(setting, kind));
  return queue;
}

Question question(const Setting& setting, const std::vector<double>& waits, const std::vector<double>& precision) {
  Question asked;
  const std::vector<std::size_t> kinds = classes(setting);
  for (std::size_t rank = 0; rank < kinds.size(); ++rank) {
    asked.observables.push_back(mean_wait(waits[rank], precision[rank], kinds[rank], class_text(rank)));
  }
  double line = 0.0;
  for (std::size_t rank = 0; rank < kinds.size(); ++rank) line += calls_per_hour(setting, kinds[rank]) * waits[rank];
  asked.observables.push_back(mean_in_line(line, 0.02));
  const double load = calls_per_hour(setting) * mean_service(setting);
  asked.observables.push_back(utilisation(load / static_cast<double>(units(setting)), 0.004));
  return asked;
}

/// A service once begun is finished.
Question nonpreemptive_question(const Setting& setting) {
  Question asked = question(setting, nonpreemptive_waits(queue_of(setting)), {0.01, 0.01, 0.02});
  const double load = calls_per_hour(setting) * mean_service(setting);
  const double delayed = erlang_c(units(setting), load);
  const std::vector<std::size_t> kinds = classes(setting);
  for (std::size_t rank = 0; rank < kinds.size(); ++rank) {
    asked.observables.push_back(share_delayed(delayed, 0.01, kinds[rank], class_text(rank)));
  }
  return asked;
}

/// A more urgent call interrupts, and what was left of the service is done later.
Question preemptive_question(const Setting& setting) {
  // The most urgent class hardly ever waits: one in thirty waits, and few of them decide the mean.
  return question(setting, preemptive_waits(queue_of(setting)), {0.04, 0.015, 0.02});
}

}  // namespace

std::vector<VerificationCase> priority_cases() {
  return {{"priority", nonpreemptive_question}, {"preempt", preemptive_question}};
}

}  // namespace outpost::analysis
