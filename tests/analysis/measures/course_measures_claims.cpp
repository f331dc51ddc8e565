#include <catch2/catch.hpp>

#include "analysis/measures/collection.hpp"
#include "tests/analysis/measures/by_hand.hpp"
#include "tests/support/measured.hpp"
#include "tests/support/towns.hpp"

using namespace outpost;
using namespace outpost::analysis;

using tests::at;

namespace {

const Window day{at(0h), at(24h)};

/// One place and one kind whose course has everything.
std::shared_ptr<const Setting> everything(const tests::Change& change = {}) {
  return tests::points(1, [&](ScenarioSpec& s) {
    KindSpec& job = s.demand.kinds["job"];
    job.field = Field::hazards;
    job.course.returned = share(0.1);
    job.course.suspended = share(0.1);
    job.course.deadline = 5h;
    job.course.extended = share(0.1);
    job.course.checked = share(1.0);
    job.course.reopened = share(0.1);
    if (change) change(s);
  });
}

/// Orders by hand, each a list of stages with the hour at which it enters them.
struct Hand {
  RunRecord record{};
  void order(const std::vector<std::pair<Stage, Duration>>& stages, std::optional<Duration> due = 20h) {
    const OrderId id{record.orders.size()};
    record.orders.push_back({.order = id});
    for (const auto& [stage, when] : stages) {
      record.stages.push_back({.order = id, .stage = stage, .at = at(when)});
      if (stage == Stage::returned) record.stages.back().reason = ReturnReason::wrong_place;
    }
    if (due) record.deadlines.push_back({.order = id, .at = at(stages.front().second), .due = at(*due)});
  }
};

}  // namespace

TEST_CASE("the measures of courses of orders by hand come out as they were put in") {
  Hand hand;
  // Returned twice, handled, checked, closed in time.
  hand.order({{Stage::reported, 1h},
              {Stage::accepted, 1h},
              {Stage::assigned, 1h},
              {Stage::returned, 1h},
              {Stage::accepted, 1h},
              {Stage::assigned, 1h},
              {Stage::returned, 1h},
              {Stage::accepted, 1h},
              {Stage::assigned, 2h},
              {Stage::under_way, 2h},
              {Stage::on_scene, 3h},
              {Stage::resolved, 4h},
              {Stage::to_check, 4h},
              {Stage::accepted, 5h},
              {Stage::assigned, 5h},
              {Stage::under_way, 5h},
              {Stage::on_scene, 5h},
              {Stage::verified, 6h},
              {Stage::closed, 6h}},
             6h);
  // Suspended, handled twice because the check reopened it, closed late.
  hand.order({{Stage::reported, 1h},  {Stage::accepted, 1h},  {Stage::assigned, 1h},  {Stage::under_way, 1h},
              {Stage::on_scene, 1h},  {Stage::suspended, 2h}, {Stage::accepted, 3h},  {Stage::assigned, 3h},
              {Stage::under_way, 3h}, {Stage::on_scene, 3h},  {Stage::resolved, 4h},  {Stage::to_check, 4h},
              {Stage::accepted, 5h},  {Stage::assigned, 5h},  {Stage::under_way, 5h}, {Stage::on_scene, 5h},
              {Stage::reopened, 6h},  {Stage::accepted, 6h},  {Stage::assigned, 6h},  {Stage::under_way, 6h},
              {Stage::on_scene, 6h},  {Stage::resolved, 7h},  {Stage::to_check, 7h},  {Stage::verified, 8h},
              {Stage::closed, 8h}},
             6h);
  hand.record.deadlines.push_back(
      {.order = OrderId{1}, .change = DeadlineChange::extended, .at = at(6h), .due = at(6h + 30min)});
  // Handled in time and closed late.
  hand.order({{Stage::reported, 1h},
              {Stage::accepted, 1h},
              {Stage::assigned, 1h},
              {Stage::under_way, 1h},
              {Stage::on_scene, 1h},
              {Stage::resolved, 2h},
              {Stage::to_check, 2h},
              {Stage::verified, 9h},
              {Stage::closed, 9h}},
             5h);
  // Open and past its deadline; open and not yet; given up; reported before the window.
  hand.order({{Stage::reported, 10h}, {Stage::accepted, 10h}}, 15h);
  hand.order({{Stage::reported, 10h}, {Stage::accepted, 10h}}, 30h);
  hand.order({{Stage::reported, 10h}, {Stage::accepted, 10h}, {Stage::withdrawn, 16h}}, 15h);
  hand.order({{Stage::reported, -2h}, {Stage::accepted, -2h}}, 2h);

  const Measured measured = measure(*everything(), hand.record, day);
  for (const char* scope : {"all", "kind=job", "priority=3", "field=hazards"}) {
    CAPTURE(scope);
    CHECK(tests::value_of(measured, "returned", scope) == 1.0 / 6.0);
    CHECK(tests::value_of(measured, "suspended", scope) == 1.0 / 6.0);
    CHECK(tests::value_of(measured, "extended", scope) == 1.0 / 6.0);
    CHECK(tests::value_of(measured, "reopened", scope) == 1.0 / 6.0);
    CHECK(*tests::value_of(measured, "orders_overdue", scope) == Approx(3.0 / 4.0));
    CHECK(tests::value_of(measured, "checks_done", scope) == 4.0);
    CHECK(*tests::value_of(measured, "stays", scope) ==
          Approx(7.0 / 3.0));  // two, four and one, of those that were closed
  }
  CHECK(tests::value_of(measured, "returned", "all", "n") == 6.0);
  CHECK(tests::value_of(measured, "orders_overdue", "all", "n") == 4.0);
  CHECK(tests::value_of(measured, "returned", "reason=wrong_place") == 1.0 / 6.0);
  CHECK(tests::value_of(measured, "returned", "reason=wrong_kind") == 0.0);
  // Until it is handled: the first was at 4 h, the second at last at 7 h and late, the third at 2 h.
  const auto handled =
      everything([](ScenarioSpec& s) { s.demand.kinds["job"].course.deadline_until = DeadlineUntil::handled; });
  CHECK(*tests::value_of(measure(*handled, hand.record, day), "orders_overdue", "all") == Approx(2.0 / 4.0));
}

TEST_CASE("response is that of the first arrival, after all returns and before all later visits") {
  Hand hand;
  hand.order({{Stage::reported, 1h},
              {Stage::accepted, 2h},
              {Stage::assigned, 2h},
              {Stage::under_way, 3h},
              {Stage::returned, 4h},
              {Stage::accepted, 5h},
              {Stage::assigned, 6h},
              {Stage::under_way, 7h},
              {Stage::on_scene, 9h},
              {Stage::resolved, 10h},
              {Stage::to_check, 10h},
              {Stage::accepted, 11h},
              {Stage::assigned, 12h},
              {Stage::under_way, 12h},
              {Stage::on_scene, 13h},
              {Stage::verified, 14h},
              {Stage::closed, 14h}});
  const Measured measured = measure(*everything(), hand.record, day);
  const auto hours = [&](const char* name) { return *tests::value_of(measured, name, "all") / 3'600'000.0; };
  CHECK(hours("intake") == 1.0);
  CHECK(hours("queue") == 4.0);
  CHECK(hours("mobilise") == 1.0);
  CHECK(hours("travel") == 2.0);
  CHECK(hours("response") == 8.0);
  CHECK(hours("on_scene") == 1.0);
  CHECK(hours("close") == 13.0);
}

TEST_CASE("where no kind asks for a course there is none of its measures") {
  const Measured measured = measure(*tests::points(2), tests::run(tests::points(2), {1, 0}, 24h).record, day);
  for (const char* name : {"returned", "suspended", "extended", "orders_overdue", "checks_done", "reopened", "stays"}) {
    CHECK_FALSE(tests::value_of(measured, name, "all").has_value());
  }
}

TEST_CASE("with units enough the share of orders past their deadline is none or all, as the work lasts") {
  for (const auto& [deadline, expected] : {std::pair<Duration, double>{119min, 1.0}, {121min, 0.0}}) {
    const auto setting = tests::points(60, [&, limit = deadline](ScenarioSpec& s) {
      s.demand.kinds["job"].on_scene = constant(2h);
      s.demand.kinds["job"].course.deadline = limit;
    });
    const Window week{at(0h), at(7 * 24h)};
    const Measured measured = measure(*setting, tests::run(setting, {1, 0}, 7 * one_day).record, week);
    CHECK(tests::value_of(measured, "orders_overdue", "all") == expected);
  }
}
