#pragma once

#include <optional>

#include "sim/city/grids/connection.hpp"

namespace outpost::analysis {

struct MetisRun {
  Parts parts{};
  double seconds = 0.0;  // CPU, as gpmetis itself reports it for the partitioning alone, without reading and writing
};

/// What gpmetis (Debian's package `metis`) makes of the graph with `-ptype=kway -contig -minconn -ufactor=50 -seed=1`:
/// households as weights of the vertices, every walkable pair an edge of weight 1. It is called as a program and is no
/// part of the build; empty where it is not on the PATH or fails. Works in a folder of its own below the temporary one
/// and removes it.
std::optional<MetisRun> run_metis(const AtomGraph& graph, std::uint32_t count);

}  // namespace outpost::analysis
