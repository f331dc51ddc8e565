#include "analysis/experiment/warm_up_file.hpp"

#include "scenarios/write/packed.hpp"

namespace outpost::analysis {
namespace {

using scenarios::Packer;
using scenarios::Unpacker;

template <class IdType, class Row, std::size_t rows_in_page>
PagedTable<IdType, Row, rows_in_page> table_of(const std::vector<Row>& rows) {
  PagedTable<IdType, Row, rows_in_page> table;
  for (const Row& row : rows) table.push_back(row);
  return table;
}

/// The small parts of a world in the order in which they are written and read; `walk` is a Packer's or an Unpacker's.
template <class WorldType, class Walk>
void walk_counters(WorldType& world, const Walk& walk) {
  walk(world.key);
  walk(world.now);
  walk(world.waiting);
  walk(world.visits);
  walk(world.risks_in);
  walk(world.alerts);
  walk(world.padded);
  walk(world.further_reports);
  walk(world.further_orders);
  walk(world.asked_orders);
  walk(world.invalid_calls);
  walk(world.settlements);
  walk(world.candidates_ahead);
  walk(world.candidates_declined);
  walk(world.incidents_in);
  walk(world.orders_in);
}

/// The same for what a warm-up carries over of its records.
template <class RecordType, class Walk>
void walk_carried(RecordType& record, const Walk& walk) {
  walk(record.incidents);
  walk(record.notices);
  walk(record.orders);
  walk(record.stages);
  walk(record.legs);
  walk(record.statuses);
  walk(record.works);
  walk(record.absences);
  walk(record.risks);
  walk(record.seats);
  walk(record.deadlines);
  walk(record.asks);
  walk(record.settlements);
  walk(record.counter_steps);
  walk(record.coverages);
}

void pack_lists(const World& world, Packer& into) {
  into.add(std::uint64_t{world.grids.size()});
  for (const GridState& grid : world.grids) {
    into.add(grid.open).add(grid.last_round).add(grid.round_days).add(grid.is_walked).add(grid.known);
  }
  into.add(std::uint64_t{world.live_risks.size()});
  for (const std::vector<LiveRisk>& risks : world.live_risks) into.add(risks);
  into.add(std::uint64_t{world.halls.size()});
  for (const HallState& hall : world.halls) into.add(hall.line).add(hall.at_work).add(hall.calls);
  into.add(std::uint64_t{world.counters.size()});
  for (const CounterState& counter : world.counters) {
    into.add(counter.is_open).add(counter.line).add(counter.outside).add(counter.clerks);
    into.add(counter.came).add(counter.served).add(counter.left).add(counter.turned);
  }
}

void unpack_lists(Unpacker& from, World& world) {
  for (std::size_t left = from.count(1); left > 0; --left) {
    GridState grid;
    from.get(grid.open);
    from.get(grid.last_round);
    from.get(grid.round_days);
    from.get(grid.is_walked);
    from.get(grid.known);
    world.grids.push_back(std::move(grid));
  }
  for (std::size_t left = from.count(1); left > 0; --left) {
    std::vector<LiveRisk> risks;
    from.get(risks);
    world.live_risks.push_back(std::move(risks));
  }
  for (std::size_t left = from.count(1); left > 0; --left) {
    HallState hall;
    from.get(hall.line);
    from.get(hall.at_work);
    from.get(hall.calls);
    world.halls.push_back(std::move(hall));
  }
  for (std::size_t left = from.count(1); left > 0; --left) {
    CounterState counter;
    from.get(counter.is_open);
    from.get(counter.line);
    from.get(counter.outside);
    from.get(counter.clerks);
    from.get(counter.came);
    from.get(counter.served);
    from.get(counter.left);
    from.get(counter.turned);
    world.counters.push_back(std::move(counter));
  }
}

}  // namespace

WarmUpRows::WarmUpRows(const WarmedUp& of) {
  const SimulationState state = of.simulation.state();
  const World& world = state.world;
  require(world.closures == closures_at(of.simulation.setting(), world.now), "nobody closes streets in a warm-up");
  incidents_.assign(world.incidents.begin(), world.incidents.end());
  orders_.assign(world.orders.begin(), world.orders.end());
  risks_.assign(world.risks.begin(), world.risks.end());
  responders_.assign(world.responders.begin(), world.responders.end());
  households_.assign(world.households.begin(), world.households.end());
  Packer rest;
  const auto pack = [&rest](const auto& value) { rest.add(value); };
  walk_counters(world, pack);
  pack_lists(world, rest);
  pack(state.pending);
  pack(state.events_handled);
  walk_carried(of.carried, pack);
  rest_ = rest.take();
}

void WarmUpRows::add_to(scenarios::CacheSections& sections) const {
  sections.add("incidents", incidents_);
  sections.add("orders", orders_);
  sections.add("risks", risks_);
  sections.add("responders", responders_);
  sections.add("households", households_);
  sections.add("rest", rest_);
}

WarmedUp read_warm_up(const scenarios::CacheFile& file, const std::shared_ptr<const Setting>& setting) {
  SimulationState state;
  RunRecord carried;
  World& world = state.world;
  world.incidents = table_of<IncidentId, Incident, 128>(file.rows<Incident>("incidents"));
  world.orders = table_of<OrderId, Order, 128>(file.rows<Order>("orders"));
  world.risks = table_of<RiskId, Risk, 128>(file.rows<Risk>("risks"));
  for (const ResponderState& row : file.rows<ResponderState>("responders")) world.responders.push_back(row);
  world.households = table_of<HouseholdId, HouseholdState, 2048>(file.rows<HouseholdState>("households"));
  const std::string rest = file.text("rest");
  Unpacker from{rest};
  const auto unpack = [&from](auto& value) { from.get(value); };
  walk_counters(world, unpack);
  unpack_lists(from, world);
  unpack(state.pending);
  unpack(state.events_handled);
  walk_carried(carried, unpack);
  if (!from.at_end()) throw scenarios::CacheFault("is damaged");
  world.closures = closures_at(*setting, world.now);
  require_conservation(*setting, world);
  return {Simulation::taken_up(setting, std::move(state)), std::move(carried)};
}

}  // namespace outpost::analysis
