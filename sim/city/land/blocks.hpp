#pragma once

#include <vector>

#include "sim/base/stream.hpp"
#include "sim/city/land/banks.hpp"

namespace outpost {

/// A piece of land between streets, and the ways inside it.
struct Block {
  LandRing land{};
  double area = 0.0;                   // square metres
  std::vector<std::uint32_t> inner{};  // edges of ways inside, of the line work
};

/// How a tract is cut into blocks.
struct BlockWish {
  double side = 160.0;  // metres, of a usual block
  double slant = 0.0;   // the streets' turn against the east, radians
  double water = 0.0;   // probability that a cut of a large piece is a canal
  bool rural = false;
};

/// Cuts the land into blocks and draws their streets, canals and bridges.
/// `code` and `serial` are the identity of the draws; cuts are numbered on from
/// `serial`.
std::vector<Block> cut_blocks(const LandRing& land, const BlockWish& wish, RunKey key, std::uint64_t code,
                              std::uint64_t& serial, LineWork& work, std::vector<Water>& water);

}  // namespace outpost
