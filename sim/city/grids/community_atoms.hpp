#pragma once

#include "sim/city/grids/atom_graph.hpp"
#include "sim/city/grids/building_cells.hpp"
#include "sim/city/grids/street_neighbours.hpp"

namespace outpost {

/// A community as the grid designer sees it: its buildings, the cells that they tile its ground with, and who is next
/// door to whom. Some buildings stand apart, in dedicated grids of their own: they have a cell, but no walk ends there.
struct CommunityAtoms {
  std::vector<BuildingId> buildings{};  // the atoms, in order of id
  AtomGraph graph{};
  std::vector<CellEdge> cells{};  // sites are all buildings of the community, in order
};

/// Two buildings whose cells touch are walkable neighbours if they stand on one street, or on streets that meet, not
/// further than around a junction; so are those who follow each other on a walk without touching, over a bridge or
/// along an empty stretch. Touching across water or back to back is no walk. Where the streets of the community leave
/// it in pieces, a longer walk joins them, which may lead through a neighbour's streets. `apart` has a value for every
/// building of the city.
CommunityAtoms atoms_of(const City& city, CommunityId community, const std::vector<bool>& apart, StreetWalks& walks);

/// As a name in files: twelve digits of the community and the serial, "320684001001-17".
std::string name_of(const City& city, BuildingId building);

}  // namespace outpost
