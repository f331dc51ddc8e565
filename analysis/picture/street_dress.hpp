#pragma once

#include <array>

#include "analysis/picture/map_sheet.hpp"
#include "analysis/picture/signs.hpp"

namespace outpost::analysis {

/// How streets of a class are drawn.
struct StreetDress {
  Length width{};              // on the ground: assumption, for the eye alone
  double pixels = 1.0;         // at least so wide, at 100%
  double pixels_afar = 0.0;    // the same above 20 m in a pixel
  Detail from = Detail::city;  // drawn from this detail on
  Sign sign = Sign::path;
};

inline constexpr std::array<StreetDress, street_class_count> street_dress{
    {{metres(18), 3.2, 1.8, Detail::city, Sign::arterial},
     {metres(13), 2.2, 0.9, Detail::city, Sign::collector},
     {metres(8), 1.2, 0.0, Detail::town, Sign::residential},
     {metres(5), 0.8, 0.0, Detail::quarter, Sign::residential},
     {metres(3), 0.7, 0.0, Detail::quarter, Sign::path}}};

constexpr Length street_width(StreetClass street_class) {
  return street_dress[static_cast<std::size_t>(street_class)].width;
}

}  // namespace outpost::analysis
