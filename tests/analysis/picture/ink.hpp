#pragma once

#include "analysis/picture/colour.hpp"

namespace outpost::tests {

inline constexpr analysis::Colour black{0, 0, 0, 255};
inline constexpr analysis::Colour white{255, 255, 255, 255};

}  // namespace outpost::tests
