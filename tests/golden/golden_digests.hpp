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
      {"small town, home_first", "5083b6f30e26b0010125528a9fabbb9c 9dba841db80ae3cb57a2d4c572cd2ea7"},
      {"small town, soonest_free", "1cc986718c756675409ef5ba8017ac93 47b8d8df39ae3924e0fc7765bffa9e88"},
      {"small town, priority_soonest, one crew", "c847be78dd8803586e9903c969ba2491 6e08648b3059d81cbbf72a5b9cf0bba9"},
      {"points", "7d207a442514877f21bad3715ef8f79c 3ec2defb6d1c8027d0eb95bfc819c51d"},
      {"jinsha scenario", "d16bf831b7b5acb39ead3657276f6392"},
      {"jinsha city", "6763e634e52e3b09add3c8b7e3c64662"},
      {"jinsha week", "3694a7dbad429d391a2087dad672c189 b3356267033aeb6088ab8edee59233cc"},
      {"jinsha experiment of 4", "f31b5164cae94224404194a5791798d2"},
  };
  return digests;
}

}  // namespace outpost::tests
