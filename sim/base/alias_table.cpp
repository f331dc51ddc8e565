#include "sim/base/alias_table.hpp"

#include <limits>

namespace outpost {

AliasTable::AliasTable(std::span<const double> weights) : columns_(weights.size()) {
  require(weights.size() <= std::numeric_limits<std::uint32_t>::max(), "an alias table has at most 2^32 weights");
  double total = 0.0;
  std::uint32_t heaviest = 0;
  for (std::uint32_t i = 0; i < weights.size(); ++i) {
    require(weights[i] >= 0.0, "a weight is not negative");
    total += weights[i];
    if (weights[i] > weights[heaviest]) heaviest = i;
  }
  require(total > 0.0 && total < std::numeric_limits<double>::infinity(), "weights have a finite sum above zero");

  // A column holds the mean weight. Columns with too little are filled up from one that has too much.
  std::vector<double> share(weights.size());
  std::vector<std::uint32_t> poor;
  std::vector<std::uint32_t> rich;
  for (std::uint32_t i = 0; i < weights.size(); ++i) {
    share[i] = weights[i] / total * static_cast<double>(weights.size());
    (share[i] < 1.0 ? poor : rich).push_back(i);
  }
  while (!poor.empty() && !rich.empty()) {
    const std::uint32_t taker = poor.back();
    const std::uint32_t giver = rich.back();
    poor.pop_back();
    columns_[taker] = {share[taker], giver};
    share[giver] = (share[giver] + share[taker]) - 1.0;
    if (share[giver] < 1.0) {
      rich.pop_back();
      poor.push_back(giver);
    }
  }
  // What rounding leaves over is full, but a weight of zero stays empty: the heaviest weight takes its column.
  for (const std::uint32_t i : rich) columns_[i] = {1.0, i};
  for (const std::uint32_t i : poor) {
    if (weights[i] > 0.0) {
      columns_[i] = {1.0, i};
    } else {
      columns_[i] = {0.0, heaviest};
    }
  }
}

std::size_t AliasTable::pick(Stream& stream) const {
  const double at = stream.uniform() * static_cast<double>(columns_.size());
  const auto index = static_cast<std::size_t>(at);
  const Column& column = columns_[index];
  return at - static_cast<double>(index) < column.own ? index : column.alias;
}

}  // namespace outpost
