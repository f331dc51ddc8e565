#include "analysis/location/set_cover.hpp"

#include <algorithm>
#include <bit>

namespace outpost::analysis {
namespace {

constexpr double slack = 1e-9;

}  // namespace

void BitRow::remove(const BitRow& others) {
  for (std::size_t word = 0; word < words_.size(); ++word) words_[word] &= ~others.words_[word];
}

bool BitRow::empty() const {
  return std::all_of(words_.begin(), words_.end(), [](std::uint64_t word) { return word == 0; });
}

std::size_t BitRow::count_common(const BitRow& other) const {
  std::size_t count = 0;
  for (std::size_t word = 0; word < words_.size(); ++word) {
    count += static_cast<std::size_t>(std::popcount(words_[word] & other.words_[word]));
  }
  return count;
}

bool BitRow::is_within(const BitRow& other) const {
  for (std::size_t word = 0; word < words_.size(); ++word) {
    if ((words_[word] & ~other.words_[word]) != 0) return false;
  }
  return true;
}

bool BitRow::is_within(const BitRow& other, const BitRow& place) const {
  for (std::size_t word = 0; word < words_.size(); ++word) {
    if ((words_[word] & place.words_[word] & ~other.words_[word]) != 0) return false;
  }
  return true;
}

std::vector<std::uint32_t> BitRow::numbers() const {
  std::vector<std::uint32_t> all;
  common(*this, all);
  return all;
}

void BitRow::common(const BitRow& other, std::vector<std::uint32_t>& numbers) const {
  numbers.clear();
  for (std::size_t word = 0; word < words_.size(); ++word) {
    for (std::uint64_t left = words_[word] & other.words_[word]; left != 0; left &= left - 1) {
      numbers.push_back(static_cast<std::uint32_t>(word * 64 + static_cast<std::size_t>(std::countr_zero(left))));
    }
  }
}

SetCover::SetCover(std::size_t sites, const std::vector<std::vector<std::uint32_t>>& reached_by)
    : sites_(sites),
      covers_(sites, BitRow{reached_by.size()}),
      reached_by_(reached_by.size(), BitRow{sites}),
      demand_(reached_by.size()),
      allowed_(sites),
      prices_(reached_by.size(), 0.0),
      loads_(sites, 0.0) {
  for (std::size_t demand = 0; demand < reached_by.size(); ++demand) {
    demand_.insert(demand);
    for (const std::uint32_t site : reached_by[demand]) {
      reached_by_[demand].insert(site);
      covers_[site].insert(demand);
    }
  }
  for (std::size_t site = 0; site < sites; ++site) allowed_.insert(site);
  drop_superfluous();
}

/// A demand point is covered when another is that fewer sites reach; a site is of no use when another covers all that
/// it covers. Of equals the first row stays. One makes room for the other, so both are repeated until nothing goes.
void SetCover::drop_superfluous() {
  for (bool goes_on = true; goes_on;) {
    goes_on = false;
    const std::vector<std::uint32_t> demands = demand_.numbers();
    for (const std::uint32_t demand : demands) {
      for (const std::uint32_t other : demands) {
        if (other == demand || !demand_.holds(other)) continue;
        if (!reached_by_[other].is_within(reached_by_[demand], allowed_)) continue;
        if (other > demand && reached_by_[demand].is_within(reached_by_[other], allowed_)) continue;
        demand_.remove(demand);
        goes_on = true;
        break;
      }
    }
    const std::vector<std::uint32_t> sites = allowed_.numbers();
    for (const std::uint32_t site : sites) {
      for (const std::uint32_t other : sites) {
        if (other == site || !allowed_.holds(other)) continue;
        if (!covers_[site].is_within(covers_[other], demand_)) continue;
        if (other > site && covers_[other].is_within(covers_[site], demand_)) continue;
        allowed_.remove(site);
        goes_on = true;
        break;
      }
    }
  }
  for (BitRow& row : reached_by_) {
    BitRow gone = row;
    gone.remove(allowed_);
    row.remove(gone);
  }
}

/// Subgradient steps (Held, Wolfe & Crowder 1974) on the sum of prices less what sites sell above 1.
void SetCover::set_prices(std::size_t count) {
  const std::vector<std::uint32_t> open = demand_.numbers();
  const std::vector<std::uint32_t> sites = allowed_.numbers();
  std::vector<std::uint32_t> numbers;
  for (const std::uint32_t demand : open) {
    std::size_t most = 1;
    reached_by_[demand].common(allowed_, numbers);
    for (const std::uint32_t site : numbers) most = std::max(most, covers_[site].count_common(demand_));
    prices_[demand] = 1.0 / static_cast<double>(most);
  }
  std::vector<double> now = prices_;
  std::vector<double> slope(now.size(), 0.0);
  double best = -1e300;
  double length = 1.0;
  int since = 0;
  for (int step = 0; step < 3000 && length > 1e-3; ++step) {
    double value = 0.0;
    for (const std::uint32_t demand : open) {
      value += now[demand];
      slope[demand] = 1.0;
    }
    for (const std::uint32_t site : sites) {
      covers_[site].common(demand_, numbers);
      double load = 0.0;
      for (const std::uint32_t demand : numbers) load += now[demand];
      if (load > 1.0) {
        value -= load - 1.0;
        for (const std::uint32_t demand : numbers) slope[demand] -= 1.0;
      }
      work_ += static_cast<double>(numbers.size() + 1);
    }
    if (value > best + 1e-6) {
      since = 0;
    } else if (++since >= 30) {
      length *= 0.6;
      since = 0;
      now = prices_;
      continue;
    }
    if (value > best) {
      best = value;
      prices_ = now;
    }
    if (best > static_cast<double>(count) + slack) break;
    double square = 0.0;
    for (const std::uint32_t demand : open) square += slope[demand] * slope[demand];
    if (square == 0.0) break;
    const double stride = length * std::max(static_cast<double>(count) + 1.0 - value, 0.1) / square;
    for (const std::uint32_t demand : open) now[demand] = std::max(0.0, now[demand] + stride * slope[demand]);
  }
}

/// Prices that no allowed site sells for more than 1, from any that are above 0: each is divided by the most that one
/// of its sites sells, which twice more lifts what is still too cheap. Returns their sum.
double SetCover::raised(std::vector<double>& prices, const std::vector<std::uint32_t>& open, const BitRow& allowed) {
  std::vector<std::uint32_t> sites;
  double sum = 0.0;
  for (int round = 0; round < 3; ++round) {
    std::fill(loads_.begin(), loads_.end(), 0.0);
    for (const std::uint32_t demand : open) {
      prices[demand] = std::max(prices[demand], 1e-3);
      reached_by_[demand].common(allowed, sites);
      for (const std::uint32_t site : sites) loads_[site] += prices[demand];
      work_ += static_cast<double>(sites.size() + 2);
    }
    sum = 0.0;
    for (const std::uint32_t demand : open) {
      double most = 0.0;
      reached_by_[demand].common(allowed, sites);
      for (const std::uint32_t site : sites) most = std::max(most, loads_[site]);
      if (most == 0.0) return 1e300;  // nobody is left to cover it
      prices[demand] /= most;
      sum += prices[demand];
      work_ += static_cast<double>(sites.size() + 2);
    }
  }
  return sum;
}

SetCover::Reply SetCover::ask(std::size_t count, double most_work) {
  work_ = 0.0;
  most_work_ = most_work;
  set_prices(count);
  taken_.clear();
  return search(demand_, allowed_, count, prices_);
}

/// The sites that may cover a demand point, but for those that another one of them outdoes; the most useful first.
std::vector<std::uint32_t> SetCover::candidates(const BitRow& uncovered, const BitRow& allowed, std::size_t demand) {
  std::vector<std::uint32_t> sites;
  reached_by_[demand].common(allowed, sites);
  std::vector<std::uint32_t> kept;
  for (const std::uint32_t site : sites) {
    const bool outdone = std::any_of(sites.begin(), sites.end(), [&](std::uint32_t other) {
      if (other == site || !covers_[site].is_within(covers_[other], uncovered)) return false;
      return other < site || !covers_[other].is_within(covers_[site], uncovered);
    });
    if (!outdone) kept.push_back(site);
  }
  std::vector<std::size_t> useful(sites_, 0);
  for (const std::uint32_t site : kept) useful[site] = covers_[site].count_common(uncovered);
  std::sort(kept.begin(), kept.end(), [&](std::uint32_t a, std::uint32_t b) {
    return useful[a] > useful[b] || (useful[a] == useful[b] && a < b);
  });
  work_ += static_cast<double>(sites.size() * sites.size());
  return kept;
}

SetCover::Reply SetCover::search(const BitRow& uncovered, BitRow allowed, std::size_t left,
                                 const std::vector<double>& prices) {
  ++nodes_;
  const std::vector<std::uint32_t> open = uncovered.numbers();
  if (open.empty()) {
    chosen_ = taken_;
    std::sort(chosen_.begin(), chosen_.end());
    return Reply::yes;
  }
  if (left == 0) return Reply::no;
  if (work_ > most_work_) return Reply::open;
  std::vector<double> here = prices;
  if (raised(here, open, allowed) > static_cast<double>(left) + slack) return Reply::no;
  std::uint32_t hardest = open.front();
  std::size_t fewest = sites_ + 1;
  for (const std::uint32_t demand : open) {
    const std::size_t sites = reached_by_[demand].count_common(allowed);
    if (sites >= fewest) continue;
    fewest = sites;
    hardest = demand;
  }
  // A site that was tried in vain is out for the rest: every cover with it has been looked for.
  Reply reply = Reply::no;
  for (const std::uint32_t site : candidates(uncovered, allowed, hardest)) {
    BitRow rest = uncovered;
    rest.remove(covers_[site]);
    allowed.remove(site);
    taken_.push_back(site);
    const Reply below = search(rest, allowed, left - 1, here);
    taken_.pop_back();
    if (below == Reply::yes) return Reply::yes;
    if (below == Reply::open) reply = Reply::open;
    if (work_ > most_work_) return Reply::open;
  }
  return reply;
}

}  // namespace outpost::analysis
