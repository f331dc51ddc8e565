#pragma once

#include "sim/world/world.hpp"

namespace outpost::rules {

/// The purpose of draws about a risk that has begun anew so often: its identity stays, and each time has draws of its
/// own. The purposes of Draw have the lower 16 bits, so that no two are the same.
Draw again(Draw purpose, std::uint16_t times);

/// The block of an incident's draws for one attempt to answer it and one of its units: attempts below 2^10, causes
/// below 8, units below 8 share the 2^16 blocks of an owner. A candidate's first unit draws from the block of the
/// attempt.
std::uint32_t draw_block(Cause cause, std::uint32_t attempt, std::uint8_t rank);

/// What everything drawn about an incident comes from. Owners of candidates, risks and alerts have the same form
/// (community, day, number): what keeps their draws apart is the block, and of risks that began anew the purpose.
Stream stream_of(const World& world, Draw purpose, const Incident& incident, std::uint32_t attempt = 0,
                 std::uint8_t rank = 0);

}  // namespace outpost::rules
