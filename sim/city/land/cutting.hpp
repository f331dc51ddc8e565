#pragma once

#include <functional>
#include <optional>

#include "sim/base/stream.hpp"
#include "sim/city/land/ground.hpp"

namespace outpost {

/// A cut that could be made: between two steps of a ring, the first part to the
/// right of the line.
struct PossibleCut {
  std::size_t from = 0;
  std::size_t to = 0;
  Point begin{};
  Point end{};
  double right_area = 0.0;  // square metres
  double area = 0.0;        // of the whole ring
  double length = 0.0;      // straight
  Point right_middle{};     // of the ground on either side of the straight cut
  Point left_middle{};
};

/// What a cut should be like.
struct CutWish {
  GroundLine line{};
  double spacing = 80.0;              // between points of the line, metres
  double bend = 0.05;                 // how far it swings aside, as a share of its length
  double clearance = 30.0;            // from other lines, metres, but near its ends
  double least_share = 0.1;           // of the ground, for the smaller part
  double joint_bonus = 0.0;           // how much a junction with what ends at the same
                                      // place from the other side is worth
  double joint_malus = 0.0;           // how much a place right beside such an end costs
  double site_bonus = 0.6;            // how much an end at a bridge is worth
  std::optional<std::size_t> from{};  // a step where the cut must end
  std::size_t most_ends = 120;        // that many places are tried at most
  /// Further badness of a cut; none: not to be made. Length by width, oblique
  /// ends and uneven parts cost about 1 each.
  std::function<std::optional<double>(const PossibleCut&)> badness{};
};

struct MadeCut {
  Ring right{};
  Ring left{};
  PossibleCut cut{};
  std::uint32_t line = 0;
};

/// Makes the cut of least badness that fits; none if no cut fits.
std::optional<MadeCut> cut_ground(Ground& ground, const Ring& ring, const CutWish& wish, Stream& stream);

}  // namespace outpost
