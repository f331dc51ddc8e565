#include <catch2/catch.hpp>
#include <cmath>
#include <map>
#include <random>
#include <set>

#include "sim/spec/working_time.hpp"
#include "tests/support/towns.hpp"

using namespace outpost;
using tests::run;

namespace {

/// Kind "job" at a place without travel, with enough units, half an hour of work and five minutes to write it up.
std::shared_ptr<const Setting> desk(std::int64_t units, double per_hour_rate, const tests::Change& change) {
  return tests::points(units, [&](ScenarioSpec& s) {
    KindSpec& job = s.demand.kinds["job"];
    job.rate = per_hour(per_hour_rate);
    job.on_scene = constant(30min);
    job.write_up = constant(5min);
    change(s);
  });
}

CourseSpec& course_of(ScenarioSpec& spec) {
  return spec.demand.kinds["job"].course;
}

std::map<OrderId, std::vector<StageRow>> by_order(const RunRecord& record) {
  std::map<OrderId, std::vector<StageRow>> orders;
  for (const StageRow& row : record.stages) orders[row.order].push_back(row);
  return orders;
}

std::int64_t count(const std::vector<StageRow>& rows, Stage stage) {
  return std::count_if(rows.begin(), rows.end(), [stage](const StageRow& row) { return row.stage == stage; });
}

std::vector<Stage> stages_of(const std::vector<StageRow>& rows) {
  std::vector<Stage> stages;
  for (const StageRow& row : rows) stages.push_back(row.stage);
  return stages;
}

SimTime at(const std::vector<StageRow>& rows, Stage stage, int time = 1) {
  for (const StageRow& row : rows) {
    if (row.stage == stage && --time == 0) return row.at;
  }
  FAIL("the order did not enter the stage so often");
  return {};
}

/// Of a number of trials until the first that succeeds, with chance 1 - p each: the mean lies within its 99% interval.
void check_geometric(double p, double sum, double n) {
  const double mean = 1.0 / (1.0 - p);
  const double error = std::sqrt(p) / (1.0 - p) / std::sqrt(n);
  INFO("mean " << sum / n << " of " << n << ", expected " << mean << " with a standard error of " << error);
  CHECK(std::abs(sum / n - mean) < 2.576 * error);
}

}  // namespace

TEST_CASE("shares of zero give the digest of a kind that says nothing, whatever else its course says") {
  const auto plain = desk(3, 2.0, [](ScenarioSpec&) {});
  const auto asked_for_nothing = desk(3, 2.0, [](ScenarioSpec& s) {
    CourseSpec& course = course_of(s);
    course.misclassified = share(0.9);
    course.misplaced = share(0.1);
    course.suspended_for = exponential(5h);
    course.verify_takes = constant(3min);
    course.check_after = constant(7h);
    course.check_takes = exponential(1h);
    course.check_priority = 1;
    course.check_by = CheckBy::telephone;
  });
  const auto one = run(plain, {7, 0}, 10 * one_day);
  const auto other = run(asked_for_nothing, {7, 0}, 10 * one_day);
  CHECK(digest_of(one.record) == digest_of(other.record));
  CHECK(one.state == other.state);
}

TEST_CASE("with a share p of returns an order is assigned 1 / (1 - p) times on average, and answered once") {
  const double p = 0.3;
  const auto setting = desk(40, 30.0, [p](ScenarioSpec& s) { course_of(s).returned = share(p); });
  const auto finished = run(setting, {20250303, 0}, 20 * one_day);
  double assigned = 0.0;
  double closed = 0.0;
  std::map<ReturnReason, double> reasons;
  for (const auto& [order, rows] : by_order(finished.record)) {
    if (rows.back().stage != Stage::closed) continue;
    closed += 1.0;
    assigned += static_cast<double>(count(rows, Stage::assigned));
    CHECK(count(rows, Stage::assigned) == count(rows, Stage::returned) + 1);
    CHECK(count(rows, Stage::on_scene) == 1);
    for (std::size_t i = 1; i < rows.size(); ++i) {
      if (rows[i].stage != Stage::returned) continue;
      reasons[rows[i].reason] += 1.0;
      // A wrong place shows there, everything else when it is read.
      CHECK(rows[i - 1].stage == (rows[i].reason == ReturnReason::wrong_place ? Stage::under_way : Stage::assigned));
      CHECK(rows[i].responder.has_value());
    }
  }
  REQUIRE(closed > 10'000.0);
  check_geometric(p, assigned, closed);
  const double returns = assigned - closed;
  const auto is_share = [returns](double number, double expected) {
    const double error = std::sqrt(expected * (1.0 - expected) / returns);
    CHECK(std::abs(number / returns - expected) < 2.576 * error);
  };
  is_share(reasons[ReturnReason::wrong_kind], 0.4);
  is_share(reasons[ReturnReason::wrong_place], 0.3);
  is_share(reasons[ReturnReason::not_theirs], 0.3);
}

TEST_CASE("a returned order goes through intake again and keeps its place in line") {
  const auto setting = desk(1, 0.5, [](ScenarioSpec& s) {
    course_of(s).returned = share(0.4);
    s.command.intake = constant(10min);
  });
  const auto finished = run(setting, {5, 0}, 40 * one_day);
  std::int64_t returned = 0;
  for (const auto& [order, rows] : by_order(finished.record)) {
    for (std::size_t i = 0; i + 1 < rows.size(); ++i) {
      if (rows[i].stage != Stage::returned) continue;
      ++returned;
      CHECK(rows[i + 1].stage == Stage::accepted);
      CHECK(rows[i + 1].at - rows[i].at == 10min);
    }
  }
  CHECK(returned > 50);
  // First come, first served: among those who wait the one accepted first is sent for, returned or not.
  std::map<OrderId, SimTime> accepted;
  std::set<OrderId> waiting;
  for (const StageRow& row : finished.record.stages) {
    if (row.stage == Stage::accepted) {
      accepted.try_emplace(row.order, row.at);
      waiting.insert(row.order);
    }
    if (row.stage != Stage::assigned) continue;
    waiting.erase(row.order);
    for (const OrderId other : waiting) CHECK(accepted.at(other) >= accepted.at(row.order));
  }
}

TEST_CASE("several units that are sent to the wrong order all come back, and it is answered later") {
  const auto setting = desk(6, 1.5, [](ScenarioSpec& s) {
    s.demand.kinds["job"].units = 2;
    course_of(s).returned = share(0.5);
    course_of(s).misplaced = share(0.5);
    course_of(s).suspended = share(0.3);
    course_of(s).suspended_for = exponential(3h);
    course_of(s).checked = share(1.0);
    course_of(s).check_after = exponential(2h);
  });
  const auto finished = run(setting, {5, 0}, 20 * one_day);
  std::int64_t closed = 0;
  for (const auto& [order, rows] : by_order(finished.record)) closed += count(rows, Stage::closed);
  CHECK(closed > 500);
}

TEST_CASE("work that cannot be ended waits outside, its unit is free, and somebody comes back") {
  const auto setting = desk(2, 0.2, [](ScenarioSpec& s) {
    course_of(s).suspended = share(1.0);
    course_of(s).suspended_for = constant(48h);
    course_of(s).deadline = 24h;
  });
  const auto finished = run(setting, {3, 0}, 30 * one_day);
  std::map<OrderId, std::vector<DeadlineRow>> deadlines;
  for (const DeadlineRow& row : finished.record.deadlines) deadlines[row.order].push_back(row);
  std::int64_t closed = 0;
  Duration worked{};
  for (const auto& [order, rows] : by_order(finished.record)) {
    if (rows.back().stage != Stage::closed) continue;
    ++closed;
    CHECK(stages_of(rows) == std::vector{Stage::occurred, Stage::noticed, Stage::reported, Stage::accepted,
                                         Stage::assigned, Stage::under_way, Stage::on_scene, Stage::suspended,
                                         Stage::accepted, Stage::assigned, Stage::under_way, Stage::on_scene,
                                         Stage::resolved, Stage::closed});
    CHECK(at(rows, Stage::suspended) == at(rows, Stage::on_scene) + 35min);  // written up too
    CHECK(at(rows, Stage::accepted, 2) == at(rows, Stage::suspended) + 48h);
    CHECK(at(rows, Stage::closed) == at(rows, Stage::on_scene, 2) + 35min);
    // The deadline stands still meanwhile.
    REQUIRE(deadlines[order].size() == 2);
    CHECK(deadlines[order][0].due == at(rows, Stage::reported) + 24h);
    CHECK(deadlines[order][1].change == DeadlineChange::stood_still);
    CHECK(deadlines[order][1].due == at(rows, Stage::reported) + 72h);
    worked += 70min;
  }
  REQUIRE(closed > 80);
  // Nobody works while it is suspended: all the time of units on orders is that of their two stays.
  Duration busy{};
  for (const StatusRow& row : finished.record.statuses) {
    if (row.status == Status::on_scene || row.status == Status::writing_up) busy += row.end - row.begin;
  }
  std::int64_t suspended = 0;
  for (const auto& [order, rows] : by_order(finished.record)) {
    suspended += rows.back().stage == Stage::suspended ? 1 : 0;
  }
  CHECK(busy >= worked + suspended * 35min);
  CHECK(busy <= worked + suspended * 35min + 4 * 35min);  // and of those that are worked on at the end
}

TEST_CASE("verified, handled, checked: three stays of a real unit for one order, all of them in its working time") {
  const auto setting = desk(5, 0.5, [](ScenarioSpec& s) {
    CourseSpec& course = course_of(s);
    course.verify = {Role::crew_110};
    course.verify_takes = constant(7min);
    course.checked = share(1.0);
    course.check_after = constant(3h);
    course.check_takes = constant(11min);
  });
  const auto finished = run(setting, {3, 0}, 20 * one_day);
  std::int64_t closed = 0;
  Duration open_work{};
  for (const auto& [order, rows] : by_order(finished.record)) {
    if (rows.back().stage != Stage::closed) {
      // What has been done on those that are open: at most the two first stays and a part of another.
      open_work += 60min;
      continue;
    }
    ++closed;
    CHECK(stages_of(rows) == std::vector{Stage::occurred,  Stage::noticed,   Stage::reported,  Stage::accepted,
                                         Stage::assigned,  Stage::under_way, Stage::on_scene,  Stage::confirmed,
                                         Stage::accepted,  Stage::assigned,  Stage::under_way, Stage::on_scene,
                                         Stage::resolved,  Stage::to_check,  Stage::accepted,  Stage::assigned,
                                         Stage::under_way, Stage::on_scene,  Stage::verified,  Stage::closed});
    CHECK(at(rows, Stage::confirmed) == at(rows, Stage::on_scene) + 7min);
    CHECK(at(rows, Stage::resolved) == at(rows, Stage::on_scene, 2) + 30min);
    CHECK(at(rows, Stage::accepted, 3) == at(rows, Stage::resolved) + 5min + 3h);
    CHECK(at(rows, Stage::verified) == at(rows, Stage::on_scene, 3) + 11min);
  }
  REQUIRE(closed > 150);
  Duration busy{};
  for (const StatusRow& row : finished.record.statuses) {
    if (row.status == Status::on_scene || row.status == Status::writing_up) busy += row.end - row.begin;
  }
  const Duration of_closed = closed * (7min + 30min + 5min + 11min);
  CHECK(busy >= of_closed);
  CHECK(busy <= of_closed + open_work);
}

TEST_CASE("what a check finds wrong is handled again, 1 / (1 - p) times on average, and closes once") {
  const double p = 0.35;
  const auto setting = desk(40, 20.0, [p](ScenarioSpec& s) {
    course_of(s).checked = share(1.0);
    course_of(s).check_after = constant(1h);
    course_of(s).reopened = share(p);
  });
  const auto finished = run(setting, {11, 0}, 15 * one_day);
  double handled = 0.0;
  double closed = 0.0;
  for (const auto& [order, rows] : by_order(finished.record)) {
    CHECK(count(rows, Stage::closed) <= 1);
    // Only what could have come back often enough counts, or the short courses would be over-represented.
    if (rows.front().at > SimTime{} + 12 * one_day) continue;
    REQUIRE(rows.back().stage == Stage::closed);
    closed += 1.0;
    handled += static_cast<double>(count(rows, Stage::resolved));
    CHECK(count(rows, Stage::resolved) == count(rows, Stage::reopened) + 1);
    CHECK(count(rows, Stage::on_scene) == 2 * count(rows, Stage::resolved));
    CHECK(count(rows, Stage::verified) == 1);
  }
  REQUIRE(closed > 5'000.0);
  check_geometric(p, handled, closed);
}

TEST_CASE("a check by telephone takes time and no unit") {
  const auto checked = desk(5, 0.5, [](ScenarioSpec& s) {
    course_of(s).checked = share(1.0);
    course_of(s).check_by = CheckBy::telephone;
    course_of(s).check_after = constant(2h);
    course_of(s).check_takes = constant(4min);
  });
  const auto finished = run(checked, {3, 0}, 20 * one_day);
  std::int64_t closed = 0;
  for (const auto& [order, rows] : by_order(finished.record)) {
    if (rows.back().stage != Stage::closed) continue;
    ++closed;
    CHECK(count(rows, Stage::on_scene) == 1);
    CHECK(at(rows, Stage::closed) == at(rows, Stage::resolved) + 5min + 2h + 4min);
  }
  CHECK(closed > 150);
  const auto plain = run(desk(5, 0.5, [](ScenarioSpec&) {}), {3, 0}, 20 * one_day);
  REQUIRE(plain.record.statuses.size() == finished.record.statuses.size());
  for (std::size_t i = 0; i < plain.record.statuses.size(); ++i) {
    CHECK(plain.record.statuses[i].begin == finished.record.statuses[i].begin);
    CHECK(plain.record.statuses[i].status == finished.record.statuses[i].status);
  }
}

TEST_CASE("a check that is due waits behind orders that are more urgent, however long it has been due") {
  const auto setting = desk(1, 1.2, [](ScenarioSpec& s) {
    s.command.line = LineOrder::priority;
    course_of(s).checked = share(0.5);
    course_of(s).check_after = constant(1h);
  });
  const auto finished = run(setting, {3, 0}, 40 * one_day);
  std::map<OrderId, bool> waiting;  // whether for its check
  std::set<OrderId> written_up;
  std::int64_t passed_over = 0;
  for (const StageRow& row : finished.record.stages) {
    if (row.stage == Stage::to_check) written_up.insert(row.order);
    if (row.stage == Stage::accepted) waiting[row.order] = written_up.contains(row.order);
    if (row.stage != Stage::assigned) continue;
    const bool to_check = waiting.at(row.order);
    waiting.erase(row.order);
    for (const auto& [other, other_to_check] : waiting) {
      CHECK_FALSE((to_check && !other_to_check));
      passed_over += !to_check && other_to_check ? 1 : 0;
    }
  }
  CHECK(passed_over > 10);
}

TEST_CASE("a deadline is moved once, by the extension, and passes when the order is open then") {
  const auto setting = desk(1, 0.1, [](ScenarioSpec& s) {
    s.demand.kinds["job"].on_scene = constant(10h);
    course_of(s).deadline = 2h;
    course_of(s).extended = share(1.0);
    course_of(s).extension = 3h;
  });
  const auto finished = run(setting, {3, 0}, 20 * one_day);
  std::map<OrderId, std::vector<DeadlineRow>> deadlines;
  for (const DeadlineRow& row : finished.record.deadlines) deadlines[row.order].push_back(row);
  std::int64_t seen = 0;
  for (const auto& [order, rows] : by_order(finished.record)) {
    if (rows.back().stage != Stage::closed) continue;
    const SimTime reported = at(rows, Stage::reported);
    const auto& rows_of = deadlines[order];
    REQUIRE(rows_of.size() == 3);
    CHECK(rows_of[0].change == DeadlineChange::set);
    CHECK(rows_of[0].due == reported + 2h);
    CHECK(rows_of[1].change == DeadlineChange::extended);
    CHECK(rows_of[1].at == reported + 2h);
    CHECK(rows_of[1].due == reported + 5h);
    CHECK(rows_of[2].change == DeadlineChange::passed);
    CHECK(rows_of[2].at == reported + 5h);
    ++seen;
  }
  CHECK(seen > 10);
}

TEST_CASE("what is closed in time has no deadline that passes") {
  const auto setting = desk(30, 2.0, [](ScenarioSpec& s) { course_of(s).deadline = 36min; });
  for (const DeadlineRow& row : run(setting, {3, 0}, 20 * one_day).record.deadlines) {
    CHECK(row.change == DeadlineChange::set);
  }
}

TEST_CASE("deadlines in working time are those of the calendar") {
  for (const DeadlineHours counted : {DeadlineHours::working, DeadlineHours::working_days}) {
    const auto setting = desk(30, 1.0, [counted](ScenarioSpec& s) {
      course_of(s).deadline = counted == DeadlineHours::working ? Duration{14h} : Duration{3 * one_day};
      course_of(s).deadline_hours = counted;
      s.calendar.holidays = {{2025, 3, 12}};
    });
    const auto& hours = setting->spec.calendar.office_hours;
    std::int64_t seen = 0;
    for (const DeadlineRow& row : run(setting, {3, 0}, 20 * one_day).record.deadlines) {
      if (row.change != DeadlineChange::set) continue;
      ++seen;
      CHECK(row.due == (counted == DeadlineHours::working ? after_working(setting->calendar, hours, row.at, 14h)
                                                          : after_working_days(setting->calendar, hours, row.at, 3)));
      CHECK_FALSE(setting->calendar.day_off(day_of(row.due)));
    }
    CHECK(seen > 300);
  }
}

TEST_CASE("with feedback an order is closed when the reporter has been told") {
  const auto setting = desk(5, 0.5, [](ScenarioSpec& s) { course_of(s).feedback = constant(6h); });
  std::int64_t closed = 0;
  for (const auto& [order, rows] : by_order(run(setting, {3, 0}, 20 * one_day).record)) {
    if (rows.back().stage != Stage::closed) continue;
    ++closed;
    CHECK(at(rows, Stage::closed) == at(rows, Stage::resolved) + 5min + 6h);
    CHECK_FALSE(rows.back().responder.has_value());
  }
  CHECK(closed > 100);
}

TEST_CASE("once somebody has come, nobody hangs up") {
  const auto setting = desk(1, 0.9, [](ScenarioSpec& s) {
    s.command.patience = constant(1h);
    course_of(s).suspended = share(0.8);
    course_of(s).suspended_for = constant(1min);
    course_of(s).returned = share(0.2);
  });
  std::int64_t withdrawn = 0;
  for (const auto& [order, rows] : by_order(run(setting, {3, 0}, 40 * one_day).record)) {
    if (count(rows, Stage::withdrawn) == 0) continue;
    ++withdrawn;
    CHECK(count(rows, Stage::on_scene) == 0);
  }
  CHECK(withdrawn > 20);
}

TEST_CASE("a false alarm that is verified is closed, and nobody is sent to handle it") {
  const auto setting = tests::small_town([](ScenarioSpec& s) {
    for (auto& [name, kind] : s.demand.kinds) kind.rate = per_1000_residents_per_day(0.0);
    KindSpec check = s.demand.kinds.at("grid_case");
    check.course.verify = {Role::grid_worker};
    check.roles = {Role::community_officer};
    check.channel = Channel::app;
    s.demand.kinds["hazard_check"] = check;
    s.alerts.false_alarms = per_1000_residents_per_day(1.0);
    s.alerts.handled_as = "hazard_check";
  });
  std::int64_t closed = 0;
  for (const auto& [order, rows] : by_order(run(setting, {3, 0}, 14 * one_day).record)) {
    if (rows.back().stage != Stage::closed) continue;
    ++closed;
    CHECK(count(rows, Stage::on_scene) == 1);
    CHECK(count(rows, Stage::confirmed) == 1);
    const auto who =
        std::find_if(rows.begin(), rows.end(), [](const StageRow& row) { return row.responder.has_value(); });
    CHECK(setting->force.responders[*who->responder].role == Role::grid_worker);
  }
  CHECK(closed > 50);
}

TEST_CASE("in random scenarios every order is in one stage, follows the order of stages, and closes at most once") {
  using S = Stage;
  const std::map<S, std::set<S>> may_follow{
      {S::occurred, {S::noticed}},
      {S::noticed, {S::reported}},
      {S::reported, {S::accepted}},
      {S::accepted, {S::assigned, S::withdrawn, S::turned_away}},
      {S::assigned, {S::under_way, S::returned, S::taken_back}},
      {S::under_way, {S::on_scene, S::returned, S::taken_back}},
      {S::on_scene, {S::resolved, S::suspended, S::confirmed, S::verified, S::reopened, S::taken_back}},
      {S::resolved, {S::closed, S::to_check, S::feedback}},
      {S::taken_back, {S::accepted}},
      {S::returned, {S::accepted}},
      {S::confirmed, {S::accepted, S::closed, S::feedback}},
      {S::suspended, {S::accepted}},
      {S::to_check, {S::accepted, S::verified, S::reopened}},
      {S::verified, {S::closed, S::feedback}},
      {S::reopened, {S::accepted}},
      {S::feedback, {S::closed}}};
  std::mt19937 random{42};
  const auto pick = [&random](std::int64_t n) {
    return static_cast<std::int64_t>(random() % static_cast<unsigned>(n));
  };
  const auto some_share = [&pick](double most) { return share(most * static_cast<double>(pick(4)) / 3.0); };
  std::set<S> entered;
  for (int trial = 0; trial < 40; ++trial) {
    CAPTURE(trial);
    const auto setting = tests::points(1 + pick(6), [&](ScenarioSpec& s) {
      s.city.places = {{.id = "A"}, {.id = "B", .x = kilometres(2)}};
      s.metric.kind = MetricKind::straight;
      s.travel.spread = 0.2;
      s.command.intake = constant(pick(3) * 2min);
      s.command.line = pick(2) == 0 ? LineOrder::fcfs : LineOrder::priority;
      s.rules.dispatch = pick(2) == 0 ? "soonest_free" : "priority_soonest";
      s.rules.preempt = pick(2) == 0 ? Preempt::under_way : Preempt::on_scene;
      s.rules.return_home = pick(2) == 0 ? Return::instant : Return::travel;
      if (pick(3) == 0) s.command.patience = exponential(3h);
      if (pick(3) == 0) s.command.places = pick(4);
      if (pick(3) == 0) s.rosters["always"].every_day = {{8h, 18h}};
      s.demand.kinds["urgent"] = {
          .priority = 1, .rate = per_hour(0.2), .roles = {Role::crew_110}, .on_scene = exponential(30min)};
      KindSpec& job = s.demand.kinds["job"];
      job.rate = per_hour(0.3);
      job.units = 1 + pick(2) * (s.staff[Role::crew_110].heads.value() > 1 ? 1 : 0);
      job.write_up = constant(pick(2) * 5min);
      CourseSpec& course = job.course;
      if (pick(2) == 0) course.verify = {Role::crew_110};
      course.returned = some_share(0.6);
      course.suspended = some_share(1.0);
      course.suspended_for = exponential(5h);
      if (pick(2) == 0) course.deadline = (1 + pick(3)) * one_day;
      if (course.deadline) {
        course.deadline_hours = static_cast<DeadlineHours>(pick(3));
        course.extended = some_share(1.0);
      }
      course.checked = some_share(1.0);
      course.check_by = static_cast<CheckBy>(pick(2));
      course.check_after = exponential(4h);
      course.check_priority = 1 + pick(4);
      course.reopened = course.checked == Share{} ? Share{} : some_share(0.6);
      course.feedback = constant(pick(2) * 3h);
    });
    // The laws are held inside, after every event and every midnight.
    const auto finished = run(setting, {static_cast<std::uint32_t>(trial), 0}, 15 * one_day);
    for (const auto& [order, rows] : by_order(finished.record)) {
      CAPTURE(order.row());
      for (std::size_t i = 0; i < rows.size(); ++i) {
        entered.insert(rows[i].stage);
        if (i == 0) continue;
        INFO(stage_names[static_cast<std::size_t>(rows[i - 1].stage)]
             << " then " << stage_names[static_cast<std::size_t>(rows[i].stage)]);
        REQUIRE(may_follow.contains(rows[i - 1].stage));
        CHECK(may_follow.at(rows[i - 1].stage).contains(rows[i].stage));
        CHECK(rows[i].at >= rows[i - 1].at);
      }
      CHECK(count(rows, S::closed) + count(rows, S::withdrawn) + count(rows, S::turned_away) <= 1);
    }
  }
  for (const auto& [stage, next] : may_follow) CHECK(entered.contains(stage));  // the scenarios reach all of it
}

TEST_CASE("a deadline for handling does not pass while a check is still to come, and one for closing does") {
  for (const DeadlineUntil until : {DeadlineUntil::handled, DeadlineUntil::closed}) {
    const auto setting = desk(30, 1.0, [until](ScenarioSpec& s) {
      course_of(s).deadline = 2h;
      course_of(s).deadline_until = until;
      course_of(s).checked = share(1.0);
      course_of(s).check_after = constant(5h);
    });
    std::int64_t passed = 0;
    for (const DeadlineRow& row : run(setting, {3, 0}, 20 * one_day).record.deadlines) {
      passed += row.change == DeadlineChange::passed ? 1 : 0;
    }
    if (until == DeadlineUntil::handled) CHECK(passed == 0);
    if (until == DeadlineUntil::closed) CHECK(passed > 300);
  }
}

TEST_CASE("a first handling lasts as long as without a course, and every further one is drawn anew") {
  const auto lasting = [](const tests::Change& change) {
    const auto setting = tests::points(40, [&](ScenarioSpec& s) {
      s.demand.kinds["job"].rate = per_hour(2.0);
      change(s);
    });
    return by_order(run(setting, {9, 0}, 10 * one_day).record);
  };
  const auto plain = lasting([](ScenarioSpec&) {});
  const auto again = lasting([](ScenarioSpec& s) {
    course_of(s).returned = share(0.2);
    course_of(s).suspended = share(1.0);
    course_of(s).suspended_for = constant(1h);
    course_of(s).checked = share(1.0);
    course_of(s).check_after = constant(1h);
  });
  std::int64_t compared = 0;
  std::int64_t same_again = 0;
  for (const auto& [order, rows] : again) {
    if (rows.back().stage != Stage::closed) continue;
    const auto& alone = plain.at(order);
    const Duration first = at(rows, Stage::suspended) - at(rows, Stage::on_scene);
    CHECK(first == at(alone, Stage::resolved) - at(alone, Stage::on_scene));
    same_again += at(rows, Stage::resolved) - at(rows, Stage::on_scene, 2) == first ? 1 : 0;
    ++compared;
  }
  CHECK(compared > 300);
  CHECK(same_again < 3);
}

TEST_CASE("work that was broken off leaves nothing to the next visit, which lasts its own time") {
  const auto setting = tests::points(1, [](ScenarioSpec& s) {
    s.rules.dispatch = "priority_soonest";
    s.rules.preempt = Preempt::on_scene;
    s.command.line = LineOrder::priority;
    s.demand.kinds["urgent"] = {
        .priority = 1, .rate = per_hour(0.3), .roles = {Role::crew_110}, .on_scene = constant(5min)};
    KindSpec& job = s.demand.kinds["job"];
    job.rate = per_hour(0.15);
    job.on_scene = constant(2h);
    job.course.suspended = share(1.0);
    job.course.suspended_for = constant(1h);
    job.course.checked = share(1.0);
    job.course.check_after = constant(1h);
    job.course.check_takes = constant(30min);
  });
  const auto finished = run(setting, {3, 0}, 40 * one_day);
  std::int64_t broken_off = 0;
  for (const auto& [order, rows] : by_order(finished.record)) {
    if (count(rows, Stage::suspended) != 1 || count(rows, Stage::closed) != 1) continue;  // an urgent one, or open
    std::map<Stage, Duration> lasted;  // of the stay that ended so, all of its pieces together
    Duration sum{};
    for (std::size_t i = 1; i < rows.size(); ++i) {
      if (rows[i - 1].stage != Stage::on_scene) continue;
      sum += rows[i].at - rows[i - 1].at;
      broken_off += rows[i].stage == Stage::taken_back ? 1 : 0;
      if (rows[i].stage == Stage::taken_back) continue;
      lasted[rows[i].stage] = sum;
      sum = Duration{};
    }
    CHECK(lasted[Stage::suspended] == 2h);
    CHECK(lasted[Stage::resolved] == 2h);
    CHECK(lasted[Stage::verified] == 30min);
  }
  CHECK(broken_off > 20);
}

TEST_CASE("an order that somebody has worked on is not returned any more, and its response stays that of the first") {
  const auto setting = desk(2, 0.4, [](ScenarioSpec& s) {
    course_of(s).returned = share(0.5);
    course_of(s).suspended = share(1.0);
    course_of(s).suspended_for = constant(2h);
    course_of(s).checked = share(1.0);
    course_of(s).check_after = constant(1h);
    course_of(s).reopened = share(0.4);
  });
  Simulation simulation{setting, {3, 0}};
  TravelQuery travel{*setting->travel};
  RunRecord record;
  simulation.advance_until(SimTime{} + 30 * one_day, record, travel);
  std::int64_t seen = 0;
  for (const auto& [order, rows] : by_order(record)) {
    if (count(rows, Stage::on_scene) == 0) continue;
    ++seen;
    CHECK(simulation.world().orders[order].on_scene == at(rows, Stage::on_scene));
    bool reached = false;
    for (const StageRow& row : rows) {
      reached = reached || row.stage == Stage::on_scene;
      CHECK_FALSE((reached && row.stage == Stage::returned));
    }
  }
  CHECK(seen > 200);
}
