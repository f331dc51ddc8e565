#pragma once

#include <optional>
#include <string>
#include <vector>

#include "sim/city/city.hpp"

namespace outpost {

/// One piece of ground: an outer ring, counter-clockwise, without its holes. No ring repeats its first point.
struct AreaPart {
  Border outer{};
  std::vector<Border> holes{};
  bool operator==(const AreaPart&) const = default;
};

/// A community or village as a map draws it.
struct MappedArea {
  std::uint64_t code = 0;  // 12 digits
  std::string name{};
  CommunityKind kind = CommunityKind::urban;
  std::optional<std::int64_t> population{};
  std::vector<AreaPart> parts{};  // at least one; the largest first
  bool operator==(const MappedArea&) const = default;
};

/// A town or county by its code of 9 or 6 digits: what to call the units above the communities.
struct NamedDivision {
  std::uint64_t code = 0;
  std::string name{};
  Border border{};  // empty where the map has none
  bool operator==(const NamedDivision&) const = default;
};

/// The divisions of a map that is laid over imported streets; everything in order of code.
struct AreaMap {
  std::vector<MappedArea> communities{};
  std::vector<NamedDivision> towns{};
  std::vector<NamedDivision> counties{};
  bool operator==(const AreaMap&) const = default;
};

/// Twice the signed area in square millimetres, counter-clockwise positive; exact for rings within 600 km.
std::int64_t twice_area(const Border& ring);

/// Whether the ring goes around the point, in whole millimetres without rounding. A point on the border of two rings
/// that share it lies in exactly one of them.
bool goes_around(const Border& ring, Position point);
bool contains(const MappedArea& area, Position point);

/// Answers "which area is here?" for many points; areas must not overlap.
class AreaIndex {
 public:
  explicit AreaIndex(const std::vector<MappedArea>& areas);
  /// Row of the area; none: the point lies outside of all.
  std::optional<std::size_t> at(Position point) const;

 private:
  struct Box {
    Position low{};
    Position high{};
  };

  const std::vector<MappedArea>* areas_;
  Box bounds_{};
  std::vector<Box> boxes_{};
  std::vector<std::vector<std::uint32_t>> cells_{};  // rows of the areas whose box meets the cell
};

/// The area in which the middle of every street lies.
std::vector<std::optional<std::size_t>> areas_of_streets(const AreaMap& map, const StreetNetwork& network);

/// The city on imported streets whose communities are those of a map, with towns and counties above them by code. A
/// community lives along the streets with their middle in it; there must be one. Residents come from the population
/// table, else from the map, else by street length from what is left of the nearest town, county or city.population.
/// Throws ImpossibleCity where counts name places that the map lacks, or exceed what they are parts of.
City city_on_areas(const CitySpec& spec, const ImportedStreets& streets, const AreaMap& map);

}  // namespace outpost
