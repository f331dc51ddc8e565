#pragma once

#include <cstdint>

#include "sim/people/responders.hpp"

namespace outpost {

/// What can change about a household: eight bytes, because there are millions. Familiarity belongs to the pair of the
/// household and one worker; another worker begins at zero.
struct HouseholdState {
  std::uint32_t worker = no_worker;  // row of the responder who knows it
  std::uint16_t last_contact = 0;    // day, counted from 1; 0: never
  std::uint8_t familiarity = 0;      // in 1/255, at the last contact
  std::uint8_t trust = 0;            // in 1/255
  static constexpr std::uint32_t no_worker = 0xFFFFFFFFu;
  bool operator==(const HouseholdState&) const = default;
};
static_assert(sizeof(HouseholdState) == 8);

}  // namespace outpost
