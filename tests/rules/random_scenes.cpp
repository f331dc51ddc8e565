#include "tests/rules/random_scenes.hpp"

#include <map>

namespace outpost::tests {
namespace {

template <class Table>
auto any(const Table& table, Stream& stream) {
  return typename std::decay_t<decltype(*table.ids().begin())>{static_cast<std::size_t>(stream.below(table.size()))};
}

bool one_in(std::uint64_t n, Stream& stream) {
  return stream.below(n) == 0;
}

Duration up_to(Duration most, Stream& stream) {
  return Duration{static_cast<std::int64_t>(stream.below(static_cast<std::uint64_t>(most.count())))};
}

OrderId another_order(const Setting& setting, World& world, Stage stage, Stream& stream) {
  Incident incident;
  incident.building = any(setting.city.buildings, stream);
  incident.community = setting.city.buildings[incident.building].community;
  incident.kind = static_cast<std::uint32_t>(stream.below(setting.kinds.size()));
  incident.identity = owner_of(setting.city.communities[incident.community].code, 3, world.incidents.size() + 1);
  Order order;
  incident.orders = 1;
  order.incident = world.incidents.push_back(incident);
  ++world.incidents_in[static_cast<std::size_t>(Stage::reported)];
  ++world.orders_in[static_cast<std::size_t>(stage)];
  order.kind = incident.kind;
  order.priority = 1 + static_cast<std::int64_t>(stream.below(4));
  order.building = incident.building;
  order.storey = static_cast<std::uint8_t>(1 + stream.below(setting.city.buildings[order.building].storeys));
  order.stage = stage;
  order.accepted = world.now - up_to(25min, stream);
  order.reported = order.accepted - up_to(5min, stream);
  return world.orders.push_back(order);
}

void set_out(const Setting& setting, World& world, ResponderState& state, const Spot& to, TravelQuery& travel) {
  state.from = setting.city.buildings[BuildingId{0}].entrance;
  state.bound_for = to;
  const auto time = travel.static_time(state.way, state.from, to, world.closures);
  if (!time) state.from = to;
  state.static_time = time.value_or(Duration{});
  state.departed = world.now - state.static_time / 2;
  state.arrives = setting.travel->arrival(state.way, state.departed, state.static_time);
}

void put_on_duty(const Setting& setting, World& world, ResponderId who, Stream& stream, TravelQuery& travel,
                 bool at_an_order) {
  ResponderState& state = world.responders[who];
  const Responder& unit = setting.force.responders[who];
  state.on_duty = true;
  state.way = setting.force.staff_of(unit).way;
  state.since = world.now - up_to(8h, stream);
  state.time_in[static_cast<std::size_t>(Status::on_scene)] = up_to(3h, stream);
  state.from = one_in(2, stream) ? unit.post : setting.city.buildings[any(setting.city.buildings, stream)].entrance;
  constexpr std::array usual{Status::free,       Status::free,       Status::returning,  Status::mobilising,
                             Status::travelling, Status::on_scene,   Status::writing_up, Status::visiting,
                             Status::at_counter, Status::in_meeting, Status::on_break,   Status::away};
  state.status = usual.at(at_an_order ? 3 + stream.below(4) : stream.below(usual.size()));
  if (is_planned_work(state.status) || state.status == Status::on_break) {
    state.work = PlannedTask{.began = world.now - 1min, .left = 10min, .is_break = state.status == Status::on_break};
    state.pauses_for = state.status == Status::on_break ? 1 : static_cast<std::uint8_t>(1 + stream.below(4));
  }
  if (state.status == Status::mobilising || state.status == Status::travelling || state.status == Status::on_scene ||
      state.status == Status::writing_up) {
    const Stage stage = state.status == Status::mobilising   ? Stage::assigned
                        : state.status == Status::travelling ? Stage::under_way
                        : state.status == Status::on_scene   ? Stage::on_scene
                                                             : Stage::resolved;
    const OrderId other = another_order(setting, world, stage, stream);
    Order& order = world.orders[other];
    order.responder = who;
    order.attempts = 1;
    order.assigned = order.accepted;
    order.under_way = order.accepted;
    order.on_scene = order.accepted;
    order.engaged = 1;
    order.to_come = stage == Stage::assigned || stage == Stage::under_way ? 1 : 0;
    order.at_work = stage == Stage::on_scene ? 1 : 0;
    state.order = other;
    state.finishes = world.now + up_to(1h, stream);
  }
  if (state.status == Status::returning) set_out(setting, world, state, unit.post, travel);
  if (state.status == Status::travelling) {
    set_out(setting, world, state, setting.city.buildings[world.orders[*state.order].building].entrance, travel);
  }
}

}  // namespace

namespace {

/// Two departments with two crews each and a profession, and kinds that they answer, alone or behind somebody else.
std::map<std::string, DepartmentSpec> departments_with_kinds(ScenarioSpec& spec) {
  KindSpec kind = spec.demand.kinds.at("grid_case");
  kind.roles = {Role::department_crew};
  kind.department = "work_safety";
  spec.demand.kinds["gas_leak"] = kind;
  kind.roles = {Role::grid_worker, Role::department_crew};
  kind.department = "market_regulation";
  spec.demand.kinds["short_weight"] = kind;
  kind.roles = {Role::specialist};
  kind.department = "mediators";
  spec.demand.kinds["mediation"] = kind;
  std::map<std::string, DepartmentSpec> departments;
  for (const char* name : {"work_safety", "market_regulation", "mediators"}) {
    DepartmentSpec& department = departments[name];
    department.per_post = 2.0;
    department.staff.rosters = {"officer_day"};
  }
  departments["mediators"].role = Role::specialist;
  departments["mediators"].post = DepartmentPost::command_room;
  return departments;
}

/// From every street into the one before it at a junction, for every way of moving: so many that short ways lead round.
std::vector<BannedTurn> many_banned_turns(const StreetNetwork& network) {
  std::vector<BannedTurn> banned;
  std::map<NodeId, StreetId> last;
  for (const StreetId id : network.streets.ids()) {
    for (const NodeId junction : {network.streets[id].from, network.streets[id].to}) {
      const auto [before, is_first] = last.emplace(junction, id);
      if (!is_first) banned.push_back({.from = id, .at = junction, .to = before->second, .ways = WaySet::all()});
      before->second = id;
    }
  }
  return banned;
}

}  // namespace

std::vector<Town> random_towns() {
  std::vector<Town> towns;
  for (const std::int64_t seed : {1, 2, 3}) {
    Town town;
    town.spec = small_spec([seed](ScenarioSpec& s) {
      s.city.seed = seed;
      s.city.population = {4'000};
      s.staff[Role::crew_110].heads = 5;
      s.work["round"] = {.kind = WorkKind::round, .roles = {Role::grid_worker}, .every = one_day};
      s.work["visit"] = {.kind = WorkKind::visit, .roles = {Role::grid_worker}, .every = 60 * one_day};
      s.work["duty"] = {.kind = WorkKind::duty_visit, .roles = {Role::grid_worker}, .every = 14 * one_day};
      RiskSpec risk;
      risk.rate = per_1000_residents_per_day(0.1);
      s.risks["hazard"] = risk;
      for (auto& [key, kind] : s.demand.kinds) kind.units = key == "theft" || key == "dispute" ? 2 : 1;
      // A party of two roles, and one of one role that is listed with others.
      KindSpec& help = s.demand.kinds["help"];
      help.roles = {Role::crew_110, Role::community_officer};
      help.party.needs[static_cast<std::size_t>(Role::crew_110)] = 2;
      help.party.needs[static_cast<std::size_t>(Role::community_officer)] = 1;
      for (auto& [role, staff] : s.staff) staff.standby_priority = 2;
      s.departments = departments_with_kinds(s);
    });
    City city = generate_city(town.spec.city, small_division());
    if (seed == 3) city.streets.banned_turns = many_banned_turns(city.streets);
    town.city = std::make_shared<const City>(std::move(city));
    town.travel = make_travel_times(town.spec.metric, town.spec.travel, town.city);
    towns.push_back(std::move(town));
  }
  return towns;
}

std::shared_ptr<const Setting> random_setting(const Town& town, const Change& change, Stream& stream) {
  ScenarioSpec spec = town.spec;
  spec.rules.reserve = static_cast<std::int64_t>(stream.below(4));
  spec.rules.preempt_gap = 1 + static_cast<std::int64_t>(stream.below(3));
  spec.rules.preempt = one_in(2, stream) ? Preempt::on_scene : Preempt::under_way;
  spec.rules.load_slack = up_to(10min, stream);
  spec.rules.cover_within = 1min + up_to(10min, stream);
  spec.rules.rollout.horizon = 10min + up_to(1h, stream);
  spec.rules.rollout.runs = 1 + static_cast<std::int64_t>(stream.below(3));
  spec.rules.rollout.sure = 0.5 * static_cast<double>(stream.below(3));
  spec.rules.preferences = {{.place = "990000001001", .units = {"P001", "P002 P003", "O001"}},
                            {.place = "990000001200", .units = {"P004"}}};
  change(spec);
  return make_setting(spec, town.city, make_grid_plan(spec.grids, *town.city), town.travel);
}

RandomScene random_scene(std::shared_ptr<const Setting> setting, Stream& stream) {
  RandomScene scene{.setting = std::move(setting)};
  const Setting& in = *scene.setting;
  scene.world = populate(in, {7, static_cast<std::uint32_t>(stream.below(1'000))});
  scene.world.now = SimTime{} + 5 * one_day + up_to(22h, stream);
  const std::uint64_t closed = one_in(2, stream) ? in.city.streets.streets.size() / 4 : 0;
  for (std::uint64_t i = 0; i < closed; ++i) scene.world.closures.touch(any(in.city.streets.streets, stream), 0, 0);
  const std::uint64_t mood = stream.below(5);  // 0: nobody is on duty; 1: nearly everybody is at an order
  TravelQuery travel{*in.travel};
  for (const ResponderId who : scene.world.responders.ids()) {
    ResponderState& state = scene.world.responders[who];
    state.on_duty = false;
    state.status = Status::off_duty;
    state.on_call = one_in(3, stream);
    if (mood == 0 || one_in(5, stream)) continue;
    state.on_call = false;
    put_on_duty(in, scene.world, who, stream, travel, mood == 1 && !one_in(20, stream));
  }
  scene.order = another_order(in, scene.world, Stage::accepted, stream);
  scene.world.waiting.push_back(scene.order);
  return scene;
}

World with_more_hidden(const RandomScene& scene, Stream& stream) {
  World world = scene.world;
  const Setting& in = *scene.setting;
  for (int i = 0; i < 40; ++i) {
    const bool here = i % 4 == 0;
    const BuildingId building = here ? world.orders[scene.order].building : any(in.city.buildings, stream);
    Risk risk;
    risk.building = building;
    risk.community = in.city.buildings[building].community;
    risk.stage = i % 3 == 0 ? RiskStage::ahead : RiskStage::open;
    risk.shows = world.now - 1h;
    risk.escalates = world.now + 1min;
    world.live_risks[risk.community].push_back({world.risks.push_back(risk), risk.building});
    Incident incident;
    incident.building = building;
    incident.community = risk.community;
    incident.occurred = world.now - 1min;
    incident.noticed = world.now - 30s;
    world.incidents.push_back(incident);
    ++world.incidents_in[static_cast<std::size_t>(Stage::noticed)];
  }
  for (const ResponderId who : world.responders.ids()) {
    if (world.responders[who].order) world.responders[who].finishes += 5h;
  }
  return world;
}

}  // namespace outpost::tests
