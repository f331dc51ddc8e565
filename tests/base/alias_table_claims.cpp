#include "sim/base/alias_table.hpp"

#include <catch2/catch.hpp>
#include <cmath>
#include <limits>
#include <vector>

namespace outpost {
namespace {

std::vector<double> picks(const std::vector<double>& weights, int count) {
  const AliasTable table{weights};
  std::vector<double> seen(weights.size(), 0.0);
  Stream stream{{1, 0}, Draw::verification, {1}};
  for (int i = 0; i < count; ++i) seen.at(table.pick(stream)) += 1.0;
  return seen;
}

}  // namespace

TEST_CASE("an alias table picks each index in proportion to its weight") {
  constexpr int count = 100'000;
  for (const std::vector<double>& weights : {std::vector<double>{5.0},
                                             {1.0, 1.0},
                                             {3.0, 0.0, 1.0, 6.0},
                                             {1e-9, 1.0, 1e9},
                                             {0.1, 0.2, 0.3, 0.15, 0.25, 7.0, 0.01}}) {
    double total = 0.0;
    for (const double weight : weights) total += weight;
    const auto seen = picks(weights, count);
    for (std::size_t i = 0; i < weights.size(); ++i) {
      const double expected = count * weights[i] / total;
      CHECK(std::fabs(seen[i] - expected) <= 3.5 * std::sqrt(expected * (1.0 - weights[i] / total)) + 1e-3);
    }
  }
}

TEST_CASE("a weight of zero is never picked, even where rounding leaves its column to the last") {
  std::vector<double> weights(1000, 0.0);
  for (std::size_t i = 0; i < weights.size(); i += 3) weights[i] = 0.1 * static_cast<double>(i % 7);
  const auto seen = picks(weights, 100'000);
  for (std::size_t i = 0; i < weights.size(); ++i) {
    if (weights[i] == 0.0) REQUIRE(seen[i] == 0.0);
  }
}

TEST_CASE("equal weights give equal picks, and a pick takes one draw") {
  const std::vector<double> weights{0.5, 2.0, 0.0, 1.25, 3.0};
  const AliasTable one{weights};
  const AliasTable two{weights};
  Stream first{{1, 0}, Draw::verification, {2}};
  Stream second{{1, 0}, Draw::verification, {2}};
  Stream counted{{1, 0}, Draw::verification, {2}};
  for (int i = 0; i < 1000; ++i) {
    REQUIRE(one.pick(first) == two.pick(second));
    counted.bits64();
  }
  CHECK(first.bits64() == counted.bits64());
  std::vector<std::size_t> begin;
  for (int i = 0; i < 12; ++i) begin.push_back(one.pick(second));
  CHECK(begin == std::vector<std::size_t>{4, 0, 3, 4, 1, 4, 4, 4, 4, 4, 0, 0});  // pinned
}

TEST_CASE("weights that are negative, not numbers, all zero, endless or missing break an invariant") {
  using Weights = std::vector<double>;
  CHECK_THROWS_AS(AliasTable(Weights{1.0, -0.1}), BrokenInvariant);
  CHECK_THROWS_AS(AliasTable(Weights{1.0, std::numeric_limits<double>::quiet_NaN()}), BrokenInvariant);
  CHECK_THROWS_AS(AliasTable(Weights{1.0, std::numeric_limits<double>::infinity()}), BrokenInvariant);
  CHECK_THROWS_AS(AliasTable(Weights{0.0, 0.0}), BrokenInvariant);
  CHECK_THROWS_AS(AliasTable(Weights{}), BrokenInvariant);
}

}  // namespace outpost
