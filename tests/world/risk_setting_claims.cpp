#include <algorithm>
#include <catch2/catch.hpp>

#include "tests/support/towns.hpp"

using namespace outpost;

namespace {

std::shared_ptr<const Setting> town_with(double risks, double false_alarms) {
  return tests::small_town([=](ScenarioSpec& s) {
    const std::string kind = s.demand.kinds.begin()->first;
    s.risks.clear();
    s.risks["hazard"] = {.rate = per_1000_residents_per_day(risks), .becomes = kind, .handled_as = kind};
    s.alerts = {.false_alarms = per_1000_residents_per_day(false_alarms), .handled_as = kind};
  });
}

bool complains(const Setting& setting, const std::string& of) {
  const auto found = complaints_about(setting);
  return std::any_of(found.begin(), found.end(), [&of](const Complaint& complaint) { return complaint.where == of; });
}

}  // namespace

TEST_CASE("more risks or false alarms on a day than a community has numbers for are complained about") {
  CHECK(!complains(*town_with(1.0, 1.0), "risks"));
  CHECK(!complains(*town_with(1.0, 1.0), "alerts"));
  CHECK(complains(*town_with(5'000.0, 1.0), "risks"));
  CHECK(!complains(*town_with(5'000.0, 1.0), "alerts"));
  CHECK(complains(*town_with(1.0, 5'000.0), "alerts"));
}

TEST_CASE("a kind of risk knows the rows of what it becomes and of what settles it") {
  const auto town = town_with(1.0, 0.0);
  REQUIRE(town->risk_kinds.size() == 1);
  CHECK(town->risk_kinds[0].key == "hazard");
  CHECK(town->kinds[*town->risk_kinds[0].becomes].key == town->kinds[0].key);
  CHECK(populate(*town, {1, 0}).live_risks.size() == town->city.communities.size());
  const auto without = tests::small_town([](ScenarioSpec& s) { s.risks.clear(); });
  CHECK(without->risk_kinds.empty());
  CHECK(populate(*without, {1, 0}).live_risks.empty());
}

TEST_CASE("a live risk that is listed at another place than its own breaks a law") {
  const auto town = town_with(5.0, 0.0);
  Simulation simulation{town, {1, 0}};
  RunRecord record;
  TravelQuery travel{*town->travel};
  simulation.advance_until(start_of_day(2), record, travel);
  World world = simulation.world();
  require_conservation(*town, world);
  std::vector<LiveRisk>& listed = world.live_risks[CommunityId{0}];
  REQUIRE_FALSE(listed.empty());
  listed.front().building = BuildingId{listed.front().building.row() + 1};
  CHECK_THROWS_AS(require_conservation(*town, world), BrokenInvariant);
}
