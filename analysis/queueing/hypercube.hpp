#pragma once

#include <cstdint>
#include <vector>

namespace outpost::analysis {

/// Which unit a place asks first, second and so on.
struct Preference {
  std::vector<std::uint32_t> units{};  // every unit once, the first choice first
  /// Where in `units` groups of equals end, the last at its end; the free units of a group share its calls equally.
  /// Empty: no two are equal.
  std::vector<std::uint32_t> ends{};
  bool operator==(const Preference&) const = default;
};

/// What becomes of a call that finds all units busy: it is lost, or waits in one line, first come first served.
enum class Line : std::uint8_t { zero, infinite };

/// Larson's hypercube queueing model [larson-1974]: Poisson calls from atoms, units that can be told apart, exponential
/// services that include travel. A call takes the first free unit of its atom's list. Rates in one unit of time.
struct Hypercube {
  Line line = Line::zero;
  std::vector<double> service_rates{};    // by unit
  std::vector<double> rates{};            // of calls, by atom
  std::vector<Preference> preferences{};  // by atom

  std::size_t units() const { return service_rates.size(); }
  std::size_t atoms() const { return rates.size(); }
  double calls() const;     // of all atoms
  double capacity() const;  // of all units when they never rest
};

/// In the long run.
struct HypercubeAnswer {
  std::vector<double> workload{};  // share of time that a unit is busy
  std::vector<double> dispatch{};  // units x atoms, row by row: shares of all served calls, those that waited included
  double all_free = 0.0;
  double all_busy = 0.0;
  double loss = 0.0;  // share of calls that are lost; 0 with an infinite line

  double dispatch_of(std::size_t unit, std::size_t atom) const {
    return dispatch[unit * (dispatch.size() / workload.size()) + atom];
  }
};

/// Throws ModelError for rates that are none, lists that do not have every unit once, no calls at all, and an infinite
/// line with more calls than the units can serve.
void check(const Hypercube& city);

}  // namespace outpost::analysis
