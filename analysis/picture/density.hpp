#pragma once

#include <array>
#include <optional>

#include "sim/city/city.hpp"

namespace outpost::analysis {

/// Residents per square kilometre at which a step ends and the next one begins. Assumption, for the eye: open country,
/// dense villages, towns, and the streets of county seats fall into steps of their own.
inline constexpr std::array<std::int64_t, 5> density_steps{500, 1'000, 2'000, 5'000, 10'000};

/// The fewest residents of whom a mean may be shown.
inline constexpr std::size_t fewest_shown = 20;

/// From 0 to 5. None: the community has no ground, or fewer residents than may be shown as a mean.
std::optional<std::size_t> density_step(const Community& community);

}  // namespace outpost::analysis
