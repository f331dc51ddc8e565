#pragma once

#include <cstdint>
#include <string_view>

#include "sim/base/stream.hpp"

namespace outpost {

/// Stands for a name in the keys of draws, so that no other name in a scenario changes them, as a row would: FNV-1a.
constexpr std::uint32_t hash_of_name(std::string_view name) {
  std::uint32_t hash = 2'166'136'261u;
  for (const char letter : name) hash = (hash ^ static_cast<unsigned char>(letter)) * 16'777'619u;
  return hash;
}

/// The purpose of draws about something that has a name in the scenario. A purpose of Draw has the lowest 8 bits.
constexpr Draw about(Draw purpose, std::string_view name) {
  require(static_cast<std::uint32_t>(purpose) < 256, "a purpose has 8 bits");
  return static_cast<Draw>(static_cast<std::uint32_t>(purpose) | (hash_of_name(name) & 0xFFFFFF00u));
}

}  // namespace outpost
