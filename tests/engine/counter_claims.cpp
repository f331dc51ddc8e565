#include <algorithm>
#include <catch2/catch.hpp>
#include <cmath>
#include <map>
#include <numeric>

#include "tests/support/counters.hpp"
#include "tests/support/mean.hpp"

using namespace outpost;
using tests::counter;

namespace {

/// Open from 8:00 to 12:00.
void in_the_morning(ScenarioSpec& spec) {
  spec.work["counter"].begins = 8h;
  spec.work["counter"].lasts = constant(4h);
}

std::map<CounterStep, int> steps(const RunRecord& record) {
  std::map<CounterStep, int> found;
  for (const CounterRow& row : record.counter_steps) ++found[row.step];
  return found;
}

std::map<WorkResult, int> turns(const RunRecord& record) {
  std::map<WorkResult, int> found;
  for (const WorkRow& row : record.works) ++found[row.result];
  return found;
}

/// The mean wait of those who were served, in units of the mean time at the desk.
double mean_wait(const RunRecord& record) {
  tests::Mean mean;
  for (const CounterRow& row : record.counter_steps) {
    if (row.step == CounterStep::called && row.first) mean.add(static_cast<double>((row.at - row.since) / 1ms));
  }
  return mean.value() / 720'000.0;
}

constexpr double quantile = 3.73;  // t with 15 degrees of freedom, 0.999: four cases hold together with 99%

}  // namespace

TEST_CASE("people wait at a counter as in the queue M/M/c: Erlang C") {
  // desks, offered load, mean wait in units of the mean service
  const auto [desks, load, wait] =
      GENERATE(table<std::int64_t, double, double>({{1, 0.5, 1.0}, {2, 1.0, 1.0 / 3.0}, {3, 2.4, 1.078652}}));
  const auto place = counter(desks, desks, load);
  tests::Mean mean;
  for (std::uint32_t replication = 0; replication < 16; ++replication) {
    mean.add(mean_wait(tests::run(place, {20250303, replication}, 25 * one_day).record));
  }
  INFO(desks << " desks: " << mean.value() << " +- " << mean.half_width(quantile) << ", exact " << wait);
  CHECK(std::abs(mean.value() - wait) < mean.half_width(quantile));
  CHECK(mean.half_width(quantile) < 0.2 * wait + 0.02);
}

TEST_CASE("people leave a line as in the queue M/M/c+M: Erlang A") {
  // One desk at load 1, patience as long as a service on average: the chain's rates down from n are n + 0, so that the
  // number there is Poisson with mean 1, and e^-1 of those who come leave.
  const auto place = counter(1, 1, 1.0, [](ScenarioSpec& spec) { spec.command.counter.patience = exponential(12min); });
  tests::Mean share;
  for (std::uint32_t replication = 0; replication < 16; ++replication) {
    const auto finished = tests::run(place, {20250303, replication}, 10 * one_day);
    auto counted = steps(finished.record);
    share.add(static_cast<double>(counted[CounterStep::left]) / static_cast<double>(counted[CounterStep::came]));
    for (const StageRow& row : finished.record.stages) REQUIRE(row.stage != Stage::turned_away);
  }
  const double exact = std::exp(-1.0);
  INFO(share.value() << " +- " << share.half_width(quantile) << ", exact " << exact);
  CHECK(std::abs(share.value() - exact) < share.half_width(quantile));
  CHECK(share.half_width(quantile) < 0.03);
}

TEST_CASE("who comes first to a counter is served first, and every matter is settled at the desk") {
  const auto finished = tests::run(counter(2, 2, 1.6), {3, 0}, 5 * one_day);
  SimTime last{};
  for (const CounterRow& row : finished.record.counter_steps) {
    if (row.step != CounterStep::called || !row.first) continue;
    CHECK(row.since >= last);
    last = row.since;
  }
  auto counted = steps(finished.record);
  CHECK(counted[CounterStep::came] > 500);
  CHECK(counted[CounterStep::came] - counted[CounterStep::settled] < 40);  // those still there
  const auto closed = std::count_if(finished.record.stages.begin(), finished.record.stages.end(),
                                    [](const StageRow& row) { return row.stage == Stage::closed; });
  CHECK(closed == counted[CounterStep::settled]);
  CHECK(finished.record.legs.empty());  // nobody was sent anywhere
}

TEST_CASE("what is not settled at the desk becomes an order that somebody is sent to") {
  const auto finished = tests::run(counter(1, 1, 0.5,
                                           [](ScenarioSpec& spec) {
                                             spec.demand.kinds["matter"].desk.settled_at_desk = share(0.25);
                                             spec.staff[Role::crew_110].heads = 20;
                                           }),
                                   {3, 0}, 10 * one_day);
  auto counted = steps(finished.record);
  const double settled = counted[CounterStep::settled];
  const double passed_on = counted[CounterStep::passed_on];
  REQUIRE(settled + passed_on > 400);
  CHECK(settled / (settled + passed_on) == Approx(0.25).margin(0.08));  // four deviations at 500
  const auto sent = std::count_if(finished.record.stages.begin(), finished.record.stages.end(),
                                  [](const StageRow& row) { return row.stage == Stage::assigned; });
  CHECK(sent == counted[CounterStep::passed_on]);
}

TEST_CASE("who finds a counter closed comes back when it opens, and who stands in line when it closes too") {
  const auto place = counter(1, 1, 1.5, in_the_morning);
  const auto finished = tests::run(place, {3, 0}, 3 * one_day + 13h);
  bool served_late = false;
  for (const CounterRow& row : finished.record.counter_steps) {
    const Duration clock = time_of_day(row.at);
    if (row.step == CounterStep::called) CHECK((clock >= 8h && clock < 12h));
    if (row.step == CounterStep::called) CHECK(time_of_day(row.since) >= 8h);  // nobody stands there by night
    if (row.step == CounterStep::settled && clock >= 12h) served_late = true;
  }
  CHECK(served_late);  // who is at the desk when it closes is served to the end
  CHECK(steps(finished.record)[CounterStep::turned] == 0);
  const auto closing = std::count_if(
      finished.record.counter_steps.begin(), finished.record.counter_steps.end(),
      [](const CounterRow& row) { return row.step == CounterStep::sent_home && time_of_day(row.at) == 12h; });
  CHECK(closing > 10);  // three times more come in a day than are served in a morning
  CHECK(turns(finished.record)[WorkResult::done] == 4);
}

TEST_CASE("where the scenario says so, a closed counter turns people to the other channel of their kind") {
  const auto place = counter(1, 1, 1.5, [](ScenarioSpec& spec) {
    in_the_morning(spec);
    spec.command.counter.when_closed = WhenClosed::other_channel;
    spec.demand.kinds["matter"].second_channel = Channel::app;
    spec.staff[Role::crew_110].heads = 40;
  });
  const auto finished = tests::run(place, {3, 0}, 3 * one_day);
  std::map<Channel, int> reports;
  for (const ReportRow& row : finished.record.reports) {
    const Duration clock = time_of_day(row.at);
    CHECK((row.channel == Channel::counter) == (clock >= 8h && clock < 12h));
    ++reports[row.channel];
  }
  CHECK(reports[Channel::app] > 3 * reports[Channel::counter]);
  auto counted = steps(finished.record);
  CHECK(counted[CounterStep::sent_home] == 0);
  CHECK(counted[CounterStep::turned] > 0);  // in line at noon
  CHECK(counted[CounterStep::came] == reports[Channel::counter]);
  CHECK(counted[CounterStep::came] == counted[CounterStep::settled] + counted[CounterStep::turned]);
}

TEST_CASE("a clerk who is called away lets the line wait, comes back, and goes on where it was left") {
  const auto place = counter(1, 1, 0.6, [](ScenarioSpec& spec) {
    in_the_morning(spec);
    spec.demand.kinds["matter"].desk.at_desk = constant(12min);
    spec.demand.kinds["call"] = {.priority = 1,
                                 .rate = per_hour(1.0),
                                 .roles = {Role::community_officer},
                                 .on_scene = constant(20min),
                                 .channel = Channel::call_110};
  });
  const auto finished = tests::run(place, {3, 0}, 10 * one_day);
  std::map<OrderId, Duration> served;
  std::map<OrderId, SimTime> since;
  bool is_away = false;
  SimTime away{};
  int broken_off = 0;
  for (const CounterRow& row : finished.record.counter_steps) {
    if (row.step == CounterStep::called) since[row.order] = row.at;
    if (row.step == CounterStep::broken_off) {
      ++broken_off;
      is_away = true;
      away = row.at;
      served[row.order] += row.at - since[row.order];
    }
    if (row.step == CounterStep::called && is_away) {
      CHECK(row.at >= away + 20min);  // nobody else serves meanwhile
      CHECK((row.first || row.since >= away));
      is_away = false;
    }
    if (row.step == CounterStep::settled) {
      served[row.order] += row.at - since[row.order];
      CHECK(served[row.order] == 12min);
    }
  }
  CHECK(broken_off > 5);
  CHECK(turns(finished.record)[WorkResult::interrupted] >= broken_off);
  CHECK(turns(finished.record)[WorkResult::done] >= 5);
}

TEST_CASE("who is at an order when the hours of its counter come takes its place later") {
  const auto place = counter(1, 1, 0.2, [](ScenarioSpec& spec) {
    in_the_morning(spec);
    spec.demand.kinds["call"] = {.rate = per_hour(0.4),
                                 .roles = {Role::community_officer},
                                 .on_scene = constant(90min),
                                 .channel = Channel::call_110};
    spec.work["counter"].pauses_for = 0;
  });
  const auto finished = tests::run(place, {5, 0}, 30 * one_day);
  int late = 0;
  for (const WorkRow& row : finished.record.works) {
    if (row.result != WorkResult::done) continue;
    CHECK(time_of_day(row.end) >= 12h);
    if (time_of_day(row.begin) > 8h) ++late;
  }
  CHECK(late > 3);
  auto counted = turns(finished.record);
  CHECK(counted[WorkResult::done] + counted[WorkResult::excused] == 30);
  CHECK(counted[WorkResult::interrupted] == 0);
}

TEST_CASE("no more sit down than there are desks, whatever their role") {
  const auto [desks, officers, workers] =
      GENERATE(table<std::int64_t, std::int64_t, std::int64_t>({{2, 3, 0}, {2, 1, 2}, {3, 1, 2}, {1, 1, 0}}));
  const auto place = counter(desks, officers, 0.5, [workers = workers](ScenarioSpec& spec) {
    in_the_morning(spec);
    spec.work["counter"].roles = {Role::community_officer, Role::grid_worker};
    if (workers > 0) {
      spec.staff[Role::grid_worker] = {.heads = workers, .post = PostKind::area, .rosters = {"always"}};
    }
  });
  const auto finished = tests::run(place, {3, 0}, 4 * one_day);
  auto counted = turns(finished.record);
  const auto all = static_cast<int>(officers + workers);
  const int sit = std::min(static_cast<int>(desks), all);
  CHECK(counted[WorkResult::done] == 4 * sit);
  CHECK(counted[WorkResult::excused] == 4 * (all - sit));
}

TEST_CASE("desks bind nobody where nobody comes to a counter") {
  const auto with = [](std::int64_t desks) {
    return tests::run(
        counter(desks, 3, 0.5, [](ScenarioSpec& spec) { spec.demand.kinds["matter"].channel = Channel::app; }), {3, 0},
        3 * one_day);
  };
  const auto one = with(1);
  CHECK(one.record.counter_steps.empty());
  CHECK(digest_of(one.record) == digest_of(with(3).record));
}

TEST_CASE("a run with counters is the same in one piece or in many, and from a copy") {
  const auto town = tests::small_town([](ScenarioSpec& spec) {
    KindSpec& kind = spec.demand.kinds.at("dispute");
    kind.channel = Channel::counter;
    kind.rate.per_day *= 100.0;
    kind.desk.settled_at_desk = share(0.5);
    spec.command.counter.patience = exponential(30min);
    spec.work["counter"] = {.kind = WorkKind::counter, .roles = {Role::community_officer}, .lasts = lognormal(3h, 0.3)};
  });
  const auto whole = tests::run(town, {3, 0}, 4 * one_day);
  auto counted = steps(whole.record);
  CHECK(counted[CounterStep::settled] > 10);
  CHECK(counted[CounterStep::passed_on] > 10);
  CHECK(counted[CounterStep::sent_home] > 20);
  Simulation pieces{town, {3, 0}};
  TravelQuery travel{*town->travel};
  RunRecord record;
  for (SimTime at{}; at < SimTime{} + 4 * one_day;) {
    at += 37min;
    pieces.advance_until(std::min(at, SimTime{} + 4 * one_day), record, travel);
    require_conservation(*town, pieces.world());
    Simulation copy = pieces;
    pieces = copy;
  }
  pieces.close_records(record);
  CHECK(digest_of(record) == digest_of(whole.record));
  CHECK(pieces.digest() == whole.state);
}

TEST_CASE("a forecast goes on with the lines as they stand, and knows no end of a service") {
  const auto place = counter(1, 1, 0.8, [](ScenarioSpec& spec) {
    in_the_morning(spec);
    spec.demand.kinds["matter"].desk.settled_at_desk = share(0.5);
    spec.command.counter.patience = exponential(20min);
    spec.rules.dispatch = "rollout";
    spec.rules.rollout.runs = 4;
  });
  const auto finished = tests::run(place, {3, 0}, 4 * one_day);  // conservation is required within
  CHECK(steps(finished.record)[CounterStep::passed_on] > 5);
  CHECK(digest_of(finished.record) == digest_of(tests::run(place, {3, 0}, 4 * one_day).record));
}
