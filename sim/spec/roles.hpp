#pragma once

#include <array>
#include <cstdint>
#include <string_view>

namespace outpost {

/// Who can be sent. Append only: units are numbered in this order. A grid head (网格长) is a village cadre, part of the
/// day; an auxiliary officer is a 辅警. A crew of a department (部门报到) and a visiting specialist (三官一律一员:
/// judge, prosecutor, lawyer, mediator) belong to a [departments.NAME].
enum class Role : std::uint8_t {
  grid_worker,
  community_officer,
  crew_110,
  grid_head,
  auxiliary_officer,
  department_crew,
  specialist
};
inline constexpr std::size_t role_count = 7;
inline constexpr std::array<std::string_view, role_count> role_names{
    "grid_worker", "community_officer", "crew_110", "grid_head", "auxiliary_officer", "department_crew", "specialist"};

/// Whether units of the role are those of departments, so that a kind has to say of which.
constexpr bool is_of_departments(Role role) {
  return role == Role::department_crew || role == Role::specialist;
}

}  // namespace outpost
