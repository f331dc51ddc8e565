#include <catch2/catch.hpp>
#include <map>

#include "sim/rules/idle.hpp"
#include "sim/rules/planned_work.hpp"
#include "tests/rules/desk.hpp"

using namespace outpost;
using tests::DispatchDesk;

namespace {

Spot place(const DispatchDesk& desk, std::size_t row) {
  return desk.setting->city.buildings[BuildingId{row}].entrance;
}

/// Places on a line with a unit at each; units 2 and 3 are at work, and unit 1 has become free at place 2.
DispatchDesk desk_with_gap(std::int64_t worth) {
  DispatchDesk desk{4, 4, 0, [worth](ScenarioSpec& s) {
                      s.rules.idle = "cover_gap";
                      s.rules.cover_within = 1min;
                      s.rules.cover_gain = {worth};
                      s.staff[Role::crew_110].mobilise = constant(0s);
                    }};
  desk.put_to_work(2, Status::on_scene, 3);
  desk.put_to_work(3, Status::on_scene, 3);
  desk.world.responders[ResponderId{1}].from = place(desk, 1);
  return desk;
}

std::optional<Spot> rest_of(DispatchDesk& desk, std::size_t unit) {
  TravelQuery travel{*desk.setting->travel};
  const auto& rule = rules::idle_rule(desk.setting->spec.rules.idle);
  return rule.rest(*desk.setting, desk.world, ResponderId{unit}, travel).goes_to;
}

struct Run {
  std::shared_ptr<const Setting> setting{};
  RunRecord record{};
  World world{};
};

Run run(const tests::Change& change, Duration length) {
  Run run;
  run.setting = tests::points(2, [&change](ScenarioSpec& s) {
    tests::line_of_places(4)(s);
    s.rules.return_home = Return::travel;
    s.staff[Role::crew_110].mobilise = constant(90s);
    s.demand.kinds["job"].rate = per_hour(0.2);
    change(s);
  });
  run.record.keep_candidates = true;
  Simulation simulation{run.setting, {5, 0}};
  TravelQuery travel{*run.setting->travel};
  simulation.advance_until(SimTime{} + length, run.record, travel);
  run.world = simulation.world();
  return run;
}

int ways_home(const Run& run) {
  int count = 0;
  for (const LegRow& leg : run.record.legs) count += !leg.order;
  return count;
}

}  // namespace

TEST_CASE("whoever stays is asked from where its last order ended, and sets out from there at once") {
  const auto staying = [](ScenarioSpec& s) { s.rules.idle = "stay"; };
  const Run stays = run(staying, 40 * one_day);
  const Run returns = run([](ScenarioSpec&) {}, 40 * one_day);
  CHECK(ways_home(stays) == 0);
  CHECK(ways_home(returns) > 50);
  int away = 0;
  for (const ResponderState& state : stays.world.responders) {
    CHECK(state.time_in[static_cast<std::size_t>(Status::returning)] == Duration{});
  }
  for (const LegRow& leg : stays.record.legs) away += leg.from != stays.setting->force.responders.begin()->post;
  CHECK(away > 50);
  // Only from the post one gets ready: 90 s on average, and from the road nothing.
  DispatchDesk desk{4, 4, 0, staying};
  ResponderState& state = desk.world.responders[ResponderId{1}];
  CHECK(rules::gets_ready(*desk.setting, desk.world, ResponderId{1}));
  state.from = place(desk, 3);
  CHECK_FALSE(rules::gets_ready(*desk.setting, desk.world, ResponderId{1}));
  DispatchDesk usual{4, 4, 0};
  usual.world.responders[ResponderId{1}].from = place(usual, 3);
  CHECK(rules::gets_ready(*usual.setting, usual.world, ResponderId{1}));
}

TEST_CASE("staying ends with the shift: the next one begins at the post") {
  const Run stays = run(
      [](ScenarioSpec& s) {
        s.rules.idle = "stay";
        s.rosters["always"].every_day = {{8h, 20h}};
      },
      20 * one_day + 8h);
  for (const ResponderState& state : stays.world.responders) {
    if (state.status == Status::free) CHECK(state.from == stays.setting->force.responders.begin()->post);
  }
}

TEST_CASE("a gap is filled from a neighbour's post where enough residents gain cover, else one goes home") {
  // Nobody covers places 2 and 3. From its own post unit 1 covers place 2, from the next both: 1,000 residents more.
  DispatchDesk worth = desk_with_gap(1'000);
  CHECK(rest_of(worth, 1) == place(worth, 2));  // as good as place 3, and nearer
  DispatchDesk not_worth = desk_with_gap(1'001);
  CHECK(rest_of(not_worth, 1) == place(not_worth, 1));
}

TEST_CASE("whoever is on its way to a post counts as there, and whoever fills a gap goes home when it is closed") {
  DispatchDesk desk = desk_with_gap(1'000);
  ResponderState& zero = desk.world.responders[ResponderId{0}];
  zero.status = Status::returning;
  zero.bound_for = place(desk, 2);
  zero.departed = desk.world.now;
  zero.arrives = desk.world.now + 2min;
  zero.way = Way::car;
  CHECK(rest_of(desk, 1) == place(desk, 1));  // places 1 to 3 are taken care of; place 0 it covers from home
  DispatchDesk closed = desk_with_gap(1'000);
  closed.world.responders[ResponderId{1}].from = place(closed, 2);
  CHECK(rest_of(closed, 1) == place(closed, 2));
  closed.world.responders[ResponderId{2}].status = Status::free;
  closed.world.responders[ResponderId{2}].order.reset();
  CHECK(rest_of(closed, 1) == place(closed, 1));
}

TEST_CASE("units that cover gaps stand at other posts for a while, look again, and keep every law of the run") {
  const auto gaps = [](Return home) {
    return [home](ScenarioSpec& s) {
      s.staff[Role::crew_110].heads = 4;
      s.staff[Role::crew_110].post = PostKind::grid;
      s.demand.kinds["job"].rate = per_hour(1.5);
      s.rules.return_home = home;
      s.rules.idle = "cover_gap";
      s.rules.cover_within = 3min;
    };
  };
  for (const Return home : {Return::travel, Return::instant}) {
    const Run covers = run(gaps(home), 20 * one_day);
    // Set out for orders from posts of others, in all that was recorded.
    const auto& force = covers.setting->force.responders;
    int from_elsewhere = 0;
    int home_again = 0;
    for (const LegRow& leg : covers.record.legs) {
      const Spot& own = force[leg.responder].post;
      bool from_post = false;
      for (const Responder& other : force) from_post = from_post || other.post == leg.from;
      from_elsewhere += from_post && leg.from != own && leg.order.has_value();
      home_again += !leg.order && leg.to == own && from_post && leg.from != own;
    }
    CHECK(from_elsewhere > 10);
    if (home == Return::travel) CHECK(home_again > 10);
    // Who has been free for a while sets out only because it looked again.
    std::map<ResponderId, StatusRow> before;
    int looked_again = 0;
    for (const StatusRow& row : covers.record.statuses) {
      const auto last = before.find(row.responder);
      if (row.status == Status::returning && last != before.end() && last->second.status == Status::free) {
        ++looked_again;
      }
      before[row.responder] = row;
    }
    if (home == Return::travel) CHECK(looked_again > 10);
  }
}

namespace {

/// A worker of a small town who has left its round for a call, so long before its duty ends.
struct LeftRound {
  std::shared_ptr<const Setting> town;
  World world;
  ResponderId worker{};

  LeftRound(const std::string& idle, Duration before_the_end) {
    town = tests::small_town([&idle](ScenarioSpec& s) {
      s.work["round"] = {.kind = WorkKind::round, .roles = {Role::grid_worker}, .every = one_day};
      s.rules.idle = idle;
    });
    world = populate(*town, {5, 0});
    SimTime at = start_of_day(1) + 9h;
    while (!rules::duty_ends(*town, worker, at)) at += 1h;
    world.now = *rules::duty_ends(*town, worker, at) - before_the_end;
    ResponderState& state = world.responders[worker];
    state.on_duty = true;
    state.status = Status::free;
    const GridId grid = town->work_of[worker].front();
    state.paused = PlannedTask{.grid = grid, .stop = 2};
    world.grids[grid].is_walked = true;
    state.from = town->city.buildings[town->rounds[grid].stops[5]].entrance;
  }
  std::optional<Spot> rest() const {
    TravelQuery travel{*town->travel};
    return rules::idle_rule(town->spec.rules.idle).rest(*town, world, worker, travel).goes_to;
  }
  bool goes_on() const {
    const auto next = rules::next_work(*town, world, worker);
    return next && next->goes_on;
  }
};

}  // namespace

TEST_CASE("under resume_round an interrupted round is taken up to the last minute of duty, from where one stands") {
  const LeftRound usual{"return_to_post", 10min};
  CHECK_FALSE(usual.goes_on());
  CHECK(usual.rest() == usual.town->force.responders[usual.worker].post);
  LeftRound resumes{"resume_round", 10min};
  CHECK(resumes.goes_on());
  CHECK_FALSE(resumes.rest().has_value());
  resumes.world.responders[resumes.worker].paused.reset();
  CHECK(resumes.rest() == resumes.town->force.responders[resumes.worker].post);
  // With time enough both go on.
  CHECK(LeftRound{"return_to_post", 3h}.goes_on());
  CHECK(LeftRound{"resume_round", 3h}.goes_on());
}

TEST_CASE("with instant return only resume_round takes up a round where the call ended, not at the post") {
  const auto first_steps = [](const std::string& idle) {
    const auto town = tests::small_town([&idle](ScenarioSpec& s) {
      s.work["round"] = {.kind = WorkKind::round, .roles = {Role::grid_worker}, .every = one_day};
      s.rules.return_home = Return::instant;
      s.rules.idle = idle;
    });
    Simulation simulation{town, {5, 0}};
    TravelQuery travel{*town->travel};
    RunRecord record;
    int from_the_post = 0;
    int elsewhere = 0;
    for (SimTime at{}; at < start_of_day(10); at += 1min) {
      simulation.advance_until(at, record, travel);
      for (const ResponderId who : simulation.world().responders.ids()) {
        const ResponderState& state = simulation.world().responders[who];
        if (state.status != Status::on_round || state.work->stop == 0) continue;
        (state.from == town->force.responders[who].post ? from_the_post : elsewhere) += 1;
      }
    }
    return std::pair{from_the_post, elsewhere};
  };
  const auto [home, away] = first_steps("return_to_post");
  CHECK(home > 0);
  CHECK(away == 0);
  const auto [resumed_home, resumed_away] = first_steps("resume_round");
  CHECK(resumed_away > 0);
  CHECK(resumed_home == 0);
}
