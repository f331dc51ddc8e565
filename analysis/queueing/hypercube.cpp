#include "analysis/queueing/hypercube.hpp"

#include <fmt/format.h>

#include <cmath>
#include <numeric>

#include "analysis/queueing/checks.hpp"

namespace outpost::analysis {
namespace {

void check(const Preference& preference, std::size_t atom, std::size_t units) {
  std::vector<bool> seen(units, false);
  for (const std::uint32_t unit : preference.units) {
    if (unit >= units || seen[unit]) {
      throw ModelError(fmt::format("atom {} lists unit {} {}", atom, unit,
                                   unit >= units ? "which there is not" : "twice; write every unit once"));
    }
    seen[unit] = true;
  }
  if (preference.units.size() != units) {
    throw ModelError(
        fmt::format("atom {} lists {} of {} units; write every unit once", atom, preference.units.size(), units));
  }
  std::uint32_t before = 0;
  for (const std::uint32_t end : preference.ends) {
    if (end <= before || end > units) throw ModelError(fmt::format("atom {} has an empty group of units", atom));
    before = end;
  }
  if (!preference.ends.empty() && before != units) {
    throw ModelError(fmt::format("atom {} has units beyond its last group", atom));
  }
}

}  // namespace

double Hypercube::calls() const {
  return std::accumulate(rates.begin(), rates.end(), 0.0);
}

double Hypercube::capacity() const {
  return std::accumulate(service_rates.begin(), service_rates.end(), 0.0);
}

void check(const Hypercube& city) {
  if (city.units() == 0) throw ModelError("there are no units; write one at least");
  if (city.atoms() == 0) throw ModelError("there are no atoms from which calls could come; write one at least");
  if (city.preferences.size() != city.atoms()) throw ModelError("every atom needs one list of units");
  for (const double rate : city.service_rates) need_positive(rate, "a service rate");
  for (const double rate : city.rates) need_not_negative(rate, "the rate of an atom");
  for (std::size_t atom = 0; atom < city.atoms(); ++atom) check(city.preferences[atom], atom, city.units());
  const double calls = city.calls();
  if (!(calls > 0.0) || !std::isfinite(calls))
    throw ModelError("no atom has calls; write a rate above 0 for one at least");
  const double capacity = city.capacity();
  if (city.line == Line::infinite && calls >= capacity) {
    const double units = static_cast<double>(city.units());
    throw ModelError(
        fmt::format("{:g} calls per hour {} the {:g} that {} units can serve: the queue grows without bound; at least "
                    "{:.0f} such units",
                    calls, calls == capacity ? "equal" : "exceed", capacity, city.units(),
                    std::floor(calls * units / capacity) + 1.0));
  }
}

}  // namespace outpost::analysis
