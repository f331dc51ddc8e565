#include <algorithm>
#include <array>
#include <catch2/catch.hpp>
#include <cmath>
#include <map>

#include "sim/rules/rooms.hpp"
#include "tests/support/mean.hpp"
#include "tests/support/towns.hpp"

using namespace outpost;

namespace {

/// One place where nobody ever waits for a unit: what is left of the response is what the desks take of it.
std::shared_ptr<const Setting> calls(const tests::Change& change) {
  return tests::points(40, [&change](ScenarioSpec& spec) {
    spec.demand.kinds["job"].on_scene = constant(10min);
    spec.command.rooms.desks["police"] = {.roles = {Role::crew_110}};
    spec.command.rooms.answers.fill("police");
    if (change) change(spec);
  });
}

/// The small town with a desk for each side, as apart as can be.
void separate(ScenarioSpec& spec) {
  RoomSpec& rooms = spec.command.rooms;
  rooms.desks["police"] = {.roles = {Role::crew_110, Role::community_officer},
                           .seats = 1,
                           .crosses = Crossing::call,
                           .rekey = constant(2min)};
  rooms.desks["grid"] = {.roles = {Role::grid_worker}, .seats = 1, .crosses = Crossing::call, .rekey = constant(2min)};
  rooms.answers.fill("grid");
  rooms.answers[static_cast<std::size_t>(Channel::call_110)] = "police";
  spec.command.intake = lognormal(90s, 0.5);
  spec.reports.invalid = 1.5;
}

/// The small town with ten times as many incidents: about 50 orders a day.
std::shared_ptr<const Setting> busy_town(const tests::Change& change = {}) {
  return tests::small_town([&change](ScenarioSpec& spec) {
    for (auto& [key, kind] : spec.demand.kinds) kind.rate.per_day *= 10.0;
    spec.staff[Role::crew_110].heads = 30;
    if (change) change(spec);
  });
}

/// When each order of a record was in a stage for the first time.
std::map<OrderId, SimTime> first_in(const RunRecord& record, Stage stage) {
  std::map<OrderId, SimTime> at;
  for (const StageRow& row : record.stages) {
    if (row.stage == stage) at.emplace(row.order, row.at);
  }
  return at;
}

std::map<OrderId, Duration> spent_from(const RunRecord& record, Stage from, Stage to) {
  const auto begins = first_in(record, from);
  const auto ends = first_in(record, to);
  std::map<OrderId, Duration> spent;
  for (const auto& [order, begin] : begins) {
    if (ends.contains(order)) spent[order] = ends.at(order) - begin;
  }
  return spent;
}

double mean_seconds(const std::map<OrderId, Duration>& times) {
  tests::Mean mean;
  for (const auto& [order, time] : times) mean.add(static_cast<double>(time.count()) / 1000.0);
  return mean.value();
}

/// The most tasks that were at the seats of any hall at once.
std::size_t most_at_once(const RunRecord& record, DeskId desk) {
  std::vector<std::pair<SimTime, int>> edges;
  for (const SeatRow& row : record.seats) {
    if (row.desk != desk) continue;
    edges.emplace_back(row.begin, 1);
    edges.emplace_back(row.end, -1);
  }
  std::sort(edges.begin(), edges.end());  // who leaves at a moment does so before who comes
  int now = 0;
  int most = 0;
  for (const auto& [at, change] : edges) {
    now += change;
    most = std::max(most, now);
  }
  return static_cast<std::size_t>(most);
}

std::map<SeatWork, int> works(const RunRecord& record) {
  std::map<SeatWork, int> counts;
  for (const SeatRow& row : record.seats) ++counts[row.work];
  return counts;
}

}  // namespace

TEST_CASE("callers wait for a seat as in the queue M/M/c: Erlang C") {
  // c, offered load, mean wait in units of the mean service (docs: values of the closed form)
  const auto [seats, load, wait] = GENERATE(table<std::int64_t, double, double>(
      {{1, 0.5, 1.000000}, {2, 1.0, 0.333333}, {3, 2.4, 1.078652}, {5, 4.0, 0.554113}}));
  constexpr double service = 120.0;  // seconds
  const auto town = calls([seats = seats, load = load](ScenarioSpec& spec) {
    spec.command.intake = exponential(2min);
    spec.command.rooms.desks["police"].seats = seats;
    spec.demand.kinds["job"].rate = per_hour(load * 30.0);
  });
  // One figure a replication of ten days; t quantiles: four cases hold together with 99%.
  tests::Mean mean;
  for (std::uint32_t replication = 0; replication < 16; ++replication) {
    const auto finished = tests::run(town, {20250303, replication}, 10 * one_day);
    mean.add(mean_seconds(spent_from(finished.record, Stage::reported, Stage::accepted)) / service - 1.0);
  }
  const double variance = (mean.square - mean.sum * mean.sum / mean.n) / (mean.n - 1.0);
  constexpr double quantile = 3.73;  // t with 15 degrees of freedom, 0.999
  INFO(seats << " seats: " << mean.value() << " +- " << quantile * std::sqrt(variance / mean.n) << ", exact " << wait);
  CHECK(std::abs(mean.value() - wait) < quantile * std::sqrt(variance / mean.n));
  CHECK(quantile * std::sqrt(variance / mean.n) < 0.15 * wait + 0.02);
}

TEST_CASE("desks with seats for all, a board and sight of everybody change nothing") {
  const auto without = tests::run(busy_town(), {3, 0}, 5 * one_day);
  const auto with = tests::run(busy_town([](ScenarioSpec& spec) {
                                 RoomSpec& rooms = spec.command.rooms;
                                 rooms.desks["police"] = {.roles = {Role::crew_110, Role::community_officer},
                                                          .seats = 1000,
                                                          .crosses = Crossing::board,
                                                          .sees = Sees::position};
                                 rooms.desks["grid"] = rooms.desks["police"];
                                 rooms.desks["grid"].roles = {Role::grid_worker};
                                 rooms.answers.fill("police");
                               }),
                               {3, 0}, 5 * one_day);
  REQUIRE(without.record.stages.size() > 500);
  REQUIRE(with.record.stages.size() == without.record.stages.size());
  const auto of = [](const RunRecord& record) {
    std::vector<std::tuple<std::size_t, Stage, SimTime, std::size_t>> rows;
    for (const StageRow& row : record.stages) {
      rows.emplace_back(row.order.row(), row.stage, row.at, row.responder ? row.responder->row() + 1 : 0);
    }
    return rows;
  };
  CHECK(of(with.record) == of(without.record));
}

TEST_CASE("names of desks and halls count for nothing: equal switches give equal digests") {
  const auto named = [](const std::string& title, const std::string& hall) {
    return busy_town([&](ScenarioSpec& spec) {
      separate(spec);
      spec.title = {title, title};
      for (auto& [key, desk] : spec.command.rooms.desks) {
        desk.name = {title, title};
        desk.hall = hall + key;
      }
    });
  };
  const auto apart = tests::run(named("separate", "north "), {3, 0}, 4 * one_day);
  const auto together = tests::run(named("colocated", "house "), {3, 0}, 4 * one_day);
  CHECK(apart.state == together.state);
  CHECK(digest_of(apart.record) == digest_of(together.record));
  CHECK(works(apart.record)[SeatWork::call] > 50);
}

TEST_CASE("a seat does one thing at a time, a call takes one at both ends, and nothing begins at a closed desk") {
  const auto town = busy_town([](ScenarioSpec& spec) {
    separate(spec);
    spec.command.rooms.desks["grid"].hours = {{8h, 18h}};
  });
  const RunRecord record = tests::run(town, {4, 0}, 7 * one_day).record;
  auto counts = works(record);
  CHECK(counts[SeatWork::answer] > 100);
  CHECK(counts[SeatWork::invalid] > 100);
  CHECK(counts[SeatWork::call] > 20);
  CHECK(counts[SeatWork::call] == counts[SeatWork::calling]);
  CHECK(counts[SeatWork::take_over] == 0);
  std::map<std::pair<OrderId, SimTime>, DeskId> other_end;
  bool waited_for_the_morning = false;
  for (const SeatRow& row : record.seats) {
    const Desk& desk = town->rooms.desks[row.desk];
    CHECK(desk.open.is_on_duty(town->calendar, row.begin));
    CHECK(row.begin >= row.since);
    if (desk.key == "grid" && row.begin - row.since > 3h) waited_for_the_morning = true;
    if (row.work == SeatWork::call) other_end[{*row.order, row.begin}] = row.desk;
  }
  CHECK(waited_for_the_morning);
  for (const SeatRow& row : record.seats) {
    if (row.work != SeatWork::calling) continue;
    REQUIRE(other_end.contains({*row.order, row.begin}));
    CHECK(other_end.at({*row.order, row.begin}) != row.desk);
  }
  for (const DeskId desk : town->rooms.desks.ids()) CHECK(most_at_once(record, desk) == 1);
}

TEST_CASE("what one desk does for another while that is closed is done at once, by its own seats") {
  const auto town = busy_town([](ScenarioSpec& spec) {
    separate(spec);
    spec.command.rooms.desks["grid"].hours = {{8h, 18h}};
    spec.command.rooms.desks["grid"].when_closed = "police";
    spec.command.rooms.desks["police"].seats = 20;
    spec.command.rooms.desks["grid"].seats = 4;  // so that nobody waits long for anything but the morning
    spec.command.intake = constant(20min);       // so that somebody is always being answered when it closes
    for (auto& [key, kind] : spec.demand.kinds) kind.channel = Channel::app;
  });
  const RunRecord record = tests::run(town, {4, 0}, 7 * one_day).record;
  int stood_in = 0;  // reports by the app, which the grid desk answers while it is open
  for (const SeatRow& row : record.seats) {
    const Desk& desk = town->rooms.desks[row.desk];
    CHECK(desk.open.is_on_duty(town->calendar, row.begin));
    CHECK(row.begin - row.since < 3h);
    if (desk.key == "police" && row.work == SeatWork::answer) ++stood_in;
  }
  CHECK(stood_in > 20);
  // Nor does what was being answered when the desk closed wait for it to open.
  std::map<OrderId, SimTime> left;
  for (const StageRow& row : record.stages) {
    if (row.stage == Stage::transferred) left[row.order] = row.at;
    if (row.stage == Stage::accepted && left.contains(row.order)) CHECK(row.at - left.at(row.order) < 3h);
    if (row.stage == Stage::accepted) left.erase(row.order);
  }
  for (const auto& [order, at] : left) CHECK(SimTime{} + 7 * one_day - at < 3h);
  // Grid workers are sent by the desk that stands in, in the evening turn.
  bool sent_at_night = false;
  for (const StageRow& row : record.stages) {
    if (row.stage != Stage::assigned || !row.responder) continue;
    const bool worker = town->force.responders[*row.responder].role == Role::grid_worker;
    if (worker && (hour_of_day(row.at) >= 18 || hour_of_day(row.at) < 8)) sent_at_night = true;
  }
  CHECK(sent_at_night);
}

TEST_CASE(
    "a desk that sees nothing of another's units never sends them; one that sees their status counts their posts") {
  const auto mixed = [](Sees sees) {
    return busy_town([sees](ScenarioSpec& spec) {
      separate(spec);
      spec.rules.dispatch = "soonest_free";
      for (auto& [key, kind] : spec.demand.kinds) kind.roles = {Role::community_officer, Role::grid_worker};
      for (auto& [key, desk] : spec.command.rooms.desks) desk.sees = sees;
    });
  };
  const auto by_workers = [](const Setting& setting, const RunRecord& record) {
    int count = 0;
    for (const StageRow& row : record.stages) {
      if (row.stage != Stage::assigned || !row.responder) continue;
      count += setting.force.responders[*row.responder].role == Role::grid_worker ? 1 : 0;
    }
    return count;
  };
  const auto blind = mixed(Sees::nothing);
  CHECK(by_workers(*blind, tests::run(blind, {5, 0}, 4 * one_day).record) == 0);
  const auto seeing = mixed(Sees::position);
  CHECK(by_workers(*seeing, tests::run(seeing, {5, 0}, 4 * one_day).record) > 50);
  // By status alone whoever is away from its post is expected from there; by position from where it is.
  const auto status = mixed(Sees::status);
  const auto expected_from_post = [](const std::shared_ptr<const Setting>& setting) {
    Simulation simulation{setting, {5, 0}};
    TravelQuery travel{*setting->travel};
    RunRecord record;
    record.keep_candidates = true;
    int off = 0;
    for (int step = 1; step < 24 * 12 * 3; ++step) {
      simulation.advance_until(SimTime{} + step * 5min, record, travel);
    }
    for (const DecisionRow& row : record.decisions) {
      for (const Candidate& candidate : row.candidates) {
        const Responder& unit = setting->force.responders[candidate.responder];
        if (unit.role != Role::grid_worker) continue;
        const OrderRow& order = record.orders[row.order.row()];
        const auto from_post = travel.static_time(setting->spec.staff.at(unit.role).way, unit.post, order.place, {});
        if (!from_post) continue;
        // Mobilisation and stairs come on top of the way from the post; from the road it may be less than the way.
        if (candidate.expected < *from_post) ++off;
      }
    }
    return off;
  };
  CHECK(expected_from_post(status) == 0);
  CHECK(expected_from_post(seeing) > 0);
}

TEST_CASE("a queue takes one seat once, a board none, and a hall in common lets nothing cross") {
  const auto with = [](Crossing crosses, const std::string& hall) {
    const auto town = busy_town([&](ScenarioSpec& spec) {
      separate(spec);
      for (auto& [key, desk] : spec.command.rooms.desks) {
        desk.crosses = crosses;
        desk.hall = hall;
      }
    });
    const RunRecord record = tests::run(town, {6, 0}, 4 * one_day).record;
    auto counts = works(record);
    const auto transferred = first_in(record, Stage::transferred).size();
    const int crossed = counts[SeatWork::call] + counts[SeatWork::take_over];
    // All but those that are under way at the end.
    CHECK(std::abs(static_cast<int>(transferred) - crossed) <= 3);
    return std::pair{counts[SeatWork::call], counts[SeatWork::take_over]};
  };
  const auto by_call = with(Crossing::call, "");
  CHECK(by_call.first > 50);
  CHECK(by_call.second == 0);
  const auto by_queue = with(Crossing::queue, "");
  CHECK(by_queue.first == 0);
  CHECK(by_queue.second > 50);
  CHECK(with(Crossing::board, "") == std::pair{0, 0});
  CHECK(with(Crossing::call, "house") == std::pair{0, 0});
}

TEST_CASE("of orders that cross, the misread come back: 1 / (1 - p) crossings each") {
  const auto town = calls([](ScenarioSpec& spec) {
    spec.command.rooms.desks["other"] = {.seats = 100, .crosses = Crossing::queue};
    spec.command.rooms.desks["police"].seats = 100;
    spec.command.rooms.desks["police"].misread = share(0.25);
    spec.command.rooms.answers.fill("other");
    spec.demand.kinds["job"].rate = per_hour(10);
  });
  const RunRecord record = tests::run(town, {9, 0}, 60 * one_day).record;
  auto counts = works(record);
  const double orders = counts[SeatWork::answer];
  REQUIRE(orders > 10'000);
  const double crossings = counts[SeatWork::take_over] / orders;
  // Standard deviation of a geometric number with p = 0.25: sqrt(p) / (1 - p) = 0.667.
  CHECK(std::abs(crossings - 1.0 / 0.75) < 2.576 * 0.667 / std::sqrt(orders));
  CHECK(std::abs(counts[SeatWork::correct] - (counts[SeatWork::take_over] - orders)) <= 3);
}

TEST_CASE("urgent orders that cross are taken over first, as in Cobham's queue with two priorities") {
  // 2 min each; urgent ones keep a fifth of the seat busy, others three fifths: W1 = 0.8 / 0.8, W2 = W1 / 0.2 minutes.
  const auto town = calls([](ScenarioSpec& spec) {
    spec.command.rooms.desks["other"] = {.seats = 1000, .crosses = Crossing::queue};
    spec.command.rooms.answers.fill("other");
    spec.command.rooms.take_over = constant(2min);
    spec.demand.kinds["job"].rate = per_hour(18);
    spec.demand.kinds["urgent"] = spec.demand.kinds["job"];
    spec.demand.kinds["urgent"].rate = per_hour(6);
    spec.demand.kinds["urgent"].priority = 1;
  });
  std::array<tests::Mean, 2> waits;  // by kind: job, urgent
  for (std::uint32_t replication = 0; replication < 4; ++replication) {
    const RunRecord record = tests::run(town, {9, replication}, 60 * one_day).record;
    for (const SeatRow& row : record.seats) {
      if (row.work != SeatWork::take_over) continue;
      waits[record.orders[row.order->row()].kind].add(in_hours(row.begin - row.since) * 60.0);
    }
  }
  CHECK(waits[1].value() == Approx(1.0).epsilon(0.03));
  CHECK(waits[0].value() == Approx(5.0).epsilon(0.05));
}

TEST_CASE("an urgent call to another desk is made before reports that nobody has answered") {
  // The calling desk never runs out of reports, and the other is busy two thirds of the time with its own: a call is
  // only made where the caller turns from its line at the moment at which both have a seat.
  const auto town = calls([](ScenarioSpec& spec) {
    spec.command.rooms.desks["other"] = {.roles = {Role::grid_worker}, .seats = 1, .crosses = Crossing::call};
    spec.command.rooms.answers.fill("other");
    spec.command.rooms.answers[static_cast<std::size_t>(Channel::call_110)] = "police";
    spec.staff[Role::grid_worker] = spec.staff[Role::crew_110];
    spec.command.intake = exponential(2min);
    spec.command.rooms.call = constant(1min);
    spec.demand.kinds["job"].rate = per_hour(20);
    spec.demand.kinds["flood"] = spec.demand.kinds["job"];
    spec.demand.kinds["flood"].rate = per_hour(40);
    spec.demand.kinds["flood"].channel = Channel::app;
    spec.demand.kinds["urgent"] = spec.demand.kinds["flood"];
    spec.demand.kinds["flood"].roles = {Role::grid_worker};
    spec.demand.kinds["urgent"].rate = per_hour(2);
    spec.demand.kinds["urgent"].priority = 1;
  });
  const RunRecord record = tests::run(town, {9, 0}, 5 * one_day).record;
  int answered = 0;
  int called = 0;
  for (const SeatRow& row : record.seats) {
    if (!row.order || record.orders[row.order->row()].priority != 1) continue;
    answered += row.work == SeatWork::answer ? 1 : 0;
    called += row.work == SeatWork::call ? 1 : 0;
    if (row.work == SeatWork::call) CHECK(row.begin - row.since < 4h);  // a busy period of the other desk
  }
  CHECK(answered > 50);
  CHECK(called > answered - 10);
}

TEST_CASE("callers who are not answered hang up, and nobody does who is being answered") {
  const auto town = calls([](ScenarioSpec& spec) {
    spec.command.intake = exponential(2min);
    spec.command.rooms.hang_up = exponential(2min);
    spec.demand.kinds["job"].rate = per_hour(45);
  });
  const RunRecord record = tests::run(town, {9, 0}, 60 * one_day).record;
  const auto lost = first_in(record, Stage::withdrawn);
  const auto reported = first_in(record, Stage::reported);
  std::map<OrderId, SimTime> answered;
  for (const SeatRow& row : record.seats) answered.emplace(*row.order, row.begin);
  for (const auto& [order, at] : lost) CHECK_FALSE(answered.contains(order));
  // Erlang A with patience and service of one mean: M/M/infinity, of which all but the first are in line. The share
  // that is lost is P(N >= 1 while waiting): 1 - (1 - e^-a) / a for a = 1.5.
  const double share_lost = static_cast<double>(lost.size()) / static_cast<double>(reported.size());
  const double a = 1.5;
  const double exact = 1.0 - (1.0 - std::exp(-a)) / a;
  CHECK(std::abs(share_lost - exact) < 0.01);
}

TEST_CASE("an order that waits too long at its desk is passed on once to the next that may send somebody") {
  const auto town = busy_town([](ScenarioSpec& spec) {
    separate(spec);
    spec.command.rooms.pass_on = 20min;
    spec.staff[Role::community_officer].heads = 0;
    spec.staff[Role::community_officer].per_area.reset();
    for (auto& [key, kind] : spec.demand.kinds) kind.roles = {Role::community_officer, Role::grid_worker};
  });
  const RunRecord record = tests::run(town, {5, 0}, 4 * one_day).record;
  const auto accepted = first_in(record, Stage::accepted);
  const auto crossed = first_in(record, Stage::transferred);
  int passed = 0;
  for (const StageRow& row : record.stages) {
    if (row.stage != Stage::assigned) continue;
    ++passed;
    CHECK(row.at - accepted.at(row.order) >= 20min);
    CHECK(crossed.contains(row.order));
  }
  CHECK(passed > 50);
}

TEST_CASE("how long an order stands in line before it is passed on counts anew when it comes back into line") {
  const auto town = busy_town([](ScenarioSpec& spec) {
    separate(spec);
    spec.command.rooms.pass_on = 20min;
    spec.staff[Role::community_officer].per_area.reset();
    spec.staff[Role::community_officer].heads = 1;
    for (auto& [key, kind] : spec.demand.kinds) {
      kind.roles = {Role::community_officer, Role::grid_worker};
      kind.course.returned = share(0.5);
    }
  });
  const RunRecord record = tests::run(town, {5, 0}, 10 * one_day).record;
  std::map<OrderId, std::vector<SimTime>> came;
  int passed = 0;
  int after_coming_back = 0;
  for (const StageRow& row : record.stages) {
    if (row.stage == Stage::accepted) came[row.order].push_back(row.at);
    if (row.stage != Stage::transferred) continue;
    CHECK(row.at - came[row.order].back() == 20min);
    ++passed;
    if (came[row.order].size() > 1) ++after_coming_back;
  }
  CHECK(passed > 50);
  CHECK(after_coming_back > 5);
}

TEST_CASE("an order for which nobody ever comes is passed on once, and waits there") {
  const auto town = busy_town([](ScenarioSpec& spec) {
    separate(spec);
    spec.command.rooms.pass_on = 20min;
    for (const Role role : {Role::community_officer, Role::grid_worker}) {
      spec.staff[role].per_area.reset();
      spec.staff[role].per_grid.reset();
      spec.staff[role].heads = 0;
    }
    for (auto& [key, kind] : spec.demand.kinds) kind.roles = {Role::community_officer, Role::grid_worker};
  });
  const RunRecord record = tests::run(town, {5, 0}, 4 * one_day).record;
  std::map<OrderId, int> passed;
  for (const SeatRow& row : record.seats) {
    if (row.work == SeatWork::call && town->rooms.desks[row.desk].key == "grid") ++passed[*row.order];
  }
  CHECK(passed.size() > 50);
  for (const auto& [order, times] : passed) CHECK(times == 1);
}

TEST_CASE("seats in common can lose: a flood of requests makes who calls 110 wait") {
  // 110 calls keep a tenth of a seat busy, requests nine tenths of another: apart an urgent call waits a ninth of the
  // time that one takes, in common more than a third of it (Erlang C with 1 and 2 servers).
  const auto waits = [](const std::string& hall) {
    const auto town = calls([&hall](ScenarioSpec& spec) {
      spec.command.intake = exponential(2min);
      spec.command.rooms.desks["grid"] = {.roles = {Role::grid_worker}, .seats = 1, .hall = hall};
      spec.command.rooms.desks["police"].hall = hall;
      spec.command.rooms.answers.fill("grid");
      spec.command.rooms.answers[static_cast<std::size_t>(Channel::call_110)] = "police";
      spec.staff[Role::grid_worker] = spec.staff[Role::crew_110];
      spec.demand.kinds["job"].rate = per_hour(3);
      spec.demand.kinds["request"] = spec.demand.kinds["job"];
      spec.demand.kinds["request"].rate = per_hour(27);
      spec.demand.kinds["request"].channel = Channel::call_12345;
      spec.demand.kinds["request"].roles = {Role::grid_worker};
    });
    tests::Mean mean;
    for (std::uint32_t replication = 0; replication < 8; ++replication) {
      const RunRecord record = tests::run(town, {21, replication}, 12 * one_day).record;
      for (const SeatRow& row : record.seats) {
        if (row.work != SeatWork::answer || record.orders[row.order->row()].kind != 0) continue;
        mean.add(static_cast<double>((row.begin - row.since).count()) / 120'000.0);
      }
    }
    return mean.value();
  };
  const double apart = waits("");
  const double in_common = waits("house");
  CHECK(apart == Approx(0.1 / 0.9).margin(0.02));
  CHECK(in_common == Approx(1.0 / 3.0).margin(0.03));  // Erlang C: 2 servers at a = 1
}

TEST_CASE("whatever the desks, every order stays in one place and times add up") {
  for (std::uint32_t round = 0; round < 12; ++round) {
    Stream stream{{77, 0}, Draw::verification, {round}};
    const auto town = busy_town([&stream](ScenarioSpec& spec) {
      separate(spec);
      RoomSpec& rooms = spec.command.rooms;
      rooms.hang_up = exponential(5min);
      rooms.pass_on = 30min;
      spec.reports.duplicates = 0.5;
      spec.reports.merged = share(0.5);
      spec.reports.calls_again = share(0.5);
      spec.rules.dispatch = stream.chance(share(0.5)) ? "home_first" : "priority_soonest";
      for (auto& [key, kind] : spec.demand.kinds) {
        if (stream.chance(share(0.5))) kind.roles = {Role::community_officer, Role::grid_worker, Role::crew_110};
      }
      for (auto& [key, desk] : rooms.desks) {
        desk.seats = 1 + static_cast<std::int64_t>(stream.below(3));
        desk.crosses = static_cast<Crossing>(stream.below(3));
        desk.sees = static_cast<Sees>(stream.below(3));
        desk.misread = share(0.3 * stream.uniform());
        if (stream.chance(share(0.3))) desk.hours = {{7h, 19h}};
        if (stream.chance(share(0.3))) desk.hall = "house";
        if (stream.chance(share(0.3))) desk.level = DeskLevel::county;
        if (stream.chance(share(0.3))) desk.when_closed = key == "police" ? "grid" : "police";
      }
      if (rooms.desks["police"].level != rooms.desks["grid"].level) rooms.desks["grid"].hall = "";
    });
    // The laws are held at every event and every midnight; a broken one throws.
    const auto finished = tests::run(town, {round, 0}, 6 * one_day);
    CHECK(finished.record.orders.size() > 200);
    CHECK(tests::run(town, {round, 0}, 6 * one_day).state == finished.state);
  }
}
