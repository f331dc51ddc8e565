#include "sim/people/duration_law.hpp"

#include <algorithm>

namespace outpost {
namespace {

Duration scaled(Duration scale, double factor) {
  // A thousand years bounds the tail of any law: a draw beyond it would overflow the clock, and means nothing.
  constexpr double longest = 3.2e13;
  const double exact = std::min(static_cast<double>(scale.count()) * factor, longest);
  return Duration{static_cast<std::int64_t>(exact + 0.5)};
}

}  // namespace

Duration sample(const Distribution& law, Stream& stream) {
  switch (law.law) {
    case Distribution::Law::constant:
      return law.scale;
    case Distribution::Law::exponential:
      return scaled(law.scale, stream.exponential());
    case Distribution::Law::lognormal:
      return scaled(law.scale, stream.lognormal(0.0, law.shape));
    case Distribution::Law::gamma: {
      if (law.shape == 0.0) return law.scale;
      const double shape = 1.0 / (law.shape * law.shape);
      return scaled(law.scale, stream.gamma(shape) / shape);
    }
    case Distribution::Law::uniform:
      return law.scale + scaled(law.high - law.scale, stream.uniform());
    case Distribution::Law::empirical:
      break;
  }
  require(!law.values.empty(), "an empirical law has at least one value");
  return law.values[stream.below(law.values.size())];
}

Duration sample_left(const Distribution& law, Stream& stream, Duration gone, double factor) {
  constexpr int most_draws = 64;
  const bool is_constant = law.law == Distribution::Law::constant;
  for (int draw = 0; draw < (is_constant ? 1 : most_draws); ++draw) {
    const Duration whole = scaled(sample(law, stream), factor);
    if (whole > gone || gone == Duration{}) return whole - gone;
  }
  return is_constant ? Duration{} : scaled(mean_of(law), factor);
}

}  // namespace outpost
