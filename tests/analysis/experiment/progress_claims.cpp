#include <catch2/catch.hpp>

#include "analysis/experiment/progress.hpp"

namespace outpost::analysis {
namespace {

TEST_CASE("progress shows what is done, how fast, what is left and how precise the main measure is") {
  CHECK(progress_line({12, 20, 4.0, "response", 0.0421}) == "12/20  3.0/s  left 3 s  response \u00b14.2%");
}

TEST_CASE("progress shows no rate before anything is done and nothing left at the end") {
  CHECK(progress_line({0, 20, 3.0, "response", std::nullopt}) == "0/20");
  CHECK(progress_line({20, 20, 10.0, "", std::nullopt}) == "20/20  2.0/s");
}

TEST_CASE("progress chooses units that a person would") {
  CHECK(progress_line({1, 3, 40.0, "", std::nullopt}) == "1/3  1.5/min  left 2 min");
  CHECK(progress_line({1, 5, 3600.0, "", std::nullopt}) == "1/5  1.0/h  left 4 h 0 min");
  CHECK(progress_line({1, 100, 7200.0, "", std::nullopt}) == "1/100  0.5/h  left 9 days");
  CHECK(progress_line({999, 1000, 1.0, "", std::nullopt}) == "999/1000  999.0/s  left 1 s");
}

}  // namespace
}  // namespace outpost::analysis
