#include <algorithm>
#include <catch2/catch.hpp>

#include "tests/support/towns.hpp"

using namespace outpost;
using tests::point_spec;
using tests::small_spec;

namespace {

bool complains(const ScenarioSpec& spec, const std::string& where, const std::string& words) {
  const auto found = complaints_about(spec);
  return std::any_of(found.begin(), found.end(), [&](const Complaint& complaint) {
    return complaint.where == where && complaint.what.find(words) != std::string::npos;
  });
}

}  // namespace

TEST_CASE("the preset in a town gives no cause for complaint") {
  CHECK(complaints_about(small_spec()).empty());
  CHECK(complaints_about(point_spec(1)).empty());
}

TEST_CASE("the preset's 110 kinds add up to 0.35 incidents per 1000 residents and day") {
  double sum = 0.0;
  for (const auto& [key, kind] : nantong_preset().demand.kinds) {
    if (key != "service_request" && key != "grid_case") sum += kind.rate.per_day;
  }
  CHECK(sum == Approx(0.35));
}

TEST_CASE("two scenarios with the same values have the same digest, whatever they are called") {
  ScenarioSpec a = small_spec();
  ScenarioSpec b = a;
  b.title.en = "another title";
  b.city.name.zh = "另一个名字";
  b.run.replications = 200;
  CHECK(digest_of(a, {}) == digest_of(b, {}));
}

TEST_CASE("a scenario that differs in any one value has another digest") {
  const ScenarioSpec a = small_spec();
  const DigestValue digest = digest_of(a, {});
  const std::vector<tests::Change> changes{[](ScenarioSpec& s) { s.run.seed += 1; },
                                           [](ScenarioSpec& s) { s.grids.households = {301}; },
                                           [](ScenarioSpec& s) { s.travel.profile[2][7] = 781; },
                                           [](ScenarioSpec& s) { s.travel.base[0][0] = metres_per_second(1.0); },
                                           [](ScenarioSpec& s) { s.demand.kinds["help"].on_scene.shape = 0.91; },
                                           [](ScenarioSpec& s) { s.demand.kinds["help"].roles = {Role::crew_110}; },
                                           [](ScenarioSpec& s) { s.staff[Role::crew_110].urgent_way.reset(); },
                                           [](ScenarioSpec& s) { s.rosters["police_night"].every_day[0].end = 8h; },
                                           [](ScenarioSpec& s) { s.command.places = 0; },
                                           [](ScenarioSpec& s) { s.targets.response[3] = 1h; },
                                           [](ScenarioSpec& s) { s.demand.profiles["calls"].weekend[0] += 1.0; }};
  for (const auto& change : changes) {
    ScenarioSpec b = a;
    change(b);
    CHECK(digest_of(b, {}) != digest);
  }
  CHECK(digest_of(a, {{"divisions", DigestValue{1, 2}}}) != digest);
}

TEST_CASE("a staff without anybody is refused") {
  CHECK(complains(point_spec(0), "staff", "zero responders"));
  CHECK(complains(point_spec(1, [](ScenarioSpec& s) { s.staff.clear(); }), "staff", "nobody is on the staff"));
}

TEST_CASE("a role with two ways to count its units is refused") {
  const auto two = point_spec(1, [](ScenarioSpec& s) { s.staff[Role::crew_110].per_grid = 1.0; });
  CHECK(complains(two, "staff.crew_110", "exactly one"));
}

TEST_CASE("rosters, profiles and roles that nobody defined are named") {
  CHECK(complains(point_spec(1, [](ScenarioSpec& s) { s.staff[Role::crew_110].rosters = {"nights"}; }),
                  "staff.crew_110.rosters", "there is no roster \"nights\""));
  CHECK(complains(point_spec(1, [](ScenarioSpec& s) { s.demand.kinds["job"].profile = "odd"; }),
                  "demand.kind.job.profile", "there is no profile \"odd\""));
  CHECK(complains(point_spec(1, [](ScenarioSpec& s) { s.demand.kinds["job"].roles = {Role::grid_worker}; }),
                  "demand.kind.job.roles", "no role on the staff"));
}

TEST_CASE("abstract points cannot have streets, nor a rate per resident") {
  CHECK(complains(point_spec(1, [](ScenarioSpec& s) { s.metric.kind = MetricKind::streets; }), "metric.kind",
                  "no streets"));
  CHECK(complains(point_spec(1, [](ScenarioSpec& s) { s.demand.kinds["job"].rate = per_1000_residents_per_day(1); }),
                  "demand.kind.job.rate", "no residents"));
}

TEST_CASE("the mean of a lognormal law is its median times exp(sigma squared / 2)") {
  // sigma 1.17: the mean is 1.98257 times the median.
  CHECK(in_minutes(mean_of(lognormal(60min, 1.17))) == Approx(118.954).epsilon(1e-4));
  CHECK(mean_of(gamma(12min, 0.5)) == Duration{12min});
  CHECK(mean_of({.law = Distribution::Law::uniform, .scale = 2min, .high = 8min}) == Duration{5min});
}
