#include "sim/base/require.hpp"

#include <catch2/catch.hpp>
#include <string>

namespace outpost {

TEST_CASE("a broken invariant says the law and where it is stated, without the folder of the checkout") {
  const int line = __LINE__ + 2;
  try {
    require(false, "an order is taken in once");
    FAIL("a broken invariant is thrown");
  } catch (const BrokenInvariant& broken) {
    CHECK(std::string(broken.what()) ==
          "an order is taken in once (tests/base/require_claims.cpp:" + std::to_string(line) + ")");
  }
}

TEST_CASE("what holds passes in silence, also while compiling") {
  CHECK_NOTHROW(require(true, "two and two are four"));
  constexpr bool passed = (require(true, "two and two are four"), true);
  CHECK(passed);
}

}  // namespace outpost
