#pragma once

#include "sim/rules/dispatch.hpp"
#include "tests/support/towns.hpp"

namespace outpost::tests {

/// Small cities with everything that rules look at: stations, grids, closures, standby, planned work, risks; each made
/// once, whatever the rules that are asked in it.
struct Town {
  ScenarioSpec spec{};
  std::shared_ptr<const City> city{};
  std::shared_ptr<const TravelTimes> travel{};
};
std::vector<Town> random_towns();

/// The town under these rules, drawn from: spill-over, reserve, what may be interrupted, who stands first on lists.
std::shared_ptr<const Setting> random_setting(const Town& town, const Change& change, Stream& stream);

/// A world in which everybody is at something, and one accepted order.
struct RandomScene {
  std::shared_ptr<const Setting> setting{};
  World world{};
  OrderId order{};
};
RandomScene random_scene(std::shared_ptr<const Setting> setting, Stream& stream);

/// The same, with more of what nobody can know: risks that nobody found, incidents that nobody reported, other ends of
/// the work on scene.
World with_more_hidden(const RandomScene& scene, Stream& stream);

}  // namespace outpost::tests
