#pragma once

#include <cstdint>
#include <optional>
#include <vector>

namespace outpost::analysis {

/// A set of small numbers, a bit for each.
class BitRow {
 public:
  explicit BitRow(std::size_t size = 0) : words_((size + 63) / 64, 0) {}
  void insert(std::size_t number) { words_[number / 64] |= std::uint64_t{1} << number % 64; }
  void remove(std::size_t number) { words_[number / 64] &= ~(std::uint64_t{1} << number % 64); }
  void remove(const BitRow& others);
  bool holds(std::size_t number) const { return (words_[number / 64] >> number % 64 & 1u) != 0; }
  bool empty() const;
  std::size_t count_common(const BitRow& other) const;
  bool is_within(const BitRow& other) const;
  /// Whether what it has in common with `place` lies within the other.
  bool is_within(const BitRow& other, const BitRow& place) const;
  std::vector<std::uint32_t> numbers() const;
  /// What both hold, ascending.
  void common(const BitRow& other, std::vector<std::uint32_t>& numbers) const;

 private:
  std::vector<std::uint64_t> words_{};
};

/// Can a few sites cover everything? A depth-first search over the demand point with the fewest sites left, after sites
/// and demand points that others make superfluous are gone. A node is closed by prices of the demand points that no
/// site can sell for more than 1 together: their sum is a number of sites that is needed (the dual of the relaxed
/// problem, found once by subgradient steps and raised again at each node).
class SetCover {
 public:
  /// `reached_by[demand]` are the sites that cover a demand point.
  SetCover(std::size_t sites, const std::vector<std::vector<std::uint32_t>>& reached_by);

  enum class Reply : std::uint8_t { yes, no, open };
  /// Whether `count` sites cover everything; open when `most_work` looks at words and pairs did not settle it.
  Reply ask(std::size_t count, double most_work);
  /// The sites of a yes, ascending; at most as many as were asked for.
  const std::vector<std::size_t>& chosen() const { return chosen_; }
  std::int64_t nodes() const { return nodes_; }

 private:
  void drop_superfluous();
  void set_prices(std::size_t count);
  double raised(std::vector<double>& prices, const std::vector<std::uint32_t>& open, const BitRow& allowed);
  Reply search(const BitRow& uncovered, BitRow allowed, std::size_t left, const std::vector<double>& prices);
  std::vector<std::uint32_t> candidates(const BitRow& uncovered, const BitRow& allowed, std::size_t demand);

  std::size_t sites_ = 0;
  std::vector<BitRow> covers_{};      // of each site: demand points
  std::vector<BitRow> reached_by_{};  // of each demand point: sites
  BitRow demand_{};                   // what is not superfluous
  BitRow allowed_{};
  std::vector<double> prices_{};
  std::vector<double> loads_{};  // scratch: prices that a site sells
  std::vector<std::size_t> taken_{};
  std::vector<std::size_t> chosen_{};
  double work_ = 0.0;
  double most_work_ = 0.0;
  std::int64_t nodes_ = 0;
};

}  // namespace outpost::analysis
