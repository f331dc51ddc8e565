#pragma once

#include <limits>
#include <string_view>
#include <vector>

#include "sim/city/grids/atom_graph.hpp"

namespace outpost::tests {

/// Atoms drawn as text, 10 m apart, north above: a digit is an atom with so many times ten households, a blank or dot
/// nothing, '|' and '-' a bridge between the atoms on its two sides. Atoms that touch are walkable neighbours. They are
/// numbered as one reads.
inline AtomGraph drawn_atoms(std::string_view drawing) {
  std::vector<std::string_view> lines;
  while (!drawing.empty()) {
    const auto end = drawing.find('\n');
    lines.push_back(drawing.substr(0, end));
    drawing = end == std::string_view::npos ? std::string_view{} : drawing.substr(end + 1);
  }
  constexpr AtomIndex none = std::numeric_limits<AtomIndex>::max();
  constexpr std::int32_t edge = 10'000;
  const auto sign = [&](std::size_t row, std::size_t column) {
    return row < lines.size() && column < lines[row].size() ? lines[row][column] : ' ';
  };
  std::vector<std::vector<AtomIndex>> atom(lines.size());
  AtomGraph graph;
  for (std::size_t row = 0; row < lines.size(); ++row) {
    for (std::size_t column = 0; column < lines[row].size(); ++column) {
      const bool digit = sign(row, column) >= '0' && sign(row, column) <= '9';
      atom[row].push_back(digit ? static_cast<AtomIndex>(graph.size()) : none);
      if (!digit) continue;
      graph.at.push_back(
          {millimetres(static_cast<std::int64_t>(column) * edge), millimetres(-static_cast<std::int64_t>(row) * edge)});
      graph.households.push_back((sign(row, column) - '0') * 10);
      graph.area.push_back(std::int64_t{edge} * edge);
      graph.outer_border.push_back(std::int64_t{4} * edge);
    }
  }
  const auto at = [&](std::size_t row, std::size_t column) {
    return row < atom.size() && column < atom[row].size() ? atom[row][column] : none;
  };
  std::vector<AtomBorder> borders;
  const auto join = [&](AtomIndex a, AtomIndex b, std::int32_t length) {
    if (a == none || b == none) return;
    borders.push_back({a, b, length, true});
    graph.outer_border[a] -= length;
    graph.outer_border[b] -= length;
  };
  for (std::size_t row = 0; row < lines.size(); ++row) {
    for (std::size_t column = 0; column < lines[row].size(); ++column) {
      join(at(row, column), at(row, column + 1), edge);
      join(at(row, column), at(row + 1, column), edge);
      if (sign(row, column) == '-' && column > 0) join(at(row, column - 1), at(row, column + 1), 0);
      if (sign(row, column) == '|' && row > 0) join(at(row - 1, column), at(row + 1, column), 0);
    }
  }
  set_borders(graph, std::move(borders));
  return graph;
}

}  // namespace outpost::tests
