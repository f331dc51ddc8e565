#include "analysis/bench/bench.hpp"

#include <catch2/catch.hpp>
#include <nlohmann/json.hpp>
#include <sstream>
#include <stdexcept>

#include "sim/base/require.hpp"

namespace outpost::analysis {
namespace {

// Three pairs, in which the machine is twice as slow in the second: the ratios are 3, 2 and 4.
const std::vector<TimedPair> pairs = {{1.0, 3.0}, {2.0, 4.0}, {0.5, 2.0}};

BenchResult example() {
  BenchResult result{"queue", "ours against theirs", "ns per hold", "A Processor, 2 threads, g++ 12.2.0", {}};
  result.rows.push_back(make_row("10 pending", pairs, 1e7, Reading::nanoseconds_each, 2.0));
  result.rows.push_back(make_row("M/M/1", pairs, 1e7, Reading::number_each_second, 0.0));
  result.rows.back().figures = {{"mean wait (s)", 300.25, {}}};
  result.figures = {{"junctions", 200'000.0, {}}};
  return result;
}

}  // namespace

TEST_CASE("a spread is the middle value with the least and the most, or the mean of the two in the middle") {
  const Spread odd = spread_of({5.0, 1.0, 2.0});
  CHECK(odd.median == 2.0);
  CHECK(odd.least == 1.0);
  CHECK(odd.most == 5.0);
  CHECK(spread_of({4.0, 1.0, 2.0, 100.0}).median == 3.0);
  CHECK(spread_of({7.0}).median == 7.0);
  CHECK_THROWS_AS(spread_of({}), BrokenInvariant);
}

TEST_CASE("the ratio is taken within each pair and says how many times as fast ours is, whatever the unit") {
  for (const Reading reading : {Reading::nanoseconds_each, Reading::number_each_second}) {
    const BenchRow row = make_row("row", pairs, 1e7, reading, 2.0);
    CHECK(row.ratio.median == 3.0);
    CHECK(row.ratio.least == 2.0);
    CHECK(row.ratio.most == 4.0);
  }
}

TEST_CASE("timings read as nanoseconds for each piece of work, or as pieces each second") {
  const BenchRow slow = make_row("row", pairs, 1e7, Reading::nanoseconds_each, 0.0);
  CHECK(slow.ours.median == Approx(100.0));
  CHECK(slow.baseline.median == Approx(300.0));
  const BenchRow fast = make_row("row", pairs, 1e7, Reading::number_each_second, 0.0);
  CHECK(fast.ours.median == Approx(1e7));
  CHECK(fast.ours.most == Approx(2e7));
  CHECK(fast.baseline.least == Approx(2.5e6));
}

TEST_CASE("a timing of zero is refused, because a ratio with it says nothing") {
  CHECK_THROWS_AS(make_row("row", {{0.0, 1.0}}, 1.0, Reading::nanoseconds_each, 0.0), BrokenInvariant);
  CHECK_THROWS_AS(make_row("row", {}, 1.0, Reading::nanoseconds_each, 0.0), BrokenInvariant);
}

TEST_CASE("ours and the baseline are timed in turn, ours first") {
  std::string order;
  double seconds = 0.0;
  const auto timings = alternate(
      3,
      [&] {
        order += 'A';
        return seconds += 1.0;
      },
      [&] {
        order += 'B';
        return seconds += 1.0;
      });
  CHECK(order == "ABABAB");
  REQUIRE(timings.size() == 3);
  CHECK(timings[1].ours == 3.0);
  CHECK(timings[1].baseline == 4.0);
}

TEST_CASE("the table shows both sides, the ratio with its range, the target, the figures and the machine") {
  CHECK(to_text(example()) == R"(queue: ours against theirs
A Processor, 2 threads, g++ 12.2.0
ns per hold                 ours    baseline   ratio (least-most)    target
10 pending                   100         300   3.00 (2.00-4.00)      2.0
M/M/1                     10.00M       3.33M   3.00 (2.00-4.00)      -
  mean wait (s): 300.2500
junctions: 200000
)");
}

TEST_CASE("the JSON twin of a benchmark has the same numbers") {
  const auto twin = nlohmann::json::parse(json_of(example()));
  CHECK(twin["name"] == "queue");
  CHECK(twin["unit"] == "ns per hold");
  CHECK(twin["rows"][0]["ratio"]["median"] == 3.0);
  CHECK(twin["rows"][0]["target"] == 2.0);
  CHECK(twin["rows"][1]["target"].is_null());
  CHECK(twin["rows"][1]["figures"]["mean wait (s)"] == 300.25);
  CHECK(twin["figures"]["junctions"] == 200'000.0);
}

TEST_CASE("the processor is read from its description, and unknown where that does not say") {
  std::istringstream known{"processor\t: 0\nmodel name\t: A Processor @ 2 GHz\nmodel name\t: another\n"};
  CHECK(processor_of(known) == "A Processor @ 2 GHz");
  std::istringstream silent{"processor\t: 0\n"};
  CHECK(processor_of(silent) == "unknown processor");
}

TEST_CASE("benchmarks are known by name, and an unknown name is refused with those there are") {
  CHECK(bench_names() == std::vector<std::string>{"queue", "mm1", "town", "prefecture", "copy", "grids", "study",
                                                  "queueing", "location", "travel"});
  CHECK_THROWS_WITH(run_bench("que"),
                    "there is no benchmark 'que'; there are queue, mm1, town, prefecture, copy, grids, study, "
                    "queueing, location, travel");
  CHECK_THROWS_AS(run_bench(""), std::invalid_argument);
}

}  // namespace outpost::analysis
