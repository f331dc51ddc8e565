#include <catch2/catch.hpp>

#include "scenarios/read/nearest.hpp"

namespace outpost::scenarios {
namespace {

TEST_CASE("swapping two neighbours is one slip, as is a letter too many, too few or wrong") {
  CHECK(edit_distance("weight", "weight") == 0);
  CHECK(edit_distance("wieght", "weight") == 1);
  CHECK(edit_distance("weght", "weight") == 1);
  CHECK(edit_distance("weiight", "weight") == 1);
  CHECK(edit_distance("weighd", "weight") == 1);
  CHECK(edit_distance("", "abc") == 3);
}

TEST_CASE("the nearest name is offered only when it is near") {
  const std::vector<std::string> known{"population", "household_size", "employed"};
  CHECK(nearest("populaton", known) == "population");
  CHECK(nearest("houshold_sise", known) == "household_size");
  CHECK_FALSE(nearest("streets", known));
  CHECK_FALSE(nearest(std::string(5000, 'x'), known));
  CHECK_FALSE(nearest("ab", {"cd"}));
  CHECK_FALSE(nearest("anything", {}));
}

}  // namespace
}  // namespace outpost::scenarios
