#include <catch2/catch.hpp>
#include <cmath>
#include <map>
#include <set>

#include "sim/rules/asks.hpp"
#include "tests/support/towns.hpp"

using namespace outpost;
using tests::run;

// Orders that ask for others. Kind "job" is a crew's, half an hour of work and five minutes to write it up; kind "help"
// is a grid worker's, an hour and nothing to write, and comes of nothing but being asked for.

namespace {

tests::Change two_kinds(double per_hour_rate, const tests::Change& change) {
  return [per_hour_rate, change](ScenarioSpec& s) {
    KindSpec& job = s.demand.kinds["job"];
    job.rate = per_hour(per_hour_rate);
    job.on_scene = constant(30min);
    job.write_up = constant(5min);
    KindSpec& help = s.demand.kinds["help"];
    help.roles = {Role::grid_worker};
    help.on_scene = constant(1h);
    help.priority = 4;
    s.staff[Role::grid_worker] = {.heads = 8, .post = PostKind::station, .way = Way::foot, .rosters = {"always"}};
    if (change) change(s);
  };
}

std::shared_ptr<const Setting> asking(const AskSpec& ask, double per_hour_rate = 0.5,
                                      const tests::Change& change = {}) {
  return tests::points(12, two_kinds(per_hour_rate, [&](ScenarioSpec& s) {
                         s.demand.kinds["job"].asks["whistle"] = ask;
                         if (change) change(s);
                       }));
}

AskSpec for_help(AskWhen when, AskMeanwhile meanwhile = AskMeanwhile::goes_on) {
  return {.kind = "help", .when = when, .meanwhile = meanwhile};
}

/// One order with its stages, and what it has asked for.
struct Seen {
  OrderRow row{};
  std::vector<StageRow> stages{};
  std::vector<AskRow> asks{};
  std::vector<OrderId> asked{};

  std::optional<SimTime> at(Stage stage, int time = 1) const {
    for (const StageRow& it : stages) {
      if (it.stage == stage && --time == 0) return it.at;
    }
    return std::nullopt;
  }
  std::int64_t count(Stage stage) const {
    return std::count_if(stages.begin(), stages.end(), [stage](const StageRow& it) { return it.stage == stage; });
  }
  std::int64_t count(AskChange change) const {
    return std::count_if(asks.begin(), asks.end(), [change](const AskRow& it) { return it.change == change; });
  }
};

std::map<OrderId, Seen> seen_by_order(const RunRecord& record) {
  std::map<OrderId, Seen> orders;
  for (const OrderRow& row : record.orders) {
    orders[row.order].row = row;
    if (row.asked_by) orders[*row.asked_by].asked.push_back(row.order);
  }
  for (const StageRow& row : record.stages) orders[row.order].stages.push_back(row);
  for (const AskRow& row : record.asks) orders[row.order].asks.push_back(row);
  return orders;
}

std::size_t row_of(const Setting& setting, const std::string& kind) {
  std::size_t row = 0;
  while (setting.kinds[row].key != kind) ++row;
  return row;
}

/// Every ask has opened one order, but those of the last moments; nobody has waited twice.
void check_links(const Setting& setting, const std::map<OrderId, Seen>& orders) {
  for (const auto& [id, order] : orders) {
    CHECK(order.count(AskChange::asked) >= order.count(AskChange::opened));
    CHECK(order.count(AskChange::opened) == static_cast<std::int64_t>(order.asked.size()));
    CHECK(order.count(AskChange::came) + order.count(AskChange::given_up) <= order.count(AskChange::asked));
    for (const OrderId asked : order.asked) {
      const Seen& other = orders.at(asked);
      CHECK(other.row.incident == order.row.incident);
      CHECK(other.row.building == order.row.building);
      CHECK(other.row.priority == setting.kinds[other.row.kind].spec.priority);
    }
  }
}

}  // namespace

TEST_CASE("asks with a share of zero give the digest of a kind that asks for nothing") {
  AskSpec ask = for_help(AskWhen::handled, AskMeanwhile::suspended);
  ask.asked = share(0.0);
  const auto asks = asking(ask);
  const auto none = tests::points(12, two_kinds(0.5, {}));
  const auto first = run(asks, {7, 0}, 10 * one_day);
  const auto second = run(none, {7, 0}, 10 * one_day);
  CHECK(digest_of(first.record) == digest_of(second.record));
  CHECK(first.state == second.state);
}

TEST_CASE("what is asked for changes nothing about the orders that ask and go on") {
  const auto asks = asking(for_help(AskWhen::handled));
  const auto none = tests::points(12, two_kinds(0.5, {}));
  const auto with = seen_by_order(run(asks, {7, 0}, 10 * one_day).record);
  const auto without = seen_by_order(run(none, {7, 0}, 10 * one_day).record);
  std::vector<const Seen*> jobs;
  for (const auto& [id, order] : with) {
    if (!order.row.asked_by) jobs.push_back(&order);
  }
  REQUIRE(jobs.size() == without.size());
  std::size_t row = 0;
  for (const auto& [id, order] : without) {
    const Seen& same = *jobs[row++];
    REQUIRE(same.stages.size() == order.stages.size());
    for (std::size_t stage = 0; stage < order.stages.size(); ++stage) {
      CHECK(same.stages[stage].stage == order.stages[stage].stage);
      CHECK(same.stages[stage].at == order.stages[stage].at);
      CHECK(same.stages[stage].responder == order.stages[stage].responder);
    }
  }
}

TEST_CASE("an order that asks when it is handled opens one of the kind asked for, about the same incident") {
  const auto setting = asking(for_help(AskWhen::handled));
  const auto orders = seen_by_order(run(setting, {7, 0}, 10 * one_day).record);
  check_links(*setting, orders);
  std::int64_t asked = 0;
  for (const auto& [id, order] : orders) {
    if (order.row.asked_by || !order.at(Stage::resolved)) continue;
    REQUIRE(order.asked.size() == 1);
    const Seen& help = orders.at(order.asked.front());
    CHECK(help.row.kind == row_of(*setting, "help"));
    CHECK(help.at(Stage::reported) == order.at(Stage::resolved));
    if (!help.at(Stage::closed)) continue;
    CHECK(*help.at(Stage::closed) == *help.at(Stage::on_scene) + 1h);
    ++asked;
  }
  CHECK(asked > 80);
}

TEST_CASE("a whistle waits for the hours of whoever is whistled for, and somebody comes back") {
  // The department works from nine to five; whoever blows the whistle is free meanwhile.
  const auto setting = asking(for_help(AskWhen::handled, AskMeanwhile::suspended), 0.5, [](ScenarioSpec& s) {
    s.rosters["office"].weekdays = {{9h, 17h}};
    s.staff[Role::grid_worker].rosters = {"office"};
    s.demand.kinds["job"].course.deadline = 24h;
  });
  const auto orders = seen_by_order(run(setting, {7, 0}, 28 * one_day).record);
  check_links(*setting, orders);
  std::int64_t closed = 0;
  std::int64_t overnight = 0;
  for (const auto& [id, order] : orders) {
    if (order.row.asked_by || !order.at(Stage::closed)) continue;
    REQUIRE(order.asked.size() == 1);
    const Seen& help = orders.at(order.asked.front());
    const SimTime there = *help.at(Stage::on_scene);
    const Duration of_day = there.time_since_epoch() % one_day;
    CHECK(of_day >= 9h);
    CHECK(of_day < 17h);
    CHECK(order.count(Stage::on_scene) == 2);
    CHECK(order.count(Stage::suspended) == 1);
    CHECK(order.count(AskChange::came) == 1);
    // It was suspended from the write-up on until the department had handled it, and then waited in line.
    CHECK(*order.at(Stage::suspended) == *order.at(Stage::on_scene) + 35min);
    CHECK(*order.at(Stage::accepted, 2) == std::max(*help.at(Stage::resolved), *order.at(Stage::suspended)));
    ++closed;
    overnight += there - *order.at(Stage::suspended) > 12h ? 1 : 0;
  }
  CHECK(closed > 200);
  CHECK(overnight > 50);
}

TEST_CASE("an order that waits is done with its work, and is closed when the other is") {
  AskSpec ask = for_help(AskWhen::handled, AskMeanwhile::waits);
  ask.until = AskUntil::closed;
  ask.after = constant(3h);
  const auto setting = asking(ask, 0.5, [](ScenarioSpec& s) {
    s.demand.kinds["help"].write_up = constant(20min);
    s.demand.kinds["job"].course.checked = share(1.0);
    s.demand.kinds["job"].course.check_after = constant(2h);
  });
  const auto orders = seen_by_order(run(setting, {7, 0}, 20 * one_day).record);
  check_links(*setting, orders);
  std::int64_t closed = 0;
  for (const auto& [id, order] : orders) {
    if (order.row.asked_by || !order.at(Stage::closed)) continue;
    const Seen& help = orders.at(order.asked.front());
    CHECK(*help.at(Stage::reported) == *order.at(Stage::resolved) + 3h);
    CHECK(*order.at(Stage::awaiting) == *order.at(Stage::resolved) + 5min);
    CHECK(*order.at(Stage::to_check) == *help.at(Stage::closed));
    CHECK(order.count(Stage::on_scene) == 2);  // to handle it and to check it
    ++closed;
  }
  CHECK(closed > 150);
}

TEST_CASE("backup: who asks on scene stays until somebody comes, or for so long, and then ends its work") {
  AskSpec ask = for_help(AskWhen::on_scene, AskMeanwhile::stays);
  ask.until = AskUntil::on_scene;
  ask.at_most = 50min;
  const auto setting = asking(ask, 0.6, [](ScenarioSpec& s) {
    s.staff[Role::grid_worker].heads = 1;  // who is busy for an hour each time
    s.demand.kinds["job"].units = 2;
  });
  const auto finished = run(setting, {7, 0}, 28 * one_day);
  const auto orders = seen_by_order(finished.record);
  check_links(*setting, orders);
  std::int64_t came = 0;
  std::int64_t given_up = 0;
  for (const auto& [id, order] : orders) {
    if (order.row.asked_by || !order.at(Stage::closed)) continue;
    const SimTime begun = *order.at(Stage::on_scene);
    const auto there = orders.at(order.asked.front()).at(Stage::on_scene);
    SimTime expected = begun + 50min;
    if (there) expected = std::min(expected, *there);
    CHECK(*order.at(Stage::resolved) == std::max(begun + 30min, expected));
    came += order.count(AskChange::came);
    given_up += order.count(AskChange::given_up);
    CHECK(order.count(AskChange::came) + order.count(AskChange::given_up) == 1);
  }
  CHECK(came > 50);
  CHECK(given_up > 20);
}

TEST_CASE("a share of asks, drawn by the incident, is the same whatever else is asked for") {
  AskSpec ask = for_help(AskWhen::handled);
  ask.asked = share(0.3);
  const auto one = asking(ask, 4.0);
  const auto two = asking(ask, 4.0, [](ScenarioSpec& s) {
    AskSpec more = for_help(AskWhen::on_scene);
    more.asked = share(0.5);
    s.demand.kinds["job"].asks["another"] = more;  // which stands before "whistle"
  });
  const auto incidents_that_ask = [](const std::shared_ptr<const Setting>& setting, const RunRecord& record) {
    std::map<OrderId, IncidentId> incident_of;
    for (const OrderRow& row : record.orders) incident_of[row.order] = row.incident;
    std::set<IncidentId> incidents;
    for (const AskRow& row : record.asks) {
      const bool whistle = setting->kinds[row.kind].asks[row.ask].key == "whistle";
      if (row.change == AskChange::asked && whistle) incidents.insert(incident_of.at(row.order));
    }
    return incidents;
  };
  const auto first = run(one, {7, 0}, 20 * one_day);
  const auto second = run(two, {7, 0}, 20 * one_day);
  const auto asked = incidents_that_ask(one, first.record);
  CHECK(asked == incidents_that_ask(two, second.record));
  const auto n = static_cast<double>(first.record.incidents.size());
  CHECK(std::abs(static_cast<double>(asked.size()) / n - 0.3) < 2.576 * std::sqrt(0.3 * 0.7 / n));
}

TEST_CASE("a kind that asks for itself with a share p makes chains of 1 / (1 - p) orders on average") {
  const double p = 0.6;
  const auto setting = tests::points(40, [p](ScenarioSpec& s) {
    s.demand.kinds["job"].rate = per_hour(5.0);
    s.demand.kinds["job"].on_scene = constant(5min);
    s.demand.kinds["job"].asks["again"] = {.kind = "job", .asked = share(p)};
  });
  const auto finished = run(setting, {20250303, 0}, 60 * one_day);
  std::map<IncidentId, std::int64_t> length;
  for (const OrderRow& row : finished.record.orders) ++length[row.incident];
  double sum = 0.0;
  std::map<std::int64_t, double> by_length;
  for (const auto& [incident, orders] : length) {
    sum += static_cast<double>(orders);
    by_length[orders] += 1.0;
  }
  const auto n = static_cast<double>(length.size());
  const double mean = 1.0 / (1.0 - p);
  INFO("mean " << sum / n << " of " << n << ", expected " << mean);
  CHECK(std::abs(sum / n - mean) < 2.576 * std::sqrt(p) / (1.0 - p) / std::sqrt(n));
  for (std::int64_t orders = 1; orders <= 5; ++orders) {  // each in turn, so no order draws what another drew
    const double chance = (1.0 - p) * std::pow(p, static_cast<double>(orders - 1));
    CHECK(std::abs(by_length[orders] / n - chance) < 3.3 * std::sqrt(chance * (1.0 - chance) / n));
  }
}

TEST_CASE("two lines one after the other: each waits as if it were alone (Burke, Jackson)") {
  // M/M/1 at 0.7, and what leaves it asks for a second M/M/1 at 0.8: its arrivals are Poisson again.
  const double first = 0.7;
  const double second = 0.8;
  const auto setting = tests::points(1, two_kinds(1.0, [&](ScenarioSpec& s) {
                                       KindSpec& job = s.demand.kinds["job"];
                                       job.on_scene = exponential(Duration{static_cast<std::int64_t>(first * 3.6e6)});
                                       job.write_up = constant(0ms);
                                       job.asks["next"] = {.kind = "help"};
                                       s.demand.kinds["help"].on_scene =
                                           exponential(Duration{static_cast<std::int64_t>(second * 3.6e6)});
                                       s.staff[Role::grid_worker].heads = 1;
                                     }));
  const auto waits = [&](std::uint32_t replication) {
    const auto orders = seen_by_order(run(setting, {20250303, replication}, 300 * one_day).record);
    std::array<double, 2> sum{};
    std::array<double, 2> n{};
    for (const auto& [id, order] : orders) {
      if (!order.at(Stage::assigned) || *order.at(Stage::accepted) < SimTime{} + 30 * one_day) continue;
      const std::size_t line = order.row.asked_by ? 1 : 0;
      sum[line] += in_hours(*order.at(Stage::assigned) - *order.at(Stage::accepted));
      n[line] += 1.0;
    }
    return std::array{sum[0] / n[0], sum[1] / n[1]};
  };
  constexpr int replications = 8;
  std::array<double, 2> sum{};
  std::array<double, 2> squares{};
  for (std::uint32_t replication = 0; replication < replications; ++replication) {
    const auto means = waits(replication);
    for (std::size_t line = 0; line < 2; ++line) {
      sum[line] += means[line];
      squares[line] += means[line] * means[line];
    }
  }
  for (std::size_t line = 0; line < 2; ++line) {
    const double rho = line == 0 ? first : second;
    const double expected = rho * rho / (1.0 - rho);  // hours, at one an hour
    const double mean = sum[line] / replications;
    const double error = std::sqrt((squares[line] / replications - mean * mean) / (replications - 1));
    INFO("line " << line << ": " << mean << " h with a standard error of " << error << ", expected " << expected);
    CHECK(std::abs(mean - expected) < 4.785 * error);  // Student's t of 7, 99.8% for each of the two
    CHECK(error < 0.15 * expected);
  }
}

TEST_CASE("an order that is handed over ends, and the other goes on from the same report") {
  AskSpec ask = for_help(AskWhen::accepted, AskMeanwhile::hands_over);
  ask.asked = share(0.4);
  const auto setting = asking(ask, 1.0, [](ScenarioSpec& s) {
    s.command.intake = constant(2min);
    s.demand.kinds["help"].asks["on"] = {.kind = "job", .asked = share(0.2)};
  });
  const auto orders = seen_by_order(run(setting, {7, 0}, 20 * one_day).record);
  check_links(*setting, orders);
  std::int64_t handed = 0;
  std::int64_t kept = 0;
  for (const auto& [id, order] : orders) {
    if (order.row.asked_by) continue;
    if (!order.at(Stage::handed_over)) {
      ++kept;
      continue;
    }
    CHECK(order.stages.back().stage == Stage::handed_over);
    CHECK_FALSE(order.at(Stage::assigned));
    const Seen& other = orders.at(order.asked.front());
    CHECK(other.at(Stage::reported) == order.at(Stage::reported));
    CHECK(other.at(Stage::accepted) == order.at(Stage::accepted));
    if (other.at(Stage::on_scene)) {
      CHECK(*other.at(Stage::on_scene) >= *order.at(Stage::reported) + 2min);
      ++handed;
    }
  }
  CHECK(handed > 100);
  CHECK(kept > 150);
}

TEST_CASE("what 110 hands to the grid side crosses between the desks, and takes a seat at both ends") {
  const auto setting = asking(
      [] {
        AskSpec ask = for_help(AskWhen::accepted, AskMeanwhile::hands_over);
        ask.asked = share(0.5);
        return ask;
      }(),
      1.0,
      [](ScenarioSpec& s) {
        RoomSpec& rooms = s.command.rooms;
        rooms.desks["police"] = {.roles = {Role::crew_110}};
        rooms.desks["grid"] = {.roles = {Role::grid_worker}, .rekey = constant(2min)};
        rooms.answers.fill("police");
        rooms.call = constant(3min);
        s.command.intake = constant(1min);
      });
  const auto finished = run(setting, {7, 0}, 20 * one_day);
  const auto orders = seen_by_order(finished.record);
  std::map<OrderId, int> calls;
  for (const SeatRow& row : finished.record.seats) {
    if (!row.order) continue;
    calls[*row.order] += row.work == SeatWork::call || row.work == SeatWork::calling ? 1 : 0;
  }
  std::int64_t handed = 0;
  for (const auto& [id, order] : orders) {
    if (!order.row.asked_by) {
      CHECK(calls[id] == 0);
      CHECK(order.count(Stage::transferred) == 0);
      continue;
    }
    CHECK(order.count(Stage::transferred) == 1);
    if (!order.at(Stage::assigned)) continue;
    CHECK(calls[id] == 2);
    CHECK(*order.at(Stage::assigned) >= *order.at(Stage::accepted) + 5min);
    ++handed;
  }
  CHECK(handed > 150);
}

TEST_CASE("who waits for an order that is handed over waits for what took its place") {
  const auto setting = asking(for_help(AskWhen::handled, AskMeanwhile::suspended), 0.5, [](ScenarioSpec& s) {
    KindSpec third = s.demand.kinds["help"];
    third.on_scene = constant(7h);
    s.demand.kinds["third"] = third;
    s.demand.kinds["help"].asks["moved"] = {
        .kind = "third", .when = AskWhen::accepted, .meanwhile = AskMeanwhile::hands_over};
  });
  const auto orders = seen_by_order(run(setting, {7, 0}, 20 * one_day).record);
  check_links(*setting, orders);
  std::int64_t closed = 0;
  for (const auto& [id, order] : orders) {
    if (order.row.asked_by || !order.at(Stage::closed)) continue;
    const Seen& help = orders.at(order.asked.front());
    REQUIRE(help.at(Stage::handed_over));
    const Seen& third = orders.at(help.asked.front());
    CHECK(*order.at(Stage::accepted, 2) == *third.at(Stage::resolved));
    ++closed;
  }
  CHECK(closed > 100);
}

TEST_CASE("an order goes on once, also where what it waits for is turned away") {
  // No place in the waiting room, and one worker: most of what is asked for is turned away at once.
  const auto setting = asking(for_help(AskWhen::handled, AskMeanwhile::waits), 3.0, [](ScenarioSpec& s) {
    s.staff[Role::grid_worker].heads = 1;
    s.command.places = 0;
  });
  const auto orders = seen_by_order(run(setting, {7, 0}, 10 * one_day).record);
  check_links(*setting, orders);
  std::int64_t turned_away = 0;
  for (const auto& [id, order] : orders) {
    if (order.row.asked_by || !order.at(Stage::closed)) continue;
    const Seen& help = orders.at(order.asked.front());
    CHECK(order.count(AskChange::came) == 1);
    if (help.at(Stage::turned_away)) {
      ++turned_away;
      CHECK(*order.at(Stage::closed) == *order.at(Stage::resolved) + 5min);
    }
  }
  CHECK(turned_away > 100);
}

TEST_CASE("what is asked for in office hours is reported when offices are open") {
  AskSpec ask = for_help(AskWhen::closed);
  ask.after = constant(12h);
  ask.office_hours = true;
  const auto setting = asking(ask, 0.5, [](ScenarioSpec& s) { s.calendar.office_hours = {{9h, 12h}, {14h, 18h}}; });
  const auto orders = seen_by_order(run(setting, {7, 0}, 28 * one_day).record);
  std::int64_t next_morning = 0;
  for (const auto& [id, order] : orders) {
    if (!order.row.asked_by) continue;
    const SimTime at = *order.at(Stage::reported);
    const Duration of_day = at.time_since_epoch() % one_day;
    CHECK(((of_day >= 9h && of_day < 12h) || (of_day >= 14h && of_day < 18h)));
    CHECK(at >= *orders.at(*order.row.asked_by).at(Stage::closed) + 12h);
    next_morning += of_day == 9h ? 1 : 0;
  }
  CHECK(next_morning > 50);
}

TEST_CASE("a found risk is settled when all that settle it have handled it, and follow-ups come after") {
  const auto settled_after = [](bool whistles) {
    const auto setting = tests::small_town([whistles](ScenarioSpec& s) {
      s.risks["hazard"] = tests::hazard("grid_case");
      s.risks["hazard"].escalates = exponential(300 * one_day);
      KindSpec& grid = s.demand.kinds["grid_case"];
      grid.rate = per_hour(0.0);
      KindSpec& help = s.demand.kinds["help"];
      help.roles = {Role::community_officer};
      help.on_scene = constant(1h);
      if (whistles) {
        AskSpec ask = for_help(AskWhen::handled, AskMeanwhile::goes_on);
        ask.after = constant(24h);
        grid.asks["whistle"] = ask;
      }
      AskSpec follow_up = for_help(AskWhen::closed);
      follow_up.after = constant(48h);
      grid.asks["follow_up"] = follow_up;
    });
    const auto finished = run(setting, {7, 0}, 12 * one_day);
    const auto orders = seen_by_order(finished.record);
    std::vector<Duration> after;
    for (const RiskRow& row : finished.record.risks) {
      if (row.stage != RiskStage::ended || !row.order) continue;
      const Seen& by = orders.at(*row.order);
      const Seen& root = by.row.asked_by ? orders.at(*by.row.asked_by) : by;
      CHECK(by.row.asked_by.has_value() == whistles);
      after.push_back(row.at - *root.at(Stage::resolved));
    }
    CHECK(after.size() > 15);
    return after;
  };
  for (const Duration after : settled_after(false)) CHECK(after < 5h);
  for (const Duration after : settled_after(true)) CHECK(after >= 25h);
}

TEST_CASE("orders that were asked for draw under branches of their own, the same in every plan") {
  const auto setting = asking(for_help(AskWhen::handled));
  World world = populate(*setting, {7, 0});
  const IncidentId incident = world.incidents.push_back({});
  Order by;
  by.incident = incident;
  std::set<std::pair<int, int>> seen;
  Ask ask = setting->kinds[row_of(*setting, "job")].asks.front();
  for (std::uint32_t number = 0; number < 250; ++number) {
    ask.identity = number * 7919u;
    const rules::DrawIdentity draws = rules::identity_of(world, by, ask);
    CHECK(draws.branch >= 1);
    CHECK(draws.branch < 32);
    CHECK(draws.ordinal < 16);
    CHECK(seen.emplace(draws.branch, draws.ordinal).second);
    Order asked;
    asked.incident = incident;
    asked.ordinal = draws.ordinal;
    asked.links.branch = draws.branch;
    asked.links.asked_before = world.incidents[incident].last_asked;
    world.incidents[incident].last_asked = world.orders.push_back(asked);
  }
}

TEST_CASE("every run with asks of all sorts keeps the laws, with desks, returns, checks and pre-emption") {
  const bool has_desks = GENERATE(false, true);
  const auto setting = tests::small_town([has_desks](ScenarioSpec& s) {
    if (has_desks) {
      RoomSpec& rooms = s.command.rooms;
      rooms.desks["police"] = {.roles = {Role::crew_110, Role::community_officer}, .sees = Sees::status};
      rooms.desks["grid"] = {.roles = {Role::grid_worker},
                             .hours = {{8h, 18h}},
                             .when_closed = "police",
                             .crosses = Crossing::queue,
                             .sees = Sees::status,
                             .misread = share(0.1)};
      rooms.answers.fill("grid");
      rooms.answers[static_cast<std::size_t>(Channel::call_110)] = "police";
      rooms.hang_up = exponential(10min);
      rooms.pass_on = 20min;
    }
    s.rules.dispatch = "priority_soonest";
    s.rules.preempt = Preempt::on_scene;
    s.rules.preempt_gap = 1;
    s.command.intake = exponential(2min);
    s.command.patience = exponential(4h);
    s.reports.duplicates = 0.3;
    s.reports.calls_again = share(0.5);
    s.risks["hazard"] = tests::hazard("grid_case");
    for (auto& [name, kind] : s.demand.kinds) {
      kind.rate.per_day *= 8.0;
      kind.course.returned = share(0.2);
      kind.course.checked = share(0.5);
      kind.course.reopened = share(0.3);
      kind.course.suspended = share(0.2);
      kind.course.deadline = 24h;
      kind.course.feedback = exponential(1h);
    }
    const auto ask = [&s](const char* kind, const char* name, AskSpec spec) {
      spec.asked = share(0.4);
      s.demand.kinds[kind].asks[name] = spec;
    };
    ask("dispute", "backup",
        {.kind = "other_110", .when = AskWhen::on_scene, .meanwhile = AskMeanwhile::stays, .at_most = 40min});
    ask("dispute", "whistle", {.kind = "grid_case", .meanwhile = AskMeanwhile::suspended, .until = AskUntil::closed});
    ask("help", "moved", {.kind = "service_request", .when = AskWhen::accepted, .meanwhile = AskMeanwhile::hands_over});
    ask("help", "beside", {.kind = "grid_case", .when = AskWhen::accepted});
    ask("grid_case", "up",
        {.kind = "dispute", .after = exponential(2h), .meanwhile = AskMeanwhile::waits, .at_most = Duration{30h}});
    ask("other_110", "follow", {.kind = "grid_case", .when = AskWhen::closed, .after = exponential(10h)});
  });
  RunRecord record;
  Simulation simulation{setting, {7, 0}};
  TravelQuery travel{*setting->travel};
  for (int hour = 1; hour <= 9 * 24; ++hour) {
    simulation.advance_until(SimTime{} + Duration{1h} * hour, record, travel);
    if (hour % 5 == 0) require_conservation(*setting, simulation.world());
  }
  simulation.close_records(record);
  const auto orders = seen_by_order(record);
  check_links(*setting, orders);
  std::map<AskChange, int> changes;
  for (const AskRow& row : record.asks) ++changes[row.change];
  CHECK(changes[AskChange::opened] > 200);
  CHECK(changes[AskChange::came] > 50);
  CHECK(changes[AskChange::given_up] > 5);
}
