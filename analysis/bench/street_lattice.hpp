#pragma once

#include <cstdint>

#include "sim/city/streets.hpp"

namespace outpost::analysis {

/// A made-up street network of about `junctions` junctions, like the plain of the lower Yangtze: a lattice of blocks of
/// 160 m, each corner moved by up to a third of a block, every sixth street missing, an arterial every 16 blocks, a
/// collector every 4, one street in twenty a path without cars and one in thirty one-way. The part that is connected
/// on foot. Junctions are numbered along Hilbert's curve, so that neighbours lie close in memory. The same for equal
/// arguments on every machine.
StreetNetwork street_lattice(std::size_t junctions, std::uint32_t seed);

}  // namespace outpost::analysis
