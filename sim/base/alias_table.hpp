#pragma once

#include <cstddef>
#include <cstdint>
#include <span>
#include <vector>

#include "sim/base/stream.hpp"

namespace outpost {

/// Draws an index with probability in proportion to its weight, at one draw whatever the number of weights (Walker
/// 1977, built as Vose 1991). Deterministic: equal weights give equal tables. A weight of zero is never picked.
class AliasTable {
 public:
  /// Weights are finite and not negative, and their sum is above zero; at most 2^32 of them.
  explicit AliasTable(std::span<const double> weights);

  std::size_t pick(Stream& stream) const;
  std::size_t size() const { return columns_.size(); }

 private:
  struct Column {
    double own = 1.0;         // the part of the column that belongs to its own index
    std::uint32_t alias = 0;  // whose the rest is
  };
  std::vector<Column> columns_;
};

}  // namespace outpost
