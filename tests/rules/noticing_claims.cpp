#include "sim/rules/noticing.hpp"

#include <catch2/catch.hpp>
#include <cmath>

#include "sim/people/whereabouts.hpp"
#include "sim/rules/demand.hpp"
#include "tests/support/towns.hpp"

using namespace outpost;

namespace {

constexpr RunKey key{11, 0};

/// Everybody notices after about ten minutes; neighbours as they are told.
std::shared_ptr<const Setting> town_with(double neighbours, const tests::Change& change = {}) {
  return tests::small_town([&](ScenarioSpec& s) {
    for (auto& [name, kind] : s.demand.kinds) {
      kind.rate.per_day *= 10.0;
      kind.noticing = exponential(10min);
      kind.neighbours = share(neighbours);
    }
    if (change) change(s);
  });
}

std::vector<Incident> week(const Setting& setting) {
  std::vector<Incident> all;
  for (std::int32_t day = 0; day < 7; ++day) {
    for (const CommunityId community : setting.city.communities.ids()) {
      for (const Incident& incident : rules::incident_candidates(setting, key, community, day)) all.push_back(incident);
    }
  }
  return all;
}

}  // namespace

TEST_CASE("neighbours are up to eight others who are in the building at that moment") {
  const auto town = town_with(0.5);
  std::size_t most = 0;
  for (const Incident& incident : week(*town)) {
    const auto found = rules::neighbours_of(*town, key, incident);
    most = std::max(most, found.size());
    REQUIRE(found.size() <= 8);
    for (const ResidentId id : found) {
      REQUIRE(id != incident.person);
      REQUIRE(whereabouts(town->city, town->spec.residents, town->calendar, key, id, incident.occurred) ==
              incident.building);
    }
  }
  CHECK(most == 8);
}

TEST_CASE("with everybody out nobody but the person itself notices") {
  // Work that begins at midnight and lasts all day, for everybody, far away.
  const ScenarioSpec spec = town_with(1.0, [](ScenarioSpec& s) {
                              s.residents.work_begins = 0h;
                              s.residents.work_lasts = 24h;
                              s.residents.start_spread = 0ms;
                              s.residents.weekend_work = share(1.0);
                            })->spec;
  City city = generate_city(spec.city, tests::small_division());
  for (Resident& resident : city.residents) {
    resident.occupation = Occupation::works_elsewhere;
    resident.day_place = std::nullopt;
  }
  const auto town = make_setting(spec, std::move(city));
  std::size_t seen = 0;
  for (const Incident& incident : week(*town)) {
    ++seen;
    REQUIRE(rules::neighbours_of(*town, key, incident).empty());
  }
  CHECK(seen > 100);
}

TEST_CASE("neighbours make nobody notice later, and the more the sooner") {
  const auto none = town_with(0.0);
  const auto some = town_with(0.3);
  const auto all = town_with(1.0);
  double sums[3] = {0.0, 0.0, 0.0};
  for (const Incident& incident : week(*none)) {
    const Duration alone = rules::noticed_after(*none, key, incident);
    const Duration with_some = rules::noticed_after(*some, key, incident);
    const Duration with_all = rules::noticed_after(*all, key, incident);
    REQUIRE(with_some <= alone);
    REQUIRE(with_all <= alone);
    sums[0] += in_hours(alone);
    sums[1] += in_hours(with_some);
    sums[2] += in_hours(with_all);
  }
  CHECK(sums[1] < sums[0] * 0.97);
  CHECK(sums[2] < sums[1] * 0.75);
}

TEST_CASE("one of eight neighbours notices with the chance that the kind says") {
  const auto town = town_with(0.3, [](ScenarioSpec& s) { s.residents.day_plan = DayPlan::at_home; });
  const auto alone = town_with(0.0, [](ScenarioSpec& s) { s.residents.day_plan = DayPlan::at_home; });
  double told = 0.0;
  double n = 0.0;
  for (const Incident& incident : week(*town)) {
    if (rules::neighbours_of(*town, key, incident).size() < 8) continue;
    n += 1.0;
    // Two delays with one law: of those who are told, half are told sooner than they notice themselves.
    told += rules::noticed_after(*town, key, incident) < rules::noticed_after(*alone, key, incident) ? 1.0 : 0.0;
  }
  REQUIRE(n > 200.0);
  // p = 1 - 0.7^(1/8) each; the person is beaten with chance sum over k of Binomial(8, p)(k) k / (k + 1).
  const double p = 1.0 - std::pow(0.7, 1.0 / 8.0);
  double expected = 0.0;
  double chance = std::pow(1.0 - p, 8.0);
  for (int k = 0; k <= 8; ++k) {
    expected += chance * k / (k + 1.0);
    chance *= (8.0 - k) / (k + 1.0) * p / (1.0 - p);
  }
  CHECK(told / n == Approx(expected).margin(4.0 * std::sqrt(expected * (1.0 - expected) / n)));
}
