#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "analysis/experiment/planned_study.hpp"

namespace outpost::analysis {

/// A replication of a point.
struct PlannedRun {
  std::size_t point = 0;
  std::uint32_t replication = 0;
  bool operator==(const PlannedRun&) const = default;
};

/// All runs of a study in the order in which they are begun; computed, not kept, so that it costs nothing however long
/// it is. Points with one city stand together in blocks of at most `largest_block`, and within a block the replications
/// go forward together over its points: at any moment all of them have met nearly the same days, and only their
/// settings are in memory.
class RunList {
 public:
  static constexpr std::size_t largest_block = 32;
  explicit RunList(const PlannedStudy& study);

  std::uint64_t size() const { return order_.size() * replications_; }
  PlannedRun at(std::uint64_t number) const;
  /// Points, block after block.
  const std::vector<std::size_t>& points() const { return order_; }
  /// Which block a point stands in, counted in the order of running.
  std::size_t block_of(std::size_t point) const { return block_[point]; }
  /// The digest that names the run in a results file.
  std::string id(const PlannedRun& run) const;

 private:
  std::uint64_t replications_ = 1;
  std::vector<DigestValue> scenarios_{};  // by point
  std::vector<std::size_t> order_{};      // points, block after block
  std::vector<std::size_t> begin_{};      // of every block in order_, and the end
  std::vector<std::size_t> block_{};      // by point
};

}  // namespace outpost::analysis
