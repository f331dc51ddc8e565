#pragma once

#include <map>
#include <string>

namespace outpost::tests {

/// The model version whose runs these are. A change of any digest is a change of the model: raise both versions.
inline constexpr int golden_version = 2;

/// Digests of cities, and of the records and the end of runs; equal for both compilers, at every level of optimisation,
/// with and without fused multiply-add. OUTPOST_REGENERATE_GOLDEN=1 prints new ones, and fails.
inline const std::map<std::string, std::string>& golden_digests() {
  static const std::map<std::string, std::string> digests{
      {"small town", "0443801fef0585784a03cc1623c1f125"},
      {"small town, home_first", "1e831a0d6d95fc316ddec93c67d8c633 20f039fa6f8a467b1edd198e457f948a"},
      {"small town, soonest_free", "a7a36ea4f4275396e6122a5a3720c407 cc723012ea571e0688e79b59bec24fdb"},
      {"small town, priority_soonest, one crew", "bacdba5036cd28ea9da38f195c8b2577 f038a65ad7aeff36e67c4e724b87b306"},
      {"points", "7d207a442514877f21bad3715ef8f79c 04112841ad63298a7aaf56ee4e767abb"},
      {"jinsha scenario", "1612046e58fdb7491b6ad303e6b637ba"},
      {"jinsha city", "f912f75ddf5fdd47bbb2fc01cfcda293"},
      {"jinsha week", "6d14edeae7596af563581093be67c07c 709866ea91fbce1c0e2d26ce02597211"},
      {"jinsha experiment of 4", "4b4ee7ff3463c12bbe275bfebb5adb2b"},
  };
  return digests;
}

}  // namespace outpost::tests
