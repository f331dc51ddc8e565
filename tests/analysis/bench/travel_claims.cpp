// A hundredth of `outpost bench travel`: the same comparisons, which throw at the first answer that differs.
#include <catch2/catch.hpp>

#include "analysis/bench/street_lattice.hpp"
#include "analysis/bench/travel_bench.hpp"

namespace outpost::analysis {
namespace {

constexpr TravelAmount hundredth{.junctions = 2'000,
                                 .sources = 100,
                                 .targets = 100,
                                 .paths = 100,
                                 .departures = 100,
                                 .others = 20,
                                 .small_rounds = 4,
                                 .large_rounds = 4,
                                 .pairs = 1};

}  // namespace

TEST_CASE("on a made-up network every kind of answer is what Boost's search on the same milliseconds says") {
  const TravelSubject subject{"made-up", street_lattice(hundredth.junctions, 1)};
  CHECK(subject.network().nodes.size() > 1'500);
  CHECK(subject.network().nodes.size() < 3'000);
  const std::vector<Figure> figures = check_travel(subject, hundredth, nullptr);
  REQUIRE(figures.size() == 5);
  CHECK(figures[0].value >= 4.0 * 100.0 * 100.0);
  CHECK(figures[1].value > 1'000.0);
  CHECK(figures[2].value == 100.0);
  CHECK(figures[3].value == 20.0 * 40.0 * 4.0);
  CHECK(figures[4].value == 20.0);
}

TEST_CASE("rounds come within 3% of the shortest, and are held against a bound where that is out of reach") {
  const TravelSubject subject{"made-up", street_lattice(300, 2)};
  const std::vector<Figure> figures = measure_rounds(subject, hundredth);
  REQUIRE(figures.size() == 7);
  CHECK(figures[0].name == "rounds of 11-13 doors over the shortest, mean (%)");
  CHECK(figures[0].value < 3.0);
  CHECK(figures[3].value < 15.0);
}

TEST_CASE("every question about travel times is timed for every way of moving") {
  TravelAmount little = hundredth;
  little.junctions = 300;
  const TravelSubject subject{"made-up", street_lattice(little.junctions, 3)};
  const std::vector<BenchRow> rows = time_travel(subject, little, nullptr);
  REQUIRE(rows.size() == 4 * 6);
  CHECK(rows[0].name == "made-up, foot: point to point");
  CHECK(rows[0].target == 1000.0);
  CHECK(rows[5].figures.size() == 2);
}

TEST_CASE("a made-up network is the same for equal arguments and another for another seed") {
  CHECK(street_lattice(300, 1) == street_lattice(300, 1));
  CHECK_FALSE(street_lattice(300, 1) == street_lattice(300, 2));
}

}  // namespace outpost::analysis
