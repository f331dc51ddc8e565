#pragma once

#include <array>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace outpost {

/// How many people live in a place of the division table, by its code of 6, 9 or 12 digits.
struct PlaceCount {
  std::uint64_t code = 0;
  std::int64_t residents = 0;
  bool operator==(const PlaceCount&) const = default;
};

/// Where a table puts something: metres east and north on the city's own plane, or degrees of longitude and latitude
/// (WGS 84), which a city on imported streets turns into metres.
struct TableLocation {
  double x = 0.0;
  double y = 0.0;
  bool degrees = false;
  bool operator==(const TableLocation&) const = default;
};

/// A police station of a table.
struct StationRow {
  std::uint64_t code = 0;  // of the county, town or community in which it stands: 6, 9 or 12 digits
  std::string name{};
  std::optional<TableLocation> at{};    // none: the city chooses
  std::optional<std::int64_t> crews{};  // of the 110 force; none: the scenario's rule
  bool operator==(const StationRow&) const = default;
};

/// What stands at a place of work: where a grid's worker begins, a police room with desks of both sides, a town's
/// command room, a department's depot.
enum class PostRowKind : std::uint8_t { grid_post, workstation, command_room, depot };
inline constexpr std::array<std::string_view, 4> post_row_kind_names{"grid_post", "workstation", "command_room",
                                                                     "depot"};

/// A place of work of a table.
struct PostRow {
  PostRowKind kind = PostRowKind::grid_post;
  std::uint64_t code = 0;  // of the place: 6, 9 or 12 digits; of a grid post the grid's 15
  std::string name{};
  std::string department{};  // of a depot
  std::optional<TableLocation> at{};
  bool operator==(const PostRow&) const = default;
};

}  // namespace outpost
