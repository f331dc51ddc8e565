#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "sim/city/grids/community_atoms.hpp"

namespace outpost {

/// A building as files name it: (community code, serial), and where it stands in the file.
struct BuildingName {
  std::uint64_t community = 0;
  std::uint32_t serial = 0;
  std::uint32_t line = 1;
  std::uint32_t column = 1;
};
/// Empty where the city has no such building.
std::optional<BuildingId> find_building(const City& city, const BuildingName& name);
/// "320684001001-17".
std::string text_of(const BuildingName& name);

/// A line that no grid lies on both sides of: a main road, a railway, the edge of an estate.
struct FixedBorder {
  std::vector<Position> line{};
  std::uint32_t in_line = 1;  // of the file
};
/// Buildings that stay in one grid.
struct Together {
  std::vector<BuildingName> buildings{};
  std::uint32_t in_line = 1;
};
/// What a planner wants of a design beside its sizes.
struct GridWishes {
  std::vector<FixedBorder> borders{};
  std::vector<Together> together{};
  bool empty() const { return borders.empty() && together.empty(); }
};

/// The atoms of a community under wishes: `unit_of` says which unit each atom is part of, a unit being an atom of
/// `graph`, which knows no way across a fixed border.
struct WishedAtoms {
  AtomGraph graph{};
  std::vector<AtomIndex> unit_of{};
  /// Pairs of atoms that a fixed border (its row) keeps apart.
  struct Kept {
    AtomIndex a = 0;
    AtomIndex b = 0;
    std::size_t border = 0;
  };
  std::vector<Kept> kept_apart{};
};
/// Throws ImpossibleCity where a wish names no building of this city, or buildings of several communities, or buildings
/// that no walk joins.
WishedAtoms under_wishes(const City& city, CommunityId community, const CommunityAtoms& atoms,
                         const GridWishes& wishes);

}  // namespace outpost
