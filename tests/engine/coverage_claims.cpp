#include <catch2/catch.hpp>
#include <map>

#include "tests/support/towns.hpp"

using namespace outpost;

namespace {

/// Three places in a row, six minutes apart, of 1,000, 2,000 and 1,000 residents; units stand at the first, so that
/// within ten minutes they cover the first two.
std::shared_ptr<const Setting> row_of_places(const tests::Change& change = {}) {
  return tests::points(1, [&change](ScenarioSpec& spec) {
    spec.city.places = {{.id = "A"}, {.id = "B", .weight = 2.0}, {.id = "C"}};
    spec.metric.kind = MetricKind::matrix;
    spec.metric.matrix = {{0min, 6min, 12min}, {6min, 0min, 6min}, {12min, 6min, 0min}};
    for (auto& by_hour : spec.travel.profile) by_hour.fill(1'000);  // as quick by night as by day
    spec.demand.kinds["job"].priority = 1;
    spec.demand.kinds["job"].rate = per_hour(0.0);
    spec.measures.coverage_every = 1h;
    if (change) change(spec);
  });
}

/// Residents covered by hour of the first day, by a role or by whoever may answer urgent orders.
std::map<int, double> covered(const RunRecord& record, std::optional<Role> role = {}) {
  std::map<int, double> found;
  for (const CoverageRow& row : record.coverages) {
    CHECK(row.residents == 4'000.0);
    if (row.role == role) found[static_cast<int>(row.at.time_since_epoch() / 1h)] = row.covered;
  }
  return found;
}

}  // namespace

TEST_CASE("residents are covered whose middle somebody free on duty can reach in time") {
  const auto place = row_of_places([](ScenarioSpec& spec) { spec.rosters["always"].every_day = {{8h, 20h}}; });
  const auto by_hour = covered(tests::run(place, {1, 0}, 23h).record);
  REQUIRE(by_hour.size() == 23);
  for (const auto& [hour, residents] : by_hour) {
    INFO(hour);
    CHECK(residents == (hour >= 8 && hour < 20 ? 3'000.0 : 0.0));
  }
}

TEST_CASE("getting ready takes of the time within which residents are covered") {
  const auto slow = [](Duration mobilise) {
    return row_of_places([=](ScenarioSpec& spec) { spec.staff[Role::crew_110].mobilise = constant(mobilise); });
  };
  CHECK(covered(tests::run(slow(4min), {1, 0}, 2h).record).at(1) == 3'000.0);
  CHECK(covered(tests::run(slow(4min + 1ms), {1, 0}, 2h).record).at(1) == 1'000.0);
  CHECK(covered(tests::run(slow(11min), {1, 0}, 2h).record).at(1) == 0.0);
}

TEST_CASE("whoever is at an order covers nobody, and whoever may not answer the urgent counts for its role alone") {
  const auto place = row_of_places([](ScenarioSpec& spec) {
    spec.demand.kinds["job"].rate = per_hour(0.7);
    spec.staff[Role::community_officer] = {.heads = 1, .post = PostKind::area, .rosters = {"always"}};
    spec.staff[Role::community_officer].way = Way::car;
  });
  const auto finished = tests::run(place, {1, 0}, 5 * one_day);
  const auto by_urgent = covered(finished.record);
  const auto by_crew = covered(finished.record, Role::crew_110);
  int busy = 0;
  for (const StatusRow& row : finished.record.statuses) {
    if (place->force.responders[row.responder].role != Role::crew_110) continue;
    for (const auto& [hour, residents] : by_urgent) {
      const SimTime at = SimTime{} + hour * 1h;
      if (at <= row.begin || at >= row.end) continue;
      const bool free = row.status == Status::free;
      if (!free) ++busy;
      CHECK(residents == (free ? 3'000.0 : 0.0));
    }
  }
  CHECK(busy > 20);
  CHECK(by_crew == by_urgent);
  for (const auto& [hour, residents] : covered(finished.record, Role::community_officer)) {
    CHECK(residents >= 3'000.0);  // from its area's post, at A or at B
  }
}

TEST_CASE("looking at coverage changes nothing else of a run") {
  const auto with = [](std::optional<Duration> every) {
    return tests::run(tests::small_town([=](ScenarioSpec& spec) { spec.measures.coverage_every = every; }), {3, 0},
                      2 * one_day);
  };
  auto looked = with(1h);
  CHECK(looked.record.coverages.size() >= 47);
  for (const CoverageRow& row : looked.record.coverages) CHECK(row.covered <= row.residents);
  looked.record.coverages.clear();
  CHECK(digest_of(looked.record) == digest_of(with(std::nullopt).record));
}
