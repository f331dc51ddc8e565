#include <ostream>

#include "analysis/bench/bench.hpp"
#include "analysis/bench/made_up_places.hpp"
#include "sim/engine/simulation.hpp"

namespace outpost::analysis {
namespace {

/// A copy that shares nothing: every page is taken for a write.
World copied_whole(const World& world) {
  World copy = world;
  // Reaching into a table that is not const takes the page.
  for (const IncidentId id : copy.incidents.ids()) static_cast<void>(copy.incidents[id]);
  for (const OrderId id : copy.orders.ids()) static_cast<void>(copy.orders[id]);
  for (const HouseholdId id : copy.households.ids()) static_cast<void>(copy.households[id]);
  for (const GridId id : copy.grids.ids()) static_cast<void>(copy.grids[id]);
  return copy;
}

/// Seconds of so many copies, each kept while it is looked at, as a branch is.
template <class Copy>
double timed_copies(const World& world, int copies, Copy copy) {
  std::uint64_t seen = 0;
  const double begin = cpu_seconds();
  for (int i = 0; i < copies; ++i) {
    const World branch = copy(world);
    seen += branch.responders.size() + branch.orders.size();
  }
  const double seconds = cpu_seconds() - begin;
  require(seen > 0, "a world has responders");
  return seconds;
}

BenchRow row_of(const std::string& name, const std::shared_ptr<const Setting>& setting, int days, int copies,
                double most_milliseconds) {
  Simulation simulation{setting, {1, 0}};
  TravelQuery travel{*setting->travel};
  Recorder nobody_reads;
  simulation.advance_until(SimTime{} + days * one_day + 10h, nobody_reads, travel);  // in the middle of a morning
  const World& world = simulation.world();
  const auto timings = alternate(
      9, [&] { return timed_copies(world, copies, [](const World& from) { return World{from}; }); },
      [&] { return timed_copies(world, copies, copied_whole); });
  BenchRow row = make_row(name, timings, copies, Reading::nanoseconds_each, 0.0);
  row.figures = {{"most wanted (ns)", most_milliseconds * 1e6},
                 {"responders", static_cast<double>(world.responders.size())},
                 {"households", static_cast<double>(world.households.size())},
                 {"incidents so far", static_cast<double>(world.incidents.size())},
                 {"orders so far", static_cast<double>(world.orders.size())}};
  require(digest_of(copied_whole(world)) == digest_of(world), "a copy is what it was copied from");
  return row;
}

}  // namespace

BenchResult bench_copy(std::ostream* progress) {
  BenchResult result{"copy",
                     "a copy of the world in the middle of a run, as branches, rewinds and forecasts take it; ours "
                     "against the same copy with every page written to",
                     "ns per copy",
                     machine_line(),
                     {}};
  result.rows.push_back(row_of("town, 100,000 residents, day 28", town_at_work(), 28, 200, 1.0));
  if (progress) *progress << "copy: town done\n" << std::flush;
  result.rows.push_back(row_of("prefecture, 7.7 million residents, day 3", prefecture_at_work(), 3, 20, 2.0));
  if (progress) *progress << "copy: prefecture done\n" << std::flush;
  return result;
}

}  // namespace outpost::analysis
