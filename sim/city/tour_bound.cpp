#include <algorithm>
#include <vector>

#include "sim/city/tour.hpp"

namespace outpost {
namespace {

constexpr double farthest = 1e18;

/// A least spanning tree over all stops but stop 0, and the cheapest edges out of and into stop 0; each priced at its
/// time plus what its two ends are charged.
class OneTree {
 public:
  OneTree(const StopTimes& times, TourKind kind)
      : size_(times.size()), edges_(size_ * size_), leaving_(size_), entering_(size_) {
    const auto time = [&times](std::size_t a, std::size_t b) {
      return static_cast<double>(times.between(a, b)->count());
    };
    for (std::size_t a = 0; a < size_; ++a) {
      leaving_[a] = time(0, a);
      entering_[a] = kind == TourKind::open ? 0.0 : time(a, 0);  // an open tour does not return
      for (std::size_t b = 0; b < size_; ++b) edges_[a * size_ + b] = std::min(time(a, b), time(b, a));
    }
  }

  /// The weight of the tree less twice all charges: at most the length of every tour. Leaves each stop's degree.
  double grow(const std::vector<double>& charge, std::vector<int>& degree) const {
    const auto price = [&](std::size_t a, std::size_t b) { return edges_[a * size_ + b] + charge[a] + charge[b]; };
    std::fill(degree.begin(), degree.end(), 0);
    double weight = 0.0;
    std::vector<double> nearest(size_, farthest);
    std::vector<std::size_t> joined_to(size_, 1);
    std::vector<bool> inside(size_);
    inside[1] = true;
    for (std::size_t stop = 2; stop < size_; ++stop) nearest[stop] = price(1, stop);
    for (std::size_t count = 2; count < size_; ++count) {  // Prim
      std::size_t next = 0;
      for (std::size_t stop = 2; stop < size_; ++stop) {
        if (!inside[stop] && (next == 0 || nearest[stop] < nearest[next])) next = stop;
      }
      inside[next] = true;
      weight += nearest[next];
      ++degree[next];
      ++degree[joined_to[next]];
      for (std::size_t stop = 2; stop < size_; ++stop) {
        if (inside[stop] || price(next, stop) >= nearest[stop]) continue;
        nearest[stop] = price(next, stop);
        joined_to[stop] = next;
      }
    }
    // One edge leaves stop 0 and another enters it.
    std::size_t first = 1;
    std::size_t second = 2;
    double cheapest = farthest;
    for (std::size_t out = 1; out < size_; ++out) {
      for (std::size_t in = 1; in < size_; ++in) {
        const double both = leaving_[out] + charge[out] + entering_[in] + charge[in];
        if (out == in || both >= cheapest) continue;
        cheapest = both;
        first = out;
        second = in;
      }
    }
    weight += cheapest + 2.0 * charge[0];
    degree[0] = 2;
    ++degree[first];
    ++degree[second];
    for (const double amount : charge) weight -= 2.0 * amount;
    return weight;
  }

 private:
  std::size_t size_;
  std::vector<double> edges_;  // between two stops, the sooner direction
  std::vector<double> leaving_;
  std::vector<double> entering_;
};

}  // namespace

std::optional<Duration> tour_lower_bound(const StopTimes& times, TourKind kind) {
  const std::optional<Tour> tour = heuristic_tour(times, kind);
  if (!tour) return std::nullopt;
  const std::size_t size = times.size();
  if (size <= 3) return shortest_tour(times, kind)->time;

  const OneTree tree{times, kind};
  std::vector<double> charge(size, 0.0);
  std::vector<int> degree(size, 0);
  double best = 0.0;
  double eagerness = 2.0;
  const auto target = static_cast<double>(tour->time.count());
  for (int round = 0; round < 300; ++round) {
    const double bound = tree.grow(charge, degree);
    if (bound > best) {
      best = bound;
    } else if (round % 10 == 9) {
      eagerness *= 0.8;
    }
    double off = 0.0;
    for (const int count : degree) off += static_cast<double>((count - 2) * (count - 2));
    if (off == 0.0) break;  // the tree is a tour
    const double step = eagerness * std::max(0.0, target - bound) / off;
    for (std::size_t stop = 0; stop < size; ++stop) charge[stop] += step * static_cast<double>(degree[stop] - 2);
  }
  // A hair less than computed, against the rounding of the sums.
  return Duration{static_cast<std::int64_t>(std::max(0.0, best - 0.01))};
}

}  // namespace outpost
