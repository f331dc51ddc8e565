#include <array>
#include <stdexcept>

#include "analysis/bench/bench.hpp"

namespace outpost::analysis {
namespace {

struct Bench {
  std::string_view name{};
  BenchResult (*run)(std::ostream* progress) = nullptr;
};
constexpr std::array benches = {Bench{"queue", bench_queue}, Bench{"mm1", bench_mm1}, Bench{"grids", bench_grids},
                                Bench{"study", bench_study}};

}  // namespace

std::vector<std::string> bench_names() {
  std::vector<std::string> names;
  for (const Bench& bench : benches) names.emplace_back(bench.name);
  return names;
}

BenchResult run_bench(std::string_view name, std::ostream* progress) {
  std::string known;
  for (const Bench& bench : benches) {
    if (bench.name == name) return bench.run(progress);
    known += known.empty() ? "" : ", ";
    known += bench.name;
  }
  throw std::invalid_argument("there is no benchmark '" + std::string(name) + "'; there are " + known);
}

}  // namespace outpost::analysis
