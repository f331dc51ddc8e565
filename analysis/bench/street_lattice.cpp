#include "analysis/bench/street_lattice.hpp"

#include <algorithm>
#include <utility>
#include <vector>

#include "sim/base/stream.hpp"

namespace outpost::analysis {
namespace {

constexpr std::int64_t block = 160'000;  // mm
constexpr std::uint32_t arterial_every = 16;
constexpr std::uint32_t collector_every = 4;
constexpr std::uint32_t canal_every = 12;    // a canal runs between this line and the next
constexpr std::uint32_t tile = 48;           // towns and countryside alternate like the fields of a chessboard
constexpr std::size_t corners_for_ten = 13;  // countryside leaves corners without a street

/// The corner at `step` on Hilbert's curve through a square of `side` x `side` corners, a power of two.
std::pair<std::uint32_t, std::uint32_t> on_hilbert_curve(std::uint64_t step, std::uint32_t side) {
  std::uint32_t x = 0;
  std::uint32_t y = 0;
  for (std::uint32_t size = 1; size < side; size *= 2) {
    const auto right = static_cast<std::uint32_t>(step / 2 & 1u);
    const auto up = static_cast<std::uint32_t>((step ^ right) & 1u);
    if (up == 0) {
      if (right == 1) {
        x = size - 1 - x;
        y = size - 1 - y;
      }
      std::swap(x, y);
    }
    x += size * right;
    y += size * up;
    step /= 4;
  }
  return {x, y};
}

StreetClass class_of_line(std::uint32_t line) {
  if (line % arterial_every == 0) return StreetClass::arterial;
  return line % collector_every == 0 ? StreetClass::collector : StreetClass::residential;
}

}  // namespace

StreetNetwork street_lattice(std::size_t junctions, std::uint32_t seed) {
  std::uint32_t side = 2;
  while (static_cast<std::uint64_t>(side) * side * 10 < junctions * corners_for_ten) ++side;
  std::uint32_t curve = 2;
  while (curve < side) curve *= 2;
  constexpr std::uint64_t of_streets = std::uint64_t{1} << 40u;  // owners of streets, apart from those of corners

  StreetNetwork whole;
  std::vector<NodeId> at(static_cast<std::size_t>(side) * side);
  for (std::uint64_t step = 0; step < static_cast<std::uint64_t>(curve) * curve; ++step) {
    const auto [x, y] = on_hilbert_curve(step, curve);
    if (x >= side || y >= side) continue;
    Stream stream{{seed, 0}, Draw::verification, {step}};
    const auto east = static_cast<std::int64_t>(stream.below(block * 2 / 3)) - block / 3;
    const auto north = static_cast<std::int64_t>(stream.below(block * 2 / 3)) - block / 3;
    at[static_cast<std::size_t>(y) * side + x] =
        whole.nodes.push_back({millimetres(x * block + east), millimetres(y * block + north)});
  }
  const auto add = [&](std::uint32_t x, std::uint32_t y, bool across) {
    Street street;
    street.from = at[static_cast<std::size_t>(y) * side + x];
    street.to = at[static_cast<std::size_t>(across ? y : y + 1) * side + (across ? x + 1 : x)];
    street.street_class = class_of_line(across ? y : x);
    Stream stream{{seed, 0},
                  Draw::verification,
                  {of_streets + (static_cast<std::uint64_t>(y) * side + x) * 2 + (across ? 0u : 1u)}};
    const std::uint64_t chance = stream.below(60);
    const bool town = (x / tile + y / tile) % 2 == 0;
    if (chance < 10 && street.street_class != StreetClass::arterial) return;  // one in six is missing
    if (street.street_class == StreetClass::residential) {
      if ((across ? x : y) % canal_every == canal_every - 1) return;  // no bridge
      if (!town && chance < 40) return;
      if (chance < 13 || chance > 58) {
        street.street_class = StreetClass::path;
        street.forward = street.backward = WaySet::no_cars();
      } else if (chance > 56) {
        street.backward = WaySet::walking();
      }
    }
    street.length = std::max(straight_distance(whole.nodes[street.from], whole.nodes[street.to]), millimetres(1));
    whole.streets.push_back(street);
  };
  for (std::uint32_t y = 0; y < side; ++y) {
    for (std::uint32_t x = 0; x < side; ++x) {
      if (x + 1 < side) add(x, y, true);
      if (y + 1 < side) add(x, y, false);
    }
  }

  StreetNetwork kept;
  const std::vector<bool> inside = largest_connected_part(whole, Way::foot);
  std::vector<NodeId> number(whole.nodes.size());
  for (const NodeId node : whole.nodes.ids()) {
    if (inside[node.row()]) number[node.row()] = kept.nodes.push_back(whole.nodes[node]);
  }
  for (Street street : whole.streets) {
    if (!inside[street.from.row()]) continue;
    street.from = number[street.from.row()];
    street.to = number[street.to.row()];
    kept.streets.push_back(street);
  }
  return kept;
}

}  // namespace outpost::analysis
