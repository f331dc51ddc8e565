#include "sim/engine/simulation.hpp"

#include <algorithm>
#include <numeric>

#include "sim/engine/anticipation.hpp"
#include "sim/engine/forecast.hpp"
#include "sim/engine/handlers.hpp"
#include "sim/rules/course.hpp"
#include "sim/rules/dispatch.hpp"
#include "sim/rules/familiarity.hpp"
#include "sim/rules/planned_work.hpp"

namespace outpost {
namespace {

std::string command_name(const Setting& setting, const Command& command) {
  if (const auto* assign = std::get_if<Assign>(&command)) {
    return "assign " + setting.force.responders[assign->responder].call_sign + " " +
           std::to_string(assign->order.row());
  }
  if (const auto* close = std::get_if<CloseStreet>(&command)) {
    const std::string street = std::to_string(close->street.row());
    return close->per_mille == 0 ? "close street " + street
                                 : "slow street " + street + " to " + std::to_string(close->per_mille) + " per mille";
  }
  if (const auto* open = std::get_if<ReopenStreet>(&command)) {
    return "reopen street " + std::to_string(open->street.row());
  }
  return "recall " + setting.force.responders[std::get<Recall>(command).responder].call_sign;
}

/// Why the command cannot be carried out; none: it can.
std::optional<std::string> obstacle(const Setting& setting, const World& world, const Command& command,
                                    TravelQuery& travel) {
  const auto knows = [&world](ResponderId responder) { return responder.row() < world.responders.size(); };
  if (const auto* recall = std::get_if<Recall>(&command)) {
    if (!knows(recall->responder)) return "there is no such responder";
    const ResponderState& unit = world.responders[recall->responder];
    const Status status = unit.status;
    if (unit.order && world.orders[*unit.order].stage == Stage::on_scene && status != Status::on_scene) {
      return "others have begun the work that it is needed for";
    }
    if (status == Status::mobilising || status == Status::travelling) return std::nullopt;
    return "only a responder who has an order and has not arrived can be called back";
  }
  const auto street_fault = [&setting](StreetId street) -> std::optional<std::string> {
    if (setting.spec.metric.kind != MetricKind::streets) return "only streets can be closed, and this city has none";
    if (street.row() >= setting.city.streets.streets.size()) return "there is no such street";
    return std::nullopt;
  };
  if (const auto* close = std::get_if<CloseStreet>(&command)) {
    if (close->per_mille >= 1000) return "a street is closed or slowed to less than 1000 per mille";
    return street_fault(close->street);
  }
  if (const auto* open = std::get_if<ReopenStreet>(&command)) return street_fault(open->street);
  const auto& assign = std::get<Assign>(command);
  if (assign.order.row() >= world.orders.size()) return "there is no such order";
  if (!knows(assign.responder)) return "there is no such responder";
  const Order& order = world.orders[assign.order];
  if (order.stage != Stage::accepted) return "only an order that waits can be assigned";
  if (rules::units_needed(setting, order) > 1) return "the order needs several units at once; the rule sends them";
  const ResponderState& state = world.responders[assign.responder];
  if (!is_available(state, order.priority)) return "only a responder who is free on duty can be assigned";
  if (!rules::is_asked(setting, order, setting.force.responders[assign.responder])) {
    return "this role may not answer this kind";
  }
  const Way way = setting.force.staff_of(assign.responder).way_for(order.priority);
  const Spot here = rules::spot_of(setting, world, state, travel);
  if (!travel.static_time(way, here, setting.city.buildings[order.building].entrance, world.closures)) {
    return "the responder cannot get there";
  }
  return std::nullopt;
}

/// A run asks for ways by the million.
void keep_labels(const Setting& setting) {
  std::array<bool, way_count> used{};
  const auto use = [&used](Way way) { used[static_cast<std::size_t>(way)] = true; };
  for (const Responder& unit : setting.force.responders) {
    const StaffSpec& staff = setting.force.staff_of(unit);
    use(staff.way);
    use(staff.urgent_way.value_or(staff.way));
  }
  if (!setting.rounds.empty()) use(Way::foot);
  for (std::size_t way = 0; way < way_count; ++way) {
    if (used[way]) setting.travel->keep_labels(static_cast<Way>(way));
  }
}

/// Where trust moves: what the residents of every community think at the end.
void record_trust(const Setting& setting, const World& world, Recorder& recorder) {
  if (setting.spec.trust.feedback == Switch::off) return;
  for (const CommunityId id : setting.city.communities.ids()) {
    const Community& community = setting.city.communities[id];
    TrustRow row{.at = world.now, .community = id, .residents = 0, .mean = 0.0};
    for (const HouseholdId household : community.households) {
      const auto people = static_cast<std::int64_t>(setting.city.households[household].residents.size());
      row.residents += people;
      row.mean += static_cast<double>(people) * trust_of(setting, world, household);
    }
    if (row.residents == 0) continue;
    row.mean /= static_cast<double>(row.residents);
    recorder.trust(row);
  }
}

}  // namespace

BrokenRun::BrokenRun(const std::string& invariant, RunKey key, SimTime at, std::uint64_t event_number)
    : BrokenInvariant(invariant), key_(key), at_(at), event_number_(event_number) {}

Simulation::Simulation(std::shared_ptr<const Setting> setting, RunKey key)
    : setting_(std::move(setting)), world_(populate(*setting_, key)) {
  keep_labels(*setting_);
  std::vector<std::pair<SimTime, std::uint32_t>> later;
  for (std::uint32_t roster = 0; roster < setting_->force.rosters.size(); ++roster) {
    const Roster& row = setting_->force.rosters[roster];
    const bool begins_with_something = row.calls_roll || !row.breaks.empty() || !row.standby.empty();
    const auto next = begins_with_something ? std::optional{SimTime{}} : row.next_change(setting_->calendar, SimTime{});
    if (next && *next > SimTime{}) later.emplace_back(*next, roster);
    if (next == SimTime{}) queue_.push(SimTime{}, DutyChanged{roster});  // the roll is called before the day's work
  }
  queue_.push(SimTime{}, DayBegan{0});
  for (const auto& [at, roster] : later) queue_.push(at, DutyChanged{roster});
  for (std::uint32_t row = 0; row < setting_->spec.transfers.size(); ++row) {
    queue_.push(SimTime{} + setting_->spec.transfers[row].begins, RoleChanged{row});
  }
  for (std::uint32_t row = 0; row < setting_->works.size(); ++row) {
    const WorkSpec& work = setting_->works[row].spec;
    if (!has_its_hour(work.kind)) continue;
    if (const auto first = rules::next_hour_of(*setting_, work, SimTime{} - Duration{1ms})) {
      queue_.push(*first, HourOfWorkCame{row});
    }
  }
  for (const HallId hall : setting_->rooms.halls.ids()) queue_.push(SimTime{}, DeskHoursChanged{hall});
  if (const auto every = setting_->spec.measures.coverage_every) queue_.push(SimTime{} + *every, CoverageLookedAt{});
  for (std::uint32_t row = 0; row < setting_->closures.size(); ++row) {
    const Closure& closure = setting_->closures[row];
    if (closure.begins > SimTime{}) queue_.push(closure.begins, StreetsClosed{row});
    if (closure.ends) queue_.push(*closure.ends, StreetsReopened{row});
  }
}

Simulation Simulation::taken_up(std::shared_ptr<const Setting> setting, SimulationState state) {
  keep_labels(*setting);
  Simulation simulation{std::move(setting), std::move(state.world), state.events_handled};
  // Events of one time leave in the order in which they were pushed, so that this order is all there is to restore.
  for (const auto& entry : state.pending) simulation.queue_.push(entry.at, entry.payload);
  return simulation;
}

std::uint64_t Simulation::events_handled() const {
  return std::accumulate(events_handled_.begin(), events_handled_.end(), std::uint64_t{0});
}

void Simulation::advance_until(SimTime t, Recorder& recorder, TravelQuery& travel) {
  require(t >= world_.now, "time does not run backwards");
  const engine::Foresight forecast{*setting_};
  try {
    while (!queue_.empty() && queue_.next_at() <= t) {
      const auto entry = queue_.pop();
      world_.now = entry.at;
      for (std::size_t ahead = 1; ahead <= engine::steps_ahead; ++ahead) {
        if (const Event* event = queue_.next_but(ahead - 1)) engine::anticipate(*setting_, world_, *event, ahead);
      }
      engine::Scene scene{*setting_, world_, {queue_, world_.now}, recorder, travel, &forecast};
      std::visit([&scene](const auto& event) { engine::on(event, scene); }, entry.payload);
      ++events_handled_[entry.payload.index()];
      require_counts(world_);
    }
  } catch (const BrokenInvariant& broken) {
    throw BrokenRun(broken.what(), world_.key, world_.now, events_handled());
  }
  world_.now = t;
}

std::optional<std::string> Simulation::apply(const Command& command, Recorder& recorder, TravelQuery& travel) {
  auto why_not = obstacle(*setting_, world_, command, travel);
  if (why_not) return why_not;
  try {
    carry_out(command, recorder, travel);
  } catch (const BrokenInvariant& broken) {
    throw BrokenRun(broken.what(), world_.key, world_.now, events_handled());
  }
  return std::nullopt;
}

void Simulation::carry_out(const Command& command, Recorder& recorder, TravelQuery& travel) {
  const engine::Foresight forecast{*setting_};
  engine::Scene scene{*setting_, world_, {queue_, world_.now}, recorder, travel, &forecast};
  recorder.command({.at = world_.now, .text = command_name(*setting_, command)});
  if (const auto* to = std::get_if<Assign>(&command)) {
    engine::assign(scene, to->order, to->responder);
  } else if (const auto* close = std::get_if<CloseStreet>(&command)) {
    engine::touch_street(scene, close->street, close->per_mille);
  } else if (const auto* open = std::get_if<ReopenStreet>(&command)) {
    engine::touch_street(scene, open->street, 1000);
  } else {
    const ResponderId responder = std::get<Recall>(command).responder;
    engine::take_back(scene, responder);
    engine::wait_or_go_home(scene, responder);
    if (is_available(world_.responders[responder])) engine::begin_break(scene, responder);
  }
  require_conservation(*setting_, world_);
}

void Simulation::close_records(Recorder& recorder) const {
  require_conservation(*setting_, world_);
  for (const GridId grid : world_.grids.ids()) {
    for (const Visit& visit : world_.grids[grid].open) {
      WorkRow row = engine::row_about(*setting_, visit, world_.now);
      row.result = WorkResult::open;
      row.grid = grid;
      row.begin = start_of_day(visit.due);
      row.end = world_.now;
      recorder.work(row);
    }
  }
  record_trust(*setting_, world_, recorder);
  for (const ResponderId id : world_.responders.ids()) {
    const ResponderState& state = world_.responders[id];
    if (world_.now > state.since) {
      recorder.status({.responder = id, .status = state.status, .begin = state.since, .end = world_.now});
    }
    if (is_moving(state.status) && world_.now > state.departed) {
      // The journey as it would go on: a reader who draws it clips it at the end of the run.
      recorder.leg({.responder = id,
                    .order = state.order,
                    .way = state.way,
                    .begin = state.departed,
                    .end = state.arrives,
                    .from = state.from,
                    .to = state.bound_for});
    }
  }
}

DigestValue Simulation::digest() const {
  Digest digest;
  digest.add(digest_of(world_)).add(events_handled());
  for (const auto& entry : queue_.in_order()) {
    digest.add(entry.at);
    add(digest, entry.payload);
  }
  return digest.value();
}

}  // namespace outpost
