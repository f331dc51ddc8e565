#include <ostream>

#include "analysis/bench/bench.hpp"
#include "analysis/bench/hold.hpp"
#include "analysis/bench/made_up_places.hpp"
#include "sim/engine/simulation.hpp"

namespace outpost::analysis {

BenchResult bench_town(std::ostream* progress) {
  BenchResult result{
      "town",
      "a year of a town of 100,000 residents with 120 grids, calls and all planned work, on one core; an "
      "event against a hold of the bare queue with 10,000 events pending",
      "ns per event or hold",
      machine_line(),
      {}};
  constexpr int days = 365;
  constexpr double most_seconds = 20.0;
  const auto setting = town_at_work();
  double seconds = 0.0;
  double events = 0.0;
  std::uint32_t replication = 0;
  const auto timings = alternate(
      3,
      [&] {
        const double begin = cpu_seconds();
        RunRecord record;
        Simulation simulation{setting, {1, replication++}};
        TravelQuery travel{*setting->travel};
        simulation.advance_until(SimTime{} + days * one_day, record, travel);
        simulation.close_records(record);
        seconds = cpu_seconds() - begin;
        events = static_cast<double>(simulation.events_handled());
        if (progress) *progress << "town: year " << replication << " of 3 done\n" << std::flush;
        return seconds / events;
      },
      [] { return seconds_of_a_hold(10'000); });
  BenchRow row = make_row("one year", timings, 1.0, Reading::nanoseconds_each, 0.0);
  row.figures = {{"CPU seconds of the last year", seconds},
                 {"most wanted (s)", most_seconds},
                 {"events a simulated day", events / days},
                 {"units", static_cast<double>(setting->force.responders.size())}};
  result.rows.push_back(std::move(row));
  return result;
}

}  // namespace outpost::analysis
