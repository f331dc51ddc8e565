#pragma once

#include <cstdint>
#include <optional>
#include <vector>

#include "analysis/location/location_models.hpp"
#include "analysis/location/set_cover.hpp"

namespace outpost::analysis {

/// p-center as questions of covering: do `count` sites reach every demand point within this radius? Halves the list of
/// distances that may be the answer (Minieka 1970). A question that its share of `work` does not settle stays open, and
/// then shows in the gap.
class CenterSearch {
 public:
  CenterSearch(LocationInstance instance, std::size_t count, double work);
  LocationAnswer run();

 private:
  /// A first choice: the site with the least radius of its own, then again and again the one nearest to whoever has the
  /// longest way (after Gonzalez 1985).
  void begin();
  void list_radii();
  /// Looks for sites with radius `row` by moving some; finding none proves nothing.
  bool propose(std::size_t row);
  /// Whether radius `row` is enough; a yes is kept, and may be shorter than asked for.
  SetCover::Reply ask(std::size_t row);
  std::vector<std::size_t> filled(std::vector<std::size_t> chosen) const;
  void keep(std::vector<std::size_t> chosen);
  /// Within the radius found, no site can be exchanged for one in an earlier row.
  void settle_ties();
  double radius_of(const std::vector<std::size_t>& chosen) const;

  LocationInstance alike_;  // each demand point counts once
  std::size_t count_ = 0;
  double work_ = 0.0;
  std::vector<double> radii_{};  // ascending; the last is the first choice's, and one of them is the answer
  std::size_t too_short_ = 0;    // so many of them are proven to be
  std::size_t enough_ = 0;       // the row of the chosen sites
  std::vector<std::size_t> chosen_{};
  std::int64_t nodes_ = 0;
};

}  // namespace outpost::analysis
