#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <numeric>
#include <optional>
#include <ostream>

#include "analysis/bench/bench.hpp"
#include "analysis/bench/lattice.hpp"
#include "analysis/bench/metis.hpp"
#include "sim/base/digest.hpp"
#include "sim/city/grids/partition.hpp"
#include "sim/city/grids/quality.hpp"

namespace outpost::analysis {
namespace {

constexpr std::int64_t households_wanted = 300;
constexpr double wanted_ratio = 1.0 / 0.3;  // at most 0.3 of the baseline's time

struct Designed {
  Partition ours{};
  std::optional<MetisRun> metis{};
};

PartitionQuality judge(const AtomGraph& graph, const Parts& parts, std::uint32_t count, double mean) {
  return quality_of(graph, parts, shapes_of(graph, parts, count), mean);
}

std::vector<Figure> compare(const PartitionQuality& ours, const PartitionQuality* theirs) {
  std::vector<Figure> figures;
  const auto add = [&](std::string name, const auto& read) {
    figures.push_back({std::move(name), read(ours), {}});
    if (theirs) figures.back().baseline = read(*theirs);
  };
  const auto percent = [](std::size_t count, std::size_t parts) {
    return 100.0 * static_cast<double>(count) / static_cast<double>(parts);
  };
  add("grids", [](const PartitionQuality& q) { return static_cast<double>(q.parts); });
  add("not contiguous", [](const PartitionQuality& q) { return static_cast<double>(q.not_contiguous); });
  add("within 5% (%)", [&](const PartitionQuality& q) { return percent(q.within_5_percent, q.parts); });
  add("within 10% (%)", [&](const PartitionQuality& q) { return percent(q.within_10_percent, q.parts); });
  add("largest / mean", [](const PartitionQuality& q) { return q.most; });
  add("smallest / mean", [](const PartitionQuality& q) { return q.least; });
  add("coefficient of variation", [](const PartitionQuality& q) { return q.spread; });
  add("Polsby-Popper, mean", [](const PartitionQuality& q) { return q.polsby_popper_mean; });
  add("Polsby-Popper, 5% quantile", [](const PartitionQuality& q) { return q.polsby_popper_p05; });
  add("cut edges", [](const PartitionQuality& q) { return static_cast<double>(q.cut_edges); });
  return figures;
}

/// The parts outside 5%, by the place of their first atom.
std::vector<std::string> exceptions(const AtomGraph& graph, const Partition& plan, double mean) {
  std::vector<PartShape> shapes = shapes_of(graph, plan.parts, plan.count);
  std::vector<std::string> lines;
  for (AtomIndex atom = 0; atom < graph.size(); ++atom) {
    PartShape& shape = shapes[plan.parts[atom]];
    if (shape.atoms == 0) continue;  // told already
    shape.atoms = 0;
    const double off = static_cast<double>(shape.households) / mean - 1.0;
    if (std::abs(off) <= 0.05) continue;
    lines.push_back(fmt::format("exception: {} households ({:+.1f}%) around ({:.0f} m, {:.0f} m)", shape.households,
                                off * 100.0, graph.at[atom].x.in_metres(), graph.at[atom].y.in_metres()));
  }
  return lines;
}

BenchRow bench_lattice(std::string name, const LatticeSpec& spec, int pairs, std::ostream* progress) {
  const AtomGraph graph = make_lattice(spec);
  const std::int64_t households = std::accumulate(graph.households.begin(), graph.households.end(), std::int64_t{0});
  PartitionRequest request;
  request.count = static_cast<std::uint32_t>((households + households_wanted / 2) / households_wanted);
  request.key = {1, 0};
  Designed made;
  const auto timings = alternate(
      pairs,
      [&] {
        const double begin = cpu_seconds();
        made.ours = partition(graph, request);
        return cpu_seconds() - begin;
      },
      [&] {
        made.metis = run_metis(graph, request.count);
        if (progress) *progress << "grids: " << name << ", a pair of " << pairs << " done\n" << std::flush;
        return made.metis ? made.metis->seconds : 0.0;
      });
  BenchRow row = make_row(std::move(name), timings, 1.0, Reading::seconds, wanted_ratio);
  const double mean = static_cast<double>(households) / request.count;
  const PartitionQuality ours = judge(graph, made.ours.parts, made.ours.count, mean);
  std::optional<PartitionQuality> theirs;
  if (made.metis) theirs = judge(graph, made.metis->parts, request.count, mean);
  row.figures = compare(ours, theirs ? &*theirs : nullptr);
  row.notes = exceptions(graph, made.ours, mean);
  Digest digest;
  for (const std::uint32_t part : made.ours.parts) digest.add(part);
  row.notes.push_back(
      fmt::format("{} atoms, {} households; digest of our plan {}", graph.size(), households, digest.value().hex()));
  if (!theirs) row.notes.push_back("gpmetis is not on the PATH (Debian: apt-get install metis); ours stands alone");
  return row;
}

}  // namespace

BenchResult bench_grids(std::ostream* progress) {
  BenchResult result{"grids",
                     "a lattice of 540 x 540 atoms cut into grids of 300 households; ours against "
                     "gpmetis -ptype=kway -contig -minconn -ufactor=50 -seed=1, its own time without file access",
                     "CPU seconds",
                     machine_line(),
                     {}};
  result.rows.push_back(bench_lattice("open lattice", {}, 3, progress));
  result.rows.push_back(bench_lattice("river, lake, park", {.obstacles = true}, 1, progress));
  return result;
}

}  // namespace outpost::analysis
