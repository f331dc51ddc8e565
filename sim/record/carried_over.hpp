#pragma once

#include "sim/record/records.hpp"

namespace outpost {

/// Of the records of a warm-up, what whoever measures after it has to know: the rows about orders and risks that are
/// not over, and spans that reach beyond it. `world` stands at the last moment of the warm-up. Everything else
/// is forgotten, decisions and commands among it: a warm-up of half a year would otherwise be most of a run's memory.
RunRecord carried_over(RunRecord before, const World& world);

}  // namespace outpost
