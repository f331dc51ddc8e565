#pragma once

#include <memory>
#include <string>
#include <vector>

#include "analysis/experiment/warm_up.hpp"
#include "scenarios/write/cache_file.hpp"

namespace outpost::analysis {

/// How a warm-up is written, as a number: to be raised whenever a row of the world, of an event or of a record changes
/// its form. What makes the rows counts by `model_version`.
inline constexpr std::uint32_t warm_up_file_version = 5;

/// The rows of a warm-up as they lie in a cache file: the large tables as they lie in memory, all else in one piece.
class WarmUpRows {
 public:
  /// Requires that nothing was commanded in the warm-up: streets that are closed are those of the scenario.
  explicit WarmUpRows(const WarmedUp& of);
  /// They are referred to, and must live until the sections are written.
  void add_to(scenarios::CacheSections& sections) const;

 private:
  std::vector<Incident> incidents_{};
  std::vector<Order> orders_{};
  std::vector<Risk> risks_{};
  std::vector<ResponderState> responders_{};
  std::vector<HouseholdState> households_{};
  std::string rest_{};
};

/// What was written, in a run of a setting equal to the one that it was written of. Throws CacheFault.
WarmedUp read_warm_up(const scenarios::CacheFile& file, const std::shared_ptr<const Setting>& setting);

}  // namespace outpost::analysis
