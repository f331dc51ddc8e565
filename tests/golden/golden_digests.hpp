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
      {"small town", "fa880e9dcc3b32aeba9633fd1179741c"},
      {"small town, home_first", "2002fbe6c6fe40c94269c521ca79dd97 686b04f1f1065306f2a8ec5daa59a3e3"},
      {"small town, soonest_free", "9ca1425074a87f83858ef7127646b018 e90c11244bab3d64f448c24c0c74898b"},
      {"small town, priority_soonest, one crew", "1e8f3a96b99243dbc8cc605c312469b2 40e4b329101695bc178b8c7f0785e1cd"},
      {"points", "7d207a442514877f21bad3715ef8f79c 04112841ad63298a7aaf56ee4e767abb"},
      {"jinsha scenario", "75f6c9beab568e13854f8a43d703208d"},
      {"jinsha city", "2e693c01eb3cc5ea3ea2979fcfa3d35a"},
      {"jinsha week", "1c79b9d6b9d7e355f40d5aed94edde6c 80f975fe68d84cfe54ab1fd0fe5730f8"},
      {"jinsha experiment of 4", "acb08a1b8e050cec0c04e5c8a732438b"},
  };
  return digests;
}

}  // namespace outpost::tests
