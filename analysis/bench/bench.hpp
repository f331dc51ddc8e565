#pragma once

#include <filesystem>
#include <functional>
#include <iosfwd>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace outpost::analysis {

/// Of repeated measurements of one thing.
struct Spread {
  double median = 0.0;
  double least = 0.0;
  double most = 0.0;
};
/// The median of an even number of values is the mean of the two in the middle. Requires at least one value.
Spread spread_of(std::vector<double> values);

/// CPU seconds of ours and of the baseline for the same work, measured one directly after the other.
struct TimedPair {
  double ours = 0.0;
  double baseline = 0.0;
};
/// A result of the work that shows that it was done, such as a mean wait beside its exact value.
struct Figure {
  std::string name{};
  double value = 0.0;
  std::optional<double> baseline{};  // the same of the baseline's work, where that is compared
};
struct BenchRow {
  std::string name{};
  Spread ours{};
  Spread baseline{};
  Spread ratio{};       // how many times as fast ours is, pair by pair
  double target = 0.0;  // the ratio that is wanted; 0 where none is
  std::vector<Figure> figures{};
  std::vector<std::string> notes{};  // what a reader must know beside the figures
};
struct BenchResult {
  std::string name{};
  std::string about{};  // what is compared with what, in one sentence
  std::string unit{};   // of `ours` and `baseline` in the rows
  std::string machine{};
  std::vector<BenchRow> rows{};
  std::vector<Figure> figures{};  // of the benchmark as a whole
};

enum class Reading { nanoseconds_each, number_each_second, seconds };

/// `pairs` times ours, then the baseline, each of which does its work and returns the CPU seconds of the part that
/// counts. Alternating, because a machine's speed drifts; the ratio is taken within a pair.
std::vector<TimedPair> alternate(int pairs, const std::function<double()>& ours,
                                 const std::function<double()>& baseline);
/// The row of pairs that each did `amount` pieces of work (1 for plain seconds). A baseline of 0 s in every pair is one
/// that could not be run: its spread and the ratio are 0.
BenchRow make_row(std::string name, const std::vector<TimedPair>& pairs, double amount, Reading reading, double target);

/// CPU seconds of this process so far.
double cpu_seconds();
/// The processor, from a text as in /proc/cpuinfo; "unknown processor" where it does not say.
std::string processor_of(std::istream& cpuinfo);
/// Processor, hardware threads and compiler.
std::string machine_line();

std::string to_text(const BenchResult& result);
/// As one JSON object.
std::string json_of(const BenchResult& result);

/// The hold model, ours against std::priority_queue. `progress` takes a line for each row, where there is one.
BenchResult bench_queue(std::ostream* progress);
/// Travel times of every kind and way of moving, held against Boost's search and timed beside it: on a made-up network,
/// and on `streets`, an OpenStreetMap file, where one is given.
BenchResult bench_travel(std::ostream* progress, const std::filesystem::path& streets = {});
/// A queue with one server on the program's events and streams, against a textbook's simulation.
BenchResult bench_mm1(std::ostream* progress);
/// A year of a town on one core, beside the hold model.
BenchResult bench_town(std::ostream* progress);
/// Copies of the world of a town and of a prefecture, beside copies that share nothing.
BenchResult bench_copy(std::ostream* progress);
/// Days of a whole prefecture with everything that is modelled, its events and its memory, beside the hold model.
BenchResult bench_prefecture(std::ostream* progress);
/// The grid designer on a lattice, with and without obstacles, against METIS where `gpmetis` is on the PATH.
BenchResult bench_grids(std::ostream* progress);

/// Where to put posts: exact against plain enumeration, large against plain interchange.
BenchResult bench_location(std::ostream* progress);

/// The worker pool and the results file, against a plain loop; in wall-clock seconds.
BenchResult bench_study(std::ostream* progress);

/// The hypercube model exactly and approximately, against sweeps alone and the printed formulas.
BenchResult bench_queueing(std::ostream* progress);

std::vector<std::string> bench_names();
/// Throws std::invalid_argument, naming the benchmarks there are, for another name.
/// `streets` is for those that measure streets.
BenchResult run_bench(std::string_view name, std::ostream* progress = nullptr,
                      const std::filesystem::path& streets = {});

}  // namespace outpost::analysis
