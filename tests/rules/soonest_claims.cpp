#include <catch2/catch.hpp>

#include "sim/rules/dispatch/soonest.hpp"
#include "tests/rules/random_scenes.hpp"

using namespace outpost;
using rules::Look;

TEST_CASE("nobody's way to a door is shorter than it is said to be at least, however closely one looks") {
  int looks_by_streets = 0;
  int closer_by_streets = 0;
  int left_at_closely = 0;
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
        const Look last = rules::last_look(*setting, scene.world, unit);
        const bool is_on_its_way = unit.knows_where && is_moving(state.status);
        left_at_closely += is_on_its_way && last == Look::closely;
        for (int door = 0; door < 12; ++door) {
          const BuildingId building{static_cast<std::size_t>(stream.below(setting->city.buildings.size()))};
          const Spot& to = setting->city.buildings[building].entrance;
          const auto takes = travel.static_time(unit.way, here, to, scene.world.closures);
          if (!takes) continue;
          Duration closest{};
          for (const Look look : {Look::roughly, Look::closely, Look::by_streets}) {
            if (look > last) break;
            const Duration least = rules::way_at_least(*setting, scene.world, unit, to, look, travel);
            INFO(setting->force.responders[who].call_sign << ", look " << static_cast<int>(look));
            CHECK(least <= *takes);
            looks_by_streets += look == Look::by_streets;
            closer_by_streets += look == Look::by_streets && least > closest;
            closest = std::max(closest, least);
          }
        }
      }
    }
  }
  CHECK(looks_by_streets > 500);
  CHECK(closer_by_streets > looks_by_streets / 2);
  CHECK(left_at_closely > 100);  // a turn is banned in that town, or a street closed
}
