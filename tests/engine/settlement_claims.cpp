#include <catch2/catch.hpp>
#include <cmath>
#include <map>

#include "sim/rules/settlement.hpp"
#include "tests/support/towns.hpp"

using namespace outpost;
using tests::run;

namespace {

/// Kind "job" at a place without travel, of which every order is a dispute, and "offence", which nothing but disputes
/// grows into. Ten units of one role, half an hour of work.
std::shared_ptr<const Setting> room(const tests::Change& change, double rate = 2.0) {
  return tests::points(10, [&](ScenarioSpec& s) {
    KindSpec& job = s.demand.kinds["job"];
    job.rate = per_hour(rate);
    job.on_scene = constant(30min);
    job.settlement.base = share(0.6);
    KindSpec offence = job;
    offence.rate = per_hour(0.0);
    offence.settlement = SettlementSpec{};
    s.demand.kinds["offence"] = offence;
    change(s);
  });
}

SettlementSpec& settlement_of(ScenarioSpec& spec) {
  return spec.demand.kinds["job"].settlement;
}

/// By who and what a dispute is, whatever its row: identity and how often it has come back.
using Disputes = std::map<std::pair<std::tuple<std::uint64_t, std::int64_t, std::int64_t>, std::int64_t>, Settlement>;

Disputes outcomes(const RunRecord& record) {
  std::map<IncidentId, std::tuple<std::uint64_t, std::int64_t, std::int64_t>> identity;
  for (const IncidentRow& row : record.incidents) identity[row.incident] = {row.community_code, row.day, row.number};
  Disputes found;
  for (const SettlementRow& row : record.settlements) {
    CHECK(found.emplace(std::pair{identity.at(row.incident), row.times}, row.result).second);
  }
  return found;
}

double share_of(const RunRecord& record, Settlement result) {
  double sum = 0.0;
  for (const SettlementRow& row : record.settlements) sum += row.result == result ? 1.0 : 0.0;
  return sum / static_cast<double>(record.settlements.size());
}

/// Whether a share of n lies within its 99% interval.
void check_share(double found, double expected, double n) {
  const double error = std::sqrt(expected * (1.0 - expected) / n);
  INFO(found << " of " << n << ", expected " << expected << " with a standard error of " << error);
  CHECK(std::abs(found - expected) < 2.576 * error);
}

}  // namespace

TEST_CASE("a kind without a settlement is the kind that it was, whatever else its settlement says") {
  const auto plain = room([](ScenarioSpec& s) { settlement_of(s) = {}; });
  const auto told = room([](ScenarioSpec& s) {
    settlement_of(s) = {};
    settlement_of(s).recurs = share(0.5);
    settlement_of(s).recurs_after = constant(7h);
  });
  const auto one = run(plain, {7, 0}, 10 * one_day);
  const auto other = run(told, {7, 0}, 10 * one_day);
  CHECK(digest_of(one.record) == digest_of(other.record));
  CHECK(one.state == other.state);
  CHECK(one.record.settlements.empty());
}

TEST_CASE("disputes that rest change nothing but the record of settlements: incidents, orders and units do the same") {
  const auto without = run(room([](ScenarioSpec& s) { settlement_of(s) = {}; }), {7, 0}, 10 * one_day);
  auto with = run(room([](ScenarioSpec&) {}), {7, 0}, 10 * one_day);
  CHECK(with.record.settlements.size() > 400);
  with.record.settlements.clear();
  CHECK(digest_of(without.record) == digest_of(with.record));
}

TEST_CASE("a dispute is settled with the chance of its kind, and each unsettled one comes back, grows or rests") {
  const auto setting = room(
      [](ScenarioSpec& s) {
        settlement_of(s).recurs = share(0.5);
        settlement_of(s).recurs_after = exponential(2 * one_day);
        settlement_of(s).escalates = share(0.2);
        settlement_of(s).escalates_after = exponential(one_day);
        settlement_of(s).escalates_to = "offence";
      },
      6.0);
  const auto finished = run(setting, {20250303, 0}, 60 * one_day);
  const auto n = static_cast<double>(finished.record.settlements.size());
  REQUIRE(n > 8'000.0);
  check_share(share_of(finished.record, Settlement::settled), 0.6, n);
  check_share(share_of(finished.record, Settlement::recurs), 0.4 * 0.5, n);
  check_share(share_of(finished.record, Settlement::escalates), 0.4 * 0.2, n);
  check_share(share_of(finished.record, Settlement::rests), 0.4 * 0.3, n);
  // What follows occurs once, later, at the same place, and as what it should be.
  std::map<IncidentId, const IncidentRow*> incidents;
  for (const IncidentRow& row : finished.record.incidents) incidents[row.incident] = &row;
  std::map<std::tuple<std::uint64_t, std::int64_t, std::int64_t>, std::int64_t> times;
  for (const IncidentRow& row : finished.record.incidents) ++times[{row.community_code, row.day, row.number}];
  std::int64_t offences = 0;
  for (const IncidentRow& row : finished.record.incidents) {
    const bool offence = setting->kinds[row.kind].key == "offence";
    offences += offence ? 1 : 0;
    CHECK((row.cause == Cause::unsettled || row.cause == Cause::candidate));
    if (offence) CHECK(row.cause == Cause::unsettled);
    if (row.cause == Cause::unsettled) CHECK(times.at({row.community_code, row.day, row.number}) >= 2);
  }
  CHECK(offences > 400);
}

TEST_CASE("disputes that always come back are handled 1 / p times until they are settled") {
  const double p = 0.4;
  const auto setting = room([p](ScenarioSpec& s) {
    settlement_of(s).base = share(p);
    settlement_of(s).recurs = share(1.0);
    settlement_of(s).recurs_after = exponential(4h);
  });
  const auto finished = run(setting, {5, 0}, 60 * one_day);
  double settled = 0.0;
  double handled = 0.0;
  std::map<std::tuple<std::uint64_t, std::int64_t, std::int64_t>, double> attempts;
  for (const auto& [dispute, result] : outcomes(finished.record)) {
    attempts[dispute.first] += 1.0;
    if (result != Settlement::settled || std::get<1>(dispute.first) > 50) continue;  // the last have had no time
    settled += 1.0;
    handled += attempts[dispute.first];
  }
  REQUIRE(settled > 2'000.0);
  const double error = std::sqrt(1.0 - p) / p / std::sqrt(settled);
  CHECK(std::abs(handled / settled - 1.0 / p) < 2.576 * error);
}

TEST_CASE("placebo: with the same chance for all, who comes changes nothing in what is settled") {
  const auto by = [](Role role, std::optional<Share> own, std::size_t other_units) {
    return room([&](ScenarioSpec& s) {
      settlement_of(s).recurs = share(0.6);
      settlement_of(s).recurs_after = constant(6h);
      StaffSpec staff = s.staff[Role::crew_110];
      staff.heads = static_cast<std::int64_t>(other_units);
      s.staff.clear();
      s.staff[role] = staff;
      for (auto& [key, kind] : s.demand.kinds) kind.roles = {role};
      settlement_of(s).by_role[static_cast<std::size_t>(role)] = own;
    });
  };
  const auto crews = run(by(Role::crew_110, std::nullopt, 40), {3, 0}, 20 * one_day);
  const auto heads = run(by(Role::grid_head, share(0.6), 40), {3, 0}, 20 * one_day);
  CHECK(outcomes(crews.record).size() > 900);
  CHECK(outcomes(crews.record) == outcomes(heads.record));
  // Not a matter of course: a better mediator settles more, and everything that the other settled too.
  const auto better = run(by(Role::grid_head, share(0.8), 40), {3, 0}, 20 * one_day);
  const Disputes before = outcomes(heads.record);
  const Disputes after = outcomes(better.record);
  std::int64_t gained = 0;
  for (const auto& [dispute, result] : after) {
    const auto other = before.find(dispute);
    if (other == before.end()) continue;
    if (other->second == Settlement::settled) CHECK(result == Settlement::settled);
    gained += other->second != Settlement::settled && result == Settlement::settled ? 1 : 0;
  }
  CHECK(gained > 100);
}

TEST_CASE("the chance falls by a part for every day of delay, and never below zero") {
  SettlementSpec settlement;
  settlement.base = share(0.8);
  settlement.by_role[static_cast<std::size_t>(Role::specialist)] = share(0.9);
  settlement.per_day_of_delay = share(0.25);
  CHECK(rules::chance_of_settlement(settlement, Role::grid_worker, 0h) == Approx(0.8));
  CHECK(rules::chance_of_settlement(settlement, Role::specialist, 0h) == Approx(0.9));
  CHECK(rules::chance_of_settlement(settlement, Role::grid_worker, 12h) == Approx(0.8 * 0.875));
  CHECK(rules::chance_of_settlement(settlement, Role::specialist, 48h) == Approx(0.45));
  CHECK(rules::chance_of_settlement(settlement, Role::specialist, 97h) == 0.0);
  // In a run: whoever comes on the day after settles fewer.
  const auto late = room([](ScenarioSpec& s) {
    settlement_of(s).base = share(1.0);
    settlement_of(s).per_day_of_delay = share(1.0);
    s.demand.kinds["job"].on_scene = constant(12h);
    s.staff[Role::crew_110].heads = 200;
  });
  const auto finished = run(late, {3, 0}, 20 * one_day);
  const auto n = static_cast<double>(finished.record.settlements.size());
  REQUIRE(n > 800.0);
  check_share(share_of(finished.record, Settlement::settled), 0.5, n);
}

TEST_CASE("a dispute is settled once for each time that it occurs, whatever is reported twice, returned or reopened") {
  const auto setting = room([](ScenarioSpec& s) {
    settlement_of(s).recurs = share(0.5);
    settlement_of(s).recurs_after = exponential(one_day);
    s.reports.duplicates = 0.5;
    s.reports.merged = share(0.3);
    CourseSpec& course = s.demand.kinds["job"].course;
    course.returned = share(0.2);
    course.suspended = share(0.2);
    course.suspended_for = exponential(5h);
    course.checked = share(0.7);
    course.check_by = CheckBy::telephone;
    course.reopened = share(0.4);
    course.feedback = exponential(1h);
  });
  const auto finished = run(setting, {9, 0}, 30 * one_day);
  std::map<IncidentId, int> settlements;
  for (const SettlementRow& row : finished.record.settlements) ++settlements[row.incident];
  REQUIRE(settlements.size() > 500);
  for (const auto& [incident, number] : settlements) CHECK(number == 1);
  // Only the first visit of the first order settles on the spot, and not one that was suspended or reopened.
  std::map<OrderId, std::vector<Stage>> stages;
  for (const StageRow& row : finished.record.stages) stages[row.order].push_back(row.stage);
  for (const SettlementRow& row : finished.record.settlements) {
    if (!row.at_first) continue;
    CHECK(row.times == 0);
    const auto& passed = stages.at(row.order);
    CHECK(std::count(passed.begin(), passed.end(), Stage::suspended) == 0);
  }
}

TEST_CASE("every dispute has one outcome and one incident that follows it, in scenes drawn at random") {
  // The laws themselves hold after every day of every run (require_conservation); here is what they are held against.
  for (std::uint32_t scene = 0; scene < 12; ++scene) {
    INFO("scene " << scene);
    Stream draw{{scene, 0}, Draw::verification, Owner{77}};
    const auto setting = tests::points(1 + static_cast<std::int64_t>(draw.below(6)), [&](ScenarioSpec& s) {
      KindSpec& job = s.demand.kinds["job"];
      job.rate = per_hour(1.0 + 3.0 * draw.uniform());
      KindSpec other = job;
      for (KindSpec* kind : {&job, &other}) {
        kind->settlement.base = share(draw.uniform());
        kind->settlement.recurs = share(0.6 * draw.uniform());
        kind->settlement.recurs_after = exponential(1h + draw.below(48) * 1h);
        kind->settlement.escalates = share(0.4 * draw.uniform());
        kind->settlement.escalates_after = exponential(1h + draw.below(48) * 1h);
        kind->settlement.per_day_of_delay = share(draw.uniform());
      }
      job.settlement.escalates_to = "other";
      other.settlement.escalates_to = "job";
      s.demand.kinds["other"] = other;
      if (draw.below(2) == 0) s.command.patience = exponential(2h);
      if (draw.below(2) == 0) s.reports.duplicates = 0.4;
    });
    Simulation simulation{setting, {scene, 1}};
    TravelQuery travel{*setting->travel};
    RunRecord record;
    simulation.advance_until(SimTime{} + 15 * one_day, record, travel);
    const World& world = simulation.world();
    require_conservation(*setting, world);
    std::array<std::int64_t, settlement_count> counted{};
    for (const SettlementRow& row : record.settlements) ++counted[static_cast<std::size_t>(row.result)];
    CHECK(counted == world.settlements);
    std::int64_t followed = 0;
    for (const Incident& incident : world.incidents) followed += incident.cause == Cause::unsettled ? 1 : 0;
    CHECK(followed == counted[static_cast<std::size_t>(Settlement::recurs)] +
                          counted[static_cast<std::size_t>(Settlement::escalates)]);
  }
}

TEST_CASE("where one order asks for another, the kind that has the settlement settles, whoever waits for whom") {
  for (const bool owner_settles : {false, true}) {
    INFO("the owner settles: " << owner_settles);
    const auto setting = room([owner_settles](ScenarioSpec& s) {
      KindSpec& job = s.demand.kinds["job"];
      KindSpec owner = job;
      owner.rate = per_hour(0.0);
      AskSpec ask;
      ask.kind = "owner";
      ask.meanwhile = AskMeanwhile::waits;
      job.asks["owner"] = ask;
      (owner_settles ? job : owner).settlement = SettlementSpec{};
      s.demand.kinds["owner"] = owner;
    });
    const auto finished = run(setting, {9, 0}, 20 * one_day);
    std::map<IncidentId, int> settlements;
    for (const SettlementRow& row : finished.record.settlements) {
      ++settlements[row.incident];
      CHECK(setting->kinds[row.kind].key == (owner_settles ? "owner" : "job"));
    }
    CHECK(settlements.size() > 500);
    for (const auto& [incident, number] : settlements) CHECK(number == 1);
  }
}

TEST_CASE("a conservation law is broken by a dispute that is counted and not there") {
  const auto setting = room([](ScenarioSpec&) {});
  World world = populate(*setting, {1, 0});
  world.settlements[static_cast<std::size_t>(Settlement::recurs)] = 1;
  CHECK_THROWS_AS(require_conservation(*setting, world), BrokenInvariant);
}

TEST_CASE("settlement knows nobody: other origins, tenures and flags of all residents leave every outcome as it was") {
  const ScenarioSpec spec = tests::small_spec([](ScenarioSpec& s) {
    s.city.population = {4'000};
    KindSpec& dispute = s.demand.kinds["dispute"];
    dispute.rate = per_1000_residents_per_day(8.0);
    dispute.settlement.base = share(0.5);
    dispute.settlement.per_day_of_delay = share(0.3);
    dispute.settlement.recurs = share(0.6);
    dispute.settlement.recurs_after = exponential(one_day);
  });
  City city = generate_city(spec.city, tests::small_division());
  City other = city;
  for (Resident& resident : other.residents) {
    resident.migrant = !resident.migrant;
    resident.visit_duty = !resident.visit_duty;
  }
  for (Household& household : other.households) {
    household.tenure = household.tenure == Tenure::owner ? Tenure::tenant : Tenure::owner;
  }
  const auto one = run(make_setting(spec, std::move(city)), {11, 0}, 7 * one_day);
  const auto two = run(make_setting(spec, std::move(other)), {11, 0}, 7 * one_day);
  CHECK(outcomes(one.record).size() > 100);
  CHECK(outcomes(one.record) == outcomes(two.record));
}
