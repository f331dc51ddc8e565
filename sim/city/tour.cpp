#include "sim/city/tour.hpp"

#include <algorithm>
#include <limits>
#include <numeric>

namespace outpost {
namespace {

constexpr std::int64_t no_tour_leg = -1;
constexpr std::int64_t infinite = std::numeric_limits<std::int64_t>::max() / 4;
constexpr std::size_t solved_exactly = 10;  // 10^2 x 2^10 steps: a tenth of a millisecond
constexpr std::size_t most_for_exact = 16;
constexpr std::size_t longest_moved = 3;  // Or's choice: longer segments hardly ever pay

/// What leaving one stop for another costs in a tour that starts at stop 0; an open tour is a closed one whose return
/// is free.
struct Costs {
  std::size_t size = 0;
  std::vector<std::int64_t> cost{};
  std::int64_t operator()(std::size_t from, std::size_t to) const { return cost[from * size + to]; }
};

std::optional<Costs> costs_of(const StopTimes& times, TourKind kind) {
  Costs costs{times.size(), std::vector<std::int64_t>(times.size() * times.size())};
  if (times.size() == 0) return std::nullopt;
  for (std::size_t from = 0; from < times.size(); ++from) {
    for (std::size_t to = 0; to < times.size(); ++to) {
      const bool free = kind == TourKind::open && to == 0;
      const std::optional<Duration> time = free ? Duration{} : times.between(from, to);
      if (!time) return std::nullopt;
      costs.cost[from * costs.size + to] = time->count();
    }
  }
  return costs;
}

/// A tour under improvement: positions 0 to n - 1, and position n is stop 0 again. Sums along the tour in both
/// directions make every move's gain a handful of additions, also where there and back differ.
class Improvement {
 public:
  Improvement(const Costs& costs, std::vector<std::uint32_t> stops)
      : costs_(&costs), stops_(std::move(stops)), forward_(stops_.size() + 1), backward_(stops_.size() + 1) {
    add_up();
  }

  std::int64_t length() const { return forward_.back(); }
  const std::vector<std::uint32_t>& stops() const { return stops_; }

  void until_nothing_helps() {
    while (reverse_a_stretch() || move_a_segment()) {
    }
  }

  /// Swaps the two neighbouring stretches [first, middle) and [middle, last): a change that 2-opt cannot undo in one
  /// step.
  void kick(std::size_t first, std::size_t middle, std::size_t last) {
    const auto at = [this](std::size_t position) { return stops_.begin() + static_cast<std::ptrdiff_t>(position); };
    std::rotate(at(first), at(middle), at(last));
    add_up();
  }

 private:
  std::uint32_t at(std::size_t position) const { return position == stops_.size() ? stops_[0] : stops_[position]; }
  std::int64_t cost(std::size_t a, std::size_t b) const { return (*costs_)(at(a), at(b)); }

  void add_up() {
    for (std::size_t i = 1; i <= stops_.size(); ++i) {
      forward_[i] = forward_[i - 1] + cost(i - 1, i);
      backward_[i] = backward_[i - 1] + cost(i, i - 1);
    }
  }

  /// 2-opt: the best reversal of a stretch beginning at each position.
  bool reverse_a_stretch() {
    bool any = false;
    for (std::size_t i = 1; i + 1 < stops_.size(); ++i) {
      std::int64_t best = 0;
      std::size_t best_end = 0;
      for (std::size_t j = i + 1; j < stops_.size(); ++j) {
        const std::int64_t inside = (backward_[j] - backward_[i]) - (forward_[j] - forward_[i]);
        const std::int64_t change = cost(i - 1, j) + cost(i, j + 1) - cost(i - 1, i) - cost(j, j + 1) + inside;
        if (change < best) {
          best = change;
          best_end = j;
        }
      }
      if (best_end == 0) continue;
      std::reverse(stops_.begin() + static_cast<std::ptrdiff_t>(i),
                   stops_.begin() + static_cast<std::ptrdiff_t>(best_end) + 1);
      add_up();
      any = true;
    }
    return any;
  }

  /// Or-opt: the best new place, as it is or turned round, for the segment of up to three stops at each position.
  bool move_a_segment() {
    bool any = false;
    for (std::size_t i = 1; i < stops_.size(); ++i) {
      for (std::size_t length = 1; length <= longest_moved && i + length <= stops_.size(); ++length) {
        any |= move_segment(i, i + length - 1);
      }
    }
    return any;
  }

  bool move_segment(std::size_t i, std::size_t j) {
    const std::int64_t gap = cost(i - 1, j + 1) - cost(i - 1, i) - cost(j, j + 1);
    const std::int64_t turned = (backward_[j] - backward_[i]) - (forward_[j] - forward_[i]);
    std::int64_t best = 0;
    std::size_t best_place = 0;
    bool best_turned = false;
    for (std::size_t k = 0; k < stops_.size(); ++k) {  // between positions k and k + 1
      if (k + 1 >= i && k <= j) continue;
      const std::int64_t open = gap - cost(k, k + 1);
      const std::int64_t as_it_is = open + cost(k, i) + cost(j, k + 1);
      const std::int64_t turned_round = open + cost(k, j) + cost(i, k + 1) + turned;
      if (std::min(as_it_is, turned_round) >= best) continue;
      best = std::min(as_it_is, turned_round);
      best_turned = turned_round < as_it_is;
      best_place = k;
    }
    if (best == 0) return false;
    const auto at_position = [this](std::size_t p) { return stops_.begin() + static_cast<std::ptrdiff_t>(p); };
    if (best_turned) std::reverse(at_position(i), at_position(j) + 1);
    if (best_place > j) {
      std::rotate(at_position(i), at_position(j) + 1, at_position(best_place) + 1);
    } else {
      std::rotate(at_position(best_place) + 1, at_position(i), at_position(j) + 1);
    }
    add_up();
    return true;
  }

  const Costs* costs_;
  std::vector<std::uint32_t> stops_;
  std::vector<std::int64_t> forward_;   // along the tour up to each position
  std::vector<std::int64_t> backward_;  // the same way walked back
};

std::vector<std::uint32_t> nearest_neighbour(const Costs& costs) {
  std::vector<std::uint32_t> stops{0};
  std::vector<bool> seen(costs.size);
  seen[0] = true;
  while (stops.size() < costs.size) {
    std::size_t nearest = costs.size;
    for (std::size_t stop = 0; stop < costs.size; ++stop) {
      if (seen[stop]) continue;
      if (nearest == costs.size || costs(stops.back(), stop) < costs(stops.back(), nearest)) nearest = stop;
    }
    seen[nearest] = true;
    stops.push_back(static_cast<std::uint32_t>(nearest));
  }
  return stops;
}

/// Numbers that look arbitrary and are always the same (a full-period linear congruential sequence): no random draw,
/// because a tour is a function of its table alone.
class FixedSequence {
 public:
  std::size_t below(std::size_t n) {
    state_ = state_ * 6364136223846793005u + 1442695040888963407u;
    return static_cast<std::size_t>((state_ >> 33u) % n);
  }

 private:
  std::uint64_t state_ = 20250303;
};

std::vector<std::uint32_t> improved(const Costs& costs) {
  Improvement best{costs, nearest_neighbour(costs)};
  best.until_nothing_helps();
  const std::size_t n = costs.size;
  if (n < 5) return best.stops();
  FixedSequence sequence;
  const std::size_t longest = std::min<std::size_t>(n - 1, 30);  // kicks are local: most of the tour stays good
  std::size_t in_vain = 0;
  while (in_vain < n) {
    const std::size_t width = 2 + sequence.below(longest - 1);
    const std::size_t first = 1 + sequence.below(n - width);
    const std::size_t middle = first + 1 + sequence.below(width - 1);
    Improvement tried{costs, best.stops()};
    tried.kick(first, middle, first + width);
    tried.until_nothing_helps();
    if (tried.length() < best.length()) {
      best = Improvement{costs, tried.stops()};
      in_vain = 0;
    } else {
      ++in_vain;
    }
  }
  return best.stops();
}

Tour tour_of(const Costs& costs, std::vector<std::uint32_t> stops) {
  if (stops.size() < 2) return {std::move(stops), Duration{}};
  std::int64_t time = 0;
  for (std::size_t i = 0; i < stops.size(); ++i) time += costs(stops[i], stops[(i + 1) % stops.size()]);
  return {std::move(stops), Duration{time}};
}

}  // namespace

StopTimes::StopTimes(TravelQuery& travel, Way way, std::span<const Spot> stops)
    : size_(stops.size()), times_(stops.size() * stops.size()) {
  std::vector<Origin> origins;
  for (const Spot& stop : stops) origins.push_back({way, stop});
  for (std::size_t to = 0; to < size_; ++to) {
    const std::vector<std::optional<Duration>> column = travel.static_times_to(origins, stops[to]);
    for (std::size_t from = 0; from < size_; ++from) {
      times_[from * size_ + to] = column[from] ? column[from]->count() : no_tour_leg;
    }
  }
}

StopTimes::StopTimes(const std::vector<std::vector<Duration>>& times) : size_(times.size()) {
  for (const std::vector<Duration>& row : times) {
    require(row.size() == size_, "a table of times has as many columns as rows");
    for (const Duration time : row) {
      require(time >= Duration{}, "no trip takes less than no time");
      times_.push_back(time.count());
    }
  }
}

std::optional<Duration> StopTimes::between(std::size_t from, std::size_t to) const {
  require(from < size_ && to < size_, "a stop is one of the table's");
  const std::int64_t time = times_[from * size_ + to];
  if (time == no_tour_leg) return std::nullopt;
  return Duration{time};
}

std::optional<Tour> heuristic_tour(const StopTimes& times, TourKind kind) {
  const std::optional<Costs> costs = costs_of(times, kind);
  if (!costs) return std::nullopt;
  return tour_of(*costs, improved(*costs));
}

std::optional<Tour> shortest_tour(const StopTimes& times, TourKind kind) {
  require(times.size() <= most_for_exact, "a shortest tour is sought over at most 16 stops");
  const std::optional<Costs> costs = costs_of(times, kind);
  if (!costs) return std::nullopt;
  const std::size_t others = costs->size - 1;  // all but stop 0, as bits
  if (others == 0) return Tour{{0}, Duration{}};

  // soonest[set][last]: from stop 0 over all of `set`, ending at `last`, which is in it.
  const std::size_t sets = std::size_t{1} << others;
  std::vector<std::int64_t> soonest(sets * others, infinite);
  std::vector<std::uint8_t> before(sets * others, 0);
  for (std::size_t last = 0; last < others; ++last)
    soonest[(std::size_t{1} << last) * others + last] = (*costs)(0, last + 1);
  for (std::size_t set = 1; set < sets; ++set) {
    for (std::size_t last = 0; last < others; ++last) {
      const std::int64_t so_far = soonest[set * others + last];
      if (so_far >= infinite) continue;
      for (std::size_t next = 0; next < others; ++next) {
        if ((set >> next & 1u) != 0) continue;
        const std::size_t cell = (set | std::size_t{1} << next) * others + next;
        const std::int64_t time = so_far + (*costs)(last + 1, next + 1);
        if (time >= soonest[cell]) continue;
        soonest[cell] = time;
        before[cell] = static_cast<std::uint8_t>(last);
      }
    }
  }
  std::size_t set = sets - 1;
  std::size_t last = 0;
  for (std::size_t end = 1; end < others; ++end) {
    if (soonest[set * others + end] + (*costs)(end + 1, 0) < soonest[set * others + last] + (*costs)(last + 1, 0))
      last = end;
  }
  std::vector<std::uint32_t> stops;
  while (set != 0) {
    stops.push_back(static_cast<std::uint32_t>(last + 1));
    const std::size_t earlier = before[set * others + last];
    set &= ~(std::size_t{1} << last);
    last = earlier;
  }
  stops.push_back(0);
  std::reverse(stops.begin(), stops.end());
  return tour_of(*costs, std::move(stops));
}

std::optional<Tour> short_tour(const StopTimes& times, TourKind kind) {
  return times.size() <= solved_exactly ? shortest_tour(times, kind) : heuristic_tour(times, kind);
}

}  // namespace outpost
