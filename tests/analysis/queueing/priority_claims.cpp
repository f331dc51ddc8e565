#include <array>
#include <vector>

#include "analysis/queueing/erlang.hpp"
#include "analysis/queueing/markov_chain.hpp"
#include "analysis/queueing/model_error.hpp"
#include "analysis/queueing/priority_queue.hpp"
#include "tests/analysis/queueing/printed.hpp"

namespace outpost::analysis {
namespace {

void check_classes(const std::vector<double>& values, const std::vector<double>& printed) {
  REQUIRE(values.size() == printed.size());
  for (std::size_t i = 0; i < values.size(); ++i) {
    INFO("class " << i + 1 << ": " << values[i]);
    CHECK(is_printed(values[i], printed[i], 6));
  }
}

TEST_CASE("three classes wait as Cobham's formula prints, and the mix as without classes") {
  struct Printed {
    std::int64_t servers = 1;
    std::array<double, 3> arrivals{};
    std::array<double, 3> waits{};
    double mix = 0.0;
  };
  for (const Printed& row : {Printed{3, {0.6, 0.9, 0.75}, {0.236565, 0.473131, 1.514019}, 0.757009},
                             Printed{10, {1.0, 3.0, 4.5}, {0.058873, 0.098122, 0.588735}, 0.353241},
                             Printed{20, {2, 6, 10}, {0.030598, 0.050997, 0.458974}, 0.275385}}) {
    const PriorityQueue queue{row.servers, 1.0, {row.arrivals.begin(), row.arrivals.end()}};
    const std::vector<double> waits = nonpreemptive_waits(queue);
    check_classes(waits, {row.waits.begin(), row.waits.end()});
    double load = 0.0;
    double mix = 0.0;
    for (std::size_t i = 0; i < waits.size(); ++i) {
      load += row.arrivals[i];
      mix += row.arrivals[i] * waits[i];
    }
    CHECK(is_printed(mix / load, row.mix, 6));
    CHECK(agree(mix / load, waiting_line(row.servers, load).mean_wait));
  }
}

TEST_CASE("the county hospital with one doctor and two, emergencies interrupting or not") {
  check_classes(nonpreemptive_waits(PriorityQueue{1, 3, {0.2, 0.6, 1.2}}), {0.238095, 0.324675, 0.909091});
  check_classes(preemptive_waits(PriorityQueue{1, 3, {0.2, 0.6, 1.2}}), {0.023810, 0.153680, 1.030303});
  check_classes(nonpreemptive_waits(PriorityQueue{2, 3, {0.2, 0.6, 1.2}}), {0.028736, 0.033156, 0.048077});
  check_classes(preemptive_waits(PriorityQueue{2, 3, {0.2, 0.6, 1.2}}), {0.000371, 0.007921, 0.065422});
}

TEST_CASE("three servers and three classes, both disciplines") {
  const PriorityQueue queue{3, 1, {0.5, 0.7, 0.9}};
  CHECK(is_printed(erlang_c(3, 2.1), 0.492344, 6));
  check_classes(nonpreemptive_waits(queue), {0.196938, 0.328230, 0.911749});
  check_classes(preemptive_waits(queue), {0.006061, 0.130125, 1.171874});
}

TEST_CASE("one server with a mean service for each class") {
  // Exponential: E[S^2] is twice the mean squared.
  const std::vector<GeneralClass> classes{{0.2, 1, 2}, {0.3, 0.8, 1.28}, {0.1, 2, 8}};
  check_classes(nonpreemptive_waits(classes), {0.990000, 1.767857, 3.928571});
  check_classes(preemptive_times_in_system(classes), {1.250000, 1.875000, 7.500000});
}

/// Two classes on `servers`, as a chain of (urgent calls, lesser calls) cut off where nobody is.
std::vector<double> waits_by_chain(std::size_t servers, double urgent, double lesser, bool interrupts) {
  const std::size_t most = 70;
  // Without interruption the state needs the number of busy servers with lesser calls: (urgent there, lesser there,
  // lesser in service).
  const auto place = [&](std::size_t u, std::size_t l, std::size_t served) {
    return (u * (most + 1) + l) * (servers + 1) + served;
  };
  MarkovChain chain{(most + 1) * (most + 1) * (servers + 1)};
  std::vector<bool> is_state(chain.states(), false);
  // All others lead to the empty state, so that the chain has one law, which gives them nothing.
  const auto serves = [&](std::size_t u, std::size_t l, std::size_t served) {
    if (interrupts) return served == std::min(l, servers - std::min(u, servers));
    return served <= l && served <= servers && served + std::min(u, servers - served) == std::min(u + l, servers);
  };
  for (std::size_t u = 0; u <= most; ++u) {
    for (std::size_t l = 0; l <= most; ++l) {
      for (std::size_t s = 0; s <= servers; ++s) {
        if (!serves(u, l, s)) {
          chain.add(place(u, l, s), 0, 1.0);
          continue;
        }
        const std::size_t urgent_served = std::min(u, servers - s);
        const auto settle = [&](std::size_t u2, std::size_t l2, std::size_t s2) {
          if (interrupts) return place(u2, l2, std::min(l2, servers - std::min(u2, servers)));
          const std::size_t urgent_in_service = std::min(u2, servers - s2);
          // A free server takes the urgent first, which `urgent_in_service` has done, then the lesser.
          return place(u2, l2, std::min(l2, std::max(s2, std::min(l2, servers - urgent_in_service))));
        };
        if (u < most) chain.add(place(u, l, s), settle(u + 1, l, s), urgent);
        if (l < most) chain.add(place(u, l, s), settle(u, l + 1, s), lesser);
        if (urgent_served > 0) chain.add(place(u, l, s), settle(u - 1, l, s), static_cast<double>(urgent_served));
        if (s > 0) chain.add(place(u, l, s), settle(u, l - 1, s - 1), static_cast<double>(s));
      }
    }
  }
  const std::vector<double> shares = chain.stationary();
  double urgent_there = 0.0;
  double lesser_there = 0.0;
  for (std::size_t u = 0; u <= most; ++u) {
    for (std::size_t l = 0; l <= most; ++l) {
      for (std::size_t s = 0; s <= servers; ++s) {
        urgent_there += static_cast<double>(u) * shares[place(u, l, s)];
        lesser_there += static_cast<double>(l) * shares[place(u, l, s)];
      }
    }
  }
  return {urgent_there / urgent - 1.0, lesser_there / lesser - 1.0};
}

TEST_CASE("the formulas for two classes are what the chain of both says, in both disciplines") {
  for (const std::size_t servers : {1u, 2u}) {
    for (const double use : {0.3, 0.55}) {
      const double urgent = 0.4 * use * static_cast<double>(servers);
      const double lesser = 0.6 * use * static_cast<double>(servers);
      const PriorityQueue queue{static_cast<std::int64_t>(servers), 1.0, {urgent, lesser}};
      INFO(servers << " servers, use " << use);
      const std::vector<double> waits = waits_by_chain(servers, urgent, lesser, false);
      CHECK(agree(waits[0], nonpreemptive_waits(queue)[0]));
      CHECK(agree(waits[1], nonpreemptive_waits(queue)[1]));
      const std::vector<double> interrupted = waits_by_chain(servers, urgent, lesser, true);
      CHECK(agree(interrupted[0], preemptive_waits(queue)[0]));
      CHECK(agree(interrupted[1], preemptive_waits(queue)[1]));
    }
  }
}

TEST_CASE("classes that together are too much are refused, and so are classes without calls") {
  CHECK_THROWS_WITH(nonpreemptive_waits(PriorityQueue{2, 1, {1, 1.5}}),
                    "offered load 2.5 exceeds 2 servers: the queue grows without bound; at least 3");
  CHECK_THROWS_AS(preemptive_waits(PriorityQueue{2, 1, {1, 0}}), ModelError);
  CHECK_THROWS_AS(preemptive_waits(PriorityQueue{2, 1, {}}), ModelError);
  CHECK_THROWS_AS(nonpreemptive_waits(std::vector<GeneralClass>{{0.5, 1, 0.5}}), ModelError);
}

}  // namespace
}  // namespace outpost::analysis
