#pragma once

#include <optional>
#include <span>
#include <vector>

#include "sim/rules/planned_work.hpp"
#include "sim/world/world.hpp"

namespace outpost::rules {

/// The risks that begin in a community on a day: a Poisson process, all kinds superposed, uniform in the day, each
/// keyed by (community code, day, number). One whose kind finds no place in the community keeps its number and is
/// dropped. They depend on the city, the [risks] section and the run key alone; no plan, rule or responder enters.
std::vector<Risk> risk_onsets(const Setting& setting, RunKey key, CommunityId community, std::int32_t day);

/// False alarms of a community and day: time, place and number from 1.
struct FalseAlarm {
  SimTime at{};
  BuildingId building{};
  std::uint32_t number = 1;
};
std::vector<FalseAlarm> false_alarms(const Setting& setting, RunKey key, CommunityId community, std::int32_t day);

/// Who of those who are there anyway would be the first to tell of a risk: a neighbour, an alert, a volunteer. None: it
/// escalates first, or nobody does.
struct Telling {
  SimTime at{};
  Finder finder = Finder::neighbour;
};
std::optional<Telling> first_telling(const Setting& setting, const World& world, const Risk& risk);

/// What comes of one look at the signs of a risk: whether the responder notices them, and whether it writes them up.
/// Drawn by risk, day and occasion, so that a second look on one day, or somebody else's, sees what the first one saw;
/// chance: that of a stranger, and of what strangers miss the share that familiarity gives back.
struct Look {
  bool noticed = false;
  bool written_up = false;
};
Look look_at(const Setting& setting, const World& world, RiskId risk, ResponderId responder, Finder occasion,
             std::int64_t day);

/// When somebody on a round will notice a risk, at one of the passes that are ahead; none: it will not. A round comes
/// past a building once.
std::optional<SimTime> meets(const Setting& setting, const World& world, RiskId risk, ResponderId responder,
                             std::span<const Pass> passes);
/// The same for all risks of a grid, in the order in which they were drawn. Risks whose onset or signs come only during
/// the round are looked at too: this is the engine's knowledge, never a dispatcher's.
struct Met {
  SimTime at{};
  RiskId risk{};
};
std::vector<Met> signs_ahead(const Setting& setting, const World& world, ResponderId responder, GridId grid,
                             std::span<const Pass> passes);

/// The household whose door a report of nothing names: any of the building; none where nobody lives.
MaybeId<HouseholdId> any_household(const City& city, BuildingId building, Stream& stream);

/// What becomes of a risk that an order, or its finder, has dealt with; none: it has ended for good.
std::optional<Risk> begun_anew(const Setting& setting, const World& world, const Risk& risk);

}  // namespace outpost::rules
