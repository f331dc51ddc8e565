#include "scenarios/import/kept_streets.hpp"

#include <algorithm>
#include <cstdint>
#include <optional>
#include <utility>

namespace outpost::scenarios {
namespace {

bool is_closed(const Street& street) {
  return street.forward.empty() && street.backward.empty();
}

/// The place of a cell on Hilbert's curve through 2^16 x 2^16 cells: neighbours on the curve are neighbours on the map.
std::uint64_t along_hilbert_curve(std::uint32_t x, std::uint32_t y) {
  std::uint64_t place = 0;
  for (std::uint32_t size = 1u << 15u; size > 0; size /= 2) {
    const bool right = (x & size) != 0;
    const bool upper = (y & size) != 0;
    place += static_cast<std::uint64_t>(size) * size * ((right ? 3u : 0u) ^ (upper ? 1u : 0u));
    if (upper) continue;
    if (right) {
      x = (size - 1) - (x & (size - 1));
      y = (size - 1) - (y & (size - 1));
    }
    std::swap(x, y);
  }
  return place;
}

/// The junctions in use, neighbours close to each other, so that searches read memory that lies together.
std::vector<std::size_t> spatial_order(const StreetNetwork& network) {
  std::vector<std::size_t> rows;
  for (const Street& street : network.streets) {
    if (is_closed(street)) continue;
    rows.push_back(street.from.row());
    rows.push_back(street.to.row());
  }
  std::sort(rows.begin(), rows.end());
  rows.erase(std::unique(rows.begin(), rows.end()), rows.end());
  // Cells of 8 m across 524 km, more than the widest map, centred on the origin.
  const auto cell = [](Length value) {
    return static_cast<std::uint32_t>((value.in_millimetres() + 262'144'000) / 8'000) & 0xFFFFu;
  };
  std::vector<std::pair<std::uint64_t, std::size_t>> order;
  for (const std::size_t row : rows) {
    const Position& at = network.nodes[NodeId{row}];
    order.emplace_back(along_hilbert_curve(cell(at.x), cell(at.y)), row);
  }
  std::sort(order.begin(), order.end());
  for (std::size_t i = 0; i < rows.size(); ++i) rows[i] = order[i].second;
  return rows;
}

}  // namespace

KeptStreets kept_streets(const StreetNetwork& all) {
  KeptStreets kept;
  std::vector<NodeId> number(all.nodes.size());
  for (const std::size_t row : spatial_order(all)) {
    number[row] = kept.network.nodes.push_back(all.nodes[NodeId{row}]);
  }
  for (const StreetId id : all.streets.ids()) {
    Street street = all.streets[id];
    if (is_closed(street)) continue;
    street.from = number[street.from.row()];
    street.to = number[street.to.row()];
    const std::size_t first = kept.network.shape_points.size();
    for (const auto point : street.shape) kept.network.shape_points.push_back(all.shape_points[point]);
    street.shape = {first, kept.network.shape_points.size()};
    if (street.given) street.given = kept.network.given_times.push_back(all.given_times[*street.given]);
    kept.network.streets.push_back(street);
    kept.origin.push_back(id);
  }
  return kept;
}

void count_kept(const StreetNetwork& all, const KeptStreets& kept, ImportedStreets& report) {
  Length whole{};
  for (const Street& street : all.streets) whole += street.length;
  for (const Street& street : kept.network.streets) report.length_kept += street.length;
  report.length_dropped = whole - report.length_kept;
  report.streets_kept = static_cast<std::int64_t>(kept.network.streets.size());
  report.streets_dropped = static_cast<std::int64_t>(all.streets.size() - kept.network.streets.size());
}

}  // namespace outpost::scenarios
