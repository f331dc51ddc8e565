#include <algorithm>
#include <catch2/catch.hpp>
#include <cmath>
#include <map>

#include "tests/support/towns.hpp"

using namespace outpost;
using tests::run;

// Parties of several roles: one officer and two grid workers, unless it says otherwise.

namespace {

constexpr std::size_t row_of(Role role) {
  return static_cast<std::size_t>(role);
}

ScenarioSpec party_spec(std::int64_t officers, std::int64_t workers, double per_hour_rate,
                        const tests::Change& change) {
  return tests::point_spec(1, [&](ScenarioSpec& s) {
    s.staff.clear();
    s.staff[Role::community_officer] = {
        .heads = officers, .post = PostKind::station, .way = Way::car, .rosters = {"always"}};
    s.staff[Role::grid_worker] = {.heads = workers, .post = PostKind::station, .way = Way::foot, .rosters = {"always"}};
    KindSpec& job = s.demand.kinds["job"];
    job.rate = per_hour(per_hour_rate);
    job.roles = {Role::community_officer, Role::grid_worker};
    job.party.needs[row_of(Role::community_officer)] = 1;
    job.party.needs[row_of(Role::grid_worker)] = 2;
    job.on_scene = constant(30min);
    job.write_up = constant(5min);
    if (change) change(s);
  });
}

std::shared_ptr<const Setting> party(std::int64_t officers, std::int64_t workers, double per_hour_rate,
                                     const tests::Change& change = {}) {
  const ScenarioSpec spec = party_spec(officers, workers, per_hour_rate, change);
  return make_setting(spec, city_of_points(spec.city));
}

/// The spans of one status on each order, by role.
struct Span {
  Role role = Role::grid_worker;
  SimTime begin{};
  SimTime end{};
};

std::vector<Span> spans_of(const Setting& setting, const RunRecord& record, Status status) {
  std::vector<Span> spans;
  for (const StatusRow& row : record.statuses) {
    if (row.status == status) spans.push_back({setting.force.responders[row.responder].role, row.begin, row.end});
  }
  return spans;
}

std::optional<SimTime> at(const RunRecord& record, OrderId order, Stage stage) {
  for (const StageRow& row : record.stages) {
    if (row.order == order && row.stage == stage) return row.at;
  }
  return std::nullopt;
}

}  // namespace

TEST_CASE("a party is sent whole: one officer and two workers to every order, and none while one of them is missing") {
  const auto setting = party(1, 5, 1.0);
  const auto finished = run(setting, {3, 0}, 20 * one_day);
  std::map<SimTime, std::array<int, role_count>> begun;
  for (const Span& span : spans_of(*setting, finished.record, Status::on_scene)) ++begun[span.begin][row_of(span.role)];
  CHECK(begun.size() > 300);
  for (const auto& [when, roles] : begun) {
    CHECK(roles[row_of(Role::community_officer)] == 1);
    CHECK(roles[row_of(Role::grid_worker)] == 2);
  }
  // The officer is the one who is missing: orders are worked on one after the other.
  std::int64_t waited = 0;
  for (const DecisionRow& row : finished.record.decisions) {
    if (row.chosen) continue;
    CHECK((row.reason == "fewer are free than it needs" || row.reason == "nobody who may answer is free"));
    waited += row.reason == "fewer are free than it needs" ? 1 : 0;
  }
  CHECK(waited > 50);
}

TEST_CASE("an order that needs one of each of two roles waits as M/M/1 does where either is alone") {
  // One officer and one worker, both for the same exponential time: the party is one server.
  const double rho = 0.6;
  const auto setting = party(1, 1, rho, [](ScenarioSpec& s) {
    KindSpec& job = s.demand.kinds["job"];
    job.party.needs[row_of(Role::grid_worker)] = 1;
    job.on_scene = exponential(1h);
    // The worker's own part is never the longer.
    job.party.on_scene[row_of(Role::grid_worker)] = constant(0ms);
    job.write_up = constant(0ms);
  });
  constexpr int replications = 8;
  double sum = 0.0;
  double squares = 0.0;
  for (std::uint32_t replication = 0; replication < replications; ++replication) {
    const auto finished = run(setting, {20250303, replication}, 300 * one_day);
    std::map<OrderId, SimTime> accepted;
    double waits = 0.0;
    double n = 0.0;
    for (const StageRow& row : finished.record.stages) {
      if (row.stage == Stage::accepted) accepted[row.order] = row.at;
      if (row.stage != Stage::assigned || row.at < SimTime{} + 20 * one_day) continue;
      waits += in_hours(row.at - accepted.at(row.order));
      n += 1.0;
    }
    sum += waits / n;
    squares += waits / n * waits / n;
  }
  const double mean = sum / replications;
  const double error = std::sqrt((squares / replications - mean * mean) / (replications - 1));
  const double expected = rho / (1.0 - rho);
  INFO(mean << " h with a standard error of " << error << ", expected " << expected);
  CHECK(std::abs(mean - expected) < 3.499 * error);  // Student's t of 7, 99%
  CHECK(error < 0.1 * expected);
}

TEST_CASE("a party of three from pools that never run short is an infinite server for the longest of its times") {
  const auto setting = party(60, 120, 2.0, [](ScenarioSpec& s) {
    KindSpec& job = s.demand.kinds["job"];
    job.on_scene = exponential(1h);
    job.party.on_scene[row_of(Role::community_officer)] = exponential(2h);
    job.write_up = constant(0ms);
  });
  const auto finished = run(setting, {20250303, 0}, 250 * one_day);
  double sum = 0.0;
  double n = 0.0;
  std::map<OrderId, SimTime> begun;
  for (const StageRow& row : finished.record.stages) {
    if (row.stage == Stage::on_scene) begun[row.order] = row.at;
    if (row.stage != Stage::resolved) continue;
    sum += in_hours(row.at - begun.at(row.order));
    n += 1.0;
  }
  // The longest of exponentials with rates 1, 1 and 1/2 an hour: inclusion and exclusion.
  const double expected = (1.0 + 1.0 + 2.0) - (1.0 / 2.0 + 2.0 / 3.0 + 2.0 / 3.0) + 1.0 / 2.5;
  REQUIRE(n > 10'000.0);
  INFO(sum / n << " h of " << n << ", expected " << expected);
  CHECK(std::abs(sum / n - expected) < 2.576 * 2.0 / std::sqrt(n));  // its deviation is below that of the longest, 2 h
}

TEST_CASE("staggered, each begins on arriving, and the work is over when all have done theirs") {
  const auto with = [](PartyStart start) {
    return party(4, 8, 0.5, [start](ScenarioSpec& s) {
      KindSpec& job = s.demand.kinds["job"];
      job.party.start = start;
      s.staff[Role::community_officer].mobilise = constant(50min);  // the workers are there at once
      job.party.on_scene[row_of(Role::community_officer)] = constant(10min);
    });
  };
  for (const PartyStart start : {PartyStart::together, PartyStart::staggered}) {
    const bool staggered = start == PartyStart::staggered;
    const auto setting = with(start);
    const auto finished = run(setting, {3, 0}, 20 * one_day);
    std::int64_t closed = 0;
    for (const OrderRow& order : finished.record.orders) {
      if (!at(finished.record, order.order, Stage::closed)) continue;
      const SimTime assigned = *at(finished.record, order.order, Stage::assigned);
      const SimTime begun = *at(finished.record, order.order, Stage::on_scene);
      CHECK(begun == assigned + (staggered ? 0min : 50min));
      CHECK(*at(finished.record, order.order, Stage::resolved) == assigned + (staggered ? 60min : 80min));
      ++closed;
    }
    CHECK(closed > 150);
    // Workers who do not wait for the officer are at it for half an hour, and the others for as long as it takes.
    for (const Span& span : spans_of(*setting, finished.record, Status::on_scene)) {
      if (span.end == SimTime{} + 20 * one_day) continue;
      const Duration stay = span.end - span.begin;
      if (span.role == Role::community_officer) {
        CHECK(stay == 10min);
      } else {
        CHECK(stay == (staggered ? 30min : 80min));
      }
    }
  }
}

TEST_CASE("a unit's time on scene is that of its role in the party, whoever of the party is nearest") {
  const auto times_of = [](Duration officers_mobilise) {
    const auto setting = party(6, 12, 0.5, [officers_mobilise](ScenarioSpec& s) {
      s.demand.kinds["job"].on_scene = exponential(30min);
      s.staff[Role::community_officer].mobilise = constant(officers_mobilise);
      s.staff[Role::grid_worker].mobilise = constant(5min);
    });
    const auto finished = run(setting, {3, 0}, 15 * one_day);
    // By incident: the order of the incidents is the same.
    std::vector<Duration> times;
    for (const OrderRow& order : finished.record.orders) {
      const auto resolved = at(finished.record, order.order, Stage::resolved);
      if (resolved) times.push_back(*resolved - *at(finished.record, order.order, Stage::on_scene));
    }
    return times;
  };
  const auto near = times_of(1min);
  const auto far = times_of(9min);
  REQUIRE(near.size() > 100);
  const std::size_t both = std::min(near.size(), far.size()) - 10;
  for (std::size_t row = 0; row < both; ++row) CHECK(near[row] == far[row]);
}

TEST_CASE("parties keep the laws through closed streets, shift ends, returns, pre-emption and every dispatch rule") {
  for (const std::string rule : {"home_first", "priority_soonest", "coverage_aware", "deadline_slack", "least_loaded",
                                 "reserve", "preference"}) {
    for (const PartyStart start : {PartyStart::together, PartyStart::staggered}) {
      const auto setting = tests::small_town([&](ScenarioSpec& s) {
        s.rules.dispatch = rule;
        s.rules.preempt = Preempt::on_scene;
        s.rules.preempt_gap = 1;
        s.rules.redirect = Redirect::closer;
        for (auto& [name, kind] : s.demand.kinds) {
          kind.rate.per_day *= 12.0;
          kind.course.returned = share(0.1);
          kind.course.checked = share(0.3);
          kind.course.reopened = share(0.2);
        }
        for (auto& [role, staff] : s.staff) {
          staff.shift_end = HandOver::hand_over;
          staff.mobilise = exponential(4min);
        }
        KindSpec& dispute = s.demand.kinds["dispute"];
        dispute.roles = {Role::community_officer, Role::grid_worker};
        dispute.party.needs[row_of(Role::community_officer)] = 1;
        dispute.party.needs[row_of(Role::grid_worker)] = 2;
        dispute.party.start = start;
        dispute.party.on_scene[row_of(Role::grid_worker)] = exponential(20min);
        dispute.priority = 1;
        s.demand.kinds["help"].asks["backup"] = {.kind = "dispute",
                                                 .when = AskWhen::on_scene,
                                                 .asked = share(0.3),
                                                 .meanwhile = AskMeanwhile::stays,
                                                 .at_most = 20min};
        // Streets come and go all over the town.
        for (int hour = 0; hour < 48; ++hour) {
          ClosureSpec closure;
          closure.x = metres(150.0 * (hour % 7) - 450.0);
          closure.y = metres(130.0 * (hour % 5) - 260.0);
          closure.radius = metres(250);
          closure.begins = Duration{1h} * hour;
          closure.ends = Duration{1h} * hour + 50min;
          s.closures.push_back(closure);
        }
      });
      INFO(rule << ", " << (start == PartyStart::together ? "together" : "staggered"));
      RunRecord record;
      Simulation simulation{setting, {5, 0}};
      TravelQuery travel{*setting->travel};
      for (int hour = 1; hour <= 60; ++hour) {
        simulation.advance_until(SimTime{} + Duration{1h} * hour, record, travel);
        if (hour % 3 == 0) require_conservation(*setting, simulation.world());
      }
      simulation.close_records(record);
      std::int64_t sent = 0;
      for (const StageRow& row : record.stages) {
        if (row.stage == Stage::on_scene && setting->kinds[record.orders[row.order.row()].kind].key == "dispute")
          ++sent;
      }
      CHECK(sent > 3);
    }
  }
}

TEST_CASE("an order goes to who becomes free closer by, where the rules say so and it is worth it") {
  // Two places an hour apart by the clock of the matrix: a unit that ends its work at the far one is closer to the
  // next.
  const auto runs = [](Redirect redirect, Duration gain) {
    const auto setting = tests::points(2, [&](ScenarioSpec& s) {
      s.city.places = {{.id = "A"}, {.id = "B", .x = kilometres(20)}};
      s.metric.kind = MetricKind::straight;
      s.rules.return_home = Return::travel;
      s.rules.redirect = redirect;
      s.rules.redirect_gain = gain;
      s.demand.kinds["job"].rate = per_hour(1.0);
    });
    return run(setting, {9, 0}, 40 * one_day);
  };
  const auto plain = runs(Redirect::no, 3min);
  const auto never = runs(Redirect::closer, 240h);
  const auto closer = runs(Redirect::closer, 3min);
  CHECK(digest_of(plain.record) == digest_of(never.record));
  std::int64_t redirected = 0;
  for (const DecisionRow& row : closer.record.decisions) {
    if (row.reason != "sooner than the one on its way") continue;
    ++redirected;
    REQUIRE(row.candidates.size() == 2);
    const std::size_t mine = row.candidates[0].responder == *row.chosen ? 0 : 1;
    CHECK(row.candidates[1 - mine].expected - row.candidates[mine].expected >= 3min);
  }
  CHECK(redirected > 20);
  const auto response = [](const RunRecord& record) {
    std::map<OrderId, SimTime> reported;
    Duration sum{};
    std::int64_t n = 0;
    for (const StageRow& row : record.stages) {
      if (row.stage == Stage::reported) reported[row.order] = row.at;
      if (row.stage != Stage::on_scene) continue;
      sum += row.at - reported.at(row.order);
      ++n;
    }
    return sum / n;
  };
  CHECK(response(closer.record) < response(plain.record));
}

namespace {

/// How long the first of a pair waits on scene for the other, mean over orders: officers in their police rooms, workers
/// with them or in their grids.
Duration waits_for_partner(PostKind post_of_workers) {
  const auto setting = tests::small_town([post_of_workers](ScenarioSpec& s) {
    s.staff.clear();
    s.rosters.clear();
    s.rosters["always"].every_day = {{0h, 24h}};
    s.work.clear();
    s.travel.spread = 0.0;
    s.rules.dispatch = "soonest_free";
    StaffSpec unit{.per_area = 1.0, .post = PostKind::area, .way = Way::e_bike, .rosters = {"always"}};
    s.staff[Role::community_officer] = unit;
    if (post_of_workers == PostKind::grid) {
      unit.per_area.reset();
      unit.per_grid = 1.0;
    }
    unit.post = post_of_workers;
    s.staff[Role::grid_worker] = unit;
    KindSpec job = s.demand.kinds.at("dispute");
    job.rate = per_1000_residents_per_day(0.5);
    job.roles = {Role::community_officer, Role::grid_worker};
    job.party.needs[row_of(Role::community_officer)] = 1;
    job.party.needs[row_of(Role::grid_worker)] = 1;
    job.on_scene = constant(10min);
    s.demand.kinds = {{"job", job}};
  });
  const auto finished = run(setting, {5, 0}, 20 * one_day);
  std::map<OrderId, std::pair<SimTime, SimTime>> arrivals;  // of the first and of the last
  for (const LegRow& leg : finished.record.legs) {
    if (!leg.order) continue;
    const auto [row, is_new] = arrivals.try_emplace(*leg.order, leg.end, leg.end);
    row->second = {std::min(row->second.first, leg.end), std::max(row->second.second, leg.end)};
  }
  REQUIRE(arrivals.size() > 40);
  Duration sum{};
  for (const auto& [order, times] : arrivals) sum += times.second - times.first;
  return sum / static_cast<std::int64_t>(arrivals.size());
}

}  // namespace

TEST_CASE("partners who sit in one police room come together; from posts of their own the first waits for the other") {
  const Duration together = waits_for_partner(PostKind::area);
  const Duration apart = waits_for_partner(PostKind::grid);
  CHECK(together < 10s);  // only where one of them comes from elsewhere
  CHECK(apart > 3 * together);
  CHECK(apart > 20s);
}
