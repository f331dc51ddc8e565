#include <catch2/catch.hpp>

#include "sim/rules/dispatch/soonest.hpp"
#include "tests/rules/random_scenes.hpp"

using namespace outpost;
using rules::Closeness;

TEST_CASE("nobody's way to a door is shorter than it is said to be at least, however closely one looks") {
  int on_their_way = 0;
  int closer = 0;
  for (const tests::Town& town : tests::random_towns()) {
    for (std::uint32_t number = 0; number < 30; ++number) {
      Stream stream{{.seed = 11}, Draw::verification, {number}};
      const auto setting = tests::random_setting(
          town, [](ScenarioSpec&) {}, stream);
      const tests::RandomScene scene = tests::random_scene(setting, stream);
      TravelQuery travel{*setting->travel};
      for (const ResponderId who : scene.world.responders.ids()) {
        const ResponderState& state = scene.world.responders[who];
        const rules::Prospect unit{who, setting->force.staff_of(who).way, stream.below(8) > 0};
        const Spot here = unit.knows_where ? rules::spot_of(*setting, scene.world, state, travel)
                                           : setting->force.responders[who].post;
        const bool is_on_its_way = unit.knows_where && is_moving(state.status);
        for (int door = 0; door < 12; ++door) {
          const BuildingId building{static_cast<std::size_t>(stream.below(setting->city.buildings.size()))};
          const Spot& to = setting->city.buildings[building].entrance;
          const auto takes = travel.static_time(unit.way, here, to, scene.world.closures);
          if (!takes) continue;
          INFO(setting->force.responders[who].call_sign);
          const Duration roughly = rules::way_at_least(*setting, scene.world, unit, to, Closeness::roughly);
          const Duration closely = rules::way_at_least(*setting, scene.world, unit, to, Closeness::closely);
          CHECK(roughly <= closely);
          CHECK(closely <= *takes);
          on_their_way += is_on_its_way;
          closer += closely > roughly;
        }
      }
    }
  }
  CHECK(on_their_way > 2'000);
  CHECK(closer > 1'000);
}
