#pragma once

#include <memory>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "analysis/picture/view.hpp"
#include "analysis/planning/screen.hpp"
#include "analysis/report/table.hpp"
#include "analysis/statistics/interval.hpp"

namespace outpost::analysis {

/// What queueing models say before anything is simulated: the `most` pools of units with the greatest load.
TextTable screen_table(const Setting& setting, Language language, std::size_t most = 5);

/// Police areas by themselves: where an area's own units cannot do its work. The `most` with the greatest load.
TextTable area_table(const Setting& setting, Language language, std::size_t most = 5);
/// Work and units on duty by hour of a Wednesday and of a Sunday, all towns together.
TextTable hour_table(const Setting& setting, Language language);

/// The same for plans side by side, one row a plan, all towns and pools together.
using PlanSetting = std::pair<std::string, std::shared_ptr<const Setting>>;
TextTable screen_by_plan(const std::vector<PlanSetting>& plans, Language language);

/// What the models expected beside the simulated wait of orders (measure `queue`, in milliseconds), and what each
/// leaves out of the other, in sentences. Nothing where there are no orders.
std::vector<Text> screen_findings(const Setting& setting, const std::optional<Interval>& queue);

}  // namespace outpost::analysis
