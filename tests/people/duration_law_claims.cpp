#include <catch2/catch.hpp>

#include "sim/people/duration_law.hpp"

using namespace outpost;

namespace {

const Distribution up_to_two_hours{.law = Distribution::Law::uniform, .scale = 0h, .high = 2h};

double mean_left(const Distribution& law, Duration gone, double factor = 1.0) {
  constexpr std::uint64_t draws = 20'000;
  double sum = 0.0;
  for (std::uint64_t draw = 0; draw < draws; ++draw) {
    Stream stream{{11, 0}, Draw::verification, Owner{draw}};
    sum += in_hours(sample_left(law, stream, gone, factor));
  }
  return sum / static_cast<double>(draws);
}

}  // namespace

TEST_CASE("what is left of an exponential time does not depend on how long it has lasted") {
  for (const Duration gone : {Duration{}, Duration{30min}, Duration{2h}}) {
    CHECK(mean_left(exponential(1h), gone) == Approx(1.0).margin(0.03));
  }
}

TEST_CASE("what is left of a uniform time is half of what it may still last, and of a constant one the rest") {
  CHECK(mean_left(up_to_two_hours, 1h) == Approx(0.5).margin(0.01));
  CHECK(mean_left(up_to_two_hours, 1h, 2.0) == Approx(1.5).margin(0.02));
  CHECK(mean_left(constant(2h), 90min) == Approx(0.5));
  CHECK(mean_left(constant(2h), 3h) == 0.0);
}

TEST_CASE("a time that has lasted longer than its law has any of goes on for a mean") {
  CHECK(mean_left(up_to_two_hours, 5h) == Approx(1.0));
}
