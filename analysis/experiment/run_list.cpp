#include "analysis/experiment/run_list.hpp"

#include <algorithm>
#include <map>

namespace outpost::analysis {

RunList::RunList(const PlannedStudy& study) : replications_(static_cast<std::uint64_t>(study.replications)) {
  require(study.replications >= 1, "a point is run at least once");
  require(study.points.size() == study.grounds.size(), "every point has a city");
  // Cities in the order in which points first name them.
  std::map<DigestValue, std::size_t> rank;
  for (std::size_t point = 0; point < study.points.size(); ++point) {
    scenarios_.push_back(study.points[point].scenario);
    rank.emplace(study.grounds[point], rank.size());
    order_.push_back(point);
  }
  std::stable_sort(order_.begin(), order_.end(),
                   [&](std::size_t a, std::size_t b) { return rank.at(study.grounds[a]) < rank.at(study.grounds[b]); });
  block_.resize(order_.size());
  for (std::size_t row = 0; row < order_.size(); ++row) {
    const bool is_new = begin_.empty() || row - begin_.back() == largest_block ||
                        study.grounds[order_[row]] != study.grounds[order_[row - 1]];
    if (is_new) begin_.push_back(row);
    block_[order_[row]] = begin_.size() - 1;
  }
  begin_.push_back(order_.size());
}

PlannedRun RunList::at(std::uint64_t number) const {
  require(number < size(), "a run is one of the list");
  // The block in which it lies: blocks before it have `replications_` runs a point.
  const auto after = std::upper_bound(begin_.begin(), begin_.end(), number / replications_);
  const std::size_t begin = *(after - 1);
  const std::size_t points = *after - begin;
  const std::uint64_t within = number - begin * replications_;
  return {order_[begin + within % points], static_cast<std::uint32_t>(within / points)};
}

std::string RunList::id(const PlannedRun& run) const {
  return run_id(scenarios_[run.point], static_cast<std::int64_t>(run.point), run.replication);
}

}  // namespace outpost::analysis
