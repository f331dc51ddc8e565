#pragma once

#include <map>
#include <string>

namespace outpost::tests {

/// The model version whose runs these are. A change of any digest is a change of the model: raise both versions.
inline constexpr int golden_version = 8;

/// Digests of cities, and of the records and the end of runs; equal for both compilers, at every level of optimisation,
/// with and without fused multiply-add. OUTPOST_REGENERATE_GOLDEN=1 prints new ones, and fails.
inline const std::map<std::string, std::string>& golden_digests() {
  static const std::map<std::string, std::string> digests{
      {"small town", "32a266c6016ce289111df8c25eb2bd89"},
      {"small town, home_first", "eddb10d9fad855d1fd4ab4e5765448ec 55c154ec3759905055370f1f46b7cbc4"},
      {"small town, soonest_free", "4ed55767711be164c298177286394ae9 1aef787debe25c3db00b50ef88136339"},
      {"small town, priority_soonest, one crew", "fed333fe4d09e64093c1ceed90ed0698 4b3c1c5b1aa168abe67dbf4126e7de6e"},
      {"points", "cfdd580a7b840d3016d39c6878e7e72f 4b56f0cc62cda5eb9c0246bd2ff7029b"},
      {"jinsha scenario", "c71612c3839ba77705e45aa4d25f043b"},
      {"jinsha city", "6763e634e52e3b09add3c8b7e3c64662"},
      {"jinsha week", "b55fda623a1f8f84cc5680ea2d7706b0 bc61ad15a4b8a7114fe1891582d8e2fd"},
      {"jinsha orders scenario", "4075a0cd6ba4dee481473eca7e30b3b0"},
      {"jinsha orders, ten days", "cb390c4e84137a8fc6bf1725f45edad2 07a2554ce0dd0b0836dd2d30fdc61a8a"},
      {"jinsha experiment of 4", "b235febdeb7c3a2c3b2fa0383dddb60c"},
  };
  return digests;
}

}  // namespace outpost::tests
