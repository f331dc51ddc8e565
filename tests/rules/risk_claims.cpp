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
  world.live_risks[CommunityId{0}].push_back({world.risks.push_back(risk), risk.building});
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

TEST_CASE("whoever knows a household notices more, less as it fades, and nobody by what another worker knows") {
  const auto town = risky_town([](ScenarioSpec& s) {
    s.risks["hazard"].on_visit = share(0.0);
    s.risks["hazard"].familiarity = share(1.0);
  });
  World world = world_with_risk(*town);
  world.now = start_of_day(10);
  world.households = PagedTable<HouseholdId, HouseholdState, 2048>(town->city.households.size());
  world.households[HouseholdId{0}] = {.worker = 0, .last_contact = 11, .familiarity = 255};
  CHECK(familiarity_of(*town, world, ResponderId{0}, HouseholdId{0}) == 1.0);
  CHECK(rules::look_at(*town, world, RiskId{0}, ResponderId{0}, Finder::visit, 10).noticed);
  CHECK(!rules::look_at(*town, world, RiskId{0}, ResponderId{1}, Finder::visit, 10).noticed);
  World later = world;
  later.now = world.now + town->spec.familiarity.half_life;
  CHECK(familiarity_of(*town, later, ResponderId{0}, HouseholdId{0}) == Approx(0.5));
  int noticed = 0;
  for (std::int64_t day = 0; day < 1000; ++day) {
    noticed += rules::look_at(*town, later, RiskId{0}, ResponderId{0}, Finder::visit, day).noticed ? 1 : 0;
  }
  CHECK(noticed == Approx(500).margin(4.0 * std::sqrt(250.0)));
}

TEST_CASE("a round meets the first pass with signs: not before they show, not elsewhere, not what is found already") {
  const auto town = risky_town([](ScenarioSpec& s) { s.risks["hazard"].on_round = share(1.0); });
  World world = world_with_risk(*town, 3h);
  const BuildingId here = world.risks.at(RiskId{0}).building;
  const BuildingId elsewhere{here.row() + 1};
  const GridId grid = town->plan.grid_of[here];
  const std::vector<rules::Pass> passes{{here, SimTime{} + 2h}, {elsewhere, SimTime{} + 3h}, {here, SimTime{} + 4h}};
  const auto met = rules::signs_ahead(*town, world, ResponderId{0}, grid, passes);
  REQUIRE(met.size() == 1);
  CHECK(met[0].at == SimTime{} + 4h);
  CHECK(met[0].risk == RiskId{0});
  CHECK(rules::signs_ahead(*town, world, ResponderId{0}, grid, std::span{passes}.first(2)).empty());
  CHECK(rules::signs_ahead(*town, world, ResponderId{0}, GridId{grid.row() == 0 ? std::size_t{1} : std::size_t{0}},
                           passes)
            .empty());
  world.risks[RiskId{0}].stage = RiskStage::ahead;  // it begins while the round is under way
  CHECK(rules::signs_ahead(*town, world, ResponderId{0}, grid, passes).size() == 1);
  world.risks[RiskId{0}].stage = RiskStage::found;
  CHECK(rules::signs_ahead(*town, world, ResponderId{0}, grid, passes).empty());
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

TEST_CASE("draws of incidents with one owner differ by cause, order, unit, attempt, and how often a risk began") {
  std::set<std::pair<std::uint32_t, std::uint32_t>> streams;
  std::size_t expected = 0;
  for (std::size_t cause = 0; cause < cause_count; ++cause) {
    for (const std::uint16_t times : {std::uint16_t{0}, std::uint16_t{1}, std::uint16_t{65'535}}) {
      Incident incident;
      incident.cause = static_cast<Cause>(cause);
      incident.times = times;
      const auto purpose = static_cast<std::uint32_t>(rules::purpose_of(Draw::on_scene, incident));
      for (std::uint8_t ordinal = 0; ordinal < 16; ++ordinal) {
        Order order;
        order.ordinal = ordinal;
        for (std::uint8_t rank = 0; rank < 8; ++rank) {
          for (const std::uint32_t attempt : {0u, 1u, 511u}) {
            const std::uint32_t block = rules::draw_of(order, attempt, rank);
            CHECK(block < 1u << 16u);
            streams.emplace(purpose, block);
            ++expected;
          }
        }
      }
    }
  }
  CHECK(streams.size() == expected);
}

TEST_CASE("a candidate draws from the plain purpose, and its first order's first unit from the block of the attempt") {
  const Incident candidate;
  CHECK(rules::purpose_of(Draw::mobilising, candidate) == Draw::mobilising);
  Order order;
  CHECK(rules::draw_of(order, 7, 0) == 7);
  CHECK(rules::draw_of(order, 7, 1) == 7 + (1u << 13u));
  CHECK(rules::draw_of(order, 900, 0) == rules::draw_of(order, 511, 0));  // never another order's block
  CHECK(rules::again(Draw::sign, 0) == Draw::sign);
  CHECK(rules::again(Draw::sign, 1) != rules::again(Draw::risk, 1));
  order.ordinal = 16;
  CHECK_THROWS_AS(rules::draw_of(order, 0, 0), BrokenInvariant);
}
