#pragma once

#include <memory>

#include "sim/record/records.hpp"
#include "sim/world/world.hpp"

namespace outpost::analysis::small_town {

/// Two communities side by side, drawn by hand; 100 m between the letters, north is up:
///
///     a----b----c      河西村 holds the streets of a, b, d, e; 东市社区 those of b, c, e, f.
///     |    |    |      b-e runs through a bend 40 m to the west of its middle.
///     d----e----f      Buildings stand along a-b, b-c, d-e and e-f.
///
/// One grid worker for each of two grids, and one 110 crew at the station; all of them always on duty, on e-bikes at
/// 10 m/s at every hour, so that 100 m take 10 s.
std::shared_ptr<const Setting> setting();

/// Streets by row of the network above.
inline constexpr std::size_t street_ab = 0;
inline constexpr std::size_t street_bc = 1;
inline constexpr std::size_t street_de = 2;
inline constexpr std::size_t street_ef = 3;
inline constexpr std::size_t street_be = 6;

/// W001 is sent from a to f for an urgent order at 08:00:00, sets out at 08:00:10, arrives at 08:00:40, works until
/// 08:05:00, writes up until 08:06:00 and is back at 08:06:30. Another order, less urgent and reported earlier, waits
/// from 07:00 on; a third of the same priority from 07:30 on, until it is closed at 08:30.
RunRecord record(const Setting& setting);

}  // namespace outpost::analysis::small_town
