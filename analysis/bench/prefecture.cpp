#include <unistd.h>

#include <fstream>
#include <ostream>

#include "analysis/bench/bench.hpp"
#include "analysis/bench/hold.hpp"
#include "analysis/bench/made_up_places.hpp"
#include "analysis/experiment/large_pages.hpp"
#include "sim/engine/simulation.hpp"
#include "sim/world/event_names.hpp"

namespace outpost::analysis {
namespace {

constexpr int first_days = 1;  // in which queues fill, and what is made once is made
constexpr int measured_days = 3;

/// Megabytes of memory that the process holds now; 0 where the system does not tell.
double megabytes_held() {
  std::ifstream statm{"/proc/self/statm"};
  double pages = 0.0;
  double resident = 0.0;
  statm >> pages >> resident;
  return resident * static_cast<double>(::sysconf(_SC_PAGESIZE)) / 1e6;
}

/// A run of the prefecture that is stopped in the middle and stays in memory.
struct KeptRun {
  Simulation simulation;
  TravelQuery travel;
  RunRecord record{};
  KeptRun(const std::shared_ptr<const Setting>& setting, std::uint32_t replication)
      : simulation(setting, {1, replication}), travel(*setting->travel) {}
  void run_to(int day, Recorder& into) { simulation.advance_until(SimTime{} + day * one_day, into, travel); }
};

}  // namespace

BenchResult bench_prefecture(std::ostream* progress) {
  const auto say = [progress](const std::string& text) {
    if (progress) *progress << "prefecture: " << text << "\n" << std::flush;
  };
  BenchResult result{"prefecture",
                     "a prefecture of 7.7 million residents, 9,162 grids, 11,000 units and 99 towns with calls, all "
                     "planned work, risks, alerts, volunteers, desks and courses of orders, on one core; an event "
                     "against a hold of the bare queue with 100,000 events pending",
                     "ns per event or hold",
                     machine_line(),
                     {}};
  const auto setting = prefecture_in_full();
  const double with_city = megabytes_held();
  say("city made");
  Recorder nobody_reads;
  KeptRun first{setting, 0};
  move_to_large_pages();
  first.run_to(first_days, nobody_reads);
  const double with_first = megabytes_held();
  say("first day done");
  EventCounts before = first.simulation.events_by_type();
  double seconds = 0.0;
  double events = 0.0;
  int day = first_days;
  const auto timings = alternate(
      measured_days,
      [&] {
        const double begin = cpu_seconds();
        const auto handled = first.simulation.events_handled();
        first.run_to(++day, first.record);
        const double took = cpu_seconds() - begin;
        seconds += took;
        const auto now = static_cast<double>(first.simulation.events_handled() - handled);
        events += now;
        say("day " + std::to_string(day) + " done");
        return took / now;
      },
      [] { return seconds_of_a_hold(100'000); });
  const double with_records = megabytes_held();
  KeptRun second{setting, 1};
  second.run_to(first_days, nobody_reads);
  const double with_second = megabytes_held();
  BenchRow row = make_row("one day", timings, 1.0, Reading::nanoseconds_each, 0.0);
  row.figures = {{"simulated days per CPU-second", measured_days / seconds},
                 {"days per CPU-second wanted", 5.0},
                 {"events a simulated day", events / measured_days},
                 {"units", static_cast<double>(setting->force.responders.size())},
                 {"MB with the city and its travel times", with_city},
                 {"MB that the first replication adds, labels included", with_first - with_city},
                 {"MB of the travel times, labels included", static_cast<double>(setting->travel->bytes()) / 1e6},
                 {"MB that records of a day add", (with_records - with_first) / measured_days},
                 {"MB that another replication adds", with_second - with_records},
                 {"MB wanted for another", 50.0}};
  for (std::size_t type = 0; type < event_names.size(); ++type) {
    const double a_day = static_cast<double>(first.simulation.events_by_type()[type] - before[type]) / measured_days;
    if (a_day > 0.0) row.figures.push_back({"a day: " + std::string(event_names[type]), a_day});
  }
  result.rows.push_back(std::move(row));
  return result;
}

}  // namespace outpost::analysis
