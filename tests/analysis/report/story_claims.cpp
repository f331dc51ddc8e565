#include "analysis/report/story.hpp"

#include <algorithm>
#include <catch2/catch.hpp>

#include "tests/support/towns.hpp"

namespace outpost::analysis {
namespace {

/// The small town with a risk that neighbours tell of, after twenty days.
struct Told {
  std::shared_ptr<const Setting> town;
  RunRecord record{};
  World world{};
};

Told twenty_days(double settles, double displaced) {
  Told told{.town = tests::small_town([&](ScenarioSpec& s) {
              const std::string kind = s.demand.kinds.begin()->first;
              s.risks.clear();
              s.risks["hazard"] = tests::hazard(kind);
              s.risks["hazard"].name = {"hazard", "隐患"};
              s.risks["hazard"].settles = share(settles);
              s.risks["hazard"].displaced = share(displaced);
            })};
  Simulation simulation{told.town, {5, 0}};
  TravelQuery travel{*told.town->travel};
  simulation.advance_until(start_of_day(20), told.record, travel);
  simulation.close_records(told.record);
  told.world = simulation.world();
  return told;
}

std::vector<std::string> sentences(const Told& told, RiskId risk, Language language = Language::en) {
  std::vector<std::string> found;
  for (const auto& row : story_table(told.record, *told.town, told.world, risk, language).rows) {
    found.push_back(row.back());
  }
  return found;
}

std::size_t place_of(const std::vector<std::string>& all, const std::string& part) {
  const auto found =
      std::find_if(all.begin(), all.end(), [&](const std::string& it) { return it.find(part) != std::string::npos; });
  CAPTURE(part);
  REQUIRE(found != all.end());
  return static_cast<std::size_t>(found - all.begin());
}

TEST_CASE("a story begins when nobody knows, and goes from the signs to the order to where it went") {
  const Told told = twenty_days(1.0, 0.0);
  const auto risk = story_of(told.record, told.world, {});
  REQUIRE(risk);
  const auto all = sentences(told, *risk);
  CHECK(all.front().find("begins. Nobody knows.") != std::string::npos);
  std::vector<std::size_t> places;
  for (const char* part : {"there are signs", "A neighbour tells of it.", "Reported", "It is taken in", "is sent.",
                           "is there.", "The order is closed.", "It is settled.", "It does not come back."}) {
    places.push_back(place_of(all, part));
  }
  CHECK(std::is_sorted(places.begin(), places.end()));
  const auto chinese = sentences(told, *risk, Language::zh);
  CHECK(chinese.size() == all.size());
  CHECK(chinese.front().find("无人知晓") != std::string::npos);
}

TEST_CASE("what was moved elsewhere is followed there, what was not settled to its next beginning") {
  const Told moved = twenty_days(1.0, 1.0);
  const auto risk = story_of(moved.record, moved.world, {.displaced = true});
  REQUIRE(risk);
  place_of(sentences(moved, *risk), "It moves elsewhere in the community, to grid ");
  CHECK_FALSE(story_of(moved.record, moved.world, {.displaced = false}));
  const Told again = twenty_days(0.0, 0.0);
  const auto other = story_of(again.record, again.world, {});
  REQUIRE(other);
  place_of(sentences(again, *other), "It is dealt with, but not settled.");
  place_of(sentences(again, *other), "It will begin anew at its place: D");
}

TEST_CASE("a question leaves out what does not fit: who found it, where, and at which hours") {
  const Told told = twenty_days(1.0, 0.0);
  CHECK(story_of(told.record, told.world, {.finder = Finder::neighbour}));
  CHECK_FALSE(story_of(told.record, told.world, {.finder = Finder::round}));  // there are no rounds
  for (const CommunityId community : told.town->city.communities.ids()) {
    const auto risk = story_of(told.record, told.world, {.community = community});
    if (risk) CHECK(told.world.risks.at(*risk).community == community);
  }
  const auto by_night = story_of(told.record, told.world, {.hours = ClockSpan{22h, 30h}});
  REQUIRE(by_night);
  const Duration time = time_of_day(told.world.risks.at(*by_night).found);
  CHECK((time >= 22h || time < 6h));
}

TEST_CASE("a story names roles and grids, and neither buildings nor how many people live there") {
  const Told told = twenty_days(1.0, 0.0);
  const auto risk = story_of(told.record, told.world, {});
  REQUIRE(risk);
  for (const std::string& sentence : sentences(told, *risk)) {
    CAPTURE(sentence);
    CHECK(sentence.find("building") == std::string::npos);
    CHECK(sentence.find("resident") == std::string::npos);
    CHECK(sentence.find("people") == std::string::npos);
  }
}

}  // namespace
}  // namespace outpost::analysis
