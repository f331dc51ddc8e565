#include <algorithm>
#include <cmath>

#include "analysis/queueing/multi_unit_dispatch.hpp"
#include "analysis/queueing/reserve_cutoff.hpp"
#include "analysis/verify/catalogue.hpp"
#include "analysis/verify/questions.hpp"
#include "analysis/verify/reading.hpp"

namespace outpost::analysis {
namespace {

/// The share and the mean wait of one class. Where fewer than one in a hundred waits, a narrow interval would take more
/// replications than all else together: not asked.
void ask_waits(Question& asked, double wait, double delayed, OfKind kind, const Text& whose) {
  if (delayed < 0.01) return;
  const double precision = std::max(0.01, 0.006 / std::sqrt(delayed));
  asked.observables.push_back(mean_wait(wait, 2.0 * precision, kind, whose));
  asked.observables.push_back(share_delayed(delayed, precision, kind, whose));
}

/// Some calls need several units at once, and nobody overtakes.
Question several_units_question(const Setting& setting) {
  const double calls = calls_per_hour(setting);
  MultiUnitDispatch dispatch{.servers = units(setting), .arrivals = calls, .service_rate = 1.0 / mean_service(setting)};
  std::vector<OfKind> kind_that_needs;  // by units, less one
  for (std::size_t kind = 0; kind < setting.kinds.size(); ++kind) {
    const auto needed = static_cast<std::size_t>(setting.kinds[kind].spec.units);
    dispatch.shares.resize(std::max(dispatch.shares.size(), needed));
    kind_that_needs.resize(dispatch.shares.size());
    dispatch.shares[needed - 1] = calls_per_hour(setting, kind) / calls;
    kind_that_needs[needed - 1] = kind;
  }
  const MultiUnitLine line = multi_unit_line(dispatch);
  Question asked{
      {}, {mean_wait(line.mean_wait, 0.03), mean_in_line(line.mean_queue, 0.03), utilisation(line.utilisation, 0.005)}};
  for (std::size_t less_one = 0; less_one < kind_that_needs.size(); ++less_one) {
    if (!kind_that_needs[less_one]) continue;
    const std::string number = std::to_string(less_one + 1);
    const double delayed = line.wait_probability[less_one];
    asked.observables.push_back(
        share_delayed(delayed, std::max(0.01, 0.005 / std::sqrt(delayed)), kind_that_needs[less_one],
                      {"for " + number + (less_one == 0 ? " unit" : " units"), "需 " + number + " 个单元："}));
  }
  return asked;
}

/// The last free units are kept for urgent calls.
Question reserve_question(const Setting& setting) {
  require(setting.kinds.size() == 2, "the case has urgent and lesser calls");
  const std::size_t urgent = setting.kinds[0].spec.priority == 1 ? 0 : 1;
  const ReserveLines lines = reserve_lines({.servers = units(setting),
                                            .reserve = setting.spec.rules.reserve,
                                            .service_rate = 1.0 / mean_service(setting),
                                            .urgent_arrivals = calls_per_hour(setting, urgent),
                                            .lesser_arrivals = calls_per_hour(setting, 1 - urgent)});
  Question asked;
  ask_waits(asked, lines.urgent_wait, lines.urgent_wait_probability, urgent, {"urgent", "紧急呼叫"});
  ask_waits(asked, lines.lesser_wait, lines.lesser_wait_probability, 1 - urgent, {"lesser", "次要呼叫"});
  asked.observables.push_back(utilisation(lines.utilisation, 0.005));
  return asked;
}

}  // namespace

std::vector<VerificationCase> policy_cases() {
  return {{"several_4_single", several_units_question}, {"several_4", several_units_question},
          {"several_6", several_units_question},        {"several_10", several_units_question},
          {"reserve_0_of_5", reserve_question},         {"reserve_1_of_5", reserve_question},
          {"reserve_1_of_5_light", reserve_question},   {"reserve_2_of_5", reserve_question},
          {"reserve_2_of_8", reserve_question}};
}

}  // namespace outpost::analysis
