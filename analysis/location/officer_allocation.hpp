#pragma once

#include <cstdint>
#include <stdexcept>
#include <string>
#include <vector>

#include "analysis/location/patrol_measures.hpp"

namespace outpost::analysis {

/// Officers of one area in one shift.
struct OfficerPost {
  std::size_t area = 0;
  std::size_t shift = 0;
  std::int64_t least = 0;             // that keep the line bounded in every hour
  std::int64_t minimum = 0;           // that meet every target
  std::string binding{};              // what one officer less than the minimum would miss first; "calls": the line
  std::int64_t officers = 0;          // allocated
  PatrolMeasures measures{};          // with those
  std::vector<std::string> missed{};  // targets that they miss
};

struct OfficerAllocation {
  std::vector<OfficerPost> posts{};  // area by area, shift by shift
  std::int64_t minimum = 0;          // of all posts
  std::int64_t officers = 0;         // given, or the minimum
  bool meets_targets = true;
  double objective = 0.0;  // mean over calls by weight: hours, or a share
  double bound = 0.0;      // no allocation of as many, on top of the same numbers, comes below
  double gap() const { return objective > 0.0 ? (objective - bound) / objective : 0.0; }
};

/// There are fewer officers than keep the lines bounded. `what()` says how many it takes.
class TooFewOfficers : public std::runtime_error {
 public:
  using std::runtime_error::runtime_error;
};

/// The most officers that a post is tried with; a target that so many miss has no minimum.
inline constexpr std::int64_t most_officers = 10'000;

/// First the least number for each area and shift that meets every target, then, where officers are given, one after
/// the other to the area and shift where the objective falls most (ties: the earlier area, then the earlier shift), as
/// in PCAM. Where marginal gains fall from officer to officer this is the best there is (Fox 1966); they do for the
/// usual laws, and `bound` says so for the case at hand: the dual bound at the last gain. With fewer officers than the
/// minimum they are given out so from the least numbers, and the posts say what they miss. Throws TooFewOfficers below
/// those.
OfficerAllocation allocate_officers(const PatrolPlan& plan, const DelayLaw& delay);

}  // namespace outpost::analysis
