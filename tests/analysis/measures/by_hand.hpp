#pragma once

#include "sim/base/units.hpp"

namespace outpost::tests {

/// On the first day.
inline SimTime at(Duration clock) {
  return SimTime{} + clock;
}

}  // namespace outpost::tests
