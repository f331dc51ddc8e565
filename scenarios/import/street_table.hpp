#pragma once

#include <filesystem>
#include <string>
#include <string_view>

#include "sim/city/city.hpp"

namespace outpost::scenarios {

/// Two tables as text, and what messages call them.
struct StreetTables {
  std::string_view nodes{};
  std::string nodes_name{};
  std::string_view arcs{};
  std::string arcs_name{};
};

/// Streets from a table of junctions and a table of arcs; docs/imports.md describes the columns. An arc is one
/// direction of a street: two arcs between the same junctions with the same length and class make one street. A time
/// column says how long each way of moving takes over every arc, exactly, and an empty cell that it may not pass; a way
/// without a column follows [travel] in the direction of the arc, on foot in both. Kept is what is connected, as for a
/// street map.
///
/// Throws ScenarioError with every fault of a table, by row: junctions that stand twice, arcs between unknown
/// junctions, from a junction to itself or twice the same, times and lengths that are not above zero.
ImportedStreets read_street_tables(const StreetTables& tables, const ArcColumnSpec& columns);

/// The same for files.
ImportedStreets import_street_tables(const std::filesystem::path& nodes, const std::filesystem::path& arcs,
                                     const ArcColumnSpec& columns);

}  // namespace outpost::scenarios
