#pragma once

#include <bit>
#include <cstdint>

namespace outpost::tests {

/// Of a number, to hold it to the last digit.
inline std::uint64_t bits(double x) {
  return std::bit_cast<std::uint64_t>(x);
}

}  // namespace outpost::tests
