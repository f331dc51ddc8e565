#pragma once

#include <map>
#include <string>

namespace outpost::tests {

/// The model version whose runs these are. A change of any digest is a change of the model: raise both versions.
inline constexpr int golden_version = 1;

/// Digests of cities, and of the records and the end of runs; equal for both compilers, at every level of optimisation,
/// with and without fused multiply-add. OUTPOST_REGENERATE_GOLDEN=1 prints new ones, and fails.
inline const std::map<std::string, std::string>& golden_digests() {
  static const std::map<std::string, std::string> digests{
      {"small town", "8febb14a7356138fdb260a599c075670"},
      {"small town, home_first", "3459d0c7955be19982da95e74de329f9 2f5994662d0bb642e40db60bf2806d9f"},
      {"small town, soonest_free", "1ff134940c34c63a873729ac517a2d18 3194605f3f2f72288c30e3bbd43d298d"},
      {"small town, priority_soonest, one crew", "bacdba5036cd28ea9da38f195c8b2577 ee41404ce3fba84f9441cbac12b203c5"},
      {"points", "be2cb3c8bb166d89fea24fb6075dfb25 e2d9eb1bad16fc67421b08eb9a53cd3c"},
      {"jinsha scenario", "b8f427c2767dcffdcbfa77019702fee9"},
      {"jinsha city", "929fcfae070418029b820ab5c1bf4a0f"},
      {"jinsha week", "d485c789c1fc6e5191d5216f6c2c1587 5799df7ede3c249a6633a71cd0973076"},
      {"jinsha experiment of 4", "da661f45cbf226b5fdf1035b877e1c82"},
  };
  return digests;
}

}  // namespace outpost::tests
