#pragma once

#include <map>
#include <string>

namespace outpost::tests {

/// The model version whose runs these are. A change of any digest is a change of the model: raise both versions.
inline constexpr int golden_version = 4;

/// Digests of cities, and of the records and the end of runs; equal for both compilers, at every level of optimisation,
/// with and without fused multiply-add. OUTPOST_REGENERATE_GOLDEN=1 prints new ones, and fails.
inline const std::map<std::string, std::string>& golden_digests() {
  static const std::map<std::string, std::string> digests{
      {"small town", "32a266c6016ce289111df8c25eb2bd89"},
      {"small town, home_first", "5083b6f30e26b0010125528a9fabbb9c ba944dac730e68738b257b3600386555"},
      {"small town, soonest_free", "1cc986718c756675409ef5ba8017ac93 d9973bfdb51318796132d8f91ccd58a7"},
      {"small town, priority_soonest, one crew", "c847be78dd8803586e9903c969ba2491 adb420509e79108df08c75cf5ec6977a"},
      {"points", "7d207a442514877f21bad3715ef8f79c 1421e5882936a680d3626c68850cf91d"},
      {"jinsha scenario", "2e62d790bfe19174365379101a5332fb"},
      {"jinsha city", "6763e634e52e3b09add3c8b7e3c64662"},
      {"jinsha week", "48b227a23f59666a5e5ebfe6963befcf 0c0ebe2b0de18d57b844cb42ca7677b7"},
      {"jinsha experiment of 4", "4676e71d4aec0c2e8ab8ac88957304e3"},
  };
  return digests;
}

}  // namespace outpost::tests
