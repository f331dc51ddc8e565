#include <algorithm>
#include <cmath>
#include <functional>
#include <limits>
#include <ostream>
#include <utility>

#include "analysis/bench/bench.hpp"
#include "analysis/location/location_models.hpp"
#include "sim/base/require.hpp"
#include "sim/base/stream.hpp"

namespace outpost::analysis {
namespace {

/// Demand and sites anywhere in a square of 10 km, whole weights up to 100, rectilinear.
LocationInstance square(std::size_t demands, std::size_t sites) {
  Stream stream{{1, 0}, Draw::verification, {2}};
  const auto points = [&stream](std::size_t count) {
    std::vector<std::pair<double, double>> places;
    for (std::size_t row = 0; row < count; ++row) {
      const double x = 10'000.0 * stream.uniform();
      const double y = 10'000.0 * stream.uniform();
      places.emplace_back(x, y);
    }
    return places;
  };
  const auto where = points(demands);
  const auto from = points(sites);
  LocationInstance instance;
  instance.sites = sites;
  for (const auto& [x, y] : where) {
    instance.weights.push_back(1.0 + static_cast<double>(stream.below(100)));
    for (const auto& [site_x, site_y] : from) {
      instance.distances.push_back(std::abs(x - site_x) + std::abs(y - site_y));
    }
  }
  return instance;
}

/// Lower is better: what a choice costs under a model, worked out from nothing.
using Cost = std::function<double(const std::vector<std::size_t>& chosen)>;

double nearest(const LocationInstance& instance, std::size_t demand, const std::vector<std::size_t>& chosen) {
  double least = std::numeric_limits<double>::infinity();
  for (const std::size_t site : chosen) least = std::min(least, instance.distance(demand, site));
  return least;
}

double median_cost(const LocationInstance& instance, const std::vector<std::size_t>& chosen) {
  double sum = 0.0;
  for (std::size_t demand = 0; demand < instance.demands(); ++demand) {
    sum += instance.weights[demand] * nearest(instance, demand, chosen);
  }
  return sum;
}

double longest(const LocationInstance& instance, const std::vector<std::size_t>& chosen) {
  double most = 0.0;
  for (std::size_t demand = 0; demand < instance.demands(); ++demand) {
    most = std::max(most, nearest(instance, demand, chosen));
  }
  return most;
}

double uncovered(const LocationInstance& instance, const std::vector<std::size_t>& chosen, double radius) {
  double sum = 0.0;
  for (std::size_t demand = 0; demand < instance.demands(); ++demand) {
    sum += nearest(instance, demand, chosen) > radius ? instance.weights[demand] : 0.0;
  }
  return sum;
}

/// The least cost of every choice there is.
double enumerate(std::size_t sites, std::size_t count, const Cost& cost) {
  std::vector<std::size_t> chosen;
  double least = std::numeric_limits<double>::infinity();
  const std::function<void(std::size_t)> extend = [&](std::size_t from) {
    if (chosen.size() == count) {
      least = std::min(least, cost(chosen));
      return;
    }
    for (std::size_t site = from; site < sites; ++site) {
      chosen.push_back(site);
      extend(site + 1);
      chosen.pop_back();
    }
  };
  extend(0);
  return least;
}

/// Interchange as first written down (Teitz & Bart 1968), from the first rows: each site for each chosen one, every
/// cost anew, until nothing is gained.
double interchange(std::size_t sites, std::size_t count, const Cost& cost) {
  std::vector<std::size_t> chosen;
  for (std::size_t site = 0; site < count; ++site) chosen.push_back(site);
  double least = cost(chosen);
  for (bool goes_on = true; goes_on;) {
    goes_on = false;
    for (std::size_t site = 0; site < sites; ++site) {
      for (std::size_t place = 0; place < count; ++place) {
        if (std::find(chosen.begin(), chosen.end(), site) != chosen.end()) break;
        const std::size_t before = std::exchange(chosen[place], site);
        const double now = cost(chosen);
        if (now < least) {
          least = now;
          goes_on = true;
        } else {
          chosen[place] = before;
        }
      }
    }
  }
  return least;
}

template <class Work>
double seconds_of(Work work) {
  const double begin = cpu_seconds();
  work();
  return cpu_seconds() - begin;
}

struct Race {
  std::string name{};
  std::string figure{};  // what both come to
  std::function<LocationAnswer()> ours{};
  std::function<double()> baseline{};
  std::function<double(const LocationAnswer&)> cost{};  // of our answer, as the baseline counts
  bool is_exact = true;                                 // the baseline finds the optimum
  int pairs = 3;
};

BenchRow row_of(const Race& race) {
  LocationAnswer answer;
  double plain = 0.0;
  const auto timings = alternate(
      race.pairs, [&] { return seconds_of([&] { answer = race.ours(); }); },
      [&] { return seconds_of([&] { plain = race.baseline(); }); });
  const double cost = race.cost(answer);
  require(!race.is_exact || (answer.optimal && std::abs(cost - plain) <= 1e-9 * std::max(1.0, plain)),
          "our optimum is that of plain enumeration");
  BenchRow row = make_row(race.name, timings, 1.0, Reading::number_each_second, 0.0);
  row.figures = {{race.figure, cost, plain}, {"proven gap of ours (%)", 100.0 * answer.gap(), {}}};
  return row;
}

}  // namespace

BenchResult bench_location(std::ostream* progress) {
  BenchResult result{
      "location",
      "sites for demand in a square of 10 km; ours with its proof against every choice there is, and against "
      "plain interchange, which proves nothing",
      "answers per CPU-second",
      machine_line(),
      {}};
  const LocationInstance small = square(50, 30);
  const LocationInstance large = square(300, 300);
  constexpr double radius = 2000.0;
  const auto same = [](const LocationAnswer& answer) { return answer.objective; };
  const auto left_over = [&small](const LocationAnswer& answer) { return small.total_weight() - answer.objective; };
  const std::vector<Race> races{
      {"p-median, 5 of 30 sites, every choice", "total (weight x m)", [&] { return p_median(small, 5); },
       [&] { return enumerate(30, 5, [&](const auto& chosen) { return median_cost(small, chosen); }); }, same},
      {"p-center, 5 of 30 sites, every choice", "longest way (m)", [&] { return p_center(small, 5); },
       [&] { return enumerate(30, 5, [&](const auto& chosen) { return longest(small, chosen); }); }, same},
      {"mclp, 5 of 30 sites, every choice", "weight not covered", [&] { return maximal_covering(small, 5, radius); },
       [&] { return enumerate(30, 5, [&](const auto& chosen) { return uncovered(small, chosen, radius); }); },
       left_over},
      {"p-median, 15 of 300 sites, interchange", "total (weight x m)", [&] { return p_median(large, 15); },
       [&] { return interchange(300, 15, [&](const auto& chosen) { return median_cost(large, chosen); }); }, same,
       false, 1}};
  for (const Race& race : races) {
    result.rows.push_back(row_of(race));
    if (progress) *progress << "location: " << race.name << " done\n" << std::flush;
  }
  return result;
}

}  // namespace outpost::analysis
