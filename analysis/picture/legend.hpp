#pragma once

#include <optional>
#include <vector>

#include "analysis/picture/signs.hpp"
#include "analysis/picture/view.hpp"
#include "sim/spec/quantities.hpp"
#include "sim/world/world.hpp"

namespace outpost::analysis {

/// A row of a legend; without a sign it is the heading of those that follow.
struct LegendEntry {
  std::optional<Sign> sign{};
  Text words{};
};

/// What the ground of a picture shows, under headings; no heading without a row.
std::vector<LegendEntry> legend_of_ground(const SignSet& seen);
/// Responders and orders: all that may turn up, so that a window's legend stays as it is while time goes by.
std::vector<LegendEntry> legend_of_moment(const Setting& setting, bool shows_off_duty);

}  // namespace outpost::analysis
