#pragma once

#include <map>
#include <string>

namespace outpost::tests {

/// The model version whose runs these are. A change of any digest is a change of the model: raise both versions.
inline constexpr int golden_version = 3;

/// Digests of cities, and of the records and the end of runs; equal for both compilers, at every level of optimisation,
/// with and without fused multiply-add. OUTPOST_REGENERATE_GOLDEN=1 prints new ones, and fails.
inline const std::map<std::string, std::string>& golden_digests() {
  static const std::map<std::string, std::string> digests{
      {"small town", "32a266c6016ce289111df8c25eb2bd89"},
      {"small town, home_first", "a583d1b3c4cb0fe23e4f985d778a0508 08d9ae0ce73a15f94891cb1e945c9e51"},
      {"small town, soonest_free", "9daf22893242290c208effb2bc85dfeb 840e1bdbee6244af4e37a71383f37b6b"},
      {"small town, priority_soonest, one crew", "85fb00339317f6113a28ab15cf10f2d9 f7639aa57752564bf3de65698fa9b4fc"},
      {"points", "7d207a442514877f21bad3715ef8f79c 04112841ad63298a7aaf56ee4e767abb"},
      {"jinsha scenario", "75f6c9beab568e13854f8a43d703208d"},
      {"jinsha city", "6763e634e52e3b09add3c8b7e3c64662"},
      {"jinsha week", "0d68e0820453c081d61489eb003a78a3 35bfd6b259f350ec886d7a09286518a9"},
      {"jinsha experiment of 4", "0f09cb30a7957ee8ec4a12f800d604c0"},
  };
  return digests;
}

}  // namespace outpost::tests
