#pragma once

#include <vector>

#include "sim/city/land/linework.hpp"

namespace outpost {

/// Makes main roads of the best ways between neighbouring town centres, over
/// roads between communities and lanes along their borders alone, so that no
/// community's own streets matter: arterial where they hold the whole together,
/// collectors where no detour by a third town is as good.
void raise_main_roads(LineWork& work, const std::vector<std::uint32_t>& centres);

}  // namespace outpost
