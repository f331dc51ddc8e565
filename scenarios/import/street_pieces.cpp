#include "scenarios/import/street_pieces.hpp"

#include <algorithm>
#include <optional>
#include <utility>

namespace outpost::scenarios {
namespace {

/// An unbroken line of nodes that the file holds.
struct Run {
  std::int64_t way = 0;
  HighwayUse use{};
  std::vector<std::size_t> points{};
};

std::optional<std::size_t> row_of(const std::vector<OsmNode>& nodes, std::int64_t id) {
  const auto found = std::lower_bound(nodes.begin(), nodes.end(), id,
                                      [](const OsmNode& node, std::int64_t key) { return node.id < key; });
  if (found == nodes.end() || found->id != id) return std::nullopt;
  return static_cast<std::size_t>(found - nodes.begin());
}

void add_runs(const OsmMap& map, const OsmWay& way, std::vector<Run>& runs, StreetPieces& cut) {
  Run run{.way = way.id, .use = way.use};
  const auto finish = [&] {
    if (run.points.size() >= 2) runs.push_back(run);
    run.points.clear();
  };
  bool complete = true;
  std::optional<std::size_t> before;
  for (std::size_t i = 0; i < way.nodes.size(); ++i) {
    const std::optional<std::size_t> row = row_of(map.nodes, way.nodes[i]);
    if (i > 0) {
      ++(before && row ? cut.segments : cut.segments_missing);
      if (before && !row) cut.border.push_back(*before);
      if (row && !before) cut.border.push_back(*row);
    }
    if (!row) {
      ++cut.nodes_missing;
      complete = false;
      finish();
    } else if (run.points.empty() || run.points.back() != *row) {
      run.points.push_back(*row);
    }
    before = row;
  }
  finish();
  cut.ways_cut += complete ? 0 : 1;
}

void add_piece(StreetPiece piece, std::vector<StreetPiece>& pieces) {
  if (piece.from() != piece.to()) {
    pieces.push_back(std::move(piece));
    return;
  }
  const auto middle = piece.points.begin() + static_cast<std::ptrdiff_t>(piece.points.size() / 2);
  pieces.push_back({piece.way, piece.use, {piece.points.begin(), middle + 1}});
  pieces.push_back({piece.way, piece.use, {middle, piece.points.end()}});
}

}  // namespace

StreetPieces cut_at_junctions(const OsmMap& map) {
  StreetPieces cut;
  std::vector<Run> runs;
  for (const OsmWay& way : map.streets) add_runs(map, way, runs, cut);
  std::sort(cut.border.begin(), cut.border.end());
  cut.border.erase(std::unique(cut.border.begin(), cut.border.end()), cut.border.end());

  // Ends count twice: a junction is what is counted more than once.
  std::vector<std::uint8_t> passed(map.nodes.size());
  const auto pass = [&passed](std::size_t row) {
    passed[row] = static_cast<std::uint8_t>(std::min(2, passed[row] + 1));
  };
  for (const Run& run : runs) {
    for (const std::size_t row : run.points) pass(row);
    pass(run.points.front());
    pass(run.points.back());
  }
  for (const Run& run : runs) {
    StreetPiece piece{.way = run.way, .use = run.use, .points = {run.points.front()}};
    for (std::size_t i = 1; i < run.points.size(); ++i) {
      piece.points.push_back(run.points[i]);
      if (passed[run.points[i]] < 2) continue;
      add_piece(piece, cut.pieces);
      piece.points = {run.points[i]};
    }
  }
  return cut;
}

}  // namespace outpost::scenarios
