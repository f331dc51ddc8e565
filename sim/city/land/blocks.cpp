#include "sim/city/land/blocks.hpp"

#include <algorithm>
#include <cmath>

#include "sim/base/elementary.hpp"
#include "sim/city/land/cutting.hpp"

namespace outpost {
namespace {

constexpr std::uint32_t block_block = 11;  // of the layout's streams

class Cutting {
 public:
  Cutting(const LandRing& land, const BlockWish& wish, RunKey key, std::uint64_t code, std::uint64_t& serial)
      : wish_(wish), key_(key), code_(code), serial_(serial) {
    cosine_ = elementary::cos(wish.slant);
    sine_ = elementary::sin(wish.slant);
    GroundLine rim;
    rim.street_class = StreetClass::residential;
    const Ring ring = ground_.close(polygon_of(land), rim);
    for (std::size_t i = 0; i < land.size(); ++i) ground_.points[ring[i].point].bridge_site = land[i].bridge;
    cut(ring, 0);
  }

  const Ground& ground() const { return ground_; }
  const std::vector<Ring>& pieces() const { return pieces_; }

 private:
  void cut(const Ring& ring, int depth) {
    const double size = area(ground_.polygon(ring));
    Stream stream{key_, Draw::city_layout, owner_of(code_, serial_++), block_block};
    const double blocks = size / (wish_.side * wish_.side);
    // Blocks of very different sizes: between two thirds of the usual one and
    // twice it.
    if (blocks < 1.35 + 0.9 * stream.uniform()) {
      pieces_.push_back(ring);
      return;
    }
    CutWish cut_wish = wish_for(blocks, stream);
    cut_wish.badness = [this](const PossibleCut& possible) -> std::optional<double> {
      const double dx = (possible.end.x - possible.begin.x) / possible.length;
      const double dy = (possible.end.y - possible.begin.y) / possible.length;
      const double u = dx * cosine_ + dy * sine_;
      const double v = dy * cosine_ - dx * sine_;
      return 1.4 * std::fabs(possible.right_area / possible.area - 0.5) + 0.9 * std::fabs(2.0 * u * v);
    };
    std::optional<MadeCut> made = cut_ground(ground_, ring, cut_wish, stream);
    if (!made) {
      cut_wish.clearance *= 0.4;
      cut_wish.least_share = 0.08;
      made = cut_ground(ground_, ring, cut_wish, stream);
    }
    if (!made) {
      pieces_.push_back(ring);
      return;
    }
    finish_line(made->line);
    cut(made->right, depth + 1);
    cut(made->left, depth + 1);
  }

  CutWish wish_for(double blocks, Stream& stream) const {
    CutWish wish;
    wish.spacing = wish_.side * (wish_.rural ? 0.16 : 0.27);
    wish.bend = wish_.rural ? 0.06 : 0.035;
    wish.clearance = 0.22 * wish_.side;
    wish.least_share = 0.22;
    wish.joint_bonus = (wish_.rural ? 0.5 : 0.8) * stream.uniform();
    wish.joint_malus = 0.25;
    const double kind = stream.uniform();
    const double rank = stream.uniform();
    wish.line.street_class = blocks > 14.0 && rank < 0.5   ? StreetClass::collector
                             : wish_.rural && blocks < 4.0 ? StreetClass::lane
                                                           : StreetClass::residential;
    if (wish_.rural && wish.line.street_class == StreetClass::collector) {
      wish.line.street_class = StreetClass::residential;
    }
    if (blocks > (wish_.rural ? 3.0 : 12.0) && kind < wish_.water) {
      wish.line.kind = LineKind::water;
      wish.line.width = 5.0 + 5.0 * stream.uniform();
    }
    return wish;
  }

  void finish_line(std::uint32_t id) {
    const GroundLine& line = ground_.lines[id];
    if (line.kind != LineKind::water) return;
    // One bridge near the middle, others every 500 m.
    const std::size_t inner = line.points.size() - 2;
    const std::size_t middle = 1 + inner / 2;
    const auto stride = std::max<std::size_t>(3, static_cast<std::size_t>(500.0 / (0.16 * wish_.side)));
    for (std::size_t i = middle % stride; i <= inner; i += stride) {
      if (i < 1 || (i != middle && (i < 3 || i + 3 > inner))) continue;
      ground_.points[line.points[i]].bridge_site = true;
    }
  }

  const BlockWish& wish_;
  RunKey key_;
  std::uint64_t code_;
  std::uint64_t& serial_;
  double cosine_ = 1.0;
  double sine_ = 0.0;
  Ground ground_;
  std::vector<Ring> pieces_;
};

}  // namespace

std::vector<Block> cut_blocks(const LandRing& land, const BlockWish& wish, RunKey key, std::uint64_t code,
                              std::uint64_t& serial, LineWork& work, std::vector<Water>& water) {
  const Cutting cutting(land, wish, key, code, serial);
  std::vector<std::optional<std::uint32_t>> points;
  std::vector<std::uint32_t> rim;
  for (const LandCorner& corner : land) {
    points.push_back(corner.point);
    rim.push_back(corner.edge);
  }
  Banks banks(cutting.ground(), work, std::move(points), 1, {std::move(rim)}, false);
  std::vector<Block> blocks;
  for (const Ring& ring : cutting.pieces()) {
    Block block;
    block.land = banks.land(ring, wish.rural ? StreetClass::lane : StreetClass::residential);
    block.area = area(polygon_of(block.land));
    blocks.push_back(std::move(block));
  }
  banks.draw_bridges();
  std::vector<Water> canals = water_of(cutting.ground(), 1);
  water.insert(water.end(), std::make_move_iterator(canals.begin()), std::make_move_iterator(canals.end()));
  return blocks;
}

}  // namespace outpost
