#include <algorithm>
#include <catch2/catch.hpp>
#include <map>

#include "sim/engine/handlers.hpp"
#include "sim/rules/planned_work.hpp"
#include "sim/rules/risks.hpp"
#include "tests/support/towns.hpp"

using namespace outpost;

namespace {

constexpr Duration stop = 25s;

/// The small town whose grid workers walk a round a day and visit every household in 30 days, with one kind of risk
/// that nobody notices unless the change says so, and that escalates to what is beyond every horizon here.
std::shared_ptr<const Setting> working_town(const tests::Change& change = {}) {
  return tests::small_town([&change](ScenarioSpec& s) {
    const std::vector<Role> workers{Role::grid_worker};
    s.work["round"] = {.kind = WorkKind::round, .roles = workers, .every = one_day, .stop = stop};
    s.work["visit"] = {.kind = WorkKind::visit, .roles = workers, .every = 30 * one_day};
    s.risks.clear();
    s.risks["hazard"] = {.rate = per_1000_residents_per_day(1.0),
                         .shows = constant(Duration{}),
                         .escalates = constant(3'000 * one_day),
                         .becomes = "dispute",
                         .handled_as = "grid_case",
                         .on_round = share(0.0),
                         .on_visit = share(0.0),
                         .neighbours = 0.0};
    if (change) change(s);
  });
}

/// One town at nine in the morning, by hand.
struct Morning {
  explicit Morning(std::shared_ptr<const Setting> of) : town(std::move(of)), world(populate(*town, {5, 0})) {
    world.now = SimTime{} + 9h;
    engine::Scene scene = now();
    for (const ResponderId id : world.responders.ids()) {
      ResponderState& state = world.responders[id];
      state.on_duty = town->force.rosters[town->force.responders[id].roster].is_on_duty(town->calendar, world.now);
      engine::enter(scene, id, state.on_duty ? Status::free : Status::off_duty);
      if (state.on_duty && town->force.responders[id].role == Role::grid_worker && !worker) worker = id;
    }
  }
  engine::Scene now() { return {*town, world, {queue, world.now}, record, travel}; }
  void take_up_work() {
    engine::Scene scene = now();
    engine::take_up_work(scene, *worker);
  }
  /// A risk with signs from `shows` on, at the k-th stop of the worker's round.
  RiskId put(std::size_t k, SimTime shows = {}) {
    const BuildingId building = round().stops[k];
    Risk risk;
    risk.community = town->city.buildings[building].community;
    risk.identity = owner_of(town->city.communities[risk.community].code, 0, 7 + k);
    risk.stage = RiskStage::open;
    risk.building = building;
    risk.shows = shows;
    risk.escalates = start_of_day(90);
    const RiskId id = world.risks.push_back(risk);
    world.live_risks[risk.community].push_back({id, risk.building});
    ++world.risks_in[static_cast<std::size_t>(RiskStage::open)];
    return id;
  }
  const GridRound& round() const { return town->rounds[town->work_of[*worker].front()]; }
  std::vector<SimTime> signs_at() {
    const engine::Scene scene = now();
    std::vector<SimTime> times;
    for (const auto& entry : queue.in_order()) {
      const auto* met = std::get_if<SignsMet>(&entry.payload);
      if (met != nullptr && !engine::is_void(scene, met->responder, met->task)) times.push_back(entry.at);
    }
    return times;
  }
  /// Handles what of the round comes up to `until`.
  void walk(SimTime until) {
    while (!queue.empty() && queue.next_at() <= until) {
      const auto entry = queue.pop();
      world.now = entry.at;
      engine::Scene scene = now();
      if (const auto* met = std::get_if<SignsMet>(&entry.payload)) engine::on(*met, scene);
    }
    world.now = until;
  }

  std::shared_ptr<const Setting> town;
  World world;
  EventQueue<Event> queue{};
  RunRecord record{};
  TravelQuery travel{*town->travel};
  std::optional<ResponderId> worker{};
};

std::map<RiskStage, int> stages_written_up(const RunRecord& record) {
  std::map<RiskStage, int> counts;
  for (const RiskRow& row : record.risks) counts[row.stage] += row.written_up ? 1 : 0;
  return counts;
}

int found_by(const RunRecord& record, Finder finder) {
  return static_cast<int>(std::count_if(record.risks.begin(), record.risks.end(), [finder](const RiskRow& row) {
    return row.stage == RiskStage::found && row.finder == finder;
  }));
}

tests::Change seen(double on_round, double on_visit) {
  return [=](ScenarioSpec& s) {
    s.risks["hazard"].on_round = share(on_round);
    s.risks["hazard"].on_visit = share(on_visit);
    s.rewards.written_up = share(1.0);
  };
}

}  // namespace

TEST_CASE("a round finds a risk when it passes its door: the tour's time to it, and every stop before it") {
  Morning morning{working_town(seen(1.0, 0.0))};
  REQUIRE(morning.worker);
  REQUIRE(morning.round().stops.size() > 6);
  const RiskId third = morning.put(2);
  const RiskId first = morning.put(0);
  const SimTime door = morning.world.now + morning.round().reached[2] + 2 * stop;
  morning.put(4, door + 10h);  // its signs come after the round has passed
  morning.take_up_work();
  REQUIRE(morning.world.responders[*morning.worker].status == Status::on_round);
  CHECK(morning.signs_at() == std::vector<SimTime>{morning.world.now + morning.round().reached[0], door});
  morning.walk(door - Duration{1});
  CHECK(morning.world.risks.at(first).finder == Finder::round);
  CHECK(morning.world.risks.at(third).stage == RiskStage::open);
  morning.walk(door);
  CHECK(morning.world.risks.at(third).stage == RiskStage::found);
  CHECK(morning.world.risks.at(third).found == door);
  CHECK(morning.world.risks.at(third).by == morning.worker);
}

TEST_CASE("a round that is broken off finds nothing on what was not walked, and the rest when it goes on") {
  Morning morning{working_town(seen(1.0, 0.0))};
  REQUIRE(morning.worker);
  const ResponderId worker = *morning.worker;
  const RiskId early = morning.put(1);
  const RiskId late = morning.put(5);
  const auto& reached = morning.round().reached;
  morning.take_up_work();
  const SimTime between = morning.world.now + reached[3] + 3 * stop + 1s;
  morning.walk(between);
  CHECK(morning.world.risks.at(early).stage == RiskStage::found);
  engine::Scene scene = morning.now();
  engine::leave_work(scene, worker);
  engine::enter(scene, worker, Status::free);
  CHECK(morning.signs_at().empty());
  morning.walk(between + 1h);
  CHECK(morning.world.risks.at(late).stage == RiskStage::open);
  // An hour later it goes on from the fourth stop, where it stood, to the fifth and the sixth.
  morning.take_up_work();
  REQUIRE(morning.world.responders[worker].status == Status::on_round);
  const City& city = morning.town->city;
  const auto& stops = morning.round().stops;
  const Duration to_fifth = *morning.travel.static_time(Way::foot, city.buildings[stops[3]].entrance,
                                                        city.buildings[stops[4]].entrance, morning.world.closures);
  const SimTime sixth = morning.world.now + to_fifth + (reached[5] - reached[4]) + stop;
  CHECK(morning.signs_at() == std::vector<SimTime>{sixth});
  morning.walk(sixth);
  CHECK(morning.world.risks.at(late).finder == Finder::round);
}

TEST_CASE("what begins while somebody is on a round is met by it, if its signs come before the pass") {
  Morning morning{working_town([](ScenarioSpec& s) {
    seen(1.0, 0.0)(s);
    s.risks["hazard"].rate = per_1000_residents_per_day(40.0);
  })};
  morning.take_up_work();
  REQUIRE(morning.signs_at().empty());
  const auto ahead = rules::passes_ahead(*morning.town, *morning.world.responders[*morning.worker].work);
  engine::Scene scene = morning.now();
  engine::draw_risks_of(scene, 0);
  std::vector<SimTime> expected;
  for (const Risk& risk : morning.world.risks) {
    for (const rules::Pass& pass : ahead) {
      if (pass.building == risk.building && pass.at >= risk.onset) expected.push_back(pass.at);
    }
  }
  std::sort(expected.begin(), expected.end());
  CHECK(!expected.empty());
  CHECK(morning.signs_at() == expected);
}

TEST_CASE("placebo: risks that nobody can see are never found, however much is walked and visited") {
  const auto town = working_town([](ScenarioSpec& s) { s.risks["hazard"].escalates = exponential(4 * one_day); });
  const auto finished = tests::run(town, {5, 0}, 15 * one_day);
  auto counts = stages_written_up(finished.record);
  CHECK(counts[RiskStage::open] > 80);
  CHECK(counts[RiskStage::escalated] > 40);
  CHECK(counts[RiskStage::found] == 0);
  CHECK(counts[RiskStage::ended] == 0);
}

TEST_CASE("rounds find by their chance, visits by theirs, and without such work there is no such finder") {
  const auto by_rounds = tests::run(working_town(seen(0.2, 0.0)), {5, 0}, 15 * one_day);
  CHECK(found_by(by_rounds.record, Finder::round) > 20);
  CHECK(found_by(by_rounds.record, Finder::visit) == 0);
  const auto by_visits = tests::run(working_town(seen(0.0, 1.0)), {5, 0}, 15 * one_day);
  CHECK(found_by(by_visits.record, Finder::round) == 0);
  CHECK(found_by(by_visits.record, Finder::visit) > 5);
  const auto idle = tests::run(working_town([](ScenarioSpec& s) {
                                 seen(1.0, 1.0)(s);
                                 s.work.clear();
                               }),
                               {5, 0}, 15 * one_day);
  CHECK(stages_written_up(idle.record)[RiskStage::found] == 0);
}

TEST_CASE("volunteers find what nobody else sees where there are any") {
  const auto with = [](double volunteers) {
    const auto town = working_town([volunteers](ScenarioSpec& s) {
      s.volunteers = {.per_grid = volunteers, .turn_up = share(0.5), .notice = share(0.1)};
    });
    return found_by(tests::run(town, {5, 0}, 10 * one_day).record, Finder::volunteer);
  };
  CHECK(with(0.0) == 0);
  CHECK(with(7.0) > 10);
}

TEST_CASE("a risk that nobody knows changes nothing that anybody does") {
  const auto known = [](double rate) {
    const auto town =
        working_town([rate](ScenarioSpec& s) { s.risks["hazard"].rate = per_1000_residents_per_day(rate); });
    RunRecord record = tests::run(town, {5, 0}, 6 * one_day).record;
    record.risks.clear();
    return record;
  };
  const RunRecord few = known(0.1);
  CHECK(digest_of(few) == digest_of(known(2.0)));
  CHECK(few.decisions.size() > 20);
}

TEST_CASE("a finding changes nothing before it") {
  const auto town = [](double on_round) { return working_town(seen(on_round, 0.0)); };
  const auto blind = tests::run(town(0.0), {5, 0}, 6 * one_day).record;
  const auto sharp = tests::run(town(0.02), {5, 0}, 6 * one_day).record;
  const auto first = std::find_if(sharp.risks.begin(), sharp.risks.end(),
                                  [](const RiskRow& row) { return row.stage == RiskStage::found; });
  REQUIRE(first != sharp.risks.end());
  std::size_t before = 0;
  for (; before < blind.decisions.size() && blind.decisions[before].at < first->at; ++before) {
    REQUIRE(before < sharp.decisions.size());
    CHECK(blind.decisions[before].at == sharp.decisions[before].at);
    CHECK(blind.decisions[before].order == sharp.decisions[before].order);
    CHECK(blind.decisions[before].chosen == sharp.decisions[before].chosen);
  }
  CHECK(before > 0);
}

TEST_CASE("a copy of a run with risks goes on to the same end") {
  const auto town = working_town(seen(0.2, 0.5));
  const auto whole = tests::run(town, {5, 2}, 6 * one_day);
  Simulation simulation{town, {5, 2}};
  TravelQuery travel{*town->travel};
  RunRecord record;
  simulation.advance_until(SimTime{} + 3 * one_day + 10h, record, travel);
  Simulation copy = simulation;
  RunRecord elsewhere;
  simulation.advance_until(SimTime{} + 5 * one_day, elsewhere, travel);
  for (SimTime t = SimTime{} + 3 * one_day + 10h; t < SimTime{} + 6 * one_day; t += 47min) {
    copy.advance_until(t, record, travel);
  }
  copy.advance_until(SimTime{} + 6 * one_day, record, travel);
  copy.close_records(record);
  CHECK(digest_of(record) == digest_of(whole.record));
  CHECK(copy.digest() == whole.state);
}

TEST_CASE("a planned visit that notices nothing is an unfounded contact, and none is where there is nothing to find") {
  const auto contacts = [](const tests::Change& change) {
    int planned = 0;
    int unfounded = 0;
    for (const ContactRow& row : tests::run(working_town(change), {5, 0}, 10 * one_day).record.contacts) {
      planned += row.planned ? 1 : 0;
      unfounded += row.planned && row.unfounded ? 1 : 0;
    }
    return std::pair{planned, unfounded};
  };
  const auto blind = contacts({});
  CHECK(blind.first > 100);
  CHECK(blind.second == blind.first);
  const auto seeing = contacts(seen(0.0, 1.0));
  CHECK(seeing.second < seeing.first);
  CHECK(contacts([](ScenarioSpec& s) { s.risks.clear(); }).second == 0);
}

TEST_CASE("a false alarm brings somebody to a door in vain, moves no trust, and nobody hangs up") {
  const auto town = tests::small_town([](ScenarioSpec& s) {
    for (auto& [key, kind] : s.demand.kinds) kind.rate.per_day = 0.0;
    s.risks.clear();
    s.alerts = {.false_alarms = per_1000_residents_per_day(1.0), .handled_as = "grid_case"};
    s.trust.feedback = Switch::on;
    s.command.patience = constant(1min);
    s.reports.duplicates = 2.0;
  });
  const auto finished = tests::run(town, {5, 0}, 10 * one_day);
  CHECK(finished.record.orders.size() > 50);
  CHECK(finished.record.orders.size() == finished.record.incidents.size());
  CHECK(finished.record.contacts.size() > 30);
  for (const ContactRow& row : finished.record.contacts) CHECK(row.unfounded);
  for (const StageRow& row : finished.record.stages) CHECK(row.stage != Stage::withdrawn);
  for (const ReportRow& row : finished.record.reports) CHECK(row.channel == Channel::app);
  for (const TrustRow& row : finished.record.trust_levels) CHECK(row.mean == Approx(0.6).margin(0.003));
}

TEST_CASE("the risks of a household end when its people move out") {
  Morning morning{working_town()};
  const RiskId id = morning.put(0);
  Risk& risk = morning.world.risks[id];
  const HouseholdId household{0};
  morning.world.live_risks[risk.community].clear();
  risk.household = household;
  risk.building = morning.town->city.households[household].building;
  risk.community = morning.town->city.buildings[risk.building].community;
  morning.world.live_risks[risk.community].push_back({id, risk.building});
  engine::Scene scene = morning.now();
  engine::end_risks_of(scene, HouseholdId{1});
  CHECK(morning.world.risks.at(id).stage == RiskStage::open);
  engine::end_risks_of(scene, household);
  CHECK(morning.world.risks.at(id).stage == RiskStage::ended);
  CHECK(morning.world.live_risks.at(risk.community).empty());
  engine::on(RiskEscalated{id}, scene);  // passed over
  CHECK(morning.world.risks.at(id).stage == RiskStage::ended);
}

TEST_CASE("those who are moved out of a shared flat are in another shared flat of the community") {
  const auto town = working_town([](ScenarioSpec& s) {
    RiskSpec& risk = s.risks["hazard"];
    risk.place = RiskPlace::group_rental;
    risk.neighbours = 1.0;
    risk.displaced = share(1.0);
    risk.settles = share(1.0);
    risk.recurs = constant(1h);
  });
  Simulation simulation{town, {5, 0}};
  TravelQuery travel{*town->travel};
  RunRecord record;
  simulation.advance_until(start_of_day(15), record, travel);
  int displaced = 0;
  for (const Risk& risk : simulation.world().risks) {
    CHECK(town->city.households[*risk.household].tenure == Tenure::group_rental);
    displaced += risk.displaced ? 1 : 0;
  }
  CHECK(displaced > 10);
}

TEST_CASE("pay that makes people thorough makes every stop of a round longer, and an effort of one changes nothing") {
  const auto length = [](Switch paid, double effort) {
    const auto town = working_town([=](ScenarioSpec& s) {
      s.rewards.paid = paid;
      s.rewards.effort_when_paid = effort;
    });
    return rules::rest_of_round(*town, {.work = 0, .grid = GridId{0}});
  };
  const auto stops = static_cast<std::int64_t>(working_town()->rounds[GridId{0}].stops.size());
  const Duration unpaid = length(Switch::off, 2.0);
  CHECK(stops > 0);
  CHECK(length(Switch::on, 1.0) == unpaid);
  CHECK(length(Switch::on, 2.0) == unpaid + stops * stop);
}
