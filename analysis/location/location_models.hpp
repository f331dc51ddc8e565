#pragma once

#include <cstdint>
#include <vector>

#include "analysis/location/location_instance.hpp"

namespace outpost::analysis {

/// What the search for a proof may cost. Work is counted, not timed, so that an answer does not depend on the machine.
struct LocationEffort {
  double factor = 1.0;  // 1 is at most about a minute; the answer is often proven in a fraction of it
};

/// Of MEXCLP; more units than that are no question of where to put them.
inline constexpr std::size_t most_units = 10'000;

/// Sites, what they are worth, and what is proven about any others.
struct LocationAnswer {
  double objective = 0.0;
  std::vector<std::size_t> sites{};  // rows of the instance, ascending; under MEXCLP a row stands once for each unit
  double bound = 0.0;    // no set of sites is better than this: less in p-median and p-center, more in MCLP and MEXCLP
  bool optimal = false;  // bound and objective meet
  std::int64_t nodes = 0;  // of the search tree

  /// How far the best set can lie from this one at most, as a share of the bound or of the objective, whichever is
  /// greater; 0 when proven.
  double gap() const;
};

// The four models, exact where `optimal` says so. Lagrangian relaxation gives bounds and proposals (Cornuejols, Fisher
// & Nemhauser 1977 for the p-median; Galvao & ReVelle 1996 for covering), interchange improves them (Teitz & Bart
// 1968), branch and bound closes what is left. Of sets within 1e-12 of each other none is preferred but by this: no
// site of the answer can be exchanged for one in an earlier row at the same objective. All of them require a whole
// instance and as many sites as are asked for; at least one.

/// Least sum of weight times distance to the nearest of `count` sites (Hakimi 1964).
LocationAnswer p_median(const LocationInstance& instance, std::size_t count, const LocationEffort& effort = {});

/// Least distance within which every demand point has one of `count` sites, whatever the weights (Hakimi 1964;
/// solved by covering as in Minieka 1970).
LocationAnswer p_center(const LocationInstance& instance, std::size_t count, const LocationEffort& effort = {});

/// Most weight with one of `count` sites within `radius`, the edge included (Church & ReVelle 1974).
LocationAnswer maximal_covering(const LocationInstance& instance, std::size_t count, double radius,
                                const LocationEffort& effort = {});

/// Most weight that finds a free unit within `radius`, when each of `count` units is busy with probability `busy`,
/// independently: the sum of weight x (1 - busy^k) with k units in reach (MEXCLP, Daskin 1983). A site may hold several
/// units, so there may be more units than sites. `busy` from 0 to below 1; at 0 it is maximal covering.
LocationAnswer expected_covering(const LocationInstance& instance, std::size_t count, double radius, double busy,
                                 const LocationEffort& effort = {});

}  // namespace outpost::analysis
