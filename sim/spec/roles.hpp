#pragma once

#include <array>
#include <cstdint>
#include <string_view>

namespace outpost {

/// Who can be sent. Append only: units are numbered in this order. A grid head (网格长) is a village cadre, part of the
/// day; an auxiliary officer is a 辅警.
enum class Role : std::uint8_t { grid_worker, community_officer, crew_110, grid_head, auxiliary_officer };
inline constexpr std::size_t role_count = 5;
inline constexpr std::array<std::string_view, role_count> role_names{"grid_worker", "community_officer", "crew_110",
                                                                     "grid_head", "auxiliary_officer"};

}  // namespace outpost
