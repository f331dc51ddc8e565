#pragma once

#include <array>
#include <vector>

#include "sim/city/land/cutting.hpp"
#include "sim/city/land/parts.hpp"

namespace outpost {

/// Parts in the order in which a line sweeps over them, for a number of directions: what goes to which side of a cut.
class Sweep {
 public:
  explicit Sweep(const std::vector<Part>& parts);

  /// How a cut would share the parts out.
  struct Fit {
    std::size_t direction = 0;
    std::size_t count = 0;  // of parts to the right
    double error = 0.0;     // of areas, as a share of the smaller side
    double mixed = 0.0;     // share of ground on one side with more ground of the other kind, town or village
    double urban = 0.0;     // share of ground that is urban, to the right less to the left
    double off = 0.0;       // metres between the cut and the middle between the parts' wished places
  };
  /// Requires two parts at least.
  Fit fit(const PossibleCut& cut) const;
  /// Rows of the parts; the first `count` of a fit go to the right.
  const std::vector<std::size_t>& order(std::size_t direction) const { return orders_[direction]; }

 private:
  static constexpr std::size_t directions = 32;
  double total_ = 0.0;
  std::array<std::vector<std::size_t>, directions> orders_{};
  std::array<std::vector<double>, directions> sums_{};   // areas so far
  std::array<std::vector<double>, directions> urban_{};  // of them urban
  std::array<std::vector<double>, directions> reach_{};  // places along the sweep
};

}  // namespace outpost
