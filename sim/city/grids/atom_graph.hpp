#pragma once

#include <cstdint>
#include <span>
#include <vector>

#include "sim/base/units.hpp"

namespace outpost {

/// A row of an AtomGraph. Not an Id: the loops over atoms are the innermost of the grid designer, and a table that
/// checks every access halves their speed.
using AtomIndex = std::uint32_t;

/// What grids are made of: atoms (buildings, or groups of them that must stay together) with households, and which of
/// them lie next to each other. Borders are whole millimetres, so that sums of them are exact and independent of order.
///
/// The neighbours of atom a are rows first[a] to first[a + 1] of the three tables; each pair stands in both directions
/// with equal values, no atom neighbours itself, none is listed twice. A walkable neighbour is one that people reach
/// along or across a street, or over a bridge; the others share a border alone (gardens back to back, the banks of a
/// river). Only walkable neighbours hold a grid together, so that one which is contiguous here is so on the ground.
struct AtomGraph {
  std::vector<Position> at{};
  std::vector<std::int32_t> households{};  // at least 0
  std::vector<std::uint32_t> first{0};
  std::vector<AtomIndex> neighbour{};
  std::vector<std::int32_t> border{};  // millimetres, at least 0; 0 where a walk joins atoms that do not touch
  std::vector<std::uint8_t> walkable{};
  std::vector<std::int64_t> outer_border{};  // millimetres towards nobody: the community's edge
  std::vector<std::int64_t> area{};          // square millimetres

  std::size_t size() const { return at.size(); }
  std::span<const AtomIndex> neighbours_of(AtomIndex atom) const {
    return {neighbour.data() + first[atom], neighbour.data() + first[atom + 1]};
  }
};

/// Throws BrokenInvariant where the graph is not as its comment says.
void require_sound(const AtomGraph& graph);

/// Pieces of a graph that no walk joins: which one each atom is in, numbered by their lowest atom.
struct Components {
  std::vector<std::uint32_t> of{};
  std::vector<std::int64_t> households{};  // by component
  std::size_t size() const { return households.size(); }
};
Components components_of(const AtomGraph& graph);

struct AtomBorder {
  AtomIndex a = 0;
  AtomIndex b = 0;
  std::int64_t length = 0;  // millimetres, at least 0
  bool walkable = true;
};
/// Fills the adjacency of a graph whose atoms are set. The order of the borders does not matter: where a pair occurs
/// more than once its lengths add up, and it is walkable if one of them is.
void set_borders(AtomGraph& graph, std::vector<AtomBorder> borders);

}  // namespace outpost
