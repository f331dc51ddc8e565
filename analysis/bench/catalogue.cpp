#include <array>
#include <stdexcept>

#include "analysis/bench/bench.hpp"

namespace outpost::analysis {
namespace {

struct Bench {
  std::string_view name{};
  BenchResult (*run)(std::ostream* progress, const std::filesystem::path& streets) = nullptr;
};
constexpr std::array benches = {
    Bench{"queue", [](std::ostream* progress, const std::filesystem::path&) { return bench_queue(progress); }},
    Bench{"mm1", [](std::ostream* progress, const std::filesystem::path&) { return bench_mm1(progress); }},
    Bench{"town", [](std::ostream* progress, const std::filesystem::path&) { return bench_town(progress); }},
    Bench{"prefecture",
          [](std::ostream* progress, const std::filesystem::path&) { return bench_prefecture(progress); }},
    Bench{"copy", [](std::ostream* progress, const std::filesystem::path&) { return bench_copy(progress); }},
    Bench{"grids", [](std::ostream* progress, const std::filesystem::path&) { return bench_grids(progress); }},
    Bench{"study", [](std::ostream* progress, const std::filesystem::path&) { return bench_study(progress); }},
    Bench{"queueing", [](std::ostream* progress, const std::filesystem::path&) { return bench_queueing(progress); }},
    Bench{"location", [](std::ostream* progress, const std::filesystem::path&) { return bench_location(progress); }},
    Bench{"travel", bench_travel}};

}  // namespace

std::vector<std::string> bench_names() {
  std::vector<std::string> names;
  for (const Bench& bench : benches) names.emplace_back(bench.name);
  return names;
}

BenchResult run_bench(std::string_view name, std::ostream* progress, const std::filesystem::path& streets) {
  std::string known;
  for (const Bench& bench : benches) {
    if (bench.name == name) return bench.run(progress, streets);
    known += known.empty() ? "" : ", ";
    known += bench.name;
  }
  throw std::invalid_argument("there is no benchmark '" + std::string(name) + "'; there are " + known);
}

}  // namespace outpost::analysis
