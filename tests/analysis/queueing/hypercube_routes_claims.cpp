#include <bit>
#include <numeric>
#include <vector>

#include "analysis/queueing/erlang.hpp"
#include "analysis/queueing/hypercube_exact.hpp"
#include "analysis/queueing/markov_chain.hpp"
#include "tests/analysis/queueing/printed.hpp"
#include "tests/analysis/queueing/random_city.hpp"

namespace outpost::analysis {
namespace {

/// The model as a plain chain, state by state and with the line written out: nothing of hypercube_exact is in it.
std::vector<double> states_by_chain(const Hypercube& city, std::size_t line) {
  const std::size_t units = city.units();
  const std::size_t full = (std::size_t{1} << units) - 1;
  MarkovChain chain{full + 1 + line};
  for (std::size_t busy = 0; busy <= full; ++busy) {
    for (std::size_t unit = 0; unit < units; ++unit) {
      if ((busy >> unit & 1u) != 0) chain.add(busy, busy - (std::size_t{1} << unit), city.service_rates[unit]);
    }
    for (std::size_t atom = 0; busy != full && atom < city.atoms(); ++atom) {
      const Preference& list = city.preferences[atom];
      std::vector<std::uint32_t> ends = list.ends;
      if (ends.empty()) {
        for (std::uint32_t i = 1; i <= units; ++i) ends.push_back(i);
      }
      std::size_t begin = 0;
      for (const std::uint32_t end : ends) {
        std::vector<std::size_t> free;
        for (std::size_t i = begin; i < end; ++i) {
          if ((busy >> list.units[i] & 1u) == 0) free.push_back(list.units[i]);
        }
        begin = end;
        for (const std::size_t unit : free) {
          chain.add(busy, busy + (std::size_t{1} << unit), city.rates[atom] / static_cast<double>(free.size()));
        }
        if (!free.empty()) break;
      }
    }
  }
  for (std::size_t waiting = 0; waiting < line; ++waiting) {
    chain.add(full + waiting, full + waiting + 1, city.calls());
    chain.add(full + waiting + 1, full + waiting, city.capacity());
  }
  std::vector<double> states = chain.stationary();
  for (std::size_t waiting = 1; waiting <= line; ++waiting) states[full] += states[full + waiting];
  states.resize(full + 1);
  return states;
}

TEST_CASE("the hypercube solver and the plain balance equations give the same states, with ties and any speeds") {
  for (std::uint32_t number = 1; number <= 24; ++number) {
    const bool waits = number % 2 == 0;
    Hypercube city = cities::random_city(number, waits ? Line::infinite : Line::zero,
                                         {.least_units = 2, .most_units = 7, .has_equal_speeds = false});
    if (number % 3 == 0) {  // every other atom finds its two nearest equal
      for (std::size_t atom = 0; atom < city.atoms(); atom += 2) {
        city.preferences[atom].ends = {2};
        for (std::uint32_t end = 3; end <= city.units(); ++end) city.preferences[atom].ends.push_back(end);
      }
    }
    const std::vector<double> solver = hypercube_states(city);
    const std::vector<double> chain = states_by_chain(city, waits ? 300 : 0);
    INFO("city " << number << ", " << city.units() << " units");
    for (std::size_t state = 0; state < solver.size(); ++state) CHECK(agree(solver[state], chain[state]));
  }
}

TEST_CASE("where all units are alike the number busy is that of Erlang's models, whatever the preferences") {
  for (std::uint32_t number = 1; number <= 12; ++number) {
    Hypercube city = cities::random_city(number, Line::zero, {.least_units = 3, .most_units = 12});
    INFO("city " << number << ", " << city.units() << " units");
    const auto units = static_cast<std::int64_t>(city.units());
    CHECK(agree(exact_hypercube(city).loss, erlang_b(units, city.calls())));
    const std::vector<double> lost = hypercube_states(city);
    city.line = Line::infinite;
    CHECK(agree(exact_hypercube(city).all_busy, erlang_c(units, city.calls())));
    // What happens behind the full state leaves the shares of the others among each other as they are.
    const std::vector<double> waiting = hypercube_states(city);
    for (std::size_t state = 0; state + 1 < lost.size(); ++state) {
      CHECK(agree(lost[state] / (1.0 - lost.back()), waiting[state] / (1.0 - waiting.back())));
    }
  }
}

TEST_CASE("work that comes in is work that is done") {
  for (const Line line : {Line::zero, Line::infinite}) {
    const Hypercube city =
        cities::random_city(77, line, {.least_units = 8, .most_units = 8, .has_equal_speeds = false});
    const HypercubeAnswer answer = exact_hypercube(city);
    for (std::size_t unit = 0; unit < 8; ++unit) {
      double share = 0.0;
      for (std::size_t atom = 0; atom < city.atoms(); ++atom) share += answer.dispatch_of(unit, atom);
      // Services begun by the unit in an hour are services ended.
      CHECK(agree(share * city.calls() * (1.0 - answer.loss), answer.workload[unit] * city.service_rates[unit]));
    }
  }
}

TEST_CASE("loads from next to nothing to far too much settle") {
  for (const double use : {1e-6, 1e-3, 3.0, 1e3, 1e9}) {
    Hypercube city = cities::random_city(5, Line::zero, {.least_units = 10, .most_units = 10});
    const double factor = use * 10.0 / city.calls();
    for (double& rate : city.rates) rate *= factor;
    INFO("use " << use);
    CHECK(agree(exact_hypercube(city).loss, erlang_b(10, city.calls())));
  }
}

}  // namespace
}  // namespace outpost::analysis
