#pragma once

#include <cstdint>
#include <iosfwd>
#include <string>
#include <vector>

#include "analysis/bench/bench.hpp"
#include "sim/city/street_graph.hpp"
#include "sim/city/travel_times.hpp"

namespace outpost::analysis {

/// Of a network with closures.
inline constexpr std::size_t streets_closed = 20;

/// How much of `outpost bench travel` is done; the tests do a hundredth.
struct TravelAmount {
  std::size_t junctions = 200'000;  // of the made-up network
  std::size_t sources = 1'000;      // each against `targets`, for every way of moving
  std::size_t targets = 1'000;
  std::size_t paths = 10'000;
  std::size_t departures = 10'000;
  std::size_t others = 1'000;  // of each other kind of question
  std::size_t small_rounds = 200;
  std::size_t large_rounds = 1'000;
  int pairs = 9;
};

/// A network, its index and random spots at junctions and along streets.
class TravelSubject {
 public:
  TravelSubject(std::string name, StreetNetwork network);
  TravelSubject(const TravelSubject&) = delete;
  TravelSubject& operator=(const TravelSubject&) = delete;

  const std::string& name() const { return name_; }
  const StreetNetwork& network() const { return network_; }
  const TravelTimes& times() const { return times_; }
  double build_seconds() const { return build_seconds_; }
  /// At the junction, on its lowest street; every junction has one.
  Spot at(NodeId junction) const;
  NodeId random_junction(std::uint64_t number) const;
  Spot random_spot(std::uint64_t number) const;
  /// So many streets closed, different ones for each number.
  StreetClosures random_closures(std::size_t count, std::uint64_t number) const;

 private:
  std::string name_;
  StreetNetwork network_;
  double begun_;
  TravelTimes times_;
  double build_seconds_;
  std::vector<StreetId> street_at_;
};

/// Holds every kind of answer against Boost's search on the same milliseconds, or against answers that were; throws
/// BrokenInvariant at the first that differs. Returns how many were compared.
std::vector<Figure> check_travel(const TravelSubject& subject, const TravelAmount& amount, std::ostream* progress);
/// The same of what is looked up in labels, which the subject's times must have by now.
std::vector<Figure> check_labels(const TravelSubject& subject, const TravelAmount& amount, std::ostream* progress);
/// Timings of every kind of question for every way of moving, in turn with one Boost one-to-all.
std::vector<BenchRow> time_travel(const TravelSubject& subject, const TravelAmount& amount, std::ostream* progress);
/// The same of what is looked up in labels.
std::vector<BenchRow> time_labels(const TravelSubject& subject, const TravelAmount& amount);
/// How much longer tours over the stops of grids are than the shortest, or than a bound on it, in percent.
std::vector<Figure> measure_rounds(const TravelSubject& subject, const TravelAmount& amount);

/// `streets` are measured too, where there are any.
BenchResult bench_travel_on(const TravelAmount& amount, StreetNetwork streets, const std::string& name,
                            std::ostream* progress);

}  // namespace outpost::analysis
