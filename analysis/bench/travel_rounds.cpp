#include <algorithm>
#include <numeric>

#include "analysis/bench/travel_bench.hpp"
#include "sim/base/stream.hpp"
#include "sim/city/tour.hpp"

namespace outpost::analysis {
namespace {

/// The doors of a grid: spots on streets that begin within 300 m of a random junction.
std::vector<Spot> doors_of_a_grid(const TravelSubject& subject, std::size_t doors, std::uint64_t number) {
  const StreetNetwork& network = subject.network();
  const Position centre = network.nodes[subject.random_junction(number)];
  std::vector<StreetId> near;
  for (Length reach = metres(300); near.size() < 4; reach = reach * 2) {
    near.clear();
    for (const StreetId id : network.streets.ids()) {
      const Street& street = network.streets[id];
      if (!street.forward.has(Way::foot) || !street.backward.has(Way::foot)) continue;
      if (straight_distance(network.nodes[street.from], centre) < reach) near.push_back(id);
    }
  }
  Stream stream{{.seed = 15}, Draw::verification, {number}};
  std::vector<Spot> spots;
  for (std::size_t i = 0; i < doors; ++i) {
    const StreetId street = near[stream.below(near.size())];
    const auto length = static_cast<std::uint64_t>(network.streets[street].length.in_millimetres());
    const std::uint64_t offset = stream.below(length + 1);
    spots.push_back(spot_on(network, street, millimetres(static_cast<std::int64_t>(offset))));
  }
  return spots;
}

void add_spread(std::vector<Figure>& figures, const std::string& what, std::vector<double> excess) {
  std::sort(excess.begin(), excess.end());
  const double mean = std::accumulate(excess.begin(), excess.end(), 0.0) / static_cast<double>(excess.size());
  figures.push_back({what + ", mean (%)", mean, {}});
  figures.push_back({what + ", p95 (%)", excess[excess.size() * 95 / 100], {}});
  figures.push_back({what + ", most (%)", excess.back(), {}});
}

}  // namespace

std::vector<Figure> measure_rounds(const TravelSubject& subject, const TravelAmount& amount) {
  TravelQuery query{subject.times()};
  std::vector<Figure> figures;
  std::vector<double> over_shortest;
  std::vector<double> over_bound;
  double seconds = 0.0;
  for (std::size_t i = 0; i < amount.small_rounds + amount.large_rounds; ++i) {
    const bool small = i < amount.small_rounds;
    const std::size_t doors = small ? 11 + i % 3 : 20 + i % 81;
    const StopTimes times{query, Way::foot, doors_of_a_grid(subject, doors, i)};
    const TourKind kind = i % 2 == 0 ? TourKind::closed : TourKind::open;
    const double begin = cpu_seconds();
    const std::optional<Tour> tour = heuristic_tour(times, kind);
    if (!small) seconds += cpu_seconds() - begin;
    require(tour.has_value(), "the doors of a grid are joined on foot");
    const Duration least = small ? shortest_tour(times, kind)->time : *tour_lower_bound(times, kind);
    require(tour->time >= least, "no tour is shorter than the shortest");
    const double excess = least == Duration{} ? 0.0
                                              : 100.0 * static_cast<double>((tour->time - least).count()) /
                                                    static_cast<double>(least.count());
    (small ? over_shortest : over_bound).push_back(excess);
  }
  add_spread(figures, "rounds of 11-13 doors over the shortest", std::move(over_shortest));
  add_spread(figures, "rounds of 20-100 doors over a bound", std::move(over_bound));
  figures.push_back(
      {"a round of 20-100 doors found in (ms)", 1000.0 * seconds / static_cast<double>(amount.large_rounds), {}});
  return figures;
}

}  // namespace outpost::analysis
