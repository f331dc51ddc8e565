#include <algorithm>
#include <ostream>

#include "analysis/bench/street_lattice.hpp"
#include "analysis/bench/travel_bench.hpp"
#include "scenarios/import/osm.hpp"
#include "sim/base/stream.hpp"

namespace outpost::analysis {
namespace {

constexpr std::size_t responders = 40;
constexpr std::size_t fixed_places = 922;

/// Seconds for one question, from so many asked one after the other.
template <class Ask>
double seconds_each(std::size_t count, const Ask& ask) {
  const double begin = cpu_seconds();
  for (std::size_t i = 0; i < count; ++i) ask(i);
  return (cpu_seconds() - begin) / static_cast<double>(count);
}

/// The timings of one way of moving; every row beside one Boost one-to-all.
class WayTimings {
 public:
  WayTimings(const TravelSubject& subject, Way way, int pairs)
      : subject_(&subject),
        way_(way),
        pairs_(pairs),
        reference_(subject.network(), TravelSpec{}, way),
        query_(subject.times()) {
    for (std::size_t i = 0; i < spots_kept; ++i) spots_.push_back(subject.random_spot(i));
    for (std::size_t i = 0; i < fixed_places; ++i) places_.push_back(subject.random_spot(5'000'000 + i));
  }

  std::vector<BenchRow> rows() {
    std::vector<BenchRow> rows;
    rows.push_back(point_to_point("point to point"));
    const FixedOrigins fixed{subject_->times(), way_, places_};
    rows.push_back(row("922 fixed to one", 75.0, 50,
                       [&](std::size_t i) { seen_ += query_.static_times_to(fixed, spot(i)).size(); }));
    rows.push_back(moved_to_one("40 moved to one"));
    JunctionTimes all;
    rows.push_back(row("one to all", 8.0, 5, [&](std::size_t i) {
      query_.junction_times(way_, spot(i), Looking::from, all);
      seen_ += all.size();
    }));
    rows.push_back(row("a path", 0.0, 50,
                       [&](std::size_t i) { seen_ += query_.path(way_, spot(2 * i + 1), spot(2 * i + 2)).size(); }));
    rows.push_back(closed_row());
    return rows;
  }

  std::vector<BenchRow> label_rows() {
    return {point_to_point("point to point, by labels"), moved_to_one("40 moved to one, by labels")};
  }

 private:
  static constexpr std::size_t spots_kept = 4096;

  const Spot& spot(std::size_t i) const { return spots_[i % spots_kept]; }

  double boost() {
    const double begin = cpu_seconds();
    seen_ += reference_.times_from(subject_->random_junction(boosts_++)).size();
    return cpu_seconds() - begin;
  }

  template <class Ask>
  BenchRow row(const char* what, double target, std::size_t count, const Ask& ask) {
    std::size_t asked = 0;
    const auto timings = alternate(
        pairs_,
        [&] {
          const double seconds = seconds_each(count, [&](std::size_t) { ask(asked++); });
          return std::max(seconds, 1e-9);
        },
        [this] { return boost(); });
    const std::string name = subject_->name() + ", " + std::string(way_names[static_cast<std::size_t>(way_)]);
    return make_row(name + ": " + what, timings, 1.0, Reading::nanoseconds_each, target);
  }

  BenchRow point_to_point(const char* what) {
    return row(what, 1000.0, 500,
               [this](std::size_t i) { seen_ += query_.static_time(way_, spot(2 * i), spot(2 * i + 1)).has_value(); });
  }

  BenchRow moved_to_one(const char* what) {
    std::vector<Origin> origins(responders, Origin{way_, {}});
    return row(what, 100.0, 100, [&](std::size_t i) {
      for (std::size_t r = 0; r < responders; ++r) origins[r].spot = spot(i * responders + r);
      seen_ += query_.static_times_to(origins, spot(7 * i + 3)).size();
    });
  }

  /// With closed streets the spread matters: most answers stand, the others are searched.
  BenchRow closed_row() {
    const StreetClosures closures = subject_->random_closures(streets_closed, 77);
    std::vector<double> each;
    BenchRow found = row("20 streets closed", 0.0, 40, [&](std::size_t i) {
      const double begin = cpu_seconds();
      seen_ += query_.static_time(way_, spot(2 * i), spot(2 * i + 1), closures).has_value();
      each.push_back((cpu_seconds() - begin) * 1e6);
    });
    std::sort(each.begin(), each.end());
    found.figures = {{"median (us)", each[each.size() / 2], {}}, {"p95 (us)", each[each.size() * 95 / 100], {}}};
    return found;
  }

  const TravelSubject* subject_;
  Way way_;
  int pairs_;
  StreetGraph reference_;
  TravelQuery query_;
  std::vector<Spot> spots_{};
  std::vector<Spot> places_{};
  std::uint64_t boosts_ = 0;
  std::size_t seen_ = 0;  // so that no answer is left out by the compiler
};

std::vector<Figure> measure(const TravelSubject& subject, const TravelAmount& amount, BenchResult& result,
                            std::ostream* progress) {
  std::vector<Figure> figures = check_travel(subject, amount, progress);
  std::vector<BenchRow> rows = time_travel(subject, amount, progress);
  const double unit = rows.front().baseline.median / 1e9;
  figures.push_back({subject.name() + ", junctions", static_cast<double>(subject.network().nodes.size()), {}});
  figures.push_back({subject.name() + ", streets", static_cast<double>(subject.network().streets.size()), {}});
  figures.push_back({subject.name() + ", index of all ways built (s)", subject.build_seconds(), {}});
  figures.push_back({subject.name() + ", one way built, mean (Boost one-to-alls)",
                     subject.build_seconds() / static_cast<double>(way_count) / unit,
                     {}});
  const std::size_t index = subject.times().bytes();
  figures.push_back({subject.name() + ", index of all ways (MB)", static_cast<double>(index) / 1e6, {}});
  result.rows.insert(result.rows.end(), rows.begin(), rows.end());

  const double begun = cpu_seconds();
  for (std::size_t way = 0; way < way_count; ++way) subject.times().keep_labels(static_cast<Way>(way));
  figures.push_back({subject.name() + ", labels of all ways made (s)", cpu_seconds() - begun, {}});
  figures.push_back(
      {subject.name() + ", labels of all ways (MB)", static_cast<double>(subject.times().bytes() - index) / 1e6, {}});
  for (Figure& figure : check_labels(subject, amount, progress)) figures.push_back(std::move(figure));
  rows = time_labels(subject, amount);
  result.rows.insert(result.rows.end(), rows.begin(), rows.end());
  return figures;
}

}  // namespace

TravelSubject::TravelSubject(std::string name, StreetNetwork network)
    : name_(std::move(name)),
      network_(std::move(network)),
      begun_(cpu_seconds()),
      times_(MetricSpec{}, TravelSpec{}, network_),
      build_seconds_(cpu_seconds() - begun_),
      street_at_(network_.nodes.size()) {
  std::vector<bool> known(network_.nodes.size());
  for (const StreetId id : network_.streets.ids()) {
    for (const NodeId end : {network_.streets[id].from, network_.streets[id].to}) {
      if (!known[end.row()]) street_at_[end.row()] = id;
      known[end.row()] = true;
    }
  }
  require(std::find(known.begin(), known.end(), false) == known.end(), "every junction has a street");
}

Spot TravelSubject::at(NodeId junction) const {
  const StreetId id = street_at_[junction.row()];
  const Street& street = network_.streets[id];
  return spot_on(network_, id, street.from == junction ? Length{} : street.length);
}

NodeId TravelSubject::random_junction(std::uint64_t number) const {
  Stream stream{{.seed = 12}, Draw::verification, {number}};
  return NodeId{stream.below(network_.nodes.size())};
}

Spot TravelSubject::random_spot(std::uint64_t number) const {
  Stream stream{{.seed = 13}, Draw::verification, {number}};
  const StreetId street{stream.below(network_.streets.size())};
  const auto length = static_cast<std::uint64_t>(network_.streets[street].length.in_millimetres());
  const std::uint64_t offset = stream.below(length + 1);
  return spot_on(network_, street, millimetres(static_cast<std::int64_t>(offset)));
}

StreetClosures TravelSubject::random_closures(std::size_t count, std::uint64_t number) const {
  Stream stream{{.seed = 14}, Draw::verification, {number}};
  StreetClosures closures;
  while (closures.touched().size() < count) closures.touch(StreetId{stream.below(network_.streets.size())}, 0, 0);
  return closures;
}

std::vector<BenchRow> time_travel(const TravelSubject& subject, const TravelAmount& amount, std::ostream* progress) {
  std::vector<BenchRow> rows;
  for (std::size_t way = 0; way < way_count; ++way) {
    for (BenchRow& row : WayTimings{subject, static_cast<Way>(way), amount.pairs}.rows())
      rows.push_back(std::move(row));
    if (progress) *progress << "travel: " << subject.name() << ": " << way_names[way] << " timed\n" << std::flush;
  }
  return rows;
}

std::vector<BenchRow> time_labels(const TravelSubject& subject, const TravelAmount& amount) {
  std::vector<BenchRow> rows;
  for (std::size_t way = 0; way < way_count; ++way) {
    for (BenchRow& row : WayTimings{subject, static_cast<Way>(way), amount.pairs}.label_rows())
      rows.push_back(std::move(row));
  }
  return rows;
}

BenchResult bench_travel_on(const TravelAmount& amount, StreetNetwork streets, const std::string& name,
                            std::ostream* progress) {
  BenchResult result{"travel",
                     "who is soonest at this door; ours against one Boost one-to-all (dijkstra_shortest_paths on "
                     "compressed_sparse_row_graph) on the same milliseconds",
                     "ns per question",
                     machine_line(),
                     {}};
  {
    const TravelSubject made_up{"made-up", street_lattice(amount.junctions, 1)};
    result.figures = measure(made_up, amount, result, progress);
    for (Figure& figure : measure_rounds(made_up, amount)) result.figures.push_back(std::move(figure));
  }
  if (!streets.streets.empty()) {
    const TravelSubject given{name, std::move(streets)};
    for (Figure& figure : measure(given, amount, result, progress)) result.figures.push_back(std::move(figure));
  }
  return result;
}

BenchResult bench_travel(std::ostream* progress, const std::filesystem::path& streets) {
  StreetNetwork given;
  if (!streets.empty()) given = scenarios::import_osm(streets).network;
  return bench_travel_on({}, std::move(given), streets.stem().stem().string(), progress);
}

}  // namespace outpost::analysis
