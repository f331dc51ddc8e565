#include "sim/spec/quantities.hpp"

#include "sim/base/elementary.hpp"

namespace outpost {

Distribution constant(Duration value) {
  return {.law = Distribution::Law::constant, .scale = value};
}

Distribution exponential(Duration mean) {
  return {.law = Distribution::Law::exponential, .scale = mean};
}

Distribution lognormal(Duration median, double sigma) {
  return {.law = Distribution::Law::lognormal, .scale = median, .shape = sigma};
}

Distribution gamma(Duration mean, double coefficient_of_variation) {
  return {.law = Distribution::Law::gamma, .scale = mean, .shape = coefficient_of_variation};
}

Duration mean_of(const Distribution& law) {
  switch (law.law) {
    case Distribution::Law::constant:
    case Distribution::Law::exponential:
    case Distribution::Law::gamma:
      return law.scale;
    case Distribution::Law::lognormal: {
      const double mean = static_cast<double>(law.scale.count()) * elementary::exp(law.shape * law.shape / 2.0);
      return Duration{static_cast<std::int64_t>(mean + 0.5)};
    }
    case Distribution::Law::uniform:
      return (law.scale + law.high) / 2;
    case Distribution::Law::empirical:
      break;
  }
  require(!law.values.empty(), "an empirical law has at least one value");
  Duration sum{};
  for (const Duration value : law.values) sum += value;
  return sum / static_cast<std::int64_t>(law.values.size());
}

IncidentRate per_1000_residents_per_day(double rate) {
  return {.per_day = rate, .residents = ResidentCount{1000}};
}

IncidentRate per_hour(double rate) {
  return {.per_day = rate * 24.0};
}

}  // namespace outpost
