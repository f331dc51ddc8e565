#pragma once

#include <memory>

#include "scenarios/write/cache_folder.hpp"
#include "sim/engine/simulation.hpp"

namespace outpost::analysis {

/// A run at the last moment before what is measured, and what its records carry over.
struct WarmedUp {
  Simulation simulation;
  RunRecord carried{};
};

/// The warm-ups of one scenario. What goes on from them is the same to the bit whether they were simulated just now or
/// were kept from an earlier run. For several threads.
class WarmUps {
 public:
  /// Keeps nothing: every warm-up is simulated.
  WarmUps() = default;
  /// `scenario` is the warm_up_digest_of it. Kept are those of at least a day and of at most 256 MB, each under its
  /// seed and replication.
  WarmUps(scenarios::CacheFolder cache, DigestValue scenario) : cache_(std::move(cache)), scenario_(scenario) {}

  WarmedUp of(const std::shared_ptr<const Setting>& setting, RunKey key) const;
  scenarios::CacheName name_of(RunKey key) const;

 private:
  scenarios::CacheFolder cache_{};
  DigestValue scenario_{};
};

}  // namespace outpost::analysis
