#pragma once

#include <map>
#include <string>

namespace outpost::tests {

/// The model version whose runs these are. A change of any digest is a change of the model: raise both versions.
inline constexpr int golden_version = 6;

/// Digests of cities, and of the records and the end of runs; equal for both compilers, at every level of optimisation,
/// with and without fused multiply-add. OUTPOST_REGENERATE_GOLDEN=1 prints new ones, and fails.
inline const std::map<std::string, std::string>& golden_digests() {
  static const std::map<std::string, std::string> digests{
      {"small town", "32a266c6016ce289111df8c25eb2bd89"},
      {"small town, home_first", "eddb10d9fad855d1fd4ab4e5765448ec 9a314e622bc6b0b871c0e91e6660ca67"},
      {"small town, soonest_free", "4ed55767711be164c298177286394ae9 86a95e2f4ada4d5f39b52ecaa5b7fe16"},
      {"small town, priority_soonest, one crew", "fed333fe4d09e64093c1ceed90ed0698 1588f73d7e613d7b62bb1e7bb4753ea9"},
      {"points", "cfdd580a7b840d3016d39c6878e7e72f efe24c1280257c45c4beffddab0c9979"},
      {"jinsha scenario", "60656b64aa0be47fa813c18d1c87075f"},
      {"jinsha city", "6763e634e52e3b09add3c8b7e3c64662"},
      {"jinsha week", "b55fda623a1f8f84cc5680ea2d7706b0 9e65d86b378ff112b3fd28e8ce154648"},
      {"jinsha experiment of 4", "b235febdeb7c3a2c3b2fa0383dddb60c"},
  };
  return digests;
}

}  // namespace outpost::tests
