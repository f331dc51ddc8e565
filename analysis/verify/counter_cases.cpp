#include "analysis/queueing/erlang.hpp"
#include "analysis/queueing/impatient_queue.hpp"
#include "analysis/verify/catalogue.hpp"
#include "analysis/verify/questions.hpp"
#include "analysis/verify/reading.hpp"

namespace outpost::analysis {
namespace {

double hours(const Distribution& law) {
  return static_cast<double>(mean_of(law).count()) / static_cast<double>(one_hour.count());
}

/// Of the one kind of the case.
double time_at_desk(const Setting& setting) {
  require(setting.kinds.size() == 1, "the case has one kind");
  return hours(setting.kinds.front().spec.desk.at_desk);
}

std::int64_t desks(const Setting& setting) {
  require(setting.counters.counters.size() == 1, "the case has one counter");
  return setting.counters.counters.begin()->desks;
}

/// Everybody waits (M/M/c).
Question patient_question(const Setting& setting) {
  const double service = time_at_desk(setting);
  const WaitingLine line = waiting_line(desks(setting), calls_per_hour(setting) * service);
  return {{},
          {mean_wait(line.mean_wait * service, 0.02), share_delayed(line.wait_probability, 0.01),
           mean_in_line(line.mean_queue, 0.02)}};
}

/// Some leave the line (M/M/c+M, Erlang A).
Question impatient_question(const Setting& setting) {
  const auto& patience = setting.spec.command.counter.patience;
  require(patience.has_value(), "people of the case leave the line");
  const ImpatientLine line = erlang_a({.servers = desks(setting),
                                       .arrivals = calls_per_hour(setting),
                                       .service_rate = 1.0 / time_at_desk(setting),
                                       .patience_rate = 1.0 / hours(*patience)});
  return {{},
          {mean_wait(line.mean_wait, 0.01), share_delayed(line.wait_probability, 0.006),
           share_withdrawn(line.abandon_probability, 0.015), mean_in_line(line.mean_queue, 0.01)}};
}

}  // namespace

std::vector<VerificationCase> counter_cases() {
  return {{"counter", patient_question}, {"counter_patience", impatient_question}};
}

}  // namespace outpost::analysis
