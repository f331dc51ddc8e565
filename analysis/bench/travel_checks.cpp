#include <algorithm>
#include <ostream>

#include "analysis/bench/travel_bench.hpp"
#include "sim/base/stream.hpp"
#include "sim/city/street_times.hpp"

namespace outpost::analysis {
namespace {

std::optional<Duration> as_duration(std::int64_t boost) {
  if (boost >= StreetGraph::never) return std::nullopt;
  return Duration{boost};
}

/// Point to point and one to all against Boost.
std::size_t check_points(const TravelSubject& subject, Way way, const TravelAmount& amount) {
  StreetGraph reference{subject.network(), TravelSpec{}, way};
  TravelQuery query{subject.times()};
  JunctionTimes swept;
  std::size_t compared = 0;
  for (std::size_t s = 0; s < amount.sources; ++s) {
    const NodeId source = subject.random_junction(s);
    const std::vector<std::int64_t>& expected = reference.times_from(source);
    const Spot from = subject.at(source);
    for (std::size_t t = 0; t < amount.targets; ++t) {
      const NodeId target = subject.random_junction(amount.sources + t);
      require(query.static_time(way, from, subject.at(target)) == as_duration(expected[target.row()]),
              "point to point takes what Boost's search says");
      ++compared;
    }
    if (s * 100 >= amount.others) continue;
    query.junction_times(way, from, Looking::from, swept);
    for (const NodeId junction : subject.network().nodes.ids()) {
      require(swept.of(junction) == as_duration(expected[junction.row()]), "one to all takes what Boost's search says");
      ++compared;
    }
  }
  return compared;
}

/// Every street of a path begins where the one before ended and takes its own time.
std::size_t check_paths(const TravelSubject& subject, const TravelAmount& amount) {
  const StreetNetwork& network = subject.network();
  const StreetArcs arcs{network};
  TravelQuery query{subject.times()};
  std::size_t streets = 0;
  for (std::size_t w = 0; w < way_count; ++w) {
    const Way way = static_cast<Way>(w);
    const StreetTimes times{network, arcs, TravelSpec{}, way};
    for (std::size_t i = w; i < amount.paths; i += way_count) {
      const Spot from = subject.random_spot(2 * i);
      const Spot to = subject.random_spot(2 * i + 1);
      const std::optional<Duration> total = query.static_time(way, from, to);
      const std::vector<WayPoint> path = query.path(way, from, to);
      require(path.empty() == !total, "there is a path exactly where there is a time");
      if (!total) continue;
      require(path.back().elapsed == *total && path.back().spot == to && path.front().spot == from,
              "a path takes its static time");
      for (std::size_t p = 2; p + 1 < path.size(); ++p) {
        const Spot& here = path[p].spot;
        const Street& street = network.streets[*here.street];
        const bool forward = here.offset == street.length;
        require(network.nodes[forward ? street.from : street.to] == path[p - 1].spot.at,
                "a path's streets are joined to each other");
        require(times.whole(*here.street, forward) == path[p].elapsed - path[p - 1].elapsed,
                "a path's times add up street by street");
        ++streets;
      }
    }
  }
  return streets;
}

/// The first whole millisecond at which a trip is covered, and no later for those who left sooner.
std::size_t check_departures(const TravelSubject& subject, const TravelAmount& amount) {
  const TravelTimes& times = subject.times();
  for (std::size_t i = 0; i < amount.departures; ++i) {
    Stream stream{{.seed = 11}, Draw::verification, {i}};
    const auto ms = static_cast<std::int64_t>(stream.below(static_cast<std::uint64_t>(one_week.count())));
    const auto trip = static_cast<std::int64_t>(stream.below(static_cast<std::uint64_t>(Duration{20h}.count())));
    const SimTime departure{Duration{ms}};
    const Way way = static_cast<Way>(i % way_count);
    const SimTime arrival = times.arrival(way, departure, Duration{trip});
    require(times.covered(way, departure, arrival) >= Duration{trip}, "whoever arrives has covered the trip");
    require(arrival == departure || times.covered(way, departure, arrival - 1ms) < Duration{trip},
            "nobody arrives later than the trip takes");
    require(times.arrival(way, departure + 1ms, Duration{trip}) >= arrival, "a later departure never arrives earlier");
  }
  return amount.departures;
}

/// Many to one, fixed places, one to many and the soonest few, against point to point.
std::size_t check_many(const TravelSubject& subject, const TravelAmount& amount) {
  constexpr std::size_t responders = 40;
  TravelQuery query{subject.times()};
  TravelQuery one_by_one{subject.times()};
  std::size_t compared = 0;
  for (std::size_t i = 0; i < amount.others; ++i) {
    const Way way = static_cast<Way>(i % way_count);
    const Spot door = subject.random_spot(7 * i);
    std::vector<Spot> spots;
    std::vector<Origin> origins;
    for (std::size_t r = 0; r < responders; ++r) {
      spots.push_back(subject.random_spot(1'000'000 + i * responders + r));
      origins.push_back({way, spots.back()});
    }
    const auto to = query.static_times_to(origins, door);
    const auto from = query.static_times_from(way, door, spots);
    const auto fixed = query.static_times_to(FixedOrigins{subject.times(), way, spots}, door);
    const auto soonest = query.soonest_to(origins, door, 3);
    for (std::size_t r = 0; r < responders; ++r) {
      const auto there = one_by_one.static_time(way, spots[r], door);
      require(to[r] == there && fixed[r] == there, "many to one takes what each takes alone");
      require(from[r] == one_by_one.static_time(way, door, spots[r]), "one to many takes what each takes alone");
      const bool among = std::any_of(soonest.begin(), soonest.end(), [r](const Soon& s) { return s.origin == r; });
      require(among || !there || (soonest.size() == 3 && soonest.back().time <= *there), "the soonest are the soonest");
      compared += 4;
    }
  }
  return compared;
}

/// With closed streets, against Boost on a network without them.
std::size_t check_closures(const TravelSubject& subject, const TravelAmount& amount) {
  TravelQuery query{subject.times()};
  const std::size_t each = std::min<std::size_t>(100, amount.others);
  std::size_t compared = 0;
  for (std::size_t set = 0; set * each < amount.others; ++set) {
    const Way way = static_cast<Way>(set % way_count);
    const StreetClosures closures = subject.random_closures(streets_closed, set);
    StreetNetwork without = subject.network();
    for (const TouchedStreet& touched : closures.touched()) {
      without.streets[touched.street].forward = without.streets[touched.street].backward = WaySet{};
    }
    StreetGraph reference{without, TravelSpec{}, way};
    const NodeId source = subject.random_junction(set);
    const std::vector<std::int64_t>& expected = reference.times_from(source);
    for (std::size_t i = 0; i < each; ++i) {
      const NodeId target = subject.random_junction(1000 + set * each + i);
      const auto time = query.static_time(way, subject.at(source), subject.at(target), closures);
      require(time == as_duration(expected[target.row()]), "with closed streets a trip takes what Boost's search says");
      const auto usual = query.static_time(way, subject.at(source), subject.at(target));
      require(!time || *usual <= *time, "closing a street speeds nobody up");
      ++compared;
    }
  }
  return compared;
}

}  // namespace

std::vector<Figure> check_travel(const TravelSubject& subject, const TravelAmount& amount, std::ostream* progress) {
  std::vector<Figure> figures;
  const auto add = [&](const char* what, std::size_t count) {
    figures.push_back({subject.name() + ", equal: " + what, static_cast<double>(count), {}});
    if (progress)
      *progress << "travel: " << subject.name() << ": " << what << ": " << count << " equal\n" << std::flush;
  };
  std::size_t points = 0;
  for (std::size_t way = 0; way < way_count; ++way) points += check_points(subject, static_cast<Way>(way), amount);
  add("times against Boost's", points);
  add("streets of paths", check_paths(subject, amount));
  add("departures", check_departures(subject, amount));
  add("answers for many at once", check_many(subject, amount));
  add("times with 20 closed streets against Boost's", check_closures(subject, amount));
  return figures;
}

std::vector<Figure> check_labels(const TravelSubject& subject, const TravelAmount& amount, std::ostream* progress) {
  std::size_t compared = 0;
  for (std::size_t way = 0; way < way_count; ++way) compared += check_points(subject, static_cast<Way>(way), amount);
  compared += check_many(subject, amount);
  if (progress) {
    *progress << "travel: " << subject.name() << ": times by labels against Boost's: " << compared << " equal\n"
              << std::flush;
  }
  return {{subject.name() + ", equal: times by labels against Boost's", static_cast<double>(compared), {}}};
}

}  // namespace outpost::analysis
