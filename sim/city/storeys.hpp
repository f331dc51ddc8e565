#pragma once

#include "sim/city/city.hpp"
#include "sim/spec/scenario.hpp"

namespace outpost {

/// From the entrance of a building, which is on storey 1, up to a storey: by the stairs, or by the lift where there is
/// one and it is sooner. Whole milliseconds, rounded up. Requires a storey from 1 on.
Duration climb_to(const StoreySpec& storeys, const Building& building, std::uint8_t storey);
/// The way back down.
Duration descent_from(const StoreySpec& storeys, const Building& building, std::uint8_t storey);

}  // namespace outpost
