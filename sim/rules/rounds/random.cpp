#include <algorithm>

#include "sim/rules/planned_work.hpp"
#include "sim/rules/rounds.hpp"

namespace outpost::rules {
namespace {

/// One for the order of the grids, one for the start in each of them; an area has about ten. 4,015 days of them fit
/// into the blocks of an owner; grids beyond share the last.
constexpr std::uint32_t draws_a_day = 16;

Stream stream_of(const Setting& setting, const World& world, ResponderId who, std::uint32_t number) {
  const auto day = static_cast<std::uint32_t>(day_of(world.now));
  return {world.key, Draw::round_start, identity_of(setting, who), day * draws_a_day + number};
}

// Asked twice on one day it answers twice the same.
std::vector<GridId> shuffled(const Setting& setting, const World& world, ResponderId who, std::vector<GridId> grids) {
  Stream stream = stream_of(setting, world, who, 0);
  for (std::size_t left = grids.size(); left > 1; --left) {
    std::swap(grids[left - 1], grids[static_cast<std::size_t>(stream.below(left))]);
  }
  return grids;
}

std::size_t anywhere(const Setting& setting, const World& world, ResponderId who, GridId grid) {
  const std::vector<GridId>& own = setting.work_of[who];
  const auto number = static_cast<std::uint32_t>(std::find(own.begin(), own.end(), grid) - own.begin());
  Stream stream = stream_of(setting, world, who, std::min(number + 1, draws_a_day - 1));
  return static_cast<std::size_t>(stream.below(setting.rounds[grid].stops.size()));
}

}  // namespace

NamedRoundRule random_start() {
  return {.name = "random",
          .meaning = "grids in random order, from a random door, drawn for the unit and the day",
          .grids = shuffled,
          .first_stop = anywhere};
}

}  // namespace outpost::rules
