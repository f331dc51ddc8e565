#include <catch2/catch.hpp>
#include <map>

#include "sim/engine/handlers.hpp"
#include "tests/support/towns.hpp"

using namespace outpost;

namespace {

/// The small town with a risk that neighbours tell of quickly, settled by orders of the first kind of the preset.
std::shared_ptr<const Setting> risky_town(const tests::Change& change = {}) {
  return tests::small_town([&change](ScenarioSpec& s) {
    const std::string kind = s.demand.kinds.begin()->first;
    s.risks.clear();
    s.risks["hazard"] = tests::hazard(kind);
    if (change) change(s);
  });
}

std::map<RiskStage, int> stages_reached(const RunRecord& record) {
  std::map<RiskStage, int> counts;
  for (const RiskRow& row : record.risks) {
    if (row.written_up) ++counts[row.stage];
  }
  return counts;
}

int incidents_of(const RunRecord& record, Cause cause) {
  int count = 0;
  for (const IncidentRow& row : record.incidents) count += row.cause == cause ? 1 : 0;
  return count;
}

}  // namespace

TEST_CASE("risks begin, are told of and settled by orders, or escalate and are reported like any incident") {
  const auto town = risky_town();
  const auto finished = tests::run(town, {5, 0}, 20 * one_day);
  auto counts = stages_reached(finished.record);
  CHECK(counts[RiskStage::open] > 50);
  CHECK(counts[RiskStage::found] > 20);
  CHECK(counts[RiskStage::ended] > 10);
  CHECK(counts[RiskStage::escalated] > 10);
  CHECK(incidents_of(finished.record, Cause::found_risk) == counts[RiskStage::found]);
  CHECK(incidents_of(finished.record, Cause::escalated_risk) == counts[RiskStage::escalated]);
  std::map<RiskId, RiskStage> last;
  for (const RiskRow& row : finished.record.risks) {
    if (row.stage == RiskStage::found) CHECK(last.at(row.risk) == RiskStage::open);  // found once
    if (row.stage == RiskStage::ended) CHECK(last.at(row.risk) == RiskStage::found);
    if (last.contains(row.risk)) CHECK(last[row.risk] != RiskStage::escalated);  // the end of it
    last[row.risk] = row.stage;
  }
  const auto again = tests::run(town, {5, 0}, 20 * one_day);
  CHECK(digest_of(again.record) == digest_of(finished.record));
  CHECK(again.state == finished.state);
}

TEST_CASE("risks leave every candidate as it is: in a town without staff to spare the same incidents occur") {
  const auto candidates = [](const std::shared_ptr<const Setting>& town) {
    std::vector<std::pair<SimTime, BuildingId>> all;
    for (const IncidentRow& row : tests::run(town, {5, 0}, 6 * one_day).record.incidents) {
      if (row.cause == Cause::candidate) all.emplace_back(row.occurred, row.building);
    }
    return all;
  };
  CHECK(candidates(risky_town()) == candidates(tests::small_town([](ScenarioSpec& s) { s.risks.clear(); })));
}

TEST_CASE("orders that always settle end a risk for good; those that never do bring it back at the same place") {
  const auto recurring = [](double settles, double displaced) {
    const auto town = risky_town([=](ScenarioSpec& s) {
      s.risks["hazard"].settles = share(settles);
      s.risks["hazard"].displaced = share(displaced);
    });
    Simulation simulation{town, {5, 0}};
    TravelQuery travel{*town->travel};
    RunRecord record;
    simulation.advance_until(start_of_day(20), record, travel);
    int same = 0;
    int moved = 0;
    std::map<std::uint64_t, std::vector<const Risk*>> by_identity;
    for (const Risk& risk : simulation.world().risks) by_identity[risk.identity.value].push_back(&risk);
    for (const auto& [identity, risks] : by_identity) {
      for (std::size_t k = 0; k < risks.size(); ++k) {
        CHECK(risks[k]->times == k);
        if (k == 0) continue;
        CHECK(risks[k]->displaced == (risks[k]->household != risks[k - 1]->household));
        CHECK(risks[k]->community == risks[k - 1]->community);
        ++(risks[k]->displaced ? moved : same);
      }
    }
    return std::pair{same, moved};
  };
  CHECK(recurring(1.0, 0.0) == std::pair{0, 0});
  const auto never = recurring(0.0, 1.0);
  CHECK(never.first > 10);
  CHECK(never.second == 0);
  const auto moved = recurring(1.0, 1.0);
  CHECK(moved.first == 0);
  CHECK(moved.second > 10);
}

TEST_CASE("a risk without an order to settle it is settled by its finder at once") {
  const auto town = risky_town([](ScenarioSpec& s) { s.risks["hazard"].handled_as.clear(); });
  const auto finished = tests::run(town, {5, 0}, 10 * one_day);
  auto counts = stages_reached(finished.record);
  CHECK(counts[RiskStage::found] > 10);
  CHECK(counts[RiskStage::found] == counts[RiskStage::ended]);
  CHECK(incidents_of(finished.record, Cause::found_risk) == 0);
}

TEST_CASE("alerts hit at their rate and cost an order where they point at nothing; without them there are none") {
  const auto quiet = tests::run(risky_town(), {5, 0}, 10 * one_day);
  CHECK(incidents_of(quiet.record, Cause::false_alert) == 0);
  const auto town = risky_town([](ScenarioSpec& s) {
    s.risks["hazard"].alert = 1.0;
    s.alerts = {.false_alarms = per_1000_residents_per_day(0.5), .handled_as = s.demand.kinds.begin()->first};
  });
  Simulation simulation{town, {5, 0}};
  TravelQuery travel{*town->travel};
  RunRecord record;
  simulation.advance_until(start_of_day(20), record, travel);
  CHECK(simulation.world().alerts.hits > 20);
  CHECK(simulation.world().alerts.false_alarms == incidents_of(record, Cause::false_alert));
  CHECK(simulation.world().alerts.false_alarms == Approx(90).margin(40));
}

TEST_CASE("who is let in finds what it notices, once, and pay brings reports of nothing with it") {
  const auto town = risky_town([](ScenarioSpec& s) {
    s.risks["hazard"].on_visit = share(1.0);
    s.risks["hazard"].on_round = share(1.0);
    s.risks["hazard"].neighbours = 0.0;
    s.rewards = {.paid = Switch::on, .written_up_when_paid = share(1.0), .padded_when_paid = share(1.0)};
  });
  World world = populate(*town, {5, 0});
  EventQueue<Event> queue;
  RunRecord record;
  TravelQuery travel{*town->travel};
  for (std::uint64_t k = 0; k < 2; ++k) {
    Risk risk;
    risk.identity = owner_of(town->city.communities[CommunityId{0}].code, 0, k);
    risk.stage = RiskStage::open;
    risk.household = HouseholdId{k};
    risk.building = town->city.households[HouseholdId{k}].building;
    risk.escalates = start_of_day(90);
    world.live_risks[CommunityId{0}].push_back({world.risks.push_back(risk), risk.building});
    ++world.risks_in[static_cast<std::size_t>(RiskStage::open)];
  }
  engine::Scene scene{*town, world, {queue, world.now}, record, travel};
  CHECK(engine::look_around(scene, ResponderId{0}, {.household = HouseholdId{0}}) == 1);
  CHECK(engine::look_around(scene, ResponderId{0}, {.household = HouseholdId{0}}) == 0);
  CHECK(world.risks.at(RiskId{0}).by == ResponderId{0});
  CHECK(world.padded == 1);
  CHECK(world.risks_in[static_cast<std::size_t>(RiskStage::open)] == 1);
  engine::on(SignsMet{ResponderId{0}, 99, RiskId{1}}, scene);  // of a round that was broken off
  CHECK(world.risks.at(RiskId{1}).stage == RiskStage::open);
  engine::on(SignsMet{ResponderId{0}, world.responders[ResponderId{0}].task, RiskId{1}}, scene);
  CHECK(world.risks.at(RiskId{1}).finder == Finder::round);
  CHECK(incidents_of(record, Cause::padding) == 2);
  require_conservation(*town, world);
}

TEST_CASE("what is noticed and not written up stays open and escalates") {
  const auto town = risky_town([](ScenarioSpec& s) {
    s.risks["hazard"].on_visit = share(1.0);
    s.rewards.written_up = share(0.0);
  });
  World world = populate(*town, {5, 0});
  EventQueue<Event> queue;
  RunRecord record;
  TravelQuery travel{*town->travel};
  Risk risk;
  risk.stage = RiskStage::open;
  risk.household = HouseholdId{0};
  risk.building = town->city.households[HouseholdId{0}].building;
  risk.escalates = SimTime{} + 1h;
  world.live_risks[CommunityId{0}].push_back({world.risks.push_back(risk), risk.building});
  ++world.risks_in[static_cast<std::size_t>(RiskStage::open)];
  engine::Scene scene{*town, world, {queue, world.now}, record, travel};
  CHECK(engine::look_around(scene, ResponderId{0}, {.household = HouseholdId{0}}) == 1);
  REQUIRE(record.risks.size() == 1);
  CHECK(!record.risks[0].written_up);
  CHECK(world.risks.at(RiskId{0}).stage == RiskStage::open);
  world.now += 1h;
  engine::on(RiskEscalated{RiskId{0}}, scene);
  CHECK(world.risks.at(RiskId{0}).stage == RiskStage::escalated);
  CHECK(world.live_risks.at(CommunityId{0}).empty());
  require_conservation(*town, world);
}
