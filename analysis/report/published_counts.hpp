#pragma once

#include <optional>
#include <string>
#include <vector>

#include "sim/world/world.hpp"

namespace outpost::analysis {

/// A published figure of the real place beside the same figure of the generated one. Synthetic places are not records:
/// what differs is explained, not hidden.
struct PublishedCount {
  std::string key{};  // for JSON, such as "residents_320613"
  std::string meaning{};
  double published = 0.0;
  double generated = 0.0;
  std::string source{};  // key of docs/sources.md
  std::string why{};     // why they differ; empty where they do not
};

/// Of a generated city that holds whole county-level units of Nantong; empty for any other place.
std::vector<PublishedCount> against_published(const Setting& setting);

}  // namespace outpost::analysis
