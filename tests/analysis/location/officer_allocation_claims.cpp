#include <catch2/catch.hpp>
#include <limits>

#include "analysis/location/officer_allocation.hpp"
#include "analysis/queueing/delay_probability.hpp"
#include "tests/analysis/location/patrol_plans.hpp"

using namespace outpost;
using namespace outpost::analysis;

namespace {

/// Two areas, two shifts, three priorities, and targets that do not fall together.
PatrolPlan two_areas() {
  PatrolPlan plan = plan_of({plain_area({0.2, 0.9, 0.7}), plain_area({0.1, 0.3, 0.2})},
                            {{"day", {8, 9, 10, 11}}, {"night", {0, 1, 2, 3}}});
  plan.areas[0].name = "town";
  plan.areas[1].name = "fields";
  plan.areas[1].square_km = 30.0;
  plan.areas[1].street_km = 150.0;
  for (std::size_t hour = 0; hour < 12; ++hour) plan.areas[0].profile[hour] = 0.5 + 0.1 * static_cast<double>(hour);
  plan.targets.utilisation = 0.7;
  plan.targets.delayed = 0.3;
  plan.targets.wait = {0.1, 0.2, std::nullopt};
  plan.targets.response = {0.25, std::nullopt, std::nullopt};
  plan.targets.patrol = 0.15;
  plan.objective.weights = {5.0, 2.0, 1.0};
  return plan;
}

double objective_with(const PatrolPlan& plan, const OfficerAllocation& like, const std::vector<std::int64_t>& officers,
                      const DelayLaw& delay) {
  double sum = 0.0;
  double weight = 0.0;
  for (std::size_t row = 0; row < officers.size(); ++row) {
    const PatrolArea& area = plan.areas[like.posts[row].area];
    const PatrolShift& shift = plan.shifts[like.posts[row].shift];
    sum += objective_of(plan, area, shift, static_cast<double>(officers[row]), delay);
    weight += objective_weight(plan, area, shift);
  }
  return sum / weight;
}

/// The best of every way to give out the officers beyond the minimum.
double enumerated(const PatrolPlan& plan, const OfficerAllocation& like, const DelayLaw& delay) {
  double best = std::numeric_limits<double>::infinity();
  std::vector<std::int64_t> officers;
  const std::function<void(std::int64_t)> extend = [&](std::int64_t left) {
    const std::size_t row = officers.size();
    const std::int64_t minimum = like.posts[row].minimum;
    if (row + 1 == like.posts.size()) {
      officers.push_back(minimum + left);
      best = std::min(best, objective_with(plan, like, officers, delay));
      officers.pop_back();
      return;
    }
    for (std::int64_t more = 0; more <= left; ++more) {
      officers.push_back(minimum + more);
      extend(left - more);
      officers.pop_back();
    }
  };
  extend(like.officers - like.minimum);
  return best;
}

}  // namespace

TEST_CASE("the minimum meets every target, and one officer less misses the one that is named") {
  for (const bool every_hour : {false, true}) {
    PatrolPlan plan = two_areas();
    plan.every_hour = every_hour;
    const OfficerAllocation allocation = allocate_officers(plan, delay_probability);
    CHECK(allocation.meets_targets);
    CHECK(allocation.officers == allocation.minimum);
    CHECK(allocation.gap() == 0.0);
    REQUIRE(allocation.posts.size() == 4);
    for (const OfficerPost& post : allocation.posts) {
      CHECK(post.missed.empty());
      CHECK(post.officers == post.minimum);
      if (post.minimum == 1) continue;
      const PatrolMeasures less = measures_of_shift(plan, plan.areas[post.area], plan.shifts[post.shift],
                                                    static_cast<double>(post.minimum - 1), delay_probability);
      const std::vector<std::string> missed = missed_targets(plan.targets, less);
      REQUIRE_FALSE(missed.empty());
      CHECK(missed.front() == post.binding);
    }
  }
}

TEST_CASE("targets that hold in every hour never take fewer officers than targets on the mean") {
  PatrolPlan plan = two_areas();
  const std::int64_t on_the_mean = allocate_officers(plan, delay_probability).minimum;
  plan.every_hour = true;
  CHECK(allocate_officers(plan, delay_probability).minimum >= on_the_mean);
}

TEST_CASE("each target alone can decide the minimum") {
  const auto binding_of = [](const PatrolTargets& targets) {
    PatrolPlan plan = plan_of({plain_area({0.5, 1.0})}, {noon});
    plan.targets = targets;
    return allocate_officers(plan, delay_probability).posts[0].binding;
  };
  CHECK(binding_of({}) == "calls");
  CHECK(binding_of({.utilisation = 0.3}) == "utilisation");
  CHECK(binding_of({.delayed = 0.01}) == "delayed");
  CHECK(binding_of({.patrol = 3.0}) == "patrol");
  CHECK(binding_of({.wait = {std::nullopt, 0.01}}) == "wait of priority 2");
  CHECK(binding_of({.response = {0.05, std::nullopt}}) == "response of priority 1");
}

TEST_CASE("officers beyond the minimum stand as well as in any other way, for every objective") {
  for (const auto measure : {PatrolObjective::Measure::response, PatrolObjective::Measure::wait,
                             PatrolObjective::Measure::travel, PatrolObjective::Measure::delayed}) {
    PatrolPlan plan = two_areas();
    plan.objective.measure = measure;
    const std::int64_t minimum = allocate_officers(plan, delay_probability).minimum;
    for (const std::int64_t more : {1, 3, 8}) {
      plan.officers = minimum + more;
      const OfficerAllocation allocation = allocate_officers(plan, delay_probability);
      std::int64_t sum = 0;
      for (const OfficerPost& post : allocation.posts) sum += post.officers;
      CHECK(sum == minimum + more);
      const double best = enumerated(plan, allocation, delay_probability);
      CHECK(allocation.bound <= best * (1.0 + 1e-12));
      CHECK(allocation.objective <= best * (1.0 + allocation.gap() + 1e-9));
    }
  }
}

TEST_CASE("where waits fall evenly the allocation is proven to be the best") {
  PatrolPlan plan = two_areas();
  plan.objective.measure = PatrolObjective::Measure::wait;
  plan.officers = allocate_officers(plan, delay_probability).minimum + 7;
  const OfficerAllocation allocation = allocate_officers(plan, delay_probability);
  CHECK(allocation.gap() == 0.0);
  CHECK(allocation.objective == Approx(enumerated(plan, allocation, delay_probability)).epsilon(1e-12));
}

TEST_CASE("under a law of waiting with steps the bound stays below the best, and the gap shows") {
  // A pair of officers helps, one alone does not: gains rise, and marginal steps can miss the best.
  const DelayLaw pairs = [](double servers, double load) {
    const double even = 2.0 * std::floor(servers / 2.0);
    return std::min(1.0, load / (1.0 + even * even));
  };
  PatrolPlan plan = plan_of({plain_area({1.2}), plain_area({1.0})}, {noon});
  plan.objective.measure = PatrolObjective::Measure::delayed;
  bool one_had_a_gap = false;
  for (const std::int64_t officers : {5, 6, 7, 9}) {
    plan.officers = officers;
    const OfficerAllocation allocation = allocate_officers(plan, pairs);
    CHECK(allocation.bound <= enumerated(plan, allocation, pairs) * (1.0 + 1e-12));
    one_had_a_gap = one_had_a_gap || allocation.gap() > 0.0;
  }
  CHECK(one_had_a_gap);
}

TEST_CASE("one officer more never makes the objective worse") {
  PatrolPlan plan = two_areas();
  const std::int64_t minimum = allocate_officers(plan, delay_probability).minimum;
  double before = std::numeric_limits<double>::infinity();
  for (std::int64_t officers = minimum; officers < minimum + 30; ++officers) {
    plan.officers = officers;
    const double now = allocate_officers(plan, delay_probability).objective;
    CHECK(now < before);
    before = now;
  }
}

TEST_CASE("areas and shifts that are alike get officers in the order in which they stand") {
  PatrolPlan plan = plan_of({plain_area({1.0}), plain_area({1.0})}, {noon});
  plan.officers = 2 * allocate_officers(plan, delay_probability).posts[0].minimum + 1;
  const OfficerAllocation allocation = allocate_officers(plan, delay_probability);
  CHECK(allocation.posts[0].officers == allocation.posts[1].officers + 1);
}

TEST_CASE("too few officers for the targets are given out all the same, and say what they miss") {
  PatrolPlan plan = two_areas();
  plan.officers = allocate_officers(plan, delay_probability).minimum - 1;
  const OfficerAllocation allocation = allocate_officers(plan, delay_probability);
  CHECK_FALSE(allocation.meets_targets);
  CHECK(allocation.minimum == *plan.officers + 1);
}

TEST_CASE("too few officers for the calls are refused with how many it takes") {
  PatrolPlan plan = plan_of({plain_area({12.4})}, {noon});
  plan.officers = 10;
  CHECK_THROWS_WITH(allocate_officers(plan, delay_probability),
                    "10 officers cannot carry the calls: somewhere the line grows without bound; at least 13");
}

TEST_CASE("a target that no number of officers meets is named") {
  PatrolPlan plan = plan_of({plain_area({1.0})}, {noon});
  plan.targets.patrol = 1e5;
  CHECK_THROWS_WITH(allocate_officers(plan, delay_probability),
                    "area area, shift noon: even 10000 officers miss the target for patrol");
}
