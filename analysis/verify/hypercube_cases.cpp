#include <algorithm>
#include <cmath>

#include "analysis/queueing/hypercube_exact.hpp"
#include "analysis/verify/catalogue.hpp"
#include "analysis/verify/questions.hpp"
#include "analysis/verify/reading.hpp"

namespace outpost::analysis {
namespace {

/// What becomes of calls that find all units busy: they are lost, or they wait. Not asked where they are fewer than one
/// in a hundred: a narrow interval would take more replications than all else together.
void ask_when_all_busy(const Hypercube& city, const HypercubeAnswer& answer, Question& asked) {
  const double share = city.line == Line::zero ? answer.loss : answer.all_busy;
  if (share < 0.01) return;
  const double precision = std::max(0.01, 0.0035 / std::sqrt(share));
  asked.observables.push_back(city.line == Line::zero ? share_lost(share, precision) : share_delayed(share, precision));
}

void ask_workloads(const Setting& setting, const HypercubeAnswer& answer, Question& asked) {
  for (std::size_t unit = 0; unit < answer.workload.size(); ++unit) {
    const std::string& call_sign = setting.force.responders[ResponderId{unit}].call_sign;
    asked.observables.push_back(workload(answer.workload[unit], 0.006, unit, call_sign));
  }
}

/// Where calls that waited go: to whichever unit is free first, whatever the place, so with equal rates each unit has
/// the same part of them. What is left of a share are those who were sent at once.
double sent_at_once(const Hypercube& city, const HypercubeAnswer& answer, std::size_t unit, std::size_t atom) {
  if (city.line == Line::zero) return answer.dispatch_of(unit, atom);
  const double waited = answer.all_busy * city.rates[atom] / city.calls();
  return answer.dispatch_of(unit, atom) - waited / static_cast<double>(city.units());
}

/// Units stand along a line and the nearest free one is sent. A call that waited gets a unit that comes from its last
/// call: all units have the same rate, so how many are busy does not depend on where calls are from, and that place is
/// as any call's [larson-1974].
Question line_of_units_question(const Setting& setting) {
  const HypercubeReading reading = nearest_first(setting);
  const Hypercube& city = reading.city;
  const HypercubeAnswer answer = exact_hypercube(city);
  Question asked;
  ask_when_all_busy(city, answer, asked);
  ask_workloads(setting, answer, asked);
  double at_once = 0.0;
  for (std::size_t unit = 0; unit < city.units(); ++unit) {
    for (std::size_t atom = 0; atom < city.atoms(); ++atom) {
      at_once += sent_at_once(city, answer, unit, atom) * metres_from_post(setting, unit, reading.places[atom]);
    }
  }
  const double delayed = city.line == Line::zero ? 0.0 : answer.all_busy;
  asked.observables.push_back(mean_travel_at_once(at_once / (1.0 - delayed), 0.006));
  if (city.line == Line::zero) return asked;
  double from_call_to_call = 0.0;
  for (std::size_t from = 0; from < city.atoms(); ++from) {
    for (std::size_t to = 0; to < city.atoms(); ++to) {
      const double chance = city.rates[from] * city.rates[to] / (city.calls() * city.calls());
      from_call_to_call += chance * metres_between_places(setting, reading.places[from], reading.places[to]);
    }
  }
  asked.observables.push_back(mean_travel(at_once + delayed * from_call_to_call, 0.006));
  return asked;
}

/// Each place has a list of units and gets the first that is free.
Question lists_question(const Setting& setting) {
  const HypercubeReading reading = by_lists(setting);
  const HypercubeAnswer answer = exact_hypercube(reading.city);
  Question asked;
  asked.wanted.dispatches = true;
  ask_when_all_busy(reading.city, answer, asked);
  ask_workloads(setting, answer, asked);
  if (reading.city.atoms() < 2) return asked;
  for (std::size_t unit = 0; unit < reading.city.units(); ++unit) {
    const std::string& call_sign = setting.force.responders[ResponderId{unit}].call_sign;
    for (std::size_t atom = 0; atom < reading.city.atoms(); ++atom) {
      const double share = answer.dispatch_of(unit, atom);
      asked.observables.push_back(share_dispatched(share, std::max(0.006, 0.005 / std::sqrt(share)), unit, call_sign,
                                                   reading.places[atom], reading.names[atom]));
    }
  }
  return asked;
}

/// The same with places along a line, and how far units go.
Question lists_on_a_line_question(const Setting& setting) {
  Question asked = lists_question(setting);
  const HypercubeReading reading = by_lists(setting);
  require(reading.city.line == Line::zero, "no call of the case waits");
  const HypercubeAnswer answer = exact_hypercube(reading.city);
  double metres = 0.0;
  for (std::size_t unit = 0; unit < reading.city.units(); ++unit) {
    for (std::size_t atom = 0; atom < reading.city.atoms(); ++atom) {
      metres += answer.dispatch_of(unit, atom) * metres_from_post(setting, unit, reading.places[atom]);
    }
  }
  asked.observables.push_back(mean_travel(metres, 0.006));
  return asked;
}

}  // namespace

std::vector<VerificationCase> hypercube_cases() {
  return {{"hq1_zero", lists_question},
          {"hq1_line", lists_question},
          {"hq2_zero", lists_question},
          {"hq2_line", lists_question},
          {"hq3_zero", lists_question},
          {"hq3_line", lists_question},
          {"hq4_zero", lists_question},
          {"hq4_line", lists_question},
          {"two_units_half", lists_on_a_line_question},
          {"two_units_best", lists_on_a_line_question},
          {"hq5_zero", line_of_units_question},
          {"hq5_line", line_of_units_question},
          {"linear_10", line_of_units_question},
          {"linear_30", line_of_units_question},
          {"linear_50", line_of_units_question},
          {"linear_70", line_of_units_question},
          {"linear_90", line_of_units_question},
          {"linear_30_zero", line_of_units_question},
          {"linear_50_zero", line_of_units_question},
          {"linear_70_zero", line_of_units_question},
          {"linear_90_zero", line_of_units_question}};
}

}  // namespace outpost::analysis
