#include <catch2/catch.hpp>
#include <numeric>

#include "analysis/bench/bench.hpp"
#include "analysis/bench/lattice.hpp"
#include "analysis/bench/metis.hpp"
#include "sim/city/grids/partition.hpp"
#include "sim/city/grids/quality.hpp"

namespace outpost::analysis {

TEST_CASE("the lattice has mean 10 households an atom, and with obstacles a fifth less of it in one piece") {
  const AtomGraph open = make_lattice({.side = 80});
  CHECK_NOTHROW(require_sound(open));
  CHECK(open.size() == 6400);
  const double mean = static_cast<double>(std::accumulate(open.households.begin(), open.households.end(), 0)) / 6400.0;
  CHECK(mean == Approx(10.0).margin(0.2));
  const AtomGraph cut = make_lattice({.side = 80, .obstacles = true});
  CHECK_NOTHROW(require_sound(cut));
  CHECK(static_cast<double>(cut.size()) == Approx(6400 * 0.8).epsilon(0.02));
  CHECK(components_of(cut).size() == 1);  // by the bridges, which share no border
  CHECK(std::count(cut.border.begin(), cut.border.end(), 0) == 2 * 3);
}

TEST_CASE("on a lattice with a river, a lake and a park ours is contiguous, balanced and more compact than METIS") {
  const AtomGraph graph = make_lattice({.side = 60, .obstacles = true});
  const std::int64_t households = std::accumulate(graph.households.begin(), graph.households.end(), std::int64_t{0});
  PartitionRequest request;
  request.count = static_cast<std::uint32_t>(households / 300);
  request.key = {1, 0};
  const Partition ours = partition(graph, request);
  const double mean = static_cast<double>(households) / request.count;
  const auto judge = [&](const Parts& parts) {
    return quality_of(graph, parts, shapes_of(graph, parts, request.count), mean);
  };
  const PartitionQuality quality = judge(ours.parts);
  CHECK(quality.not_contiguous == 0);
  CHECK(quality.within_5_percent == request.count);
  const auto metis = run_metis(graph, request.count);
  if (!metis) {
    WARN("skipped: gpmetis is not on the PATH");
    return;
  }
  CHECK(metis->seconds >= 0.0);
  CHECK(quality.polsby_popper_mean >= judge(metis->parts).polsby_popper_mean - 0.005);
  CHECK(static_cast<double>(quality.cut_edges) <= 1.003 * static_cast<double>(judge(metis->parts).cut_edges));
}

TEST_CASE("a baseline that could not be run leaves ours alone in the table") {
  const BenchRow row = make_row("open lattice", {{2.0, 0.0}, {4.0, 0.0}}, 1.0, Reading::seconds, 3.0);
  CHECK(row.ours.median == 3.0);
  CHECK(row.ratio.median == 0.0);
  BenchResult result{"grids", "ours alone", "CPU seconds", "A Processor", {row}};
  result.rows.back().figures = {{"cut edges", 12.0, 14.0}};
  result.rows.back().notes = {"gpmetis is not on the PATH"};
  CHECK(to_text(result) == R"(grids: ours alone
A Processor
CPU seconds                 ours    baseline   ratio (least-most)    target
open lattice                 3.0           -   -                     3.0
  cut edges: 12.0000 (baseline 14.0000)
  gpmetis is not on the PATH
)");
}

}  // namespace outpost::analysis
