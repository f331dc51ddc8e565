#include <catch2/catch.hpp>
#include <cmath>
#include <set>

#include "sim/rules/familiarity.hpp"
#include "sim/rules/incident_draws.hpp"
#include "sim/rules/risks.hpp"
#include "tests/support/towns.hpp"

using namespace outpost;

namespace {

/// The small town with one risk in every household's reach, a thousand times as often as is real.
std::shared_ptr<const Setting> risky_town(const tests::Change& change = {}) {
  return tests::small_town([&change](ScenarioSpec& s) {
    s.risks.clear();
    s.risks["hazard"] = {.rate = per_1000_residents_per_day(1.0), .becomes = s.demand.kinds.begin()->first};
    s.risks["let_flat"] = {.place = RiskPlace::group_rental, .rate = per_1000_residents_per_day(0.5)};
    s.risks["store"] = {.place = RiskPlace::premises, .rate = per_1000_residents_per_day(0.5)};
    if (change) change(s);
  });
}

std::vector<Risk> onsets(const Setting& setting, std::int32_t days, RunKey key = {11, 0}) {
  std::vector<Risk> all;
  for (std::int32_t day = 0; day < days; ++day) {
    for (const CommunityId community : setting.city.communities.ids()) {
      for (const Risk& risk : rules::risk_onsets(setting, key, community, day)) all.push_back(risk);
    }
  }
  return all;
}

/// A world with one open risk at the first household, whose signs show from the start.
World world_with_risk(const Setting& setting, Duration shows = {}) {
  World world = populate(setting, {3, 0});
  Risk risk;
  risk.identity = owner_of(setting.city.communities[CommunityId{0}].code, 0, 5);
  risk.stage = RiskStage::open;
  risk.household = HouseholdId{0};
  risk.building = setting.city.households[HouseholdId{0}].building;
  risk.shows = SimTime{} + shows;
  risk.escalates = start_of_day(50);
  world.live_risks[CommunityId{0}].push_back(world.risks.push_back(risk));
  ++world.risks_in[static_cast<std::size_t>(RiskStage::open)];
  return world;
}

}  // namespace

TEST_CASE("workers, rules, grids, volunteers and rewards leave every onset of a risk bit-identical") {
  const auto before = onsets(*risky_town(), 10);
  REQUIRE(before.size() > 50);
  CHECK(onsets(*risky_town([](ScenarioSpec& s) { s.staff[Role::grid_worker].per_grid = 2.0; }), 10) == before);
  CHECK(onsets(*risky_town([](ScenarioSpec& s) { s.rules.dispatch = "priority_soonest"; }), 10) == before);
  CHECK(onsets(*risky_town([](ScenarioSpec& s) { s.grids.households = {150}; }), 10) == before);
  CHECK(onsets(*risky_town([](ScenarioSpec& s) { s.volunteers.per_grid = 50.0; }), 10) == before);
  CHECK(onsets(*risky_town([](ScenarioSpec& s) { s.rewards.paid = Switch::on; }), 10) == before);
  CHECK(onsets(*risky_town(), 10, {11, 1}) != before);
}

TEST_CASE("risks are as many as their rates say, and lie where their kind can") {
  const auto town = risky_town();
  std::array<double, 3> found{};
  std::set<std::uint64_t> identities;
  for (const Risk& risk : onsets(*town, 400)) {
    found[risk.kind] += 1.0;
    identities.insert(risk.identity.value);
    CHECK(risk.shows >= risk.onset);
    CHECK(risk.escalates >= risk.onset);
    if (risk.kind == 1) CHECK(town->city.households[*risk.household].tenure == Tenure::group_rental);
    if (risk.kind == 2) CHECK(!risk.household.has_value());
  }
  CHECK(found[0] == Approx(9.0 * 400).margin(4.0 * std::sqrt(9.0 * 400)));
  CHECK(identities.size() == static_cast<std::size_t>(found[0] + found[1] + found[2]));
}

TEST_CASE("a chance of zero notices nothing, of one everything, and what is noticed is written up by its share") {
  for (const double chance : {0.0, 1.0}) {
    const auto town = risky_town([chance](ScenarioSpec& s) {
      s.risks["hazard"].on_visit = share(chance);
      s.rewards.written_up = share(1.0);
      s.rewards.written_up_when_paid = share(0.0);
    });
    const World world = world_with_risk(*town);
    for (std::int64_t day = 0; day < 40; ++day) {
      const auto look = rules::look_at(*town, world, RiskId{0}, ResponderId{0}, Finder::visit, day);
      CHECK(look.noticed == (chance == 1.0));
      CHECK(look.written_up == look.noticed);
    }
  }
  const auto paid = risky_town([](ScenarioSpec& s) {
    s.risks["hazard"].on_visit = share(1.0);
    s.rewards.paid = Switch::on;
    s.rewards.written_up_when_paid = share(0.0);
  });
  const World world = world_with_risk(*paid);
  const auto look = rules::look_at(*paid, world, RiskId{0}, ResponderId{0}, Finder::visit, 0);
  CHECK(look.noticed);
  CHECK(!look.written_up);
}

TEST_CASE("whoever knows a household notices more, and not once the place is filled anew or another worker knows it") {
  const auto town = risky_town([](ScenarioSpec& s) {
    s.risks["hazard"].on_visit = share(0.0);
    s.risks["hazard"].familiarity = share(1.0);
  });
  World world = world_with_risk(*town);
  world.now = start_of_day(10);
  world.households = PagedTable<HouseholdId, HouseholdState, 2048>(town->city.households.size());
  world.households[HouseholdId{0}] = {.worker = 0, .last_contact = 11, .familiarity = 255};
  CHECK(rules::familiarity_of(*town, world, ResponderId{0}, HouseholdId{0}) == 1.0);
  CHECK(rules::look_at(*town, world, RiskId{0}, ResponderId{0}, Finder::visit, 10).noticed);
  CHECK(!rules::look_at(*town, world, RiskId{0}, ResponderId{1}, Finder::visit, 10).noticed);
  World later = world;
  later.now = world.now + town->spec.familiarity.half_life;
  CHECK(rules::familiarity_of(*town, later, ResponderId{0}, HouseholdId{0}) == Approx(0.5));
  world.responders[ResponderId{0}].new_since = start_of_day(11);
  CHECK(rules::familiarity_of(*town, world, ResponderId{0}, HouseholdId{0}) == 0.0);
  CHECK(!rules::look_at(*town, world, RiskId{0}, ResponderId{0}, Finder::visit, 10).noticed);
}

TEST_CASE("a round meets the first pass with signs: not before they show, not elsewhere, not what is found already") {
  const auto town = risky_town([](ScenarioSpec& s) { s.risks["hazard"].on_round = share(1.0); });
  World world = world_with_risk(*town, 3h);
  const BuildingId here = world.risks.at(RiskId{0}).building;
  const BuildingId elsewhere{here.row() + 1};
  const GridId grid = town->plan.grid_of[here];
  const std::vector<rules::Pass> passes{{here, SimTime{} + 2h}, {elsewhere, SimTime{} + 3h}, {here, SimTime{} + 4h}};
  const auto met = rules::next_signs(*town, world, ResponderId{0}, grid, passes);
  REQUIRE(met);
  CHECK(met->at == SimTime{} + 4h);
  CHECK(met->risk == RiskId{0});
  CHECK(!rules::next_signs(*town, world, ResponderId{0}, grid, std::span{passes}.first(2)));
  world.risks[RiskId{0}].stage = RiskStage::ahead;  // it begins while the round is under way
  CHECK(rules::next_signs(*town, world, ResponderId{0}, grid, passes));
  world.risks[RiskId{0}].stage = RiskStage::found;
  CHECK(!rules::next_signs(*town, world, ResponderId{0}, grid, passes));
}

TEST_CASE("neighbours tell at their rate times trust, and nobody tells of what has no signs before it escalates") {
  const auto town = risky_town([](ScenarioSpec& s) {
    s.risks["hazard"].neighbours = 0.1;
    s.trust.start = share(0.5);
    s.volunteers.per_grid = 0.0;
  });
  World world = world_with_risk(*town);
  int told = 0;
  constexpr int risks = 4000;
  for (std::uint64_t k = 0; k < risks; ++k) {
    Risk risk = world.risks.at(RiskId{0});
    risk.identity = owner_of(990000001001, k, 1);
    risk.escalates = SimTime{} + 20 * one_day;
    const auto telling = rules::first_telling(*town, world, risk);
    if (telling) {
      ++told;
      CHECK(telling->finder == Finder::neighbour);
      CHECK(telling->at < risk.escalates);
    }
    risk.shows = risk.escalates;
    CHECK(!rules::first_telling(*town, world, risk));
  }
  const double expected = risks * (1.0 - std::exp(-0.1 * 0.5 * 20.0));
  CHECK(told == Approx(expected).margin(4.0 * std::sqrt(expected)));
}

TEST_CASE("a watch of many volunteers tells on its first evening, within its hours; without volunteers nobody does") {
  const auto change = [](double volunteers) {
    return [volunteers](ScenarioSpec& s) {
      s.risks["hazard"].neighbours = 0.0;
      s.volunteers = {.per_grid = volunteers, .watch = {{19h, 21h}}, .turn_up = share(1.0), .notice = share(1.0)};
    };
  };
  const auto watched = risky_town(change(5.0));
  const World world = world_with_risk(*watched, 10h);
  const auto telling = rules::first_telling(*watched, world, world.risks.at(RiskId{0}));
  REQUIRE(telling);
  CHECK(telling->finder == Finder::volunteer);
  CHECK(telling->at >= SimTime{} + 19h);
  CHECK(telling->at < SimTime{} + 21h);
  const auto alone = risky_town(change(0.0));
  CHECK(!rules::first_telling(*alone, world, world.risks.at(RiskId{0})));
}

TEST_CASE("draws of incidents with one owner differ by cause, unit, attempt, and how often a risk began") {
  std::set<std::uint32_t> blocks;
  for (const Cause cause :
       {Cause::candidate, Cause::found_risk, Cause::escalated_risk, Cause::false_alert, Cause::padding}) {
    for (std::uint8_t rank = 0; rank < 8; ++rank) {
      for (const std::uint32_t attempt : {0u, 1u, 1023u}) blocks.insert(rules::draw_block(cause, attempt, rank));
    }
  }
  CHECK(blocks.size() == 5u * 8u * 3u);
  CHECK(*blocks.rbegin() < 1u << 16u);
  CHECK(rules::draw_block(Cause::candidate, 7, 0) == 7);
  CHECK(rules::draw_block(Cause::candidate, 7, 1) == 7 + (1u << 13u));
  CHECK_THROWS_AS(rules::draw_block(Cause::candidate, 1024, 0), BrokenInvariant);
  CHECK(rules::again(Draw::sign, 0) == Draw::sign);
  CHECK(rules::again(Draw::sign, 1) != rules::again(Draw::risk, 1));
}
