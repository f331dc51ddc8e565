#pragma once

#include <optional>
#include <string>

#include "analysis/picture/view.hpp"
#include "analysis/report/table.hpp"
#include "sim/record/records.hpp"
#include "sim/world/world.hpp"

namespace outpost::analysis {

/// Which risk of a run to tell of: the first that fits and is over.
struct StoryQuestion {
  std::size_t kind = 0;                    // row of Setting::risk_kinds
  std::optional<CommunityId> community{};  // else anywhere
  std::optional<Finder> finder{};          // else whoever
  std::optional<ClockSpan> hours{};        // of the day in which it was found; else at any
  std::optional<bool> displaced{};         // whether it began anew elsewhere; else either
};

/// None: there is no such risk in the run. `world` stands at the end of what `record` tells.
std::optional<RiskId> story_of(const RunRecord& record, const World& world, const StoryQuestion& question);

/// What happened about a risk, event by event: when it began, who noticed it and how, what became of every order about
/// it, and where it went. It tells the community and the grid, never the building, and says nothing about people.
TextTable story_table(const RunRecord& record, const Setting& setting, const World& world, RiskId risk,
                      Language language);

}  // namespace outpost::analysis
