#include "analysis/queueing/constant_service.hpp"
#include "analysis/queueing/erlang.hpp"
#include "analysis/queueing/impatient_queue.hpp"
#include "analysis/queueing/limited_queue.hpp"
#include "analysis/verify/catalogue.hpp"
#include "analysis/verify/questions.hpp"
#include "analysis/verify/reading.hpp"

namespace outpost::analysis {
namespace {

double load(const Setting& setting) {
  return calls_per_hour(setting) * mean_service(setting);
}

Question waiting(const WaitingLine& line, double service) {
  return {{},
          {mean_wait(line.mean_wait * service, 0.02), share_delayed(line.wait_probability, 0.01),
           mean_in_line(line.mean_queue, 0.02), utilisation(line.utilisation, 0.004)}};
}

/// Everybody waits (M/M/c).
Question erlang_c_question(const Setting& setting) {
  return waiting(waiting_line(units(setting), load(setting)), mean_service(setting));
}

/// Services that are all alike (M/D/c).
Question constant_service_question(const Setting& setting) {
  return waiting(constant_service_line(units(setting), load(setting)), mean_service(setting));
}

/// Nobody waits, any law of services (M/G/c/c).
Question erlang_b_question(const Setting& setting) {
  const double lost = erlang_b(units(setting), load(setting));
  const double served = load(setting) * (1.0 - lost);
  return {{}, {share_lost(lost, 0.006), utilisation(served / static_cast<double>(units(setting)), 0.004)}};
}

/// Some may wait (M/M/c/K): the scenario's places are those in line.
Question limited_question(const Setting& setting) {
  const LimitedLine line = limited_line({.servers = units(setting),
                                         .arrivals = calls_per_hour(setting),
                                         .service_rate = 1.0 / mean_service(setting),
                                         .places = units(setting) + setting.spec.command.places.value_or(0)});
  return {{},
          {mean_wait(line.mean_wait, 0.01), share_lost(line.blocking, 0.01), mean_in_line(line.mean_queue, 0.01),
           mean_in_system(line.mean_in_system, 0.006)}};
}

/// Some give up waiting (M/M/c+M, Erlang A).
Question erlang_a_question(const Setting& setting) {
  const auto& patience = setting.spec.command.patience;
  require(patience.has_value(), "callers of the case hang up");
  const double mean_patience = static_cast<double>(mean_of(*patience).count()) / static_cast<double>(one_hour.count());
  const ImpatientLine line = erlang_a({.servers = units(setting),
                                       .arrivals = calls_per_hour(setting),
                                       .service_rate = 1.0 / mean_service(setting),
                                       .patience_rate = 1.0 / mean_patience});
  return {{},
          {mean_wait(line.mean_wait, 0.01), share_delayed(line.wait_probability, 0.006),
           share_withdrawn(line.abandon_probability, 0.015), mean_in_line(line.mean_queue, 0.01),
           utilisation(line.utilisation, 0.004)}};
}

}  // namespace

std::vector<VerificationCase> line_cases() {
  return {{"mm1", erlang_c_question},      {"mm3", erlang_c_question},      {"mm3_limited", limited_question},
          {"erlang_b", erlang_b_question}, {"erlang_a", erlang_a_question}, {"md5", constant_service_question}};
}

}  // namespace outpost::analysis
