#include "sim/engine/forecast.hpp"

#include <algorithm>
#include <catch2/catch.hpp>
#include <cmath>

#include "sim/engine/known_world.hpp"
#include "sim/rules/dispatch.hpp"
#include "sim/rules/rooms.hpp"
#include "tests/support/towns.hpp"

using namespace outpost;

namespace {

/// An accepted order that waits at a place, in a world in which everything adds up.
OrderId add_order(const Setting& setting, World& world, BuildingId at, std::uint32_t number) {
  Incident incident;
  incident.building = at;
  incident.community = setting.city.buildings[at].community;
  incident.identity = owner_of(setting.city.communities[incident.community].code, 0, std::uint64_t{number});
  incident.orders = 1;
  Order order;
  order.incident = world.incidents.push_back(incident);
  order.building = at;
  order.stage = Stage::accepted;
  order.reported = world.now;
  order.accepted = world.now;
  ++world.incidents_in[static_cast<std::size_t>(Stage::reported)];
  ++world.orders_in[static_cast<std::size_t>(Stage::accepted)];
  const OrderId id = world.orders.push_back(order);
  world.waiting.push_back(id);
  return id;
}

PlaceSpec place_at(std::size_t number, double x, double weight) {
  return {.id = std::to_string(number), .x = metres(x), .weight = weight};
}

/// Ten places a minute apart. Units stand at the first and the fifth; calls come from the seventh alone, three an hour.
std::shared_ptr<const Setting> lopsided_line(const tests::Change& change = {}) {
  return tests::points(2, [&change](ScenarioSpec& s) {
    s.city.places.clear();
    for (std::size_t row = 0; row < 8; ++row) {
      s.city.places.push_back(place_at(row, 1'000.0 * static_cast<double>(row), row == 6 ? 1.0 : 0.0));
    }
    s.metric.kind = MetricKind::straight;
    for (auto& speeds : s.travel.base) speeds.fill(kilometres_per_hour(60));
    for (auto& profile : s.travel.profile) profile.fill(1000);
    s.staff[Role::crew_110].post = PostKind::grid;
    s.staff[Role::crew_110].mobilise = constant(30s);
    s.demand.kinds["job"].rate = per_hour(3);
    s.rules.dispatch = "rollout";
    s.rules.rollout.horizon = 2h;
    if (change) change(s);
  });
}

/// The small town with everything of which anybody may know too much: risks and alerts, reports that come late or
/// twice, desks, orders that go back or are checked, trust, planned work.
std::shared_ptr<const Setting> town_of_secrets(const tests::Change& change = {}) {
  return tests::small_town([&change](ScenarioSpec& s) {
    s.city.population = {4'000};
    for (auto& [key, kind] : s.demand.kinds) {
      kind.rate.per_day *= 8.0;
      kind.course.returned = share(0.1);
      kind.course.checked = share(0.3);
      kind.course.reopened = share(0.3);
      kind.course.suspended = share(0.1);
      kind.reporting = exponential(20min);
    }
    s.risks["hazard"] = tests::hazard(s.demand.kinds.begin()->first);
    s.risks["hazard"].rate.per_day *= 20.0;
    s.reports.duplicates = 0.5;
    s.reports.merged = share(0.5);
    s.trust.feedback = Switch::on;
    s.command.patience = exponential(1h);
    s.work["round"] = {.kind = WorkKind::round, .roles = {Role::grid_worker}, .every = one_day};
    s.work["visit"] = {.kind = WorkKind::visit, .roles = {Role::grid_worker}, .every = 60 * one_day};
    s.rules.dispatch = "rollout";
    s.rules.rollout.horizon = 40min;
    s.rules.rollout.runs = 2;
    s.rules.rollout.sure = 0.0;
    if (change) change(s);
  });
}

void with_desks(ScenarioSpec& s) {
  RoomSpec& rooms = s.command.rooms;
  rooms.desks["police"] = {.roles = {Role::crew_110, Role::community_officer}, .sees = Sees::status};
  rooms.desks["grid"] = {.roles = {Role::grid_worker}, .sees = Sees::status};
  rooms.answers.fill("grid");
  rooms.answers[static_cast<std::size_t>(Channel::call_110)] = "police";
  rooms.hang_up = exponential(5min);
  rooms.pass_on = 20min;
  s.reports.invalid = 1.0;
}

/// Of the decisions of a run all, or those for which a forecast was asked.
enum class Decisions { all, foreseen };

/// Looks at the world whenever a decision is made in it: the record of a decision comes before what it changes.
class Onlooker final : public Recorder {
 public:
  using Look = std::function<void(const World&, const DecisionRow&)>;
  Onlooker(const Simulation& simulation, Decisions which, Look look)
      : simulation_(simulation), which_(which), look_(std::move(look)) {}
  void decision(const DecisionRow& row) override {
    const auto scored = [](const Candidate& candidate) { return candidate.score.has_value(); };
    const bool foreseen = std::any_of(row.candidates.begin(), row.candidates.end(), scored);
    if (which_ == Decisions::all || foreseen) look_(simulation_.world(), row);
  }
  bool wants_candidates() const override { return true; }

 private:
  const Simulation& simulation_;
  Decisions which_;
  Look look_;
};

int look_at_decisions(const std::shared_ptr<const Setting>& setting, Duration length, const Onlooker::Look& look,
                      Decisions which = Decisions::foreseen) {
  Simulation simulation{setting, {5, 3}};
  TravelQuery travel{*setting->travel};
  int decisions = 0;
  Onlooker onlooker{simulation, which, [&](const World& world, const DecisionRow& row) {
                      ++decisions;
                      look(world, row);
                    }};
  simulation.advance_until(SimTime{} + length, onlooker, travel);
  return decisions;
}

rules::Choice decide_anew(const Setting& setting, const World& world, OrderId order) {
  const engine::Foresight forecast{setting};
  TravelQuery travel{*setting.travel};
  return rules::ask(rules::dispatch_rule("rollout"), setting, world, order, travel, &forecast);
}

bool is_known(const Risk& risk) {
  return risk.stage != RiskStage::ahead && risk.stage != RiskStage::open;
}

World without_hidden_risks(World world) {
  for (const RiskId id : world.risks.ids()) {
    if (is_known(world.risks.at(id))) continue;
    const Risk& risk = world.risks.at(id);
    std::vector<LiveRisk>& live = world.live_risks[risk.community];
    live.erase(std::find(live.begin(), live.end(), LiveRisk{id, risk.building}));
    --world.risks_in[static_cast<std::size_t>(world.risks.at(id).stage)];
    world.risks[id].stage = RiskStage::ended;
    ++world.risks_in[static_cast<std::size_t>(RiskStage::ended)];
  }
  return world;
}

World with_hidden_risks_moved(const Setting& setting, World world, BuildingId to) {
  for (const RiskId id : world.risks.ids()) {
    if (is_known(world.risks.at(id))) continue;
    Risk& risk = world.risks[id];
    std::vector<LiveRisk>& before = world.live_risks[risk.community];
    before.erase(std::find(before.begin(), before.end(), LiveRisk{id, risk.building}));
    risk.building = to;
    risk.community = setting.city.buildings[to].community;
    risk.escalates = world.now + 1min;
    std::vector<LiveRisk>& after = world.live_risks[risk.community];
    const auto later =
        std::find_if(after.begin(), after.end(), [id](const LiveRisk& other) { return id < other.risk; });
    after.insert(later, {id, to});
  }
  return world;
}

World with_unreported_moved(World world, BuildingId to) {
  for (const IncidentId id : world.incidents.ids()) {
    if (world.incidents.at(id).orders > 0) continue;
    Incident& incident = world.incidents[id];
    incident.building = to;
    incident.occurred = std::max(incident.occurred, world.now + 1min);
  }
  return world;
}

World with_more_unreported(World world, BuildingId there) {
  for (std::uint32_t number = 0; number < 30; ++number) {
    Incident incident;
    incident.building = there;
    incident.occurred = world.now - 1min;
    incident.number = number;
    world.incidents.push_back(incident);
    ++world.incidents_in[static_cast<std::size_t>(Stage::noticed)];
  }
  return world;
}

/// How long work that is going on will last, how it will be found, whether an assignment is wrong, what a report is
/// really about.
World with_other_truths(World world) {
  for (const ResponderId who : world.responders.ids()) world.responders[who].finishes += 3h;
  for (const OrderId id : world.orders.ids()) {
    Order& order = world.orders[id];
    if (order.left) *order.left += 1h;
    order.course.flawed = !order.course.flawed;
    if (order.stage == Stage::assigned) order.course.to_return = ReturnReason::not_theirs;
  }
  return world;
}

/// Of units that the order's desk does not see: another place, another pace.
World with_unseen_elsewhere(const Setting& setting, World world, OrderId order, const Spot& there, int& unseen) {
  for (const ResponderId who : world.responders.ids()) {
    const Role role = setting.force.responders[who].role;
    if (rules::sight_of(setting, world.orders.at(order), role) == Sees::position) continue;
    ResponderState& state = world.responders[who];
    if (state.status == Status::free) state.from = there;
    if (state.status == Status::travelling) {
      state.arrives += 10min;
      state.pace *= 1.5;
    }
    ++unseen;
  }
  return world;
}

bool has_same_scores(const rules::Choice& choice, const DecisionRow& row) {
  return choice.responder == row.chosen && choice.reason == row.reason && choice.candidates == row.candidates;
}

}  // namespace

TEST_CASE("a hidden risk or an unreported incident changes no decision of rollout and no score before it is known") {
  for (const bool desks : {false, true}) {
    DYNAMIC_SECTION((desks ? "two desks" : "no desks")) {
      const auto setting = town_of_secrets(desks ? tests::Change{with_desks} : tests::Change{});
      int unseen = 0;
      int with_risks = 0;
      int with_unreported = 0;
      const int decisions = look_at_decisions(setting, 20h, [&](const World& world, const DecisionRow& row) {
        const Setting& in = *setting;
        const BuildingId here = world.orders.at(row.order).building;
        CHECK(has_same_scores(decide_anew(in, world, row.order), row));
        CHECK(has_same_scores(decide_anew(in, without_hidden_risks(world), row.order), row));
        CHECK(has_same_scores(decide_anew(in, with_hidden_risks_moved(in, world, here), row.order), row));
        CHECK(has_same_scores(decide_anew(in, with_unreported_moved(world, here), row.order), row));
        CHECK(has_same_scores(decide_anew(in, with_more_unreported(world, here), row.order), row));
        CHECK(has_same_scores(decide_anew(in, with_other_truths(world), row.order), row));
        const Spot there = in.city.buildings[here].entrance;
        CHECK(has_same_scores(decide_anew(in, with_unseen_elsewhere(in, world, row.order, there, unseen), row.order),
                              row));
        with_risks += std::any_of(world.risks.begin(), world.risks.end(), [](const Risk& it) { return !is_known(it); });
        with_unreported += world.incidents_in[static_cast<std::size_t>(Stage::noticed)] > 0;
      });
      CHECK(decisions > 5);
      CHECK((unseen > 0) == desks);
      CHECK(with_risks > 5);
      CHECK(with_unreported > 5);
    }
  }
}

TEST_CASE("risks that nobody comes to know of leave a whole run under rollout as it is, decisions and scores") {
  const auto with_risks = [](double rate) {
    return tests::run(town_of_secrets([rate](ScenarioSpec& s) {
                        s.work.clear();
                        s.risks["hazard"].rate.per_day = rate;
                        s.risks["hazard"].neighbours = 0.0;
                        s.risks["hazard"].shows = constant(900 * one_day);
                        s.risks["hazard"].escalates = constant(1'000 * one_day);
                      }),
                      {5, 3}, 30h);
  };
  const RunRecord without = with_risks(0.0).record;
  const RunRecord with = with_risks(50.0).record;
  CHECK(without.risks.empty());
  CHECK(with.risks.size() > 50);
  REQUIRE(without.decisions.size() == with.decisions.size());
  int scored = 0;
  for (std::size_t row = 0; row < with.decisions.size(); ++row) {
    CHECK(with.decisions[row].chosen == without.decisions[row].chosen);
    CHECK(with.decisions[row].candidates == without.decisions[row].candidates);
    for (const Candidate& candidate : with.decisions[row].candidates) scored += candidate.score.has_value();
  }
  CHECK(scored > 10);
}

TEST_CASE("what a dispatcher imagines is a world in which everything adds up, and knows no unit that it does not see") {
  for (const bool desks : {false, true}) {
    const auto setting = town_of_secrets(desks ? tests::Change{with_desks} : tests::Change{});
    const int decisions = look_at_decisions(setting, 20h, [&](const World& world, const DecisionRow& row) {
      TravelQuery travel{*setting->travel};
      const auto known = engine::known_to_dispatcher(*setting, world, row.order, travel);
      const auto future = engine::imagine(*setting, known, row.order, engine::key_of_future(world.key, row.order, 2, 0),
                                          world.now + 1h, travel);
      CHECK_NOTHROW(require_conservation(*setting, future.world));
      CHECK(future.world.risks.empty());
      for (const auto& entry : future.pending.in_order()) CHECK(entry.at >= world.now);
    });
    CHECK(decisions > 5);
  }
}

TEST_CASE("whoever has just turned home is imagined on its way there") {
  const auto setting = town_of_secrets([](ScenarioSpec& s) { s.rules.dispatch = "soonest_free"; });
  int turned = 0;
  const auto look = [&](const World& world, const DecisionRow& row) {
    for (const ResponderId who : world.responders.ids()) {
      const ResponderState& state = world.responders[who];
      if (state.status != Status::returning || state.arrives > world.now || state.from == state.bound_for) continue;
      ++turned;
      TravelQuery travel{*setting->travel};
      const auto known = engine::known_to_dispatcher(*setting, world, row.order, travel);
      const ResponderState& imagined = known.world.responders[who];
      CHECK(imagined.bound_for == setting->force.responders[who].post);
      CHECK(imagined.from == state.from);
      CHECK(imagined.arrives > world.now);
    }
  };
  look_at_decisions(setting, 3 * one_day, look, Decisions::all);
  CHECK(turned > 0);
}

TEST_CASE("rollout that looks no time ahead, or is never sure, leads to the run of its base rule") {
  const auto run = [](const std::string& rule, Duration horizon, double sure) {
    return tests::run(town_of_secrets([&](ScenarioSpec& s) {
                        s.rules.dispatch = rule;
                        s.rules.rollout.horizon = horizon;
                        s.rules.rollout.sure = sure;
                        s.rules.rollout.weight = {1.0, 1.0, 1.0, 1.0};
                      }),
                      {5, 0}, 20h)
        .state;
  };
  const DigestValue base = run("soonest_free", 40min, 0.0);
  CHECK(run("rollout", Duration{}, 0.0) == base);
  CHECK(run("rollout", 40min, 10.0) == base);  // asked, and of two futures no difference is ten errors
  CHECK_FALSE(run("rollout", 40min, 0.0) == base);
}

TEST_CASE("a run under rollout that is taken up from its state, or copied, goes on as it would have") {
  const auto setting = town_of_secrets(with_desks);
  TravelQuery travel{*setting->travel};
  Simulation whole{setting, {9, 1}};
  RunRecord early;
  whole.advance_until(SimTime{} + 9h, early, travel);
  Simulation copy = whole;
  Simulation again = Simulation::taken_up(setting, whole.state());
  const auto go_on = [&](Simulation& simulation) {
    RunRecord record;
    record.keep_candidates = true;
    TravelQuery own{*setting->travel};
    simulation.advance_until(SimTime{} + 14h, record, own);
    std::vector<Candidate> scored;
    for (const DecisionRow& row : record.decisions) {
      std::copy_if(row.candidates.begin(), row.candidates.end(), std::back_inserter(scored),
                   [](const Candidate& candidate) { return candidate.score.has_value(); });
    }
    CHECK_FALSE(scored.empty());
    return std::pair{simulation.digest(), scored};
  };
  const auto of_whole = go_on(whole);
  CHECK(go_on(copy) == of_whole);
  CHECK(go_on(again) == of_whole);
}

TEST_CASE("rollout leaves the nearest where calls are expected, and sends the other") {
  const auto setting = lopsided_line();
  World world = populate(*setting, {3, 0});
  const OrderId order = add_order(*setting, world, BuildingId{3}, 4'000);
  TravelQuery travel{*setting->travel};
  CHECK(rules::soonest_free(*setting, world, order, travel).responder == ResponderId{1});  // a minute away
  const rules::Choice choice = decide_anew(*setting, world, order);
  CHECK(choice.responder == ResponderId{0});
  CHECK(choice.reason ==
        "not the base rule's choice: whom it leaves free instead saves more waiting in the time ahead");
  REQUIRE(choice.candidates.size() == 2);
  REQUIRE(choice.candidates[0].score);
  REQUIRE(choice.candidates[1].score);
  CHECK(*choice.candidates[0].score < *choice.candidates[1].score);

  // Where no calls are expected the nearest goes, and its score is its journey, weighted as the order's priority is.
  const auto quiet = lopsided_line([](ScenarioSpec& s) { s.demand.kinds["job"].rate = per_hour(0); });
  const rules::Choice nearest = decide_anew(*quiet, world, order);
  CHECK(nearest.responder == ResponderId{1});
  REQUIRE(nearest.candidates[0].score);
  CHECK(nearest.candidates[0].score == 2 * (3min + 30s));
  CHECK(nearest.candidates[1].score == 2 * (1min + 30s));
}

TEST_CASE("a forecast of the city of two units breaks even where its best cut lies") {
  // Larson & Odoni 1981, 5.3.3, as scenarios/verify/two_units_half.toml has it: 10 m a mile. Calls that find both busy
  // go to units far away instead of being lost. Sending unit 1 to x costs |x - 0.75|, unit 2 |x + 0.25|; then with
  // chance lambda / (lambda + mu) a call comes before it is back, at 11/14 from home 2, at 1/2 from home 1; from there
  // on nothing differs. They break even at x = 0.3294: the cut w = 0.4206 of which docs/verification.md tells.
  const double mile = 10.0;
  const double next = 1.25 / 2.25 * (11.0 / 14.0 - 0.5);
  for (const double x : {0.27, 0.33, 0.40}) {
    const auto setting = tests::points(8, [&](ScenarioSpec& s) {
      const std::array<double, 8> homes{0.75, -0.25, 30, 30, 30, 30, 30, 30};
      const std::array<double, 8> calls{0.875, 0.5, 0.0, -0.625, x, 0.0, 0.0, 0.0};
      const std::array<double, 8> weights{0.5, 1.0 / 7.0, 1.0 / 7.0, 3.0 / 14.0, 0.0, 0.0, 0.0, 0.0};
      s.city.places.clear();
      for (std::size_t row = 0; row < 8; ++row) {
        s.city.places.push_back(place_at(2 * row, mile * homes.at(row), 0.0));
        s.city.places.push_back(place_at(2 * row + 1, mile * calls.at(row), weights.at(row)));
      }
      s.metric.kind = MetricKind::rectilinear;
      for (auto& speeds : s.travel.base) speeds.fill(kilometres_per_hour(200));
      for (auto& profile : s.travel.profile) profile.fill(1000);
      s.staff[Role::crew_110].post = PostKind::grid;
      s.staff[Role::crew_110].mobilise = constant(0h);
      s.demand.kinds["job"].rate = per_hour(1.25);
      s.rules.dispatch = "rollout";
      s.rules.rollout.horizon = 4h;
      s.rules.rollout.runs = 128;
      s.rules.rollout.weight.fill(1.0);
    });
    const engine::Foresight forecast{*setting};
    TravelQuery travel{*setting->travel};
    const std::array<Sending, 2> choices{Sending{ResponderId{0}}, Sending{ResponderId{1}}};
    double sum = 0.0;
    double squares = 0.0;
    double n = 0.0;
    for (std::uint32_t replication = 0; replication < 60; ++replication) {
      World world = populate(*setting, {17, replication});
      const OrderId order = add_order(*setting, world, BuildingId{9}, 4'000);
      const Outlook outlook = forecast.ahead(world, order, choices, travel);
      for (std::size_t run = 0; run < 128; ++run) {
        const double difference = (outlook.waiting[0][run] - outlook.waiting[1][run]) / 180.0;  // ms a mile
        sum += difference;
        squares += difference * difference;
        n += 1.0;
      }
    }
    const double mean = sum / n;
    const double error = std::sqrt((squares / n - mean * mean) / n);
    INFO("x = " << x << ": " << mean << " +- " << error << " miles");
    CHECK(std::abs(mean - (0.5 - 2.0 * x + next)) < 3.3 * error);
    CHECK(error < 0.012);
  }
}

TEST_CASE(
    "a decision simulates as many events as its choices, futures and horizon ask for, and none at the horizon 0") {
  const auto events = [](std::int64_t runs, std::size_t choices, Duration horizon) {
    const auto setting = lopsided_line([&](ScenarioSpec& s) {
      s.rules.rollout.runs = runs;
      s.rules.rollout.horizon = horizon;
    });
    World world = populate(*setting, {3, 0});
    const OrderId order = add_order(*setting, world, BuildingId{3}, 4'000);
    const std::vector<Sending> all{{ResponderId{0}}, {ResponderId{1}}};
    TravelQuery travel{*setting->travel};
    const Outlook outlook = engine::Foresight{*setting}.ahead(
        world, order, {all.begin(), all.begin() + static_cast<std::ptrdiff_t>(choices)}, travel);
    CHECK(outlook.waiting.size() == choices);
    for (const std::vector<double>& runs_of : outlook.waiting) {
      CHECK(runs_of.size() == static_cast<std::size_t>(runs));
    }
    return static_cast<double>(outlook.events);
  };
  // About three calls an hour, each with seven events from its occurrence to its unit's release.
  CHECK(events(100, 2, 2h) == Approx(100 * 2 * 2 * 3 * 7).epsilon(0.4));
  CHECK(events(100, 2, 2h) == Approx(2 * events(100, 1, 2h)).epsilon(0.05));
  CHECK(events(100, 1, 4h) == Approx(2 * events(100, 1, 2h)).epsilon(0.15));
  CHECK(events(5, 2, Duration{}) <= 5 * 2 * 2);  // what happens at this very moment
}

TEST_CASE("a forecast draws under replication numbers that no run has, for every replication its own") {
  const RunKey first = engine::key_of_future({7, 0}, OrderId{0}, 16, 0);
  CHECK(first.seed == 7);
  CHECK(first.replication == 1u << 31u);
  CHECK(engine::key_of_future({7, 0}, OrderId{1}, 16, 0).replication == first.replication + 16);
  CHECK(engine::key_of_future({7, 0}, OrderId{128}, 16, 0) == first);
  CHECK(engine::key_of_future({7, 1}, OrderId{0}, 16, 0).replication == first.replication + 2048);
  CHECK(engine::key_of_future({7, (1u << 20u) - 1}, OrderId{127}, 16, 15).replication == 0xFFFFFFFFu);
  CHECK_THROWS_AS(engine::key_of_future({7, 1u << 20u}, OrderId{0}, 16, 0), BrokenInvariant);
}

TEST_CASE("a forecast never starts another") {
  const auto setting = lopsided_line();
  World world = populate(*setting, {3, 0});
  const OrderId order = add_order(*setting, world, BuildingId{3}, 4'000);
  TravelQuery travel{*setting->travel};
  CHECK_THROWS_WITH(
      rules::ask(rules::dispatch_rule("rollout"), *setting, world, order, travel, nullptr),
      Catch::StartsWith("a rule that looks ahead has a forecast to ask, and a forecast never starts another"));
  const auto of_itself = lopsided_line([](ScenarioSpec& s) { s.rules.rollout.base = "rollout"; });
  CHECK_THROWS_WITH(rules::base_rule(*of_itself), Catch::StartsWith("a forecast never starts another"));
}

TEST_CASE("in a forecast callers of an order that waits hang up, and nobody does of one that another asked for") {
  const auto setting = lopsided_line([](ScenarioSpec& s) {
    s.command.patience = constant(20min);
    s.demand.kinds["more"] = s.demand.kinds["job"];
    s.demand.kinds["more"].rate.per_day = 0.0;
    AskSpec more;
    more.kind = "more";
    more.when = AskWhen::handled;
    s.demand.kinds["job"].asks["more"] = more;
  });
  World world = populate(*setting, {5, 0});
  const OrderId called = add_order(*setting, world, BuildingId{3}, 1);
  const OrderId asked = add_order(*setting, world, BuildingId{3}, 2);
  world.orders[asked].links.asked_by = called;
  world.orders[asked].links.branch = 1;
  TravelQuery travel{*setting->travel};
  const engine::KnownWorld known = engine::known_to_dispatcher(*setting, world, called, travel);
  const engine::ImaginedFuture future =
      engine::imagine(*setting, known, called, {5, 1u << 31u}, world.now + 2h, travel);
  std::vector<OrderId> hang_up;
  for (const auto& entry : future.pending.in_order()) {
    if (const auto* event = std::get_if<PatienceRanOut>(&entry.payload)) hang_up.push_back(event->order);
  }
  CHECK(hang_up == std::vector<OrderId>{called});
}
