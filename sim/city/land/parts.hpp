#pragma once

#include <vector>

#include "sim/base/stream.hpp"
#include "sim/city/divisions.hpp"
#include "sim/city/plane.hpp"
#include "sim/spec/scenario.hpp"

namespace outpost {

/// A county, town or community that wants its part of the ground.
struct Part {
  std::uint64_t code = 0;
  std::size_t row = 0;  // in tree order of its level
  double area = 0.0;    // square metres wished for
  bool urban = false;
  Point at{};  // where it would like to lie
};

double total_area(const std::vector<Part>& parts);

/// How much ground every place of a division tree wants, and where: by codes and the spec alone, so that no edit of a
/// name, a kind or a count moves a border.
class PartList {
 public:
  PartList(const CitySpec& spec, const DivisionTree& tree, double residents);

  /// The places right below the tree's root, a county, a town; each with its wished place inside the polygon.
  std::vector<Part> counties(const Polygon& polygon) const;
  std::vector<Part> towns(std::size_t county, const Polygon& polygon) const;
  std::vector<Part> communities(std::size_t town, const Polygon& polygon) const;

  std::size_t county_count() const { return tree_.counties.size(); }
  std::size_t town_count() const { return town_at_.size(); }
  std::size_t community_count() const { return areas_.size(); }
  /// Square metres.
  double total() const;
  double least() const;

 private:
  void meet_county_areas();
  double town_area(std::size_t town) const;
  void place(std::vector<Part>& parts, const Polygon& polygon) const;

  const DivisionTree& tree_;
  RunKey key_;
  std::vector<double> areas_;  // by community
  std::vector<const TownDivision*> town_at_;
  std::vector<std::size_t> first_community_;  // by town
  std::vector<std::size_t> first_town_;       // by county
};

}  // namespace outpost
