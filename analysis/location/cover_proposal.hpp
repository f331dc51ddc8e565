#pragma once

#include <cstdint>
#include <optional>
#include <vector>

namespace outpost::analysis {

/// Looks for `count` sites that cover everything by moving one site at a time: the chosen one that is missed the least
/// goes, one that covers a demand point that is still open comes, and what stays open weighs more from move to move, so
/// that the search does not settle in a corner (row weighting: Gao, Weise & Li 2015). Always the same moves; ties by
/// what has not moved for longest, then by the earlier row. None after `most_moves`; that proves nothing.
class CoverProposal {
 public:
  /// `reached_by[demand]` are the sites that cover a demand point, `covers[site]` the other way round.
  CoverProposal(const std::vector<std::vector<std::uint32_t>>& reached_by,
                const std::vector<std::vector<std::uint32_t>>& covers);
  std::optional<std::vector<std::size_t>> find(std::size_t count, std::int64_t most_moves);
  /// Looks at pairs so far.
  double work() const { return work_; }

 private:
  double gain(std::size_t site);
  double loss(std::size_t site);
  void add(std::size_t site);
  void take_away(std::size_t site);
  void begin(std::size_t count);
  std::size_t missed_least(std::size_t but);
  std::size_t best_for(std::size_t demand, std::size_t but);

  const std::vector<std::vector<std::uint32_t>>& reached_by_;
  const std::vector<std::vector<std::uint32_t>>& covers_;
  std::vector<double> weights_{};
  std::vector<std::uint32_t> reach_{};  // chosen sites that cover a demand point
  std::vector<std::size_t> chosen_{};
  std::vector<bool> is_chosen_{};
  std::vector<std::int64_t> moved_{};   // when a site came or went
  std::vector<std::uint32_t> open_{};   // demand points that nobody covers
  std::vector<std::uint32_t> place_{};  // of a demand point in open_
  double work_ = 0.0;
};

}  // namespace outpost::analysis
