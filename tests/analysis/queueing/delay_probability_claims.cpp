#include <catch2/catch.hpp>
#include <cmath>

#include "analysis/queueing/delay_probability.hpp"
#include "analysis/queueing/erlang.hpp"
#include "sim/base/require.hpp"

using namespace outpost;
using namespace outpost::analysis;

namespace {

/// 1 / B(c, a) = int_0^inf e^-s (1 + s/a)^c ds, by Simpson's rule after s = e^u.
double erlang_c_by_integral(double servers, double load) {
  constexpr double low = -30.0;
  constexpr double high = 7.0;
  constexpr int steps = 40'000;
  double sum = 0.0;
  for (int step = 0; step <= steps; ++step) {
    const double s = std::exp(low + (high - low) * step / steps);
    const double value = s * std::exp(-s) * std::pow(1.0 + s / load, servers);
    sum += value * (step == 0 || step == steps ? 1.0 : step % 2 == 1 ? 4.0 : 2.0);
  }
  const double loss = 1.0 / (sum * (high - low) / steps / 3.0);
  return servers * loss / (servers - load * (1.0 - loss));
}

Approx printed(double value) {
  return Approx(value).margin(0.5e-6).epsilon(0.0);
}

}  // namespace

TEST_CASE("the share of calls that wait is Erlang C at whole numbers") {
  for (int servers = 1; servers <= 300; servers += servers < 12 ? 1 : 37) {
    for (const double busy : {0.001, 0.1, 0.5, 0.9, 0.999}) {
      CHECK(delay_probability(servers, busy * servers) == Approx(erlang_c(servers, busy * servers)).epsilon(1e-12));
    }
  }
  CHECK(delay_probability(3.0, 1.5) == printed(0.236842));
  CHECK(delay_probability(10.0, 8.0) == printed(0.409180));
  CHECK(delay_probability(2.0, 0.0) == 0.0);
}

TEST_CASE("between whole numbers the share of calls that wait is what the integral says") {
  for (const double servers : {0.3, 0.7, 1.5, 2.25, 4.9, 12.1}) {
    for (const double busy : {0.05, 0.4, 0.8, 0.95}) {
      const double load = busy * servers;
      INFO(servers << " servers, load " << load);
      CHECK(delay_probability(servers, load) == Approx(erlang_c_by_integral(servers, load)).epsilon(1e-7));
    }
  }
}

TEST_CASE("the share of calls that wait falls with every part of a server, without a step") {
  for (double servers = 1.6; servers < 8.0; servers += 0.01) {
    const double here = delay_probability(servers, 1.5);
    const double there = delay_probability(servers + 0.01, 1.5);
    CHECK(there < here);
    CHECK(here - there < 0.02);
  }
  CHECK_THROWS_AS(delay_probability(2.0, 2.0), BrokenInvariant);
}
